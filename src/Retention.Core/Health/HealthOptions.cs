using System;
using System.Collections.Generic;
using Retention.Core.Facts;
using Retention.Core.Rules;

namespace Retention.Core.Health;

/// <summary>A health score: measures in groups, their weights, the grades that cut the score, and the rules that overrule it. Compile it with <see cref="HealthPolicy.Compile"/>.</summary>
public sealed class HealthOptions : OptionsNode
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

    /// <summary>Gets or sets which documents count, where the score is computed from facts.</summary>
    /// <value>The default value is null: the defaults of <see cref="DocumentRulesOptions"/>.</value>
    public DocumentRulesOptions? Documents { get; set; }

    /// <summary>Gets or sets the measures by key.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, HealthMeasureOptions> Measures { get; set; } = new Dictionary<string, HealthMeasureOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the groups by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, HealthGroupOptions> Groups { get; set; } = new Dictionary<string, HealthGroupOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the percentage of the weights, 0 to 100, whose measures must be known. Below it the health is unknown.</summary>
    /// <value>The default value is 0: one measure is enough.</value>
    public decimal? CoverageAtLeast { get; set; }

    /// <summary>Gets or sets the grades by code, 2 to 12. Order 1 is the best.</summary>
    /// <value>The default value is empty; at least two are required.</value>
    public Dictionary<string, HealthGradeOptions> Grades { get; set; } = new Dictionary<string, HealthGradeOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets how the trend is told.</summary>
    /// <value>The default value is null: the defaults of <see cref="HealthTrendOptions"/>.</value>
    public HealthTrendOptions? Trend { get; set; }

    /// <summary>Gets or sets rules that overrule the computed score, by code: an open critical complaint caps at 40.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, HealthExceptionOptions> Exceptions { get; set; } = new Dictionary<string, HealthExceptionOptions>(StringComparer.Ordinal);

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Label = visitor.Text("label", this.Label);
        this.Preset = visitor.Text("preset", this.Preset);
        this.Zone = visitor.Text("zone", this.Zone);
        this.Documents = visitor.Node("documents", this.Documents);
        this.Measures = visitor.Map("measures", this.Measures) ?? this.Measures;
        this.Groups = visitor.Map("groups", this.Groups) ?? this.Groups;
        this.CoverageAtLeast = visitor.Number("coverageAtLeast", this.CoverageAtLeast);
        this.Grades = visitor.Map("grades", this.Grades) ?? this.Grades;
        this.Trend = visitor.Node("trend", this.Trend);
        this.Exceptions = visitor.Map("exceptions", this.Exceptions) ?? this.Exceptions;
    }
}

/// <summary>A group of measures.</summary>
public sealed class HealthGroupOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the place of the group in lists.</summary>
    /// <value>The default value is 0; equal orders stand in ordinal order of their codes.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the weight of the group, above 0 up to 1,000,000, with at most four decimals. Only the ratios of weights matter.</summary>
    /// <value>The default value is 1.</value>
    public decimal? Weight { get; set; }

    /// <summary>Gets or sets a value indicating whether the health is unknown where no measure of the group counts.</summary>
    /// <value>The default value is false: the weight of the group is shared among the others.</value>
    public bool? Require { get; set; }

    /// <summary>Gets or sets the English advice to give where it is weak.</summary>
    /// <value>The default value is null: none.</value>
    public string? Advice { get; set; }

    /// <summary>Gets or sets the Chinese advice.</summary>
    /// <value>The default value is the English advice.</value>
    public string? AdviceChinese { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Order = visitor.Count("order", this.Order);
        this.Weight = visitor.Number("weight", this.Weight);
        this.Require = visitor.Flag("require", this.Require);
        this.Advice = visitor.Text("advice", this.Advice);
        this.AdviceChinese = visitor.Text("adviceChinese", this.AdviceChinese);
    }
}

/// <summary>A grade: a stretch of scores.</summary>
public sealed class HealthGradeOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the place of the grade: 1 is the best.</summary>
    /// <value>Required, 1 or more; no two grades share one.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the lower bound of the score, inclusive.</summary>
    /// <value>The default value is null.</value>
    public decimal? AtLeast { get; set; }

    /// <summary>Gets or sets the lower bound of the score, exclusive.</summary>
    /// <value>The default value is null.</value>
    public decimal? MoreThan { get; set; }

    /// <summary>Gets or sets the upper bound of the score, inclusive.</summary>
    /// <value>The default value is null: up to the next better grade.</value>
    public decimal? AtMost { get; set; }

    /// <summary>Gets or sets the upper bound of the score, exclusive.</summary>
    /// <value>The default value is null: up to the next better grade.</value>
    public decimal? LessThan { get; set; }

    /// <summary>Gets or sets the colour in which it is shown, as the host understands it: <c>green</c>, <c>#2e7d32</c>.</summary>
    /// <value>The default value is null: none.</value>
    public string? Colour { get; set; }

    /// <summary>Gets or sets the English advice to give where it is weak.</summary>
    /// <value>The default value is null: none.</value>
    public string? Advice { get; set; }

    /// <summary>Gets or sets the Chinese advice.</summary>
    /// <value>The default value is the English advice.</value>
    public string? AdviceChinese { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Order = visitor.Count("order", this.Order);
        this.AtLeast = visitor.Number("atLeast", this.AtLeast);
        this.MoreThan = visitor.Number("moreThan", this.MoreThan);
        this.AtMost = visitor.Number("atMost", this.AtMost);
        this.LessThan = visitor.Number("lessThan", this.LessThan);
        this.Colour = visitor.Text("colour", this.Colour);
        this.Advice = visitor.Text("advice", this.Advice);
        this.AdviceChinese = visitor.Text("adviceChinese", this.AdviceChinese);
        visitor.Exclusive("atLeast", "moreThan");
        visitor.Exclusive("atMost", "lessThan");
    }
}

/// <summary>How the trend of a score is told.</summary>
public sealed class HealthTrendOptions : OptionsNode
{
    /// <summary>Gets or sets over what time, such as <c>90d</c> or <c>3m</c>.</summary>
    /// <value>The default value is <c>90d</c>.</value>
    public string? Over { get; set; }

    /// <summary>Gets or sets by how many points the score must have changed, more than which it rises or falls.</summary>
    /// <value>The default value is 2.</value>
    public decimal? DeadBand { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Over = visitor.Text("over", this.Over);
        this.DeadBand = visitor.Number("deadBand", this.DeadBand);
    }
}

/// <summary>A rule that overrules the computed score.</summary>
public sealed class HealthExceptionOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the key.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the order in which exceptions are looked at.</summary>
    /// <value>The default value is 0; equal orders are looked at in ordinal order of their codes.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets when it applies: by measures (their values), scores (of measures), composites (the scores of groups), attributes and tags. What is missing doesn't apply a rule.</summary>
    /// <value>Required.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the score that takes the computed one's place, 0 to 100.</summary>
    /// <value>The default value is null. Exactly one of <c>set</c>, <c>cap</c> and <c>floor</c> is required.</value>
    public decimal? Set { get; set; }

    /// <summary>Gets or sets the score that is not exceeded, 0 to 100.</summary>
    /// <value>The default value is null.</value>
    public decimal? Cap { get; set; }

    /// <summary>Gets or sets the score that is not undercut, 0 to 100.</summary>
    /// <value>The default value is null.</value>
    public decimal? Floor { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Order = visitor.Count("order", this.Order);
        this.When = visitor.Whole("when", this.When);
        this.Set = visitor.Number("set", this.Set);
        this.Cap = visitor.Number("cap", this.Cap);
        this.Floor = visitor.Number("floor", this.Floor);
        visitor.Exclusive("set", "cap", "floor");
    }
}
