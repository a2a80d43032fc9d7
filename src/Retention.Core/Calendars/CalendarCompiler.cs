using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Calendars;

/// <summary>Turns <see cref="CalendarOptions"/> into calendars, or into every problem they have.</summary>
internal sealed class CalendarCompiler
{
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
        string label = options.Label ?? code ?? "unlabelled";
        bool isLabelled = PolicyBasics.Label(path + "label", label, problems);
        DayRules? rules = compiler.Rules(options, path);
        if (rules is null || !isLabelled || (!already && problems.HasErrors))
        {
            return null;
        }

        var version = new PolicyVersion(label, OptionsTree.Of(options).Fingerprint());
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
        var weeks = new List<WeekRule> { this.Week(options.Week, int.MinValue, path + "week", merges) };
        foreach (KeyValuePair<string, WeekOptions> week in options.Weeks)
        {
            if (this.Day(week.Key, path + "weeks:" + week.Key) is { } from)
            {
                weeks.Add(this.Week(week.Value, from, path + "weeks:" + week.Key, merges));
            }
        }

        foreach (KeyValuePair<string, HolidayOptions> holiday in options.Holidays.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            this.AddHoliday(holiday.Key, holiday.Value, path + "holidays:" + holiday.Key);
        }

        weeks.Sort((a, b) => a.FirstDay.CompareTo(b.FirstDay));
        int? makeUpAs = this.MakeUpAs(options, path);
        bool lends = weeks.Exists(w => w.Ordinary(makeUpAs) is not null);
        this.AddDays(options.MakeUpDays, CalendarDayKind.MakeUpDay, day => lends ? weeks.FindLast(w => w.FirstDay <= day)!.Ordinary(makeUpAs) ?? WorkingHours.Closed : null, path + "makeUpDays:", merges);
        this.AddDays(options.Overrides, CalendarDayKind.Override, _ => null, path + "overrides:", merges);
        this.AddShifts(options.ExtraShifts, day => weeks.FindLast(w => w.FirstDay <= day)!.HoursOf(day), path + "extraShifts:", merges);
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

    private WeekRule Week(WeekOptions? options, int firstDay, string path, bool merges)
    {
        string?[] texts = (options ?? new WeekOptions()).Days;
        var days = new WorkingHours[7];
        for (int i = 0; i < 7; i++)
        {
            days[i] = WorkingHours.Compile(texts[i], path + ":" + DayNames[i], merges, this.problems);
        }

        return new WeekRule(firstDay, days);
    }

    /// <summary>The day of the week, from 0 for Monday, whose hours make-up days have; null: the first that has hours.</summary>
    private int? MakeUpAs(CalendarOptions options, string path)
    {
        int day = options.MakeUpAs is null ? -1 : Array.IndexOf(DayNames, options.MakeUpAs.ToLowerInvariant());
        if (options.MakeUpAs is not null && day < 0)
        {
            this.problems.Error(path + "makeUpAs", "weekday-unknown", "\"" + options.MakeUpAs + "\" is no day of the week; use one of " + string.Join(", ", DayNames) + ".");
        }

        return day < 0 ? null : day;
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
            if (CalendarDates.Range(text) is not { } range)
            {
                this.problems.Error(path + ":dates", "dates-unreadable", "\"" + text + "\" is neither a date from 1950 until 2199 nor a range; write 2026-10-01 or 2026-10-01..2026-10-07, the earlier first.");
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
        for (int year = CalendarDates.FirstYear - 1; year <= CalendarDates.EndYear; year++)
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

    private void AddDays(Dictionary<string, CalendarDayOptions> days, CalendarDayKind kind, Func<int, WorkingHours?> usual, string path, bool merges)
    {
        foreach (KeyValuePair<string, CalendarDayOptions> entry in days.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (this.Day(entry.Key, path + entry.Key) is not { } day)
            {
                continue;
            }

            string name = entry.Value.Name ?? entry.Key;
            WorkingHours? hours = entry.Value.Hours is { } text ? WorkingHours.Compile(text, path + entry.Key + ":hours", merges, this.problems) : usual(day);
            if (hours is null)
            {
                this.problems.Error(path + entry.Key + ":hours", "hours-missing", "are not set" + (kind == CalendarDayKind.MakeUpDay ? ", and the week has none to take" : string.Empty) + "; write them such as 09:00-13:00, or closed.");
                continue;
            }

            this.exceptions[day] = new DayRule(kind, name, entry.Value.NameChinese ?? name, hours);
        }
    }

    /// <summary>Adds shifts to whatever rules their dates, which stay what they are.</summary>
    private void AddShifts(Dictionary<string, CalendarDayOptions> shifts, Func<int, WorkingHours> week, string path, bool merges)
    {
        foreach (KeyValuePair<string, CalendarDayOptions> entry in shifts.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (this.Day(entry.Key, path + entry.Key) is not { } day)
            {
                continue;
            }

            if (entry.Value.Hours is not { } text)
            {
                this.problems.Error(path + entry.Key + ":hours", "hours-missing", "are not set; write them such as 19:00-22:00.");
                continue;
            }

            this.exceptions.TryGetValue(day, out DayRule? rule);
            string name = rule?.Name ?? entry.Value.Name ?? entry.Key;
            WorkingHours hours = (rule?.Hours ?? week(day)).With(WorkingHours.Compile(text, path + entry.Key + ":hours", merges, this.problems), path + entry.Key + ":hours", merges, this.problems);
            this.exceptions[day] = new DayRule(rule?.Kind ?? CalendarDayKind.Week, name, rule?.NameChinese ?? entry.Value.NameChinese ?? name, hours);
        }
    }

    private int? Day(string text, string path)
    {
        if (CalendarDates.Date(text) is { } date)
        {
            return DayRules.NumberOf(date);
        }

        this.problems.Error(path, "date-unreadable", "\"" + text + "\" is no date from 1950 until 2199; write it such as 2026-02-14.");
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
