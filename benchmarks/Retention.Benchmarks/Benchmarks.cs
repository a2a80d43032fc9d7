using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Tiering;

namespace Retention.Benchmarks;

/// <summary>One customer with the full explanation: a different one of 10,000 each time.</summary>
[MemoryDiagnoser]
public class ExplainBenchmarks
{
    private const int Customers = 10_000;

    private TieringRun? run;
    private int row;

    /// <summary>Gets the presets.</summary>
    public static IEnumerable<string> Presets => [TieringPresets.P2, TieringPresets.P4, TieringPresets.RfmGrid];

    /// <summary>Gets or sets the preset.</summary>
    [ParamsSource(nameof(Presets))]
    public string Preset { get; set; } = TieringPresets.P2;

    /// <summary>Makes the run.</summary>
    [GlobalSetup]
    public void SetUp() => this.run = Policies.Run(this.Preset, Customers);

    /// <summary>Explains the next customer.</summary>
    /// <returns>The result.</returns>
    [Benchmark]
    public TieringResult Explain()
    {
        this.row = this.row + 1 == Customers ? 0 : this.row + 1;
        return this.run!.ResultAt(this.row);
    }
}

/// <summary>A million orders of 100,000 customers, from columns to tiers.</summary>
[MemoryDiagnoser]
public class EvaluateBenchmarks
{
    private readonly TieringModel model = new TieringModel(Policies.Compile(TieringPresets.RfmGrid));
    private ColumnarOrders? orders;

    /// <summary>Gets or sets the number of threads.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Makes the orders.</summary>
    [GlobalSetup]
    public void SetUp() => this.orders = OrderData.Make(1_000_000, 100_000);

    /// <summary>Tiers everybody.</summary>
    /// <returns>The run.</returns>
    [Benchmark]
    public TieringRun Evaluate() => this.model.Evaluate(this.orders!, OrderData.AsOf, null, this.Threads).Value;
}
