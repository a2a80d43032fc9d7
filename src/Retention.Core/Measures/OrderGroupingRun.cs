using System;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Measures;

/// <summary>The order rows to group and the days that bound them.</summary>
internal readonly struct OrderColumns(
    ReadOnlyMemory<int> customer,
    ReadOnlyMemory<int> day,
    ReadOnlyMemory<long> amount,
    int customers,
    int endDay,
    int frequencyFromDay,
    int monetaryFromDay)
{
    /// <summary>Gets the customer of each row.</summary>
    internal ReadOnlyMemory<int> Customer { get; } = customer;

    /// <summary>Gets the day of each row.</summary>
    internal ReadOnlyMemory<int> Day { get; } = day;

    /// <summary>Gets the amount of each row.</summary>
    internal ReadOnlyMemory<long> Amount { get; } = amount;

    /// <summary>Gets the number of customers.</summary>
    internal int Customers { get; } = customers;

    /// <summary>Gets the first day that no longer counts.</summary>
    internal int EndDay { get; } = endDay;

    /// <summary>Gets the first day whose orders are counted.</summary>
    internal int FrequencyFromDay { get; } = frequencyFromDay;

    /// <summary>Gets the first day whose amounts are added.</summary>
    internal int MonetaryFromDay { get; } = monetaryFromDay;
}

/// <summary>One grouping under way: its rounds of partitioning rows and totalling partitions.</summary>
internal sealed class OrderGroupingRun
{
    /// <summary>All threads' buffers together: 8 Mi records of 8 bytes are 64 MB.</summary>
    private const int BufferedRecords = 8 << 20;

    /// <summary>The rows that a thread claims at a time: few enough to share out evenly.</summary>
    private const int ClaimedRows = 1 << 14;

    /// <summary>The customers of a slice, as a power of two: 2^15 totals are 512 KiB, half a usual second-level cache.</summary>
    private const int SliceShift = 15;

    private readonly OrderColumns _columns;
    private readonly CustomerTotals[] _totals;
    private readonly OrderPartitioner[] _partitioners;
    private readonly int _shift;
    private readonly int _slices;
    private readonly int _claim;
    private long _nextRow;
    private int _nextSlice;
    private bool _first = true;
    private int _touched;

    /// <summary>Lays out the buffers for the rows at hand.</summary>
    internal OrderGroupingRun(in OrderColumns columns, CustomerTotals[] totals, int parallelism)
    {
        _columns = columns;
        _totals = totals;
        int rows = columns.Customer.Length;
        _shift = SliceShift;

        // Fewer customers than fill a few slices are cut finer, so that there is a slice for every thread.
        while (_shift > 0 && (columns.Customers - 1L) >> _shift < 4L * (parallelism - 1))
        {
            _shift--;
        }

        _slices = (int)((columns.Customers + (1L << _shift) - 1) >> _shift);
        long claims = (rows + (long)ClaimedRows - 1) / ClaimedRows;
        int threads = (int)Math.Max(1, Math.Min(parallelism, claims));
        long records = PowerOfTwo(Math.Max(Math.Min(BufferedRecords / threads, 8L * rows), 128L * (_slices + 1L)));
        int block = (int)Math.Max(8, Math.Min(OrderPartitioner.LongestBlock, records / (4L * Math.Max(1, _slices))));
        _claim = (int)Math.Max(1, Math.Min(ClaimedRows, records / 16));
        _partitioners = new OrderPartitioner[threads];
        for (int thread = 0; thread < threads; thread++)
        {
            _partitioners[thread] = new OrderPartitioner(columns, _shift, _slices, block, (int)(records / block), _claim);
        }
    }

    /// <summary>Gets the number of rows from the end day on.</summary>
    internal int Ignored
    {
        get
        {
            int ignored = 0;
            foreach (OrderPartitioner partitioner in _partitioners)
            {
                ignored += partitioner.Ignored;
            }

            return ignored;
        }
    }

    /// <summary>Groups all rows, or returns false when one is of a customer out of range.</summary>
    internal bool Complete()
    {
        do
        {
            InParallel(Partition);
            foreach (OrderPartitioner partitioner in _partitioners)
            {
                if (partitioner.Failed)
                {
                    return false;
                }
            }

            _nextSlice = 0;
            InParallel(Total);
            _first = false;
        }
        while (_nextRow < _columns.Customer.Length);

        return true;
    }

    /// <summary>Gives the buffers back.</summary>
    internal void Release()
    {
        foreach (OrderPartitioner partitioner in _partitioners)
        {
            partitioner.Release();
        }
    }

    /// <summary>Tells whether the largest amount, for as many rows as a customer can have, passes 64 bits.</summary>
    internal bool MayOverflow()
    {
        ulong largest = 0;
        foreach (OrderPartitioner partitioner in _partitioners)
        {
            largest = Math.Max(largest, partitioner.LargestWide);
        }

        return largest > (ulong)(long.MaxValue / Math.Max(1, MostRowsOfOne(largest)));
    }

    /// <summary>Bounds the rows that one customer's sum can have.</summary>
    private int MostRowsOfOne(ulong largest)
    {
        int rows = _columns.Customer.Length;
        if (largest <= (ulong)(long.MaxValue / Math.Max(1, rows)) || _columns.FrequencyFromDay > _columns.MonetaryFromDay)
        {
            return rows;
        }

        int most = 0;
        foreach (CustomerTotals total in _totals.AsSpan(0, _columns.Customers))
        {
            most = Math.Max(most, total.Orders);
        }

        return most;
    }

    /// <summary>Rounds down to a power of two, since shared arrays are handed out in such lengths.</summary>
    private static long PowerOfTwo(long length)
    {
        long power = 64;
        while (power <= length / 2)
        {
            power *= 2;
        }

        return power;
    }

    /// <summary>Reads each cache line of a slice once.</summary>
    /// <remarks>
    /// In sequence the lines come at the memory's pace; at random, as the records then want them, each would be waited for.
    /// </remarks>
    private static int Touch(ReadOnlySpan<CustomerTotals> totals)
    {
        int touched = 0;
        for (int index = 0; index < totals.Length; index += 4)
        {
            touched ^= totals[index].Orders;
        }

        return touched;
    }

    private void InParallel(Action<int> work)
    {
        if (_partitioners.Length == 1)
        {
            work(0);
        }
        else
        {
            Parallel.For(0, _partitioners.Length, new ParallelOptions { MaxDegreeOfParallelism = _partitioners.Length }, work);
        }
    }

    /// <summary>Fills one thread's buffer.</summary>
    private void Partition(int thread)
    {
        OrderPartitioner partitioner = _partitioners[thread];
        int rows = _columns.Customer.Length;
        partitioner.Clear();
        while (partitioner.HasRoom && !partitioner.Failed)
        {
            long start = Interlocked.Add(ref _nextRow, _claim) - _claim;
            if (start >= rows)
            {
                break;
            }

            partitioner.Add((int)start, (int)Math.Min(_claim, rows - start));
        }
    }

    /// <summary>Totals slices until none is left, from all threads' buffers.</summary>
    private void Total(int thread)
    {
        int slice;
        while ((slice = Interlocked.Increment(ref _nextSlice) - 1) < _slices)
        {
            int start = slice << _shift;
            Span<CustomerTotals> totals = _totals.AsSpan(start, Math.Min(1 << _shift, _columns.Customers - start));
            if (_first)
            {
                totals.Fill(new CustomerTotals { LastDay = int.MinValue });
            }
            else
            {
                _touched = Touch(totals);
            }

            foreach (OrderPartitioner partitioner in _partitioners)
            {
                partitioner.Total(slice, totals);
            }
        }
    }
}
