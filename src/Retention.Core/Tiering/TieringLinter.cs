using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>Warns of policies that compile but say something their author probably doesn't mean.</summary>
internal sealed class TieringLinter
{
    private readonly TieringParts parts;
    private readonly TieringOptions options;
    private readonly ProblemList problems;
    private readonly Tier[] tiers;

    internal TieringLinter(TieringParts parts, TieringOptions options, ProblemList problems)
    {
        this.parts = parts;
        this.options = options;
        this.problems = problems;
        this.tiers = [.. parts.Tiers.OrderBy(t => t.Order)];
    }

    internal void Lint()
    {
        this.WarnOfUnused();
        if (this.options.Monotone == true)
        {
            this.WarnOfScalesAgainstTheirMeasure();
        }

        var grid = new TierGrid(this.parts, this.tiers);
        if (!grid.IsSmallEnough)
        {
            this.problems.Warn("tiers", "lint-skipped", "test so many different bounds that unreachable tiers, gaps and overlaps were not looked for; simplify the rules to have them checked.");
            return;
        }

        TierGridFindings found = grid.Walk(this.options.Monotone == true);
        this.WarnOfUnreachable(found);
        this.WarnOfOverlaps(found);
        if (found.Gap is { } gap)
        {
            this.problems.Warn("tiers", "tiers-gap", "leave some customers without a tier (such as " + gap + "); end with a tier that has neither bounds nor a condition.");
        }

        if (this.options.Monotone == true && !grid.IsIndependent)
        {
            this.problems.Warn("monotone", "monotone-unchecked", "is claimed, but the rules test things that depend on each other, so it could not be checked; drop the claim or test scores, measures or one composite only.");
        }

        if (found.NotMonotone is { } reversal)
        {
            this.problems.Warn("monotone", "tiers-not-monotone", "is claimed, but " + reversal + "; change the rule or drop the claim.");
        }
    }

    private void WarnOfUnused()
    {
        LeafCondition[] leaves = this.tiers.SelectMany(t => t.Condition?.Leaves ?? []).Concat(this.parts.Tags.SelectMany(t => t.Condition.Leaves)).ToArray();
        for (int s = 0; s < this.parts.Scores.Count; s++)
        {
            string key = this.parts.Scores[s].Key;
            bool weighed = this.parts.Composites.Any(c => c.Parts.Any(p => p.Score == s && p.Weight > 0));
            if (!weighed && !leaves.Any(l => l.Subject == ConditionSubject.Score && string.Equals(l.Name, key, StringComparison.Ordinal)))
            {
                this.problems.Warn("scores:" + key, "score-unused", "is in no composite and no rule; use it or remove it.");
            }
        }

        for (int c = 0; c < this.parts.Composites.Count; c++)
        {
            string key = this.parts.Composites[c].Key;
            if (c != this.parts.Main && !leaves.Any(l => l.Subject == ConditionSubject.Composite && string.Equals(l.Name, key, StringComparison.Ordinal)))
            {
                this.problems.Warn("composites:" + key, "composite-unused", "ranks nobody and is in no rule; use it or remove it.");
            }
        }

        foreach (MeasureDefinition measure in this.parts.Measures)
        {
            bool used = this.parts.Scores.Any(s => ReferenceEquals(s.Measure, measure))
                || this.parts.Measures.Any(m => ReferenceEquals(m.Of, measure))
                || leaves.Any(l => l.Subject == ConditionSubject.Measure && string.Equals(l.Name, measure.Key, StringComparison.Ordinal));
            if (!used)
            {
                this.problems.Warn("measures:" + measure.Key, "measure-unused", "is used by no score and no rule; use it or remove it.");
            }
        }
    }

    private void WarnOfScalesAgainstTheirMeasure()
    {
        foreach (ScoreDefinition score in this.parts.Scores)
        {
            // An explicit direction is the author's word on what is better.
            if (this.options.Scores[score.Key].Scale?.Direction is not null && score.Scale.Fixed?.Slope != 0)
            {
                continue;
            }

            int slope = score.Scale.Fixed?.Slope ?? (score.LowerIsBetter ? -1 : 1);
            if (slope != (score.Measure.IsSmallerBetter ? -1 : 1))
            {
                this.problems.Warn("scores:" + score.Key + ":scale", "scale-not-monotone", "doesn't always score a better \"" + score.Measure.Key + "\" higher, though the policy claims to be monotone; turn the points round or drop the claim.");
            }
        }
    }

    private void WarnOfUnreachable(TierGridFindings found)
    {
        for (int t = 0; t < this.tiers.Length; t++)
        {
            if (found.Decided[t])
            {
                continue;
            }

            string[] takers = Enumerable.Range(0, t).Where(o => found.Overlaps[o, t]).Select(o => "\"" + this.tiers[o].Code + "\"").ToArray();
            this.problems.Warn("tiers:" + this.tiers[t].Code, "tier-unreachable", takers.Length == 0
                ? "takes nobody: no possible scores or values meet its bounds; change them."
                : "takes nobody: all it would take goes to " + string.Join(", ", takers) + " before it; put it earlier or narrow them.");
        }
    }

    private void WarnOfOverlaps(TierGridFindings found)
    {
        if (this.options.FirstMatchWins == true)
        {
            return;
        }

        for (int first = 0; first < this.tiers.Length; first++)
        {
            for (int second = first + 1; second < this.tiers.Length; second++)
            {
                if (found.Overlaps[first, second] && !this.tiers[first].IsRest && !this.tiers[second].IsRest)
                {
                    this.problems.Warn("tiers:" + this.tiers[second].Code, "tiers-overlap", "overlaps tier \"" + this.tiers[first].Code + "\", which comes before it and wins; set firstMatchWins: true if that is meant.");
                }
            }
        }
    }
}
