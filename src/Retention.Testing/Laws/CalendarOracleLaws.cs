using System;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Compares compiled calendars with the oracle over a span of days.</summary>
internal static class CalendarOracleLaws
{
    /// <summary>In how many of a hundred cases the business days of combinations are compared, which takes long.</summary>
    private const int DaysPercent = 15;

    /// <summary>A calendar against the words of its options.</summary>
    internal static string? Alone(CalendarCase given) => Alone(given, BusinessCalendar.Compile(given.Options).Policy);

    /// <summary>A calendar, wherever it comes from, against the words of options.</summary>
    internal static string? Alone(CalendarCase given, BusinessCalendar calendar)
    {
        var oracle = new CalendarOracle(given.Options);
        var walk = new CalendarWalk(calendar, given, CalendarWalk.Steps(given, oracle));
        return walk.Violation(given.Dice) ?? walk.Dates() ?? walk.Segments(at => Reason(oracle, at)) ?? Describes(calendar, oracle, given);
    }

    /// <summary>Two calendars combined against both oracles at once.</summary>
    internal static string? Combined(CalendarCase given)
    {
        var one = new CalendarOracle(given.Options);
        var other = new CalendarOracle(given.Other);
        BusinessCalendar first = BusinessCalendar.Compile(given.Options).Policy;
        BusinessCalendar second = BusinessCalendar.Compile(given.Other).Policy;
        bool[] a = CalendarWalk.Steps(given, one);
        bool[] b = CalendarWalk.Steps(given, other);
        var union = new CalendarWalk(first.Union(second), given, a.Zip(b, (x, y) => x || y).ToArray());
        var intersection = new CalendarWalk(first.Intersect(second), given, a.Zip(b, (x, y) => x && y).ToArray());
        var difference = new CalendarWalk(first.Except(second), given, a.Zip(b, (x, y) => x && !y).ToArray());
        return Named("union", union.Violation(given.Dice) ?? union.Segments(at => Reason(one, at) ?? Reason(other, at)))
            ?? Named("intersection", intersection.Violation(given.Dice) ?? intersection.Segments(at => Reason(one, at) ?? Reason(other, at)))
            ?? Named("difference", difference.Violation(given.Dice) ?? difference.Segments(at => Reason(one, at)))
            ?? Named("business days", given.Dice.Percent(DaysPercent) ? union.Dates() ?? intersection.Dates() ?? difference.Dates() : null);
    }

    private static string? Named(string operation, string? violation) => violation is null ? null : operation + ": " + violation;

    /// <summary>The holiday or override on whose local date an instant lies.</summary>
    private static (LocalDate Date, OracleDay Day)? Reason(CalendarOracle oracle, Instant at)
    {
        LocalDate date = at.InZone(oracle.Zone).Date;
        OracleDay day = oracle.DayOf(date);
        return day.Kind is CalendarDayKind.Holiday or CalendarDayKind.Override ? (date, day) : null;
    }

    private static string? Describes(BusinessCalendar calendar, CalendarOracle oracle, CalendarCase given)
    {
        LocalDate first = given.From.InZone(oracle.Zone).Date.PlusDays(-5);
        return Enumerable.Range(0, 12).Select(i => first.PlusDays(i)).Select(date =>
        {
            OracleDay expected = oracle.DayOf(date);
            CalendarDay actual = calendar.Describe(date);
            return actual.Kind == expected.Kind && actual.Name == expected.Name && actual.Date == date ? null : date + " is described as " + actual + ", not " + expected.Kind + " " + expected.Name;
        }).FirstOrDefault(v => v is not null);
    }
}
