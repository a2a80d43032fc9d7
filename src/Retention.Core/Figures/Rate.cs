using System;
using System.Collections.Generic;

namespace Retention.Core.Figures;

/// <summary>How many of how many: a share that can be added to another before it is divided.</summary>
/// <remarks>
/// <c>default</c> is 0 of 0, which has no percentage. Merging adds both counts, so rates of partitions give the rate of the whole. Immutable
/// and thread-safe.
/// </remarks>
public readonly struct Rate : IEquatable<Rate>
{
    /// <summary>Makes a rate.</summary>
    /// <param name="count">How many; 0 or more.</param>
    /// <param name="total">Of how many; at least <paramref name="count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or greater than the total.</exception>
    public Rate(long count, long total)
    {
        if (count < 0 || count > total)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "A rate counts from 0 up to its total.");
        }

        this.Count = count;
        this.Total = total;
    }

    /// <summary>Gets how many.</summary>
    public long Count { get; }

    /// <summary>Gets of how many.</summary>
    public long Total { get; }

    /// <summary>Gets the percentage from 0 to 100, rounded half away from zero to four decimals; null if the total is 0.</summary>
    public Score? Percent
    {
        get
        {
            if (this.Total == 0)
            {
                return null;
            }

            var sum = default(WideSum);
            sum.AddProduct(this.Count, 100 * FixedPoint.One);
            return Score.FromTenThousandths(sum.DivideRounded(this.Total));
        }
    }

    /// <summary>Whether two rates have the same counts (1 of 2 is not 2 of 4).</summary>
    /// <param name="left">One rate.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if equal.</returns>
    public static bool operator ==(Rate left, Rate right) => left.Equals(right);

    /// <summary>Whether two rates differ in a count.</summary>
    /// <param name="left">One rate.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Rate left, Rate right) => !left.Equals(right);

    /// <summary>The rate over both populations, which must not share a member.</summary>
    /// <param name="other">The other rate.</param>
    /// <returns>The merged rate.</returns>
    public Rate Merge(Rate other) => new Rate(checked(this.Count + other.Count), checked(this.Total + other.Total));

    /// <summary>The Wilson score interval of the rate (Wilson 1927), without continuity correction.</summary>
    /// <param name="z">The standard normal quantile: 1.959964 for 95 %.</param>
    /// <returns>The interval between 0 and 1; null if the total is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="z"/> is not positive and finite.</exception>
    public RateInterval? Wilson(double z)
    {
        if (!(z > 0) || double.IsInfinity(z))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "A normal quantile for an interval is positive and finite: 1.959964 for 95 %.");
        }

        if (this.Total == 0)
        {
            return null;
        }

        double n = this.Total;
        double p = this.Count / n;
        double centre = (p + (z * z / (2 * n))) / (1 + (z * z / n));
        double half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new RateInterval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <inheritdoc/>
    public bool Equals(Rate other) => this.Count == other.Count && this.Total == other.Total;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rate other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((this.Count.GetHashCode() * 397) ^ this.Total.GetHashCode());

    /// <summary>Gives the counts and the percentage: <c>458/500 = 91.6 %</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Count}/{this.Total}") + (this.Percent is { } percent ? " = " + percent + " %" : string.Empty);
}

/// <summary>A confidence interval of a rate.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RateInterval
{
    internal RateInterval(double lower, double upper)
    {
        this.Lower = lower;
        this.Upper = upper;
    }

    /// <summary>Gets the lower end, 0 to 1.</summary>
    public double Lower { get; }

    /// <summary>Gets the upper end, 0 to 1.</summary>
    public double Upper { get; }
}
