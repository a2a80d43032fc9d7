namespace Retention.Core.Sla;

/// <summary>The refusals of cases.</summary>
public static class SlaRefusals
{
    /// <summary><c>case-not-open</c>: no case was opened in the stream.</summary>
    public const string CaseNotOpen = "case-not-open";

    /// <summary><c>case-open-already</c>: the case was opened already.</summary>
    public const string CaseOpenAlready = "case-open-already";

    /// <summary><c>case-ended</c>: the case was cancelled or merged into another. Arguments: stage.</summary>
    public const string CaseEnded = "case-ended";

    /// <summary><c>case-archived</c>: the case is archived; reopen it first. Arguments: activity.</summary>
    public const string CaseArchived = "case-archived";

    /// <summary><c>occurred-ahead</c>: something is said to have happened after the decision time. Arguments: occurred, at.</summary>
    public const string OccurredAhead = "occurred-ahead";

    /// <summary><c>occurred-before-opening</c>: something is said to have happened before the case was opened. Arguments: occurred, opened.</summary>
    public const string OccurredBeforeOpening = "occurred-before-opening";

    /// <summary><c>case-instant-out-of-range</c>: an instant lies outside 1950 to 2150. Arguments: what, given.</summary>
    public const string CaseInstantOutOfRange = "case-instant-out-of-range";

    /// <summary><c>activity-known</c>: the id names an activity already. Arguments: id.</summary>
    public const string ActivityKnown = "activity-known";

    /// <summary><c>activity-reserved</c>: a command of its own records the activity. Arguments: activity, command.</summary>
    public const string ActivityReserved = "activity-reserved";

    /// <summary><c>promise-missing</c>: a commitment says by when. Arguments: activity.</summary>
    public const string PromiseMissing = "promise-missing";

    /// <summary><c>promise-in-the-past</c>: a promised instant lies after the promise. Arguments: promised, occurred.</summary>
    public const string PromiseInThePast = "promise-in-the-past";

    /// <summary><c>stage-missing</c>: something must come first. Arguments: action, stage, missing.</summary>
    public const string StageMissing = "stage-missing";

    /// <summary><c>reopen-window-over</c>: the case was archived too long ago; open a new one that repeats it. Arguments: archived, until.</summary>
    public const string ReopenWindowOver = "reopen-window-over";

    /// <summary><c>unknown-group</c>: the policy has no such group. Arguments: group, known.</summary>
    public const string UnknownGroup = "unknown-group";

    /// <summary><c>unknown-calendar</c>: the policy has no such calendar. Arguments: calendar, known.</summary>
    public const string UnknownCalendar = "unknown-calendar";

    /// <summary><c>clock-unknown</c>: the case has no such cycle of a clock. Arguments: clock, cycle.</summary>
    public const string ClockUnknown = "clock-unknown";

    /// <summary><c>clock-not-late</c>: the cycle hasn't missed its deadline. Arguments: clock, cycle.</summary>
    public const string ClockNotLate = "clock-not-late";
}
