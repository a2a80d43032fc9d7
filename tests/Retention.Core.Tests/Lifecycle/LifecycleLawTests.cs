using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>The published laws of customers' lives. <c>LAW_CASES</c> raises the number of histories for a full run.</summary>
public sealed class LifecycleLawTests
{
    /// <summary>How many generated lifecycles there are in CI; a full run has a tenth of its cases.</summary>
    private const int CiPolicies = 20;

    /// <summary>How many histories each law meets under one lifecycle, in CI.</summary>
    private const int CiHistoriesPerPolicy = 6;

    /// <summary>After how many broken lifecycles the rest isn't tried.</summary>
    private const int MaxBroken = 4;

    private static readonly int? Full = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : null;

    /// <summary>The first seed, so that a failure's lifecycle can be run alone with <c>LAW_REPLAY</c>.</summary>
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("LAW_POLICY"), CultureInfo.InvariantCulture, out int seed) ? seed : 0;

    private static readonly string? Replay = Environment.GetEnvironmentVariable("LAW_REPLAY");

    [Fact]
    public void EveryLaw_HoldsForGeneratedLifecycles()
    {
        int policies = Replay is not null ? 1 : Full is { } full ? Math.Max(CiPolicies, full / 10) : CiPolicies;
        var settings = new LawSettings { Cases = Full is null ? CiHistoriesPerPolicy : 100, Replay = Replay };
        var broken = new List<string>();
        for (int seed = First; seed < First + policies && broken.Count < MaxBroken; seed++)
        {
            LifecycleOptions options = LifecyclePolicyGenerators.Make(seed);
            LifecycleOptions? later = seed % 3 == 0 ? null : LifecyclePolicyGenerators.MakeLater(seed);
            IReadOnlyList<LawReport> reports = LifecycleLaws.CheckAll(options, later, null, settings);
            if (reports.Any(r => !r.Holds))
            {
                broken.Add("Lifecycle " + seed + "\n" + Text(options) + "\nlater\n" + Text(later) + "\n" + string.Join("\n", reports.Where(r => !r.Holds)));
            }
        }

        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    [Theory]
    [InlineData(LifecyclePresets.P2, LifecyclePresets.P5)]
    [InlineData(LifecyclePresets.P3, null)]
    [InlineData(LifecyclePresets.P5, LifecyclePresets.P3)]
    public void EveryLaw_HoldsForPresets(string preset, string? later)
    {
        var settings = new LawSettings { Cases = Full ?? (CiHistoriesPerPolicy * 5), Replay = Replay };
        LawReport.ThrowIfBroken(LifecycleLaws.CheckAll(LifecyclePresets.Options(preset), later is null ? null : LifecyclePresets.Options(later), null, settings));
    }

    [Fact]
    public void TheEngine_ComesToRest_AndHoldsBetweenBounds() =>
        LawReport.ThrowIfBroken(LifecycleLaws.CheckEngine(new LawSettings { Cases = Full is { } full ? full * 10 : 300, Replay = Replay }));

    private static string Text(LifecycleOptions? options) => JsonSerializer.Serialize(options, new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
