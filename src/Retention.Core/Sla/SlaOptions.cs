using System;
using System.Collections.Generic;
using Retention.Core.Calendars;
using Retention.Core.Rules;

namespace Retention.Core.Sla;

/// <summary>Service levels: calendars, clocks with their targets, routing and the closed loop. Compile it with <see cref="SlaPolicy.Compile"/>.</summary>
public sealed class SlaOptions : OptionsNode
{
    /// <summary>Gets or sets the label of this version, such as <c>2026-Q1</c>.</summary>
    /// <value>The default value is the preset's name, else <c>unlabelled</c>.</value>
    public string? Label { get; set; }

    /// <summary>Gets or sets the name of a preset that fills in whatever is unset here.</summary>
    /// <value>The default value is null: none.</value>
    public string? Preset { get; set; }

    /// <summary>Gets or sets the IANA zone of calendars that state none, and in which days of real time are counted, such as <c>Asia/Shanghai</c>.</summary>
    /// <value>Required.</value>
    public string? Zone { get; set; }

    /// <summary>Gets or sets the business calendars by code. <c>round-the-clock</c> is always there: real time.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, CalendarOptions> Calendars { get; set; } = new Dictionary<string, CalendarOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the codes of the calendars of organisations.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, string> OrganisationCalendars { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the groups that handle cases, by code.</summary>
    /// <value>The default value is empty: any name is a group.</value>
    public Dictionary<string, CaseGroupOptions> Groups { get; set; } = new Dictionary<string, CaseGroupOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets which group gets a case that names none, by code; the first that matches, in their order.</summary>
    /// <value>The default value is empty: nobody.</value>
    public Dictionary<string, CaseRouteOptions> Routing { get; set; } = new Dictionary<string, CaseRouteOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the clocks by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, ClockOptions> Clocks { get; set; } = new Dictionary<string, ClockOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the closed loop.</summary>
    /// <value>The default value is null: the defaults of <see cref="CaseLoopOptions"/>.</value>
    public CaseLoopOptions? Loop { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Label = visitor.Text("label", this.Label);
        this.Preset = visitor.Text("preset", this.Preset);
        this.Zone = visitor.Text("zone", this.Zone);
        this.Calendars = visitor.Map("calendars", this.Calendars) ?? this.Calendars;
        this.OrganisationCalendars = visitor.Texts("organisationCalendars", this.OrganisationCalendars) ?? this.OrganisationCalendars;
        this.Groups = visitor.Map("groups", this.Groups) ?? this.Groups;
        this.Routing = visitor.Map("routing", this.Routing) ?? this.Routing;
        this.Clocks = visitor.Map("clocks", this.Clocks) ?? this.Clocks;
        this.Loop = visitor.Node("loop", this.Loop);
    }
}

/// <summary>A group that handles cases.</summary>
public sealed class CaseGroupOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the code of the calendar on which the group works.</summary>
    /// <value>The default value is null: the one that the target states.</value>
    public string? Calendar { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Calendar = visitor.Text("calendar", this.Calendar);
    }
}

/// <summary>Where cases of a kind go.</summary>
public sealed class CaseRouteOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the order in which routes are tried.</summary>
    /// <value>The default value is 0; equal orders are tried in ordinal order of their codes.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the condition on the case. Attributes: <c>priority</c>, <c>type</c>, <c>tier</c> (the customer's), <c>channel</c>, <c>organisation</c>, <c>group</c>; tags: the case's.</summary>
    /// <value>The default value is null: every case.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the code of the group.</summary>
    /// <value>Required.</value>
    public string? Group { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Order = visitor.Count("order", this.Order);
        this.When = visitor.Whole("when", this.When);
        this.Group = visitor.Text("group", this.Group);
    }
}

/// <summary>How a case is closed (记录 → 处理 → 反馈 → 确认 → 归档).</summary>
public sealed class CaseLoopOptions : OptionsNode
{
    /// <summary>Gets or sets how long after it was archived a case may be reopened as the same case, such as <c>7d</c>.</summary>
    /// <value>The default value is <c>30d</c>.</value>
    public string? ReopenWithin { get; set; }

    /// <summary>Gets or sets a value indicating whether a case can't be archived before the customer has confirmed the solution.</summary>
    /// <value>The default value is true.</value>
    public bool? NeedsConfirmation { get; set; }

    /// <summary>Gets or sets a value indicating whether work can't begin before somebody owns the case.</summary>
    /// <value>The default value is false.</value>
    public bool? NeedsOwner { get; set; }

    /// <summary>Gets or sets which clocks survive when another case is merged into this one: <c>own</c>, this case's as they are, or <c>earliest</c>, as if what happened in either case had happened in this one, so that each clock runs from the earlier start.</summary>
    /// <value>The default value is <c>own</c>.</value>
    public string? Merging { get; set; }

    /// <summary>Gets or sets which clocks a case has that is split off another: <c>new</c>, from the instant of the split, or <c>inherited</c>, those of the case that it was split off.</summary>
    /// <value>The default value is <c>new</c>.</value>
    public string? Splitting { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.ReopenWithin = visitor.Text("reopenWithin", this.ReopenWithin);
        this.NeedsConfirmation = visitor.Flag("needsConfirmation", this.NeedsConfirmation);
        this.NeedsOwner = visitor.Flag("needsOwner", this.NeedsOwner);
        this.Merging = visitor.Text("merging", this.Merging);
        this.Splitting = visitor.Text("splitting", this.Splitting);
    }
}
