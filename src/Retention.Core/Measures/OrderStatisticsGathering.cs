using System;
using System.Buffers;
using System.Collections.Generic;

namespace Retention.Core.Measures;

/// <summary>The leading digits whose values a selection gathers in one pass.</summary>
internal sealed class OrderStatisticsGathering(long smallest, ulong width, int shift)
{
    private readonly List<Segment> _segments = [];

    // A bit per digit, to tell at little cost that a row is not wanted; most are not.
    private readonly ulong[] _wanted = new ulong[(int)((width >> shift) >> 6) + 1];

    // Where the next value of each digit wanted goes.
    private int[] _next = [];

    /// <summary>Gets the number of values wanted.</summary>
    internal int Values { get; private set; }

    /// <summary>Asks for a digit; its ranks are found, for now, as ranks among the digit's own values.</summary>
    internal void Want(int digit, int values, long below, ReadOnlySpan<long> ranks, Span<long> found)
    {
        for (int index = 0; index < ranks.Length; index++)
        {
            found[index] = ranks[index] - below;
        }

        if (_next.Length == 0)
        {
            _next = new int[(int)(width >> shift) + 1];
        }

        _wanted[digit >> 6] |= 1UL << (digit & 63);
        _next[digit] = Values;
        _segments.Add(new Segment(digit, Values, values, ranks.Length));
        Values += values;
    }

    /// <summary>Gathers the values of the digits asked for, and replaces the ranks found by the values at them.</summary>
    internal void Finish(ReadOnlySpan<long> values, ReadOnlySpan<ulong> validity, Span<long> found)
    {
        if (Values == 0)
        {
            return;
        }

        long[] gathered = ArrayPool<long>.Shared.Rent(Values);
        Gather(values, validity, gathered);
        foreach (Segment segment in _segments)
        {
            // The digit's first value and its last one, but none above the largest.
            ulong start = (ulong)segment.Digit << shift;
            ulong end = start + Math.Min((1UL << shift) - 1, width - start);
            OrderStatistics.SelectGathered(
                gathered.AsSpan(segment.Start, segment.Values),
                gathered,
                segment.Start,
                unchecked(smallest + (long)start),
                unchecked(smallest + (long)end),
                found.Slice(0, segment.Ranks));
            found = found.Slice(segment.Ranks);
        }

        ArrayPool<long>.Shared.Return(gathered);
        Array.Clear(_wanted, 0, _wanted.Length);
        _segments.Clear();
        Values = 0;
    }

    private void Gather(ReadOnlySpan<long> values, ReadOnlySpan<ulong> validity, long[] gathered)
    {
        ulong[] wanted = _wanted;
        int[] next = _next;
        int missing = Values;
        for (int row = 0; missing > 0; row++)
        {
            // The differences of two's complement numbers, taken as unsigned, are exact.
            ulong above = unchecked((ulong)(values[row] - smallest));
            int digit = above <= width ? (int)(above >> shift) : -1;
            if (digit >= 0
                && ((wanted[digit >> 6] >> (digit & 63)) & 1) != 0
                && (validity.IsEmpty || OrderStatistics.IsValid(validity, row)))
            {
                gathered[next[digit]] = values[row];
                next[digit]++;
                missing--;
            }
        }
    }

    /// <summary>The values of one digit among those gathered.</summary>
    private readonly struct Segment(int digit, int start, int values, int ranks)
    {
        /// <summary>Gets the digit.</summary>
        internal int Digit { get; } = digit;

        /// <summary>Gets the place of its first value.</summary>
        internal int Start { get; } = start;

        /// <summary>Gets the number of its values.</summary>
        internal int Values { get; } = values;

        /// <summary>Gets the number of ranks among them.</summary>
        internal int Ranks { get; } = ranks;
    }
}
