using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Measures;

namespace Retention.Core.Scoring;

/// <summary>
/// Ranks whose cuts are type-7 quantiles (Hyndman and Fan 1996) in IEEE double, operation by operation as the originals do, so that they end
/// at the same scores. The cuts become exact integer thresholds afterwards.
/// </summary>
internal abstract class DoubleQuantileScale : RankScale
{
    private protected DoubleQuantileScale(int groups, bool lowerIsBetter)
        : base(lowerIsBetter)
    {
        this.Groups = groups;
    }

    internal override IReadOnlyList<long> PossibleScores => GroupScores(this.Groups);

    private protected int Groups { get; }

    /// <summary>Ten-thousandths as the double nearest to the decimal: the division is correctly rounded.</summary>
    private protected static double ToDouble(long tenThousandths) => tenThousandths / (double)FixedPoint.One;

    /// <summary>The least value in ten-thousandths whose double is at least a cut (or greater than it); null if there is none.</summary>
    private protected static long? Threshold(double cut, bool greater)
    {
        // Monotone in the value, so bisection is exact whatever the double rounds to.
        long low = long.MinValue;
        long high = long.MaxValue;
        if (!Reaches(high, cut, greater))
        {
            return null;
        }

        while (low < high)
        {
            long middle = (low >> 1) + (high >> 1) + (low & high & 1);
            if (Reaches(middle, cut, greater))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private protected static long[] Ranks(long[] values) => values.Distinct().OrderBy(v => v).ToArray();

    private static bool Reaches(long value, double cut, bool greater) => greater ? ToDouble(value) > cut : ToDouble(value) >= cut;
}

/// <summary>The R package rfm 0.3: type-7 quantiles, each cut + 1, lower bound inclusive, recency in reverse.</summary>
internal sealed class RfmRScale : DoubleQuantileScale
{
    internal RfmRScale(int groups, bool lowerIsBetter)
        : base(groups, lowerIsBetter)
    {
    }

    internal override Scale Fix(MeasureColumn column, int valid)
    {
        // R: index = 1 + (n - 1) · p with p = i · (1 / groups); quantile = (1 - h) · x[lo] + h · x[hi].
        var positions = new double[this.Groups - 1];
        double by = 1.0 / this.Groups;
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = 1 + ((valid - 1) * ((i + 1) * by));
        }

        long[] ranks = Ranks(positions.SelectMany(p => new[] { (long)Math.Floor(p) - 1, (long)Math.Ceiling(p) - 1 }).ToArray());
        Dictionary<long, double> at = ranks.Zip(Select(column, ranks), (r, v) => new KeyValuePair<long, double>(r, ToDouble(v))).ToDictionary(p => p.Key, p => p.Value);
        var thresholds = new List<long>();
        foreach (double position in positions)
        {
            double low = at[(long)Math.Floor(position) - 1];
            double high = at[(long)Math.Ceiling(position) - 1];
            double h = position - Math.Floor(position);
            double quantile = h > 0 && low != high ? ((1 - h) * low) + (h * high) : low;
            if (Threshold(quantile + 1, greater: false) is { } threshold)
            {
                // At the edge of a double's precision a later quantile may round below an earlier one.
                thresholds.Add(thresholds.Count > 0 ? Math.Max(threshold, thresholds[thresholds.Count - 1]) : threshold);
            }
        }

        long[] scores = GroupScores(this.Groups);
        return new StepScale([.. thresholds], (this.LowerIsBetter ? Enumerable.Reverse(scores) : scores).Take(thresholds.Count + 1).ToArray());
    }
}

/// <summary>
/// pandas <c>qcut(…, duplicates='drop')</c>: type-7 quantiles, upper bound inclusive, equal edges dropped. The probabilities are those of pandas 2.2 and 2.3
/// (multiplied and divided by 100); for 4 and 5 groups all versions agree.
/// </summary>
internal sealed class QcutScale : DoubleQuantileScale
{
    internal QcutScale(int groups, bool lowerIsBetter)
        : base(groups, lowerIsBetter)
    {
    }

    internal override Scale Fix(MeasureColumn column, int valid)
    {
        var positions = new double[this.Groups + 1];
        double by = 1.0 / this.Groups;
        for (int i = 0; i < positions.Length; i++)
        {
            double p = i == this.Groups ? 1.0 : i * by;
            positions[i] = (valid - 1) * (p * 100.0 / 100);
        }

        long last = valid - 1;
        long[] ranks = Ranks(positions.SelectMany(p => new[] { Math.Min(last, (long)Math.Floor(p)), Math.Min(last, (long)Math.Floor(p) + 1) }).ToArray());
        Dictionary<long, double> at = ranks.Zip(Select(column, ranks), (r, v) => new KeyValuePair<long, double>(r, ToDouble(v))).ToDictionary(p => p.Key, p => p.Value);
        double[] edges = positions.Select(p => Interpolate(p, last, at)).Distinct().ToArray();
        if (edges.Length < 2)
        {
            return new EmptyScale();
        }

        long[] thresholds = edges.Skip(1).Take(edges.Length - 2).Select(e => Threshold(e, greater: true)).OfType<long>().ToArray();
        long[] scores = GroupScores(thresholds.Length + 1);
        if (!this.LowerIsBetter)
        {
            return new StepScale(thresholds, scores);
        }

        // The usual convention: labels count down from the number of groups asked for, so the best keep the best score when edges drop.
        return new StepScale(thresholds, scores.Select(s => ((this.Groups + 1) * FixedPoint.One) - s).ToArray());
    }

    private static double Interpolate(double position, long last, Dictionary<long, double> at)
    {
        if (position >= last)
        {
            return at[last];
        }

        double floor = Math.Floor(position);
        double t = position - floor;
        double a = at[(long)floor];
        double b = at[(long)floor + 1];

        // numpy's linear interpolation works from the nearer end.
        return t >= 0.5 ? b - ((b - a) * (1 - t)) : a + ((b - a) * t);
    }
}
