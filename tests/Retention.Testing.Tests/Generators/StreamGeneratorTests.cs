using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Testing.Tests.Generators;

public sealed class StreamGeneratorTests
{
    private const int Samples = 2_000;

    [Fact]
    public void Keys_CanBeKept_AndAreOfEverySort()
    {
        string[] keys = [.. StreamGenerators.Key.Sample(Samples)];
        Assert.All(keys, k => Assert.True(StreamId.IsKey(k), k));
        Assert.Contains(keys, k => k.Length == StreamId.MaxKeyLength);
        Assert.Contains(keys, k => !k.IsNormalized());
        Assert.Contains(keys, k => k.Any(char.IsSurrogate));
        Assert.Contains(keys, k => k.Contains('\'', StringComparison.Ordinal));
        Assert.Contains(keys, k => k.Trim() != k);
    }

    [Fact]
    public void Decisions_AreOfEveryProcess_WithAndWithoutEachPart()
    {
        StreamDecision[] decisions = [.. StreamGenerators.Decision.Sample(Samples)];
        string[] domains = [.. decisions.SelectMany(d => d.Events).Select(e => e.TypeName.Split('.')[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["lifecycle", "loyalty", "sla", "tiering"], domains);
        Assert.Equal(3, decisions.Select(d => d.Outcome).Distinct().Count());
        foreach (Func<StreamDecision, object?> part in new Func<StreamDecision, object?>[] { d => d.IdempotencyKey, d => d.PolicyVersion, d => d.NextDue, d => d.Context.Actor, d => d.Context.ApprovedBy, d => d.Context.SourceDocument, d => d.Context.CorrelationId })
        {
            Assert.Contains(decisions, d => part(d) is null);
            Assert.Contains(decisions, d => part(d) is not null);
        }

        Assert.All(decisions.Where(d => d.Command is not null), d => Assert.Equal(CommandFingerprint.Of(d.Command!), d.Fingerprint));
    }

    [Fact]
    public void Appends_NameEachStreamOnce_AndShrinkToOneWrite()
    {
        Arbitrary<StreamAppend[]> appends = StreamGenerators.Appends;
        foreach (StreamAppend[] one in appends.Generator.Sample(200))
        {
            StreamAppends.Check(one);
            Assert.All(appends.Shrinker(one), smaller => Assert.InRange(smaller.Length, 1, one.Length - 1));
        }
    }

    [Fact]
    public void DecisionsOfEveryType_HaveMostCommandsAndEvents()
    {
        HashSet<string> types = [.. DecisionHistories.OfEveryType.SelectMany(d => d.Events.Concat(d.Command is null ? [] : new[] { d.Command })).Select(m => m.TypeName)];
        Assert.Equal(types, [.. DecisionHistories.All.SelectMany(d => d.Events.Concat(d.Command is null ? [] : new[] { d.Command })).Select(m => m.TypeName).Distinct()]);

        // All but those of budgets, stocks, referrals, tokens and run reviews, which have no generated histories, and a few that these histories never meet.
        Assert.True(types.Count >= 120, types.Count + " types: " + string.Join(" ", types.Order(StringComparer.Ordinal)));
    }
}
