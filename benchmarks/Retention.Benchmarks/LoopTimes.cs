using System;
using System.Diagnostics;

namespace Retention.Benchmarks;

/// <summary>Times of short work in plain loops: the best and the median of many rounds, and the bytes that it allocates.</summary>
internal sealed class LoopTimes
{
    private readonly int rounds;
    private long kept;

    internal LoopTimes(int rounds) => this.rounds = rounds;

    internal static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    internal void Measure(string name, int operations, Func<int, long> work)
    {
        (double best, double median) = this.Time(operations, work);
        Print($"  {name,-45} {best,12:N1} ns (median {median:N1})");
    }

    internal void MeasureWithBytes(string name, int operations, Func<int, long> work)
    {
        (double best, double median) = this.Time(operations, work);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < operations; i++)
        {
            this.kept ^= work(i);
        }

        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / operations;
        Print($"  {name,-45} {best,12:N1} ns (median {median:N1}) {bytes,12:N0} B");
    }

    internal (double Best, double Median) Time(int operations, Func<int, long> work)
    {
        var times = new double[this.rounds];
        for (int round = -Math.Min(20, this.rounds); round < this.rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < operations; i++)
            {
                this.kept ^= work(i);
            }

            if (round >= 0)
            {
                times[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations;
            }
        }

        Array.Sort(times);
        return (times[0], times[this.rounds / 2]);
    }
}
