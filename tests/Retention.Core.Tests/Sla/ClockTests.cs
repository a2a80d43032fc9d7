using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>What starts, pauses, resumes and stops clocks, and when they are due.</summary>
public sealed class ClockTests
{
    [Fact]
    public void FirstResponse_RunsInOfficeHours_AndStopsWithAPersonsAnswer()
    {
        TestCase one = Opened(With("first-response", "4h"), "03-06 16:00");
        Assert.Equal("03-09 11:00", one.Due("03-06 16:00"));
        ClockView evening = one.Clock("03-06 20:00");
        Assert.True(evening.IsOutsideHours);
        Assert.Equal(ClockState.Running, evening.Reading.State);
        Assert.Equal(Duration.FromHours(2), evening.Elapsed);
        Assert.Equal(Duration.FromHours(4), evening.RealElapsed);
        Assert.Equal(Duration.FromHours(2), evening.Remaining);
        one.Record(CaseActivities.AutoMessage, "03-06 16:01");
        one.Record(CaseActivities.AgentMessage, "03-09 10:30");
        ClockView answered = one.Clock("03-20 10:00");
        Assert.Equal((ClockState.Stopped, true), (answered.Reading.State, answered.Reading.IsMet));
        Assert.Equal(Duration.FromMinutes(210), answered.Elapsed);
        Assert.Null(one.Process.NextDue(one.State));
    }

    [Fact]
    public void AutomaticReply_StopsAClockOnlyIfTheTargetSaysSo()
    {
        TestCase one = Opened(With("first-response", "4h", c => c.Stop = "agent-message, auto-message"));
        one.Record(CaseActivities.AutoMessage, "03-02 10:01");
        Assert.Equal(ClockState.Stopped, one.Clock("03-02 11:00").Reading.State);
    }

    [Fact]
    public void ReplyExactlyAtTheDeadline_MeetsIt_AndOneNanosecondLaterMissesIt()
    {
        TestCase met = Opened(With("first-response", "4h"));
        met.Record(CaseActivities.AgentMessage, "03-02 14:00");
        Assert.True(met.Clock("03-02 15:00").Reading.IsMet);
        Assert.DoesNotContain(met.Events, e => e is DeadlineMissed);

        TestCase late = Opened(With("first-response", "4h"));
        Instant after = At("03-02 14:00") + Duration.Epsilon;
        Assert.Equal(after, late.Process.NextDue(late.State));
        late.Do(new RecordCaseActivity(after, after, "A", CaseActivities.AgentMessage, null, "a1", null));
        Assert.False(late.Clock("03-02 15:00").Reading.IsMet);
        DeadlineMissed missed = Assert.Single(late.Events.OfType<DeadlineMissed>());
        Assert.Equal((after, At("03-02 14:00")), (missed.At, missed.Due));
    }

    [Fact]
    public void NextResponse_OpensACycleWithEachMessage_AndAFurtherMessageOpensNone()
    {
        TestCase one = Opened(With("next-response", "2h"));
        Assert.Null(one.Process.Clock(one.State, "clock", At("03-02 10:00")));
        one.Record(CaseActivities.CustomerMessage, "03-02 10:30");
        one.Record(CaseActivities.CustomerMessage, "03-02 11:00");
        Assert.Equal("03-02 12:30", one.Due("03-02 11:00"));
        one.Record(CaseActivities.AgentMessage, "03-02 12:00");
        one.Record(CaseActivities.CustomerMessage, "03-02 17:00");
        Assert.Equal(2, one.Clock("03-02 17:30").Reading.Cycle);
        Assert.Equal("03-03 10:00", one.Due("03-02 17:30"));
        Assert.True(one.Cycle(1, "03-02 17:30").Reading.IsMet);
    }

    [Fact]
    public void PeriodicUpdate_RenewsWithEachReport_AndEndsWithTheSolution()
    {
        TestCase one = Opened(With("periodic-update", "24h", c => c.Targets["all"].Calendar = null));
        one.Record(CaseActivities.UpdateGiven, "03-02 20:00");
        Assert.Equal("03-03 20:00", one.Due("03-02 20:00"));
        one.Record(CaseActivities.UpdateGiven, "03-03 21:00");
        Assert.False(one.Cycle(2, "03-03 21:00").Reading.IsMet);
        one.Solve("03-04 10:00");
        Assert.Equal((3, ClockState.Stopped, true), (one.Clock("03-05 10:00").Reading.Cycle, one.Clock("03-05 10:00").Reading.State, one.Clock("03-05 10:00").Reading.IsMet));
    }

    [Fact]
    public void ShorterUpdateTarget_DoesNotOverrideTheFirstResponse()
    {
        TestCase one = Opened(With("first-response", "4h", more: o =>
        {
            o.Clocks["update"] = new ClockOptions { Metric = "periodic-update" };
            o.Clocks["update"].Targets["all"] = new TargetOptions { Within = "1h", Calendar = "office" };
        }));
        one.Record(CaseActivities.UpdateGiven, "03-02 10:30");
        Assert.Equal(("03-02 14:00", "03-02 11:30"), (one.Due("03-02 10:30"), one.Due("03-02 10:30", "update")));
    }

    [Fact]
    public void Commitment_IsMetByASolutionOrAPromise_WhichThenHasAClockOfItsOwn()
    {
        TestCase one = Opened(With("commitment", "2h", more: o =>
        {
            o.Clocks["promise"] = new ClockOptions { Metric = "promise" };
            o.Clocks["promise"].Targets["promised"] = new TargetOptions { Promised = true, Calendar = "office" };
        }));
        Assert.Equal(SlaRefusals.PromiseMissing, one.Refused(new RecordCaseActivity(At("03-02 11:00"), At("03-02 11:00"), "X", CaseActivities.CommitmentGiven, null, "a1", null)).Code);
        Assert.Equal(SlaRefusals.PromiseInThePast, one.Refused(new RecordCaseActivity(At("03-02 11:00"), At("03-02 11:00"), "X", CaseActivities.CommitmentGiven, At("03-02 11:00"), "a1", null)).Code);
        one.Record(CaseActivities.CommitmentGiven, "03-02 11:00", promisedBy: "03-04 20:30");
        Assert.True(one.Clock("03-02 11:00").Reading.IsMet);
        Assert.Equal("03-04 20:30", one.Due("03-02 11:00", "promise"));
        one.Record(CaseActivities.CommitmentGiven, "03-04 11:00", promisedBy: "03-06 12:00");
        Assert.Equal("03-06 12:00", one.Due("03-04 11:00", "promise"));
        one.Solve("03-06 12:00");
        Assert.True(one.Clock("03-07 12:00", "promise").Reading.IsMet);
    }

    [Fact]
    public void Ownership_CountsPerGroup_OnTheGroupsOwnCalendar()
    {
        TestCase one = Opened(
            With("ownership", "4h", c => c.Targets["all"].CalendarOf = "team", o =>
            {
                o.Calendars["night"] = new CalendarOptions { Week = WeekOptions.EveryDay("20:00-04:00") };
                o.Groups["desk"] = new CaseGroupOptions();
                o.Groups["lab"] = new CaseGroupOptions { Calendar = "night" };
                o.Routing["issues"] = new CaseRouteOptions { Group = "desk", When = new Retention.Core.Rules.ConditionOptions { Attribute = "type", Is = "issue" } };
            }),
            "03-02 10:00");
        Assert.Equal("desk", one.State.Group);
        Assert.Equal("03-02 14:00", one.Due("03-02 10:00"));
        one.Do(new AssignCase(At("03-02 12:00"), At("03-02 12:00"), "desk", "u1", "a1"));
        Assert.Equal(1, one.Clock("03-02 12:00").Reading.Cycle);
        Assert.Equal(CaseWorkState.InProgress, one.State.WorkState);
        one.Do(new AssignCase(At("03-02 13:00"), At("03-02 13:00"), "lab", null, "a1"));
        Assert.Equal(("03-03 00:00", CaseWorkState.Unassigned), (one.Due("03-02 13:00"), one.State.WorkState));
        Assert.Equal(SlaRefusals.UnknownGroup, one.Refused(new AssignCase(At("03-02 14:00"), At("03-02 14:00"), "moon", null, "a1")).Code);
    }

    [Fact]
    public void CustomerWaiting_AddsUpTheTimesInWhichItIsOurTurn()
    {
        TestCase one = Opened(With("customer-waiting", "5h"));
        one.Record(CaseActivities.AgentMessage, "03-02 11:00");
        one.Record(CaseActivities.CustomerMessage, "03-02 14:00");
        one.Record(CaseActivities.AgentMessage, "03-02 16:00");
        Assert.Equal(Duration.FromHours(3), one.Clock("03-02 17:00").Elapsed);
        Assert.Equal("none", one.Due("03-02 17:00"));
        Assert.Null(one.Process.NextDue(one.State));
    }

    [Fact]
    public void AgentWork_CountsOnlyWhatIsWorked()
    {
        TestCase one = Opened(With("agent-work", "2h"));
        one.Do(new StartCase(At("03-02 11:00"), At("03-02 11:00"), "a1"));
        one.Record(CaseActivities.WorkStopped, "03-02 12:00");
        one.Do(new StartCase(At("03-02 15:00"), At("03-02 15:00"), "a1"));
        Assert.Equal("03-02 16:00", one.Due("03-02 15:00"));
    }

    [Theory]
    [InlineData(1, "16:00", "from-date", "03-06 19:00", "03-09 16:00")]
    [InlineData(1, "16:00", "from-opening", "03-06 19:00", "03-10 16:00")]
    [InlineData(3, null, "from-date", "03-02 10:00", "03-05 18:00")]
    [InlineData(0, "16:00", "from-date", "03-02 10:00", "03-02 16:00")]
    [InlineData(0, "16:00", "from-date", "03-02 17:00", "03-03 16:00")]
    [InlineData(0, "20:00", "from-date", "03-07 10:00", "03-09 20:00")]
    public void BusinessDays_FallOnADayNotOnAnAmount(int days, string? by, string countFrom, string opened, string due)
    {
        TestCase one = Opened(With("resolution", "1h", c => c.Targets["all"] = new TargetOptions { BusinessDays = days, By = by, CountFrom = countFrom, Calendar = "office" }), opened);
        Assert.Equal(due, one.Due(opened));
    }

    [Fact]
    public void DaysOfRealTime_AreDaysOfTheLocalClock()
    {
        SlaOptions options = With("resolution", "1d", c => c.Targets["all"].Calendar = null, o => o.Zone = "Europe/Berlin");
        var one = new TestCase(options);
        Instant start = new LocalDateTime(2026, 3, 28, 12, 0).InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToInstant();
        one.Do(new OpenCase(start, start, Given.Customer("C"), Known(), null, null, null, "a"));
        ClockReading reading = one.State.Clocks.Single();
        Assert.Equal((start + Duration.FromHours(23), Duration.FromHours(23)), (reading.Due, reading.Limit));
    }

    [Theory]
    [InlineData("at-closing", "03-02 18:00")]
    [InlineData("at-next-opening", "03-03 09:00")]
    public void DeadlineThatEndsAtClosing_FallsWhereTheTargetSays(string boundary, string due)
    {
        TestCase one = Opened(With("first-response", "8h", c => c.Targets["all"].Boundary = boundary));
        Assert.Equal(due, one.Due("03-02 10:00"));
    }

    [Fact]
    public void CalendarWithoutWorkingTime_GivesNoDeadline_AndNothingIsEverDue()
    {
        TestCase one = Opened(With("first-response", "1h", more: o => o.Calendars["office"] = new CalendarOptions()));
        Assert.Equal("none", one.Due("03-02 10:00"));
        Assert.Null(one.Process.NextDue(one.State));
        Assert.False(one.Clock("03-30 10:00").IsMissed);
    }

    [Fact]
    public void TargetsAreTriedInTheirOrder_AndACaseThatMatchesNoneHasNoClock()
    {
        SlaOptions options = With("first-response", "4h", c =>
        {
            c.Targets["all"].When = new Retention.Core.Rules.ConditionOptions { Attribute = "type", Is = "issue" };
            c.Targets["all"].Order = 2;
            c.Targets["vip"] = new TargetOptions { Order = 1, Within = "1h", Calendar = "office", When = new Retention.Core.Rules.ConditionOptions { Attribute = "tier", Is = "gold" } };
        });
        Assert.Equal(("vip", "03-02 11:00"), (Opened(options, facts: Known(tier: "gold")).Clock("03-02 10:00").Reading.Target, Opened(options, facts: Known(tier: "gold")).Due("03-02 10:00")));
        Assert.Equal("all", Opened(options).Clock("03-02 10:00").Reading.Target);
        Assert.Empty(Opened(options, facts: Known(type: "enquiry")).State.Clocks);
    }

    [Fact]
    public void WhoseCalendar_IsTheTeamsTheOrganisationsOrTheCustomers()
    {
        SlaOptions Of(string whose) => With("first-response", "1h", c => c.Targets["all"].CalendarOf = whose, o =>
        {
            o.Calendars["late"] = new CalendarOptions { Week = WeekOptions.EveryDay("14:00-15:00") };
            o.Calendars["later"] = new CalendarOptions { Week = WeekOptions.EveryDay("16:00-17:00") };
            o.OrganisationCalendars["east"] = "late";
        });
        CaseFacts facts = Known(organisation: "east", customerCalendar: "later");
        Assert.Equal("03-02 11:00", Opened(Of("fixed"), facts: facts).Due("03-02 10:00"));
        Assert.Equal("03-02 11:00", Opened(Of("team"), facts: facts).Due("03-02 10:00"));
        Assert.Equal("03-02 15:00", Opened(Of("organisation"), facts: facts).Due("03-02 10:00"));
        Assert.Equal("03-02 17:00", Opened(Of("customer"), facts: facts).Due("03-02 10:00"));
        Assert.Equal(SlaRefusals.UnknownCalendar, new TestCase(Of("customer")).Refused(new OpenCase(At("03-02 10:00"), At("03-02 10:00"), Given.Customer("C"), Known(customerCalendar: "moon"), null, null, null, "a")).Code);
    }

    [Fact]
    public void ClockThatRunsOnce_StartsNoMore_AfterItStoppedOrWasCancelled()
    {
        TestCase Of(string? cycles)
        {
            TestCase one = Opened(With("next-response", "2h", c => (c.Cycles, c.Cancel) = (cycles, "forgotten")));
            one.Record(CaseActivities.CustomerMessage, "03-02 10:30");
            one.Record("forgotten", "03-02 11:00");
            one.Record(CaseActivities.CustomerMessage, "03-02 11:30");
            one.Record(CaseActivities.AgentMessage, "03-02 12:00");
            one.Record(CaseActivities.CustomerMessage, "03-02 12:30");
            return one;
        }

        Assert.Equal((ClockState.Cancelled, 1), (Of("once").Clock("03-02 13:00").State, Of("once").Clock("03-02 13:00").Reading.Cycle));
        Assert.Equal((ClockState.Running, 3), (Of(null).Clock("03-02 13:00").State, Of(null).Clock("03-02 13:00").Reading.Cycle));
    }

    [Fact]
    public void StopWithoutADeadline_IsMet()
    {
        TestCase one = Opened(With("first-response", "1h", more: o => o.Calendars["office"] = new CalendarOptions()));
        one.Record(CaseActivities.AgentMessage, "03-30 10:00");
        Assert.True(one.Clock("03-30 10:00").Reading.IsMet);
        Assert.False(one.Clock("03-30 10:00").IsMissed);
    }

    [Fact]
    public void CancelledClock_GoesOnNoMore_WhenTheCaseIsReopened()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Cancel = "forgotten"));
        one.Record("forgotten", "03-02 11:00");
        one.Solve("03-02 12:00");
        one.Archive("03-02 12:00");
        one.Do(new ReopenCase(At("03-02 13:00"), At("03-02 13:00"), "a1", null));
        Assert.Equal((ClockState.Cancelled, 1), (one.Clock("03-02 14:00").State, one.Clock("03-02 14:00").Reading.Cycle));
        Assert.Equal(Duration.FromHours(1), one.Clock("03-02 14:00").Elapsed);
        Assert.False(one.Clock("03-30 14:00").IsMissed);
    }

    [Fact]
    public void PromisesOfOneInstant_TheOneRecordedLastHolds()
    {
        TestCase one = Opened(With("promise", "1h", c => c.Targets["all"] = new TargetOptions { Promised = true, Calendar = "office" }));
        one.Record(CaseActivities.CommitmentGiven, "03-02 11:00", promisedBy: "03-04 12:00");
        one.Record(CaseActivities.CommitmentGiven, "03-02 11:00", promisedBy: "03-03 12:00");
        Assert.Equal((1, "03-03 12:00"), (one.Clock("03-02 11:00").Reading.Cycle, one.Due("03-02 11:00")));
        one.Record("call", "03-02 11:00");
        one.Record("call", "03-02 12:00", promisedBy: "03-06 12:00");
        Assert.Equal("03-03 12:00", one.Due("03-02 12:00"));
    }

    [Fact]
    public void ActivityThatMeansNothingToAClock_ChangesNothing()
    {
        TestCase one = Opened(With("resolution", "4h"));
        one.Record("call", "03-02 11:00");
        Assert.Equal((At("03-02 10:00"), Duration.Zero), (one.State.Clocks[0].ChangedAt, one.State.Clocks[0].Elapsed));
        one.Record(CaseActivities.Resumed, "03-02 11:30");
        Assert.Equal(("03-02 14:00", At("03-02 10:00")), (one.Due("03-02 11:30"), one.State.Clocks[0].ChangedAt));
    }
}
