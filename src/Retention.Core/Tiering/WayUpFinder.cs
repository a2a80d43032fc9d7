using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>Finds, measure by measure, the nearest value at which a customer's tier would be better.</summary>
/// <remarks>
/// The tier changes only where a bound of a rule is crossed: by the measure itself, by its score, or by a composite of it. The values on either
/// side of every such crossing are tried, so the nearest one is found exactly, whatever the shape of scales and rules.
/// </remarks>
internal sealed class WayUpFinder
{
    private readonly TieringRun run;
    private readonly TieringPolicy policy;
    private readonly CustomerRow row;

    internal WayUpFinder(TieringRun run, CustomerRow row)
    {
        this.run = run;
        this.policy = run.Policy;
        this.row = row;
    }

    internal IReadOnlyList<WayUp> Find(Tier tier)
    {
        if (tier.Rank <= this.policy.BestRank || tier.Code == Tier.UnscoredCode)
        {
            return [];
        }

        List<WayUp>? ways = null;
        for (int m = 0; m < this.policy.Measures.Count; m++)
        {
            if (this.Find(tier, m) is { } way)
            {
                (ways ??= new List<WayUp>()).Add(way);
            }
        }

        if (ways is null)
        {
            return [];
        }

        ways.Sort((left, right) => Relative(left).CompareTo(Relative(right)));
        return ways;
    }

    private static decimal Relative(WayUp way) => Math.Abs(way.Change) / Math.Max(1, Math.Abs(way.From));

    private WayUp? Find(Tier tier, int measure)
    {
        if (this.row.MeasureAt(measure) is not { } now)
        {
            return null;
        }

        MeasureDefinition definition = this.policy.Measures[measure];
        var candidates = new List<long>();
        int[] scores = this.policy.ScoresOfMeasure[measure];
        foreach (NumberCondition bound in this.policy.Bounds)
        {
            this.AddCandidates(bound, measure, scores, candidates);
        }

        long? best = null;
        Tier? reached = null;
        foreach (long candidate in candidates)
        {
            foreach (long value in Possible(candidate, definition))
            {
                if (value != now && (best is not { } b || IsNearer(value, b, now)) && this.TierWith(measure, scores, value) is { } better && better.Rank < tier.Rank)
                {
                    best = value;
                    reached = better;
                }
            }
        }

        this.Restore(measure, scores, now);
        return best is { } to ? new WayUp(definition, now, to, reached!) : null;
    }

    /// <summary>Nearer to the value now; of two equally near, the higher.</summary>
    private static bool IsNearer(long value, long than, long now)
    {
        decimal distance = Math.Abs((decimal)value - now);
        decimal other = Math.Abs((decimal)than - now);
        return distance < other || (distance == other && value > than);
    }

    /// <summary>The values of a measure around a crossing: whole numbers for counts and days, nothing below zero or beyond what is possible.</summary>
    private static IEnumerable<long> Possible(long candidate, MeasureDefinition definition)
    {
        bool whole = definition.Kind is MeasureKind.Frequency or MeasureKind.Occurrences or MeasureKind.RecencyDays or MeasureKind.SilenceDays;
        long step = whole ? FixedPoint.One : 1;
        long floor = candidate - (((candidate % step) + step) % step);
        for (int i = 0; i < 2; i++)
        {
            long value = i == 0 ? floor : floor + step;
            if ((value == candidate || whole) && definition.Allows(value))
            {
                yield return value;
            }
        }
    }

    private void AddCandidates(NumberCondition bound, int measure, int[] scores, List<long> candidates)
    {
        switch (bound.Subject)
        {
            case ConditionSubject.Measure:
                if (bound.Index == measure)
                {
                    AddAround(bound.Lowest, candidates);
                    AddAround(bound.Highest, candidates);
                }

                break;
            case ConditionSubject.Score:
                if (Array.IndexOf(scores, bound.Index) >= 0)
                {
                    this.AddScoreCrossings(bound.Index, bound, candidates);
                }

                break;
            default:
                foreach (int score in scores)
                {
                    this.AddCompositeCrossings(bound, score, candidates);
                }

                break;
        }
    }

    private static void AddAround(long bound, List<long> candidates)
    {
        if (bound is long.MinValue or long.MaxValue)
        {
            return;
        }

        candidates.Add(bound - 1);
        candidates.Add(bound);
        candidates.Add(bound + 1);
    }

    private void AddScoreCrossings(int score, NumberCondition bound, List<long> candidates)
    {
        foreach (long target in new[] { bound.Lowest, bound.Highest })
        {
            if (target is not (long.MinValue or long.MaxValue))
            {
                this.run.Scales[score]?.AddCrossings(target, candidates);
                this.run.Scales[score]?.AddCrossings(target + 1, candidates);
            }
        }
    }

    /// <summary>The score at which the composite crosses a bound, the other scores unchanged; then the values at which the score gets there.</summary>
    private void AddCompositeCrossings(NumberCondition bound, int score, List<long> candidates)
    {
        if (this.run.Scales[score] is not { } scale)
        {
            return;
        }

        CompositeDefinition composite = this.policy.Composites[bound.Index];
        foreach (long target in new[] { bound.Lowest, bound.Highest })
        {
            if (target is not (long.MinValue or long.MaxValue) && composite.ScoreFor(this.row, score, target) is { } needed)
            {
                // One rounding lies between score and composite, so the crossing is within one step on either side.
                scale.AddCrossings(needed - 1, candidates);
                scale.AddCrossings(needed, candidates);
                scale.AddCrossings(needed + 1, candidates);
            }
        }
    }

    private Tier? TierWith(int measure, int[] scores, long value)
    {
        this.Restore(measure, scores, value);
        int tier = this.row.DecideTier();
        return tier < 0 ? null : this.policy.Tiers[tier];
    }

    private void Restore(int measure, int[] scores, long value)
    {
        this.row.SetMeasure(measure, value);
        foreach (int score in scores)
        {
            if (this.run.Scales[score] is { } scale)
            {
                this.row.SetScore(score, scale.Score(value));
            }
        }

        this.row.Forget();
    }
}
