using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Calendars;

/// <summary>Business time as a set of instants, and exact arithmetic on it.</summary>
/// <remarks>
/// <para>
/// An instant is working if the local time that the zone's clock shows at it lies in a working window, whose start is inclusive and whose end
/// is not. So a window of 02:30–03:30 on the day on which clocks spring from 02:00 to 03:00 is thirty minutes long, and one on a repeated hour
/// is worked twice; nothing is ever shifted.
/// </para>
/// <para>
/// Compiled once; every question is a search of the same cost for an hour and for ten thousand. The week goes on before and after all listed
/// exceptions, from <see cref="Earliest"/> to <see cref="Latest"/>. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class BusinessCalendar : IPolicy
{
    private readonly InstantSet open;
    private readonly DayRules[] rules;
    private readonly Lazy<InstantSet> closed;
    private readonly Lazy<BusinessDays> days;

    internal BusinessCalendar(PolicyVersion version, DateTimeZone zone, InstantSet open, DayRules[] rules)
    {
        this.Version = version;
        this.Zone = zone;
        this.open = open;
        this.rules = rules;
        this.closed = new Lazy<InstantSet>(open.Complement, LazyThreadSafetyMode.PublicationOnly);
        this.days = new Lazy<BusinessDays>(() => new BusinessDays(open, zone), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Gets the first instant that calendars know, inclusive: 1 January 1950, 00:00 UTC.</summary>
    public static Instant Earliest => Nanoseconds.ToInstant(InstantSet.First);

    /// <summary>Gets the horizon: 1 January 2200, 00:00 UTC. Spans may end there; nothing is open from there on.</summary>
    public static Instant Latest => Nanoseconds.ToInstant(InstantSet.Last);

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Gets the zone whose clock the hours are read on; of a combination the first one's.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets a value indicating whether any instant is working.</summary>
    public bool HasWorkingTime => this.open.Total > 0;

    /// <summary>Compiles options into a calendar.</summary>
    /// <param name="options">The options; not kept.</param>
    /// <param name="zones">The time zones; null: the IANA zones that NodaTime brings.</param>
    /// <returns>The calendar, or every problem at once with its path and what to write instead.</returns>
    public static Compilation<BusinessCalendar> Compile(CalendarOptions options, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new ProblemList();
        CalendarOptions whole = CalendarCompiler.Expand(options, string.Empty, problems);
        BusinessCalendar? calendar = CalendarCompiler.Compile(whole, string.Empty, null, null, zones ?? DateTimeZoneProviders.Tzdb, problems);
        return problems.Finish(() => calendar!);
    }

    /// <summary>The calendar on which every instant is working, so that working time is real time.</summary>
    /// <param name="zone">The zone in which its days begin.</param>
    /// <returns>The calendar.</returns>
    public static BusinessCalendar RoundTheClock(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        OpenPattern always = OpenPattern.Of(InstantSet.WeekOrigin, InstantSet.WeekLength, repeats: true, [(0, InstantSet.WeekLength)]);
        return new BusinessCalendar(new PolicyVersion("round-the-clock", OptionsTree.FingerprintOf("round-the-clock " + zone.Id)), zone, InstantSet.Of([(InstantSet.First, 0, always)]), []);
    }

    /// <summary>Whether an instant is working.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>True if it is; an opening instant is, a closing instant isn't.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public bool IsOpen(Instant at) => Within(at) is var known && known < InstantSet.Last && this.open.Contains(known);

    /// <summary>The working time from one instant to another.</summary>
    /// <param name="from">The one, inclusive.</param>
    /// <param name="to">The other, exclusive.</param>
    /// <returns>The working time; negative if <paramref name="to"/> comes first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Duration Elapsed(Instant from, Instant to) => Duration.FromNanoseconds(this.open.Count(Within(to)) - this.open.Count(Within(from)));

    /// <summary>The instant at which an amount of working time has passed.</summary>
    /// <param name="start">The start, working or not.</param>
    /// <param name="amount">The working time, not negative.</param>
    /// <param name="boundary">Where it falls if the amount ends at closing.</param>
    /// <returns>
    /// At closing, the earliest instant from <paramref name="start"/> on by which the amount has passed, so nothing added gives the start; at the
    /// next opening, the latest by which no more has passed. Null if it is unreachable: the calendar has less working time until <see cref="Latest"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or the start lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Instant? Add(Instant start, Duration amount, ClosingBoundary boundary = ClosingBoundary.AtClosing)
    {
        long from = Within(start);
        if (amount < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount is not negative; use Subtract.");
        }

        long count = this.open.Count(from);
        if (amount > Duration.FromNanoseconds(this.open.Total - count))
        {
            return null;
        }

        long target = count + amount.ToInt64Nanoseconds();
        if (boundary == ClosingBoundary.AtNextOpening)
        {
            return ToInstant(this.open.Latest(target));
        }

        return amount == Duration.Zero ? start : ToInstant(this.open.Earliest(target));
    }

    /// <summary>The instant from which an amount of working time passes until another.</summary>
    /// <param name="end">The end, working or not.</param>
    /// <param name="amount">The working time, not negative.</param>
    /// <returns>The latest instant up to <paramref name="end"/> from which the amount passes; null if the calendar has less working time since <see cref="Earliest"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or the end lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Instant? Subtract(Instant end, Duration amount)
    {
        long until = Within(end);
        if (amount < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount is not negative; use Add.");
        }

        if (amount == Duration.Zero)
        {
            return end;
        }

        long count = this.open.Count(until);
        return amount > Duration.FromNanoseconds(count) ? null : ToInstant(this.open.Latest(count - amount.ToInt64Nanoseconds()));
    }

    /// <summary>The first working instant at or after another.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The instant itself if it is working, else the next opening; null if nothing opens until <see cref="Latest"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Instant? NextOpening(Instant at) => ToInstant(this.open.Latest(this.open.Count(Within(at))));

    /// <summary>The end of the working time that an instant lies in, or else of the next.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The first closing after it; null if nothing opens, or what is open doesn't close, until <see cref="Latest"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Instant? NextClosing(Instant at) => this.open.Latest(this.open.Count(Within(at))) is { } opening ? ToInstant(this.closed.Value.Latest(this.closed.Value.Count(opening))) : null;

    /// <summary>A span of time in segments that are open, or closed for one reason, each as long as possible.</summary>
    /// <param name="from">The beginning, inclusive.</param>
    /// <param name="to">The end, exclusive; what isn't after the beginning has no segments.</param>
    /// <returns>The segments in order, without gaps, made as they are read. A holiday's closed time ends with its local day.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public IEnumerable<CalendarSegment> Segments(Instant from, Instant to)
    {
        Within(from);
        Within(to);
        return this.Walk(from, to);
    }

    /// <summary>What the calendar says of a local date.</summary>
    /// <param name="date">The date, in its zone; of a combination the first part that lists it as an exception answers, or else that has an extra shift on it.</param>
    /// <returns>The rule that the date follows, and its name.</returns>
    public CalendarDay Describe(LocalDate date) =>
        this.rules.Select(r => r.Describe(date)).OrderBy(d => d.Kind != CalendarDayKind.Week ? 0 : d.Name is not null ? 1 : 2).FirstOrDefault() ?? new CalendarDay(date, CalendarDayKind.Week, null, null);

    /// <summary>Whether a local date has any working instant.</summary>
    /// <param name="date">The date.</param>
    /// <returns>True if it is a business day; dates that don't begin and end between <see cref="Earliest"/> and <see cref="Latest"/> are none.</returns>
    public bool IsBusinessDay(LocalDate date) => this.days.Value.Contains(date);

    /// <summary>The end of a business day: its last closing.</summary>
    /// <param name="start">The instant from which days are counted.</param>
    /// <param name="days">Which business day after the start's date: 1 is the next one; 0 is the start's own date, or the next business day if that is none.</param>
    /// <param name="counting">From which date.</param>
    /// <returns>The last closing on that date, which may lie before the start for 0 days; midnight if it works through. Null if it is unreachable.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Days are negative, or the start lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Instant? EndOfBusinessDay(Instant start, int days, BusinessDayCounting counting = BusinessDayCounting.FromDate)
    {
        if (this.BusinessDay(start, days, counting) is not { } date)
        {
            return null;
        }

        // A clock put back over midnight shows the date a second time, after the next one has begun.
        Instant? end = null;
        Instant last = this.Zone.ResolveLocal(date.PlusDays(1).AtMidnight(), BusinessDays.Resolver).ToInstant();
        for (Instant at = LocalDays.StartOf(date, this.Zone); at < last;)
        {
            bool shown = DayRules.DateAt(at, this.Zone, out Instant until) == date;
            long count = this.open.Count(Within(until));
            end = shown && count > this.open.Count(Within(at)) ? ToInstant(this.open.Earliest(count)) : end;
            at = until;
        }

        return end;
    }

    /// <summary>A time of day on a business day, such as the next one by 16:00.</summary>
    /// <param name="start">The instant from which days are counted.</param>
    /// <param name="days">Which business day after the start's date: 1 is the next one; 0 is the start's own date, or the next business day if that is none.</param>
    /// <param name="time">The local time, working or not; one that a clock change skips becomes the end of the gap, of one that it repeats the later counts.</param>
    /// <param name="counting">From which date.</param>
    /// <returns>The instant; null if it is unreachable.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Days are negative, or the start lies outside <see cref="Earliest"/> and <see cref="Latest"/>.</exception>
    public Instant? OnBusinessDay(Instant start, int days, LocalTime time, BusinessDayCounting counting = BusinessDayCounting.FromDate) =>
        this.BusinessDay(start, days, counting) is { } date ? this.Zone.ResolveLocal(date + time, BusinessDays.Resolver).ToInstant() : null;

    /// <summary>The calendar open where this one or another is.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The union, whose days begin in this calendar's zone.</returns>
    public BusinessCalendar Union(BusinessCalendar other) => this.Combine(other, SetOperation.Union, " | ");

    /// <summary>The calendar open where this one and another are.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The intersection, whose days begin in this calendar's zone.</returns>
    public BusinessCalendar Intersect(BusinessCalendar other) => this.Combine(other, SetOperation.Intersection, " & ");

    /// <summary>The calendar open where this one is and another isn't.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The difference, whose days begin in this calendar's zone.</returns>
    public BusinessCalendar Except(BusinessCalendar other) => this.Combine(other, SetOperation.Difference, " - ");

    /// <summary>The label of its version and its zone.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Version.Label + " (" + this.Zone.Id + ")";

    internal static bool Knows(Instant at) => at >= Earliest && at <= Latest;

    /// <summary>The local date of the business day so many after the start's; null if it is unreachable.</summary>
    private LocalDate? BusinessDay(Instant start, int days, BusinessDayCounting counting)
    {
        Within(start);
        if (days < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "Days are not negative.");
        }

        Instant? from = counting == BusinessDayCounting.FromOpening ? this.NextOpening(start) : start;
        return from is { } known ? this.days.Value.After(LocalDays.DateOf(known, this.Zone), days) : null;
    }

    private static long Within(Instant at)
    {
        if (!Knows(at))
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "A business calendar knows the instants from 1950 until 2200; correct it.");
        }

        Duration since = at - NodaConstants.UnixEpoch;
        return (since.Days * InstantSet.DayLength) + since.NanosecondOfDay;
    }

    private static Instant? ToInstant(long? nanoseconds) => nanoseconds is { } known ? Nanoseconds.ToInstant(known) : null;

    private BusinessCalendar Combine(BusinessCalendar other, SetOperation operation, string sign)
    {
        ArgumentNullException.ThrowIfNull(other);
        var version = new PolicyVersion("(" + this.Version.Label + sign + other.Version.Label + ")", OptionsTree.FingerprintOf(this.Version.Fingerprint + sign + other.Version.Fingerprint));
        DayRules[] both = operation == SetOperation.Difference ? this.rules : this.rules.Concat(other.rules).ToArray();
        return new BusinessCalendar(version, this.Zone, InstantSet.Combine(this.open, other.open, operation), both);
    }

    private IEnumerable<CalendarSegment> Walk(Instant from, Instant to)
    {
        CalendarSegment? last = null;
        while (from < to)
        {
            bool isOpen = this.IsOpen(from);
            Instant until = (isOpen ? this.NextClosing(from) : this.NextOpening(from)) is { } next && next < to ? next : to;
            CalendarDay? why = isOpen ? null : this.ClosedBy(from, ref until);
            if (last is not null && !last.GoesOn(isOpen, why))
            {
                yield return last;
                last = null;
            }

            last = new CalendarSegment(last?.Start ?? from, until, isOpen, why);
            from = until;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    /// <summary>The exception on whose date a closed instant lies; and until when this is so at least, if that is sooner than the next opening.</summary>
    private CalendarDay? ClosedBy(Instant at, ref Instant until)
    {
        foreach (DayRules rule in this.rules)
        {
            CalendarDay? day = rule.ClosedBy(at, out Instant change);
            until = Instant.Min(until, change);
            if (day is not null)
            {
                return day;
            }
        }

        return null;
    }
}
