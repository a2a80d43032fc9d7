using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Migrations;

/// <summary>Gives EF Core the migrations of <see cref="RetentionDbContext"/>, with the schema and the prefix of its options, which migrations found by reflection couldn't know.</summary>
/// <remarks>There is no snapshot of a model: the tables are the scripts', and the model excludes them from migrations.</remarks>
internal sealed class RetentionMigrations(ICurrentDbContext current) : IMigrationsAssembly
{
    private static readonly SortedDictionary<string, TypeInfo> Known = new SortedDictionary<string, TypeInfo>(StringComparer.Ordinal)
    {
        [StoreMigration.Id] = typeof(StoreMigration).GetTypeInfo(),
        [TablesMigration.Id] = typeof(TablesMigration).GetTypeInfo(),
    };

    public IReadOnlyDictionary<string, TypeInfo> Migrations => Known;

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(RetentionMigrations).Assembly;

    public string? FindMigrationId(string nameOrId) =>
        Known.Keys.FirstOrDefault(id => string.Equals(id, nameOrId, StringComparison.OrdinalIgnoreCase) || string.Equals(id.Substring(id.IndexOf('_', StringComparison.Ordinal) + 1), nameOrId, StringComparison.OrdinalIgnoreCase));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        RelationalStoreOptions options = ((RetentionDbContext)current.Context).StoreOptions;
        Migration migration = migrationClass.AsType() == typeof(StoreMigration) ? new StoreMigration(options) : new TablesMigration(options);
        migration.ActiveProvider = activeProvider;
        return migration;
    }
}
