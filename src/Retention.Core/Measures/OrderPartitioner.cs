using System;
using System.Buffers;

namespace Retention.Core.Measures;

/// <summary>One thread's buffer of order records, in lists of blocks per slice of customers.</summary>
/// <remarks>
/// A record is 8 bytes: the customer's place in the slice (16 bits), the age in days before a latest day (16 bits) and
/// the amount (32 bits). An amount or age that needs more takes further records, whose age is one of three marks.
/// </remarks>
internal sealed class OrderPartitioner
{
    /// <summary>The records of a full-size block. Not a power of two, or the lists would compete for the same cache lines.</summary>
    internal const int LongestBlock = 2056;

    // Marks in place of the age.
    private const uint HighAmount = 0xFFFF;
    private const uint LowAmount = 0xFFFE;
    private const uint ExactDay = 0xFFFD;

    // A row takes at most the records of its day, of its low and of its high amount.
    private const int MostRecordsOfRow = 3;

    private readonly OrderColumns _columns;
    private readonly int _latestDay;
    private readonly int _shift;
    private readonly int _blockLength;
    private readonly int _roomyBlocks;
    private readonly ulong[] _records;
    private readonly int[] _previousBlock;
    private readonly Cursor[] _cursors;
    private int _blocks;

    /// <summary>Allocates the buffer, of <paramref name="blocks"/> blocks.</summary>
    internal OrderPartitioner(in OrderColumns columns, int shift, int slices, int blockLength, int blocks, int rowsAtATime)
    {
        _columns = columns;
        _latestDay = LatestDay(columns);
        _shift = shift;
        _blockLength = blockLength;
        _roomyBlocks = blocks - ((MostRecordsOfRow * rowsAtATime) / blockLength) - slices - 1;
        _records = ArrayPool<ulong>.Shared.Rent(blocks * blockLength);
        _previousBlock = new int[blocks];
        _cursors = new Cursor[slices];
    }

    /// <summary>Gets a value indicating whether the next rows surely fit.</summary>
    internal bool HasRoom => _blocks <= _roomyBlocks;

    /// <summary>Gets a value indicating whether a row's customer was out of range.</summary>
    internal bool Failed { get; private set; }

    /// <summary>Gets the number of rows from the end day on.</summary>
    internal int Ignored { get; private set; }

    /// <summary>Gets a bound of the size of those amounts that need more than 32 bits, or 0 without any.</summary>
    internal ulong LargestWide { get; private set; }

    /// <summary>Gives the buffer back.</summary>
    internal void Release() => ArrayPool<ulong>.Shared.Return(_records);

    /// <summary>Empties the lists.</summary>
    internal void Clear()
    {
        _blocks = 0;
        Array.Clear(_cursors, 0, _cursors.Length);
    }

    /// <summary>Copies rows to the lists of their customers' slices.</summary>
    internal void Add(int start, int count)
    {
        ReadOnlySpan<int> customer = _columns.Customer.Span.Slice(start, count);
        ReadOnlySpan<int> day = _columns.Day.Span.Slice(start, customer.Length);
        ReadOnlySpan<long> amount = _columns.Amount.Span.Slice(start, customer.Length);
        uint customers = (uint)_columns.Customers;
        int last = _latestDay;
        int endDay = _columns.EndDay;
        long monetaryFromDay = _columns.MonetaryFromDay;
        int shift = _shift;
        int mask = (1 << shift) - 1;
        int ignored = 0;
        Cursor[] cursors = _cursors;
        ulong[] records = _records;

        // Shifts and differences below are of bits and of numbers in range: nothing here can overflow.
        unchecked
        {
            for (int row = 0; row < customer.Length; row++)
            {
                int index = customer[row];
                if ((uint)index >= customers)
                {
                    Failed = true;
                    return;
                }

                int on = day[row];
                if (on >= endDay)
                {
                    ignored++;
                    continue;
                }

                // Outside the monetary window the sign of the difference masks the amount out, without a branch.
                long counted = amount[row] & ~((on - monetaryFromDay) >> 63);
                uint age = (uint)(last - on);
                if (age >= ExactDay || counted != (int)counted)
                {
                    AddWide(index, on, age, counted);
                    continue;
                }

                ref Cursor cursor = ref cursors[index >> shift];
                int at = cursor.Next;
                if (at == cursor.End)
                {
                    at = NextBlock(ref cursor);
                }

                records[at] = ((ulong)(((uint)(index & mask) << 16) | age) << 32) | (uint)counted;
                cursor.Next = at + 1;
            }
        }

        Ignored += ignored;
    }

    /// <summary>Adds this buffer's records of a slice to its totals.</summary>
    internal void Total(int slice, Span<CustomerTotals> totals)
    {
        Cursor cursor = _cursors[slice];
        if (cursor.End == 0)
        {
            return;
        }

        int block = (cursor.End / _blockLength) - 1;
        int length = cursor.Next - (block * _blockLength);
        while (block >= 0)
        {
            Total(_records.AsSpan(block * _blockLength, length), totals);
            block = _previousBlock[block];
            length = _blockLength;
        }
    }

    /// <summary>Chooses the day that ages count back from: the last day that counts, unless that is far off.</summary>
    /// <remarks>
    /// Where there is no real end, ages count within 89 years of the first row. Days outside take longer records, but give
    /// the same totals. The day is so late that no day's difference from it, taken modulo 2^32, can be a small one by chance.
    /// </remarks>
    private static int LatestDay(in OrderColumns columns)
    {
        long latest = columns.EndDay - 1L;
        if (!columns.Day.IsEmpty)
        {
            int day = columns.Day.Span[0];
            latest = day < latest - ExactDay ? day + (ExactDay / 2) : latest;
        }

        return (int)Math.Max(latest, int.MinValue + 0x10000);
    }

    private void Total(ReadOnlySpan<ulong> records, Span<CustomerTotals> totals)
    {
        // Sums wrap here, and are exact modulo 2^64; the caller tells an overflow afterwards.
        unchecked
        {
            int last = _latestDay;
            int oldest = (int)Math.Max(-1, Math.Min((long)last - _columns.FrequencyFromDay, int.MaxValue - 1));
            foreach (ulong record in records)
            {
                uint head = (uint)(record >> 32);
                int age = (int)(head & 0xFFFF);
                ref CustomerTotals total = ref totals[(int)(head >> 16)];
                if (age >= (int)ExactDay)
                {
                    TotalWide((uint)age, (int)(uint)record, ref total);
                    continue;
                }

                total.LastDay = Math.Max(total.LastDay, last - age);

                // 1 for an age of at most the oldest that counts: the difference's sign bit.
                total.Orders += (int)((uint)(age - oldest - 1) >> 31);
                total.Amount += (int)(uint)record;
            }
        }
    }

    private void TotalWide(uint mark, int payload, ref CustomerTotals total)
    {
        unchecked
        {
            if (mark == HighAmount)
            {
                total.Amount += (long)payload << 32;
            }
            else if (mark == LowAmount)
            {
                total.Amount += payload;
            }
            else
            {
                total.LastDay = Math.Max(total.LastDay, payload);
                total.Orders += payload >= _columns.FrequencyFromDay ? 1 : 0;
            }
        }
    }

    private void AddWide(int index, int on, uint age, long counted)
    {
        unchecked
        {
            // The low half is signed as in ordinary records; the high half makes up for it, modulo 2^64.
            int low = (int)counted;
            int high = (int)((counted - low) >> 32);
            if (age >= ExactDay)
            {
                AddRecord(index, ExactDay, on);
                AddRecord(index, LowAmount, low);
            }
            else
            {
                AddRecord(index, age, low);
            }

            if (high != 0)
            {
                AddRecord(index, HighAmount, high);
                LargestWide = Math.Max(LargestWide, (ulong)(counted ^ (counted >> 63)) + 1);
            }
        }
    }

    private void AddRecord(int index, uint age, int payload)
    {
        ref Cursor cursor = ref _cursors[index >> _shift];
        int at = cursor.Next == cursor.End ? NextBlock(ref cursor) : cursor.Next;
        uint place = (uint)(index & ((1 << _shift) - 1));
        _records[at] = ((ulong)((place << 16) | age) << 32) | unchecked((uint)payload);
        cursor.Next = at + 1;
    }

    private int NextBlock(ref Cursor cursor)
    {
        _previousBlock[_blocks] = cursor.End == 0 ? -1 : (cursor.End / _blockLength) - 1;
        int start = _blocks * _blockLength;
        cursor.End = start + _blockLength;
        _blocks++;

        // Cleared in one go, the block's lines come into the cache at the memory's pace; written to one by one, between
        // the lines of all other lists, each would be waited for.
        _records.AsSpan(start, _blockLength).Clear();
        return start;
    }

    /// <summary>Where a list's next record goes, and where its block ends.</summary>
    private struct Cursor
    {
        /// <summary>The place of the next record.</summary>
        internal int Next;

        /// <summary>The place after the block, or 0 before the first block.</summary>
        internal int End;
    }
}
