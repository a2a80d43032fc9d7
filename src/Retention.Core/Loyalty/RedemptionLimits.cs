using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>What a redemption must keep to, and what is counted of it.</summary>
internal static class RedemptionLimits
{
    internal static Refusal? Refuse(DecisionDraft draft, RedemptionRequest request, out RedemptionRules? rules)
    {
        rules = null;
        int index = draft.Policy.IndexOf(request.Wallet);
        if (index < 0)
        {
            return UnknownWallet(draft.Policy, request.Wallet);
        }

        rules = draft.Policy.Parts.Wallets[index].Redemption;
        if (rules is null || (rules.Types.Length > 0 && Array.IndexOf(rules.Types, request.Type) < 0))
        {
            string allowed = rules is null ? "—" : string.Join(", ", rules.Types.Select(t => ProblemList.Kebab(t.ToString())));
            return new Refusal(LoyaltyRefusals.NotRedeemable, new RefusalArgument("wallet", request.Wallet), new RefusalArgument("type", ProblemList.Kebab(request.Type.ToString())), new RefusalArgument("allowed", allowed));
        }

        long points = request.Points.TenThousandths;
        return RefuseAmount(points, rules)
            ?? RefuseSpender(draft, request)
            ?? RefuseOrder(draft.Policy, request, points, rules)
            ?? RefuseAvailable(draft.State, request.Wallet, points)
            ?? RefuseLimits(draft, request, points, rules)
            ?? Approvals.Refuse("redemption", points, draft.Policy.Parts.RedeemAbove, request.Actor, request.ApprovedBy);
    }

    internal static Refusal UnknownWallet(LoyaltyPolicy policy, string wallet) =>
        new Refusal(LoyaltyRefusals.UnknownWallet, new RefusalArgument("wallet", wallet), new RefusalArgument("known", string.Join(", ", policy.Wallets.Select(w => w.Code))));

    internal static Refusal? RefuseAvailable(PointsAccountState state, string wallet, long points)
    {
        long available = state.Find(wallet)?.TotalOf(LedgerAccount.Available) ?? 0;
        return points > available
            ? new Refusal(LoyaltyRefusals.NotEnoughPoints, new RefusalArgument("wallet", wallet), RefusalNumbers.Units("asked", points), RefusalNumbers.Units("available", available))
            : null;
    }

    /// <summary>What is counted of a redemption under the limits that it falls under.</summary>
    internal static FixedList<CounterChange> Count(DecisionDraft draft, RedemptionRequest request)
    {
        RedemptionRules rules = draft.Policy.Parts.Wallets[draft.Policy.IndexOf(request.Wallet)].Redemption!;
        if (rules.LimitPerPeriod is null && rules.LifetimeLimit is null && draft.State.Extras.Rights.Length == 0)
        {
            return FixedList<CounterChange>.Empty;
        }

        decimal points = request.Points.Value;
        var counters = new List<CounterChange>(2);
        if (rules.LimitPerPeriod is not null && rules.LimitPeriod != CapPeriod.Transaction)
        {
            PeriodSpan span = draft.Policy.Periods.Around(rules.LimitPeriod, draft.At);
            counters.Add(new CounterChange("redeem:" + request.Wallet, span.Start, span.End, points));
        }

        if (rules.LifetimeLimit is not null)
        {
            counters.Add(new CounterChange("redeem-ever:" + request.Wallet, CapPeriods.Ever, Instant.MaxValue, points));
        }

        if (RightOf(draft.State, request) is { AtMost: not null, Period: not CapPeriod.Transaction } right)
        {
            PeriodSpan span = draft.Policy.Periods.Around(right.Period, draft.At);
            counters.Add(new CounterChange(right.Counter, span.Start, span.End, points));
        }

        return FixedList.Own(counters.ToArray());
    }

    /// <summary>What is no longer counted, as points went back.</summary>
    internal static FixedList<CounterChange> Uncount(IReadOnlyList<CounterChange> counted, long points, Instant at) => counted.Count == 0
        ? FixedList<CounterChange>.Empty
        : FixedList.Own(counted.Where(c => c.KeepUntil > at).Select(c => new CounterChange(c.Counter, c.PeriodStart, c.KeepUntil, -FixedPoint.ToDecimal(points))).ToArray());

    private static Refusal? RefuseAmount(long points, RedemptionRules rules)
    {
        if (points <= 0)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "points"), RefusalNumbers.Units("given", points));
        }

        if (points < rules.AtLeast)
        {
            return new Refusal(LoyaltyRefusals.BelowMinimum, RefusalNumbers.Units("asked", points), RefusalNumbers.Units("minimum", rules.AtLeast.Value));
        }

        if (points > rules.AtMost)
        {
            return new Refusal(LoyaltyRefusals.AboveMaximum, RefusalNumbers.Units("asked", points), RefusalNumbers.Units("maximum", rules.AtMost.Value));
        }

        return rules.Step is { } step && points % step != 0
            ? new Refusal(LoyaltyRefusals.OffStep, RefusalNumbers.Units("asked", points), RefusalNumbers.Units("step", step), RefusalNumbers.Units("nearest", points - (points % step)))
            : null;
    }

    private static Refusal? RefuseSpender(DecisionDraft draft, RedemptionRequest request)
    {
        bool holder = request.Spender.IsEmpty || request.Spender == draft.State.Member;
        return holder || RightOf(draft.State, request) is not null
            ? null
            : new Refusal(LoyaltyRefusals.NoSpendingRight, new RefusalArgument("spender", request.Spender.Value));
    }

    private static SpendingRight? RightOf(PointsAccountState state, RedemptionRequest request)
    {
        if (!request.Spender.IsEmpty)
        {
            foreach (SpendingRight right in state.Extras.Rights)
            {
                if (right.Spender == request.Spender)
                {
                    return right;
                }
            }
        }

        return null;
    }

    private static Refusal? RefuseOrder(LoyaltyPolicy policy, RedemptionRequest request, long points, RedemptionRules rules)
    {
        if (request.Lines.Count == 0)
        {
            // Where points may pay only a share of the order, the order must be known.
            bool onOrder = request.Type is RedemptionType.Discount or RedemptionType.Payment;
            return onOrder && rules.ShareOfOrder < 100 * FixedPoint.One ? new Refusal(LoyaltyRefusals.OrderLinesMissing, new RefusalArgument("type", ProblemList.Kebab(request.Type.ToString()))) : null;
        }

        if (!string.Equals(request.Currency, policy.Currency, StringComparison.Ordinal))
        {
            return new Refusal(LoyaltyRefusals.CurrencyMismatch, new RefusalArgument("given", request.Currency ?? "—"), new RefusalArgument("expected", policy.Currency));
        }

        long order = 0;
        for (int i = 0; i < request.Lines.Count; i++)
        {
            order = checked(order + request.Lines[i].AmountUnits);
        }

        long share = Proportion.Of(order, rules.ShareOfOrder, 100 * FixedPoint.One);
        if (rules.ValueOf(points) <= share)
        {
            return null;
        }

        // The most points whose value doesn't exceed the share.
        var most = default(WideSum);
        most.AddProduct(share, rules.PointsPerUnit);
        long maximum = most.DivideFloor(FixedPoint.One, out _);
        maximum -= rules.Step is { } step ? maximum % step : 0;
        return new Refusal(LoyaltyRefusals.AboveOrderShare, RefusalNumbers.Units("asked", points), RefusalNumbers.Units("maximum", maximum));
    }

    private static Refusal? RefuseLimits(DecisionDraft draft, RedemptionRequest request, long points, RedemptionRules rules)
    {
        if (rules.LimitPerPeriod is { } perPeriod)
        {
            PeriodSpan span = draft.Policy.Periods.Around(rules.LimitPeriod, draft.At);
            if (Above(draft, "redeem:" + request.Wallet, span, perPeriod, points) is { } refusal)
            {
                return refusal;
            }
        }

        if (rules.LifetimeLimit is { } ever && Above(draft, "redeem-ever:" + request.Wallet, new PeriodSpan(CapPeriods.Ever, Instant.MaxValue), ever, points) is { } spent)
        {
            return spent;
        }

        return RightOf(draft.State, request) is { AtMost: { } atMost } right
            ? Above(draft, right.Counter, draft.Policy.Periods.Around(right.Period, draft.At), atMost.TenThousandths, points)
            : null;
    }

    private static Refusal? Above(DecisionDraft draft, string counter, PeriodSpan span, long limit, long points)
    {
        decimal left = FixedPoint.ToDecimal(limit) - draft.State.Count(counter, span.Start);
        return FixedPoint.ToDecimal(points) <= left
            ? null
            : new Refusal(
                LoyaltyRefusals.AboveLimit,
                RefusalNumbers.Units("asked", points),
                RefusalNumbers.Argument("left", Math.Max(0, left)),
                span.End == Instant.MaxValue ? new RefusalArgument("until", "never") : StreamRules.Argument("until", span.End));
    }
}

/// <summary>How order lines bear the value of points.</summary>
internal static class RedemptionLines
{
    /// <summary>
    /// Value and points shared among the lines by their amounts, exactly. A discount lowers the taxable amount, so each line's share says how
    /// much tax is within it.
    /// </summary>
    internal static FixedList<RedemptionLine> Of(RedemptionRequest request, long points, long value, int decimals)
    {
        if (request.Lines.Count == 0)
        {
            return FixedList<RedemptionLine>.Empty;
        }

        long[] amounts = request.Lines.Select(l => l.AmountUnits).ToArray();
        long unit = Decimals.Unit(decimals);
        if (Array.Exists(amounts, a => a % unit != 0))
        {
            unit = 1;
        }

        long[] values = Proportion.Share(value / unit, amounts);
        long[] shares = Proportion.Share(points, amounts);
        var lines = new RedemptionLine[amounts.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            long share = values[i] * unit;
            long rate = request.Lines[i].TaxPercentUnits;
            long tax = request.Type == RedemptionType.Discount ? Proportion.Of(share, rate, checked((100 * FixedPoint.One) + rate)) : 0;
            tax = Proportion.Of(tax, 1, Decimals.Unit(decimals)) * Decimals.Unit(decimals);
            lines[i] = new RedemptionLine(request.Lines[i].Line, Points.FromTenThousandths(shares[i]), share, tax, rate);
        }

        return FixedList.Own(lines);
    }
}

/// <summary>Actions that need another actor.</summary>
internal static class Approvals
{
    internal static Refusal? Refuse(string action, long points, long? limit, string? actor, string? approvedBy)
    {
        bool approved = !string.IsNullOrWhiteSpace(approvedBy) && !string.Equals(approvedBy, actor, StringComparison.Ordinal);
        return points > limit && !approved
            ? new Refusal(RefusalCodes.NeedsApproval, new RefusalArgument("action", action), new RefusalArgument("submit", "approvedBy"))
            : null;
    }
}
