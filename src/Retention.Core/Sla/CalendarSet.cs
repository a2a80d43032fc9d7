using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>Compiles the calendars of a policy, those that combine others after them.</summary>
internal sealed class CalendarSet
{
    private readonly SlaOptions options;
    private readonly IDateTimeZoneProvider zones;
    private readonly SlaParts parts;
    private readonly ProblemList problems;
    private readonly HashSet<string> underWay = new HashSet<string>(StringComparer.Ordinal);

    internal CalendarSet(SlaOptions options, IDateTimeZoneProvider zones, SlaParts parts, ProblemList problems)
    {
        this.options = options;
        this.zones = zones;
        this.parts = parts;
        this.problems = problems;
    }

    internal void Compile()
    {
        this.parts.Calendars[SlaPolicy.RoundTheClock] = BusinessCalendar.RoundTheClock(this.parts.Zone ?? DateTimeZone.Utc);
        if (this.options.Calendars.ContainsKey(SlaPolicy.RoundTheClock))
        {
            this.problems.Error("calendars:" + SlaPolicy.RoundTheClock, "code-unusable", "is the calendar of real time, which every policy has; choose another code.");
        }

        foreach (string code in this.options.Calendars.Keys.OrderBy(k => k, StringComparer.Ordinal))
        {
            this.Of(code, "calendars");
        }
    }

    private BusinessCalendar? Of(string code, string path)
    {
        if (this.parts.Calendars.TryGetValue(code, out BusinessCalendar? known))
        {
            return known;
        }

        if (!this.options.Calendars.TryGetValue(code, out CalendarOptions? given))
        {
            this.problems.Error(path, "calendar-unknown", "\"" + code + "\" is not a calendar; the policy has " + string.Join(", ", this.options.Calendars.Keys.OrderBy(k => k, StringComparer.Ordinal)) + ".");
            return null;
        }

        if (!this.underWay.Add(code))
        {
            this.problems.Error(path, "calendar-circle", "\"" + code + "\" combines calendars of which one combines it; break the circle.");
            return null;
        }

        string own = "calendars:" + code;
        BusinessCalendar? calendar = given.AnyOf is null && given.AllOf is null && given.Except is null
            ? CalendarCompiler.Compile(given, own + ":", code, this.options.Zone, this.zones, this.problems)
            : this.Combine(given, own);
        this.underWay.Remove(code);
        if (calendar is not null)
        {
            this.parts.Calendars.Add(code, calendar);
        }

        return calendar;
    }

    private BusinessCalendar? Combine(CalendarOptions given, string path)
    {
        bool hasOwn = given.Week is not null || given.Weeks.Count + given.Holidays.Count + given.MakeUpDays.Count + given.Overrides.Count + given.ExtraShifts.Count > 0;
        this.problems.Stray(path + ":zone", given.Zone is not null);
        this.problems.Stray(path + ":makeUpAs", given.MakeUpAs is not null);
        this.problems.Stray(path + ":overnight", given.Overnight is not null);
        this.problems.Stray(path + ":overlaps", given.Overlaps is not null);
        if (hasOwn || (given.AnyOf is null && given.AllOf is null))
        {
            this.problems.Error(path, "combination-unclear", hasOwn ? "combines calendars and has hours or dates of its own; give these to a calendar of theirs and name it." : "takes calendars out of nothing; name what it takes them out of in anyOf or allOf.");
            return null;
        }

        BusinessCalendar[] any = this.All(given.AnyOf, path + ":anyOf");
        BusinessCalendar[] all = this.All(given.AllOf, path + ":allOf");
        BusinessCalendar[] except = this.All(given.Except, path + ":except");
        BusinessCalendar? result = any.Length == 0 ? null : any.Aggregate((a, b) => a.Union(b));
        result = all.Aggregate(result, (sum, next) => sum is null ? next : sum.Intersect(next));
        return result is null ? null : except.Aggregate(result, (sum, next) => sum.Except(next));
    }

    private BusinessCalendar[] All(string? codes, string path) => TextList.Split(codes).Select(c => this.Of(c, path)).OfType<BusinessCalendar>().ToArray();
}
