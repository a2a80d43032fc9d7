using System;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Calendars;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Sla;

/// <summary>Within what time a clock must stop: a compiled target.</summary>
internal sealed class TargetRule
{
    private const int MaxBusinessDays = 3_650;

    private readonly Duration? within;
    private readonly Period? period;
    private readonly int? businessDays;
    private readonly LocalTime? by;
    private readonly BusinessDayCounting counting;

    internal TargetRule(string code, TargetOptions options, Condition? when, string path, ProblemList problems)
    {
        this.Code = code;
        this.When = when;
        this.Print = OptionsTree.Of(new TargetOptions
        {
            Within = options.Within,
            BusinessDays = options.BusinessDays,
            By = options.By,
            CountFrom = options.CountFrom,
            Promised = options.Promised,
            Boundary = options.Boundary,
        }).Fingerprint();
        int ways = (options.Within is null ? 0 : 1) + (options.BusinessDays is null ? 0 : 1) + (options.Promised == true ? 1 : 0);
        if (ways != 1)
        {
            problems.Error(path, "target-kind", (ways == 0 ? "says no time" : "says several times") + "; set one of within, businessDays and promised.");
        }

        Length? length = Length.Compile(options.Within, path + ":within", problems);
        this.period = length?.Period;
        this.within = length is { Period: null } ? length.Duration : null;
        this.businessDays = options.BusinessDays is { } days ? problems.Within(path + ":businessDays", days, 0, MaxBusinessDays) : null;
        problems.Stray(path + ":by", options.By is not null && options.BusinessDays is null);
        problems.Stray(path + ":countFrom", options.CountFrom is not null && options.BusinessDays is null);
        this.by = ReadTime(options.By, path + ":by", problems);
        this.counting = problems.Choice(path + ":countFrom", options.CountFrom, BusinessDayCounting.FromDate);
        this.Calendar = options.Calendar ?? SlaPolicy.RoundTheClock;
        this.CalendarOf = problems.Choice(path + ":calendarOf", options.CalendarOf, CalendarOwner.Fixed);
        this.Boundary = problems.Choice(path + ":boundary", options.Boundary, ClosingBoundary.AtClosing);
        problems.Stray(path + ":boundary", options.Boundary is not null && this.within is null);
    }

    internal string Code { get; }

    /// <summary>Gets what tells it from a target of another version under the same code: the time, not the order or the condition.</summary>
    internal string Print { get; }

    internal Condition? When { get; }

    /// <summary>Gets the code of the calendar that counts where nobody's own does.</summary>
    internal string Calendar { get; }

    internal CalendarOwner CalendarOf { get; }

    internal ClosingBoundary Boundary { get; }

    internal bool Matches(CaseSituation situation) => this.When is null || this.When.Evaluate(situation) == ConditionOutcome.Met;

    /// <summary>The time allowed, and the deadline itself where it is a day or an instant and not an amount.</summary>
    internal TargetLimit LimitFrom(Instant start, BusinessCalendar calendar, Instant? promised)
    {
        if (this.within is { } amount)
        {
            return new TargetLimit(amount, null);
        }

        Instant? due = this.period is { } months ? LocalDays.Add(start, months, calendar.Zone)
            : this.businessDays is { } days ? this.OnDay(start, days, calendar)
            : promised;

        // Nothing promised, or a promise that was over before the start, asks nothing: the limit is more than the calendar has left.
        return due is { } known && BusinessCalendar.Knows(known) && known >= start
            ? new TargetLimit(calendar.Elapsed(start, known), known)
            : new TargetLimit(calendar.Elapsed(start, BusinessCalendar.Latest - Duration.Epsilon) + Duration.FromDays(1), null, isNever: true);
    }

    private static LocalTime? ReadTime(string? text, string path, ProblemList problems)
    {
        if (text is null)
        {
            return null;
        }

        ParseResult<LocalTime> read = LocalTimePattern.CreateWithInvariantCulture("H:mm").Parse(text.Trim());
        if (!read.Success)
        {
            problems.Error(path, "time-unreadable", "\"" + text + "\" is no time of day; write it such as 16:00.");
        }

        return read.Success ? read.Value : null;
    }

    /// <summary>A day's end or time; where that has passed at the start, the next business day's.</summary>
    private Instant? OnDay(Instant start, int days, BusinessCalendar calendar)
    {
        Instant? due = this.OnExactDay(start, days, calendar);
        return due < start ? this.OnExactDay(start, days + 1, calendar) : due;
    }

    private Instant? OnExactDay(Instant start, int days, BusinessCalendar calendar) => this.by is { } time
        ? calendar.OnBusinessDay(start, days, time, this.counting)
        : calendar.EndOfBusinessDay(start, days, this.counting);
}

/// <summary>The time allowed, and the deadline where it isn't an amount of time.</summary>
internal readonly struct TargetLimit
{
    internal readonly Duration Amount;
    internal readonly Instant? Due;
    internal readonly bool IsNever;

    internal TargetLimit(Duration amount, Instant? due, bool isNever = false)
    {
        this.Amount = amount;
        this.Due = due;
        this.IsNever = isNever;
    }
}

/// <summary>Whose calendar counts.</summary>
internal enum CalendarOwner
{
    Fixed = 0,
    Team = 1,
    Organisation = 2,
    Customer = 3,
}
