using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Retention.Relational;
using Retention.Relational.Tests.Databases;

namespace Retention.Reliability;

/// <summary>
/// <c>crash [writer kills] [server kills]</c>, <c>load [commands]</c>, <c>verify dialect connection</c>, <c>rebuild dialect connection</c>;
/// <c>write</c> is what is killed.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["write", var dialect, var connection, var seed, var from]:
                return await Writer.RunAsync(new Database(dialect, connection), Number(seed), from.Split(',').Select(Number).ToArray());
            case ["verify", var dialect, var connection]:
                return Say(await VerifyAsync(new Database(dialect, connection)));
            case ["rebuild", var dialect, var connection]:
                return Say(await RebuildAsync(new Database(dialect, connection)));
            case ["crash", .. var kills]:
                return Say(await OnBothAsync((database, server) => CrashAsync(database, server, kills.Length > 0 ? Number(kills[0]) : 50, kills.Length > 1 ? Number(kills[1]) : 10)));
            case ["load", .. var commands]:
                return Say(await OnBothAsync((database, _) => LoadAsync(database, commands.Length > 0 ? Number(commands[0]) : 100_000)));
            default:
                await Console.Error.WriteLineAsync("crash [writer kills] [server kills] | load [commands] | verify sqlite|postgresql connection | rebuild sqlite|postgresql connection");
                return 2;
        }
    }

    private static async Task<IReadOnlyList<string>> OnBothAsync(Func<Database, PostgreSqlProcess?, Task<IReadOnlyList<string>>> run)
    {
        string folder = Directory.CreateTempSubdirectory("retention-reliability-").FullName;
        var wrong = new List<string>();
        try
        {
            wrong.AddRange(await run(new Database("sqlite", "Data Source=" + Path.Combine(folder, "store.db")), null));
            using PostgreSqlProcess server = PostgreSqlProcess.Start();
            wrong.AddRange(await run(new Database("postgresql", server.ConnectionString), server));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
        }

        return wrong;
    }

    private static async Task<IReadOnlyList<string>> CrashAsync(Database database, PostgreSqlProcess? server, int kills, int serverKills)
    {
        var watch = Stopwatch.StartNew();
        var run = new CrashRun(database, 1);
        IReadOnlyList<string> wrong = await run.KillWritersAsync(kills);
        if (server is not null && wrong.Count == 0)
        {
            wrong = await run.KillServerAsync(server, serverKills);
        }

        Console.WriteLine(FormattableString.Invariant($"{database.Dialect}: {kills} kills of the writer{(server is null ? string.Empty : ", " + serverKills + " of the server")}; {run.Acknowledged:N0} commands acknowledged, {run.Recognised:N0} sent again and recognised; {wrong.Count} wrong; {watch.Elapsed.TotalSeconds:F0} s"));
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> LoadAsync(Database database, int commands)
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<string> wrong = await LoadRun.RunAsync(database, 1, commands);
        Console.WriteLine(FormattableString.Invariant($"{database.Dialect}: {commands:N0} commands of {LoadRun.Writers} writers; {wrong.Count} wrong; {watch.Elapsed.TotalSeconds:F0} s with checking"));
        return wrong;
    }

    private static async Task<IReadOnlyList<string>> VerifyAsync(Database database)
    {
        VerifyReport report = await database.Maintenance.VerifyAsync(null, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant($"{report.Streams:N0} streams, {report.Decisions:N0} decisions, {report.FindingCount:N0} findings"));
        return report.Findings.Select(f => f.ToString()).ToArray();
    }

    private static async Task<IReadOnlyList<string>> RebuildAsync(Database database)
    {
        RebuildReport report = await database.Maintenance.RebuildAsync(database.Kind.Category, null, null, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant($"{report.Streams:N0} streams, {report.Rows:N0} rows"));
        return report.Broken.Select(f => f.ToString()).ToArray();
    }

    private static int Say(IReadOnlyList<string> wrong)
    {
        foreach (string line in wrong)
        {
            Console.WriteLine(line);
        }

        return wrong.Count == 0 ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
