using System;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>Decides tiers set by hand, benefits and coupons.</summary>
internal static class BenefitDecisions
{
    internal static Refusal UnknownTier(Ladder ladder, string tier) =>
        new Refusal(LoyaltyRefusals.UnknownLoyaltyTier, new RefusalArgument("tier", tier), new RefusalArgument("known", string.Join(", ", ladder.Tiers.Select(t => t.Code))));

    internal static Refusal? Override(DecisionDraft draft, OverrideLoyaltyTier command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return blank;
        }

        if (draft.Policy.Parts.Ladder is not { } ladder)
        {
            return new Refusal(LoyaltyRefusals.NoLadder);
        }

        if (ladder.Find(command.Tier) is null)
        {
            return UnknownTier(ladder, command.Tier);
        }

        if (command.Until <= draft.At)
        {
            return new Refusal(LoyaltyRefusals.TierOverrideNotAfterNow, StreamRules.Argument("until", command.Until.Value), StreamRules.Argument("at", draft.At));
        }

        draft.Add(new LoyaltyTierOverridden(draft.At, command.Tier, command.Until, command.Actor, command.Reason));
        return null;
    }

    internal static Refusal? ClearOverride(DecisionDraft draft, ClearLoyaltyTierOverride command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return blank;
        }

        if (draft.State.Tier.Override is null)
        {
            return new Refusal(LoyaltyRefusals.NoTierOverride);
        }

        draft.Add(new LoyaltyTierOverrideEnded(draft.At, command.Actor, command.Reason));
        return null;
    }

    internal static Refusal? Use(DecisionDraft draft, UseBenefit command)
    {
        if (StreamRules.RefuseBlank("use", command.UseId) is { } blank)
        {
            return blank;
        }

        if (Array.Find(draft.Policy.Parts.Benefits, b => string.Equals(b.Code, command.Benefit, StringComparison.Ordinal)) is not { } benefit)
        {
            return new Refusal(LoyaltyRefusals.UnknownBenefit, new RefusalArgument("benefit", command.Benefit), new RefusalArgument("known", string.Join(", ", draft.Policy.Parts.Benefits.Select(b => b.Code))));
        }

        if (command.Quantity <= 0)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "quantity"), RefusalNumbers.Argument("given", command.Quantity));
        }

        if (Array.Exists(draft.State.Extras.Uses, u => string.Equals(u.Used.UseId, command.UseId, StringComparison.Ordinal)))
        {
            return new Refusal(LoyaltyRefusals.UseKnown, new RefusalArgument("use", command.UseId));
        }

        if (benefit.Partner is { } partner && !string.Equals(partner, command.Place, StringComparison.Ordinal))
        {
            return new Refusal(LoyaltyRefusals.BenefitElsewhere, new RefusalArgument("benefit", benefit.Code), new RefusalArgument("place", command.Place.Length == 0 ? "—" : command.Place), new RefusalArgument("partner", partner));
        }

        string tier = draft.State.Tier.Tier ?? string.Empty;
        long quantity = draft.Policy.Parts.Ladder!.Find(tier) is { } standing ? benefit.QuantityOf(standing) : 0;
        if (quantity == 0)
        {
            return new Refusal(LoyaltyRefusals.NotEntitled, new RefusalArgument("benefit", benefit.Code), new RefusalArgument("tier", tier));
        }

        PeriodSpan span = draft.Policy.Periods.Around(benefit.Period, draft.At);
        decimal left = quantity - draft.State.Count(benefit.Counter, span.Start);
        if (quantity > 0 && command.Quantity > left)
        {
            return new Refusal(
                LoyaltyRefusals.BenefitUsedUp,
                new RefusalArgument("benefit", benefit.Code),
                RefusalNumbers.Argument("asked", command.Quantity),
                RefusalNumbers.Argument("left", Math.Max(0, left)),
                span.End == Instant.MaxValue ? new RefusalArgument("until", "never") : StreamRules.Argument("until", span.End));
        }

        draft.Add(new BenefitUsed(draft.At, command.UseId, benefit.Code, command.Quantity, command.Place, FixedPoint.ToDecimal(checked(benefit.Cost * command.Quantity)), FixedList.Own(new CounterChange(benefit.Counter, span.Start, span.End, command.Quantity))));
        return null;
    }

    internal static Refusal? Restore(DecisionDraft draft, RestoreBenefit command)
    {
        BenefitUsed? used = Array.Find(draft.State.Extras.Uses, u => string.Equals(u.Used.UseId, command.UseId, StringComparison.Ordinal))?.Used;
        CounterChange? counted = used?.Counters[0];
        if (used is null || counted!.KeepUntil <= draft.At)
        {
            return new Refusal(LoyaltyRefusals.UseUnknown, new RefusalArgument("use", command.UseId));
        }

        draft.Add(new BenefitRestored(draft.At, used.UseId, used.Benefit, used.Quantity, used.Place, used.Cost, FixedList.Own(new CounterChange(counted.Counter, counted.PeriodStart, counted.KeepUntil, -counted.Change))));
        return null;
    }

    internal static Refusal? Issue(DecisionDraft draft, IssueCoupon command)
    {
        if (StreamRules.RefuseBlank("coupon", command.CouponId) is { } blank)
        {
            return blank;
        }

        if (Array.Find(draft.Policy.Parts.Coupons, c => string.Equals(c.Code, command.Template, StringComparison.Ordinal)) is not { } rule)
        {
            return new Refusal(LoyaltyRefusals.UnknownCoupon, new RefusalArgument("template", command.Template), new RefusalArgument("known", string.Join(", ", draft.Policy.Parts.Coupons.Select(c => c.Code))));
        }

        if (draft.State.Extras.FindCoupon(command.CouponId) is not null)
        {
            return new Refusal(LoyaltyRefusals.CouponKnown, new RefusalArgument("coupon", command.CouponId));
        }

        long? firstOrder = command.FirstOrder is { } amount ? FixedPoint.TryExact(amount) : null;
        if (rule.NeedsFirstOrder && firstOrder is not > 0)
        {
            return new Refusal(LoyaltyRefusals.FirstOrderUnknown, new RefusalArgument("template", rule.Code));
        }

        long value = rule.Value ?? rule.Derived(rule.ShareOfFirstOrder!.Value, firstOrder!.Value);
        long threshold = rule.ThresholdShare is { } share ? rule.Derived(share, firstOrder!.Value) : rule.Threshold ?? 0;
        Instant from = rule.ValidAfter?.After(draft.At, draft.Policy.Zone) ?? draft.At;
        Instant? until = rule.ValidFor is { } length ? Until(length, from, draft.Policy.Zone) : null;
        draft.Add(new CouponIssued(draft.At, command.CouponId, new CouponTerms(rule.Code, value, threshold, from, until), command.Cause));
        return null;
    }

    internal static Refusal? Use(DecisionDraft draft, UseCoupon command)
    {
        if (draft.State.Extras.FindCoupon(command.CouponId) is not { } coupon)
        {
            return new Refusal(LoyaltyRefusals.CouponMissing, new RefusalArgument("coupon", command.CouponId));
        }

        if (coupon.UsedFor is { } document)
        {
            return new Refusal(LoyaltyRefusals.CouponUsed, new RefusalArgument("coupon", coupon.CouponId), new RefusalArgument("document", document));
        }

        if (draft.At < coupon.Terms.ValidFrom)
        {
            return new Refusal(LoyaltyRefusals.CouponNotValidYet, new RefusalArgument("coupon", coupon.CouponId), StreamRules.Argument("from", coupon.Terms.ValidFrom));
        }

        if (FixedPoint.TryExact(command.OrderAmount) is null)
        {
            return new Refusal(RefusalCodes.AmountOutOfRange, new RefusalArgument("what", "order amount"), RefusalNumbers.Argument("amount", command.OrderAmount));
        }

        if (command.OrderAmount < coupon.Terms.Threshold)
        {
            return new Refusal(LoyaltyRefusals.CouponBelowThreshold, new RefusalArgument("coupon", coupon.CouponId), RefusalNumbers.Argument("asked", command.OrderAmount), RefusalNumbers.Argument("threshold", coupon.Terms.Threshold));
        }

        // No coupon takes off more than the order.
        draft.Add(new CouponUsed(draft.At, coupon.CouponId, command.Document, Math.Min(coupon.Terms.Value, command.OrderAmount)));
        return null;
    }

    internal static Refusal? Restore(DecisionDraft draft, RestoreCoupon command)
    {
        if (draft.State.Extras.FindCoupon(command.CouponId) is not { } coupon || coupon.Terms.ValidUntil <= draft.At)
        {
            return new Refusal(LoyaltyRefusals.CouponMissing, new RefusalArgument("coupon", command.CouponId));
        }

        if (coupon.UsedFor is null)
        {
            return new Refusal(LoyaltyRefusals.CouponNotUsed, new RefusalArgument("coupon", coupon.CouponId));
        }

        draft.Add(new CouponRestored(draft.At, coupon.CouponId));
        return null;
    }

    internal static Refusal? Void(DecisionDraft draft, VoidCoupon command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return blank;
        }

        if (draft.State.Extras.FindCoupon(command.CouponId) is not { } coupon)
        {
            return new Refusal(LoyaltyRefusals.CouponMissing, new RefusalArgument("coupon", command.CouponId));
        }

        if (coupon.UsedFor is { } document)
        {
            return new Refusal(LoyaltyRefusals.CouponUsed, new RefusalArgument("coupon", coupon.CouponId), new RefusalArgument("document", document));
        }

        draft.Add(new CouponEnded(draft.At, coupon.CouponId, CouponEnd.Voided, command.Actor, command.Reason));
        return null;
    }

    /// <summary>A length in days lasts until the end of its last local day.</summary>
    private static Instant Until(Length length, Instant from, DateTimeZone zone) => length.Period is { } period
        ? LocalDays.EndOf(LocalDays.DateOf(from, zone).Plus(period), zone)
        : length.After(from, zone);
}
