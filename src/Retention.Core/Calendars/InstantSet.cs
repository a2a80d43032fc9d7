using System;
using System.Collections.Generic;

namespace Retention.Core.Calendars;

/// <summary>A set of instants between two bounds as stretches of patterns, with the measure of the set before each, so that every question is a search.</summary>
/// <remarks>
/// A stretch is a span of time in which the clock keeps its offset and one pattern holds: years of a plain week are one stretch, an exceptional
/// day is one. So the size follows the number of exceptions and clock changes, not the length of time. Immutable.
/// </remarks>
internal sealed class InstantSet
{
    /// <summary>The span covered, in nanoseconds since the Unix epoch; its length and everything measured in it fit 64 bits.</summary>
    internal const long First = -7305L * DayLength;

    internal const long Last = 84006L * DayLength;

    internal const long DayLength = 86_400_000_000_000L;

    internal const long WeekLength = 7 * DayLength;

    /// <summary>The local Monday on which weeks are laid: 29 December 1969.</summary>
    internal const long WeekOrigin = -3 * DayLength;

    /// <summary>About 26 days: the width of a cell of the index into the stretches.</summary>
    private const int CellBits = 51;

    private readonly long[] starts;
    private readonly long[] before;
    private readonly Stretch[] stretches;
    private readonly int[] cells;

    private InstantSet(long[] starts, long[] before, Stretch[] stretches, long total)
    {
        this.starts = starts;
        this.before = before;
        this.stretches = stretches;
        this.Total = total;
        this.cells = Index(starts);
    }

    /// <summary>Gets the measure of the whole set, in nanoseconds.</summary>
    internal long Total { get; }

    /// <summary>The set of stretches in order, of which the first begins at <see cref="First"/>.</summary>
    internal static InstantSet Of(IReadOnlyList<(long Start, long Offset, OpenPattern Pattern)> parts)
    {
        var starts = new List<long>(parts.Count);
        var before = new List<long>(parts.Count);
        var stretches = new List<Stretch>(parts.Count);
        long total = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            (long start, long offset, OpenPattern pattern) = parts[i];
            long end = i + 1 < parts.Count ? parts[i + 1].Start : Last;
            long first = pattern.Count(start + offset);
            if (stretches.Count == 0 || stretches[stretches.Count - 1].Offset != offset || !ReferenceEquals(stretches[stretches.Count - 1].Pattern, pattern))
            {
                starts.Add(start);
                before.Add(total);
                stretches.Add(new Stretch(pattern, offset, total - first));
            }

            total += pattern.Count(end + offset) - first;
        }

        return new InstantSet(starts.ToArray(), before.ToArray(), stretches.ToArray(), total);
    }

    /// <summary>Everything in one of two sets, in both, or in the first alone.</summary>
    internal static InstantSet Combine(InstantSet left, InstantSet right, SetOperation operation)
    {
        var cache = new Dictionary<(OpenPattern, long, OpenPattern, long), OpenPattern>();
        var parts = new List<(long, long, OpenPattern)>();
        int l = 0;
        int r = 0;
        long from = First;
        while (from < Last)
        {
            long until = Math.Min(left.EndOf(l), right.EndOf(r));
            Stretch a = left.stretches[l];
            Stretch b = right.stretches[r];
            if (a.Pattern.Repeats && b.Pattern.Repeats)
            {
                var key = (a.Pattern, a.Offset, b.Pattern, b.Offset);
                if (!cache.TryGetValue(key, out OpenPattern? weekly))
                {
                    weekly = Combination(a, b, operation, WeekOrigin, WeekOrigin + WeekLength, repeats: true);
                    cache.Add(key, weekly);
                }

                parts.Add((from, 0, weekly));
            }
            else
            {
                parts.Add((from, 0, Combination(a, b, operation, from, until, repeats: false)));
            }

            l += left.EndOf(l) == until ? 1 : 0;
            r += right.EndOf(r) == until ? 1 : 0;
            from = until;
        }

        return Of(parts);
    }

    /// <summary>The set of all other instants between the bounds.</summary>
    internal InstantSet Complement()
    {
        var cache = new Dictionary<OpenPattern, OpenPattern>();
        var parts = new (long, long, OpenPattern)[this.starts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            Stretch stretch = this.stretches[i];
            if (!cache.TryGetValue(stretch.Pattern, out OpenPattern? closed))
            {
                closed = stretch.Pattern.Complement();
                cache.Add(stretch.Pattern, closed);
            }

            parts[i] = (this.starts[i], stretch.Offset, closed);
        }

        return Of(parts);
    }

    /// <summary>The measure of the set before an instant.</summary>
    internal long Count(long at)
    {
        Stretch stretch = this.stretches[this.StretchAt(at)];
        return stretch.Base + stretch.Pattern.Count(at + stretch.Offset);
    }

    internal bool Contains(long at)
    {
        Stretch stretch = this.stretches[this.StretchAt(at)];
        return stretch.Pattern.Contains(at + stretch.Offset);
    }

    /// <summary>The earliest instant before which the set measures as much, more than nothing; null if it never does.</summary>
    internal long? Earliest(long count)
    {
        if (count > this.Total || count <= 0)
        {
            return null;
        }

        Stretch stretch = this.stretches[OpenPattern.LastAtMost(this.before, count - 1)];
        return stretch.Pattern.Earliest(count - stretch.Base) - stretch.Offset;
    }

    /// <summary>The latest instant before which the set measures no more, which belongs to it; null if nothing of the set comes after.</summary>
    internal long? Latest(long count)
    {
        if (count >= this.Total)
        {
            return null;
        }

        Stretch stretch = this.stretches[OpenPattern.LastAtMost(this.before, count)];
        return stretch.Pattern.Latest(count - stretch.Base) - stretch.Offset;
    }

    private static OpenPattern Combination(Stretch left, Stretch right, SetOperation operation, long from, long to, bool repeats)
    {
        var a = new List<(long Start, long End)>();
        var b = new List<(long Start, long End)>();
        left.Pattern.CopyTo(a, from + left.Offset, to + left.Offset, -left.Offset - from);
        right.Pattern.CopyTo(b, from + right.Offset, to + right.Offset, -right.Offset - from);
        OpenPattern one = OpenPattern.Of(from, to - from, repeats, a);
        OpenPattern other = OpenPattern.Of(from, to - from, repeats, b);
        if (operation == SetOperation.Union)
        {
            a.AddRange(b);
            return OpenPattern.Of(from, to - from, repeats, a);
        }

        // What lies in both is what lies outside neither's complement; what lies in the first alone is what lies in it and in the other's complement.
        var outside = new List<(long Start, long End)>();
        one.Complement().CopyTo(outside, from, to, -from);
        (operation == SetOperation.Intersection ? other.Complement() : other).CopyTo(outside, from, to, -from);
        return OpenPattern.Of(from, to - from, repeats, outside).Complement();
    }

    /// <summary>For each cell of time the stretch at its beginning.</summary>
    private static int[] Index(long[] starts)
    {
        var cells = new int[((Last - First) >> CellBits) + 2];
        int stretch = 0;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            long at = First + ((long)cell << CellBits);
            while (stretch + 1 < starts.Length && starts[stretch + 1] <= at)
            {
                stretch++;
            }

            cells[cell] = stretch;
        }

        return cells;
    }

    private int StretchAt(long at)
    {
        long[] all = this.starts;
        int i = this.cells[(at - First) >> CellBits];
        while (i + 1 < all.Length && all[i + 1] <= at)
        {
            i++;
        }

        return i;
    }

    private long EndOf(int stretch) => stretch + 1 < this.starts.Length ? this.starts[stretch + 1] : Last;

    /// <summary>A pattern at an offset from universal time, and what to add to its own count for the measure since <see cref="First"/>.</summary>
    private readonly struct Stretch
    {
        internal readonly OpenPattern Pattern;
        internal readonly long Offset;
        internal readonly long Base;

        internal Stretch(OpenPattern pattern, long offset, long @base)
        {
            this.Pattern = pattern;
            this.Offset = offset;
            this.Base = @base;
        }
    }
}

/// <summary>How two sets are combined.</summary>
internal enum SetOperation
{
    Union = 0,
    Intersection = 1,
    Difference = 2,
}
