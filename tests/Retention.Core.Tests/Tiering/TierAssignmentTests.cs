using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Tiering;

public class TierAssignmentTests
{
    private static readonly TieringPolicy Policy = Given.Preset(TieringPresets.ManyAndSmall, o => o.Stability = new TierStabilityOptions { MinimumDwell = "1m", MarginDown = 2 });
    private static readonly TierAssignment Process = new TierAssignment(new PolicyBook<TieringPolicy>(Policy));

    [Fact]
    public void FirstAssessment_AssignsTheTierAndProposesTags()
    {
        TierAssignmentState state = After(Assess("2026-01-10", 85, "manual"));
        Assert.Equal(("A", Day("2026-01-10"), TagStatus.Proposed), (state.Tier, state.Since!.Value, state.StatusOf("manual")));
    }

    [Fact]
    public void BetterTier_TakesEffectAtOnce() => Assert.Equal(("A", Day("2026-01-11")), Tier(After(Assess("2026-01-10", 70), Assess("2026-01-11", 85))));

    [Fact]
    public void WorseTier_WaitsForTheDwell_AndTakesEffectAtItsInstant_WhoeverAsks()
    {
        TierAssignmentState state = After(Assess("2026-01-31", 85), Assess("2026-02-10", 40));
        Assert.Equal(("A", "D", Day("2026-02-28")), (state.Tier, state.Pending!.Tier, Process.NextDue(state)!.Value));
        Assert.Equal("A", Process.View(state, Day("2026-02-28").PlusNanoseconds(-1)).Tier);
        TierAssignmentState later = Process.View(state, Day("2026-12-31"));
        Assert.Equal(("D", Day("2026-02-28")), Tier(later));
        Assert.Null(Process.NextDue(later));
    }

    [Fact]
    public void WorseTierAfterTheDwell_TakesEffectAtOnce() => Assert.Equal(("D", Day("2026-03-01")), Tier(After(Assess("2026-01-31", 85), Assess("2026-03-01", 40))));

    [Fact]
    public void PendingTier_IsReplacedByTheNextAssessment()
    {
        TierAssignmentState state = After(Assess("2026-01-31", 85), Assess("2026-02-10", 40), Assess("2026-02-20", 86));
        Assert.Null(state.Pending);
        Assert.Equal("A", Process.View(state, Day("2026-12-31")).Tier);
    }

    [Fact]
    public void Hysteresis_HoldsTheTier_AndSaysSo()
    {
        Decision<TierEvent> decision = Process.Handle(After(Assess("2026-01-10", 85)), Assess("2026-06-10", 78.5m));
        TierHeld held = Assert.Single(decision.Events.OfType<TierHeld>());
        Assert.Equal(("A", "B", TierHold.Hysteresis, null), (held.Tier, held.Pending, held.Hold, held.Until));
        Assert.Equal("B", After(Assess("2026-01-10", 85), Assess("2026-06-10", 77.9999m)).Tier);
    }

    [Fact]
    public void Override_HidesTheAssignedTier_UntilItsInstant()
    {
        TierAssignmentState state = After(Assess("2026-01-10", 40), Override("2026-01-20", "A", "2026-02-20"), Assess("2026-02-01", 70));
        Assert.Equal(("A", "B", "u7"), (state.Tier, state.AssignedTier, state.Override!.Actor));
        Assert.Equal(Day("2026-01-20"), state.Since);
        Assert.Equal("A", Process.View(state, Day("2026-02-20").PlusNanoseconds(-1)).Tier);
        Assert.Equal(("B", Day("2026-02-20")), Tier(Process.View(state, Day("2026-02-20"))));
    }

    [Fact]
    public void OverrideWithoutEnd_LastsUntilCleared()
    {
        TierAssignmentState state = After(Assess("2026-01-10", 40), Override("2026-01-20", "A", null));
        Assert.Null(Process.NextDue(state));
        Assert.Equal("D", Process.Fold(state, Process.Handle(state, new ClearOverride(Day("2026-05-01"), "u1", "enough")).Events).Tier);
    }

    [Theory]
    [InlineData("Z", "u7", "why", "2026-02-20", TieringRefusals.UnknownTier)]
    [InlineData("A", " ", "why", "2026-02-20", RefusalCodes.TextMissing)]
    [InlineData("A", "u7", "", "2026-02-20", RefusalCodes.TextMissing)]
    [InlineData("A", "u7", "why", "2026-01-20", TieringRefusals.OverrideNotAfterNow)]
    public void Override_AgainstTheRules_IsRefusedAndNothingChanges(string tier, string actor, string reason, string until, string code)
    {
        Decision<TierEvent> decision = Process.Handle(After(Assess("2026-01-10", 40)), new OverrideTier(Day("2026-01-20"), tier, actor, reason, Day(until)));
        Assert.Equal((code, 0), (decision.Refusal!.Code, decision.Events.Count));
    }

    [Fact]
    [Requirement("T-8")]
    public void Tag_StaysProposed_UntilAReviewerConfirmsIt()
    {
        TierAssignmentState proposed = After(Assess("2026-01-10", 85, "manual"));
        TierAssignmentState confirmed = Then(proposed, Review("2026-01-11", "manual", TagVerdict.Confirm));
        Assert.Equal(TagStatus.Confirmed, confirmed.StatusOf("manual"));
        Core.Facts.TagFact fact = Assert.Single(confirmed.TagFacts(Given.Customer("C1")));
        Assert.Equal(("C1", "manual", Day("2026-01-11"), null), (fact.Customer.Value, fact.Tag, fact.From, fact.Until));

        // A confirmed tag outlives its condition, until somebody withdraws it.
        confirmed = Then(confirmed, Assess("2026-02-10", 79));
        Assert.Equal(TagStatus.Confirmed, confirmed.StatusOf("manual"));
        Assert.Equal(TagStatus.None, Then(confirmed, Review("2026-02-11", "manual", TagVerdict.Withdraw)).StatusOf("manual"));
    }

    [Fact]
    [Requirement("T-8")]
    public void RejectedTag_IsNotProposedAgain_UntilItsConditionHasFailedOnce()
    {
        TierAssignmentState state = Then(After(Assess("2026-01-10", 85, "manual")), Review("2026-01-11", "manual", TagVerdict.Reject));
        state = Then(state, Assess("2026-02-10", 85, "manual"));
        Assert.Equal(TagStatus.Rejected, state.StatusOf("manual"));
        state = Then(Then(state, Assess("2026-03-10", 79)), Assess("2026-04-10", 85, "manual"));
        Assert.Equal(TagStatus.Proposed, state.StatusOf("manual"));
    }

    [Fact]
    public void ProposalWhoseConditionCeases_IsTakenBack() => Assert.Equal(TagStatus.None, After(Assess("2026-01-10", 85, "manual"), Assess("2026-02-10", 79)).StatusOf("manual"));

    [Theory]
    [InlineData("manual", TagVerdict.Confirm, TieringRefusals.TagNotProposed)]
    [InlineData("manual", TagVerdict.Withdraw, TieringRefusals.TagNotConfirmed)]
    [InlineData("no-such", TagVerdict.Confirm, TieringRefusals.UnknownTag)]
    public void Review_OfATagThatDoesntStandThere_IsRefused(string tag, TagVerdict verdict, string code) =>
        Assert.Equal(code, Process.Handle(After(Assess("2026-01-10", 70)), Review("2026-01-11", tag, verdict)).Refusal!.Code);

    [Fact]
    public void Assessment_OfAnotherPolicyEarlierAsOfOrUnknownTier_IsRefused()
    {
        TierAssignmentState state = After(Assess("2026-01-10", 70));
        Instant at = Day("2026-02-01");
        Assert.Equal(TieringRefusals.PolicyMismatch, Process.Handle(state, new AssessTier(at, "r", at, "A", null, [], new PolicyVersion("other", "ff"))).Refusal!.Code);
        Assert.Equal(RefusalCodes.UnknownPolicyVersion, Process.Handle(Process.Initial, new AssessTier(at, "r", at, "A", null, [], new PolicyVersion("other", "ff"))).Refusal!.Code);
        Assert.Equal(TieringRefusals.AssessmentOutdated, Process.Handle(state, new AssessTier(at, "r", Day("2026-01-09"), "A", null, [], Policy.Version)).Refusal!.Code);
        Assert.Equal(TieringRefusals.UnknownTier, Process.Handle(state, new AssessTier(at, "r", at, "Z", null, [], Policy.Version)).Refusal!.Code);
        Assert.Equal(RefusalCodes.AtBeforeStream, Process.Handle(state, Assess("2026-01-09", 70)).Refusal!.Code);
    }

    [Fact]
    public void Policy_IsAdoptedOnce_AndThenExpected()
    {
        TieringPolicy next = Given.Preset(TieringPresets.P2, o => o.Label = "next");
        var process = new TierAssignment(new PolicyBook<TieringPolicy>([new PolicyBookEntry<TieringPolicy>(Instant.MinValue, Policy), new PolicyBookEntry<TieringPolicy>(Day("2026-02-01"), next)]));
        TierAssignmentState state = process.Fold(process.Initial, process.Handle(process.Initial, Assess("2026-01-10", 85)).Events);
        state = process.Fold(state, process.Handle(state, new AdoptTieringPolicy(Day("2026-02-01"), next.Version)).Events);
        Assert.Equal(("A", next.Version), (state.Tier, state.PolicyVersion));
        Assert.Empty(process.Handle(state, new AdoptTieringPolicy(Day("2026-02-02"), next.Version)).Events);

        // A downgrade that the old policy had waiting doesn't outlive it.
        TierAssignmentState waiting = process.Fold(process.Initial, process.Handle(process.Initial, Assess("2026-01-10", 85)).Events);
        waiting = process.Fold(waiting, process.Handle(waiting, Assess("2026-01-20", 40)).Events);
        waiting = process.Fold(waiting, process.Handle(waiting, new AdoptTieringPolicy(Day("2026-02-01"), next.Version)).Events);
        Assert.Null(process.NextDue(waiting));
        Assert.Equal("A", process.View(waiting, Day("2027-01-01")).Tier);
        Assert.Equal(TieringRefusals.PolicyMismatch, process.Handle(state, Assess("2026-02-10", 85)).Refusal!.Code);
        Assert.Equal(RefusalCodes.UnknownPolicyVersion, process.Handle(state, new AdoptTieringPolicy(Day("2026-02-02"), new PolicyVersion("x", "y"))).Refusal!.Code);
    }

    [Fact]
    public void Run_ReachesCustomersOnlyWhenPublished_ByFourEyes()
    {
        TieringRun run = Given.Run(Policy, Given.Table(("recency", [0m, 400m]), ("frequency", [9m, 1m]), ("monetary", [900m, 1m])));
        var review = new RunReview();
        RunReviewState state = review.Initial;
        Assert.Equal(TieringRefusals.RunMissing, PublishedRun.Of(run, state).Refusal!.Code);
        RunReviewState Step(RunCommand command)
        {
            Decision<RunEvent> decision = review.Handle(state, command);
            Assert.True(decision.IsAccepted, decision.Refusal?.ToText(Language.English));
            return state = review.Fold(state, decision.Events);
        }

        string Refused(RunCommand command) => review.Handle(state, command).Refusal!.Code;
        Instant at = Day("2026-01-02");
        Assert.Equal(TieringRefusals.RunMissing, Refused(new AdvanceRun(at, RunStep.Review, "u2")));
        Step(DraftRun.Of(run, at, "2026-01", "u1"));
        Assert.Equal(TieringRefusals.RunExists, Refused(DraftRun.Of(run, at, "2026-01", "u1")));
        Assert.Equal(TieringRefusals.RunNotReviewed, Refused(new AdvanceRun(at, RunStep.Publish, "u2")));
        Assert.Equal(TieringRefusals.ReviewerIsAuthor, Refused(new AdvanceRun(at, RunStep.Review, "u1")));
        Assert.Equal(TieringRefusals.RunNotPublished, PublishedRun.Of(run, state).Refusal!.Code);
        Step(new AdvanceRun(at, RunStep.Review, "u2"));
        Assert.Equal(TieringRefusals.RunNotDraft, Refused(new AdvanceRun(at, RunStep.Review, "u3")));
        Step(new AdvanceRun(at, RunStep.Publish, "u1"));
        Assert.Equal(TieringRefusals.RunClosed, Refused(new AdvanceRun(at, RunStep.Reject, "u2")));
        PublishedRun published = PublishedRun.Of(run, state).Value;
        AssessTier command = published.AssessmentOf(run.Table.Customers[0], at).Value;
        Assert.Equal(("A", "2026-01", run.AsOf), (command.Tier, command.RunId, command.AsOf));
        Assert.Equal(["manual"], command.ProposedTags);
        Assert.Equal("A", Process.Fold(Process.Initial, Process.Handle(Process.Initial, command).Events).Tier);

        // What was reviewed is what is published: the same base with one other value is another run.
        TieringRun corrected = Given.Run(Policy, Given.Table(("recency", [0m, 0m]), ("frequency", [9m, 1m]), ("monetary", [900m, 1m])));
        Assert.Throws<ArgumentException>(() => PublishedRun.Of(corrected, state));
        Assert.Equal(TieringRefusals.UnknownCustomer, published.AssessmentOf(Given.Customer("nobody"), at).Refusal!.Code);
        Assert.Throws<ArgumentException>(() => PublishedRun.Of(Given.Run(Policy, Given.Table(("recency", [0m]))), state));
    }

    [Fact]
    public void Refusals_SayWhatWouldBeAllowed_InBothLanguages()
    {
        Refusal refusal = Process.Handle(After(Assess("2026-01-10", 40)), new OverrideTier(Day("2026-01-20"), "Z", "u7", "why", null)).Refusal!;
        Assert.Equal("The policy has no tier Z; it has A, B, C, D.", refusal.ToText(Language.English));
        Assert.Equal("策略中没有层级 Z;已有 A, B, C, D。", refusal.ToText(Language.Chinese));
    }

    private static Instant Day(string date) => Given.Date(date).AtMidnight().InUtc().ToInstant();

    private static AssessTier Assess(string date, decimal composite, params string[] tags) =>
        new AssessTier(Day(date), "run", Day(date), Policy.Bands!.Find(new Score(composite))!.Code, new Score(composite), tags, Policy.Version);

    private static OverrideTier Override(string date, string tier, string? until) => new OverrideTier(Day(date), tier, "u7", "asked by the customer", until is null ? null : Day(until));

    private static ReviewTag Review(string date, string tag, TagVerdict verdict) => new ReviewTag(Day(date), tag, verdict, "u3");

    private static TierAssignmentState After(params TierCommand[] commands) => commands.Aggregate(Process.Initial, Then);

    private static TierAssignmentState Then(TierAssignmentState state, TierCommand command)
    {
        Decision<TierEvent> decision = Process.Handle(state, command);
        Assert.True(decision.IsAccepted, decision.Refusal?.ToText(Language.English));
        return Process.Fold(state, decision.Events);
    }

    private static (string?, Instant) Tier(TierAssignmentState state) => (state.Tier, state.Since!.Value);
}
