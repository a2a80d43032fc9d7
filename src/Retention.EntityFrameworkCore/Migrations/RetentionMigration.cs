using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Migrations;

/// <summary>A step of the tables' history as a migration of <see cref="RetentionDbContext"/>.</summary>
internal abstract class RetentionMigration : Migration
{
    private readonly RelationalStoreOptions options;
    private readonly int version;

    private protected RetentionMigration(RelationalStoreOptions options, int version)
    {
        this.options = options;
        this.version = version;
    }

    protected sealed override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.UpgradeRetention(this.options, this.version - 1, this.version);

    protected sealed override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Decisions are kept: no migration takes the tables away. Restore a backup, or drop the tables by hand.");
}

/// <summary>Streams, decisions, snapshots, checkpoints.</summary>
[Migration(Id)]
internal sealed class StoreMigration(RelationalStoreOptions options) : RetentionMigration(options, 1)
{
    internal const string Id = "20260101000001_RetentionStore";
}

/// <summary>Tables for reports.</summary>
[Migration(Id)]
internal sealed class TablesMigration(RelationalStoreOptions options) : RetentionMigration(options, 2)
{
    internal const string Id = "20260101000002_RetentionTables";
}
