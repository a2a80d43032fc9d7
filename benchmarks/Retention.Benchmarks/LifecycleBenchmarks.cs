using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;

namespace Retention.Benchmarks;

/// <summary>A customer with a year of weekly orders under the plan's age stages and risk overlay.</summary>
[MemoryDiagnoser]
public class LifecycleBenchmarks
{
    private const int Weeks = 52;
    private const int Commands = 64;

    private readonly CustomerLifecycle process = new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P2)).Policy));
    private readonly RecordPurchase[] purchases = new RecordPurchase[Commands];
    private LifecycleState? state;
    private LifecycleCommand[] chain = [];
    private int next;

    /// <summary>Makes the year, and purchases a week after it.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Instant first = Instant.FromUtc(2025, 1, 6, 4, 0);
        var year = new List<LifecycleCommand>();
        for (int i = 0; i < Weeks; i++)
        {
            year.Add(Purchase("D" + i, first + Duration.FromDays(7 * i)));
        }

        this.chain = [.. year];
        this.state = this.process.Initial;
        foreach (LifecycleCommand command in year)
        {
            this.state = this.process.Fold(this.state, this.process.Handle(this.state, command).Events);
        }

        for (int i = 0; i < Commands; i++)
        {
            this.purchases[i] = Purchase("N" + i, first + Duration.FromDays(7 * Weeks) + Duration.FromMinutes(i));
        }
    }

    /// <summary>Settles the week since the last order, decides the next and applies it.</summary>
    /// <returns>The next state.</returns>
    [Benchmark]
    public LifecycleState SettleDecideEvolve()
    {
        RecordPurchase command = this.purchases[this.next];
        this.next = (this.next + 1) % Commands;
        return this.process.Fold(this.state!, this.process.Handle(this.state!, command).Events);
    }

    /// <summary>Settles the week alone.</summary>
    /// <returns>What happened: nothing.</returns>
    [Benchmark]
    public int Settle() => this.process.Settle(this.state!, this.purchases[0].At).Count;

    /// <summary>When something is due next, over all windows to come.</summary>
    /// <returns>The instant.</returns>
    [Benchmark]
    public Instant? NextDue() => this.process.NextDue(this.state!);

    /// <summary>The whole year, order by order.</summary>
    /// <returns>The last state.</returns>
    [Benchmark(OperationsPerInvoke = Weeks)]
    public LifecycleState Year()
    {
        LifecycleState last = this.process.Initial;
        foreach (LifecycleCommand command in this.chain)
        {
            last = this.process.Fold(last, this.process.Handle(last, command).Events);
        }

        return last;
    }

    private static RecordPurchase Purchase(string document, Instant at) => new RecordPurchase(at, new StagePurchase(document, at, 100, string.Empty, null));
}
