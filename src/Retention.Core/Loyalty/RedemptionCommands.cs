using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Reserves points for a redemption under way, such as a basket at the till.</summary>
public sealed class HoldPoints : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="holdId">The id of the hold, unique within the account.</param>
    /// <param name="request">What they are for.</param>
    /// <param name="until">When it lapses, exclusive; null: as the policy says.</param>
    public HoldPoints(Instant at, string holdId, RedemptionRequest request, Instant? until)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(holdId);
        ArgumentNullException.ThrowIfNull(request);
        this.HoldId = holdId;
        this.Request = request;
        this.Until = until;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.hold-points";

    /// <summary>Gets the id of the hold, unique within the account.</summary>
    public string HoldId { get; }

    /// <summary>Gets what they are for.</summary>
    public RedemptionRequest Request { get; }

    /// <summary>Gets when it lapses, exclusive; null: as the policy says.</summary>
    public Instant? Until { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("holdId", this.HoldId).Add("request", this.Request).Add("until", this.Until);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new HoldPoints(this.At, this.HoldId, who.Of(this.Request), this.Until);
}

/// <summary>Spends what was held, or a part of it; the rest is released.</summary>
public sealed class CaptureHold : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="holdId">The id of the hold.</param>
    /// <param name="points">How many; null: all.</param>
    public CaptureHold(Instant at, string holdId, Points? points)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(holdId);
        this.HoldId = holdId;
        this.Points = points;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.capture-hold";

    /// <summary>Gets the id of the hold.</summary>
    public string HoldId { get; }

    /// <summary>Gets how many; null: all.</summary>
    public Points? Points { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("holdId", this.HoldId).Add("points", this.Points);
    }
}

/// <summary>Gives back what was held.</summary>
public sealed class ReleaseHold : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="holdId">The id of the hold.</param>
    public ReleaseHold(Instant at, string holdId)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(holdId);
        this.HoldId = holdId;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.release-hold";

    /// <summary>Gets the id of the hold.</summary>
    public string HoldId { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("holdId", this.HoldId);
    }
}

/// <summary>Spends points at once.</summary>
public sealed class RedeemPoints : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="redemptionId">The id of the redemption, unique within the account.</param>
    /// <param name="request">What they are for.</param>
    public RedeemPoints(Instant at, string redemptionId, RedemptionRequest request)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(redemptionId);
        ArgumentNullException.ThrowIfNull(request);
        this.RedemptionId = redemptionId;
        this.Request = request;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.redeem-points";

    /// <summary>Gets the id of the redemption, unique within the account.</summary>
    public string RedemptionId { get; }

    /// <summary>Gets what they are for.</summary>
    public RedemptionRequest Request { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("redemptionId", this.RedemptionId).Add("request", this.Request);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new RedeemPoints(this.At, this.RedemptionId, who.Of(this.Request));
}

/// <summary>Gives points of a redemption back to the lots that paid.</summary>
public sealed class CancelRedemption : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="redemptionId">The id of the redemption, or of the hold that was captured.</param>
    /// <param name="cancellationId">The id of the cancellation.</param>
    /// <param name="points">How many; null: all that are left.</param>
    public CancelRedemption(Instant at, string redemptionId, string cancellationId, Points? points)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(redemptionId);
        ArgumentNullException.ThrowIfNull(cancellationId);
        this.RedemptionId = redemptionId;
        this.CancellationId = cancellationId;
        this.Points = points;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.cancel-redemption";

    /// <summary>Gets the id of the redemption, or of the hold that was captured.</summary>
    public string RedemptionId { get; }

    /// <summary>Gets the id of the cancellation.</summary>
    public string CancellationId { get; }

    /// <summary>Gets how many; null: all that are left.</summary>
    public Points? Points { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("redemptionId", this.RedemptionId).Add("cancellationId", this.CancellationId).Add("points", this.Points);
    }
}
