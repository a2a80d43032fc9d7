using System;
using System.Globalization;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>One cycle of a clock as of an instant.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClockView
{
    internal ClockView(ClockCycle cycle, Instant asOf)
    {
        this.Reading = ClockReader.Read(cycle);
        this.AsOf = asOf;
        this.Elapsed = cycle.Elapsed(asOf);
        this.RealElapsed = cycle.RealElapsed(asOf);
        this.IsOutsideHours = cycle.State == ClockState.Running && !cycle.Target.Calendar.IsOpen(asOf);
        this.IsMissed = this.Reading.IsMet is { } met ? !met : this.Reading.State != ClockState.Cancelled && this.Reading.Due < asOf;
    }

    /// <summary>Gets the cycle as it stood when it last changed.</summary>
    public ClockReading Reading { get; }

    /// <summary>Gets where it stands.</summary>
    public ClockState State => this.Reading.State;

    /// <summary>Gets the deadline; it is met by a stop at or before it. Null while paused, or if the calendar never reaches it.</summary>
    public Instant? Due => this.Reading.Due;

    /// <summary>Gets the instant as of which it is seen.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the time that has passed on the clock's calendar while it ran.</summary>
    public Duration Elapsed { get; }

    /// <summary>Gets the real time that has passed while it ran, in and outside hours.</summary>
    public Duration RealElapsed { get; }

    /// <summary>Gets what is left of the time allowed, in the calendar's time; negative past the deadline.</summary>
    public Duration Remaining => this.Reading.Limit - this.Elapsed;

    /// <summary>Gets a value indicating whether it runs but its calendar is closed, which is not the same as paused.</summary>
    public bool IsOutsideHours { get; }

    /// <summary>Gets a value indicating whether the deadline was missed: by the stop, or by the instant.</summary>
    public bool IsMissed { get; }

    /// <summary>The clock, the cycle, the state and the deadline.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Reading.Clock + "/" + this.Reading.Cycle.ToString(CultureInfo.InvariantCulture) + " " + this.Reading.State + FormattableString.Invariant($" due {this.Reading.Due} elapsed {this.Elapsed}");
}

/// <summary>A span of time in which a clock counted, or didn't for one reason.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClockSegment
{
    internal ClockSegment(Instant start, Instant end, ClockSegmentKind kind, bool isCounted, Calendars.CalendarDay? day, CaseEntry? by)
    {
        this.Start = start;
        this.End = end;
        this.Kind = kind;
        this.IsCounted = isCounted;
        this.Day = day;
        this.By = by;
    }

    /// <summary>Gets its beginning, inclusive.</summary>
    public Instant Start { get; }

    /// <summary>Gets its end, exclusive.</summary>
    public Instant End { get; }

    /// <summary>Gets the reason.</summary>
    public ClockSegmentKind Kind { get; }

    /// <summary>Gets a value indicating whether its time counts.</summary>
    public bool IsCounted { get; }

    /// <summary>Gets the holiday or other exception that closed it, by name; null for other reasons.</summary>
    public Calendars.CalendarDay? Day { get; }

    /// <summary>Gets who paused it, when and why, or who reopened the case after it; null for other reasons.</summary>
    public CaseEntry? By { get; }

    /// <summary>Gets how long it is in real time, which for what counts is the calendar's time.</summary>
    public Duration Duration => this.End - this.Start;

    /// <summary>The span and the reason.</summary>
    /// <returns>The text, without anybody's words.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Start}..{this.End} {this.Kind}") + (this.Day?.Name is { } name ? " " + name : string.Empty) + (this.By is null ? string.Empty : " by " + this.By.Actor);
}
