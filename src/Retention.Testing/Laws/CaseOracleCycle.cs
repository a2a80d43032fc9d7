using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Sla;

namespace Retention.Testing.Laws;

/// <summary>A cycle as a list of spans of time that are walked from the first on.</summary>
internal sealed class CaseOracleCycle
{
    private readonly List<Span> spans = new List<Span>();
    private Instant since;
    private Instant? stated;
    private Duration? amount;

    internal CaseOracleCycle(CaseOracleTarget target, Instant start, Instant? promised, bool isPaused)
    {
        this.Target = target;
        this.Start = start;
        this.Promised = promised;
        this.since = start;
        this.IsPaused = isPaused;
        this.Limit(start);
    }

    internal CaseOracleTarget Target { get; private set; }

    internal Instant Start { get; }

    internal Instant? Promised { get; }

    internal bool IsPaused { get; private set; }

    internal Instant? Ended { get; private set; }

    internal bool IsCancelled { get; private set; }

    internal bool IsLive => this.Ended is null;

    internal static IEnumerable<(Instant Start, Instant End)> Open(BusinessCalendar calendar, Instant from, Instant to) =>
        calendar.Segments(from, to).Where(s => s.IsOpen).Select(s => (s.Start, s.End));

    internal void Pause(Instant at, bool pauses)
    {
        if (this.IsLive)
        {
            this.Close(at);
            this.IsPaused = pauses;
        }
    }

    internal void End(Instant at, bool cancels)
    {
        this.Close(at);
        this.Ended = at;
        this.IsCancelled = cancels;
    }

    internal void Reopen(Instant at, bool counts, bool pauses)
    {
        this.spans.Add(new Span(this.since, at, counts ? Kind.Running : Kind.Closed, this.Target.Calendar));
        this.since = at;
        this.Ended = null;
        this.IsPaused = pauses;
    }

    internal void Change(Instant at, CaseOracleTarget target, string how)
    {
        if (how == "freeze" || target.IsSameAs(this.Target))
        {
            return;
        }

        this.Close(at);
        this.Target = target;
        for (int i = 0; i < this.spans.Count; i++)
        {
            Span span = this.spans[i];
            this.spans[i] = how switch
            {
                "restart" => new Span(span.From, span.To, Kind.Restarted, span.Calendar),
                "retroactive" => new Span(span.From, span.To, span.Kind, target.Calendar),
                "retroactive-without-pauses" => new Span(span.From, span.To, span.Kind == Kind.Paused ? Kind.Running : span.Kind, target.Calendar),
                _ => span,
            };
        }

        this.Limit(how == "restart" ? at : this.Start);
    }

    /// <summary>All that is seen of it, as text.</summary>
    internal string Text(string name, Instant asOf)
    {
        Instant end = this.Ended is { } ended && ended < asOf ? ended : asOf;
        Duration elapsed = Duration.Zero;
        Duration real = Duration.Zero;
        foreach (Span span in this.spans.Append(new Span(this.since, Instant.Max(this.since, end), this.IsPaused ? Kind.Paused : Kind.Running, this.Target.Calendar)).Where(s => s.Kind == Kind.Running))
        {
            elapsed += Measure(span.Calendar, span.From, span.To);
            real += span.To - span.From;
        }

        Instant? due = this.Due();
        ClockState state = this.IsLive ? this.IsPaused ? ClockState.Paused : ClockState.Running : this.IsCancelled ? ClockState.Cancelled : ClockState.Stopped;
        bool? met = state == ClockState.Stopped ? due is null || this.Ended <= due : null;
        bool missed = met is { } known ? !known : state != ClockState.Cancelled && due < asOf;
        return CaseText.Clock(name, state, this.Target.Code, this.Target.CalendarCode, this.Start, elapsed, real, due, met, missed);
    }

    private static Duration Measure(BusinessCalendar calendar, Instant from, Instant to) => Open(calendar, from, to).Aggregate(Duration.Zero, (sum, s) => sum + (s.End - s.Start));

    private void Limit(Instant from) => (this.stated, this.amount) = this.LimitFrom(from);

    /// <summary>The deadline that is stated, and the calendar's time until then.</summary>
    private (Instant? Stated, Duration? Amount) LimitFrom(Instant from)
    {
        (Instant? due, Duration? limit) = this.Target.From(from, this.Promised);
        return due is { } at ? (at, at < from ? Duration.Zero : Measure(this.Target.Calendar, from, at)) : (null, limit);
    }

    private Instant? Due() => this.stated is { } due ? this.Moved(due) : this.amount is { } wanted ? this.Reached(wanted) : null;

    /// <summary>A stated deadline, later by the working time lost before it: span by span.</summary>
    private Instant? Moved(Instant stated)
    {
        Instant? due = stated;
        foreach (Span span in this.spans.Where(s => s.Kind is Kind.Paused or Kind.Closed && s.To > s.From))
        {
            if (span.From < due)
            {
                due = Later(span.Calendar, due.Value, Measure(span.Calendar, span.From, span.To));
            }
        }

        return this.IsLive && this.IsPaused && this.since < due ? null : due;
    }

    private static Instant? Later(BusinessCalendar calendar, Instant at, Duration lost)
    {
        Duration step = Duration.FromDays(20);
        for (Instant from = at; lost > Duration.Zero && from + step < BusinessCalendar.Latest; from += step)
        {
            foreach ((Instant start, Instant end) in Open(calendar, from, from + step))
            {
                if (end - start >= lost)
                {
                    return start + lost;
                }

                lost -= end - start;
            }
        }

        return lost > Duration.Zero ? null : at;
    }

    /// <summary>When an amount has passed: walked stretch by stretch.</summary>
    private Instant? Reached(Duration wanted)
    {
        Duration passed = Duration.Zero;
        foreach (Span span in this.spans.Where(s => s.Kind == Kind.Running && s.To > s.From))
        {
            if (this.Within(span.Calendar, span.From, span.To, wanted, ref passed) is { } reached)
            {
                return reached;
            }
        }

        if (this.IsPaused || !this.Target.Calendar.HasWorkingTime)
        {
            return null;
        }

        Duration step = Duration.FromDays(20);
        for (Instant from = this.since; from + step < BusinessCalendar.Latest; from += step)
        {
            if (this.Within(this.Target.Calendar, from, from + step, wanted, ref passed) is { } reached)
            {
                return reached;
            }
        }

        return null;
    }

    private Instant? Within(BusinessCalendar calendar, Instant from, Instant to, Duration wanted, ref Duration passed)
    {
        if (!this.Target.FallsAtOpening && passed == wanted)
        {
            return from;
        }

        foreach ((Instant start, Instant end) in Open(calendar, from, to))
        {
            Duration here = end - start;
            if (this.Target.FallsAtOpening ? passed + here > wanted : passed + here >= wanted)
            {
                return passed >= wanted ? start : start + (wanted - passed);
            }

            passed += here;
        }

        return null;
    }

    private void Close(Instant at)
    {
        this.spans.Add(new Span(this.since, at, this.IsPaused ? Kind.Paused : Kind.Running, this.Target.Calendar));
        this.since = at;
    }

    private enum Kind
    {
        Running = 0,
        Paused = 1,
        Closed = 2,
        Restarted = 3,
    }

    private sealed class Span
    {
        internal Span(Instant from, Instant to, Kind kind, BusinessCalendar calendar)
        {
            this.From = from;
            this.To = to;
            this.Kind = kind;
            this.Calendar = calendar;
        }

        internal Instant From { get; }

        internal Instant To { get; }

        internal Kind Kind { get; }

        internal BusinessCalendar Calendar { get; }
    }
}
