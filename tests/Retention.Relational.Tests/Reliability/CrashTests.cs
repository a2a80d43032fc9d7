using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Npgsql;
using Retention.Reliability;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.Relational.Tests.Reliability;

/// <summary>
/// Kills of the writing process and of the server, and many writers at once: a few of each here; docs/relational.md has the full run and
/// its command.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int WriterKills = 5;
    private const int ServerKills = 1;
    private const int Commands = 1_600;

    private readonly string folder = Directory.CreateTempSubdirectory("retention-crash-").FullName;

    [Fact]
    public async Task WriterKilled_OnSqlite_LosesNothingAcknowledgedAndAppliesNothingTwice()
    {
        var run = new CrashRun(this.Sqlite(), 1);
        Assert.Empty(await run.KillWritersAsync(WriterKills));
        Assert.True(run.Recognised > 0, "No command was sent again, so nothing was shown.");
    }

    [Fact]
    public async Task WriterAndServerKilled_OnPostgreSql_LosesNothingAcknowledgedAndAppliesNothingTwice()
    {
        PostgreSqlServer.Require();
        using PostgreSqlProcess server = PostgreSqlProcess.Start();
        var run = new CrashRun(new Database("postgresql", server.ConnectionString), 1);
        Assert.Empty(await run.KillWritersAsync(WriterKills));
        Assert.Empty(await run.KillServerAsync(server, ServerKills));
        Assert.True(run.Recognised > 0, "No command was sent again, so nothing was shown.");
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task SixteenWriters_OnSqlite_EndAsIfOneAfterTheOther() => Assert.Empty(await LoadRun.RunAsync(this.Sqlite(), 2, Commands));

    [Fact]
    public async Task SixteenWriters_OnPostgreSql_EndAsIfOneAfterTheOther()
    {
        PostgreSqlServer.Require();
        using PostgreSqlProcess server = PostgreSqlProcess.Start();
        Assert.Empty(await LoadRun.RunAsync(new Database("postgresql", server.ConnectionString), 2, Commands));
        NpgsqlConnection.ClearAllPools();
    }

    // The check must see what it is there for.
    [Fact]
    public async Task Checker_ALostAndADoubledCommand_AreSeen()
    {
        Database database = this.Sqlite();
        Assert.Empty(await LoadRun.RunAsync(database, 3, 160));
        Assert.Equal("0/999 was acknowledged and is lost.", Assert.Single(await Checker.FindAsync(database, ["0/999"])));
        using (var connection = new SqliteConnection("Data Source=" + Path.Combine(this.folder, "store.db")))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE retention_points_lots SET available_ten_thousandths = available_ten_thousandths + 1 WHERE key = 'C-1'; DELETE FROM retention_decisions WHERE stream = (SELECT stream FROM retention_streams WHERE key = 'C-2') AND version = 2";
            command.ExecuteNonQuery();
        }

        VerifyReport report = await database.Maintenance.VerifyAsync(null, default);
        Assert.Contains(report.Findings, f => database.Kind.Stream("C-1").Equals(f.Stream) && f.Kind == FindingKind.TableRow);
        Assert.Contains(report.Findings, f => database.Kind.Stream("C-2").Equals(f.Stream) && f.Version == 2);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(this.folder, true);
    }

    private Database Sqlite() => new Database("sqlite", "Data Source=" + Path.Combine(this.folder, "store.db"));
}
