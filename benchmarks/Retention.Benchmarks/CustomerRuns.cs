using System;
using Retention.Core.Health;

namespace Retention.Benchmarks;

/// <summary>Times of health scores and lifecycles in plain loops.</summary>
internal sealed class CustomerRuns
{
    private readonly LoopTimes times = new LoopTimes(200);

    /// <summary>Prints everything.</summary>
    internal void Report()
    {
        LoopTimes.Print($"health, 20 measures in 4 groups, one thread, {Environment.ProcessorCount} cores, .NET {Environment.Version}; best and median of 200 rounds");
        var health = new HealthBenchmarks();
        health.SetUp();
        this.times.MeasureWithBytes("score, grade, contributions, coverage", 10_000, _ => health.OneExplained().Coverage.TenThousandths);
        this.times.MeasureWithBytes("the same, every part read", 10_000, _ => health.OneExplainedAndRead());
        this.times.MeasureWithBytes("and the way up", 100, _ => health.WayUp().Steps.Count);
        (double best, double median) = new LoopTimes(10).Time(1, _ => health.Million().Count);
        HealthRun run = health.Million();
        LoopTimes.Print($"  a million customers on two threads: {best / 1e9:F3} s (median {median / 1e9:F3} s); unknown {run.Unknown.Count:N0}");

        LoopTimes.Print($"lifecycle, P2, a year of weekly orders");
        var life = new LifecycleBenchmarks();
        life.SetUp();
        this.times.MeasureWithBytes("settle a week, decide an order, evolve", 10_000, _ => life.SettleDecideEvolve().History.Count);
        this.times.MeasureWithBytes("settle a week alone", 10_000, _ => life.Settle());
        this.times.MeasureWithBytes("next due", 1_000, _ => life.NextDue()?.ToUnixTimeTicks() ?? 0);
        this.times.MeasureWithBytes("a year, order by order (a year)", 100, _ => life.Year().History.Count);
    }
}
