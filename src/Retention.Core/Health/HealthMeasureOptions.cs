using Retention.Core.Measures;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>One measure of a health score.</summary>
public sealed class HealthMeasureOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the code of the group in which it counts.</summary>
    /// <value>The default value is the only group, where there is one.</value>
    public string? Group { get; set; }

    /// <summary>Gets or sets the place of the measure in its group.</summary>
    /// <value>The default value is 0; equal orders stand in ordinal order of their keys.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the weight in the group, above 0 up to 1,000,000, with at most four decimals. Only the ratios of weights matter.</summary>
    /// <value>The default value is 1.</value>
    public decimal? Weight { get; set; }

    /// <summary>Gets or sets how the value is computed where the score is computed from facts.</summary>
    /// <value>The default value is null: the customer's indicator of the measure's key.</value>
    public MeasureOptions? Source { get; set; }

    /// <summary>Gets or sets how the value becomes a score from 0 to 100. A rank (<c>percentile</c>, <c>groups</c>, <c>rfm-r</c>, <c>qcut</c>, <c>top-share</c>) needs a customer base: see <see cref="HealthModel.Freeze"/>.</summary>
    /// <value>The default value is <c>given</c>: the value is the score, clamped to 0 to 100.</value>
    public ScaleOptions? Scale { get; set; }

    /// <summary>Gets or sets whether a high score of the scale is good: <c>positive</c>, or <c>negative</c> (then 100 less the score counts).</summary>
    /// <value>The default value is <c>positive</c>.</value>
    public string? Polarity { get; set; }

    /// <summary>Gets or sets what happens where it is missing: <c>exclude</c> (its weight is shared among the others of the group; a group without any leaves its weight to the other groups), <c>worst</c> (the lowest score that the scale gives), <c>neutral</c> (50) or a number from 0 to 100 as the neutral score, <c>hold-last</c> (the last known value, as long as <see cref="HoldFor"/> says; then exclude), or <c>require</c> (the health is unknown).</summary>
    /// <value>The default value is <c>exclude</c>.</value>
    public string? Missing { get; set; }

    /// <summary>Gets or sets for <c>hold-last</c>: how long after it was measured a value is held, such as <c>180d</c>.</summary>
    /// <value>The default value is null; required for <c>hold-last</c>.</value>
    public string? HoldFor { get; set; }

    /// <summary>Gets or sets how long after it was measured a value counts, such as <c>90d</c>; one that is older is missing.</summary>
    /// <value>The default value is null: for ever.</value>
    public string? ValidFor { get; set; }

    /// <summary>Gets or sets a value indicating whether it counts only after somebody else has reviewed it (plan rule H-5).</summary>
    /// <value>The default value is false.</value>
    public bool? SelfAssessed { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Group = visitor.Text("group", this.Group);
        this.Order = visitor.Count("order", this.Order);
        this.Weight = visitor.Number("weight", this.Weight);
        this.Source = visitor.Whole("source", this.Source);
        this.Scale = visitor.Whole("scale", this.Scale);
        this.Polarity = visitor.Text("polarity", this.Polarity);
        this.Missing = visitor.Text("missing", this.Missing);
        this.HoldFor = visitor.Text("holdFor", this.HoldFor);
        this.ValidFor = visitor.Text("validFor", this.ValidFor);
        this.SelfAssessed = visitor.Flag("selfAssessed", this.SelfAssessed);
    }
}
