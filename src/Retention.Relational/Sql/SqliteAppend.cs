using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational.Tables;

namespace Retention.Relational.Sql;

/// <summary>Appends in SQLite: several statements, as each is a call within the process.</summary>
internal static class SqliteAppend
{
    /// <summary>Rows of one statement: far below SQLite's limit of parameters.</summary>
    private const int MaxRows = 100;

    private const string Savepoint = "retention_append";

    /// <summary>Adds within the transaction that the session is in: one for several writers, or the host's.</summary>
    internal static async Task<AppendResult> RunAsync(SqlSession session, SqlNames names, List<AppendPlan> plans, CancellationToken cancellationToken)
    {
        // One write that is refused has written nothing.
        bool needsSavepoint = plans.Count > 1;
        await (needsSavepoint ? SayAsync(session, "SAVEPOINT " + Savepoint, cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
        AppendResult result = AppendResult.Appended;
        foreach (AppendPlan plan in plans)
        {
            if (!await AddAsync(session, names, plan, cancellationToken).ConfigureAwait(false))
            {
                result = await AppendStatements.ReasonAsync(session, names, plan.Append, cancellationToken).ConfigureAwait(false);
                break;
            }
        }

        if (needsSavepoint)
        {
            await (result.Status == AppendStatus.Appended ? Task.CompletedTask : SayAsync(session, "ROLLBACK TO " + Savepoint, cancellationToken)).ConfigureAwait(false);
            await SayAsync(session, "RELEASE " + Savepoint, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Writes rows of a stream.</summary>
    internal static async Task WriteRowsAsync(SqlSession session, SqlNames names, StreamId stream, RowChanges changes, CancellationToken cancellationToken)
    {
        foreach (TableChanges table in changes.Tables)
        {
            for (int from = 0; from < table.Removes.Count; from += MaxRows)
            {
                await session.ExecuteAsync(Remove(names, stream, table.Table, Some(table.Removes, from)), cancellationToken).ConfigureAwait(false);
            }

            for (int from = 0; from < table.Puts.Count; from += MaxRows)
            {
                await session.ExecuteAsync(Put(names, stream, table.Table, Some(table.Puts, from)), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> AddAsync(SqlSession session, SqlNames names, AppendPlan plan, CancellationToken cancellationToken)
    {
        if (await PutHeadAsync(session, names, plan, cancellationToken).ConfigureAwait(false) is not { } stream)
        {
            return false;
        }

        SqlText decision = new SqlText(SqlDialect.Sqlite).Append("INSERT INTO ").Append(names.Decisions).Append(" (stream, version, ").Append(DecisionRow.Columns).Append(") VALUES (")
            .Append(SqlValue.Of(stream)).Append(", ").Append(SqlValue.Of(plan.Version));
        foreach (SqlValue value in plan.Decision)
        {
            decision.Append(", ").Append(value);
        }

        await session.ExecuteAsync(decision.Append(")"), cancellationToken).ConfigureAwait(false);
        await WriteRowsAsync(session, names, plan.Append.Stream, plan.Changes, cancellationToken).ConfigureAwait(false);
        if (plan.Append.Snapshot is { } snapshot)
        {
            SqlText keep = new SqlText(SqlDialect.Sqlite).Append("INSERT INTO ").Append(names.Snapshots).Append(" (stream, version, schema, payload) VALUES (")
                .Append(SqlValue.Of(stream)).Append(", ").Append(SqlValue.Of(snapshot.Version)).Append(", ").Append(SqlValue.Of(snapshot.Schema)).Append(", ").Append(SqlValue.Of(snapshot.Payload))
                .Append(") ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, payload = excluded.payload");
            await session.ExecuteAsync(keep, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Puts the stream's own row at the new version and gives its number; null: the stream has another version or the key.</summary>
    private static async Task<long?> PutHeadAsync(SqlSession session, SqlNames names, AppendPlan plan, CancellationToken cancellationToken)
    {
        // SQLite writes an index anew even where the value is the same as before; most decisions leave the due instant as it is.
        SqlValue due = SqlValue.Of(InstantText.Of(plan.Append.Decision.NextDue));
        var head = new SqlText(SqlDialect.Sqlite);
        AppendStatements.Head(head, names, plan, leavesDue: true);
        head.Append(" RETURNING stream, next_due IS ").Append(due).Append(" AND set_aside_at IS NULL");
        long? stream = null;
        bool isSame = false;
        await session.ReadAsync(
            head,
            row =>
            {
                stream = row.GetInt64(0);
                isSame = row.GetBoolean(1);
            },
            cancellationToken).ConfigureAwait(false);
        if (stream is { } number && !isSame)
        {
            SqlText change = new SqlText(SqlDialect.Sqlite).Append("UPDATE ").Append(names.Streams).Append(" SET next_due = ").Append(due)
                .Append(", set_aside_at = NULL, set_aside_reason = NULL WHERE stream = ").Append(SqlValue.Of(number));
            await session.ExecuteAsync(change, cancellationToken).ConfigureAwait(false);
        }

        return stream;
    }

    private static SqlText Put(SqlNames names, StreamId stream, ReportTable table, IReadOnlyList<object?[]> rows)
    {
        SqlText text = Begin(stream, "INSERT INTO " + names.Of(table.Name) + " (category, key, " + table.ColumnList(SqlDialect.Sqlite) + ") VALUES ");
        for (int r = 0; r < rows.Count; r++)
        {
            text.Append(r == 0 ? "($1, $2" : ", ($1, $2");
            for (int i = 0; i < table.Columns.Count; i++)
            {
                text.Append(", ").Append(table.Columns[i].Value(rows[r][i], SqlDialect.Sqlite));
            }

            text.Append(")");
        }

        return text.Append(table.OnConflict(SqlDialect.Sqlite));
    }

    private static SqlText Remove(SqlNames names, StreamId stream, ReportTable table, IReadOnlyList<object?[]> rows)
    {
        SqlText text = Begin(stream, "DELETE FROM " + names.Of(table.Name) + " WHERE category = $1 AND key = $2");
        if (table.KeyCount == 0)
        {
            return text;
        }

        text.Append(" AND (" + string.Join(", ", table.Keys.Select(k => k.SqlName(SqlDialect.Sqlite))) + ") IN (VALUES ");
        for (int r = 0; r < rows.Count; r++)
        {
            for (int i = 0; i < table.KeyCount; i++)
            {
                text.Append(i > 0 ? ", " : r == 0 ? "(" : ", (").Append(table.Columns[i].Value(rows[r][i], SqlDialect.Sqlite));
            }

            text.Append(")");
        }

        return text.Append(")");
    }

    /// <summary>A text whose first two parameters are the stream's category and key.</summary>
    private static SqlText Begin(StreamId stream, string sql) =>
        new SqlText(SqlDialect.Sqlite).Value(SqlValue.Of(stream.Category)).Value(SqlValue.Of(stream.Key)).Append(sql);

    private static IReadOnlyList<object?[]> Some(List<object?[]> rows, int from) => from == 0 && rows.Count <= MaxRows ? rows : rows.GetRange(from, Math.Min(MaxRows, rows.Count - from));

    private static Task SayAsync(SqlSession session, string sql, CancellationToken cancellationToken) => session.ExecuteAsync(new SqlText(SqlDialect.Sqlite, sql), cancellationToken);
}
