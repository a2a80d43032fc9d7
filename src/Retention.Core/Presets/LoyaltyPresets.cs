using System;
using System.Collections.Generic;
using Retention.Core.Loyalty;
using Retention.Core.Rules;

namespace Retention.Core.Presets;

/// <summary>The plans' loyalty programme as ready options.</summary>
/// <remarks>Every call makes new options, so a host may change what it gets. Immutable and thread-safe.</remarks>
public static class LoyaltyPresets
{
    /// <summary>
    /// Bronze, silver, gold, diamond (青铜-白银-黄金-钻石) on points earned in a rolling 12 months, with the plans' rates, multipliers,
    /// activities, benefits and coupons: <c>bronze-to-diamond</c>.
    /// </summary>
    public const string BronzeToDiamond = "bronze-to-diamond";

    /// <summary>The only wallet of the preset: <c>points</c>.</summary>
    public const string Wallet = "points";

    /// <summary>Gets every preset by name, for <see cref="LoyaltyPolicy.Compile"/>.</summary>
    public static PresetCatalogue<LoyaltyOptions> Catalogue { get; } = new PresetCatalogue<LoyaltyOptions>(new Dictionary<string, Func<LoyaltyOptions>>(StringComparer.Ordinal)
    {
        [BronzeToDiamond] = MakeBronzeToDiamond,
    });

    /// <summary>Makes the options of a preset.</summary>
    /// <param name="name">The name of the preset.</param>
    /// <returns>New options, which a host may change.</returns>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static LoyaltyOptions Options(string name) =>
        Catalogue.Find(name) ?? throw new ArgumentException("There is no loyalty preset \"" + name + "\"; there are " + string.Join(", ", Catalogue.Names) + ".", nameof(name));

    /// <summary>L-1 to L-8 with the numbers of "Presets made exact".</summary>
    private static LoyaltyOptions MakeBronzeToDiamond()
    {
        var options = new LoyaltyOptions { Label = BronzeToDiamond, Zone = "Asia/Shanghai", Currency = "CNY" };
        options.Wallets[Wallet] = new WalletOptions
        {
            Name = "Points",
            NameChinese = "积分",
            Expiry = new ExpiryOptions { After = "12m", RoundUpTo = "month" },
            Redemption = new RedemptionOptions { PointsPerUnit = 100 },
        };
        options.Rules["purchase"] = new EarningRuleOptions { Name = "1 point per yuan", NameChinese = "消费 1 元积 1 分", By = "amount", Points = 1, Per = 1 };
        options.Rules["review"] = Activity("review", 20, "Review", "评价");
        options.Rules["survey"] = Activity("survey", 10, "Survey", "问卷");
        options.Rules["referral"] = Activity("referral", 100, "Referral", "推荐好友");
        AddMultipliers(options);
        AddLadder(options);
        AddBenefits(options);

        // L-6: a repurchase coupon below the customer's own first order (首单 100 → 满 80 减 20), and compensation without threshold.
        options.Coupons["repurchase"] = new CouponOptions { Name = "Repurchase coupon", NameChinese = "复购券", ShareOfFirstOrder = 20, ThresholdShareOfFirstOrder = 80, ValidFor = "30d" };
        options.Coupons["compensation"] = new CouponOptions { Name = "Compensation", NameChinese = "重大问题补偿券", Value = 50, Threshold = 0, ValidFor = "90d" };
        return options;
    }

    private static void AddMultipliers(LoyaltyOptions options)
    {
        options.Multipliers["silver"] = TierMultiplier("silver", 1.2m);
        options.Multipliers["gold"] = TierMultiplier("gold", 1.5m);
        options.Multipliers["diamond"] = TierMultiplier("diamond", 2);
        options.Multipliers["birthday"] = new MultiplierOptions { Name = "Birthday, double points", NameChinese = "生日双倍积分", Factor = 2, Rules = "purchase", BirthdayDaysBefore = 0, BirthdayDaysAfter = 0 };
        options.Multipliers["core-referral"] = new MultiplierOptions { Name = "Core customers' referrals, double", NameChinese = "核心客户推荐双倍", Factor = 2, Rules = "referral", When = new ConditionOptions { Tag = "core" } };
    }

    private static void AddLadder(LoyaltyOptions options)
    {
        options.Ladder = new LadderOptions { Measure = "points", Period = "rolling", Length = "12m" };
        options.Ladder.Tiers["bronze"] = new LoyaltyTierOptions { Name = "Bronze", NameChinese = "青铜", AtLeast = 0 };
        options.Ladder.Tiers["silver"] = new LoyaltyTierOptions { Name = "Silver", NameChinese = "白银", AtLeast = 1_000 };
        options.Ladder.Tiers["gold"] = new LoyaltyTierOptions { Name = "Gold", NameChinese = "黄金", AtLeast = 5_000 };
        options.Ladder.Tiers["diamond"] = new LoyaltyTierOptions { Name = "Diamond", NameChinese = "钻石", AtLeast = 20_000 };
    }

    /// <summary>Benefits that grow with the tier; the plans name them without numbers, so the quantities are ours.</summary>
    private static void AddBenefits(LoyaltyOptions options)
    {
        options.Benefits["free-shipping"] = new BenefitOptions { Name = "Free delivery", NameChinese = "免费配送", Period = "month", Quantities = Quantities(("silver", 1), ("gold", 2), ("diamond", 4)) };
        options.Benefits["consultant"] = new BenefitOptions { Name = "Personal advice", NameChinese = "专属咨询", Period = "month", Quantities = Quantities(("gold", 1), ("diamond", -1)) };
        options.Benefits["after-sales-upgrade"] = new BenefitOptions { Name = "After-sales upgrade", NameChinese = "免费售后升级", Period = "year", Quantities = Quantities(("diamond", -1)) };
    }

    private static EarningRuleOptions Activity(string activity, decimal points, string name, string nameChinese) =>
        new EarningRuleOptions { Name = name, NameChinese = nameChinese, By = "activity", Activity = activity, Points = points };

    private static MultiplierOptions TierMultiplier(string tier, decimal factor) =>
        new MultiplierOptions { Factor = factor, Rules = "purchase", When = new ConditionOptions { Attribute = "tier", Is = tier } };

    private static Dictionary<string, decimal> Quantities(params (string Tier, decimal Quantity)[] items)
    {
        var quantities = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach ((string tier, decimal quantity) in items)
        {
            quantities[tier] = quantity;
        }

        return quantities;
    }
}
