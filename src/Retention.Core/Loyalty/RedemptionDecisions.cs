using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>Decides holds, redemptions and their cancellation.</summary>
internal static class RedemptionDecisions
{
    internal static Refusal? Hold(DecisionDraft draft, HoldPoints command)
    {
        RedemptionRules? rules = null;
        if ((StreamRules.RefuseBlank("hold", command.HoldId) ?? RefuseKnown(draft.Start, command.HoldId)
            ?? RedemptionLimits.Refuse(draft, command.Request, out rules)) is { } refusal)
        {
            return refusal;
        }

        Instant until = command.Until ?? rules!.HoldFor!.After(draft.At, draft.Policy.Zone);
        if (until <= draft.At)
        {
            return new Refusal(LoyaltyRefusals.HoldInThePast, StreamRules.Argument("until", until), StreamRules.Argument("at", draft.At));
        }

        FixedList<Posting> postings = Take(draft, command.Request.Wallet, command.Request.Points.TenThousandths, LedgerAccount.Held);
        draft.Add(new PointsHeld(draft.At, command.HoldId, command.Request, until, postings, RedemptionLimits.Count(draft, command.Request)));
        return null;
    }

    internal static Refusal? Redeem(DecisionDraft draft, RedeemPoints command)
    {
        RedemptionRules? rules = null;
        if ((StreamRules.RefuseBlank("redemption", command.RedemptionId) ?? RefuseKnown(draft.Start, command.RedemptionId)
            ?? RedemptionLimits.Refuse(draft, command.Request, out rules)) is { } refusal)
        {
            return refusal;
        }

        FixedList<Posting> postings = Take(draft, command.Request.Wallet, command.Request.Points.TenThousandths, LedgerAccount.Redeemed);
        return Spend(draft, command.RedemptionId, null, command.Request, command.Request.Points.TenThousandths, rules!, postings, RedemptionLimits.Count(draft, command.Request));
    }

    internal static Refusal? Capture(DecisionDraft draft, CaptureHold command)
    {
        if (draft.State.Extras.FindHold(command.HoldId) is not { } hold)
        {
            return new Refusal(LoyaltyRefusals.HoldUnknown, new RefusalArgument("hold", command.HoldId));
        }

        long held = hold.Points.TenThousandths;
        long points = command.Points?.TenThousandths ?? held;
        if (points <= 0 || points > held)
        {
            return points <= 0
                ? new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "points"), RefusalNumbers.Units("given", points))
                : new Refusal(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", "points"), RefusalNumbers.Units("asked", points), RefusalNumbers.Units("left", held));
        }

        int index = draft.Policy.IndexOf(hold.Request.Wallet);
        if (index < 0 || draft.Policy.Parts.Wallets[index].Redemption is not { } rules)
        {
            return RedemptionLimits.UnknownWallet(draft.Policy, hold.Request.Wallet);
        }

        var postings = new PostingDraft();
        long rest = points;
        foreach (LotAmount part in hold.Parts)
        {
            long now = Math.Min(rest, part.Amount.TenThousandths);
            postings.Add(hold.Request.Wallet, part.Lot.Number, LedgerAccount.Held, LedgerAccount.Redeemed, now);
            rest -= now;
        }

        Spend(draft, hold.HoldId, hold.HoldId, hold.Request, points, rules, postings.ToList(), FixedList<CounterChange>.Empty);
        if (points < held)
        {
            Hold left = draft.State.Extras.FindHold(hold.HoldId)!;
            draft.Add(Release(draft.State, left, HoldEnd.RestReleased, held - points, draft.At));
            EarningDecisions.Lapse(draft);
        }

        return null;
    }

    internal static Refusal? Release(DecisionDraft draft, ReleaseHold command)
    {
        if (draft.State.Extras.FindHold(command.HoldId) is not { } hold)
        {
            return new Refusal(LoyaltyRefusals.HoldUnknown, new RefusalArgument("hold", command.HoldId));
        }

        draft.Add(Release(draft.State, hold, HoldEnd.Released, hold.Points.TenThousandths, draft.At));
        EarningDecisions.Lapse(draft);
        return null;
    }

    /// <summary>The event that gives held points back to their lots.</summary>
    internal static HoldReleased Release(PointsAccountState state, Hold hold, HoldEnd end, long points, Instant at)
    {
        FixedList<CounterChange> counters = RedemptionLimits.Uncount(hold.Counters, points, at);
        LotAmount[] parts = hold.Parts.Select(p => new LotAmount(Standing(state, p.Lot), p.Amount)).ToArray();
        PostingDraft postings = GiveBack(state, parts, hold.Request.Wallet, LedgerAccount.Held, points, Nanoseconds.Clamped(at));
        return new HoldReleased(at, hold.HoldId, end, postings.ToList(), FixedList.Own(parts.Select(p => p.Lot).ToArray()), counters);
    }

    internal static Refusal? Cancel(DecisionDraft draft, CancelRedemption command)
    {
        if (StreamRules.RefuseBlank("cancellation", command.CancellationId) is { } blank)
        {
            return blank;
        }

        Redemption? redemption = draft.State.Extras.FindRedemption(command.RedemptionId);
        if (redemption is null || redemption.ClosesAt <= draft.At)
        {
            return new Refusal(LoyaltyRefusals.RedemptionUnknown, new RefusalArgument("redemption", command.RedemptionId));
        }

        long left = redemption.Points.TenThousandths;
        long points = command.Points?.TenThousandths ?? left;
        if (points <= 0 || points > left)
        {
            return points <= 0
                ? new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "points"), RefusalNumbers.Units("given", points))
                : new Refusal(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", "points"), RefusalNumbers.Units("asked", points), RefusalNumbers.Units("left", left));
        }

        string wallet = redemption.Request.Wallet;
        int index = draft.Policy.IndexOf(wallet);
        LoyaltyWallet? rules = index < 0 ? null : draft.Policy.Parts.Wallets[index];
        Length? grace = rules?.Expiry?.Grace;
        long now = Nanoseconds.Of(draft.At);
        Lot[] lots = redemption.Parts.Select(p => Standing(draft.State, p.Lot)).Select(l => l.Expires > now || grace is null ? l : l.With(l.Active, Nanoseconds.Of(grace.After(draft.At, draft.Policy.Zone)))).ToArray();
        var parts = redemption.Parts.Select((p, i) => new LotAmount(lots[i], p.Amount)).ToArray();
        PostingDraft postings = GiveBack(draft.State, parts, wallet, LedgerAccount.Redeemed, points, now);
        long value = FixedPoint.TryRound(redemption.Value.Amount) ?? 0;
        long unit = Decimals.Unit(rules?.Redemption?.MoneyDecimals ?? 4);
        long kept = Proportion.Of(value, left - points, left);
        draft.Add(new RedemptionCancelled(
            draft.At,
            command.RedemptionId,
            command.CancellationId,
            Points.FromTenThousandths(points),
            new Money(FixedPoint.ToDecimal(value - (kept - (kept % unit))), redemption.Value.Currency),
            postings.ToList(),
            FixedList.Own(lots),
            RedemptionLimits.Uncount(redemption.Counters, points, draft.At)));
        EarningDecisions.Lapse(draft);
        return null;
    }

    /// <summary>Takes spendable points in the order in which lots pay.</summary>
    internal static FixedList<Posting> Take(DecisionDraft draft, string wallet, long points, LedgerAccount to)
    {
        WalletBalance balance = draft.State.Find(wallet)!;
        int[]? order = balance.PayingOrder(draft.Policy.Parts.Wallets[draft.Policy.IndexOf(wallet)].Consumption);
        // Counted first, so that the postings are as long as they turn out.
        int parts = 0;
        for (long rest = points; rest > 0; parts++)
        {
            rest -= balance.LeftAt(order is null ? parts : order[parts]);
        }

        var postings = new PostingDraft(parts);
        for (int i = 0; points > 0; i++)
        {
            int index = order is null ? i : order[i];
            long left = balance.LeftAt(index);
            long now = left < points ? left : points;
            postings.Add(wallet, balance.LotAt(index).Number, LedgerAccount.Available, to, now);
            points -= now;
        }

        return postings.ToList();
    }

    private static Refusal? RefuseKnown(PointsAccountState state, string id) => state.Extras.FindHold(id) is not null || state.Extras.FindRedemption(id) is not null
        ? new Refusal(LoyaltyRefusals.HoldKnown, new RefusalArgument("hold", id))
        : null;

    private static Refusal? Spend(DecisionDraft draft, string id, string? holdId, RedemptionRequest request, long points, RedemptionRules rules, FixedList<Posting> postings, FixedList<CounterChange> counters)
    {
        long value = rules.ValueOf(points);
        draft.Add(new PointsRedeemed(
            draft.At,
            id,
            holdId,
            request,
            Points.FromTenThousandths(points),
            new Money(FixedPoint.ToDecimal(value), draft.Policy.Currency),
            RedemptionLines.Of(request, points, value, rules.MoneyDecimals),
            rules.CancellableFor!.After(draft.At, draft.Policy.Zone),
            postings,
            counters));
        return EarningDecisions.Extend(draft, "redemption", id);
    }

    /// <summary>
    /// Points back to their lots, the last that paid first; what is owed is repaid from what doesn't lapse at once.
    /// </summary>
    /// <summary>The lot as what is left of it stands now; an extension or migration in between isn't undone by what comes back.</summary>
    private static Lot Standing(PointsAccountState state, Lot lot) =>
        state.Find(lot.Wallet) is { } balance && balance.IndexOf(lot.Number) is >= 0 and var index && balance.LeftAt(index) > 0 ? balance.LotAt(index) : lot;

    private static PostingDraft GiveBack(PointsAccountState state, IReadOnlyList<LotAmount> parts, string wallet, LedgerAccount from, long points, long now)
    {
        var postings = new PostingDraft(parts.Count);
        long debt = state.Find(wallet) is { } balance ? -balance.TotalOf(LedgerAccount.Debt) : 0;
        for (int i = parts.Count - 1; i >= 0 && points > 0; i--)
        {
            long back = Math.Min(points, parts[i].Amount.TenThousandths);
            postings.Add(wallet, parts[i].Lot.Number, from, LedgerAccount.Available, back);
            points -= back;
            long repaid = parts[i].Lot.Expires <= now ? 0 : Math.Min(debt, back);
            postings.Add(wallet, parts[i].Lot.Number, LedgerAccount.Available, LedgerAccount.Debt, repaid);
            debt -= repaid;
        }

        return postings;
    }
}
