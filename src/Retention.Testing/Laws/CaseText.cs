using System;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Sla;

namespace Retention.Testing.Laws;

/// <summary>Texts of a case that are equal iff the parts they print are.</summary>
internal static class CaseText
{
    /// <summary>Everything public.</summary>
    internal static string Everything(CaseState state) => Kept(state)
        + "\nnotices " + string.Join(" ", state.NoticesGiven)
        + "\nlast " + Text(state.LastEventAt);

    /// <summary>Everything but what was told to whom when.</summary>
    internal static string Kept(CaseState state) => "case " + state.Customer + " " + state.Stage + " " + state.WorkState + " " + state.Owner + " " + state.Group + " " + state.PolicyVersion
        + " " + state.RepeatOf + " " + state.SplitOff + " " + state.MergedInto + " " + Text(state.OpenedAt) + " " + Text(state.ArchivedAt) + " " + state.HasReopened + " " + state.Facts
        + "\nentries " + string.Join("\n ", state.Entries)
        + "\nclocks " + string.Join("\n ", state.Clocks)
        + "\nlateness " + string.Join(" ", state.Lateness);

    internal static string Clock(ClockView view)
    {
        ClockReading r = view.Reading;
        return Clock(r.Clock + "/" + r.Cycle.ToString(System.Globalization.CultureInfo.InvariantCulture), r.State, r.Target, r.Calendar, r.StartedAt, view.Elapsed, view.RealElapsed, r.Due, r.IsMet, view.IsMissed);
    }

    internal static string Clock(string name, ClockState state, string target, string calendar, Instant start, Duration elapsed, Duration real, Instant? due, bool? met, bool missed) =>
        name + " " + state + " " + target + "@" + calendar + " from " + Text(start) + " elapsed " + elapsed + " real " + real + " due " + Text(due) + " met " + met + " missed " + missed;

    internal static string Clocks(CaseSubject process, CaseState state, Instant asOf) => string.Join("\n", process.Clocks(state, asOf).Select(c => Clock(c) + " " + c.Reading + " " + c.IsOutsideHours));

    internal static string Text(Instant? at) => at is { } known ? InstantPattern.ExtendedIso.Format(known) : "never";

    /// <summary>Null if two texts are equal, else what differs.</summary>
    internal static string? Same(string expected, string actual, string what) => string.Equals(expected, actual, StringComparison.Ordinal) ? null : what + ": expected\n" + expected + "\nbut was\n" + actual;
}
