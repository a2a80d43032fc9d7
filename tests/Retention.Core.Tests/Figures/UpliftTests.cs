using System;
using System.Linq;
using Retention.Core.Figures;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Figures;

public class UpliftTests
{
    // Samples of 15 with means 20.8 and 23.0 and variances 7.9 and 3.8: Welch's t is -2.46 with 24.99 degrees of freedom.
    private static readonly decimal[] Left = [27.5m, 21.0m, 19.0m, 23.6m, 17.0m, 17.9m, 16.9m, 20.1m, 21.9m, 22.6m, 23.1m, 19.6m, 19.0m, 21.7m, 21.4m];
    private static readonly decimal[] Right = [27.1m, 22.0m, 20.8m, 23.4m, 23.4m, 23.5m, 25.8m, 22.0m, 24.8m, 20.2m, 21.9m, 22.1m, 22.9m, 20.5m, 24.4m];

    [Fact]
    [Requirement("L-7")]
    public void Welch_GivesThePublishedStatistics()
    {
        var uplift = new Uplift(Distribution.Of(Left), Distribution.Of(Right));
        UpliftInterval interval = uplift.Welch(1)!;
        double error = (interval.Upper - interval.Lower) / 2;
        Assert.Equal(-2.1667, (interval.Upper + interval.Lower) / 2, 4);
        Assert.Equal(-2.1667m, uplift.Difference!.Value);
        Assert.Equal(-2.46, -2.16667 / error, 2);
        Assert.Equal(24.99, interval.DegreesOfFreedom, 2);
    }

    [Fact]
    [Requirement("L-7")]
    public void Uplifts_MergeIntoTheUpliftOfTheWhole()
    {
        var whole = new Uplift(Distribution.Of(Left), Distribution.Of(Right));
        var merged = new Uplift(Distribution.Of(Left.Take(4)), Distribution.Of(Right.Skip(3))).Merge(new Uplift(Distribution.Of(Left.Skip(4)), Distribution.Of(Right.Take(3))));
        Assert.Equal((whole.Difference, whole.Percent), (merged.Difference, merged.Percent));
        Assert.Equal((whole.Welch(1.96)!.Lower, whole.Welch(1.96)!.Upper), (merged.Welch(1.96)!.Lower, merged.Welch(1.96)!.Upper));
    }

    [Fact]
    public void TooFewMembers_GiveNoInterval()
    {
        Assert.Null(new Uplift(Distribution.Of([1m]), Distribution.Of(Right)).Welch(1.96));
        Assert.Null(new Uplift(Distribution.Empty, Distribution.Of(Right)).Difference);
        Assert.Null(new Uplift(Distribution.Of(Left), Distribution.Empty).Percent);
        Assert.Equal(50m, new Uplift(Distribution.Of([3m]), Distribution.Of([2m])).Percent);
        UpliftInterval exact = new Uplift(Distribution.Of([3m, 3m]), Distribution.Of([2m, 2m])).Welch(1.96)!;
        Assert.Equal((1.0, 1.0, 2.0), (exact.Lower, exact.Upper, exact.DegreesOfFreedom));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Uplift(Distribution.Of(Left), Distribution.Of(Right)).Welch(0));
    }
}
