using System.Collections.Generic;

namespace Retention.Core.Measures;

/// <summary>One named measure of a customer.</summary>
public sealed class MeasureOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets how it is computed: a <see cref="MeasureKind"/> such as <c>recency-days</c>, <c>frequency</c> or <c>spend</c>.</summary>
    /// <value>Required.</value>
    public string? Kind { get; set; }

    /// <summary>Gets or sets the window, such as <c>12m</c>, <c>90d</c>, <c>this-year</c> or <c>12m..24m</c> (see <see cref="Periods.TimeWindow"/>).</summary>
    /// <value>The default value is <c>all</c>. Kinds that look at all known orders take no window.</value>
    public string? Window { get; set; }

    /// <summary>Gets or sets the codes of the occurrences that count, separated by commas.</summary>
    /// <value>The default value is null. Required for <c>occurrences</c> and <c>latest-value</c>; optional for <c>silence-days</c> and <c>silence-months</c>.</value>
    public string? Occurrences { get; set; }

    /// <summary>Gets or sets factors by occurrence code that bring answers on different scales to one (1–10 × 10, 1–5 × 20).</summary>
    /// <value>The default value is empty: every factor is 1.</value>
    public Dictionary<string, decimal> Factors { get; set; } = new Dictionary<string, decimal>(System.StringComparer.Ordinal);

    /// <summary>Gets or sets the indicator's name.</summary>
    /// <value>The default value is the measure's key.</value>
    public string? Indicator { get; set; }

    /// <summary>Gets or sets the attribute that holds the date (ISO <c>yyyy-MM-dd</c>) on which the relationship began.</summary>
    /// <value>The default value is null: the first order's date.</value>
    public string? StartAttribute { get; set; }

    /// <summary>Gets or sets the measure whose change <c>change-percent</c> is; its window must be a length such as <c>12m</c>.</summary>
    /// <value>The default value is null; required for <c>change-percent</c>.</value>
    public string? Of { get; set; }

    /// <summary>Gets or sets what the number counts: <c>number</c>, <c>days</c>, <c>months</c>, <c>money</c> or <c>percent</c>.</summary>
    /// <value>The default value follows from the kind.</value>
    public string? Unit { get; set; }

    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the measure's key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the lowest value that is possible, inclusive.</summary>
    /// <value>The default value is null: any. Lower values are a data-quality finding.</value>
    public decimal? PossibleFrom { get; set; }

    /// <summary>Gets or sets the highest value that is possible, inclusive.</summary>
    /// <value>The default value is null: any. Higher values are a data-quality finding.</value>
    public decimal? PossibleTo { get; set; }

    /// <summary>Gets or sets the percentage of customers, 0 to 100, that must have a value.</summary>
    /// <value>The default value is 0. Fewer is a data-quality finding.</value>
    public decimal? CompletenessAtLeast { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Kind = visitor.Text("kind", this.Kind);
        this.Window = visitor.Text("window", this.Window);
        this.Occurrences = visitor.Text("occurrences", this.Occurrences);
        this.Factors = visitor.Numbers("factors", this.Factors) ?? this.Factors;
        this.Indicator = visitor.Text("indicator", this.Indicator);
        this.StartAttribute = visitor.Text("startAttribute", this.StartAttribute);
        this.Of = visitor.Text("of", this.Of);
        this.Unit = visitor.Text("unit", this.Unit);
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.PossibleFrom = visitor.Number("possibleFrom", this.PossibleFrom);
        this.PossibleTo = visitor.Number("possibleTo", this.PossibleTo);
        this.CompletenessAtLeast = visitor.Number("completenessAtLeast", this.CompletenessAtLeast);
    }
}
