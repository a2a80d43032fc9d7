using System.Linq;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Scoring;

public class ScaleTests
{
    [Theory]
    [InlineData(-1, 100)]
    [InlineData(0, 100)]
    [InlineData(15, 95)]
    [InlineData(30, 90)]
    [InlineData(75, 75)]
    [InlineData(120, 60)]
    [InlineData(150, 50)]
    [InlineData(180, 40)]
    [InlineData(365, 0)]
    [InlineData(1000, 0)]
    [Requirement("T-2")]
    public void Points_BetweenKnots_AreLinearAndClampedOutside(double value, double score) =>
        Assert.Equal((decimal)score, Score(Points((0, 100), (30, 90), (120, 60), (180, 40), (365, 0)), (decimal)value));

    [Theory]
    [InlineData(5.9999, 40.001)]
    [InlineData(6, 40)]
    [InlineData(6.0001, 0)]
    public void Points_WithAbove_JumpJustPastTheLastKnot(double value, double score)
    {
        ScaleOptions scale = Points((0, 100), (1, 90), (4, 60), (6, 40));
        scale.Above = 0;
        Assert.Equal((decimal)score, Score(scale, (decimal)value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 33.3333)]
    [InlineData(2, 66.6667)]
    [InlineData(3, 100)]
    public void Points_ThatDontDivide_AreRoundedHalfAwayFromZero(double value, double score) =>
        Assert.Equal((decimal)score, Score(Points((0, 0), (3, 100)), (decimal)value));

    [Fact]
    public void Points_AtAHalfTenThousandth_RoundAwayFromZero()
    {
        Assert.Equal(0.0001m, Score(Points((0, 0), (2, 0.0001m)), 1m));
        Assert.Equal(-0.0001m, Score(Points((0, 0), (2, -0.0001m)), 1m));
    }

    [Theory]
    [InlineData(9.9999, 0)]
    [InlineData(10, 50)]
    [InlineData(19.9999, 50)]
    [InlineData(20, 100)]
    public void Bands_BeginAtTheirLowerEnd(double value, double score)
    {
        ScaleOptions scale = Points((10, 50), (20, 100));
        scale.Kind = "bands";
        scale.Below = 0;
        Assert.Equal((decimal)score, Score(scale, (decimal)value));
    }

    [Fact]
    [Requirement("T-2")]
    public void Percentile_CountsBelowAndHalfOfEqual()
    {
        // 10, 20, 20, 30: 100·(0+½)/4, 100·(1+1)/4 twice, 100·(3+½)/4.
        Assert.Equal([12.5m, 50m, 50m, 87.5m], Scores(new ScaleOptions { Kind = "percentile" }, 10, 20, 20, 30));
        Assert.Equal([87.5m, 50m, 50m, 12.5m], Scores(new ScaleOptions { Kind = "percentile", Direction = "lower" }, 10, 20, 20, 30));
    }

    [Fact]
    public void Percentile_OfOneCustomer_IsFifty() => Assert.Equal([50m], Scores(new ScaleOptions { Kind = "percentile" }, 7));

    [Fact]
    public void Percentile_WithMissing_RanksOnlyThoseWithAValue() =>
        Assert.Equal([25m, null, 75m], Scores(new ScaleOptions { Kind = "percentile" }, 1, null, 2));

    [Fact]
    [Requirement("T-2")]
    public void Groups_WithTies_ShareTheGroupOfTheFirst()
    {
        Assert.Equal([1m, 1m, 1m, 4m, 5m], Scores(new ScaleOptions { Kind = "groups" }, 1, 1, 1, 2, 3));
        Assert.Equal([3m, 3m, 3m, 2m, 1m], Scores(new ScaleOptions { Kind = "groups", Direction = "lower" }, 1, 1, 1, 2, 3));
        Assert.Equal([1m, 1m, 1m, 1m, 1m], Scores(new ScaleOptions { Kind = "groups" }, 7, 7, 7, 7, 7));
    }

    [Theory]
    [InlineData("higher")]
    [InlineData("lower")]
    public void Groups_OnAnyValues_AreOnePlusTheShareOfTheWorse(string direction)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            decimal?[] values = Enumerable.Range(0, 1 + (seed * 3)).Select(i => (decimal?)((i * 31 + seed * 17) % (1 + (seed % 13)))).ToArray();
            decimal?[] actual = Scores(new ScaleOptions { Kind = "groups", Direction = direction, Groups = 2 + (seed % 6) }, values);
            for (int i = 0; i < values.Length; i++)
            {
                int worse = values.Count(v => direction == "higher" ? v < values[i] : v > values[i]);
                Assert.Equal(1 + ((2 + (seed % 6)) * worse / values.Length), actual[i]);
            }
        }
    }

    [Fact]
    [Requirement("T-6")]
    public void TopShare_RoundsUpAndTakesTiesAtTheEdgeIn()
    {
        var scale = new ScaleOptions { Kind = "top-share", SharePercent = 20, Among = 0 };

        // ⌈0.2 · 6⌉ = 2 of those above zero; the third ties with the second.
        Assert.Equal([0m, 0m, 0m, 0m, 100m, 100m, 100m, null, 0m], Scores(scale, 0, 1, 2, 3, 8, 8, 9, null, 0));
        Assert.Equal([0m, 0m], Scores(scale, 0, 0));
    }

    [Fact]
    public void TopShare_OfTheLowest_LeavesThoseNotAmongThemOut() =>
        Assert.Equal([0m, 100m, 0m, 0m, 0m, 0m], Scores(new ScaleOptions { Kind = "top-share", SharePercent = 20, Direction = "lower" }, 0, 1, 2, 3, 4, 5));

    [Fact]
    public void Given_OutsideZeroToHundred_IsClamped() => Assert.Equal([0m, 0m, 55.5m, 100m, 100m], Scores(new ScaleOptions { Kind = "given" }, -5, 0, 55.5m, 100, 140));

    [Fact]
    public void Qcut_WhenAllAreEqual_ScoresNobody() => Assert.Equal([null, null, null], Scores(new ScaleOptions { Kind = "qcut" }, 4, 4, 4));

    [Fact]
    public void RfmR_WhenAllAreEqual_GivesTheLowestScoreOrInReverseTheHighest()
    {
        Assert.Equal([1m, 1m], Scores(new ScaleOptions { Kind = "rfm-r" }, 4, 4));
        Assert.Equal([5m, 5m], Scores(new ScaleOptions { Kind = "rfm-r", Direction = "lower" }, 4, 4));
    }

    private static ScaleOptions Points(params (decimal At, decimal Score)[] points)
    {
        var scale = new ScaleOptions { Kind = "points" };
        foreach ((decimal at, decimal score) in points)
        {
            scale.Points[at.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new ScalePointOptions { At = at, Score = score };
        }

        return scale;
    }

    private static decimal? Score(ScaleOptions scale, decimal value) => Scores(scale, value)[0];

    private static decimal?[] Scores(ScaleOptions scale, params decimal?[] values)
    {
        TieringRun run = Given.Run(Given.Compile(Given.Scoring(scale)), Given.Table(("x", values)));
        return Enumerable.Range(0, run.Count).Select(r => run.ScoreAt(r, "s")?.Value).ToArray();
    }
}
