using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>Weights of measures proposed from what became of customers, beside those set by hand. A proposal: it changes no policy.</summary>
/// <remarks>
/// <para>
/// The proposal minimises the penalised logistic loss Σ log(1 + e^∓η) + ½ · penalty · Σ coefficient², −η for those who left, with
/// η = intercept − Σ coefficient · score ÷ 100 and every coefficient 0 or more: a higher score never counts against a customer. The loss is a sum
/// over the customers, so more of them outweigh the penalty; the intercept is free of it. The weights are the coefficients shared out to add up
/// to 100 with four decimals (largest remainder, ties to the ordinally first key).
/// </para>
/// <para>
/// A missing score counts as the mean of those who have one while the coefficients are fitted, which says nothing for or against; in the
/// composites that are compared it is left out and its weight shared among the others, as health models do unless told otherwise.
/// </para>
/// <para>
/// Solved by projected Newton (Bertsekas 1982); nothing is random, and the rows are summed in an order of their own, so another order of the
/// history gives the same result. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class WeightFit
{
    /// <summary>The penalty if none is given: 1, which is C = 1 of scikit-learn for scores scaled to 0–1.</summary>
    public const double DefaultPenalty = 1;

    private WeightFit(WeightComparison comparison, WeightHistory history, double penalty)
    {
        WeightSolution solution = comparison.Solution;
        this.Verdict = solution.Verdict;
        this.Penalty = penalty;
        this.Churn = new Rate(history.Left, history.Total);
        this.Weights = Sequence.Copy(comparison.Measures.Select((m, j) => new FittedWeight(
            m,
            FixedPoint.ToDecimal(solution.Weights[j]),
            FixedPoint.ToDecimal(comparison.HandSetShares[j]),
            solution.Coefficients[j],
            new Rate(comparison.Rows.LongCount(r => r.Scores[j] != WeightRow.Missing), history.Total))));
        this.Intercept = solution.Intercept;
        this.Objective = solution.Optimum?.Objective;
        this.Residual = solution.Optimum?.Residual;
        this.Iterations = solution.Optimum?.Iterations ?? 0;
        this.Compared = new Rate(comparison.Compared.Length, history.Total);
        this.Proposed = solution.Verdict == WeightVerdict.Proposed ? comparison.Calibrate(solution.Weights) : null;
        this.HandSet = comparison.Calibrate(comparison.HandSet);
        this.CrossValidation = WeightCrossValidation.Of(comparison, penalty);
    }

    /// <summary>Gets whether weights are proposed, or why not.</summary>
    public WeightVerdict Verdict { get; }

    /// <summary>Gets the weights by measure in ordinal order, proposed beside hand-set.</summary>
    public IReadOnlyList<FittedWeight> Weights { get; }

    /// <summary>Gets how many left of all.</summary>
    public Rate Churn { get; }

    /// <summary>Gets the penalty on squared coefficients.</summary>
    public double Penalty { get; }

    /// <summary>Gets the log-odds of leaving with every score 0; null if nobody left or nobody stayed.</summary>
    public double? Intercept { get; }

    /// <summary>Gets the least value found of what is minimised; null if nobody left or nobody stayed.</summary>
    public double? Objective { get; }

    /// <summary>
    /// Gets by how much the conditions of Karush, Kuhn and Tucker fail there, in units of the gradient: where it is 0 the minimum is exact. At most
    /// 10⁻⁹ + 10⁻¹² per customer if the search converged; null if nobody left or nobody stayed.
    /// </summary>
    public double? Residual { get; }

    /// <summary>Gets the iterations made, at most 200.</summary>
    public int Iterations { get; }

    /// <summary>Gets a value indicating whether the minimum was found; also if that says that no measure foretells anything.</summary>
    public bool IsConverged => this.Verdict is WeightVerdict.Proposed or WeightVerdict.NoPredictiveMeasure;

    /// <summary>Gets how many of the customers have a composite by both sets of weights (by hand alone if none are proposed); both calibrations are on these.</summary>
    public Rate Compared { get; }

    /// <summary>Gets how well the composite by the proposed weights foretold who left, on the very history they come from; null if none are proposed.</summary>
    public HealthCalibration? Proposed { get; }

    /// <summary>Gets how well the composite by the hand-set weights foretold who left.</summary>
    public HealthCalibration HandSet { get; }

    /// <summary>Gets both on customers whom neither fit had seen; null if all of the history is one fold.</summary>
    public WeightCrossValidation? CrossValidation { get; }

    /// <summary>Fits weights to a history.</summary>
    /// <param name="history">One outcome of each customer, in any order.</param>
    /// <param name="handSetWeights">The weights in use by the keys of all measures that take part: 0 to 1,000,000, at most four decimals, not all 0.</param>
    /// <param name="penalty">The penalty on squared coefficients, above 0: the greater, the nearer the coefficients to 0 and the more alike useful measures.</param>
    /// <returns>The proposal and the comparison.</returns>
    /// <exception cref="ArgumentException">A customer has two outcomes, an outcome is null, a score's measure has no hand-set weight, or all weights are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not positive and finite, or a hand-set weight is out of range.</exception>
    public static WeightFit Of(IEnumerable<MeasuredOutcome> history, IReadOnlyDictionary<string, decimal> handSetWeights, double penalty = DefaultPenalty)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(handSetWeights);
        if (!(penalty > 0) || double.IsInfinity(penalty))
        {
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "A penalty is positive and finite: 1 if there is no reason for another.");
        }

        MeasuredOutcome[] outcomes = OutcomeGuard.Check(history, o => o.Customer, nameof(history));
        string[] measures = handSetWeights.Keys.OrderBy(k => k, StringComparer.Ordinal).ToArray();
        long[] handSet = measures.Select(m => Weight(m, handSetWeights[m], nameof(handSetWeights))).ToArray();
        if (handSet.All(w => w == 0))
        {
            throw new ArgumentException("The hand-set weights are all 0; give at least one measure a weight above 0.", nameof(handSetWeights));
        }

        WeightRow[] rows = outcomes.Select(o => Row(o, measures, nameof(history))).ToArray();
        var all = new WeightHistory(rows, measures.Length);
        return new WeightFit(new WeightComparison(measures, handSet, rows, all.Fit(penalty)), all, penalty);
    }

    private static long Weight(string measure, decimal weight, string parameter) => weight is >= 0 and <= 1_000_000
        ? FixedPoint.Exact(weight, "weight")
        : throw new ArgumentOutOfRangeException(parameter, weight, "The weight of " + measure + " is not between 0 and 1,000,000.");

    private static WeightRow Row(MeasuredOutcome outcome, string[] measures, string parameter)
    {
        var scores = new long[measures.Length];
        for (int j = 0; j < scores.Length; j++)
        {
            scores[j] = WeightRow.Missing;
        }

        foreach (KeyValuePair<string, Score> score in outcome.Scores)
        {
            int j = Array.BinarySearch(measures, score.Key, StringComparer.Ordinal);
            if (j < 0)
            {
                throw new ArgumentException("The measure " + score.Key + " of the customer " + outcome.Customer + " has no hand-set weight; give it one (0 if it has none yet), or leave its score out.", parameter);
            }

            scores[j] = score.Value.TenThousandths;
        }

        return new WeightRow(scores, outcome.HasLeft, outcome.Fold);
    }
}
