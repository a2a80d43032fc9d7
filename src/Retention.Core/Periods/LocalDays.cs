using System;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>Where local days begin and end, as instants.</summary>
/// <remarks>
/// A day begins at its first instant in the zone: usually midnight, and the end of the gap where midnight is skipped. A date given as
/// an as-of means the end of that day, which is the start of the next (plan rule: <c>--as-of</c> a date).
/// </remarks>
public static class LocalDays
{
    /// <summary>The first instant of a local day, inclusive.</summary>
    /// <param name="date">The date.</param>
    /// <param name="zone">The zone in which the day begins.</param>
    /// <returns>The instant.</returns>
    public static Instant StartOf(LocalDate date, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.AtStartOfDay(date).ToInstant();
    }

    /// <summary>The end of a local day, exclusive: the first instant of the next.</summary>
    /// <param name="date">The date.</param>
    /// <param name="zone">The zone in which the day ends.</param>
    /// <returns>The instant.</returns>
    public static Instant EndOf(LocalDate date, DateTimeZone zone) => StartOf(date.PlusDays(1), zone);

    /// <summary>The local date on which an instant falls.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The date.</returns>
    public static LocalDate DateOf(Instant instant, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return instant.InZone(zone).Date;
    }

    /// <summary>The last local date that has begun before an exclusive end: for the end of a day, that day.</summary>
    /// <param name="end">The exclusive end, such as an as-of.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The date.</returns>
    public static LocalDate LastDateBefore(Instant end, DateTimeZone zone) => DateOf(end - Duration.Epsilon, zone);
}
