using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Retention.Core.Sla;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Sla;

/// <summary>The published laws of cases and their clocks. <c>LAW_CASES</c> raises the number of histories for a full run.</summary>
public sealed class SlaLawTests
{
    /// <summary>How many generated service levels there are in CI; a full run has a tenth of its cases.</summary>
    private const int CiPolicies = 20;

    /// <summary>How many histories each law meets under generated service levels, in CI.</summary>
    private const int CiHistoriesPerPolicy = 6;

    /// <summary>After how many broken service levels the rest isn't tried.</summary>
    private const int MaxBroken = 4;

    private static readonly int? Full = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : null;

    /// <summary>The first seed, so that a failure's service levels can be run alone with <c>LAW_REPLAY</c>.</summary>
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("LAW_POLICY"), CultureInfo.InvariantCulture, out int seed) ? seed : 0;

    [Fact]
    public void EveryLaw_HoldsForGeneratedServiceLevels()
    {
        string? replay = Environment.GetEnvironmentVariable("LAW_REPLAY");
        int policies = replay is not null ? 1 : Full is { } full ? Math.Max(CiPolicies, full / 10) : CiPolicies;
        var settings = new LawSettings { Cases = Full is null ? CiHistoriesPerPolicy : 100, Replay = replay };
        var broken = new List<string>();
        for (int seed = First; seed < First + policies && broken.Count < MaxBroken; seed++)
        {
            SlaOptions options = SlaPolicyGenerators.Make(seed);
            SlaOptions? later = seed % 3 == 0 ? null : SlaPolicyGenerators.MakeLater(seed);
            IReadOnlyList<LawReport> reports = SlaLaws.CheckAll(options, later, null, settings);
            if (reports.Any(r => !r.Holds))
            {
                broken.Add("Service levels " + seed + "\n" + Text(options) + "\nlater\n" + Text(later) + "\n" + string.Join("\n", reports.Where(r => !r.Holds)));
            }
        }

        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    private static string Text(SlaOptions? options) => JsonSerializer.Serialize(options, new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
