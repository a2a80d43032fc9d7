using System;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Testing.Generators;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>Where the values of made messages come from.</summary>
internal abstract class Values
{
    internal abstract int ListLength { get; }

    /// <summary>Whether what may be null is.</summary>
    internal abstract bool IsNull { get; }

    internal abstract object? Of(Type type, string name);

    internal abstract object OfEnum(Array members);
}

/// <summary>A value of its own for every field, always the same ones: what golden files are made of.</summary>
internal sealed class TellingValues : Values
{
    private int count;

    internal override int ListLength => 2;

    internal override bool IsNull => false;

    internal override object OfEnum(Array members) => members.GetValue(++this.count % members.Length)!;

    internal override object? Of(Type type, string name)
    {
        int n = ++this.count;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String when name == "currency" => "CNY",
            TypeCode.String => name + "-" + n.ToString(CultureInfo.InvariantCulture) + (n % 5 == 0 ? " 积分 😀" : string.Empty),
            TypeCode.Boolean => n % 2 == 1,
            TypeCode.Int32 => n,
            TypeCode.Int64 => 9_000_000_000L + n,
            TypeCode.Decimal => n + 0.0625m,
            _ when type == typeof(CustomerId) => new CustomerId("C" + n.ToString(CultureInfo.InvariantCulture)),
            _ when type == typeof(Instant) => Instant.FromUtc(2026, 3, 1, 8, 0) + Duration.FromHours(n) + Duration.FromNanoseconds(n % 3 == 0 ? n : 0),
            _ when type == typeof(LocalDate) => new LocalDate(2026, 3, 1).PlusDays(n),
            _ when type == typeof(Duration) => Duration.FromMinutes(n * 61),
            _ when type == typeof(Points) => new Points(n + 0.0625m),
            _ when type == typeof(Score) => new Score(n + 0.0625m),
            _ when type == typeof(Money) => new Money(n + 0.25m, "CNY"),
            _ when type == typeof(BusinessTime) => n % 2 == 0 ? BusinessTime.On(new LocalDate(2026, 3, 1).PlusDays(n)) : BusinessTime.At(Instant.FromUtc(2026, 3, 1, 8, 0) + Duration.FromHours(n)),
            _ when type == typeof(PolicyVersion) => new PolicyVersion("policy-" + n.ToString(CultureInfo.InvariantCulture), new string("0123456789abcdef"[n % 16], 64)),
            _ => null,
        };
    }
}

/// <summary>The values that break what only met nice ones.</summary>
internal sealed class UglyValues : Values
{
    private static readonly string[] Texts =
    [
        string.Empty, " ", "a", "积分", "😀👨‍👩‍👧‍👦🏳️‍🌈", "quote\" back\\slash /slash", "\u0000\u0001\b\f\n\r\t\u001f\u007f\u0085\u2028\u2029\uFEFF\uFFFF", "{\"a\":[1,null]}", "<script>&'+</script>",
        "e\u0301", "𠮷野家", "null", "1e400", new string('长', 3_000),
    ];

    private static readonly decimal[] Numbers =
    [
        0, -0.0m, 1, -1, 1.10m, 100.0000m, 0.0001m, -0.0001m, 922_337_203_685_477.5807m, -922_337_203_685_477.5808m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m,
        7.9228162514264337593543950335m, -1.2345678901234567890123456789m, 1000000000000000000000000000m, 12.5m,
    ];

    private static readonly Instant[] Instants =
    [
        Instant.MinValue, Instant.MaxValue, NodaConstants.UnixEpoch, Instant.FromUnixTimeTicks(1), NodaConstants.UnixEpoch - Duration.Epsilon, Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(0, 12, 31, 23, 59),
        Instant.FromUtc(-44, 3, 15, 12, 0), Instant.FromUtc(2024, 2, 29, 23, 59, 59) + Duration.FromNanoseconds(999_999_999), Instant.FromUtc(1999, 12, 31, 23, 59, 59) + Duration.FromNanoseconds(100_000_000),
    ];

    private readonly Dice dice;

    internal UglyValues(long seed) => this.dice = new Dice(seed);

    internal override int ListLength => this.dice.Of(0, 0, 1, 1, 2, 5);

    internal override bool IsNull => this.dice.Percent(35);

    internal override object OfEnum(Array members) => members.GetValue(this.dice.Next(members.Length))!;

    internal override object? Of(Type type, string name) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => this.Text(name),
        TypeCode.Boolean => this.dice.Percent(50),
        TypeCode.Int32 => this.dice.Of(0, 1, -1, int.MaxValue, int.MinValue, this.dice.Next(1_000)),
        TypeCode.Int64 => this.dice.Of(0L, 1L, -1L, long.MaxValue, long.MinValue, 9_007_199_254_740_993L, this.dice.Next(1_000)),
        TypeCode.Decimal => this.Number(),
        _ when type == typeof(CustomerId) => this.dice.Percent(20) ? default : new CustomerId(this.dice.Of("C1", "客户-1", "😀", " a ", new string('x', CustomerId.MaxLength))),
        _ when type == typeof(Instant) => this.Moment(),
        _ when type == typeof(LocalDate) => this.Date(),
        _ when type == typeof(Duration) => this.dice.Of(Duration.Zero, Duration.MinValue, Duration.MaxValue, Duration.Epsilon, -Duration.Epsilon, Duration.FromNanoseconds(-1_500_000_000L), Duration.FromMinutes(this.dice.Next(100_000))),
        _ when type == typeof(Points) => Points.FromTenThousandths(this.Units()),
        _ when type == typeof(Score) => Score.FromTenThousandths(this.Units()),
        _ when type == typeof(Money) => this.dice.Percent(10) ? default : new Money(this.Number(), this.dice.Of("CNY", "XTS")),
        _ when type == typeof(BusinessTime) => this.dice.Percent(10) ? default : this.dice.Percent(50) ? BusinessTime.At(this.Moment()) : BusinessTime.On(this.Date()),
        _ when type == typeof(PolicyVersion) => new PolicyVersion(this.dice.Of("v1", "版本", " x "), this.dice.Of("a", new string('f', 64))),
        _ => null,
    };

    private string Text(string name) => name == "currency" ? "CNY" : this.dice.Percent(30) ? new string(Enumerable.Range(0, this.dice.Next(12)).Select(_ => (char)this.dice.Next(0xD800)).ToArray()) : this.dice.OfList(Texts);

    private decimal Number() => this.dice.Percent(40)
        ? new decimal(this.dice.Next(int.MaxValue), this.dice.Next(int.MaxValue), this.dice.Percent(50) ? 0 : this.dice.Next(int.MaxValue), this.dice.Percent(50), (byte)this.dice.Of(0, 2, 4, 28))
        : this.dice.Percent(50) ? this.dice.Next(100_000) / 100m : this.dice.OfList(Numbers);

    private long Units() => this.dice.Of(0L, 1L, -1L, long.MaxValue, long.MinValue, this.dice.Next(1_000_000), -this.dice.Next(1_000_000));

    private Instant Moment() => this.dice.Percent(60)
        ? this.dice.OfList(Instants)
        : NodaConstants.UnixEpoch + Duration.FromDays(this.dice.Between(-100_000, 100_000)) + Duration.FromNanoseconds(this.dice.Next(int.MaxValue));

    private LocalDate Date() => this.dice.Of(new LocalDate(2024, 2, 29), LocalDate.MinIsoValue, LocalDate.MaxIsoValue, new LocalDate(-1, 1, 1), new LocalDate(2026, 3, 1).PlusDays(this.dice.Next(1_000)));
}
