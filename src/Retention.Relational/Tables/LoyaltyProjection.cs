using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>Points accounts: entries, lots, debts and the loyalty tier; balances are a view over them.</summary>
internal sealed class LoyaltyProjection : ReportProjection
{
    internal override IReadOnlyList<ReportTable> Tables { get; } = [ReportTables.PointsEntries, ReportTables.PointsLots, ReportTables.PointsDebts, ReportTables.CustomerTiers];

    internal override Type StateType => typeof(PointsAccountState);

    internal override IReadOnlyList<object?[]> Rows(ReportTable table, StreamKind kind, IStreamState state)
    {
        var account = (PointsAccountState)state;
        return ReferenceEquals(table, ReportTables.PointsLots) ? Lots(account, null)
            : ReferenceEquals(table, ReportTables.PointsDebts) ? Debts(account)
            : ReferenceEquals(table, ReportTables.CustomerTiers) ? Tier(account)
            : [];
    }

    internal override void AddEntries(IStreamState before, long version, IReadOnlyList<Message> events, RowChanges changes)
    {
        // The kinds and signs are the book's; organisations, which need the whole stream, are in the book alone.
        var book = new PointsBookDraft(default, null);
        bool moves = false;
        foreach (PointsEvent e in events.OfType<PointsEvent>())
        {
            moves |= e.Postings.Count > 0;
            book.Add(e);
        }

        if (!moves)
        {
            return;
        }

        Dictionary<int, string>? documents = null;
        foreach (PointsLedgerEntry entry in book.ToBook().Entries)
        {
            string? document = entry.Document.Length > 0 ? entry.Document : null;
            if (document is null && entry.Lot != 0)
            {
                documents ??= AllLots((PointsAccountState)before, null).ToDictionary(l => l.Key, l => l.Value.Lot.Document);
                documents.TryGetValue(entry.Lot, out document);
            }

            changes.Put(ReportTables.PointsEntries,
            [
                version, entry.Sequence, InstantText.Of(entry.At), Code(entry.Kind), entry.Wallet, (long)entry.Lot,
                entry.Amount.TenThousandths, entry.Outstanding.TenThousandths, entry.Debt.TenThousandths, document,
            ]);
        }
    }

    internal override void AddChanges(StreamKind kind, IStreamState before, IStreamState after, IReadOnlyList<Message> events, RowChanges changes)
    {
        var was = (PointsAccountState)before;
        var now = (PointsAccountState)after;
        HashSet<int> touched = Touched(events);
        if (touched.Count > 0)
        {
            changes.AddDifference(ReportTables.PointsLots, Lots(was, touched), Lots(now, touched));
            changes.AddDifference(ReportTables.PointsDebts, Debts(was), Debts(now));
        }

        if (!ReferenceEquals(was.Tier, now.Tier))
        {
            changes.AddDifference(ReportTables.CustomerTiers, Tier(was), Tier(now));
        }
    }

    /// <summary>The numbers of the lots that events name: no other changes. Debt, which has no lot, is number 0.</summary>
    private static HashSet<int> Touched(IReadOnlyList<Message> events)
    {
        var touched = new HashSet<int>();
        foreach (PointsEvent e in events.OfType<PointsEvent>())
        {
            touched.UnionWith(e.Postings.Select(p => p.Lot));
            touched.UnionWith(e.Lots.Select(l => l.Number));
            touched.UnionWith(e.Pending.Select(p => p.Lot.Number));
        }

        return touched;
    }

    private static List<object?[]> Lots(PointsAccountState account, HashSet<int>? only)
    {
        var rows = new List<object?[]>();
        foreach (LotContents contents in AllLots(account, only).Values)
        {
            Lot lot = contents.Lot;
            rows.Add(
            [
                (long)lot.Number, lot.Wallet, lot.Document, lot.Line, lot.PolicyVersion.Label,
                InstantText.Of(lot.EarnedAt), InstantText.Of(lot.ActiveAt), InstantText.Of(lot.ExpiresAt), contents.Available, contents.Pending, contents.Held,
            ]);
        }

        return rows;
    }

    /// <summary>The lots with points in them, by number; all or some.</summary>
    private static SortedDictionary<int, LotContents> AllLots(PointsAccountState account, HashSet<int>? only)
    {
        var lots = new SortedDictionary<int, LotContents>();
        foreach (WalletBalance wallet in account.Wallets)
        {
            foreach (LotAmount lot in wallet.Lots)
            {
                if (only is null || only.Contains(lot.Lot.Number))
                {
                    Of(lots, lot.Lot).Available += lot.Amount.TenThousandths;
                }
            }

            foreach (PendingAmount pending in wallet.PendingLots)
            {
                if ((only is null || only.Contains(pending.Pending.Lot.Number)) && pending.Amount != default)
                {
                    Of(lots, pending.Pending.Lot).Pending += pending.Amount.TenThousandths;
                }
            }
        }

        foreach (LotAmount part in account.Holds.SelectMany(h => h.Parts))
        {
            if ((only is null || only.Contains(part.Lot.Number)) && part.Amount != default)
            {
                Of(lots, part.Lot).Held += part.Amount.TenThousandths;
            }
        }

        return lots;
    }

    private static LotContents Of(SortedDictionary<int, LotContents> lots, Lot lot)
    {
        if (!lots.TryGetValue(lot.Number, out LotContents? contents))
        {
            contents = new LotContents(lot);
            lots.Add(lot.Number, contents);
        }

        return contents;
    }

    private static object?[][] Debts(PointsAccountState account) => account.Wallets.Where(w => w.Debt != default)
        .Select(w => new object?[] { w.Wallet, w.Debt.TenThousandths }).ToArray();

    private static object?[][] Tier(PointsAccountState account)
    {
        TierStanding tier = account.Tier;
        if (tier.Tier is not { } inForce)
        {
            return [];
        }

        LoyaltyTierOverridden? set = tier.Override?.Set;
        Instant since = set?.At ?? tier.Since!.Value;
        return
        [
            [
                inForce, InstantText.Of(since), tier.QualifiedTier, InstantText.Of(tier.Since), set is not null, InstantText.Of(set?.Until),
                tier.Falling?.To, InstantText.Of(tier.Falling?.Due), InstantText.Of(tier.ProtectedUntil),
            ],
        ];
    }

    /// <summary>What a lot has, in ten-thousandths.</summary>
    private sealed class LotContents
    {
        internal LotContents(Lot lot) => this.Lot = lot;

        internal Lot Lot { get; }

        internal long Available { get; set; }

        internal long Pending { get; set; }

        internal long Held { get; set; }
    }
}
