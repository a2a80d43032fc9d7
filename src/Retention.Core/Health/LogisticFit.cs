using System;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>Why there is no logistic mapping.</summary>
public enum LogisticProblem
{
    /// <summary>There is one.</summary>
    None = 0,

    /// <summary>Nobody left, or nobody stayed (or there is nobody).</summary>
    OneOutcome = 1,

    /// <summary>All have the same score, of which no slope can be learnt.</summary>
    OneScore = 2,

    /// <summary>
    /// A score separates those who left from those who stayed (at most some of both stand on it): any steeper slope fits better, and the
    /// likelihood has no maximum (Albert and Anderson 1984).
    /// </summary>
    Separated = 3,

    /// <summary>The iterations ended before the maximum was found.</summary>
    NotConverged = 4,
}

/// <summary>A logistic mapping fitted by maximum likelihood, or the reason why there is none.</summary>
/// <remarks>
/// Fitted by Newton's method (which is iteratively reweighted least squares) with halved steps, from the base rate, on the counts by ascending
/// score: the same outcomes give the same numbers in any order. Immutable and thread-safe.
/// </remarks>
public sealed class LogisticFit
{
    private LogisticFit(LogisticProblem problem, int iterations = 0)
    {
        this.Problem = problem;
        this.Iterations = iterations;
    }

    private LogisticFit(LogisticMapping mapping, double logLikelihood, int iterations)
        : this(LogisticProblem.None, iterations)
    {
        this.Mapping = mapping;
        this.LogLikelihood = logLikelihood;
    }

    /// <summary>Gets the mapping of greatest likelihood; null if <see cref="Problem"/> says why there is none.</summary>
    public LogisticMapping? Mapping { get; }

    /// <summary>Gets why there is no mapping; <see cref="LogisticProblem.None"/> if there is one.</summary>
    public LogisticProblem Problem { get; }

    /// <summary>Gets the natural logarithm of the likelihood at the mapping, 0 or less; null without a mapping.</summary>
    public double? LogLikelihood { get; }

    /// <summary>Gets the iterations made.</summary>
    public int Iterations { get; }

    internal static LogisticFit Of(OutcomeCounts counts, int maxIterations = LogisticRegression.MaxIterations)
    {
        LogisticProblem problem = Examine(counts);
        if (problem != LogisticProblem.None)
        {
            return new LogisticFit(problem);
        }

        // In standard deviations from the mean, in which intercept and slope disturb each other least.
        double mean = 0;
        double square = 0;
        for (int i = 0; i < counts.Scores.Length; i++)
        {
            mean += (double)counts.Scores[i] * counts.Totals[i];
        }

        mean /= counts.Total;
        for (int i = 0; i < counts.Scores.Length; i++)
        {
            square += (counts.Scores[i] - mean) * (counts.Scores[i] - mean) * counts.Totals[i];
        }

        double deviation = Math.Sqrt(square / counts.Total);
        double[][] rows = counts.Scores.Select(s => new[] { (s - mean) / deviation }).ToArray();
        LogisticPoint optimum = new LogisticRegression(rows, counts.Totals, counts.Leavers, penalty: 0, isNonNegative: false).Minimise(maxIterations);
        if (!optimum.IsConverged)
        {
            return new LogisticFit(LogisticProblem.NotConverged, optimum.Iterations);
        }

        double slope = optimum.Coefficients[1] / deviation;
        return new LogisticFit(new LogisticMapping(optimum.Coefficients[0] - (slope * mean), slope * FixedPoint.One), -optimum.Objective, optimum.Iterations);
    }

    /// <summary>Whether the likelihood has a maximum, decided in integers.</summary>
    private static LogisticProblem Examine(OutcomeCounts counts)
    {
        if (counts.Left == 0 || counts.Stayed == 0)
        {
            return LogisticProblem.OneOutcome;
        }

        if (counts.Scores.Length == 1)
        {
            return LogisticProblem.OneScore;
        }

        int[] all = Enumerable.Range(0, counts.Scores.Length).ToArray();
        int[] left = all.Where(i => counts.Leavers[i] > 0).ToArray();
        int[] stayed = all.Where(i => counts.Leavers[i] < counts.Totals[i]).ToArray();
        return left[left.Length - 1] <= stayed[0] || stayed[stayed.Length - 1] <= left[0] ? LogisticProblem.Separated : LogisticProblem.None;
    }
}
