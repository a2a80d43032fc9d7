using System;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Calendars;

namespace Retention.Core.Tests.Calendars;

/// <summary>Short spellings of calendars and instants for tests.</summary>
internal static class TestCalendar
{
    internal static BusinessCalendar Of(string zone, WeekOptions? week, Action<CalendarOptions>? change = null) => BusinessCalendar.Compile(Options(zone, week, change)).Policy;

    internal static CalendarOptions Options(string zone, WeekOptions? week, Action<CalendarOptions>? change = null)
    {
        var options = new CalendarOptions { Label = "test", Zone = zone, Week = week };
        change?.Invoke(options);
        return options;
    }

    internal static CalendarDayOptions Day(string? hours) => new CalendarDayOptions { Hours = hours };

    /// <summary>An instant by the local time of the calendar's zone, which must be neither skipped nor repeated; or by universal time with Z.</summary>
    internal static Instant At(this BusinessCalendar calendar, string time) =>
        time.EndsWith('Z') ? InstantPattern.ExtendedIso.Parse(time).Value : LocalDateTimePattern.GeneralIso.Parse(Whole(time)).Value.InZoneStrictly(calendar.Zone).ToInstant();

    /// <summary>The working time between two local times.</summary>
    internal static Duration Worked(this BusinessCalendar calendar, string from, string to) => calendar.Elapsed(calendar.At(from), calendar.At(to));

    /// <summary>The local time at which an amount has passed.</summary>
    internal static string Ends(this BusinessCalendar calendar, string start, Duration amount, ClosingBoundary boundary = ClosingBoundary.AtClosing) => calendar.Local(calendar.Add(calendar.At(start), amount, boundary));

    internal static string Local(this BusinessCalendar calendar, Instant? at) => at is { } known ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(known.InZone(calendar.Zone).LocalDateTime) : "never";

    /// <summary>The segments of some local days, such as <c>09:00 open, 17:00 closed, 00:00 Feast</c>.</summary>
    internal static string Read(this BusinessCalendar calendar, string from, string to) => string.Join(", ", calendar.Segments(calendar.At(from), calendar.At(to))
        .Select(s => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(s.Start.InZone(calendar.Zone).TimeOfDay) + " " + (s.IsOpen ? "open" : s.ClosedBy?.Name ?? "closed")));

    private static string Whole(string time) => time.Length == 10 ? time + "T00:00:00" : time.Length == 16 ? time + ":00" : time;
}
