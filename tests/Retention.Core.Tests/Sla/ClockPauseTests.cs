using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>Pauses, late entries, reopening, and the timeline that explains them.</summary>
public sealed class ClockPauseTests
{
    [Fact]
    public void Pause_MovesTheDeadlineByTheWorkingTimePaused_NotByTheWeekend()
    {
        TestCase one = Opened(With("resolution", "4h"), "03-06 16:00");
        one.Record(CaseActivities.Paused, "03-06 17:00");
        Assert.Equal(("none", ClockState.Paused), (one.Due("03-06 17:30"), one.Clock("03-06 17:30").Reading.State));
        one.Record(CaseActivities.Resumed, "03-09 10:00");
        Assert.Equal("03-09 13:00", one.Due("03-09 10:00"));
        Assert.Equal(Duration.FromHours(1), one.Clock("03-09 10:00").Elapsed);
    }

    [Fact]
    public void PauseAddedAtCreation_HoldsFromTheFirstInstant()
    {
        TestCase one = Opened(With("resolution", "4h"));
        one.Record(CaseActivities.Paused, "03-02 10:00");
        one.Record(CaseActivities.Resumed, "03-02 12:00");
        Assert.Equal("03-02 16:00", one.Due("03-02 12:00"));
    }

    [Fact]
    public void TwoPausesInTheSameMinute_CountOnce()
    {
        TestCase one = Opened(With("resolution", "4h"));
        one.Record(CaseActivities.Paused, "03-02 11:00");
        one.Record(CaseActivities.Paused, "03-02 11:00");
        one.Record(CaseActivities.Resumed, "03-02 12:00");
        one.Record(CaseActivities.Paused, "03-02 12:00");
        one.Record(CaseActivities.Resumed, "03-02 12:00");
        Assert.Equal("03-02 15:00", one.Due("03-02 12:00"));
    }

    [Fact]
    public void EverythingAtOneInstant_TakesEffectInTheStatedOrder_WhateverCameFirst()
    {
        string[][] orders = [[CaseActivities.Paused, CaseActivities.Resumed], [CaseActivities.Resumed, CaseActivities.Paused]];
        foreach (string[] order in orders)
        {
            TestCase one = Opened(With("resolution", "4h"));
            foreach (string activity in order)
            {
                one.Record(activity, "03-02 11:00");
            }

            Assert.Equal(("03-02 14:00", ClockState.Running), (one.Due("03-02 11:00"), one.Clock("03-02 11:00").Reading.State));
        }
    }

    [Fact]
    public void LateEntry_RecomputesTheClock_AndNoticesStayGiven()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Notices["half"] = new NoticeOptions { AtPercent = 50, Role = "lead" }));
        one.SettleAt("03-02 15:00");
        Assert.Equal(["half", "missed"], one.Events.Select(Notice).OfType<string>());

        // The customer was waited for from 11 to 13; it was entered at 15.
        one.Record(CaseActivities.Paused, "03-02 11:00", "03-02 15:00");
        one.Record(CaseActivities.Resumed, "03-02 13:00", "03-02 15:00");
        Assert.Equal("03-02 16:00", one.Due("03-02 15:00"));
        Assert.Null(one.Process.NextDue(one.State));
        one.Solve("03-02 16:00");
        Assert.True(one.Clock("03-02 17:00").Reading.IsMet);
        Assert.Equal(["half", "missed"], one.Events.Select(Notice).OfType<string>());
    }

    [Fact]
    public void LateEntryThatMakesADeadlineEarlier_IsTold_AtOnce_WithTheInstantItWasCrossed()
    {
        TestCase one = Opened(With("resolution", "4h"));
        one.Record(CaseActivities.Paused, "03-02 11:00");
        one.Record(CaseActivities.Resumed, "03-02 11:30", "03-02 17:00");
        DeadlineMissed missed = Assert.Single(one.Events.OfType<DeadlineMissed>());
        Assert.Equal((At("03-02 17:00"), At("03-02 14:30")), (missed.At, missed.Due));
    }

    [Fact]
    public void Solved_ThenReopened_GoesOnWithoutTheTimeBetween_OrWithIt_OrAnew_OrNot()
    {
        TestCase Of(string? reopening, string? closed)
        {
            TestCase one = Opened(With("resolution", "8h", c => (c.Reopening, c.ClosedTime) = (reopening, closed)));
            one.Solve("03-02 12:00");
            one.Archive("03-02 13:00");
            one.Do(new ReopenCase(At("03-02 16:00"), At("03-02 16:00"), "a1", null));
            return one;
        }

        Assert.Equal("03-03 13:00", Of(null, null).Due("03-02 16:00"));
        Assert.Equal("03-02 18:00", Of("continue", "counted").Due("03-02 16:00"));
        Assert.Equal(("03-03 15:00", 2), (Of("new-cycle", null).Due("03-02 16:00"), Of("new-cycle", null).Clock("03-02 16:00").Reading.Cycle));
        Assert.Equal(ClockState.Stopped, Of("none", null).Clock("03-02 16:00").Reading.State);
    }

    [Fact]
    public void Timeline_SaysWhyWeAreLate_AndSumsToTheElapsedTime()
    {
        TestCase one = Opened(
            With("resolution", "8h", more: o => o.Calendars["office"].Holidays["women"] = new HolidayOptions { Name = "Women's Day", Dates = "2026-03-03" }),
            "03-02 16:00");
        one.Record(CaseActivities.Paused, "03-02 17:00", reason: "waits for a photo");
        one.Record(CaseActivities.Resumed, "03-02 17:30");
        one.Solve("03-04 10:00");
        Assert.Equal(
            "03-02 16:00..03-02 17:00 Working; 03-02 17:00..03-02 17:30 Paused a1: waits for a photo; 03-02 17:30..03-02 18:00 Working; 03-02 18:00..03-03 00:00 OutsideHours; "
            + "03-03 00:00..03-04 00:00 Holiday Women's Day; 03-04 00:00..03-04 09:00 OutsideHours; 03-04 09:00..03-04 10:00 Working",
            one.Timeline("03-05 10:00"));
        Duration counted = one.Process.Timeline(one.State, "clock", 1, At("03-05 10:00")).Where(s => s.IsCounted).Aggregate(Duration.Zero, (sum, s) => sum + s.Duration);
        Assert.Equal(one.Clock("03-05 10:00").Elapsed, counted);
        Assert.Empty(one.Process.Timeline(one.State, "clock", 2, At("03-05 10:00")));
        Assert.Empty(one.Process.Timeline(one.State, "other", 1, At("03-05 10:00")));
    }

    [Fact]
    public void PauseOutsideHours_ChangesNothing()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Targets["all"] = new TargetOptions { BusinessDays = 1, By = "20:00", Calendar = "office" }));
        one.Record(CaseActivities.Paused, "03-02 19:00");
        one.Record(CaseActivities.Resumed, "03-02 21:00");
        Assert.Equal("03-03 20:00", one.Due("03-02 21:00"));
        one.Record(CaseActivities.Paused, "03-03 10:00");
        one.Record(CaseActivities.Resumed, "03-03 10:30");
        Assert.Equal("03-04 09:30", one.Due("03-03 10:30"));
    }

    [Fact]
    public void PausesOfTheGoldenCase_DoNotCount()
    {
        TestCase one = Opened(With("resolution", "2h", more: o => o.Calendars["office"].Week = WeekOptions.MondayToFriday("10:00-18:00")), "08-07 15:00");
        one.Record(CaseActivities.Paused, "08-07 15:30");
        Instant resumed = At("08-07 16:30") + Duration.FromSeconds(1);
        one.Do(new RecordCaseActivity(resumed, resumed, "R", CaseActivities.Resumed, null, "a1", null));
        Assert.Equal(At("08-10 10:00") + Duration.FromSeconds(1), one.State.Clocks[0].Due);
    }

    [Theory]
    [InlineData("not-counted", null, "12:30", "03-03 14:00", 2)]
    [InlineData("counted", null, "12:30", "03-03 10:00", 6)]
    [InlineData("not-counted", "11:00", null, "03-03 15:00", 1)]
    [InlineData("counted", "11:00", null, "03-03 11:00", 5)]
    public void CasePausedBeforeOrAfterItsSolution_IsPausedWhenItIsReopened(string closedTime, string? pausedBefore, string? pausedAfter, string due, int hours)
    {
        // Solved at 12, reopened at 16, resumed at 17.
        TestCase one = Opened(With("resolution", "8h", c => c.ClosedTime = closedTime));
        if (pausedBefore is not null)
        {
            one.Record(CaseActivities.Paused, "03-02 " + pausedBefore);
        }

        one.Solve("03-02 12:00");
        one.Archive("03-02 12:00");
        if (pausedAfter is not null)
        {
            one.Record(CaseActivities.Paused, "03-02 " + pausedAfter);
        }

        one.Do(new ReopenCase(At("03-02 16:00"), At("03-02 16:00"), "a1", null));
        Assert.Equal((ClockState.Paused, "none"), (one.Clock("03-02 16:00").State, one.Due("03-02 16:00")));
        Assert.Equal(Duration.FromHours(hours), one.Clock("03-02 16:30").Elapsed);
        one.Record(CaseActivities.Resumed, "03-02 17:00");
        Assert.Equal(due, one.Due("03-02 17:00"));
    }

    [Fact]
    public void Timeline_NamesTheClosedTime_AndWhoReopened()
    {
        TestCase one = Opened(With("resolution", "8h"));
        one.Solve("03-02 12:00");
        one.Archive("03-02 13:00");
        one.Do(new ReopenCase(At("03-02 16:00"), At("03-02 16:00"), "a1", "it broke again"));
        Assert.Equal("03-02 10:00..03-02 12:00 Working; 03-02 12:00..03-02 16:00 Closed a1: it broke again; 03-02 16:00..03-02 17:00 Working", one.Timeline("03-02 17:00"));
        Assert.Equal("03-02 10:00..03-02 12:00 Working", one.Timeline("03-02 15:00"));
        Assert.Equal((Duration.FromHours(3), Duration.FromHours(3)), (one.Clock("03-02 17:00").Elapsed, one.Clock("03-02 17:00").RealElapsed));
    }

    [Fact]
    public void Timeline_NamesWhoPausedFirst()
    {
        TestCase one = Opened(With("resolution", "8h"));
        one.Record(CaseActivities.Paused, "03-02 11:00", reason: "first");
        one.Record(CaseActivities.Paused, "03-02 12:00", reason: "second");
        one.Record(CaseActivities.Resumed, "03-02 13:00");
        Assert.Equal("03-02 10:00..03-02 11:00 Working; 03-02 11:00..03-02 13:00 Paused a1: first; 03-02 13:00..03-02 14:00 Working", one.Timeline("03-02 14:00"));
    }

    [Theory]
    [InlineData("03-02 10:00", 0, 0)]
    [InlineData("03-02 10:30", 0.5, 0.5)]
    [InlineData("03-02 11:00", 1, 1)]
    [InlineData("03-02 12:00", 1, 1)]
    [InlineData("03-02 13:30", 1.5, 1.5)]
    [InlineData("03-02 19:00", 6, 7)]
    [InlineData("03-03 10:00", 7, 22)]
    [InlineData("03-04 10:00", 8, 23)]
    public void TimeAndRealTime_AreKnownAsOfEveryInstant(string asOf, double worked, double real)
    {
        TestCase one = Opened(With("resolution", "40h"));
        one.Record(CaseActivities.Paused, "03-02 11:00");
        one.Record(CaseActivities.Resumed, "03-02 13:00");
        one.Solve("03-03 11:00");
        Assert.Equal((Duration.FromHours(worked), Duration.FromHours(real)), (one.Clock(asOf).Elapsed, one.Clock(asOf).RealElapsed));
    }

    [Theory]
    [InlineData("at-closing", "03-02 18:00")]
    [InlineData("at-next-opening", "03-03 12:00")]
    public void PauseExactlyWhereTheTimeEnds_DoesNotMoveWhatWasDueAtClosing(string boundary, string due)
    {
        TestCase one = Opened(With("resolution", "8h", c => c.Targets["all"].Boundary = boundary));
        one.Record(CaseActivities.Paused, "03-02 18:00");
        Assert.Equal(boundary == "at-closing" ? due : "none", one.Due("03-02 18:00"));
        one.Record(CaseActivities.Resumed, "03-03 12:00");
        Assert.Equal(due, one.Due("03-03 12:00"));
    }

    [Fact]
    public void StatedDeadline_MovesByEachPause_AndByTheClosedTime_AsLongAsTheyComeBeforeIt()
    {
        // By 16:00 of the next business day; an hour paused, three hours closed, and an hour paused after the deadline.
        TestCase one = Opened(With("resolution", "1h", c => c.Targets["all"] = new TargetOptions { BusinessDays = 1, By = "16:00", Calendar = "office" }));
        one.Record(CaseActivities.Paused, "03-02 11:00");
        one.Record(CaseActivities.Resumed, "03-02 12:00");
        Assert.Equal("03-03 17:00", one.Due("03-02 12:00"));
        one.Solve("03-02 14:00");
        one.Archive("03-02 14:00");
        one.Do(new ReopenCase(At("03-02 17:00"), At("03-02 17:00"), "a1", null));
        Assert.Equal("03-04 11:00", one.Due("03-02 17:00"));
        one.Record(CaseActivities.Paused, "03-04 12:00");
        Assert.Equal("03-04 11:00", one.Due("03-04 12:00"));
        one.Record(CaseActivities.Resumed, "03-04 13:00");
        one.Solve("03-04 14:00");
        Assert.Equal(("03-04 11:00", false), (one.Due("03-04 14:00"), one.Clock("03-04 14:00").Reading.IsMet));
    }

    [Fact]
    public void StatedDeadlineOfACaseSolvedWhilePaused_MovesUntilTheSolution()
    {
        TestCase one = Opened(With("resolution", "1h", c => c.Targets["all"] = new TargetOptions { BusinessDays = 1, By = "16:00", Calendar = "office" }));
        one.Record(CaseActivities.Paused, "03-03 15:00");
        one.Solve("03-03 17:00");
        Assert.Equal(("03-03 18:00", true), (one.Due("03-03 17:00"), one.Clock("03-03 17:00").Reading.IsMet));
    }

    private static string? Notice(CaseEvent e) => e switch
    {
        NoticeRaised raised => raised.Notice,
        DeadlineMissed => "missed",
        _ => null,
    };
}
