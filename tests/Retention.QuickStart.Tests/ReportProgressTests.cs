using System.IO;
using Spectre.Console;
using Xunit;

namespace Retention.QuickStart.Tests;

/// <summary>A bar is shown where somebody can watch it, and costs nothing where nobody can.</summary>
public sealed class ReportProgressTests
{
    [Theory]
    [InlineData(InteractionSupport.Yes, AnsiSupport.Yes)]
    [InlineData(InteractionSupport.No, AnsiSupport.No)]
    public void WithBar_AnyScreen_GivesWhatWasRead(InteractionSupport interactive, AnsiSupport ansi)
    {
        using var writer = new StringWriter();
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings { Interactive = interactive, Ansi = ansi, Out = new AnsiConsoleOutput(writer) });
        var reading = new OrderReading { Encoding = "UTF-8" };
        Assert.Same(reading, ReportProgress.WithBar(screen, "Reading", 100, told =>
        {
            told(40);
            told(100);
            return reading;
        }));
    }

    [Fact]
    public void Run_LongFileIntoAPipe_ShowsNoBar()
    {
        using var sitting = new Sitting();
        string rows = string.Concat(System.Linq.Enumerable.Repeat("C1,2026-01-05,10," + new string('x', 1000) + "\n", 5_200));
        Assert.Equal(0, sitting.RunOn("customer,date,amount,remark\n" + rows));
        Assert.DoesNotContain("Reading", sitting.Screen);
        Assert.Contains("Rows: 5,200 read = 5,200 used + 0 rejected", sitting.Screen);
    }

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(1, 100_000, 1)]
    [InlineData(50, 100, 15)]
    [InlineData(100, 100, 30)]
    public void Bar_OfATier_IsAsLongAsItsShareOfTheLargest(long count, long most, int length) =>
        Assert.Equal(length, ReportTiers.Bar(count, most).Length);
}
