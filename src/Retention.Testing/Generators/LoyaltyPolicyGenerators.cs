using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Loyalty;
using Retention.Core.Rules;

namespace Retention.Testing.Generators;

/// <summary>Generates loyalty programmes: every kind of rule, cap, expiry, clawback and ladder, alone and together.</summary>
/// <remarks>Every generated programme compiles. Immutable and thread-safe.</remarks>
public static class LoyaltyPolicyGenerators
{
    /// <summary>Gets a programme of one wallet or two, in Shanghai, New York or London.</summary>
    public static Gen<LoyaltyOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Make(seed));

    /// <summary>The programme of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static LoyaltyOptions Make(int seed)
    {
        var dice = new Dice(seed);
        var options = new LoyaltyOptions { Label = "g" + seed.ToString(CultureInfo.InvariantCulture), Zone = dice.Of("Asia/Shanghai", "America/New_York", "Europe/London"), Currency = "CNY" };
        string? reAward = dice.Of(null, null, null, "later-awards");
        options.Wallets["points"] = Wallet(dice, reAward is not null);
        bool two = dice.Percent(25);
        if (two)
        {
            options.Wallets["extra"] = Wallet(dice, reAward is not null);
        }

        options.Earning = Earning(dice);
        AddRules(dice, options, two);
        AddCaps(dice, options, two);
        AddMultipliers(dice, options);
        options.Returns = new ReturnOptions
        {
            Window = dice.Of(null, "7d", "1m"),
            CloseAfter = dice.Of(null, "1d", "1m", "12m"),
            CreditNotes = dice.Of(null, "newest", "oldest", "proportional"),
            Allowances = dice.Of(null, "newest", "oldest", "proportional"),
            ReAward = reAward,
            Tier = dice.Of(null, "correct", "review"),
        };
        if (dice.Percent(70))
        {
            options.Ladder = Ladder(dice, two);
            options.Benefits["gift"] = new BenefitOptions { Period = dice.Of("day", "month", "year", "lifetime") };
            options.Benefits["gift"].Quantities["mid"] = dice.Of(-1m, 1m, 2m);
        }

        options.Coupons["fixed"] = new CouponOptions { Value = 20, Threshold = 80, ValidFor = dice.Of(null, "30d", "2h"), ValidAfter = dice.Of(null, "1d") };
        options.Coupons["share"] = new CouponOptions { ShareOfFirstOrder = 20, ThresholdShareOfFirstOrder = 80, ValidFor = "1m" };
        if (dice.Percent(20))
        {
            options.Approvals = new ApprovalOptions { AdjustAbove = 500, SendAbove = 100, RedeemAbove = 1_000 };
        }

        AddBudget(dice, options, two);
        return options;
    }

    private static WalletOptions Wallet(Dice dice, bool isIntoDebt) => new WalletOptions
    {
        Consumption = dice.Of(null, "soonest-expiry", "oldest"),
        Clawback = isIntoDebt ? dice.Of(null, "into-debt") : dice.Of(null, "into-debt", "into-debt", "down-to-zero", "only-pending"),
        Transferable = true,
        Expiry = dice.Next(8) switch
        {
            0 => null,
            1 => new ExpiryOptions { On = dice.Of("12-31", "06-30, 12-31", "02-29"), CancellationGrace = dice.Of(null, "7d") },
            2 => new ExpiryOptions { After = dice.Of("30d", "1m", "12m"), ExtendedBy = dice.Of("purchase", "redemption", "review", "purchase, redemption") },
            3 => new ExpiryOptions { After = dice.Of("7d", "1m", "3m"), Starts = "active", RoundUpTo = dice.Of(null, "month") },
            4 => new ExpiryOptions { After = dice.Of("1d", "5d"), CancellationGrace = dice.Of(null, "2h", "7d") },
            _ => new ExpiryOptions { After = dice.Of("30d", "1m", "12m", "1y"), RoundUpTo = dice.Of("day", "month", "quarter", "half-year", "year", "april"), CancellationGrace = dice.Of(null, "7d") },
        },
        Redemption = new RedemptionOptions
        {
            PointsPerUnit = dice.Of(1m, 100m, 3m, 0.5m),
            AtLeast = dice.Of(null, null, (decimal?)5m),
            Step = dice.Of(null, null, (decimal?)5m),
            LimitPerPeriod = dice.Of(null, null, (decimal?)100m),
            LifetimeLimit = dice.Of(null, null, null, (decimal?)1_000m),
            ShareOfOrder = dice.Of(null, (decimal?)50m),
            CancellableFor = dice.Of(null, "1d", "30d"),
            HoldFor = dice.Of(null, "2h", "10d"),
        },
    };

    private static EarningOptions Earning(Dice dice) => new EarningOptions
    {
        Accrual = dice.Of(null, null, "ordered", "shipped", "invoiced", "paid"),
        BusinessDate = dice.Of(null, null, "shipped", "paid"),
        EffectiveDateDecides = dice.Of<bool?>(null, null, true),
        Combination = dice.Of(null, "highest", "sum", "product", "in-order"),
        CreditSales = dice.Of(null, "at-once"),
        StoredValue = dice.Of(null, "on-load"),
    };

    private static void AddRules(Dice dice, LoyaltyOptions options, bool two)
    {
        int count = dice.Between(1, 3);
        for (int i = 0; i < count; i++)
        {
            string scope = dice.Of("order", "order", "line", "unit");
            bool quantity = dice.Percent(20);
            bool carries = scope == "order" && dice.Percent(20);
            options.Rules["rule" + i.ToString(CultureInfo.InvariantCulture)] = new EarningRuleOptions
            {
                Wallet = two ? dice.Of("points", "extra") : null,
                By = quantity ? "quantity" : "amount",
                Points = dice.Of(1m, 1m, 5m, 0.3333m, 2.5m),
                Per = dice.Of(1m, 1m, 2.5m, 3m, 10m),
                WholeSteps = dice.Of<bool?>(null, true, false),
                Scope = scope,
                Discount = quantity ? null : dice.Of(null, "before"),
                Tax = quantity ? null : dice.Of(null, "out"),
                Shipping = quantity ? null : dice.Of(null, "in"),
                PaidWithPoints = quantity ? null : dice.Of(null, "in"),
                Precision = dice.Of(0, 0, 1, 2, 4),
                Rounding = carries ? "down" : dice.Of(null, "down", "up", "half-up", "half-even"),
                RoundEach = scope == "order" ? null : carries ? "order" : dice.Of(null, "order", "line"),
                Remainder = carries ? "carried" : null,
                Activation = Activation(dice),
                Cooldown = dice.Percent(8) ? dice.Of("1d", "2h") : null,
                Qualifies = dice.Of<bool?>(null, null, false),
                When = dice.Percent(15) ? new ConditionOptions { Attribute = "category", Is = "food" } : dice.Percent(10) ? new ConditionOptions { Attribute = "first-purchase", Is = "yes" } : null,
            };
        }

        options.Rules["review"] = new EarningRuleOptions { Wallet = two ? "points" : null, By = "activity", Activity = "review", Points = 20, Cooldown = dice.Of(null, "1d"), Activation = Activation(dice) };
        options.Rules["visit"] = new EarningRuleOptions { Wallet = two ? "extra" : null, By = "activity", Activity = "visit", Points = 1 };
    }

    private static ActivationOptions? Activation(Dice dice) => dice.Next(10) switch
    {
        0 => new ActivationOptions { After = dice.Of("7d", "1m", "2h") },
        1 => new ActivationOptions { Awaits = "delivered", CancelAfter = dice.Of(null, "30d", "1d") },
        2 => new ActivationOptions { AfterReturnWindow = true },
        3 => new ActivationOptions { Awaits = "delivered, paid", After = "3d", CancelAfter = "2m" },
        4 => new ActivationOptions { On = "2024-07-01" },
        _ => null,
    };

    private static void AddCaps(Dice dice, LoyaltyOptions options, bool two)
    {
        int count = dice.Next(3);
        for (int i = 0; i < count; i++)
        {
            bool rule = dice.Percent(40);
            options.Caps["cap" + i.ToString(CultureInfo.InvariantCulture)] = new CapOptions
            {
                Rule = rule ? dice.Of("rule0", "review") : null,
                Wallet = rule || !two ? null : dice.Of("points", "extra"),
                AtMost = dice.Of(0m, 5m, 50m, 100.5m, 1_000m),
                Period = dice.Of("transaction", "day", "week", "month", "year", "lifetime"),
                Exceeded = dice.Of(null, "reduce", "reduce", "refuse"),
            };
        }
    }

    /// <summary>Up to three caps that share a budget, of one wallet or some of its rules.</summary>
    private static void AddBudget(Dice dice, LoyaltyOptions options, bool two)
    {
        string wallet = two ? dice.Of("points", "extra") : "points";
        string[] rules = options.Rules.Keys.Where(r => (options.Rules[r].Wallet ?? "points") == wallet).ToArray();
        int count = dice.Percent(40) ? dice.Between(1, 3) : 0;
        for (int i = 0; i < count; i++)
        {
            string? rule = dice.Percent(25) ? null : dice.OfList(rules);
            decimal? most = dice.Of(null, null, (decimal?)50m);
            options.Caps["budget" + i.ToString(CultureInfo.InvariantCulture)] = new CapOptions
            {
                Rule = rule,
                Wallet = rule is null && two ? wallet : null,
                AtMost = most,
                Period = most is null ? null : dice.Of("transaction", "day", "month"),
                Budget = "campaign",
                Exceeded = dice.Of(null, "reduce", "reduce", "refuse"),
            };
        }
    }

    private static void AddMultipliers(Dice dice, LoyaltyOptions options)
    {
        if (dice.Percent(40))
        {
            options.Multipliers["double"] = new MultiplierOptions { Factor = dice.Of(2m, 1.5m, 0.3333m, 0m), From = dice.Of(null, "2024-03-01"), Until = dice.Of(null, "2024-09-30"), Group = dice.Of(null, "g"), Order = dice.Of<int?>(null, 1) };
        }

        if (dice.Percent(40))
        {
            options.Multipliers["food"] = new MultiplierOptions { Factor = dice.Of(3m, 1.1111m), When = new ConditionOptions { Attribute = "category", Is = "food" }, Group = dice.Of(null, "g") };
        }

        if (dice.Percent(20))
        {
            options.Multipliers["birthday"] = new MultiplierOptions { Factor = 2, BirthdayDaysBefore = dice.Next(4), BirthdayDaysAfter = dice.Next(4) };
        }
    }

    private static LadderOptions Ladder(Dice dice, bool two)
    {
        string measure = dice.Of("points", "points", "spend", "orders", "visits");
        string period = dice.Of("rolling", "rolling", "calendar-year", "membership-year", "tier-year", "lifetime");
        var ladder = new LadderOptions
        {
            Measure = measure,
            Wallet = two && measure == "points" ? "points" : null,
            Period = period,
            Length = period == "rolling" ? dice.Of("12m", "30d", "1m") : null,
            Upgrade = dice.Of(null, "period-end"),
            Downgrade = dice.Of(null, "full", "one-level", "never"),
            Grace = dice.Of(null, null, "30d", "2h"),
            MinimumStay = dice.Of(null, null, "12m", "1d"),
            AnniversaryUpgradeAfter = dice.Of(null, null, "365d", "1m"),
            LeapDay = dice.Of(null, "march1"),
        };
        decimal scale = measure is "orders" or "visits" ? 0.02m : 1;
        ladder.Tiers["low"] = new LoyaltyTierOptions { AtLeast = 0 };
        ladder.Tiers["mid"] = new LoyaltyTierOptions { AtLeast = 100 * scale };
        ladder.Tiers["high"] = new LoyaltyTierOptions { AtLeast = 500 * scale };
        ladder.Tiers["top"] = new LoyaltyTierOptions { AtLeast = 2_000 * scale };
        return ladder;
    }
}
