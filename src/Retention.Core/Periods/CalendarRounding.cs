using System;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>Rounds dates to the boundaries of calendar periods.</summary>
public static class CalendarRounding
{
    /// <summary>The first date of the period that contains a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="unit">The period.</param>
    /// <param name="weekStart">The first day of a week; read only for <see cref="CalendarUnit.Week"/>.</param>
    /// <returns>A date on or before <paramref name="date"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not defined.</exception>
    public static LocalDate Down(LocalDate date, CalendarUnit unit, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday)
    {
        switch (unit)
        {
            case CalendarUnit.Day:
                return date;
            case CalendarUnit.Week:
                return date.DayOfWeek == weekStart ? date : date.Previous(weekStart);
            case CalendarUnit.Month:
                return FirstOf(date, 1);
            case CalendarUnit.Quarter:
                return FirstOf(date, 3);
            case CalendarUnit.HalfYear:
                return FirstOf(date, 6);
            case CalendarUnit.Year:
                return FirstOf(date, 12);
            default:
                throw new ArgumentOutOfRangeException(nameof(unit), unit, "Use a defined calendar unit.");
        }
    }

    /// <summary>The next boundary; a date that is one already stays (6 July 2021 to the month is 1 August 2021; 1 August stays).</summary>
    /// <param name="date">The date.</param>
    /// <param name="unit">The period.</param>
    /// <param name="weekStart">The first day of a week; read only for <see cref="CalendarUnit.Week"/>.</param>
    /// <returns>A date on or after <paramref name="date"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not defined.</exception>
    public static LocalDate Up(LocalDate date, CalendarUnit unit, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday)
    {
        LocalDate down = Down(date, unit, weekStart);
        return down == date ? date : Next(down, unit);
    }

    /// <summary>The boundary after a boundary.</summary>
    private static LocalDate Next(LocalDate boundary, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => boundary.PlusDays(1),
        CalendarUnit.Week => boundary.PlusWeeks(1),
        CalendarUnit.Month => boundary.PlusMonths(1),
        CalendarUnit.Quarter => boundary.PlusMonths(3),
        CalendarUnit.HalfYear => boundary.PlusMonths(6),
        _ => boundary.PlusYears(1),
    };

    private static LocalDate FirstOf(LocalDate date, int months) => new LocalDate(date.Year, date.Month - ((date.Month - 1) % months), 1);
}
