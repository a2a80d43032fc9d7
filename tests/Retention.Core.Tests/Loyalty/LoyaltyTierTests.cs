using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class LoyaltyTierTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    private static LoyaltyOptions Ladder(Action<LadderOptions>? change = null, Action<LoyaltyOptions>? more = null) => Plain(o =>
    {
        o.Ladder = new LadderOptions { Measure = "spend" };
        o.Ladder.Tiers["basic"] = new LoyaltyTierOptions { AtLeast = 0 };
        o.Ladder.Tiers["silver"] = new LoyaltyTierOptions { AtLeast = 1_000 };
        o.Ladder.Tiers["gold"] = new LoyaltyTierOptions { AtLeast = 5_000 };
        change?.Invoke(o.Ladder);
        more?.Invoke(o);
    });

    [Fact]
    [Requirement("L-3")]
    public void Preset_BronzeToDiamond_MultipliesAsTheTierRises()
    {
        var account = new TestAccount(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond));
        Assert.Equal("bronze", account.State.Tier.Tier);
        account.Buy(Start, 1_000);
        Assert.Equal("silver", account.State.Tier.Tier);
        account.Buy(Start, 4_000);
        Assert.Equal(1_000 + 4_800, account.Available);
        Assert.Equal("gold", account.State.Tier.Tier);
        account.Buy(Start, 10_000);
        Assert.Equal(5_800 + 15_000, account.Available);
        Assert.Equal("diamond", account.State.Tier.Tier);
        account.Buy(Start, 1);
        Assert.Equal(20_802, account.Available);
    }

    [Fact]
    [Requirement("L-3")]
    public void RollingWindow_TheTierFallsAtTheMidnightWhenItsProgressLeaves()
    {
        var account = new TestAccount(Ladder());
        account.Buy(Start, 600);
        account.Buy(Day(2026, 5, 2), 500);
        Assert.Equal("silver", account.State.Tier.Tier);
        Instant falls = Day(2027, 3, 2, 0);
        Assert.Equal(falls, account.Process.NextDue(account.State));
        Assert.Equal("silver", account.Process.View(account.State, falls - Duration.Epsilon).Tier.Tier);
        Assert.Equal("basic", account.Process.View(account.State, falls).Tier.Tier);
        TierOutlook outlook = account.Process.Outlook(account.State, Day(2026, 6, 1))!;
        Assert.Equal("gold", outlook.NextTier);
        Assert.Equal(3_900, outlook.ToReachNext);
        Assert.Equal(falls, outlook.KeptUntil);
        Assert.Equal(500, outlook.ToKeep);
        Assert.Equal(falls, outlook.ReachBy);
    }

    [Fact]
    public void CalendarYear_WhatQualifiesHoldsUntilTheEndOfTheNextYear()
    {
        var account = new TestAccount(Ladder(l => l.Period = "calendar-year"));
        account.Buy(Day(2026, 12, 31), 1_000);
        Assert.Equal("silver", account.State.Tier.Tier);
        account.Buy(Day(2027, 6, 1), 999);
        Assert.Equal(Day(2028, 1, 1, 0), account.Process.NextDue(account.State) is { } due && due > Day(2027, 6, 2) ? account.Process.Outlook(account.State, Day(2027, 7, 1))!.KeptUntil : null);
        Assert.Equal("silver", account.Process.View(account.State, Day(2027, 12, 31)).Tier.Tier);
        Assert.Equal("basic", account.Process.View(account.State, Day(2028, 1, 1, 0)).Tier.Tier);
        account.Buy(Day(2027, 12, 31), 1);
        Assert.Equal("silver", account.Process.View(account.State, Day(2028, 12, 31)).Tier.Tier);
    }

    [Fact]
    public void MembershipYear_CountsFromTheDateOfJoining_29FebruaryToo()
    {
        var account = new TestAccount(Ladder(l => l.Period = "membership-year"), joinedOn: new LocalDate(2024, 2, 29), openedAt: Day(2024, 2, 29));
        account.Buy(Day(2025, 2, 27), 600);
        account.Buy(Day(2025, 2, 28), 600);

        // The membership year turned on 28 February 2025: neither year has 1,000.
        Assert.Equal("basic", account.State.Tier.Tier);
        account.Buy(Day(2026, 2, 27), 400);
        Assert.Equal("silver", account.State.Tier.Tier);
    }

    [Fact]
    public void TierYear_CountsFromTheDayTheTierWasReached()
    {
        var account = new TestAccount(Ladder(l => l.Period = "tier-year"));
        account.Buy(Start, 1_000);
        Assert.Equal("silver", account.State.Tier.Tier);
        Assert.Equal("silver", account.Process.View(account.State, Day(2027, 3, 1)).Tier.Tier);
        account.Buy(Day(2026, 9, 1), 5_000);
        Assert.Equal("gold", account.State.Tier.Tier);
    }

    [Fact]
    public void Lifetime_NeverFallsByTime()
    {
        var account = new TestAccount(Ladder(l => l.Period = "lifetime"));
        account.Buy(Start, 1_000);
        account.Points.ToString();
        Assert.Equal("silver", account.Process.View(account.State, Day(2049, 1, 1)).Tier.Tier);
    }

    [Fact]
    public void Upgrade_MayWaitForThePeriodsEnd()
    {
        var account = new TestAccount(Ladder(l => l.Upgrade = "period-end"));
        account.Buy(Start, 6_000, "A");
        Assert.Equal("basic", account.State.Tier.Tier);
        Assert.Equal(Day(2026, 4, 1, 0), account.Process.NextDue(account.State));
        account.Settle(Day(2026, 4, 1, 0));
        Assert.Equal("gold", account.State.Tier.Tier);
    }

    [Theory]
    [InlineData("full", "basic")]
    [InlineData("one-level", "silver")]
    [InlineData("never", "gold")]
    public void Downgrade_IsAsNamed(string downgrade, string expected)
    {
        var account = new TestAccount(Ladder(l => l.Downgrade = downgrade));
        account.Buy(Start, 6_000);
        account.Settle(Day(2027, 3, 2));
        Assert.Equal(expected, account.State.Tier.Tier);
        account.Settle(Day(2027, 4, 1));
        Assert.Equal(downgrade == "one-level" ? "basic" : expected, account.State.Tier.Tier);
    }

    [Fact]
    [Requirement("L-3")]
    public void Grace_AndMinimumStay_PutTheFallOff_AndRecoveryEndsIt()
    {
        var account = new TestAccount(Ladder(l => { l.Grace = "30d"; l.MinimumStay = "13m"; }));
        account.Buy(Start, 1_000);
        account.Settle(Day(2027, 3, 2));
        LoyaltyTierFalling falling = Assert.IsType<LoyaltyTierFalling>(account.Events[^1]);
        Assert.Equal(Day(2027, 4, 2), falling.Due);
        Assert.Equal("silver", account.State.Tier.Tier);
        Assert.Equal("basic", account.Process.View(account.State, falling.Due).Tier.Tier);
        account.Buy(Day(2027, 3, 20), 1_000);
        Assert.Contains(account.Events, e => e is LoyaltyTierKept);
        Assert.Equal("silver", account.Process.View(account.State, falling.Due).Tier.Tier);
    }

    [Fact]
    public void Grace_ByItself_CountsFromTheLoss()
    {
        var account = new TestAccount(Ladder(l => l.Grace = "30d"));
        account.Buy(Start, 1_000);
        account.Settle(Day(2027, 3, 2));
        Assert.Equal(Day(2027, 4, 1, 0), Assert.IsType<LoyaltyTierFalling>(account.Events[^1]).Due);
    }

    [Fact]
    public void Fall_WithoutGrace_IsAtOnce_InOneStep_AndAgainWithinTheMonth()
    {
        var account = new TestAccount(Ladder());
        Assert.Equal(LoyaltyTierCause.Entry, account.State.Tier.Changes[0].Cause);
        account.Buy(Start, 6_000);
        account.Buy(Day(2026, 3, 10), 1_000);
        account.Settle(Day(2027, 3, 9));
        Assert.Equal("silver", account.State.Tier.Tier);
        account.Settle(Day(2027, 3, 10, 0));
        Assert.Equal("basic", account.State.Tier.Tier);
        Assert.DoesNotContain(account.Events, e => e is LoyaltyTierFalling);
        var steep = new TestAccount(Ladder());
        steep.Buy(Start, 6_000);
        steep.Settle(Day(2027, 3, 2));
        Assert.Equal(["basic", "gold", "basic"], steep.State.Tier.Changes.Select(c => c.To));
    }

    [Fact]
    public void Recovery_BeyondTheTier_EndsTheFallAtOnce_EvenIfTheRiseWaits()
    {
        var account = new TestAccount(Ladder(l => { l.Grace = "60d"; l.Upgrade = "period-end"; }));
        account.Buy(Start, 1_000);
        account.Settle(Day(2027, 3, 2));
        Assert.NotNull(account.State.Tier.Falling);
        account.Buy(Day(2027, 3, 20), 6_000);
        Assert.Null(account.State.Tier.Falling);
        Assert.Equal("silver", account.State.Tier.Tier);
        account.Settle(Day(2027, 4, 1, 0));
        Assert.Equal("gold", account.State.Tier.Tier);
    }

    [Fact]
    public void CalendarYear_IsDueAtTheEndOfTheNextYear()
    {
        var account = new TestAccount(Ladder(l => l.Period = "calendar-year", o => o.Wallets[Wallet].Expiry = null));
        account.Buy(Start, 1_000);
        Assert.Equal(Day(2028, 1, 1, 0), account.Process.NextDue(account.State));
    }

    [Fact]
    public void Anniversary_AtTheTop_OrBeforeTheAccount_LiftsNobody()
    {
        void Anniversary(LadderOptions ladder) { ladder.AnniversaryUpgradeAfter = "365d"; ladder.Downgrade = "full"; }
        var top = new TestAccount(Ladder(Anniversary));
        top.Buy(Start, 6_000);
        top.Settle(Day(2027, 2, 1));
        Assert.Equal("gold", top.State.Tier.Tier);
        top.Settle(Day(2027, 3, 3));
        Assert.Equal("basic", top.State.Tier.Tier);
        var old = new TestAccount(Ladder(Anniversary), joinedOn: new LocalDate(2020, 1, 1));
        Assert.Null(old.Process.NextDue(old.State));
        old.Settle(Day(2027, 3, 3));
        Assert.Equal("basic", old.State.Tier.Tier);
    }

    [Fact]
    public void Anniversary_AtTheMidnightWhenPointsLapse_IsKeptToo()
    {
        var account = new TestAccount(Ladder(l => l.AnniversaryUpgradeAfter = "365d", o => o.Wallets[Wallet].Expiry = new ExpiryOptions { On = "12-31" }));
        account.Buy(Start, 100);
        account.Settle(Day(2027, 1, 1, 0));
        Assert.Equal((0m, "silver"), (account.Available, account.State.Tier.Tier));
    }

    [Fact]
    public void Protection_OutlivesARise_AndHoldsAgainstCorrection()
    {
        var account = new TestAccount(Ladder(l => { l.AnniversaryUpgradeAfter = "365d"; l.AnniversaryUpgradeFor = "6m"; }, o => o.Returns = new ReturnOptions { Tier = "correct" }));
        account.Settle(Day(2027, 1, 1, 0));
        Assert.Equal(Day(2027, 7, 1, 0), account.State.Tier.ProtectedUntil);
        account.Buy(Day(2027, 2, 1), 6_000, "A");
        Assert.Equal(("gold", Day(2027, 7, 1, 0)), (account.State.Tier.Tier, account.State.Tier.ProtectedUntil!.Value));
        account.Return(Day(2027, 2, 2), "A");
        Assert.Equal("gold", account.State.Tier.Tier);
        account.Settle(Day(2027, 7, 1, 0));
        Assert.Equal("basic", account.State.Tier.Tier);
    }

    [Fact]
    public void PolicyThatNeverLowers_EndsAnAnnouncedFall()
    {
        LoyaltyPolicy v1 = LoyaltyPolicy.Compile(Ladder(l => l.Grace = "60d", o => o.Label = "v1")).Policy;
        LoyaltyPolicy v2 = LoyaltyPolicy.Compile(Ladder(l => l.Downgrade = "never", o => o.Label = "v2")).Policy;
        var account = new TestAccount(new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, v1), new PolicyBookEntry<LoyaltyPolicy>(Day(2027, 3, 5), v2)]));
        account.Buy(Start, 1_000);
        account.Settle(Day(2027, 3, 2));
        Assert.NotNull(account.State.Tier.Falling);
        account.Do(new AdoptLoyaltyPolicy(Day(2027, 3, 6), v2.Version));
        account.Settle(Day(2027, 6, 1));
        Assert.Null(account.State.Tier.Falling);
        Assert.Equal("silver", account.State.Tier.Tier);
    }

    [Fact]
    [Requirement("L-3")]
    public void Anniversary_LiftsTheTierOnce_AndProtectsIt()
    {
        var account = new TestAccount(Ladder(l => { l.AnniversaryUpgradeAfter = "365d"; l.AnniversaryUpgradeFor = "6m"; }));
        Instant day = Day(2027, 1, 1, 0);
        Assert.Equal(day, account.Process.NextDue(account.State));
        account.Settle(day);
        Assert.Equal("silver", account.State.Tier.Tier);
        Assert.Equal(Day(2027, 7, 1, 0), account.State.Tier.Falling!.Due);
        account.Settle(Day(2027, 7, 1, 0));
        Assert.Equal("basic", account.State.Tier.Tier);
        Assert.Null(account.Process.NextDue(account.State));
    }

    [Fact]
    public void Override_HidesTheQualifiedTier_UntilItEnds()
    {
        var account = new TestAccount(Ladder());
        account.Do(new OverrideLoyaltyTier(Start, "gold", Day(2026, 4, 1), "u1", "complaint"));
        account.Buy(Start, 1_000);
        Assert.Equal("gold", account.State.Tier.Tier);
        Assert.Equal("silver", account.State.Tier.QualifiedTier);
        account.Settle(Day(2026, 4, 1));
        Assert.Equal("silver", account.State.Tier.Tier);
        Assert.Equal(LoyaltyRefusals.NoTierOverride, account.Refused(new ClearLoyaltyTierOverride(Day(2026, 4, 2), "u1", "x")).Code);
        Assert.Equal("basic, silver, gold", account.Refused(new OverrideLoyaltyTier(Day(2026, 4, 2), "platinum", null, "u1", "x"))["known"]);
    }

    [Theory]
    [InlineData("review", "silver")]
    [InlineData("correct", "basic")]
    public void Returns_CorrectProgress_AndTheTierAsNamed(string tier, string expected)
    {
        var account = new TestAccount(Ladder(l => l.MinimumStay = "12m", o => o.Returns = new ReturnOptions { Tier = tier }));
        account.Buy(Start, 1_000, "A");
        account.Return(Start, "A");
        Assert.Empty(account.State.Progress);
        Assert.Equal(expected, account.State.Tier.Tier);
    }

    [Fact]
    public void LateDocuments_CountAtTheirBusinessDate_AndEarnByTheTierOfThatDay()
    {
        LoyaltyOptions options = Ladder(null, o => o.Multipliers["silver"] = new MultiplierOptions { Factor = 2, When = new Rules.ConditionOptions { Attribute = "tier", Is = "silver" } });
        var account = new TestAccount(options);
        account.Buy(Day(2026, 3, 10), 1_000, "A");
        decimal before = account.Available;
        account.Buy(Day(2026, 3, 11), Sale("B", Day(2026, 3, 5), 100));
        Assert.Equal(100, account.Available - before);
        account.Buy(Day(2026, 3, 11), 100, "C");
        Assert.Equal(300, account.Available - before);
        Assert.Contains(account.State.Progress, p => p.Date == new LocalDate(2026, 3, 5) && p.Change == 100);
    }

    [Theory]
    [InlineData("orders", 3, "b")]
    [InlineData("visits", 3, "b")]
    [InlineData("points", 3, "a")]
    public void Measure_IsAsNamed(string measure, int times, string expected)
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["visit"] = new EarningRuleOptions { By = "activity", Activity = "visit", Points = 1, Qualifies = false };
            o.Rules["base"].Qualifies = measure != "points";
            o.Ladder = new LadderOptions { Measure = measure };
            o.Ladder.Tiers["a"] = new LoyaltyTierOptions { AtLeast = 0 };
            o.Ladder.Tiers["b"] = new LoyaltyTierOptions { AtLeast = 3 };
        }));
        for (int i = 0; i < times; i++)
        {
            account.Buy(Start, 10);
            account.Do(new RecordActivity(Start, "visit", "V" + i, 1, BusinessTime.At(Start), string.Empty, string.Empty, MemberFacts.None, []));
        }

        Assert.Equal(expected, account.State.Tier.Tier);
    }

    [Fact]
    public void PolicyAdoption_MovesToTheNewLadder()
    {
        LoyaltyPolicy v1 = LoyaltyPolicy.Compile(Ladder(null, o => o.Label = "v1")).Policy;
        LoyaltyPolicy v2 = LoyaltyPolicy.Compile(Ladder(l => { l.Tiers.Remove("silver"); l.Tiers["pearl"] = new LoyaltyTierOptions { AtLeast = 500 }; }, o => o.Label = "v2")).Policy;
        var account = new TestAccount(new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, v1), new PolicyBookEntry<LoyaltyPolicy>(Day(2026, 4, 1), v2)]));
        account.Buy(Start, 1_500);
        account.Do(new AdoptLoyaltyPolicy(Day(2026, 4, 1), v2.Version));
        Assert.Equal("pearl", account.State.Tier.Tier);
        Assert.Equal(LoyaltyTierCause.PolicyChanged, account.State.Tier.Changes[^1].Cause);
        Assert.Equal(RefusalCodes.UnknownPolicyVersion, account.Refused(new AdoptLoyaltyPolicy(Day(2026, 4, 1), new PolicyVersion("x", "y"))).Code);
    }
}
