using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>Whole customer bases, families of customers, and the published examples.</summary>
[Requirement("H-4")]
public class HealthRunTests
{
    private static readonly Instant Now = HealthSample.Now;

    [Fact]
    public void Ranks_NeedABase_AndStayAsFrozen()
    {
        HealthModel model = HealthSample.Model(1, o => o.Measures["m0"].Scale = new ScaleOptions { Kind = "percentile" });
        Assert.Contains("m0", Assert.Throws<InvalidOperationException>(() => model.Evaluate(5)).Message, StringComparison.Ordinal);
        HealthRun run = model.Evaluate(HealthSample.Table([1], [2], [2], [4]), Now);
        Assert.Equal([12.5m, 50m, 50m, 87.5m], Enumerable.Range(0, 4).Select(r => run.ScoreAt(r)!.Value.Value));
        HealthModel frozen = model.Freeze(run.Table);
        Assert.Equal((true, false), (model.NeedsPopulation, frozen.NeedsPopulation));
        Assert.Same(frozen, frozen.Freeze(HealthSample.Table([9])));
        Assert.Equal([0m, 50m, 75m, 100m], new decimal?[] { 0, 2, 3, 9 }.Select(v => frozen.Evaluate(v).Score!.Value.Value));
        Assert.Equal(87.5m, frozen.Evaluate(HealthSample.Table([4], [100]), Now).ScoreAt(0)!.Value.Value);
    }

    [Fact]
    public void Run_CountsGradesAndUnknown_WithAnyNumberOfThreads()
    {
        decimal?[][] rows = Enumerable.Range(0, 40_000).Select(i => new[] { i % 7 == 0 ? null : (decimal?)(i % 101), i % 7 == 0 ? null : i % 13 * 8 }).ToArray();
        MeasureTable table = HealthSample.Table(rows);
        HealthModel model = HealthSample.Model(2);
        HealthRun one = model.Evaluate(table, Now);
        HealthRun four = model.Evaluate(table, Now, 4);
        Assert.All(Enumerable.Range(0, table.Count), r => Assert.Equal((one.ScoreAt(r), one.GradeAt(r)?.Code), (four.ScoreAt(r), four.GradeAt(r)?.Code)));
        Assert.Equal((5715L, 40_000L), (four.Unknown.Count, four.Grades.Sum(g => g.Value.Count) + four.Unknown.Count));
        Assert.Equal(one.Sensitivity().Select(s => (s.Up, s.Down)), four.Sensitivity(10, 4).Select(s => (s.Up, s.Down)));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Evaluate(table, Now, 0));
        Assert.Equal(0, model.Evaluate(HealthSample.Table(), Now).Count);
    }

    [Fact]
    public void Facts_GiveMeasuresTagsAndAttributes()
    {
        HealthPolicy policy = HealthPolicy.Compile(HealthSample.Options(2, o =>
        {
            o.Zone = "Asia/Shanghai";
            o.Measures["m0"].Source = new MeasureOptions { Kind = "frequency", Window = "12m" };
            o.Measures["m0"].Scale = new ScaleOptions { Kind = "bands", Below = 0 };
            o.Measures["m0"].Scale!.Points["two"] = new ScalePointOptions { At = 2, Score = 90 };
            o.Exceptions["critical"] = HealthSample.Cap(40, new ConditionOptions { Tag = "critical" });
        })).Policy;
        FactSet facts = Given.Facts(
            d =>
            {
                d.Indicators.Add(new IndicatorFact(Given.Customer("a"), "m1", 60, BusinessTime.On(Given.Date("2026-01-01")), Now));
                d.Tags.Add(new TagFact(Given.Customer("b"), "critical", Now - Duration.FromDays(3)));
            },
            Given.Sale("a", "2026-01-05", 100, "1"),
            Given.Sale("a", "2026-01-06", 100, "2"),
            Given.Sale("b", "2026-01-05", 100, "3"),
            Given.Sale("b", "2026-01-06", 100, "4"));
        HealthRun run = new HealthModel(policy).Evaluate(facts, Given.EndOf("2026-03-01"));
        Assert.Equal(["a 75 good", "b 40 bad"], Enumerable.Range(0, run.Count).Select(r => run.Explain(r).ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RollUp_ByRevenue_TellsWhoWasLeftOutAndWhy()
    {
        HealthRollUp rolled = Roll(RollUpMethod.Revenue, Child("a", 80, 3000), Child("b", 50, 1000), Child("c", null, 9000), Child("d", 10, null), Child("e", 10, 0), Child("f", 10, -5));
        Assert.Equal((72.5m, "good"), (rolled.Score!.Value.Value, rolled.Grade!.Code));
        Assert.Equal([("a", 75m, 60m), ("b", 25m, 12.5m)], rolled.Children.Select(c => (c.Child.Customer.Value, c.EffectiveWeight.Value, c.Contribution.Value)));
        Assert.Equal(
            [("c", RollUpOmission.HealthUnknown), ("d", RollUpOmission.RevenueMissing), ("e", RollUpOmission.RevenueNotPositive), ("f", RollUpOmission.RevenueNotPositive)],
            rolled.LeftOut.Select(o => (o.Key.Value, o.Value)));
    }

    [Fact]
    public void RollUp_Equally_AndByTheWorst_NeedsNoRevenue()
    {
        HealthChild[] children = [Child("a", 80, null), Child("b", 15, 0), Child("c", 15, 5), Child("d", null, 5)];
        HealthRollUp equal = Roll(RollUpMethod.Equal, children);
        Assert.Equal((36.6667m, 100m, 36.6667m), (equal.Score!.Value.Value, equal.Children.Sum(c => c.EffectiveWeight.Value), equal.Children.Sum(c => c.Contribution.Value)));
        HealthRollUp worst = Roll(RollUpMethod.Worst, children);
        Assert.Equal([0m, 100m, 0m], worst.Children.Select(c => c.EffectiveWeight.Value));
        Assert.Equal((15m, "bad", "d"), (worst.Score!.Value.Value, worst.Grade!.Code, Assert.Single(worst.LeftOut).Key.Value));
    }

    [Fact]
    public void RollUp_TakesScoresFrom0To100()
    {
        HealthRollUp rolled = Roll(RollUpMethod.Equal, Child("a", 100, null), Child("b", 0, null));
        Assert.Equal([50m, 50m, 0m], rolled.Children.Select(c => c.Contribution.Value).Prepend(rolled.Score!.Value.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Child("a", 100.0001m, null));
    }

    [Fact]
    public void RollUp_OfNobody_IsUnknown()
    {
        HealthRollUp nobody = Roll(RollUpMethod.Revenue, Child("a", 80, null));
        Assert.Equal((null, null, 0, 1), (nobody.Score, nobody.Grade, nobody.Children.Count, nobody.LeftOut.Count));
        Assert.Throws<ArgumentException>(() => Roll(RollUpMethod.Equal, Child("a", 80, null), Child("a", 70, null)));
    }

    [Fact]
    [Requirement("H-2")]
    public void PublishedExamples_GiveTheirScoresAndGrades()
    {
        string file = Path.Combine(Library.Root, "..", "shared", "golden", "published-examples.json");
        Assert.SkipUnless(File.Exists(file), "the published examples are not on this machine");
        JsonElement health = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("health");

        JsonElement weighted = health.GetProperty("weightedMeasures");
        HealthResult result = Of(Numbers(weighted, "weights"), Numbers(weighted, "scores"));
        Assert.Equal((Quotient(weighted), weighted.GetProperty("rounded").GetDecimal()), (result.Score!.Value.Value, result.Shown(0)));

        JsonElement half = health.GetProperty("halfAwayFromZero");
        result = Of(Numbers(half, "weightsPercent"), Numbers(half, "scores"));
        Assert.Equal((half.GetProperty("exact").GetDecimal(), half.GetProperty("toOneDecimal").GetDecimal()), (result.Score!.Value.Value, result.Shown(1)));

        JsonElement redistributed = health.GetProperty("nullGroupRedistributed");
        Assert.Equal(Quotient(redistributed), Of(Numbers(redistributed, "weightsPercent"), Numbers(redistributed, "scores")).Score!.Value.Value);

        HealthPolicy traffic = HealthPolicy.Compile(HealthSample.Options(1, o =>
        {
            o.Grades.Clear();
            o.Grades["Green"] = new HealthGradeOptions { Order = 1, MoreThan = 75 };
            o.Grades["Yellow"] = new HealthGradeOptions { Order = 2, MoreThan = 50 };
            o.Grades["Red"] = new HealthGradeOptions { Order = 3 };
        })).Policy;
        HealthPolicy maturity = HealthPolicy.Compile(HealthPresets.Options(HealthPresets.RetentionMaturity)).Policy;
        Assert.All(health.GetProperty("bandsGainsightStyle").EnumerateObject().Where(p => p.Name != "note"), p => Assert.Equal(p.Value.GetString(), traffic.GradeOf(new Score(Number(p.Name)))!.Code));
        Assert.All(health.GetProperty("maturityGrades").EnumerateObject(), p => Assert.Equal(p.Value.GetString(), maturity.GradeOf(new Score(Number(p.Name)))!.NameChinese));

        static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        static decimal?[] Numbers(JsonElement of, string name) => of.GetProperty(name).EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? null : (decimal?)n.GetDecimal()).ToArray();
        static decimal Quotient(JsonElement of)
        {
            decimal[] parts = of.GetProperty("exact").GetString()!.Split('/').Select(Number).ToArray();
            return Score.Round(parts[0] / parts[1]).Value;
        }
    }

    /// <summary>One measure in a group of its own for each weight.</summary>
    private static HealthResult Of(decimal?[] weights, decimal?[] scores) => HealthSample.Model(weights.Length, o =>
    {
        o.Groups.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            o.Groups["g" + i] = new HealthGroupOptions { Weight = weights[i] };
            o.Measures["m" + i].Group = "g" + i;
        }
    }).Evaluate(scores);

    private static HealthChild Child(string id, decimal? score, decimal? revenue) => new HealthChild(Given.Customer(id), score is { } known ? new Score(known) : null, revenue);

    private static HealthRollUp Roll(RollUpMethod method, params HealthChild[] children) => HealthRollUp.Of(HealthPolicy.Compile(HealthSample.Options(1)).Policy, children, method);
}
