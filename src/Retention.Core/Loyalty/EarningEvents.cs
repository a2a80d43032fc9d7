using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What happened to a points account.</summary>
/// <remarks>
/// Every event says in postings which points it moved. The account's balances, lots, counts and progress follow from these five lists
/// alone; what else an event carries explains it, or concerns its own part of the account.
/// </remarks>
public abstract class PointsEvent : Message, IEvent
{
    private protected PointsEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }

    /// <summary>Gets the movements of points; empty if none moved.</summary>
    public virtual IReadOnlyList<Posting> Postings => FixedList<Posting>.Empty;

    /// <summary>Gets the lots that are new, or have other dates; empty if none.</summary>
    public virtual IReadOnlyList<Lot> Lots => FixedList<Lot>.Empty;

    /// <summary>Gets what is pending from now on, or waits for something else; empty if nothing.</summary>
    public virtual IReadOnlyList<PendingPoints> Pending => FixedList<PendingPoints>.Empty;

    /// <summary>Gets the counts that move; empty if none.</summary>
    public virtual IReadOnlyList<CounterChange> Counters => FixedList<CounterChange>.Empty;

    /// <summary>Gets the progress towards the tier that moves; empty if none.</summary>
    public virtual IReadOnlyList<ProgressChange> Progress => FixedList<ProgressChange>.Empty;
}

/// <summary>Points were earned, or a purchase was recorded whose parts will earn.</summary>
public sealed class PointsAwarded : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="award">The award as it stands now: rules, bases, rates, multipliers, caps and rounding.</param>
    /// <param name="part">The id of the part; empty for the whole.</param>
    /// <param name="isFirstPurchase">Whether it is the account's first purchase.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public PointsAwarded(Instant at, Award award, string part, bool isFirstPurchase, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<PendingPoints> pending, IReadOnlyList<CounterChange> counters, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(award);
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(progress);
        this.Award = award;
        this.Part = part;
        this.IsFirstPurchase = isFirstPurchase;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
        this.Counters = FixedList.Of(counters);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-awarded";

    /// <summary>Gets the award as it stands now: rules, bases, rates, multipliers, caps and rounding.</summary>
    public Award Award { get; }

    /// <summary>Gets the id of the part; empty for the whole.</summary>
    public string Part { get; }

    /// <summary>Gets a value indicating whether it is the account's first purchase.</summary>
    public bool IsFirstPurchase { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PendingPoints> Pending { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("award", this.Award).Add("part", this.Part).Add("isFirstPurchase", this.IsFirstPurchase)
            .AddAll("postings", this.Postings).AddAll("lots", this.Lots).AddAll("pending", this.Pending).AddAll("counters", this.Counters)
            .AddAll("progress", this.Progress);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new PointsAwarded(
        this.At, this.Award, this.Part, this.IsFirstPurchase, this.Postings, this.Lots, this.Pending, who.OfAll(this.Counters),
        this.Progress);
}
