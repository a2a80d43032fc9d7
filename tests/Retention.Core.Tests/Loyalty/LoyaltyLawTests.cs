using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

/// <summary>The published laws of the points ledger. <c>LAW_CASES</c> raises the number of histories per law for a full run: 2000 make 60,000 in all.</summary>
public sealed class LoyaltyLawTests
{
    /// <summary>How many histories each law meets in a test of one programme, in CI.</summary>
    private const int CiHistories = 30;

    /// <summary>How many generated programmes there are in CI; a full run has a tenth of its cases.</summary>
    private const int CiProgrammes = 20;

    /// <summary>How many histories each law meets under a generated programme, in CI.</summary>
    private const int CiHistoriesPerProgramme = 8;

    private static readonly int? Full = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : null;

    public static TheoryData<string> Programmes => new TheoryData<string>("debt", "zero", "pending", "caps", "sliding", "tier-year", "period-end", "parts");

    private static LawSettings Settings => new LawSettings { Cases = Full ?? CiHistories, Replay = Environment.GetEnvironmentVariable("LAW_REPLAY") };

    [Fact]
    [Requirement("L-1")]
    [Requirement("L-3")]
    public void EveryLaw_HoldsForThePreset() =>
        LawReport.ThrowIfBroken(LoyaltyLaws.CheckAll(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond), LoyaltyPresets.Catalogue, Settings));

    [Theory]
    [MemberData(nameof(Programmes))]
    [Requirement("L-1")]
    public void EveryLaw_HoldsForTheProgramme(string name) => LawReport.ThrowIfBroken(LoyaltyLaws.CheckAll(Programme(name), null, Settings));

    [Fact]
    [Requirement("L-2")]
    public void EveryLaw_HoldsForGeneratedProgrammes()
    {
        int programmes = Full is { } full ? Math.Max(CiProgrammes, full / 10) : CiProgrammes;
        var settings = new LawSettings { Cases = Full is null ? CiHistoriesPerProgramme : 100 };
        for (int seed = 0; seed < programmes; seed++)
        {
            IReadOnlyList<LawReport> reports = LoyaltyLaws.CheckAll(LoyaltyPolicyGenerators.Make(seed), null, settings);
            Assert.True(reports.All(r => r.Holds), "Programme " + seed + ": " + string.Join("\n", reports.Where(r => !r.Holds)));
        }
    }

    [Fact]
    public void EveryLawOfProcesses_HoldsWhileAnAccountChangesItsPolicy()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            LoyaltyOptions later = LoyaltyPolicyGenerators.Make(seed + 1_000);
            LoyaltyOptions earlier = LoyaltyPolicyGenerators.Make(seed);
            later.Zone = earlier.Zone;
            var book = new PolicyBook<LoyaltyPolicy>(
            [
                new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, LoyaltyPolicy.Compile(earlier).Policy),
                new PolicyBookEntry<LoyaltyPolicy>(Instant.FromUtc(2024, 6, 1, 0, 0), LoyaltyPolicy.Compile(later).Policy),
            ]);
            LawReport.ThrowIfBroken(ProcessLaws.CheckAll(new PointsAccount(book), LoyaltyCommandGenerators.Histories(book, ["gift"], ["fixed", "share"]), TestAccount.Describe, Settings));
        }
    }

    private static LoyaltyOptions Programme(string name) => name switch
    {
        "zero" => TestAccount.Plain(o => o.Wallets[TestAccount.Wallet].Clawback = "down-to-zero"),
        "pending" => TestAccount.Plain(o =>
        {
            o.Wallets[TestAccount.Wallet].Clawback = "only-pending";
            o.Rules["base"].Activation = new ActivationOptions { Awaits = "delivered", CancelAfter = "30d" };
        }),
        "caps" => TestAccount.Plain(o =>
        {
            o.Caps["day"] = new CapOptions { AtMost = 100, Period = "day" };
            o.Caps["month"] = new CapOptions { AtMost = 500, Period = "month", Exceeded = "refuse" };
            o.Rules["base"].Remainder = "carried";
            o.Rules["base"].WholeSteps = false;
        }),
        "sliding" => TestAccount.Plain(o =>
        {
            o.Zone = "America/New_York";
            o.Wallets[TestAccount.Wallet].Expiry = new ExpiryOptions { After = "1m", ExtendedBy = "purchase, redemption", CancellationGrace = "7d" };
        }),
        "tier-year" => Tiered(l => l.Period = "tier-year"),
        "period-end" => Tiered(l =>
        {
            l.Upgrade = "period-end";
            l.Downgrade = "one-level";
            l.Grace = "30d";
            l.AnniversaryUpgradeAfter = "365d";
        }),
        "parts" => TestAccount.Plain(o =>
        {
            o.Zone = "Europe/London";
            o.Earning = new EarningOptions { Accrual = "shipped" };
            o.Rules["base"].Scope = "line";
        }),
        _ => TestAccount.Plain(),
    };

    private static LoyaltyOptions Tiered(Action<LadderOptions> change) => TestAccount.Plain(o =>
    {
        o.Ladder = new LadderOptions();
        o.Ladder.Tiers["low"] = new LoyaltyTierOptions { AtLeast = 0 };
        o.Ladder.Tiers["mid"] = new LoyaltyTierOptions { AtLeast = 100 };
        o.Ladder.Tiers["high"] = new LoyaltyTierOptions { AtLeast = 500 };
        change(o.Ladder);
    });
}
