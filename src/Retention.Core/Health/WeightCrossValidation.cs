using System.Linq;
using Retention.Core.Figures;

namespace Retention.Core.Health;

/// <summary>Proposed and hand-set weights on customers whom their fit had not seen.</summary>
/// <remarks>
/// For each fold, weights and the mapping from composite to probability are fitted to the other folds and tried on this one; the hand-set weights
/// stay, and have their mapping fitted in the same way. Immutable and thread-safe.
/// </remarks>
public sealed class WeightCrossValidation
{
    private WeightCrossValidation(int folds, Rate compared, HeldOut proposed, HeldOut handSet)
    {
        this.Folds = folds;
        this.Compared = compared;
        this.ProposedAuc = proposed.Auc;
        this.HandSetAuc = handSet.Auc;
        this.ProposedBrier = proposed.Brier;
        this.HandSetBrier = handSet.Brier;
    }

    /// <summary>Gets the number of folds, 2 or more.</summary>
    public int Folds { get; }

    /// <summary>Gets how many of the customers have a composite by both sets of weights in the fold where they are tried.</summary>
    public Rate Compared { get; }

    /// <summary>
    /// Gets the area under the ROC curve of the proposed weights over the pairs within folds (composites of different fits are not compared); where
    /// a fit proposes nothing its pairs are ties. Null if there are no pairs.
    /// </summary>
    public double? ProposedAuc { get; }

    /// <summary>Gets the area under the ROC curve of the hand-set weights over the same pairs; null if there are none.</summary>
    public double? HandSetAuc { get; }

    /// <summary>Gets the Brier score of the proposed weights; null if in some fold there is no mapping (<see cref="LogisticProblem"/>).</summary>
    public double? ProposedBrier { get; }

    /// <summary>Gets the Brier score of the hand-set weights; null if in some fold there is no mapping.</summary>
    public double? HandSetBrier { get; }

    /// <summary>The cross-validation by the rows' folds; null if there is but one.</summary>
    internal static WeightCrossValidation? Of(WeightComparison comparison, double penalty)
    {
        int[] folds = comparison.Rows.Select(r => r.Fold).Distinct().OrderBy(f => f).ToArray();
        if (folds.Length < 2)
        {
            return null;
        }

        var proposed = new HeldOut();
        var handSet = new HeldOut();
        long compared = 0;
        foreach (int fold in folds)
        {
            WeightRow[] others = comparison.Rows.Where(r => r.Fold != fold).ToArray();
            WeightComparison seen = comparison.Of(others, new WeightHistory(others, comparison.Measures.Length).Fit(penalty));
            WeightComparison unseen = comparison.Of(comparison.Rows.Where(r => r.Fold == fold).ToArray(), seen.Solution);
            compared += unseen.Compared.Length;
            proposed.Try(seen, unseen, seen.Solution.Weights);
            handSet.Try(seen, unseen, comparison.HandSet);
        }

        return new WeightCrossValidation(folds.Length, new Rate(compared, comparison.Rows.Length), proposed, handSet);
    }

    /// <summary>Sums over the folds.</summary>
    private sealed class HeldOut
    {
        private long halves;
        private double pairs;
        private double squares;
        private long customers;
        private bool lacksMapping;

        internal double? Auc => this.pairs > 0 ? this.halves / (2 * this.pairs) : null;

        internal double? Brier => this.lacksMapping || this.customers == 0 ? null : this.squares / this.customers;

        internal void Try(WeightComparison seen, WeightComparison unseen, long[] weights)
        {
            OutcomeCounts counts = unseen.Count(weights);
            this.halves += AreaUnderRoc.HalfPairs(counts);
            this.pairs += (double)counts.Left * counts.Stayed;
            this.customers += counts.Total;
            if (LogisticFit.Of(seen.Count(weights)).Mapping is { } mapping)
            {
                this.squares += mapping.SquaredError(counts);
            }
            else
            {
                this.lacksMapping = true;
            }
        }
    }
}
