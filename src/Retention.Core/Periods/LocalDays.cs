using System;
using NodaTime;
using NodaTime.TimeZones;

namespace Retention.Core.Periods;

/// <summary>Where local days begin and end, as instants.</summary>
/// <remarks>
/// A day begins at its first instant in the zone: usually midnight, and the end of the gap where midnight is skipped. A date given as
/// an as-of means the end of that day, which is the start of the next (plan rule: <c>--as-of</c> a date).
/// </remarks>
public static class LocalDays
{
    /// <summary>How local times meet clock changes: the first occurrence of a repeated one, the end of the gap for a skipped one.</summary>
    internal static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The first instant of a local day, inclusive.</summary>
    /// <param name="date">The date.</param>
    /// <param name="zone">The zone in which the day begins.</param>
    /// <returns>The instant.</returns>
    public static Instant StartOf(LocalDate date, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);

        // Not AtStartOfDay, which has no answer for a day that a zone skipped as a whole (Samoa's 30 December 2011): that one begins and ends where the gap ends.
        return zone.ResolveLocal(date.AtMidnight(), Resolver).ToInstant();
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

    /// <summary>An instant plus a calendar period on the local clock: months clamp at month ends; a time that a clock change skips becomes the end of the gap, one that it repeats its first occurrence.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="period">The period, of days, weeks, months or years.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The instant.</returns>
    public static Instant Add(Instant from, Period period, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(zone);
        return zone.ResolveLocal(from.InZone(zone).LocalDateTime.Plus(period), Resolver).ToInstant();
    }

    /// <summary>The number of the local day in which an instant lies, counted from 1970-01-01; it never goes back, also where a clock change repeats midnight.</summary>
    internal static int NumberOf(Instant instant, DateTimeZone zone)
    {
        ZoneInterval interval = zone.GetZoneInterval(instant);
        int day = FloorDay(instant.ToUnixTimeTicks() + interval.WallOffset.Ticks);

        // Just after the clock went back over midnight its date is that of a day that has ended.
        if (interval.HasStart && instant - interval.Start < Duration.FromDays(2))
        {
            while (StartOf(DateOf(day + 1), zone) <= instant)
            {
                day++;
            }
        }

        return day;
    }

    /// <summary>The number of a date, counted from 1970-01-01.</summary>
    internal static int NumberOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>The date of a number of <see cref="NumberOf(LocalDate)"/>.</summary>
    internal static LocalDate DateOf(int number) => Epoch.PlusDays(number);

    /// <summary>Whether a zone has a day that it skipped as a whole (Samoa's 30 December 2011), which begins where the next does.</summary>
    internal static bool SkipsDays(DateTimeZone zone)
    {
        int? before = null;
        foreach (ZoneInterval interval in zone.GetZoneIntervals(Instant.FromUtc(1880, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0)))
        {
            if (interval.WallOffset.Seconds - before > HalfDaySeconds)
            {
                return true;
            }

            before = interval.WallOffset.Seconds;
        }

        return false;
    }

    private const int HalfDaySeconds = 43_200;

    private static readonly LocalDate Epoch = new LocalDate(1970, 1, 1);

    private static int FloorDay(long ticks) => (int)(ticks >= 0 ? ticks / NodaConstants.TicksPerDay : ((ticks + 1) / NodaConstants.TicksPerDay) - 1);
}
