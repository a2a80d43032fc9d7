using System;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Calendars.TestCalendar;

namespace Retention.Core.Tests.Calendars;

/// <summary>Bugs that other business-time modules have, by name: what clocks do to working time.</summary>
[Requirement("S-1")]
public sealed class KnownBusinessTimeBugTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31", "02:30-03:30", 30)] // 02:00–03:00 is skipped
    [InlineData("Europe/Berlin", "2024-10-27", "02:30-03:30", 90)] // 02:00–03:00 is repeated
    [InlineData("Europe/Berlin", "2024-10-27", "01:30-02:30", 90)]
    [InlineData("Europe/Berlin", "2024-03-31", "02:00-03:00", 0)]
    [InlineData("America/New_York", "2024-11-03", "01:30-02:30", 90)]
    [InlineData("Australia/Lord_Howe", "2024-04-07", "01:00-02:00", 90)] // half an hour is repeated
    [InlineData("Antarctica/Troll", "2024-03-31", "00:00-24:00", 22 * 60)]
    [InlineData("Europe/Berlin", "2024-03-31", "00:00-24:00", 23 * 60)]
    [InlineData("Europe/Berlin", "2024-10-27", "00:00-24:00", 25 * 60)]
    [InlineData("Pacific/Apia", "2011-12-30", "00:00-24:00", 0)] // no such day
    public void WindowShiftedByAClockChange_HasTheMinutesThatTheClockShows(string zone, string date, string hours, int minutes)
    {
        BusinessCalendar calendar = Of(zone, null, o => o.Overrides[date] = Day(hours));
        LocalDate day = Given.Date(date);
        Assert.Equal(Duration.FromMinutes(minutes), calendar.Elapsed(BusinessCalendar.Earliest, BusinessCalendar.Latest));
        Assert.Equal(minutes > 0, calendar.IsBusinessDay(day));
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04")]
    [InlineData("Asia/Tehran", "2021-03-22")]
    [InlineData("Africa/Cairo", "2024-04-26")]
    public void MidnightThatClocksSkip_OpensWithTheDay(string zone, string date)
    {
        BusinessCalendar calendar = Of(zone, WeekOptions.EveryDay("00:00-06:00"));
        LocalDate day = Given.Date(date);
        Instant opening = calendar.NextOpening(day.PlusDays(-1).At(new LocalTime(12, 0)).InZoneStrictly(calendar.Zone).ToInstant())!.Value;
        Assert.Equal(day.At(new LocalTime(1, 0)), opening.InZone(calendar.Zone).LocalDateTime);
        Assert.Equal(Duration.FromHours(5), calendar.NextClosing(opening)!.Value - opening);
    }

    [Fact]
    public void HourBeforeMidnightThatClocksRepeat_IsWorkedTwice()
    {
        // São Paulo showed 23:00–24:00 on 17 February 2018 twice.
        BusinessCalendar calendar = Of("America/Sao_Paulo", WeekOptions.EveryDay("22:00-24:00"));
        Assert.Equal(Duration.FromHours(3), calendar.Worked("2018-02-17T12:00", "2018-02-18T12:00"));
        Assert.Equal("2018-02-18T22:30", calendar.Ends("2018-02-17T22:00", Duration.FromMinutes(210)));
    }

    [Fact]
    public void AmbiguousLocalTime_IsOpenInBothItsInstants_AndADeadlineOnItIsTheLater()
    {
        BusinessCalendar calendar = Of("Europe/Berlin", WeekOptions.EveryDay("02:00-03:00"));
        Assert.True(calendar.IsOpen(calendar.At("2024-10-27T00:30:00Z")));
        Assert.True(calendar.IsOpen(calendar.At("2024-10-27T01:30:00Z")));
        Assert.Equal(calendar.At("2024-10-27T01:30:00Z"), calendar.OnBusinessDay(calendar.At("2024-10-26T12:00"), 1, new LocalTime(2, 30)));
    }

    [Fact]
    public void TimeOfDayThatClocksSkip_BecomesTheEndOfTheGap()
    {
        BusinessCalendar calendar = Of("Europe/Berlin", WeekOptions.EveryDay("09:00-17:00"));
        Assert.Equal("2024-03-31T03:00", calendar.Local(calendar.OnBusinessDay(calendar.At("2024-03-30T12:00"), 1, new LocalTime(2, 30))));
    }

    [Fact]
    public void CloseAt2400_LosesNoMinute()
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.MondayToFriday("16:00-24:00"));
        Assert.Equal("2024-03-06T00:00", calendar.Ends("2024-03-05T22:00", Duration.FromHours(2)));
        Assert.True(calendar.IsOpen(calendar.At("2024-03-05T23:59:59")));
        Assert.False(calendar.IsOpen(calendar.At("2024-03-06T00:00")));
        Assert.Equal(Duration.FromHours(1), calendar.Worked("2024-03-05T23:00", "2024-03-06T10:00"));
        Assert.Equal(Duration.FromHours(40), calendar.Worked("2024-03-04", "2024-03-11"));
        Assert.Equal("2024-03-06T00:00", calendar.Local(calendar.EndOfBusinessDay(calendar.At("2024-03-05T17:00"), 0)));
    }

    [Fact]
    public void NightThatTouchesTheNextMorning_IsOneStretch()
    {
        BusinessCalendar calendar = Of("UTC", new WeekOptions { Saturday = "22:00-24:00", Sunday = "00:00-06:00" });
        Assert.Equal(calendar.At("2024-03-10T06:00"), calendar.NextClosing(calendar.At("2024-03-09T23:00")));
        Assert.Equal("00:00 closed, 22:00 open, 06:00 closed", calendar.Read("2024-03-09", "2024-03-11"));
    }

    [Fact]
    public void DateThatAClockPutBackShowsAgain_IsNamedAsItIs_AndEnds()
    {
        // St John's put its clock back at 00:01 on 1 November 2009: the 31st's last 59 minutes came again after the first minute of the 1st.
        BusinessCalendar calendar = Of("America/St_Johns", new WeekOptions { Saturday = "20:00-23:30" }, o => o.Holidays["all-saints"] = new HolidayOptions { Name = "All Saints", Dates = "2009-11-01" });
        Assert.Equal(
            "12:00 closed, 20:00 open, 23:30 closed, 00:00 All Saints, 23:01 open, 23:30 closed, 00:00 All Saints, 00:00 closed",
            calendar.Read("2009-10-31T12:00", "2009-11-02T12:00"));
        Assert.Equal("2009-10-31T23:30", calendar.Local(calendar.EndOfBusinessDay(calendar.At("2009-10-31T12:00"), 0)));
        Assert.Equal(calendar.At("2009-11-01T03:00:00Z"), calendar.EndOfBusinessDay(calendar.At("2009-10-31T12:00"), 0));
        Assert.False(calendar.IsBusinessDay(new LocalDate(2009, 11, 1)));
    }

    [Fact]
    public void DateThatAZoneSkipped_BreaksNoSegment()
    {
        BusinessCalendar calendar = Of("Pacific/Apia", new WeekOptions { Monday = "09:00-17:00" }, o => o.Holidays["gone"] = new HolidayOptions { Dates = "2011-12-30" });
        CalendarSegment only = Assert.Single(calendar.Segments(calendar.At("2011-12-28"), calendar.At("2012-01-02")));
        Assert.Null(only.ClosedBy);
    }

    [Fact]
    public void NoWorkingTime_IsUnreachable_NotALoop()
    {
        Compilation<BusinessCalendar> compilation = BusinessCalendar.Compile(Options("Asia/Shanghai", WeekOptions.EveryDay("closed")));
        Assert.Equal("never-open", Assert.Single(compilation.Warnings).Code);
        BusinessCalendar never = compilation.Policy;
        Instant at = never.At("2024-03-05T10:00");
        Assert.False(never.HasWorkingTime);
        Assert.Null(never.Add(at, Duration.Epsilon));
        Assert.Null(never.Add(at, Duration.Zero, ClosingBoundary.AtNextOpening));
        Assert.Equal(at, never.Add(at, Duration.Zero));
        Assert.Null(never.Subtract(at, Duration.Epsilon));
        Assert.Null(never.NextOpening(at));
        Assert.Null(never.NextClosing(at));
        Assert.Null(never.EndOfBusinessDay(at, 0));
        Assert.Null(never.OnBusinessDay(at, 1, LocalTime.Noon, BusinessDayCounting.FromOpening));
        Assert.Equal(Duration.Zero, never.Elapsed(BusinessCalendar.Earliest, BusinessCalendar.Latest));
        Assert.False(Assert.Single(never.Segments(BusinessCalendar.Earliest, BusinessCalendar.Latest)).IsOpen);
    }

    [Fact]
    public void AlwaysOpen_NeverCloses_AndItsTimeIsRealTime()
    {
        BusinessCalendar always = Of("Europe/Berlin", WeekOptions.EveryDay("00:00-24:00"));
        Instant at = always.At("2024-03-05T10:00");
        Assert.Null(always.NextClosing(at));
        Assert.Equal(at, always.NextOpening(at));
        Assert.Equal(at + Duration.FromHours(10_000), always.Add(at, Duration.FromHours(10_000), ClosingBoundary.AtNextOpening));
        Assert.Equal(BusinessCalendar.Latest, always.Add(at, BusinessCalendar.Latest - at));
        Assert.Null(always.Add(at, BusinessCalendar.Latest - at, ClosingBoundary.AtNextOpening));
        Assert.Null(always.Add(at, BusinessCalendar.Latest - at + Duration.Epsilon));
        Assert.Null(always.Add(at, BusinessCalendar.Latest - BusinessCalendar.Earliest));
        Assert.Equal("2024-03-06T00:00", always.Local(always.EndOfBusinessDay(at, 0)));
    }

    [Fact]
    public void DeadlineAtClosing_FallsAtClosingOrAtTheNextOpening()
    {
        BusinessCalendar calendar = Of("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-12:00, 13:00-18:00"));
        Assert.Equal("2024-03-08T18:00", calendar.Ends("2024-03-08T17:00", Duration.FromHours(1)));
        Assert.Equal("2024-03-11T09:00", calendar.Ends("2024-03-08T17:00", Duration.FromHours(1), ClosingBoundary.AtNextOpening));
        Assert.Equal("2024-03-08T12:00", calendar.Ends("2024-03-08T09:00", Duration.FromHours(3)));
        Assert.Equal("2024-03-08T13:00", calendar.Ends("2024-03-08T09:00", Duration.FromHours(3), ClosingBoundary.AtNextOpening));

        // Nothing added stays where it is, or waits for the opening.
        Assert.Equal("2024-03-09T10:00", calendar.Ends("2024-03-09T10:00", Duration.Zero));
        Assert.Equal("2024-03-11T09:00", calendar.Ends("2024-03-09T10:00", Duration.Zero, ClosingBoundary.AtNextOpening));
        Assert.Equal("2024-03-08T17:00", calendar.Local(calendar.Subtract(calendar.At("2024-03-11T09:00"), Duration.FromHours(1))));
    }

    [Fact]
    public void TenThousandHoursOfAnEightHourWeek_GoOnBeyondTheLastListedException()
    {
        BusinessCalendar calendar = Of("Asia/Shanghai", new WeekOptions { Monday = "09:00-17:00" }, o => o.PublicHolidays = "cn");

        // 1250 Mondays are nearly 24 years; of those listed until 2026 eight are holidays, and six other make-up days are worked.
        Instant end = calendar.Add(calendar.At("2024-01-02"), Duration.FromHours(10_000))!.Value;
        Assert.Equal(Duration.FromHours(10_000), calendar.Elapsed(calendar.At("2024-01-02"), end));
        Assert.Equal(2047, end.InZone(calendar.Zone).Year);
    }

    [Fact]
    public void Horizon_BoundsWhatIsAsked_AndWhatIsReached()
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.MondayToFriday("09:00-17:00"));
        Instant late = calendar.At("2199-12-31T16:00");
        Assert.Equal("2199-12-31T17:00", calendar.Ends("2199-12-31T16:00", Duration.FromHours(1)));
        Assert.Null(calendar.Add(late, Duration.FromHours(9)));
        Assert.Null(calendar.EndOfBusinessDay(late, 5));
        Assert.Null(calendar.EndOfBusinessDay(calendar.At("2024-03-05"), int.MaxValue));
        Assert.False(calendar.IsOpen(BusinessCalendar.Latest));
        Assert.Null(calendar.NextOpening(BusinessCalendar.Latest));
        Assert.False(calendar.IsBusinessDay(new LocalDate(2300, 1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.IsOpen(BusinessCalendar.Latest + Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Elapsed(BusinessCalendar.Earliest - Duration.Epsilon, late));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Add(late, -Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.Subtract(late, -Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.EndOfBusinessDay(late, -1));
    }

    [Fact]
    public void NextBusinessDayByFour_AndTheEndOfTheThird()
    {
        BusinessCalendar calendar = Of("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-18:00"), o => o.PublicHolidays = "cn");
        string friday = "2026-02-13T19:00"; // after closing; Saturday is a make-up day, then Spring Festival until the 23rd
        Assert.Equal("2026-02-14T16:00", calendar.Local(calendar.OnBusinessDay(calendar.At(friday), 1, new LocalTime(16, 0))));
        Assert.Equal("2026-02-24T16:00", calendar.Local(calendar.OnBusinessDay(calendar.At(friday), 1, new LocalTime(16, 0), BusinessDayCounting.FromOpening)));
        Assert.Equal("2026-02-25T18:00", calendar.Local(calendar.EndOfBusinessDay(calendar.At(friday), 3)));
        Assert.Equal("2026-02-13T18:00", calendar.Local(calendar.EndOfBusinessDay(calendar.At(friday), 0)));
        Assert.Equal("2026-02-24T18:00", calendar.Local(calendar.EndOfBusinessDay(calendar.At("2026-02-16T10:00"), 0)));
    }

    [Fact]
    public void NthBusinessDay_OfADailyWeek_IsTheNthDate()
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.EveryDay("09:00-17:00"));
        Instant start = calendar.At("2024-02-20T10:00");
        Assert.All(Enumerable.Range(0, 200), n => Assert.Equal(new LocalDate(2024, 2, 20).PlusDays(n).At(LocalTime.Noon), calendar.OnBusinessDay(start, n, LocalTime.Noon)!.Value.InUtc().LocalDateTime));
    }

    [Fact]
    public void BusinessDaysFarApart_AreCountedOneByOne_UntilNoneIsLeft()
    {
        string[] dates = ["1962-05-01", "1999-12-31", "2000-01-01", "2024-02-29", "2150-07-01"];
        BusinessCalendar calendar = Of("UTC", null, o => Array.ForEach(dates, d => o.Overrides[d] = Day("09:00-17:00")));
        string On(string start, int days) => calendar.Local(calendar.OnBusinessDay(calendar.At(start), days, LocalTime.Noon));
        for (int i = 0; i < dates.Length; i++)
        {
            Assert.True(calendar.IsBusinessDay(Given.Date(dates[i])));
            Assert.Equal(dates[i] + "T12:00", On("1962-04-30", i + 1));
            Assert.Equal(dates[i] + "T12:00", On(dates[i], 0));
            Assert.Equal(dates[i] + "T12:00", On(dates[0], i));
        }

        Assert.False(calendar.IsBusinessDay(new LocalDate(1962, 4, 30)));
        Assert.False(calendar.IsBusinessDay(new LocalDate(2000, 1, 2)));
        Assert.Equal("never", On("1962-04-30", 6));
        Assert.Equal("never", On(dates[4], 1));
        Assert.Equal("never", On("2150-07-02", 0));
        Assert.Equal("2024-02-29T12:00", On("2000-01-02", 0));
    }

    [Fact]
    public void WholeAmount_IsReachedAtItsVeryEnd_AndAsMuchCanBeTakenBack()
    {
        BusinessCalendar calendar = Of("UTC", null, o =>
        {
            o.Overrides["2024-03-05"] = Day("09:00-12:00");
            o.Overrides["2024-03-07"] = Day("09:00-12:00");
        });
        Assert.Equal("2024-03-07T12:00", calendar.Ends("2024-03-01", Duration.FromHours(6)));
        Assert.Equal("never", calendar.Ends("2024-03-01", Duration.FromHours(6), ClosingBoundary.AtNextOpening));
        Assert.Equal("2024-03-05T12:00", calendar.Ends("2024-03-01", Duration.FromHours(3)));
        Assert.Equal("2024-03-07T09:00", calendar.Ends("2024-03-01", Duration.FromHours(3), ClosingBoundary.AtNextOpening));
        Assert.Equal("2024-03-05T09:00", calendar.Local(calendar.Subtract(calendar.At("2024-03-09"), Duration.FromHours(6))));
        Assert.Equal("2024-03-07T09:00", calendar.Local(calendar.Subtract(calendar.At("2024-03-09"), Duration.FromHours(3))));
        Assert.Equal("2024-03-08T00:00", calendar.Local(calendar.Subtract(calendar.At("2024-03-08"), Duration.Zero)));
        Assert.Equal("never", calendar.Local(calendar.Subtract(calendar.At("2024-03-09"), Duration.FromHours(6) + Duration.Epsilon)));
        Assert.Equal(Duration.FromHours(-4), calendar.Worked("2024-03-07T10:00", "2024-03-05"));
        Assert.True(calendar.HasWorkingTime);
    }

    [Fact]
    public void Bounds_AreKnown_AndMeasuredToTheLastNanosecond()
    {
        BusinessCalendar always = BusinessCalendar.RoundTheClock(DateTimeZone.Utc);
        Assert.Equal(BusinessCalendar.Latest - BusinessCalendar.Earliest, always.Elapsed(BusinessCalendar.Earliest, BusinessCalendar.Latest));
        Assert.Equal(Duration.FromDays(91_311), always.Elapsed(BusinessCalendar.Earliest, BusinessCalendar.Latest));
        Assert.True(always.IsOpen(BusinessCalendar.Earliest));
        Assert.True(always.IsOpen(BusinessCalendar.Latest - Duration.Epsilon));
        Assert.False(always.IsOpen(BusinessCalendar.Latest));
        Assert.Equal(BusinessCalendar.Earliest, always.NextOpening(BusinessCalendar.Earliest));
        Assert.Equal(BusinessCalendar.Earliest, always.Subtract(BusinessCalendar.Latest, BusinessCalendar.Latest - BusinessCalendar.Earliest));
        Assert.Empty(always.Segments(BusinessCalendar.Latest, BusinessCalendar.Earliest));
        Assert.Empty(always.Segments(BusinessCalendar.Earliest, BusinessCalendar.Earliest));
        Assert.Throws<ArgumentOutOfRangeException>(() => always.Segments(BusinessCalendar.Earliest, BusinessCalendar.Latest + Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => always.Segments(BusinessCalendar.Earliest - Duration.Epsilon, BusinessCalendar.Latest));
        Assert.NotEqual(always.Version.Fingerprint, BusinessCalendar.RoundTheClock(Given.Shanghai).Version.Fingerprint);
    }

    [Theory]
    [InlineData("1950-01-01T10:00", 0, "1950-01-01T12:00")]
    [InlineData("1950-01-01T10:00", 1, "1950-01-02T12:00")]
    [InlineData("1950-01-01T10:00", 3, "1950-01-04T12:00")]
    [InlineData("2199-12-29T10:00", 1, "2199-12-30T12:00")]
    [InlineData("2199-12-31T10:00", 0, "2199-12-31T12:00")]
    public void BusinessDaysAtTheBounds_AreReached(string start, int days, string expected)
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.EveryDay("09:00-17:00"));
        Assert.Equal(expected, calendar.Local(calendar.OnBusinessDay(calendar.At(start), days, LocalTime.Noon)));
    }
}
