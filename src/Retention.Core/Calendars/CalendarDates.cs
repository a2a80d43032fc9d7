using System;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Calendars;

/// <summary>Dates and ranges as options write them: <c>2026-10-01</c>, <c>2026-10-01..2026-10-07</c>, <c>12-24..01-02</c>.</summary>
internal static class CalendarDates
{
    /// <summary>The years of <see cref="BusinessCalendar.Earliest"/> and <see cref="BusinessCalendar.Latest"/>.</summary>
    internal const int FirstYear = 1950;

    internal const int EndYear = 2200;

    private static readonly LocalDatePattern Dates = LocalDatePattern.Iso;
    private static readonly AnnualDatePattern Annual = AnnualDatePattern.Iso;

    internal static string Text(LocalDate date) => Dates.Format(date);

    /// <summary>A date of the years that calendars know.</summary>
    internal static LocalDate? Date(string text)
    {
        ParseResult<LocalDate> read = Dates.Parse(text.Trim());
        return read.Success && read.Value.Year is >= FirstYear and < EndYear ? read.Value : null;
    }

    /// <summary>A date, or an inclusive range whose end isn't before its beginning.</summary>
    internal static (LocalDate First, LocalDate Last)? Range(string text)
    {
        (string from, string to) = Ends(text);
        return Date(from) is { } first && Date(to) is { } last && first <= last ? (first, last) : null;
    }

    /// <summary>A date of every year, or an inclusive range that may run over New Year.</summary>
    internal static (AnnualDate First, AnnualDate Last)? AnnualRange(string text)
    {
        (string from, string to) = Ends(text);
        ParseResult<AnnualDate> first = Annual.Parse(from);
        ParseResult<AnnualDate> last = Annual.Parse(to);
        return first.Success && last.Success ? (first.Value, last.Value) : null;
    }

    private static (string From, string To) Ends(string text)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? (text.Trim(), text.Trim()) : (text.Substring(0, dots).Trim(), text.Substring(dots + 2).Trim());
    }
}
