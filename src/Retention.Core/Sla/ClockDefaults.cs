namespace Retention.Core.Sla;

/// <summary>What moves the clocks of a metric unless the policy says otherwise.</summary>
internal sealed class ClockDefaults
{
    private const string Answer = CaseActivities.AgentMessage;
    private const string Solution = CaseActivities.SolutionGiven;
    private const string Again = CaseActivities.Reopened + "," + CaseActivities.Rejected;
    private const string Ended = CaseActivities.Cancelled + "," + CaseActivities.Merged;

    private ClockDefaults(string start, string stop, bool eachTime, ClockReopening reopening)
    {
        this.Start = start;
        this.Stop = stop;
        this.EachTime = eachTime;
        this.Reopening = reopening;
    }

    internal string Start { get; }

    internal string Stop { get; }

    internal string Pause { get; private set; } = string.Empty;

    internal string Resume { get; private set; } = string.Empty;

    internal string Renew { get; private set; } = string.Empty;

    internal string Cancel { get; private set; } = Ended + "," + CaseActivities.Archived;

    internal bool EachTime { get; }

    internal ClockReopening Reopening { get; }

    internal static ClockDefaults Of(ClockMetric metric) => metric switch
    {
        ClockMetric.FirstResponse => new ClockDefaults(CaseActivities.Opened, Answer + "," + Solution, eachTime: false, ClockReopening.None),
        ClockMetric.NextResponse => new ClockDefaults(CaseActivities.CustomerMessage, Answer + "," + Solution, eachTime: true, ClockReopening.None),
        ClockMetric.Resolution => new ClockDefaults(CaseActivities.Opened, Solution, eachTime: false, ClockReopening.Continue).Waiting(),
        ClockMetric.PeriodicUpdate => new ClockDefaults(CaseActivities.Opened, Solution, eachTime: true, ClockReopening.NewCycle) { Renew = CaseActivities.UpdateGiven }.Waiting(),
        ClockMetric.Commitment => new ClockDefaults(CaseActivities.Opened, Solution + "," + CaseActivities.CommitmentGiven, eachTime: false, ClockReopening.NewCycle),
        ClockMetric.Promise => new ClockDefaults(CaseActivities.CommitmentGiven, Solution, eachTime: true, ClockReopening.None) { Renew = CaseActivities.CommitmentGiven },
        ClockMetric.FollowUp => new ClockDefaults(Solution, CaseActivities.FollowUpDone, eachTime: true, ClockReopening.None) { Cancel = Ended + "," + Again },
        ClockMetric.Ownership => new ClockDefaults(CaseActivities.Opened + "," + CaseActivities.Assigned, Solution, eachTime: true, ClockReopening.Continue) { Renew = CaseActivities.Assigned },
        ClockMetric.CustomerWaiting => new ClockDefaults(CaseActivities.Opened, Solution, eachTime: false, ClockReopening.Continue) { Pause = Answer, Resume = CaseActivities.CustomerMessage + "," + Again },
        _ => new ClockDefaults(CaseActivities.WorkStarted, Solution, eachTime: false, ClockReopening.Continue) { Pause = CaseActivities.WorkStopped + "," + Again, Resume = CaseActivities.WorkStarted },
    };

    private ClockDefaults Waiting()
    {
        this.Pause = CaseActivities.Paused;
        this.Resume = CaseActivities.Resumed;
        return this;
    }
}
