using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A points account as it stands: balances, lots, open awards, holds, redemptions, counts, tier, benefits and coupons.</summary>
/// <remarks>
/// Bounded by what is live: spent lots, closed awards, redemptions that can't be cancelled any more and counts of past periods are dropped.
/// Immutable and thread-safe; two states evolved from one are independent.
/// </remarks>
public sealed class PointsAccountState : IStreamState
{
    internal static readonly PointsAccountState None = new PointsAccountState();

    private WalletBalance[] wallets;
    private AwardLog awards;
    private Counter[] counters;

    private PointsAccountState()
    {
        this.wallets = [];
        this.awards = AwardLog.Empty;
        this.counters = [];
        this.NextLot = 1;
        this.ProgressLog = ProgressLog.Empty;
        this.Tier = TierStanding.None;
        this.Extras = AccountExtras.None;
    }

    private PointsAccountState(PointsAccountState other)
    {
        this.wallets = other.wallets;
        this.awards = other.awards;
        this.counters = other.counters;
        this.NextLot = other.NextLot;
        this.Purchases = other.Purchases;
        this.ProgressLog = other.ProgressLog;
        this.Tier = other.Tier;
        this.Extras = other.Extras;
        this.Member = other.Member;
        this.Opened = other.Opened;
        this.Status = other.Status;
        this.PolicyVersion = other.PolicyVersion;
        this.LastEventAt = other.LastEventAt;
        this.MergedAs = other.MergedAs;
    }

    /// <summary>Gets the policy version under which the account stands; null before it is opened.</summary>
    public PolicyVersion? PolicyVersion { get; private set; }

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; private set; }

    /// <summary>Gets the holder; empty before the account is opened, and once it is erased.</summary>
    public CustomerId Member { get; private set; }

    /// <summary>Gets how the account was opened; null before.</summary>
    public AccountOpened? Opened { get; private set; }

    /// <summary>Gets what the account may do.</summary>
    public AccountStatus Status { get; private set; }

    /// <summary>Gets the wallets that ever had points, in the order of their first.</summary>
    public IReadOnlyList<WalletBalance> Wallets => FixedList.Own(this.wallets);

    /// <summary>Gets the open awards, in the order in which they were granted.</summary>
    public IReadOnlyList<Award> Awards => FixedList.Own(this.awards.ToArray());

    /// <summary>Gets the holds under way.</summary>
    public IReadOnlyList<Hold> Holds => FixedList.Own(this.Extras.Holds);

    /// <summary>Gets the redemptions that can still be cancelled.</summary>
    public IReadOnlyList<Redemption> Redemptions => FixedList.Own(this.Extras.Redemptions);

    /// <summary>Gets the counts of periods that still count.</summary>
    public IReadOnlyList<Counter> Counters => FixedList.Own(this.counters);

    /// <summary>Gets the progress towards the tier, in buckets by date.</summary>
    public IReadOnlyList<ProgressChange> Progress => FixedList.Own(this.ProgressLog.Buckets.ToArray());

    /// <summary>Gets the tier.</summary>
    public TierStanding Tier { get; private set; }

    /// <summary>Gets the uses of benefits that can be given back.</summary>
    public IReadOnlyList<BenefitUse> BenefitUses => FixedList.Own(this.Extras.Uses);

    /// <summary>Gets the coupons that are valid or were used.</summary>
    public IReadOnlyList<Coupon> Coupons => FixedList.Own(this.Extras.Coupons);

    /// <summary>Gets who may spend, where the account is pooled; empty: the holder alone.</summary>
    public IReadOnlyList<SpendingRight> SpendingRights => FixedList.Own(this.Extras.Rights);

    /// <summary>Gets the merges that can be undone.</summary>
    public IReadOnlyList<MergedAccount> Merges => FixedList.Own(this.Extras.Merges);

    /// <summary>Gets how many purchases are recorded and not returned as a whole.</summary>
    public int Purchases { get; private set; }

    /// <summary>Gets the id of the merge that closed the account; null if none did.</summary>
    internal string? MergedAs { get; private set; }

    /// <summary>Gets the number that the next lot gets.</summary>
    internal int NextLot { get; private set; }

    internal ProgressLog ProgressLog { get; private set; }

    /// <summary>Gets holds, redemptions, benefits, coupons, rights and merges: what most events leave alone.</summary>
    internal AccountExtras Extras { get; private set; }

    internal WalletBalance[] WalletItems => this.wallets;

    internal AwardLog AwardItems => this.awards;

    /// <summary>The balance of a wallet.</summary>
    /// <param name="wallet">The code of the wallet.</param>
    /// <returns>Its balance; empty if it never had points.</returns>
    public WalletBalance Wallet(string wallet)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return this.Find(wallet) ?? new WalletBalance(wallet);
    }

    internal WalletBalance? Find(string wallet)
    {
        foreach (WalletBalance balance in this.wallets)
        {
            if (string.Equals(balance.Wallet, wallet, StringComparison.Ordinal))
            {
                return balance;
            }
        }

        return null;
    }

    /// <summary>The count of a period; 0 if nothing was counted, or it is dropped.</summary>
    internal decimal Count(string name, Instant periodStart)
    {
        foreach (Counter counter in this.counters)
        {
            if (counter.PeriodStart == periodStart && string.Equals(counter.Name, name, StringComparison.Ordinal))
            {
                return counter.Value;
            }
        }

        return 0;
    }

    /// <summary>The latest count of a name, whatever its period; null if there is none at an instant.</summary>
    internal Counter? Latest(string name, Instant at)
    {
        Counter? latest = null;
        foreach (Counter counter in this.counters)
        {
            if (counter.KeepUntil > at && string.Equals(counter.Name, name, StringComparison.Ordinal) && (latest is null || counter.KeepUntil > latest.KeepUntil))
            {
                latest = counter;
            }
        }

        return latest;
    }

    internal static PointsAccountState Of(PointsAccountSnapshot snapshot) => new PointsAccountState
    {
        wallets = snapshot.Wallets.Select(w => new WalletBalance(w)).ToArray(),
        awards = AwardLog.Of(snapshot.Awards.ToArray()),
        counters = snapshot.Counters.ToArray(),
        NextLot = snapshot.NextLot,
        Purchases = snapshot.Purchases,
        ProgressLog = ProgressLog.Of(snapshot.Progress.ToArray()),
        Tier = TierStanding.Of(snapshot.Tier),
        Extras = AccountExtras.Of(snapshot.Extras),
        Member = snapshot.Member,
        Opened = snapshot.Opened,
        Status = snapshot.Status,
        PolicyVersion = snapshot.PolicyVersion,
        LastEventAt = snapshot.LastEventAt,
        MergedAs = snapshot.MergedAs,
    };

    internal PointsAccountSnapshot ToSnapshot() => new PointsAccountSnapshot(
        this.PolicyVersion,
        this.LastEventAt,
        this.Member,
        this.Opened,
        this.Status,
        this.MergedAs,
        this.Purchases,
        this.NextLot,
        this.wallets.Select(w => w.ToSnapshot()).ToArray(),
        this.awards.ToArray(),
        this.counters,
        this.ProgressLog.Buckets.ToArray(),
        this.Tier.ToSnapshot(),
        AccountExtrasSnapshot.Of(this.Extras));

    internal PointsAccountState After(PointsEvent e)
    {
        var next = new PointsAccountState(this) { LastEventAt = e.At };
        if (this.awards.IsClosing(e.At))
        {
            next.awards = this.awards.Drop(e.At);
        }

        AccountExtras extras = this.Extras.After(e, this);
        if (!ReferenceEquals(extras, this.Extras))
        {
            next.Extras = extras;
        }

        next.Move(e);
        if (((FixedList<CounterChange>)e.Counters).Count > 0)
        {
            next.counters = Counted(this.counters, e);
        }

        var progress = (FixedList<ProgressChange>)e.Progress;
        if (progress.Count > 0)
        {
            next.ProgressLog = this.ProgressLog.After(progress, e.At);
        }

        next.Apply(e);
        return next;
    }

    /// <summary>What an event does beyond its postings, lots, counts and progress.</summary>
    private void Apply(PointsEvent e)
    {
        switch (e)
        {
            case PointsAwarded awarded:
                this.Purchases += AwardProgress.Purchases(awarded.Award) - (awarded.Part.Length == 0 ? 0 : this.PurchasesOf(awarded.Award));
                this.awards = this.awards.Put(awarded.Award);
                break;
            case PointsReturned returned:
                this.Purchases += AwardProgress.Purchases(returned.Award) - this.PurchasesOf(returned.Award);
                this.awards = this.awards.Put(returned.Award);
                break;
            case PointsReAwarded again:
                this.awards = this.awards.Put(again.Award);
                break;
            case PendingCancelled { Award: { } award }:
                this.awards = this.awards.Put(award);
                break;
            case AccountOpened opened:
                this.Opened = opened;
                this.Member = opened.Member;
                this.PolicyVersion = opened.PolicyVersion;
                break;
            case AccountStatusChanged changed:
                this.Status = changed.Status;
                break;
            case AccountClosed closed:
                this.Close(closed);
                break;
            case LoyaltyPolicyAdopted adopted:
                this.PolicyVersion = adopted.PolicyVersion;
                break;
            case LoyaltyTierChanged or LoyaltyTierFalling or LoyaltyTierKept or LoyaltyTierOverridden or LoyaltyTierOverrideEnded:
                this.Tier = this.Tier.After(e);
                break;
            case AccountReceived received:
                this.awards = received.Awards.Aggregate(this.awards, (log, a) => log.Put(a));
                this.Purchases += received.Purchases;
                break;
            case AccountSplit split:
                this.awards = split.Contents.Awards.Aggregate(this.awards, (log, a) => log.Remove(a.Document));
                this.Purchases -= split.Contents.Purchases;
                break;
            case AccountReopened reopened:
                this.Status = AccountStatus.Active;
                this.MergedAs = null;
                this.awards = reopened.Awards.Aggregate(this.awards, (log, a) => log.Put(a));
                this.Purchases += reopened.Purchases;
                break;
            default:
                break;
        }
    }

    /// <summary>The lots of a wallet of which something is spendable or held, in the order in which they were made.</summary>
    internal Lot[] LiveLots(WalletBalance balance) => balance.Lots.Select(l => l.Lot)
        .Concat(this.Extras.Holds.Where(h => string.Equals(h.Request.Wallet, balance.Wallet, StringComparison.Ordinal)).SelectMany(h => h.Parts).Select(p => p.Lot))
        .GroupBy(l => l.Number).Select(g => g.First()).OrderBy(l => l.Number).ToArray();

    /// <summary>What the award of the same document counted so far.</summary>
    private int PurchasesOf(Award award) => this.awards.Find(award.Document, Instant.MinValue) is { } before ? AwardProgress.Purchases(before) : 0;

    private void Close(AccountClosed closed)
    {
        this.Status = AccountStatus.Closed;
        this.MergedAs = closed.MergeId;
        this.awards = AwardLog.Empty;
        this.Purchases = 0;
        this.ProgressLog = ProgressLog.Empty;
        if (closed.Cause == CloseCause.Erased)
        {
            this.Member = default;
            this.Opened = null;
            this.counters = [];
            this.Tier = TierStanding.None;
        }
    }

    /// <summary>Lots, pending points and postings, wallet by wallet.</summary>
    private void Move(PointsEvent e)
    {
        // Events keep fixed lists; said once, no call goes through an interface, as this runs for every event of every replay.
        var postings = (FixedList<Posting>)e.Postings;
        var lots = (FixedList<Lot>)e.Lots;
        var pending = (FixedList<PendingPoints>)e.Pending;
        if (postings.Count + lots.Count + pending.Count == 0)
        {
            return;
        }

        var copy = new WalletBalance[this.wallets.Length];
        Array.Copy(this.wallets, copy, copy.Length);
        this.wallets = copy;
        ulong copied = 0;
        for (int i = 0; i < lots.Count; i++)
        {
            this.Open(lots[i].Wallet, ref copied).Put(lots[i]);
            this.NextLot = Math.Max(this.NextLot, lots[i].Number + 1);
        }

        for (int i = 0; i < pending.Count; i++)
        {
            this.Open(pending[i].Lot.Wallet, ref copied).Put(pending[i]);
            this.NextLot = Math.Max(this.NextLot, pending[i].Lot.Number + 1);
        }

        // These events only take, and name each lot once; so the lots that they empty first go at once, before anything is copied for them.
        int done = e is (PointsRedeemed or PointsExpired or PointsHeld) && postings.Count > 0 ? this.Open(postings[0].Wallet, ref copied).TakeFirst(postings) : 0;
        for (int i = done; i < postings.Count; i++)
        {
            this.Open(postings[i].Wallet, ref copied).Post(postings[i]);
        }
    }

    /// <summary>The copy of a wallet for the event under way, made when it is first touched; <paramref name="copied"/> has a bit per wallet.</summary>
    private WalletBalance Open(string wallet, ref ulong copied)
    {
        int index = 0;
        while (index < this.wallets.Length && !string.Equals(this.wallets[index].Wallet, wallet, StringComparison.Ordinal))
        {
            index++;
        }

        if (index == this.wallets.Length)
        {
            this.wallets = [.. this.wallets, new WalletBalance(wallet)];
        }

        // Beyond the sixty-fourth wallet a copy of the copy is made, which is slower and as right.
        ulong bit = index < 64 ? 1UL << index : 0;
        if ((copied & bit) == 0)
        {
            this.wallets[index] = new WalletBalance(this.wallets[index]);
            copied |= bit;
        }

        return this.wallets[index];
    }

    private static Counter[] Counted(Counter[] counters, PointsEvent e)
    {
        var next = new List<Counter>(counters.Length + e.Counters.Count);
        foreach (Counter counter in counters)
        {
            if (counter.KeepUntil > e.At)
            {
                next.Add(counter);
            }
        }

        for (int c = 0; c < e.Counters.Count; c++)
        {
            CounterChange change = e.Counters[c];
            int index = next.FindIndex(k => k.PeriodStart == change.PeriodStart && string.Equals(k.Name, change.Counter, StringComparison.Ordinal));
            decimal value = (index < 0 ? 0 : next[index].Value) + change.Change;
            if (index >= 0)
            {
                next.RemoveAt(index);
            }

            if (value != 0 && change.KeepUntil > e.At)
            {
                next.Add(new Counter(change.Counter, change.PeriodStart, change.KeepUntil, value));
            }
        }

        return next.ToArray();
    }
}
