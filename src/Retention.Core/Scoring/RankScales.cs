using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;
using Retention.Core.Measures;

namespace Retention.Core.Scoring;

/// <summary>A scale that is a rank in a population: it becomes a fixed scale once the population is known.</summary>
internal abstract class RankScale
{
    private protected RankScale(bool lowerIsBetter) => this.LowerIsBetter = lowerIsBetter;

    internal bool LowerIsBetter { get; }

    /// <summary>Gets every score it can give, ascending; null if they depend on the population.</summary>
    internal abstract IReadOnlyList<long>? PossibleScores { get; }

    /// <summary>The fixed scale of a population with at least one value.</summary>
    internal abstract Scale Fix(MeasureColumn column, int valid);

    /// <summary>1 to n in ten-thousandths.</summary>
    private protected static long[] GroupScores(int groups) => Enumerable.Range(1, groups).Select(g => g * FixedPoint.One).ToArray();

    private protected static long[] Select(MeasureColumn column, IEnumerable<long> ranks)
    {
        long[] ascending = ranks.ToArray();
        return OrderStatistics.Select(column.Values, column.Validity, ascending);
    }
}

/// <summary>100 · (below + ½ equal) ÷ n.</summary>
internal sealed class PercentileScale : RankScale
{
    internal PercentileScale(bool lowerIsBetter)
        : base(lowerIsBetter)
    {
    }

    internal override IReadOnlyList<long>? PossibleScores => null;

    internal override Scale Fix(MeasureColumn column, int valid)
    {
        var values = new List<long>(valid);
        for (int row = 0; row < column.Count; row++)
        {
            if (column.At(row) is { } value)
            {
                values.Add(value);
            }
        }

        var population = Distribution.OfTenThousandths([.. values]);
        var thresholds = new List<long>();
        var scores = new List<long> { this.Percentile(0, 0, valid) };
        long below = 0;
        for (int i = 0; i < population.Values.Length; i++)
        {
            // One step for customers who have exactly this value, one for those between it and the next.
            long value = population.Values[i];
            long equal = population.Counts[i];
            thresholds.Add(value);
            scores.Add(this.Percentile(below, equal, valid));
            below += equal;
            if (value != long.MaxValue && (i + 1 == population.Values.Length || population.Values[i + 1] != value + 1))
            {
                thresholds.Add(value + 1);
                scores.Add(this.Percentile(below, 0, valid));
            }
        }

        return new StepScale([.. thresholds], [.. scores]);
    }

    private long Percentile(long below, long equal, long n)
    {
        long twiceBefore = (2 * (this.LowerIsBetter ? n - below - equal : below)) + equal;
        var sum = default(WideSum);
        sum.AddProduct(twiceBefore, 100 * FixedPoint.One);
        return sum.DivideRounded(2 * n);
    }
}

/// <summary>1 + ⌊groups · worse ÷ n⌋, where worse counts the customers with a worse value: equal values share a group.</summary>
internal sealed class GroupScale : RankScale
{
    private readonly int groups;

    internal GroupScale(int groups, bool lowerIsBetter)
        : base(lowerIsBetter)
    {
        this.groups = groups;
    }

    internal override IReadOnlyList<long> PossibleScores => GroupScores(this.groups);

    internal override Scale Fix(MeasureColumn column, int valid)
    {
        // A value reaches group g + 1 iff at least ⌈g · n ÷ groups⌉ values are worse: iff it is better than the value of that rank.
        long[] needed = Enumerable.Range(1, this.groups - 1).Select(g => (((long)g * valid) + this.groups - 1) / this.groups).ToArray();
        long[] scores = GroupScores(this.groups);
        if (!this.LowerIsBetter)
        {
            long[] edges = Select(column, needed.Select(r => r - 1));
            return Ascending(edges, scores);
        }

        long[] descending = Select(column, Enumerable.Reverse(needed).Select(r => valid - r));
        return new StepScale(descending, Enumerable.Reverse(scores).ToArray());
    }

    /// <summary>Better than an edge means one ten-thousandth above it; nothing is above the greatest number.</summary>
    private static StepScale Ascending(long[] edges, long[] scores)
    {
        int usable = edges.Count(e => e != long.MaxValue);
        return new StepScale(edges.Take(usable).Select(e => e + 1).ToArray(), scores.Take(usable + 1).ToArray());
    }
}

/// <summary>100 for the top share among the customers above a value, ties at the edge included.</summary>
internal sealed class TopShareScale : RankScale
{
    private readonly long shareTenThousandthsOfPercent;
    private readonly long among;

    internal TopShareScale(long shareTenThousandthsOfPercent, long among, bool lowerIsBetter)
        : base(lowerIsBetter)
    {
        this.shareTenThousandthsOfPercent = shareTenThousandthsOfPercent;
        this.among = among;
    }

    internal override IReadOnlyList<long> PossibleScores => [0, 100 * FixedPoint.One];

    internal override Scale Fix(MeasureColumn column, int valid)
    {
        int ranked = 0;
        for (int row = 0; row < column.Count; row++)
        {
            ranked += column.At(row) is { } value && value > this.among ? 1 : 0;
        }

        if (ranked == 0)
        {
            return new StepScale([], [0]);
        }

        // ⌈share · n⌉ of the ranked ones.
        const long whole = 100 * FixedPoint.One;
        var product = default(WideSum);
        product.AddProduct(this.shareTenThousandthsOfPercent, ranked);
        product.Add(whole - 1);
        long top = Math.Min(ranked, product.DivideFloor(whole, out _));
        if (this.LowerIsBetter)
        {
            long last = Select(column, [valid - ranked + top - 1])[0];
            return last == long.MaxValue
                ? new StepScale([this.among + 1], [0, whole])
                : new StepScale([this.among + 1, last + 1], [0, whole, 0]);
        }

        return new StepScale([Select(column, [valid - top])[0]], [0, whole]);
    }
}
