using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class MultiplierAndCapTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    [Theory]
    [Requirement("L-2")]
    [InlineData("highest", 20)]
    [InlineData("sum", 27)]
    [InlineData("product", 36)]
    [InlineData("in-order", 36)]
    public void Combination_IsAsNamed(string combination, int expected)
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { Combination = combination };
            o.Multipliers["a"] = new MultiplierOptions { Factor = 2 };
            o.Multipliers["b"] = new MultiplierOptions { Factor = 1.5m };
            o.Multipliers["c"] = new MultiplierOptions { Factor = 1.2m };
        }));
        account.Buy(Start, 10);
        Assert.Equal(expected, account.Available);
    }

    [Fact]
    public void ExclusiveGroup_CountsTheFirstByOrder_ThenTheHigherFactor()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { Combination = "product" };
            o.Multipliers["a"] = new MultiplierOptions { Factor = 3, Group = "g", Order = 2 };
            o.Multipliers["b"] = new MultiplierOptions { Factor = 1.5m, Group = "g", Order = 1 };
            o.Multipliers["c"] = new MultiplierOptions { Factor = 2, Group = "g", Order = 1 };
            o.Multipliers["d"] = new MultiplierOptions { Factor = 2 };
        }));
        PointsAwarded awarded = (PointsAwarded)account.Buy(Start, 10)[0];
        Assert.Equal(40, account.Available);
        Assert.Equal("c+d", awarded.Award.Rules[0].Bases[0].Multipliers);
    }

    [Theory]
    [Requirement("L-2")]
    [InlineData(2026, 2, 26, 10)]
    [InlineData(2026, 2, 27, 20)]
    [InlineData(2026, 3, 2, 20)]
    [InlineData(2026, 3, 3, 10)]
    public void Birthday_DoublesAroundTheDay_AlsoForOneBornOn29February(int year, int month, int day, int expected)
    {
        LoyaltyOptions options = Plain(o => o.Multipliers["birthday"] = new MultiplierOptions { Factor = 2, BirthdayDaysBefore = 1, BirthdayDaysAfter = 2 });
        var account = new TestAccount(options);
        account.Buy(Day(year, month, day), 10, null, new MemberFacts([], [], new LocalDate(1996, 2, 29)));
        Assert.Equal(expected, account.Available);
    }

    [Fact]
    public void Birthday_ReachesAcrossTheTurnOfTheYear()
    {
        LoyaltyOptions options = Plain(o => o.Multipliers["birthday"] = new MultiplierOptions { Factor = 2, BirthdayDaysBefore = 3 });
        var account = new TestAccount(options);
        account.Buy(Day(2026, 12, 30), 10, null, new MemberFacts([], [], new LocalDate(1990, 1, 1)));
        Assert.Equal(20, account.Available);
    }

    [Fact]
    public void CategoryMultiplier_WorksOnItsLines()
    {
        var account = new TestAccount(Plain(o => o.Multipliers["tea"] = new MultiplierOptions { Factor = 2, When = new ConditionOptions { Attribute = "category", Is = "tea" } }));
        account.Buy(Start, Sale("A", Start, d =>
        {
            d.Lines.Add(Line("L1", 10, category: "tea"));
            d.Lines.Add(Line("L2", 10, category: "coffee"));
        }));
        Assert.Equal(30, account.Available);
        account.Return(Start, "A", new LinePart("L2", 1, null));
        Assert.Equal(20, account.Available);
    }

    [Theory]
    [InlineData("transaction", 50, 50, 50)]
    [InlineData("day", 50, 0, 50)]
    [InlineData("week", 50, 0, 0)]
    [InlineData("month", 50, 0, 0)]
    [InlineData("year", 50, 0, 0)]
    [InlineData("lifetime", 50, 0, 0)]
    public void Cap_ReducesPerPeriod(string period, int first, int again, int nextDay)
    {
        var account = new TestAccount(Plain(o => o.Caps["c"] = new CapOptions { AtMost = 50, Period = period }));
        decimal Earned(Instant at)
        {
            decimal before = account.Available;
            account.Buy(at, 80);
            return account.Available - before;
        }

        Assert.Equal(first, Earned(Start));
        Assert.Equal(again, Earned(Start));
        Assert.Equal(nextDay, Earned(Day(2026, 3, 3)));
        Assert.Equal(period is "year" or "lifetime" ? 0 : 50, Earned(Day(2026, 4, 6)));
    }

    [Fact]
    public void Cap_PerTransaction_HoldsForAllPartsOfAnOrderTogether()
    {
        var account = new TestAccount(Plain(o => { o.Earning = new EarningOptions { Accrual = "shipped" }; o.Caps["c"] = new CapOptions { AtMost = 50 }; }));
        account.Buy(Start, Sale("A", Start, 80, 80));
        account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L1", 1, null)], []));
        account.Do(new AccruePart(Start, "A", "S2", AccrualStep.Shipped, [], []));
        Assert.Equal(50, account.Available);
    }

    [Fact]
    public void Cap_ThatRefuses_SaysWhatWouldHaveBeenAllowed()
    {
        var account = new TestAccount(Plain(o => o.Caps["c"] = new CapOptions { AtMost = 50, Period = "day", Exceeded = "refuse" }));
        account.Buy(Start, 30);
        Refusal refusal = account.Refused(new RecordPurchase(Start, Sale("X", Start, 30), MemberFacts.None, []));
        Assert.Equal(LoyaltyRefusals.CapExceeded, refusal.Code);
        Assert.Equal("20", refusal["room"]);
        account.Buy(Start, 20);
        Assert.Equal(50, account.Available);
    }

    [Fact]
    public void Cap_OfARule_AndOfTheWallet_HoldTogether()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1, Order = 1 };
            o.Caps["bonus"] = new CapOptions { Rule = "bonus", AtMost = 30 };
            o.Caps["all"] = new CapOptions { AtMost = 70 };
        }));
        PointsAwarded awarded = (PointsAwarded)account.Buy(Start, 60, "A")[0];
        Assert.Equal(70, account.Available);
        Assert.False(awarded.Award.Grants[0].IsSeparable);

        // What remains, 40, would have earned 30 + 40 under the same caps: nothing is taken back yet.
        account.ReturnAmount(Start, "A", 20);
        Assert.Equal(70, account.Available);
        account.ReturnAmount(Start, "A", 20);
        Assert.Equal(40, account.Available);
    }

    [Fact]
    public void ReturnUnderACap_GivesTheRoomBack_AndLaterAwardsOnlyIfNamed()
    {
        foreach ((string reAward, decimal expected) in new[] { ("never", 20m), ("later-awards", 50m) })
        {
            var account = new TestAccount(Plain(o =>
            {
                o.Caps["c"] = new CapOptions { AtMost = 50, Period = "day" };
                o.Returns = new ReturnOptions { ReAward = reAward };
            }));
            account.Buy(Start, 30, "A");
            account.Buy(Start, 60, "B");
            Assert.Equal(50, account.Available);
            account.Return(Start, "A");
            Assert.Equal(expected, account.Available);
            account.Buy(Start, 10, "C");
            Assert.Equal(reAward == "never" ? 30 : 50, account.Available);
            account.Return(Start, "B");
            account.Return(Start, "C");
            Assert.Equal(0, account.Available);
            Assert.Equal(0, account.Points.Debt.Value);
        }
    }

    [Fact]
    public void Budget_CapsTheAward_AndIsDrawnByTheEventsCounters()
    {
        var account = new TestAccount(Plain(o => o.Caps["campaign"] = new CapOptions { Budget = "spring", Rule = "base" }));
        Assert.Equal(LoyaltyRefusals.BudgetNotGiven, account.Refused(new RecordPurchase(Start, Sale("A", Start, 100), MemberFacts.None, [])).Code);
        account.Do(new RecordPurchase(Start, Sale("A", Start, 100), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]));
        Assert.Equal(60, account.Available);
        PointsAwarded awarded = account.Events.OfType<PointsAwarded>().Single();
        DrawBudget draw = Assert.IsType<DrawBudget>(Assert.Single(BudgetDraws.Of(Start, "M1", awarded)).Command);
        Assert.Equal(60, draw.Amount.Value);
        account.ReturnAmount(Start, "A", 50);
        Assert.Equal(50, account.Available);
        RestoreBudget restored = Assert.IsType<RestoreBudget>(Assert.Single(BudgetDraws.Of(Start, "M1", account.Events[^1])).Command);
        Assert.Equal(10, restored.Amount.Value);
    }

    [Fact]
    public void Cooldown_RestsTheRule_OrRefuses()
    {
        LoyaltyOptions Options(string response) => Plain(o => o.Rules["review"] = new EarningRuleOptions { By = "activity", Activity = "review", Points = 20, Cooldown = "1d", CooldownExceeded = response });
        RecordActivity Review(Instant at, string id) => new RecordActivity(at, "review", id, 1, BusinessTime.At(at), string.Empty, string.Empty, MemberFacts.None, []);
        var skipping = new TestAccount(Options("skip"));
        skipping.Do(Review(Start, "1"));
        skipping.Do(Review(Day(2026, 3, 3, 11), "2"));
        Assert.Equal(20, skipping.Available);
        skipping.Do(Review(Day(2026, 3, 3, 12), "3"));
        Assert.Equal(40, skipping.Available);
        var refusing = new TestAccount(Options("refuse"));
        refusing.Do(Review(Start, "1"));
        Assert.Equal(LoyaltyRefusals.RuleResting, refusing.Refused(Review(Day(2026, 3, 3, 11), "2")).Code);
    }
}
