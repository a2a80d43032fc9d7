using System.IO;
using System.Linq;
using System.Text;
using Retention.Core.Presets;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>The list has the columns of the plan's table, opens in Excel and carries out nothing there.</summary>
public sealed class ResultFileTests
{
    [Fact]
    public void Write_AbcdPreset_HasTheColumnsOfThePlansTableAndTheScores()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,10\n");
        Assert.Equal(
            ["客户ID", "最近消费时间(天)", "消费频次(次/年)", "消费金额(元)", "R得分", "F得分", "M得分", "RFM得分", "分层结果", "行为标签", "备注"],
            sitting.Tiers[0].Keys);
        Assert.Contains("RFM score", sitting.Tiers[0]["备注"]);
        Assert.Contains(" / ", sitting.Tiers[0]["分层结果"]);
    }

    [Fact]
    public void Write_AnyLists_BeginWithAByteOrderMarkForExcel()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\n客一,2026-01-05,10\n");
        foreach (string file in Directory.GetFiles(Path.Combine(sitting.Folder, "quickstart-out")))
        {
            Assert.Equal(Encoding.UTF8.GetPreamble(), File.ReadAllBytes(file).Take(3));
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86")]
    [InlineData("-C1")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1")]
    public void Write_IdThatLooksLikeAFormula_IsNeutralised(string id)
    {
        using var sitting = new Sitting();
        sitting.RunOn($"customer,date,amount\n{id},2026-01-05,10\n{id},never,10\n", "--max-rejects", "50");
        Assert.Equal("'" + id, Assert.Single(sitting.Tiers)["客户ID"]);
        Assert.StartsWith("'" + id, Assert.Single(sitting.Rejects)["row"]);
    }

    [Fact]
    public void Write_NegativeSpend_StaysANumber()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,10\nC1,2026-01-05,-30\n");
        Assert.Equal("-20", Assert.Single(sitting.Tiers)["消费金额(元)"]);
    }

    [Fact]
    public void Write_AnotherBaseCurrency_NamesItInTheHeader()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,10\n", "--base-currency", "USD");
        Assert.Contains("消费金额(USD)", sitting.Tiers[0].Keys);
    }

    [Fact]
    public void Write_TagsOfAPreset_ByName()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,10\n", "--preset", TieringPresets.ManyAndSmall, "--lang", "zh");
        Assert.Contains(Assert.Single(sitting.Tiers)["行为标签"], new[] { "重点人工", "自动化" });
    }

    [Fact]
    public void Show_IdsThatLookLikeMarkup_AreShownAsTheyAre()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,[date,amount\n[red]C1[/],2026-01-05,10\n[x,never,1\n", "--column", "date=[date", "--max-rejects", "50"));
        Assert.Contains("[red]C1[/]", sitting.Screen);
    }
}
