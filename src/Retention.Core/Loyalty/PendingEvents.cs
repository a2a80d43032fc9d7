using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Something that pending points waited for has come.</summary>
public sealed class MilestoneReached : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="document">The document or reference of the award.</param>
    /// <param name="milestone">What has come.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    public MilestoneReached(Instant at, string document, string milestone, IReadOnlyList<PendingPoints> pending)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(milestone);
        ArgumentNullException.ThrowIfNull(pending);
        this.Document = document;
        this.Milestone = milestone;
        this.Pending = FixedList.Of(pending);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.milestone-reached";

    /// <summary>Gets the document or reference of the award.</summary>
    public string Document { get; }

    /// <summary>Gets what has come.</summary>
    public string Milestone { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PendingPoints> Pending { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("milestone", this.Milestone).AddAll("pending", this.Pending);
    }
}

/// <summary>Pending points became spendable.</summary>
public sealed class PointsActivated : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    public PointsActivated(Instant at, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-activated";

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).AddAll("postings", this.Postings).AddAll("lots", this.Lots);
    }
}

/// <summary>Pending points were cancelled.</summary>
public sealed class PendingCancelled : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="document">The document or reference of the award.</param>
    /// <param name="cause">Why.</param>
    /// <param name="award">The award as it stands now; null if it closed.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public PendingCancelled(Instant at, string document, PendingEnd cause, Award? award, IReadOnlyList<Posting> postings, IReadOnlyList<CounterChange> counters, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(progress);
        this.Document = document;
        this.Cause = cause;
        this.Award = award;
        this.Postings = FixedList.Of(postings);
        this.Counters = FixedList.Of(counters);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.pending-cancelled";

    /// <summary>Gets the document or reference of the award.</summary>
    public string Document { get; }

    /// <summary>Gets why.</summary>
    public PendingEnd Cause { get; }

    /// <summary>Gets the award as it stands now; null if it closed.</summary>
    public Award? Award { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("cause", this.Cause).Add("award", this.Award)
            .AddAll("postings", this.Postings).AddAll("counters", this.Counters).AddAll("progress", this.Progress);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new PendingCancelled(this.At, this.Document, this.Cause, this.Award, this.Postings, who.OfAll(this.Counters), this.Progress);
}

/// <summary>Points lapsed at their date.</summary>
public sealed class PointsExpired : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="postings">The movements; copied.</param>
    public PointsExpired(Instant at, IReadOnlyList<Posting> postings)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(postings);
        this.Postings = FixedList.Of(postings);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-expired";

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).AddAll("postings", this.Postings);
    }
}

/// <summary>Lots got other dates.</summary>
public sealed class LotsRedated : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="cause">Why.</param>
    /// <param name="reference">The activity or the migration.</param>
    /// <param name="actor">The id of who decided; null: a rule.</param>
    /// <param name="reason">Why.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    public LotsRedated(Instant at, LotChangeCause cause, string reference, string? actor, string? reason, IReadOnlyList<Lot> lots, IReadOnlyList<PendingPoints> pending)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        this.Cause = cause;
        this.Reference = reference;
        this.Actor = actor;
        this.Reason = reason;
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.lots-redated";

    /// <summary>Gets why.</summary>
    public LotChangeCause Cause { get; }

    /// <summary>Gets the activity or the migration.</summary>
    public string Reference { get; }

    /// <summary>Gets the id of who decided; null: a rule.</summary>
    public string? Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string? Reason { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PendingPoints> Pending { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("cause", this.Cause).Add("reference", this.Reference).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason).AddAll("lots", this.Lots).AddAll("pending", this.Pending);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new LotsRedated(this.At, this.Cause, this.Reference, this.Actor, ErasedIdentity.Blank(this.Reason), this.Lots, this.Pending);
}
