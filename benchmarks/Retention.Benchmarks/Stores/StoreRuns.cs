using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Relational;
using Retention.Relational.Tests.Databases;
using Retention.Serialization.SystemTextJson;

namespace Retention.Benchmarks.Stores;

/// <summary>Durable loyalty commands against what the same database does with transactions of its own, in the same run.</summary>
internal sealed class StoreRuns
{
    private const int Clients = 8;
    private const int Accounts = 2_000;

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 4, 0);

    private readonly int seconds;
    private readonly int rounds;
    private readonly long dueStreams;

    internal StoreRuns(int seconds, int rounds, long dueStreams)
    {
        this.seconds = seconds;
        this.rounds = rounds;
        this.dueStreams = dueStreams;
    }

    internal async Task ReportAsync()
    {
        await this.PostgreSqlAsync();
        await this.SqliteAsync();
    }

    private async Task PostgreSqlAsync()
    {
        using PostgreSqlProcess server = PostgreSqlProcess.Start();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString + ";No Reset On Close=true");
        PgBench(server, "-i -s 10 -q");
        RelationalStoreOptions options = Options(SqlDialect.PostgreSql);
        await using (NpgsqlConnection connection = await source.OpenConnectionAsync())
        {
            await RelationalSchema.UpgradeAsync(options, connection, CancellationToken.None);
        }

        using var store = new RelationalEventStore(options, source.CreateConnection);
        var accounts = await OpenAsync(store, options);
        var ours = new List<double>();
        var peers = new List<double>();

        // About half of the first seconds is the runtime compiling.
        await this.CommandsPerSecondAsync(accounts, Clients, "warm");
        for (int round = 0; round < this.rounds; round++)
        {
            peers.Add(Tps(PgBench(server, $"-N -c {Clients} -j 2 -T {this.seconds}")));
            ours.Add(await this.CommandsPerSecondAsync(accounts, Clients, "r" + round));
        }

        Say("PostgreSQL, " + Clients + " clients", ours, "pgbench -N", peers);
        await using NpgsqlConnection c = await source.OpenConnectionAsync();
        await BytesAsync(c, "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c WHERE relname LIKE 'retention_%' AND relkind = 'r'", "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c WHERE relname IN ('retention_streams', 'retention_decisions') AND relkind = 'r'", "in streams and decisions with their indexes", "SELECT sum(json_array_length(events))::bigint FROM retention_decisions");
        await RunAsync(c, "INSERT INTO retention_streams (category, key, version, next_due) SELECT 'sleepers', 'C-' || i, 1, to_char(timestamp '2027-01-01' + i * interval '1 second', 'YYYY-MM-DD\"T\"HH24:MI:SS') || '.000000000Z' FROM generate_series(1, " + this.dueStreams + ") AS i");
        await RunAsync(c, "ANALYZE retention_streams");
        await this.DueAsync(store, "PostgreSQL");
    }

    private async Task SqliteAsync()
    {
        string folder = Directory.CreateTempSubdirectory("retention-sqlite-").FullName;
        try
        {
            string text = "Data Source=" + Path.Combine(folder, "bench.db");
            RelationalStoreOptions options = Options(SqlDialect.Sqlite);
            SqliteConnection Connect()
            {
                var connection = new SqliteConnection(text);
                connection.Open();
                using SqliteCommand pragma = connection.CreateCommand();
                pragma.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;";
                pragma.ExecuteNonQuery();
                return connection;
            }

            using SqliteConnection bare = Connect();
            await RelationalSchema.UpgradeAsync(options, bare, CancellationToken.None);
            await RunAsync(bare, "CREATE TABLE bare (id INTEGER PRIMARY KEY, document TEXT NOT NULL, amount INTEGER NOT NULL)");
            using var store = new RelationalEventStore(options, Connect);
            var accounts = await OpenAsync(store, options);
            await this.CommandsPerSecondAsync(accounts, Clients, "warm");
            foreach (int clients in new[] { Clients, 1 })
            {
                var ours = new List<double>();
                var peers = new List<double>();
                for (int round = 0; round < this.rounds; round++)
                {
                    peers.Add(await this.BareInsertsAsync(Connect, clients));
                    ours.Add(await this.CommandsPerSecondAsync(accounts, clients, "c" + clients + "r" + round));
                }

                Say("SQLite, WAL and synchronous=FULL, clients: " + clients, ours, "a bare INSERT per transaction", peers);
            }

            await BytesAsync(bare, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", "SELECT sum(length(command) + length(events)) FROM retention_decisions", "as JSON alone", "SELECT sum(json_array_length(events)) FROM retention_decisions");
            await RunAsync(bare, "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < " + this.dueStreams + ") INSERT INTO retention_streams (category, key, version, next_due) SELECT 'sleepers', 'C-' || i, 1, strftime('%Y-%m-%dT%H:%M:%S', 1798761600 + i, 'unixepoch') || '.000000000Z' FROM n");
            await this.DueAsync(store, "SQLite");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, true);
        }
    }

    private static RelationalStoreOptions Options(SqlDialect dialect) => new RelationalStoreOptions
    {
        Dialect = dialect,
        Codec = new JsonEventCodec(),
        KeptConnections = Clients,
        Kinds = { StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy)) },
    };

    private static async Task<ProcessStreams<PointsAccountState, PointsCommand, PointsEvent>> OpenAsync(RelationalEventStore store, RelationalStoreOptions options)
    {
        var runner = new DecisionRunner(store, new Retention.Testing.ManualClock(Start), new RunnerOptions { CachedStates = Accounts * 2 }, new JsonSnapshotCodec());
        var accounts = runner.Streams((StreamKind<PointsAccountState, PointsCommand, PointsEvent>)options.Kinds[0]);
        var import = Enumerable.Range(0, Accounts).Select(i => new ImportItem<PointsCommand>("C-" + i, new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId("C-" + i), new LocalDate(2026, 1, 1), string.Empty))));
        await accounts.ImportAsync(new ImportOptions("open") { Parallelism = Clients }, import, null, CancellationToken.None);
        return accounts;
    }

    private async Task<double> CommandsPerSecondAsync(ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts, int clients, string round)
    {
        long done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            for (int i = 0; watch.Elapsed.TotalSeconds < this.seconds; i++)
            {
                string document = "SO-" + round + "-" + client.ToString(CultureInfo.InvariantCulture) + "-" + i.ToString(CultureInfo.InvariantCulture);
                var result = await accounts.HandleAsync("C-" + random.Next(Accounts), Request(document, random.Next(10, 500)), CancellationToken.None);
                if (result.Status != CommandStatus.Accepted)
                {
                    throw new InvalidOperationException(document + ": " + result.Status + " " + result.Refusal);
                }

                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }

    private static CommandRequest<PointsCommand> Request(string document, decimal amount)
    {
        var draft = new PurchaseDraft { Document = document, Currency = "CNY", OrderedOn = BusinessTime.At(Start) };
        draft.Lines.Add(new PurchaseLine("1", "T-77", "tea", 1, amount, 0, 0));
        var purchase = new Purchase(draft);
        return new CommandRequest<PointsCommand>(document, at => new RecordPurchase(at, purchase, MemberFacts.None, []), new CommandContext("clerk-7", sourceDocument: document));
    }

    private async Task<double> BareInsertsAsync(Func<SqliteConnection> connect, int clients)
    {
        double[] rates = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Factory.StartNew(() => this.BareInserts(connect), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return rates.Sum();
    }

    private double BareInserts(Func<SqliteConnection> connect)
    {
        using SqliteConnection connection = connect();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO bare (document, amount) VALUES ($d, $a)";
        SqliteParameter document = insert.Parameters.Add("$d", SqliteType.Text);
        SqliteParameter amount = insert.Parameters.Add("$a", SqliteType.Integer);
        long done = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < this.seconds)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            document.Value = "SO-" + done.ToString(CultureInfo.InvariantCulture);
            amount.Value = done;
            insert.ExecuteNonQuery();
            transaction.Commit();
            done++;
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private async Task DueAsync(RelationalEventStore store, string name)
    {
        // A thousand of them are due.
        var query = new DueQuery("sleepers", Instant.FromUtc(2027, 1, 1, 0, 0) + Duration.FromSeconds(1000), null, 1000);
        var times = new List<double>();
        for (int i = 0; i < 50; i++)
        {
            var watch = Stopwatch.StartNew();
            DuePage page = await store.ReadDueAsync(query, CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (page.Streams.Count != 1000)
            {
                throw new InvalidOperationException("expected 1000 due streams, found " + page.Streams.Count);
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{name}: 1,000 due of {this.dueStreams:N0} streams: first {times[0]:F1} ms, median {Median(times):F2} ms, worst of the rest {times.Skip(1).Max():F2} ms"));
    }

    private static async Task BytesAsync(DbConnection connection, string all, string store, string what, string events)
    {
        long count = Convert.ToInt64(await ScalarAsync(connection, events), CultureInfo.InvariantCulture);
        double total = Convert.ToDouble(await ScalarAsync(connection, all), CultureInfo.InvariantCulture);
        double own = Convert.ToDouble(await ScalarAsync(connection, store), CultureInfo.InvariantCulture);
        Console.WriteLine(FormattableString.Invariant($"  {count:N0} events: {own / count:F0} bytes an event {what} (the command is in it), {total / count:F0} with everything: tables for reports, indexes, snapshots"));
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static string PgBench(PostgreSqlProcess server, string arguments)
    {
        string program = Path.Combine(server.Binaries, "pgbench");
        using Process process = Process.Start(new ProcessStartInfo(program, arguments + " -h 127.0.0.1 -p " + server.Port + " -U postgres postgres") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    private static double Tps(string output) => double.Parse(Regex.Match(output, @"tps = ([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);

    private static void Say(string name, List<double> ours, string peer, List<double> peers) =>
        Console.WriteLine(FormattableString.Invariant($"{name}: {Median(ours):N0} commands/s ({ours.Min():N0}–{ours.Max():N0}); {peer} {Median(peers):N0}/s ({peers.Min():N0}–{peers.Max():N0}); ratio {Median(ours) / Median(peers):P0}"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
