using System;
using System.Linq;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>Fitted coefficients and the weights made of them.</summary>
internal sealed class WeightSolution
{
    /// <summary>100 in ten-thousandths: what weights add up to, and the highest score.</summary>
    internal const long Whole = 100 * FixedPoint.One;

    /// <summary>The greatest coefficient counts this much in the integers that are shared out.</summary>
    private const double Resolution = 1e12;

    internal WeightSolution(LogisticPoint optimum, double[] means)
        : this(optimum.Coefficients.Skip(1).ToArray(), Judge(optimum))
    {
        this.Optimum = optimum;
        this.Intercept = optimum.Coefficients[0] + this.Coefficients.Select((c, j) => c * means[j] / Whole).Sum();
    }

    private WeightSolution(double[] coefficients, WeightVerdict verdict)
    {
        this.Coefficients = coefficients;
        this.Verdict = verdict;
        this.Weights = new long[coefficients.Length];
        if (verdict == WeightVerdict.Proposed)
        {
            double greatest = coefficients.Max();
            this.Weights = Proportion.Share(Whole, coefficients.Select(c => (long)Math.Round(c / greatest * Resolution)).ToArray());
        }
    }

    internal WeightVerdict Verdict { get; }

    /// <summary>Gets what a whole scale (100 points) of each measure takes from the log-odds of leaving.</summary>
    internal double[] Coefficients { get; }

    /// <summary>Gets the log-odds of leaving with every score 0; null if nothing could be fitted.</summary>
    internal double? Intercept { get; }

    /// <summary>Gets the weights in ten-thousandths: they add up to 100, or are all 0.</summary>
    internal long[] Weights { get; }

    /// <summary>Gets where the search ended; null if nothing could be fitted.</summary>
    internal LogisticPoint? Optimum { get; }

    /// <summary>The solution where nobody left or nobody stayed.</summary>
    internal static WeightSolution None(int measures) => new WeightSolution(new double[measures], WeightVerdict.OneOutcome);

    private static WeightVerdict Judge(LogisticPoint optimum) => !optimum.IsConverged
        ? WeightVerdict.NotConverged
        : optimum.Coefficients.Skip(1).Any(c => c > 0) ? WeightVerdict.Proposed : WeightVerdict.NoPredictiveMeasure;
}
