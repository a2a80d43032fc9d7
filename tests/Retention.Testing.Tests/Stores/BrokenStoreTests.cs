using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Retention.Testing.Tests.Stores;

/// <summary>Every rule finds what it is meant for.</summary>
public sealed class BrokenStoreTests
{
    private static readonly Break[] All = [.. ReadBreaks.Breaks, .. AppendBreaks.Breaks, .. ListBreaks.Breaks, .. EraseBreaks.Breaks, .. ConcurrencyBreaks.Breaks];

    public static TheoryData<string, string> Breaks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (Break one in All)
            {
                data.Add(one.Rule, one.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void ABreak_IsFoundByTheRuleThatIsMeantForIt(string rule, string name)
    {
        Break one = All.Single(b => b.Rule == rule && b.Name == name);
        LawReport report = StoreLaws.Check(rule, one.Open(), new LawSettings { Cases = 600, Patience = rule == "opposite-order" ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(1) });
        Assert.False(report.Holds, "The rule " + rule + " doesn't see a store that " + name + ".");
        Assert.DoesNotContain("NullReferenceException", report.Failure, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage("{0}: {1}\n  {2}", rule, name, report.Failure!.Split('\n')[0]);
    }

    [Fact]
    public void EveryRule_HasABreakThatItFinds() => Assert.Empty(StoreLaws.Rules.Select(r => r.Name).Except(All.Select(b => b.Rule), StringComparer.Ordinal));

    [Fact]
    public void Breaks_HaveNamesOfTheirOwn() => Assert.Equal(All.Length, All.Select(b => b.Rule + b.Name).Distinct(StringComparer.Ordinal).Count());
}
