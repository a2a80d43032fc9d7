using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.TimeZones;
using Retention.Core.Periods;

namespace Retention.Core.Calendars;

/// <summary>What each local date of one calendar is, and which of its instants are working.</summary>
internal sealed class DayRules
{
    /// <summary>1 January 1970, from which days are numbered.</summary>
    internal static readonly LocalDate Epoch = new LocalDate(1970, 1, 1);

    private const long Day = InstantSet.DayLength;

    private readonly Dictionary<int, DayRule> exceptions;
    private readonly WeekRule[] weeks;
    private readonly bool eachDate;

    /// <summary>The days on which an exception may be why it is closed, in order.</summary>
    private readonly int[] closing;
    private readonly Dictionary<(WorkingHours, WorkingHours, WorkingHours), OpenPattern> patterns = new Dictionary<(WorkingHours, WorkingHours, WorkingHours), OpenPattern>();

    internal DayRules(DateTimeZone zone, IEnumerable<WeekRule> weeks, Dictionary<int, DayRule> exceptions, bool eachDate)
    {
        this.Zone = zone;
        this.weeks = weeks.OrderBy(w => w.FirstDay).ToArray();
        this.exceptions = exceptions;
        this.eachDate = eachDate;
        this.closing = exceptions.Where(e => e.Value.Kind is CalendarDayKind.Override or CalendarDayKind.Holiday).Select(e => e.Key).ToArray();
        Array.Sort(this.closing);
    }

    internal DateTimeZone Zone { get; }

    internal static int NumberOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>The local date that the clock shows at an instant, and until when it does so on end: until midnight, or until the clock is changed.</summary>
    internal static LocalDate DateAt(Instant at, DateTimeZone zone, out Instant until)
    {
        ZoneInterval interval = zone.GetZoneInterval(at);
        LocalDate date = at.WithOffset(interval.WallOffset).Date;
        until = date.PlusDays(1).AtMidnight().WithOffset(interval.WallOffset).ToInstant();
        until = interval.HasEnd ? Instant.Min(until, interval.End) : until;
        return date;
    }

    /// <summary>The spans in which a zone's clock keeps its offset, in order, from bound to bound of all calendars.</summary>
    internal static IEnumerable<(long From, long Until, long Offset)> Offsets(DateTimeZone zone)
    {
        var span = new Interval(Nanoseconds.ToInstant(InstantSet.First), Nanoseconds.ToInstant(InstantSet.Last));
        foreach (ZoneInterval interval in zone.GetZoneIntervals(span))
        {
            long from = interval.HasStart ? Math.Max(InstantSet.First, Clamp(interval.Start)) : InstantSet.First;
            long until = interval.HasEnd ? Math.Min(InstantSet.Last, Clamp(interval.End)) : InstantSet.Last;
            yield return (from, until, interval.WallOffset.Nanoseconds);
        }
    }

    internal CalendarDay Describe(LocalDate date) => this.exceptions.TryGetValue(NumberOf(date), out DayRule? rule)
        ? new CalendarDay(date, rule.Kind, rule.Name, rule.NameChinese)
        : new CalendarDay(date, CalendarDayKind.Week, null, null);

    /// <summary>The holiday or override on whose local date an instant lies, or null; and until when this is so at least.</summary>
    internal CalendarDay? ClosedBy(Instant at, out Instant change)
    {
        LocalDate date = DateAt(at, this.Zone, out change);
        int i = Array.BinarySearch(this.closing, NumberOf(date));
        if (i >= 0)
        {
            return this.Describe(date);
        }

        // Only on a clock that isn't changed do dates follow one another.
        ZoneInterval interval = this.Zone.GetZoneInterval(at);
        change = ~i < this.closing.Length ? Epoch.PlusDays(this.closing[~i]).AtMidnight().WithOffset(interval.WallOffset).ToInstant() : Instant.MaxValue;
        change = interval.HasEnd ? Instant.Min(change, interval.End) : change;
        return null;
    }

    /// <summary>The working instants.</summary>
    internal InstantSet ToSet()
    {
        List<Piece> pieces = this.Pieces();
        var parts = new List<(long, long, OpenPattern)>(pieces.Count + 600);
        int piece = 0;
        foreach ((long from, long until, long offset) in Offsets(this.Zone))
        {
            // A clock put back sees the end of the piece before again.
            while (piece > 0 && pieces[piece].Start > from + offset)
            {
                piece--;
            }

            while (piece + 1 < pieces.Count && pieces[piece + 1].Start <= from + offset)
            {
                piece++;
            }

            for (long at = from; at < until;)
            {
                Piece here = pieces[piece];
                parts.Add((at, offset - here.Origin, here.Pattern));
                at = piece + 1 < pieces.Count ? pieces[piece + 1].Start - offset : until;
                piece += at < until ? 1 : 0;
            }
        }

        return InstantSet.Of(parts);
    }

    private static long Clamp(Instant at) => at < Instant.FromUtc(1900, 1, 1, 0, 0) ? InstantSet.First : at > Instant.FromUtc(2250, 1, 1, 0, 0) ? InstantSet.Last : Nanoseconds.Of(at);

    /// <summary>The local time line in pieces of one pattern each: weeks, and each date that differs from its week.</summary>
    private List<Piece> Pieces()
    {
        var pieces = new List<Piece> { new Piece(long.MinValue / 2, 0, this.weeks[0].Pattern) };
        int[] special = this.SpecialDays();
        for (int i = 0; i < special.Length; i++)
        {
            int day = special[i];
            pieces.Add(new Piece(day * Day, day * Day, this.PatternOf(day)));
            if (i + 1 == special.Length || special[i + 1] != day + 1)
            {
                pieces.Add(new Piece((day + 1) * Day, 0, this.WeekAt(day + 1).Pattern));
            }
        }

        return pieces;
    }

    /// <summary>Exceptions, the days into which a night before them might have run, and the first days of a new week's version; in order, each once.</summary>
    private int[] SpecialDays()
    {
        var days = new List<int>(this.exceptions.Count + 8);
        foreach (KeyValuePair<int, DayRule> exception in this.exceptions)
        {
            days.Add(exception.Key);
            if (exception.Value.Hours.Overflow.Length > 0 || this.WeekAt(exception.Key).Overflows)
            {
                days.Add(exception.Key + 1);
            }
        }

        days.AddRange(this.weeks.Skip(1).Select(w => w.FirstDay));
        days.Sort();
        int count = 0;
        for (int i = 0; i < days.Count; i++)
        {
            if (i == 0 || days[i] != days[i - 1])
            {
                days[count++] = days[i];
            }
        }

        days.RemoveRange(count, days.Count - count);
        return days.ToArray();
    }

    private OpenPattern PatternOf(int day)
    {
        WorkingHours yesterday = this.HoursOf(day - 1);
        WorkingHours today = this.HoursOf(day);

        // An extra shift leaves a plain day a plain day.
        bool isException = this.exceptions.TryGetValue(day, out DayRule? rule) && rule.Kind != CalendarDayKind.Week;

        // Where each date rules itself, an exception has its own hours alone, and a plain day what its week spills over, whatever the day before was.
        WorkingHours also = WorkingHours.Closed;
        if (this.eachDate)
        {
            also = isException ? WorkingHours.Closed : this.WeekAt(day - 1).HoursOf(day - 1);
            yesterday = isException ? WorkingHours.Closed : yesterday;
        }

        if (!this.patterns.TryGetValue((today, yesterday, also), out OpenPattern? pattern))
        {
            pattern = OpenPattern.Of(0, Day, repeats: false, today.Own.Concat(yesterday.Overflow).Concat(also.Overflow).ToList());
            this.patterns.Add((today, yesterday, also), pattern);
        }

        return pattern;
    }

    private WorkingHours HoursOf(int day) => this.exceptions.TryGetValue(day, out DayRule? rule) ? rule.Hours : this.WeekAt(day).HoursOf(day);

    private WeekRule WeekAt(int day)
    {
        int i = this.weeks.Length - 1;
        while (i > 0 && this.weeks[i].FirstDay > day)
        {
            i--;
        }

        return this.weeks[i];
    }

    private readonly struct Piece
    {
        internal readonly long Start;
        internal readonly long Origin;
        internal readonly OpenPattern Pattern;

        internal Piece(long start, long origin, OpenPattern pattern)
        {
            this.Start = start;
            this.Origin = origin;
            this.Pattern = pattern;
        }
    }
}

/// <summary>The hours of one exceptional date, and why.</summary>
internal sealed class DayRule
{
    internal DayRule(CalendarDayKind kind, string name, string nameChinese, WorkingHours hours)
    {
        this.Kind = kind;
        this.Name = name;
        this.NameChinese = nameChinese;
        this.Hours = hours;
    }

    internal CalendarDayKind Kind { get; }

    internal string Name { get; }

    internal string NameChinese { get; }

    internal WorkingHours Hours { get; }
}

/// <summary>One version of the week, from a day on.</summary>
internal sealed class WeekRule
{
    private readonly WorkingHours[] days;

    internal WeekRule(int firstDay, WorkingHours[] days)
    {
        this.FirstDay = firstDay;
        this.days = days;
        this.Overflows = days.Any(d => d.Overflow.Length > 0);
        var stretches = new List<(long, long)>();
        for (int i = 0; i < 7; i++)
        {
            long from = i * InstantSet.DayLength;
            long next = (i + 1) % 7 * InstantSet.DayLength;
            stretches.AddRange(days[i].Own.Select(w => (from + w.Start, from + w.End)));
            stretches.AddRange(days[i].Overflow.Select(w => (next + w.Start, next + w.End)));
        }

        this.Pattern = OpenPattern.Of(InstantSet.WeekOrigin, InstantSet.WeekLength, repeats: true, stretches);
    }

    internal int FirstDay { get; }

    /// <summary>Gets the whole week, on the local Monday that all weeks are laid on.</summary>
    internal OpenPattern Pattern { get; }

    internal bool Overflows { get; }

    /// <summary>The hours of a working day: those of a day of the week, or of the first that has any; null if there are none.</summary>
    internal WorkingHours? Ordinary(int? day) => Array.Find(this.days, d => !d.IsClosed && (day is not { } named || ReferenceEquals(d, this.days[named])));

    /// <summary>The hours of a day by its number from 1 January 1970, a Thursday.</summary>
    internal WorkingHours HoursOf(int day) => this.days[(((day + 3) % 7) + 7) % 7];
}
