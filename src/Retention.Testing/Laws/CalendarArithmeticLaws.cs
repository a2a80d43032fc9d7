using System;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Looks for a violation of each law of a calendar's arithmetic; null if there is none.</summary>
internal sealed class CalendarArithmeticLaws
{
    private const int MaxSegments = 200;

    private static readonly ClosingBoundary[] Modes = [ClosingBoundary.AtClosing, ClosingBoundary.AtNextOpening];

    private readonly BusinessCalendar calendar;

    internal CalendarArithmeticLaws(BusinessCalendar calendar) => this.calendar = calendar;

    internal string? AddThenElapsed(CalendarProbe p) => InBoth(mode => this.calendar.Add(p.At, p.Amount, mode) is { } end
        ? Same("the time until " + end, p.Amount, this.calendar.Elapsed(p.At, end))
        : null);

    internal string? AddIsTight(CalendarProbe p)
    {
        if (this.calendar.Add(p.At, p.Amount) is { } closing && closing > p.At && this.calendar.Elapsed(p.At, closing - Duration.Epsilon) >= p.Amount)
        {
            return closing + " is not the earliest";
        }

        return this.calendar.Add(p.At, p.Amount, ClosingBoundary.AtNextOpening) is { } opening && !this.calendar.IsOpen(opening) ? opening + " is not open" : null;
    }

    internal string? NextOpeningOfClosing(CalendarProbe p)
    {
        Instant? closing = this.calendar.Add(p.At, p.Amount);
        return Same("at next opening", closing is { } end ? this.calendar.NextOpening(end) : null, this.calendar.Add(p.At, p.Amount, ClosingBoundary.AtNextOpening));
    }

    internal string? AddTwice(CalendarProbe p) => InBoth(mode => Same(
        mode + " in two steps",
        this.calendar.Add(p.At, p.Amount + p.More, mode),
        this.calendar.Add(p.At, p.Amount, mode) is { } half ? this.calendar.Add(half, p.More, mode) : null));

    internal string? Unreachable(CalendarProbe p)
    {
        Duration left = this.calendar.Elapsed(p.At, BusinessCalendar.Latest);
        return Same("at closing there is none though " + left + " are left", left < p.Amount, this.calendar.Add(p.At, p.Amount) is null)
            ?? Same("at next opening there is none though " + left + " are left", left <= p.Amount, this.calendar.Add(p.At, p.Amount, ClosingBoundary.AtNextOpening) is null);
    }

    internal string? Subtract(CalendarProbe p)
    {
        if (this.calendar.Subtract(p.At, p.Amount) is not { } start)
        {
            Duration passed = this.calendar.Elapsed(BusinessCalendar.Earliest, p.At);
            return passed < p.Amount ? null : "there is none though " + passed + " have passed";
        }

        bool latest = start == p.At || this.calendar.Elapsed(start + Duration.Epsilon, p.At) < p.Amount;
        return start > p.At || !latest ? start + " is not the latest" : Same("the time from " + start, p.Amount, this.calendar.Elapsed(start, p.At));
    }

    internal string? Monotone(CalendarProbe p) => InBoth(mode =>
    {
        Instant? end = this.calendar.Add(Instant.Min(p.At, p.Other), p.Amount, mode);
        Instant? later = this.calendar.Add(Instant.Max(p.At, p.Other), p.Amount, mode);
        Instant? more = this.calendar.Add(Instant.Min(p.At, p.Other), p.Amount + p.More, mode);
        return IsNotBefore(later, end) && IsNotBefore(more, end) ? null : mode + ": " + end + ", started later " + later + ", with more " + more;
    });

    internal string? Elapsed(CalendarProbe p)
    {
        Instant third = this.calendar.NextOpening(p.Other) ?? p.Other;
        Duration there = this.calendar.Elapsed(p.At, p.Other);
        return Same("backwards", Duration.Zero - there, this.calendar.Elapsed(p.Other, p.At))
            ?? Same("in two steps", this.calendar.Elapsed(p.At, third), there + this.calendar.Elapsed(p.Other, third))
            ?? (Absolute(there) > Absolute(p.Other - p.At) || (there > Duration.Zero && p.Other < p.At) || (there < Duration.Zero && p.Other > p.At) ? "working time " + there : null)
            ?? Same("the nanosecond", this.calendar.IsOpen(p.At) ? Duration.Epsilon : Duration.Zero, this.calendar.Elapsed(p.At, p.At + Duration.Epsilon));
    }

    internal string? Openings(CalendarProbe p)
    {
        if (this.calendar.NextOpening(p.At) is not { } opening)
        {
            return Same("what is left", Duration.Zero, this.calendar.Elapsed(p.At, BusinessCalendar.Latest)) ?? Same("the next closing", null, this.calendar.NextClosing(p.At));
        }

        bool right = opening >= p.At && this.calendar.IsOpen(opening) && (opening == p.At) == this.calendar.IsOpen(p.At) && this.calendar.Elapsed(p.At, opening) == Duration.Zero;
        if (!right)
        {
            return "the next opening is " + opening;
        }

        Instant? closing = this.calendar.NextClosing(p.At);
        Instant end = closing ?? BusinessCalendar.Latest;
        return closing is { } known && this.calendar.IsOpen(known) ? closing + " is open" : Same("open until " + end, end - opening, this.calendar.Elapsed(opening, end));
    }

    internal string? Segments(CalendarProbe p)
    {
        Instant to = Instant.Max(p.At, p.Other);
        Instant at = Instant.Min(p.At, p.Other);
        Instant from = at;
        Duration worked = Duration.Zero;
        foreach (CalendarSegment segment in this.calendar.Segments(from, to).Take(MaxSegments))
        {
            if (segment.Start != at || segment.End <= at || segment.End > to || this.calendar.Elapsed(segment.Start, segment.End) != (segment.IsOpen ? segment.Duration : Duration.Zero))
            {
                return "after " + at + " comes " + segment;
            }

            worked += segment.IsOpen ? segment.Duration : Duration.Zero;
            at = segment.End;
        }

        return Same("the open segments", this.calendar.Elapsed(from, at), worked);
    }

    internal string? BusinessDays(CalendarProbe p)
    {
        LocalDate last = p.At.InZone(this.calendar.Zone).Date;
        for (int days = 1; days <= 3; days++)
        {
            if (this.calendar.EndOfBusinessDay(p.At, days) is not { } end)
            {
                return this.calendar.EndOfBusinessDay(p.At, days + 1) is null ? null : "day " + days + " is unreachable and a later one isn't";
            }

            LocalDate date = (end - Duration.Epsilon).InZone(this.calendar.Zone).Date;
            bool between = Enumerable.Range(1, Math.Max(0, Period.DaysBetween(last, date) - 1)).Any(i => this.calendar.IsBusinessDay(last.PlusDays(i)));
            if (date <= last || between || !this.calendar.IsBusinessDay(date) || !this.calendar.IsOpen(end - Duration.Epsilon))
            {
                return "day " + days + " after " + last + " ends at " + end;
            }

            last = date;
        }

        return null;
    }

    private static string? InBoth(Func<ClosingBoundary, string?> violation) => Modes.Select(violation).FirstOrDefault(v => v is not null);

    private static bool IsNotBefore(Instant? later, Instant? earlier) => later is null || (earlier is { } known && later.Value >= known);

    private static Duration Absolute(Duration duration) => duration < Duration.Zero ? Duration.Zero - duration : duration;

    private static string? Same<T>(string what, T expected, T actual) => Equals(expected, actual) ? null : what + ": " + actual + " instead of " + expected;
}
