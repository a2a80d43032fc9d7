using System;
using System.Collections.Generic;

namespace Retention.Core.Rules;

/// <summary>One condition: a leaf that tests one thing, or a combination of others.</summary>
/// <remarks>
/// Exactly one kind is set: <see cref="Measure"/>, <see cref="Score"/>, <see cref="Composite"/>, <see cref="Attribute"/>, <see cref="Tag"/>,
/// <see cref="Signal"/>, <see cref="All"/>, <see cref="Any"/> or <see cref="Not"/>. A test of something missing is neither met nor unmet but unknown; unknown
/// spreads as in Kleene's logic (<c>all</c> with one unmet part is unmet, <c>any</c> with one met part is met), and a rule whose condition is
/// unknown doesn't apply.
/// </remarks>
public sealed class ConditionOptions : OptionsNode
{
    /// <summary>Gets or sets the measure whose value is tested.</summary>
    /// <value>The default value is null.</value>
    public string? Measure { get; set; }

    /// <summary>Gets or sets the score that is tested.</summary>
    /// <value>The default value is null.</value>
    public string? Score { get; set; }

    /// <summary>Gets or sets the composite that is tested.</summary>
    /// <value>The default value is null.</value>
    public string? Composite { get; set; }

    /// <summary>Gets or sets the attribute whose text or date is tested.</summary>
    /// <value>The default value is null.</value>
    public string? Attribute { get; set; }

    /// <summary>Gets or sets the tag that the customer has. Confirmed tags are read, unless <see cref="Proposed"/> asks for proposed ones too.</summary>
    /// <value>The default value is null.</value>
    public string? Tag { get; set; }

    /// <summary>Gets or sets the signal that is on, where the policy has signals. Whether it is, is always known.</summary>
    /// <value>The default value is null.</value>
    public string? Signal { get; set; }

    /// <summary>Gets or sets conditions that must all be met, by keys of the author's choice; tested in ordinal order of the keys.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, ConditionOptions> All { get; set; } = new Dictionary<string, ConditionOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets conditions of which one must be met, by keys of the author's choice; tested in ordinal order of the keys.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, ConditionOptions> Any { get; set; } = new Dictionary<string, ConditionOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets a condition that must not be met; unknown stays unknown.</summary>
    /// <value>The default value is null.</value>
    public ConditionOptions? Not { get; set; }

    /// <summary>Gets or sets the lower bound, inclusive, of a measure, score or composite.</summary>
    /// <value>The default value is null.</value>
    public decimal? AtLeast { get; set; }

    /// <summary>Gets or sets the lower bound, exclusive, of a measure, score or composite.</summary>
    /// <value>The default value is null.</value>
    public decimal? MoreThan { get; set; }

    /// <summary>Gets or sets the upper bound, inclusive, of a measure, score or composite.</summary>
    /// <value>The default value is null.</value>
    public decimal? AtMost { get; set; }

    /// <summary>Gets or sets the upper bound, exclusive, of a measure, score or composite.</summary>
    /// <value>The default value is null.</value>
    public decimal? LessThan { get; set; }

    /// <summary>Gets or sets a value indicating whether the measure, score, composite or attribute is missing (true) or present (false). Never unknown.</summary>
    /// <value>The default value is null: not tested.</value>
    public bool? Missing { get; set; }

    /// <summary>Gets or sets the text that the attribute equals (ordinal).</summary>
    /// <value>The default value is null.</value>
    public string? Is { get; set; }

    /// <summary>Gets or sets texts, separated by commas, of which the attribute equals one (ordinal).</summary>
    /// <value>The default value is null.</value>
    public string? OneOf { get; set; }

    /// <summary>Gets or sets the first date (ISO <c>yyyy-MM-dd</c>), inclusive, of an attribute that is a date.</summary>
    /// <value>The default value is null.</value>
    public string? OnOrAfter { get; set; }

    /// <summary>Gets or sets the date (ISO <c>yyyy-MM-dd</c>), exclusive, before which an attribute that is a date lies.</summary>
    /// <value>The default value is null.</value>
    public string? Before { get; set; }

    /// <summary>Gets or sets a value indicating whether a tag counts that is proposed and not yet confirmed.</summary>
    /// <value>The default value is false.</value>
    public bool? Proposed { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Measure = visitor.Text("measure", this.Measure);
        this.Score = visitor.Text("score", this.Score);
        this.Composite = visitor.Text("composite", this.Composite);
        this.Attribute = visitor.Text("attribute", this.Attribute);
        this.Tag = visitor.Text("tag", this.Tag);
        this.Signal = visitor.Text("signal", this.Signal);
        this.All = visitor.Map("all", this.All) ?? this.All;
        this.Any = visitor.Map("any", this.Any) ?? this.Any;
        this.Not = visitor.Whole("not", this.Not);
        this.AtLeast = visitor.Number("atLeast", this.AtLeast);
        this.MoreThan = visitor.Number("moreThan", this.MoreThan);
        this.AtMost = visitor.Number("atMost", this.AtMost);
        this.LessThan = visitor.Number("lessThan", this.LessThan);
        this.Missing = visitor.Flag("missing", this.Missing);
        this.Is = visitor.Text("is", this.Is);
        this.OneOf = visitor.Text("oneOf", this.OneOf);
        this.OnOrAfter = visitor.Text("onOrAfter", this.OnOrAfter);
        this.Before = visitor.Text("before", this.Before);
        this.Proposed = visitor.Flag("proposed", this.Proposed);
    }
}
