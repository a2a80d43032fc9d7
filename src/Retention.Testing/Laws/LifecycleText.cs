using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Lifecycle;

namespace Retention.Testing.Laws;

/// <summary>Texts of a customer's life that are equal iff the parts they print are.</summary>
internal static class LifecycleText
{
    /// <summary>Everything public.</summary>
    internal static string Everything(LifecycleState state) => Standing(state) + "\n" + Facts(state)
        + "\npolicy " + state.PolicyVersion + " last " + Text(state.LastEventAt) + " merged " + state.MergedInto
        + "\nsignals " + string.Join(" ", state.Signals.Select(s => s.Signal + " " + s.Kind + " " + Text(s.Since) + " " + Number(s.Found) + " " + Number(s.Before) + " " + Number(s.Bound)));

    /// <summary>Where the customer stands, and stood.</summary>
    internal static string Standing(LifecycleState s) => Standing(
        s.BaseStage,
        s.BaseSince,
        s.Overlay,
        s.OverlaySince,
        s.Manual is null ? null : s.Manual.Stage + " until " + Text(s.Manual.Until),
        s.Furthest is null ? null : Furthest(s.Furthest.Stage, s.Furthest.Progress, s.Furthest.Since),
        s.Signals.Select(a => a.Signal + " " + Text(a.Since)),
        s.History.Select(h => Spell(h.Stage, h.Since, h.Cause, h.Outcome, h.IsAtRisk)));

    internal static string Standing(string? stage, Instant? since, string? overlay, Instant? overlaySince, string? manual, string? furthest, IEnumerable<string> signals, IEnumerable<string> spells) =>
        "base " + stage + " " + Text(since) + "\noverlay " + overlay + " " + Text(overlaySince) + "\nmanual " + manual + "\nfurthest " + furthest + "\nsignals " + string.Join(", ", signals) + "\nhistory\n " + string.Join("\n ", spells);

    internal static string Furthest(string stage, int progress, Instant since) => stage + " " + progress.ToString(CultureInfo.InvariantCulture) + " " + Text(since);

    internal static string Spell(string? stage, Instant since, StageCause cause, StageOutcome outcome, bool isAtRisk) =>
        (stage ?? "none") + " " + Text(since) + " " + cause + (outcome == StageOutcome.None ? string.Empty : " " + outcome) + (isAtRisk ? " at risk" : string.Empty);

    internal static string Facts(LifecycleState state) => Facts(state.Purchases, state.Activities);

    /// <summary>Facts in an order that doesn't depend on how they came.</summary>
    internal static string Facts(IEnumerable<StagePurchase> purchases, IEnumerable<StageActivity> activities) =>
        "purchases\n " + string.Join("\n ", purchases.OrderBy(p => p.Date).ThenBy(p => p.OccurredAt).ThenBy(p => p.Document, StringComparer.Ordinal).Select(p => p.Document + " " + Text(p.OccurredAt) + " " + p.Date!.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) + " " + Number(p.Amount) + " " + p.Organisation))
        + "\nactivities\n " + string.Join("\n ", activities.Select(Text).OrderBy(a => a, StringComparer.Ordinal));

    internal static string Text(Instant? at) => at is { } known ? InstantPattern.ExtendedIso.Format(known) : "never";

    /// <summary>Null if two texts are equal, else what differs.</summary>
    internal static string? Same(string expected, string actual, string what) => string.Equals(expected, actual, StringComparison.Ordinal) ? null : what + ": expected\n" + expected + "\nbut was\n" + actual;

    private static string Text(StageActivity a) => a.Date!.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) + " " + Text(a.OccurredAt) + " " + a.Activity + " " + a.Id + " " + Number(a.Value) + " ×" + a.Count.ToString(CultureInfo.InvariantCulture) + " closed " + Text(a.ClosedAt);

    private static string Number(decimal? number) => number is { } n ? n.ToString("0.####", CultureInfo.InvariantCulture) : "-";
}
