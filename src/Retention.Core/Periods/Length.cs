using System.Globalization;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>A length of time as options write it: on the local calendar (<c>30d</c>, <c>12m</c>) or on the clock (<c>30min</c>, <c>2h</c>).</summary>
internal sealed class Length
{
    /// <summary>A hundred years in days: longer is a mistake, and keeps every sum within what instants of lots hold.</summary>
    private const int MaxDays = 36_525;

    private readonly Period? period;
    private readonly Duration duration;

    /// <summary>The last day asked about, as many documents have one business day. Replaced as a whole, so that threads see one or the other.</summary>
    private SteadyDay? memo;

    private Length(string text, Period? period, Duration duration)
    {
        this.Text = text;
        this.period = period;
        this.duration = duration;
    }

    internal string Text { get; }

    /// <summary>Gets the calendar period, or null if the length is one of the clock.</summary>
    internal Period? Period => this.period;

    /// <summary>Gets the length on the clock; zero for a calendar period.</summary>
    internal Duration Duration => this.duration;

    /// <summary>Reads a length, or reports that it is none.</summary>
    internal static Length? Compile(string? text, string path, ProblemList problems)
    {
        Length? length = text is null ? null : TryParse(text);
        if (text is not null && length is null)
        {
            problems.Error(path, "length-unreadable", "\"" + text + "\" is not a length of time up to a hundred years; write it such as 30min, 2h, 90d or 12m.");
        }

        return length;
    }

    /// <summary>Reads a length in days, weeks, months or years, or reports that it is none.</summary>
    internal static Length? CompileDays(string? text, string path, ProblemList problems)
    {
        Length? length = Compile(text, path, problems);
        if (length is { Period: null })
        {
            problems.Error(path, "length-of-clock", "\"" + text + "\" is a length of the clock, but days count here; write it in days, weeks, months or years.");
            return null;
        }

        return length;
    }

    /// <summary>Reads a length in minutes or hours, or reports that it is none.</summary>
    internal static Duration? CompileClock(string? text, string path, ProblemList problems)
    {
        Length? length = Compile(text, path, problems);
        if (length is { Period: not null })
        {
            problems.Error(path, "length-of-days", "\"" + text + "\" is a length of days, but time of the clock counts here; write it in minutes or hours, such as 30min or 2h.");
            return null;
        }

        return length?.duration;
    }

    internal static Length? TryParse(string text)
    {
        if (TimeWindow.TryParsePeriod(text) is { } period)
        {
            return period.Days + (period.Weeks * 7L) + (period.Months * 31L) + (period.Years * 366L) > MaxDays ? null : new Length(text, period, default);
        }

        return Clock(text, "min") is { } minutes ? new Length(text, null, Duration.FromMinutes(minutes))
            : Clock(text, "h") is { } hours ? new Length(text, null, Duration.FromHours(hours))
            : null;
    }

    internal Instant After(Instant from, DateTimeZone zone)
    {
        if (this.period is null)
        {
            return from + this.duration;
        }

        SteadyDay? last = this.memo;
        if (last is not null && last.Contains(from, zone))
        {
            return from + last.Shift;
        }

        this.memo = SteadyDay.Around(from, this.period, zone);
        return LocalDays.Add(from, this.period, zone);
    }

    private static int? Clock(string text, string unit)
    {
        string number = text.EndsWith(unit, System.StringComparison.Ordinal) ? text.Substring(0, text.Length - unit.Length) : string.Empty;
        return number.Length is > 0 and <= 5 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;
    }
}

/// <summary>A local day on which adding a calendar period is the same as adding a duration, as no clock changes on it or on the day where it ends.</summary>
internal sealed class SteadyDay
{
    private readonly DateTimeZone zone;
    private readonly Instant start;
    private readonly Instant end;

    private SteadyDay(DateTimeZone zone, Instant start, Instant end, Duration shift)
    {
        this.zone = zone;
        this.start = start;
        this.end = end;
        this.Shift = shift;
    }

    internal Duration Shift { get; }

    /// <summary>The day around an instant; null if a clock changes, so that every instant is worked out for itself.</summary>
    internal static SteadyDay? Around(Instant at, Period period, DateTimeZone zone)
    {
        LocalDate date = LocalDays.DateOf(at, zone);
        LocalDate other = date.Plus(period);
        Instant start = LocalDays.StartOf(date, zone);
        Instant end = LocalDays.EndOf(date, zone);
        Instant otherStart = LocalDays.StartOf(other, zone);
        Instant otherEnd = LocalDays.EndOf(other, zone);
        return IsSteady(start, end, zone) && IsSteady(otherStart, otherEnd, zone) ? new SteadyDay(zone, start, end, otherStart - start) : null;
    }

    internal bool Contains(Instant at, DateTimeZone zone) => ReferenceEquals(zone, this.zone) && at >= this.start && at < this.end;

    private static bool IsSteady(Instant start, Instant end, DateTimeZone zone) =>
        end - start == Duration.FromDays(1) && zone.GetZoneInterval(start) is var interval && (!interval.HasEnd || interval.End >= end);
}
