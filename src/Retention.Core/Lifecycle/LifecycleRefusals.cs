namespace Retention.Core.Lifecycle;

/// <summary>The codes with which a customer's life refuses.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleRefusals
{
    /// <summary><c>purchase-known</c>: the document was recorded before. Arguments: id.</summary>
    public const string PurchaseKnown = "purchase-known";

    /// <summary><c>purchase-unknown</c>: no such document was recorded. Arguments: id.</summary>
    public const string PurchaseUnknown = "purchase-unknown";

    /// <summary><c>return-known</c>: the return was recorded before. Arguments: id.</summary>
    public const string ReturnKnown = "return-known";

    /// <summary><c>return-exceeds-purchase</c>: more comes back than is left of the purchase. Arguments: amount, left.</summary>
    public const string ReturnExceedsPurchase = "return-exceeds-purchase";

    /// <summary><c>activity-id-known</c>: an activity of that id was recorded before. Arguments: id.</summary>
    public const string ActivityIdKnown = "activity-id-known";

    /// <summary><c>activity-unknown</c>: no activity of that id was recorded. Arguments: id.</summary>
    public const string ActivityUnknown = "activity-unknown";

    /// <summary><c>activity-closed-before</c>: the activity was settled already. Arguments: id.</summary>
    public const string ActivityClosedBefore = "activity-closed-before";

    /// <summary><c>activity-is-purchase</c>: purchases have a command of their own. Arguments: activity.</summary>
    public const string ActivityIsPurchase = "activity-is-purchase";

    /// <summary><c>activity-needs-id</c>: a signal waits until the activity is closed, so it needs an id. Arguments: activity.</summary>
    public const string ActivityNeedsId = "activity-needs-id";

    /// <summary><c>count-not-one</c>: an activity counts 1 or more, and more than 1 only without id and number. Arguments: count.</summary>
    public const string CountNotOne = "count-not-one";

    /// <summary><c>closed-before-it-began</c>: an activity can't be settled before it happened. Arguments: closed, began.</summary>
    public const string ClosedBeforeItBegan = "closed-before-it-began";

    /// <summary><c>occurred-in-future</c>: it would have happened after the decision time. Arguments: occurred, at.</summary>
    public const string OccurredInFuture = "occurred-in-future";

    /// <summary><c>date-in-future</c>: it would count on a day after that of the decision time. Arguments: date, at.</summary>
    public const string DateInFuture = "date-in-future";

    /// <summary><c>unknown-stage</c>: the policy has no such stage, or it isn't on the way where one on the way is meant. Arguments: stage, known.</summary>
    public const string UnknownStage = "unknown-stage";

    /// <summary><c>stage-unchanged</c>: the customer is in the stage already, by hand until the same instant or by the rules. Arguments: stage.</summary>
    public const string StageUnchanged = "stage-unchanged";

    /// <summary><c>stage-terminal</c>: nobody leaves the stage. Arguments: stage.</summary>
    public const string StageTerminal = "stage-terminal";

    /// <summary><c>stage-entered-once</c>: the stage can be entered only once, and was. Arguments: stage.</summary>
    public const string StageEnteredOnce = "stage-entered-once";

    /// <summary><c>move-not-after-now</c>: the move would have ended already. Arguments: until, at.</summary>
    public const string MoveNotAfterNow = "move-not-after-now";

    /// <summary><c>no-manual-stage</c>: there is nothing to release.</summary>
    public const string NoManualStage = "no-manual-stage";

    /// <summary><c>lifecycle-merged</c>: the record was merged into another, which goes on. Arguments: into.</summary>
    public const string LifecycleMerged = "lifecycle-merged";
}
