using System;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>How long it is from one date to another, in days or in months with four decimals.</summary>
/// <remarks>Both grow with the later date and shrink with the earlier one; both are zero for equal dates.</remarks>
public static class Elapsed
{
    /// <summary>Whole days from one date to another.</summary>
    /// <param name="from">The earlier date.</param>
    /// <param name="to">The later date.</param>
    /// <returns>The days; negative if <paramref name="to"/> lies before <paramref name="from"/>.</returns>
    public static int Days(LocalDate from, LocalDate to) => Period.DaysBetween(from, to);

    /// <summary>
    /// Months from one date to another: whole months (clamped at month ends: 31 January + 1 month is 28 or 29 February), and the days left as
    /// a fraction of the days from the last whole month to the next, rounded half away from zero to four decimals.
    /// </summary>
    /// <param name="from">The earlier date.</param>
    /// <param name="to">The later date.</param>
    /// <returns>The months as a decimal: 1.5 for 15 days into a 30-day second month.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> lies before <paramref name="from"/>.</exception>
    public static decimal Months(LocalDate from, LocalDate to) => FixedPoint.ToDecimal(MonthsTenThousandths(from, to));

    /// <summary><see cref="Months"/> in ten-thousandths.</summary>
    internal static long MonthsTenThousandths(LocalDate from, LocalDate to)
    {
        if (to < from)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "The later date lies before the earlier one; swap them.");
        }

        int whole = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        if (from.PlusMonths(whole) > to)
        {
            whole--;
        }

        LocalDate last = from.PlusMonths(whole);
        int length = Period.DaysBetween(last, from.PlusMonths(whole + 1));
        long days = Period.DaysBetween(last, to);
        return (whole * FixedPoint.One) + (((days * FixedPoint.One * 2) + length) / (2L * length));
    }
}
