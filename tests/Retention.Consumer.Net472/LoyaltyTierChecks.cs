using System.Collections.Generic;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>Loyalty tiers, what they entitle to, activities and coupons.</summary>
    internal static class LoyaltyTierChecks
    {
        internal static void Run(Checks check)
        {
            AccountStream account = LoyaltyChecks.Open(check, "C-2", "HQ");
            Tiers(check, account);
            Benefits(check, account);
            Activities(check, account);
            Coupons(check, account);
        }

        private static void Tiers(Checks check, AccountStream account)
        {
            account.Do(LoyaltyChecks.Order(2, "SO-1", 5000));
            check.Equal("the tier after 5000 points", "gold", account.State.Tier.Tier);
            account.Do(LoyaltyChecks.Order(3, "SO-2", 100));
            check.Equal("points with gold's 1.5 on 100", 5150m, LoyaltyChecks.Available(account));
            account.Do(new OverrideLoyaltyTier(LoyaltyChecks.March(4), "silver", LoyaltyChecks.March(20), "manager", "misuse"));
            check.Equal("the tier set by hand", "silver", account.State.Tier.Tier);
            account.Do(new ClearLoyaltyTierOverride(LoyaltyChecks.March(5), "manager", "cleared up"));
            check.Equal("the tier afterwards", "gold", account.State.Tier.Tier);
            account.Refused(new OverrideLoyaltyTier(LoyaltyChecks.March(5), "platinum", null, "manager", "gift"), LoyaltyRefusals.UnknownLoyaltyTier);
        }

        private static void Benefits(Checks check, AccountStream account)
        {
            account.Do(new UseBenefit(LoyaltyChecks.March(6), "U-1", "free-delivery", 2, string.Empty));
            Refusal refusal = account.Refused(new UseBenefit(LoyaltyChecks.March(6), "U-2", "free-delivery", 1, string.Empty), LoyaltyRefusals.BenefitUsedUp);
            check.Equal("free deliveries left", "0", refusal["left"]);
            account.Do(new RestoreBenefit(LoyaltyChecks.March(6), "U-1"));
            account.Do(new UseBenefit(LoyaltyChecks.March(6), "U-2", "free-delivery", 1, string.Empty));
            account.Refused(new UseBenefit(LoyaltyChecks.March(7), "U-3", "lounge", 1, "P-RAIL"), LoyaltyRefusals.BenefitElsewhere);
            account.Do(new UseBenefit(LoyaltyChecks.March(7), "U-3", "lounge", 1, "P-AIR"));
            PartnerSettlement settlement = PartnerSettlement.Of(account.Events, LedgerPeriod.Of(new YearMonth(2026, 3), FactChecks.Shanghai));
            check.Equal("what the airport is owed", 30m, settlement.AmountOf("P-AIR"));
        }

        private static void Activities(Checks check, AccountStream account)
        {
            account.Do(Review(8, "RV-1"));
            PointsAwarded capped = account.Do<PointsAwarded>(Review(8, "RV-2"));
            check.Equal("the cap that cut the second review", "reviews", capped.Award.Grants[0].Caps[0].Cap);
            check.Equal("points after two reviews of at most 30", 5180m, LoyaltyChecks.Available(account));
        }

        private static RecordActivity Review(int day, string number)
        {
            BusinessTime on = BusinessTime.On(new LocalDate(2026, 3, day));
            return new RecordActivity(LoyaltyChecks.March(day), "review", number, 1, on, "HQ", "web", MemberFacts.None, new List<BudgetRoom>());
        }

        private static void Coupons(Checks check, AccountStream account)
        {
            // 20 % of a first order of 100, from 80 % of it on.
            CouponIssued issued = account.Do<CouponIssued>(new IssueCoupon(LoyaltyChecks.March(9), "K-1", "repurchase", 100, "30 days without an order"));
            check.Equal("the coupon", "20 off from 80", issued.Terms.Value + " off from " + issued.Terms.Threshold);
            account.Refused(new UseCoupon(LoyaltyChecks.March(10), "K-1", "SO-3", 79.99m), LoyaltyRefusals.CouponBelowThreshold);
            check.Equal("what it takes off", 20m, account.Do<CouponUsed>(new UseCoupon(LoyaltyChecks.March(10), "K-1", "SO-3", 80)).Value);
            account.Refused(new UseCoupon(LoyaltyChecks.March(10), "K-1", "SO-4", 80), LoyaltyRefusals.CouponUsed);
            account.Do(new RestoreCoupon(LoyaltyChecks.March(11), "K-1"));
            account.Do(new IssueCoupon(LoyaltyChecks.March(11), "K-2", "sorry", null, "late delivery"));
            account.Do(new VoidCoupon(LoyaltyChecks.March(12), "K-2", "clerk", "issued twice"));
            check.Equal("the coupons left", "K-1", account.State.Coupons[0].CouponId);
            check.Equal("and their number", 1, account.State.Coupons.Count);
        }
    }
}
