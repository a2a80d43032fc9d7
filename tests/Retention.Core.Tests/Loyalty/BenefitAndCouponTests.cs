using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class BenefitAndCouponTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    private static TestAccount Gold()
    {
        LoyaltyOptions options = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        options.Benefits["yoga"] = new BenefitOptions { Partner = "yoga-studio", Cost = 30, Quantities = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["gold"] = 1 } };
        var account = new TestAccount(options);
        account.Buy(Start, 5_000);
        Assert.Equal("gold", account.State.Tier.Tier);
        return account;
    }

    [Fact]
    [Requirement("L-3")]
    public void Benefit_IsConsumedPerPeriod_AndRestored()
    {
        TestAccount account = Gold();
        account.Do(new UseBenefit(Start, "U1", "free-shipping", 1, string.Empty));
        account.Do(new UseBenefit(Start, "U2", "free-shipping", 1, string.Empty));
        Refusal refusal = account.Refused(new UseBenefit(Start, "U3", "free-shipping", 1, string.Empty));
        Assert.Equal(LoyaltyRefusals.BenefitUsedUp, refusal.Code);
        Assert.Equal("0", refusal["left"]);
        account.Do(new RestoreBenefit(Start, "U1"));
        account.Do(new UseBenefit(Start, "U3", "free-shipping", 1, string.Empty));
        Assert.Equal(LoyaltyRefusals.UseUnknown, account.Refused(new RestoreBenefit(Start, "U1")).Code);
        account.Do(new UseBenefit(Day(2026, 4, 1, 0), "U4", "free-shipping", 2, string.Empty));
        Assert.Equal(LoyaltyRefusals.UseUnknown, account.Refused(new RestoreBenefit(Day(2026, 4, 2), "U3")).Code);
    }

    [Fact]
    public void Benefit_OfAnotherTier_OrUnknown_IsRefused()
    {
        TestAccount account = Gold();
        Assert.Equal(LoyaltyRefusals.NotEntitled, account.Refused(new UseBenefit(Start, "U", "after-sales-upgrade", 1, string.Empty)).Code);
        Assert.Equal(LoyaltyRefusals.UnknownBenefit, account.Refused(new UseBenefit(Start, "U", "helicopter", 1, string.Empty)).Code);
        account.Do(new OverrideLoyaltyTier(Start, "diamond", null, "u1", "care"));
        account.Do(new UseBenefit(Start, "U", "after-sales-upgrade", 99, string.Empty));
    }

    [Fact]
    [Requirement("L-8")]
    public void PartnerBenefit_IsHonouredThere_AndSaysWhatIsSettled()
    {
        TestAccount account = Gold();
        Assert.Equal("yoga-studio", account.Refused(new UseBenefit(Start, "U", "yoga", 1, "early-learning"))["partner"]);
        BenefitUsed used = account.Do(new UseBenefit(Start, "U", "yoga", 1, "yoga-studio")).OfType<BenefitUsed>().Single();
        Assert.Equal(30, used.Cost);
        BenefitRestored restored = account.Do(new RestoreBenefit(Start, "U")).OfType<BenefitRestored>().Single();
        Assert.Equal(30, restored.Cost);
    }

    [Fact]
    [Requirement("L-6")]
    public void Coupon_DerivesFromTheCustomersOwnFirstOrder_首单100复购满80减20()
    {
        TestAccount account = Gold();
        CouponIssued issued = account.Do(new IssueCoupon(Start, "C1", "repurchase", 100, "first")).OfType<CouponIssued>().Single();
        Assert.Equal(20, issued.Terms.Value);
        Assert.Equal(80, issued.Terms.Threshold);
        Assert.Equal("80", account.Refused(new UseCoupon(Start, "C1", "O1", 79.99m))["threshold"]);
        account.Do(new UseCoupon(Start, "C1", "O1", 80));
        Assert.Equal("O1", account.Refused(new UseCoupon(Start, "C1", "O2", 100))["document"]);
        account.Do(new RestoreCoupon(Start, "C1"));
        account.Do(new UseCoupon(Start, "C1", "O2", 100));
        Assert.Equal(LoyaltyRefusals.FirstOrderUnknown, account.Refused(new IssueCoupon(Start, "C2", "repurchase", null, string.Empty)).Code);
    }

    [Fact]
    [Requirement("L-6")]
    public void Compensation_HasNoThreshold_AndTakesOffAtMostTheOrder()
    {
        TestAccount account = Gold();
        account.Do(new IssueCoupon(Start, "C1", "compensation", null, "complaint-7"));
        Assert.Equal(12.5m, account.Do(new UseCoupon(Start, "C1", "O1", 12.5m)).OfType<CouponUsed>().Single().Value);
    }

    [Fact]
    public void Coupon_LapsesAtTheEndOfItsLastDay_AndCanBeVoided()
    {
        TestAccount account = Gold();
        account.Do(new IssueCoupon(Start, "C1", "repurchase", 100, string.Empty));
        Assert.Equal(Day(2026, 4, 2, 0), account.State.Coupons[0].Terms.ValidUntil);
        account.Do(new IssueCoupon(Start, "C2", "repurchase", 100, string.Empty));
        account.Do(new VoidCoupon(Start, "C2", "u1", "mistake"));
        account.Settle(Day(2026, 4, 2, 0));
        Assert.Empty(account.State.Coupons);
        Assert.Equal(LoyaltyRefusals.CouponMissing, account.Refused(new UseCoupon(Day(2026, 4, 2), "C1", "O", 100)).Code);
    }
}
