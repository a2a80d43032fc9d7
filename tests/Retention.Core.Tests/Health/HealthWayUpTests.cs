using System;
using System.Linq;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>The way up, and how much hangs on weights.</summary>
[Requirement("H-4")]
public class HealthWayUpTests
{
    [Fact]
    public void CapByATag_LeavesNoWayUp()
    {
        HealthModel model = HealthSample.Model(1, o => o.Exceptions["critical"] = HealthSample.Cap(40, new ConditionOptions { Tag = "critical" }));
        HealthWayUp up = model.Evaluate(HealthSample.Facts(d => d.Tags.Add("critical"), 30), HealthSample.Now).WayUp();
        Assert.Equal(("good", null, 70m), (up.Target!.Code, up.Smallest, up.Improvements.Single().Gain.Value));
    }

    [Theory]
    [InlineData("value", "m1", 50)]
    [InlineData("score", "m1", 50)]
    [InlineData("group", "m0", 94.9999)]
    public void CapByAMeasure_IsLiftedByTheSmallestChange(string subject, string measure, double needed)
    {
        // 67.5 is good, but for the cap while m1 lies below 50, or the group below 70 (69.99995 rounds up to it).
        ConditionOptions when = subject switch
        {
            "value" => new ConditionOptions { Measure = "m1", LessThan = 50 },
            "score" => new ConditionOptions { Score = "m1", LessThan = 50 },
            _ => new ConditionOptions { Composite = "g", LessThan = 70 },
        };
        HealthStep step = HealthSample.Model(2, o => o.Exceptions["low"] = HealthSample.Cap(40, when)).Evaluate(90, 45).WayUp().Smallest!;
        Assert.Equal((measure, (decimal)needed), (step.Measure.Key, step.ValueNeeded));
    }

    [Fact]
    public void CapOfWhatIsTooMuch_IsLiftedByLess()
    {
        // Too many visits are no good sign either: from 95 on the score is capped.
        HealthModel model = HealthSample.Model(1, o => o.Exceptions["too-much"] = HealthSample.Cap(40, new ConditionOptions { Measure = "m0", AtLeast = 95 }));
        HealthStep step = model.Evaluate(98).WayUp().Smallest!;
        Assert.Equal((94.9999m, -3.0001m, -3.0001m), (step.ValueNeeded, step.ScoreChange.Value, step.Gain.Value));
    }

    [Fact]
    public void MissingMeasure_ThatReachesTheGradeWithAnyValue_IsAWay()
    {
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Measures["m1"].Scale = new ScaleOptions { Kind = "points" };
            o.Measures["m1"].Scale!.Points["a"] = new ScalePointOptions { At = 3, Score = 70 };
        });
        HealthStep step = model.Evaluate(40, null).WayUp().Steps.Single(s => s.Measure.Key == "m1");
        Assert.Equal((null, 0m, 70m, 70m, 15m), (step.ValueNow, step.ValueNeeded, step.ScoreNeeded.Value, step.ScoreChange.Value, step.Gain.Value));
    }

    [Fact]
    public void Counts_ComeInWholeNumbers()
    {
        HealthModel model = HealthSample.Model(1, o =>
        {
            o.Measures["m0"].Source = new MeasureOptions { Kind = "occurrences", Occurrences = "log-in", Window = "30d" };
            o.Measures["m0"].Scale = new ScaleOptions { Kind = "points" };
            o.Measures["m0"].Scale!.Points["none"] = new ScalePointOptions { At = 0, Score = 0 };
            o.Measures["m0"].Scale!.Points["three"] = new ScalePointOptions { At = 3, Score = 100 };
        });

        // 1.5 log-ins would do, but there is no half one.
        HealthStep step = model.Evaluate(1).WayUp().Smallest!;
        Assert.Equal((2m, 66.6667m), (step.ValueNeeded, step.ScoreNeeded.Value));
    }

    [Fact]
    public void BestGrade_AndUnknownHealth_HaveNoWayUp()
    {
        HealthWayUp best = HealthSample.Model(1).Evaluate(60).WayUp();
        Assert.Equal((null, 0, 1), (best.Target, best.Steps.Count, best.Improvements.Count));
        HealthWayUp unknown = HealthSample.Model(1).Evaluate().WayUp();
        Assert.Equal((null, 0, 0), (unknown.Target, unknown.Steps.Count, unknown.Improvements.Count));
    }

    [Fact]
    public void SettingAnUnknownHealthByHand_LeavesOnlyTheHand()
    {
        HealthFacts facts = HealthSample.Facts(d => d.Overrides.Add(HealthSample.ByHand(HealthOverrideKind.Set, 20)));
        HealthWayUp up = HealthSample.Model(1).Evaluate(facts, HealthSample.Now).WayUp();
        Assert.Equal(("good", 0), (up.Target!.Code, up.Steps.Count));
    }

    [Fact]
    public void WeightRanges_WorkedByHand()
    {
        // 70 of (80, 60), good from 65. (80w + 60) ÷ (w + 1) ≥ 64.99995 iff w ≥ 0.33333 (4.99995 ÷ 15.00005); (80 + 60w) ÷ (1 + w) likewise iff w ≤ 3.00004.
        HealthResult result = HealthSample.Model(2, o => o.Grades["good"].AtLeast = 65).Evaluate(80, 60);
        Assert.Equal(
            [(WeightKind.Group, "g", 0.0001m, (decimal?)null), (WeightKind.Measure, "m0", 0.3334m, null), (WeightKind.Measure, "m1", 0m, 3m)],
            result.WeightRanges().Select(r => (r.Kind, r.Key, r.From, r.To)));
        Assert.Empty(HealthSample.Model(2).Evaluate().WeightRanges());
    }

    [Fact]
    public void WeightOfZero_CoversNothing()
    {
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Groups["h"] = new HealthGroupOptions();
            o.Measures["m1"].Group = "h";
            o.CoverageAtLeast = 60;
        });
        Assert.Equal(0.0001m, model.Evaluate(80, 80).WeightRanges().Single(r => r.Key == "m1").From);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0.0001")]
    [InlineData("1000000")]
    public void Sensitivity_WorkedByHand_WhateverTheScaleOfWeights(string weight)
    {
        // 70 and 65.25, good from 65; group h, of ugly weights, isn't known. Of 0.9 to 1 the second has (81 + 40.5) ÷ 1.9 = 63.9474, of 1 to 1.1 (90 + 44.55) ÷ 2.1 = 64.0714.
        HealthModel model = HealthSample.Model(4, o =>
        {
            o.Grades["good"].AtLeast = 65;
            o.Groups["h"] = new HealthGroupOptions();
            o.Measures["m2"].Group = o.Measures["m3"].Group = "h";
            o.Measures["m2"].Weight = 333_333.3333m;
            o.Measures["m0"].Weight = o.Measures["m1"].Weight = decimal.Parse(weight, System.Globalization.CultureInfo.InvariantCulture);
        });
        HealthRun run = model.Evaluate(HealthSample.Table([80, 60], [90, 40.5m]), HealthSample.Now);
        Assert.Equal(
            [("g", 0L, 0L), ("h", 0L, 0L), ("m0", 0L, 1L), ("m1", 1L, 0L), ("m2", 0L, 0L), ("m3", 0L, 0L)],
            run.Sensitivity().Select(s => (s.Key, s.Up.Count, s.Down.Count)));
        Assert.Equal(50m, run.Sensitivity()[2].Down.Percent!.Value.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Sensitivity(100));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Sensitivity(10, 0));
    }

    [Fact]
    public void Improvements_AreTheThreeWorthMost_TheMostValuableFirst()
    {
        HealthModel model = HealthSample.Model(4, o =>
        {
            for (int i = 0; i < 4; i++)
            {
                o.Measures["m" + i].Weight = i + 1;
            }
        });

        // Each has 50 points to gain, times its weight out of 10: 5, 10, 15, 20.
        Assert.Equal([("m3", 20m), ("m2", 15m), ("m1", 10m)], model.Evaluate(50, 50, 50, 50).WayUp().Improvements.Select(s => (s.Measure.Key, s.Gain.Value)));
    }

    [Fact]
    public void SmallestStep_IsThatOfTheFewestPoints_UpOrDown()
    {
        // 79, but capped while m0 is too much and m1 too little: 2 points up are fewer than 3.0001 down.
        var odd = new ConditionOptions();
        odd.All["much"] = new ConditionOptions { Measure = "m0", AtLeast = 95 };
        odd.All["little"] = new ConditionOptions { Measure = "m1", LessThan = 62 };
        HealthWayUp up = HealthSample.Model(2, o => o.Exceptions["odd"] = HealthSample.Cap(40, odd)).Evaluate(98, 60).WayUp();
        Assert.Equal([("m1", 62m, 2m), ("m0", 94.9999m, -3.0001m)], up.Steps.Select(s => (s.Measure.Key, s.ValueNeeded!.Value, s.ScoreChange.Value)));
    }

    [Fact]
    public void StepThatLeavesTheComputedScoreUnknown_GainsNothing()
    {
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Measures["m1"].Missing = "require";
            o.Exceptions["high"] = new HealthExceptionOptions { Set = 80, When = new ConditionOptions { Measure = "m0", AtLeast = 40 } };
            o.Exceptions["low"] = new HealthExceptionOptions { Set = 20, When = new ConditionOptions { Measure = "m0", LessThan = 40 } };
        });
        HealthWayUp up = model.Evaluate(30, null).WayUp();
        HealthStep step = Assert.Single(up.Steps);
        Assert.Equal(("m0", 40m, 10m, 0m, 0), (step.Measure.Key, step.ValueNeeded, step.ScoreChange.Value, step.Gain.Value, up.Improvements.Count));
    }

    [Fact]
    public void WeightRanges_OfAScoreOfZero_AreThoseOfItsGrade() => Assert.Equal(
        [("g", 0.0001m, (decimal?)null), ("m0", 0m, null), ("m1", 0m, null)],
        HealthSample.Model(2).Evaluate(0, 0).WeightRanges().Select(r => (r.Key, r.From, r.To)));

    [Fact]
    public void Sensitivity_OfGroups_TellsUpFromDown()
    {
        // 70 and 65.25, good from 65. Of 0.9 to 1 the second has (81 + 40.5) ÷ 1.9 = 63.9474, of 1 to 1.1 (90 + 44.55) ÷ 2.1 = 64.0714.
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Grades["good"].AtLeast = 65;
            o.Groups["h"] = new HealthGroupOptions();
            o.Measures["m1"].Group = "h";
        });
        HealthRun run = model.Evaluate(HealthSample.Table([80, 60], [90, 40.5m]), HealthSample.Now);
        Assert.Equal([("g", 0L, 1L), ("h", 1L, 0L)], run.Sensitivity().Select(s => (s.Key, s.Up.Count, s.Down.Count)));
    }

    [Fact]
    public void ValueNeeded_IsTheNearestToTheOneNow()
    {
        // The fewer the better: 3 has the score 100 - 90, anything below 1 has 100 - 20.
        HealthModel model = HealthSample.Model(1, o =>
        {
            o.Measures["m0"].Polarity = "negative";
            o.Measures["m0"].Scale = new ScaleOptions { Kind = "bands", Below = 20 };
            o.Measures["m0"].Scale!.Points["a"] = new ScalePointOptions { At = 1, Score = 90 };
        });
        HealthWayUp up = model.Evaluate(3).WayUp();
        Assert.Equal((0.9999m, 80m, 0.9999m), (up.Smallest!.ValueNeeded, up.Smallest.ScoreNeeded.Value, up.Improvements.Single().ValueNeeded));
    }
}
