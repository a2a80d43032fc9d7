namespace Retention.Core.Sla;

/// <summary>The activities that commands make and metrics know. Hosts add names of their own.</summary>
public static class CaseActivities
{
    /// <summary><c>opened</c>: the case was opened.</summary>
    public const string Opened = "opened";

    /// <summary><c>changed</c>: what is known of the case changed.</summary>
    public const string Changed = "changed";

    /// <summary><c>assigned</c>: the case went to a group, and to somebody in it.</summary>
    public const string Assigned = "assigned";

    /// <summary><c>owner-changed</c>: what an assignment counts as for clocks that leaves the case in its group.</summary>
    public const string OwnerChanged = "owner-changed";

    /// <summary><c>customer-message</c>: the customer wrote or called.</summary>
    public const string CustomerMessage = "customer-message";

    /// <summary><c>agent-message</c>: a person answered the customer.</summary>
    public const string AgentMessage = "agent-message";

    /// <summary><c>auto-message</c>: a machine answered the customer.</summary>
    public const string AutoMessage = "auto-message";

    /// <summary><c>paused</c>: the case waits for the customer or somebody else.</summary>
    public const string Paused = "paused";

    /// <summary><c>resumed</c>: the waiting is over.</summary>
    public const string Resumed = "resumed";

    /// <summary><c>update-given</c>: the customer was told how far it is.</summary>
    public const string UpdateGiven = "update-given";

    /// <summary><c>commitment-given</c>: the customer was promised a time (明确解决节点).</summary>
    public const string CommitmentGiven = "commitment-given";

    /// <summary><c>work-started</c>: somebody began to work on it.</summary>
    public const string WorkStarted = "work-started";

    /// <summary><c>work-stopped</c>: somebody laid it aside.</summary>
    public const string WorkStopped = "work-stopped";

    /// <summary><c>solution-given</c>: the customer got the solution.</summary>
    public const string SolutionGiven = "solution-given";

    /// <summary><c>follow-up-done</c>: the customer was looked after again, such as by a call-back.</summary>
    public const string FollowUpDone = "follow-up-done";

    /// <summary><c>confirmed</c>: the customer is satisfied with the solution.</summary>
    public const string Confirmed = "confirmed";

    /// <summary><c>rejected</c>: the customer isn't satisfied with the solution.</summary>
    public const string Rejected = "rejected";

    /// <summary><c>archived</c>: the case was archived.</summary>
    public const string Archived = "archived";

    /// <summary><c>reopened</c>: the case was reopened.</summary>
    public const string Reopened = "reopened";

    /// <summary><c>cancelled</c>: the case was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary><c>merged</c>: the case was merged into another.</summary>
    public const string Merged = "merged";

    /// <summary><c>absorbed</c>: another case was merged into this one.</summary>
    public const string Absorbed = "absorbed";

    /// <summary><c>split-off</c>: the case was split off another, and goes on with its clocks.</summary>
    public const string SplitOff = "split-off";

    /// <summary><c>policy-adopted</c>: the case stands under another version of the policy.</summary>
    public const string PolicyAdopted = "policy-adopted";
}
