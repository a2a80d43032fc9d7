using System.Linq;
using Retention.Core.Presets;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>What is unusual is said; nothing crashes and nothing is dropped in silence.</summary>
public sealed class UnusualFileTests
{
    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("\n\n", "The file is empty")]
    [InlineData("customer,date,amount\n", "a header and no rows")]
    [InlineData("customer,date,amount", "a header and no rows")]
    public void Run_EmptyFile_SaysSoAndExitsZero(string text, string said)
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn(text));
        Assert.Contains(said, sitting.Screen);
        Assert.Contains("Rows: 0 read = 0 used + 0 rejected", sitting.Screen);
        Assert.Empty(sitting.Tiers);
    }

    [Fact]
    public void Run_NoAsOf_TakesTheLastOrderDateAndSaysSo()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,1\nC2,2026-03-31,1\nC3,2026-02-05,1\n");
        Assert.Contains("As of: end of 2026-03-31 (Asia/Shanghai), the last order date in the file", sitting.Screen);
        Assert.Equal("0", sitting.Tiers.Single(t => t["客户ID"] == "C2")["最近消费时间(天)"]);
    }

    [Fact]
    public void Run_OrdersOnTheAsOfDay_CountAndLaterOnesDoNotYet()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-03-31 23:59,1\nC2,2026-04-01,1\n", "--as-of", "2026-03-31"));
        Assert.Equal("C1", Assert.Single(sitting.Tiers)["客户ID"]);
        Assert.Contains("dated after the as-of", sitting.Screen);
        Assert.Contains("Customers: 2 named = 1 tiered + 1 without a line that counts", sitting.Screen);
    }

    [Fact]
    public void Run_AnotherZone_EndsTheDayThere()
    {
        using var sitting = new Sitting();
        string text = "customer,date,amount\nC1,2026-03-31T20:00:00Z,1\n";
        sitting.RunOn(text, "--as-of", "2026-03-31");
        Assert.Empty(sitting.Tiers);
        sitting.RunOn(text, "--as-of", "2026-03-31", "--zone", "America/New_York");
        Assert.Single(sitting.Tiers);
    }

    [Fact]
    public void Run_AsOfBeforeEverything_SaysThatNothingCountsYet()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,1\n", "--as-of", "2020-01-01"));
        Assert.Contains("No line of the file counts at this as-of", sitting.Screen);
        Assert.Contains("Lines: 1 used = 0 counted + 1 excluded", sitting.Screen);
        Assert.Empty(sitting.Tiers);
    }

    [Fact]
    public void Run_OneCustomer_IsTiered()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,1\n"));
        Assert.NotEmpty(sitting.Tier("C1"));
        Assert.Contains("100.0 %", sitting.Screen);
    }

    [Fact]
    public void Run_AllCustomersEqual_AreInOneTier()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"C{i},2026-01-05,10\n"))));
        Assert.Single(sitting.Tiers.Select(t => t["分层结果"]).Distinct());
    }

    [Fact]
    public void Run_AmountBeyondTheLibrarysRange_IsExcludedAndFound()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,1\nC2,2026-01-05,9999999999999999999999\n"));
        Assert.Contains("amount out of range", sitting.Screen);
        Assert.Contains("1 amounts are out of range", sitting.Screen);
        Assert.Contains("Lines: 2 used = 1 counted + 1 excluded", sitting.Screen);
    }

    [Fact]
    public void Run_SumBeyondTheLibrarysRange_IsMissingAndFound()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,900000000000000\nC1,2026-01-05,900000000000000\nC2,2026-01-05,1\n"));
        Assert.Contains("monetary is out of range for 1 customers", sitting.Screen);
        Assert.Empty(sitting.Tiers.Single(t => t["客户ID"] == "C1")["消费金额(元)"]);
    }

    [Fact]
    public void Run_NegativeAmount_IsAReturn()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,100\nC1,2026-01-06,-30\n");
        Assert.Equal("70", Assert.Single(sitting.Tiers)["消费金额(元)"]);
        Assert.Equal("1", sitting.Tiers[0]["消费频次(次/年)"]);
    }

    [Fact]
    public void Run_OnlyReturns_IsUnscored()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,-1\n"));
        Assert.Equal("未评分 / Unscored", sitting.Tier("C1"));
    }

    [Fact]
    public void Run_MeasureMissingForAll_IsStatedAndLeftOut()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,1\nC2,2026-01-05,2\n", "--preset", TieringPresets.Services));
        Assert.Contains("Service need, 0–100: no customer has a value", sitting.Screen);
        Assert.All(sitting.Tiers, t => Assert.Empty(t["服务需求(0–100)"]));
        Assert.All(sitting.Tiers, t => Assert.NotEmpty(t["RFM得分"]));
    }

    public static TheoryData<string> Presets => [.. TieringPresets.Catalogue.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Run_EveryPreset_TiersEverybody(string preset)
    {
        using var sitting = new Sitting();
        string rows = string.Concat(Enumerable.Range(1, 60).Select(i => $"C{i % 20:00},2026-{1 + (i % 6):00}-{1 + (i % 28):00},{i * 10}\n"));
        Assert.Equal(0, sitting.RunOn("customer,date,amount\n" + rows, "--preset", preset));
        Assert.Equal(20, sitting.Tiers.Count);
        Assert.All(sitting.Tiers, t => Assert.NotEmpty(t["分层结果"]));
    }
}
