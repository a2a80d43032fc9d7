namespace Retention.Core;

/// <summary>The refusals that every process knows.</summary>
public static class RefusalCodes
{
    /// <summary><c>at-before-stream</c>: the decision time lies before the stream's last event. Arguments: at, last.</summary>
    public const string AtBeforeStream = "at-before-stream";

    /// <summary><c>amount-out-of-range</c>: an amount is beyond what four decimals in 64 bits hold. Arguments: what, amount.</summary>
    public const string AmountOutOfRange = "amount-out-of-range";

    /// <summary><c>needs-approval</c>: the action needs somebody else's approval. Arguments: action, submit.</summary>
    public const string NeedsApproval = "needs-approval";

    /// <summary><c>not-permitted</c>: the host doesn't let the actor do this. Arguments: action, actor.</summary>
    public const string NotPermitted = "not-permitted";

    /// <summary><c>unknown-policy-version</c>: the policy book has no such version. Arguments: version.</summary>
    public const string UnknownPolicyVersion = "unknown-policy-version";

    /// <summary><c>text-missing</c>: a required text (a reason, an actor) is blank. Arguments: what.</summary>
    public const string TextMissing = "text-missing";
}
