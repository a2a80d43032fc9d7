using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>Who is told when, and when the next thing is due.</summary>
public sealed class NoticeTests
{
    [Fact]
    public void Notices_FallInWorkingTime_BeforeAtAndAfterTheDeadline_EachToItsRole()
    {
        TestCase one = Opened(
            With("resolution", "4h", c =>
            {
                c.MissedRole = "head";
                c.Notices["half"] = new NoticeOptions { AtPercent = 50, Role = "agent" };
                c.Notices["soon"] = new NoticeOptions { Before = "30min", Role = "lead" };
                c.Notices["full"] = new NoticeOptions { AtPercent = 100, Role = "lead" };
                c.Notices["later"] = new NoticeOptions { After = "8h", Role = "director" };
            }),
            "03-06 16:00");
        one.SettleAt("03-30 10:00");
        Assert.Equal(
            ["03-06 18:00 half agent", "03-09 10:30 soon lead", "03-09 11:00 full lead", "03-09 11:00 missed head", "03-10 10:00 later director"],
            one.Events.Where(e => e.Entry is null).Select(e => Text(e.At) + " " + (e is NoticeRaised n ? n.Notice + " " + n.Role : "missed " + ((DeadlineMissed)e).Role)));
        Assert.All(one.Events.OfType<NoticeRaised>(), n => Assert.Equal((n.At, At("03-09 11:00")), (n.CrossedAt, n.Due)));
    }

    [Fact]
    public void NextDue_IsTheNextCrossing_AndNullWhileNothingCanHappen()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Notices["half"] = new NoticeOptions { AtPercent = 50, Role = "agent" }));
        Assert.Equal(At("03-02 12:00"), one.Process.NextDue(one.State));
        Assert.Empty(one.Process.Settle(one.State, At("03-02 12:00") - Duration.Epsilon));
        Assert.Single(one.SettleAt("03-02 12:00"));
        Assert.Equal(At("03-02 14:00") + Duration.Epsilon, one.Process.NextDue(one.State));
        one.Record(CaseActivities.Paused, "03-02 12:30");
        Assert.Null(one.Process.NextDue(one.State));
        one.Record(CaseActivities.Resumed, "03-02 13:00");
        Assert.Equal(At("03-02 14:30") + Duration.Epsilon, one.Process.NextDue(one.State));
        one.Solve("03-02 14:30");
        Assert.Null(one.Process.NextDue(one.State));
        Assert.Null(one.Process.NextDue(one.Process.Initial));
    }

    [Fact]
    public void NoticeBeforeADeadlineThatIsNearerThanThat_IsGivenAtTheStart()
    {
        TestCase one = Opened(With("resolution", "1h", c => c.Notices["soon"] = new NoticeOptions { Before = "2h", Role = "lead" }));
        Assert.Equal("soon", Assert.IsType<NoticeRaised>(one.Events[^1]).Notice);
        Assert.Equal(At("03-02 10:00"), one.Events[^1].At);
    }

    [Fact]
    public void NoticesOfADeadlineAtNextOpening_DontComeBeforeIt()
    {
        TestCase one = Opened(With("resolution", "8h", c =>
        {
            c.Targets["all"].Boundary = "at-next-opening";
            c.Notices["full"] = new NoticeOptions { AtPercent = 100, Role = "lead" };
        }));
        Assert.Equal(["full", "missed"], one.State.Clocks[0].Upcoming.Select(u => u.Notice));
        Assert.Equal([At("03-03 09:00"), At("03-03 09:00") + Duration.Epsilon], one.State.Clocks[0].Upcoming.Select(u => u.At));
    }

    [Fact]
    public void EachCycle_HasItsOwnNotices()
    {
        TestCase one = Opened(With("next-response", "1h"));
        one.Record(CaseActivities.CustomerMessage, "03-02 10:00");
        one.Record(CaseActivities.AgentMessage, "03-02 12:00");
        one.Record(CaseActivities.CustomerMessage, "03-02 13:00");
        one.SettleAt("03-02 18:00");
        Assert.Equal(["clock/1/missed", "clock/2/missed"], one.State.NoticesGiven);
    }

    [Fact]
    public void ReminderFallsNeitherAtMidnightNorOnAWeekend()
    {
        TestCase one = Opened(With("resolution", "90h", c =>
        {
            for (int percent = 5; percent < 100; percent += 5)
            {
                c.Notices["p" + percent] = new NoticeOptions { AtPercent = percent, Role = "lead" };
            }
        }));
        BusinessCalendar office = BusinessCalendar.Compile(new CalendarOptions { Zone = "Asia/Shanghai", Week = WeekOptions.MondayToFriday("09:00-18:00") }).Policy;
        one.SettleAt("04-30 10:00");
        Assert.All(one.Events.OfType<NoticeRaised>(), n => Assert.True(office.IsOpen(n.At - Duration.Epsilon), Text(n.At)));
        Assert.Equal(19, one.Events.OfType<NoticeRaised>().Count());
    }

    [Fact]
    public void NoticeAfterADeadlineBeyondWhichNothingIsWorked_IsGivenAtIt()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Notices["later"] = new NoticeOptions { After = "1h", Role = "head" }, o =>
        {
            o.Calendars["office"].Week = null;
            o.Calendars["office"].Overrides["2026-03-02"] = new CalendarDayOptions { Hours = "10:00-14:00" };
        }));
        Assert.Equal([("later", At("03-02 14:00")), ("missed", At("03-02 14:00") + Duration.Epsilon)], one.State.Clocks[0].Upcoming.Select(u => (u.Notice, u.At)));
    }

    [Fact]
    public void NoticesOfOneInstant_AreGivenInTheOrderOfTheirCodes()
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            c.Notices["b"] = new NoticeOptions { AtPercent = 50, Role = "lead" };
            c.Notices["a"] = new NoticeOptions { Before = "2h", Role = "lead" };
            c.Notices["c"] = new NoticeOptions { AtPercent = 49, Role = "lead" };
        }));
        Assert.Equal(["c", "a", "b", "missed"], one.State.Clocks[0].Upcoming.Select(u => u.Notice));
    }

    [Fact]
    public void PartOfANanosecond_CountsAsOne()
    {
        TestCase one = Opened(With("resolution", "1min", c => c.Notices["n"] = new NoticeOptions { AtPercent = 0.0000000001m, Role = "lead" }));
        Assert.Equal(At("03-02 10:00") + Duration.Epsilon, one.State.Clocks[0].Upcoming[0].At);
    }

    [Fact]
    public void NoticeAtMoreThanAllPercent_ComesAfterTheDeadline()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Notices["half-more"] = new NoticeOptions { AtPercent = 150, Role = "lead" }));
        Assert.Equal(["missed", "half-more"], one.State.Clocks[0].Upcoming.Select(u => u.Notice));
        Assert.Equal(At("03-02 16:00"), one.State.Clocks[0].Upcoming[1].At);
        one.SettleAt("03-02 20:00");
        Assert.Equal(2, one.State.NoticesGiven.Count);
    }
}
