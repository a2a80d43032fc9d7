using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>A customer's case: its clocks on business time, its notices, and the closed loop.</summary>
/// <remarks>
/// <para>
/// One stream per case. Clocks are worked out from everything that happened, in the order in which it occurred; what is entered late changes
/// them as if it had been known, but a notice once given stays given and is never given twice. At one instant, what is known of the case changes
/// first; then clocks start, reopen, pause, resume, stop, renew and cancel, in this order; of two changes at one instant the one recorded last holds.
/// </para>
/// <para>A deadline is met by a stop at or before it, so it is missed one nanosecond after. Thread-safe.</para>
/// </remarks>
public sealed class SlaCase : IProcess<CaseState, CaseCommand, CaseEvent>
{
    private readonly PolicyBook<SlaPolicy> book;

    /// <summary>Makes the process.</summary>
    /// <param name="book">Every version of the policy under which cases stand.</param>
    public SlaCase(PolicyBook<SlaPolicy> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        this.book = book;
    }

    /// <inheritdoc/>
    public CaseState Initial => CaseState.None;

    /// <inheritdoc/>
    public IReadOnlyList<CaseEvent> Settle(CaseState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var due = new List<(Instant At, ClockReading Clock, UpcomingNotice Notice)>();
        foreach (ClockReading clock in state.ClockList)
        {
            due.AddRange(clock.Upcoming.Where(n => n.At <= now && !state.IsGiven(SlaNotices.Id(clock.Clock, clock.Cycle, n.Notice))).Select(n => (n.At, clock, n)));
        }

        return due.OrderBy(d => d.At).Select(d => ClockReader.Notify(d.At, d.Clock, d.Notice)).ToArray();
    }

    /// <inheritdoc/>
    public Decision<CaseEvent> Decide(CaseState state, CaseCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return new CaseDecider(this.book, state, command.At).Decide(command);
    }

    /// <inheritdoc/>
    public CaseState Evolve(CaseState state, CaseEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Instant? next = null;
        foreach (ClockReading clock in state.ClockList)
        {
            foreach (UpcomingNotice notice in clock.Upcoming)
            {
                if ((next is null || notice.At < next) && !state.IsGiven(SlaNotices.Id(clock.Clock, clock.Cycle, notice.Notice)))
                {
                    next = notice.At;
                }
            }
        }

        return next;
    }

    /// <summary>Every cycle of every clock as of an instant.</summary>
    /// <param name="state">The case.</param>
    /// <param name="asOf">The instant, inclusive; what occurred after it isn't counted as known, but only what had occurred by then moves a clock.</param>
    /// <returns>The cycles by code and number.</returns>
    public IReadOnlyList<ClockView> Clocks(CaseState state, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(state);
        FixedList<CaseEntry> entries = UpTo(state, asOf);
        return Sequence.Copy(ClockReader.CodesOf(entries, this.book).SelectMany(c => ClockRun.Of(c, entries, this.book)).Select(c => new ClockView(c, asOf)));
    }

    /// <summary>The latest cycle of a clock as of an instant.</summary>
    /// <param name="state">The case.</param>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="asOf">The instant, inclusive.</param>
    /// <returns>The cycle; null if it hasn't started.</returns>
    public ClockView? Clock(CaseState state, string clock, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(clock);
        IReadOnlyList<ClockCycle> cycles = ClockRun.Of(clock, UpTo(state, asOf), this.book);
        return cycles.Count == 0 ? null : new ClockView(cycles[cycles.Count - 1], asOf);
    }

    /// <summary>Why a clock stands where it does: every segment of time that counted or didn't, with its reason.</summary>
    /// <param name="state">The case.</param>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="cycle">Which cycle, from 1.</param>
    /// <param name="asOf">The instant, inclusive.</param>
    /// <returns>The segments in order, without gaps; those that count add up exactly to what has elapsed. Empty if there is no such cycle.</returns>
    public IReadOnlyList<ClockSegment> Timeline(CaseState state, string clock, int cycle, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(clock);
        IReadOnlyList<ClockCycle> cycles = ClockRun.Of(clock, UpTo(state, asOf), this.book);
        return cycle < 1 || cycle > cycles.Count ? FixedList<ClockSegment>.Empty : ClockTimeline.Of(cycles[cycle - 1], asOf);
    }

    private static FixedList<CaseEntry> UpTo(CaseState state, Instant asOf)
    {
        FixedList<CaseEntry> all = state.EntryList;
        return all.Count == 0 || all[all.Count - 1].OccurredAt <= asOf ? all : FixedList.Own(all.Where(e => e.OccurredAt <= asOf).ToArray());
    }
}
