using System;
using System.Collections.Generic;
using Retention.Core.Measures;

namespace Retention.Core.Lifecycle;

/// <summary>The life of a customer: measures and signals, stages, and the transitions between them. Compile it with <see cref="LifecyclePolicy.Compile"/>.</summary>
public sealed class LifecycleOptions : OptionsNode
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

    /// <summary>Gets or sets the organisations whose purchases count, separated by commas.</summary>
    /// <value>The default value is null: all, so that the first purchase is the first in any of them.</value>
    public string? Organisations { get; set; }

    /// <summary>Gets or sets the measures by key that conditions test. Kinds: <c>recency-days</c>, <c>recency-months</c>, <c>silence-days</c>, <c>silence-months</c>, <c>tenure-days</c>, <c>tenure-months</c>, <c>frequency</c>, <c>spend</c>, <c>occurrences</c>, <c>latest-value</c>, <c>change-percent</c> and <c>indicator</c>; windows: <c>all</c> and lengths such as <c>90d</c> or <c>90d..180d</c>. The keys of <see cref="StageMeasures"/> are there without being defined.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, MeasureOptions> Measures { get; set; } = new Dictionary<string, MeasureOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the signals by code.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, SignalOptions> Signals { get; set; } = new Dictionary<string, SignalOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the stages by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, StageOptions> Stages { get; set; } = new Dictionary<string, StageOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the transitions by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, TransitionOptions> Transitions { get; set; } = new Dictionary<string, TransitionOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets what activates a customer after the first purchase, and within what time.</summary>
    /// <value>The default value is null: the defaults of <see cref="ActivationOptions"/>.</value>
    public ActivationOptions? Activation { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Label = visitor.Text("label", this.Label);
        this.Preset = visitor.Text("preset", this.Preset);
        this.Zone = visitor.Text("zone", this.Zone);
        this.Organisations = visitor.Text("organisations", this.Organisations);
        this.Measures = visitor.Map("measures", this.Measures) ?? this.Measures;
        this.Signals = visitor.Map("signals", this.Signals) ?? this.Signals;
        this.Stages = visitor.Map("stages", this.Stages) ?? this.Stages;
        this.Transitions = visitor.Map("transitions", this.Transitions) ?? this.Transitions;
        this.Activation = visitor.Node("activation", this.Activation);
    }
}

/// <summary>What activates a customer after the first purchase (plan rule C-4).</summary>
public sealed class ActivationOptions : OptionsNode
{
    /// <summary>Gets or sets the codes of the activities that activate, separated by commas; <c>purchase</c> is a further purchase.</summary>
    /// <value>The default value is <c>purchase</c>.</value>
    public string? Activities { get; set; }

    /// <summary>Gets or sets the window after the first purchase, in whole local days, such as <c>7d</c>: it ends at the local midnight that ends the last of them.</summary>
    /// <value>The default value is <c>7d</c>.</value>
    public string? Within { get; set; }

    /// <summary>Gets or sets the window of the activation rate, such as <c>30d</c>.</summary>
    /// <value>The default value is <c>30d</c>.</value>
    public string? RateWithin { get; set; }

    /// <summary>Gets or sets the goal of the activation rate in percent, 0 to 100.</summary>
    /// <value>The default value is 80.</value>
    public decimal? GoalPercent { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Activities = visitor.Text("activities", this.Activities);
        this.Within = visitor.Text("within", this.Within);
        this.RateWithin = visitor.Text("rateWithin", this.RateWithin);
        this.GoalPercent = visitor.Number("goalPercent", this.GoalPercent);
    }
}
