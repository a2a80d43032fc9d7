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

    /// <summary>Adds the values around which the score passes a target, so that the nearest value on either side of it is among them.</summary>
    internal abstract void AddCrossings(long target, List<long> values);
}

/// <summary>Piecewise linear between points; outside, the end's score or a given one.</summary>
internal sealed class PointsScale : Scale
{
    private readonly long[] at;
    private readonly long[] scores;
    private readonly long below;
    private readonly long above;

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

        return i == last ? this.scores[last] : Interpolate(value - this.at[i], this.at[i + 1] - this.at[i], this.scores[i], this.scores[i + 1]);
    }

    internal override void AddCrossings(long target, List<long> values)
    {
        for (int i = 0; i < this.at.Length; i++)
        {
            // The ends and their neighbours cover the jumps to "below" and "above".
            values.Add(this.at[i]);
            values.Add(this.at[i] - 1);
            values.Add(this.at[i] + 1);
            if (i + 1 < this.at.Length)
            {
                this.AddCrossing(i, target, values);
            }
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

    private static long Interpolate(long offset, long width, long from, long to)
    {
        var sum = default(WideSum);
        sum.AddProduct(from, width - offset);
        sum.AddProduct(to, offset);
        return sum.DivideRounded(width);
    }

    /// <summary>On one segment the rounded score reaches the target within one step of the exact crossing.</summary>
    private void AddCrossing(int segment, long target, List<long> values)
    {
        long from = this.scores[segment];
        long to = this.scores[segment + 1];
        if (from == to || target < Math.Min(from, to) || target > Math.Max(from, to))
        {
            return;
        }

        // The first value, counted from the segment's start, whose rounded score is at or past the target.
        long low = this.at[segment];
        long high = this.at[segment + 1];
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            long score = this.Score(middle) ?? 0;
            if (to > from ? score >= target : score <= target)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        // Falling segments also have a last value at the target: where the score is about to drop below it.
        values.Add(low);
        values.Add(high);
        if (to < from)
        {
            this.AddLastAtTarget(segment, target, values);
        }
    }

    private void AddLastAtTarget(int segment, long target, List<long> values)
    {
        long low = this.at[segment];
        long high = this.at[segment + 1];
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            if ((this.Score(middle) ?? 0) >= target)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        values.Add(low);
        values.Add(high);
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

        int low = 0;
        int high = this.thresholds.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (this.thresholds[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    internal override void AddCrossings(long target, List<long> values)
    {
        for (int i = 0; i < this.thresholds.Length; i++)
        {
            if ((this.scores[i] >= target) != (this.scores[i + 1] >= target) || (this.scores[i] <= target) != (this.scores[i + 1] <= target))
            {
                values.Add(this.thresholds[i]);
                values.Add(this.thresholds[i] - 1);
            }
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

    internal override void AddCrossings(long target, List<long> values)
    {
        values.Add(target - 1);
        values.Add(target);
        values.Add(target + 1);
    }
}

/// <summary>No value gets a score: what <c>qcut</c> does with a population of equal values.</summary>
internal sealed class EmptyScale : Scale
{
    internal override long Lowest => 0;

    internal override long Highest => 0;

    internal override int Slope => 1;

    internal override long? Score(long value) => null;

    internal override void AddCrossings(long target, List<long> values)
    {
    }
}
