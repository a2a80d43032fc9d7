using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Sla;

namespace Retention.Benchmarks;

/// <summary>The calendar, the instants and the case that business time is measured on.</summary>
internal static class BusinessTimeCases
{
    internal const int Exceptions = 300;
    internal const int HourMinutes = 60;
    internal const int TenThousandHoursMinutes = 600_000;

    private const int Years = 10;

    /// <summary>Inside a shift, in the break, at closing, on a weekend.</summary>
    internal static readonly Instant[] Starts =
    [
        Instant.FromUtc(2026, 1, 5, 10, 0), Instant.FromUtc(2026, 1, 7, 13, 30), Instant.FromUtc(2026, 1, 9, 18, 0), Instant.FromUtc(2026, 1, 10, 12, 0),
    ];

    /// <summary>Ten years of Monday to Friday 9 to 13 and 14 to 18, with 300 dates off that fall on working days.</summary>
    internal static CalendarOptions Options(string zone) => new CalendarOptions
    {
        Zone = zone,
        Week = WeekOptions.MondayToFriday("09:00-13:00, 14:00-18:00"),
        Holidays = new Dictionary<string, HolidayOptions>(StringComparer.Ordinal) { ["off"] = new HolidayOptions { Dates = string.Join(",", Holidays()) } },
    };

    internal static BusinessCalendar Calendar(string zone) => BusinessCalendar.Compile(Options(zone)).Policy;

    internal static IReadOnlyList<string> Holidays()
    {
        var first = new LocalDate(2026, 1, 1);
        int days = Period.DaysBetween(first, first.PlusYears(Years));
        return Enumerable.Range(0, days).Select(d => first.PlusDays(d)).Where(d => d.DayOfWeek < IsoDayOfWeek.Saturday)
            .Where((_, i) => i % (days * 5 / 7 / Exceptions) == 0).Take(Exceptions).Select(LocalDatePattern.Iso.Format).ToArray();
    }

    /// <summary>A case of 20 entries under one clock of resolution, with nine pauses.</summary>
    internal static (SlaCase Process, CaseState State) CaseOfTwentyEntries()
    {
        var options = new SlaOptions { Zone = "Asia/Shanghai" };
        options.Calendars["office"] = Options("Asia/Shanghai");
        var clock = new ClockOptions { Metric = "resolution" };
        clock.Targets["all"] = new TargetOptions { Within = "40h", Calendar = "office" };
        clock.Notices["near"] = new NoticeOptions { AtPercent = 80, Role = "lead" };
        options.Clocks["resolution"] = clock;
        var process = new SlaCase(new PolicyBook<SlaPolicy>(SlaPolicy.Compile(options).Policy));
        Instant at = Instant.FromUtc(2026, 3, 2, 2, 0);
        CaseState state = Do(process, process.Initial, new OpenCase(at, at, new CustomerId("C1"), new CaseFacts("issue", "normal", null, null, string.Empty, null, []), null, null, null, "a1"));
        for (int i = 0; i < 19; i++)
        {
            at += Duration.FromMinutes(97);
            state = Do(process, state, new RecordCaseActivity(at, at, i.ToString(CultureInfo.InvariantCulture), i % 2 == 0 ? CaseActivities.Paused : CaseActivities.Resumed, null, "a1", null));
        }

        return (process, state);
    }

    private static CaseState Do(SlaCase process, CaseState state, CaseCommand command) => process.Fold(state, process.Handle(state, command).Events);
}
