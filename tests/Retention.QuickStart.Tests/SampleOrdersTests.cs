using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>The orders that come with the sample can be made anew, and show what real files have.</summary>
public sealed class SampleOrdersTests
{
    private static string Bundled => Path.Combine(AppContext.BaseDirectory, "data", "orders.csv");

    [Fact]
    public void Generate_Anywhere_GivesTheBundledBytes()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.Run("generate", Path.Combine("new", "orders.csv")));
        Assert.Equal(File.ReadAllBytes(Bundled), File.ReadAllBytes(Path.Combine(sitting.Folder, "new", "orders.csv")));
    }

    [Fact]
    public void Bundled_File_StaysSmallAndNamesNobody()
    {
        Assert.InRange(new FileInfo(Bundled).Length, 500_000, 1_200_000);
        string[] customers = [.. File.ReadLines(Bundled).Skip(1).Select(l => l.Split(',')).Where(c => c.Length == 10).Select(c => c[5]).Distinct()];
        Assert.InRange(customers.Length, 2_900, 3_001);
        Assert.All(customers, c => Assert.Matches("^(K[0-9]{5})?$", c));
    }

    [Fact]
    public void Run_WithoutAFile_ReportsOnTheBundledOrders()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.Run());
        foreach (string said in new[]
        {
            "A high value", "The most valuable customers", "Data quality:", "replaced by a later revision", "given twice", "cancelled", "red-letter", "walk-in",
            "employee", "sales have a negative amount", "not a date", "not a number", "more or fewer cells", "order number is missing", "name no customer",
        })
        {
            Assert.Contains(said, sitting.Screen);
        }

        Assert.InRange(sitting.Tiers.Count, 2_800, 3_000);
        Assert.InRange(sitting.Rejects.Count, 20, 100);
    }

    [Fact]
    public void Run_ASecondTime_GivesTheSameBytes()
    {
        using var first = new Sitting();
        using var second = new Sitting();
        first.Run("--lang", "zh");
        second.Run("--lang", "zh");
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(first.Folder, "quickstart-out", "tiers.csv")),
            File.ReadAllBytes(Path.Combine(second.Folder, "quickstart-out", "tiers.csv")));
    }
}
