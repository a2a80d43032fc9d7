using System;
using System.Linq;
using Retention.Core.Bands;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Bands;

public class BandTests
{
    private static readonly BandSet Abcd = Given.Preset(TieringPresets.P2).Bands!;

    [Theory]
    [InlineData(82.9999, "B", "B")]
    [InlineData(83, "B", "A")]
    [InlineData(78, "A", "A")]
    [InlineData(77.9999, "A", "B")]
    [InlineData(66, "C", "C")]
    [InlineData(90, "D", "A")]
    [InlineData(81, "D", "B")] // two bands up, but A's edge isn't passed by the margin
    [InlineData(10, "A", "D")]
    [InlineData(49, "A", "C")]
    [InlineData(70, null, "B")]
    [InlineData(70, "gone", "B")]
    public void Hysteresis_HoldsTheBandUntilItsEdgeIsPassedByTheMargin(double score, string? current, string expected) =>
        Assert.Equal(expected, Abcd.FindWithHysteresis(new Score((decimal)score), current, new Score(3), new Score(2))!.Code);

    [Theory]
    [InlineData(48, "A", "C")]
    [InlineData(62, "D", "C")]
    public void Hysteresis_AcrossAGapBetweenBands_HoldsNobodyBack(double score, string current, string expected)
    {
        BandSet gapped = Compile(o =>
        {
            o.Tiers["B"].AtLeast = 60;
            o.Tiers["C"] = new TierOptions { Order = 3, AtLeast = 20, AtMost = 50 };
            o.Tiers["D"] = new TierOptions { Order = 4, LessThan = 20 };
        }).Policy.Bands!;
        Assert.Equal(expected, gapped.FindWithHysteresis(new Score((decimal)score), current, new Score(5), new Score(5))!.Code);
    }

    [Fact]
    public void Hysteresis_InsideTheMargins_NeverMoves()
    {
        foreach (string held in new[] { "A", "B", "C", "D" })
        {
            Band band = Abcd.Bands.Single(b => b.Code == held);
            for (decimal s = (band.AtLeast?.Value ?? 0) - 2; s < (band.AtMost?.Value ?? 100) + 3; s += 0.25m)
            {
                Assert.Equal(held, Abcd.FindWithHysteresis(new Score(s), held, new Score(3), new Score(2))!.Code);
            }
        }
    }

    [Fact]
    public void Above_NamesTheNextHigherBand()
    {
        Assert.Equal(("A", null, null), (Abcd.Above("B")!.Code, Abcd.Above("A"), Abcd.Above("x")));
        Assert.True(Abcd.Bands[1].Contains(new Score(79.9999m)));
        Assert.False(Abcd.Bands[1].Contains(new Score(80)));
        Assert.Equal("B [65, 79.9999]", Abcd.Bands[1].ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Abcd.FindWithHysteresis(default, "A", new Score(-1), default));
    }

    [Fact]
    public void TouchingBounds_AreAnOverlap_AndTheMessageSaysWhatToWrite()
    {
        Compilation<TieringPolicy> compiled = Compile(o => { o.Tiers["C"].MoreThan = null; o.Tiers["C"].AtLeast = 50; });
        Assert.Equal("tiers:C:atLeast: 50 overlaps tier \"D\" (at most 50); use moreThan: 50.", compiled.Errors.Single().ToString());
    }

    [Fact]
    public void Gap_IsAWarning_AndTheMessageSaysWhatToWrite()
    {
        Compilation<TieringPolicy> compiled = Compile(o => o.Tiers["B"].LessThan = 75);
        Assert.Contains(compiled.Warnings, w => w.ToString() == "tiers:B: scores between 74.9999 and 80 fall in no tier; end it with lessThan: 80.");

        // One customer: recency 100, percentiles 50 and 50, composite 66.6667.
        compiled = Compile(o =>
        {
            o.Tiers["B"].LessThan = 66;
            o.Tiers["A"].AtLeast = 80;
        });
        TieringRun run = Given.Run(compiled.Policy, Given.Table(("recency", [0m]), ("frequency", [1m]), ("monetary", [1m])));
        Assert.Equal((66.6667m, Tier.UnscoredCode), (run.CompositeAt(0)!.Value.Value, run.TierAt(0).Code));
    }

    [Fact]
    public void BoundsTheWrongWayRound_AreEmpty() => Assert.Contains(Compile(o => o.Tiers["B"].LessThan = 60).Errors, e => e.Code == "band-empty");

    [Fact]
    public void UpperBoundsLeftOut_FollowFromTheNextHigherTier()
    {
        Compilation<TieringPolicy> compiled = Compile(o =>
        {
            o.Tiers["B"].LessThan = null;
            o.Tiers["C"].LessThan = null;
            o.Tiers["D"].AtMost = null;
            o.Tiers["D"].AtLeast = 0;
        });
        Assert.Equal("A [80, ∞] | B [65, 79.9999] | C [50.0001, 64.9999] | D [0, 50]", string.Join(" | ", compiled.Policy.Bands!.Bands));
    }

    private static Compilation<TieringPolicy> Compile(Action<TieringOptions> change)
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.P2);
        change(options);
        return TieringPolicy.Compile(options);
    }
}
