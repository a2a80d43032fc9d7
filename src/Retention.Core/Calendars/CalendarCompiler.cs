using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Calendars;

/// <summary>Turns <see cref="CalendarOptions"/> into calendars, or into every problem they have.</summary>
internal sealed class CalendarCompiler
{
    private const int MaxYears = 250;

    private static readonly string[] DayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private readonly IDateTimeZoneProvider zones;
    private readonly string? defaultZone;
    private readonly ProblemList problems;
    private readonly Dictionary<int, DayRule> exceptions = new Dictionary<int, DayRule>();

    private CalendarCompiler(IDateTimeZoneProvider zones, string? defaultZone, ProblemList problems)
    {
        this.zones = zones;
        this.defaultZone = defaultZone;
        this.problems = problems;
    }

    /// <summary>A copy of the options with the public holidays that they follow, so that their version changes when a list does.</summary>
    internal static CalendarOptions Expand(CalendarOptions given, string path, ProblemList problems)
    {
        var listed = new CalendarOptions();
        foreach (string code in TextList.Split(given.PublicHolidays))
        {
            if (code == "cn")
            {
                HolidayList.MainlandChina().AddTo(listed);
            }
            else
            {
                problems.Error(path + "publicHolidays", "holidays-unknown", "\"" + code + "\" is no list that comes with the library, which has cn; lay your own in with HolidayList.Parse(…).AddTo(options).");
            }
        }

        return OptionsTree.Lay(given, listed);
    }

    /// <summary>One calendar with hours of its own; null if it has problems.</summary>
    internal static BusinessCalendar? Compile(CalendarOptions options, string path, string? code, string? defaultZone, IDateTimeZoneProvider zones, ProblemList problems)
    {
        var compiler = new CalendarCompiler(zones, defaultZone, problems);
        bool already = problems.HasErrors;
        DayRules? rules = compiler.Rules(options, path);
        if (rules is null || (!already && problems.HasErrors))
        {
            return null;
        }

        var version = new PolicyVersion(options.Label ?? code ?? "unlabelled", OptionsTree.Of(options).Fingerprint());
        var calendar = new BusinessCalendar(version, rules.Zone, rules.ToSet(), [rules]);
        if (!calendar.HasWorkingTime)
        {
            problems.Warn(path.TrimEnd(':'), "never-open", "has no working time, so no deadline in it is ever reached; give its week hours.");
        }

        return calendar;
    }

    private DayRules? Rules(CalendarOptions options, string path)
    {
        this.problems.Stray(path + "anyOf", options.AnyOf is not null);
        this.problems.Stray(path + "allOf", options.AllOf is not null);
        this.problems.Stray(path + "except", options.Except is not null);
        bool merges = this.problems.Choice(path + "overlaps", options.Overlaps, Overlap.Merge) == Overlap.Merge;
        bool eachDate = this.problems.Choice(path + "overnight", options.Overnight, OvernightRule.OpeningDate) == OvernightRule.EachDate;
        DateTimeZone? zone = this.Zone(options.Zone ?? this.defaultZone, path);
        var weeks = new List<WeekRule> { this.Week(options.Week, int.MinValue, path + "week", merges, out WorkingHours[] first) };
        foreach (KeyValuePair<string, WeekOptions> week in options.Weeks)
        {
            if (this.Day(week.Key, path + "weeks:" + week.Key) is { } from)
            {
                weeks.Add(this.Week(week.Value, from, path + "weeks:" + week.Key, merges, out _));
            }
        }

        foreach (KeyValuePair<string, HolidayOptions> holiday in options.Holidays.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            this.AddHoliday(holiday.Key, holiday.Value, path + "holidays:" + holiday.Key);
        }

        WorkingHours? makeUp = this.MakeUpHours(options, first, path);
        this.AddDays(options.MakeUpDays, CalendarDayKind.MakeUpDay, makeUp, path + "makeUpDays:", merges);
        this.AddDays(options.Overrides, CalendarDayKind.Override, null, path + "overrides:", merges);
        return zone is null ? null : new DayRules(zone, weeks, this.exceptions, eachDate);
    }

    private DateTimeZone? Zone(string? id, string path)
    {
        DateTimeZone? zone = id is null ? null : this.zones.GetZoneOrNull(id);
        if (id is null)
        {
            this.problems.Error(path + "zone", "zone-missing", "is not set; say the IANA zone whose clock the hours are read on, such as Asia/Shanghai.");
        }
        else if (zone is null)
        {
            this.problems.Error(path + "zone", "zone-unknown", "\"" + id + "\" is not in the IANA database " + this.zones.VersionId + "; write it such as Asia/Shanghai.");
        }

        return zone;
    }

    private WeekRule Week(WeekOptions? options, int firstDay, string path, bool merges, out WorkingHours[] days)
    {
        string?[] texts = (options ?? new WeekOptions()).Days;
        days = new WorkingHours[7];
        for (int i = 0; i < 7; i++)
        {
            days[i] = WorkingHours.Compile(texts[i], path + ":" + DayNames[i], merges, this.problems);
        }

        return new WeekRule(firstDay, days);
    }

    private WorkingHours? MakeUpHours(CalendarOptions options, WorkingHours[] week, string path)
    {
        if (options.MakeUpAs is null)
        {
            return week.FirstOrDefault(d => !d.IsClosed);
        }

        int day = Array.IndexOf(DayNames, options.MakeUpAs.ToLowerInvariant());
        if (day < 0)
        {
            this.problems.Error(path + "makeUpAs", "weekday-unknown", "\"" + options.MakeUpAs + "\" is no day of the week; use one of " + string.Join(", ", DayNames) + ".");
            return WorkingHours.Closed;
        }

        return week[day];
    }

    private void AddHoliday(string code, HolidayOptions options, string path)
    {
        var rule = new DayRule(CalendarDayKind.Holiday, options.Name ?? code, options.NameChinese ?? options.Name ?? code, WorkingHours.Closed);
        string[] dates = TextList.Split(options.Dates);
        string[] yearly = TextList.Split(options.Yearly);
        if (dates.Length == 0 && yearly.Length == 0)
        {
            this.problems.Error(path, "dates-missing", "has no dates; write dates such as 2026-10-01..2026-10-07, or yearly such as 05-01.");
        }

        foreach (string text in dates)
        {
            if (CalendarDates.Range(text) is not { } range || Period.DaysBetween(range.First, range.Last) > MaxYears * 366)
            {
                this.problems.Error(path + ":dates", "dates-unreadable", "\"" + text + "\" is neither a date nor a range; write 2026-10-01 or 2026-10-01..2026-10-07, the earlier first.");
                continue;
            }

            this.Add(range.First, range.Last, rule);
        }

        foreach (string text in yearly)
        {
            if (CalendarDates.AnnualRange(text) is not { } range)
            {
                this.problems.Error(path + ":yearly", "dates-unreadable", "\"" + text + "\" is neither a date of the year nor a range; write 05-01 or 12-24..01-02.");
                continue;
            }

            this.AddYearly(range.First, range.Last, rule);
        }
    }

    private void AddYearly(AnnualDate first, AnnualDate last, DayRule rule)
    {
        bool overNewYear = last.CompareTo(first) < 0;
        for (int year = BusinessCalendar.Earliest.InUtc().Year - 1; year <= BusinessCalendar.Latest.InUtc().Year; year++)
        {
            // 29 February exists in leap years only: a range that begins on it begins on 1 March otherwise, one that ends on it ends on the 28th.
            LocalDate from = first.IsValidYear(year) ? first.InYear(year) : new LocalDate(year, 3, 1);
            int end = overNewYear ? year + 1 : year;
            LocalDate to = last.IsValidYear(end) ? last.InYear(end) : new LocalDate(end, 2, 28);
            this.Add(from, to, rule);
        }
    }

    private void Add(LocalDate first, LocalDate last, DayRule rule)
    {
        int until = DayRules.NumberOf(last);
        for (int day = DayRules.NumberOf(first); day <= until; day++)
        {
            // The first in ordinal order of the codes names a date that two holidays claim.
            if (!this.exceptions.ContainsKey(day))
            {
                this.exceptions.Add(day, rule);
            }
        }
    }

    private void AddDays(Dictionary<string, CalendarDayOptions> days, CalendarDayKind kind, WorkingHours? usual, string path, bool merges)
    {
        foreach (KeyValuePair<string, CalendarDayOptions> entry in days.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (this.Day(entry.Key, path + entry.Key) is not { } day)
            {
                continue;
            }

            string name = entry.Value.Name ?? entry.Key;
            WorkingHours? hours = entry.Value.Hours is { } text ? WorkingHours.Compile(text, path + entry.Key + ":hours", merges, this.problems) : usual;
            if (hours is null)
            {
                this.problems.Error(path + entry.Key + ":hours", "hours-missing", "are not set" + (kind == CalendarDayKind.MakeUpDay ? " and the week has none to take" : string.Empty) + "; write them such as 09:00-13:00, or closed.");
                continue;
            }

            this.exceptions[day] = new DayRule(kind, name, entry.Value.NameChinese ?? name, hours);
        }
    }

    private int? Day(string text, string path)
    {
        if (CalendarDates.Date(text) is { } date)
        {
            return DayRules.NumberOf(date);
        }

        this.problems.Error(path, "date-unreadable", "\"" + text + "\" is no date; write it such as 2026-02-14.");
        return null;
    }

    private enum Overlap
    {
        Merge = 0,
        Refuse = 1,
    }

    private enum OvernightRule
    {
        OpeningDate = 0,
        EachDate = 1,
    }
}
