using System;
using System.Collections.Generic;

namespace Retention.Core.Scoring;

/// <summary>One score: a measure and the scale that turns it into points.</summary>
public sealed class ScoreOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the measure that is scored.</summary>
    /// <value>The default value is the score's key.</value>
    public string? Measure { get; set; }

    /// <summary>Gets or sets the scale. Laid over a preset it replaces the preset's as a whole.</summary>
    /// <value>Required.</value>
    public ScaleOptions? Scale { get; set; }

    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the score's key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Measure = visitor.Text("measure", this.Measure);
        this.Scale = visitor.Whole("scale", this.Scale);
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
    }
}

/// <summary>How a measure's value becomes a score.</summary>
/// <remarks>
/// Kinds:
/// <list type="bullet">
/// <item><c>points</c>: piecewise linear between <see cref="Points"/>, clamped outside, or <see cref="Below"/> and <see cref="Above"/> there;</item>
/// <item><c>bands</c>: the score of the band in which the value lies (<see cref="Points"/> are its lower ends, inclusive);</item>
/// <item><c>given</c>: the value is the score, clamped to 0–100;</item>
/// <item><c>percentile</c>: 100 · (below + ½ equal) ÷ n in the population;</item>
/// <item><c>groups</c>: 1 to <see cref="Groups"/> by rank; equal values share a group: 1 + ⌊groups · below ÷ n⌋;</item>
/// <item><c>ntile</c>: 1 to <see cref="Groups"/> as SQL <c>NTILE</c> splits them, ties by customer id; can't be frozen;</item>
/// <item><c>rfm-r</c>: as the R package rfm 0.3: type-7 quantiles + 1, lower bound inclusive, computed in IEEE double;</item>
/// <item><c>qcut</c>: as pandas <c>qcut</c> with <c>duplicates='drop'</c>: type-7 quantiles, upper bound inclusive, computed in IEEE double; missing where all values are equal;</item>
/// <item><c>top-share</c>: 100 for the top <see cref="SharePercent"/> of the customers above <see cref="Among"/>, ties at the edge included; 0 for the others.</item>
/// </list>
/// </remarks>
public sealed class ScaleOptions : OptionsNode
{
    /// <summary>Gets or sets the kind of scale.</summary>
    /// <value>Required.</value>
    public string? Kind { get; set; }

    /// <summary>Gets or sets which values are better for a rank: <c>higher</c> or <c>lower</c>. Points and bands say it themselves.</summary>
    /// <value>The default value follows from the measure: lower for recency, silence and risk, else higher.</value>
    public string? Direction { get; set; }

    /// <summary>Gets or sets the points of <c>points</c> or the lower ends of <c>bands</c>, by keys of the author's choice.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, ScalePointOptions> Points { get; set; } = new Dictionary<string, ScalePointOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the score below the first point, or below the first band.</summary>
    /// <value>The default value is the first point's score; for bands it is required.</value>
    public decimal? Below { get; set; }

    /// <summary>Gets or sets the score above the last point (not at it).</summary>
    /// <value>The default value is the last point's score. Not used by <c>bands</c>.</value>
    public decimal? Above { get; set; }

    /// <summary>Gets or sets the number of groups of <c>groups</c>, <c>ntile</c>, <c>rfm-r</c> and <c>qcut</c>, 2 to 100.</summary>
    /// <value>The default value is 5.</value>
    public int? Groups { get; set; }

    /// <summary>Gets or sets the share of <c>top-share</c> in percent, above 0 up to 100.</summary>
    /// <value>The default value is 20.</value>
    public decimal? SharePercent { get; set; }

    /// <summary>Gets or sets the value above which (exclusive) a customer is ranked by <c>top-share</c> at all.</summary>
    /// <value>The default value is 0.</value>
    public decimal? Among { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Kind = visitor.Text("kind", this.Kind);
        this.Direction = visitor.Text("direction", this.Direction);
        this.Points = visitor.Map("points", this.Points) ?? this.Points;
        this.Below = visitor.Number("below", this.Below);
        this.Above = visitor.Number("above", this.Above);
        this.Groups = visitor.Count("groups", this.Groups);
        this.SharePercent = visitor.Number("sharePercent", this.SharePercent);
        this.Among = visitor.Number("among", this.Among);
    }
}

/// <summary>One point of a scale.</summary>
public sealed class ScalePointOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the measure's value, with at most four decimals.</summary>
    /// <value>Required.</value>
    public decimal? At { get; set; }

    /// <summary>Gets or sets the score there, with at most four decimals.</summary>
    /// <value>Required.</value>
    public decimal? Score { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.At = visitor.Number("at", this.At);
        this.Score = visitor.Number("score", this.Score);
    }
}
