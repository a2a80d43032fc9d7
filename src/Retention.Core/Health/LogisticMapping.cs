using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>Turns a health score into a probability of leaving: 1 ÷ (1 + exp(−(intercept + slope · score))).</summary>
/// <remarks>
/// A slope below 0 says that healthier customers leave less; one above 0 that the score predicts the wrong way round. A host may keep the two
/// numbers and make the mapping again. Immutable and thread-safe.
/// </remarks>
public sealed class LogisticMapping
{
    /// <summary>Makes a mapping.</summary>
    /// <param name="intercept">The log-odds of leaving at score 0.</param>
    /// <param name="slope">What one point of score adds to the log-odds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public LogisticMapping(double intercept, double slope)
    {
        this.Intercept = Finite(intercept, nameof(intercept));
        this.Slope = Finite(slope, nameof(slope));
    }

    /// <summary>Gets the log-odds of leaving at score 0.</summary>
    public double Intercept { get; }

    /// <summary>Gets what one point of score adds to the log-odds.</summary>
    public double Slope { get; }

    /// <summary>The probability that a customer with a score leaves.</summary>
    /// <param name="score">The score; of any size.</param>
    /// <returns>The probability, 0 to 1.</returns>
    public double ProbabilityOf(Score score) => this.ProbabilityOf(score.TenThousandths);

    /// <summary>The Brier score (Brier 1950) of the mapping on outcomes, which may be of another time than those it was fitted to.</summary>
    /// <param name="outcomes">The outcomes; grades play no part.</param>
    /// <returns>The mean square of probability minus outcome (1 left, 0 stayed), 0 to 1, lower is better; null if there are no outcomes.</returns>
    /// <exception cref="ArgumentException">A customer has two outcomes, or an outcome is null.</exception>
    public double? BrierOf(IEnumerable<ScoredOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        OutcomeCounts counts = OutcomeCounts.Of(OutcomeGuard.Check(outcomes, o => o.Customer, nameof(outcomes))
            .Select(o => new KeyValuePair<long, bool>(o.Score.TenThousandths, o.HasLeft)));
        return counts.Total == 0 ? null : this.SquaredError(counts) / counts.Total;
    }

    /// <summary>The probability of a score in ten-thousandths.</summary>
    internal double ProbabilityOf(long tenThousandths) =>
        LogisticRegression.Sigmoid(this.Intercept + (this.Slope * ((double)tenThousandths / FixedPoint.One)));

    /// <summary>The sum of the squares of probability minus outcome.</summary>
    internal double SquaredError(OutcomeCounts counts)
    {
        double sum = 0;
        for (int i = 0; i < counts.Scores.Length; i++)
        {
            double p = this.ProbabilityOf(counts.Scores[i]);
            sum += (counts.Leavers[i] * (1 - p) * (1 - p)) + ((counts.Totals[i] - counts.Leavers[i]) * p * p);
        }

        return sum;
    }

    private static double Finite(double value, string name) => double.IsNaN(value) || double.IsInfinity(value)
        ? throw new ArgumentOutOfRangeException(name, value, "The numbers of a mapping are finite.")
        : value;
}
