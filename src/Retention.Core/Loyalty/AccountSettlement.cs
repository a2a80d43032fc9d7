using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>What time alone does to an account.</summary>
internal static class AccountSettlement
{
    /// <summary>The earliest instant at which something happens by itself, or null.</summary>
    internal static Instant? NextDue(PointsAccountState state, LoyaltyPolicy policy)
    {
        Instant? due = NextOfLots(state);
        foreach (Hold hold in state.Extras.Holds)
        {
            due = TierRules.Earlier(due, hold.Until);
        }

        foreach (Coupon coupon in state.Extras.Coupons)
        {
            due = coupon.UsedFor is null ? TierRules.Earlier(due, coupon.Terms.ValidUntil) : due;
        }

        return TierRules.Earlier(due, TierRules.NextDue(state, policy));
    }

    /// <summary>One event of what is due at an instant: holds first, so that their points may lapse; then activations, cancellations, expiries, coupons, and last the tier.</summary>
    internal static PointsEvent? At(PointsAccountState state, LoyaltyPolicy policy, PolicyBook<LoyaltyPolicy> book, Instant due)
    {
        foreach (Hold hold in state.Extras.Holds)
        {
            if (hold.Until == due)
            {
                return RedemptionDecisions.Release(state, hold, HoldEnd.TimedOut, hold.Points.TenThousandths, due);
            }
        }

        if (Activated(state, book, policy, due) is { } activated)
        {
            return activated;
        }

        if (TimedOut(state, due) is { } cancelled)
        {
            return cancelled;
        }

        if (Lapsed(state, due) is { } expired)
        {
            return expired;
        }

        foreach (Coupon coupon in state.Extras.Coupons)
        {
            if (coupon.UsedFor is null && coupon.Terms.ValidUntil == due)
            {
                return new CouponEnded(due, coupon.CouponId, CouponEnd.Expired, null, null);
            }
        }

        return TierRules.Settle(state, policy, due);
    }

    /// <summary>What has passed its date by an instant, spendable or pending; null if nothing has.</summary>
    internal static PointsExpired? Lapsed(PointsAccountState state, Instant at)
    {
        long now = Nanoseconds.Clamped(at);
        var postings = new PostingDraft();
        foreach (WalletBalance wallet in state.WalletItems)
        {
            for (int i = 0; i < wallet.LotCount; i++)
            {
                if (wallet.LeftAt(i) > 0 && wallet.LotAt(i).Expires <= now)
                {
                    postings.Add(wallet.Wallet, wallet.LotAt(i).Number, LedgerAccount.Available, LedgerAccount.Expired, wallet.LeftAt(i));
                }
            }

            foreach (PendingAmount pending in wallet.PendingItems)
            {
                if (pending.Pending.Lot.Expires <= now)
                {
                    postings.Add(wallet.Wallet, pending.Pending.Lot.Number, LedgerAccount.Pending, LedgerAccount.Expired, pending.Amount.TenThousandths);
                }
            }
        }

        return postings.Count == 0 ? null : new PointsExpired(at, postings.ToList());
    }

    /// <summary>When pending points become spendable if nothing more happens; null: they wait for a milestone.</summary>
    internal static Instant? ActiveAt(PendingPoints pending) => pending.Awaits.Count == 0 ? pending.NotBefore : null;

    private static Instant? NextOfLots(PointsAccountState state)
    {
        long lapse = long.MaxValue;
        Instant? due = null;
        foreach (WalletBalance wallet in state.WalletItems)
        {
            for (int i = 0; i < wallet.LotCount; i++)
            {
                if (wallet.LeftAt(i) > 0 && wallet.LotAt(i).Expires < lapse)
                {
                    lapse = wallet.LotAt(i).Expires;
                    if (wallet.IsInOrder)
                    {
                        break;
                    }
                }
            }

            foreach (PendingAmount pending in wallet.PendingItems)
            {
                lapse = pending.Pending.Lot.Expires < lapse ? pending.Pending.Lot.Expires : lapse;
                due = TierRules.Earlier(due, ActiveAt(pending.Pending) ?? pending.Pending.CancelAt);
            }
        }

        return lapse == long.MaxValue ? due : TierRules.Earlier(due, Nanoseconds.ToInstant(lapse));
    }

    private static PointsActivated? Activated(PointsAccountState state, PolicyBook<LoyaltyPolicy> book, LoyaltyPolicy policy, Instant at)
    {
        var lots = new List<Lot>(0);
        var postings = new PostingDraft();
        foreach (WalletBalance wallet in state.WalletItems)
        {
            long debt = -wallet.TotalOf(LedgerAccount.Debt);
            foreach (PendingAmount pending in wallet.PendingItems.Where(p => ActiveAt(p.Pending) <= at && p.Pending.Lot.Expires > Nanoseconds.Clamped(at)))
            {
                Lot lot = pending.Pending.Lot;

                // A lot lives as the policy that granted it says.
                LoyaltyPolicy granted = book.Get(lot.PolicyVersion) ?? policy;
                int index = granted.IndexOf(lot.Wallet);
                ExpiryRule? expiry = index < 0 ? null : granted.Parts.Wallets[index].Expiry;
                lots.Add(lot.With(Nanoseconds.Clamped(at), expiry is { StartsActive: true } && lot.Expires == long.MaxValue ? expiry.ExpiryOf(at) : lot.Expires));
                long amount = pending.Amount.TenThousandths;
                postings.Add(wallet.Wallet, lot.Number, LedgerAccount.Pending, LedgerAccount.Available, amount);
                long repaid = debt < amount ? debt : amount;
                postings.Add(wallet.Wallet, lot.Number, LedgerAccount.Available, LedgerAccount.Debt, repaid);
                debt -= repaid;
            }
        }

        return lots.Count == 0 ? null : new PointsActivated(at, postings.ToList(), FixedList.Own(lots.ToArray()));
    }

    private static PendingCancelled? TimedOut(PointsAccountState state, Instant at)
    {
        foreach (WalletBalance wallet in state.WalletItems)
        {
            foreach (PendingAmount pending in wallet.PendingItems)
            {
                if (pending.Pending.Awaits.Count > 0 && pending.Pending.CancelAt <= at)
                {
                    return ReturnDecisions.Cancel(state, pending.Pending.Lot.Document, PendingEnd.TimedOut, at, p => p.CancelAt <= at && p.Awaits.Count > 0);
                }
            }
        }

        return null;
    }
}
