using System;
using NodaTime;
using NodaTime.TimeZones;
using Retention.Core.Periods;

namespace Retention.Core.Calendars;

/// <summary>Which local dates of a calendar have working time: a bit each, and how many come before, so that the n-th is a search.</summary>
internal sealed class BusinessDays
{
    /// <summary>How a time of day meets clock changes as a deadline: the end of the gap for a skipped one, the later for a repeated one, which is met by both.</summary>
    internal static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    private const int WordBits = 32;

    private readonly int first;
    private readonly uint[] bits;
    private readonly int[] before;
    private readonly int total;

    internal BusinessDays(InstantSet open, DateTimeZone zone)
    {
        // The dates that begin and end between the bounds of all calendars.
        LocalDate earliest = LocalDays.DateOf(BusinessCalendar.Earliest - Duration.Epsilon, zone).PlusDays(1);
        LocalDate latest = LocalDays.DateOf(BusinessCalendar.Latest, zone).PlusDays(-1);
        this.first = DayRules.NumberOf(earliest);
        int count = DayRules.NumberOf(latest) - this.first + 1;
        this.bits = new uint[(count + WordBits - 1) / WordBits];
        this.before = new int[this.bits.Length];
        foreach ((long from, long until, long offset) in DayRules.Offsets(zone))
        {
            // From each opening on to the next midnight: always ahead, even where a clock put back shows a date again.
            for (long at = from; at < until && open.Latest(open.Count(at)) is { } opening && opening < until;)
            {
                long day = OpenPattern.Floor(opening + offset, InstantSet.DayLength);
                at = ((day + 1) * InstantSet.DayLength) - offset;
                int index = (int)day - this.first;
                if (index >= 0 && index < count)
                {
                    this.bits[index / WordBits] |= 1u << (index % WordBits);
                }
            }
        }

        for (int word = 0; word < this.bits.Length; word++)
        {
            this.before[word] = this.total;
            this.total += Ones(this.bits[word]);
        }
    }

    internal bool Contains(LocalDate date)
    {
        int day = DayRules.NumberOf(date) - this.first;
        return day >= 0 && day / WordBits < this.bits.Length && (this.bits[day / WordBits] & (1u << (day % WordBits))) != 0;
    }

    /// <summary>The n-th business day after a date; for none, the first from the date on. Null beyond the horizon.</summary>
    internal LocalDate? After(LocalDate date, int days)
    {
        int day = DayRules.NumberOf(date) - this.first;
        int from = Math.Max(0, days == 0 ? day : day + 1);
        int before = this.CountBefore(from);
        if (days - (days == 0 ? 0 : 1) >= this.total - before)
        {
            return null;
        }

        int rank = before + (days == 0 ? 0 : days - 1);
        int low = 0;
        int high = this.before.Length;
        while (high - low > 1)
        {
            int middle = (low + high) >> 1;
            (low, high) = this.before[middle] <= rank ? (middle, high) : (low, middle);
        }

        uint word = this.bits[low];
        for (int skip = rank - this.before[low]; skip > 0; skip--)
        {
            word &= word - 1;
        }

        return this.DateOf((low * WordBits) + Ones((word & (~word + 1)) - 1));
    }

    private static int Ones(uint word)
    {
        int count = 0;
        for (; word != 0; word &= word - 1)
        {
            count++;
        }

        return count;
    }

    private int CountBefore(int day)
    {
        int word = day / WordBits;
        return word >= this.bits.Length ? this.total : this.before[word] + Ones(this.bits[word] & ((1u << (day % WordBits)) - 1));
    }

    private LocalDate DateOf(int day) => DayRules.Epoch.PlusDays(this.first + day);
}
