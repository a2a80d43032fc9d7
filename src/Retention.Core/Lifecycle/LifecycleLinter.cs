using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Lifecycle;

/// <summary>Looks for what a lifecycle says but can't mean.</summary>
internal static class LifecycleLinter
{
    internal static void Lint(LifecycleParts parts, ProblemList problems)
    {
        new StageCycles(parts, problems).Check();
        HashSet<StageRule> reached = [.. parts.Transitions.Select(t => t.Target).OfType<StageRule>()];
        foreach (StageRule stage in parts.Stages)
        {
            if (!reached.Contains(stage))
            {
                problems.Warn("stages:" + stage.Code, "stage-unreachable", "is where no transition leads; add one, or move customers there by hand only.");
            }

            if (!stage.IsTerminal && !parts.Transitions.Any(t => t.Layer == stage.Layer && t.IsFrom(stage) && !ReferenceEquals(t.Target, stage)))
            {
                problems.Warn("stages:" + stage.Code, "stage-without-exit", "is left by no transition; make it terminal, or add one.");
            }
        }

        foreach (TransitionRule way in parts.Transitions.Where(t => t.Outcome == StageOutcome.WinBack && (t.Target?.IsAtRisk == true || !parts.Stages.Any(s => s.IsAtRisk && s.Layer == t.Layer && t.IsFrom(s)))))
        {
            problems.Warn("transitions:" + way.Code, "win-back-not-from-risk", "is a win-back, but doesn't lead from a stage at risk to one that isn't; set atRisk there, or remove the outcome.");
        }
    }
}
