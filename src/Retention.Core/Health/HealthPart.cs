namespace Retention.Core.Health;

/// <summary>What a measure adds to a health score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthMeasurePart
{
    internal HealthMeasurePart(HealthMeasure measure, HealthSheet sheet, int index, long contribution, long effective)
    {
        this.Measure = measure;
        this.Value = sheet.Value(index) is { } value ? FixedPoint.ToDecimal(value) : null;
        this.Score = sheet.ScoreOf(index) is { } score ? Core.Score.FromTenThousandths(score) : null;
        this.Input = sheet.Input(index);
        this.Treatment = sheet.Treatment(index);
        this.Contribution = Core.Score.FromTenThousandths(contribution);
        this.EffectiveWeight = Core.Score.FromTenThousandths(effective);
    }

    /// <summary>Gets the measure.</summary>
    public HealthMeasure Measure { get; }

    /// <summary>Gets the value that counts, or that has no score; null if it is missing.</summary>
    public decimal? Value { get; }

    /// <summary>Gets the score that counts, a substitute included; null if none does.</summary>
    public Score? Score { get; }

    /// <summary>Gets what is known of it.</summary>
    public HealthInput Input { get; }

    /// <summary>Gets how it counts.</summary>
    public HealthTreatment Treatment { get; }

    /// <summary>Gets what it adds to the computed score, in points; 0 if that is unknown.</summary>
    public Score Contribution { get; }

    /// <summary>Gets its weight in force over all groups, in percent; 0 if it doesn't count or the score is unknown.</summary>
    public Score EffectiveWeight { get; }
}

/// <summary>What a group adds to a health score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthGroupPart
{
    internal HealthGroupPart(HealthGroup group, long? score, long contribution, long effective)
    {
        this.Group = group;
        this.Score = score is { } known ? Core.Score.FromTenThousandths(known) : null;
        this.Contribution = Core.Score.FromTenThousandths(contribution);
        this.EffectiveWeight = Core.Score.FromTenThousandths(effective);
    }

    /// <summary>Gets the group.</summary>
    public HealthGroup Group { get; }

    /// <summary>Gets its score; null if no measure of it counts.</summary>
    public Score? Score { get; }

    /// <summary>Gets what it adds to the computed score, in points; 0 if that is unknown.</summary>
    public Score Contribution { get; }

    /// <summary>Gets its weight in force, in percent; 0 if it doesn't count or the score is unknown.</summary>
    public Score EffectiveWeight { get; }
}

/// <summary>An exception of the policy, or an override by hand, that changed a score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AppliedOverride
{
    internal AppliedOverride(HealthException exception, long before, long after)
        : this(exception.Kind, before, after)
    {
        this.Exception = exception.Code;
        this.Name = exception.Name;
        this.NameChinese = exception.NameChinese;
    }

    internal AppliedOverride(HealthOverride byHand, long before, long after)
        : this(byHand.Kind, before, after) => this.ByHand = byHand;

    private AppliedOverride(HealthOverrideKind kind, long before, long after)
    {
        this.Kind = kind;
        this.Before = before < 0 ? null : Score.FromTenThousandths(before);
        this.After = Score.FromTenThousandths(after);
    }

    /// <summary>Gets the code of the policy's exception; null for an override by hand.</summary>
    public string? Exception { get; }

    /// <summary>Gets the English display name of the exception; null for an override by hand.</summary>
    public string? Name { get; }

    /// <summary>Gets the Chinese display name of the exception; null for an override by hand.</summary>
    public string? NameChinese { get; }

    /// <summary>Gets the override by hand, with author, reason and expiry; null for an exception of the policy.</summary>
    public HealthOverride? ByHand { get; }

    /// <summary>Gets what it did.</summary>
    public HealthOverrideKind Kind { get; }

    /// <summary>Gets the score before; null if it was unknown.</summary>
    public Score? Before { get; }

    /// <summary>Gets the score after.</summary>
    public Score After { get; }
}
