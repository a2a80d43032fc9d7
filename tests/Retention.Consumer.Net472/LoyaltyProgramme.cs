using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Rules;

namespace Retention.Consumer.Net472
{
    /// <summary>The loyalty programme of this host, with every options class filled in by hand.</summary>
    internal static class LoyaltyProgramme
    {
        internal const string Points = "points";

        internal static readonly LoyaltyPolicy Policy = LoyaltyPolicy.Compile(Options()).Policy;

        /// <summary>From April on points live for two years.</summary>
        internal static readonly LoyaltyPolicy April = LoyaltyPolicy.Compile(Later()).Policy;

        internal static readonly PolicyBook<LoyaltyPolicy> Book = new PolicyBook<LoyaltyPolicy>(new[]
        {
            new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, Policy),
            new PolicyBookEntry<LoyaltyPolicy>(Noon(2026, 4, 1), April),
        });

        internal static Instant Noon(int year, int month, int day)
        {
            return new LocalDateTime(year, month, day, 12, 0).InZoneStrictly(FactChecks.Shanghai).ToInstant();
        }

        internal static void Run(Checks check)
        {
            Compilation<LoyaltyPolicy> own = LoyaltyPolicy.Compile(Options());
            check.Equal("the programme's errors", string.Empty, string.Join("; ", own.Errors));
            check.Equal("its tiers", "bronze silver gold", string.Join(" ", own.Policy.Tiers.Select(t => t.Code)));
            check.Equal("what a point costs", 0.01m, own.Policy.Wallets.Single().Cost);

            Compilation<LoyaltyPolicy> preset = LoyaltyPolicy.Compile(new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond }, LoyaltyPresets.Catalogue);
            check.Equal("the preset's tiers", "bronze silver gold diamond", string.Join(" ", preset.Policy.Tiers.Select(t => t.Code)));

            LoyaltyOptions wrong = Options();
            wrong.Wallets[Points].Expiry.RoundUpTo = "fortnight";
            wrong.Rules["purchase"].Points = -1;
            check.Equal("broken options' errors", 2, LoyaltyPolicy.Compile(wrong).Errors.Count());
        }

        /// <summary>The programme with an order that earns as it is shipped.</summary>
        internal static LoyaltyPolicy Shipped()
        {
            LoyaltyOptions options = Options();
            options.Earning.Accrual = "shipped";
            return LoyaltyPolicy.Compile(options).Policy;
        }

        private static LoyaltyOptions Later()
        {
            LoyaltyOptions options = Options();
            options.Label = "2026-Q2";
            options.Wallets[Points].Expiry.After = "24m";
            return options;
        }

        private static LoyaltyOptions Options()
        {
            var options = new LoyaltyOptions { Label = "2026-Q1", Zone = "Asia/Shanghai", Currency = "CNY" };
            options.Wallets[Points] = new WalletOptions
            {
                Name = "Points",
                NameChinese = "积分",
                Transferable = true,
                Expiry = new ExpiryOptions { After = "12m", RoundUpTo = "month", CancellationGrace = "14d" },
                Redemption = new RedemptionOptions { PointsPerUnit = 100, AtLeast = 100, Step = 50, ShareOfOrder = 50, HoldFor = "2h", CancellableFor = "30d" },
            };
            options.Earning = new EarningOptions { Combination = "highest", CreditSales = "pending-until-paid" };
            AddRules(options);
            AddTiers(options);
            options.Coupons["repurchase"] = new CouponOptions { Name = "Come again", NameChinese = "复购券", ShareOfFirstOrder = 20, ThresholdShareOfFirstOrder = 80, ValidFor = "30d" };
            options.Coupons["sorry"] = new CouponOptions { Name = "Compensation", NameChinese = "补偿券", Value = 50, ValidFor = "90d" };
            options.Returns = new ReturnOptions { Window = "30d", CloseAfter = "90d" };
            options.Referral = new ReferralOptions { Waiting = "14d", OrderAtLeast = 100, ReferrerActivity = "referral", RefereeActivity = "welcome", LimitPerReferrer = 10, ValidFor = "90d" };
            options.Approvals = new ApprovalOptions { AdjustAbove = 500, SendAbove = 1000, RedeemAbove = 5000 };
            return options;
        }

        private static void AddRules(LoyaltyOptions options)
        {
            options.Rules["purchase"] = new EarningRuleOptions { Points = 1, Per = 1 };
            options.Rules["tea"] = new EarningRuleOptions
            {
                By = "quantity",
                Points = 5,
                When = new ConditionOptions { Attribute = "category", Is = "tea" },
                Activation = new ActivationOptions { Awaits = "delivered", CancelAfter = "60d" },
                Qualifies = false,
            };
            options.Rules["review"] = Activity("review", 20);
            options.Rules["survey"] = Activity("survey", 10);
            options.Rules["referral"] = Activity("referral", 100);
            options.Rules["welcome"] = Activity("welcome", 50);
            options.Multipliers["gold"] = new MultiplierOptions { Factor = 1.5m, Rules = "purchase", When = new ConditionOptions { Attribute = "tier", Is = "gold" } };
            options.Multipliers["core"] = new MultiplierOptions { Factor = 2, Rules = "referral", When = new ConditionOptions { Tag = "core" } };
            options.Caps["reviews"] = new CapOptions { Rule = "review", AtMost = 30, Period = "month" };
            options.Caps["surveys"] = new CapOptions { Rule = "survey", Budget = "surveys" };
        }

        private static void AddTiers(LoyaltyOptions options)
        {
            options.Ladder = new LadderOptions { Measure = "points", Period = "rolling", Length = "12m", Grace = "30d" };
            options.Ladder.Tiers["bronze"] = new LoyaltyTierOptions { Name = "Bronze", NameChinese = "青铜", AtLeast = 0 };
            options.Ladder.Tiers["silver"] = new LoyaltyTierOptions { Name = "Silver", NameChinese = "白银", AtLeast = 1000 };
            options.Ladder.Tiers["gold"] = new LoyaltyTierOptions { Name = "Gold", NameChinese = "黄金", AtLeast = 5000 };
            var delivery = new BenefitOptions { Name = "Free delivery", NameChinese = "免费配送", Period = "month" };
            delivery.Quantities["silver"] = 1;
            delivery.Quantities["gold"] = 2;
            options.Benefits["free-delivery"] = delivery;
            var lounge = new BenefitOptions { Name = "Airport lounge", NameChinese = "贵宾厅", Period = "year", Partner = "P-AIR", Cost = 30 };
            lounge.Quantities["gold"] = 1;
            options.Benefits["lounge"] = lounge;
        }

        private static EarningRuleOptions Activity(string activity, decimal points)
        {
            return new EarningRuleOptions { By = "activity", Activity = activity, Points = points, Qualifies = false };
        }
    }
}
