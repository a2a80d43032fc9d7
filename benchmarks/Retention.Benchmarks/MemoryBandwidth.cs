using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Benchmarks;

/// <summary>How many bytes a second memory gives to two threads that do nothing else.</summary>
internal static class MemoryBandwidth
{
    private const int Numbers = 64 << 20;

    /// <summary>Measures reading alone, and copying (its reads and its writes counted), in bytes per second: the best of several.</summary>
    internal static (double Read, double Copy) Measure(int threads)
    {
        var from = new long[Numbers];
        var to = new long[Numbers];
        Array.Fill(from, 3);
        Array.Fill(to, 3);
        double read = 0;
        double copy = 0;
        for (int run = 0; run < 5; run++)
        {
            long sum = 0;
            read = Math.Max(read, sizeof(long) * (double)Numbers / Time(threads, part => Interlocked.Add(ref sum, Sum(Part(from, part, threads)))));
            copy = Math.Max(copy, 2.0 * sizeof(long) * Numbers / Time(threads, part => Part(from, part, threads).CopyTo(Part(to, part, threads))));
        }

        return (read, copy);
    }

    private static Span<long> Part(long[] numbers, int part, int parts) => numbers.AsSpan(numbers.Length / parts * part, numbers.Length / parts);

    private static double Time(int threads, Action<int> work)
    {
        var clock = Stopwatch.StartNew();
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        return clock.Elapsed.TotalSeconds;
    }

    private static long Sum(Span<long> numbers)
    {
        Vector<long> sum = Vector<long>.Zero;
        foreach (Vector<long> vector in MemoryMarshal.Cast<long, Vector<long>>(numbers))
        {
            sum += vector;
        }

        return Vector.Sum(sum);
    }
}
