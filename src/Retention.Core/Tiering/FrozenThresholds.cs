using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>One rank scale as it stood in a run: at each threshold, inclusive, begins the next score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FrozenScale
{
    /// <summary>Makes a scale, for example when reading one back from a store.</summary>
    /// <param name="score">The key of the score.</param>
    /// <param name="thresholds">The thresholds in ascending order, with at most four decimals each.</param>
    /// <param name="scores">The scores: the first below all thresholds, then one from each threshold on; empty: no value has a score.</param>
    /// <exception cref="ArgumentException">The key is blank, the thresholds don't ascend, or there isn't one score more than thresholds.</exception>
    public FrozenScale(string score, IReadOnlyList<decimal> thresholds, IReadOnlyList<Score> scores)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(scores);
        if (string.IsNullOrWhiteSpace(score))
        {
            throw new ArgumentException("A frozen scale names its score.", nameof(score));
        }

        if (scores.Count != thresholds.Count + 1 && !(scores.Count == 0 && thresholds.Count == 0))
        {
            throw new ArgumentException("The frozen scale " + score + " needs one score more than thresholds.", nameof(scores));
        }

        if (thresholds.Zip(thresholds.Skip(1), (a, b) => a > b).Any(descends => descends))
        {
            throw new ArgumentException("The thresholds of the frozen scale " + score + " don't ascend; sort them.", nameof(thresholds));
        }

        this.Score = score;
        this.Thresholds = Sequence.Copy(thresholds);
        this.Scores = Sequence.Copy(scores);
        this.Scale = scores.Count == 0
            ? new EmptyScale()
            : new StepScale(thresholds.Select(t => FixedPoint.Exact(t, "threshold")).ToArray(), scores.Select(s => s.TenThousandths).ToArray());
    }

    /// <summary>Gets the key of the score.</summary>
    public string Score { get; }

    /// <summary>Gets the thresholds in ascending order.</summary>
    public IReadOnlyList<decimal> Thresholds { get; }

    /// <summary>Gets the scores: the first below all thresholds, then one from each threshold on; empty: no value has a score.</summary>
    public IReadOnlyList<Score> Scores { get; }

    internal Scale Scale { get; }

    internal static FrozenScale Of(string score, Scale scale) => scale is StepScale steps
        ? new FrozenScale(score, steps.Thresholds.ToArray().Select(FixedPoint.ToDecimal).ToArray(), steps.Scores.ToArray().Select(Core.Score.FromTenThousandths).ToArray())
        : new FrozenScale(score, [], []);
}

/// <summary>The rank scales of one run, to apply to other customers or later: then nobody's tier changes because others changed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FrozenThresholds
{
    /// <summary>Makes thresholds, for example when reading them back from a store.</summary>
    /// <param name="policyVersion">The policy under which they were frozen.</param>
    /// <param name="scales">One per rank score of that policy.</param>
    /// <exception cref="ArgumentException">Two scales have one score.</exception>
    public FrozenThresholds(PolicyVersion policyVersion, IEnumerable<FrozenScale> scales)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(scales);
        this.PolicyVersion = policyVersion;
        this.Scales = Sequence.Copy(scales.OrderBy(s => s.Score, StringComparer.Ordinal));
        if (this.Scales.Select(s => s.Score).Distinct(StringComparer.Ordinal).Count() != this.Scales.Count)
        {
            throw new ArgumentException("Two frozen scales have one score; keep one of each.", nameof(scales));
        }
    }

    /// <summary>Gets the policy under which they were frozen.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the scales in ordinal order of their scores.</summary>
    public IReadOnlyList<FrozenScale> Scales { get; }

    internal Scale? Find(string score) => this.Scales.FirstOrDefault(s => string.Equals(s.Score, score, StringComparison.Ordinal))?.Scale;
}
