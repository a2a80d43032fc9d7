using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>Writes the rows of one stream anew, from its decisions.</summary>
internal sealed class TableWriter
{
    private readonly StoreParts parts;
    private readonly SqlSession session;

    internal TableWriter(StoreParts parts, SqlSession session)
    {
        this.parts = parts;
        this.session = session;
    }

    /// <summary>The rows that a stream of a kind has, and its last state; table by table, as the decisions say.</summary>
    internal static RowChanges RowsOf(StreamKind kind, IStreamState state, RowChanges entries)
    {
        var rows = new RowChanges();
        foreach (TableChanges added in entries.Tables)
        {
            foreach (object?[] row in added.Puts)
            {
                rows.Put(added.Table, row);
            }
        }

        ReportProjection? projection = ReportTables.For(kind);
        foreach (ReportTable table in projection?.Tables ?? [])
        {
            foreach (object?[] row in projection!.Rows(table, kind, state))
            {
                rows.Put(table, row);
            }
        }

        return rows;
    }

    /// <summary>Keeps others from adding to a stream until the transaction ends; in SQLite the transaction does so by itself.</summary>
    internal Task LockAsync(StreamId stream, CancellationToken cancellationToken) => this.parts.Names.Dialect == SqlDialect.Sqlite
        ? Task.CompletedTask
        : this.session.ScalarAsync(
            new SqlText(SqlDialect.PostgreSql).Append("SELECT stream FROM ").Append(this.parts.Names.Streams).Append(" WHERE category = ").Append(SqlValue.Of(stream.Category))
                .Append(" AND key = ").Append(SqlValue.Of(stream.Key)).Append(" FOR UPDATE"),
            cancellationToken);

    /// <summary>Deletes every row of a stream.</summary>
    internal async Task ClearAsync(StreamId stream, CancellationToken cancellationToken)
    {
        ReportProjection? projection = this.parts.KindOf(stream.Category) is { } kind ? ReportTables.For(kind) : null;
        foreach (ReportTable table in projection?.Tables ?? [])
        {
            SqlText text = new SqlText(this.parts.Names.Dialect).Append("DELETE FROM ").Append(this.parts.Names.Of(table.Name)).Append(" WHERE category = ").Append(SqlValue.Of(stream.Category))
                .Append(" AND key = ").Append(SqlValue.Of(stream.Key));
            await this.session.ExecuteAsync(text, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes every row of a stream that has none, and gives how many.</summary>
    internal async Task<long> WriteAsync(StreamId stream, CancellationToken cancellationToken)
    {
        if (this.parts.KindOf(stream.Category) is not { } kind)
        {
            return 0;
        }

        ReportProjection? projection = ReportTables.For(kind);
        IStreamState state = kind.Initial;
        StreamDecision? last = null;
        var entries = new RowChanges();
        await this.parts.Folds.EachAsync(
            this.session,
            stream,
            record =>
            {
                last = record.Decision;
                projection?.AddEntries(state, record.Version, last.Events, entries);
                state = AppendPlan.Fold(kind, state, last.Events);
            },
            cancellationToken).ConfigureAwait(false);
        RowChanges rows = RowsOf(kind, state, entries);
        if (last is not null)
        {
            await this.AlignAsync(stream, last, cancellationToken).ConfigureAwait(false);
        }

        if (this.parts.Names.Dialect == SqlDialect.Sqlite)
        {
            await SqliteAppend.WriteRowsAsync(this.session, this.parts.Names, stream, rows, cancellationToken).ConfigureAwait(false);
        }
        else if (rows.Tables.Count > 0)
        {
            var text = new SqlText(SqlDialect.PostgreSql);
            PostgreSqlAppend.WriteRows(text, this.parts.Names, stream, rows);
            await this.session.ScalarAsync(text, cancellationToken).ConfigureAwait(false);
        }

        long count = 0;
        foreach (TableChanges table in rows.Tables)
        {
            count += table.Puts.Count;
        }

        return count;
    }

    /// <summary>Puts what the stream's own row says of its last decision right.</summary>
    private Task<int> AlignAsync(StreamId stream, StreamDecision last, CancellationToken cancellationToken) => this.session.ExecuteAsync(
        new SqlText(this.parts.Names.Dialect).Append("UPDATE ").Append(this.parts.Names.Streams).Append(" SET policy_label = ").Append(SqlValue.Of(last.PolicyVersion?.Label))
            .Append(", policy_fingerprint = ").Append(SqlValue.Of(last.PolicyVersion?.Fingerprint)).Append(", next_due = ").Append(SqlValue.Of(InstantText.Of(last.NextDue)))
            .Append(" WHERE category = ").Append(SqlValue.Of(stream.Category)).Append(" AND key = ").Append(SqlValue.Of(stream.Key)),
        cancellationToken);
}
