using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A redemption step in two streams: the member's points and the reward's stock.</summary>
/// <remarks>Each command is decided on its own stream; one refusal refuses both. Immutable and thread-safe.</remarks>
public sealed class RewardRedemptionStep
{
    internal RewardRedemptionStep(PointsCommand account, StockCommand stock)
    {
        this.Account = account;
        this.Stock = stock;
    }

    /// <summary>Gets what the points account is to do.</summary>
    public PointsCommand Account { get; }

    /// <summary>Gets what the stock of the reward is to do.</summary>
    public StockCommand Stock { get; }
}

/// <summary>Redeems points for rewards that are in stock: at once, or by hold and capture; and cancels.</summary>
/// <remarks>
/// The id of the hold or redemption is the reference in the stock. A hold and its reservation end at the same instant, each by itself.
/// What is to be returned is kept in the stock until an instant that the caller names: as a rule when the redemption can no longer be
/// cancelled (<see cref="PointsRedeemed.ClosesAt"/>).
/// </remarks>
public static class RewardRedemption
{
    /// <summary>Spends the points and hands out the reward at once.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="redemptionId">The id of the redemption, unique within the account and the stock.</param>
    /// <param name="request">What the points are for.</param>
    /// <param name="quantity">How many pieces of the reward.</param>
    /// <param name="keepUntil">Until when they can be returned, exclusive.</param>
    /// <returns>A <see cref="RedeemPoints"/> and an <see cref="IssueReward"/>.</returns>
    public static RewardRedemptionStep Plan(Instant at, string redemptionId, RedemptionRequest request, long quantity, Instant keepUntil) =>
        new RewardRedemptionStep(new RedeemPoints(at, redemptionId, request), new IssueReward(at, redemptionId, quantity, keepUntil));

    /// <summary>Reserves points and reward for a basket.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="holdId">The id of the hold, unique within the account and the stock.</param>
    /// <param name="request">What the points are for.</param>
    /// <param name="quantity">How many pieces of the reward.</param>
    /// <param name="until">When both lapse, exclusive.</param>
    /// <returns>A <see cref="HoldPoints"/> and a <see cref="ReserveReward"/>.</returns>
    public static RewardRedemptionStep Hold(Instant at, string holdId, RedemptionRequest request, long quantity, Instant until) =>
        new RewardRedemptionStep(new HoldPoints(at, holdId, request, until), new ReserveReward(at, holdId, quantity, until));

    /// <summary>Spends what was held and hands out what was reserved.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="holdId">The id of the hold.</param>
    /// <param name="keepUntil">Until when the reward can be returned, exclusive.</param>
    /// <returns>A <see cref="CaptureHold"/> of all points and a <see cref="ConfirmReward"/>.</returns>
    public static RewardRedemptionStep Capture(Instant at, string holdId, Instant keepUntil) =>
        new RewardRedemptionStep(new CaptureHold(at, holdId, null), new ConfirmReward(at, holdId, keepUntil));

    /// <summary>Gives back what was held and reserved.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="holdId">The id of the hold.</param>
    /// <returns>A <see cref="ReleaseHold"/> and a <see cref="ReleaseReward"/>.</returns>
    public static RewardRedemptionStep Release(Instant at, string holdId) =>
        new RewardRedemptionStep(new ReleaseHold(at, holdId), new ReleaseReward(at, holdId));

    /// <summary>Takes the reward back and gives the points back to the lots that paid.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="redemptionId">The id of the redemption, or of the hold that was captured.</param>
    /// <param name="cancellationId">The id of the cancellation.</param>
    /// <param name="points">How many points; null: all that are left.</param>
    /// <param name="quantity">How many pieces come back.</param>
    /// <returns>A <see cref="CancelRedemption"/> and a <see cref="ReturnReward"/>.</returns>
    public static RewardRedemptionStep Cancel(Instant at, string redemptionId, string cancellationId, Points? points, long quantity) =>
        new RewardRedemptionStep(new CancelRedemption(at, redemptionId, cancellationId, points), new ReturnReward(at, redemptionId, quantity));
}
