using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Tiering;

namespace Retention.Benchmarks;

/// <summary>Scores and tiers a whole base by the public path, from columns of orders to a tier for everybody.</summary>
internal sealed class BaseRuns
{
    private const int Threads = 2;

    /// <summary>Enough that the best run met no other work on the machine.</summary>
    private const int Runs = 9;

    /// <summary>The peer's runs stand between the library's own, so that both meet the same machine.</summary>
    private const int Rounds = 4;

    private const int RunsPerRound = 3;

    private static readonly int[] Sizes = [1_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000];

    private readonly TieringModel model = new TieringModel(Policies.Compile(TieringPresets.RfmGrid));
    private readonly int rows;
    private readonly int customers;

    internal BaseRuns(int rows, int customers)
    {
        this.rows = rows;
        this.customers = customers == 0 ? Math.Max(1, rows / 10) : customers;
    }

    /// <summary>Prints everything.</summary>
    internal void Report(bool againstDuckDb)
    {
        Print($"{this.rows:N0} orders of {this.customers:N0} customers, {Threads} threads, {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        ColumnarOrders orders = OrderData.Make(this.rows, this.customers);

        // First, while the process has nothing yet that a run could use again.
        this.ReportMemory(orders);
        (double read, double copy) = MemoryBandwidth.Measure(Threads);
        Print($"memory bandwidth: {read / 1e9:F1} GB/s read, {copy / 1e9:F1} GB/s copied (reads and writes)");
        double[] seconds = this.Times(orders, Runs);
        Print($"whole path: best {seconds[0]:F3} s, median {seconds[Runs / 2]:F3} s of {Runs} runs; {this.rows / seconds[0] / 1e6:F0} million orders a second");
        this.ReportStages(orders);
        this.ReportBandwidth(seconds[0], read);
        if (againstDuckDb)
        {
            this.ReportPeer(orders);
        }

        this.ReportLinearity();
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static double Time(Action work)
    {
        // Between runs, so that no run pays for the garbage of the one before.
        GC.Collect();
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }

    private TieringRun Evaluate(ColumnarOrders orders) => this.model.Evaluate(orders, OrderData.AsOf, null, Threads).Value;

    private double[] Times(ColumnarOrders orders, int runs)
    {
        double[] seconds = Enumerable.Range(0, runs).Select(_ => Time(() => this.Evaluate(orders))).ToArray();
        Array.Sort(seconds);
        return seconds;
    }

    /// <summary>The first run of the process: its time, with compilation, and what it adds to the input.</summary>
    private void ReportMemory(ColumnarOrders orders)
    {
        GC.Collect();
        long before = ProcessMemory.Restart();
        long allocatedBefore = GC.GetTotalAllocatedBytes(true);
        TieringRun? run = null;
        double first = Time(() => run = this.Evaluate(orders));
        long peak = ProcessMemory.Peak() - before;
        long allocated = GC.GetTotalAllocatedBytes(true) - allocatedBefore;
        double output = (3 * sizeof(long)) + 3 + 1 + (run!.Table.Column("recency")!.Count == run.Count ? 1.0 / 8 : 0);
        const double buffers = 64 << 20;
        Print($"first run: {first:F3} s");
        Print($"memory beyond the input: peak {peak / 1e6:F0} MB, allocated {allocated / 1e6:F0} MB");
        Print($"  output: 3 measures of 8 bytes, 3 scores, 1 tier, 1 bit for missing: {output:F1} bytes per customer, {output * this.customers / 1e6:F0} MB");
        Print($"  working memory per customer, without output and 64 MiB of buffers: {((peak - buffers) / this.customers) - output:F1} bytes at the peak, {((allocated - buffers) / this.customers) - output:F1} allocated");
    }

    /// <summary>Where the time goes; the parts are timed apart from the whole.</summary>
    private void ReportStages(ColumnarOrders orders)
    {
        var measure = new List<double>();
        var decide = new List<double>();
        for (int run = 0; run < Runs; run++)
        {
            MeasureTable? table = null;
            measure.Add(Time(() => table = orders.Measure(this.model.Policy.Measures, OrderData.AsOf, Threads)));
            decide.Add(Time(() => this.model.Evaluate(table!, default, null, Threads)));
        }

        Print($"  orders to measures: best {measure.Min():F3} s; measures to scores and tiers: best {decide.Min():F3} s");
    }

    /// <summary>What must move at the least: the input once, 8-byte records written and read, and the output written.</summary>
    private void ReportBandwidth(double best, double read)
    {
        double input = 16.0 * this.rows;
        double least = input + (16.0 * this.rows) + (28.0 * this.customers);
        Print($"bandwidth used: input alone {input / best / 1e9:F1} GB/s, {input / best / read:P0} of reading; with records and output {least / best / 1e9:F1} GB/s, {least / best / read:P0}");
    }

    private void ReportPeer(ColumnarOrders orders)
    {
        var own = new List<double>();
        var peer = new List<DuckDbTimes>();
        for (int round = 0; round < Rounds; round++)
        {
            own.AddRange(this.Times(orders, RunsPerRound));
            peer.Add(DuckDbPeer.Run(this.rows, this.customers, RunsPerRound, Threads));
        }

        own.Sort();
        double best = peer.Min(p => p.Best);
        double median = peer.Select(p => p.Median).OrderBy(m => m).ElementAt(Rounds / 2);
        string checksum = OrderData.Checksum(this.Evaluate(orders));
        bool same = peer.TrueForAll(p => p.Checksum == checksum);
        Print($"against DuckDB, {Rounds} rounds of {RunsPerRound} runs each in turn:");
        Print($"  library best {own[0]:F3} s, median {own[own.Count / 2]:F3} s; DuckDB best {best:F3} s, median {median:F3} s (its GROUP BY alone: best {peer.Min(p => p.GroupBest):F3} s)");
        Print($"  ratio of bests {best / own[0]:F2}, of medians {median / own[own.Count / 2]:F2}");
        Print($"  checksum of the measures {(same ? "agrees" : "DIFFERS")}: {checksum}");
        if (!same)
        {
            throw new InvalidOperationException("DuckDB's measures are others: " + string.Join("; ", peer.Select(p => p.Checksum).Distinct(StringComparer.Ordinal)));
        }
    }

    private void ReportLinearity()
    {
        Print($"linearity (customers = orders ÷ 10, best of {Runs}):");
        foreach (int size in Sizes.Where(s => s <= this.rows))
        {
            double best = this.Times(OrderData.Make(size, size / 10), Runs)[0];
            Print($"  {size,11:N0} orders: {best * 1000,7:F1} ms, {best / size * 1e9:F2} ns per order");
        }
    }
}
