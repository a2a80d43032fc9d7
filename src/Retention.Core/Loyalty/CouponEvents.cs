using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A coupon was issued.</summary>
public sealed class CouponIssued : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="couponId">The id of the coupon.</param>
    /// <param name="terms">What it is worth, and when.</param>
    /// <param name="cause">The id of what it is for; empty for none.</param>
    public CouponIssued(Instant at, string couponId, CouponTerms terms, string cause)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(cause);
        this.CouponId = couponId;
        this.Terms = terms;
        this.Cause = cause;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.coupon-issued";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    /// <summary>Gets what it is worth, and when.</summary>
    public CouponTerms Terms { get; }

    /// <summary>Gets the id of what it is for; empty for none.</summary>
    public string Cause { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId).Add("terms", this.Terms).Add("cause", this.Cause);
    }
}

/// <summary>A coupon was used.</summary>
public sealed class CouponUsed : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="couponId">The id of the coupon.</param>
    /// <param name="document">The number of the order.</param>
    /// <param name="value">What it took off.</param>
    public CouponUsed(Instant at, string couponId, string document, decimal value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        ArgumentNullException.ThrowIfNull(document);
        this.CouponId = couponId;
        this.Document = document;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal CouponUsed(Instant at, string couponId, string document, long value)
        : base(at)
    {
        this.CouponId = couponId;
        this.Document = document;
        this.ValueUnits = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.coupon-used";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    /// <summary>Gets the number of the order.</summary>
    public string Document { get; }

    /// <summary>Gets what it took off.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId).Add("document", this.Document).Add("value", this.Value);
    }
}

/// <summary>A used coupon was given back.</summary>
public sealed class CouponRestored : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="couponId">The id of the coupon.</param>
    public CouponRestored(Instant at, string couponId)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        this.CouponId = couponId;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.coupon-restored";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId);
    }
}

/// <summary>A coupon ended unused.</summary>
public sealed class CouponEnded : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="couponId">The id of the coupon.</param>
    /// <param name="end">Why.</param>
    /// <param name="actor">The id of who took it back; null: its time was over.</param>
    /// <param name="reason">Why.</param>
    public CouponEnded(Instant at, string couponId, CouponEnd end, string? actor, string? reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        this.CouponId = couponId;
        this.End = end;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.coupon-ended";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    /// <summary>Gets why.</summary>
    public CouponEnd End { get; }

    /// <summary>Gets the id of who took it back; null: its time was over.</summary>
    public string? Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId).Add("end", this.End).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new CouponEnded(this.At, this.CouponId, this.End, this.Actor, ErasedIdentity.Blank(this.Reason));
}
