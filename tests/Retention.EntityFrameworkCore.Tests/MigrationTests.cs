using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.EntityFrameworkCore.Tests.Databases;
using Retention.Relational;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.EntityFrameworkCore.Tests;

public sealed class SqliteMigrationTests() : MigrationTests(() => new SqliteDatabase());

public sealed class PostgreSqlMigrationTests(PostgreSqlServer server) : MigrationTests(() => new PostgreSqlDatabase(server));

/// <summary>Migrations give the very tables of the scripts.</summary>
public abstract class MigrationTests : IDisposable
{
    private readonly TestDatabase database;
    private readonly TestDatabase byScripts;

    protected MigrationTests(Func<TestDatabase> create)
    {
        this.database = create();
        this.byScripts = create();
    }

    [Theory]
    [InlineData("retention_")]
    [InlineData("loyalty_")]
    public async Task RetentionDbContext_Migrated_HasTheTablesOfTheScripts(string prefix)
    {
        await using (var context = new RetentionDbContext(this.database.Options<RetentionDbContext>(), this.database.StoreOptions(prefix)))
        {
            Assert.Equal(2, (await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).Count());
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
            Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
            Assert.Empty(await context.Streams.ToListAsync(TestContext.Current.CancellationToken));
        }

        await this.AssertTablesOfTheScriptsAsync(prefix, []);
    }

    [Fact]
    public async Task RetentionDbContext_UnderAnotherPrefix_LooksAtOtherTables()
    {
        foreach (string prefix in new[] { "one_", "two_" })
        {
            await using var context = new RetentionDbContext(this.database.Options<RetentionDbContext>(), this.database.StoreOptions(prefix));
            Assert.Contains(prefix + "streams", context.Streams.ToQueryString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task HostsMigrations_BringTheTablesStepByStep()
    {
        await using (ShopContext context = this.Shop())
        {
            IMigrator migrator = context.GetService<IMigrator>();
            await migrator.MigrateAsync("Orders", TestContext.Current.CancellationToken);
            await using DbConnection connection = this.database.Connect();
            Assert.Equal(1, await RelationalSchema.VersionAsync(this.database.StoreOptions(), connection, TestContext.Current.CancellationToken));
            await migrator.MigrateAsync(null, TestContext.Current.CancellationToken);
            await RelationalSchema.CheckAsync(this.database.StoreOptions(), connection, TestContext.Current.CancellationToken);
        }

        this.byScripts.Execute(this.database.Dialect == SqlDialect.Sqlite
            ? "CREATE TABLE \"orders\" (\n    \"number\" TEXT NOT NULL CONSTRAINT \"orders_key\" PRIMARY KEY,\n    \"customer\" TEXT NOT NULL\n)"
            : "CREATE TABLE orders (number text NOT NULL CONSTRAINT orders_key PRIMARY KEY, customer text NOT NULL)");
        await this.AssertTablesOfTheScriptsAsync("retention_", ["orders"]);
    }

    [Fact]
    public async Task HostsModel_LeavesTheTablesToTheScripts()
    {
        await using ShopContext context = this.Shop();
        string script = context.Database.GenerateCreateScript();
        Assert.Contains("orders", script, StringComparison.Ordinal);
        Assert.DoesNotContain("retention_", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, 3)]
    public void UpgradeRetention_NoSuchWay_Throws(int from, int to)
    {
        using ShopContext context = this.Shop();
        var migration = new MigrationBuilder(context.Database.ProviderName);
        Assert.Throws<ArgumentOutOfRangeException>(() => migration.UpgradeRetention(this.database.StoreOptions(), from, to));
    }

    [Fact]
    public void OptionsForAnotherDatabase_AreRefusedWithTheFix()
    {
        RelationalStoreOptions other = this.database.StoreOptions();
        other.Dialect = other.Dialect == SqlDialect.Sqlite ? SqlDialect.PostgreSql : SqlDialect.Sqlite;
        using ShopContext shop = this.Shop();
        InvalidOperationException inMigration = Assert.Throws<InvalidOperationException>(() => new MigrationBuilder(shop.Database.ProviderName).UpgradeRetention(other, 0, 2));
        using var context = new RetentionDbContext(this.database.Options<RetentionDbContext>(), other);
        InvalidOperationException inContext = Assert.Throws<InvalidOperationException>(() => context.Model);
        Assert.Equal(inMigration.Message, inContext.Message);
        Assert.EndsWith("or set RelationalStoreOptions.Dialect.", inContext.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrations_NeverTakeTheTablesAway()
    {
        await using var context = new RetentionDbContext(this.database.Options<RetentionDbContext>(), this.database.StoreOptions());
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<NotSupportedException>(() => context.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase, TestContext.Current.CancellationToken));
        Assert.Equal(2, this.database.Count("retention_schema"));
    }

    public void Dispose()
    {
        this.database.Dispose();
        this.byScripts.Dispose();
    }

    private ShopContext Shop() => new ShopContext(this.database.Options<ShopContext>(), this.database.Dialect);

    private async Task AssertTablesOfTheScriptsAsync(string prefix, IEnumerable<string> others)
    {
        await using (DbConnection connection = this.byScripts.Connect())
        {
            await RelationalSchema.UpgradeAsync(this.byScripts.StoreOptions(prefix), connection, TestContext.Current.CancellationToken);
        }

        IReadOnlyList<string> expected = this.byScripts.Schema();
        Assert.Contains(expected, row => row.Contains(prefix + "sla_deadlines_due", StringComparison.Ordinal));
        Assert.All(others, name => Assert.Contains(expected, row => row.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(expected, this.database.Schema());
    }
}
