using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>The sample on the CDNOW orders, the data set that the literature on customer bases uses. It is read where it lies and never copied.</summary>
public sealed class CdnowTests
{
    [Fact]
    public void Run_CdnowWithAbcd_GivesTheKnownTiers() => AssertTiers(
        "p2-abcd",
        "A high value 3161, B potential 2532, C ordinary 2293, D churn risk 15584");

    [Fact]
    public void Run_CdnowWithRfmGrid_GivesTheKnownSegments() => AssertTiers(
        "rfm-grid",
        "About to Sleep 3339, At Risk 867, Can't Lose 11, Champions 4135, Hibernating 8569, Loyal Customers 3322, Need Attention 960, Potential Loyalists 2367");

    private static void AssertTiers(string preset, string expected)
    {
        string? orders = Orders();
        Assert.SkipUnless(orders is not null, "The CDNOW orders (../shared/data/cdnow/orders_full.csv beside the repository) are not on this machine.");
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.Run(orders!, "--preset", preset, "--as-of", "1998-06-30", "--base-currency", "USD"));
        string tiers = string.Join(", ", sitting.Tiers.GroupBy(t => t["分层结果"].Split(" / ")[1]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key + " " + g.Count()));
        Assert.Equal(expected, tiers);
        Assert.Contains("Rows: 69,659 read = 69,659 used + 0 rejected", sitting.Screen);
        Assert.Contains("Customers: 23,570 named = 23,570 tiered + 0 without a line that counts", sitting.Screen);
    }

    /// <summary>Beside the repository, whose root is found from the test assembly upwards.</summary>
    private static string? Orders()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Retention.Core.sln")) && !Path.Exists(Path.Combine(folder.FullName, ".git")))
        {
            folder = folder.Parent;
        }

        string? path = folder?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "data", "cdnow", "orders_full.csv") : null;
        return File.Exists(path) ? path : null;
    }
}
