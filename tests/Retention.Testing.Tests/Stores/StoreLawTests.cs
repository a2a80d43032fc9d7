using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Retention.Core.Hosting;
using Xunit;

namespace Retention.Testing.Tests.Stores;

/// <summary>The laws hold for the store in memory and for the model. <c>LAW_CASES</c> raises the number of programs for a full run.</summary>
public sealed class StoreLawTests
{
    /// <summary>How many programs a store runs in CI.</summary>
    private const int CiPrograms = 60;

    private static LawSettings Settings => new LawSettings
    {
        Cases = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : CiPrograms,
        Replay = Environment.GetEnvironmentVariable("LAW_REPLAY"),
    };

    [Fact]
    public void EveryLaw_HoldsForTheStoreInMemory() => LawReport.ThrowIfBroken(StoreLaws.CheckAll(new SharedStore(new InMemoryEventStore()), Settings));

    [Fact]
    public void EveryLaw_HoldsForTheModel() => LawReport.ThrowIfBroken(StoreLaws.CheckAll(new SharedStore(new StoreModel()), new LawSettings { Cases = 20 }));

    [Fact]
    public void Rules_HaveNamesThatStay()
    {
        string[] names = [.. StoreLaws.Rules.Select(r => r.Name)];
        Assert.All(names, n => Assert.Matches("^[a-z-]{1,32}$", n));
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(StoreLaws.Rules, r => Assert.StartsWith(r.Name + ": ", r.Law, StringComparison.Ordinal));
        IReadOnlyList<LawReport> reports = StoreLaws.CheckAll(new SharedStore(new InMemoryEventStore()), new LawSettings { Cases = 1 });
        Assert.Equal(StoreLaws.Rules.Select(r => r.Law), reports.Select(r => r.Law));
    }

    [Fact]
    public void AProgramThatFails_IsPrintedSmall_AndRunsAgainFromItsSeed()
    {
        string first = Failure(null);
        Match seed = Regex.Match(first, @"replay: (\d+,\d+,\d+)");
        Assert.True(seed.Success, first);
        string again = Failure(seed.Groups[1].Value);
        Assert.Contains("1. append ", first, StringComparison.Ordinal);
        Assert.Equal(Steps(first), Steps(again));
        Assert.InRange(Steps(first).Length, 1, 3);

        static string Failure(string? replay) => StoreLaws.Check("programs", new SharedStore(ForgetsPolicies()), new LawSettings { Replay = replay }).Failure!;

        static string[] Steps(string failure) => [.. Regex.Matches(failure[failure.IndexOf("\nin\n", StringComparison.Ordinal)..], @"^\d+\. .*$", RegexOptions.Multiline).Select(m => m.Value)];

        static IEventStore ForgetsPolicies() => Broken.Reading(d => d.PolicyVersion = null);
    }

    [Fact]
    public void AFixtureThatOpensNothing_IsToldSo()
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => StoreLaws.CheckAll(new SharedStore(null!)));
        Assert.Contains("IStoreFixture.Open", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => StoreLaws.CheckAll(null!));
    }

    [Fact]
    public void AStoreThatThrows_IsReportedRuleByRule_AndTheOthersAreChecked()
    {
        var store = new BrokenStore { ReadCheckpoint = (_, _) => throw new NotSupportedException("no checkpoints here") };
        LawReport[] broken = [.. StoreLaws.CheckAll(new SharedStore(store), new LawSettings { Cases = 1 }).Where(r => !r.Holds)];
        Assert.Contains(broken, r => r.Law.StartsWith("checkpoints:", StringComparison.Ordinal) && r.Failure!.Contains("no checkpoints here", StringComparison.Ordinal));
        Assert.DoesNotContain(broken, r => r.Law.StartsWith("due-", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryLaw_HoldsAgainInTheSameStore()
    {
        var store = new SharedStore(new InMemoryEventStore());
        LawReport.ThrowIfBroken(StoreLaws.CheckAll(store, new LawSettings { Cases = 5 }));
        LawReport.ThrowIfBroken(StoreLaws.CheckAll(store, new LawSettings { Cases = 5 }));
    }
}
