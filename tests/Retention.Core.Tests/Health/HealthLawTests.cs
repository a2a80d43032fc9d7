using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Retention.Core.Health;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>The published laws of health, for the presets and for generated scores. <c>LAW_CASES</c> raises the number of cases for a full run.</summary>
public sealed class HealthLawTests
{
    /// <summary>How many generated scores there are in CI; a full run has a tenth of its cases.</summary>
    private const int CiPolicies = 40;

    /// <summary>How many customers each law meets under a generated score, in CI.</summary>
    private const int CiCasesPerPolicy = 5;

    /// <summary>After how many broken scores the rest isn't tried.</summary>
    private const int MaxBroken = 4;

    private static readonly int? Full = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : null;

    /// <summary>The first seed, so that a failure's score can be run alone with <c>LAW_REPLAY</c>.</summary>
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("LAW_POLICY"), CultureInfo.InvariantCulture, out int seed) ? seed : 0;

    public static TheoryData<string> Presets => new TheoryData<string>(HealthPresets.Catalogue.Names);

    [Theory]
    [MemberData(nameof(Presets))]
    [Requirement("H-1")]
    [Requirement("H-2")]
    [Requirement("H-4")]
    [Requirement("H-5")]
    public void EveryLaw_HoldsForThePreset(string preset) =>
        LawReport.ThrowIfBroken(HealthLaws.CheckAll(HealthPresets.Options(preset), new LawSettings { Cases = Full ?? 40, Replay = Environment.GetEnvironmentVariable("LAW_REPLAY") }));

    [Fact]
    [Requirement("H-4")]
    [Requirement("H-5")]
    public void EveryLaw_HoldsForGeneratedScores() => Check(HealthPolicyGenerators.Make, (o, s) => HealthLaws.CheckAll(o, s), Full is null ? CiCasesPerPolicy : 50);

    [Fact]
    [Requirement("H-4")]
    public void WaysUpAndWeightRanges_AreWhatTryingEverythingFinds() => Check(HealthPolicyGenerators.MakeSmall, HealthLaws.CheckByTrying, Full is null ? 2 : 10);

    private static void Check(Func<int, HealthOptions> make, Func<HealthOptions, LawSettings, IReadOnlyList<LawReport>> check, int casesPerPolicy)
    {
        string? replay = Environment.GetEnvironmentVariable("LAW_REPLAY");
        int policies = replay is not null ? 1 : Full is { } full ? Math.Max(CiPolicies, full / 10) : CiPolicies;
        var settings = new LawSettings { Cases = casesPerPolicy, Replay = replay };
        var broken = new List<string>();
        for (int seed = First; seed < First + policies && broken.Count < MaxBroken; seed++)
        {
            HealthOptions options = make(seed);
            IReadOnlyList<LawReport> reports = check(options, settings);
            if (reports.Any(r => !r.Holds))
            {
                broken.Add("Score " + seed + "\n" + Text(options) + "\n" + string.Join("\n", reports.Where(r => !r.Holds)));
            }
        }

        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    private static string Text(HealthOptions options) => JsonSerializer.Serialize(options, new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
