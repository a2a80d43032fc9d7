using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Closes periods of the points ledger.</summary>
/// <remarks>
/// An entry is posted once: in the period of its instant, or, if that was closed by then, in the one that is open. So the entries may be given
/// from the beginning each time, or from where the last close left off. In the first period closed, entries before it make up the opening
/// balance.
/// </remarks>
public static class PeriodClose
{
    /// <summary>Closes a period of one organisation and wallet.</summary>
    /// <param name="period">The period.</param>
    /// <param name="closedAt">When it is closed.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="previous">The period closed before; null for the first.</param>
    /// <param name="entries">The entries, at least those not posted yet; other organisations', other wallets' and later ones are left out.</param>
    /// <returns>The closed period; refused if it isn't over, or leaves a gap to the one before, or overlaps it.</returns>
    public static Outcome<ClosedPeriod> Close(LedgerPeriod period, Instant closedAt, string organisation, string wallet, ClosedPeriod? previous, IEnumerable<PointsLedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(entries);
        if (Refuse(period, closedAt, organisation, wallet, previous) is { } refusal)
        {
            return Outcome.Refuse<ClosedPeriod>(refusal);
        }

        Dictionary<CustomerId, long> through = Through(previous);
        IEnumerable<PointsLedgerEntry> open = entries.Where(e => IsIn(e, organisation, wallet) && e.At < period.To && (!through.TryGetValue(e.Account, out long last) || e.Sequence > last));
        return Outcome.Of(Make(period, closedAt, organisation, wallet, previous, PostedEntries.InOrder(open)));
    }

    /// <summary>Closes a period of every organisation and wallet that has entries or was closed before.</summary>
    /// <param name="period">The period.</param>
    /// <param name="closedAt">When it is closed.</param>
    /// <param name="previous">The periods closed before; empty for the first.</param>
    /// <param name="entries">The entries, at least those not posted yet.</param>
    /// <returns>The closed periods by organisation and wallet; one refusal refuses all.</returns>
    public static Outcome<IReadOnlyList<ClosedPeriod>> CloseAll(LedgerPeriod period, Instant closedAt, IReadOnlyList<ClosedPeriod> previous, IEnumerable<PointsLedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(entries);
        Dictionary<FigureKey, ClosedPeriod> before = previous.ToDictionary(p => new FigureKey(p.Organisation, p.Wallet, null, default, 0));
        Dictionary<FigureKey, PointsLedgerEntry[]> all = entries.Where(e => e.At < period.To)
            .GroupBy(e => new FigureKey(e.Organisation, e.Wallet, null, default, 0)).ToDictionary(g => g.Key, g => g.ToArray());
        var closed = new List<ClosedPeriod>();
        foreach (FigureKey key in before.Keys.Union(all.Keys).OrderBy(k => k))
        {
            Outcome<ClosedPeriod> one = Close(
                period, closedAt, key.Organisation, key.Wallet, before.TryGetValue(key, out ClosedPeriod? last) ? last : null, all.TryGetValue(key, out PointsLedgerEntry[]? own) ? own : []);
            if (one.Refusal is { } refusal)
            {
                return Outcome.Refuse<IReadOnlyList<ClosedPeriod>>(refusal);
            }

            closed.Add(one.Value);
        }

        return Outcome.Of<IReadOnlyList<ClosedPeriod>>(FixedList.Own(closed.ToArray()));
    }

    /// <summary>Whether a closed period is what its entries make it.</summary>
    /// <param name="closed">The closed period.</param>
    /// <param name="previous">The period closed before it; null for the first.</param>
    /// <param name="entries">The entries, at least those of the period; later ones are left out.</param>
    /// <returns>True if the same entries give the same digest and the same balances.</returns>
    public static bool Verify(ClosedPeriod closed, ClosedPeriod? previous, IEnumerable<PointsLedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(entries);
        Dictionary<CustomerId, long> through = Through(closed);
        Outcome<ClosedPeriod> again = Close(
            closed.Period, closed.ClosedAt, closed.Organisation, closed.Wallet, previous, entries.Where(e => through.TryGetValue(e.Account, out long last) && e.Sequence <= last));
        return again.IsAccepted
            && string.Equals(again.Value.Digest, closed.Digest, StringComparison.Ordinal)
            && again.Value.Opening.Equals(closed.Opening) && again.Value.Closing.Equals(closed.Closing) && again.Value.Movements.Equals(closed.Movements);
    }

    private static ClosedPeriod Make(LedgerPeriod period, Instant closedAt, string organisation, string wallet, ClosedPeriod? previous, PointsLedgerEntry[] entries)
    {
        LedgerBalance opening = previous?.Closing ?? LedgerBalance.None.With(PostedEntries.Sum(entries.Where(e => e.At < period.From)));
        PointsLedgerEntry[] posted = previous is null ? entries.Where(e => e.At >= period.From).ToArray() : entries;
        var through = new SortedDictionary<CustomerId, long>(Comparer<CustomerId>.Default);
        foreach (KeyValuePair<CustomerId, long> known in Through(previous).Concat(entries.Select(e => new KeyValuePair<CustomerId, long>(e.Account, e.Sequence))))
        {
            through[known.Key] = known.Value;
        }

        return new ClosedPeriod(
            period,
            closedAt,
            organisation,
            wallet,
            opening,
            PostedEntries.Sum(posted),
            posted.Where(e => e.At < period.From || e.OriginalAt < period.From).Select(e => new PostedCorrection(e, e.At < period.From ? period.From : e.At)).ToArray(),
            Intercompany.Of(posted),
            through.Select(t => new PostedThrough(t.Key, t.Value)).ToArray(),
            PostedEntries.Digest(posted, period, organisation, wallet, opening, previous?.Digest));
    }

    private static Refusal? Refuse(LedgerPeriod period, Instant closedAt, string organisation, string wallet, ClosedPeriod? previous)
    {
        if (closedAt < period.To)
        {
            return new Refusal(BookRefusals.PeriodNotOver, new RefusalArgument("at", LedgerPeriod.Text(closedAt)), new RefusalArgument("to", LedgerPeriod.Text(period.To)));
        }

        if (previous is null)
        {
            return null;
        }

        if (!string.Equals(previous.Organisation, organisation, StringComparison.Ordinal) || !string.Equals(previous.Wallet, wallet, StringComparison.Ordinal))
        {
            return new Refusal(
                BookRefusals.OtherBooks,
                new RefusalArgument("organisation", organisation),
                new RefusalArgument("wallet", wallet),
                new RefusalArgument("closedOrganisation", previous.Organisation),
                new RefusalArgument("closedWallet", previous.Wallet));
        }

        return period.From == previous.Period.To ? null : new Refusal(
            period.From > previous.Period.To ? BookRefusals.PeriodGap : BookRefusals.PeriodOverlap,
            new RefusalArgument("from", LedgerPeriod.Text(period.From)),
            new RefusalArgument("expected", LedgerPeriod.Text(previous.Period.To)));
    }

    private static Dictionary<CustomerId, long> Through(ClosedPeriod? closed) =>
        closed?.Posted.ToDictionary(p => p.Account, p => p.Sequence) ?? new Dictionary<CustomerId, long>();

    private static bool IsIn(PointsLedgerEntry entry, string organisation, string wallet) =>
        string.Equals(entry.Organisation, organisation, StringComparison.Ordinal) && string.Equals(entry.Wallet, wallet, StringComparison.Ordinal);
}
