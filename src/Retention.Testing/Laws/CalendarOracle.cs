using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Testing.Laws;

/// <summary>A calendar again, as slow and obvious as possible: whether one instant is working, from the words of the options alone.</summary>
/// <remarks>
/// It reads the local time that the zone's clock shows, finds the rule of that date and of the date before, and looks whether a window holds
/// the time. Nothing is compiled, measured or searched, and nothing is shared with the calendar that it judges but the options.
/// </remarks>
internal sealed class CalendarOracle
{
    private const long Day = NodaConstants.NanosecondsPerDay;
    private const long Minute = NodaConstants.NanosecondsPerMinute;

    private readonly CalendarOptions options;
    private readonly bool eachDate;
    private readonly List<(LocalDate From, WeekOptions? Week)> weeks = new List<(LocalDate From, WeekOptions? Week)>();
    private readonly List<Holiday> holidays = new List<Holiday>();
    private readonly Dictionary<LocalDate, CalendarDayOptions> makeUpDays = new Dictionary<LocalDate, CalendarDayOptions>();
    private readonly Dictionary<LocalDate, CalendarDayOptions> overrides = new Dictionary<LocalDate, CalendarDayOptions>();
    private readonly Dictionary<LocalDate, OracleDay> days = new Dictionary<LocalDate, OracleDay>();

    internal CalendarOracle(CalendarOptions options)
    {
        this.options = options;
        this.Zone = DateTimeZoneProviders.Tzdb[options.Zone!];
        this.eachDate = options.Overnight == "each-date";
        this.weeks.Add((LocalDate.MinIsoValue, options.Week));
        this.weeks.AddRange(options.Weeks.Select(w => (Date(w.Key), (WeekOptions?)w.Value)).OrderBy(w => w.Item1));
        foreach (KeyValuePair<string, CalendarDayOptions> day in options.MakeUpDays)
        {
            this.makeUpDays[Date(day.Key)] = day.Value;
        }

        foreach (KeyValuePair<string, CalendarDayOptions> day in options.Overrides)
        {
            this.overrides[Date(day.Key)] = day.Value;
        }

        this.holidays.AddRange(options.Holidays.Select(h => new Holiday(h.Key, h.Value.Name ?? h.Key, Split(h.Value.Dates), Split(h.Value.Yearly))));
        if (options.PublicHolidays is not null)
        {
            this.AddPublic(HolidayList.MainlandChina());
        }

        this.holidays.Sort((a, b) => string.CompareOrdinal(a.Code, b.Code));
    }

    internal DateTimeZone Zone { get; }

    /// <summary>Whether an instant is working.</summary>
    internal bool IsOpen(Instant at)
    {
        LocalDateTime local = at.InZone(this.Zone).LocalDateTime;
        long time = local.NanosecondOfDay;
        OracleDay today = this.DayOf(local.Date);
        if (Holds(today.Hours, time))
        {
            return true;
        }

        // The small hours also belong to the windows that opened the day before, unless each date rules itself and this one has a rule of its own.
        LocalDate before = local.Date.PlusDays(-1);
        if (this.eachDate)
        {
            return today.Kind == CalendarDayKind.Week && (Holds(this.DayOf(before).Hours, time + Day) || Holds(this.DayOf(before).WeekHours, time + Day));
        }

        return Holds(this.DayOf(before).Hours, time + Day);
    }

    /// <summary>The rule that a date follows.</summary>
    internal OracleDay DayOf(LocalDate date)
    {
        if (!this.days.TryGetValue(date, out OracleDay? day))
        {
            day = this.Find(date);
            this.days.Add(date, day);
        }

        return day;
    }

    private static LocalDate Date(string text)
    {
        string[] parts = text.Trim().Split('-');
        return new LocalDate(Number(parts[0]), Number(parts[1]), Number(parts[2]));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Split(string? list) => (list ?? string.Empty).Split([','], StringSplitOptions.RemoveEmptyEntries).Select(i => i.Trim()).ToArray();

    private static bool Holds((long Start, long End)[] windows, long time)
    {
        foreach ((long start, long end) in windows)
        {
            if (start <= time && time < end)
            {
                return true;
            }
        }

        return false;
    }

    private static (long Start, long End)[] Read(string? hours)
    {
        if (hours is null or "closed")
        {
            return [];
        }

        var windows = new List<(long, long)>();
        foreach (string part in Split(hours))
        {
            string[] ends = part.Split('-');
            long start = Time(ends[0]);
            long end = Time(ends[1]);
            windows.Add((start, end < start ? end + Day : end));
        }

        return windows.ToArray();
    }

    private static long Time(string text)
    {
        int[] parts = text.Trim().Split(':').Select(Number).ToArray();
        return (((parts[0] * 60L) + parts[1]) * Minute) + (parts.Length > 2 ? parts[2] * NodaConstants.NanosecondsPerSecond : 0);
    }

    private void AddPublic(HolidayList list)
    {
        foreach (HolidayListEntry entry in list.Entries)
        {
            for (LocalDate date = entry.First; date <= entry.Last; date = date.PlusDays(1))
            {
                if (!entry.IsWorking)
                {
                    this.holidays.Add(new Holiday(entry.Name, entry.Name, [date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)], []));
                }
                else if (!this.makeUpDays.ContainsKey(date))
                {
                    this.makeUpDays.Add(date, new CalendarDayOptions { Name = entry.Name });
                }
            }
        }
    }

    /// <summary>Override before make-up day before holiday before week, and extra shifts beside them.</summary>
    private OracleDay Find(LocalDate date)
    {
        string text = date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        OracleDay day = this.Find(date, text);
        return this.options.ExtraShifts.TryGetValue(text, out CalendarDayOptions? shift)
            ? new OracleDay(day.Kind, day.Name ?? shift.Name ?? text, day.Hours.Concat(Read(shift.Hours)).ToArray(), day.WeekHours)
            : day;
    }

    private OracleDay Find(LocalDate date, string text)
    {
        (long Start, long End)[] week = Read(HoursOf(this.WeekAt(date), (int)date.DayOfWeek - 1));
        if (this.overrides.TryGetValue(date, out CalendarDayOptions? special))
        {
            return new OracleDay(CalendarDayKind.Override, special.Name ?? text, Read(special.Hours), week);
        }

        if (this.makeUpDays.TryGetValue(date, out CalendarDayOptions? makeUp))
        {
            return new OracleDay(CalendarDayKind.MakeUpDay, makeUp.Name ?? text, makeUp.Hours is null ? this.OrdinaryHours(date) : Read(makeUp.Hours), week);
        }

        return this.holidays.FirstOrDefault(h => h.Covers(date)) is { } holiday
            ? new OracleDay(CalendarDayKind.Holiday, holiday.Name, [], week)
            : new OracleDay(CalendarDayKind.Week, null, week, week);
    }

    private (long Start, long End)[] OrdinaryHours(LocalDate date)
    {
        WeekOptions? week = this.WeekAt(date);
        for (int day = 0; day < 7; day++)
        {
            string? hours = HoursOf(week, day);
            bool named = string.Equals(((IsoDayOfWeek)(day + 1)).ToString(), this.options.MakeUpAs, StringComparison.OrdinalIgnoreCase);
            if (named || (this.options.MakeUpAs is null && Read(hours).Length > 0))
            {
                return Read(hours);
            }
        }

        return [];
    }

    private WeekOptions? WeekAt(LocalDate date) => this.weeks.Last(w => w.From <= date).Week;

    private static string? HoursOf(WeekOptions? week, int day) => week is null ? null : day switch
    {
        0 => week.Monday,
        1 => week.Tuesday,
        2 => week.Wednesday,
        3 => week.Thursday,
        4 => week.Friday,
        5 => week.Saturday,
        _ => week.Sunday,
    };

    private sealed class Holiday
    {
        private readonly string[] dates;
        private readonly string[] yearly;

        internal Holiday(string code, string name, string[] dates, string[] yearly)
        {
            this.Code = code;
            this.Name = name;
            this.dates = dates;
            this.yearly = yearly;
        }

        internal string Code { get; }

        internal string Name { get; }

        internal bool Covers(LocalDate date)
        {
            // Texts of one form compare as their dates do.
            string whole = date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
            string annual = date.ToString("MM-dd", CultureInfo.InvariantCulture);
            return this.dates.Any(d => Between(whole, d, mayTurn: false)) || this.yearly.Any(d => Between(annual, d, mayTurn: true));
        }

        private static bool Between(string date, string range, bool mayTurn)
        {
            int dots = range.IndexOf("..", StringComparison.Ordinal);
            string first = dots < 0 ? range : range.Substring(0, dots);
            string last = dots < 0 ? range : range.Substring(dots + 2);
            bool after = string.CompareOrdinal(first, date) <= 0;
            bool before = string.CompareOrdinal(date, last) <= 0;
            return mayTurn && string.CompareOrdinal(last, first) < 0 ? after || before : after && before;
        }
    }
}

/// <summary>What rules a date: its kind, its name and the windows that open on it, in nanoseconds from its midnight.</summary>
internal sealed class OracleDay
{
    internal OracleDay(CalendarDayKind kind, string? name, (long Start, long End)[] hours, (long Start, long End)[] weekHours)
    {
        this.WeekHours = weekHours;
        this.Kind = kind;
        this.Name = name;
        this.Hours = hours;
    }

    internal CalendarDayKind Kind { get; }

    internal string? Name { get; }

    internal (long Start, long End)[] Hours { get; }

    /// <summary>Gets the windows that the plain week would open on it.</summary>
    internal (long Start, long End)[] WeekHours { get; }
}
