using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Retention.Core.Loyalty;

/// <summary>The entries that a period posts: their order, sum and digest.</summary>
internal static class PostedEntries
{
    /// <summary>By account and place, each once, so that neither order nor repetition of what the host gives matters.</summary>
    internal static PointsLedgerEntry[] InOrder(IEnumerable<PointsLedgerEntry> entries)
    {
        var ordered = new List<PointsLedgerEntry>();
        foreach (PointsLedgerEntry entry in entries.OrderBy(e => e.Account).ThenBy(e => e.Sequence))
        {
            if (ordered.Count == 0 || ordered[ordered.Count - 1].Account != entry.Account || ordered[ordered.Count - 1].Sequence != entry.Sequence)
            {
                ordered.Add(entry);
            }
        }

        return ordered.ToArray();
    }

    internal static PointsFigures Sum(IEnumerable<PointsLedgerEntry> entries)
    {
        var sum = new PointsFiguresDraft();
        foreach (PointsLedgerEntry entry in entries)
        {
            sum.Add(entry);
        }

        return sum.ToFigures();
    }

    /// <summary>The SHA-256 of the period and its entries; the digest before is part of it, so that no closed period can be exchanged.</summary>
    internal static string Digest(IEnumerable<PointsLedgerEntry> entries, LedgerPeriod period, string organisation, string wallet, LedgerBalance opening, string? before)
    {
        var text = new StringBuilder();
        Write(text, before ?? string.Empty);
        Write(text, organisation);
        Write(text, wallet);
        Write(text, LedgerPeriod.Text(period.From));
        Write(text, LedgerPeriod.Text(period.To));
        Write(text, opening.Outstanding.ToString());
        Write(text, opening.Debt.ToString());
        foreach (PointsLedgerEntry entry in entries)
        {
            Write(text, entry);
        }

        return Sha256Hex.Of(Encoding.Unicode.GetBytes(text.ToString()));
    }

    private static void Write(StringBuilder text, PointsLedgerEntry entry)
    {
        Write(text, entry.Account.Value);
        Write(text, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Write(text, entry.Kind.ToString());
        Write(text, entry.HonouredBy);
        Write(text, entry.Lot.ToString(CultureInfo.InvariantCulture));
        Write(text, entry.Amount.ToString());
        Write(text, entry.Outstanding.ToString());
        Write(text, entry.Debt.ToString());
        Write(text, LedgerPeriod.Text(entry.At));
        Write(text, LedgerPeriod.Text(entry.OriginalAt));
        Write(text, LedgerPeriod.Text(entry.EarnedAt));
        Write(text, entry.PolicyVersion?.Label ?? string.Empty);
        Write(text, entry.PolicyVersion?.Fingerprint ?? string.Empty);
        Write(text, entry.Document);
    }

    // With its length, so that no two lists of entries share a text.
    private static void Write(StringBuilder text, string part) =>
        text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part).Append('\n');
}
