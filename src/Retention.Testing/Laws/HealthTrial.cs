using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>One customer, a customer base, and a seed for what a law does with them.</summary>
internal sealed class HealthTrial
{
    private HealthTrial(HealthFacts facts, Instant asOf, MeasureTable table, int seed)
    {
        this.Facts = facts;
        this.AsOf = asOf;
        this.Table = table;
        this.Seed = seed;
    }

    internal HealthFacts Facts { get; }

    internal Instant AsOf { get; }

    internal MeasureTable Table { get; }

    internal int Seed { get; }

    internal static HealthTrial Make(HealthOptions options, int seed)
    {
        var dice = new Dice(seed);
        Instant asOf = HealthFactGenerators.Moment(dice);
        return new HealthTrial(HealthFactGenerators.Facts(dice, options, asOf), asOf, HealthFactGenerators.Table(dice, options), seed);
    }

    internal static IEnumerable<HealthTrial> Smaller(HealthTrial one)
    {
        foreach (HealthReading[] readings in Shrinking.Smaller(one.Facts.Readings.ToArray()))
        {
            yield return one.With(d => d.Readings = readings.ToList());
        }

        foreach (HealthOverride[] overrides in Shrinking.Smaller(one.Facts.Overrides.ToArray()))
        {
            yield return one.With(d => d.Overrides = overrides.ToList());
        }

        foreach (int[] rows in Shrinking.Smaller(Enumerable.Range(0, one.Table.Count).ToArray()))
        {
            yield return new HealthTrial(one.Facts, one.AsOf, MeasureTableGenerators.Rows(one.Table, rows), one.Seed);
        }
    }

    internal HealthTrial With(Action<HealthFactsDraft> change)
    {
        var draft = new HealthFactsDraft(this.Facts);
        change(draft);
        return new HealthTrial(new HealthFacts(draft), this.AsOf, this.Table, this.Seed);
    }

    public override string ToString() => string.Join("\n", this.Facts.Readings.Select(r => r.Measure + " " + Text(r.Value) + " at " + CaseText.Text(r.MeasuredAt) + (r.AssessedBy is null && r.ReviewedBy is null ? string.Empty : " by " + r.AssessedBy + ", reviewed by " + r.ReviewedBy + " at " + CaseText.Text(r.ReviewedAt)))
            .Concat(this.Facts.Overrides.Select(o => o.Kind + " " + o.Score + " from " + CaseText.Text(o.Since) + " to " + CaseText.Text(o.Until))))
        + "\nwith " + string.Join(", ", this.Facts.Attributes.Select(a => a.Key + "=" + a.Value).Concat(this.Facts.Tags))
        + "\nas of " + CaseText.Text(this.AsOf) + " among\n"
        + string.Join("\n", Enumerable.Range(0, this.Table.Count).Select(r => this.Table.Customers[r] + " " + string.Join(" ", this.Table.Keys.Select(k => k + "=" + Text(this.Table.Column(k)![r])))))
        + "\nseed " + this.Seed.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–";
}

/// <summary>A health score under laws: its options, the model, the oracle.</summary>
internal sealed class HealthSubject
{
    internal HealthSubject(HealthOptions options, HealthPolicy? policy = null)
    {
        this.Options = options;
        this.Model = new HealthModel(policy ?? HealthPolicy.Compile(options).Policy);
        this.Oracle = new HealthOracle(options);
    }

    internal HealthOptions Options { get; }

    internal HealthModel Model { get; }

    internal HealthOracle Oracle { get; }

    /// <summary>The result, its ranks frozen on the base of the trial.</summary>
    internal HealthResult Evaluate(HealthTrial trial) => this.Model.Freeze(trial.Table).Evaluate(trial.Facts, trial.AsOf);

    internal HealthExpectation Expect(HealthTrial trial) => this.Oracle.Evaluate(trial.Facts, trial.AsOf, trial.Table);

    /// <summary>The options with some changed; scales, sources and conditions are shared, as nothing changes them.</summary>
    internal HealthOptions Changed(Action<HealthOptions> change)
    {
        HealthOptions from = this.Options;
        var copy = new HealthOptions
        {
            Label = from.Label, Zone = from.Zone, Documents = from.Documents, CoverageAtLeast = from.CoverageAtLeast, Grades = from.Grades, Trend = from.Trend,
            Exceptions = new Dictionary<string, HealthExceptionOptions>(from.Exceptions, StringComparer.Ordinal),
        };
        foreach (KeyValuePair<string, HealthGroupOptions> g in from.Groups)
        {
            copy.Groups[g.Key] = new HealthGroupOptions { Order = g.Value.Order, Weight = g.Value.Weight, Require = g.Value.Require };
        }

        foreach (KeyValuePair<string, HealthMeasureOptions> m in from.Measures)
        {
            copy.Measures[m.Key] = new HealthMeasureOptions
            {
                Group = m.Value.Group, Order = m.Value.Order, Weight = m.Value.Weight, Source = m.Value.Source, Scale = m.Value.Scale, Polarity = m.Value.Polarity,
                Missing = m.Value.Missing, HoldFor = m.Value.HoldFor, ValidFor = m.Value.ValidFor, SelfAssessed = m.Value.SelfAssessed,
            };
        }

        change(copy);
        return copy;
    }

    internal HealthOptions WithWeight(WeightKind kind, string key, decimal weight) => this.Changed(o =>
    {
        if (kind == WeightKind.Group)
        {
            o.Groups[key].Weight = weight;
        }
        else
        {
            o.Measures[key].Weight = weight;
        }
    });

    /// <summary>The grade before overrides under another weight, by the oracle, which takes any weight.</summary>
    internal string? GradeWith(HealthTrial trial, WeightKind kind, string key, decimal weight) =>
        new HealthOracle(this.WithWeight(kind, key, weight)).Evaluate(trial.Facts, trial.AsOf, trial.Table).ComputedGrade;
}
