using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>One stage.</summary>
public sealed class StageOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the place of the stage in lists and pictures.</summary>
    /// <value>The default value is 0; equal orders stand in ordinal order of their codes.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets a value indicating whether the stage lies over the others and hides them while it holds (a risk overlay); the stage beneath goes on changing.</summary>
    /// <value>The default value is false.</value>
    public bool? Overlay { get; set; }

    /// <summary>Gets or sets a value indicating whether customers in it are at risk: they are listed, and leaving it can be a win-back.</summary>
    /// <value>The default value is false.</value>
    public bool? AtRisk { get; set; }

    /// <summary>Gets or sets a value indicating whether no transition leads from it, nor anybody is moved from it by hand. A stage set by hand ends all the same.</summary>
    /// <value>The default value is false.</value>
    public bool? Terminal { get; set; }

    /// <summary>Gets or sets a value indicating whether it is entered only once; where it was only set by hand it hasn't been entered.</summary>
    /// <value>The default value is false: it can be entered again.</value>
    public bool? Once { get; set; }

    /// <summary>Gets or sets how far along the way the stage lies, 1 or more; the furthest stage that a customer has reached is the one with the greatest number.</summary>
    /// <value>The default value is null: the stage doesn't lie on the way (at risk, silent, lost).</value>
    public int? Progress { get; set; }

    /// <summary>Gets or sets how long a customer stays at least before a transition leads out of it, such as <c>7d</c>.</summary>
    /// <value>The default value is null: not at all.</value>
    public string? MinimumDwell { get; set; }

    /// <summary>Gets or sets how long after it was left no transition leads into it again, such as <c>30d</c>.</summary>
    /// <value>The default value is null: not at all.</value>
    public string? CoolDown { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Order = visitor.Count("order", this.Order);
        this.Overlay = visitor.Flag("overlay", this.Overlay);
        this.AtRisk = visitor.Flag("atRisk", this.AtRisk);
        this.Terminal = visitor.Flag("terminal", this.Terminal);
        this.Once = visitor.Flag("once", this.Once);
        this.Progress = visitor.Count("progress", this.Progress);
        this.MinimumDwell = visitor.Text("minimumDwell", this.MinimumDwell);
        this.CoolDown = visitor.Text("coolDown", this.CoolDown);
    }
}

/// <summary>A way from stages to a stage.</summary>
public sealed class TransitionOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the order in which transitions are tried; the first whose condition holds decides, also that the customer stays where it leads.</summary>
    /// <value>The default value is 0; equal orders are tried in ordinal order of their codes.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the codes of the stages from which it leads, separated by commas; <c>none</c> is no stage.</summary>
    /// <value>The default value is null: any stage of the same layer, and none.</value>
    public string? From { get; set; }

    /// <summary>Gets or sets the code of the stage to which it leads; <c>none</c> lifts an overlay.</summary>
    /// <value>Required.</value>
    public string? To { get; set; }

    /// <summary>Gets or sets when it is taken, by measures, signals, attributes and tags. What is missing doesn't move anybody.</summary>
    /// <value>The default value is null: always.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets what taking it means: <c>none</c>, <c>win-back</c> or <c>loss</c>. Imports, corrections, merges, moves by hand and new policies have no outcome whatever it says here.</summary>
    /// <value>The default value is <c>none</c>.</value>
    public string? Outcome { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Order = visitor.Count("order", this.Order);
        this.From = visitor.Text("from", this.From);
        this.To = visitor.Text("to", this.To);
        this.When = visitor.Whole("when", this.When);
        this.Outcome = visitor.Text("outcome", this.Outcome);
    }
}
