namespace Retention.Core.Sla;

/// <summary>What moves the clocks of a metric unless the policy says otherwise.</summary>
internal sealed class ClockDefaults
{
    private const string Answer = CaseActivities.AgentMessage;
    private const string Solution = CaseActivities.SolutionGiven;

    private ClockDefaults(string start, string stop, bool eachTime)
    {
        this.Start = start;
        this.Stop = stop;
        this.EachTime = eachTime;
    }

    internal string Start { get; }

    internal string Stop { get; }

    internal string Pause { get; private set; } = string.Empty;

    internal string Resume { get; private set; } = string.Empty;

    internal string Renew { get; private set; } = string.Empty;

    internal bool EachTime { get; }

    internal static ClockDefaults Of(ClockMetric metric) => metric switch
    {
        ClockMetric.FirstResponse => new ClockDefaults(CaseActivities.Opened, Answer, eachTime: false),
        ClockMetric.NextResponse => new ClockDefaults(CaseActivities.CustomerMessage, Answer, eachTime: true),
        ClockMetric.Resolution => new ClockDefaults(CaseActivities.Opened, Solution, eachTime: false).Waiting(),
        ClockMetric.PeriodicUpdate => new ClockDefaults(CaseActivities.Opened, Solution, eachTime: true) { Renew = CaseActivities.UpdateGiven }.Waiting(),
        ClockMetric.Commitment => new ClockDefaults(CaseActivities.Opened, Solution + "," + CaseActivities.CommitmentGiven, eachTime: false),
        ClockMetric.Promise => new ClockDefaults(CaseActivities.CommitmentGiven, Solution, eachTime: true) { Renew = CaseActivities.CommitmentGiven },
        ClockMetric.FollowUp => new ClockDefaults(Solution, CaseActivities.FollowUpDone, eachTime: true),
        ClockMetric.Ownership => new ClockDefaults(CaseActivities.Opened + "," + CaseActivities.Assigned, Solution, eachTime: true) { Renew = CaseActivities.Assigned },
        ClockMetric.CustomerWaiting => new ClockDefaults(CaseActivities.Opened, Solution, eachTime: false) { Pause = Answer, Resume = CaseActivities.CustomerMessage },
        _ => new ClockDefaults(CaseActivities.WorkStarted, Solution, eachTime: false) { Pause = CaseActivities.WorkStopped, Resume = CaseActivities.WorkStarted },
    };

    private ClockDefaults Waiting()
    {
        this.Pause = CaseActivities.Paused;
        this.Resume = CaseActivities.Resumed;
        return this;
    }
}
