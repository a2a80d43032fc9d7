using System;

namespace Retention.Core;

/// <summary>An amount of loyalty points: a fixed-point number with four decimals.</summary>
/// <remarks>
/// Counts ten-thousandths in an <see cref="long"/>: from -922,337,203,685,477.5808 to 922,337,203,685,477.5807, every operation checked
/// for overflow. <c>default</c> is zero. Points have no currency; a programme says what one is worth. Immutable and thread-safe.
/// </remarks>
public readonly struct Points : IEquatable<Points>, IComparable<Points>
{
    private Points(long tenThousandths) => this.TenThousandths = tenThousandths;

    /// <summary>Makes points from a decimal with at most four decimals.</summary>
    /// <param name="value">The value; not rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than four decimals or is out of range.</exception>
    public Points(decimal value)
        : this(FixedPoint.Exact(value, "points"))
    {
    }

    /// <summary>Gets the value as a count of ten-thousandths: 12.5 is 125,000.</summary>
    public long TenThousandths { get; }

    /// <summary>Gets the value as a decimal, without loss.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.TenThousandths);

    /// <summary>Makes points from a count of ten-thousandths.</summary>
    /// <param name="tenThousandths">125,000 for 12.5.</param>
    /// <returns>The points.</returns>
    public static Points FromTenThousandths(long tenThousandths) => new Points(tenThousandths);

    /// <summary>Rounds a decimal half away from zero to four decimals.</summary>
    /// <param name="value">The value to round.</param>
    /// <returns>The nearest points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public static Points Round(decimal value) =>
        new Points(FixedPoint.TryRound(value) ?? throw new ArgumentOutOfRangeException(nameof(value), value, "The value is beyond the range of a points."));

    /// <summary>Adds, overflow-checked.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>The exact sum.</returns>
    /// <exception cref="OverflowException">The sum is out of range.</exception>
    public static Points operator +(Points left, Points right) => new Points(checked(left.TenThousandths + right.TenThousandths));

    /// <summary>Subtracts, overflow-checked.</summary>
    /// <param name="left">The value to take from.</param>
    /// <param name="right">The value to take.</param>
    /// <returns>The exact difference.</returns>
    /// <exception cref="OverflowException">The difference is out of range.</exception>
    public static Points operator -(Points left, Points right) => new Points(checked(left.TenThousandths - right.TenThousandths));

    /// <summary>Whether two values are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if equal.</returns>
    public static bool operator ==(Points left, Points right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Points left, Points right) => !left.Equals(right);

    /// <summary>Whether the left value is smaller.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is smaller.</returns>
    public static bool operator <(Points left, Points right) => left.TenThousandths < right.TenThousandths;

    /// <summary>Whether the left value is greater.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is greater.</returns>
    public static bool operator >(Points left, Points right) => left.TenThousandths > right.TenThousandths;

    /// <summary>Whether the left value is smaller or equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is not greater.</returns>
    public static bool operator <=(Points left, Points right) => left.TenThousandths <= right.TenThousandths;

    /// <summary>Whether the left value is greater or equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if <paramref name="left"/> is not smaller.</returns>
    public static bool operator >=(Points left, Points right) => left.TenThousandths >= right.TenThousandths;

    /// <inheritdoc/>
    public int CompareTo(Points other) => this.TenThousandths.CompareTo(other.TenThousandths);

    /// <inheritdoc/>
    public bool Equals(Points other) => this.TenThousandths == other.TenThousandths;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Points other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.TenThousandths.GetHashCode();

    /// <summary>Gives the value in invariant digits with only the decimals that are not zero: <c>44.4445</c>, <c>80</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FixedPoint.Text(this.TenThousandths);
}
