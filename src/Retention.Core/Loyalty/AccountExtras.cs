using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Holds, redemptions, benefits, coupons, spending rights and merges of an account.</summary>
/// <remarks>Immutable. Arrays are read only.</remarks>
internal sealed class AccountExtras
{
    internal static readonly AccountExtras None = new AccountExtras();

    private AccountExtras()
    {
    }

    private AccountExtras(AccountExtras other)
    {
        this.Holds = other.Holds;
        this.Redemptions = other.Redemptions;
        this.Uses = other.Uses;
        this.Coupons = other.Coupons;
        this.Rights = other.Rights;
        this.Merges = other.Merges;
    }

    internal Hold[] Holds { get; private set; } = [];

    internal Redemption[] Redemptions { get; private set; } = [];

    internal BenefitUse[] Uses { get; private set; } = [];

    internal Coupon[] Coupons { get; private set; } = [];

    internal SpendingRight[] Rights { get; private set; } = [];

    internal MergedAccount[] Merges { get; private set; } = [];

    internal static AccountExtras Of(AccountExtrasSnapshot snapshot) => new AccountExtras
    {
        Holds = snapshot.Holds.ToArray(),
        Redemptions = snapshot.Redemptions.ToArray(),
        Uses = snapshot.Uses.Select(u => new BenefitUse(u)).ToArray(),
        Coupons = snapshot.Coupons.ToArray(),
        Rights = snapshot.Rights.ToArray(),
        Merges = snapshot.Merges.Select(m => new MergedAccount(m)).ToArray(),
    };

    internal Hold? FindHold(string id)
    {
        foreach (Hold hold in this.Holds)
        {
            if (string.Equals(hold.HoldId, id, StringComparison.Ordinal))
            {
                return hold;
            }
        }

        return null;
    }

    internal Redemption? FindRedemption(string id)
    {
        foreach (Redemption redemption in this.Redemptions)
        {
            if (string.Equals(redemption.RedemptionId, id, StringComparison.Ordinal))
            {
                return redemption;
            }
        }

        return null;
    }

    internal Coupon? FindCoupon(string id) => Array.Find(this.Coupons, c => string.Equals(c.CouponId, id, StringComparison.Ordinal));

    /// <summary>The extras after an event; <paramref name="before"/> is the account before it, whose lots the postings name.</summary>
    internal AccountExtras After(PointsEvent e, PointsAccountState before)
    {
        switch (e)
        {
            case PointsAwarded or PointsExpired or PointsReturned:
                return this;
            case PointsHeld held:
                return new AccountExtras(this) { Holds = [.. this.Holds, new Hold(held.HoldId, held.Request, held.Until, Parts(held.Postings, before), held.Counters)] };
            case HoldReleased released:
                return new AccountExtras(this) { Holds = this.Shrunk(released.HoldId, released.Postings) };
            case LotsRedated { Lots.Count: > 0 } redated when this.Holds.Length > 0:
                return new AccountExtras(this) { Holds = this.Holds.Select(h => Redated(h, redated.Lots)).ToArray() };
            case PointsRedeemed redeemed:
                return this.AfterRedemption(redeemed, before);
            case RedemptionCancelled cancelled:
                return new AccountExtras(this) { Redemptions = this.Live(e.At).Select(r => Less(r, cancelled)).Where(r => r.Parts.Count > 0).ToArray() };
            case BenefitUsed used:
                return new AccountExtras(this) { Uses = this.Uses.Where(u => IsLive(u, e.At)).Append(new BenefitUse(used)).ToArray() };
            case BenefitRestored restored:
                return new AccountExtras(this) { Uses = this.Uses.Where(u => IsLive(u, e.At) && !string.Equals(u.Used.UseId, restored.UseId, StringComparison.Ordinal)).ToArray() };
            case CouponIssued issued:
                return new AccountExtras(this) { Coupons = this.LiveCoupons(e.At).Append(new Coupon(issued.CouponId, issued.Terms, null)).ToArray() };
            case CouponUsed used:
                return this.WithCoupon(used.CouponId, used.Document, e.At);
            case CouponRestored restored:
                return this.WithCoupon(restored.CouponId, null, e.At);
            case CouponEnded ended:
                return new AccountExtras(this) { Coupons = this.Coupons.Where(c => !string.Equals(c.CouponId, ended.CouponId, StringComparison.Ordinal)).ToArray() };
            case SpendingRightChanged right:
                IEnumerable<SpendingRight> others = this.Rights.Where(r => r.Spender != right.Spender);
                return new AccountExtras(this) { Rights = (right.IsGranted ? others.Append(new SpendingRight(right.Spender, right.AtMost, right.Period)) : others).ToArray() };
            case AccountReceived received:
                return new AccountExtras(this) { Merges = [.. this.Merges, new MergedAccount(received)] };
            case AccountSplit split:
                return new AccountExtras(this) { Merges = this.Merges.Where(m => !string.Equals(m.Received.MergeId, split.MergeId, StringComparison.Ordinal)).ToArray() };
            case AccountClosed closed:
                return closed.Cause == CloseCause.Merged ? new AccountExtras(this) { Redemptions = [] } : None;
            default:
                return this;
        }
    }

    /// <summary>A hold whose lots have the dates they have now.</summary>
    private static Hold Redated(Hold hold, IReadOnlyList<Lot> lots) => new Hold(
        hold.HoldId, hold.Request, hold.Until, hold.Parts.Select(p => new LotAmount(lots.FirstOrDefault(l => l.Number == p.Lot.Number) ?? p.Lot, p.Amount)).ToArray(), hold.Counters);

    private static bool IsLive(BenefitUse use, Instant at) => use.Used.Counters.Count == 0 || use.Used.Counters[0].KeepUntil > at;

    private static LotAmount[] Parts(IReadOnlyList<Posting> list, PointsAccountState before)
    {
        var postings = (FixedList<Posting>)list;
        WalletBalance wallet = before.Find(postings[0].Wallet)!;
        var parts = new LotAmount[postings.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = new LotAmount(wallet.LotAt(wallet.IndexOf(postings[i].Lot)), postings[i].Amount);
        }

        return parts;
    }

    private static Redemption Less(Redemption redemption, RedemptionCancelled cancelled) => string.Equals(redemption.RedemptionId, cancelled.RedemptionId, StringComparison.Ordinal)
        ? new Redemption(redemption.RedemptionId, redemption.Request, redemption.Value - cancelled.Value, redemption.ClosesAt, LotAmounts.Less(redemption.Parts, cancelled.Postings, LedgerAccount.Redeemed), redemption.Counters)
        : redemption;

    private AccountExtras AfterRedemption(PointsRedeemed redeemed, PointsAccountState before)
    {
        LotAmount[] parts;
        Hold[] holds = this.Holds;
        IReadOnlyList<CounterChange> counters = redeemed.Counters;
        if (redeemed.HoldId is { } holdId)
        {
            Hold hold = this.FindHold(holdId)!;
            parts = redeemed.Postings.Select(p => new LotAmount(hold.Parts.First(h => h.Lot.Number == p.Lot).Lot, p.Amount)).ToArray();
            holds = this.Shrunk(holdId, redeemed.Postings);
            counters = hold.Counters;
        }
        else
        {
            parts = Parts(redeemed.Postings, before);
        }

        var redemption = new Redemption(redeemed.RedemptionId, redeemed.Request, redeemed.Value, redeemed.ClosesAt, parts, counters);
        return new AccountExtras(this) { Holds = holds, Redemptions = this.With(redemption, redeemed.At) };
    }

    /// <summary>The redemptions that can still be cancelled, and one more; without the iterators of Linq, as spending is frequent.</summary>
    private Redemption[] With(Redemption redemption, Instant at)
    {
        int live = 0;
        foreach (Redemption other in this.Redemptions)
        {
            live += other.ClosesAt > at ? 1 : 0;
        }

        var next = new Redemption[live + 1];
        int to = 0;
        foreach (Redemption other in this.Redemptions)
        {
            if (other.ClosesAt > at)
            {
                next[to++] = other;
            }
        }

        next[live] = redemption;
        return next;
    }

    private Hold[] Shrunk(string holdId, IReadOnlyList<Posting> postings) => this.Holds
        .Select(h => string.Equals(h.HoldId, holdId, StringComparison.Ordinal) ? new Hold(h.HoldId, h.Request, h.Until, LotAmounts.Less(h.Parts, postings, LedgerAccount.Held), h.Counters) : h)
        .Where(h => h.Parts.Count > 0).ToArray();

    private IEnumerable<Redemption> Live(Instant at) => this.Redemptions.Where(r => r.ClosesAt > at);

    /// <summary>Used coupons are dropped once their validity is over; unused ones end with an event.</summary>
    private IEnumerable<Coupon> LiveCoupons(Instant at) => this.Coupons.Where(c => c.UsedFor is null || c.Terms.ValidUntil is not { } until || until > at);

    private AccountExtras WithCoupon(string id, string? usedFor, Instant at) => new AccountExtras(this)
    {
        Coupons = this.LiveCoupons(at).Select(c => string.Equals(c.CouponId, id, StringComparison.Ordinal) ? new Coupon(c.CouponId, c.Terms, usedFor) : c).ToArray(),
    };
}
