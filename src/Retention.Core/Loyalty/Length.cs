using System.Globalization;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>A length of time as options write it: on the local calendar (<c>30d</c>, <c>12m</c>) or on the clock (<c>30min</c>, <c>2h</c>).</summary>
internal sealed class Length
{
    /// <summary>A hundred years in days: longer is a mistake, and keeps every sum within what instants of lots hold.</summary>
    private const int MaxDays = 36_525;

    private readonly Period? period;
    private readonly Duration duration;

    private Length(string text, Period? period, Duration duration)
    {
        this.Text = text;
        this.period = period;
        this.duration = duration;
    }

    internal string Text { get; }

    /// <summary>Gets the calendar period, or null if the length is one of the clock.</summary>
    internal Period? Period => this.period;

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

    internal Instant After(Instant from, DateTimeZone zone) => this.period is null ? from + this.duration : LocalDays.Add(from, this.period, zone);

    private static int? Clock(string text, string unit)
    {
        string number = text.EndsWith(unit, System.StringComparison.Ordinal) ? text.Substring(0, text.Length - unit.Length) : string.Empty;
        return number.Length is > 0 and <= 5 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;
    }
}
