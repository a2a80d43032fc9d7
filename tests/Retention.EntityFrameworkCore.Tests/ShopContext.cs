using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Tests;

/// <summary>A host's context: orders of its own, and the store's tables beside them.</summary>
public sealed class ShopContext : DbContext
{
    private readonly SqlDialect dialect;

    public ShopContext(DbContextOptions<ShopContext> options, SqlDialect dialect)
        : base(options) => this.dialect = dialect;

    public DbSet<Order> Orders => this.Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("orders").HasKey(o => o.Number);
            order.Property(o => o.Number).HasColumnName("number");
            order.Property(o => o.Customer).HasColumnName("customer");
        });
        modelBuilder.ApplyRetention(new RelationalStoreOptions { Dialect = this.dialect });
    }
}

public sealed class Order
{
    public string Number { get; set; } = string.Empty;

    public string Customer { get; set; } = string.Empty;
}

/// <summary>The host's first migration, from the days of the first version of the store's tables.</summary>
[DbContext(typeof(ShopContext))]
[Migration("20260301000001_Orders")]
public sealed class OrdersMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("orders", t => new { number = t.Column<string>(nullable: false), customer = t.Column<string>(nullable: false) }, constraints: t => t.PrimaryKey("orders_key", o => o.number));
        migrationBuilder.UpgradeRetention(ShopMigrations.Options(migrationBuilder), fromVersion: 0, toVersion: 1);
    }
}

/// <summary>The next one brings the tables for reports.</summary>
[DbContext(typeof(ShopContext))]
[Migration("20260302000001_Reports")]
public sealed class ReportsMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.UpgradeRetention(ShopMigrations.Options(migrationBuilder), fromVersion: 1, toVersion: 2);
}

internal static class ShopMigrations
{
    /// <summary>These tests run on both databases; a host has one.</summary>
    internal static RelationalStoreOptions Options(MigrationBuilder migration) =>
        new RelationalStoreOptions { Dialect = migration.ActiveProvider!.EndsWith("Sqlite", System.StringComparison.Ordinal) ? SqlDialect.Sqlite : SqlDialect.PostgreSql };
}
