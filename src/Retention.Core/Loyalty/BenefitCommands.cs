using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Sets the tier by hand.</summary>
public sealed class OverrideLoyaltyTier : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="tier">The code of the tier.</param>
    /// <param name="until">When it ends, exclusive; null: when it is cleared.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public OverrideLoyaltyTier(Instant at, string tier, Instant? until, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Tier = tier;
        this.Until = until;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.override-loyalty-tier";

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is cleared.</summary>
    public Instant? Until { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tier", this.Tier).Add("until", this.Until).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new OverrideLoyaltyTier(this.At, this.Tier, this.Until, this.Actor, string.Empty);
}

/// <summary>Ends the tier set by hand.</summary>
public sealed class ClearLoyaltyTierOverride : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public ClearLoyaltyTierOverride(Instant at, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.clear-loyalty-tier-override";

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ClearLoyaltyTierOverride(this.At, this.Actor, string.Empty);
}

/// <summary>Uses a benefit of the tier.</summary>
public sealed class UseBenefit : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="useId">The id of the use, unique within the account.</param>
    /// <param name="benefit">The code of the benefit.</param>
    /// <param name="quantity">How many, 1 or more.</param>
    /// <param name="place">Where it is honoured: a partner or a shop; empty for our own.</param>
    public UseBenefit(Instant at, string useId, string benefit, int quantity, string place)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(useId);
        ArgumentNullException.ThrowIfNull(benefit);
        ArgumentNullException.ThrowIfNull(place);
        this.UseId = useId;
        this.Benefit = benefit;
        this.Quantity = quantity;
        this.Place = place;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.use-benefit";

    /// <summary>Gets the id of the use, unique within the account.</summary>
    public string UseId { get; }

    /// <summary>Gets the code of the benefit.</summary>
    public string Benefit { get; }

    /// <summary>Gets how many, 1 or more.</summary>
    public int Quantity { get; }

    /// <summary>Gets where it is honoured: a partner or a shop; empty for our own.</summary>
    public string Place { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("useId", this.UseId).Add("benefit", this.Benefit).Add("quantity", this.Quantity)
            .Add("place", this.Place);
    }
}

/// <summary>Gives a use back, such as when the order was cancelled.</summary>
public sealed class RestoreBenefit : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="useId">The id of the use.</param>
    public RestoreBenefit(Instant at, string useId)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(useId);
        this.UseId = useId;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.restore-benefit";

    /// <summary>Gets the id of the use.</summary>
    public string UseId { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("useId", this.UseId);
    }
}

/// <summary>Issues a coupon of the policy.</summary>
public sealed class IssueCoupon : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="couponId">The id of the coupon.</param>
    /// <param name="template">The code of the coupon in the policy.</param>
    /// <param name="firstOrder">The amount of the customer's own first order, for coupons derived from it; null: unknown.</param>
    /// <param name="cause">The id of what it is for: an order, a complaint; empty for none.</param>
    public IssueCoupon(Instant at, string couponId, string template, decimal? firstOrder, string cause)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(cause);
        this.CouponId = couponId;
        this.Template = template;
        this.FirstOrder = firstOrder;
        this.Cause = cause;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.issue-coupon";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    /// <summary>Gets the code of the coupon in the policy.</summary>
    public string Template { get; }

    /// <summary>Gets the amount of the customer's own first order, for coupons derived from it; null: unknown.</summary>
    public decimal? FirstOrder { get; }

    /// <summary>Gets the id of what it is for: an order, a complaint; empty for none.</summary>
    public string Cause { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId).Add("template", this.Template).Add("firstOrder", this.FirstOrder)
            .Add("cause", this.Cause);
    }
}

/// <summary>Uses a coupon on an order.</summary>
public sealed class UseCoupon : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="couponId">The id of the coupon.</param>
    /// <param name="document">The number of the order.</param>
    /// <param name="orderAmount">The amount of the order, in the programme's currency.</param>
    public UseCoupon(Instant at, string couponId, string document, decimal orderAmount)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        ArgumentNullException.ThrowIfNull(document);
        this.CouponId = couponId;
        this.Document = document;
        this.OrderAmount = orderAmount;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.use-coupon";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    /// <summary>Gets the number of the order.</summary>
    public string Document { get; }

    /// <summary>Gets the amount of the order, in the programme's currency.</summary>
    public decimal OrderAmount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId).Add("document", this.Document).Add("orderAmount", this.OrderAmount);
    }
}

/// <summary>Gives a used coupon back, such as when the order was cancelled; it keeps its validity.</summary>
public sealed class RestoreCoupon : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="couponId">The id of the coupon.</param>
    public RestoreCoupon(Instant at, string couponId)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        this.CouponId = couponId;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.restore-coupon";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId);
    }
}

/// <summary>Takes a coupon back by hand.</summary>
public sealed class VoidCoupon : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="couponId">The id of the coupon.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public VoidCoupon(Instant at, string couponId, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(couponId);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.CouponId = couponId;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.void-coupon";

    /// <summary>Gets the id of the coupon.</summary>
    public string CouponId { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("couponId", this.CouponId).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new VoidCoupon(this.At, this.CouponId, this.Actor, string.Empty);
}
