using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Bands;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>A compiled tiering policy: what <see cref="TieringModel"/> and <see cref="TierAssignment"/> decide by.</summary>
/// <remarks>Immutable and thread-safe; compile once and share.</remarks>
public sealed class TieringPolicy : IPolicy
{
    /// <summary>The greatest number of tiers, scores or measures of a policy: 64 each.</summary>
    public const int MaxEntries = 64;

    private readonly Lazy<TierCells?> cells;

    internal TieringPolicy(PolicyVersion version, TieringParts parts)
    {
        this.Version = version;
        this.Zone = parts.Zone!;
        this.Documents = parts.Documents!;
        this.Measures = Sequence.Copy(parts.Measures);
        this.Scores = Sequence.Copy(parts.Scores);
        this.Composites = Sequence.Copy(parts.Composites);
        this.MainComposite = parts.Main < 0 ? null : parts.Composites[parts.Main];
        this.MainIndex = parts.Main;
        this.Tiers = Sequence.Copy(parts.Tiers.OrderBy(t => t.Order));
        this.Unscored = new Tier(Tier.UnscoredCode, "Unscored", "未评分", int.MaxValue, int.MaxValue, null, null);
        this.Tags = Sequence.Copy(parts.Tags);
        this.Bands = parts.Bands;
        this.MinimumDwell = parts.MinimumDwell;
        this.MarginUp = parts.MarginUp;
        this.MarginDown = parts.MarginDown;
        this.Quality = parts.Quality;
        this.ScoreMeasures = parts.Scores.Select(s => parts.Measures.IndexOf(s.Measure)).ToArray();
        this.ScoresOfMeasure = parts.Measures.Select(m => Enumerable.Range(0, parts.Scores.Count).Where(s => ReferenceEquals(parts.Scores[s].Measure, m)).ToArray()).ToArray();
        this.Reads = this.Tiers.SelectMany(this.ReadsOf).Distinct().ToArray();
        this.BestRank = this.Tiers.Min(t => t.Rank);
        this.TierList = this.Tiers.ToArray();
        this.CompositeList = this.Composites.ToArray();
        this.MeasureKeys = this.Measures.Select(m => m.Key).ToArray();
        this.ScoreKeys = this.Scores.Select(s => s.Key).ToArray();
        this.CompositeKeys = this.Composites.Select(c => c.Key).ToArray();
        this.Axes = TierAxis.Of(this.Tiers.SelectMany(t => t.Condition?.Leaves ?? []), this.Tiers.SelectMany(this.BandOf));
        this.cells = new Lazy<TierCells?>(() => TierCells.Of(this));
    }

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Gets the zone in which days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets which documents count.</summary>
    public DocumentRules Documents { get; }

    /// <summary>Gets the measures in ordinal order of their keys.</summary>
    public IReadOnlyList<MeasureDefinition> Measures { get; }

    /// <summary>Gets the scores in ordinal order of their keys.</summary>
    public IReadOnlyList<ScoreDefinition> Scores { get; }

    /// <summary>Gets the composites in ordinal order of their keys.</summary>
    public IReadOnlyList<CompositeDefinition> Composites { get; }

    /// <summary>Gets the composite that ranks customers, or null if there is none.</summary>
    public CompositeDefinition? MainComposite { get; }

    /// <summary>Gets the tiers in the order in which they are tried.</summary>
    public IReadOnlyList<Tier> Tiers { get; }

    /// <summary>Gets the tier of customers about whom nothing is known that the policy scores.</summary>
    public Tier Unscored { get; }

    /// <summary>Gets the automatic tags in ordinal order of their codes.</summary>
    public IReadOnlyList<Tag> Tags { get; }

    /// <summary>Gets the bands of the composite, or null if conditions decide.</summary>
    public BandSet? Bands { get; }

    /// <summary>Gets how long a tier is kept before a worse one replaces it, or null.</summary>
    public Period? MinimumDwell { get; }

    /// <summary>Gets by how much the composite must pass a tier's upper edge.</summary>
    public Score MarginUp { get; }

    /// <summary>Gets by how much the composite must fall below a tier's lower edge.</summary>
    public Score MarginDown { get; }

    internal int MainIndex { get; }

    internal TieringQualityOptions Quality { get; }

    /// <summary>Gets the index of each score's measure.</summary>
    internal int[] ScoreMeasures { get; }

    /// <summary>Gets the indexes of the scores of each measure.</summary>
    internal int[][] ScoresOfMeasure { get; }

    /// <summary>Gets everything that the tiers read.</summary>
    internal ReadSubject[] Reads { get; }

    internal int BestRank { get; }

    /// <summary>Gets the tiers, for loops over customers.</summary>
    internal Tier[] TierList { get; }

    internal CompositeDefinition[] CompositeList { get; }

    internal string[] MeasureKeys { get; }

    internal string[] ScoreKeys { get; }

    internal string[] CompositeKeys { get; }

    /// <summary>Gets every number at which a tier may change, a band's among them.</summary>
    internal TierAxis[] Axes { get; }

    /// <summary>Gets the tiers decided in advance; null if more than a few numbers decide.</summary>
    internal TierCells? Cells => this.cells.Value;

    /// <summary>Compiles options, reporting every problem at once; the linter's warnings come with them.</summary>
    /// <param name="options">The options; not changed and not kept.</param>
    /// <param name="presets">The presets that <see cref="TieringOptions.Preset"/> may name; null: none.</param>
    /// <param name="zones">The time zones; null: the IANA database that comes with NodaTime.</param>
    /// <returns>The policy with its warnings, or the errors.</returns>
    public static Compilation<TieringPolicy> Compile(TieringOptions options, PresetCatalogue<TieringOptions>? presets = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TieringCompiler(zones ?? DateTimeZoneProviders.Tzdb).Compile(options, presets);
    }

    /// <summary>Finds a tier, or the unscored one, by its code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The tier, or null if the policy has none of that code.</returns>
    public Tier? FindTier(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return string.Equals(code, Tier.UnscoredCode, StringComparison.Ordinal) ? this.Unscored : this.Tiers.FirstOrDefault(t => string.Equals(t.Code, code, StringComparison.Ordinal));
    }

    private IEnumerable<ReadSubject> ReadsOf(Tier tier)
    {
        if (tier.Band is not null)
        {
            yield return new ReadSubject(ConditionSubject.Composite, this.MainIndex, this.MainComposite!.Key);
        }

        foreach (LeafCondition leaf in tier.Condition?.Leaves ?? [])
        {
            int index = leaf.Subject switch
            {
                ConditionSubject.Measure => this.Measures.ToList().FindIndex(m => string.Equals(m.Key, leaf.Name, StringComparison.Ordinal)),
                ConditionSubject.Score => this.Scores.ToList().FindIndex(s => string.Equals(s.Key, leaf.Name, StringComparison.Ordinal)),
                ConditionSubject.Composite => this.Composites.ToList().FindIndex(c => string.Equals(c.Key, leaf.Name, StringComparison.Ordinal)),
                _ => -1,
            };
            yield return new ReadSubject(leaf.Subject, index, leaf.Name);
        }
    }

    private IEnumerable<NumberCondition> BandOf(Tier tier) => tier.Band is { } band
        ? [new NumberCondition(tier.Path, ConditionSubject.Composite, this.MainComposite!.Key, this.MainIndex, band.Lowest, band.Highest, tier.Requirement)]
        : [];
}

/// <summary>Something that a tier reads.</summary>
internal readonly struct ReadSubject : IEquatable<ReadSubject>
{
    internal ReadSubject(ConditionSubject subject, int index, string name)
    {
        this.Subject = subject;
        this.Index = index;
        this.Name = name;
    }

    internal ConditionSubject Subject { get; }

    /// <summary>Gets the index of the measure, score or composite; -1 for attributes and tags.</summary>
    internal int Index { get; }

    internal string Name { get; }

    public bool Equals(ReadSubject other) => this.Subject == other.Subject && string.Equals(this.Name, other.Name, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ReadSubject other && this.Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Name) ^ (int)this.Subject;
}

/// <summary>What the compiler has found so far.</summary>
internal sealed class TieringParts
{
    internal DateTimeZone? Zone { get; set; }

    internal DocumentRules? Documents { get; set; }

    internal List<MeasureDefinition> Measures { get; set; } = new List<MeasureDefinition>();

    internal List<ScoreDefinition> Scores { get; set; } = new List<ScoreDefinition>();

    internal List<CompositeDefinition> Composites { get; set; } = new List<CompositeDefinition>();

    internal int Main { get; set; } = -1;

    internal List<Tier> Tiers { get; } = new List<Tier>();

    internal List<Tag> Tags { get; } = new List<Tag>();

    internal BandSet? Bands { get; set; }

    internal Period? MinimumDwell { get; set; }

    internal Score MarginUp { get; set; }

    internal Score MarginDown { get; set; }

    internal TieringQualityOptions Quality { get; set; } = new TieringQualityOptions();
}
