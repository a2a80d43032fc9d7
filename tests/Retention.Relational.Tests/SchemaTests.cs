using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Relational.Sql;
using Retention.Relational.Tables;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.Relational.Tests;

public sealed class SqliteSchemaTests() : SchemaTests(new SqliteDatabase());

public sealed class PostgreSqlSchemaTests(PostgreSqlServer server) : SchemaTests(new PostgreSqlDatabase(server));

public abstract class SchemaTests(TestDatabase database) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Upgrade_CreatesEverything_AndASecondTimeDoesNothing()
    {
        using DbConnection connection = database.Connect();
        RelationalStoreOptions options = database.Options();
        Assert.Equal(0, await RelationalSchema.VersionAsync(options, connection, None));
        SchemaVersionException missing = await Assert.ThrowsAsync<SchemaVersionException>(() => RelationalSchema.CheckAsync(options, connection, None));
        Assert.Equal("The tables have version 0 and this library works with 2; run RelationalSchema.UpgradeAsync, or its scripts by hand.", missing.Message);
        Assert.Equal(0, await RelationalSchema.UpgradeAsync(options, connection, None));
        Assert.Equal(2, await RelationalSchema.UpgradeAsync(options, connection, None));
        await RelationalSchema.CheckAsync(options, connection, None);
        Assert.Equal(2, database.Count("schema"));
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
    }

    [Fact]
    public async Task Scripts_RunByHand_AreTheSame()
    {
        IReadOnlyList<SchemaScript> scripts = RelationalSchema.Scripts(database.Options());
        Assert.Equal([(1, "store"), (2, "tables")], scripts.Select(s => (s.Version, s.Name)));
        foreach (SchemaScript script in scripts)
        {
            Assert.DoesNotContain("{", script.Sql.Replace("{\"type\"", string.Empty, StringComparison.Ordinal).Replace("{...}", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
            database.Execute(script.Sql);
        }

        using DbConnection connection = database.Connect();
        Assert.Equal(2, await RelationalSchema.UpgradeAsync(database.Options(), connection, None));
    }

    [Fact]
    public async Task Upgrade_ManyServersAtOnce_OneDoesTheWork()
    {
        int[] before = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            using DbConnection connection = database.Connect();
            return await RelationalSchema.UpgradeAsync(database.Options(), connection, None);
        })));
        Assert.Equal([0, 2, 2, 2, 2, 2], before.Order());
    }

    [Fact]
    public async Task Upgrade_FromVersion1_KeepsDecisions_AndRebuildingFillsTheNewTables()
    {
        RelationalStoreOptions bare = database.Options();
        RelationalStoreOptions options = database.Options(Given.Points);
        using DbConnection connection = database.Connect();
        await RelationalSchema.UpgradeAsync(bare, RelationalSchema.Scripts(bare).Take(1).ToArray(), connection, None);
        using var old = new RelationalEventStore(bare, database.Connect);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(old, Given.Open("C-1"));
        await account.DoAsync(old, Given.Purchase(Given.Now, "D1", 100));

        Assert.Equal(1, await RelationalSchema.UpgradeAsync(options, connection, None));
        var maintenance = new RelationalMaintenance(options, database.Connect);
        Assert.False((await maintenance.VerifyAsync(null, None)).IsSound);
        Assert.Equal(1, (await maintenance.RebuildAsync("points", null, null, None)).Streams);
        Assert.Empty((await maintenance.VerifyAsync(null, None)).Findings);
        Assert.Equal(1, database.Count("points_lots"));
    }

    [Fact]
    public async Task Upgrade_NewerDatabase_IsRefused()
    {
        using DbConnection connection = database.Connect();
        await RelationalSchema.UpgradeAsync(database.Options(), connection, None);
        database.Execute("INSERT INTO {t}schema (version, name) VALUES (9, 'future')");
        SchemaVersionException newer = await Assert.ThrowsAsync<SchemaVersionException>(() => RelationalSchema.UpgradeAsync(database.Options(), connection, None));
        Assert.Equal((9, 2), (newer.Found, newer.Expected));
        Assert.EndsWith("use the library that made them, or a newer one.", newer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_AScriptFails_NothingOfItStays()
    {
        RelationalStoreOptions options = database.Options();
        using DbConnection connection = database.Connect();
        SchemaScript[] scripts = [.. RelationalSchema.Scripts(options), new SchemaScript(3, "broken", database.Sql("CREATE TABLE {t}extra (id integer); SELECT 1 FROM no_such_table"))];
        await Assert.ThrowsAnyAsync<DbException>(() => RelationalSchema.UpgradeAsync(options, scripts, connection, None));
        Assert.Equal(0, await RelationalSchema.VersionAsync(options, connection, None));
        Assert.Equal(0, await RelationalSchema.UpgradeAsync(options, connection, None));
        Assert.ThrowsAny<DbException>(() => database.Count("extra"));
    }

    // The scripts are written by hand, so that people can read them; the descriptions must say the same.
    [Fact]
    public async Task Scripts_CreateTheTablesThatAreDescribed()
    {
        using DbConnection connection = database.Open();
        await RelationalSchema.UpgradeAsync(database.Options(), connection, None);
        foreach (ReportTable table in ReportTables.All)
        {
            var expected = new List<string> { "category text", "key text" };
            expected.AddRange(table.Columns.Select(c => (c.SqlName(database.Dialect) + " " + Plain(c.SqlType(database.Dialect)) + (c.IsNullable ? " null" : string.Empty)).ToLowerInvariant()));
            Assert.Equal(expected, ColumnsOf(connection, table.Name));
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("crm_", null)]
    [InlineData("a", "own")]
    public async Task PrefixAndSchema_AreWhereTheTablesLie(string prefix, string? schema)
    {
        RelationalStoreOptions options = database.Options(Given.Points);
        options.TablePrefix = prefix;
        if (schema is not null)
        {
            options.Schema = database.Dialect == SqlDialect.Sqlite ? "main" : database.Schema;
        }

        using RelationalEventStore store = database.Store(options);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"));
        await account.DoAsync(store, Given.Purchase(Given.Now, "D1", 100), "k");
        await account.DoAsync(store, Given.Redeem(Given.Now, "R1", 100));
        Assert.Empty((await new RelationalMaintenance(options, database.Connect).VerifyAsync(null, None)).Findings);
        string events = (options.Schema is null ? string.Empty : options.Schema + ".") + prefix + "events";
        Assert.Equal("loyalty.account-opened", database.Scalar("SELECT type FROM " + events + " WHERE version = 1 AND ordinal = 1"));
    }

    [Theory]
    [InlineData("Retention_", null)]
    [InlineData("1a", null)]
    [InlineData("a-b", null)]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234", null)]
    [InlineData("a", "")]
    [InlineData("a", "x\"; DROP TABLE y; --")]
    public void Names_ThatAreNoIdentifiers_AreRefused(string prefix, string? schema)
    {
        RelationalStoreOptions options = database.Options();
        options.TablePrefix = prefix;
        options.Schema = schema;
        Assert.Throws<ArgumentException>(() => RelationalSchema.Scripts(options));
        Assert.Throws<ArgumentException>(() => new RelationalEventStore(options, database.Connect));
    }

    public void Dispose() => database.Dispose();

    private static string Plain(string type) => type == "bigint" ? "integer" : type;

    /// <summary>Name, type and nullability of the columns; computed ones left out, and both kinds of whole numbers alike.</summary>
    private List<string> ColumnsOf(DbConnection connection, string table)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = database.Dialect == SqlDialect.Sqlite
            ? "SELECT name, lower(type), \"notnull\" = 0 FROM pragma_table_info('retention_" + table + "')"
            : "SELECT column_name, data_type, is_nullable = 'YES' FROM information_schema.columns WHERE table_schema = '" + database.Schema + "' AND table_name = 'retention_" + table + "' ORDER BY ordinal_position";
        var columns = new List<string>();
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0) + " " + Plain(reader.GetString(1)) + (Convert.ToBoolean(reader.GetValue(2), CultureInfo.InvariantCulture) ? " null" : string.Empty));
        }

        return columns;
    }
}
