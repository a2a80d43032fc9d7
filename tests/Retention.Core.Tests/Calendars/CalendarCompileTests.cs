using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Xunit;
using static Retention.Core.Tests.Calendars.TestCalendar;

namespace Retention.Core.Tests.Calendars;

public sealed class CalendarCompileTests
{
    private static readonly Dictionary<string, Action<CalendarOptions>> Mistakes = new Dictionary<string, Action<CalendarOptions>>(StringComparer.Ordinal)
    {
        ["label label-blank"] = o => o.Label = " ",
        ["label label-text"] = o => o.Label = new string('x', 201),
        ["zone zone-missing"] = o => o.Zone = null,
        ["zone zone-unknown"] = o => o.Zone = "Asia/Nowhere",
        ["week:monday hours-unreadable"] = o => o.Week!.Monday = "9-17",
        ["week:tuesday hours-unreadable"] = o => o.Week!.Tuesday = "09:00-25:00",
        ["week:wednesday hours-unreadable"] = o => o.Week!.Wednesday = "24:00-06:00",
        ["week:thursday hours-unreadable"] = o => o.Week!.Thursday = "closed, 09:00-10:00",
        ["week:friday hours-empty"] = o => o.Week!.Friday = "09:00-09:00",
        ["week:saturday hours-empty"] = o => o.Week!.Saturday = "00:00-00:00",
        ["week:sunday hours-blank"] = o => o.Week!.Sunday = " ",
        ["week:monday hours-overlap"] = o => { o.Week!.Monday = "09:00-13:00, 12:00-17:00"; o.Overlaps = "refuse"; },
        ["weeks:1 July date-unreadable"] = o => o.Weeks["1 July"] = new WeekOptions(),
        ["weeks:2026-07-01:monday hours-empty"] = o => o.Weeks["2026-07-01"] = new WeekOptions { Monday = "10:00-10:00" },
        ["holidays:h dates-missing"] = o => o.Holidays["h"] = new HolidayOptions { Name = "None" },
        ["holidays:h:dates dates-unreadable"] = o => o.Holidays["h"] = new HolidayOptions { Dates = "2026-02-30" },
        ["holidays:inverted:dates dates-unreadable"] = o => o.Holidays["inverted"] = new HolidayOptions { Dates = "2026-10-07..2026-10-01" },
        ["holidays:far:dates dates-unreadable"] = o => o.Holidays["far"] = new HolidayOptions { Dates = "2026-10-07..9999-12-31" },
        ["holidays:h:yearly dates-unreadable"] = o => o.Holidays["h"] = new HolidayOptions { Yearly = "13-01" },
        ["makeUpDays:Saturday date-unreadable"] = o => o.MakeUpDays["Saturday"] = Day("09:00-10:00"),
        ["makeUpDays:2026-02-14:hours hours-missing"] = o => { o.Week = null; o.MakeUpDays["2026-02-14"] = Day(null); },
        ["makeUpDays:2026-02-15:hours hours-missing"] = o => { o.MakeUpAs = "sunday"; o.MakeUpDays["2026-02-15"] = Day(null); },
        ["makeUpAs weekday-unknown"] = o => o.MakeUpAs = "workday",
        ["overrides:2026-02-14:hours hours-missing"] = o => o.Overrides["2026-02-14"] = Day(null),
        ["overrides:2026-02-14:hours hours-unreadable"] = o => o.Overrides["2026-02-14"] = Day("morning"),
        ["overrides:9026-02-14 date-unreadable"] = o => o.Overrides["9026-02-14"] = Day("closed"),
        ["overrides:2200-01-01 date-unreadable"] = o => o.Overrides["2200-01-01"] = Day("closed"),
        ["overrides:0026-02-14 date-unreadable"] = o => o.Overrides["0026-02-14"] = Day("closed"),
        ["overnight unknown-name"] = o => o.Overnight = "closing-date",
        ["overlaps unknown-name"] = o => o.Overlaps = "first",
        ["publicHolidays holidays-unknown"] = o => o.PublicHolidays = "cn, xx",
        ["anyOf option-not-taken"] = o => o.AnyOf = "other",
        ["allOf option-not-taken"] = o => o.AllOf = "other",
        ["except option-not-taken"] = o => o.Except = "other",
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistake_IsReportedWithPathAndCode(string mistake)
    {
        Compilation<BusinessCalendar> compilation = BusinessCalendar.Compile(Options("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-18:00"), Mistakes[mistake]));
        Assert.False(compilation.Succeeded);
        Assert.Contains(mistake, compilation.Errors.Select(e => e.Path + " " + e.Code));
        Assert.All(compilation.Errors, e => Assert.EndsWith(".", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AllMistakes_AreReportedAtOnce()
    {
        CalendarOptions options = Options("nowhere", new WeekOptions { Monday = "x", Friday = "10:00-10:00" }, o =>
        {
            o.PublicHolidays = "xx";
            o.Weeks["never"] = new WeekOptions();
            o.Holidays["h"] = new HolidayOptions { Dates = "x, 2026-01-01, y", Yearly = "z" };
            o.MakeUpDays["d"] = Day("x");
            o.Overrides["2026-01-01"] = Day("x");
        });
        Assert.Equal(
            ["publicHolidays", "zone", "week:monday", "week:friday", "weeks:never", "holidays:h:dates", "holidays:h:dates", "holidays:h:yearly", "makeUpDays:d", "overrides:2026-01-01:hours"],
            BusinessCalendar.Compile(options).Errors.Select(e => e.Path));
    }

    [Theory]
    [InlineData("09:00-13:00, 12:00-17:00", 8)]
    [InlineData("09:00-12:00,12:00-17:00", 8)]
    [InlineData("13:00-17:00、9:00-13:00,10:00-11:00", 8)]
    [InlineData("20:00-24:00, 23:00-02:00", 6)]
    [InlineData("22:00-00:00", 2)]
    [InlineData("08:00:30-08:01", 1.0 / 120)]
    public void OverlappingAndTouchingWindows_AreMerged(string hours, double expected)
    {
        BusinessCalendar calendar = Of("UTC", new WeekOptions { Tuesday = hours });
        Assert.Equal(Duration.FromHours(expected), calendar.Worked("2024-03-04", "2024-03-11"));
        Assert.Equal(hours.StartsWith('8') ? 0 : 1, calendar.Segments(calendar.At("2024-03-04"), calendar.At("2024-03-11")).Count(s => s.IsOpen));
    }

    [Theory]
    [InlineData("00:00-01:00, 00:30-02:00", "00:30-02:00 overlaps 00:00-01:00")]
    [InlineData("20:00-00:30, 23:00-24:00", "23:00-24:00 overlaps 20:00-00:30")]
    [InlineData("09:00:10-10:00, 09:30-11:00", "09:30-11:00 overlaps 09:00:10-10:00")]
    public void Overlap_IsRefusedWhereAsked_NamingBothWindows(string hours, string message) => Assert.StartsWith(
        message,
        Assert.Single(BusinessCalendar.Compile(Options("UTC", new WeekOptions { Tuesday = hours }, o => o.Overlaps = "refuse")).Errors).Message,
        StringComparison.Ordinal);

    [Fact]
    public void LongNight_IsDoubtful_AsItsEndsMayBeInverted()
    {
        Compilation<BusinessCalendar> compilation = BusinessCalendar.Compile(Options("UTC", new WeekOptions { Tuesday = "17:00-09:00" }));
        Assert.Equal("week:tuesday hours-long-overnight", Assert.Single(compilation.Warnings.Select(w => w.Path + " " + w.Code)));
        Assert.Empty(BusinessCalendar.Compile(Options("UTC", new WeekOptions { Tuesday = "22:00-06:00" })).Warnings);
    }

    [Fact]
    public void Version_ChangesWithEveryOption_AndWithNothingElse()
    {
        static PolicyVersion Version(Action<CalendarOptions>? change = null) => Of("UTC", WeekOptions.MondayToFriday("09:00-17:00"), change).Version;
        Assert.Equal(Version(), Version());
        Assert.Equal("unlabelled", Version(o => o.Label = null).Label);
        Action<CalendarOptions>[] changes =
        [
            o => o.Zone = "Etc/UTC", o => o.Week!.Sunday = "09:00-10:00", o => o.Weeks["2026-01-01"] = WeekOptions.EveryDay("09:00-17:00"), o => o.PublicHolidays = "cn",
            o => o.Holidays["h"] = new HolidayOptions { Yearly = "01-01" }, o => o.MakeUpDays["2026-02-14"] = Day(null), o => o.MakeUpAs = "tuesday", o => o.Overrides["2026-02-14"] = Day("closed"),
            o => o.Overnight = "each-date", o => o.Overlaps = "refuse",
        ];
        Assert.Equal(changes.Length + 1, changes.Select(c => Version(c).Fingerprint).Append(Version().Fingerprint).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Options_AreNotKept()
    {
        CalendarOptions options = Options("UTC", WeekOptions.EveryDay("09:00-17:00"));
        BusinessCalendar calendar = BusinessCalendar.Compile(options).Policy;
        options.Week!.Monday = "closed";
        options.PublicHolidays = "cn";
        Assert.Empty(options.Holidays);
        Assert.True(calendar.IsOpen(calendar.At("2024-03-04T10:00")));
    }

    [Fact]
    public void Texts_NameTheCalendarAndItsDays()
    {
        BusinessCalendar one = Of("Asia/Shanghai", WeekOptions.EveryDay("09:00-17:00"), o => o.Holidays["h"] = new HolidayOptions { Name = "Feast", NameChinese = "节", Dates = "2024-03-05" });
        Assert.Equal("test (Asia/Shanghai)", one.ToString());
        Assert.Equal("(test | round-the-clock)", one.Union(BusinessCalendar.RoundTheClock(DateTimeZone.Utc)).Version.Label);
        Assert.Equal("2024-03-05 Holiday Feast", one.Describe(new LocalDate(2024, 3, 5)).ToString());
        Assert.Equal("节", one.Describe(new LocalDate(2024, 3, 5)).NameChinese);
        Assert.Equal("2024-03-06 Week", one.Describe(new LocalDate(2024, 3, 6)).ToString());
        Assert.Equal("2024-03-04T16:00:00Z..2024-03-05T16:00:00Z Feast", one.Segments(one.At("2024-03-05"), one.At("2024-03-06")).Single().ToString());
    }

    [Theory]
    [InlineData("18:00-06:00", 0)]
    [InlineData("18:00-06:01", 1)]
    [InlineData("09:00-17:00", 0)]
    [InlineData("00:00-24:00", 0)]
    public void NightOfUpToTwelveHours_IsNotDoubtful(string hours, int warnings) =>
        Assert.Equal(warnings, BusinessCalendar.Compile(Options("UTC", new WeekOptions { Tuesday = hours })).Warnings.Count());

    [Theory]
    [InlineData("9:05-10:00", 55)]
    [InlineData(" 09:00 - 10:00 ", 60)]
    [InlineData("09:00:00-09:00:30", 0.5)]
    [InlineData("9:00:00-24:00:00", 15 * 60)]
    [InlineData("closed", 0)]
    [InlineData(" closed ", 0)]
    [InlineData("22:00-23:00, 23:30-01:00", 150)]
    public void Hours_AreReadWithAndWithoutSeconds(string hours, double minutes) =>
        Assert.Equal(Duration.FromMinutes(minutes), Of("UTC", new WeekOptions { Tuesday = hours }).Worked("2024-03-04", "2024-03-11"));

    [Theory]
    [InlineData("09:00-12:00", "13:00-14:00", 4)]
    [InlineData("09:00-12:00", "11:00-14:00", 5)]
    [InlineData("closed", "11:00-14:00", 3)]
    [InlineData("09:00-12:00", "closed", 3)]
    public void ExtraShift_IsJoinedWithTheHoursOfItsDate(string hours, string shift, int expected) =>
        Assert.Equal(Duration.FromHours(expected), Of("UTC", new WeekOptions { Tuesday = hours }, o => o.ExtraShifts["2024-03-05"] = Day(shift)).Worked("2024-03-04", "2024-03-11"));

    [Fact]
    public void Combinations_OfTheSameCalendars_HaveVersionsOfTheirOwn()
    {
        BusinessCalendar one = Of("UTC", WeekOptions.EveryDay("09:00-17:00"));
        BusinessCalendar other = Of("UTC", WeekOptions.EveryDay("10:00-18:00"), o => o.Label = "other");
        BusinessCalendar[] all = [one.Union(other), one.Intersect(other), one.Except(other), other.Union(one), one];
        Assert.Equal(["(test | other)", "(test & other)", "(test - other)", "(other | test)", "test"], all.Select(c => c.Version.Label));
        Assert.Equal(all.Length, all.Select(c => c.Version.Fingerprint).Distinct(StringComparer.Ordinal).Count());
    }
}
