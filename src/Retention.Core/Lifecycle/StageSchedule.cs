using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>The instants at which time alone may change something: midnights at which a bound may be passed, ends of dwells, cool-downs and moves by hand.</summary>
internal static class StageSchedule
{
    private static readonly StageLayer[] Layers = [StageLayer.Base, StageLayer.Overlay];

    /// <summary>The first instant after the last event, up to another, at which something happens, with what happens; null if nothing does.</summary>
    internal static Instant? Next(LifecyclePolicy policy, LifecycleState state, Instant until, out IReadOnlyList<LifecycleEvent> events, out LifecycleState after)
    {
        events = [];
        after = state;
        if (state.LastEventAt is not { } last || until <= last || state.MergedInto is not null)
        {
            return null;
        }

        var reader = new StageReader(policy, state.KnownFacts, last);
        int[] days = Midnights(policy, state, reader, until);
        List<Instant>? ends = Ends(policy, state, last, until);
        var evaluation = new StageEvaluation(state, reader, StageCause.Time);
        int day = 0;
        int end = 0;
        int endCount = ends?.Count ?? 0;
        while (day < days.Length || end < endCount)
        {
            // Of a midnight and an end the earlier comes first; at one instant they are one look.
            bool isMidnight = day < days.Length && (end == endCount || LocalDays.StartOf(LocalDays.DateOf(days[day]), policy.Zone) <= ends![end]);
            if (isMidnight && policy.SkipsDays)
            {
                // The start of a skipped day is that of the next, as which it is looked at.
                reader.Turn(LocalDays.StartOf(LocalDays.DateOf(days[day++]), policy.Zone));
            }
            else if (isMidnight)
            {
                reader.Turn(days[day++]);
            }
            else
            {
                reader.Turn(ends![end++]);
            }

            if (state.Manual?.Until is { } over && over == reader.At)
            {
                var released = new ManualStageEnded(over, null, null);
                evaluation = new StageEvaluation(state.After(released), reader, StageCause.Time);
                events = evaluation.Run() is { } then ? [released, .. then] : [released];
                after = evaluation.State;
                return over;
            }

            if (evaluation.Run() is { } happened)
            {
                events = happened;
                after = evaluation.State;
                return reader.At;
            }
        }

        return null;
    }

    /// <summary>The local days at whose start a bound may be passed, in order, each once.</summary>
    private static int[] Midnights(LifecyclePolicy policy, LifecycleState state, StageReader reader, Instant until)
    {
        var breaks = new DayBreaks(reader.Day, until == Instant.MaxValue ? int.MaxValue : LocalDays.NumberOf(until, policy.Zone));
        if (breaks.Until <= breaks.After)
        {
            return [];
        }

        foreach (SignalRule signal in policy.SignalList)
        {
            signal.AddBreaks(reader, breaks);
        }

        foreach (StageMeasure measure in policy.MeasureList)
        {
            if (measure.Thresholds.Length == 0)
            {
                continue;
            }

            // The measures of the stage are those of either layer.
            reader.Enter(state.BaseSince);
            measure.AddBreaks(reader, breaks);
            if (state.OverlaySince is not null && measure.IsOfStage)
            {
                reader.Enter(state.OverlaySince);
                measure.AddBreaks(reader, breaks);
            }
        }

        return breaks.InOrder();
    }

    /// <summary>The instants at which a dwell, a cool-down or a move by hand ends, in order; null for none.</summary>
    private static List<Instant>? Ends(LifecyclePolicy policy, LifecycleState state, Instant last, Instant until)
    {
        List<Instant>? instants = null;
        foreach (StageLayer layer in Layers)
        {
            if (policy.HasWaits && policy.Stage(state.StageIn(layer))?.MinimumDwell is { } dwell)
            {
                Add(dwell.After(state.SinceIn(layer)!.Value, policy.Zone), last, until, ref instants);
            }
        }

        for (int i = 0; policy.HasWaits && i < state.Left.Count; i++)
        {
            if (policy.Stage(state.Left[i].Key)?.CoolDown is { } cool)
            {
                Add(cool.After(state.Left[i].Value, policy.Zone), last, until, ref instants);
            }
        }

        if (state.Manual?.Until is { } end)
        {
            Add(end, last, until, ref instants);
        }

        instants?.Sort();
        return instants;
    }

    private static void Add(Instant at, Instant last, Instant until, ref List<Instant>? instants)
    {
        if (at > last && at <= until)
        {
            instants ??= new List<Instant>();
            instants.Add(at);
        }
    }
}
