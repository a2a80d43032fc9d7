using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Calendars.TestCalendar;

namespace Retention.Core.Tests.Calendars;

public sealed class HolidayListTests
{
    [Fact]
    [Requirement("S-1")]
    public void MainlandChina_IsWhatWasAnnounced()
    {
        string file = Path.Combine(Library.Root, "..", "shared", "golden", "holidays-cn.json");
        Assert.SkipUnless(File.Exists(file), "The announced holidays are kept outside this repository, and not on this machine.");
        var holidays = new List<string>();
        var work = new List<string>();
        foreach (JsonProperty year in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("years").EnumerateObject())
        {
            holidays.AddRange(year.Value.GetProperty("holidays").EnumerateObject().SelectMany(h => h.Value.EnumerateArray().Select(d => d.GetString() + " " + h.Name)));
            work.AddRange(year.Value.GetProperty("makeUpWorkingDays").EnumerateObject().Select(d => d.Name + " " + d.Value.GetString()));
        }

        HolidayList list = HolidayList.MainlandChina();
        Assert.Equal(holidays.Order(StringComparer.Ordinal), Dates(list, working: false).Order(StringComparer.Ordinal));
        Assert.Equal(work.Order(StringComparer.Ordinal), Dates(list, working: true).Order(StringComparer.Ordinal));
        Assert.Equal(new LocalDate(2026, 10, 10), list.LastDate);
    }

    [Theory]
    [InlineData("2026-10-01", "line 1 entry-unreadable")]
    [InlineData("2026-10-01 holiday", "line 1 entry-unreadable")]
    [InlineData("2026-10-01 holiday |", "line 1 entry-unreadable")]
    [InlineData("2026-10-01 holiday a | b | c", "line 1 entry-unreadable")]
    [InlineData("2026-10-01 feast 国庆节", "line 1 entry-unreadable")]
    [InlineData("1 holiday 国庆节", "line 1 dates-unreadable")]
    [InlineData("# fine\n\n2026-10-07..2026-10-01 holiday 国庆节", "line 3 dates-unreadable")]
    [InlineData("2026-10-07..2028-10-01 holiday 国庆节", "line 1 dates-unreadable")]
    [InlineData("2226-10-07 holiday 国庆节", "line 1 dates-unreadable")]
    public void LineThatIsNoEntry_IsNamed(string text, string problem) =>
        Assert.Equal(problem, Assert.Single(Assert.Throws<PolicyException>(() => HolidayList.Parse(text)).Problems.Select(p => p.Path + " " + p.Code)));

    [Fact]
    public void Text_MayHaveBlanksCommentsAndAnyLineEnds()
    {
        HolidayList list = HolidayList.Parse("\uFEFF# list\r\n\r\n  2027-01-01\tholiday  元旦 | New Year's Day \r\n2027-01-02..2027-01-03 work 加班\r\n");
        Assert.Equal(["2027-01-01 holiday New Year's Day", "2027-01-02..2027-01-03 work 加班"], list.Entries.Select(e => e.ToString()));
        Assert.Equal("元旦", list.Entries[0].NameChinese);
        Assert.Empty(HolidayList.Parse(string.Empty).Entries);
        Assert.Null(HolidayList.Parse("# none").LastDate);
    }

    [Fact]
    public void NextYearsList_IsAddedToTheOneThatShips()
    {
        // A host adds 2027 by the names that the shipped list has; no year is lost.
        CalendarOptions options = Options("Asia/Shanghai", WeekOptions.MondayToFriday("09:00-18:00"), o => o.PublicHolidays = "cn");
        HolidayList.Parse("2027-10-01..2027-10-07 holiday 国庆节 | National Day\n2027-10-09 work 国庆节 | National Day").AddTo(options);
        BusinessCalendar calendar = BusinessCalendar.Compile(options).Policy;
        foreach (int year in new[] { 2024, 2025, 2026, 2027 })
        {
            Assert.Equal("National Day", calendar.Describe(new LocalDate(year, 10, 1)).Name);
        }

        Assert.Equal(CalendarDayKind.MakeUpDay, calendar.Describe(new LocalDate(2027, 10, 9)).Kind);
        Assert.Equal(CalendarDayKind.MakeUpDay, calendar.Describe(new LocalDate(2026, 10, 10)).Kind);
    }

    [Fact]
    public void OwnEntry_StandsBeforeTheLists_AndMayRemoveIt()
    {
        CalendarOptions options = Options("Asia/Shanghai", WeekOptions.EveryDay("09:00-18:00"), o =>
        {
            o.PublicHolidays = "cn";
            o.Holidays["National Day 2026"] = new HolidayOptions { Dates = "2026-10-01" };
            o.Holidays["Labour Day 2026"] = new HolidayOptions { Removed = true };
            o.MakeUpDays["2026-10-10"] = new CalendarDayOptions { Removed = true };
        });
        BusinessCalendar calendar = BusinessCalendar.Compile(options).Policy;
        Assert.Equal("国庆节", calendar.Describe(new LocalDate(2026, 10, 1)).NameChinese);
        Assert.All(new[] { new LocalDate(2026, 10, 2), new LocalDate(2026, 5, 1), new LocalDate(2026, 10, 10) }, d => Assert.Equal(CalendarDayKind.Week, calendar.Describe(d).Kind));
    }

    [Fact]
    public void AddTo_LeavesWhatIsThere_AndTwiceIsOnce()
    {
        var options = new CalendarOptions();
        options.MakeUpDays["2026-02-14"] = Day("10:00-11:00");
        HolidayList.MainlandChina().AddTo(options);
        int holidays = options.Holidays.Count;
        HolidayList.MainlandChina().AddTo(options);
        Assert.Equal(holidays, options.Holidays.Count);
        Assert.Equal("10:00-11:00", options.MakeUpDays["2026-02-14"].Hours);
    }

    [Fact]
    public void Version_ChangesWithTheList()
    {
        CalendarOptions Listed(string list)
        {
            CalendarOptions options = Options("UTC", WeekOptions.EveryDay("09:00-17:00"));
            HolidayList.Parse(list).AddTo(options);
            return options;
        }

        string one = BusinessCalendar.Compile(Listed("2027-01-01 holiday A")).Policy.Version.Fingerprint;
        Assert.NotEqual(one, BusinessCalendar.Compile(Listed("2027-01-01..2027-01-02 holiday A")).Policy.Version.Fingerprint);
        Assert.Equal(one, BusinessCalendar.Compile(Listed("# comment\n2027-01-01   holiday A")).Policy.Version.Fingerprint);
    }

    private static IEnumerable<string> Dates(HolidayList list, bool working) =>
        from entry in list.Entries
        where entry.IsWorking == working
        from day in Enumerable.Range(0, Period.DaysBetween(entry.First, entry.Last) + 1)
        select entry.First.PlusDays(day).ToString("uuuu-MM-dd", null) + " " + entry.NameChinese;
}
