namespace Retention.Core.Sla;

/// <summary>What a clock measures, and what moves it unless the policy says otherwise.</summary>
public enum ClockMetric
{
    /// <summary>The time to the first answer by a person: <c>opened</c> to <c>agent-message</c> or <c>solution-given</c>, once. Reopening doesn't ask for another.</summary>
    FirstResponse = 0,

    /// <summary>The time to each further answer: <c>customer-message</c> to <c>agent-message</c> or <c>solution-given</c>, each time.</summary>
    NextResponse = 1,

    /// <summary>The time to the solution: <c>opened</c> to <c>solution-given</c>, while not <c>paused</c>; goes on when the case is reopened or the solution rejected.</summary>
    Resolution = 2,

    /// <summary>The time to each report of progress: from <c>opened</c>, renewed by <c>update-given</c>, until <c>solution-given</c>, while not <c>paused</c>; a new cycle when the case is reopened or the solution rejected.</summary>
    PeriodicUpdate = 3,

    /// <summary>The time to a solution or a committed date: <c>opened</c> to <c>solution-given</c> or <c>commitment-given</c>; a new cycle when the case is reopened or the solution rejected.</summary>
    Commitment = 4,

    /// <summary>The time to what was promised: from <c>commitment-given</c>, renewed by it, until <c>solution-given</c>.</summary>
    Promise = 5,

    /// <summary>The time to looking after the customer again: <c>solution-given</c> to <c>follow-up-done</c>, each time; cancelled when the case is reopened or the solution rejected.</summary>
    FollowUp = 6,

    /// <summary>The time in one group (OLA): from <c>assigned</c>, renewed by it, until <c>solution-given</c>.</summary>
    Ownership = 7,

    /// <summary>The time in which the customer waits for us: from <c>opened</c> or <c>customer-message</c> until <c>agent-message</c>, added up until <c>solution-given</c>; goes on when the case is reopened or the solution rejected.</summary>
    CustomerWaiting = 8,

    /// <summary>The time worked on it: from <c>work-started</c> until <c>work-stopped</c>, added up until <c>solution-given</c>; in a reopened case from the next <c>work-started</c>.</summary>
    AgentWork = 9,
}

/// <summary>Where a cycle of a clock stands.</summary>
public enum ClockState
{
    /// <summary>It runs; outside its calendar's hours its time doesn't pass.</summary>
    Running = 0,

    /// <summary>It is paused.</summary>
    Paused = 1,

    /// <summary>It was stopped.</summary>
    Stopped = 2,

    /// <summary>It ended without a result.</summary>
    Cancelled = 3,
}

/// <summary>Where a case stands in the closed loop.</summary>
public enum CaseStage
{
    /// <summary>Recorded (记录).</summary>
    Recorded = 0,

    /// <summary>Worked on (处理).</summary>
    Processing = 1,

    /// <summary>The solution was given to the customer (反馈).</summary>
    FedBack = 2,

    /// <summary>The customer has confirmed it (确认).</summary>
    Confirmed = 3,

    /// <summary>Archived (归档).</summary>
    Archived = 4,

    /// <summary>Cancelled.</summary>
    Cancelled = 5,

    /// <summary>Merged into another case.</summary>
    Merged = 6,
}

/// <summary>How far the work on a case is, as queues show it.</summary>
public enum CaseWorkState
{
    /// <summary>Recorded, and nobody owns it yet (待分配).</summary>
    Unassigned = 0,

    /// <summary>From the assignment until the customer confirms (处理中).</summary>
    InProgress = 1,

    /// <summary>The customer has confirmed, or the case ended (已完成).</summary>
    Done = 2,
}

/// <summary>Why time counts or doesn't.</summary>
public enum ClockSegmentKind
{
    /// <summary>Working time, which counts.</summary>
    Working = 0,

    /// <summary>Outside the calendar's hours.</summary>
    OutsideHours = 1,

    /// <summary>Closed by a holiday or another exception of the calendar.</summary>
    Holiday = 2,

    /// <summary>The clock was paused.</summary>
    Paused = 3,

    /// <summary>The clock had stopped, and went on when the case was reopened.</summary>
    Closed = 4,

    /// <summary>Before a change that restarted the clock.</summary>
    Restarted = 5,
}
