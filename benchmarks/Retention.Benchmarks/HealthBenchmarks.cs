using System;
using System.Linq;
using BenchmarkDotNet.Attributes;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Scoring;

namespace Retention.Benchmarks;

/// <summary>A scorecard of twenty measures in four groups: one customer with everything explained, and a million in columns.</summary>
[MemoryDiagnoser]
public class HealthBenchmarks
{
    private const int Measures = 20;
    private const int Customers = 1_000_000;

    private readonly Instant asOf = Instant.FromUtc(2026, 3, 1, 0, 0);
    private HealthModel model = new HealthModel(HealthPolicy.Compile(Options()).Policy);
    private HealthFacts? facts;
    private MeasureTable? table;

    /// <summary>Makes the customers; a tenth of the values are missing.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var draft = new HealthFactsDraft(new CustomerId("C1"));
        for (int m = 0; m < Measures; m++)
        {
            draft.Readings.Add(new HealthReading(Key(m), (m * 37) % 101, this.asOf));
        }

        this.facts = new HealthFacts(draft);
        CustomerId[] customers = Enumerable.Range(0, Customers).Select(i => new CustomerId("C" + i)).ToArray();
        this.table = new MeasureTable(customers, Enumerable.Range(0, Measures).Select(Column).ToArray());
    }

    /// <summary>One customer: score, grade, contributions that add up, effective weights, coverage.</summary>
    /// <returns>The result.</returns>
    [Benchmark]
    public HealthResult OneExplained() => this.model.Evaluate(this.facts!, this.asOf);

    /// <summary>One customer, and every part looked at.</summary>
    /// <returns>The sum of the contributions.</returns>
    [Benchmark]
    public long OneExplainedAndRead()
    {
        long sum = 0;
        HealthResult result = this.model.Evaluate(this.facts!, this.asOf);
        for (int i = 0; i < result.Measures.Count; i++)
        {
            sum += result.Measures[i].Contribution.TenThousandths;
        }

        return sum;
    }

    /// <summary>The way up of one customer.</summary>
    /// <returns>The ways.</returns>
    [Benchmark]
    public HealthWayUp WayUp() => this.model.Evaluate(this.facts!, this.asOf).WayUp();

    /// <summary>A million customers on two threads, without explanations.</summary>
    /// <returns>The run.</returns>
    [Benchmark]
    public HealthRun Million() => this.model.Evaluate(this.table!, this.asOf, 2);

    private static MeasureColumn Column(int measure)
    {
        var values = new long[Customers];
        var validity = new ulong[(Customers + 63) / 64];
        uint state = (uint)measure + 1;
        for (int i = 0; i < Customers; i++)
        {
            // A linear congruence is random enough, and the same everywhere.
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            values[i] = (state >> 8) % 1_000_001;
            validity[i >> 6] |= (state >> 8) % 10 == 0 ? 0 : 1UL << (i & 63);
        }

        return MeasureColumn.FromTenThousandths(Key(measure), values, validity);
    }

    private static string Key(int measure) => "m" + measure.ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    private static HealthOptions Options()
    {
        var options = new HealthOptions { Zone = "Asia/Shanghai" };
        for (int m = 0; m < Measures; m++)
        {
            string group = "g" + (m / 5);
            options.Groups[group] = new HealthGroupOptions { Weight = 20 + (m / 5) };
            var scale = new ScaleOptions { Kind = "points" };
            scale.Points["a"] = new ScalePointOptions { At = 0, Score = 0 };
            scale.Points["b"] = new ScalePointOptions { At = 40, Score = 60 };
            scale.Points["c"] = new ScalePointOptions { At = 80, Score = 90 };
            scale.Points["d"] = new ScalePointOptions { At = 100, Score = 100 };
            options.Measures[Key(m)] = new HealthMeasureOptions { Group = group, Weight = 1 + (m % 5), Scale = m % 3 == 0 ? null : scale };
        }

        options.Grades["green"] = new HealthGradeOptions { Order = 1, AtLeast = 75 };
        options.Grades["yellow"] = new HealthGradeOptions { Order = 2, AtLeast = 50 };
        options.Grades["red"] = new HealthGradeOptions { Order = 3 };
        return options;
    }
}
