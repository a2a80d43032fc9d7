using System.Linq;
using System.Text;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>A user's own file is read whatever its encoding, delimiter, column order and headers.</summary>
public sealed class OrderFileTests
{
    private const string Chinese = "会员号,下单日期,金额\n客一,2026-01-05,100\n客一,2026-02-05,50\n客二,2026-01-09,900\n";

    [Fact]
    public void Read_GbkFileWithChineseHeaders_GivesTheSameOrders()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn(Chinese));
        var expected = sitting.Tiers;

        sitting.Write("gbk.csv", OrderFileEncoding.Gbk().GetBytes(Chinese));
        Assert.Equal(0, sitting.Run("gbk.csv"));

        Assert.Contains("Read as: GBK", sitting.Screen);
        Assert.Equal(expected, sitting.Tiers);
        Assert.Equal(["客一", "客二"], sitting.Tiers.Select(t => t["客户ID"]));
    }

    [Fact]
    public void Read_Utf8AndUtf16WithByteOrderMark_GivesTheSameOrders()
    {
        using var sitting = new Sitting();
        sitting.RunOn(Chinese);
        var expected = sitting.Tiers;
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            sitting.Write("marked.csv", Chinese.Replace("会员号", "\"会员号\"", System.StringComparison.Ordinal), encoding);
            Assert.Equal(0, sitting.Run("marked.csv"));
            Assert.Equal(expected, sitting.Tiers);
        }
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData(",")]
    public void Read_AnyDelimiter_IsRecognised(string delimiter)
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,2026-01-05,12.50\n".Replace(",", delimiter, System.StringComparison.Ordinal)));
        Assert.Equal("12.5", Assert.Single(sitting.Tiers)["消费金额(元)"]);
    }

    [Fact]
    public void Read_ColumnsInAnotherOrderWithCrlf_GivesTheSameOrders()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,10\nC2,2026-01-06,20\n");
        var expected = sitting.Tiers;
        Assert.Equal(0, sitting.RunOn("Amount,remark,Order Date,Customer_ID\r\n10,x,2026-01-05,C1\r\n20,,2026-01-06,C2"));
        Assert.Equal(expected, sitting.Tiers);
    }

    [Fact]
    public void Read_HeadersNamedByTheUser_WinOverGuesses()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("customer,卡号,when,amount\nwrong,C1,2026-01-05,10\n", "--column", "customer=卡号", "--column", "date=when"));
        Assert.Equal("C1", Assert.Single(sitting.Tiers)["客户ID"]);
    }

    [Fact]
    public void Read_QuotedCells_MayHoldDelimitersQuotesAndLineBreaks()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("remark,customer,date,amount\n\"a, \"\"b\"\"\nc\",C1,2026-01-05,\"1,234.50\"\nd,C2,bad,1\n", "--max-rejects", "50"));
        Assert.Equal("1234.5", Assert.Single(sitting.Tiers)["消费金额(元)"]);
        Assert.Equal("4", Assert.Single(sitting.Rejects)["line"]);
    }

    [Fact]
    public void Read_QuoteThatNobodyClosed_CostsOneRowAndNotTheRestOfTheFile()
    {
        using var sitting = new Sitting();
        string rows = string.Concat(Enumerable.Range(1, 200).Select(i => $"C{i},2026-01-05,1\n"));
        Assert.Equal(0, sitting.RunOn("customer,date,amount\n\"C0,2026-01-05,1\n" + rows + "\"C201\",2026-01-05,1\nC2\"02,2026-01-05,1\n"));
        Assert.Equal(201, sitting.Tiers.Count);
        Assert.Equal(["2", "204"], sitting.Rejects.Select(r => r["line"]));
        Assert.All(sitting.Rejects, r => Assert.Contains("quote", r["reason"]));
    }

    [Theory]
    [InlineData("2026-01-05")]
    [InlineData("2026/1/5")]
    [InlineData("20260105")]
    [InlineData("2026年1月5日")]
    [InlineData("2026-01-05 23:59:59")]
    [InlineData("2026-01-05T23:30:00+08:00")]
    [InlineData("2026-01-04T16:00:00Z")]
    public void Read_UsualDates_MeanTheDayInTheZone(string date)
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn($"customer,date,amount\nC1,{date},10\n", "--as-of", "2026-01-07"));
        Assert.Equal("2", Assert.Single(sitting.Tiers)["最近消费时间(天)"]);
    }

    [Fact]
    public void Read_DayBeforeMonth_IsReadOnlyWhenTheUserSaysSo()
    {
        using var sitting = new Sitting();
        Assert.Equal(2, sitting.RunOn("customer,date,amount\nC1,05/01/2026,10\n"));
        Assert.Equal(0, sitting.RunOn("customer,date,amount\nC1,05/01/2026,10\n", "--date-format", "dd/MM/yyyy"));
        Assert.Contains("Orders: 2026-01-05", sitting.Screen);
    }

    [Fact]
    public void Read_NoNumberColumn_MakesEveryRowAnOrder()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,10\nC1,2026-01-05,10\n");
        Assert.Equal("2", Assert.Single(sitting.Tiers)["消费频次(次/年)"]);
    }

    [Fact]
    public void Read_NumberWithoutLineColumn_MakesOneOrderOfItsRows()
    {
        using var sitting = new Sitting();
        sitting.RunOn("order_no,customer,date,amount\nS1,C1,2026-01-05,10\nS1,C1,2026-01-05,10\n");
        Assert.Equal("1", Assert.Single(sitting.Tiers)["消费频次(次/年)"]);
        Assert.Equal("20", sitting.Tiers[0]["消费金额(元)"]);
    }

    [Fact]
    public void Read_RevisionsStatusesTradesAndReturns_CountByTheLibrarysRules()
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn("""
            单号,行号,版本,状态,类型,客户ID,下单日期,金额,原单号
            S1,1,0,已审核,销售,C1,2026-01-05,999,
            S1,1,1,已审核,销售,C1,2026-01-05,100,
            S1,1,1,已审核,销售,C1,2026-01-05,100,
            S2,1,0,作废,销售,C1,2026-01-06,40,
            S3,1,0,红冲,销售,C1,2026-01-06,40,
            S4,1,0,反审核,销售,C1,2026-01-06,40,
            S5,1,0,草稿,销售,C1,2026-01-06,40,
            S6,1,0,,散客,,2026-01-06,40,
            S7,1,0,,员工购,E1,2026-01-06,40,
            R1,1,0,,退货,C1,2026-01-07,30,S1
            S8,1,0,,,C1,2026-01-07,-5,
            S9,1,0,,,,2026-01-07,7,
            """));
        Assert.Equal("65", Assert.Single(sitting.Tiers)["消费金额(元)"]);
        Assert.Equal("1", sitting.Tiers[0]["消费频次(次/年)"]);
        foreach (string reason in new[] { "replaced by a later revision", "given twice", "cancelled", "red-letter entry", "approval taken back", "a draft", "walk-in", "employee", "no customer" })
        {
            Assert.Contains(reason, sitting.Screen);
        }

        Assert.Contains("Lines: 12 used = 3 counted + 9 excluded", sitting.Screen);
        Assert.Contains("1 sales have a negative amount", sitting.Screen);
    }

    [Fact]
    public void Read_ForeignCurrency_CountsAtItsRateAndNotWithoutOne()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount,currency,rate\nC1,2026-01-05,10,USD,7.1\nC1,2026-01-05,10,USD,\nC1,2026-01-05,1,RMB,\n");
        Assert.Equal("72", Assert.Single(sitting.Tiers)["消费金额(元)"]);
        Assert.Contains("foreign currency without a rate", sitting.Screen);
    }

    [Fact]
    public void Read_BlankLines_AreCountedApart()
    {
        using var sitting = new Sitting();
        sitting.RunOn("\ncustomer,date,amount\n\nC1,2026-01-05,10\n,,\n");
        Assert.Contains("Rows: 1 read = 1 used + 0 rejected (and 3 blank lines)", sitting.Screen);
    }
}
