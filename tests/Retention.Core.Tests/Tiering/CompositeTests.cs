using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Retention.Core.Measures;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Tiering;

public class CompositeTests
{
    [Theory]
    [InlineData(new double[] { 90, 85, 88, 95 }, 89.5)]
    [InlineData(new double[] { 60, 70, 65, 80 }, 68.75)]
    [Requirement("T-3")]
    public void EqualWeights_GiveThePlansComposites(double[] scores, double composite) =>
        Assert.Equal((decimal)composite, Result(Equal(scores.Length), scores.Select(s => (decimal?)s).ToArray()).Composite!.Value.Value);

    [Fact]
    [Requirement("T-3")]
    public void PublishedExamples_GiveTheirComposites()
    {
        string file = Path.Combine(Library.Root, "..", "shared", "golden", "published-examples.json");
        Assert.SkipUnless(File.Exists(file), "the published examples are not on this machine");
        foreach (JsonElement example in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("tiering").GetProperty("compositeEqualWeights").EnumerateArray())
        {
            decimal?[] scores = example.GetProperty("scores").EnumerateArray().Select(s => (decimal?)s.GetDecimal()).ToArray();
            Assert.Equal(example.GetProperty("composite").GetDecimal(), Result(Equal(scores.Length), scores).Composite!.Value.Value);
        }
    }

    [Fact]
    [Requirement("T-3")]
    public void Composite_IsRoundedOnceFromItsPublishedParts()
    {
        // (100 + 16.6667 + 16.6667) ÷ 3 = 44.44446… → 44.4445; from unrounded scores it would be 44.4444.
        TieringResult result = Result(Equal(3), 100, 16.6667m, 16.6667m);
        Assert.Equal(44.4445m, result.Composite!.Value.Value);
        Assert.Equal(44.4445m, result.Parts.Sum(p => p.Contribution.Value));
    }

    [Fact]
    public void Contributions_AreSharedByLargestRemainder_TiesToTheLowerOrder()
    {
        // Each part is 1/3 of 10 = 3.33333…; the composite 10 leaves one ten-thousandth, which goes to the first.
        TieringResult result = Result(Equal(3), 10, 10, 10);
        Assert.Equal([3.3334m, 3.3333m, 3.3333m], result.Parts.Select(p => p.Contribution.Value));
        Assert.Equal([33.3334m, 33.3333m, 33.3333m], result.Parts.Select(p => p.EffectiveWeightPercent.Value));
    }

    [Fact]
    [Requirement("T-1")]
    public void MissingScore_IsExcluded_AndItsWeightShared()
    {
        // The plan's health example in tiering's clothes: (10 × 50 + 6 × 20) ÷ 70 = 8.857142…
        TieringResult result = Result(Weighted(50, 30, 20), 10, null, 6);
        Assert.Equal(8.8571m, result.Composite!.Value.Value);
        Assert.Equal([71.4286m, 0m, 28.5714m], result.Parts.Select(p => p.EffectiveWeightPercent.Value));
        Assert.Null(result.Parts[1].Score);
        Assert.Null(result.Parts[1].CountedAs);
    }

    [Theory]
    [InlineData("worst", 30)]
    [InlineData("50", 45)]
    [InlineData("exclude", 42.8571)]
    public void MissingScore_FollowsItsPolicy(string missing, double expected)
    {
        CompositeOptions composite = Weighted(50, 30, 20);
        composite.Missing["s1"] = missing;
        Assert.Equal((decimal)expected, Result(composite, 60, null, 0).Composite!.Value.Value);
    }

    [Fact]
    public void MissingScore_ThatIsRequired_LeavesTheCustomerUnscored()
    {
        CompositeOptions composite = Weighted(50, 30, 20);
        composite.Missing["s1"] = "require";
        TieringResult result = Result(composite, 60, null, 0);
        Assert.Null(result.Composite);
        Assert.Equal(Tier.UnscoredCode, result.Tier.Code);
    }

    [Theory]
    [InlineData(70, true)]
    [InlineData(70.0001, false)]
    public void Coverage_ExactlyAtTheBound_IsEnough(double coverage, bool scored)
    {
        CompositeOptions composite = Weighted(50, 30, 20);
        composite.CoverageAtLeast = (decimal)coverage;
        Assert.Equal(scored, Result(composite, 60, null, 10).Composite is not null);
    }

    [Fact]
    public void HugeScoresAndWeights_AreExact()
    {
        var scale = new ScaleOptions { Kind = "points" };
        scale.Points["low"] = new ScalePointOptions { At = 0, Score = 0 };
        scale.Points["high"] = new ScalePointOptions { At = 1, Score = 90_000_000_000_000m };
        TieringOptions options = Given.Scoring(scale);
        options.Composites["c"].Weights["s"] = 1_000_000;
        TieringRun run = Given.Run(Given.Compile(options), Given.Table(("x", [1m])));
        Assert.Equal(90_000_000_000_000m, run.CompositeAt(0)!.Value.Value);
        Assert.Equal(90_000_000_000_000m, run.ResultAt(0).Parts[0].Contribution.Value);
    }

    private static CompositeOptions Equal(int scores) => Weighted(Enumerable.Repeat(1m, scores).ToArray());

    private static CompositeOptions Weighted(params decimal[] weights)
    {
        var composite = new CompositeOptions();
        for (int i = 0; i < weights.Length; i++)
        {
            composite.Weights["s" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)] = weights[i];
        }

        return composite;
    }

    private static TieringResult Result(CompositeOptions composite, params decimal?[] scores)
    {
        TieringOptions options = Given.Measuring();
        var columns = new List<(string, decimal?[])>();
        for (int i = 0; i < scores.Length; i++)
        {
            string key = "s" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            options.Measures[key] = new MeasureOptions { Kind = "column" };
            options.Scores[key] = new ScoreOptions { Scale = new ScaleOptions { Kind = "given" } };
            columns.Add((key, [scores[i]]));
        }

        options.Composites["c"] = composite;
        options.Tiers["all"].AtLeast = -1_000_000;
        return Given.Run(Given.Compile(options), Given.Table(columns.ToArray())).ResultAt(0);
    }
}
