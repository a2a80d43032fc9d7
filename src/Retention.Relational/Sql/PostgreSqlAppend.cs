using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational.Tables;

namespace Retention.Relational.Sql;

/// <summary>Appends in PostgreSQL: one statement per stream, in which everything hangs on the stream's row.</summary>
/// <remarks>
/// Where the row isn't at the expected version nothing else happens, and nothing is raised; so one stream needs no transaction of its own and
/// leaves the host's as it was. Several streams share a transaction, or a savepoint in the host's.
/// </remarks>
internal static class PostgreSqlAppend
{
    private const string Savepoint = "retention_append";

    internal static async Task<AppendResult> RunAsync(SqlSession session, SqlNames names, List<AppendPlan> plans, CancellationToken cancellationToken)
    {
        if (plans.Count == 1)
        {
            var one = new SqlText(SqlDialect.PostgreSql);
            Write(one, names, plans[0]);
            return await session.ScalarAsync(one, cancellationToken).ConfigureAwait(false) is 1L
                ? AppendResult.Appended
                : await AppendStatements.ReasonAsync(session, names, plans[0].Append, cancellationToken).ConfigureAwait(false);
        }

        bool isHosts = session.IsHosts || session.IsInTransaction;
        var text = new SqlText(SqlDialect.PostgreSql, isNamed: true);
        text.Append(isHosts ? "SAVEPOINT " + Savepoint : "BEGIN");
        foreach (AppendPlan plan in plans)
        {
            text.Append(";\n");
            Write(text, names, plan);
        }

        if (!isHosts)
        {
            session.HasBegun();
        }

        List<long> counts = await session.CountsAsync(text, cancellationToken).ConfigureAwait(false);
        int refused = counts.IndexOf(0);
        string end = refused < 0
            ? isHosts ? "RELEASE SAVEPOINT " + Savepoint : "COMMIT"
            : isHosts ? "ROLLBACK TO SAVEPOINT " + Savepoint : "ROLLBACK";
        if (isHosts)
        {
            await session.ExecuteAsync(new SqlText(SqlDialect.PostgreSql, end), cancellationToken).ConfigureAwait(false);
        }
        else if (refused < 0)
        {
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await session.RollbackAsync(cancellationToken).ConfigureAwait(false);
        }

        return refused < 0 ? AppendResult.Appended : await AppendStatements.ReasonAsync(session, names, plans[refused].Append, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes rows of a stream that is there; for rebuilding.</summary>
    internal static void WriteRows(SqlText text, SqlNames names, StreamId stream, RowChanges changes)
    {
        text.Append("WITH s AS (SELECT ").Append(SqlValue.Of(stream.Category)).Append(" AS category, ").Append(SqlValue.Of(stream.Key)).Append(" AS key)");
        Tables(text, names, changes);
        text.Append(" SELECT count(*) FROM s");
    }

    private static void Write(SqlText text, SqlNames names, AppendPlan plan)
    {
        text.Append("WITH s AS (");
        AppendStatements.Head(text, names, plan, leavesDue: false);
        text.Append(" RETURNING stream, category, key), d AS (INSERT INTO ").Append(names.Decisions).Append(" (stream, version, ").Append(DecisionRow.Columns).Append(") SELECT s.stream, ").Append(SqlValue.Of(plan.Version));
        foreach (SqlValue value in plan.Decision)
        {
            text.Append(", ").Append(value);
        }

        text.Append(" FROM s)");
        Tables(text, names, plan.Changes);
        if (plan.Append.Snapshot is { } snapshot)
        {
            text.Append(", n AS (INSERT INTO ").Append(names.Snapshots).Append(" (stream, version, schema, payload) SELECT s.stream, ").Append(SqlValue.Of(snapshot.Version)).Append(", ")
                .Append(SqlValue.Of(snapshot.Schema)).Append(", ").Append(SqlValue.Of(snapshot.Payload))
                .Append(" FROM s ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, payload = excluded.payload)");
        }

        text.Append(" SELECT count(*) FROM s");
    }

    private static void Tables(SqlText text, SqlNames names, RowChanges changes)
    {
        int number = 0;
        foreach (TableChanges table in changes.Tables)
        {
            if (table.Puts.Count > 0)
            {
                text.Append(", t").Append((number++).ToString(CultureInfo.InvariantCulture)).Append(" AS (");
                Put(text, names, table);
                text.Append(")");
            }

            if (table.Removes.Count > 0)
            {
                text.Append(", t").Append((number++).ToString(CultureInfo.InvariantCulture)).Append(" AS (");
                Remove(text, names, table);
                text.Append(")");
            }
        }
    }

    /// <summary>One row comes as it is, as most commands touch one; more as one array per column, so that the text is the same however many there are.</summary>
    private static void Put(SqlText text, SqlNames names, TableChanges table)
    {
        text.Append("INSERT INTO ").Append(names.Of(table.Table.Name)).Append(" (category, key, ").Append(table.Table.ColumnList(SqlDialect.PostgreSql));
        if (table.Puts.Count == 1)
        {
            text.Append(") SELECT s.category, s.key");
            for (int i = 0; i < table.Table.Columns.Count; i++)
            {
                text.Append(", ").Append(table.Table.Columns[i].Value(table.Puts[0][i], SqlDialect.PostgreSql));
            }

            // WHERE true: else the words after it would be read as a join's.
            text.Append(" FROM s WHERE true").Append(table.Table.OnConflict(SqlDialect.PostgreSql));
            return;
        }

        text.Append(") SELECT s.category, s.key, u.* FROM s, unnest(");
        for (int i = 0; i < table.Table.Columns.Count; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ").Append(Column(table.Table.Columns[i], table.Puts, i));
        }

        text.Append(") AS u").Append(table.Table.OnConflict(SqlDialect.PostgreSql));
    }

    private static void Remove(SqlText text, SqlNames names, TableChanges table)
    {
        text.Append("DELETE FROM ").Append(names.Of(table.Table.Name)).Append(" AS t USING s");
        IReadOnlyList<ReportColumn> keys = table.Table.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            text.Append(i == 0 ? ", unnest(" : ", ").Append(Column(keys[i], table.Removes, i));
        }

        text.Append(keys.Count == 0 ? string.Empty : ") AS u (" + string.Join(", ", keys.Select(k => k.Name)) + ")").Append(" WHERE t.category = s.category AND t.key = s.key");
        foreach (ReportColumn key in keys)
        {
            text.Append(" AND t.").Append(key.Name).Append(" = u.").Append(key.Name);
        }
    }

    private static SqlValue Column(ReportColumn column, List<object?[]> rows, int index)
    {
        Array values = column.Type switch
        {
            ColumnType.Text or ColumnType.Instant => rows.Select(r => (string?)r[index]).ToArray(),
            ColumnType.Flag => rows.Select(r => (bool?)r[index]).ToArray(),
            ColumnType.Points => rows.Select(r => (long)r[index]! / 10_000m).ToArray(),
            _ => rows.Select(r => (long)r[index]!).ToArray(),
        };
        return SqlValue.Array(values, column.SqlType(SqlDialect.PostgreSql));
    }
}
