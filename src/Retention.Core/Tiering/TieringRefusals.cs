namespace Retention.Core.Tiering;

/// <summary>The refusals of tiering.</summary>
public static class TieringRefusals
{
    /// <summary><c>thresholds-needed</c>: a rank needs the population or frozen thresholds. Arguments: score.</summary>
    public const string ThresholdsNeeded = "thresholds-needed";

    /// <summary><c>thresholds-mismatch</c>: the thresholds belong to another policy. Arguments: frozen, policy.</summary>
    public const string ThresholdsMismatch = "thresholds-mismatch";

    /// <summary><c>ntile-not-frozen</c>: NTILE splits equal values by position, which no threshold can. Arguments: score.</summary>
    public const string NtileNotFrozen = "ntile-not-frozen";

    /// <summary><c>nothing-to-freeze</c>: nobody has a value of that score. Arguments: score.</summary>
    public const string NothingToFreeze = "nothing-to-freeze";

    /// <summary><c>unknown-customer</c>: the base has no such customer. Arguments: customer.</summary>
    public const string UnknownCustomer = "unknown-customer";

    /// <summary><c>run-exists</c>: the run was drafted already. Arguments: run.</summary>
    public const string RunExists = "run-exists";

    /// <summary><c>run-missing</c>: no run was drafted in the stream.</summary>
    public const string RunMissing = "run-missing";

    /// <summary><c>run-not-draft</c>: only a draft can be reviewed. Arguments: run, status.</summary>
    public const string RunNotDraft = "run-not-draft";

    /// <summary><c>run-not-reviewed</c>: only a reviewed run can be published. Arguments: run, status.</summary>
    public const string RunNotReviewed = "run-not-reviewed";

    /// <summary><c>run-not-published</c>: only a published run gives tiers to others. Arguments: run, status.</summary>
    public const string RunNotPublished = "run-not-published";

    /// <summary><c>run-closed</c>: a published or rejected run takes no more steps. Arguments: run, status.</summary>
    public const string RunClosed = "run-closed";

    /// <summary><c>reviewer-is-author</c>: another actor must review the run. Arguments: actor, run.</summary>
    public const string ReviewerIsAuthor = "reviewer-is-author";

    /// <summary><c>unknown-tier</c>: the policy has no such tier. Arguments: tier, known.</summary>
    public const string UnknownTier = "unknown-tier";

    /// <summary><c>unknown-tag</c>: the policy has no such tag. Arguments: tag, known.</summary>
    public const string UnknownTag = "unknown-tag";

    /// <summary><c>override-not-after-now</c>: the override would have ended already. Arguments: until, at.</summary>
    public const string OverrideNotAfterNow = "override-not-after-now";

    /// <summary><c>no-override</c>: there is nothing to clear.</summary>
    public const string NoOverride = "no-override";

    /// <summary><c>tag-not-proposed</c>: only a proposed tag is confirmed or rejected. Arguments: tag, status.</summary>
    public const string TagNotProposed = "tag-not-proposed";

    /// <summary><c>tag-not-confirmed</c>: only a confirmed tag is withdrawn. Arguments: tag, status.</summary>
    public const string TagNotConfirmed = "tag-not-confirmed";

    /// <summary><c>assessment-outdated</c>: the assessment is as of an earlier instant than the last. Arguments: asOf, last.</summary>
    public const string AssessmentOutdated = "assessment-outdated";

    /// <summary><c>policy-mismatch</c>: the assessment was made under another policy. Arguments: given, expected.</summary>
    public const string PolicyMismatch = "policy-mismatch";
}
