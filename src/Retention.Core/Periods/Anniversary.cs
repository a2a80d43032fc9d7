using System;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>When 29 February is remembered in a year that has none.</summary>
public enum LeapDayRule
{
    /// <summary>On 28 February; the default.</summary>
    February28 = 0,

    /// <summary>On 1 March.</summary>
    March1 = 1,
}

/// <summary>Yearly dates: birthdays, memberships, contracts.</summary>
public static class Anniversary
{
    /// <summary>The anniversary of a date in a year.</summary>
    /// <param name="start">The date remembered.</param>
    /// <param name="year">The year, at least the start's.</param>
    /// <param name="rule">When 29 February is remembered in a common year.</param>
    /// <returns>The date in that year.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The year lies before the start's.</exception>
    public static LocalDate In(LocalDate start, int year, LeapDayRule rule)
    {
        if (year < start.Year)
        {
            throw new ArgumentOutOfRangeException(nameof(year), year, "An anniversary is not before the date it remembers.");
        }

        bool missing = start.Month == 2 && start.Day == 29 && !CalendarSystem.Iso.IsLeapYear(year);
        if (!missing)
        {
            return new LocalDate(year, start.Month, start.Day);
        }

        return rule == LeapDayRule.March1 ? new LocalDate(year, 3, 1) : new LocalDate(year, 2, 28);
    }

    /// <summary>The first anniversary after a date.</summary>
    /// <param name="start">The date remembered; it is not its own anniversary.</param>
    /// <param name="after">The date after which to look, exclusive.</param>
    /// <param name="rule">When 29 February is remembered in a common year.</param>
    /// <returns>A date after both <paramref name="after"/> and <paramref name="start"/>.</returns>
    public static LocalDate NextAfter(LocalDate start, LocalDate after, LeapDayRule rule)
    {
        int year = Math.Max(start.Year + 1, after.Year);
        LocalDate next = In(start, year, rule);
        return next > after ? next : In(start, year + 1, rule);
    }
}
