using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>The instants at which time alone may change something: midnights at which a bound may be passed, ends of dwells, cool-downs and moves by hand.</summary>
internal static class StageSchedule
{
    /// <summary>The first instant after the last event, up to another, at which something happens, with what happens; null if nothing does.</summary>
    internal static Instant? Next(LifecyclePolicy policy, LifecycleState state, Instant until, out List<LifecycleEvent> events, out LifecycleState after)
    {
        events = [];
        after = state;
        if (state.LastEventAt is not { } last || until <= last || state.MergedInto is not null)
        {
            return null;
        }

        foreach (Instant candidate in Candidates(policy, state, last, until))
        {
            after = state;
            if (state.Manual?.Until == candidate)
            {
                events.Add(new ManualStageEnded(candidate, null, null));
                after = after.After(events[0]);
            }

            if (StageEvaluation.Run(policy, candidate, StageCause.Time, ref after) is { } more)
            {
                events.AddRange(more);
            }

            if (events.Count > 0)
            {
                return candidate;
            }
        }

        return null;
    }

    private static List<Instant> Candidates(LifecyclePolicy policy, LifecycleState state, Instant last, Instant until)
    {
        var instants = new List<Instant>();
        void Add(Instant at)
        {
            if (at > last && at <= until)
            {
                instants.Add(at);
            }
        }

        var reader = new StageReader(policy, state.KnownFacts, last);
        var breaks = new DayBreaks(reader.Day, until == Instant.MaxValue ? int.MaxValue : LocalDays.NumberOf(until, policy.Zone));
        AddBreaks(policy, state, reader, breaks);
        breaks.Days.Sort();
        for (int i = 0; i < breaks.Days.Count; i++)
        {
            if (i == 0 || breaks.Days[i] != breaks.Days[i - 1])
            {
                Add(LocalDays.StartOf(LocalDays.DateOf(breaks.Days[i]), policy.Zone));
            }
        }

        int midnights = instants.Count;
        foreach (StageLayer layer in Layers)
        {
            if (policy.Stage(state.StageIn(layer))?.MinimumDwell is { } dwell)
            {
                Add(dwell.After(state.SinceIn(layer)!.Value, policy.Zone));
            }
        }

        for (int i = 0; i < state.Left.Count; i++)
        {
            if (policy.Stage(state.Left[i].Key)?.CoolDown is { } cool)
            {
                Add(cool.After(state.Left[i].Value, policy.Zone));
            }
        }

        if (state.Manual?.Until is { } end)
        {
            Add(end);
        }

        if (instants.Count > midnights)
        {
            instants.Sort();
        }

        return instants;
    }

    private static readonly StageLayer[] Layers = [StageLayer.Base, StageLayer.Overlay];

    private static void AddBreaks(LifecyclePolicy policy, LifecycleState state, StageReader reader, DayBreaks breaks)
    {
        foreach (SignalRule signal in policy.SignalList)
        {
            signal.AddBreaks(reader, breaks);
        }

        foreach (StageMeasure measure in policy.MeasureList)
        {
            if (measure.Thresholds.Count > 0)
            {
                // The measures of the stage are those of either layer.
                reader.Enter(state.BaseSince);
                measure.AddBreaks(reader, breaks);
                if (state.OverlaySince is not null && measure.IsOfStage)
                {
                    reader.Enter(state.OverlaySince);
                    measure.AddBreaks(reader, breaks);
                }
            }
        }
    }
}
