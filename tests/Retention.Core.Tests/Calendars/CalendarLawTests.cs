using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Tests.House;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Calendars;

/// <summary>Calendars against an oracle that decides one instant at a time, in every zone, and the published laws of business time.</summary>
/// <remarks><c>LAW_CASES</c> raises the number of generated calendars for a full run: 20000 make that many against the oracle, alone and combined.</remarks>
public sealed class CalendarLawTests
{
    /// <summary>In CI one zone in so many has a generated calendar, others at each run; in a full run every zone has its share.</summary>
    private const int CiOneZoneIn = 6;

    /// <summary>How many a zone has whose clock does strange things, in CI.</summary>
    private const int CiCalendarsPerOddZone = 4;

    /// <summary>How many generated calendars meet the laws of arithmetic, in CI; a full run has a hundredth of its cases.</summary>
    private const int CiCalendars = 30;

    /// <summary>How many probes each law meets on a calendar, in CI.</summary>
    private const int CiProbes = 20;

    private static readonly int? Full = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : null;

    private static readonly string? Replay = Environment.GetEnvironmentVariable("LAW_REPLAY");

    /// <summary>Midnight skipped or repeated, a date skipped or repeated, half an hour, two hours, negative summer time, changes at 00:01, offsets of seconds.</summary>
    public static TheoryData<string> OddZones => new TheoryData<string>(
        "Africa/Cairo", "Africa/Casablanca", "Africa/Monrovia", "America/Asuncion", "America/Goose_Bay", "America/Havana", "America/Santiago", "America/Sao_Paulo", "America/St_Johns",
        "Antarctica/Troll", "Asia/Amman", "Asia/Beirut", "Asia/Gaza", "Asia/Shanghai", "Asia/Tehran", "Atlantic/Azores", "Australia/Lord_Howe", "Europe/Dublin", "Europe/London",
        "Pacific/Apia", "Pacific/Kwajalein");

    [Theory]
    [MemberData(nameof(OddZones))]
    [Requirement("S-1")]
    public void GeneratedCalendarsOfAnOddZone_AreWhatTheirOptionsSay(string zone) =>
        LawReport.ThrowIfBroken(CalendarLaws.CheckZone(zone, new LawSettings { Cases = CiCalendarsPerOddZone, Replay = Replay }));

    [Fact]
    [Requirement("S-1")]
    public void GeneratedCalendarsOfEveryZone_AreWhatTheirOptionsSay()
    {
        string[] zones = DateTimeZoneProviders.Tzdb.Ids.ToArray();
        int each = Full is { } full ? Math.Max(1, (full + zones.Length - 1) / zones.Length) : 1;
        int turn = Random.Shared.Next(CiOneZoneIn);
        foreach (string zone in zones.Where((_, i) => Full is not null || i % CiOneZoneIn == turn))
        {
            LawReport.ThrowIfBroken(CalendarLaws.CheckZone(zone, new LawSettings { Cases = each, Replay = Replay }));
        }
    }

    [Fact]
    [Requirement("S-1")]
    public void EveryLaw_HoldsForGeneratedCalendars()
    {
        int calendars = Full is { } full ? Math.Max(CiCalendars, full / 100) : CiCalendars;
        var settings = new LawSettings { Cases = Full is null ? CiProbes : 100, Replay = Replay };
        for (int seed = 0; seed < calendars; seed++)
        {
            BusinessCalendar calendar = BusinessCalendar.Compile(CalendarGenerators.Make(seed * 7_919)).Policy;
            IReadOnlyList<LawReport> reports = CalendarLaws.CheckAll(calendar, settings);
            Assert.True(reports.All(r => r.Holds), "Calendar " + seed + ": " + string.Join("\n", reports.Where(r => !r.Holds)));
        }
    }

    [Fact]
    [Requirement("S-1")]
    public void EveryLawOfSets_HoldsForGeneratedCalendars()
    {
        int pairs = Full is { } full ? Math.Max(CiCalendars, full / 100) : CiCalendars;
        var settings = new LawSettings { Cases = Full is null ? CiProbes / 4 : 100, Replay = Replay };
        for (int seed = 0; seed < pairs; seed++)
        {
            BusinessCalendar first = BusinessCalendar.Compile(CalendarGenerators.Make(seed * 104_729)).Policy;
            BusinessCalendar second = BusinessCalendar.Compile(CalendarGenerators.Make((seed * 7_919) + 1)).Policy;
            IReadOnlyList<LawReport> reports = CalendarLaws.CheckSets(first, second, settings).Concat(CalendarLaws.CheckAll(first.Except(second), settings)).ToArray();
            Assert.True(reports.All(r => r.Holds), "Calendars " + seed + ": " + string.Join("\n", reports.Where(r => !r.Holds)));
        }
    }

    [Fact]
    [Requirement("S-1")]
    public void EveryLaw_HoldsForTheCalendarOfAChineseHotline()
    {
        var options = new CalendarOptions { Zone = "Asia/Shanghai", Week = WeekOptions.MondayToFriday("09:00-12:00, 13:00-18:00"), PublicHolidays = "cn" };
        var settings = new LawSettings { Cases = Full ?? 100, Replay = Replay };
        LawReport.ThrowIfBroken(CalendarLaws.CheckAll(BusinessCalendar.Compile(options).Policy, settings));
        LawReport.ThrowIfBroken(CalendarLaws.CheckOptions(options, new LawSettings { Cases = Full ?? 20, Replay = Replay }));
    }

    [Fact]
    public void EveryLaw_HoldsForCalendarsThatAreAlwaysOrNeverOpen()
    {
        var settings = new LawSettings { Cases = Full ?? 100, Replay = Replay };
        BusinessCalendar always = BusinessCalendar.RoundTheClock(DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        BusinessCalendar never = BusinessCalendar.Compile(new CalendarOptions { Zone = "Asia/Tehran" }).Policy;
        LawReport.ThrowIfBroken(CalendarLaws.CheckAll(always, settings).Concat(CalendarLaws.CheckAll(never, settings)).Concat(CalendarLaws.CheckSets(always, never, settings)));
    }
}
