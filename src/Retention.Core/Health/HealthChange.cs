using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>What has changed a health score between two results; the parts add up to the change exactly.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthChange
{
    internal HealthChange(HealthResult before, HealthResult after)
    {
        var parts = new List<HealthMeasureChange>();
        foreach (HealthMeasurePart part in after.Measures)
        {
            parts.Add(new HealthMeasureChange(before.Measures.FirstOrDefault(p => p.Measure.Key == part.Measure.Key), part));
        }

        foreach (HealthMeasurePart gone in before.Measures.Where(p => after.Measures.All(a => a.Measure.Key != p.Measure.Key)))
        {
            parts.Add(new HealthMeasureChange(gone, null));
        }

        this.Measures = Sequence.Copy(parts.OrderByDescending(p => Math.Abs(p.Points.TenThousandths)));
        this.Computed = Score.FromTenThousandths(after.ComputedUnits - before.ComputedUnits);
        this.Total = Score.FromTenThousandths(after.ScoreUnits - before.ScoreUnits);
        this.Overrides = Score.FromTenThousandths(this.Total.TenThousandths - this.Computed.TenThousandths);
    }

    /// <summary>Gets what each measure changed, the greatest first; of equal ones the earlier in the policy.</summary>
    public IReadOnlyList<HealthMeasureChange> Measures { get; }

    /// <summary>Gets the change of the computed score in points: the sum of the measures.</summary>
    public Score Computed { get; }

    /// <summary>Gets what exceptions and overrides changed in points.</summary>
    public Score Overrides { get; }

    /// <summary>Gets the change of the score in points: measures and overrides together.</summary>
    public Score Total { get; }
}

/// <summary>Why a measure adds something else to a score than before.</summary>
public enum HealthChangeCause
{
    /// <summary>Nothing: it adds the same, or only rounding moved.</summary>
    None = 0,

    /// <summary>Its score changed.</summary>
    Score = 1,

    /// <summary>It counts now, and didn't before.</summary>
    Appeared = 2,

    /// <summary>It counted before, and doesn't now.</summary>
    Disappeared = 3,

    /// <summary>Its weight in force changed, as others count or don't, or as the policy is another.</summary>
    Weight = 4,
}

/// <summary>What a measure changed in a score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthMeasureChange
{
    internal HealthMeasureChange(HealthMeasurePart? before, HealthMeasurePart? after)
    {
        this.Before = before;
        this.After = after;
        this.Points = Score.FromTenThousandths((after?.Contribution.TenThousandths ?? 0) - (before?.Contribution.TenThousandths ?? 0));
        this.Cause = after?.Score is null ? (before?.Score is null ? HealthChangeCause.None : HealthChangeCause.Disappeared)
            : before?.Score is null ? HealthChangeCause.Appeared
            : before.Score != after.Score ? HealthChangeCause.Score
            : before.EffectiveWeight != after.EffectiveWeight ? HealthChangeCause.Weight
            : HealthChangeCause.None;
    }

    /// <summary>Gets the key of the measure.</summary>
    public string Measure => (this.After ?? this.Before)!.Measure.Key;

    /// <summary>Gets the measure before; null if the policy didn't have it.</summary>
    public HealthMeasurePart? Before { get; }

    /// <summary>Gets the measure now; null if the policy doesn't have it any more.</summary>
    public HealthMeasurePart? After { get; }

    /// <summary>Gets by how many points its contribution changed.</summary>
    public Score Points { get; }

    /// <summary>Gets why.</summary>
    public HealthChangeCause Cause { get; }
}
