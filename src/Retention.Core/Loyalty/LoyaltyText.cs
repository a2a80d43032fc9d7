using System;

namespace Retention.Core.Loyalty;

/// <summary>Says what happened to a points account, in the reader's language.</summary>
/// <remarks>
/// Everything comes from the event: nothing is looked up and nothing is worked out by today's rules. Ids, codes, numbers and instants
/// only; no reason, note or other free text. Immutable and thread-safe.
/// </remarks>
public static class LoyaltyText
{
    /// <summary>Explains an event: what moved, by which rule, rate, multiplier, cap and rounding, and until when.</summary>
    /// <param name="e">The event.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line or a few, each ended by a line feed; the first begins with the event's instant.</returns>
    public static string Explain(this PointsEvent e, Language language)
    {
        ArgumentNullException.ThrowIfNull(e);
        var lines = new LoyaltyLines(e.At, language);
        switch (e)
        {
            case PointsAwarded awarded: AwardText.Explain(lines, awarded); break;
            case PointsReturned returned: ReturnText.Explain(lines, returned); break;
            case PointsReAwarded awarded: ReturnText.Explain(lines, awarded); break;
            case MilestoneReached reached: PendingText.Explain(lines, reached); break;
            case PointsActivated activated: PendingText.Explain(lines, activated); break;
            case PendingCancelled cancelled: PendingText.Explain(lines, cancelled); break;
            case PointsExpired expired: PendingText.Explain(lines, expired); break;
            case LotsRedated redated: PendingText.Explain(lines, redated); break;
            case PointsHeld held: RedemptionText.Explain(lines, held); break;
            case HoldReleased released: RedemptionText.Explain(lines, released); break;
            case PointsRedeemed redeemed: RedemptionText.Explain(lines, redeemed); break;
            case RedemptionCancelled cancelled: RedemptionText.Explain(lines, cancelled); break;
            case PointsAdjusted adjusted: TransferText.Explain(lines, adjusted); break;
            case PointsSent sent: TransferText.Explain(lines, sent); break;
            case PointsReceived received: TransferText.Explain(lines, received); break;
            case AccountReceived received: TransferText.Explain(lines, received); break;
            case AccountSplit split: TransferText.Explain(lines, split); break;
            case AccountReopened reopened: TransferText.Explain(lines, reopened); break;
            case AccountOpened opened: AccountText.Explain(lines, opened); break;
            case AccountStatusChanged changed: AccountText.Explain(lines, changed); break;
            case AccountClosed closed: AccountText.Explain(lines, closed); break;
            case SpendingRightChanged changed: AccountText.Explain(lines, changed); break;
            case LoyaltyPolicyAdopted adopted: AccountText.Explain(lines, adopted); break;
            case BalanceImported imported: AccountText.Explain(lines, imported); break;
            case LoyaltyTierChanged changed: LoyaltyTierText.Explain(lines, changed); break;
            case LoyaltyTierFalling falling: LoyaltyTierText.Explain(lines, falling); break;
            case LoyaltyTierKept kept: LoyaltyTierText.Explain(lines, kept); break;
            case LoyaltyTierOverridden overridden: LoyaltyTierText.Explain(lines, overridden); break;
            case LoyaltyTierOverrideEnded ended: LoyaltyTierText.Explain(lines, ended); break;
            case BenefitUsed used: BenefitText.Explain(lines, used); break;
            case BenefitRestored restored: BenefitText.Explain(lines, restored); break;
            case CouponIssued issued: BenefitText.Explain(lines, issued); break;
            case CouponUsed used: BenefitText.Explain(lines, used); break;
            case CouponRestored restored: BenefitText.Explain(lines, restored); break;
            case CouponEnded ended: BenefitText.Explain(lines, ended); break;
            default: throw new NotSupportedException("The event " + e.TypeName + " has no text; write one.");
        }

        return lines.ToString();
    }
}
