using System.Collections.Generic;
using System.Linq;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>Proposed and hand-set weights on the same customers.</summary>
internal sealed class WeightComparison
{
    internal WeightComparison(string[] measures, long[] handSet, WeightRow[] rows, WeightSolution solution)
    {
        this.Measures = measures;
        this.HandSet = handSet;
        this.Rows = rows;
        this.Solution = solution;
        this.Compared = rows.Where(r => r.Composite(handSet) is not null && r.Composite(solution.Weights) is not null).ToArray();
    }

    /// <summary>Gets the keys in ordinal order.</summary>
    internal string[] Measures { get; }

    /// <summary>Gets the hand-set weights as given, in ten-thousandths.</summary>
    internal long[] HandSet { get; }

    /// <summary>Gets the hand-set weights in ten-thousandths of a percent; they add up to 100.</summary>
    internal long[] HandSetShares => Proportion.Share(WeightSolution.Whole, this.HandSet);

    internal WeightRow[] Rows { get; }

    internal WeightSolution Solution { get; }

    /// <summary>Gets the rows that have a composite by both sets of weights.</summary>
    internal WeightRow[] Compared { get; }

    /// <summary>The same measures and hand-set weights on other rows.</summary>
    internal WeightComparison Of(WeightRow[] rows, WeightSolution solution) => new WeightComparison(this.Measures, this.HandSet, rows, solution);

    /// <summary>The composites that are compared.</summary>
    internal OutcomeCounts Count(long[] weights) =>
        OutcomeCounts.Of(this.Compared.Select(r => new KeyValuePair<long, bool>(r.Composite(weights)!.Value, r.HasLeft)));

    internal HealthCalibration Calibrate(long[] weights) => HealthCalibration.OfCounts(this.Count(weights));
}
