using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Tiering;

/// <summary>The published laws, run against every preset. <c>LAW_CASES</c> raises the number of cases for a full run.</summary>
public class TieringLawTests
{
    public static TheoryData<string> Presets => new TheoryData<string>(TieringPresets.Catalogue.Names);

    internal static LawSettings Settings { get; } = new LawSettings
    {
        Cases = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 100,
        Replay = Environment.GetEnvironmentVariable("LAW_REPLAY"),
    };

    [Theory]
    [MemberData(nameof(Presets))]
    [Requirement("T-2")]
    [Requirement("T-3")]
    [Requirement("T-9")]
    public void EveryLawOfTiering_HoldsForThePreset(string preset) =>
        LawReport.ThrowIfBroken(TieringLaws.CheckAll(TieringPresets.Options(preset), TieringPresets.Catalogue, Settings));

    [Theory]
    [InlineData(TieringPresets.P1)]
    [InlineData(TieringPresets.P2)]
    [InlineData(TieringPresets.P3)]
    [InlineData(TieringPresets.P4)]
    [Requirement("T-1")]
    public void EveryLawOfFacts_HoldsForThePreset(string preset) =>
        LawReport.ThrowIfBroken(FactLaws.CheckAll(Compile(TieringPresets.Options(preset)), Settings));

    [Fact]
    public void EveryLawOfFacts_HoldsForShippedDatesGroupsAndReturnsAtTheirOrigin()
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.P2);
        options.Documents = new Core.Facts.DocumentRulesOptions { Date = "shipped", Level = "group", ReturnsCountOn = "origin", Party = "payer", CountFrom = "draft" };
        LawReport.ThrowIfBroken(FactLaws.CheckAll(Compile(options), Settings));
    }

    [Fact]
    [Requirement("T-8")]
    public void EveryLawOfProcesses_HoldsForTierAssignments()
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.ManyAndSmall);
        options.Stability = new TierStabilityOptions { MinimumDwell = "1m", MarginDown = 3, MarginUp = 2 };
        TieringPolicy policy = Compile(options);
        LawReport.ThrowIfBroken(ProcessLaws.CheckAll(new TierAssignment(new PolicyBook<TieringPolicy>(policy)), TierCommandGenerators.Histories(policy), Describe, Settings));
    }

    [Theory]
    [InlineData(TieringPresets.P2)]
    [InlineData(TieringPresets.RfmGrid)]
    [InlineData(TieringPresets.RfmGridNtile)]
    [InlineData(TieringPresets.HighTicket)]
    public void WeightScale_ChangesNoScoreAndNoTier(string preset)
    {
        TieringOptions doubled = TieringPresets.Options(preset);
        foreach (string composite in doubled.Composites.Keys)
        {
            doubled.Composites[composite].Weights = doubled.Composites[composite].Weights.ToDictionary(w => w.Key, w => w.Value * 7.5m, StringComparer.Ordinal);
        }

        TieringPolicy one = Compile(TieringPresets.Options(preset));
        TieringPolicy other = Compile(doubled);
        Prop(one, table =>
        {
            TieringRun a = new TieringModel(one).Evaluate(table, default(Instant)).Value;
            TieringRun b = new TieringModel(other).Evaluate(table, default(Instant)).Value;
            return Enumerable.Range(0, table.Count).All(r => a.TierAt(r).Code == b.TierAt(r).Code && a.CompositeAt(r) == b.CompositeAt(r));
        });
    }

    internal static TieringPolicy Compile(TieringOptions options) => TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;

    internal static string Describe(TierAssignmentState state) => string.Join(" | ", new object?[]
    {
        state.PolicyVersion, state.LastEventAt, state.Tier, state.Since, state.AssignedTier, state.AssignedSince, state.Assessment,
        state.Override?.Tier, state.Override?.Until, state.Override?.Since, state.Pending?.Tier, state.Pending?.At,
        string.Join(",", state.Tags.Select(t => t.Key + "=" + t.Value)),
    });

    private static void Prop(TieringPolicy policy, Func<Core.Measures.MeasureTable, bool> holds) =>
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Settings.Cases), FsCheck.Fluent.Prop.ForAll(MeasureTableGenerators.Tables(policy.Measures), holds));
}
