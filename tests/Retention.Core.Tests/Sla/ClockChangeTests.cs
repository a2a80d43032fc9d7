using System;
using System.Linq;
using NodaTime;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>What a change of priority, tier, policy or calendar does to a running clock.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("keep-elapsed", "03-02 12:00", "02:00:00")]
    [InlineData("restart", "03-02 14:00", "00:00:00")]
    [InlineData("retroactive", "03-02 12:00", "02:00:00")]
    [InlineData("retroactive-without-pauses", "03-02 11:00", "03:00:00")]
    [InlineData("freeze", "03-02 17:00", "02:00:00")]
    public void HigherPriority_AfterAnHourOfPause_TakesTheShorterTarget(string onChange, string due, string elapsed)
    {
        TestCase one = Opened(With("resolution", "7h", c => Urgent(c, "2h", onChange)), "03-02 09:00");
        one.Record(CaseActivities.Paused, "03-02 10:00");
        one.Record(CaseActivities.Resumed, "03-02 11:00");
        one.Change("03-02 12:00", Known(priority: "urgent"));

        // Two hours have passed by 12:00 if the pause doesn't count, three if it does.
        Assert.Equal(due, one.Due("03-02 12:00"));
        Assert.Equal(TimeSpan.Parse(elapsed, System.Globalization.CultureInfo.InvariantCulture), one.Clock("03-02 12:00").Elapsed.ToTimeSpan());
    }

    [Fact]
    public void AnotherCalendar_KeepsWhatHasPassedOnTheOld_OrCountsAnewOnTheNew()
    {
        SlaOptions Of(string onChange) => With("resolution", "4h", c => Urgent(c, "4h", onChange, SlaPolicy.RoundTheClock));
        TestCase kept = Opened(Of("keep-elapsed"), "03-02 17:00");
        kept.Change("03-02 20:00", Known(priority: "urgent"));
        Assert.Equal(("03-02 23:00", Duration.FromHours(1)), (kept.Due("03-02 20:00"), kept.Clock("03-02 20:00").Elapsed));

        TestCase back = Opened(Of("retroactive"), "03-02 17:00");
        back.Change("03-02 20:00", Known(priority: "urgent"));
        Assert.Equal(("03-02 21:00", Duration.FromHours(3)), (back.Due("03-02 20:00"), back.Clock("03-02 20:00").Elapsed));
    }

    [Fact]
    public void Change_GivesNoNoticeTwice()
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            Urgent(c, "2h", "restart");
            c.Notices["half"] = new NoticeOptions { AtPercent = 50, Role = "lead" };
        }));
        one.SettleAt("03-02 13:00");
        one.Change("03-02 13:00", Known(priority: "urgent"));
        Assert.Equal(At("03-02 15:00") + Duration.Epsilon, one.Process.NextDue(one.State));
        one.SettleAt("03-03 10:00");
        Assert.Equal(["clock/1/half", "clock/1/missed"], one.State.NoticesGiven);
    }

    [Fact]
    public void LaterPolicy_HoldsFromItsAdoption_AndOnlyAChangeOfTheTargetChangesTheClock()
    {
        SlaPolicy old = SlaPolicy.Compile(With("resolution", "4h")).Policy;
        SlaPolicy same = SlaPolicy.Compile(With("resolution", "4h", c => c.OnChange = "restart", o => o.Label = "same")).Policy;
        SlaPolicy strict = SlaPolicy.Compile(With("resolution", "2h", c => c.OnChange = "restart", o => o.Label = "strict")).Policy;
        SlaPolicy hours = SlaPolicy.Compile(With("resolution", "4h", more: o => (o.Label, o.Calendars["office"].Week!.Monday) = ("hours", "09:00-12:00"))).Policy;
        var book = new PolicyBook<SlaPolicy>(new[] { old, same, strict, hours }.Select((p, i) => new PolicyBookEntry<SlaPolicy>(At("01-01 00:00") + Duration.FromDays(i == 0 ? 0 : 200 + i), p)));
        TestCase Adopting(SlaPolicy policy)
        {
            var one = new TestCase(book);
            one.Open("03-02 10:00");
            one.Do(new AdoptSlaPolicy(At("03-02 11:00"), policy.Version, "a1"));
            return one;
        }

        Assert.Equal("03-02 14:00", Adopting(same).Due("03-02 11:00"));
        Assert.Equal("03-02 13:00", Adopting(strict).Due("03-02 11:00"));
        Assert.Equal("03-03 11:00", Adopting(hours).Due("03-02 11:00"));
        Assert.Equal(strict.Version, Adopting(strict).State.PolicyVersion);
        var other = new PolicyVersion("other", "0");
        Assert.Equal(RefusalCodes.UnknownPolicyVersion, Adopting(same).Refused(new AdoptSlaPolicy(At("03-02 12:00"), other, "a1")).Code);
    }

    [Fact]
    public void CaseThatMatchesATargetOnlyLater_StartsThen_OrRetroactively()
    {
        TestCase Of(string onChange)
        {
            TestCase one = Opened(With("resolution", "4h", c =>
            {
                c.OnChange = onChange;
                c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
            }));
            Assert.Empty(one.State.Clocks);
            one.Change("03-02 12:00", Known(priority: "urgent"));
            return one;
        }

        Assert.Equal("03-02 16:00", Of("keep-elapsed").Due("03-02 12:00"));
        Assert.Equal("03-02 14:00", Of("retroactive").Due("03-02 12:00"));
        TestCase gone = Of("keep-elapsed");
        gone.Change("03-02 13:00", Known());
        Assert.Equal(ClockState.Cancelled, gone.Clock("03-02 13:00").Reading.State);
        Assert.Null(gone.Process.NextDue(gone.State));
    }

    [Fact]
    public void ChangeEnteredLate_CountsFromWhenItOccurred()
    {
        TestCase one = Opened(With("resolution", "7h", c => Urgent(c, "2h", "restart")));
        one.Change("03-02 11:00", Known(priority: "urgent"), "03-02 12:00");
        Assert.Equal("03-02 13:00", one.Due("03-02 12:00"));
    }

    [Theory]
    [InlineData("keep-elapsed", "03-05 10:00")]
    [InlineData("retroactive", "03-05 10:00")]
    [InlineData("retroactive-without-pauses", "03-04 18:00")]
    [InlineData("restart", "03-04 18:00")]
    [InlineData("freeze", "03-04 10:00")]
    public void LaterDay_AfterAnHourOfPause_IsMovedByThePausesThatCount(string onChange, string due)
    {
        TestCase one = Opened(With("resolution", "7h", c =>
        {
            Urgent(c, "2h", onChange);
            c.Targets["all"] = new TargetOptions { Order = 2, BusinessDays = 1, Calendar = "office" };
            c.Targets["urgent"].Within = null;
            c.Targets["urgent"].BusinessDays = 2;
        }));
        one.Record(CaseActivities.Paused, "03-02 10:30");
        one.Record(CaseActivities.Resumed, "03-02 11:30");
        one.Change("03-02 12:00", Known(priority: "urgent"));
        Assert.Equal(due, one.Due("03-02 12:00"));
    }

    [Theory]
    [InlineData("keep-elapsed", 1, "03-02 14:00", "03-02 10:00..03-02 11:00 Working; 03-02 11:00..03-02 12:00 Paused a1: waits; 03-02 12:00..03-02 13:00 Paused a1: waits; 03-02 13:00..03-02 14:00 Working")]
    [InlineData("restart", 0, "03-02 15:00", "03-02 10:00..03-02 11:00 Restarted; 03-02 11:00..03-02 12:00 Restarted; 03-02 12:00..03-02 13:00 Paused a1: waits; 03-02 13:00..03-02 14:00 Working")]
    [InlineData("retroactive", 1, "03-02 14:00", "03-02 10:00..03-02 11:00 Working; 03-02 11:00..03-02 12:00 Paused a1: waits; 03-02 12:00..03-02 13:00 Paused a1: waits; 03-02 13:00..03-02 14:00 Working")]
    [InlineData("retroactive-without-pauses", 2, "03-02 13:00", "03-02 10:00..03-02 11:00 Working; 03-02 11:00..03-02 12:00 Working; 03-02 12:00..03-02 13:00 Paused a1: waits; 03-02 13:00..03-02 14:00 Working")]
    public void ChangeWhilePaused_LeavesItPaused_BySomebodyAsBefore(string onChange, int elapsed, string due, string timeline)
    {
        TestCase one = Opened(With("resolution", "7h", c => Urgent(c, "2h", onChange)));
        one.Record(CaseActivities.Paused, "03-02 11:00", reason: "waits");
        one.Change("03-02 12:00", Known(priority: "urgent"));
        Assert.Equal((ClockState.Paused, Duration.FromHours(elapsed)), (one.Clock("03-02 12:30").State, one.Clock("03-02 12:30").Elapsed));
        one.Record(CaseActivities.Resumed, "03-02 13:00");
        Assert.Equal(timeline, one.Timeline("03-02 14:00"));
        if (onChange != "retroactive-without-pauses")
        {
            Assert.Equal(due, one.Due("03-02 13:00"));
        }
    }

    [Fact]
    public void ClockThatALaterPolicyLacks_IsCancelled_AndBeginsAgainWithOneThatHasIt_OrIsFrozenAndGoesOn()
    {
        TestCase Of(string onChange)
        {
            SlaPolicy first = SlaPolicy.Compile(With("resolution", "4h", c => c.OnChange = onChange, o => o.Label = "first")).Policy;
            SlaPolicy without = SlaPolicy.Compile(With("resolution", "4h", c => c.OnChange = onChange, o =>
            {
                o.Label = "without";
                o.Clocks["another"] = o.Clocks["clock"];
                o.Clocks.Remove("clock");
            })).Policy;
            SlaPolicy again = SlaPolicy.Compile(With("resolution", "4h", c => c.OnChange = onChange, o => o.Label = "again")).Policy;
            var one = new TestCase(new PolicyBook<SlaPolicy>(new[] { first, without, again }.Select((p, i) => new PolicyBookEntry<SlaPolicy>(At("01-01 00:00") + Duration.FromDays(i == 0 ? 0 : 200 + i), p))));
            one.Open("03-02 10:00");
            one.Do(new AdoptSlaPolicy(At("03-02 11:00"), without.Version, "a1"));
            Assert.Equal(onChange == "freeze" ? ClockState.Running : ClockState.Cancelled, one.Clock("03-02 11:00").State);
            if (onChange == "freeze")
            {
                one.Record(CaseActivities.Paused, "03-02 11:10");
                Assert.Equal(ClockState.Paused, one.Clock("03-02 11:10").State);
                one.Record(CaseActivities.Resumed, "03-02 11:10");
            }

            one.Do(new AdoptSlaPolicy(At("03-02 12:00"), again.Version, "a1"));
            return one;
        }

        TestCase anew = Of("keep-elapsed");
        Assert.Equal((2, "03-02 16:00"), (anew.Clock("03-02 12:00").Reading.Cycle, anew.Due("03-02 12:00")));
        TestCase since = Of("retroactive");
        Assert.Equal((2, "03-02 14:00"), (since.Clock("03-02 12:00").Reading.Cycle, since.Due("03-02 12:00")));
        TestCase frozen = Of("freeze");
        Assert.Equal((1, "03-02 14:00"), (frozen.Clock("03-02 12:00").Reading.Cycle, frozen.Due("03-02 12:00")));
        frozen.Solve("03-02 13:00");
        Assert.Equal(ClockState.Stopped, frozen.Clock("03-02 13:00").State);
    }

    [Fact]
    public void FrozenCycleThatALaterPolicyLacks_GoesOnByItself_AndNoNextOneBegins()
    {
        static void Frozen(ClockOptions c) => c.OnChange = "freeze";
        SlaPolicy first = SlaPolicy.Compile(With("next-response", "4h", Frozen, o => o.Label = "first")).Policy;
        SlaPolicy without = SlaPolicy.Compile(With("resolution", "4h", Frozen, o =>
        {
            // Not even the calendar is there any more.
            o.Label = "without";
            o.Calendars["another"] = o.Calendars["office"];
            o.Calendars.Remove("office");
            o.Clocks["another"] = o.Clocks["clock"];
            o.Clocks["another"].Targets["all"].Calendar = "another";
            o.Clocks.Remove("clock");
        })).Policy;
        var one = new TestCase(new PolicyBook<SlaPolicy>(new[] { first, without }.Select((p, i) => new PolicyBookEntry<SlaPolicy>(At("01-01 00:00") + Duration.FromDays(200 * i), p))));
        one.Open("03-02 10:00");
        one.Record(CaseActivities.CustomerMessage, "03-02 10:30");
        one.Do(new AdoptSlaPolicy(At("03-02 11:00"), without.Version, "a1"));
        Assert.Equal((1, "03-02 14:30"), (one.Clock("03-02 11:00").Reading.Cycle, one.Due("03-02 11:00")));
        one.Record(CaseActivities.AgentMessage, "03-02 12:00");
        one.Record(CaseActivities.CustomerMessage, "03-02 13:00");
        one.Change("03-02 13:30", Known(priority: "urgent"));
        Assert.Equal((1, ClockState.Stopped), (one.Clock("03-02 14:00").Reading.Cycle, one.Clock("03-02 14:00").State));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("cancel")]
    public void ClockThatWaitedForATarget_WaitsNoMore_OnceItIsEnded(string role)
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            c.Stop = role == "stop" ? "done" : "solution-given";
            c.Cancel = role == "cancel" ? "done" : "cancelled";
            c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
        }));
        one.Record("done", "03-02 11:00");
        one.Change("03-02 12:00", Known(priority: "urgent"));
        Assert.Empty(one.State.Clocks);
    }

    [Fact]
    public void PromiseMadeBeforeItWasAskedFor_IsTheDeadline_WhenItIs()
    {
        TestCase one = Opened(With("promise", "1h", c => c.Targets["all"] = new TargetOptions { Promised = true, Calendar = "office", When = new ConditionOptions { Attribute = "priority", Is = "urgent" } }));
        one.Record(CaseActivities.CommitmentGiven, "03-02 11:00", promisedBy: "03-04 12:00");
        one.Record(CaseActivities.CommitmentGiven, "03-02 11:30", promisedBy: "03-05 12:00");
        one.Change("03-02 12:00", Known(priority: "urgent"));
        Assert.Equal((1, "03-05 12:00"), (one.Clock("03-02 12:00").Reading.Cycle, one.Due("03-02 12:00")));
        one.Change("03-02 13:00", Known());
        Assert.Equal(ClockState.Cancelled, one.Clock("03-02 13:00").State);
        one.Change("03-02 14:00", Known(priority: "urgent"));
        Assert.Equal((2, "03-05 12:00"), (one.Clock("03-02 14:00").Reading.Cycle, one.Due("03-02 14:00")));
        one.Record(CaseActivities.CommitmentGiven, "03-02 14:30", promisedBy: "03-06 12:00");
        one.Change("03-02 15:00", Known());
        one.Change("03-02 16:00", Known(priority: "urgent"));
        Assert.Equal((4, "03-06 12:00"), (one.Clock("03-02 16:00").Reading.Cycle, one.Due("03-02 16:00")));
    }

    private static void Urgent(ClockOptions clock, string within, string onChange, string calendar = "office")
    {
        clock.OnChange = onChange;
        clock.Targets["all"].Order = 2;
        clock.Targets["urgent"] = new TargetOptions { Order = 1, Within = within, Calendar = calendar, When = new ConditionOptions { Attribute = "priority", Is = "urgent" } };
    }
}
