using System;
using System.Globalization;

namespace Retention.Core.Health;

/// <summary>The area under the ROC curve: how well the score ranks those who left below those who stayed.</summary>
/// <remarks>
/// It is the probability that one who left had a lower score than one who stayed, both drawn by chance, a tie counting half (the Mann–Whitney
/// statistic divided by the number of pairs): 1 ranks perfectly, 0.5 like chance, below 0.5 the wrong way round. Immutable and thread-safe.
/// </remarks>
public sealed class AreaUnderRoc
{
    private AreaUnderRoc(OutcomeCounts counts)
    {
        this.Left = counts.Left;
        this.Stayed = counts.Stayed;
        this.Value = HalfPairs(counts) / (2.0 * counts.Left * counts.Stayed);
        this.StandardError = HanleyMcNeil(this.Value, counts.Left, counts.Stayed);
    }

    /// <summary>Gets the area, 0 to 1: the pairs are counted in integers, and divided once.</summary>
    public double Value { get; }

    /// <summary>Gets the standard error of <see cref="Value"/> by Hanley and McNeil (1982), with their Q1 = A ÷ (2 − A) and Q2 = 2A² ÷ (1 + A).</summary>
    /// <remarks>0 for an area of 0 or 1, whatever the number of customers: don't take that for certainty.</remarks>
    public double StandardError { get; }

    /// <summary>Gets how many left; 1 or more.</summary>
    public long Left { get; }

    /// <summary>Gets how many stayed; 1 or more.</summary>
    public long Stayed { get; }

    /// <summary>Gives area and standard error: <c>0.8932 ± 0.0325</c>.</summary>
    /// <returns>The text, with four decimals.</returns>
    public override string ToString() => this.Value.ToString("F4", CultureInfo.InvariantCulture) + " ± " + this.StandardError.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>The area of counts; null if nobody left or nobody stayed.</summary>
    internal static AreaUnderRoc? Of(OutcomeCounts counts) => counts.Left == 0 || counts.Stayed == 0 ? null : new AreaUnderRoc(counts);

    /// <summary>Twice the pairs in which the one who left had the lower score, and once those of equal score.</summary>
    internal static long HalfPairs(OutcomeCounts counts)
    {
        long halves = 0;
        long above = counts.Stayed;
        for (int i = 0; i < counts.Scores.Length; i++)
        {
            long stayed = counts.Totals[i] - counts.Leavers[i];
            above -= stayed;
            halves = checked(halves + (counts.Leavers[i] * ((2 * above) + stayed)));
        }

        return halves;
    }

    private static double HanleyMcNeil(double area, long left, long stayed)
    {
        double square = area * area;
        double twoLeft = area / (2 - area);
        double twoStayed = 2 * square / (1 + area);
        double sum = (area * (1 - area)) + ((left - 1) * (twoLeft - square)) + ((stayed - 1) * (twoStayed - square));
        return Math.Sqrt(Math.Max(0, sum) / ((double)left * stayed));
    }
}
