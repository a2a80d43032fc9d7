using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Proves that transitions taken at one instant end: no circle of stages may have conditions that can all hold at once.</summary>
/// <remarks>
/// What conditions can tell apart is tried in every combination: for a number a value in each stretch between their bounds, and missing. A stage
/// with a minimum dwell isn't left at the instant at which it was entered, and one with a cool-down isn't entered again, so no circle leads through them.
/// </remarks>
internal sealed class StageCycles
{
    private const int MaxCombinations = 500_000;

    private readonly LifecycleParts parts;
    private readonly ProblemList problems;

    internal StageCycles(LifecycleParts parts, ProblemList problems)
    {
        this.parts = parts;
        this.problems = problems;
    }

    internal void Check()
    {
        foreach (StageLayer layer in new[] { StageLayer.Base, StageLayer.Overlay })
        {
            TransitionRule[] ways = this.parts.Transitions.Where(t => t.Layer == layer).ToArray();
            StageRule?[] nodes = [null, .. this.parts.Stages.Where(s => s.Layer == layer)];
            var situation = new StageSituation(ways.Select(w => w.When).OfType<Condition>().SelectMany(c => c.Leaves), this.parts.Measures.Length);
            if (situation.Combinations > MaxCombinations)
            {
                this.problems.Warn("transitions", "cycles-unchecked", "have conditions with too many combinations to prove that no circle of them can hold at once; a stage is entered once at most at one instant all the same.");
                continue;
            }

            do
            {
                if (Circle(nodes, ways, situation) is { } circle)
                {
                    this.problems.Error("transitions:" + circle[0].Code, "transitions-in-circle", "leads round in a circle with " + string.Join(", ", circle.Skip(1).Select(w => "\"" + w.Code + "\"")) + " when " + situation.Describe() + "; let their conditions exclude each other, or give a stage a minimumDwell.");
                    break;
                }
            }
            while (situation.Next());
        }
    }

    /// <summary>The transitions of a circle in one situation; null if there is none.</summary>
    private static List<TransitionRule>? Circle(StageRule?[] nodes, TransitionRule[] ways, StageSituation situation)
    {
        var path = new List<TransitionRule>();
        var done = new bool[nodes.Length];
        var open = new int[nodes.Length];

        List<TransitionRule>? Visit(int node)
        {
            open[node] = path.Count + 1;
            foreach (TransitionRule way in Leading(nodes[node], ways, situation))
            {
                int next = Array.IndexOf(nodes, way.Target);
                if (open[next] > 0)
                {
                    path.Add(way);
                    return path.GetRange(open[next] - 1, path.Count - open[next] + 1);
                }

                if (!done[next])
                {
                    path.Add(way);
                    if (Visit(next) is { } found)
                    {
                        return found;
                    }

                    path.RemoveAt(path.Count - 1);
                }
            }

            open[node] = 0;
            done[node] = true;
            return null;
        }

        for (int i = 0; i < nodes.Length; i++)
        {
            if (!done[i] && Visit(i) is { } circle)
            {
                return circle;
            }
        }

        return null;
    }

    /// <summary>The transitions that may be taken from a stage: the first that holds, and the one after it where its target may be closed.</summary>
    private static IEnumerable<TransitionRule> Leading(StageRule? stage, TransitionRule[] ways, StageSituation situation)
    {
        situation.IsInStage = stage is not null;
        if (stage is { IsTerminal: true } or { MinimumDwell: not null })
        {
            yield break;
        }

        foreach (TransitionRule way in ways)
        {
            if (!way.IsFrom(stage) || (way.When is not null && way.When.Evaluate(situation) != ConditionOutcome.Met))
            {
                continue;
            }

            if (ReferenceEquals(way.Target, stage))
            {
                yield break;
            }

            if (way.Target is not ({ IsOnce: true } or { CoolDown: not null }))
            {
                yield return way;
                yield break;
            }
        }
    }
}
