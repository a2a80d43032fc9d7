using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>What is known of a case that its targets and routes turn on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CaseFacts : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="type">What it is about, such as <c>product</c> or <c>complaint</c>.</param>
    /// <param name="priority">How pressing it is, such as <c>urgent</c>.</param>
    /// <param name="tier">The customer's tier; null if unknown.</param>
    /// <param name="channel">How it came; null if unknown.</param>
    /// <param name="organisation">The organisation; empty if there is one only.</param>
    /// <param name="customerCalendar">The code of the customer's calendar; null for none.</param>
    /// <param name="tags">Tags of the case and its customer, such as <c>at-risk</c>; copied.</param>
    public CaseFacts(string type, string priority, string? tier, string? channel, string organisation, string? customerCalendar, IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(priority);
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(tags);
        this.Type = type;
        this.Priority = priority;
        this.Tier = tier;
        this.Channel = channel;
        this.Organisation = organisation;
        this.CustomerCalendar = customerCalendar;
        this.Tags = FixedList.Of(tags);
    }

    /// <summary>Makes the value from a draft.</summary>
    /// <param name="draft">The draft; copied.</param>
    public CaseFacts(CaseFactsDraft draft)
        : this((draft ?? throw new ArgumentNullException(nameof(draft))).Type, draft.Priority, draft.Tier, draft.Channel, draft.Organisation, draft.CustomerCalendar, draft.Tags)
    {
    }

    /// <summary>Gets what it is about, such as <c>product</c> or <c>complaint</c>.</summary>
    public string Type { get; }

    /// <summary>Gets how pressing it is, such as <c>urgent</c>.</summary>
    public string Priority { get; }

    /// <summary>Gets the customer's tier; null if unknown.</summary>
    public string? Tier { get; }

    /// <summary>Gets how it came; null if unknown.</summary>
    public string? Channel { get; }

    /// <summary>Gets the organisation; empty if there is one only.</summary>
    public string Organisation { get; }

    /// <summary>Gets the code of the customer's calendar; null for none.</summary>
    public string? CustomerCalendar { get; }

    /// <summary>Gets tags of the case and its customer, such as <c>at-risk</c>.</summary>
    public IReadOnlyList<string> Tags { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("type", this.Type).Add("priority", this.Priority).Add("tier", this.Tier).Add("channel", this.Channel)
            .Add("organisation", this.Organisation).Add("customerCalendar", this.CustomerCalendar).AddAll("tags", this.Tags);
    }
}

/// <summary>One thing that happened in a case.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CaseEntry : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="activity">What happened: a name of <see cref="CaseActivities"/> or any other.</param>
    /// <param name="activityId">The id of what happened; null for what commands do by themselves.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; null for none.</param>
    /// <param name="promisedBy">The instant that was promised; null for none.</param>
    /// <param name="facts">What is known of the case from then on; null: as before.</param>
    /// <param name="group">The group that has it from then on; null: as before.</param>
    /// <param name="owner">The id of who handles it from then on, where the case was opened or assigned; null: nobody.</param>
    /// <param name="policyVersion">The policy that holds from then on; null: as before.</param>
    public CaseEntry(Instant occurredAt, string activity, string? activityId, string actor, string? reason, Instant? promisedBy, CaseFacts? facts, string? group, string? owner, PolicyVersion? policyVersion)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Activity = activity;
        this.ActivityId = activityId;
        this.Actor = actor;
        this.Reason = reason;
        this.PromisedBy = promisedBy;
        this.Facts = facts;
        this.Group = group;
        this.Owner = owner;
        this.PolicyVersion = policyVersion;
    }

    /// <summary>Gets when it happened.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets what happened: a name of <see cref="CaseActivities"/> or any other.</summary>
    public string Activity { get; }

    /// <summary>Gets the id of what happened; null for what commands do by themselves.</summary>
    public string? ActivityId { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; null for none. Personal.</summary>
    public string? Reason { get; }

    /// <summary>Gets the instant that was promised; null for none.</summary>
    public Instant? PromisedBy { get; }

    /// <summary>Gets what is known of the case from then on; null: as before.</summary>
    public CaseFacts? Facts { get; }

    /// <summary>Gets the group that has it from then on; null: as before.</summary>
    public string? Group { get; }

    /// <summary>Gets the id of who handles it from then on, where the case was opened or assigned; null: nobody.</summary>
    public string? Owner { get; }

    /// <summary>Gets the policy that holds from then on; null: as before.</summary>
    public PolicyVersion? PolicyVersion { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("occurredAt", this.OccurredAt).Add("activity", this.Activity).Add("activityId", this.ActivityId).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason).Add("promisedBy", this.PromisedBy).Add("facts", this.Facts).Add("group", this.Group)
            .Add("owner", this.Owner).Add("policyVersion", this.PolicyVersion);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CaseEntry(
        this.OccurredAt, this.Activity, this.ActivityId, this.Actor, ErasedIdentity.Blank(this.Reason), this.PromisedBy, this.Facts,
        this.Group, this.Owner, this.PolicyVersion);
}

/// <summary>An instant at which a running clock tells somebody something, unless it stops or pauses before.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class UpcomingNotice : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="notice">The code of the notice, or <c>missed</c>.</param>
    /// <param name="at">When.</param>
    /// <param name="role">Who is told; null: nobody in particular.</param>
    public UpcomingNotice(string notice, Instant at, string? role)
    {
        ArgumentNullException.ThrowIfNull(notice);
        this.Notice = notice;
        this.At = at;
        this.Role = role;
    }

    /// <summary>Gets the code of the notice, or <c>missed</c>.</summary>
    public string Notice { get; }

    /// <summary>Gets when.</summary>
    public Instant At { get; }

    /// <summary>Gets who is told; null: nobody in particular.</summary>
    public string? Role { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("notice", this.Notice).Add("at", this.At).Add("role", this.Role);
    }
}

/// <summary>One cycle of a clock as it stood when it last changed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClockReading : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="metric">What it measures.</param>
    /// <param name="cycle">Which cycle it is, from 1.</param>
    /// <param name="target">The code of the target.</param>
    /// <param name="calendar">The code of the calendar.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="startedAt">When it started.</param>
    /// <param name="limit">The time allowed, in the calendar's time.</param>
    /// <param name="elapsed">The calendar's time that had passed when it last changed.</param>
    /// <param name="changedAt">When it last started, paused, resumed, stopped or took another target.</param>
    /// <param name="due">The deadline; it is met by a stop at or before it. Null while paused, or if the calendar never reaches it.</param>
    /// <param name="isMet">whether a stopped cycle met its deadline; null for others.</param>
    /// <param name="upcoming">What comes if nothing happens, in order; empty unless it runs; copied.</param>
    public ClockReading(string clock, ClockMetric metric, int cycle, string target, string calendar, ClockState state, Instant startedAt, Duration limit, Duration elapsed, Instant changedAt, Instant? due, bool? isMet, IReadOnlyList<UpcomingNotice> upcoming)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(upcoming);
        this.Clock = clock;
        this.Metric = metric;
        this.Cycle = cycle;
        this.Target = target;
        this.Calendar = calendar;
        this.State = state;
        this.StartedAt = startedAt;
        this.Limit = limit;
        this.Elapsed = elapsed;
        this.ChangedAt = changedAt;
        this.Due = due;
        this.IsMet = isMet;
        this.Upcoming = FixedList.Of(upcoming);
    }

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; }

    /// <summary>Gets what it measures.</summary>
    public ClockMetric Metric { get; }

    /// <summary>Gets which cycle it is, from 1.</summary>
    public int Cycle { get; }

    /// <summary>Gets the code of the target.</summary>
    public string Target { get; }

    /// <summary>Gets the code of the calendar.</summary>
    public string Calendar { get; }

    /// <summary>Gets where it stands.</summary>
    public ClockState State { get; }

    /// <summary>Gets when it started.</summary>
    public Instant StartedAt { get; }

    /// <summary>Gets the time allowed, in the calendar's time.</summary>
    public Duration Limit { get; }

    /// <summary>Gets the calendar's time that had passed when it last changed.</summary>
    public Duration Elapsed { get; }

    /// <summary>Gets when it last started, paused, resumed, stopped or took another target.</summary>
    public Instant ChangedAt { get; }

    /// <summary>Gets the deadline; it is met by a stop at or before it. Null while paused, or if the calendar never reaches it.</summary>
    public Instant? Due { get; }

    /// <summary>Gets whether a stopped cycle met its deadline; null for others.</summary>
    public bool? IsMet { get; }

    /// <summary>Gets what comes if nothing happens, in order; empty unless it runs.</summary>
    public IReadOnlyList<UpcomingNotice> Upcoming { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("clock", this.Clock).Add("metric", this.Metric).Add("cycle", this.Cycle).Add("target", this.Target)
            .Add("calendar", this.Calendar).Add("state", this.State).Add("startedAt", this.StartedAt).Add("limit", this.Limit)
            .Add("elapsed", this.Elapsed).Add("changedAt", this.ChangedAt).Add("due", this.Due).Add("isMet", this.IsMet)
            .AddAll("upcoming", this.Upcoming);
    }
}
