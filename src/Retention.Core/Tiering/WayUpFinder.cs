using System;
using System.Collections.Generic;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>Finds, measure by measure, the nearest value at which a customer's tier would be better.</summary>
/// <remarks>
/// The tier changes only at cuts: values where a test of a rule comes out differently than just before, tested on the measure itself, on its
/// score, or on a composite of it. Between two cuts it stays, so of every stretch only the value nearest to the one now is tried, and the
/// nearest way up is found exactly, whatever the shape of scales and rules. (Where one composite weighs two scores of one measure, cuts are
/// sought in each alone; what is found holds, but a nearer one may exist.)
/// </remarks>
internal sealed class WayUpFinder : ICutVisitor
{
    private readonly TieringRun run;
    private readonly TieringPolicy policy;
    private readonly CustomerRow row;

    // The search under way.
    private MeasureDefinition? definition;
    private int[] scores = [];
    private int measure;
    private int rank;
    private long now;
    private long? best;
    private Tier? reached;

    internal WayUpFinder(TieringRun run, CustomerRow row)
    {
        this.run = run;
        this.policy = run.Policy;
        this.row = row;
    }

    internal IReadOnlyList<WayUp> Find(Tier tier)
    {
        if (tier.Rank <= this.policy.BestRank || ReferenceEquals(tier, this.policy.Unscored))
        {
            return [];
        }

        List<WayUp>? ways = null;
        this.rank = tier.Rank;
        for (int m = 0; m < this.policy.MeasureKeys.Length; m++)
        {
            if (this.Find(m) is { } way)
            {
                // In order: few enough to insert, and equal ones stay in the order of their measures.
                ways ??= new List<WayUp>();
                int place = ways.Count;
                while (place > 0 && way.IsSmallerThan(ways[place - 1]))
                {
                    place--;
                }

                ways.Insert(place, way);
            }
        }

        return ways is null ? [] : ways.ToArray();
    }

    /// <summary>Tries the value nearest to the one now in the stretch that lies beyond a cut.</summary>
    void ICutVisitor.Visit(long cut)
    {
        if (cut == long.MinValue)
        {
            return;
        }

        long value = cut > this.now ? cut : cut - 1;
        if (this.definition!.IsWhole)
        {
            // The next whole number, away from the value now.
            if (value is > long.MaxValue - FixedPoint.One or < long.MinValue + FixedPoint.One)
            {
                return;
            }

            long above = ((value % FixedPoint.One) + FixedPoint.One) % FixedPoint.One;
            value += above == 0 ? 0 : (cut > this.now ? FixedPoint.One : 0) - above;
        }

        if (value != this.now && this.definition.Allows(value) && (this.best is not { } b || this.IsNearer(value, b)))
        {
            this.Set(value);

            // Without its only occurrence a customer may be one of whom nothing is known.
            int tier = value == 0 && this.definition.Kind == MeasureKind.Occurrences ? this.row.DecideTier() : this.row.FirstTier();
            if (tier >= 0 && this.policy.TierList[tier].Rank < this.rank)
            {
                this.best = value;
                this.reached = this.policy.TierList[tier];
            }
        }
    }

    private WayUp? Find(int index)
    {
        if (this.row.MeasureAt(index) is not { } value)
        {
            return null;
        }

        this.measure = index;
        this.definition = this.policy.Measures[index];
        this.scores = this.policy.ScoresOfMeasure[index];
        this.now = value;
        this.best = null;
        foreach (TierAxis axis in this.policy.Axes)
        {
            this.VisitCuts(axis);
        }

        // A value that is itself impossible may already be in a better stretch, whose nearest possible value is the edge of what is possible.
        if (this.definition.EdgeFor(value) is { } edge)
        {
            ((ICutVisitor)this).Visit(edge > value ? edge : edge + 1);
        }

        this.Set(value);
        return this.best is { } to ? new WayUp(this.definition, value, to, this.reached!) : null;
    }

    /// <summary>Nearer to the value now; of two equally near, the higher. Distances of 64-bit numbers fit 64 bits without a sign.</summary>
    private bool IsNearer(long value, long than)
    {
        ulong distance = this.Distance(value);
        ulong other = this.Distance(than);
        return distance < other || (distance == other && value > than);
    }

    private ulong Distance(long value) => unchecked(value > this.now ? (ulong)value - (ulong)this.now : (ulong)this.now - (ulong)value);

    private void VisitCuts(TierAxis axis)
    {
        switch (axis.Subject)
        {
            case ConditionSubject.Measure:
                foreach (long cut in axis.Index == this.measure ? axis.Cuts : [])
                {
                    ((ICutVisitor)this).Visit(cut);
                }

                break;
            case ConditionSubject.Score:
                if (Array.IndexOf(this.scores, axis.Index) >= 0 && this.run.Scales[axis.Index] is { } own)
                {
                    foreach (long cut in axis.Cuts)
                    {
                        own.VisitCuts(cut, this);
                    }
                }

                break;
            default:
                foreach (int score in this.scores)
                {
                    this.VisitCuts(axis, score);
                }

                break;
        }
    }

    /// <summary>The score at which the composite passes a cut, the other scores unchanged; then the values at which the score gets there.</summary>
    private void VisitCuts(TierAxis composite, int score)
    {
        if (this.run.Scales[score] is not { } scale)
        {
            return;
        }

        CompositeDefinition definition = this.policy.CompositeList[composite.Index];
        foreach (long cut in composite.Cuts)
        {
            if (this.scores.Length > 1)
            {
                // The measure's other scores are those of the value now, not of the one tried last.
                this.Set(this.now);
            }

            if (definition.ScoreFor(this.row, score, cut) is { } needed)
            {
                scale.VisitCuts(needed, this);
            }
        }
    }

    private void Set(long value)
    {
        this.row.SetMeasure(this.measure, value);
        foreach (int score in this.scores)
        {
            if (this.run.Scales[score] is { } scale)
            {
                this.row.SetScore(score, scale.Score(value));
            }
        }

        this.row.Forget();
    }
}
