using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;

namespace Retention.Core.Health;

/// <summary>How well health scores of the past foretold who would leave: a low score should.</summary>
/// <remarks>
/// Every figure is computed from exact counts in ascending order of the scores: the order of the outcomes doesn't matter, and merging the
/// calibrations of partitions gives that of the whole. Areas, lifts, probabilities and Brier scores are statistics in <see cref="double"/>; none
/// decides anything. Figures on the history that a mapping was fitted to flatter it a little. Immutable and thread-safe.
/// </remarks>
public sealed class HealthCalibration
{
    /// <summary>The standard normal quantile of a 95 % interval.</summary>
    internal const double Normal95 = 1.959964;

    private readonly OutcomeCounts counts;

    private HealthCalibration(OutcomeCounts counts, GradeChurn[] grades)
    {
        this.counts = counts;
        this.Churn = new Rate(counts.Left, counts.Total);
        this.Auc = AreaUnderRoc.Of(counts);
        this.TopDecileLift = CalibrationLift.OfLowestTenth(counts);
        this.Grades = Sequence.Copy(grades);
        this.Logistic = LogisticFit.Of(counts);
        this.BaseBrier = counts.Total == 0 ? null : (double)counts.Left / counts.Total * counts.Stayed / counts.Total;
        LogisticMapping? mapping = this.Logistic.Mapping;
        this.Brier = mapping?.SquaredError(counts) / counts.Total;
        this.Reliability = Sequence.Copy(mapping is null ? [] : ReliabilityGroup.Of(counts, mapping));
    }

    /// <summary>Gets how many left of all.</summary>
    public Rate Churn { get; }

    /// <summary>Gets the area under the ROC curve; null if nobody left or nobody stayed.</summary>
    public AreaUnderRoc? Auc { get; }

    /// <summary>
    /// Gets the churn of the tenth of the customers with the lowest scores (⌈n ÷ 10⌉ of n) divided by the churn of all, 0 to 10: 3 means that they
    /// left three times as often. Null if nobody left.
    /// </summary>
    /// <remarks>Of equal scores at the edge of the tenth an equal part of each counts: the value expected if chance ordered them.</remarks>
    public double? TopDecileLift { get; }

    /// <summary>Gets the churn of each grade that occurs: lowest mean score first, equal ones by code (ordinal), those without a grade last.</summary>
    public IReadOnlyList<GradeChurn> Grades { get; }

    /// <summary>Gets the logistic mapping from score to probability of leaving, or why there is none.</summary>
    public LogisticFit Logistic { get; }

    /// <summary>Gets the Brier score (Brier 1950) of the mapping: the mean square of probability minus outcome, lower is better; null without a mapping.</summary>
    public double? Brier { get; }

    /// <summary>Gets the Brier score of foretelling everybody the churn of all, p · (1 − p); null if there are no outcomes.</summary>
    public double? BaseBrier { get; }

    /// <summary>Gets the Brier skill score, 1 − <see cref="Brier"/> ÷ <see cref="BaseBrier"/>: 0 is no better than the churn of all, 1 perfect; null without a mapping.</summary>
    public double? BrierSkill => 1 - (this.Brier / this.BaseBrier);

    /// <summary>
    /// Gets the reliability table, by ascending probability of leaving; empty without a mapping. Equal scores share a decile; a decile that nobody
    /// is in is absent.
    /// </summary>
    public IReadOnlyList<ReliabilityGroup> Reliability { get; }

    /// <summary>Calibrates.</summary>
    /// <param name="outcomes">One outcome of each customer, in any order.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="ArgumentException">A customer has two outcomes, or an outcome is null.</exception>
    public static HealthCalibration Of(IEnumerable<ScoredOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ScoredOutcome[] items = OutcomeGuard.Check(outcomes, o => o.Customer, nameof(outcomes));
        return new HealthCalibration(
            OutcomeCounts.Of(items.Select(o => new KeyValuePair<long, bool>(o.Score.TenThousandths, o.HasLeft))),
            GradeChurn.Of(items));
    }

    /// <summary>The calibration of composites without grades.</summary>
    internal static HealthCalibration OfCounts(OutcomeCounts counts) => new HealthCalibration(counts, []);

    /// <summary>The calibration over both populations, which must not share a customer (calibrations keep counts, not customers).</summary>
    /// <param name="other">The other calibration.</param>
    /// <returns>The merged calibration.</returns>
    public HealthCalibration Merge(HealthCalibration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new HealthCalibration(this.counts.Merge(other.counts), GradeChurn.Merge(this.Grades, other.Grades));
    }
}
