using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>A named detector of something that happens to a customer.</summary>
public sealed class SignalOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets what it detects: a <see cref="SignalKind"/> such as <c>inactivity</c> or <c>spend-down</c>.</summary>
    /// <value>Required.</value>
    public string? Kind { get; set; }

    /// <summary>Gets or sets how grave it is among the reasons for which a customer is at risk: 1 is the gravest.</summary>
    /// <value>The default value is 100.</value>
    public int? Rank { get; set; }

    /// <summary>Gets or sets when it is looked for at all, by measures, attributes and tags; while this doesn't hold the signal is off.</summary>
    /// <value>The default value is null: always.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the codes of the activities that it looks at, separated by commas.</summary>
    /// <value>The default value follows from the kind: see <see cref="SignalKind"/>.</value>
    public string? Activities { get; set; }

    /// <summary>Gets or sets its length of time, such as <c>30d</c> or <c>12m</c>: see <see cref="SignalKind"/>.</summary>
    /// <value>The default value follows from the kind.</value>
    public string? Window { get; set; }

    /// <summary>Gets or sets by how many percent something must have changed, at least, for the signal to rise.</summary>
    /// <value>The default value is 30.</value>
    public decimal? Percent { get; set; }

    /// <summary>Gets or sets the change in percent at which the signal ends again, at most; between the two it stays as it is.</summary>
    /// <value>The default value is <see cref="Percent"/>: the signal ends as soon as it would not rise.</value>
    public decimal? ClearPercent { get; set; }

    /// <summary>Gets or sets how many things there must be for the signal to rise: see <see cref="SignalKind"/>.</summary>
    /// <value>The default value follows from the kind.</value>
    public int? AtLeast { get; set; }

    /// <summary>Gets or sets the bound below which (exclusive) satisfaction is low, 0 to 100.</summary>
    /// <value>The default value is 60.</value>
    public decimal? Below { get; set; }

    /// <summary>Gets or sets the satisfaction at which low satisfaction ends again.</summary>
    /// <value>The default value is <see cref="Below"/>.</value>
    public decimal? ClearAtLeast { get; set; }

    /// <summary>Gets or sets by how many points satisfaction must have fallen, at least.</summary>
    /// <value>The default value is 10.</value>
    public decimal? Fall { get; set; }

    /// <summary>Gets or sets factors by activity code that bring answers on different scales to one (1–10 × 10, 1–5 × 20).</summary>
    /// <value>The default value is empty: every factor is 1.</value>
    public Dictionary<string, decimal> Factors { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Gets or sets how many median absolute deviations an interval may lie beyond the median.</summary>
    /// <value>The default value is 3.</value>
    public decimal? Spread { get; set; }

    /// <summary>Gets or sets the interval that a contract states, such as <c>3m</c>.</summary>
    /// <value>The default value is null. For <c>contract-overdue</c>, this or <see cref="Indicator"/> is required.</value>
    public string? Every { get; set; }

    /// <summary>Gets or sets the name of the customer's own number of days that a contract states.</summary>
    /// <value>The default value is null.</value>
    public string? Indicator { get; set; }

    /// <summary>Gets or sets days beyond an interval that don't count, such as <c>3d</c>.</summary>
    /// <value>The default value is null: none.</value>
    public string? Grace { get; set; }

    /// <summary>Gets or sets for <c>condition</c>: when the signal rises.</summary>
    /// <value>The default value is null; required for <c>condition</c>.</value>
    public ConditionOptions? Rise { get; set; }

    /// <summary>Gets or sets for <c>condition</c>: when it ends again.</summary>
    /// <value>The default value is null: as soon as it would not rise.</value>
    public ConditionOptions? Clear { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Kind = visitor.Text("kind", this.Kind);
        this.Rank = visitor.Count("rank", this.Rank);
        this.When = visitor.Whole("when", this.When);
        this.Activities = visitor.Text("activities", this.Activities);
        this.Window = visitor.Text("window", this.Window);
        this.Percent = visitor.Number("percent", this.Percent);
        this.ClearPercent = visitor.Number("clearPercent", this.ClearPercent);
        this.AtLeast = visitor.Count("atLeast", this.AtLeast);
        this.Below = visitor.Number("below", this.Below);
        this.ClearAtLeast = visitor.Number("clearAtLeast", this.ClearAtLeast);
        this.Fall = visitor.Number("fall", this.Fall);
        this.Factors = visitor.Numbers("factors", this.Factors) ?? this.Factors;
        this.Spread = visitor.Number("spread", this.Spread);
        this.Every = visitor.Text("every", this.Every);
        this.Indicator = visitor.Text("indicator", this.Indicator);
        this.Grace = visitor.Text("grace", this.Grace);
        this.Rise = visitor.Whole("rise", this.Rise);
        this.Clear = visitor.Whole("clear", this.Clear);
    }
}
