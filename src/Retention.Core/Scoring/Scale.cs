using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Scoring;

/// <summary>Turns a value into a score, both in ten-thousandths, without knowing any other customer.</summary>
internal abstract class Scale
{
    /// <summary>Gets the lowest score it can give: what a missing value gets under the policy "worst".</summary>
    internal abstract long Lowest { get; }

    /// <summary>Gets the highest score it can give.</summary>
    internal abstract long Highest { get; }

    /// <summary>Gets 1 if a higher value never gives a lower score, -1 if it never gives a higher one, 0 if neither.</summary>
    internal abstract int Slope { get; }

    internal abstract long? Score(long value);

    /// <summary>Visits every cut: a value that is on the other side of a target (at least it, or below) than the value just before.</summary>
    internal abstract void VisitCuts(long target, ICutVisitor visitor);
}

/// <summary>Takes the cuts of a scale one by one, without a list for each customer.</summary>
internal interface ICutVisitor
{
    /// <summary>Takes a value that differs, in what is asked for, from the value one ten-thousandth below.</summary>
    void Visit(long cut);
}

/// <summary>Piecewise linear between points; outside, the end's score or a given one.</summary>
internal sealed class PointsScale : Scale
{
    private readonly long[] at;
    private readonly long[] scores;
    private readonly long below;
    private readonly long above;

    /// <summary>Whether a score times a width, eightfold, fits 64 bits: then plain arithmetic is exact.</summary>
    private readonly bool isSmall;

    internal PointsScale(long[] at, long[] scores, long? below, long? above)
    {
        this.at = at;
        this.scores = scores;
        this.below = below ?? scores[0];
        this.above = above ?? scores[scores.Length - 1];
        var all = new List<long>(scores) { this.above };
        all.Insert(0, this.below);
        this.Lowest = all.Min();
        this.Highest = all.Max();
        this.Slope = SlopeOf(all);
        this.isSmall = all.Max(s => Math.Abs((decimal)s)) < (long.MaxValue / 8) / Math.Max(1m, (decimal)at[at.Length - 1] - at[0]);
    }

    internal override long Lowest { get; }

    internal override long Highest { get; }

    internal override int Slope { get; }

    internal override long? Score(long value)
    {
        if (value < this.at[0])
        {
            return this.below;
        }

        int last = this.at.Length - 1;
        if (value > this.at[last])
        {
            return this.above;
        }

        int i = 0;
        while (i < last && value > this.at[i + 1])
        {
            i++;
        }

        return i == last ? this.scores[last] : this.Interpolate(value - this.at[i], this.at[i + 1] - this.at[i], this.scores[i], this.scores[i + 1]);
    }

    internal override void VisitCuts(long target, ICutVisitor visitor)
    {
        int last = this.at.Length - 1;
        if ((this.below >= target) != (this.scores[0] >= target))
        {
            visitor.Visit(this.at[0]);
        }

        for (int i = 0; i < last; i++)
        {
            if ((this.scores[i] >= target) != (this.scores[i + 1] >= target))
            {
                visitor.Visit(this.isSmall ? this.Cut(i, target) : this.CutByBisection(i, target));
            }
        }

        if ((this.scores[last] >= target) != (this.above >= target) && this.at[last] != long.MaxValue)
        {
            visitor.Visit(this.at[last] + 1);
        }
    }

    internal static int SlopeOf(IReadOnlyList<long> scores)
    {
        bool up = true;
        bool down = true;
        for (int i = 1; i < scores.Count; i++)
        {
            up &= scores[i] >= scores[i - 1];
            down &= scores[i] <= scores[i - 1];
        }

        return up ? 1 : down ? -1 : 0;
    }

    private long Interpolate(long offset, long width, long from, long to)
    {
        if (this.isSmall)
        {
            long exact = (from * width) + ((to - from) * offset);
            long rounded = ((2 * Math.Abs(exact)) + width) / (2 * width);
            return exact < 0 ? -rounded : rounded;
        }

        var sum = default(WideSum);
        sum.AddProduct(from, width - offset);
        sum.AddProduct(to, offset);
        return sum.DivideRounded(width);
    }

    /// <summary>Where the exact line comes half a step from the target, which is where the rounded score gets there; rounding is looked at around it.</summary>
    private long Cut(int segment, long target)
    {
        long from = this.scores[segment];
        long rise = this.scores[segment + 1] - from;
        long width = this.at[segment + 1] - this.at[segment];
        long halfSteps = (2 * Math.Abs(target - from)) + (rise > 0 ? -1 : 1);
        long cut = this.at[segment] + Math.Min(width, Math.Max(1, halfSteps * width / (2 * Math.Abs(rise))));
        while ((this.Score(cut) >= target) != rise > 0)
        {
            cut++;
        }

        while (cut - 1 > this.at[segment] && (this.Score(cut - 1) >= target) == rise > 0)
        {
            cut--;
        }

        return cut;
    }

    /// <summary>For numbers so large that the products above would overflow.</summary>
    private long CutByBisection(int segment, long target)
    {
        bool rises = this.scores[segment + 1] >= target;
        long before = this.at[segment];
        long cut = this.at[segment + 1];
        while (cut - before > 1)
        {
            long middle = before + ((cut - before) / 2);
            if ((this.Score(middle) >= target) == rises)
            {
                cut = middle;
            }
            else
            {
                before = middle;
            }
        }

        return cut;
    }
}

/// <summary>A staircase: each threshold, inclusive, begins the next score. Bands, and every rank once its population is known.</summary>
internal sealed class StepScale : Scale
{
    private readonly long[] thresholds;
    private readonly long[] scores;

    /// <summary>Makes a staircase of ascending thresholds and one score more.</summary>
    internal StepScale(long[] thresholds, long[] scores)
    {
        this.thresholds = thresholds;
        this.scores = scores;
        this.Lowest = scores.Min();
        this.Highest = scores.Max();
        this.Slope = PointsScale.SlopeOf(scores);
    }

    internal override long Lowest { get; }

    internal override long Highest { get; }

    internal override int Slope { get; }

    internal ReadOnlySpan<long> Thresholds => this.thresholds;

    internal ReadOnlySpan<long> Scores => this.scores;

    internal override long? Score(long value) => this.scores[this.StepOf(value)];

    /// <summary>The index of the score of a value: how many thresholds it reaches.</summary>
    internal int StepOf(long value)
    {
        if (this.thresholds.Length <= 8)
        {
            int step = 0;
            foreach (long threshold in this.thresholds)
            {
                step += value >= threshold ? 1 : 0;
            }

            return step;
        }

        // By halves, whose choice is a sum and not a branch: nobody can guess it.
        int low = 0;
        for (int length = this.thresholds.Length; length > 0;)
        {
            int half = (length + 1) >> 1;
            low += this.thresholds[low + half - 1] <= value ? half : 0;
            length -= half;
        }

        return low;
    }

    internal override void VisitCuts(long target, ICutVisitor visitor)
    {
        if (this.Slope == 0)
        {
            for (int i = 0; i < this.thresholds.Length; i++)
            {
                if ((this.scores[i] >= target) != (this.scores[i + 1] >= target))
                {
                    visitor.Visit(this.thresholds[i]);
                }
            }

            return;
        }

        // A percentile has as many steps as the base has values; they all rise or all fall, so the one that passes is found by halves.
        int low = 0;
        int high = this.scores.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if ((this.scores[middle] >= target) == this.Slope > 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        if (low > 0 && low < this.scores.Length)
        {
            visitor.Visit(this.thresholds[low - 1]);
        }
    }
}

/// <summary>The value is the score, clamped to 0–100.</summary>
internal sealed class GivenScale : Scale
{
    internal override long Lowest => 0;

    internal override long Highest => 100 * FixedPoint.One;

    internal override int Slope => 1;

    internal override long? Score(long value) => Math.Min(this.Highest, Math.Max(this.Lowest, value));

    internal override void VisitCuts(long target, ICutVisitor visitor)
    {
        if (target > this.Lowest && target <= this.Highest)
        {
            visitor.Visit(target);
        }
    }
}

/// <summary>No value gets a score: what <c>qcut</c> does with a population of equal values.</summary>
internal sealed class EmptyScale : Scale
{
    internal override long Lowest => 0;

    internal override long Highest => 0;

    internal override int Slope => 1;

    internal override long? Score(long value) => null;

    internal override void VisitCuts(long target, ICutVisitor visitor)
    {
    }
}
