using System;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>Every loyalty command and event, matched by type as a host does. A new one belongs here too.</summary>
    internal static class LoyaltyMessages
    {
        internal static string NameOf(Message message)
        {
            return OfPointsCommand(message)
                ?? OfPointsEvent(message)
                ?? OfBudget(message)
                ?? OfStock(message)
                ?? OfReferral(message)
                ?? OfToken(message)
                ?? throw new InvalidOperationException("This host doesn't know " + message.TypeName + ".");
        }

        private static string OfPointsCommand(Message message)
        {
            switch (message)
            {
                case OpenAccount open:
                    return "open the account of " + open.Member;
                case SetAccountStatus set:
                    return "set the account to " + set.Status;
                case CloseAccount close:
                    return "close the account: " + close.Cause;
                case SetSpendingRight right:
                    return "let " + right.Spender + " spend: " + right.IsGranted;
                case AdoptLoyaltyPolicy adopt:
                    return "adopt " + adopt.PolicyVersion.Label;
                case RedateLots redate:
                    return "redate the lots by " + redate.MigrationId;
                case ImportBalance import:
                    return "import " + import.Lots.Count + " lots";
                case OverrideLoyaltyTier tier:
                    return "set the tier to " + tier.Tier;
                case ClearLoyaltyTierOverride clear:
                    return "clear the tier set by " + clear.Actor;
                case UseBenefit use:
                    return "use " + use.Quantity + " of " + use.Benefit;
                case RestoreBenefit restore:
                    return "restore benefit " + restore.UseId;
                case IssueCoupon issue:
                    return "issue coupon " + issue.CouponId;
                case UseCoupon use:
                    return "use coupon " + use.CouponId + " on " + use.Document;
                case RestoreCoupon restore:
                    return "restore coupon " + restore.CouponId;
                case VoidCoupon end:
                    return "void coupon " + end.CouponId;
                case RecordPurchase purchase:
                    return "purchase " + purchase.Purchase.Document;
                case AccruePart part:
                    return "part " + part.Part + " of " + part.Document;
                case RecordActivity activity:
                    return activity.Activity + " " + activity.Reference;
                case ReportMilestone milestone:
                    return milestone.Document + " is " + milestone.Milestone;
                case HoldPoints hold:
                    return "hold " + hold.Request.Points + " points";
                case CaptureHold capture:
                    return "capture hold " + capture.HoldId;
                case ReleaseHold release:
                    return "release hold " + release.HoldId;
                case RedeemPoints redeem:
                    return "redeem " + redeem.Request.Points + " points";
                case CancelRedemption cancel:
                    return "cancel redemption " + cancel.RedemptionId;
                case RecordReturn back:
                    return "return of " + back.Document;
                case RecordCreditNote note:
                    return "credit note " + note.CreditNote;
                case RecordExchange exchange:
                    return "exchange of " + exchange.Document;
                case CancelPending cancel:
                    return "cancel the pending points of " + cancel.Document;
                case AdjustPoints adjust:
                    return "adjust by " + adjust.Change;
                case SendPoints send:
                    return "send " + send.Points + " points to " + send.To;
                case ReceivePoints receive:
                    return "receive points from " + receive.From;
                case SendAccount send:
                    return "merge the account into " + send.Into;
                case ReceiveAccount receive:
                    return "take over the account of " + receive.From;
                case SplitAccount split:
                    return "undo merge " + split.MergeId;
                case ReopenAccount reopen:
                    return "reopen after merge " + reopen.MergeId;
                default:
                    return null;
            }
        }

        private static string OfPointsEvent(Message message)
        {
            switch (message)
            {
                case AccountOpened opened:
                    return "opened for " + opened.Member;
                case AccountStatusChanged changed:
                    return "the account is " + changed.Status;
                case AccountClosed closed:
                    return "closed: " + closed.Cause;
                case SpendingRightChanged right:
                    return right.Spender + " may spend: " + right.IsGranted;
                case LoyaltyPolicyAdopted adopted:
                    return "adopted " + adopted.PolicyVersion.Label;
                case BalanceImported imported:
                    return "imported " + imported.ImportId;
                case BenefitUsed used:
                    return "used " + used.Benefit;
                case BenefitRestored restored:
                    return "restored " + restored.Benefit;
                case CouponIssued issued:
                    return "issued coupon " + issued.CouponId;
                case CouponUsed used:
                    return "used coupon " + used.CouponId;
                case CouponRestored restored:
                    return "restored coupon " + restored.CouponId;
                case CouponEnded ended:
                    return "coupon " + ended.CouponId + " ended: " + ended.End;
                case PointsAwarded awarded:
                    return "awarded for " + awarded.Award.Document;
                case PointsReAwarded again:
                    return "awarded again for " + again.Award.Document;
                case PointsReturned returned:
                    return "taken back for " + returned.ReturnDocument;
                case PointsActivated activated:
                    return "activated " + activated.Lots.Count + " lots";
                case MilestoneReached reached:
                    return reached.Document + " was " + reached.Milestone;
                case PendingCancelled cancelled:
                    return "pending points of " + cancelled.Document + " cancelled: " + cancelled.Cause;
                case PointsExpired expired:
                    return "lapsed at " + expired.At;
                case LotsRedated redated:
                    return "redated by " + redated.Reference;
                case PointsHeld held:
                    return "held under " + held.HoldId;
                case HoldReleased released:
                    return "hold " + released.HoldId + " ended: " + released.End;
                case PointsRedeemed redeemed:
                    return "redeemed " + redeemed.Points + " for " + redeemed.Value;
                case RedemptionCancelled cancelled:
                    return "redemption " + cancelled.RedemptionId + " cancelled";
                case PointsAdjusted adjusted:
                    return "adjusted by " + adjusted.AdjustmentId;
                case PointsSent sent:
                    return "sent to " + sent.To;
                case PointsReceived received:
                    return "received from " + received.From;
                case AccountReceived received:
                    return "took over " + received.From;
                case AccountSplit split:
                    return "split off " + split.To;
                case AccountReopened reopened:
                    return "reopened after " + reopened.MergeId;
                case LoyaltyTierChanged changed:
                    return "tier " + changed.To + ": " + changed.Cause;
                case LoyaltyTierFalling falling:
                    return "falling from " + falling.Tier + " at " + falling.Due;
                case LoyaltyTierKept kept:
                    return "kept " + kept.Tier;
                case LoyaltyTierOverridden overridden:
                    return "tier set to " + overridden.Tier;
                case LoyaltyTierOverrideEnded ended:
                    return "the tier set by hand ended at " + ended.At;
                default:
                    return null;
            }
        }

        private static string OfBudget(Message message)
        {
            switch (message)
            {
                case OpenBudget open:
                    return "open budget " + open.Budget;
                case DrawBudget draw:
                    return "draw " + draw.Amount + " for " + draw.Reference;
                case RestoreBudget restore:
                    return "restore " + restore.Amount + " of " + restore.Reference;
                case ChangeBudget change:
                    return "change the budget to " + change.Total;
                case BudgetOpened opened:
                    return "opened budget " + opened.Budget;
                case BudgetDrawn drawn:
                    return "drawn, " + drawn.Left + " left";
                case BudgetRestored restored:
                    return "restored, " + restored.Left + " left";
                case BudgetChanged changed:
                    return "the budget is " + changed.Total;
                default:
                    return null;
            }
        }

        private static string OfStock(Message message)
        {
            switch (message)
            {
                case OpenStock open:
                    return "open the stock of " + open.Reward;
                case Restock restock:
                    return "restock " + restock.Quantity;
                case ReserveReward reserve:
                    return "reserve under " + reserve.Reference;
                case ConfirmReward confirm:
                    return "confirm " + confirm.Reference;
                case ReleaseReward release:
                    return "release " + release.Reference;
                case IssueReward issue:
                    return "issue under " + issue.Reference;
                case ReturnReward back:
                    return "take back " + back.Reference;
                case StockOpened opened:
                    return "opened the stock of " + opened.Reward;
                case StockAdded added:
                    return "in stock: " + added.OnHand;
                case RewardReserved reserved:
                    return "reserved, " + reserved.Available + " available";
                case RewardReleased released:
                    return "released, " + released.Available + " available";
                case RewardIssued issued:
                    return "issued, " + issued.OnHand + " in stock";
                case RewardReturned returned:
                    return "taken back, " + returned.OnHand + " in stock";
                default:
                    return null;
            }
        }

        private static string OfReferral(Message message)
        {
            switch (message)
            {
                case InviteMember invite:
                    return invite.Referrer + " invites " + invite.Referee;
                case QualifyReferral qualify:
                    return "order " + qualify.Document + " of the invited member";
                case RevokeReferral revoke:
                    return "revoke the referral: " + revoke.Cause;
                case MemberInvited invited:
                    return "invited with " + invited.Code;
                case ReferralQualified qualified:
                    return "qualified, waiting until " + qualified.WaitsUntil;
                case ReferralMatured matured:
                    return "the rewards for " + matured.Document + " are due";
                case ReferralRevoked revoked:
                    return "the referral was revoked: " + revoked.Cause;
                case ReferralLapsed _:
                    return "the referral lapsed";
                default:
                    return null;
            }
        }

        private static string OfToken(Message message)
        {
            switch (message)
            {
                case IssueTokens issue:
                    return "issue " + issue.TokenHashes.Count + " tokens of " + issue.Survey;
                case RedeemToken redeem:
                    return "redeem a token of " + redeem.TokenHash.Length + " digits";
                case TokensIssued issued:
                    return "issued tokens of " + issued.Survey;
                case TokenRedeemed redeemed:
                    return "redeemed a token of " + redeemed.TokenHash.Length + " digits";
                default:
                    return null;
            }
        }
    }
}
