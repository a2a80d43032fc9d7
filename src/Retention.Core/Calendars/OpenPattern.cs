using System;
using System.Collections.Generic;

namespace Retention.Core.Calendars;

/// <summary>Working stretches on a local time line, in nanoseconds: one stretch of time, or one that repeats for ever in both directions.</summary>
/// <remarks>Immutable. Counting and finding are a division and a binary search.</remarks>
internal sealed class OpenPattern
{
    private readonly long[] starts;
    private readonly long[] ends;
    private readonly long[] before;

    private OpenPattern(long origin, long length, bool repeats, long[] starts, long[] ends)
    {
        this.Origin = origin;
        this.Length = length;
        this.Repeats = repeats;
        this.starts = starts;
        this.ends = ends;
        this.before = new long[starts.Length];
        for (int i = 0; i < starts.Length; i++)
        {
            this.before[i] = this.Total;
            this.Total += ends[i] - starts[i];
        }
    }

    /// <summary>Gets where it begins on the local time line.</summary>
    internal long Origin { get; }

    /// <summary>Gets how long it is.</summary>
    internal long Length { get; }

    internal bool Repeats { get; }

    /// <summary>Gets the working time in one length.</summary>
    internal long Total { get; }

    /// <summary>The pattern of stretches [start, end) counted from the origin; what touches or overlaps becomes one.</summary>
    internal static OpenPattern Of(long origin, long length, bool repeats, List<(long Start, long End)> stretches)
    {
        stretches.Sort();
        var starts = new List<long>(stretches.Count);
        var ends = new List<long>(stretches.Count);
        foreach ((long start, long end) in stretches)
        {
            if (end <= start)
            {
                continue;
            }

            if (ends.Count > 0 && start <= ends[ends.Count - 1])
            {
                ends[ends.Count - 1] = Math.Max(ends[ends.Count - 1], end);
            }
            else
            {
                starts.Add(start);
                ends.Add(end);
            }
        }

        return new OpenPattern(origin, length, repeats, starts.ToArray(), ends.ToArray());
    }

    /// <summary>The pattern open exactly where this one isn't.</summary>
    internal OpenPattern Complement()
    {
        var gaps = new List<(long Start, long End)>(this.starts.Length + 1);
        long from = 0;
        for (int i = 0; i < this.starts.Length; i++)
        {
            gaps.Add((from, this.starts[i]));
            from = this.ends[i];
        }

        gaps.Add((from, this.Length));
        return Of(this.Origin, this.Length, this.Repeats, gaps);
    }

    /// <summary>Adds the stretches within [from, to) of the local time line to a list, moved by a distance.</summary>
    internal void CopyTo(List<(long Start, long End)> list, long from, long to, long distance)
    {
        long turn = this.Repeats ? Floor(from - this.Origin, this.Length) : 0;
        for (long origin = this.Origin + (turn * this.Length); origin < to && (this.Repeats || origin == this.Origin); origin += this.Length)
        {
            for (int i = 0; i < this.starts.Length; i++)
            {
                list.Add((Math.Max(from, origin + this.starts[i]) + distance, Math.Min(to, origin + this.ends[i]) + distance));
            }
        }
    }

    /// <summary>The working time from the origin until a point of the local time line; negative before the origin of a repeating pattern.</summary>
    internal long Count(long local)
    {
        long rest = local - this.Origin;
        long done = 0;
        if (this.Repeats)
        {
            long turn = Floor(rest, this.Length);
            rest -= turn * this.Length;
            done = turn * this.Total;
        }

        int i = LastAtMost(this.starts, rest);
        return i < 0 ? done : done + this.before[i] + Math.Min(rest, this.ends[i]) - this.starts[i];
    }

    internal bool Contains(long local)
    {
        long rest = local - this.Origin;
        if (this.Repeats)
        {
            rest -= Floor(rest, this.Length) * this.Length;
        }

        int i = LastAtMost(this.starts, rest);
        return i >= 0 && rest < this.ends[i];
    }

    /// <summary>The earliest point at which the count is reached; the count must lie above the one at the earliest point asked about.</summary>
    internal long Earliest(long count)
    {
        long turn = 0;
        if (this.Repeats)
        {
            // A count that fills turns exactly is reached in the last of them, not at the first stretch of the next.
            turn = Floor(count - 1, this.Total);
            count -= turn * this.Total;
        }

        int i = LastAtMost(this.before, count - 1);
        return this.Origin + (turn * this.Length) + this.starts[i] + count - this.before[i];
    }

    /// <summary>The latest point until which the count stays what is asked, which is working; there must be working time beyond.</summary>
    internal long Latest(long count)
    {
        long turn = 0;
        if (this.Repeats)
        {
            turn = Floor(count, this.Total);
            count -= turn * this.Total;
        }

        int i = LastAtMost(this.before, count);
        return this.Origin + (turn * this.Length) + this.starts[i] + count - this.before[i];
    }

    /// <summary>The index of the last item that is at most a value; -1 if none is.</summary>
    internal static int LastAtMost(long[] items, long value)
    {
        int low = 0;
        int high = items.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (items[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>The whole turns before a value, counted downwards below zero.</summary>
    internal static long Floor(long value, long by)
    {
        long quotient = value / by;
        return value < quotient * by ? quotient - 1 : quotient;
    }
}
