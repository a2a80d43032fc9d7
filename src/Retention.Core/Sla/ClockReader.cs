using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>Writes down how clocks stand, and what they will tell whom.</summary>
internal static class ClockReader
{
    /// <summary>The codes of every clock of every policy under which a case stood, in ordinal order.</summary>
    internal static IReadOnlyList<string> CodesOf(FixedList<CaseEntry> entries, PolicyBook<SlaPolicy> book)
    {
        SlaPolicy[] policies = entries.Where(e => e.PolicyVersion is not null).Select(e => book.Get(e.PolicyVersion!)).OfType<SlaPolicy>().Distinct().ToArray();
        return policies.Length == 1 ? policies[0].ClockCodes : policies.SelectMany(p => p.ClockCodes).Distinct(StringComparer.Ordinal).OrderBy(c => c, StringComparer.Ordinal).ToArray();
    }

    internal static ClockReading Read(ClockCycle cycle)
    {
        Instant? due = cycle.Due();
        Instant changed = cycle.ChangedAt;
        bool? met = cycle.State == ClockState.Stopped ? due is null || cycle.EndedAt <= due : null;
        UpcomingNotice[] upcoming = cycle.State == ClockState.Running ? Crossings(cycle, due).Where(n => n.At >= changed).ToArray() : [];
        return new ClockReading(cycle.Rule.Code, cycle.Rule.Metric, cycle.Number, cycle.Target.Rule.Code, cycle.Target.CalendarCode, cycle.State, cycle.StartedAt, cycle.Limit, cycle.Elapsed(changed), changed, due, met, FixedList.Own(upcoming));
    }

    /// <summary>When a cycle crosses what it tells somebody, past and to come, in order.</summary>
    internal static List<UpcomingNotice> Crossings(ClockCycle cycle, Instant? due)
    {
        var crossings = new List<UpcomingNotice>(cycle.Rule.Notices.Length + 1);
        if (cycle.IsNever)
        {
            return crossings;
        }

        foreach (NoticeRule notice in cycle.Rule.Notices)
        {
            Duration at = notice.CrossedAt(cycle.Limit);
            Instant? crossed = cycle.ReachedAt(at, ClosingBoundary.AtClosing);

            // What belongs to the deadline or comes after it doesn't come before it, wherever the deadline falls.
            crossed = at >= cycle.Limit && due is { } end && (crossed is null || crossed < end || at == cycle.Limit) ? end : crossed;
            if (crossed is { } known)
            {
                crossings.Add(new UpcomingNotice(notice.Code, known, notice.Role));
            }
        }

        if (due is { } missed)
        {
            crossings.Add(new UpcomingNotice(SlaNotices.Missed, missed + Duration.Epsilon, cycle.Rule.MissedRole));
        }

        crossings.Sort((a, b) => a.At.CompareTo(b.At) is not 0 and var order ? order : string.CompareOrdinal(a.Notice, b.Notice));
        return crossings;
    }

    /// <summary>The event of a notice, dated at its instant.</summary>
    internal static CaseEvent Notify(Instant at, ClockReading clock, UpcomingNotice notice)
    {
        string id = SlaNotices.Id(clock.Clock, clock.Cycle, notice.Notice);
        return notice.Notice == SlaNotices.Missed
            ? new DeadlineMissed(at, id, clock.Clock, clock.Cycle, notice.At - Duration.Epsilon, notice.Role)
            : new NoticeRaised(at, id, clock.Clock, clock.Cycle, notice.Notice, notice.Role, notice.At, clock.Due);
    }
}
