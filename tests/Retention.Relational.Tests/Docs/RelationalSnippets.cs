using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Serialization.SystemTextJson;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.Relational.Tests.Docs;

/// <summary>The samples of the guide, compiled and run.</summary>
public sealed class RelationalSnippets : IDisposable
{
    private readonly SqliteDatabase database = new SqliteDatabase();
    private readonly List<string> screen = [];

    private RelationalSnippets Console => this;

    [Fact]
    public async Task SetUp_Transact_Verify()
    {
        Func<DbConnection> connect = this.database.Connect;
        CancellationToken cancellationToken = CancellationToken.None;
        var book = new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy);
        this.database.Execute("CREATE TABLE orders (number TEXT PRIMARY KEY)");

        #region relational-set-up
        var points = new StreamKind<PointsAccountState, PointsCommand, PointsEvent>("points", new PointsAccount(book));
        var options = new RelationalStoreOptions
        {
            Dialect = SqlDialect.Sqlite, // or PostgreSql
            TablePrefix = "retention_",
            Codec = new JsonEventCodec(), // of Retention.Serialization.SystemTextJson
            KeptConnections = 4,
        };
        options.Kinds.Add(points); // its tables are kept

        using (DbConnection connection = connect())
        {
            await RelationalSchema.UpgradeAsync(options, connection, cancellationToken); // or CheckAsync, where an administrator runs the scripts
        }

        var store = new RelationalEventStore(options, connect); // connect: () => new SqliteConnection("Data Source=crm.db")
        #endregion
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(points, "C001");
        await account.DoAsync(store, Given.Open("C001"));
        StreamAppend pending = account.Prepare(Given.Purchase(Given.Now, "SO-1001", 120));
        Assert.Equal(AppendStatus.Appended, await Transact(store, connect, pending, cancellationToken));
        Assert.Equal(AppendStatus.VersionConflict, await Transact(store, connect, pending, cancellationToken));
        Assert.Equal((1L, 1L), (this.database.Scalar("SELECT count(*) FROM orders"), this.database.Scalar("SELECT count(*) FROM retention_points_lots")));

        this.database.Execute("DELETE FROM retention_points_lots");
        #region relational-verify
        var maintenance = new RelationalMaintenance(options, connect);
        VerifyReport report = await maintenance.VerifyAsync(progress: null, cancellationToken);
        foreach (VerifyFinding finding in report.Findings)
        {
            Console.WriteLine(finding); // TableRow points:C001 points_lots: row 1 isn't there.
        }

        await maintenance.RebuildStreamAsync(points.Stream("C001"), cancellationToken); // or RebuildAsync("points", after: null, …)
        #endregion
        Assert.Equal(["TableRow points:C001 points_lots: row 1 isn't there."], this.screen);
        Assert.True((await maintenance.VerifyAsync(null, cancellationToken)).IsSound);
        store.Dispose();
    }

    [Fact]
    public void Reports_OfTheGuide_Run()
    {
        using RelationalEventStore store = this.database.Store();
        this.database.Execute("CREATE TABLE customers (id TEXT PRIMARY KEY, customer_group TEXT)");
        string sql = Regex.Match(Guide.Page, "```sql\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(3, sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (string report in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            this.database.Execute(report);
        }
    }

    public void Dispose() => this.database.Dispose();

    internal void WriteLine(object line) => this.screen.Add(line.ToString()!);

    private static async Task<AppendStatus> Transact(RelationalEventStore store, Func<DbConnection> connect, StreamAppend pending, CancellationToken cancellationToken)
    {
        #region relational-transaction
        using DbConnection connection = connect();
        await connection.OpenAsync(cancellationToken);
        using DbTransaction transaction = connection.BeginTransaction();
        SaveOrder(connection, transaction, "SO-1001"); // yours

        AppendResult result = await store.AppendAsync(connection, transaction, new[] { pending }, cancellationToken);
        if (result.Status == AppendStatus.Appended)
        {
            transaction.Commit(); // order and points
        }
        else
        {
            transaction.Rollback(); // somebody else was faster: read the stream, decide again, try again
        }
        #endregion
        return result.Status;
    }

    private static void SaveOrder(DbConnection connection, DbTransaction transaction, string number)
    {
        using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT OR IGNORE INTO orders (number) VALUES ('" + number + "')";
        command.ExecuteNonQuery();
    }
}
