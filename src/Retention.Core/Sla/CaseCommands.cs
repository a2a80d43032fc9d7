using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>What a host asks of a case.</summary>
public abstract class CaseCommand : Message, ICommand
{
    private protected CaseCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Opens a case.</summary>
public sealed class OpenCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="customer">Whose case it is.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="group">The group that handles it; null: as the policy routes it.</param>
    /// <param name="owner">The id of who handles it; null: nobody yet.</param>
    /// <param name="repeatOf">The id of an earlier case about the same matter; null for none.</param>
    /// <param name="actor">The id of who did it.</param>
    public OpenCase(Instant at, Instant occurredAt, CustomerId customer, CaseFacts facts, string? group, string? owner, string? repeatOf, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Customer = customer;
        this.Facts = facts;
        this.Group = group;
        this.Owner = owner;
        this.RepeatOf = repeatOf;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.open-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets whose case it is.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets what is known of it.</summary>
    public CaseFacts Facts { get; }

    /// <summary>Gets the group that handles it; null: as the policy routes it.</summary>
    public string? Group { get; }

    /// <summary>Gets the id of who handles it; null: nobody yet.</summary>
    public string? Owner { get; }

    /// <summary>Gets the id of an earlier case about the same matter; null for none.</summary>
    public string? RepeatOf { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("customer", this.Customer).Add("facts", this.Facts)
            .Add("group", this.Group).Add("owner", this.Owner).Add("repeatOf", this.RepeatOf).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new OpenCase(this.At, this.OccurredAt, who.Of(this.Customer), this.Facts, this.Group, this.Owner, this.RepeatOf, this.Actor);
}

/// <summary>Opens a case that was split off another; its clocks are new or inherited, as the policy says. See <see cref="CaseTransfers.Split"/>.</summary>
public sealed class OpenSplitCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="splitOff">The id of the case that it was split off.</param>
    /// <param name="customer">Whose case it is.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="group">The group that handles it; null: as the policy routes it.</param>
    /// <param name="owner">The id of who handles it; null: nobody yet.</param>
    /// <param name="entries">What happened in the other case; copied.</param>
    /// <param name="actor">The id of who did it.</param>
    public OpenSplitCase(Instant at, string splitOff, CustomerId customer, CaseFacts facts, string? group, string? owner, IReadOnlyList<CaseEntry> entries, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(splitOff);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(actor);
        this.SplitOff = splitOff;
        this.Customer = customer;
        this.Facts = facts;
        this.Group = group;
        this.Owner = owner;
        this.Entries = FixedList.Of(entries);
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.open-split-case";

    /// <summary>Gets the id of the case that it was split off.</summary>
    public string SplitOff { get; }

    /// <summary>Gets whose case it is.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets what is known of it.</summary>
    public CaseFacts Facts { get; }

    /// <summary>Gets the group that handles it; null: as the policy routes it.</summary>
    public string? Group { get; }

    /// <summary>Gets the id of who handles it; null: nobody yet.</summary>
    public string? Owner { get; }

    /// <summary>Gets what happened in the other case.</summary>
    public IReadOnlyList<CaseEntry> Entries { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("splitOff", this.SplitOff).Add("customer", this.Customer).Add("facts", this.Facts)
            .Add("group", this.Group).Add("owner", this.Owner).AddAll("entries", this.Entries).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new OpenSplitCase(this.At, this.SplitOff, who.Of(this.Customer), this.Facts, this.Group, this.Owner, who.OfAll(this.Entries), this.Actor);
}

/// <summary>Changes what is known of a case.</summary>
public sealed class ChangeCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="facts">What is known of it from then on.</param>
    /// <param name="actor">The id of who did it.</param>
    public ChangeCase(Instant at, Instant occurredAt, CaseFacts facts, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Facts = facts;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.change-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets what is known of it from then on.</summary>
    public CaseFacts Facts { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("facts", this.Facts).Add("actor", this.Actor);
    }
}

/// <summary>Gives a case to a group, and to somebody in it.</summary>
public sealed class AssignCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="group">The group.</param>
    /// <param name="owner">The id of who handles it; null: nobody yet.</param>
    /// <param name="actor">The id of who did it.</param>
    public AssignCase(Instant at, Instant occurredAt, string group, string? owner, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Group = group;
        this.Owner = owner;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.assign-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the group.</summary>
    public string Group { get; }

    /// <summary>Gets the id of who handles it; null: nobody yet.</summary>
    public string? Owner { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("group", this.Group).Add("owner", this.Owner)
            .Add("actor", this.Actor);
    }
}

/// <summary>Records what happened in a case: messages, pauses, reports of progress, commitments, work, call-backs, or any named activity.</summary>
public sealed class RecordCaseActivity : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="activityId">The id of what happened, unique within the case.</param>
    /// <param name="activity">What happened: a name of <see cref="CaseActivities"/> or any other.</param>
    /// <param name="promisedBy">The instant that was promised; null for none.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; null for none.</param>
    public RecordCaseActivity(Instant at, Instant occurredAt, string activityId, string activity, Instant? promisedBy, string actor, string? reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activityId);
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.ActivityId = activityId;
        this.Activity = activity;
        this.PromisedBy = promisedBy;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.record-case-activity";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the id of what happened, unique within the case.</summary>
    public string ActivityId { get; }

    /// <summary>Gets what happened: a name of <see cref="CaseActivities"/> or any other.</summary>
    public string Activity { get; }

    /// <summary>Gets the instant that was promised; null for none.</summary>
    public Instant? PromisedBy { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; null for none. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("activityId", this.ActivityId).Add("activity", this.Activity)
            .Add("promisedBy", this.PromisedBy).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new RecordCaseActivity(this.At, this.OccurredAt, this.ActivityId, this.Activity, this.PromisedBy, this.Actor, ErasedIdentity.Blank(this.Reason));
}
