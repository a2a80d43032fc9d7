using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

/// <summary>Bugs that other points modules have, by name.</summary>
public sealed class KnownBugTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    [Fact]
    public void TierSetByHand_EndsAtItsTime_UnderAPolicyWithoutTiersToo()
    {
        LoyaltyPolicy ladder = LoyaltyPolicy.Compile(Plain(o =>
        {
            o.Ladder = new LadderOptions();
            o.Ladder.Tiers["base"] = new LoyaltyTierOptions { AtLeast = 0 };
            o.Ladder.Tiers["top"] = new LoyaltyTierOptions { AtLeast = 1_000 };
        })).Policy;
        LoyaltyPolicy none = LoyaltyPolicy.Compile(Plain(o => o.Label = "none")).Policy;
        var account = new TestAccount(new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, ladder), new PolicyBookEntry<LoyaltyPolicy>(Day(2040, 1, 1), none)]));
        account.Do(new OverrideLoyaltyTier(Day(2026, 2, 1), "top", Day(2026, 2, 10), "u1", "r"));
        account.Do(new AdoptLoyaltyPolicy(Day(2026, 2, 2), none.Version));
        Assert.Equal(Day(2026, 2, 10), account.Process.NextDue(account.State));
        account.Do(new AdoptLoyaltyPolicy(Day(2026, 3, 1), ladder.Version));
        Assert.Null(account.State.Tier.Override);
        Assert.Equal("base", account.State.Tier.Tier);
    }

    [Fact]
    [Requirement("L-1")]
    public void PointsLeftAfterAReturn_AFullReturnLeavesNone()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        account.Return(Start + Duration.FromHours(1), "A");
        Assert.Equal(0, account.Available);
        Assert.Empty(account.Points.Lots);
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void RedeemedPointsDeductedAgainOnRefund_TheReturnTakesOnlyTheAward()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        account.Buy(Start, 100, "B");
        account.Redeem(Start, 60);
        account.Return(Start, "A");

        // 200 earned, 60 spent, 100 taken back: 40, not −20.
        Assert.Equal(40, account.Available);
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void ValidationOnTheTotalButConsumptionFromASubset_HeldAndPendingPointsCantBeSpent()
    {
        var account = new TestAccount(Plain(o => o.Rules["late"] = new EarningRuleOptions { Points = 1, Per = 1, Activation = new ActivationOptions { After = "7d" } }));
        account.Buy(Start, 100, "A");
        account.Do(new HoldPoints(Start, "H", Request(30), null));
        Assert.Equal(100, account.Points.Pending.Value);
        Assert.Equal(70, account.Available);
        Refusal refusal = account.Refused(new RedeemPoints(Start, "P", Request(71)));
        Assert.Equal(LoyaltyRefusals.NotEnoughPoints, refusal.Code);
        Assert.Equal("70", refusal["available"]);
        account.Redeem(Start, 70);
        Assert.Equal(0, account.Available);
    }

    [Fact]
    public void ClawbackAtTodaysRates_ReturnsAreWorkedOutFromTheAwardAsRecorded()
    {
        LoyaltyOptions doubled = Plain(o => o.Label = "v2");
        doubled.Rules["base"].Points = 2;
        var v1 = LoyaltyPolicy.Compile(Plain(o => o.Label = "v1")).Policy;
        var v2 = LoyaltyPolicy.Compile(doubled).Policy;
        var account = new TestAccount(new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, v1), new PolicyBookEntry<LoyaltyPolicy>(Day(2026, 3, 5), v2)]));
        account.Buy(Start, 100, "A");
        account.Do(new AdoptLoyaltyPolicy(Day(2026, 3, 6), v2.Version));
        account.Buy(Day(2026, 3, 6), 100, "B");
        Assert.Equal(300, account.Available);
        account.ReturnAmount(Day(2026, 3, 7), "A", 50);
        Assert.Equal(250, account.Available);
    }

    [Fact]
    public void FlooredPartialRefundsThatTakeBackNothing_PartsTakeWhatTheWholeWouldTake()
    {
        // Published: 1 point per full 10.00 on 20.00; four returns of 5.00 take back 1, 0, 1, 0.
        var account = new TestAccount(Plain(o => o.Rules["base"].Per = 10));
        account.Buy(Start, 20, "A");
        decimal[] taken = new decimal[4];
        for (int i = 0; i < 4; i++)
        {
            decimal before = account.Available;
            account.ReturnAmount(Start, "A", 5);
            taken[i] = before - account.Available;
        }

        Assert.Equal([1, 0, 1, 0], taken);
        var whole = new TestAccount(Plain(o => o.Rules["base"].Per = 10));
        whole.Buy(Start, 20, "A");
        whole.ReturnAmount(Start, "A", 20);
        Assert.Equal(0, whole.Available);
    }

    [Fact]
    public void ExpiryLaunderingByRedeemAndCancel_PointsComeBackWithTheExpiryTheyHad()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        Lot before = Assert.Single(account.Points.Lots).Lot;
        account.Redeem(Day(2027, 3, 31), 100, "P");
        account.Do(new CancelRedemption(Day(2027, 3, 31, 13), "P", "C", null));
        Assert.Equal(before, Assert.Single(account.Points.Lots).Lot);

        // Once the date has passed, what comes back lapses at once, unless the programme grants a grace.
        account.Redeem(Day(2027, 3, 31, 14), 100, "Q");
        account.Do(new CancelRedemption(Day(2027, 4, 2), "Q", "C2", null));
        Assert.Equal(0, account.Available);
        Assert.IsType<PointsExpired>(account.Events[^1]);
    }

    [Fact]
    public void LateSweep_ExpiredPointsCantBeSpentThoughNothingRan()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        Instant expiry = Assert.Single(account.Points.Lots).Lot.ExpiresAt!.Value;
        Assert.Equal(expiry, account.Process.NextDue(account.State));
        Assert.Equal(LoyaltyRefusals.NotEnoughPoints, account.Refused(new RedeemPoints(expiry, "P", Request(1))).Code);
        Assert.Equal(0, account.Process.View(account.State, expiry).Wallet(Wallet).Available.Value);
        Assert.Equal(100, account.Process.View(account.State, expiry - Duration.Epsilon).Wallet(Wallet).Available.Value);
    }

    [Fact]
    public void DstShiftedExpiry_PointsLapseAtLocalMidnightOnBothSidesOfAClockChange()
    {
        LoyaltyOptions options = Plain(o => o.Zone = "America/New_York");
        options.Wallets[Wallet].Expiry = new ExpiryOptions { After = "1m" };
        var account = new TestAccount(options);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        account.Buy(new LocalDateTime(2026, 2, 20, 23, 30).InZoneStrictly(zone).ToInstant(), 100);
        Assert.Equal(new LocalDateTime(2026, 3, 20, 0, 0).InZoneStrictly(zone).ToInstant(), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
    }

    [Fact]
    public void MonthEndClamp_31JanuaryPlusOneMonthIs28February()
    {
        LoyaltyOptions options = Plain();
        options.Wallets[Wallet].Expiry = new ExpiryOptions { After = "1m" };
        var account = new TestAccount(options);
        account.Buy(Day(2026, 1, 31), 100);
        Assert.Equal(Day(2026, 2, 28, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
    }

    [Fact]
    public void ExpiryRoundedUpToAMonth_AsPublished()
    {
        var account = new TestAccount(Plain(), openedAt: Day(2020, 1, 1));
        account.Buy(Day(2020, 7, 6), 100);
        Assert.Equal(Day(2021, 8, 1, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
        account.Buy(Day(2020, 8, 1), 100);
        Assert.Equal(Day(2021, 8, 1, 0), account.Points.Lots[1].Lot.ExpiresAt);
    }

    [Fact]
    public void NegativeRounding_AReturnOfAFractionNeverTakesMoreThanWasGiven()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Rounding = "half-up" }));
        account.Buy(Start, 0.5m, "A");
        Assert.Equal(1, account.Available);
        account.ReturnAmount(Start, "A", 0.1m);
        Assert.Equal(0, account.Available);
        account.ReturnAmount(Start, "A", 0.4m);
        Assert.Equal(0, account.Available);
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void FivePer2_50On3_00_Earns5Not6()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 5, Per = 2.5m }));
        account.Buy(Start, 3.00m);
        Assert.Equal(5, account.Available);
    }

    [Fact]
    public void DoubleSpendOnRetry_TheSameRedemptionIsRefusedTheSecondTime()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100);
        account.Redeem(Start, 60, "P");
        Assert.Equal(LoyaltyRefusals.HoldKnown, account.Refused(new RedeemPoints(Start, "P", Request(40))).Code);
        Assert.Equal(40, account.Available);
    }

    [Fact]
    [Requirement("L-3")]
    public void TierSelectionWithMinimum0_TheLowestTierIsHeldByEverybodyAndNotByTheBest()
    {
        LoyaltyOptions options = Plain(o => o.Ladder = new LadderOptions());
        options.Ladder!.Tiers["zero"] = new LoyaltyTierOptions { AtLeast = 0 };
        options.Ladder.Tiers["one"] = new LoyaltyTierOptions { AtLeast = 100 };
        var account = new TestAccount(options);
        Assert.Equal("zero", account.State.Tier.Tier);
        account.Buy(Start, 100);
        Assert.Equal("one", account.State.Tier.Tier);
    }

    [Fact]
    [Requirement("L-2")]
    public void CampaignEndingInsideAnOrder_AllPartsEarnAsTheOrdersDateSays()
    {
        LoyaltyOptions options = Plain(o => o.Earning = new EarningOptions { Accrual = "shipped" });
        options.Multipliers["double"] = new MultiplierOptions { Factor = 2, Until = "2026-03-02" };
        var account = new TestAccount(options);
        account.Buy(Day(2026, 3, 2, 23), Sale("A", Day(2026, 3, 2, 23), 10, 10));
        Assert.Equal(0, account.Available);
        account.Do(new AccruePart(Day(2026, 3, 3), "A", "S1", AccrualStep.Shipped, [new LinePart("L1", 1, null)], []));
        Assert.Equal(20, account.Available);
        account.Do(new AccruePart(Day(2026, 3, 9), "A", "S2", AccrualStep.Shipped, [], []));
        Assert.Equal(40, account.Available);
    }
}
