using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Testing.Generators;

/// <summary>Two instants and two lengths of working time to ask a calendar about.</summary>
internal sealed class CalendarProbe
{
    private CalendarProbe(Instant at, Instant other, Duration amount, Duration more)
    {
        this.At = at;
        this.Other = other;
        this.Amount = amount;
        this.More = more;
    }

    internal Instant At { get; }

    internal Instant Other { get; }

    internal Duration Amount { get; }

    internal Duration More { get; }

    public override string ToString() => this.At + ", " + this.Other + ", " + this.Amount + ", " + this.More;

    /// <summary>Probes at openings, closings and clock changes and around them, with amounts that end there and elsewhere.</summary>
    internal static Arbitrary<CalendarProbe> Of(BusinessCalendar calendar) => Arb.From(
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        select Make(calendar, ((long)high << 31) + low),
        Smaller);

    /// <summary>Less working time, instants nearer to each other, or on the hour.</summary>
    private static IEnumerable<CalendarProbe> Smaller(CalendarProbe one)
    {
        Instant hour = Within(Instant.FromUnixTimeSeconds(one.At.ToUnixTimeSeconds() / 3_600 * 3_600));
        Instant middle = one.At + ((one.Other - one.At) / 2);
        return new[]
        {
            new CalendarProbe(one.At, one.Other, Duration.Zero, one.More),
            new CalendarProbe(one.At, one.Other, one.Amount, Duration.Zero),
            new CalendarProbe(one.At, one.At, one.Amount, one.More),
            new CalendarProbe(hour, one.Other, one.Amount, one.More),
            new CalendarProbe(one.At, middle, one.Amount, one.More),
            new CalendarProbe(one.At, one.Other, Duration.FromHours(Math.Floor(one.Amount.TotalHours / 2)), one.More),
            new CalendarProbe(one.At, one.Other, one.Amount, Duration.FromHours(Math.Floor(one.More.TotalHours / 2))),
        }.Where(p => p.At != one.At || p.Other != one.Other || p.Amount != one.Amount || p.More != one.More);
    }

    private static CalendarProbe Make(BusinessCalendar calendar, long seed)
    {
        var dice = new Dice(seed);
        Instant at = InstantOf(calendar, dice);
        Instant other = dice.Percent(50) ? InstantOf(calendar, dice) : Within(at.Plus(Duration.FromMinutes(dice.Between(-20_000, 20_000))));
        return new CalendarProbe(at, other, AmountFrom(calendar, at, dice), AmountFrom(calendar, other, dice));
    }

    /// <summary>An instant between 1950 and 2200, most often since 1970 and until 2040.</summary>
    internal static Instant InstantOf(BusinessCalendar calendar, Dice dice)
    {
        Instant at = dice.Percent(5)
            ? dice.Of(BusinessCalendar.Earliest, BusinessCalendar.Latest.Minus(Duration.FromMinutes(dice.Next(20_000))).Minus(Duration.Epsilon), BusinessCalendar.Earliest.Plus(Duration.FromMinutes(dice.Next(2_000_000))))
            : CalendarGenerators.Anchor(dice, calendar.Zone).Plus(Duration.FromMinutes(dice.Of(0, 0, dice.Between(-6_000, 6_000), dice.Between(-100, 100))));
        at = dice.Next(4) switch
        {
            0 => calendar.NextOpening(Within(at)) ?? at,
            1 => calendar.NextClosing(Within(at)) ?? at,
            2 => at.PlusNanoseconds(dice.Next(int.MaxValue)),
            _ => at,
        };
        return Within(at.PlusNanoseconds(dice.Of(0, 0, 0, 1, -1)));
    }

    /// <summary>An instant that calendars know: the nearest to one.</summary>
    private static Instant Within(Instant at) => Instant.Max(BusinessCalendar.Earliest, Instant.Min(BusinessCalendar.Latest.Minus(Duration.Epsilon), at));

    private static Duration AmountFrom(BusinessCalendar calendar, Instant at, Dice dice) => dice.Next(7) switch
    {
        0 => Duration.Zero,
        1 => Duration.FromNanoseconds(dice.Between(1, 3)),
        2 => Duration.FromHours(dice.Between(1, 200)),
        3 => Duration.FromMinutes(dice.Between(1, 3_000)).Plus(Duration.FromNanoseconds(dice.Next(1_000))),
        4 => Duration.FromHours(dice.Between(1_000, 60_000)),
        5 => Left(calendar, at).Plus(Duration.FromNanoseconds(dice.Percent(70) || Left(calendar, at) == Duration.Zero ? 0 : dice.Between(-1, 1))),
        _ => calendar.NextClosing(at) is { } closing ? calendar.Elapsed(at, Within(closing)) : Duration.FromHours(8),
    };

    /// <summary>All working time that is left.</summary>
    private static Duration Left(BusinessCalendar calendar, Instant at) => calendar.Elapsed(at, BusinessCalendar.Latest);
}
