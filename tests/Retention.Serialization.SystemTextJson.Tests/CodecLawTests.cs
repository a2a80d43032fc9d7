using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tiering;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>The laws of both codecs on messages of every type and on histories of every process. <c>LAW_CASES</c> raises the number of cases.</summary>
public sealed class CodecLawTests
{
    private const int CiMessagesPerType = 40;

    private const int CiHistories = 25;

    private const int CiPolicies = 4;

    private static readonly int? Full = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : null;

    private static readonly JsonEventCodec Events = new JsonEventCodec();

    private static readonly JsonSnapshotCodec Snapshots = new JsonSnapshotCodec();

    private static string? Replay => Environment.GetEnvironmentVariable("LAW_REPLAY");

    private static LawSettings Settings => new LawSettings { Cases = Full ?? CiHistories, Replay = Replay };

    private static int Policies => Full is { } full ? Math.Max(CiPolicies, full / 20) : CiPolicies;

    [Fact]
    public void Messages_OfEveryTypeWithUglyValues_ComeBackEqual()
    {
        Assert.Equal(178, MessageMaker.Types.Count);
        var settings = new LawSettings { Cases = Full ?? CiMessagesPerType, Replay = Replay };
        LawReport.ThrowIfBroken(MessageMaker.Types.Select(type => Law.Check(
            "A " + type.Name + " comes back equal.",
            Arb.From(Dice.Seeds),
            seed => CodecLaws.RoundTrip(Events, new MessageMaker(new UglyValues(seed)).Message(type)),
            seed => "seed " + seed.ToString(CultureInfo.InvariantCulture),
            settings)));
    }

    [Fact]
    public void EveryLaw_HoldsForPointsAccounts()
    {
        Check(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond));
        for (int seed = 0; seed < Policies; seed++)
        {
            Check(LoyaltyPolicyGenerators.Make(seed));
        }

        static void Check(LoyaltyOptions options)
        {
            var book = new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options, null).Policy);
            LawReport.ThrowIfBroken(CodecLaws.CheckAll(new PointsAccount(book), LoyaltyCommandGenerators.Histories(book, [.. options.Benefits.Keys], [.. options.Coupons.Keys]), Events, Snapshots, Settings));
        }
    }

    [Fact]
    public void EveryLaw_HoldsForCases()
    {
        Check(SlaPresets.Options(SlaPresets.P2));
        for (int seed = 0; seed < Policies; seed++)
        {
            Check(SlaPolicyGenerators.Make(seed));
        }

        static void Check(SlaOptions options)
        {
            var book = new PolicyBook<SlaPolicy>(SlaPolicy.Compile(options, null).Policy);
            LawReport.ThrowIfBroken(CodecLaws.CheckAll(new SlaCase(book), CaseCommandGenerators.Histories(book), Events, Snapshots, Settings));
        }
    }

    [Fact]
    public void EveryLaw_HoldsForLifecycles()
    {
        Check(LifecyclePresets.Options(LifecyclePresets.P2));
        for (int seed = 0; seed < Policies; seed++)
        {
            Check(LifecyclePolicyGenerators.Make(seed));
        }

        static void Check(LifecycleOptions options)
        {
            var book = new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(options, null).Policy);
            LawReport.ThrowIfBroken(CodecLaws.CheckAll(new CustomerLifecycle(book), LifecycleCommandGenerators.Histories(book), Events, Snapshots, Settings));
        }
    }

    [Fact]
    public void EveryLaw_HoldsForTierAssignments()
    {
        TieringPolicy policy = TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2, Stability = new TierStabilityOptions { MinimumDwell = "60d" } }, TieringPresets.Catalogue).Policy;
        LawReport.ThrowIfBroken(CodecLaws.CheckAll(new TierAssignment(new PolicyBook<TieringPolicy>(policy)), TierCommandGenerators.Histories(policy), Events, Snapshots, Settings));
    }

    [Fact]
    public void EveryLaw_HoldsForRunReviews() => LawReport.ThrowIfBroken(CodecLaws.CheckAll(new RunReview(), SmallHistories.Of(SmallHistories.Run), Events, Snapshots, Settings));

    [Fact]
    public void EveryLaw_HoldsForBudgets() => LawReport.ThrowIfBroken(CodecLaws.CheckAll(new ProgrammeBudget(), SmallHistories.Of(SmallHistories.Budget), Events, Snapshots, Settings));

    [Fact]
    public void EveryLaw_HoldsForStocks() => LawReport.ThrowIfBroken(CodecLaws.CheckAll(new RewardStock(), SmallHistories.Of(SmallHistories.Stock), Events, Snapshots, Settings));

    [Fact]
    public void EveryLaw_HoldsForSurveyTokens() => LawReport.ThrowIfBroken(CodecLaws.CheckAll(new SurveyTokens(), SmallHistories.Of(SmallHistories.Token), Events, Snapshots, Settings));

    [Fact]
    public void EveryLaw_HoldsForReferrals()
    {
        LoyaltyOptions options = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        options.Referral = new ReferralOptions { ReferrerActivity = "referral", Waiting = "15d", ValidFor = "60d", OrderAtLeast = 20 };
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(options, null).Policy;
        LawReport.ThrowIfBroken(CodecLaws.CheckAll(new Referral(policy.Referral), SmallHistories.Of(SmallHistories.Referral), Events, Snapshots, Settings));
    }
}
