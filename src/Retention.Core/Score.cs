using System;

namespace Retention.Core;

/// <summary>The result of scoring: a fixed-point number with four decimals, usually 0 to 100.</summary>
/// <remarks>
/// Counts ten-thousandths in an <see cref="long"/>: from -922,337,203,685,477.5808 to 922,337,203,685,477.5807, every operation checked
/// for overflow. <c>default</c> is zero. Tiers and grades cut this four-decimal value; a value rounded for display never decides. Immutable and thread-safe.
/// </remarks>
public readonly struct Score : IEquatable<Score>, IComparable<Score>
{
    private Score(long tenThousandths) => this.TenThousandths = tenThousandths;

    /// <summary>Makes a score from a decimal with at most four decimals.</summary>
    /// <param name="value">The value; not rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than four decimals or is out of range.</exception>
    public Score(decimal value)
        : this(FixedPoint.Exact(value, "score"))
    {
    }

    /// <summary>Gets the value as a count of ten-thousandths: 12.5 is 125,000.</summary>
    public long TenThousandths { get; }

    /// <summary>Gets the value as a decimal, without loss.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.TenThousandths);

    /// <summary>Makes a score from a count of ten-thousandths.</summary>
    /// <param name="tenThousandths">125,000 for 12.5.</param>
    /// <returns>The score.</returns>
    public static Score FromTenThousandths(long tenThousandths) => new Score(tenThousandths);

    /// <summary>Rounds a decimal half away from zero to four decimals.</summary>
    /// <param name="value">The value to round.</param>
    /// <returns>The nearest score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public static Score Round(decimal value) =>
        new Score(FixedPoint.TryRound(value) ?? throw new ArgumentOutOfRangeException(nameof(value), value, "The value is beyond the range of a score."));

    /// <summary>Whether two values are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if equal.</returns>
    public static bool operator ==(Score left, Score right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Score left, Score right) => !left.Equals(right);

    /// <summary>Whether the left value is smaller.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is smaller.</returns>
    public static bool operator <(Score left, Score right) => left.TenThousandths < right.TenThousandths;

    /// <summary>Whether the left value is greater.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is greater.</returns>
    public static bool operator >(Score left, Score right) => left.TenThousandths > right.TenThousandths;

    /// <summary>Whether the left value is smaller or equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is not greater.</returns>
    public static bool operator <=(Score left, Score right) => left.TenThousandths <= right.TenThousandths;

    /// <summary>Whether the left value is greater or equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is not smaller.</returns>
    public static bool operator >=(Score left, Score right) => left.TenThousandths >= right.TenThousandths;

    /// <inheritdoc/>
    public int CompareTo(Score other) => this.TenThousandths.CompareTo(other.TenThousandths);

    /// <inheritdoc/>
    public bool Equals(Score other) => this.TenThousandths == other.TenThousandths;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Score other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.TenThousandths.GetHashCode();

    /// <summary>Gives the value in invariant digits with only the decimals that are not zero: <c>44.4445</c>, <c>80</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FixedPoint.Text(this.TenThousandths);
}
