using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class ReferralTests
{
    private static readonly PolicyVersion Version = new PolicyVersion("2026", "f");
    private static readonly CustomerId Ann = Given.Customer("ann");
    private static readonly CustomerId Ben = Given.Customer("ben");
    private static readonly CustomerId Cid = Given.Customer("cid");
    private static readonly Referral Process = new Referral(Rules(Period.FromDays(30), 100, "referral-welcome", 3, Period.FromMonths(3)));

    [Fact]
    [Requirement("L-4")]
    public void Rewards_AreDueToBothSides_WhenTheWaitingIsOver_WhoeverAsks()
    {
        ReferralState state = After(Invite("2026-01-10"), Qualify("2026-02-01", "S1", 250));
        Assert.Equal((ReferralStatus.Qualified, Day("2026-03-03")), (state.Status, Process.NextDue(state)!.Value));
        Assert.Equal(ReferralStatus.Qualified, Process.View(state, Day("2026-03-03").PlusNanoseconds(-1)).Status);
        Assert.Equal([new ReferralMatured(Day("2026-03-03"), "S1", "referral", "referral-welcome")], Process.Settle(state, Day("2026-12-31")));
        ReferralState matured = Process.View(state, Day("2026-12-31"));
        Assert.Equal(ReferralStatus.Matured, matured.Status);
        Assert.Null(Process.NextDue(matured));

        MemberFacts core = new MemberFacts(["core"], [], null);
        ReferralCommands rewards = ReferralRewards.OnMatured(matured, Day("2026-12-31"), On("2026-03-03"), "east", core, MemberFacts.None, []).Value;
        Assert.Equal((Ann, Ben), (rewards.Referrer, rewards.Referee));
        Assert.Equal(new RecordActivity(Day("2026-12-31"), "referral", "R1", 1, On("2026-03-03"), "east", string.Empty, core, []), rewards.ForReferrer);
        Assert.Equal(new RecordActivity(Day("2026-12-31"), "referral-welcome", "R1", 1, On("2026-03-03"), "east", string.Empty, MemberFacts.None, []), rewards.ForReferee);
    }

    [Fact]
    [Requirement("L-4")]
    public void OrderThatComesBack_AfterTheRewards_TakesThemBack()
    {
        ReferralState state = Then(Process.View(After(Invite("2026-01-10"), Qualify("2026-02-01", "S1", 250)), Day("2026-03-03")), Revoke("2026-04-01", "S1"));
        Assert.Equal((ReferralStatus.Revoked, true), (state.Status, state.Revocation!.IsMatured));
        ReferralCommands clawback = ReferralRewards.OnRevoked(state, Day("2026-04-01"), On("2026-03-03")).Value;
        var expected = new RecordReturn(Day("2026-04-01"), "R1", On("2026-03-03"), "S1", []);
        Assert.Equal((Ann, expected, Ben, expected), (clawback.Referrer, clawback.ForReferrer, clawback.Referee, clawback.ForReferee));
    }

    [Fact]
    [Requirement("L-4")]
    public void OrderThatComesBack_WhileTheRewardsWait_EndsTheReferral_AndNothingIsTakenBack()
    {
        ReferralState state = After(Invite("2026-01-10"), Qualify("2026-02-01", "S1", 250), Revoke("2026-03-02", "S1"));
        Assert.Equal((ReferralStatus.Revoked, false), (state.Status, state.Revocation!.IsMatured));
        Assert.Null(Process.NextDue(state));
        Assert.Equal(ReferralStatus.Revoked, Process.View(state, Day("2026-12-31")).Status);
        ReferralCommands clawback = ReferralRewards.OnRevoked(state, Day("2026-03-02"), On("2026-03-03")).Value;
        Assert.Equal((null, null), (clawback.ForReferrer, clawback.ForReferee));
        Assert.Equal(ProgrammeRefusals.ReferralNotMatured, ReferralRewards.OnMatured(state, Day("2026-03-03"), On("2026-03-03"), string.Empty, MemberFacts.None, MemberFacts.None, []).Refusal!.Code);
    }

    // The order comes back at the very instant at which the waiting ends: time goes first, so the rewards were due.
    [Fact]
    public void OrderThatComesBack_AtTheInstantOfMaturity_TakesTheRewardsBack()
    {
        ReferralState state = After(Invite("2026-01-10"), Qualify("2026-02-01", "S1", 250), Revoke("2026-03-03", "S1"));
        Assert.Equal((ReferralStatus.Revoked, true), (state.Status, state.Revocation!.IsMatured));
    }

    [Fact]
    public void OnlyTheReferrer_IsRewarded_IfTheRulesSaySo()
    {
        var process = new Referral(Rules(null, 0, null, null, null));
        ReferralState state = process.Fold(process.Initial, process.Handle(process.Initial, Invite("2026-01-10")).Events);
        state = process.Fold(state, process.Handle(state, Qualify("2026-02-01", "S1", 0)).Events);
        Assert.Equal(ReferralStatus.Matured, state.Status);
        Assert.Null(process.NextDue(state));
        ReferralCommands rewards = ReferralRewards.OnMatured(state, Day("2026-02-01"), On("2026-02-01"), string.Empty, MemberFacts.None, MemberFacts.None, []).Value;
        Assert.NotNull(rewards.ForReferrer);
        Assert.Null(rewards.ForReferee);
    }

    [Fact]
    [Requirement("L-4")]
    public void SelfReferral_IsRefused()
    {
        Refusal refusal = Refused(Process.Initial, Invite("2026-01-10", referee: Ann));
        Assert.Equal(ProgrammeRefusals.SelfReferral, refusal.Code);
        Assert.Equal("The customer ann can't refer themselves; give another referrer.", refusal.ToText(Language.English));
    }

    [Theory]
    [Requirement("L-4")]
    [InlineData("ben")]
    [InlineData("cid,ben")]
    [InlineData("cid,ben,dan")]
    public void Circle_OfAnyLength_IsRefused(string ancestors)
    {
        CustomerId[] above = ancestors.Split(',').Select(Given.Customer).ToArray();
        Refusal refusal = Refused(Process.Initial, new InviteMember(Day("2026-01-10"), "R1", "ANN-7", Ann, Ben, above, 0));
        Assert.Equal((ProgrammeRefusals.ReferralCircle, "ann", "ben"), (refusal.Code, refusal["referrer"], refusal["referee"]));
        Assert.True(Process.Handle(Process.Initial, new InviteMember(Day("2026-01-10"), "R1", "ANN-7", Ann, Given.Customer("eve"), above, 0)).IsAccepted);
    }

    [Fact]
    public void Limit_IsKept_WhenInvitingAndWhenQualifying()
    {
        Assert.Equal(ReferralStatus.Invited, After(Invite("2026-01-10", rewarded: 2)).Status);
        Assert.Equal(ProgrammeRefusals.ReferralLimit, Refused(Process.Initial, Invite("2026-01-10", rewarded: 3)).Code);

        // Five invitations may be open at once; the fourth that succeeds is one too many.
        Refusal refusal = Refused(After(Invite("2026-01-10")), new QualifyReferral(Day("2026-02-01"), "S1", 250, 3));
        Assert.Equal((ProgrammeRefusals.ReferralLimit, "3", "3"), (refusal.Code, refusal["rewarded"], refusal["limit"]));
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(99.9999, ProgrammeRefusals.ReferralOrderTooSmall)]
    public void Order_CountsFromTheAmountOn(decimal amount, string? refused) =>
        Assert.Equal(refused, Process.Handle(After(Invite("2026-01-10")), Qualify("2026-02-01", "S1", amount)).Refusal?.Code);

    [Fact]
    public void SmallOrder_LeavesTheInvitationOpen_ForALaterOne()
    {
        ReferralState state = After(Invite("2026-01-10"));
        Assert.Equal("99", Refused(state, Qualify("2026-02-01", "S1", 99))["amount"]);
        Assert.Equal("S2", Then(state, Qualify("2026-02-02", "S2", 100)).Qualification!.Document);
    }

    [Fact]
    public void Invitation_LapsesAtItsInstant_InTheProgrammesZone()
    {
        // Shanghai's 30 November 2026, 08:00, plus three months is the last day of February, 08:00.
        ReferralState state = After(Invite("2026-11-30"));
        Assert.Equal(Day("2027-02-28"), Process.NextDue(state));
        Assert.Equal(ReferralStatus.Qualified, Then(state, new QualifyReferral(Day("2027-02-28").PlusNanoseconds(-1), "S1", 100, 0)).Status);
        Refusal refusal = Refused(state, Qualify("2027-02-28", "S1", 100));
        Assert.Equal((ProgrammeRefusals.ReferralLapsed, "2027-02-28T00:00:00Z"), (refusal.Code, refusal["until"]));
        Assert.Equal([new ReferralLapsed(Day("2027-02-28"))], Process.Settle(state, Day("2028-01-01")));
        Assert.Equal(ReferralStatus.Lapsed, Process.View(state, Day("2027-02-28")).Status);
    }

    [Fact]
    public void QualifiedReferral_NoLongerLapses()
    {
        ReferralState state = After(Invite("2026-01-10"), Qualify("2026-04-09", "S1", 250));
        Assert.Equal(ReferralStatus.Matured, Process.View(state, Day("2027-01-01")).Status);
    }

    [Fact]
    public void RulesThatChangeWhileRewardsWait_DontChangeThem()
    {
        ReferralState state = After(Invite("2026-01-10"), Qualify("2026-02-01", "S1", 250));
        var other = new Referral(Rules(Period.FromDays(90), 500, null, null, null));
        Assert.Equal(Process.Settle(state, Day("2026-12-31")), other.Settle(state, Day("2026-12-31")));
    }

    [Fact]
    public void CommandsAgainstTheRules_AreRefused()
    {
        ReferralState invited = After(Invite("2026-01-10"));
        ReferralState qualified = Then(invited, Qualify("2026-02-01", "S1", 250));
        ReferralState revoked = Then(qualified, Revoke("2026-02-02", "S1"));
        Assert.Equal(ProgrammeRefusals.ReferralUnknown, Refused(Process.Initial, Qualify("2026-02-01", "S1", 250)).Code);
        Assert.Equal(ProgrammeRefusals.ReferralKnown, Refused(invited, Invite("2026-01-11")).Code);
        Assert.Equal(ProgrammeRefusals.ReferralNotQualified, Refused(invited, Revoke("2026-02-01", "S1")).Code);
        Assert.Equal(ProgrammeRefusals.ReferralQualifiedAlready, Refused(qualified, Qualify("2026-02-02", "S2", 250)).Code);
        Assert.Equal(ProgrammeRefusals.ReferralOtherDocument, Refused(qualified, Revoke("2026-02-02", "S2")).Code);
        Assert.Equal(ProgrammeRefusals.ReferralRevokedAlready, Refused(revoked, Revoke("2026-02-03", "S1")).Code);
        Assert.Equal(ProgrammeRefusals.ReferralRevokedAlready, Refused(revoked, Qualify("2026-02-03", "S2", 250)).Code);
        Assert.Equal(RefusalCodes.AtBeforeStream, Refused(invited, Qualify("2026-01-09", "S1", 250)).Code);
        Assert.Equal(RefusalCodes.TextMissing, Refused(Process.Initial, Invite("2026-01-10", referee: default(CustomerId))).Code);
        Assert.Equal(ProgrammeRefusals.ReferralNotRevoked, ReferralRewards.OnRevoked(qualified, Day("2026-02-02"), On("2026-02-02")).Refusal!.Code);
    }

    [Fact]
    public void Options_AreCompiled_WithTheReturnWindowAsWaiting()
    {
        var problems = new ProblemList();
        ReferralRules rules = ReferralRules.Compile(null, Period.FromDays(14), Given.Shanghai, "referral", problems);
        Assert.Equal((Period.FromDays(14), 0m, "referral", null, null, null), (rules.Waiting, rules.OrderAtLeast, rules.ReferrerActivity, rules.RefereeActivity, rules.LimitPerReferrer, rules.ValidFor));
        Assert.Throws<InvalidOperationException>(() => rules.PolicyVersion);
        Assert.Equal(Version, rules.Under(Version).PolicyVersion);
        var options = new ReferralOptions { Waiting = "2w", OrderAtLeast = 99.5m, ReferrerActivity = "a", RefereeActivity = "b", LimitPerReferrer = 12, ValidFor = "1y" };
        rules = ReferralRules.Compile(options, Period.FromDays(14), Given.Shanghai, "referral", problems);
        Assert.Equal((Period.FromWeeks(2), 99.5m, "a", "b", 12, Period.FromYears(1)), (rules.Waiting, rules.OrderAtLeast, rules.ReferrerActivity, rules.RefereeActivity, rules.LimitPerReferrer, rules.ValidFor));
        Assert.False(problems.HasErrors);
    }

    [Fact]
    public void WrongOptions_AreAllReported_WithTheirPaths()
    {
        var problems = new ProblemList();
        var options = new ReferralOptions { Waiting = "soon", OrderAtLeast = -1.00001m, ReferrerActivity = " ", RefereeActivity = string.Empty, LimitPerReferrer = 0, ValidFor = "9999y" };
        ReferralRules.Compile(options, Period.FromDays(14), Given.Shanghai, "referral", problems);
        string[] paths = problems.Finish<IPolicy>(() => throw new InvalidOperationException()).Errors.Select(p => p.Path + " " + p.Code).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(
            [
                "referral:limitPerReferrer count-not-positive", "referral:orderAtLeast amount-negative", "referral:orderAtLeast too-precise", "referral:refereeActivity activity-blank",
                "referral:referrerActivity activity-blank", "referral:validFor length-unreadable", "referral:waiting length-unreadable",
            ],
            paths);
    }

    private static Instant Day(string date) => Given.At(date + "T00:00:00Z");

    private static BusinessTime On(string date) => BusinessTime.On(Given.Date(date));

    private static ReferralRules Rules(Period? waiting, decimal orderAtLeast, string? refereeActivity, int? limit, Period? validFor) =>
        new ReferralRules(waiting, orderAtLeast, "referral", refereeActivity, limit, validFor, Given.Shanghai, Version);

    private static InviteMember Invite(string date, CustomerId? referee = null, int rewarded = 0) => new InviteMember(Day(date), "R1", "ANN-7", Ann, referee ?? Ben, [Cid], rewarded);

    private static QualifyReferral Qualify(string date, string document, decimal amount) => new QualifyReferral(Day(date), document, amount, 0);

    private static RevokeReferral Revoke(string date, string document) => new RevokeReferral(Day(date), document, ReferralRevocation.OrderReturned);

    private static ReferralState After(params ReferralCommand[] commands) => commands.Aggregate(Process.Initial, Then);

    private static ReferralState Then(ReferralState state, ReferralCommand command)
    {
        Decision<ReferralEvent> decision = Process.Handle(state, command);
        Assert.True(decision.IsAccepted, decision.Refusal?.ToString());
        return Process.Fold(state, decision.Events);
    }

    private static Refusal Refused(ReferralState state, ReferralCommand command)
    {
        Decision<ReferralEvent> decision = Process.Handle(state, command);
        Assert.Empty(decision.Events);
        return decision.Refusal!;
    }
}
