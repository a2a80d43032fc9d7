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
    public void Birthday_OfTheYearOfBirthItself_Counts()
    {
        var account = new TestAccount(Plain(o => o.Multipliers["birthday"] = new MultiplierOptions { Factor = 2, BirthdayDaysAfter = 1 }));
        account.Buy(Day(2026, 3, 3), 10, null, new MemberFacts([], [], new LocalDate(2026, 3, 2)));
        Assert.Equal(20, account.Available);
    }

    [Fact]
    public void Multipliers_BeyondWhatPointsHold_RefuseThePurchase()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { Combination = "product" };
            for (int i = 0; i < 6; i++)
            {
                o.Multipliers["m" + i] = new MultiplierOptions { Factor = 1_000 };
            }
        }));
        Assert.Equal(LoyaltyRefusals.PointsOutOfRange, account.Refused(new RecordPurchase(Start, Sale("A", Start, 1))).Code);
    }

    [Fact]
    public void Factor_MayBeNothing_OrAThousand()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Multipliers["none"] = new MultiplierOptions { Factor = 0, When = new ConditionOptions { Attribute = "category", Is = "sale" } };
            o.Multipliers["most"] = new MultiplierOptions { Factor = 1_000, When = new ConditionOptions { Attribute = "category", Is = "tea" } };
        }));
        account.Buy(Start, Sale("A", Start, d => { d.Lines.Add(Line("L1", 10, category: "sale")); d.Lines.Add(Line("L2", 10, category: "tea")); }));
        Assert.Equal(10_000, account.Available);
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

        // A transaction is over when it is over: nothing is kept of it.
        Assert.Empty(account.State.Counters);
        Assert.All(account.Events.OfType<PointsAwarded>(), e => Assert.Empty(e.Counters));
    }

    [Fact]
    public void Cap_PerTransaction_CountsOfEarlierPartsWhatItLimits()
    {
        void Check(Action<LoyaltyOptions> caps, decimal points, decimal growth)
        {
            var account = new TestAccount(Plain(o =>
            {
                o.Earning = new EarningOptions { Accrual = "shipped" };
                o.Wallets["growth"] = new WalletOptions();
                o.Rules.Clear();
                o.Rules["a"] = new EarningRuleOptions { Points = 1, Wallet = Wallet };
                o.Rules["b"] = new EarningRuleOptions { Points = 2, Wallet = Wallet };
                o.Rules["g"] = new EarningRuleOptions { Points = 1, Wallet = "growth" };
                caps(o);
            }));
            account.Buy(Start, Sale("A", Start, 40, 40));
            account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L1", 1, null)], []));
            account.Do(new AccruePart(Start, "A", "S2", AccrualStep.Shipped, [], []));
            Assert.Equal((points, growth), (account.Available, account.State.Wallet("growth").Available.Value));
        }

        Check(o => o.Caps["c"] = new CapOptions { Rule = "a", AtMost = 50 }, 50 + 160, 80);
        Check(o => o.Caps["c"] = new CapOptions { Rule = "b", AtMost = 90 }, 80 + 90, 80);
        Check(o => o.Caps["c"] = new CapOptions { Wallet = Wallet, AtMost = 200 }, 200, 80);
        Check(o => o.Caps["c"] = new CapOptions { Wallet = "growth", AtMost = 50 }, 240, 50);
    }

    [Fact]
    public void Cap_OfEachRule_LimitsThatRuleAlone()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules.Clear();
            foreach ((string rule, decimal most) in new[] { ("a", 30m), ("b", 50m), ("c", 20m) })
            {
                o.Rules[rule] = new EarningRuleOptions { Points = 1 };
                o.Caps[rule] = new CapOptions { Rule = rule, AtMost = most, Period = "day" };
            }
        }));
        PointsAwarded awarded = (PointsAwarded)account.Buy(Start, 100)[0];
        Assert.Equal(100, account.Available);
        Assert.Equal([("cap:a", 30m), ("cap:b", 50m), ("cap:c", 20m)], awarded.Counters.Select(c => (c.Counter, c.Change)));
    }

    [Fact]
    public void Cap_OfARuleThatDoesNotApply_LimitsNothing()
    {
        foreach (string idle in new[] { "a", "z" })
        {
            var account = new TestAccount(Plain(o =>
            {
                o.Rules[idle] = new EarningRuleOptions { Points = 1, When = new ConditionOptions { Attribute = "category", Is = "tea" } };
                o.Rules["other"] = new EarningRuleOptions { Points = 1 };
                o.Rules["base"].Order = o.Rules[idle].Order = o.Rules["other"].Order = 1;
                o.Caps["c"] = new CapOptions { Rule = idle, AtMost = 10 };
            }));
            account.Buy(Start, 100);
            Assert.Equal(200, account.Available);
        }
    }

    [Fact]
    public void Cap_OfAPeriod_IsCountedUntilItsLastAwardCloses()
    {
        var account = new TestAccount(Plain(o => { o.Caps["c"] = new CapOptions { AtMost = 50, Period = "day" }; o.Caps["ever"] = new CapOptions { AtMost = 500, Period = "lifetime" }; }));
        PointsAwarded awarded = (PointsAwarded)account.Buy(Day(2026, 3, 2, 0), 80, "A")[0];
        Instant closes = awarded.Award.ClosesAt;
        Assert.Equal(
            [("cap:c", Day(2026, 3, 2, 0), closes + Duration.FromDays(1)), ("cap:ever", NodaConstants.UnixEpoch, Instant.MaxValue)],
            awarded.Counters.Select(c => (c.Counter, c.PeriodStart, c.KeepUntil)));
    }

    [Fact]
    public void Cap_ThatRefuses_SaysWhatWouldHaveBeenAllowed()
    {
        var account = new TestAccount(Plain(o => o.Caps["c"] = new CapOptions { AtMost = 50, Period = "day", Exceeded = "refuse" }));
        account.Buy(Start, 30);
        Refusal refusal = account.Refused(new RecordPurchase(Start, Sale("X", Start, 30), MemberFacts.None, []));
        Assert.Equal(LoyaltyRefusals.CapExceeded, refusal.Code);
        Assert.Equal("20", refusal["room"]);
        Assert.Equal(("c", "30", "2026-03-02T16:00:00Z"), (refusal["cap"], refusal["asked"], refusal["until"]));
        account.Buy(Start, 20);
        Assert.Equal(50, account.Available);
    }

    [Fact]
    public void Cap_ThatRefuses_AsksOfEachPartOnlyWhatIsNew()
    {
        var account = new TestAccount(Plain(o => { o.Earning = new EarningOptions { Accrual = "shipped" }; o.Caps["c"] = new CapOptions { AtMost = 50, Exceeded = "refuse" }; }));
        account.Buy(Start, Sale("A", Start, 30, 20, 10));
        AccruePart Part(int part) => new AccruePart(Start, "A", "S" + part, AccrualStep.Shipped, [new LinePart("L" + part, 1, null)], []);
        account.Do(Part(1));
        account.Do(Part(2));
        Refusal refusal = account.Refused(Part(3));
        Assert.Equal((LoyaltyRefusals.CapExceeded, "c", "10", "0", "never"), (refusal.Code, refusal["cap"], refusal["asked"], refusal["room"], refusal["until"]));
        Assert.Equal(50, account.Available);
    }

    [Fact]
    public void Cap_ThatRefuses_LetsPassWhatAnotherCapReduces()
    {
        var account = new TestAccount(Plain(o => { o.Caps["reduces"] = new CapOptions { AtMost = 50 }; o.Caps["refuses"] = new CapOptions { AtMost = 100, Exceeded = "refuse" }; }));
        account.Buy(Start, 100);
        Assert.Equal(50, account.Available);
        Assert.Equal("refuses", account.Refused(new RecordPurchase(Start, Sale("X", Start, 101)))["cap"]);
    }

    [Fact]
    public void Budget_ThatRefuses_SaysThatNoDateHelps()
    {
        var account = new TestAccount(Plain(o => o.Caps["c"] = new CapOptions { Budget = "spring", Exceeded = "refuse" }));
        Refusal refusal = account.Refused(new RecordPurchase(Start, Sale("A", Start, 100), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]));
        Assert.Equal((LoyaltyRefusals.CapExceeded, "100", "60", "never"), (refusal.Code, refusal["asked"], refusal["room"], refusal["until"]));
        account.Do(new RecordPurchase(Start, Sale("A", Start, 60), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]));
        Assert.Equal(60, account.Available);
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
        Refusal notGiven = account.Refused(new RecordPurchase(Start, Sale("A", Start, 100), MemberFacts.None, []));
        Assert.Equal((LoyaltyRefusals.BudgetNotGiven, "spring"), (notGiven.Code, notGiven["budget"]));
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
    public void Budget_NamedByTwoCaps_IsNotGivenTwice()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1 };
            o.Caps["x"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["y"] = new CapOptions { Budget = "spring", Rule = "bonus" };
        }));
        account.Do(new RecordPurchase(Start, Sale("A", Start, 100), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]));
        Assert.Equal(60, account.Available);
        DrawBudget draw = Assert.IsType<DrawBudget>(Assert.Single(BudgetDraws.Of(Start, "M1", account.Events[^1])).Command);
        Assert.Equal(60, draw.Amount.Value);
    }

    [Fact]
    public void Budget_NamedByACapOfARuleAndOneOfItsWallet_IsDrawnOnceForAPoint()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Caps["x"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["y"] = new CapOptions { Budget = "spring" };
        }));
        account.Do(new RecordPurchase(Start, Sale("A", Start, 50), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]));
        Assert.Equal(50, account.Available);
        DrawBudget draw = Assert.IsType<DrawBudget>(Assert.Single(BudgetDraws.Of(Start, "M1", account.Events[^1])).Command);
        Assert.Equal(50, draw.Amount.Value);
    }

    [Fact]
    public void Budget_NamedByTwoCaps_RefusesIfTheOneThatIsExceededDoes()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 2 };
            o.Caps["x"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["y"] = new CapOptions { Budget = "spring", Rule = "bonus", Exceeded = "refuse" };
        }));
        Assert.Equal(LoyaltyRefusals.CapExceeded, account.Refused(new RecordPurchase(Start, Sale("A", Start, 50), MemberFacts.None, [new BudgetRoom("spring", new Points(60))])).Code);
    }

    [Fact]
    public void Budget_NamedByTwoCaps_OfOneRule_RefusesIfEitherDoes()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Caps["x"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["y"] = new CapOptions { Budget = "spring", Rule = "base", Exceeded = "refuse" };
        }));
        BudgetRoom[] room = [new BudgetRoom("spring", new Points(60))];
        Assert.Equal("61", account.Refused(new RecordPurchase(Start, Sale("A", Start, 61), MemberFacts.None, room))["asked"]);
        account.Do(new RecordPurchase(Start, Sale("A", Start, 60), MemberFacts.None, room));
        Assert.Equal(60, account.Available);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Budget_NamedByTwoCaps_AsksOfACapThatRefusesOnlyWhatRulesBeforeItLeave(int order)
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1, Order = order };
            o.Caps["x"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["y"] = new CapOptions { Budget = "spring", Rule = "bonus", Exceeded = "refuse" };
        }));
        var command = new RecordPurchase(Start, Sale("A", Start, 50), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]);
        if (order == 1)
        {
            account.Do(command);
            Assert.Equal(60, account.Available);
            Assert.Equal(60, Assert.Single(account.Events[^1].Counters).Change);
            return;
        }

        Refusal refusal = account.Refused(command);
        Assert.Equal(("budget:spring", "50", "10", "never"), (refusal["cap"], refusal["asked"], refusal["room"], refusal["until"]));
    }

    [Fact]
    public void Budget_NamedByTwoCaps_GivesWhatOneRuleGivesBackToTheOther_AsIfOnlyThatHadBeenBought()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1 };
            o.Caps["x"] = new CapOptions { Budget = "spring", Rule = "base" };
            o.Caps["y"] = new CapOptions { Budget = "spring", Rule = "bonus" };
        }));
        account.Do(new RecordPurchase(Start, Sale("A", Start, 100), MemberFacts.None, [new BudgetRoom("spring", new Points(60))]));
        account.ReturnAmount(Start, "A", 50);
        Assert.Equal(60, account.Available);
        Assert.Empty(BudgetDraws.Of(Start, "M1", account.Events[^1]));
        account.ReturnAmount(Start, "A", 30);
        Assert.Equal(40, account.Available);
        RestoreBudget restored = Assert.IsType<RestoreBudget>(Assert.Single(BudgetDraws.Of(Start, "M1", account.Events[^1])).Command);
        Assert.Equal(20, restored.Amount.Value);
    }

    [Fact]
    public void CreditNote_TakesBackWhatItsFirstOrderGaveToItsSecond()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Caps["c"] = new CapOptions { AtMost = 50, Period = "day" };
            o.Returns = new ReturnOptions { ReAward = "later-awards" };
        }));
        account.Buy(Start, 30, "A");
        account.Buy(Start, 60, "B");

        // A keeps 15 and gives 15 to B, of which 30 is kept.
        account.Do(new RecordCreditNote(Start, "CN1", CreditNoteKind.Allowance, 45, []));
        Assert.Equal(45, account.Available);
        account.Do(new RecordCreditNote(Start, "CN2", CreditNoteKind.Allowance, 45, []));
        Assert.Equal((0, 0), (account.Available, account.Points.Debt.Value));
    }

    [Theory]
    [InlineData(null, 50)]
    [InlineData("spring", 20)]
    public void ReAward_CountsUnderEveryCap_AndDrawsOnNoBudget(string? budget, int expected)
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Caps["day"] = new CapOptions { AtMost = 50, Period = "day", Budget = budget };
            o.Caps["month"] = new CapOptions { AtMost = 100, Period = "month" };
            o.Returns = new ReturnOptions { ReAward = "later-awards" };
        }));
        BudgetRoom[] room = [new BudgetRoom("spring", new Points(1_000))];
        account.Do(new RecordPurchase(Start, Sale("A", Start, 30), MemberFacts.None, room));
        account.Do(new RecordPurchase(Start, Sale("B", Start, 60), MemberFacts.None, room));
        account.Return(Start, "A");
        Assert.Equal(expected, account.Available);
        decimal Counted(string counter) => account.Events.SelectMany(e => e.Counters).Where(c => c.Counter == counter).Sum(c => c.Change);
        Assert.Equal((expected, expected, budget is null ? 0 : expected), (Counted("cap:day"), Counted("cap:month"), Counted("budget:spring")));
        foreach (string document in new[] { "C", "D" })
        {
            Instant later = Start + Duration.FromDays(document[0] - 'B');
            account.Do(new RecordPurchase(later, Sale(document, later, 60), MemberFacts.None, room));
        }

        Assert.Equal(100, account.Available);
    }

    [Fact]
    public void ReAward_OfWhatTwoCapsCut()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Caps["day"] = new CapOptions { AtMost = 50, Period = "day" };
            o.Caps["month"] = new CapOptions { AtMost = 50, Period = "month" };
            o.Returns = new ReturnOptions { ReAward = "later-awards" };
        }));
        account.Buy(Start, 30, "A");
        account.Buy(Start, 60, "B");
        account.Buy(Start, 60, "C");
        account.Buy(Start + Duration.FromDays(1), 60, "D");
        account.Return(Start + Duration.FromDays(1), "A");
        Assert.Equal([50m, 0, 0], account.State.Awards.Select(a => a.Grants[0].Lots.Sum(l => l.Amount.Value)).Skip(1));
        account.Return(Start + Duration.FromDays(1), "B");
        Assert.Equal((50, 0), (account.Available, account.Points.Debt.Value));
    }

    [Fact]
    public void ReAward_TakesNoRoomThatOthersHaveUsedSince()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1, Order = 1, When = new ConditionOptions { Attribute = "category", Is = "food" } };
            o.Caps["day"] = new CapOptions { AtMost = 50, Period = "day" };
            o.Caps["bonus"] = new CapOptions { AtMost = 40, Period = "month", Rule = "bonus" };
            o.Caps["spring"] = new CapOptions { Budget = "spring", Rule = "bonus" };
            o.Returns = new ReturnOptions { ReAward = "later-awards" };
        }));
        BudgetRoom[] room = [new BudgetRoom("spring", new Points(1_000))];
        RecordPurchase Food(string document, Instant at, decimal amount) => new RecordPurchase(at, Sale(document, at, d => d.Lines.Add(Line("F", amount, category: "food"))), MemberFacts.None, room);
        account.Do(new RecordPurchase(Start, Sale("A", Start, 30), MemberFacts.None, room));
        account.Do(Food("B", Start, 60));
        Instant next = Start + Duration.FromDays(1);
        account.Do(Food("C", next, 20));
        Assert.Equal(90, account.Available);

        // B's bonus had room for 20 more, which C took, and A gives nothing back to the budget; so B's other rule gets all of it.
        account.Return(next, "A");
        Assert.Equal(90, account.Available);
        decimal Counted(string counter) => account.Events.SelectMany(e => e.Counters).Where(c => c.Counter == counter).Sum(c => c.Change);
        Assert.Equal((40, 40), (Counted("cap:bonus"), Counted("budget:spring")));
        account.Return(next, "B");
        Assert.Equal((40, 20, 20), (account.Available, Counted("cap:bonus"), Counted("budget:spring")));
    }

    [Fact]
    public void ReAward_LeavesAPartsOtherPartsTheirRoomOfATransaction()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { Accrual = "shipped" };
            o.Rules["base"].When = new ConditionOptions { Attribute = "category", Is = "other" };
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1, When = new ConditionOptions { Attribute = "category", Is = "food" } };
            o.Caps["bonus"] = new CapOptions { AtMost = 50, Period = "day", Rule = "bonus" };
            o.Caps["order"] = new CapOptions { AtMost = 50 };
            o.Returns = new ReturnOptions { ReAward = "later-awards" };
        }));
        void Ship(string document, string line) => account.Do(new AccruePart(Start, document, line, AccrualStep.Shipped, [new LinePart(line, 1, null)], []));
        account.Do(new RecordPurchase(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 30, category: "food")))));
        Ship("A", "L1");
        account.Do(new RecordPurchase(Start, Sale("B", Start, d => { d.Lines.Add(Line("L1", 60, category: "food")); d.Lines.Add(Line("L2", 60, category: "other")); })));
        Ship("B", "L1");
        Ship("B", "L2");
        Assert.Equal(80, account.Available);
        account.Return(Start, "A");
        Assert.Equal(50, account.Available);
    }

    [Fact]
    public void Cap_OfADayWithABudgetToo_EndsWithTheDay()
    {
        var account = new TestAccount(Plain(o => o.Caps["c"] = new CapOptions { AtMost = 50, Period = "day", Budget = "spring", Exceeded = "refuse" }));
        Refusal refusal = account.Refused(new RecordPurchase(Start, Sale("A", Start, 80), MemberFacts.None, [new BudgetRoom("spring", new Points(1_000))]));
        Assert.Equal(("c", "2026-03-02T16:00:00Z"), (refusal["cap"], refusal["until"]));
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
