using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational.Tables;

namespace Retention.Relational.Sql;

/// <summary>Writes a stream's past anew without a person, in one transaction.</summary>
internal sealed class StreamEraser
{
    private readonly StoreParts parts;
    private readonly SqlSession session;

    internal StreamEraser(StoreParts parts, SqlSession session)
    {
        this.parts = parts;
        this.session = session;
    }

    internal async Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        SqlNames names = this.parts.Names;
        object? stream = await this.session.ScalarAsync(this.Find(request.Source, names.Dialect == SqlDialect.PostgreSql ? " FOR UPDATE" : string.Empty), cancellationToken).ConfigureAwait(false);
        if (stream is not long number)
        {
            return EraseStatus.NotFound;
        }

        if (!request.Source.Equals(request.Target) && !await this.ReserveAsync(request.Target, cancellationToken).ConfigureAwait(false))
        {
            return EraseStatus.TargetExists;
        }

        // Read before the stream has its new name; the rows of tables are written anew from the new past under it.
        var decisions = new List<DecisionRecord>();
        await this.parts.Folds.EachAsync(this.session, request.Source, decisions.Add, cancellationToken).ConfigureAwait(false);
        await new TableWriter(this.parts, this.session).ClearAsync(request.Source, cancellationToken).ConfigureAwait(false);
        await this.session.ExecuteAsync(
            new SqlText(names.Dialect).Append("UPDATE ").Append(names.Streams).Append(" SET key = ").Append(SqlValue.Of(request.Target.Key)).Append(", rewritten = rewritten + 1 WHERE stream = ").Append(SqlValue.Of(number)),
            cancellationToken).ConfigureAwait(false);
        await this.session.ExecuteAsync(new SqlText(names.Dialect).Append("DELETE FROM ").Append(names.Snapshots).Append(" WHERE stream = ").Append(SqlValue.Of(number)), cancellationToken).ConfigureAwait(false);
        foreach (DecisionRecord record in decisions)
        {
            await this.RewriteAsync(number, record.Version, StreamAppends.Erased(record.Decision, request.Erasure), cancellationToken).ConfigureAwait(false);
        }

        await new TableWriter(this.parts, this.session).WriteAsync(request.Target, cancellationToken).ConfigureAwait(false);
        return EraseStatus.Erased;
    }

    /// <summary>Makes a stream of the new name and takes it away again: whoever wants the name meanwhile waits for the end of the transaction.</summary>
    private async Task<bool> ReserveAsync(StreamId target, CancellationToken cancellationToken)
    {
        SqlNames names = this.parts.Names;
        SqlText reserve = new SqlText(names.Dialect).Append("INSERT INTO ").Append(names.Streams).Append(" (category, key, version) VALUES (").Append(SqlValue.Of(target.Category))
            .Append(", ").Append(SqlValue.Of(target.Key)).Append(", 0) ON CONFLICT (category, key) DO NOTHING RETURNING stream");
        if (await this.session.ScalarAsync(reserve, cancellationToken).ConfigureAwait(false) is not long number)
        {
            return false;
        }

        await this.session.ExecuteAsync(new SqlText(names.Dialect).Append("DELETE FROM ").Append(names.Streams).Append(" WHERE stream = ").Append(SqlValue.Of(number)), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private SqlText Find(StreamId stream, string locking) => new SqlText(this.parts.Names.Dialect).Append("SELECT stream FROM ").Append(this.parts.Names.Streams)
        .Append(" WHERE category = ").Append(SqlValue.Of(stream.Category)).Append(" AND key = ").Append(SqlValue.Of(stream.Key)).Append(locking);

    private async Task RewriteAsync(long stream, long version, StreamDecision decision, CancellationToken cancellationToken)
    {
        string[] columns = DecisionRow.Columns.Split(',').Select(c => c.Trim()).ToArray();
        SqlValue[] values = DecisionRow.Values(decision, this.parts.Codec);
        SqlText text = new SqlText(this.parts.Names.Dialect).Append("UPDATE ").Append(this.parts.Names.Decisions).Append(" SET ");
        for (int i = 0; i < columns.Length; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ").Append(columns[i]).Append(" = ").Append(values[i]);
        }

        text.Append(" WHERE stream = ").Append(SqlValue.Of(stream)).Append(" AND version = ").Append(SqlValue.Of(version));
        await this.session.ExecuteAsync(text, cancellationToken).ConfigureAwait(false);
    }
}
