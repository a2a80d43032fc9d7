using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Figures;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>Stages, moves, dwell, recovery and activation over many customers.</summary>
public sealed class LifecycleFiguresTests
{
    private const string Me = "u1";

    [Fact]
    [Requirement("M-2")]
    public void Stages_OpenEnterLeaveAndClose_AndTheirMovesAreRatesOfWhoCouldMove()
    {
        // Two are new as the period of the days 30 to 120 begins; a third comes in it. One logs in and grows, two fall silent at day 31 and 71.
        TestLife active = Bought(0);
        active.Act(LifecycleActivities.LogIn, Day(25));
        active.Act(LifecycleActivities.LogIn, Day(50));
        active.Act(LifecycleActivities.LogIn, Day(75));
        active.Act(LifecycleActivities.LogIn, Day(100));
        LifecycleFigures figures = All(Day(30, 0), Day(120, 0), active, Bought(0), Bought(40));
        Assert.Equal(
            ["none 0+1-1=0", "at-risk 0+2-0=2", "growing 0+1-0=1", "new 2+1-3=0"],
            figures.Stages.Select(s => (s.Stage ?? "none") + " " + s.Opening + "+" + s.Entered + "-" + s.Left + "=" + s.Closing));
        Assert.Equal(["new → at-risk (Time) 2/3 = 66.6667 %", "new → growing (Time) 1/3 = 33.3333 %"], figures.Stage("new")!.Moves.Select(m => m.ToString()));
        Assert.Equal("none → new (Fact) 1/1 = 100 %", figures.Stage(null)!.Moves.Single().ToString());
        Assert.Equal((new Rate(2, 3), new Rate(0, 3)), (figures.Stage("new")!.MovesTo("at-risk"), figures.Stage("new")!.MovesTo(null)));
        Assert.Null(figures.Stage("lost"));
    }

    [Fact]
    [Requirement("M-2")]
    public void Dwell_IsInLocalDays_AndEndsWithTheStay_ElseItGoesOn()
    {
        LifecycleFigures figures = All(Day(0, 0), Day(120, 0), Bought(0), Bought(40));
        StageFigures young = figures.Stage("new")!;
        Assert.Equal((2L, 31m, 31m), (young.DwellDays.Count, young.DwellDays.Quantile(0, 1), young.DwellDays.Quantile(1, 1)));
        Assert.Equal((0L, 2L, 69m), (figures.Stage("at-risk")!.DwellDays.Count, figures.Stage("at-risk")!.DaysSoFar.Count, figures.Stage("at-risk")!.DaysSoFar.Mean));
        Assert.Equal(0, young.DaysSoFar.Count);
    }

    [Fact]
    public void APeriod_HasItsStartAndNotItsEnd()
    {
        Assert.Equal((1L, 0L), (All(Day(0, 0), Day(31, 0), Bought(0)).Stage("new")!.Closing, All(Day(0, 0), Day(31, 0), Bought(0)).Stage("new")!.Left));
        LifecycleFigures next = All(Day(31, 0), Day(40, 0), Bought(0));
        Assert.Equal((1L, 1L, 1L), (next.Stage("new")!.Opening, next.Stage("new")!.Left, next.Stage("at-risk")!.Closing));
        Assert.Null(All(Day(32, 0), Day(40, 0), Bought(0)).Stage("new"));
    }

    [Fact]
    public void AChainOfOneInstant_IsOneMove_AndStagesSetByHandAreCountedAsSeen()
    {
        var imported = new TestLife(LifecyclePresets.P2);
        imported.Do(new ImportHistory(Day(100), [new StagePurchase("OLD", Day(0), 1m, string.Empty, null)], [], null, Me));
        Assert.Equal(["growing", "at-risk"], imported.State.History.Select(s => s.Stage));
        LifecycleFigures figures = All(Day(90), Day(110), imported);
        Assert.Equal([null, "at-risk"], figures.Stages.Select(s => s.Stage));
        Assert.Equal("none → at-risk (Import) 1/1 = 100 %", figures.Stage(null)!.Moves.Single().ToString());
        imported.Do(new MoveStage(Day(105), "mature", Me, "asked for it", null));
        Assert.Equal(["at-risk → mature (Manual) 1/1 = 100 %"], All(Day(101), Day(110), imported).Stage("at-risk")!.Moves.Select(m => m.ToString()));
    }

    [Fact]
    [Requirement("C-5")]
    public void Recovery_IsWonBackOfThoseAtRisk_AndAtRiskThenLostIsOnePeriod()
    {
        TestLife wonBack = Bought(0);
        wonBack.Buy(Day(100));
        TestLife lost = Bought(0);
        TestLife lostAndBack = Bought(0);
        lostAndBack.Buy(Day(215));
        TestLife fine = Bought(195);
        LifecycleFigures year = All(Day(0, 0), Day(220, 0), wonBack, lost, lostAndBack, fine);

        // The first was at risk again from day 131 on: four periods, two of them won back.
        Assert.Equal((new Rate(2, 4), 2L, 2L), (year.Recovery, year.WinBacks, year.Losses));
        Assert.Equal(new Rate(0, 3), All(Day(140, 0), Day(212, 0), wonBack, lost, lostAndBack, fine).Recovery);
        Assert.Equal(new Rate(1, 1), All(Day(100), Day(100) + Duration.Epsilon, wonBack).Recovery);
        Assert.Equal(default, All(Day(100) + Duration.Epsilon, Day(131, 0), wonBack).Recovery);
        Assert.True(year.Recovery.Percent!.Value.Value >= LifecyclePresets.RecoveryGoalPercent);
    }

    [Fact]
    [Requirement("C-5")]
    public void Recovery_LeavesOutRisksThatWereUnfoundedOrEndedByHand_AndSeesThroughAStageSetByHand()
    {
        TestLife unfounded = Bought(0);
        unfounded.Act(LifecycleActivities.LogIn, Day(20), recordedAt: Day(40));
        Assert.Equal(default, All(Day(30), Day(45), unfounded).Recovery);
        TestLife hidden = Bought(0);
        hidden.Do(new MoveStage(Day(40), "mature", Me, "asked for it", null));
        Assert.Equal(new Rate(0, 1), All(Day(30), Day(45), hidden).Recovery);
        hidden.Buy(Day(50));
        Assert.Equal((new Rate(1, 1), 1L), (All(Day(30), Day(55), hidden).Recovery, All(Day(30), Day(55), hidden).WinBacks));
        TestLife byHand = Bought(0);
        byHand.Do(new MoveStage(Day(5), "at-risk", Me, "a feeling", Day(10)));
        Assert.Equal((default, 1L), (All(Day(0), Day(20), byHand).Recovery, All(Day(0), Day(20), byHand).Stage("at-risk")!.Left));
    }

    [Fact]
    [Requirement("C-4")]
    public void Activation_IsOfThoseWhoseWindowEndsInThePeriod()
    {
        // The 30 days after day 0 end with day 30: at the midnight that starts day 31.
        TestLife twice = Bought(0);
        twice.Buy(Day(30, 23));
        TestLife late = Bought(0);
        late.Buy(Day(31, 0));
        Assert.Equal(new Rate(1, 2), All(Day(31, 0), Day(32, 0), twice, late).Activation);
        Assert.Equal(default, All(Day(0, 0), Day(31, 0), twice, late).Activation);
        Assert.Equal(default, All(Day(31, 1), Day(60, 0), twice, late).Activation);
        Assert.Equal(80m, twice.Process.PolicyOf(twice.State)!.Activation.GoalPercent.Value);
    }

    [Fact]
    public void RecordsThatWereMerged_AndStreamsThatHaveNotBegun_AreNotCounted()
    {
        TestLife merged = Bought(0);
        merged.Do(new MergeLifecycle(Day(10), new CustomerId("C2"), Me));
        var none = new TestLife(LifecyclePresets.P2);
        LifecycleFigures figures = All(Day(0, 0), Day(60, 0), merged, none);
        Assert.Empty(figures.Stages);
        Assert.Null(figures.From);
    }

    [Fact]
    public void WhatMakesNoSense_Throws()
    {
        TestLife life = Bought(0);
        Assert.Throws<ArgumentException>(() => LifecycleFigures.Of(life.Process, life.State, Day(1), Day(1)));
        Assert.Throws<ArgumentException>(() => All(Day(0), Day(1), life).Merge(All(Day(0), Day(2), life)));
        LifecyclePolicy other = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P5)).Policy;
        Assert.Throws<ArgumentException>(() => LifecycleFigures.Of(new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(other)), life.State, Day(0), Day(1)));
    }

    [Fact]
    public void Law_PartsInAnyOrderGiveTheFiguresOfTheWhole_AndEveryStageBalances()
    {
        Gen<int[]> lives = Gen.Choose(0, 240).ArrayOf(5).Select(days => days.Order().ToArray());
        Prop.ForAll(lives.ArrayOf(6).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (customers, start) =>
        {
            Instant from = Day(start, 0);
            Instant to = Day(start + 60, 0);
            LifecycleFigures[] each = customers.Select(c => Life(c)).Select(l => LifecycleFigures.Of(l.Process, l.State, from, to)).ToArray();
            string whole = Summary(each.Aggregate(LifecycleFigures.Empty, (a, b) => a.Merge(b)));
            string backwards = Summary(each.Reverse().Aggregate((a, b) => a.Merge(b)));
            LifecycleFigures[] halves = each.Chunk(4).Select(c => c.Aggregate((a, b) => a.Merge(b))).ToArray();
            Assert.Equal(whole, backwards);
            Assert.Equal(whole, Summary(halves[1].Merge(LifecycleFigures.Empty).Merge(halves[0])));
            foreach (StageFigures stage in halves.Aggregate((a, b) => a.Merge(b)).Stages)
            {
                Assert.Equal(stage.Closing, stage.Opening + stage.Entered - stage.Left);
                Assert.Equal((stage.Closing, stage.Left), (stage.DaysSoFar.Count, stage.DwellDays.Count + (stage.Stage is null ? stage.Left : 0)));
                Assert.All(stage.Moves, m => Assert.Equal(stage.Exposed, m.Rate.Total));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static TestLife Bought(int day)
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(day));
        return life;
    }

    /// <summary>Buys on some days, and logs in between.</summary>
    private static TestLife Life(int[] days)
    {
        var life = new TestLife(LifecyclePresets.P2);
        for (int i = 0; i < days.Length; i++)
        {
            if (i % 3 == 2)
            {
                life.Act(LifecycleActivities.LogIn, Day(days[i]));
            }
            else
            {
                life.Buy(Day(days[i]), 1 + (days[i] % 7 * 100));
            }
        }

        return life;
    }

    private static LifecycleFigures All(Instant from, Instant to, params TestLife[] lives) =>
        lives.Select(l => LifecycleFigures.Of(l.Process, l.State, from, to)).Aggregate(LifecycleFigures.Empty, (a, b) => a.Merge(b));

    private static string Summary(LifecycleFigures f) => string.Join("\n", f.Stages.Select(s => string.Join(" ", s.Stage, s.Opening, s.Entered, s.Left, s.Closing, s.DwellDays.Count, s.DwellDays.Mean, s.DaysSoFar.Count, s.DaysSoFar.Median, string.Join(",", s.Moves))))
        + f.Recovery + f.Activation + f.WinBacks + f.Losses + f.From + f.To;
}
