using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>Lists streams: those that are due, and those of a kind.</summary>
internal static class StreamLists
{
    internal static async Task<DuePage> DueAsync(SqlSession session, SqlNames names, DueQuery query, CancellationToken cancellationToken)
    {
        SqlText text = Due(names, query);
        var found = new List<DueStream>();
        long number = 0;
        string? next = null;
        await session.ReadAsync(
            text,
            row =>
            {
                if (found.Count < query.Limit)
                {
                    number = row.GetInt64(0);
                    found.Add(new DueStream(new StreamId(query.Category, row.GetString(1)), InstantText.Parse(row.GetString(2))));
                }
                else
                {
                    next = InstantText.Of(found[found.Count - 1].NextDue) + "|" + number.ToString(CultureInfo.InvariantCulture);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return new DuePage(found, next);
    }

    internal static async Task<StreamPage> StreamsAsync(SqlSession session, SqlNames names, StreamQuery query, CancellationToken cancellationToken)
    {
        var found = new List<StreamEntry>();
        long number = 0;
        string? next = null;
        await session.ReadAsync(
            Streams(names, query),
            row =>
            {
                if (found.Count == query.Limit)
                {
                    next = number.ToString(CultureInfo.InvariantCulture);
                    return;
                }

                number = row.GetInt64(0);
                StreamSetAside? aside = DecisionRow.InstantOf(row, 6) is { } at ? new StreamSetAside(at, row.GetString(7)) : null;
                found.Add(new StreamEntry(
                    new StreamId(query.Category, row.GetString(1)), row.GetInt64(2), DecisionRow.Policy(DecisionRow.Text(row, 3), DecisionRow.Text(row, 4)), DecisionRow.InstantOf(row, 5), aside));
            },
            cancellationToken).ConfigureAwait(false);
        return new StreamPage(found, next);
    }

    internal static SqlText Due(SqlNames names, DueQuery query)
    {
        SqlText text = new SqlText(names.Dialect).Append("SELECT stream, key, next_due FROM ").Append(names.Streams).Append(" WHERE category = ").Append(SqlValue.Of(query.Category))
            .Append(" AND next_due <= ").Append(SqlValue.Of(InstantText.Of(query.Until))).Append(" AND set_aside_at IS NULL");
        if (query.After is { } after)
        {
            int bar = after.IndexOf('|');
            Instant due = bar < 0 ? throw Unknown() : InstantText.Parse(after.Substring(0, bar));
            text.Append(" AND (next_due, stream) > (").Append(SqlValue.Of(InstantText.Of(due))).Append(", ").Append(SqlValue.Of(Number(after.Substring(bar + 1)))).Append(")");
        }

        return text.Append(" ORDER BY next_due, stream LIMIT ").Append(SqlValue.Of(query.Limit + 1));
    }

    internal static SqlText Streams(SqlNames names, StreamQuery query)
    {
        SqlText text = new SqlText(names.Dialect).Append("SELECT stream, key, version, policy_label, policy_fingerprint, next_due, set_aside_at, set_aside_reason FROM ").Append(names.Streams)
            .Append(" WHERE category = ").Append(SqlValue.Of(query.Category)).Append(" AND stream > ").Append(SqlValue.Of(query.After is null ? 0 : Number(query.After)));
        switch (query.Kind)
        {
            case StreamQueryKind.Outdated:
                text.Append(" AND (policy_fingerprint <> ").Append(SqlValue.Of(query.Current!.Fingerprint)).Append(" OR policy_label <> ").Append(SqlValue.Of(query.Current.Label)).Append(")");
                break;
            case StreamQueryKind.SetAside:
                text.Append(" AND set_aside_at IS NOT NULL");
                break;
            default:
                break;
        }

        return text.Append(" ORDER BY stream LIMIT ").Append(SqlValue.Of(query.Limit + 1));
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Unknown();

    private static ArgumentException Unknown() => new ArgumentException("A page begins where the store said that the last one ended; give its Next.");
}
