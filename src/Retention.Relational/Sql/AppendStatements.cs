using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>What both databases say alike when a decision is added.</summary>
internal static class AppendStatements
{
    /// <summary>
    /// Puts the stream's row at its new version, or makes it; RETURNING follows: the row, or none if the stream has another version or the key.
    /// The subquery isn't an EXISTS, which PostgreSQL may turn into a join over the whole table.
    /// </summary>
    /// <param name="text">Is appended to.</param>
    /// <param name="names">The tables' names.</param>
    /// <param name="plan">The write.</param>
    /// <param name="leavesDue">Whether the columns of the due index stay as they are in a row that is there.</param>
    internal static void Head(SqlText text, SqlNames names, AppendPlan plan, bool leavesDue)
    {
        StreamDecision decision = plan.Append.Decision;
        SqlValue label = SqlValue.Of(decision.PolicyVersion?.Label);
        SqlValue fingerprint = SqlValue.Of(decision.PolicyVersion?.Fingerprint);
        SqlValue due = SqlValue.Of(InstantText.Of(decision.NextDue));
        SqlValue category = SqlValue.Of(plan.Append.Stream.Category);
        SqlValue key = SqlValue.Of(plan.Append.Stream.Key);
        if (plan.IsNew)
        {
            text.Append("INSERT INTO ").Append(names.Streams).Append(" (category, key, version, policy_label, policy_fingerprint, next_due) VALUES (")
                .Append(category).Append(", ").Append(key).Append(", 1, ").Append(label).Append(", ").Append(fingerprint).Append(", ").Append(due)
                .Append(") ON CONFLICT (category, key) DO NOTHING");
            return;
        }

        text.Append("UPDATE ").Append(names.Streams).Append(" AS h SET version = h.version + 1, policy_label = ").Append(label).Append(", policy_fingerprint = ").Append(fingerprint);
        if (!leavesDue)
        {
            text.Append(", next_due = ").Append(due).Append(", set_aside_at = NULL, set_aside_reason = NULL");
        }

        text.Append(" WHERE h.category = ").Append(category)
            .Append(" AND h.key = ").Append(key);
        Expected(text, plan.Append, "h");
        if (decision.IdempotencyKey is not null)
        {
            text.Append(" AND (SELECT d.version FROM ").Append(names.Decisions).Append(" AS d WHERE d.stream = h.stream AND d.idempotency_key = ").Append(SqlValue.Of(decision.IdempotencyKey)).Append(") IS NULL");
        }
    }

    /// <summary>Why a write found no row to change.</summary>
    internal static async Task<AppendResult> ReasonAsync(SqlSession session, SqlNames names, StreamAppend append, CancellationToken cancellationToken)
    {
        SqlText text = new SqlText(names.Dialect)
            .Append("SELECT 1 FROM ").Append(names.Streams).Append(" AS s JOIN ").Append(names.Decisions).Append(" AS d ON d.stream = s.stream WHERE s.category = ")
            .Append(SqlValue.Of(append.Stream.Category)).Append(" AND s.key = ").Append(SqlValue.Of(append.Stream.Key)).Append(" AND d.idempotency_key = ").Append(SqlValue.Of(append.Decision.IdempotencyKey));
        Expected(text, append, "s");
        object? taken = append.Decision.IdempotencyKey is null ? null : await session.ScalarAsync(text, cancellationToken).ConfigureAwait(false);
        return taken is null ? AppendResult.VersionConflict(append.Stream) : AppendResult.KeyTaken(append.Stream);
    }

    /// <summary>Asks that a stream's row is the one on which the decision was made.</summary>
    private static void Expected(SqlText text, StreamAppend append, string row)
    {
        text.Append(" AND ").Append(row).Append(".version = ").Append(SqlValue.Of(append.ExpectedVersion));
        if (append.ExpectedIncarnation is { } incarnation)
        {
            text.Append(" AND ").Append(Incarnation.Sql(row)).Append(" = ").Append(SqlValue.Of(incarnation));
        }
    }
}
