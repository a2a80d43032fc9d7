using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>One cycle of a clock as it is worked out from what happened: stretches of time that run or don't.</summary>
internal sealed class ClockCycle
{
    private readonly List<ClockStretch> stretches = new List<ClockStretch>(4);
    private TargetLimit limit;

    internal ClockCycle(ClockRule rule, int number, ClockTarget target, Instant start, Instant? promised, CaseEntry? pause)
    {
        this.Rule = rule;
        this.Number = number;
        this.Target = target;
        this.StartedAt = start;
        this.Promised = promised;
        this.limit = target.Rule.LimitFrom(start, target.Calendar, promised);
        this.stretches.Add(new ClockStretch(start, pause is null ? StretchKind.Running : StretchKind.Paused, target.Calendar, pause, Duration.Zero));
        this.State = pause is null ? ClockState.Running : ClockState.Paused;
    }

    internal ClockRule Rule { get; private set; }

    internal int Number { get; }

    internal ClockTarget Target { get; private set; }

    internal Instant StartedAt { get; }

    internal Instant? Promised { get; }

    internal ClockState State { get; private set; }

    internal Instant? EndedAt { get; private set; }

    internal Duration Limit => this.limit.Amount;

    /// <summary>Gets a value indicating whether there is no deadline to reach, such as where nothing was promised.</summary>
    internal bool IsNever => this.limit.IsNever;

    internal bool IsActive => this.State is ClockState.Running or ClockState.Paused;

    /// <summary>Gets when it last started, paused, resumed, took another target or ended.</summary>
    internal Instant ChangedAt => this.EndedAt ?? this.stretches[this.stretches.Count - 1].From;

    internal void Pause(Instant at, CaseEntry by)
    {
        if (this.State == ClockState.Running)
        {
            this.Begin(at, StretchKind.Paused, by);
            this.State = ClockState.Paused;
        }
    }

    internal void Resume(Instant at)
    {
        if (this.State == ClockState.Paused)
        {
            this.Begin(at, StretchKind.Running, null);
            this.State = ClockState.Running;
        }
    }

    internal void End(Instant at, ClockState state)
    {
        this.State = state;
        this.EndedAt = at;
    }

    /// <summary>A stopped cycle goes on; the time between is one of the case closed, or counts like any other.</summary>
    internal void Reopen(Instant at, CaseEntry by, CaseEntry? pause)
    {
        Instant stopped = this.EndedAt!.Value;
        if (!this.Rule.CountsClosedTime)
        {
            this.Begin(stopped, StretchKind.Closed, by);
        }
        else if (this.stretches[this.stretches.Count - 1].Kind != StretchKind.Running)
        {
            this.Begin(stopped, StretchKind.Running, null);
        }

        this.EndedAt = null;
        this.State = pause is null ? ClockState.Running : ClockState.Paused;
        if (pause is not null || !this.Rule.CountsClosedTime)
        {
            this.Begin(at, pause is null ? StretchKind.Running : StretchKind.Paused, pause);
        }
    }

    /// <summary>Another target, calendar or policy holds from an instant on.</summary>
    internal void Change(Instant at, ClockRule rule, ClockTarget target)
    {
        this.Rule = rule;
        if (rule.OnChange == ClockChange.Freeze || target.IsSameAs(this.Target))
        {
            return;
        }

        this.Target = target;
        switch (rule.OnChange)
        {
            case ClockChange.Restart:
                this.limit = target.Rule.LimitFrom(at, target.Calendar, this.Promised);
                this.Rewrite(s => s.As(StretchKind.Restarted));
                break;
            case ClockChange.KeepElapsed:
                this.limit = target.Rule.LimitFrom(this.StartedAt, target.Calendar, this.Promised);
                break;
            default:
                this.limit = target.Rule.LimitFrom(this.StartedAt, target.Calendar, this.Promised);
                bool forgives = rule.OnChange == ClockChange.RetroactiveWithoutPauses;
                this.Rewrite(s => s.On(target.Calendar, forgives && s.Kind == StretchKind.Paused ? StretchKind.Running : s.Kind));
                break;
        }

        this.Begin(at, this.State == ClockState.Paused ? StretchKind.Paused : StretchKind.Running, this.State == ClockState.Paused ? this.stretches[this.stretches.Count - 1].By : null);
    }

    /// <summary>The clock's own time until an instant.</summary>
    internal Duration Elapsed(Instant asOf)
    {
        Instant end = this.EndedAt is { } ended && ended < asOf ? ended : asOf;
        int i = this.stretches.Count - 1;
        while (i > 0 && this.stretches[i].From > end)
        {
            i--;
        }

        return end <= this.StartedAt ? Duration.Zero : this.stretches[i].ElapsedBy(end);
    }

    /// <summary>Real time while it ran, in and outside hours, until an instant.</summary>
    internal Duration RealElapsed(Instant asOf)
    {
        Instant end = this.EndedAt is { } ended && ended < asOf ? ended : asOf;
        Duration sum = Duration.Zero;
        for (int i = 0; i < this.stretches.Count && this.stretches[i].From < end; i++)
        {
            if (this.stretches[i].Kind == StretchKind.Running)
            {
                sum += (i + 1 < this.stretches.Count ? Instant.Min(end, this.stretches[i + 1].From) : end) - this.stretches[i].From;
            }
        }

        return sum;
    }

    /// <summary>The deadline; null while a pause hides it, or if the calendar never reaches it.</summary>
    internal Instant? Due() => this.limit.IsNever ? null : this.limit.Due is { } stated ? this.Moved(stated) : this.ReachedAt(this.limit.Amount, this.Target.Rule.Boundary);

    /// <summary>When the clock's time comes to an amount; null while a pause hides it, or if the calendar never reaches it.</summary>
    internal Instant? ReachedAt(Duration amount, ClosingBoundary boundary)
    {
        for (int i = 0; i < this.stretches.Count; i++)
        {
            ClockStretch stretch = this.stretches[i];
            if (stretch.Kind != StretchKind.Running)
            {
                continue;
            }

            // The last stretch goes on for ever: what stopped would have been due then.
            bool isLast = i + 1 == this.stretches.Count;
            if (isLast || (boundary == ClosingBoundary.AtClosing ? amount <= this.stretches[i + 1].Before : amount < this.stretches[i + 1].Before))
            {
                return stretch.Calendar.Add(stretch.From, Duration.Max(Duration.Zero, amount - stretch.Before), boundary);
            }
        }

        return null;
    }

    /// <summary>The stretches until an instant, with their ends.</summary>
    internal IEnumerable<(ClockStretch Stretch, Instant End)> Until(Instant asOf)
    {
        Instant end = this.EndedAt is { } ended && ended < asOf ? ended : asOf;
        for (int i = 0; i < this.stretches.Count && this.stretches[i].From < end; i++)
        {
            yield return (this.stretches[i], i + 1 < this.stretches.Count ? Instant.Min(end, this.stretches[i + 1].From) : end);
        }
    }

    /// <summary>A stated deadline moves by the working time in which the clock didn't run.</summary>
    private Instant? Moved(Instant stated)
    {
        Instant? due = stated;
        for (int i = 0; i < this.stretches.Count && this.stretches[i].From < due; i++)
        {
            ClockStretch stretch = this.stretches[i];
            if (stretch.Kind is StretchKind.Running or StretchKind.Restarted)
            {
                continue;
            }

            bool isLast = i + 1 == this.stretches.Count;
            if (isLast && this.IsActive)
            {
                return null;
            }

            due = stretch.Calendar.Add(due.Value, stretch.Calendar.Elapsed(stretch.From, isLast ? this.EndedAt!.Value : this.stretches[i + 1].From));
        }

        return due;
    }

    private void Begin(Instant at, StretchKind kind, CaseEntry? by)
    {
        int last = this.stretches.Count - 1;
        Duration before = this.stretches[last].ElapsedBy(at);
        if (this.stretches[last].From == at)
        {
            this.stretches.RemoveAt(last);
        }

        this.stretches.Add(new ClockStretch(at, kind, this.Target.Calendar, by, before));
    }

    private void Rewrite(Func<ClockStretch, ClockStretch> change)
    {
        Duration before = Duration.Zero;
        for (int i = 0; i < this.stretches.Count; i++)
        {
            ClockStretch stretch = change(this.stretches[i]).After(before);
            this.stretches[i] = stretch;
            before = i + 1 < this.stretches.Count ? stretch.ElapsedBy(this.stretches[i + 1].From) : before;
        }
    }
}

/// <summary>A target with the calendar that counts for it in a case.</summary>
internal readonly struct ClockTarget
{
    internal readonly TargetRule Rule;
    internal readonly string CalendarCode;
    internal readonly BusinessCalendar Calendar;

    internal ClockTarget(TargetRule rule, string calendarCode, BusinessCalendar calendar)
    {
        this.Rule = rule;
        this.CalendarCode = calendarCode;
        this.Calendar = calendar;
    }

    internal bool IsSameAs(ClockTarget other) =>
        string.Equals(this.Rule.Code, other.Rule.Code, StringComparison.Ordinal) && string.Equals(this.Rule.Print, other.Rule.Print, StringComparison.Ordinal)
        && string.Equals(this.CalendarCode, other.CalendarCode, StringComparison.Ordinal) && this.Calendar.Version.Equals(other.Calendar.Version);
}

/// <summary>From an instant on until the next stretch: whether the clock runs, on which calendar, who paused it, and what had passed before.</summary>
internal readonly struct ClockStretch
{
    internal readonly Instant From;
    internal readonly StretchKind Kind;
    internal readonly BusinessCalendar Calendar;
    internal readonly CaseEntry? By;
    internal readonly Duration Before;

    internal ClockStretch(Instant from, StretchKind kind, BusinessCalendar calendar, CaseEntry? by, Duration before)
    {
        this.From = from;
        this.Kind = kind;
        this.Calendar = calendar;
        this.By = by;
        this.Before = before;
    }

    internal ClockStretch As(StretchKind kind) => new ClockStretch(this.From, kind, this.Calendar, this.By, this.Before);

    internal ClockStretch On(BusinessCalendar calendar, StretchKind kind) => new ClockStretch(this.From, kind, calendar, this.By, this.Before);

    internal ClockStretch After(Duration before) => new ClockStretch(this.From, this.Kind, this.Calendar, this.By, before);

    /// <summary>What has passed by an instant of the stretch, or at its end.</summary>
    internal Duration ElapsedBy(Instant at) => this.Kind == StretchKind.Running ? this.Before + this.Calendar.Elapsed(this.From, at) : this.Before;
}

/// <summary>Why a stretch counts or doesn't.</summary>
internal enum StretchKind
{
    Running = 0,
    Paused = 1,
    Closed = 2,
    Restarted = 3,
}
