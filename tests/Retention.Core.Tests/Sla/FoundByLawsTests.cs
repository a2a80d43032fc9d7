using System.Linq;
using NodaTime;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>Mistakes that generated histories found, each at its smallest.</summary>
public sealed class FoundByLawsTests
{
    [Fact]
    public void AbsorbedEntriesOfLaterOrUnknownTimes_AreRefused_NotTakenNorThrown()
    {
        TestCase one = Opened(With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { Merging = "earliest", Splitting = "inherited" }));
        Instant now = At("03-02 11:00");
        CaseEntry Entry(Instant at) => new CaseEntry(at, CaseActivities.Paused, null, "a1", null, null, null, null, null, null);
        Assert.Equal(SlaRefusals.OccurredAhead, one.Refused(new AbsorbCase(now, "K2", [Entry(now + Duration.Epsilon)], "a1")).Code);
        Assert.Equal(SlaRefusals.CaseInstantOutOfRange, one.Refused(new AbsorbCase(now, "K2", [Entry(Instant.FromUtc(1900, 1, 1, 0, 0))], "a1")).Code);
        var split = new TestCase(With("resolution", "4h"));
        Assert.Equal(SlaRefusals.OccurredAhead, split.Refused(new OpenSplitCase(now, "K2", Given.Customer("C"), Known(), null, null, [Entry(now + Duration.Epsilon)], "a1")).Code);
    }

    [Fact]
    public void AssignmentEnteredLate_MovesFromTheGroupOfThen()
    {
        TestCase one = Opened(With("ownership", "4h"));
        one.Do(new AssignCase(At("03-02 11:00"), At("03-02 11:00"), "desk", null, "a1"));
        one.Do(new AssignCase(At("03-02 14:00"), At("03-02 14:00"), "lab", null, "a1"));
        one.Do(new AssignCase(At("03-02 15:00"), At("03-02 12:00"), "desk", "u1", "a1"));
        one.Do(new AssignCase(At("03-02 16:00"), At("03-02 13:00"), "lab", "u2", "a1"));
        Assert.Null(one.State.Owner);
        Assert.Equal(("03-02 17:00", 2), (one.Due("03-02 16:00"), one.Clock("03-02 16:00").Reading.Cycle));
        Assert.Equal(2, one.Clock("03-02 15:00").Reading.Cycle);
    }

    [Fact]
    public void AssignmentThatFindsATarget_StartsOneCycle_NotOneThatIsMetAtOnce()
    {
        TestCase one = Opened(With("ownership", "4h"));
        one.Do(new AssignCase(At("03-02 11:00"), At("03-02 11:00"), "desk", null, "a1"));
        Assert.Equal((1, ClockState.Running), (one.Clock("03-02 11:00").Reading.Cycle, one.Clock("03-02 11:00").Reading.State));
        Assert.Equal("03-02 15:00", one.Due("03-02 11:00"));
    }

    [Fact]
    public void StatedDeadlineOutsideHours_Stands_WhenAnotherVersionHasTheSameCalendar()
    {
        SlaOptions Of(string label, string by) => With("resolution", "1h", c => c.Targets["all"] = new TargetOptions { BusinessDays = 1, By = by, Calendar = "office" }, o => o.Label = label);
        var book = new PolicyBook<SlaPolicy>(
        [
            new PolicyBookEntry<SlaPolicy>(Instant.MinValue, SlaPolicy.Compile(Of("one", "20:00")).Policy),
            new PolicyBookEntry<SlaPolicy>(At("12-01 00:00"), SlaPolicy.Compile(Of("two", "21:00")).Policy),
        ]);
        var one = new TestCase(book);
        one.Open("03-02 10:00");
        one.Do(new AdoptSlaPolicy(At("03-02 12:00"), book.Entries[1].Policy.Version, "a1"));
        Assert.Equal("03-03 21:00", one.Due("03-02 12:00"));
    }

    [Fact]
    public void PauseAfterClosing_BeforeAStatedDeadline_HidesIt_AndDoesNotMissIt()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Targets["all"] = new TargetOptions { BusinessDays = 0, By = "20:00", Calendar = "office" }));
        one.Record(CaseActivities.Paused, "03-02 19:00");
        Assert.Equal("none", one.Due("03-02 19:00"));
        Assert.False(one.Clock("03-02 19:00").IsMissed);
        Assert.DoesNotContain(one.Events, e => e is DeadlineMissed);
        one.Record(CaseActivities.Resumed, "03-02 19:30");
        Assert.Equal("03-02 20:00", one.Due("03-02 19:30"));
    }

    [Fact]
    public void TargetThatNobodyPromised_HasNoDeadlineAndNoNotices_OnAnotherCalendarEither()
    {
        TestCase one = Opened(
            With("commitment", "4h", c =>
            {
                c.Targets["all"] = new TargetOptions { Promised = true, CalendarOf = "customer" };
                c.Notices["soon"] = new NoticeOptions { AtPercent = 0.001m, Role = "lead" };
            }),
            "03-02 10:00");
        Assert.Null(one.Process.NextDue(one.State));
        one.Change("03-20 10:00", Known(customerCalendar: "office"));
        Assert.Equal("none", one.Due("03-20 10:00"));
        Assert.Null(one.Process.NextDue(one.State));
    }

    [Theory]
    [InlineData("retroactive", "03-02 16:00")]
    [InlineData("retroactive-without-pauses", "03-02 14:00")]
    [InlineData("keep-elapsed", "03-02 17:00")]
    public void ClockThatWaitedForATarget_StartsAsIfItHadHeldSinceTheStart_PausesIncluded(string onChange, string due)
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            c.OnChange = onChange;
            c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
        }));
        one.Record(CaseActivities.Paused, "03-02 10:30");
        one.Record(CaseActivities.Resumed, "03-02 12:30");
        one.Change("03-02 13:00", Known(priority: "urgent"));
        Assert.Equal(due, one.Due("03-02 13:00"));
    }

    [Fact]
    public void ClockThatWaitsForATarget_WaitsSinceTheFirstMessage()
    {
        TestCase one = Opened(With("next-response", "4h", c =>
        {
            c.OnChange = "retroactive";
            c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
        }));
        one.Record(CaseActivities.CustomerMessage, "03-02 10:30");
        one.Record(CaseActivities.CustomerMessage, "03-02 12:30");
        one.Change("03-02 13:00", Known(priority: "urgent"));
        Assert.Equal("03-02 14:30", one.Due("03-02 13:00"));
    }

    [Theory]
    [InlineData("retroactive", "03-02 17:30", 0.5)]
    [InlineData("retroactive-without-pauses", "03-02 15:00", 3)]
    [InlineData("keep-elapsed", "03-02 18:00", 0)]
    public void ClockThatWaitedForATarget_AndStillIsPaused_StartsPaused(string onChange, string due, double elapsed)
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            c.OnChange = onChange;
            c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
        }));
        one.Record(CaseActivities.Paused, "03-02 10:30");
        one.Change("03-02 13:00", Known(priority: "urgent"));
        Assert.Equal((ClockState.Paused, Duration.FromHours(elapsed)), (one.Clock("03-02 13:30").State, one.Clock("03-02 13:30").Elapsed));
        one.Record(CaseActivities.Resumed, "03-02 14:00");
        Assert.Equal(due, one.Due("03-02 14:00"));
    }

    [Theory]
    [InlineData("retroactive", "03-02 15:30")]
    [InlineData("retroactive-without-pauses", "03-02 14:30")]
    public void ClockThatWaitedSinceWithinAPause_StartsPausedThen(string onChange, string due)
    {
        TestCase one = Opened(With("next-response", "4h", c =>
        {
            (c.OnChange, c.Pause, c.Resume) = (onChange, "paused", "resumed");
            c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
        }));
        one.Record(CaseActivities.Paused, "03-02 10:10");
        one.Record(CaseActivities.Resumed, "03-02 10:15");
        one.Record(CaseActivities.Paused, "03-02 10:20");
        one.Record(CaseActivities.CustomerMessage, "03-02 10:30");
        one.Record(CaseActivities.Resumed, "03-02 11:30");
        one.Change("03-02 13:00", Known(priority: "urgent"));
        Assert.Equal(due, one.Due("03-02 13:00"));
    }

    [Fact]
    public void RenewalOfAClockThatWaits_WaitsFromThereOn()
    {
        TestCase one = Opened(With("periodic-update", "4h", c =>
        {
            c.OnChange = "retroactive";
            c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
        }));
        one.Record(CaseActivities.UpdateGiven, "03-02 11:00");
        one.Change("03-02 12:00", Known(priority: "urgent"));
        Assert.Equal((1, "03-02 15:00"), (one.Clock("03-02 12:00").Reading.Cycle, one.Due("03-02 12:00")));
    }
}
