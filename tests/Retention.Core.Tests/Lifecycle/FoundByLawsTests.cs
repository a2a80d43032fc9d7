using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>What the laws, and writing their oracle from the documentation, found.</summary>
public sealed class FoundByLawsTests
{
    [Fact]
    public void DeclineWithoutABoundOfItsOwn_EndsAsSoonAsItWouldNotRise()
    {
        LifecycleOptions options = Risk(new SignalOptions { Kind = "frequency-down", Window = "30d", AtLeast = 3 });
        var life = new TestLife(options);
        life.Buy(Day(1));
        life.Buy(Day(2));
        life.Buy(Day(3));
        Assert.Single(life.View(Day(60)).Signals);

        // From day 61 on only two are left in the window before.
        Assert.Empty(life.View(Day(61)).Signals);
        Assert.EndsWith(Midnight(61) + " here", life.History(Day(70)), System.StringComparison.Ordinal);
    }

    [Fact]
    public void ActivitiesThatAreOnlyCounted_AreOneForEachDay_WhateverLiesBetween()
    {
        var life = new TestLife(Risk(new SignalOptions { Kind = "inactivity" }));
        life.Do(new RecordActivity(Day(1), new StageActivity(null, "log-in", Day(1, 8), null, null, 2, Day(1, 9))));
        life.Act("log-in", Day(1, 13), id: "A");
        life.Do(new RecordActivity(Day(1, 14), new StageActivity(null, "log-in", Day(1, 14), null, null)));
        life.Do(new RecordActivity(Day(1, 15), new StageActivity(null, "log-in", Day(1, 10), null, null)));
        Assert.Equal(["A 1", " 4"], life.State.Activities.Select(a => a.Id + " " + a.Count));
        Assert.Equal((Day(1, 14), null), (life.State.Activities[1].OccurredAt, life.State.Activities[1].ClosedAt));
    }

    [Fact]
    public void ReturnOfACancelledPurchase_DoesNotBringItBack()
    {
        var life = new TestLife(Risk(new SignalOptions { Kind = "inactivity" }));
        life.Buy(Day(1), 100, "P");
        life.Do(new CorrectPurchase(Day(2), new StagePurchase("P", Day(1), 100m, string.Empty, null), true, "a1"));
        life.Do(new ReturnPurchase(Day(3), "R", "P", 40m));
        Assert.Empty(life.State.Purchases);
        life.Do(new CorrectPurchase(Day(4), new StagePurchase("P", Day(1), 100m, string.Empty, null), false, "a1"));
        Assert.Equal(60, Assert.Single(life.State.Purchases).Amount);
    }

    [Fact]
    public void PurchasesOfTheStage_CountByTheirInstant_ThoughDatedLongBefore()
    {
        LifecycleOptions options = Risk(new SignalOptions { Kind = "condition", Rise = new ConditionOptions { Tag = "lost" } });
        ConditionOptions noSignal = options.Transitions["down"].When!;
        options.Transitions["down"].When = new ConditionOptions();
        options.Transitions["down"].When!.All["signal"] = noSignal;
        options.Transitions["down"].When!.All["bought"] = new ConditionOptions { Measure = StageMeasures.Purchases, AtLeast = 1 };
        var life = new TestLife(options);
        life.Do(new SetCustomerTag(Day(10), "lost", true));
        life.Do(new RecordPurchase(Day(11), new StagePurchase("P", Day(11), 1, string.Empty, new LocalDate(2026, 1, 3))));
        life.Do(new SetCustomerTag(Day(12), "lost", false));
        Assert.Null(life.State.Overlay);
    }

    [Fact]
    public void WhatIsMissing_TurnsWithItsWindow()
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Measures["answer"] = new MeasureOptions { Kind = "latest-value", Occurrences = "survey-10", Window = "30d" };
        options.Stages["asked"] = new StageOptions();
        options.Stages["silent"] = new StageOptions();
        options.Transitions["asked"] = new TransitionOptions { Order = 1, To = "asked", When = new ConditionOptions { Measure = "answer", Missing = false } };
        options.Transitions["silent"] = new TransitionOptions { Order = 2, To = "silent", When = new ConditionOptions { Measure = "answer", Missing = true } };
        var life = new TestLife(options);
        life.Act("survey-10", Day(0), 8);
        Assert.Equal(("asked", Midnight(30)), (life.State.Stage, life.Due()));
        Assert.Equal("silent", life.Stage(Day(30, 0)));
    }

    [Fact]
    public void OurOwnContact_IsNeverAnAnswer_AndAnswersCountByTheirInstants()
    {
        LifecycleOptions options = Risk(new SignalOptions { Kind = "unanswered-contact", Activities = "mailing", Window = "3d" });
        var life = new TestLife(options);
        life.Act("mailing", Day(1));
        life.Act(LifecycleActivities.OutboundContact, Day(2));
        Assert.Equal("at-risk", life.Stage(Day(5, 0)));

        // Bought after the mailing, though a purchase of an earlier instant counts on a later day.
        life.Do(new RecordPurchase(Day(3), new StagePurchase("P1", Day(3), 1, string.Empty, new LocalDate(2026, 1, 1))));
        life.Do(new RecordPurchase(Day(3), new StagePurchase("P2", Day(0), 1, string.Empty, new LocalDate(2026, 1, 4))));
        Assert.Equal("here", life.Stage(Day(5, 0)));
    }

    [Fact]
    public void SettledBeforeTheOverlayBegan_AndKnownLate_IsNoRecovery()
    {
        LifecycleOptions options = Risk(new SignalOptions { Kind = "open-complaint", Window = "3d" });
        options.Transitions["down"].Outcome = "win-back";
        var life = new TestLife(options);
        life.Act("complaint", Day(0), id: "C");
        Assert.Equal("at-risk", life.View(Day(4)).Overlay);
        life.Do(new CloseActivity(Day(6), "C", Day(2)));
        StageSpell last = life.State.History[^1];
        Assert.Equal(("here", StageCause.Correction, StageOutcome.None), (last.Stage, last.Cause, last.Outcome));
    }

    [Fact]
    public void OutcomeBeneathAnOverlay_DoesNotBreakTheTimeInIt()
    {
        LifecycleOptions options = Risk(new SignalOptions { Kind = "condition", Rise = new ConditionOptions { Tag = "lost" } });
        options.Stages["there"] = new StageOptions();
        options.Transitions["here"].From = "none";
        options.Transitions["there"] = new TransitionOptions { From = "here", To = "there", When = new ConditionOptions { Tag = "vip" }, Outcome = "win-back" };
        var life = new TestLife(options);
        life.Do(new SetCustomerTag(Day(1), "lost", true));
        life.Do(new SetCustomerTag(Day(5), "vip", true));
        Assert.Equal(("at-risk", (Instant?)Day(1)), (life.State.Stage, life.State.Since));
        Assert.Equal(StageOutcome.WinBack, life.State.History[^1].Outcome);
    }

    [Fact]
    public void ChainThroughAStageWithACoolDown_ComesToRest()
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Stages["b"] = new StageOptions();
        options.Stages["c"] = new StageOptions { CoolDown = "30d" };
        options.Transitions["in"] = new TransitionOptions { Order = 1, From = "none", To = "b", When = new ConditionOptions { Tag = "x" } };
        options.Transitions["on"] = new TransitionOptions { Order = 2, From = "b", To = "c", When = new ConditionOptions { Tag = "x" } };
        options.Transitions["back"] = new TransitionOptions { Order = 3, From = "c", To = "b", When = new ConditionOptions { Tag = "x" } };
        var life = new TestLife(options);
        life.Do(new SetCustomerTag(Day(1), "x", true));
        Assert.Equal("b", life.State.Stage);
        Assert.Empty(life.Do(new ReviewStage(Day(2))));
        Assert.Equal(Text(Day(31)), life.Due());
    }

    [Fact]
    public void RelationshipThatBeginsAtTheEndOfTheCalendar_IsFollowed()
    {
        foreach (string kind in new[] { "tenure-days", "tenure-months" })
        {
            var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
            options.Measures["age"] = new MeasureOptions { Kind = kind, StartAttribute = "start" };
            options.Stages["old"] = new StageOptions();
            options.Transitions["old"] = new TransitionOptions { To = "old", When = new ConditionOptions { Measure = "age", AtLeast = 30 } };
            var life = new TestLife(options);
            life.Do(new SetCustomerAttribute(Day(1), "start", "9999-12-31"));
            Assert.Equal("none", life.Due());
        }
    }

    [Fact]
    public void WhatAnotherZoneDatedTomorrow_EntersTheWindowTomorrow()
    {
        LifecycleOptions east = Frequent("Asia/Shanghai");
        LifecycleOptions west = Frequent("America/New_York");
        var book = new PolicyBook<LifecyclePolicy>(
        [
            new PolicyBookEntry<LifecyclePolicy>(Instant.MinValue, LifecyclePolicy.Compile(east).Policy),
            new PolicyBookEntry<LifecyclePolicy>(Instant.MaxValue, LifecyclePolicy.Compile(west).Policy),
        ]);
        var life = new TestLife(book);
        life.Do(new AdoptLifecyclePolicy(Day(0), book.Entries[0].Policy.Version, "a1"));
        life.Buy(Day(1, 2));
        Assert.Equal("once", life.State.Stage);
        life.Do(new AdoptLifecyclePolicy(Day(1, 3), book.Entries[1].Policy.Version, "a1"));
        Assert.Equal((null, "2026-01-02 13:00"), (life.State.Stage, life.Due()));
    }

    [Fact]
    public void OverlayToBeEnteredOnce_IsNotEnteredByHandWhileItHolds()
    {
        LifecycleOptions options = Risk(new SignalOptions { Kind = "condition", Rise = new ConditionOptions { Tag = "lost" } });
        options.Stages["at-risk"].Once = true;
        var life = new TestLife(options);
        life.Do(new SetCustomerTag(Day(1), "lost", true));
        life.Do(new MoveStage(Day(2), "here", "a1", "because", null));
        Assert.Equal(LifecycleRefusals.StageEnteredOnce, life.Refused(new MoveStage(Day(3), "at-risk", "a1", "because", null)));
    }

    [Fact]
    public void RecordWithComplaintsThatWereOnlyCountedUnderAnOlderPolicy_CanBeMerged()
    {
        var other = new TestLife(Risk(new SignalOptions { Kind = "inactivity" }));
        other.Do(new RecordActivity(Day(1), new StageActivity(null, "complaint", Day(1), null, null)));
        var life = new TestLife(Risk(new SignalOptions { Kind = "open-complaint" }));
        life.Do(LifecycleTransfers.Merge(Day(2), new CustomerId("b"), other.State, new CustomerId("a"), "a1").Absorb);
        Assert.Empty(life.State.Signals);
        Assert.Single(life.State.Activities);
    }

    private static LifecycleOptions Frequent(string zone)
    {
        var options = new LifecycleOptions { Zone = zone };
        options.Measures["orders"] = new MeasureOptions { Kind = "frequency", Window = "30d" };
        options.Stages["once"] = new StageOptions();
        options.Transitions["in"] = new TransitionOptions { From = "none", To = "once", When = new ConditionOptions { Measure = "orders", AtLeast = 1 } };
        options.Transitions["out"] = new TransitionOptions { From = "once", To = "none", When = new ConditionOptions { Measure = "orders", LessThan = 1 } };
        return options;
    }

    /// <summary>One stage, and a risk over it while a signal is on.</summary>
    private static LifecycleOptions Risk(SignalOptions signal)
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Signals["signal"] = signal;
        options.Stages["here"] = new StageOptions();
        options.Stages["at-risk"] = new StageOptions { Overlay = true, AtRisk = true };
        options.Transitions["here"] = new TransitionOptions { To = "here" };
        options.Transitions["up"] = new TransitionOptions { From = "none", To = "at-risk", When = new ConditionOptions { Signal = "signal" } };
        options.Transitions["down"] = new TransitionOptions { From = "at-risk", To = "none", When = new ConditionOptions { Not = new ConditionOptions { Signal = "signal" } } };
        return options;
    }

    [Fact]
    public void BoundOnADayThatWasSkipped_IsPassedWithTheNext_AndNothingBetweenIsMissed()
    {
        LifecycleOptions options = LifecyclePresets.Options(LifecyclePresets.P2);
        options.Zone = "Pacific/Apia";

        // Samoa had no 30 December 2011: day 180 and day 181 begin at one instant.
        var life = new TestLife(options);
        life.Buy(Instant.FromUtc(2011, 7, 3, 12, 0));
        for (int i = 1; i < 9; i++)
        {
            life.Act(LifecycleActivities.LogIn, Instant.FromUtc(2011, 7, 3, 12, 0) + Duration.FromDays(20 * i));
        }

        Instant both = Instant.FromUtc(2011, 12, 30, 10, 0);
        Assert.Equal("growing", life.Stage(both - Duration.Epsilon));
        Assert.Equal("mature", life.Stage(both));
    }
}
