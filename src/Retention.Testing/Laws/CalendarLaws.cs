using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of business time, for hosts to run against their own calendars.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CalendarLaws
{
    /// <summary>Checks the arithmetic of a calendar, or of a combination of calendars, at instants around its openings, its closings and its zone's clock changes.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckAll(BusinessCalendar calendar, LawSettings? settings = null)
    {
        LawSettings how = LawSettings.Of(settings);
        var laws = new CalendarArithmeticLaws(calendar ?? throw new ArgumentNullException(nameof(calendar)));
        Arbitrary<CalendarProbe> probes = CalendarProbe.Of(calendar);
        return
        [
            Check("The working time until t + d is d.", laws.AddThenElapsed),
            Check("t + d at closing is the earliest instant by which d has passed, at the next opening the latest by which no more has.", laws.AddIsTight),
            Check("t + d at the next opening is the next opening of t + d at closing.", laws.NextOpeningOfClosing),
            Check("(t + a) + b is t + (a + b), in both modes.", laws.AddTwice),
            Check("Adding is unreachable only if less working time is left.", laws.Unreachable),
            Check("u − d is the latest instant from which d passes until u.", laws.Subtract),
            Check("A later start, or more working time, never ends earlier.", laws.Monotone),
            Check("Working time adds up, is counted negative backwards, and is never more than real time.", laws.Elapsed),
            Check("The next opening is open, after closed time only; the next closing ends open time only.", laws.Openings),
            Check("Segments cover a span in order, and their open time is the working time.", laws.Segments),
            Check("Business days are those with working time, counted in order, and end at their last closing.", laws.BusinessDays),
        ];

        LawReport Check(string law, Func<CalendarProbe, string?> violation) => Law.Check(law, probes, violation, p => p.ToString(), how);
    }

    /// <summary>Checks that two calendars combine as sets of instants do.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other, in whatever zone.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckSets(BusinessCalendar first, BusinessCalendar second, LawSettings? settings = null)
    {
        LawSettings how = LawSettings.Of(settings);
        var laws = new CalendarSetLaws(first ?? throw new ArgumentNullException(nameof(first)), second ?? throw new ArgumentNullException(nameof(second)));
        Arbitrary<CalendarProbe> probes = CalendarProbe.Of(first);
        return
        [
            Check("An instant is in the union, intersection or difference iff it is in either, both, or the first alone.", laws.Instants),
            Check("Union and intersection measure together what both calendars do.", laws.UnionAndIntersection),
            Check("Difference and intersection are the whole, and don't meet.", laws.DifferenceAndIntersection),
            Check("A calendar with itself is itself, or nothing.", laws.Itself),
            Check("The order of a union or an intersection doesn't matter.", laws.Order),
            Check("What lies outside a union lies outside both; what lies outside an intersection lies outside either.", laws.DeMorgan),
        ];

        LawReport Check(string law, Func<CalendarProbe, string?> violation) => Law.Check(law, probes, violation, p => p.ToString(), how);
    }

    /// <summary>Checks a calendar against an oracle that reads its options for one instant at a time, over spans of days around its zone's clock changes and its exceptions.</summary>
    /// <param name="options">The options to compile, without anyOf, allOf or except; must succeed.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="calendar">The calendar to check that ought to say what the options say, such as one that was stored; null: what they compile to.</param>
    /// <returns>One report.</returns>
    /// <exception cref="Core.PolicyException">The options don't make a calendar.</exception>
    public static IReadOnlyList<LawReport> CheckOptions(CalendarOptions options, LawSettings? settings = null, BusinessCalendar? calendar = null)
    {
        LawSettings how = LawSettings.Of(settings);
        CalendarOptions given = options ?? throw new ArgumentNullException(nameof(options));
        BusinessCalendar subject = calendar ?? BusinessCalendar.Compile(given).Policy;
        Arbitrary<CalendarCase> cases = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => CalendarGenerators.Span(given, subject, seed)), CalendarCase.Shorter);
        return [Law.Check("A calendar is the set of instants whose local time its options call working.", cases, c => CalendarOracleLaws.Alone(c, subject), c => c.ToString(), how)];
    }

    /// <summary>Checks generated calendars of a zone, alone and combined with others, against an oracle that reads their options for one instant at a time.</summary>
    /// <param name="zone">The IANA zone.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckZone(string zone, LawSettings? settings = null)
    {
        LawSettings how = LawSettings.Of(settings);
        string id = zone ?? throw new ArgumentNullException(nameof(zone));
        Arbitrary<CalendarCase> cases = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => CalendarGenerators.Case(id, seed)), CalendarCase.Smaller);
        return
        [
            Law.Check(id + ": A calendar is the set of instants whose local time its options call working.", cases, CalendarOracleLaws.Alone, c => c.ToString(), how),
            Law.Check(id + ": Calendars combine instant by instant.", cases, CalendarOracleLaws.Combined, c => c.ToString(), how),
        ];
    }
}
