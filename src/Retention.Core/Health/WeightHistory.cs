using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>One customer of a history: the scores in the order of the measures.</summary>
internal sealed class WeightRow
{
    /// <summary>What stands for a missing score.</summary>
    internal const long Missing = -1;

    internal WeightRow(long[] scores, bool hasLeft, int fold)
    {
        this.Scores = scores;
        this.HasLeft = hasLeft;
        this.Fold = fold;
    }

    /// <summary>Gets the scores in ten-thousandths, 0 or more, or <see cref="Missing"/>.</summary>
    internal long[] Scores { get; }

    internal bool HasLeft { get; }

    internal int Fold { get; }

    /// <summary>
    /// The weighted mean of the scores that are there, rounded once, half away from zero; null if none that has a weight is. Without any weight it
    /// is 0 for everybody, and tells nothing.
    /// </summary>
    internal long? Composite(long[] weights)
    {
        var sum = default(WideSum);
        long weight = 0;
        bool isWeighted = false;
        for (int j = 0; j < weights.Length; j++)
        {
            isWeighted |= weights[j] > 0;
            if (this.Scores[j] != Missing)
            {
                sum.AddProduct(this.Scores[j], weights[j]);
                weight += weights[j];
            }
        }

        return weight > 0 ? sum.DivideRounded(weight) : isWeighted ? null : 0;
    }
}

/// <summary>The distinct rows of a history with how many there are and left, in order of their scores: sums don't depend on the order given.</summary>
internal sealed class WeightHistory
{
    private readonly List<long[]> rows = new List<long[]>();
    private readonly List<long> totals = new List<long>();
    private readonly List<long> leavers = new List<long>();
    private readonly int measures;

    internal WeightHistory(IEnumerable<WeightRow> history, int measures)
    {
        this.measures = measures;
        foreach (WeightRow row in history.OrderBy(r => r.Scores, Comparer<long[]>.Create(Compare)))
        {
            if (this.rows.Count == 0 || Compare(this.rows[this.rows.Count - 1], row.Scores) != 0)
            {
                this.rows.Add(row.Scores);
                this.totals.Add(0);
                this.leavers.Add(0);
            }

            this.totals[this.totals.Count - 1]++;
            this.leavers[this.leavers.Count - 1] += row.HasLeft ? 1 : 0;
        }
    }

    /// <summary>Gets how many left.</summary>
    internal long Left => this.leavers.Sum();

    /// <summary>Gets how many customers there are.</summary>
    internal long Total => this.totals.Sum();

    /// <summary>Fits coefficients of 0 or more to how far each score lies below its mean.</summary>
    internal WeightSolution Fit(double penalty)
    {
        if (this.Left == 0 || this.Left == this.Total)
        {
            return WeightSolution.None(this.measures);
        }

        double[] means = Enumerable.Range(0, this.measures).Select(this.Mean).ToArray();
        double[][] below = this.rows.Select(r => r.Select((s, j) => s == WeightRow.Missing ? 0 : (means[j] - s) / WeightSolution.Whole).ToArray()).ToArray();
        LogisticPoint optimum = new LogisticRegression(below, [.. this.totals], [.. this.leavers], penalty, isNonNegative: true).Minimise();
        return new WeightSolution(optimum, means);
    }

    private static int Compare(long[] left, long[] right)
    {
        for (int j = 0; j < left.Length; j++)
        {
            if (left[j] != right[j])
            {
                return left[j].CompareTo(right[j]);
            }
        }

        return 0;
    }

    /// <summary>The mean of a measure's scores that are there; 0 if none is.</summary>
    private double Mean(int measure)
    {
        long sum = 0;
        long count = 0;
        for (int i = 0; i < this.rows.Count; i++)
        {
            if (this.rows[i][measure] != WeightRow.Missing)
            {
                sum += this.rows[i][measure] * this.totals[i];
                count += this.totals[i];
            }
        }

        return count == 0 ? 0 : (double)sum / count;
    }
}
