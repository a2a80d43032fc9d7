using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Points were added or taken by hand.</summary>
public sealed class PointsAdjusted : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="adjustmentId">The id of the adjustment.</param>
    /// <param name="actor">The id of who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="approvedBy">Who else approved it; null: nobody needed to.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    public PointsAdjusted(Instant at, string adjustmentId, string actor, string reason, string? approvedBy, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(adjustmentId);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        this.AdjustmentId = adjustmentId;
        this.Actor = actor;
        this.Reason = reason;
        this.ApprovedBy = approvedBy;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-adjusted";

    /// <summary>Gets the id of the adjustment.</summary>
    public string AdjustmentId { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets who else approved it; null: nobody needed to.</summary>
    public string? ApprovedBy { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("adjustmentId", this.AdjustmentId).Add("actor", this.Actor).AddPersonal("reason", this.Reason)
            .Add("approvedBy", this.ApprovedBy).AddAll("postings", this.Postings).AddAll("lots", this.Lots);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new PointsAdjusted(this.At, this.AdjustmentId, this.Actor, string.Empty, this.ApprovedBy, this.Postings, this.Lots);
}

/// <summary>Points went to another account.</summary>
public sealed class PointsSent : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="transferId">The id of the transfer.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="sent">The lots with the points that went; copied.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public PointsSent(Instant at, string transferId, CustomerId to, IReadOnlyList<LotAmount> sent, IReadOnlyList<Posting> postings, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(transferId);
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(counters);
        this.TransferId = transferId;
        this.To = to;
        this.Sent = FixedList.Of(sent);
        this.Postings = FixedList.Of(postings);
        this.Counters = FixedList.Of(counters);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-sent";

    /// <summary>Gets the id of the transfer.</summary>
    public string TransferId { get; }

    /// <summary>Gets the receiver.</summary>
    public CustomerId To { get; }

    /// <summary>Gets the lots with the points that went.</summary>
    public IReadOnlyList<LotAmount> Sent { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("transferId", this.TransferId).Add("to", this.To).AddAll("sent", this.Sent)
            .AddAll("postings", this.Postings).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new PointsSent(this.At, this.TransferId, who.Of(this.To), this.Sent, this.Postings, who.OfAll(this.Counters));
}

/// <summary>Points came from another account.</summary>
public sealed class PointsReceived : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="transferId">The id of the transfer.</param>
    /// <param name="from">The sender.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    public PointsReceived(Instant at, string transferId, CustomerId from, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(transferId);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        this.TransferId = transferId;
        this.From = from;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-received";

    /// <summary>Gets the id of the transfer.</summary>
    public string TransferId { get; }

    /// <summary>Gets the sender.</summary>
    public CustomerId From { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("transferId", this.TransferId).Add("from", this.From).AddAll("postings", this.Postings)
            .AddAll("lots", this.Lots);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new PointsReceived(this.At, this.TransferId, who.Of(this.From), this.Postings, this.Lots);
}
