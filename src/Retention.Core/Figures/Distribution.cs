using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Figures;

/// <summary>How often each value occurs: merges exactly, and gives mean, median and quantiles.</summary>
/// <remarks>
/// Values are fixed-point with four decimals. Merging is commutative and associative, so partitions and their order don't matter. Immutable
/// and thread-safe.
/// </remarks>
public sealed class Distribution
{
    private readonly long[] values;
    private readonly long[] counts;

    private Distribution(long[] values, long[] counts)
    {
        this.values = values;
        this.counts = counts;
        this.Count = counts.Sum();
    }

    /// <summary>Gets the distribution without values.</summary>
    public static Distribution Empty { get; } = new Distribution([], []);

    /// <summary>Gets the number of values.</summary>
    public long Count { get; }

    /// <summary>Gets the mean, rounded half away from zero to four decimals; null if empty.</summary>
    public decimal? Mean
    {
        get
        {
            if (this.Count == 0)
            {
                return null;
            }

            var sum = default(WideSum);
            for (int i = 0; i < this.values.Length; i++)
            {
                sum.AddProduct(this.values[i], this.counts[i]);
            }

            return FixedPoint.ToDecimal(sum.DivideRounded(this.Count));
        }
    }

    /// <summary>Gets the median: the middle value, or the mean of the two middle ones rounded half away from zero; null if empty.</summary>
    public decimal? Median => this.Quantile(1, 2);

    /// <summary>Gets the distinct values in ascending order, in ten-thousandths.</summary>
    internal ReadOnlySpan<long> Values => this.values;

    /// <summary>Gets the counts of <see cref="Values"/>.</summary>
    internal ReadOnlySpan<long> Counts => this.counts;

    /// <summary>Makes a distribution.</summary>
    /// <param name="values">The values, with at most four decimals each, in any order.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value has more than four decimals or is out of range.</exception>
    public static Distribution Of(IEnumerable<decimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return OfTenThousandths(values.Select(v => FixedPoint.Exact(v, "value")).ToArray());
    }

    /// <summary>The distribution over both.</summary>
    /// <param name="other">The other distribution.</param>
    /// <returns>The merged distribution.</returns>
    public Distribution Merge(Distribution other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var merged = new SortedDictionary<long, long>();
        foreach (Distribution part in new[] { this, other })
        {
            for (int i = 0; i < part.values.Length; i++)
            {
                merged.TryGetValue(part.values[i], out long count);
                merged[part.values[i]] = checked(count + part.counts[i]);
            }
        }

        return new Distribution([.. merged.Keys], [.. merged.Values]);
    }

    /// <summary>
    /// A quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7), computed exactly and rounded once, half away
    /// from zero, to four decimals.
    /// </summary>
    /// <param name="numerator">0 to <paramref name="denominator"/>.</param>
    /// <param name="denominator">1 or more: 1/2 is the median, 9/10 the ninetieth percentile.</param>
    /// <returns>The quantile; null if empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public decimal? Quantile(int numerator, int denominator)
    {
        if (denominator < 1 || numerator < 0 || numerator > denominator)
        {
            throw new ArgumentOutOfRangeException(nameof(numerator), numerator, "A quantile lies between 0 and 1.");
        }

        if (this.Count == 0)
        {
            return null;
        }

        long position = checked((this.Count - 1) * numerator);
        long rest = position % denominator;
        long low = this.AtRank(position / denominator);
        long high = rest == 0 ? low : this.AtRank((position / denominator) + 1);
        var sum = default(WideSum);
        sum.AddProduct(low, denominator - rest);
        sum.AddProduct(high, rest);
        return FixedPoint.ToDecimal(sum.DivideRounded(denominator));
    }

    /// <summary>Makes a distribution of ten-thousandths; sorts the array it is given.</summary>
    internal static Distribution OfTenThousandths(long[] values)
    {
        Array.Sort(values);
        var distinct = new List<long>();
        var counts = new List<long>();
        foreach (long value in values)
        {
            if (distinct.Count > 0 && distinct[distinct.Count - 1] == value)
            {
                counts[counts.Count - 1]++;
            }
            else
            {
                distinct.Add(value);
                counts.Add(1);
            }
        }

        return new Distribution([.. distinct], [.. counts]);
    }

    private long AtRank(long rank)
    {
        int i = 0;
        for (long before = this.counts[0]; before <= rank; before += this.counts[i])
        {
            i++;
        }

        return this.values[i];
    }
}
