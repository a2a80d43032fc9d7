using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class LoyaltyCompileTests
{
    private static readonly Dictionary<string, Action<LoyaltyOptions>> Mistakes = new Dictionary<string, Action<LoyaltyOptions>>(StringComparer.Ordinal)
    {
        ["zone zone-missing"] = o => o.Zone = null,
        ["zone zone-unknown"] = o => o.Zone = "Asia/Nowhere",
        ["currency currency-missing"] = o => o.Currency = "yuan",
        ["label label-blank"] = o => o.Label = " ",
        ["label label-text"] = o => o.Label = "2026\ud83d",
        ["preset preset-unknown"] = o => o.Preset = "none",
        ["wallets wallets-missing"] = o => { o.Wallets.Clear(); o.Rules.Clear(); },
        ["wallets:points:consumption unknown-name"] = o => o.Wallets[Wallet].Consumption = "newest",
        ["wallets:points:cost negative"] = o => o.Wallets[Wallet].Cost = -1,
        ["wallets:points:expiry expiry-kind"] = o => o.Wallets[Wallet].Expiry = new ExpiryOptions(),
        ["wallets:points:expiry:after length-unreadable"] = o => o.Wallets[Wallet].Expiry!.After = "a year",
        ["wallets:points:expiry:after length-of-clock"] = o => o.Wallets[Wallet].Expiry!.After = "2h",
        ["wallets:points:expiry:on date-unreadable"] = o => o.Wallets[Wallet].Expiry = new ExpiryOptions { On = "31-12" },
        ["wallets:points:expiry:roundUpTo unknown-name"] = o => o.Wallets[Wallet].Expiry!.RoundUpTo = "decade",
        ["wallets:points:expiry:roundUpTo option-not-taken"] = o => o.Wallets[Wallet].Expiry = new ExpiryOptions { On = "12-31", RoundUpTo = "month" },
        ["wallets:points:expiry:starts unknown-name"] = o => o.Wallets[Wallet].Expiry!.Starts = "later",
        ["wallets:points:expiry:cancellationGrace length-unreadable"] = o => o.Wallets[Wallet].Expiry!.CancellationGrace = "a while",
        ["wallets:points:redemption:pointsPerUnit rate-missing"] = o => o.Wallets[Wallet].Redemption!.PointsPerUnit = 0,
        ["wallets:points:redemption:atLeast bounds-inverted"] = o => { o.Wallets[Wallet].Redemption!.AtLeast = 10; o.Wallets[Wallet].Redemption!.AtMost = 5; },
        ["wallets:points:redemption:step not-positive"] = o => o.Wallets[Wallet].Redemption!.Step = 0,
        ["wallets:points:redemption:shareOfOrder percentage-out-of-range"] = o => o.Wallets[Wallet].Redemption!.ShareOfOrder = 101,
        ["wallets:points:redemption:moneyDecimals out-of-range"] = o => o.Wallets[Wallet].Redemption!.MoneyDecimals = 5,
        ["wallets:points:clawback unknown-name"] = o => o.Wallets[Wallet].Clawback = "gently",
        ["wallets:points:standAlonePrice negative"] = o => o.Wallets[Wallet].StandAlonePrice = -1,
        ["wallets:points:redemption:pointsPerUnit too-precise"] = o => o.Wallets[Wallet].Redemption!.PointsPerUnit = 0.00001m,
        ["wallets:points:redemption:atLeast not-positive"] = o => o.Wallets[Wallet].Redemption!.AtLeast = 0,
        ["wallets:points:redemption:atMost not-positive"] = o => o.Wallets[Wallet].Redemption!.AtMost = 0,
        ["wallets:points:redemption:shareOfOrder too-precise"] = o => o.Wallets[Wallet].Redemption!.ShareOfOrder = 0.00001m,
        ["wallets:points:redemption:limitPerPeriod not-positive"] = o => o.Wallets[Wallet].Redemption!.LimitPerPeriod = 0,
        ["wallets:points:redemption:limitPeriod unknown-name"] = o => { o.Wallets[Wallet].Redemption!.LimitPerPeriod = 1; o.Wallets[Wallet].Redemption!.LimitPeriod = "quarter"; },
        ["wallets:points:redemption:lifetimeLimit not-positive"] = o => o.Wallets[Wallet].Redemption!.LifetimeLimit = 0,
        ["wallets:points:redemption:holdFor length-unreadable"] = o => o.Wallets[Wallet].Redemption!.HoldFor = "a while",
        ["wallets:points:redemption:cancellableFor length-unreadable"] = o => o.Wallets[Wallet].Redemption!.CancellableFor = "a while",
        ["wallets:points:redemption:types unknown-name"] = o => o.Wallets[Wallet].Redemption!.Types = "gift, car",
        ["wallets:points:redemption:limitPeriod option-not-taken"] = o => o.Wallets[Wallet].Redemption!.LimitPeriod = "day",
        ["rules:base:wallet wallet-unknown"] = o => o.Rules["base"].Wallet = "miles",
        ["rules:base:wallet wallet-missing"] = o => o.Wallets["growth"] = new WalletOptions(),
        ["rules:base:points points-missing"] = o => o.Rules["base"].Points = null,
        ["rules:base:per not-positive"] = o => o.Rules["base"].Per = 0,
        ["rules:base:perByCurrency:usd currency-unknown"] = o => o.Rules["base"].PerByCurrency["usd"] = 1,
        ["rules:base:activity activity-mismatch"] = o => o.Rules["base"].Activity = "review",
        ["rules:base:roundEach round-each-mismatch"] = o => o.Rules["base"].RoundEach = "line",
        ["rules:base:remainder carry-mismatch"] = o => { o.Rules["base"].Remainder = "carried"; o.Rules["base"].Rounding = "half-up"; },
        ["rules:base:until dates-inverted"] = o => { o.Rules["base"].From = "2026-02-01"; o.Rules["base"].Until = "2026-01-01"; },
        ["rules:base:from date-unreadable"] = o => o.Rules["base"].From = "1 May",
        ["rules:base:precision out-of-range"] = o => o.Rules["base"].Precision = 5,
        ["rules:base:activation:cancelAfter option-not-taken"] = o => o.Rules["base"].Activation = new ActivationOptions { CancelAfter = "7d" },
        ["rules:base:cooldownExceeded option-not-taken"] = o => o.Rules["base"].CooldownExceeded = "refuse",
        ["rules:base:tax option-not-taken"] = o => { o.Rules["base"].By = "quantity"; o.Rules["base"].Tax = "out"; },
        ["rules:base:when attribute-unknown"] = o => o.Rules["base"].When = new ConditionOptions { Attribute = "colour", Is = "red" },
        ["rules:base:when:measure measure-unknown"] = o => o.Rules["base"].When = new ConditionOptions { Measure = "spend", AtLeast = 1 },
        ["multipliers:m:factor factor-missing"] = o => o.Multipliers["m"] = new MultiplierOptions(),
        ["multipliers:m:rules rule-unknown"] = o => o.Multipliers["m"] = new MultiplierOptions { Factor = 2, Rules = "other" },
        ["multipliers:m:factor too-precise"] = o => o.Multipliers["m"] = new MultiplierOptions { Factor = 1.00001m },
        ["multipliers:m:leapDay unknown-name"] = o => o.Multipliers["m"] = new MultiplierOptions { Factor = 2, BirthdayDaysBefore = 1, LeapDay = "march2" },
        ["multipliers:m:birthdayDaysBefore out-of-range"] = o => o.Multipliers["m"] = new MultiplierOptions { Factor = 2, BirthdayDaysBefore = 181 },
        ["multipliers:m:leapDay option-not-taken"] = o => o.Multipliers["m"] = new MultiplierOptions { Factor = 2, LeapDay = "march1" },
        ["multipliers:m:birthdayDaysAfter out-of-range"] = o => o.Multipliers["m"] = new MultiplierOptions { Factor = 2, BirthdayDaysAfter = 200 },
        ["caps:c:atMost cap-missing"] = o => o.Caps["c"] = new CapOptions(),
        ["caps:c:atMost too-precise"] = o => o.Caps["c"] = new CapOptions { AtMost = 0.00001m },
        ["caps:c:period unknown-name"] = o => o.Caps["c"] = new CapOptions { AtMost = 1, Period = "quarter" },
        ["caps:c:period option-not-taken"] = o => o.Caps["c"] = new CapOptions { Budget = "spring", Period = "day" },
        ["caps:c:exceeded unknown-name"] = o => o.Caps["c"] = new CapOptions { AtMost = 1, Exceeded = "ignore" },
        ["caps:c:atMost negative"] = o => o.Caps["c"] = new CapOptions { AtMost = -1 },
        ["caps:c:rule rule-unknown"] = o => o.Caps["c"] = new CapOptions { AtMost = 1, Rule = "other" },
        ["caps:d:budget budget-of-wallets"] = o =>
        {
            o.Wallets["extra"] = new WalletOptions();
            o.Rules["base"].Wallet = Wallet;
            o.Rules["visit"] = new EarningRuleOptions { Wallet = "extra", By = "activity", Activity = "visit", Points = 1 };
            o.Caps["c"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["d"] = new CapOptions { Budget = "spring", Rule = "visit" };
        },
        ["caps:d:budget budgets-overlap"] = o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1 };
            o.Rules["extra"] = new EarningRuleOptions { Points = 1 };
            o.Caps["a"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["b"] = new CapOptions { Budget = "spring", Rule = "bonus" };
            o.Caps["d"] = new CapOptions { Budget = "summer", Rule = "bonus" };
            o.Caps["e"] = new CapOptions { Budget = "summer", Rule = "extra" };
        },
        ["caps:c:wallet option-not-taken"] = o => o.Caps["c"] = new CapOptions { AtMost = 1, Rule = "base", Wallet = Wallet },
        ["returns:window length-of-clock"] = o => o.Returns = new ReturnOptions { Window = "48h" },
        ["returns:creditNotes unknown-name"] = o => o.Returns = new ReturnOptions { CreditNotes = "random" },
        ["ladder:tiers tiers-missing"] = o => o.Ladder = new LadderOptions(),
        ["ladder:tiers:a:atLeast lowest-not-zero"] = o => o.Ladder = Ladder(("a", 10m)),
        ["ladder:tiers:b:atLeast threshold-twice"] = o => o.Ladder = Ladder(("a", 0m), ("b", 0m)),
        ["ladder:tiers:b:atLeast threshold-missing"] = o => o.Ladder = Ladder(("a", 0m), ("b", null)),
        ["ladder:length option-not-taken"] = o => { o.Ladder = Ladder(("a", 0m)); o.Ladder.Period = "lifetime"; o.Ladder.Length = "12m"; },
        ["caps:budget:x code-unusable"] = o => o.Caps["budget:x"] = new CapOptions { AtMost = 1 },
        ["returns:reAward re-award-without-debt"] = o => { o.Wallets[Wallet].Clawback = "down-to-zero"; o.Returns = new ReturnOptions { ReAward = "later-awards" }; },
        ["benefits benefits-without-ladder"] = o => o.Benefits["x"] = new BenefitOptions(),
        ["benefits:x:quantities:z tier-unknown"] = o => { o.Ladder = Ladder(("a", 0m)); o.Benefits["x"] = new BenefitOptions(); o.Benefits["x"].Quantities["z"] = 1; },
        ["benefits:x:quantities:a quantity-unreadable"] = o => { o.Ladder = Ladder(("a", 0m)); o.Benefits["x"] = new BenefitOptions(); o.Benefits["x"].Quantities["a"] = 1.5m; },
        ["benefits:x:period period-unknown"] = o => { o.Ladder = Ladder(("a", 0m)); o.Benefits["x"] = new BenefitOptions { Period = "transaction" }; },
        ["coupons:c:value coupon-kind"] = o => o.Coupons["c"] = new CouponOptions(),
        ["coupons:c:threshold bound-twice"] = o => o.Coupons["c"] = new CouponOptions { Value = 1, Threshold = 1, ThresholdShareOfFirstOrder = 1 },
        ["coupons:c:thresholdShareOfFirstOrder threshold-not-below"] = o => o.Coupons["c"] = new CouponOptions { Value = 1, ThresholdShareOfFirstOrder = 100 },
        ["approvals:sendAbove negative"] = o => o.Approvals = new ApprovalOptions { SendAbove = -1 },
        ["referral:limitPerReferrer count-not-positive"] = o => o.Referral = new ReferralOptions { LimitPerReferrer = 0 },
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistake_IsReportedWithPathAndCode(string mistake)
    {
        LoyaltyOptions options = Plain(Mistakes[mistake]);
        Compilation<LoyaltyPolicy> compilation = LoyaltyPolicy.Compile(options, LoyaltyPresets.Catalogue);
        Assert.False(compilation.Succeeded);
        Assert.Contains(mistake, compilation.Errors.Select(e => e.Path + " " + e.Code));
        Assert.All(compilation.Errors, e => Assert.EndsWith(".", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void LeapDay_IsTakenByABirthdayOfEitherSide()
    {
        LoyaltyOptions options = Plain(o =>
        {
            o.Multipliers["before"] = new MultiplierOptions { Factor = 2, BirthdayDaysBefore = 1, LeapDay = "march1" };
            o.Multipliers["after"] = new MultiplierOptions { Factor = 2, BirthdayDaysAfter = 1, LeapDay = "march1" };
        });
        Assert.Empty(LoyaltyPolicy.Compile(options).Errors);
    }

    [Fact]
    public void Wallet_HasItsNamesCostAndPrice_OrWhatFollowsFromItsRate()
    {
        LoyaltyOptions options = Plain(o =>
        {
            o.Wallets["named"] = new WalletOptions { Name = "Miles", NameChinese = "里程", Cost = 0.02m, StandAlonePrice = 0 };
            o.Wallets["half"] = new WalletOptions { Name = "Miles" };
            o.Rules["base"].Wallet = Wallet;
        });
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(options).Policy;
        Assert.Equal(
            [("half", "Miles", "Miles", 0m, 0m), ("named", "Miles", "里程", 0.02m, 0m), ("points", "points", "points", 0.01m, 0.01m)],
            policy.Wallets.Select(w => (w.Code, w.Name, w.NameChinese, w.Cost, w.StandAlonePrice)).OrderBy(w => w.Code, StringComparer.Ordinal));
    }

    [Fact]
    public void Bounds_AreInclusive()
    {
        LoyaltyOptions options = Plain(o =>
        {
            o.Wallets[Wallet].Redemption = new RedemptionOptions { PointsPerUnit = 100, AtLeast = 5, AtMost = 5, ShareOfOrder = 100 };
            o.Wallets["none"] = new WalletOptions { Redemption = new RedemptionOptions { PointsPerUnit = 100, ShareOfOrder = 0 } };
            o.Rules["base"].Wallet = Wallet;
        });
        Assert.Empty(LoyaltyPolicy.Compile(options).Errors);
    }

    [Fact]
    public void EmptyBoundary_IsNoMonth()
    {
        LoyaltyOptions options = Plain(o => o.Wallets[Wallet].Expiry!.RoundUpTo = string.Empty);
        Assert.Equal("wallets:points:expiry:roundUpTo unknown-name", Assert.Single(LoyaltyPolicy.Compile(options).Errors.Select(e => e.Path + " " + e.Code)));
    }

    [Fact]
    public void AllMistakes_AreReportedAtOnce()
    {
        LoyaltyOptions options = Plain(o => { o.Zone = null; o.Currency = null; o.Rules["base"].Points = -1; o.Caps["c"] = new CapOptions(); });
        Assert.Equal(4, LoyaltyPolicy.Compile(options).Errors.Count());
    }

    [Fact]
    public void Linter_WarnsOfPointsThatMakePoints_AndOfIdleParts()
    {
        LoyaltyOptions options = Plain(o =>
        {
            o.Rules["base"].Points = 50;
            o.Rules["base"].PaidWithPoints = "in";
            o.Multipliers["double"] = new MultiplierOptions { Factor = 2 };
            o.Multipliers["idle"] = new MultiplierOptions { Factor = 2, Rules = "" };
            o.Wallets["growth"] = new WalletOptions();
            o.Rules["base"].Wallet = Wallet;
            o.Caps["none"] = new CapOptions { AtMost = 0, Rule = "base" };
            o.Ladder = Ladder(("a", 0m), ("b", 10m));
            o.Ladder.Wallet = "growth";
            o.Ladder.Downgrade = "never";
            o.Ladder.Grace = "7d";
        });
        Compilation<LoyaltyPolicy> compilation = LoyaltyPolicy.Compile(options);
        Assert.True(compilation.Succeeded);
        Assert.Equal(
            ["cap-zero", "grace-idle", "ladder-unreachable", "multiplier-idle", "redeem-loop", "wallet-idle"],
            compilation.Warnings.Select(w => w.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Preset_CompilesWithoutWarnings_AndCanBeChanged()
    {
        Assert.Empty(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Warnings);
        var own = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond };
        own.Rules["survey"] = new EarningRuleOptions { Removed = true };
        own.Rules["review"] = new EarningRuleOptions { Points = 30 };
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(own, LoyaltyPresets.Catalogue).Policy;
        Assert.Equal(["referral", "review"], policy.Activities);
        Assert.Equal(["bronze", "silver", "gold", "diamond"], policy.Tiers.Select(t => t.Code));
        Assert.Equal(["青铜", "白银", "黄金", "钻石"], policy.Tiers.Select(t => t.NameChinese));
    }

    private static LadderOptions Ladder(params (string Code, decimal? AtLeast)[] tiers)
    {
        var ladder = new LadderOptions();
        foreach ((string code, decimal? atLeast) in tiers)
        {
            ladder.Tiers[code] = new LoyaltyTierOptions { AtLeast = atLeast };
        }

        return ladder;
    }
}
