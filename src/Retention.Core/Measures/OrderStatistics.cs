using System;

namespace Retention.Core.Measures;

/// <summary>Finds the values at given ranks of a column, exactly and without sorting it.</summary>
/// <remarks>
/// One pass counts values by their leading digit within the column's range, which tells each rank's digit. Another gathers
/// the values of the digits wanted, digit by digit, and the same is done with each of those by the next digit, until they
/// are few enough to sort. Counts take 256 KiB and gathered values 8 MiB, however long the column is: a digit of more
/// values than that is counted where it stands.
/// </remarks>
internal static class OrderStatistics
{
    // 2^16 counts of 4 bytes are 256 KiB, and stay in the second-level cache.
    private const int DigitBits = 16;

    // As many values as are gathered at once: 8 MiB.
    private const int GatheredValues = 1 << 20;

    // As many values as are sorted faster than their digits are counted.
    private const int SortedValues = 1 << 12;

    /// <summary>Returns the values at the given ranks.</summary>
    /// <param name="values">The column.</param>
    /// <param name="validity">A bit per row, the lowest first, telling which rows count; empty when all do.</param>
    /// <param name="ranks">Places in the sorted column of valid values, from 0, ascending.</param>
    /// <returns>The value at each rank.</returns>
    /// <exception cref="ArgumentException">A rank is out of range or the ranks do not ascend, or validity is too short.</exception>
    internal static long[] Select(ReadOnlySpan<long> values, ReadOnlySpan<ulong> validity, ReadOnlySpan<long> ranks)
    {
        if (!validity.IsEmpty && (long)validity.Length * 64 < values.Length)
        {
            throw new ArgumentException("There must be a validity bit for each value.", nameof(validity));
        }

        long[] selected = new long[ranks.Length];
        if (ranks.IsEmpty)
        {
            return selected;
        }

        int valid = Range(values, validity, out long smallest, out long largest);
        long previous = 0;
        foreach (long rank in ranks)
        {
            if (rank < previous || rank >= valid)
            {
                throw new ArgumentException("Ranks must ascend and be below the number of valid values.", nameof(ranks));
            }

            previous = rank;
        }

        Refine(values, validity, smallest, largest, 0, ranks, selected);
        return selected;
    }

    /// <summary>Counts the valid values and finds their least and greatest.</summary>
    private static int Range(ReadOnlySpan<long> values, ReadOnlySpan<ulong> validity, out long smallest, out long largest)
    {
        int valid = 0;
        smallest = long.MaxValue;
        largest = long.MinValue;
        if (validity.IsEmpty)
        {
            foreach (long value in values)
            {
                smallest = Math.Min(smallest, value);
                largest = Math.Max(largest, value);
            }

            return values.Length;
        }

        for (int row = 0; row < values.Length; row++)
        {
            if (IsValid(validity, row))
            {
                valid++;
                smallest = Math.Min(smallest, values[row]);
                largest = Math.Max(largest, values[row]);
            }
        }

        return valid;
    }

    /// <summary>Selects ranks that all lie among the values from smallest to largest.</summary>
    /// <param name="values">The column, or the part of it gathered so far.</param>
    /// <param name="validity">As for the whole column.</param>
    /// <param name="smallest">The least value that may be selected.</param>
    /// <param name="largest">The greatest value that may be selected.</param>
    /// <param name="below">The number of valid values below the smallest.</param>
    /// <param name="ranks">The ranks among all valid values.</param>
    /// <param name="selected">Receives the value at each rank.</param>
    private static void Refine(
        ReadOnlySpan<long> values,
        ReadOnlySpan<ulong> validity,
        long smallest,
        long largest,
        long below,
        ReadOnlySpan<long> ranks,
        Span<long> selected)
    {
        // The differences of two's complement numbers, taken as unsigned, are exact.
        ulong width = unchecked((ulong)largest - (ulong)smallest);
        int shift = 0;
        while (width >> shift >= 1UL << DigitBits)
        {
            shift++;
        }

        int[] counts = new int[(int)(width >> shift) + 1];
        Count(values, validity, smallest, width, shift, counts);
        OrderStatisticsGathering gathering = new(smallest, width, shift);
        int next = 0;
        int gathered = 0;
        for (int digit = 0; next < ranks.Length; below += counts[digit], digit++)
        {
            int end = next;
            while (end < ranks.Length && ranks[end] - below < counts[digit])
            {
                end++;
            }

            if (end == next)
            {
                continue;
            }

            ReadOnlySpan<long> some = ranks.Slice(next, end - next);
            Span<long> found = selected.Slice(next, end - next);
            long first = unchecked(smallest + (long)((ulong)digit << shift));
            bool many = counts[digit] > GatheredValues;
            if (shift != 0 && (many || gathering.Values + counts[digit] > GatheredValues))
            {
                gathering.Finish(values, validity, selected.Slice(gathered, next - gathered));
                gathered = next;
            }

            if (shift == 0)
            {
                found.Fill(first);
            }
            else if (many)
            {
                // The digit's last value, but none above the largest.
                ulong span = Math.Min((1UL << shift) - 1, width - ((ulong)digit << shift));
                Refine(values, validity, first, unchecked(first + (long)span), below, some, found);
                gathered = end;
            }
            else
            {
                gathering.Want(digit, counts[digit], below, some, found);
            }

            next = end;
        }

        if (shift != 0)
        {
            gathering.Finish(values, validity, selected.Slice(gathered, next - gathered));
        }
    }

    /// <summary>Counts the valid values by their digit above the smallest.</summary>
    private static void Count(
        ReadOnlySpan<long> values, ReadOnlySpan<ulong> validity, long smallest, ulong width, int shift, int[] counts)
    {
        // The differences may wrap, to more than the width; the counts cannot, as there are fewer than 2^31 values.
        unchecked
        {
            if (validity.IsEmpty)
            {
                foreach (long value in values)
                {
                    ulong above = (ulong)(value - smallest);
                    if (above <= width)
                    {
                        counts[(int)(above >> shift)]++;
                    }
                }

                return;
            }

            for (int row = 0; row < values.Length; row++)
            {
                ulong above = (ulong)(values[row] - smallest);
                if (above <= width && IsValid(validity, row))
                {
                    counts[(int)(above >> shift)]++;
                }
            }
        }
    }

    /// <summary>Selects from values gathered, which may be reordered.</summary>
    internal static void SelectGathered(Span<long> values, long[] buffer, int start, long smallest, long largest, Span<long> found)
    {
        if (values.Length > SortedValues)
        {
            Refine(values, default, smallest, largest, 0, found.ToArray(), found);
            return;
        }

        Array.Sort(buffer, start, values.Length);
        for (int index = 0; index < found.Length; index++)
        {
            found[index] = values[(int)found[index]];
        }
    }

    /// <summary>Tells whether a row counts.</summary>
    internal static bool IsValid(ReadOnlySpan<ulong> validity, int row) => ((validity[row >> 6] >> (row & 63)) & 1) != 0;
}
