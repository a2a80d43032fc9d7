using System;
using System.Globalization;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>A stretch of time seen from an as-of: the last 12 months, the 12 months before those, the calendar year so far.</summary>
/// <remarks>
/// <para>Written as text:</para>
/// <list type="bullet">
/// <item><c>all</c>: everything before the as-of;</item>
/// <item><c>90d</c>, <c>2w</c>, <c>12m</c>, <c>4q</c>, <c>1y</c>: the last so many days, weeks, months, quarters or years;</item>
/// <item><c>12m..24m</c>: what ended 12 months ago and began 24 months ago;</item>
/// <item><c>this-week</c>, <c>this-month</c>, <c>this-quarter</c>, <c>this-half-year</c>, <c>this-year</c>: from the period's first day until the as-of (weeks begin on Monday);</item>
/// <item><c>last-week</c> … <c>last-year</c>: the whole period before that.</item>
/// </list>
/// <para>
/// Windows are half-open, <c>[from, to)</c>. Months are counted back on the local calendar and clamped at month ends. An as-of at the
/// start of a day gives a window that begins at the start of a day, also where clocks skip midnight. A local time that a clock change
/// skips counts from the end of the gap; one that it repeats counts from its first occurrence. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class TimeWindow : IEquatable<TimeWindow>
{
    private readonly Period? near;
    private readonly Period? far;
    private readonly CalendarUnit? unit;
    private readonly bool previous;

    private TimeWindow(string text, Period? near, Period? far, CalendarUnit? unit, bool previous)
    {
        this.Text = text;
        this.near = near;
        this.far = far;
        this.unit = unit;
        this.previous = previous;
    }

    /// <summary>Gets the window of everything before the as-of.</summary>
    public static TimeWindow All { get; } = new TimeWindow("all", null, null, null, false);

    /// <summary>Gets the window as written.</summary>
    public string Text { get; }

    /// <summary>Gets how long ago the window ended; null: it ends at the as-of.</summary>
    internal Period? Near => this.near;

    /// <summary>Gets how long ago the window began; null: since ever, or at the start of a period of the calendar.</summary>
    internal Period? Far => this.far;

    /// <summary>Gets a value indicating whether it is a period of the calendar (<c>this-month</c>).</summary>
    internal bool IsOfCalendar => this.unit is not null;

    /// <summary>Reads a window.</summary>
    /// <param name="text">The text, as the type's remarks say.</param>
    /// <returns>The window.</returns>
    /// <exception cref="FormatException">The text is not a window.</exception>
    public static TimeWindow Parse(string text) =>
        TryParse(text) ?? throw new FormatException("\"" + text + "\" is not a window; write all, 90d, 12m, 12m..24m, this-year or last-month.");

    /// <summary>Reads a window, or says that the text is none.</summary>
    /// <param name="text">The text; null is not a window.</param>
    /// <returns>The window, or null.</returns>
    public static TimeWindow? TryParse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text == "all")
        {
            return All;
        }

        if (TryParseCalendar(text) is { } calendar)
        {
            return calendar;
        }

        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return TryParsePeriod(text) is { } rolling ? new TimeWindow(text, null, rolling, null, false) : null;
        }

        // Both ends have one unit, so that "ends before it begins" can be seen from the text alone.
        string nearText = text.Substring(0, dots);
        string farText = text.Substring(dots + 2);
        return TryParsePeriod(nearText) is { } nearer && TryParsePeriod(farText) is { } farther
            && nearText[nearText.Length - 1] == farText[farText.Length - 1]
            && Count(nearText) < Count(farText)
            ? new TimeWindow(text, nearer, farther, null, false)
            : null;
    }

    /// <summary>Reads a length of time such as <c>90d</c>, <c>2w</c>, <c>12m</c>, <c>4q</c> or <c>1y</c>.</summary>
    /// <param name="text">A whole number from 1 to 9999 and a unit; null is not a length.</param>
    /// <returns>The calendar period, or null.</returns>
    public static Period? TryParsePeriod(string? text)
    {
        if (text is null || text.Length is < 2 or > 5 || text[0] == '0'
            || !int.TryParse(text.Substring(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return null;
        }

        return text[text.Length - 1] switch
        {
            'd' => Period.FromDays(count),
            'w' => Period.FromWeeks(count),
            'm' => Period.FromMonths(count),
            'q' => Period.FromMonths(count * 3),
            'y' => Period.FromYears(count),
            _ => null,
        };
    }

    /// <summary>The stretch of time seen from an as-of.</summary>
    /// <param name="asOf">The as-of; nothing at or after it is in any window.</param>
    /// <param name="zone">The zone in which days begin.</param>
    /// <returns>The half-open interval; without a start for <c>all</c>.</returns>
    public Interval Resolve(Instant asOf, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (this.unit is { } calendarUnit)
        {
            LocalDate start = CalendarRounding.Down(LocalDays.LastDateBefore(asOf, zone), calendarUnit);
            return this.previous
                ? new Interval(LocalDays.StartOf(CalendarRounding.Down(start.PlusDays(-1), calendarUnit), zone), LocalDays.StartOf(start, zone))
                : new Interval(LocalDays.StartOf(start, zone), asOf);
        }

        return this.far is null
            ? new Interval(null, asOf)
            : new Interval(Back(asOf, this.far, zone), this.near is null ? asOf : Back(asOf, this.near, zone));
    }

    /// <inheritdoc/>
    public bool Equals(TimeWindow? other) => other is not null && string.Equals(this.Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as TimeWindow);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Text);

    /// <summary>Gives the window as written.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => this.Text;

    private static TimeWindow? TryParseCalendar(string text)
    {
        bool previous = text.StartsWith("last-", StringComparison.Ordinal);
        if (!previous && !text.StartsWith("this-", StringComparison.Ordinal))
        {
            return null;
        }

        CalendarUnit? unit = text.Substring(5) switch
        {
            "week" => CalendarUnit.Week,
            "month" => CalendarUnit.Month,
            "quarter" => CalendarUnit.Quarter,
            "half-year" => CalendarUnit.HalfYear,
            "year" => CalendarUnit.Year,
            _ => null,
        };
        return unit is null ? null : new TimeWindow(text, null, null, unit, previous);
    }

    private static int Count(string period) => int.Parse(period.Substring(0, period.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static Instant Back(Instant asOf, Period period, DateTimeZone zone)
    {
        LocalDateTime local = asOf.InZone(zone).LocalDateTime;

        // The end of a day looks back to the start of a day, whatever the clock shows there.
        return LocalDays.StartOf(local.Date, zone) == asOf
            ? LocalDays.StartOf(local.Date.Minus(period), zone)
            : zone.ResolveLocal(local.Minus(period), LocalDays.Resolver).ToInstant();
    }
}
