using NodaTime;
using Retention.Core.Calendars;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Looks for a violation of each law of two calendars as sets; null if there is none.</summary>
internal sealed class CalendarSetLaws
{
    private readonly BusinessCalendar first;
    private readonly BusinessCalendar second;
    private readonly BusinessCalendar always;
    private readonly BusinessCalendar union;
    private readonly BusinessCalendar intersection;
    private readonly BusinessCalendar difference;
    private readonly BusinessCalendar notFirst;
    private readonly BusinessCalendar notSecond;
    private readonly BusinessCalendar[] derived;

    internal CalendarSetLaws(BusinessCalendar first, BusinessCalendar second)
    {
        this.first = first;
        this.second = second;
        this.always = BusinessCalendar.RoundTheClock(first.Zone);
        this.union = first.Union(second);
        this.intersection = first.Intersect(second);
        this.difference = first.Except(second);
        this.notFirst = this.always.Except(first);
        this.notSecond = this.always.Except(second);
        this.derived =
        [
            this.difference.Intersect(second), this.difference.Union(second), first.Union(first), first.Intersect(first), first.Except(first), second.Union(first), second.Intersect(first),
            this.always.Except(this.union), this.notFirst.Intersect(this.notSecond), this.always.Except(this.intersection), this.notFirst.Union(this.notSecond),
        ];
    }

    internal string? Instants(CalendarProbe p)
    {
        bool one = this.first.IsOpen(p.At);
        bool other = this.second.IsOpen(p.At);
        return this.union.IsOpen(p.At) == (one || other) && this.intersection.IsOpen(p.At) == (one && other) && this.difference.IsOpen(p.At) == (one && !other)
            ? null
            : "at " + p.At + " the first is " + one + ", the second " + other + ", union, intersection and difference are " + this.union.IsOpen(p.At) + ", " + this.intersection.IsOpen(p.At) + ", " + this.difference.IsOpen(p.At);
    }

    internal string? UnionAndIntersection(CalendarProbe p) =>
        Same("∪ + ∩", Measure(this.first, p) + Measure(this.second, p), Measure(this.union, p) + Measure(this.intersection, p));

    internal string? DifferenceAndIntersection(CalendarProbe p) =>
        Same("− + ∩", Measure(this.first, p), Measure(this.difference, p) + Measure(this.intersection, p))
        ?? Same("− ∩ second", Duration.Zero, Measure(this.derived[0], p))
        ?? Same("− ∪ second", Measure(this.union, p), Measure(this.derived[1], p));

    internal string? Itself(CalendarProbe p) =>
        Same("∪ itself", Measure(this.first, p), Measure(this.derived[2], p))
        ?? Same("∩ itself", Measure(this.first, p), Measure(this.derived[3], p))
        ?? Same("− itself", Duration.Zero, Measure(this.derived[4], p));

    internal string? Order(CalendarProbe p) =>
        Same("second ∪ first", Measure(this.union, p), Measure(this.derived[5], p))
        ?? Same("second ∩ first", Measure(this.intersection, p), Measure(this.derived[6], p));

    internal string? DeMorgan(CalendarProbe p) =>
        Same("outside ∪", Measure(this.derived[7], p), Measure(this.derived[8], p))
        ?? Same("outside ∩", Measure(this.derived[9], p), Measure(this.derived[10], p));

    private static Duration Measure(BusinessCalendar calendar, CalendarProbe p) => calendar.Elapsed(p.At, p.Other);

    private static string? Same(string what, Duration expected, Duration actual) => expected == actual ? null : what + " measures " + actual + ", not " + expected;
}
