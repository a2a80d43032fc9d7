using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Calendars;
using Retention.Core.Health;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tiering;
using Retention.Testing;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.TestKit;

/// <summary>The laws of every domain hold for a preset, and find what is wrong with a process or policy that is broken: which law, a small counter-example, and the seed that brings it back.</summary>
public class BrokenLawTests
{
    private const string Settling = "Settling before NextDue returns nothing, and at it something.";

    /// <summary>The first seed is always the same, so that a run is like the last.</summary>
    private const string FirstSeed = "20260301,20260303";

    [Fact]
    public void Loyalty_AccountThatForgetsToExpire_IsFound() => Check(
        (s, isBroken) => LoyaltyLaws.CheckAll(
            LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond),
            LoyaltyPresets.Catalogue,
            s,
            isBroken ? book => new Decorated<PointsAccountState, PointsCommand, PointsEvent>(new PointsAccount(book)) { Forgets = e => e is PointsExpired } : null),
        Settling,
        lines: 6);

    [Fact]
    public void Loyalty_AccountWhoseReturnsTakeNothingBack_IsFoundInTheLedger() => Check(
        (s, isBroken) => LoyaltyLaws.CheckAll(
            LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond),
            LoyaltyPresets.Catalogue,
            s,
            isBroken ? book => new Decorated<PointsAccountState, PointsCommand, PointsEvent>(new PointsAccount(book)) { Decides = WithoutPostings } : null),
        "Awards and returns are what the record says, worked out again.",
        lines: 6);

    [Fact]
    public void Programme_ReferralThatForgetsToMature_IsFound() => Check(
        (s, isBroken) => ProgrammeLaws.CheckReferrals(
            LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond),
            LoyaltyPresets.Catalogue,
            s,
            isBroken ? rules => new Decorated<ReferralState, ReferralCommand, ReferralEvent>(new Referral(rules)) { Forgets = e => e is ReferralMatured } : null),
        "Referrals: " + Settling,
        lines: 3);

    [Fact]
    public void Programme_BudgetThatLetsAPartDrawTwice_IsFound() => Check(
        (s, isBroken) => ProgrammeLaws.CheckBudgets(s, isBroken ? new Decorated<ProgrammeBudgetState, BudgetCommand, BudgetEvent>(new ProgrammeBudget()) { Decides = DrawAgain } : null),
        "Budgets: While a document is kept, each of its parts draws once.",
        lines: 4);

    [Fact]
    public void Programme_StockThatForgetsReservations_IsFound() => Check(
        (s, isBroken) => ProgrammeLaws.CheckStocks(s, isBroken ? new Decorated<RewardStockState, StockCommand, StockEvent>(new RewardStock()) { Forgets = e => e is RewardReleased } : null),
        "Stocks: A reservation ends once: issued or released before its time, or lapsed at it.",
        lines: 6);

    [Fact]
    public void Programme_TokensThatCanBeUsedTwice_AreFound() => Check(
        (s, isBroken) => ProgrammeLaws.CheckTokens(s, isBroken ? new Decorated<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent>(new SurveyTokens()) { Decides = RedeemAnyway } : null),
        "Tokens: A token is redeemed once each time it was issued, and what is open was issued and not redeemed.",
        lines: 3);

    [Fact]
    public void Programme_AllTogether_HoldForThePreset() =>
        LawReport.ThrowIfBroken(ProgrammeLaws.CheckAll(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond), LoyaltyPresets.Catalogue, new LawSettings { Cases = 50, Replay = FirstSeed }));

    [Fact]
    public void Tiering_AssignmentThatForgetsToEndOverrides_IsFound() => Check(
        (s, isBroken) => TieringLaws.CheckAll(
            TieringPresets.Options(TieringPresets.P2),
            TieringPresets.Catalogue,
            s,
            isBroken ? book => new Decorated<TierAssignmentState, TierCommand, TierEvent>(new TierAssignment(book)) { Forgets = e => e is OverrideEnded } : null),
        Settling,
        lines: 2);

    [Fact]
    public void Tiering_ReviewByTheAuthor_IsFound() => Check(
        (s, isBroken) => TieringLaws.CheckReviews(s, isBroken ? new Decorated<RunReviewState, RunCommand, RunEvent>(new RunReview()) { Decides = ReviewAnyway } : null),
        "A run is published only after somebody else than its author reviewed it.",
        lines: 2);

    [Fact]
    public void Facts_EvaluationThatKnowsTheFuture_IsFound()
    {
        TieringPolicy policy = TieringPolicy.Compile(TieringPresets.Options(TieringPresets.P2), TieringPresets.Catalogue).Policy;
        Check(
            (s, isBroken) => FactLaws.CheckAll(policy, s, isBroken ? (facts, asOf, _) => new TieringModel(policy).Evaluate(facts, asOf).Value : null),
            "What was recorded later doesn't change what was known before.",
            lines: 6);
    }

    [Fact]
    public void Sla_CaseThatForgetsToTellOfMissedDeadlines_IsFound() => Check(
        (s, isBroken) => SlaLaws.CheckAll(
            SlaPresets.Options(SlaPresets.Catalogue.Names[0]),
            settings: s,
            process: isBroken ? book => new Decorated<CaseState, CaseCommand, CaseEvent>(new SlaCase(book)) { Forgets = e => e is DeadlineMissed } : null),
        Settling,
        lines: 3);

    [Fact]
    public void Lifecycle_LifeThatForgetsToMoveOn_IsFound() => Check(
        (s, isBroken) => LifecycleLaws.CheckAll(
            LifecyclePresets.Options(LifecyclePresets.Catalogue.Names[0]),
            settings: s,
            process: isBroken ? book => new Decorated<LifecycleState, LifecycleCommand, LifecycleEvent>(new CustomerLifecycle(book)) { Forgets = e => e is StageChanged } : null),
        Settling,
        lines: 3);

    [Fact]
    public void Health_PolicyWithAnotherWeight_IsFound()
    {
        HealthOptions options = HealthPresets.Options(HealthPresets.Catalogue.Names[0]);
        HealthOptions other = HealthPresets.Options(HealthPresets.Catalogue.Names[0]);
        other.Measures.Values.First().Weight = 1 + (other.Measures.Values.First().Weight ?? 1);
        Check((s, isBroken) => HealthLaws.CheckAll(options, s, isBroken ? HealthPolicy.Compile(other).Policy : null), "The result is what exact fractions give.", lines: 12);
    }

    [Fact]
    public void Calendars_CalendarWithOtherHours_IsFound()
    {
        var options = new CalendarOptions { Label = "office", Zone = "Asia/Shanghai", Week = WeekOptions.MondayToFriday("09:00-18:00") };
        var other = new CalendarOptions { Label = "office", Zone = "Asia/Shanghai", Week = WeekOptions.MondayToFriday("09:00-17:00") };
        Check(
            (s, isBroken) => [.. CalendarLaws.CheckAll(BusinessCalendar.Compile(options).Policy, s), .. CalendarLaws.CheckOptions(options, s, isBroken ? BusinessCalendar.Compile(other).Policy : null)],
            "A calendar is the set of instants whose local time its options call working.",
            lines: 6);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1,2,3,4")]
    [InlineData("one,two")]
    [InlineData("-1,2")]
    public void Replay_ThatIsNoSeed_IsRefusedWithWhatToWrite(string replay) =>
        Assert.Contains("seed,gamma", Assert.Throws<ArgumentException>(() => ProgrammeLaws.CheckTokens(new LawSettings { Replay = replay })).Message, StringComparison.Ordinal);

    [Fact]
    public void NoCases_AreRefused() => Assert.Throws<ArgumentException>(() => ProgrammeLaws.CheckTokens(new LawSettings { Cases = 0 }));

    /// <summary>All laws hold for what is right; of what is broken that law fails with a counter-example of few lines, which its seed alone brings back.</summary>
    private static void Check(Func<LawSettings, bool, IReadOnlyList<LawReport>> check, string law, int lines)
    {
        LawReport.ThrowIfBroken(check(new LawSettings { Cases = 10, Replay = FirstSeed }, false));

        LawReport found = Assert.Single(check(new LawSettings { Cases = 60, Replay = FirstSeed }, true), r => r.Law == law);
        Assert.False(found.Holds, law + " holds for what is broken.");
        Assert.InRange(found.CounterExample!.Split('\n').Length, 1, lines);
        string message = Assert.Throws<LawBrokenException>(() => LawReport.ThrowIfBroken([found])).Message;
        Assert.Contains(law, message, StringComparison.Ordinal);
        Assert.Contains(found.CounterExample, message, StringComparison.Ordinal);
        Assert.Contains("replay: " + found.Replay, message, StringComparison.Ordinal);

        LawReport again = Assert.Single(check(new LawSettings { Cases = 1, Replay = found.Replay }, true), r => r.Law == law);
        Assert.Equal(found.CounterExample, again.CounterExample);
        Assert.Equal(found.Violation, again.Violation);
        Assert.Equal(found.Replay, again.Replay);
    }

    private static Decision<PointsEvent> WithoutPostings(PointsCommand command, Decision<PointsEvent> decision) => decision.IsAccepted
        ? Decision.Accept(decision.Events.Select(e => e is PointsReturned r ? new PointsReturned(r.At, r.Award, r.ReturnDocument, [], r.EndsPurchase, [], r.Counters, r.Progress) : e).ToArray())
        : decision;

    private static Decision<BudgetEvent> DrawAgain(BudgetCommand command, Decision<BudgetEvent> decision) => command is DrawBudget draw && decision.Refusal?.Code == ProgrammeRefusals.DrawKnown
        ? Decision.Accept<BudgetEvent>(new BudgetDrawn(draw.At, draw.Reference, draw.Part, draw.Amount, default, draw.KeepUntil))
        : decision;

    private static Decision<SurveyTokenEvent> RedeemAnyway(SurveyTokenCommand command, Decision<SurveyTokenEvent> decision) => command is RedeemToken redeem && decision.Refusal?.Code == ProgrammeRefusals.TokenUnknownOrUsed
        ? Decision.Accept<SurveyTokenEvent>(new TokenRedeemed(redeem.At, redeem.TokenHash))
        : decision;

    private static Decision<RunEvent> ReviewAnyway(RunCommand command, Decision<RunEvent> decision) => command is AdvanceRun advance && decision.Refusal?.Code == TieringRefusals.ReviewerIsAuthor
        ? Decision.Accept<RunEvent>(new RunAdvanced(advance.At, advance.Step, advance.Actor))
        : decision;
}
