using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Tiering;

public class WayUpTests
{
    [Fact]
    public void UpperBoundOnAComposite_IsLeftAtTheNearestValue()
    {
        // Three equal weights, all scores 60: the composite leaves "at most 60" at 60.0001, when m's score is 60.0002 (the mean 60.00006… rounds up).
        TieringOptions options = Options(1, 1);
        options.Tiers["risk"] = new TierOptions { Order = 1, Rank = 2, When = new ConditionOptions { Composite = "c", AtMost = 60 } };
        options.Tiers["fine"] = new TierOptions { Order = 2, Rank = 1 };
        WayUp way = Given.Run(Given.Compile(options), Given.Table(("m", [600_000m]), ("x", [60m]), ("y", [60m]))).ResultAt(0).WaysUp.Single(w => w.Measure.Key == "m");
        Assert.Equal((600_001.5m, "fine"), (way.To, way.Tier.Code));
    }

    [Fact]
    public void ScoreOfLittleWeight_IsFoundExactly()
    {
        TieringOptions options = Options(1, 99);
        options.Composites["c"].Weights.Remove("y");
        options.Scores.Remove("y");
        options.Measures.Remove("y");
        options.Tiers["fine"] = new TierOptions { Order = 1, AtLeast = 80 };
        options.Tiers["risk"] = new TierOptions { Order = 2, LessThan = 80 };
        TieringPolicy policy = Given.Compile(options);
        WayUp way = Given.Run(policy, Given.Table(("m", [0m]), ("x", [80.5m]))).ResultAt(0).WaysUp.Single(w => w.Measure.Key == "m");
        Assert.Equal("fine", Given.Run(policy, Given.Table(("m", [way.To]), ("x", [80.5m]))).TierAt(0).Code);
        Assert.Equal("risk", Given.Run(policy, Given.Table(("m", [way.To - 0.0001m]), ("x", [80.5m]))).TierAt(0).Code);
    }

    [Fact]
    public void Counts_RiseByWholeNumbers_AndDaysFallByThem()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P4), Given.Table(("recency", [2m]), ("frequency", [3m]), ("monetary", [1_200_000m]), ("contributionChange", [0m]), ("custom", [0m])));
        WayUp frequency = run.ResultAt(0).WaysUp.Single(w => w.Measure.Key == "frequency");
        Assert.Equal((4m, "high-value"), (frequency.To, frequency.Tier.Code));
    }

    [Fact]
    public void BestTier_HasNoWayUp_AndNeitherHasAnUnscoredCustomer()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Table(("recency", [0m, null, 100m]), ("frequency", [9m, null, 1m]), ("monetary", [9m, null, 1m])));
        Assert.Equal(("A", "unscored", "D"), (run.TierAt(0).Code, run.TierAt(1).Code, run.TierAt(2).Code));
        Assert.Empty(run.ResultAt(0).WaysUp);
        Assert.Empty(run.ResultAt(1).WaysUp);
        Assert.NotEmpty(run.ResultAt(2).WaysUp);
    }

    [Fact]
    public void ImpossibleValue_IsLedToTheNearestPossibleOne()
    {
        TieringOptions options = Given.Measuring(("x", new MeasureOptions { Kind = "column", PossibleFrom = 0 }));
        options.Tiers.Clear();
        options.Tiers["A"] = new TierOptions { Order = 1, When = new ConditionOptions { Measure = "x", AtLeast = -3, AtMost = 5 } };
        options.Tiers["B"] = new TierOptions { Order = 2 };
        Assert.Equal("x -5 → 0 reaches A", Given.Run(Given.Compile(options), Given.Table(("x", [-5m]))).ResultAt(0).WaysUp.Single().ToString());
    }

    [Fact]
    public void EnormousValuesAndWeights_DontBreakTheSearch()
    {
        TieringOptions options = Options(1_000_000, 1_000_000);
        options.Tiers["A"] = new TierOptions { Order = 1, AtLeast = 100_000_000_000_000m };
        options.Tiers["B"] = new TierOptions { Order = 2, When = null, LessThan = 100_000_000_000_000m };
        Assert.Empty(Given.Run(Given.Compile(options), Given.Table(("m", [9m]), ("x", [60m]), ("y", [60m]))).ResultAt(0).WaysUp);
        TieringOptions columns = Given.Measuring(("x", new MeasureOptions { Kind = "column" }), ("y", new MeasureOptions { Kind = "column" }));
        columns.Tiers.Clear();
        columns.Tiers["A"] = new TierOptions { Order = 1, When = new ConditionOptions { Any = { ["x"] = new ConditionOptions { Measure = "x", AtMost = -100_000_000_000_000m }, ["y"] = new ConditionOptions { Measure = "y", AtMost = -100_000_000_000_000m } } } };
        columns.Tiers["B"] = new TierOptions { Order = 2 };
        Assert.Equal(2, Given.Run(Given.Compile(columns), Given.Table(("x", [900_000_000_000_000m]), ("y", [900_000_000_000_000m]))).ResultAt(0).WaysUp.Count);
    }

    [Fact]
    public void ExtremeValuesOfOthers_DontBreakTheSearch()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Table(("recency", [100m, 1m]), ("frequency", [1m, 922_337_203_685_477m]), ("monetary", [1m, 922_337_203_685_477.5807m])));
        Assert.NotEmpty(run.ResultAt(0).WaysUp);
    }

    private static TieringOptions Options(decimal m, decimal others)
    {
        TieringOptions options = Given.Measuring();
        options.Tiers.Clear();
        foreach (string key in new[] { "m", "x", "y" })
        {
            options.Measures[key] = new MeasureOptions { Kind = "column" };
            options.Scores[key] = new ScoreOptions { Scale = new ScaleOptions { Kind = "given" } };
        }

        options.Scores["m"].Scale = new ScaleOptions { Kind = "points", Points = { ["a"] = new ScalePointOptions { At = 0, Score = 0 }, ["b"] = new ScalePointOptions { At = 1_000_000, Score = 100 } } };
        options.Composites["c"] = new CompositeOptions { Weights = { ["m"] = m, ["x"] = others, ["y"] = others } };
        return options;
    }
}
