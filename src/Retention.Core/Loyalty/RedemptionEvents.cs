using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Points were reserved; while they are held they don't lapse.</summary>
public sealed class PointsHeld : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="holdId">The id of the hold.</param>
    /// <param name="request">What they are for.</param>
    /// <param name="until">When the hold lapses, exclusive; null: never.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public PointsHeld(Instant at, string holdId, RedemptionRequest request, Instant? until, IReadOnlyList<Posting> postings, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(holdId);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(counters);
        this.HoldId = holdId;
        this.Request = request;
        this.Until = until;
        this.Postings = FixedList.Of(postings);
        this.Counters = FixedList.Of(counters);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-held";

    /// <summary>Gets the id of the hold.</summary>
    public string HoldId { get; }

    /// <summary>Gets what they are for.</summary>
    public RedemptionRequest Request { get; }

    /// <summary>Gets when the hold lapses, exclusive; null: never.</summary>
    public Instant? Until { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("holdId", this.HoldId).Add("request", this.Request).Add("until", this.Until)
            .AddAll("postings", this.Postings).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new PointsHeld(this.At, this.HoldId, who.Of(this.Request), this.Until, this.Postings, who.OfAll(this.Counters));
}

/// <summary>Held points went back to their lots.</summary>
public sealed class HoldReleased : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="holdId">The id of the hold.</param>
    /// <param name="end">Why.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that got points back; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public HoldReleased(Instant at, string holdId, HoldEnd end, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(holdId);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(counters);
        this.HoldId = holdId;
        this.End = end;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Counters = FixedList.Of(counters);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.hold-released";

    /// <summary>Gets the id of the hold.</summary>
    public string HoldId { get; }

    /// <summary>Gets why.</summary>
    public HoldEnd End { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("holdId", this.HoldId).Add("end", this.End).AddAll("postings", this.Postings)
            .AddAll("lots", this.Lots).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new HoldReleased(this.At, this.HoldId, this.End, this.Postings, this.Lots, who.OfAll(this.Counters));
}

/// <summary>Points were spent; the postings say which lots paid.</summary>
public sealed class PointsRedeemed : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="redemptionId">The id of the redemption.</param>
    /// <param name="holdId">The hold that was captured; null: spent at once.</param>
    /// <param name="request">What for.</param>
    /// <param name="points">How many.</param>
    /// <param name="value">Their value.</param>
    /// <param name="lines">How the value is borne by the order's lines; copied.</param>
    /// <param name="closesAt">Until when it can be cancelled, exclusive.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public PointsRedeemed(Instant at, string redemptionId, string? holdId, RedemptionRequest request, Points points, Money value, IReadOnlyList<RedemptionLine> lines, Instant closesAt, IReadOnlyList<Posting> postings, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(redemptionId);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(counters);
        this.RedemptionId = redemptionId;
        this.HoldId = holdId;
        this.Request = request;
        this.Points = points;
        this.Value = value;
        this.Lines = FixedList.Of(lines);
        this.ClosesAt = closesAt;
        this.Postings = FixedList.Of(postings);
        this.Counters = FixedList.Of(counters);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-redeemed";

    /// <summary>Gets the id of the redemption.</summary>
    public string RedemptionId { get; }

    /// <summary>Gets the hold that was captured; null: spent at once.</summary>
    public string? HoldId { get; }

    /// <summary>Gets what for.</summary>
    public RedemptionRequest Request { get; }

    /// <summary>Gets how many.</summary>
    public Points Points { get; }

    /// <summary>Gets their value.</summary>
    public Money Value { get; }

    /// <summary>Gets how the value is borne by the order's lines.</summary>
    public IReadOnlyList<RedemptionLine> Lines { get; }

    /// <summary>Gets until when it can be cancelled, exclusive.</summary>
    public Instant ClosesAt { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("redemptionId", this.RedemptionId).Add("holdId", this.HoldId).Add("request", this.Request)
            .Add("points", this.Points).Add("value", this.Value).AddAll("lines", this.Lines).Add("closesAt", this.ClosesAt)
            .AddAll("postings", this.Postings).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new PointsRedeemed(
        this.At, this.RedemptionId, this.HoldId, who.Of(this.Request), this.Points, this.Value, this.Lines, this.ClosesAt,
        this.Postings, who.OfAll(this.Counters));
}

/// <summary>Points of a redemption went back to the lots that had paid, with the expiry they had.</summary>
public sealed class RedemptionCancelled : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="redemptionId">The id of the redemption.</param>
    /// <param name="cancellationId">The id of the cancellation.</param>
    /// <param name="points">How many.</param>
    /// <param name="value">Their value.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that got points back, with their dates; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public RedemptionCancelled(Instant at, string redemptionId, string cancellationId, Points points, Money value, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(redemptionId);
        ArgumentNullException.ThrowIfNull(cancellationId);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(counters);
        this.RedemptionId = redemptionId;
        this.CancellationId = cancellationId;
        this.Points = points;
        this.Value = value;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Counters = FixedList.Of(counters);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.redemption-cancelled";

    /// <summary>Gets the id of the redemption.</summary>
    public string RedemptionId { get; }

    /// <summary>Gets the id of the cancellation.</summary>
    public string CancellationId { get; }

    /// <summary>Gets how many.</summary>
    public Points Points { get; }

    /// <summary>Gets their value.</summary>
    public Money Value { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("redemptionId", this.RedemptionId).Add("cancellationId", this.CancellationId).Add("points", this.Points)
            .Add("value", this.Value).AddAll("postings", this.Postings).AddAll("lots", this.Lots).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new RedemptionCancelled(this.At, this.RedemptionId, this.CancellationId, this.Points, this.Value, this.Postings, this.Lots, who.OfAll(this.Counters));
}
