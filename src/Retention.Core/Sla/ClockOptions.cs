using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Sla;

/// <summary>A clock: what starts, pauses, resumes, stops and cancels it, and within what time it must stop.</summary>
public sealed class ClockOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets what it measures, which states the defaults of what moves it: see <see cref="ClockMetric"/>.</summary>
    /// <value>Required.</value>
    public string? Metric { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that start it.</summary>
    /// <value>The default value is the metric's.</value>
    public string? Start { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that pause it. A pause holds until it is resumed, also before the clock starts.</summary>
    /// <value>The default value is the metric's.</value>
    public string? Pause { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that resume it.</summary>
    /// <value>The default value is the metric's.</value>
    public string? Resume { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that stop it.</summary>
    /// <value>The default value is the metric's. An automatic reply (<c>auto-message</c>) stops a clock only if it is listed here.</value>
    public string? Stop { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that stop it and start its next cycle.</summary>
    /// <value>The default value is the metric's.</value>
    public string? Renew { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that end it without a result.</summary>
    /// <value>The default value is the metric's: <c>cancelled, merged, archived</c>, and of a follow-up <c>cancelled, merged, reopened, rejected</c>.</value>
    public string? Cancel { get; set; }

    /// <summary>Gets or sets the activities, separated by commas, that reopen the case.</summary>
    /// <value>The default value is <c>reopened, rejected</c>.</value>
    public string? Reopen { get; set; }

    /// <summary>Gets or sets whether a start after a stop opens a new cycle: <c>once</c> or <c>each-time</c>.</summary>
    /// <value>The default value is the metric's.</value>
    public string? Cycles { get; set; }

    /// <summary>Gets or sets what reopening the case does to a clock that stopped: <c>continue</c> the same cycle, open a <c>new-cycle</c>, or <c>none</c>.</summary>
    /// <value>The default value is the metric's.</value>
    public string? Reopening { get; set; }

    /// <summary>Gets or sets whether the time between stop and reopening counts in a cycle that continues: <c>counted</c> or <c>not-counted</c>.</summary>
    /// <value>The default value is <c>not-counted</c>.</value>
    public string? ClosedTime { get; set; }

    /// <summary>Gets or sets what a change of priority, tier, group, policy or calendar does to a running cycle: <c>keep-elapsed</c> (what has passed counts, the rest passes by the new target), <c>restart</c>, <c>retroactive</c> (as if the new target had held since the start), <c>retroactive-without-pauses</c> (likewise, and past pauses count) or <c>freeze</c> (the old target stays).</summary>
    /// <value>The default value is <c>keep-elapsed</c>.</value>
    public string? OnChange { get; set; }

    /// <summary>Gets or sets the targets by code; the first that matches, in their order, holds. A case without one has no such clock.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, TargetOptions> Targets { get; set; } = new Dictionary<string, TargetOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets who is told when, by code.</summary>
    /// <value>The default value is empty: nobody.</value>
    public Dictionary<string, NoticeOptions> Notices { get; set; } = new Dictionary<string, NoticeOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the role that is told when the deadline is missed.</summary>
    /// <value>The default value is null: nobody in particular; the event is there all the same.</value>
    public string? MissedRole { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Metric = visitor.Text("metric", this.Metric);
        this.Start = visitor.Text("start", this.Start);
        this.Pause = visitor.Text("pause", this.Pause);
        this.Resume = visitor.Text("resume", this.Resume);
        this.Stop = visitor.Text("stop", this.Stop);
        this.Renew = visitor.Text("renew", this.Renew);
        this.Cancel = visitor.Text("cancel", this.Cancel);
        this.Reopen = visitor.Text("reopen", this.Reopen);
        this.Cycles = visitor.Text("cycles", this.Cycles);
        this.Reopening = visitor.Text("reopening", this.Reopening);
        this.ClosedTime = visitor.Text("closedTime", this.ClosedTime);
        this.OnChange = visitor.Text("onChange", this.OnChange);
        this.Targets = visitor.Map("targets", this.Targets) ?? this.Targets;
        this.Notices = visitor.Map("notices", this.Notices) ?? this.Notices;
        this.MissedRole = visitor.Text("missedRole", this.MissedRole);
    }
}

/// <summary>Within what time a clock must stop.</summary>
public sealed class TargetOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the order in which targets are tried.</summary>
    /// <value>The default value is 0; equal orders are tried in ordinal order of their codes.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the condition on the case. Attributes: <c>priority</c>, <c>type</c>, <c>tier</c> (the customer's), <c>channel</c>, <c>organisation</c>, <c>group</c>; tags: the case's.</summary>
    /// <value>The default value is null: every case.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the time allowed: on the calendar such as <c>30min</c> or <c>8h</c>; in days, weeks or months such as <c>3d</c> on the local clock whatever is worked.</summary>
    /// <value>The default value is null. One of <c>within</c>, <c>businessDays</c> and <c>promised</c> is required.</value>
    public string? Within { get; set; }

    /// <summary>Gets or sets the business day after the start by which it must stop, 0 or more: 0 is the start's own, or the next if that is none.</summary>
    /// <value>The default value is null.</value>
    public int? BusinessDays { get; set; }

    /// <summary>Gets or sets the local time of that business day, such as <c>16:00</c>.</summary>
    /// <value>The default value is null: its last closing.</value>
    public string? By { get; set; }

    /// <summary>Gets or sets from which date business days are counted: <c>from-date</c> or <c>from-opening</c>, where what comes after closing counts as come the next business day.</summary>
    /// <value>The default value is <c>from-date</c>.</value>
    public string? CountFrom { get; set; }

    /// <summary>Gets or sets a value indicating whether it must stop by the instant that was promised when it started.</summary>
    /// <value>The default value is null: no.</value>
    public bool? Promised { get; set; }

    /// <summary>Gets or sets the code of the calendar.</summary>
    /// <value>The default value is <c>round-the-clock</c>: real time.</value>
    public string? Calendar { get; set; }

    /// <summary>Gets or sets whose calendar counts: <c>fixed</c>, the one stated; the <c>team</c>'s (the group's), the <c>organisation</c>'s or the <c>customer</c>'s, and the one stated where these have none.</summary>
    /// <value>The default value is <c>fixed</c>.</value>
    public string? CalendarOf { get; set; }

    /// <summary>Gets or sets where a deadline falls that ends exactly at closing: <c>at-closing</c> or <c>at-next-opening</c>.</summary>
    /// <value>The default value is <c>at-closing</c>.</value>
    public string? Boundary { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Order = visitor.Count("order", this.Order);
        this.When = visitor.Whole("when", this.When);
        this.Within = visitor.Text("within", this.Within);
        this.BusinessDays = visitor.Count("businessDays", this.BusinessDays);
        this.By = visitor.Text("by", this.By);
        this.CountFrom = visitor.Text("countFrom", this.CountFrom);
        this.Promised = visitor.Flag("promised", this.Promised);
        this.Calendar = visitor.Text("calendar", this.Calendar);
        this.CalendarOf = visitor.Text("calendarOf", this.CalendarOf);
        this.Boundary = visitor.Text("boundary", this.Boundary);
        visitor.Exclusive("within", "businessDays", "promised");
    }
}

/// <summary>Who is told when. Exactly one of <c>atPercent</c>, <c>before</c> and <c>after</c> is set.</summary>
public sealed class NoticeOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the share of the time allowed, in percent, more than 0; 100 is the deadline, and more is beyond it.</summary>
    /// <value>The default value is null.</value>
    public decimal? AtPercent { get; set; }

    /// <summary>Gets or sets how long before the deadline, in the clock's time, such as <c>30min</c>; where less is allowed, at the start.</summary>
    /// <value>The default value is null.</value>
    public string? Before { get; set; }

    /// <summary>Gets or sets how long after the deadline, in the clock's time, such as <c>2h</c>.</summary>
    /// <value>The default value is null.</value>
    public string? After { get; set; }

    /// <summary>Gets or sets the role that is told, such as <c>supervisor</c>.</summary>
    /// <value>Required.</value>
    public string? Role { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.AtPercent = visitor.Number("atPercent", this.AtPercent);
        this.Before = visitor.Text("before", this.Before);
        this.After = visitor.Text("after", this.After);
        this.Role = visitor.Text("role", this.Role);
        visitor.Exclusive("atPercent", "before", "after");
    }
}
