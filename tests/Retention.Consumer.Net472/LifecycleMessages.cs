using System;
using Retention.Core.Lifecycle;

namespace Retention.Consumer.Net472
{
    /// <summary>Every command and event of a customer's life, matched by type as a host does. A new one belongs here too.</summary>
    internal static class LifecycleMessages
    {
        internal static string NameOf(LifecycleCommand command)
        {
            switch (command)
            {
                case RecordPurchase record:
                    return "record the purchase " + record.Purchase.Document;
                case ReturnPurchase give:
                    return "return " + give.Amount + " of " + give.Document;
                case CorrectPurchase correct:
                    return "correct the purchase " + correct.Purchase.Document;
                case RecordActivity record:
                    return "record the activity " + record.Activity.Activity;
                case CloseActivity close:
                    return "close the activity " + close.ActivityId;
                case VoidActivity undo:
                    return "void the activity " + undo.ActivityId;
                case SetCustomerAttribute set:
                    return "set the attribute " + set.Name;
                case SetCustomerTag set:
                    return "set the tag " + set.Tag + " to " + set.IsPresent;
                case SetCustomerNumber set:
                    return "set the number " + set.Name + " to " + set.Value;
                case ImportHistory import:
                    return "import purchases: " + import.Purchases.Count;
                case AbsorbLifecycle absorb:
                    return "absorb the life of " + absorb.From;
                case MergeLifecycle merge:
                    return "merge the life into " + merge.Into;
                case MoveStage move:
                    return "move to " + move.Stage;
                case ReleaseStage release:
                    return "release for " + release.Actor;
                case ReviewStage review:
                    return "review at " + review.At;
                case AdoptLifecyclePolicy adopt:
                    return "adopt " + adopt.PolicyVersion.Label;
                default:
                    throw new InvalidOperationException("This host doesn't know " + command.TypeName + ".");
            }
        }

        internal static string NameOf(LifecycleEvent happened)
        {
            switch (happened)
            {
                case PurchaseRecorded recorded:
                    return "bought " + recorded.Purchase.Document;
                case PurchaseReturned returned:
                    return "returned " + returned.ReturnDocument;
                case PurchaseCorrected corrected:
                    return "corrected " + corrected.Purchase.Document;
                case ActivityRecorded recorded:
                    return "did " + recorded.Activity.Activity;
                case ActivityClosed closed:
                    return "closed " + closed.ActivityId;
                case ActivityVoided voided:
                    return "voided " + voided.ActivityId;
                case CustomerAttributeSet set:
                    return "attribute " + set.Name;
                case CustomerTagSet set:
                    return "tag " + set.Tag;
                case CustomerNumberSet set:
                    return "number " + set.Name;
                case HistoryImported imported:
                    return "imported " + imported.Purchases.Count;
                case LifecycleAbsorbed absorbed:
                    return "absorbed " + absorbed.From;
                case LifecycleMerged merged:
                    return "merged into " + merged.Into;
                case LifecyclePolicyAdopted adopted:
                    return "adopted " + adopted.PolicyVersion.Label;
                case SignalRaised raised:
                    return "raised " + raised.Signal;
                case SignalCleared cleared:
                    return "cleared " + cleared.Signal;
                case StageChanged changed:
                    return (changed.From ?? "none") + " to " + (changed.To ?? "none") + (changed.Outcome == StageOutcome.None ? string.Empty : " " + changed.Outcome);
                case StageMoved moved:
                    return "moved to " + moved.Stage;
                case ManualStageEnded ended:
                    return "hand off by " + (ended.Actor ?? "time");
                default:
                    throw new InvalidOperationException("This host doesn't know " + happened.TypeName + ".");
            }
        }
    }
}
