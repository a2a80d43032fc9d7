using System;

namespace Retention.Core.Lifecycle;

/// <summary>Something that counts on a local day.</summary>
internal interface IDated
{
    /// <summary>Gets the number of the local day (<see cref="Periods.LocalDays"/>).</summary>
    int Day { get; }

    /// <summary>Gets the sum over all entries up to and with this one.</summary>
    long Total { get; }
}

/// <summary>Searches logs in the order of their days.</summary>
internal static class DatedLog
{
    /// <summary>How many entries lie before a day.</summary>
    internal static int CountBefore<T>(this SharedLog<T> log, int day)
        where T : class, IDated
    {
        int low = 0;
        int high = log.Count;

        // Most questions are about the latest days, so the end is looked at first.
        if (high == 0 || log[high - 1].Day < day)
        {
            return high;
        }

        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (log[middle].Day < day)
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

    /// <summary>The sum over the entries from one index up to another, exclusive.</summary>
    internal static long Sum<T>(this SharedLog<T> log, int from, int to)
        where T : class, IDated => to <= from ? 0 : log[to - 1].Total - (from == 0 ? 0 : log[from - 1].Total);
}
