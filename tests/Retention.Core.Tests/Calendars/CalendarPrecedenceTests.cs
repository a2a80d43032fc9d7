using System;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Calendars.TestCalendar;

namespace Retention.Core.Tests.Calendars;

/// <summary>Which rule a date follows: override, make-up day, holiday, week; and whose a night is.</summary>
[Requirement("S-1")]
public sealed class CalendarPrecedenceTests
{
    private static readonly WeekOptions Nights = WeekOptions.MondayToFriday("22:00-06:00");

    [Fact]
    public void MakeUpSaturday_BeatsWeekendAndHoliday()
    {
        BusinessCalendar calendar = Of("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-17:00"), o =>
        {
            o.Holidays["feast"] = new HolidayOptions { Dates = "2026-02-12..2026-02-20" };
            o.MakeUpDays["2026-02-14"] = new CalendarDayOptions { Name = "Make-up" };
        });
        Assert.Equal(Duration.FromHours(8), calendar.Worked("2026-02-14", "2026-02-15"));
        Assert.Equal(CalendarDayKind.MakeUpDay, calendar.Describe(new LocalDate(2026, 2, 14)).Kind);
        Assert.Equal(CalendarDayKind.Holiday, calendar.Describe(new LocalDate(2026, 2, 13)).Kind);
        Assert.Equal(Duration.Zero, calendar.Worked("2026-02-12", "2026-02-14"));
    }

    [Fact]
    public void ExtraShift_IsAddedToWhateverRulesTheDate_WhichStaysWhatItIs()
    {
        BusinessCalendar calendar = Of("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-17:00"), o =>
        {
            o.Holidays["feast"] = new HolidayOptions { Dates = "2026-02-17" };
            o.Overrides["2026-02-18"] = Day("09:00-11:00");
            o.ExtraShifts["2026-02-16"] = new CalendarDayOptions { Name = "Sale", Hours = "16:00-22:00" };
            o.ExtraShifts["2026-02-17"] = Day("10:00-12:00");
            o.ExtraShifts["2026-02-18"] = Day("22:00-02:00");
        });
        Assert.Equal("00:00 closed, 09:00 open, 22:00 closed, 00:00 feast, 10:00 open, 12:00 feast, 00:00 2026-02-18, 09:00 open, 11:00 2026-02-18, 22:00 open, 02:00 closed, 09:00 open, 17:00 closed", calendar.Read("2026-02-16", "2026-02-20"));
        Assert.Equal((CalendarDayKind.Week, "Sale"), (calendar.Describe(new LocalDate(2026, 2, 16)).Kind, calendar.Describe(new LocalDate(2026, 2, 16)).Name));
        Assert.Equal(CalendarDayKind.Holiday, calendar.Describe(new LocalDate(2026, 2, 17)).Kind);
        Assert.Equal("extraShifts:2026-02-16:hours", BusinessCalendar.Compile(Options("Asia/Shanghai", null, o => o.ExtraShifts["2026-02-16"] = Day(null))).Errors.Single().Path);
    }

    [Fact]
    public void Override_BeatsMakeUpDayAndHoliday()
    {
        BusinessCalendar calendar = Of("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-17:00"), o =>
        {
            o.Holidays["feast"] = new HolidayOptions { Dates = "2026-02-13..2026-02-20" };
            o.MakeUpDays["2026-02-14"] = Day(null);
            o.Overrides["2026-02-14"] = Day("09:00-11:00");
            o.Overrides["2026-02-16"] = Day("10:00-12:00, 20:00-21:00");
            o.Overrides["2026-02-24"] = new CalendarDayOptions { Name = "Stocktaking", Hours = "closed" };
        });
        Assert.Equal(Duration.FromHours(2), calendar.Worked("2026-02-14", "2026-02-15"));
        Assert.Equal(Duration.FromHours(3), calendar.Worked("2026-02-16", "2026-02-17"));
        Assert.Equal("Stocktaking", Assert.Single(calendar.Segments(calendar.At("2026-02-24"), calendar.At("2026-02-25"))).ClosedBy!.Name);
    }

    [Fact]
    public void MakeUpDay_HasTheHoursOfTheOrdinaryWorkingDay_OrOfTheDayNamed_OrItsOwn()
    {
        var week = new WeekOptions { Tuesday = "09:00-17:00", Friday = "09:00-13:00" };
        Assert.Equal(Duration.FromHours(8), Of("UTC", week, o => o.MakeUpDays["2026-02-14"] = Day(null)).Worked("2026-02-14", "2026-02-15"));
        Assert.Equal(Duration.FromHours(4), Of("UTC", week, o => { o.MakeUpDays["2026-02-14"] = Day(null); o.MakeUpAs = "Friday"; }).Worked("2026-02-14", "2026-02-15"));
        Assert.Equal(Duration.FromHours(1), Of("UTC", week, o => o.MakeUpDays["2026-02-14"] = Day("10:00-11:00")).Worked("2026-02-14", "2026-02-15"));
    }

    [Fact]
    public void MakeUpDayUnderALaterWeek_HasThatWeeksHours()
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.MondayToFriday("09:00-17:00"), o =>
        {
            o.Weeks["2026-07-01"] = WeekOptions.MondayToFriday("10:00-14:00");
            o.MakeUpDays["2026-06-27"] = Day(null);
            o.MakeUpDays["2026-07-04"] = Day(null);
        });
        Assert.Equal(Duration.FromHours(8), calendar.Worked("2026-06-27", "2026-06-28"));
        Assert.Equal(Duration.FromHours(4), calendar.Worked("2026-07-04", "2026-07-05"));
    }

    [Fact]
    public void Night_FollowsTheDateOnWhichItOpened()
    {
        // Wednesday is a holiday: Tuesday's night goes on into it, its own doesn't open.
        BusinessCalendar calendar = Of("Europe/Berlin", Nights, o => o.Holidays["feast"] = new HolidayOptions { Name = "Feast", Dates = "2024-05-01" });
        Assert.Equal("12:00 closed, 22:00 open, 06:00 Feast, 00:00 closed, 22:00 open", calendar.Read("2024-04-30T12:00", "2024-05-03"));
        Assert.Equal(Duration.Zero, calendar.Worked("2024-05-01T06:00", "2024-05-02T22:00"));
    }

    [Fact]
    public void Night_FollowsEachDateForItself_WhereAsked()
    {
        // Tuesday's night ends with Tuesday; after the holiday Thursday has the small hours that its week gives it.
        BusinessCalendar calendar = Of("Europe/Berlin", Nights, o =>
        {
            o.Overnight = "each-date";
            o.Holidays["feast"] = new HolidayOptions { Name = "Feast", Dates = "2024-05-01" };
        });
        Assert.Equal("12:00 closed, 22:00 open, 00:00 Feast, 00:00 open, 06:00 closed, 22:00 open", calendar.Read("2024-04-30T12:00", "2024-05-03"));
    }

    [Theory]
    [InlineData(null, "06:00 closed, 22:00 open, 06:00 closed, 20:00 open, 02:00 closed")]
    [InlineData("each-date", "06:00 closed, 22:00 open, 06:00 closed, 20:00 open, 02:00 closed")]
    public void NightOverTheFirstDateOfANewWeek_IsTheOldWeeks(string? overnight, string expected)
    {
        BusinessCalendar calendar = Of("UTC", Nights, o =>
        {
            o.Overnight = overnight;
            o.Weeks["2026-07-01"] = WeekOptions.MondayToFriday("20:00-02:00");
        });
        Assert.Equal(expected, calendar.Read("2026-06-30T06:00", "2026-07-02T12:00"));
    }

    [Theory]
    [InlineData("12-24..01-02", "2025-12-24 2025-12-31 2026-01-01 2026-01-02", "2025-12-23 2026-01-03")]
    [InlineData("02-29", "2024-02-29", "2023-02-28 2023-03-01 2024-03-01")]
    [InlineData("02-27..02-29", "2023-02-28 2024-02-29", "2023-03-01 2024-03-01")]
    [InlineData("02-29..03-01", "2023-03-01 2024-02-29", "2023-02-28 2024-02-28")]
    [InlineData("05-01, 12-25..12-26", "2199-05-01 1950-12-25 2026-12-26", "2026-12-27")]
    public void YearlyHoliday_IsKeptEveryYear_AlsoOverNewYear(string yearly, string holidays, string others)
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.EveryDay("09:00-17:00"), o => o.Holidays["h"] = new HolidayOptions { Yearly = yearly });
        Assert.All(holidays.Split(' '), d => Assert.Equal(CalendarDayKind.Holiday, calendar.Describe(Given.Date(d)).Kind));
        Assert.All(others.Split(' '), d => Assert.Equal(CalendarDayKind.Week, calendar.Describe(Given.Date(d)).Kind));
    }

    [Fact]
    public void HolidaysOfTwoAndAHalfCenturies_Compile()
    {
        BusinessCalendar calendar = Of("Europe/Berlin", WeekOptions.EveryDay("09:00-17:00"), o => o.Holidays["always"] = new HolidayOptions { Yearly = "01-01..12-31" });
        Assert.False(calendar.HasWorkingTime);
    }

    [Fact]
    public void Difference_IsClosedByTheHolidaysOfTheFirstOnly()
    {
        BusinessCalendar support = Of("UTC", WeekOptions.MondayToFriday("09:00-17:00"), o => o.Holidays["ours"] = new HolidayOptions { Dates = "2024-03-05" });
        BusinessCalendar service = Of("UTC", WeekOptions.EveryDay("12:00-13:00"), o => o.Holidays["theirs"] = new HolidayOptions { Dates = "2024-03-06" });
        BusinessCalendar both = support.Except(service);
        Assert.Equal("09:00 open, 12:00 closed, 13:00 open, 17:00 closed, 00:00 ours, 00:00 closed, 09:00 open, 17:00 closed", both.Read("2024-03-04T09:00", "2024-03-07"));
        Assert.Equal(CalendarDayKind.Week, both.Describe(new LocalDate(2024, 3, 6)).Kind);
    }

    [Fact]
    public void NightsBeforeTheEpoch_AreTheirWeeksDays()
    {
        // 1 May 1962 was a Tuesday: Monday's night runs into the holiday, Wednesday's small hours are closed with it.
        BusinessCalendar calendar = Of("UTC", new WeekOptions { Monday = "22:00-03:00", Tuesday = "22:00-06:00", Wednesday = "21:00-22:00" }, o => o.Holidays["feast"] = new HolidayOptions { Dates = "1962-05-01" });
        Assert.Equal("12:00 closed, 22:00 open, 03:00 feast, 00:00 closed, 21:00 open, 22:00 closed", calendar.Read("1962-04-30T12:00", "1962-05-03T12:00"));
        Assert.Equal(Duration.FromHours(14), calendar.Worked("1962-05-07", "1962-05-14"));
    }

    [Fact]
    public void ThreeWeeks_EachHoldFromTheirFirstDate()
    {
        BusinessCalendar calendar = Of("UTC", WeekOptions.EveryDay("09:00-10:00"), o =>
        {
            o.Weeks["2026-07-01"] = WeekOptions.EveryDay("09:00-13:00");
            o.Weeks["2026-06-01"] = WeekOptions.EveryDay("09:00-11:00");
            o.Overrides["2026-06-30"] = Day("20:00-02:00");
        });
        Assert.Equal("00:00 closed, 09:00 open, 10:00 closed, 09:00 open, 11:00 closed", calendar.Read("2026-05-31", "2026-06-02"));
        Assert.Equal("00:00 2026-06-30, 20:00 open, 02:00 closed, 09:00 open, 13:00 closed, 09:00 open, 13:00 closed", calendar.Read("2026-06-30", "2026-07-03"));
        Assert.Equal(Duration.FromHours(29 * 2), calendar.Worked("2026-06-01", "2026-06-30"));
    }

    [Fact]
    public void ClosedDatesSideBySide_AreEachTheirOwn_AndPlainDatesBetweenAreNot()
    {
        BusinessCalendar calendar = Of("UTC", null, o =>
        {
            o.Holidays["a"] = new HolidayOptions { Name = "A", Dates = "2026-05-01..2026-05-02, 2026-05-06" };
            o.Holidays["b"] = new HolidayOptions { Name = "B", Dates = "2026-05-03" };
            o.Overrides["2026-05-04"] = new CalendarDayOptions { Name = "C", Hours = "closed" };
            o.MakeUpDays["2026-05-05"] = new CalendarDayOptions { Name = "D", Hours = "09:00-10:00" };
        });
        Assert.Equal("00:00 closed, 00:00 A, 00:00 A, 00:00 B, 00:00 C, 00:00 closed, 09:00 open, 10:00 closed, 00:00 A, 00:00 closed", calendar.Read("2026-04-30", "2026-05-08"));
    }

    [Fact]
    public void Combination_IsDescribedByTheFirstPartThatHasMoreToSayThanItsWeek()
    {
        var date = new LocalDate(2024, 3, 5);
        BusinessCalendar plain = Of("UTC", WeekOptions.EveryDay("09:00-17:00"));
        BusinessCalendar shift = Of("UTC", WeekOptions.EveryDay("09:00-17:00"), o => o.ExtraShifts["2024-03-05"] = new CalendarDayOptions { Name = "Sale", Hours = "20:00-21:00" });
        BusinessCalendar feast = Of("UTC", WeekOptions.EveryDay("09:00-17:00"), o => o.Holidays["feast"] = new HolidayOptions { Name = "Feast", Dates = "2024-03-05" });
        Assert.Equal("Sale", plain.Union(shift).Describe(date).Name);
        Assert.Equal("Feast", plain.Union(shift).Union(feast).Describe(date).Name);
        Assert.Equal("Feast", feast.Intersect(shift).Describe(date).Name);
        Assert.Null(plain.Except(feast).Describe(date).Name);
        Assert.Equal((date, CalendarDayKind.Week), (BusinessCalendar.RoundTheClock(DateTimeZone.Utc).Describe(date).Date, BusinessCalendar.RoundTheClock(DateTimeZone.Utc).Describe(date).Kind));
    }

    [Fact]
    public void Combination_IsClosedByTheHolidaysOfBoth_OnEachOnesOwnDates()
    {
        BusinessCalendar east = Of("Asia/Shanghai", WeekOptions.EveryDay("09:00-12:00"), o => o.Holidays["e"] = new HolidayOptions { Name = "East", Dates = "2024-03-05" });
        BusinessCalendar west = Of("UTC", WeekOptions.EveryDay("01:00-04:00"), o => o.Holidays["w"] = new HolidayOptions { Name = "West", Dates = "2024-03-06" });

        // Both are open from 1 to 4 UTC; the eastern date begins at 16 UTC of the day before.
        Assert.Equal("00:00 closed, 09:00 open, 12:00 closed, 00:00 East, 09:00 open, 12:00 East, 00:00 closed, 08:00 West, 09:00 open, 12:00 West, 08:00 closed, 09:00 open, 12:00 closed", east.Union(west).Read("2024-03-04", "2024-03-08"));
        Assert.Equal("00:00 closed, 09:00 open, 12:00 closed, 00:00 East, 00:00 closed, 08:00 West, 08:00 closed, 09:00 open, 12:00 closed", east.Intersect(west).Read("2024-03-04", "2024-03-08"));
    }

    [Fact]
    public void CombinationOfTwoZones_FollowsBothClocks()
    {
        // Berlin's clock springs forward on 31 March 2024: its eight o'clock is seven UTC before and six after.
        BusinessCalendar berlin = Of("Europe/Berlin", WeekOptions.EveryDay("08:00-12:00"));
        BusinessCalendar utc = Of("UTC", WeekOptions.EveryDay("07:00-10:00"));
        string Hours(BusinessCalendar calendar, string date) => string.Join(" ", calendar.Segments(Given.At(date + "T00:00:00Z"), Given.At(date + "T23:00:00Z")).Where(s => s.IsOpen).Select(s => s.Start.InUtc().Hour + "-" + s.End.InUtc().Hour));
        Assert.Equal(("7-11", "6-10"), (Hours(berlin.Union(utc), "2024-03-30"), Hours(berlin.Union(utc), "2024-04-01")));
        Assert.Equal(("7-10", "7-10"), (Hours(berlin.Intersect(utc), "2024-03-30"), Hours(berlin.Intersect(utc), "2024-04-01")));
        Assert.Equal(("10-11", "6-7"), (Hours(berlin.Except(utc), "2024-03-30"), Hours(berlin.Except(utc), "2024-04-01")));
        Assert.Equal(("", ""), (Hours(utc.Except(berlin), "2024-03-30"), Hours(utc.Except(berlin), "2024-04-01")));
        Assert.Equal(Duration.FromHours(3 * 7), berlin.Intersect(utc).Elapsed(Given.At("2024-03-28T00:00:00Z"), Given.At("2024-04-04T00:00:00Z")));
    }
}
