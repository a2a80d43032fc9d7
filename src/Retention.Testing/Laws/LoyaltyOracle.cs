using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>The points ledger again, as slow and obvious as possible: a flat list of dated entries, read from the start for every answer.</summary>
/// <remarks>Of the events it believes only what they move and when lots lapse; every balance, order of payment and lapse is worked out here.</remarks>
internal sealed class LoyaltyOracle
{
    private readonly List<Entry> entries = new List<Entry>();
    private readonly Dictionary<int, Lot> lots = new Dictionary<int, Lot>();
    private readonly Dictionary<int, PendingPoints> waiting = new Dictionary<int, PendingPoints>();
    private readonly Dictionary<string, Instant?> holds = new Dictionary<string, Instant?>(StringComparer.Ordinal);

    /// <summary>Writes an event's movements down.</summary>
    internal void Add(PointsEvent e)
    {
        foreach (Lot lot in e.Lots)
        {
            this.lots[lot.Number] = lot;
        }

        foreach (PendingPoints pending in e.Pending)
        {
            this.lots[pending.Lot.Number] = pending.Lot;
            this.waiting[pending.Lot.Number] = pending;
        }

        string? hold = e is PointsHeld held ? held.HoldId : e is HoldReleased released ? released.HoldId : e is PointsRedeemed redeemed ? redeemed.HoldId : null;
        if (e is PointsHeld made)
        {
            this.holds[made.HoldId] = made.Until;
        }

        if (e is AccountClosed)
        {
            this.holds.Clear();
        }

        foreach (Posting posting in e.Postings)
        {
            this.entries.Add(new Entry(posting.Wallet, posting.Lot, posting.From, -posting.Amount.TenThousandths, posting.From == LedgerAccount.Held ? hold : null));
            this.entries.Add(new Entry(posting.Wallet, posting.Lot, posting.To, posting.Amount.TenThousandths, posting.To == LedgerAccount.Held ? hold : null));
        }
    }

    /// <summary>The lots that a member can spend, in the order in which they pay.</summary>
    internal KeyValuePair<Lot, long>[] Paying(string wallet, Consumption consumption) => this.Left(wallet, LedgerAccount.Available)
        .Select(l => new KeyValuePair<Lot, long>(this.lots[l.Key], l.Value))
        .OrderBy(l => consumption == Consumption.SoonestExpiry ? l.Key.ExpiresAt ?? Instant.MaxValue : Instant.MinValue)
        .ThenBy(l => l.Key.EarnedAt).ThenBy(l => l.Key.Number).ToArray();

    /// <summary>What a wallet has at an instant if nothing but time happens; null where points whose life begins when they become active lapse by then.</summary>
    internal string? At(string wallet, Instant at)
    {
        Dictionary<int, long> available = this.Left(wallet, LedgerAccount.Available);
        Dictionary<int, long> pending = this.Left(wallet, LedgerAccount.Pending);

        // What was taken last comes back first, and repays first.
        List<Entry> held = this.entries.Where(e => e.Wallet == wallet && e.Account == LedgerAccount.Held && e.Hold is not null && this.holds.ContainsKey(e.Hold)).Reverse().ToList();
        long debt = -this.entries.Where(e => e.Wallet == wallet && e.Account == LedgerAccount.Debt).Sum(e => e.Amount);
        foreach (Instant now in this.Instants(wallet).Where(i => i <= at).Distinct().OrderBy(i => i).ToArray())
        {
            foreach (IGrouping<int, Entry> part in held.Where(e => this.holds[e.Hold!] <= now).GroupBy(e => e.Lot).ToArray())
            {
                Receive(part.Key, part.Sum(e => e.Amount), this.Lapses(part.Key) > now);
            }

            held.RemoveAll(e => this.holds[e.Hold!] <= now);
            foreach (int lot in pending.Keys.Where(l => this.waiting[l].Awaits.Count == 0 && this.waiting[l].NotBefore <= now && this.Lapses(l) > now).ToArray())
            {
                Receive(lot, pending[lot], true);
                pending.Remove(lot);
            }

            foreach (int lot in pending.Keys.Where(l => (this.waiting[l].Awaits.Count > 0 && this.waiting[l].CancelAt <= now) || this.Lapses(l) <= now).ToArray())
            {
                pending.Remove(lot);
            }

            foreach (int lot in available.Keys.Where(l => this.Lapses(l) <= now).ToArray())
            {
                available.Remove(lot);
            }
        }

        return "available " + Points.FromTenThousandths(available.Values.Sum()) + " pending " + Points.FromTenThousandths(pending.Values.Sum())
            + " held " + Points.FromTenThousandths(held.Sum(e => e.Amount)) + " debt " + Points.FromTenThousandths(debt);

        void Receive(int lot, long amount, bool lives)
        {
            long repaid = lives ? Math.Min(debt, amount) : 0;
            debt -= repaid;
            available[lot] = (available.TryGetValue(lot, out long there) ? there : 0) + amount - repaid;
        }
    }

    /// <summary>Whether points wait whose life begins only when they become active, so that their end isn't known yet.</summary>
    internal bool Knows(string wallet) => this.Left(wallet, LedgerAccount.Pending).Keys.All(l => this.lots[l].ExpiresAt is not null);

    /// <summary>What is left per lot, from the first entry on.</summary>
    internal Dictionary<int, long> Left(string wallet, LedgerAccount account) => this.entries.Where(e => e.Wallet == wallet && e.Account == account)
        .GroupBy(e => e.Lot).Select(g => new KeyValuePair<int, long>(g.Key, g.Sum(e => e.Amount))).Where(l => l.Value != 0).ToDictionary(l => l.Key, l => l.Value);

    private Instant Lapses(int lot) => this.lots[lot].ExpiresAt ?? Instant.MaxValue;

    private IEnumerable<Instant> Instants(string wallet) => this.lots.Keys.Select(this.Lapses)
        .Concat(this.Left(wallet, LedgerAccount.Pending).Keys.SelectMany(l => new[] { this.waiting[l].NotBefore, this.waiting[l].CancelAt ?? Instant.MaxValue }))
        .Concat(this.holds.Values.Select(u => u ?? Instant.MaxValue));

    private sealed class Entry
    {
        internal Entry(string wallet, int lot, LedgerAccount account, long amount, string? hold)
        {
            this.Wallet = wallet;
            this.Lot = lot;
            this.Account = account;
            this.Amount = amount;
            this.Hold = hold;
        }

        internal string Wallet { get; }

        internal int Lot { get; }

        internal LedgerAccount Account { get; }

        internal long Amount { get; }

        internal string? Hold { get; }
    }
}
