using System;
using System.Collections.Generic;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>How customers are tiered: measures, scores, composites, tiers and tags. Compile it with <see cref="TieringPolicy.Compile"/>.</summary>
public sealed class TieringOptions : OptionsNode
{
    /// <summary>Gets or sets the label of this version, such as <c>2026-Q1</c>.</summary>
    /// <value>The default value is the preset's name, else <c>unlabelled</c>.</value>
    public string? Label { get; set; }

    /// <summary>Gets or sets the name of a preset that fills in whatever is unset here.</summary>
    /// <value>The default value is null: none.</value>
    public string? Preset { get; set; }

    /// <summary>Gets or sets the IANA zone in which days begin, such as <c>Asia/Shanghai</c>.</summary>
    /// <value>Required.</value>
    public string? Zone { get; set; }

    /// <summary>Gets or sets which documents count.</summary>
    /// <value>The default value is null: the defaults of <see cref="DocumentRulesOptions"/>.</value>
    public DocumentRulesOptions? Documents { get; set; }

    /// <summary>Gets or sets the measures by key.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, MeasureOptions> Measures { get; set; } = new Dictionary<string, MeasureOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the scores by key.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, ScoreOptions> Scores { get; set; } = new Dictionary<string, ScoreOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets weighted means of scores by key.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, CompositeOptions> Composites { get; set; } = new Dictionary<string, CompositeOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the composite that ranks customers, and that tiers with bounds cut.</summary>
    /// <value>The default value is the only composite, or none if there are none or several.</value>
    public string? Composite { get; set; }

    /// <summary>Gets or sets the tiers by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, TierOptions> Tiers { get; set; } = new Dictionary<string, TierOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the automatic tags by code. They are proposed until a reviewer confirms or rejects them.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, TagOptions> Tags { get; set; } = new Dictionary<string, TagOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets how an assigned tier is held.</summary>
    /// <value>The default value is null: tiers change at once.</value>
    public TierStabilityOptions? Stability { get; set; }

    /// <summary>Gets or sets the checks of attributes before scoring.</summary>
    /// <value>The default value is null: none. Bounds and completeness of measures stand with the measures.</value>
    public TieringQualityOptions? Quality { get; set; }

    /// <summary>Gets or sets a value indicating whether tiers may overlap because the first match is meant to win.</summary>
    /// <value>The default value is false: the linter warns of overlaps.</value>
    public bool? FirstMatchWins { get; set; }

    /// <summary>Gets or sets a value indicating whether a better measure must never give a worse tier.</summary>
    /// <value>The default value is false. True makes the linter check it.</value>
    public bool? Monotone { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Label = visitor.Text("label", this.Label);
        this.Preset = visitor.Text("preset", this.Preset);
        this.Zone = visitor.Text("zone", this.Zone);
        this.Documents = visitor.Node("documents", this.Documents);
        this.Measures = visitor.Map("measures", this.Measures) ?? this.Measures;
        this.Scores = visitor.Map("scores", this.Scores) ?? this.Scores;
        this.Composites = visitor.Map("composites", this.Composites) ?? this.Composites;
        this.Composite = visitor.Text("composite", this.Composite);
        this.Tiers = visitor.Map("tiers", this.Tiers) ?? this.Tiers;
        this.Tags = visitor.Map("tags", this.Tags) ?? this.Tags;
        this.Stability = visitor.Node("stability", this.Stability);
        this.Quality = visitor.Node("quality", this.Quality);
        this.FirstMatchWins = visitor.Flag("firstMatchWins", this.FirstMatchWins);
        this.Monotone = visitor.Flag("monotone", this.Monotone);
    }
}

/// <summary>A weighted mean of scores.</summary>
public sealed class CompositeOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the weights by score key, 0 or more with at most four decimals. Only their ratios matter; 0 leaves a preset's score out.</summary>
    /// <value>The default value is empty; at least one weight above 0 is required.</value>
    public Dictionary<string, decimal> Weights { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets what a missing score does, by score key: <c>exclude</c> (its weight is shared among the others), <c>worst</c> (the scale's
    /// lowest score), <c>require</c> (the composite is missing too), or a number as its neutral score.
    /// </summary>
    /// <value>The default value is <c>exclude</c> for every score.</value>
    public Dictionary<string, string> Missing { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the percentage of the weights, 0 to 100, whose scores must be present.</summary>
    /// <value>The default value is 0: one score is enough. Below it the composite is missing.</value>
    public decimal? CoverageAtLeast { get; set; }

    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the composite's key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Weights = visitor.Numbers("weights", this.Weights) ?? this.Weights;
        this.Missing = visitor.Texts("missing", this.Missing) ?? this.Missing;
        this.CoverageAtLeast = visitor.Number("coverageAtLeast", this.CoverageAtLeast);
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
    }
}

/// <summary>One tier: a band of the composite, a condition, or (with neither) the rest.</summary>
public sealed class TierOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the place in which the tier is tried; the first that matches wins. For bands of a composite, 1 is the highest.</summary>
    /// <value>Required, 1 or more; no two tiers share one.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets how good the tier is: 1 is the best. It orders lists and says what the next tier up is.</summary>
    /// <value>The default value is <see cref="Order"/>.</value>
    public int? Rank { get; set; }

    /// <summary>Gets or sets the lower bound of the composite, inclusive.</summary>
    /// <value>The default value is null.</value>
    public decimal? AtLeast { get; set; }

    /// <summary>Gets or sets the lower bound of the composite, exclusive.</summary>
    /// <value>The default value is null.</value>
    public decimal? MoreThan { get; set; }

    /// <summary>Gets or sets the upper bound of the composite, inclusive.</summary>
    /// <value>The default value is null: up to the next higher tier.</value>
    public decimal? AtMost { get; set; }

    /// <summary>Gets or sets the upper bound of the composite, exclusive.</summary>
    /// <value>The default value is null: up to the next higher tier.</value>
    public decimal? LessThan { get; set; }

    /// <summary>Gets or sets the condition. Laid over a preset it replaces the preset's as a whole.</summary>
    /// <value>The default value is null.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the tier's code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Order = visitor.Count("order", this.Order);
        this.Rank = visitor.Count("rank", this.Rank);
        this.AtLeast = visitor.Number("atLeast", this.AtLeast);
        this.MoreThan = visitor.Number("moreThan", this.MoreThan);
        this.AtMost = visitor.Number("atMost", this.AtMost);
        this.LessThan = visitor.Number("lessThan", this.LessThan);
        this.When = visitor.Whole("when", this.When);
        visitor.Exclusive("atLeast", "moreThan");
        visitor.Exclusive("atMost", "lessThan");
        foreach (string bound in new[] { "atLeast", "moreThan", "atMost", "lessThan" })
        {
            visitor.Exclusive("when", bound);
        }

        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
    }
}

/// <summary>One automatic tag.</summary>
public sealed class TagOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets when the tag is proposed. It may read confirmed tags, not proposed ones.</summary>
    /// <value>Required. Laid over a preset it replaces the preset's as a whole.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the tag's code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.When = visitor.Whole("when", this.When);
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
    }
}

/// <summary>How an assigned tier is held, so that it doesn't flap.</summary>
public sealed class TierStabilityOptions : OptionsNode
{
    /// <summary>Gets or sets how long a tier is kept before a worse one replaces it, such as <c>90d</c> or <c>3m</c>.</summary>
    /// <value>The default value is null: not at all. A better tier, and the end of an override, take effect at once.</value>
    public string? MinimumDwell { get; set; }

    /// <summary>Gets or sets by how many points the composite must pass a tier's upper edge before the customer goes up.</summary>
    /// <value>The default value is 0. Only for tiers that are bands of the composite.</value>
    public decimal? MarginUp { get; set; }

    /// <summary>Gets or sets by how many points the composite must fall below a tier's lower edge before the customer goes down.</summary>
    /// <value>The default value is 0. Only for tiers that are bands of the composite.</value>
    public decimal? MarginDown { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.MinimumDwell = visitor.Text("minimumDwell", this.MinimumDwell);
        this.MarginUp = visitor.Number("marginUp", this.MarginUp);
        this.MarginDown = visitor.Number("marginDown", this.MarginDown);
    }
}

/// <summary>Checks of attributes before scoring.</summary>
public sealed class TieringQualityOptions : OptionsNode
{
    /// <summary>Gets or sets the percentage of customers, 0 to 100, that must have an attribute, by its name.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, decimal> CompleteAttributes { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Gets or sets attributes, separated by commas, of which no two customers should share a value (tax number, phone).</summary>
    /// <value>The default value is null: none.</value>
    public string? UniqueAttributes { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.CompleteAttributes = visitor.Numbers("completeAttributes", this.CompleteAttributes) ?? this.CompleteAttributes;
        this.UniqueAttributes = visitor.Text("uniqueAttributes", this.UniqueAttributes);
    }
}
