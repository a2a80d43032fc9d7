using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Periods;

namespace Retention.Testing.Generators;

/// <summary>What inputs are made of; each is of a kind that goes wrong somewhere.</summary>
internal static class Ingredients
{
    private static readonly string[] Texts =
    [
        "asked by the customer", "客户要求退货", "订单备注：轻拿轻放，谢谢！", "👩‍👩‍👧‍👦 🎁", "𠮷野家", "a\"b'c\\d,e;f<g>&", "line\nbreak\ttab", "ß ı İ Ǆ", "e\u0301 é", "\u202Eright to left", " both ends ", "0", "null", "",
        " ", new string('长', 300),
    ];

    private static readonly string[] Prefixes = ["A", "A", "a", "N-", "单据", "🎁", "x y ", "0"];

    private static readonly string[] Codes = ["points", "points", "gift", "gold", "金卡", "delivered", "a.b-c", "🌟", "Points"];

    private static readonly string[] Zones = ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut", "UTC"];

    private static readonly LocalDate[] Dates =
    [
        new LocalDate(2024, 2, 29), new LocalDate(2000, 2, 29), new LocalDate(2023, 2, 28), new LocalDate(2024, 12, 31), new LocalDate(2025, 1, 1), new LocalDate(2025, 1, 31), new LocalDate(2024, 3, 10),
        new LocalDate(2024, 11, 3), new LocalDate(2026, 3, 29), new LocalDate(2026, 10, 25), new LocalDate(2018, 11, 4), new LocalDate(1900, 1, 1), new LocalDate(2199, 12, 31),
    ];

    /// <summary>An instant where a day, a month or an offset begins, or a nanosecond beside it; else any minute of ten years.</summary>
    internal static Instant Instant(this Dice dice)
    {
        if (dice.Percent(40))
        {
            return NodaTime.Instant.FromUtc(2020, 1, 1, 0, 0) + Duration.FromMinutes(dice.Next(10 * 525_960));
        }

        DateTimeZone zone = dice.Zone();
        Instant edge = dice.Percent(30) && zone.GetZoneInterval(NodaTime.Instant.FromUtc(2024, 1, 1, 0, 0)) is { HasEnd: true } interval
            ? interval.End
            : LocalDays.StartOf(dice.OfList(Dates), zone);
        return edge + Duration.FromNanoseconds(dice.Of(0, 0, 1, -1));
    }

    internal static LocalDate Date(this Dice dice) => dice.Percent(40) ? dice.OfList(Dates) : new LocalDate(2020, 1, 1).PlusDays(dice.Next(3_653));

    internal static BusinessTime Time(this Dice dice) => dice.Percent(50) ? BusinessTime.At(dice.Instant()) : BusinessTime.On(dice.Date());

    internal static DateTimeZone Zone(this Dice dice) => DateTimeZoneProviders.Tzdb[dice.OfList(Zones)];

    /// <summary>What somebody typed: now and then nothing, or more than anybody reads.</summary>
    internal static string Text(this Dice dice) => dice.OfList(Texts);

    /// <summary>An id or number of 1 to 128 characters, most often one of few, so that they meet.</summary>
    internal static string Id(this Dice dice) => dice.Percent(3) ? new string(dice.Of('x', '号'), CustomerId.MaxLength) : dice.OfList(Prefixes) + dice.Between(1, dice.Of(3, 3, 40)).ToString(CultureInfo.InvariantCulture);

    internal static string Code(this Dice dice) => dice.OfList(Codes);

    internal static string Actor(this Dice dice) => dice.Of("u1", "u1", "u2", "张三", " ");

    internal static string Currency(this Dice dice) => dice.Of("CNY", "CNY", "USD", "JPY", "KWD");

    internal static CustomerId Customer(this Dice dice) => new CustomerId(dice.Id());

    /// <summary>An amount of 0 or more with at most four decimals.</summary>
    internal static decimal Amount(this Dice dice) => dice.Next(6) switch
    {
        0 => dice.Of(0m, 0m, 0.0001m, 0.01m, 1m, 99.99m, 100m),
        1 => dice.Of(9_999_999.9999m, 1_000_000_000m, 900_000_000_000_000m),
        _ => dice.Between(1, 1_000_000) / 100m,
    };

    /// <summary>An amount of either sign.</summary>
    internal static decimal Number(this Dice dice) => dice.Percent(20) ? -dice.Amount() : dice.Amount();

    /// <summary>Points of either sign, of which two can still be added.</summary>
    internal static Points Points(this Dice dice) => new Points(dice.Percent(2) ? dice.Of(1, -1) * 461_168_601_842_738.7903m : Math.Min(dice.Number(), 1_000_000_000));

    /// <summary>A score from 0 to 100, often at an end or beside a usual bound.</summary>
    internal static Score Score(this Dice dice) => Core.Score.FromTenThousandths(dice.Percent(40) ? dice.Of(0, 1, 500_000, 499_999, 500_001, 799_999, 800_000, 1_000_000, 999_999) : dice.Next(1_000_001));

    internal static Money Money(this Dice dice) => new Money(dice.Number(), dice.Currency());

    /// <summary>A count of 0 or more: most often few, sometimes as many as there can be.</summary>
    internal static int Count(this Dice dice) => dice.Of(0, 1, 1, 2, 3, dice.Next(1_000), int.MaxValue);

    internal static long LongCount(this Dice dice) => dice.Percent(8) ? long.MaxValue : dice.Count();

    internal static bool Flag(this Dice dice) => dice.Percent(50);

    internal static PolicyVersion Version(this Dice dice)
    {
        const string Hex = "0123456789abcdef";
        int seed = dice.Next(5);
        return new PolicyVersion(dice.Of("2026", "2026-1", "会员 2026"), new string(Enumerable.Range(0, 64).Select(i => Hex[(seed + i) % 16]).ToArray()));
    }

    internal static T Enum<T>(this Dice dice)
        where T : struct, Enum => dice.OfList((T[])System.Enum.GetValues(typeof(T)));

    /// <summary>A value in two of three cases, else null.</summary>
    internal static T? Maybe<T>(this Dice dice, Func<Dice, T> make)
        where T : class => dice.Percent(67) ? make(dice) : null;

    /// <summary>A value in two of three cases, else null.</summary>
    internal static T? Perhaps<T>(this Dice dice, Func<Dice, T> make)
        where T : struct => dice.Percent(67) ? make(dice) : null;

    /// <summary>None to four, now and then many.</summary>
    internal static T[] Many<T>(this Dice dice, Func<Dice, T> make, int least = 0)
    {
        int count = dice.Percent(3) ? 30 : dice.Between(least, 4);
        var items = new T[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = make(dice);
        }

        return items;
    }

    /// <summary>Many of which no two have one key.</summary>
    internal static T[] ManyBy<T, TKey>(this Dice dice, Func<Dice, T> make, Func<T, TKey> key, int least = 0) =>
        dice.Many(make, least).GroupBy(key).Select(g => g.First()).ToArray();
}
