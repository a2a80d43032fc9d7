using System;
using System.Linq;
using Retention.Core.Figures;
using Xunit;

namespace Retention.Core.Tests.Figures;

public class FigureTests
{
    [Fact]
    public void Rate_IsRoundedOnceAndMergesByItsCounts()
    {
        Assert.Equal(91.6m, new Rate(458, 500).Percent!.Value.Value);
        Assert.Equal(33.3333m, new Rate(1, 3).Percent!.Value.Value);
        Assert.Equal(66.6667m, new Rate(2, 3).Percent!.Value.Value);
        Assert.Equal(new Rate(3, 7), new Rate(1, 3).Merge(new Rate(2, 4)));
        Assert.Null(default(Rate).Percent);
        Assert.Equal("458/500 = 91.6 %", new Rate(458, 500).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(-1, 1));
    }

    [Fact]
    public void Wilson_GivesThePublishedInterval()
    {
        // Newcombe 1998, table I: 81 of 263 → 0.2553 to 0.3662; 0 of 20 → 0 to 0.1611; 1 of 29 → 0.0061 to 0.1718.
        foreach ((long count, long total, double lower, double upper) in new[] { (81L, 263L, 0.2553, 0.3662), (0L, 20L, 0, 0.1611), (1L, 29L, 0.0061, 0.1718) })
        {
            RateInterval interval = new Rate(count, total).Wilson(1.959964)!;
            Assert.Equal(lower, interval.Lower, 4);
            Assert.Equal(upper, interval.Upper, 4);
        }

        Assert.Null(default(Rate).Wilson(1.96));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(1, 2).Wilson(0));
    }

    [Fact]
    public void Distribution_GivesMeanMedianAndQuantiles()
    {
        Distribution four = Distribution.Of([1, 2, 4, 8.0001m]);
        Assert.Equal((3.75m, 3m), (four.Mean, four.Median));
        Assert.Equal((1m, 8.0001m, 1.75m), (four.Quantile(0, 1), four.Quantile(1, 1), four.Quantile(1, 4)));
        Assert.Equal(3m, Distribution.Of([5, 1, 3]).Median);
        Assert.Equal(0.0002m, Distribution.Of([0.0001m, 0.0002m]).Median);
        Assert.Null(Distribution.Empty.Median);
        Assert.Null(Distribution.Empty.Mean);
        Assert.Throws<ArgumentOutOfRangeException>(() => four.Quantile(5, 4));
    }

    [Fact]
    public void Distributions_MergeIntoTheDistributionOfTheWhole()
    {
        decimal[] values = Enumerable.Range(0, 300).Select(i => (decimal)((i * 7919) % 41) / 4).ToArray();
        Distribution whole = Distribution.Of(values);
        Distribution merged = Distribution.Of(values.Take(17)).Merge(Distribution.Of(values.Skip(17))).Merge(Distribution.Empty);
        Distribution other = Distribution.Of(values.Skip(17)).Merge(Distribution.Of(values.Take(17)));
        foreach (int n in Enumerable.Range(0, 21))
        {
            Assert.Equal((whole.Quantile(n, 20), whole.Count), (merged.Quantile(n, 20), merged.Count));
            Assert.Equal(whole.Quantile(n, 20), other.Quantile(n, 20));
        }

        Assert.Equal(whole.Mean, merged.Mean);
    }
}
