using System.IO;
using System.Linq;
using Retention.Core.Presets;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>The command line does what its help says, and says why when it can't.</summary>
public sealed class CommandLineTests
{
    private const string Orders = "customer,date,amount\nC1,2026-01-05,1\n";

    [Fact]
    public void Run_UnknownPreset_ListsThePresetsAndExitsWithOne()
    {
        using var sitting = new Sitting();
        Assert.Equal(1, sitting.RunOn(Orders, "--preset", "abc"));
        Assert.All(TieringPresets.Catalogue.Names, name => Assert.Contains(name, sitting.Errors));
        Assert.False(Directory.Exists(Path.Combine(sitting.Folder, "quickstart-out")));
    }

    [Fact]
    public void Run_List_ShowsEveryPreset()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.Run("--list", "--lang", "zh"));
        Assert.All(TieringPresets.Catalogue.Names, name => Assert.Contains(name, sitting.Screen));
        Assert.Contains("A类高价值客户", sitting.Screen);
    }

    [Fact]
    public void Run_Help_DocumentsTheExitCodes()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.Run("--help"));
        Assert.Contains("Exit codes:", sitting.Screen);
        Assert.Contains("2  more rows were rejected than --max-rejects allows", sitting.Screen);
    }

    [Fact]
    public void Run_MissingFile_ExitsWithOne()
    {
        using var sitting = new Sitting();
        Assert.Equal(1, sitting.Run("nowhere.csv"));
        Assert.Contains("nowhere.csv", sitting.Errors);
    }

    [Theory]
    [InlineData("--as-of", "yesterday", "yesterday")]
    [InlineData("--as-of", "9999-12-31", "2199")]
    [InlineData("--base-currency", "yuan", "CNY")]
    [InlineData("--zone", "Mars/Olympus", "Mars/Olympus")]
    [InlineData("--max-rejects", "101", "0 to 100")]
    [InlineData("--max-rejects", "-1", "0 to 100")]
    [InlineData("--column", "customer", "column=header")]
    [InlineData("--column", "colour=customer", "column=header")]
    [InlineData("--column", "customer=nobody", "it has \"customer\", \"date\", \"amount\"")]
    [InlineData("--lang", "fr", "fr")]
    [InlineData("--unknown", "1", "--unknown")]
    public void Run_BadOption_SaysWhatToWriteAndExitsWithOne(string option, string value, string said)
    {
        using var sitting = new Sitting();
        Assert.Equal(1, sitting.RunOn(Orders, option, value));
        Assert.Contains(said, sitting.Errors + sitting.Screen);
    }

    [Fact]
    public void Run_ColumnNotRecognised_NamesItAndTheHeaders()
    {
        using var sitting = new Sitting();
        Assert.Equal(1, sitting.RunOn("who,date,amount\nC1,2026-01-05,1\n"));
        Assert.Contains("No column was recognised as customer", sitting.Errors);
        Assert.Contains("\"who\"", sitting.Errors);
    }

    [Fact]
    public void Run_FolderThatIsAFile_ExitsWithOne()
    {
        using var sitting = new Sitting();
        sitting.Write("taken", "x");
        Assert.Equal(1, sitting.RunOn(Orders, "--out", "taken"));
        Assert.NotEmpty(sitting.Errors);
    }

    [Fact]
    public void Run_Out_WritesThere()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn(Orders, "--out", Path.Combine("a", "b")));
        Assert.Equal(["rejects.csv", "tiers.csv"], Directory.GetFiles(Path.Combine(sitting.Folder, "a", "b")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Run_LangZh_SpeaksChinese()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn(Orders, "--lang", "zh"));
        Assert.Contains("行数: 读取 1 = 使用 1 + 拒收 0", sitting.Screen);
        Assert.Contains("即文件中最后的订单日期", sitting.Screen);
        Assert.DoesNotContain("Data quality", sitting.Screen);
    }

    [Fact]
    public void Run_FileNamedLikeAResponseFile_IsAFile()
    {
        using var sitting = new Sitting();
        sitting.Write("@orders.csv", Orders);
        Assert.Equal(0, sitting.Run("@orders.csv"));
    }
}
