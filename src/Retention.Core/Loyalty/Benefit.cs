using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>What tiers are entitled to.</summary>
internal sealed class Benefit
{
    /// <summary>How many per period by rank of the tier; -1: without limit.</summary>
    private readonly long[] quantities;

    internal Benefit(string code, BenefitOptions options, LoyaltyTier[] tiers, string path, ProblemList problems)
    {
        this.Code = code;
        this.Period = problems.Choice(path + ":period", options.Period, CapPeriod.Month);
        this.Partner = options.Partner;
        this.Cost = problems.Fixed(path + ":cost", options.Cost ?? 0);
        this.Counter = "benefit:" + code;
        this.quantities = new long[Math.Max(1, tiers.Length)];
        foreach (string unknown in options.Quantities.Keys.Where(k => !tiers.Any(t => string.Equals(t.Code, k, StringComparison.Ordinal))))
        {
            problems.Error(path + ":quantities:" + unknown, "tier-unknown", "is not a tier; the ladder has " + string.Join(", ", tiers.Select(t => t.Code)) + ".");
        }

        long last = 0;
        for (int i = 0; i < tiers.Length; i++)
        {
            if (options.Quantities.TryGetValue(tiers[i].Code, out decimal quantity))
            {
                if (quantity < -1 || decimal.Truncate(quantity) != quantity || quantity > int.MaxValue)
                {
                    problems.Error(path + ":quantities:" + tiers[i].Code, "quantity-unreadable", "is not a whole number from 0, or -1 for no limit.");
                    quantity = 0;
                }

                last = (long)quantity;
            }

            this.quantities[i] = last;
        }

        if (this.Period == CapPeriod.Transaction)
        {
            problems.Error(path + ":period", "period-unknown", "\"transaction\" is no period of a benefit; use day, week, month, year or lifetime.");
        }
    }

    internal string Code { get; }

    internal CapPeriod Period { get; }

    internal string? Partner { get; }

    /// <summary>Gets what is settled per use, in ten-thousandths of the programme's currency.</summary>
    internal long Cost { get; }

    internal string Counter { get; }

    /// <summary>How many per period a tier has; -1: without limit.</summary>
    internal long QuantityOf(LoyaltyTier tier) => this.quantities[tier.Rank];
}

/// <summary>A coupon that can be issued.</summary>
internal sealed class CouponRule
{
    internal CouponRule(string code, CouponOptions options, string path, ProblemList problems)
    {
        this.Code = code;
        this.Value = Amount(options.Value, path + ":value", problems);
        this.Threshold = Amount(options.Threshold, path + ":threshold", problems);
        this.ShareOfFirstOrder = Amount(options.ShareOfFirstOrder, path + ":shareOfFirstOrder", problems);
        this.ThresholdShare = Amount(options.ThresholdShareOfFirstOrder, path + ":thresholdShareOfFirstOrder", problems);
        this.MoneyDecimals = problems.Within(path + ":moneyDecimals", options.MoneyDecimals ?? 2, 0, 4);
        this.ValidAfter = Length.Compile(options.ValidAfter, path + ":validAfter", problems);
        this.ValidFor = Length.Compile(options.ValidFor, path + ":validFor", problems);
        if ((options.Value is null) == (options.ShareOfFirstOrder is null))
        {
            problems.Error(path + ":value", "coupon-kind", "needs one of value and shareOfFirstOrder; set one.");
        }

        if (options.Threshold is not null && options.ThresholdShareOfFirstOrder is not null)
        {
            problems.Error(path + ":threshold", "bound-twice", "is set beside thresholdShareOfFirstOrder; keep one.");
        }

        if (options.ThresholdShareOfFirstOrder is >= 100)
        {
            problems.Error(path + ":thresholdShareOfFirstOrder", "threshold-not-below", "is not below 100; the threshold lies below the customer's own first order.");
        }
    }

    internal string Code { get; }

    internal long? Value { get; }

    internal long? Threshold { get; }

    internal long? ShareOfFirstOrder { get; }

    internal long? ThresholdShare { get; }

    internal int MoneyDecimals { get; }

    internal Length? ValidAfter { get; }

    internal Length? ValidFor { get; }

    internal bool NeedsFirstOrder => this.ShareOfFirstOrder is not null || this.ThresholdShare is not null;

    /// <summary>An amount that a percentage of the first order makes, rounded down to the currency's decimals.</summary>
    internal long Derived(long share, long firstOrder)
    {
        var sum = default(WideSum);
        sum.AddProduct(share, firstOrder);
        long exact = sum.DivideFloor(100 * FixedPoint.One, out _);
        return exact - (exact % Decimals.Unit(this.MoneyDecimals));
    }

    private static long? Amount(decimal? value, string path, ProblemList problems)
    {
        if (value < 0)
        {
            problems.Error(path, "negative", "is negative; use 0 or more.");
        }

        return value is { } given ? problems.Fixed(path, given) : null;
    }
}
