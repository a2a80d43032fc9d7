using System.Linq;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>Rows that can't be read are named, counted and kept; the run goes on.</summary>
public sealed class RejectedRowTests
{
    private const string Header = "number,line,rev,status,type,customer,date,quantity,amount,currency,rate,shipped\n";

    [Theory]
    [InlineData("S1,1,0,,,C1,2026-02-30,1,10,,,", "date", "not a date")]
    [InlineData("S1,1,0,,,C1,0202-02-03,1,10,,,", "date", "not a date")]
    [InlineData("S1,1,0,,,C1,,1,10,,,", "date", "date is missing")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,,,,", "amount", "number is missing")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,12.3.4,,,", "amount", "not a number")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,1e99,,,", "amount", "28 digits")]
    [InlineData("S1,1,0,,,C1,2026-02-03,x,10,,,", "quantity", "not a number")]
    [InlineData(",1,0,,,C1,2026-02-03,1,10,,,", "number", "number is missing")]
    [InlineData("S1,one,0,,,C1,2026-02-03,1,10,,,", "line", "whole number")]
    [InlineData("S1,1,-1,,,C1,2026-02-03,1,10,,,", "rev", "whole number")]
    [InlineData("S1,1,0,maybe,,C1,2026-02-03,1,10,,,", "status", "known status")]
    [InlineData("S1,1,0,,barter,C1,2026-02-03,1,10,,,", "type", "known type")]
    [InlineData("S1,1,0,,,C\u0001,2026-02-03,1,10,,,", "customer", "customer id")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,10,YUAN,,", "currency", "currency code")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,10,USD,0,", "rate", "more than 0")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,10,,,soon", "shipped", "not a date")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,10,,", "", "more or fewer cells")]
    [InlineData("S1,1,0,,,C1,2026-02-03,1,10,,,,", "", "more or fewer cells")]
    public void Run_MalformedRow_IsRejectedWithLineColumnAndReason(string row, string column, string reason)
    {
        using var sitting = new Sitting();
        Assert.Equal(0, sitting.RunOn(Header + "S0,1,0,,,C0,2026-01-01,1,1,,,\n" + row + "\n", "--max-rejects", "50"));
        var rejected = Assert.Single(sitting.Rejects);
        Assert.Equal("3", rejected["line"]);
        Assert.Equal(column, rejected["column"]);
        Assert.Contains(reason, rejected["reason"]);
        Assert.Equal(row, rejected["row"]);
        Assert.Contains("Rows: 2 read = 1 used + 1 rejected", sitting.Screen);
        Assert.Equal("C0", Assert.Single(sitting.Tiers)["客户ID"]);
    }

    [Fact]
    public void Run_DecimalCommaInASemicolonFile_IsRejectedRatherThanReadTooLarge()
    {
        using var sitting = new Sitting();
        Assert.Equal(2, sitting.RunOn("customer;date;amount\nC1;2026-01-05;12,500\n"));
        Assert.Contains("not a number", Assert.Single(sitting.Rejects)["reason"]);
    }

    [Theory]
    [InlineData(95, 5, 0)]
    [InlineData(94, 6, 2)]
    public void Run_RejectsUpToTheShare_AreFineAndBeyondItExitWithTwo(int good, int bad, int exitCode)
    {
        using var sitting = new Sitting();
        string rows = string.Concat(Enumerable.Range(0, good + bad).Select(i => i < bad ? $"C{i},never,1\n" : $"C{i},2026-01-05,1\n"));
        Assert.Equal(exitCode, sitting.RunOn("customer,date,amount\n" + rows));
        Assert.Equal(good, sitting.Tiers.Count);
        Assert.Equal(bad, sitting.Rejects.Count);
    }

    [Fact]
    public void Run_EveryRowMalformed_SaysSoAndExitsWithTwo()
    {
        using var sitting = new Sitting();
        Assert.Equal(2, sitting.RunOn("customer,date,amount\nC1,never,1\nC2,never,1\n"));
        Assert.Empty(sitting.Tiers);
        Assert.Contains("Rows: 2 read = 0 used + 2 rejected", sitting.Screen);
        Assert.Contains("100 % of the rows were rejected", sitting.Screen);
    }

    [Fact]
    public void Run_FileWithoutRejects_LeavesNoRejectsOfAnEarlierRun()
    {
        using var sitting = new Sitting();
        sitting.RunOn("customer,date,amount\nC1,never,1\n");
        Assert.Single(sitting.Rejects);
        sitting.RunOn("customer,date,amount\nC1,2026-01-05,1\n");
        Assert.Empty(sitting.Rejects);
    }

    [Fact]
    public void Run_BytesThatAreNoCharacters_RejectTheRow()
    {
        using var sitting = new Sitting();
        byte[] good = OrderFileEncoding.Gbk().GetBytes("客户,日期,金额\n客一,2026-01-05,1\nC");
        sitting.Write("orders.csv", [.. good, 0x81, 0x20, .. OrderFileEncoding.Gbk().GetBytes(",2026-01-05,1\n")]);
        Assert.Equal(2, sitting.Run("orders.csv"));
        Assert.Contains("encoding", Assert.Single(sitting.Rejects)["reason"]);
    }
}
