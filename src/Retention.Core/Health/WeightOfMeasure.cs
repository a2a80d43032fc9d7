using System.Globalization;
using Retention.Core.Figures;

namespace Retention.Core.Health;

/// <summary>Whether weights are proposed, or why not.</summary>
public enum WeightVerdict
{
    /// <summary>Weights are proposed. A small one may be chance: a measure that says nothing gets some in half of all histories; see the cross-validation.</summary>
    Proposed = 0,

    /// <summary>With no measure does a higher score go with less churn, beyond what the others say: every weight is 0.</summary>
    NoPredictiveMeasure = 1,

    /// <summary>Nobody left, or nobody stayed (or there is nobody): every weight is 0.</summary>
    OneOutcome = 2,

    /// <summary>The iterations ended before the minimum was found: every weight is 0.</summary>
    NotConverged = 3,
}

/// <summary>One measure's proposed and hand-set weight.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FittedWeight
{
    internal FittedWeight(string measure, decimal proposed, decimal handSet, double coefficient, Rate scored)
    {
        this.Measure = measure;
        this.Proposed = proposed;
        this.HandSet = handSet;
        this.Coefficient = coefficient;
        this.Scored = scored;
    }

    /// <summary>Gets the measure's key.</summary>
    public string Measure { get; }

    /// <summary>Gets the proposed weight in percent, with four decimals; the measures' add up to 100 exactly, or are all 0.</summary>
    public decimal Proposed { get; }

    /// <summary>Gets the hand-set weight in percent, shared out in the same way: the measures' add up to 100 exactly.</summary>
    public decimal HandSet { get; }

    /// <summary>Gets by how much 100 points of score lower the log-odds of leaving, 0 or more; also where the search did not converge.</summary>
    public double Coefficient { get; }

    /// <summary>Gets how many of the customers had a score of the measure.</summary>
    public Rate Scored { get; }

    /// <summary>Gives the measure and both weights.</summary>
    /// <returns>For example <c>usage 62.5 (by hand 40)</c>.</returns>
    public override string ToString() =>
        this.Measure + " " + this.Proposed.ToString("0.####", CultureInfo.InvariantCulture) + " (by hand " + this.HandSet.ToString("0.####", CultureInfo.InvariantCulture) + ")";
}
