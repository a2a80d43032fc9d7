using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Explains benefits and coupons.</summary>
internal static class BenefitText
{
    internal static void Explain(LoyaltyLines lines, BenefitUsed e)
    {
        string quantity = LoyaltyLines.Number(e.Quantity);
        string english = e.Place.Length == 0 ? string.Empty : " at " + e.Place;
        string chinese = e.Place.Length == 0 ? string.Empty : ",地点 " + e.Place;
        lines.Line(
            "Use " + e.UseId + ": benefit " + e.Benefit + " × " + quantity + english + Settled(lines, e.Cost) + ".",
            "使用 " + e.UseId + ": 权益 " + e.Benefit + " × " + quantity + chinese + Settled(lines, e.Cost) + "。");
        Period(lines, e.Counters);
    }

    internal static void Explain(LoyaltyLines lines, BenefitRestored e)
    {
        string quantity = LoyaltyLines.Number(e.Quantity);
        string settled = e.Cost == 0 ? string.Empty
            : lines.Pick("; " + LoyaltyLines.Number(e.Cost) + " is no longer settled with the partner", ";不再与合作方结算 " + LoyaltyLines.Number(e.Cost));
        lines.Line(
            "Use " + e.UseId + " was given back: benefit " + e.Benefit + " × " + quantity + settled + ".",
            "使用 " + e.UseId + " 已退回: 权益 " + e.Benefit + " × " + quantity + settled + "。");
        Period(lines, e.Counters);
    }

    internal static void Explain(LoyaltyLines lines, CouponIssued e)
    {
        CouponTerms terms = e.Terms;
        string value = LoyaltyLines.Number(terms.Value);
        string threshold = terms.Threshold == 0
            ? lines.Pick(" without threshold", ",无门槛")
            : lines.Pick(" from an order of " + LoyaltyLines.Number(terms.Threshold), ",满 " + LoyaltyLines.Number(terms.Threshold) + " 可用");
        string cause = e.Cause.Length == 0 ? string.Empty : lines.Pick(" for " + e.Cause, ",事由编号 " + e.Cause);
        string from = LoyaltyLines.Time(terms.ValidFrom);
        lines.Line(
            "Coupon " + e.CouponId + " (" + terms.Template + ") was issued" + cause + ": " + value + " off" + threshold + ", valid from " + from + " " + lines.Until(terms.ValidUntil) + ".",
            "优惠券 " + e.CouponId + "(" + terms.Template + ")已发放" + cause + ": 减 " + value + threshold + ",自 " + from + " 起" + lines.Until(terms.ValidUntil) + " 有效。");
    }

    internal static void Explain(LoyaltyLines lines, CouponUsed e)
    {
        string value = LoyaltyLines.Number(e.Value);
        lines.Line("Coupon " + e.CouponId + " took " + value + " off " + e.Document + ".", "优惠券 " + e.CouponId + " 用于 " + e.Document + ",减 " + value + "。");
    }

    internal static void Explain(LoyaltyLines lines, CouponRestored e) =>
        lines.Line("Coupon " + e.CouponId + " was given back, with the validity it had.", "优惠券 " + e.CouponId + " 已退回,有效期不变。");

    internal static void Explain(LoyaltyLines lines, CouponEnded e)
    {
        string end = LoyaltyWords.Of(e.End, lines);
        lines.Line("Coupon " + e.CouponId + " ended unused" + lines.By(e.Actor) + ": " + end + ".", "优惠券 " + e.CouponId + " 未使用即失效" + lines.By(e.Actor) + ": " + end + "。");
    }

    private static string Settled(LoyaltyLines lines, decimal cost) => cost == 0 ? string.Empty
        : lines.Pick("; " + LoyaltyLines.Number(cost) + " is settled with the partner", ";与合作方结算 " + LoyaltyLines.Number(cost));

    private static void Period(LoyaltyLines lines, IEnumerable<CounterChange> counters) => lines.Items(
        "Counts in the period from",
        "计入周期,自",
        counters.Select(c => c.PeriodStart).Where(s => s != CapPeriods.Ever).Distinct().Select(LoyaltyLines.Time));
}
