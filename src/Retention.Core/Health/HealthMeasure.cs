using System;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>What a missing measure does.</summary>
internal enum MissingMeasure
{
    Exclude = 0,
    Worst = 1,
    Neutral = 2,
    HoldLast = 3,
    Require = 4,
}

/// <summary>A compiled measure of a health score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthMeasure
{
    internal HealthMeasure(string key, HealthMeasureOptions options, MeasureDefinition source, CompiledScale scale, HealthMeasureParts parts)
    {
        this.Key = key;
        this.Name = options.Name ?? key;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Group = parts.Group;
        this.Weight = FixedPoint.ToDecimal(parts.Weight);
        this.IsSelfAssessed = options.SelfAssessed ?? false;
        this.Source = source;
        this.Scale = scale;
        this.WeightUnits = parts.Weight;
        this.IsNegative = parts.IsNegative;
        this.Missing = parts.Missing;
        this.Neutral = parts.Neutral;
        this.HoldFor = parts.HoldFor;
        this.ValidFor = parts.ValidFor;
    }

    /// <summary>Gets the key.</summary>
    public string Key { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets the code of its group.</summary>
    public string Group { get; }

    /// <summary>Gets its weight in the group; only ratios matter.</summary>
    public decimal Weight { get; }

    /// <summary>Gets a value indicating whether it counts only once somebody else has reviewed it.</summary>
    public bool IsSelfAssessed { get; }

    /// <summary>Gets a value indicating whether its score is a rank among a customer base, which must be frozen before a single customer is looked at.</summary>
    public bool IsRank => this.Scale.NeedsPopulation;

    /// <summary>Gets 1 if a higher value never gives a lower score, -1 if it never gives a higher one, 0 if neither.</summary>
    public int Slope => (this.Scale.Fixed?.Slope ?? (this.Scale.Rank is TopShareScale { LowerIsBetter: true } ? 0 : this.Scale.LowerIsBetter ? -1 : 1)) * (this.IsNegative ? -1 : 1);

    internal MeasureDefinition Source { get; }

    internal CompiledScale Scale { get; }

    internal long WeightUnits { get; }

    internal bool IsNegative { get; }

    internal MissingMeasure Missing { get; }

    /// <summary>Gets the neutral score in ten-thousandths.</summary>
    internal long Neutral { get; }

    internal Length? HoldFor { get; }

    internal Length? ValidFor { get; }

    /// <summary>The score of a value by its scale; null if the scale gives none.</summary>
    internal long? Score(Scale? scale, long value) => scale?.Score(value) is { } score ? (this.IsNegative ? Best - score : score) : null;

    /// <summary>The lowest score that the scale gives; 0 where nobody is known and it gives none.</summary>
    internal long Worst(Scale? scale) => scale is null or EmptyScale ? 0 : this.IsNegative ? Best - scale.Highest : scale.Lowest;

    /// <summary>The highest score that the scale gives; -1 where nobody is known and it gives none.</summary>
    internal long Highest(Scale? scale) => scale is null or EmptyScale ? -1 : this.IsNegative ? Best - scale.Lowest : scale.Highest;

    private const long Best = 100 * FixedPoint.One;
}

/// <summary>What the compiler has found of a measure.</summary>
internal sealed class HealthMeasureParts
{
    internal string Group { get; set; } = string.Empty;

    internal long Weight { get; set; }

    internal bool IsNegative { get; set; }

    internal MissingMeasure Missing { get; set; }

    internal long Neutral { get; set; }

    internal Length? HoldFor { get; set; }

    internal Length? ValidFor { get; set; }
}

/// <summary>A compiled group of measures.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthGroup
{
    internal HealthGroup(string code, HealthGroupOptions options, long weight, int first, int end)
    {
        this.Code = code;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Advice = options.Advice;
        this.AdviceChinese = options.AdviceChinese ?? options.Advice;
        this.IsRequired = options.Require ?? false;
        this.Weight = FixedPoint.ToDecimal(weight);
        this.WeightUnits = weight;
        this.First = first;
        this.End = end;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets the English advice where it is weak; null for none.</summary>
    public string? Advice { get; }

    /// <summary>Gets the Chinese advice; null for none.</summary>
    public string? AdviceChinese { get; }

    /// <summary>Gets its weight; only ratios matter.</summary>
    public decimal Weight { get; }

    /// <summary>Gets a value indicating whether the health is unknown where nothing in it counts.</summary>
    public bool IsRequired { get; }

    internal long WeightUnits { get; }

    /// <summary>Gets the index of its first measure.</summary>
    internal int First { get; }

    /// <summary>Gets the index after its last measure.</summary>
    internal int End { get; }
}

/// <summary>A compiled grade.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthGrade
{
    internal HealthGrade(string code, HealthGradeOptions options, Bands.Band band)
    {
        this.Code = code;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Colour = options.Colour;
        this.Advice = options.Advice;
        this.AdviceChinese = options.AdviceChinese ?? options.Advice;
        this.Band = band;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets the colour; null for none.</summary>
    public string? Colour { get; }

    /// <summary>Gets the English advice; null for none.</summary>
    public string? Advice { get; }

    /// <summary>Gets the Chinese advice; null for none.</summary>
    public string? AdviceChinese { get; }

    /// <summary>Gets the scores that it takes in, with exact ends.</summary>
    public Bands.Band Band { get; }
}
