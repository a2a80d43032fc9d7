using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>Published numbers, and the plans' own.</summary>
public class HealthScoreTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    [Requirement("H-4")]
    public void WeightedMean_OfPublishedScores_IsRoundedOnce()
    {
        HealthResult result = Of([20, 15, 22], [47, 59, 21]);

        // 2287 ÷ 57 = 40.12280…
        Assert.Equal((40.1228m, 40m), (result.Score!.Value.Value, result.Shown(0)));
        Assert.Equal(result.Score.Value.Value, result.Measures.Sum(m => m.Contribution.Value));
        HealthResult half = Of([50, 30, 20], [10, 7.5m, 6]);
        Assert.Equal((8.45m, 8.5m), (half.Score!.Value.Value, half.Shown(1)));
    }

    [Fact]
    [Requirement("H-4")]
    public void MissingGroup_IsRedistributed()
    {
        // 620 ÷ 70 = 8.857142…
        Assert.Equal(8.8571m, Of([50, 30, 20], [10, null, 6]).Score!.Value.Value);
        Assert.Equal(8.8571m, Of([50, 30, 20], [10, null, 6], ownGroups: true).Score!.Value.Value);
    }

    [Theory]
    [InlineData(50, "red")]
    [InlineData(51, "yellow")]
    [InlineData(75, "yellow")]
    [InlineData(76, "green")]
    public void Bands_OfWholeScores_CutAsPublished(int score, string grade)
    {
        HealthOptions options = Options([1], ownGroups: false);
        options.Grades.Clear();
        options.Grades["green"] = new HealthGradeOptions { Order = 1, MoreThan = 75 };
        options.Grades["yellow"] = new HealthGradeOptions { Order = 2, MoreThan = 50 };
        options.Grades["red"] = new HealthGradeOptions { Order = 3 };
        Assert.Equal(grade, Evaluate(options, [score]).Grade!.Code);
    }

    [Theory]
    [Requirement("H-2")]
    [InlineData("80", "优秀")]
    [InlineData("79.9999", "良好")]
    [InlineData("60", "良好")]
    [InlineData("59.9999", "待改进")]
    public void MaturityGrades_CutTheFourDecimalScore(string score, string grade) =>
        Assert.Equal(grade, HealthPolicy.Compile(HealthPresets.Options(HealthPresets.RetentionMaturity)).Policy.GradeOf(new Score(decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture)))!.NameChinese);

    [Fact]
    [Requirement("H-1")]
    [Requirement("H-3")]
    [Requirement("H-5")]
    public void RetentionMaturity_CountsReviewedStandards_AndNamesTheWeakestDimension()
    {
        var policy = HealthPolicy.Compile(HealthPresets.Options(HealthPresets.RetentionMaturity)).Policy;
        var draft = new HealthFactsDraft(Given.Customer("company"));
        void Assess(string measure, decimal value) => draft.Readings.Add(new HealthReading(measure, value, Now, "sales", "board", Now));
        Assess("data-complete", 45);
        Assess("tiers-match", 95);
        Assess("plan-completed", 80);
        Assess("resources-match", 100);
        Assess("complaints-on-time", 95);
        Assess("nps", -10);
        Assess("iterations", 1);
        Assess("indicators-improved", 70);
        HealthResult result = new HealthModel(policy).Evaluate(new HealthFacts(draft), Now);

        // Data (50 + 100) ÷ 2, strategy (80 + 100) ÷ 2, experience (100 + 0) ÷ 2, improvement (50 + 70) ÷ 2.
        Assert.Equal([75m, 90m, 50m, 60m], result.Groups.Select(g => g.Score!.Value.Value));
        Assert.Equal((70.25m, "良好"), (result.Score!.Value.Value, result.Grade!.NameChinese));
        Assert.Equal("客户体验", result.WeakestGroup!.Group.NameChinese);

        draft.Readings[0] = new HealthReading("data-complete", 45, Now, "sales", "sales", Now);
        HealthResult unreviewed = new HealthModel(policy).Evaluate(new HealthFacts(draft), Now);
        Assert.Equal((HealthInput.Unreviewed, 100m), (unreviewed.Measures[0].Input, unreviewed.Groups[0].Score!.Value.Value));
    }

    [Fact]
    [Requirement("H-4")]
    public void Presets_Compile()
    {
        foreach (string name in HealthPresets.Catalogue.Names)
        {
            Assert.Empty(HealthPolicy.Compile(HealthPresets.Options(name)).Problems);
        }
    }

    [Fact]
    public void WayUp_NamesTheSmallestChange_AndTheMostValuable()
    {
        HealthResult result = Of([50, 30, 20], [70, 60, 40]);

        // 61 now; 75 needs 14 more: 28 of the first (74.99995 rounds up to 75), 46.6667 (beyond 100) of the second, 70 of the third.
        HealthWayUp up = result.WayUp();
        Assert.Equal(("good", "m0", 97.9999m), (up.Target!.Code, up.Smallest!.Measure.Key, up.Smallest.ValueNeeded));
        Assert.Equal([("m0", 15m), ("m1", 12m), ("m2", 12m)], up.Improvements.Select(i => (i.Measure.Key, i.Gain.Value)));
    }

    [Fact]
    public void WayUp_OfACount_IsAWholeNumber()
    {
        HealthOptions options = HealthPresets.Options(HealthPresets.CompanyCustomer);
        options.Exceptions["quarrel"] = new HealthExceptionOptions { When = new ConditionOptions { Measure = "complaints", MoreThan = 2.5m }, Cap = 30 };
        var draft = new HealthFactsDraft(Given.Customer("acme"));
        void Read(string measure, decimal value) => draft.Readings.Add(new HealthReading(measure, value, Now));
        Read("recency", 2);
        Read("frequency", 3);
        Read("contribution-change", -10);
        Read("satisfaction", 70);
        Read("complaints", 1);
        Read("silence", 1);

        // 0.5833 complaints would do, so none; 5.5 dealings would do, so 6. Months aren't counted: 0.125 of one does.
        HealthStep[] steps = Evaluate(options, draft).WayUp().Steps.ToArray();
        HealthStep Of(string measure) => steps.Single(s => s.Measure.Key == measure);
        Assert.Equal((0m, 100m), (Of("complaints").ValueNeeded, Of("complaints").ScoreNeeded.Value));
        Assert.Equal((6m, 0.125m), (Of("frequency").ValueNeeded, Of("recency").ValueNeeded));

        // The exception ends at 2.5 complaints, so at 2; then 68 points are enough for the next grade.
        draft.Readings.RemoveAll(r => r.Measure == "complaints");
        Read("complaints", 3);
        HealthStep lifted = Evaluate(options, draft).WayUp().Smallest!;
        Assert.Equal(("complaints", 2m), (lifted.Measure.Key, lifted.ValueNeeded));
    }

    [Theory]
    [InlineData(80, null)]
    [InlineData(null, 40)]
    public void WayUp_OfAnExceptionThatIsOpenOnOneSide_IsFound(int? moreThan, int? lessThan)
    {
        HealthOptions options = Options([50, 30, 20], ownGroups: false);
        options.Exceptions["odd"] = new HealthExceptionOptions { When = new ConditionOptions { Measure = "m0", MoreThan = moreThan, LessThan = lessThan }, Floor = 80 };
        var draft = new HealthFactsDraft(Given.Customer("c"));
        draft.Readings.AddRange(new[] { 60m, 60m, 60m }.Select((s, i) => new HealthReading("m" + i, s, Now)));

        // The floor reaches good just inside its condition: 20 points of the measure, where the score alone would take 30.
        Assert.Equal(moreThan + 0.0001m ?? lessThan - 0.0001m, Evaluate(options, draft).WayUp().Smallest!.ValueNeeded);
    }

    private static HealthResult Evaluate(HealthOptions options, HealthFactsDraft draft) =>
        new HealthModel(HealthPolicy.Compile(options).Policy).Evaluate(new HealthFacts(draft), Now);

    private static HealthOptions Options(decimal[] weights, bool ownGroups)
    {
        var options = new HealthOptions { Zone = "UTC" };
        for (int i = 0; i < weights.Length; i++)
        {
            string group = ownGroups ? "g" + i : "g";
            options.Groups[group] = new HealthGroupOptions { Weight = ownGroups ? weights[i] : null };
            options.Measures["m" + i] = new HealthMeasureOptions { Group = group, Weight = ownGroups ? null : weights[i] };
        }

        options.Grades["good"] = new HealthGradeOptions { Order = 1, AtLeast = 75 };
        options.Grades["bad"] = new HealthGradeOptions { Order = 2 };
        return options;
    }

    private static HealthResult Of(decimal[] weights, decimal?[] scores, bool ownGroups = false) => Evaluate(Options(weights, ownGroups), scores);

    private static HealthResult Evaluate(HealthOptions options, decimal?[] scores)
    {
        var draft = new HealthFactsDraft(Given.Customer("c"));
        draft.Readings.AddRange(scores.Select((s, i) => new HealthReading("m" + i, s, Now)));
        return new HealthModel(HealthPolicy.Compile(options).Policy).Evaluate(new HealthFacts(draft), Now);
    }
}
