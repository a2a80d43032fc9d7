using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>Stages by hand, dwell, cool-down, corrections, late facts, returns, merges, imports, other policies.</summary>
public sealed class LifecycleTests
{
    private const string Me = "u1";

    [Fact]
    public void AStageSetByHand_HoldsUntilItsEnd_WhileTheRulesGoOnBeneath()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Do(new MoveStage(Day(10), "mature", Me, "asked for it", Day(40)));
        Assert.Equal(("mature", "new", false), (life.State.Stage, life.State.BaseStage, life.State.IsAtRisk));
        Assert.Equal(Midnight(31), life.Due());
        LifecycleState hidden = life.View(Day(35));
        Assert.Equal(("mature", "at-risk", false, Day(10)), (hidden.Stage, hidden.Overlay, hidden.IsAtRisk, hidden.Since));
        LifecycleState after = life.View(Day(40));
        Assert.Equal(("at-risk", true, Day(40), Day(31, 0)), (after.Stage, after.IsAtRisk, after.Since, after.OverlaySince));
        Assert.Equal([StageCause.Fact, StageCause.Manual, StageCause.ManualEnded], after.History.Select(s => s.Cause));
    }

    [Fact]
    public void AStageSetByHand_EndsWhenItIsReleased()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Do(new MoveStage(Day(10), "mature", Me, "asked for it", null));
        life.Do(new ReleaseStage(Day(20), Me, "done"));
        Assert.Equal(("new", null, Day(20)), (life.State.Stage, life.State.Manual, life.State.Since));
        Assert.Equal(LifecycleRefusals.NoManualStage, life.Refused(new ReleaseStage(Day(20), Me, "again")));
    }

    [Fact]
    public void SinceWhen_GoesBackOverAWinBackBeneathAStageSetByHand()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Do(new MoveStage(Day(40), "mature", Me, "asked for it", null));
        life.Buy(Day(50));
        Assert.Equal(StageOutcome.WinBack, life.State.History[life.State.History.Count - 1].Outcome);
        Assert.Equal(("mature", Day(40)), (life.State.Stage, life.State.Since));
    }

    [Fact]
    public void ADwell_HoldsAStageToTheInstant_AndItsEndIsDue()
    {
        TestLife life = Tagged(o => o.Stages["a"].MinimumDwell = "2h");
        life.Do(new SetCustomerTag(Day(1), "b", true));
        life.Do(new SetCustomerTag(Day(2), "b", false));
        Assert.Equal("a", life.State.Stage);
        life.Do(new SetCustomerTag(Day(2) + Duration.FromHours(1), "b", true));
        Assert.Equal(("a", Text(Day(2) + Duration.FromHours(2))), (life.State.Stage, life.Due()));
        Assert.Equal("a", life.Stage(Day(2) + Duration.FromHours(2) - Duration.Epsilon));
        StageSpell spell = life.View(Day(3)).History[^1];
        Assert.Equal(("b", Day(2) + Duration.FromHours(2), StageCause.Time), (spell.Stage, spell.Since, spell.Cause));
    }

    [Fact]
    public void ACoolDown_KeepsAStageShutForItsTime_AndItsEndIsDue()
    {
        TestLife life = Tagged(o => o.Stages["b"].CoolDown = "10d");
        life.Do(new SetCustomerTag(Day(1), "b", true));
        life.Do(new SetCustomerTag(Day(2), "b", false));
        life.Do(new SetCustomerTag(Day(3), "b", true));
        Assert.Equal(("a", Text(Day(12))), (life.State.Stage, life.Due()));
        Assert.Equal(("a", "b"), (life.Stage(Day(12) - Duration.Epsilon), life.Stage(Day(12))));
    }

    [Fact]
    public void AStageToBeEnteredOnce_IsShutAfterwards_ByRuleAndByHand()
    {
        TestLife life = Tagged(o => o.Stages["b"].Once = true);
        life.Do(new SetCustomerTag(Day(1), "b", true));
        life.Do(new SetCustomerTag(Day(2), "b", false));
        life.Do(new SetCustomerTag(Day(3), "b", true));
        Assert.Equal(("a", "none"), (life.State.Stage, life.Due()));
        Assert.Equal(LifecycleRefusals.StageEnteredOnce, life.Refused(new MoveStage(Day(4), "b", Me, "please", null)));
    }

    [Fact]
    public void ATerminalStage_IsLeftByNoRuleAndNoHand()
    {
        TestLife life = Tagged(o => o.Stages["b"].Terminal = true, o => o.Transitions["a"].From = "none");
        life.Do(new SetCustomerTag(Day(1), "b", true));
        life.Do(new SetCustomerTag(Day(2), "b", false));
        Assert.Equal("b", life.State.Stage);
        Assert.Equal(LifecycleRefusals.StageTerminal, life.Refused(new MoveStage(Day(3), "a", Me, "please", null)));
    }

    [Fact]
    [Requirement("C-5")]
    public void AFactThatHadPreventedTheRisk_LiftsIt_WhichIsNoWinBack()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Act(LifecycleActivities.LogIn, Day(20), recordedAt: Day(40));
        Assert.Equal(Text(Day(0)) + " new; " + Midnight(31) + " at-risk; " + Text(Day(40)) + " new", life.History(Day(40)));
        Assert.Equal(StageCause.Correction, life.State.History[^1].Cause);
        Assert.Equal(Midnight(51), life.Due());
    }

    [Fact]
    [Requirement("C-5")]
    public void APurchaseRecordedLate_LiftsTheRiskItPrevents_AndALaterOneWinsBack()
    {
        var late = new TestLife(LifecyclePresets.P2);
        late.Buy(Day(0));
        late.Buy(Day(30), recordedAt: Day(40));
        Assert.Equal(("new", StageOutcome.None), (late.State.Stage, late.State.History[^1].Outcome));
        var back = new TestLife(LifecyclePresets.P2);
        back.Buy(Day(0));
        back.Buy(Day(31), recordedAt: Day(40));
        Assert.Equal(("new", StageOutcome.WinBack), (back.State.Stage, back.State.History[^1].Outcome));
    }

    [Fact]
    [Requirement("C-5")]
    public void AComplaintThatWasSettledBeforeTheRisk_LiftsIt_WhenThatBecomesKnown()
    {
        LifecycleOptions options = LifecyclePresets.Options(LifecyclePresets.P2);
        options.Signals["complaint"] = new SignalOptions { Kind = "open-complaint", Window = "3d" };
        options.Transitions["at-risk"].When!.All["b"].Any["d"] = new ConditionOptions { Signal = "complaint" };
        options.Transitions["won-back"].When!.All["b"].Not!.Any["d"] = new ConditionOptions { Signal = "complaint" };
        var life = new TestLife(options);
        life.Buy(Day(0));
        life.Act(LifecycleActivities.Complaint, Day(1), id: "K1");
        Assert.Equal("at-risk", life.Stage(Day(5, 0)));
        life.Buy(Day(6));
        Assert.Equal("at-risk", life.State.Stage);
        life.Do(new CloseActivity(Day(10), "K1", Day(3)));
        Assert.Equal(("new", StageCause.Correction, StageOutcome.None), (life.State.Stage, life.State.History[^1].Cause, life.State.History[^1].Outcome));
    }

    [Fact]
    [Requirement("C-5")]
    public void AnActivityWithoutAPurchase_DoesNotWinBack_AndVoidingItBringsTheSignalBack()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Act(LifecycleActivities.LogIn, Day(40), id: "L1");
        Assert.Equal(("at-risk", 0), (life.State.Stage, life.State.Signals.Count));
        life.Do(new VoidActivity(Day(41), "L1", Me));
        Assert.Equal(("at-risk", 40m), (life.State.Stage, life.State.Signals.Single().Found));
    }

    [Fact]
    public void APurchaseKnownLate_MovesTheFirstPurchaseBack_FromThenOn()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(100));
        life.Buy(Day(0), recordedAt: Day(110));
        Assert.Equal(Text(Day(100)) + " new; " + Text(Day(110)) + " growing", life.History(Day(110)));
    }

    [Fact]
    public void APurchaseReturnedInFull_IsNone_SoTheNextIsTheFirst()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0), document: "S1");
        life.Buy(Day(20), document: "S2");
        life.Buy(Day(90), document: "S3");
        Assert.Equal("growing", life.Stage(Day(100)));
        life.Do(new ReturnPurchase(Day(100), "R1", "S1", 99.9999m));
        Assert.Equal("growing", life.State.BaseStage);
        life.Do(new ReturnPurchase(Day(101), "R2", "S1", 0.0001m));
        Assert.Equal(("new", "growing"), (life.State.BaseStage, life.State.Furthest!.Stage));
        Assert.Equal(["S2", "S3"], life.State.Purchases.Select(p => p.Document));
        life.Do(new CorrectPurchase(Day(102), new StagePurchase("S2", Day(20), 100m, string.Empty, null), true, Me));
        life.Do(new ReturnPurchase(Day(103), "R3", "S3", 100m));
        Assert.Equal((null, null), (life.State.Stage, life.State.Since));
        Assert.Equal("none", life.Due());
    }

    [Fact]
    public void OnlyThePurchasesOfThePolicysOrganisationsCount()
    {
        LifecycleOptions options = LifecyclePresets.Options(LifecyclePresets.P2);
        options.Organisations = "HQ, East";
        var life = new TestLife(options);
        life.Buy(Day(0), organisation: "West");
        Assert.Null(life.State.Stage);
        life.Buy(Day(50), organisation: "East");
        Assert.Equal("new", life.Stage(Day(75)));
        var all = new TestLife(LifecyclePresets.P2);
        all.Buy(Day(0), organisation: "West");
        all.Buy(Day(50), organisation: "East");
        all.Buy(Day(90), organisation: "HQ");
        Assert.Equal("growing", all.Stage(Day(95)));
    }

    [Fact]
    public void AMergeBringsTheOthersHistory_WithoutAWinBack_AndWhatBothKnowOnce()
    {
        var one = new TestLife(LifecyclePresets.P2);
        one.Buy(Day(0), document: "S1");
        one.Buy(Day(100), document: "S2");
        one.Act(LifecycleActivities.LogIn, Day(100), id: "L1");
        var other = new TestLife(LifecyclePresets.P2);
        other.Buy(Day(60), document: "X1");
        other.Buy(Day(100), document: "S2");
        LifecycleMergeCommands merge = LifecycleTransfers.Merge(Day(140), new CustomerId("C1"), one.View(Day(140)), new CustomerId("C2"), Me);
        Assert.Equal("at-risk", other.Stage(Day(140)));
        one.Do(merge.End);
        other.Do(merge.Absorb);
        Assert.Equal(["S1", "X1", "S2"], other.State.Purchases.Select(p => p.Document));
        Assert.Equal(("at-risk", "growing", "growing"), (other.State.Stage, other.State.BaseStage, other.State.Furthest!.Stage));
        Assert.All(other.State.History.Where(s => s.Since >= Day(140)), s => Assert.Equal(StageOutcome.None, s.Outcome));
        Assert.Equal((new CustomerId("C2"), "none"), (one.State.MergedInto, one.Due()));
        Assert.Equal(LifecycleRefusals.LifecycleMerged, one.Refused(new ReviewStage(Day(141))));
        Assert.Throws<ArgumentException>(() => LifecycleTransfers.Merge(Day(140), new CustomerId("C1"), one.State, new CustomerId("C1"), Me));
    }

    [Fact]
    public void AMergeBringsWhatBecameOfPurchases_SoThatNothingCountsTwice()
    {
        var one = new TestLife(LifecyclePresets.P2);
        one.Buy(Day(0), 100m, "S1");
        one.Buy(Day(1), 50m, "S2");
        one.Buy(Day(2), 30m, "S3");
        one.Do(new ReturnPurchase(Day(3), "R1", "S1", 40m));
        one.Do(new ReturnPurchase(Day(3), "R2", "S2", 50m));
        one.Do(new CorrectPurchase(Day(3), new StagePurchase("S3", Day(2), 30m, string.Empty, null), true, Me));
        var other = new TestLife(LifecyclePresets.P2);
        other.Buy(Day(4), 20m, "X1");
        other.Do(LifecycleTransfers.Merge(Day(5), new CustomerId("C1"), one.State, new CustomerId("C2"), Me).Absorb);
        Assert.Equal([("S1", 60m), ("X1", 20m)], other.State.Purchases.Select(p => (p.Document, p.Amount)));
        Assert.Equal(LifecycleRefusals.ReturnKnown, other.Refused(new ReturnPurchase(Day(6), "R1", "S1", 40m)));
        Assert.Equal(LifecycleRefusals.PurchaseKnown, other.Refused(new RecordPurchase(Day(6), new StagePurchase("S3", Day(2), 30m, string.Empty, null))));
        other.Do(new CorrectPurchase(Day(6), new StagePurchase("S1", Day(0), 120m, string.Empty, null), false, Me));
        Assert.Equal(80m, other.State.Purchases[0].Amount);
    }

    [Fact]
    public void AMergeTakesActivitiesWithoutId_ThatWereRecordedWhenNoSignalWaitedForThem()
    {
        var other = new TestLife(LifecyclePresets.P5);
        other.Buy(Day(0));
        other.Do(new RecordActivity(Day(1), new StageActivity(null, LifecycleActivities.Objection, Day(1), null, null)));
        var life = new TestLife(LifecyclePresets.P3);
        life.Buy(Day(2));
        life.Do(LifecycleTransfers.Merge(Day(3), new CustomerId("C1"), other.State, new CustomerId("C2"), Me).Absorb);
        Assert.Equal((1, 0), (life.State.Activities.Count, life.State.Signals.Count));
        Assert.Equal(LifecycleRefusals.ActivityNeedsId, life.Refused(new ImportHistory(Day(3), [], other.State.Activities, null, Me)));
    }

    [Fact]
    [Requirement("C-5")]
    public void AnImport_MovesTheCustomer_WithoutAWinBack()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Do(new ImportHistory(Day(40), [new StagePurchase("OLD", Day(35), 10m, string.Empty, null)], [], "mature", Me));
        Assert.Equal(("new", StageCause.Import, StageOutcome.None), (life.State.Stage, life.State.History[^1].Cause, life.State.History[^1].Outcome));
        Assert.Equal(("mature", 3, Day(40)), (life.State.Furthest!.Stage, life.State.Furthest.Progress, life.State.Furthest.Since));
    }

    [Fact]
    public void TheFurthestStage_StaysWhenACorrectionLeadsBack()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0), document: "S1");
        life.Act(LifecycleActivities.LogIn, Day(95));
        life.Do(new CorrectPurchase(Day(100), new StagePurchase("S1", Day(80), 100m, string.Empty, null), false, Me));
        Assert.Equal(("new", "growing", Day(91, 0)), (life.State.BaseStage, life.State.Furthest!.Stage, life.State.Furthest.Since));
    }

    [Fact]
    public void AnotherPolicy_LeavesTheStagesAndSignalsThatItLacks()
    {
        LifecyclePolicy p2 = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P2)).Policy;
        LifecyclePolicy p5 = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P5)).Policy;
        var life = new TestLife(new PolicyBook<LifecyclePolicy>([new PolicyBookEntry<LifecyclePolicy>(Instant.MinValue, p2), new PolicyBookEntry<LifecyclePolicy>(Day(900), p5)]));
        life.Buy(Day(0));
        Assert.Equal("at-risk", life.Stage(Day(100)));
        IReadOnlyList<LifecycleEvent> events = life.Do(new AdoptLifecyclePolicy(Day(100), p5.Version, Me));
        Assert.Equal(("silent", null, "silent", 0), (life.State.Stage, life.State.Overlay, life.State.BaseStage, life.State.Signals.Count));
        Assert.Equal("inactive", events.OfType<SignalCleared>().Single().Signal);
        Assert.Equal(["growing→", "at-risk→", "→silent"], events.OfType<StageChanged>().Where(e => e.Cause == StageCause.Policy).Select(e => e.From + "→" + e.To));
        Assert.Equal(p5.Version, life.State.PolicyVersion);
        Assert.Equal(RefusalCodes.UnknownPolicyVersion, life.Refused(new AdoptLifecyclePolicy(Day(101), new PolicyVersion("none", new string('a', 64)), Me)));
    }

    [Fact]
    public void AStage_SaysWhichTestsDecided()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        StageChanged risk = life.Process.Settle(life.State, Day(31)).OfType<StageChanged>().Single();
        Assert.Equal(["age ≥ 0: 31", "inactive on: on"], risk.Reasons.Select(r => r.Name + " " + r.Requirement + ": " + r.Found));
        Assert.Equal(("at-risk", StageCause.Time, true), (risk.Transition, risk.Cause, risk.IsAtRisk));
    }

    /// <summary>Stage b while the tag b is there, else a.</summary>
    private static TestLife Tagged(params Action<LifecycleOptions>[] changes)
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Stages["a"] = new StageOptions { Order = 1 };
        options.Stages["b"] = new StageOptions { Order = 2 };
        options.Transitions["b"] = new TransitionOptions { Order = 1, To = "b", When = new ConditionOptions { Tag = "b" } };
        options.Transitions["a"] = new TransitionOptions { Order = 2, To = "a", When = new ConditionOptions { Not = new ConditionOptions { Tag = "b" } } };
        foreach (Action<LifecycleOptions> change in changes)
        {
            change(options);
        }

        return new TestLife(options);
    }
}
