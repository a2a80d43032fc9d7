using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.EntityFrameworkCore.Mapping;
using Retention.Relational;

namespace Retention.EntityFrameworkCore;

/// <summary>Brings a store's tables in the host's own migrations.</summary>
public static class RetentionMigrationBuilderExtensions
{
    /// <summary>Runs the scripts of <see cref="RelationalSchema"/> that lead from one version of the tables to another, as a part of a migration.</summary>
    /// <param name="migrationBuilder">The builder that <c>Up</c> is given.</param>
    /// <param name="options">The store's options: the dialect, the schema, which must exist, and the prefix; no codec is needed.</param>
    /// <param name="fromVersion">The version before; 0: there are no tables.</param>
    /// <param name="toVersion">The version after, at most <see cref="RelationalSchema.CurrentVersion"/>. Write the number, so that the migration does for ever what it did first.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no way from one version to the other.</exception>
    /// <exception cref="InvalidOperationException">The migration runs on another database than the options are for.</exception>
    /// <remarks>There is no way back: decisions are kept, and a host that means to delete them writes that itself.</remarks>
    public static MigrationBuilder UpgradeRetention(this MigrationBuilder migrationBuilder, RelationalStoreOptions options, int fromVersion, int toVersion)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        ArgumentNullException.ThrowIfNull(options);
        if (fromVersion < 0 || fromVersion >= toVersion || toVersion > RelationalSchema.CurrentVersion)
        {
            throw new ArgumentOutOfRangeException(nameof(toVersion), toVersion, "Tables go from a version to a later one, at most to RelationalSchema.CurrentVersion; a new database starts from 0.");
        }

        Providers.Check(migrationBuilder.ActiveProvider, options.Dialect);
        foreach (SchemaScript script in RelationalSchema.Scripts(options).Where(s => s.Version > fromVersion && s.Version <= toVersion))
        {
            migrationBuilder.Sql(script.Sql);
        }

        return migrationBuilder;
    }
}
