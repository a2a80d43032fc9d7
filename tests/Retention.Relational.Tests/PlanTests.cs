using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Retention.Core.Hosting;
using Retention.Serialization.SystemTextJson;
using Retention.Relational.Sql;
using Retention.Relational.Tests.Databases;
using Retention.Relational.Tests.Docs;
using Xunit;
using Account = Retention.Relational.Tests.StreamUnderWay<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.Relational.Tests;

public sealed class SqlitePlanTests() : PlanTests(new SqliteDatabase(), "EXPLAIN QUERY PLAN ");

public sealed class PostgreSqlPlanTests(PostgreSqlServer server) : PlanTests(new PostgreSqlDatabase(server), "EXPLAIN (COSTS OFF) ");

/// <summary>No statement that runs often reads a whole table, and the guide shows the plans.</summary>
public abstract class PlanTests(TestDatabase database, string explain) : IDisposable
{
    [Fact]
    public void HotStatements_UseIndexes_AsTheGuideShows()
    {
        using RelationalEventStore store = database.Store(Given.Points);
        this.Fill();
        var names = new SqlNames(database.Options());
        var reader = new SliceReader(names, new JsonEventCodec());
        SqlText due = StreamLists.Due(names, new DueQuery("points", Given.Now, "2026-01-01T00:00:00.000000000Z|7", 100));
        SqlText list = StreamLists.Streams(names, StreamQuery.All("points", "7", 100));
        var plans = new List<string>
        {
            "Reading a stream with its snapshot and an idempotency key", this.Plan(Read(reader)),
            "Moving a stream's row to its next version", this.Plan(Head(names)),
            "What is due, a page", this.Plan(due),
            "Streams of a kind, a page", this.Plan(list),
            "Streams set aside, a page", this.Plan(StreamLists.Streams(names, StreamQuery.SetAside("points", null, 100))),
            "A customer's lots", this.Plan(new SqlText(database.Dialect, database.Sql("SELECT * FROM {t}points_lots WHERE category = 'points' AND key = 'C-77'"))),
            "A customer's balances", this.Plan(new SqlText(database.Dialect, database.Sql("SELECT wallet, available FROM {t}points_balances WHERE category = 'points' AND key = 'C-77'"))),
            "Deadlines past their time", this.Plan(new SqlText(database.Dialect, database.Sql("SELECT key, clock FROM {t}sla_deadlines WHERE category = 'cases' AND state = 'running' AND due < '2026-03-01T08:00:00.000000000Z'"))),
        };
        for (int i = 0; i < plans.Count; i += 2)
        {
            Assert.True(!plans[i + 1].Contains("Seq Scan", StringComparison.Ordinal) && !plans[i + 1].Split('\n').Any(l => (l.Contains("SCAN retention_", StringComparison.Ordinal) && l != "SCAN retention_points_balances") || l is "SCAN d" or "SCAN h" or "SCAN l"), plans[i] + " reads a whole table:\n" + plans[i + 1]);
        }

        if (database.Dialect == SqlDialect.Sqlite || database.Scalar("SHOW server_version")!.ToString()!.StartsWith("15.", StringComparison.Ordinal))
        {
            IEnumerable<string> missing = Enumerable.Range(0, plans.Count / 2).Select(i => plans[2 * i] + "\n\n```text\n" + plans[(2 * i) + 1] + "\n```").Where(p => !Guide.Page.Contains(p, StringComparison.Ordinal));
            Assert.True(!missing.Any(), "docs/relational.md doesn't show:\n" + string.Join("\n\n", missing));
        }
    }

    public void Dispose() => database.Dispose();

    private static SqlText Read(SliceReader reader) => new SqlText(reader.Dialect, reader.TextFor(true, true))
        .Value(SqlValue.Of("points")).Value(SqlValue.Of("C-77")).Value(SqlValue.Of(0)).Value(SqlValue.Of(500)).Value(SqlValue.Of("schema")).Value(SqlValue.Of("key"));

    private static SqlText Head(SqlNames names)
    {
        var account = new Account(Given.Points, "C-77");
        StreamAppend append = account.Prepare(Given.Open("C-77"), "key");
        AppendPlan plan = AppendPlan.Of(new StreamAppend(append.Stream, 3, 77_000_000, append.Decision, null, null, null), null, null, new JsonEventCodec());
        var text = new SqlText(names.Dialect);
        AppendStatements.Head(text, names, plan, names.Dialect == SqlDialect.Sqlite);
        return text;
    }

    /// <summary>Ten thousand streams of three decisions.</summary>
    private void Fill()
    {
        bool isSqlite = database.Dialect == SqlDialect.Sqlite;
        string numbers = isSqlite ? "WITH RECURSIVE g (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 10000) SELECT" : "SELECT";
        string from = isSqlite ? " FROM g" : " FROM generate_series(1, 10000) AS g (n)";
        string due = "CASE WHEN n % 3 = 0 THEN '2026-0' || (n % 9 + 1) || '-01T08:00:00.000000000Z' END";
        database.Execute("INSERT INTO {t}streams (category, key, version, next_due, set_aside_at) " + numbers + " CASE WHEN n % 2 = 0 THEN 'points' ELSE 'tiers' END, 'C-' || n, 3, " + due + ", CASE WHEN n % 100 = 0 THEN '2026-01-01T08:00:00.000000000Z' END" + from);
        for (int version = 1; version <= 3; version++)
        {
            database.Execute("INSERT INTO {t}decisions (stream, version, idempotency_key, at, recorded_at, events) SELECT stream, " + version + ", 'k" + version + "', 'x', 'x', '[]' FROM {t}streams");
        }

        database.Execute("INSERT INTO {t}snapshots (stream, version, schema, payload) SELECT stream, 2, 'schema', 'x' FROM {t}streams");
        string points = isSqlite ? "available_ten_thousandths, pending_ten_thousandths, held_ten_thousandths" : "available, pending, held";
        database.Execute("INSERT INTO {t}points_lots (category, key, lot, wallet, document, policy_label, earned_at, " + points + ") SELECT category, key, 1, 'points', 'D', 'p', 'x', 1, 0, 0 FROM {t}streams");
        database.Execute("INSERT INTO {t}points_debts (category, key, wallet, " + (isSqlite ? "debt_ten_thousandths" : "debt") + ") SELECT category, key, 'points', 1 FROM {t}streams WHERE stream % 2 = 0");
        database.Execute("INSERT INTO {t}sla_deadlines (category, key, clock, cycle, metric, target, calendar, state, started_at, changed_at, due) SELECT 'cases', key, 'first', 1, 'm', 't', 'c', CASE WHEN stream % 50 = 0 THEN 'running' ELSE 'stopped' END, 'x', 'x', COALESCE(next_due, '2026-05-01T08:00:00.000000000Z') FROM {t}streams");
        database.Execute("ANALYZE");
    }

    private string Plan(SqlText text)
    {
        using DbConnection connection = database.Open();
        using DbCommand command = connection.CreateCommand();
        text.Fill(command);
        command.CommandText = explain + command.CommandText;
        var lines = new List<string>();
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            // SQLite gives a tree by numbers and a text; PostgreSQL lines.
            lines.Add(reader.GetString(reader.FieldCount - 1).Replace(database.Schema + ".", string.Empty, StringComparison.Ordinal));
        }

        return string.Join("\n", lines);
    }
}
