using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class SurveyTokenTests
{
    private static readonly SurveyTokens Process = new SurveyTokens();

    [Fact]
    public void Hash_IsThePublishedSha256() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", SurveyToken.Hash("abc"));

    [Fact]
    [Requirement("L-5")]
    public void Token_IsRedeemedOnce()
    {
        SurveyTokenState state = After(Issue("2026-02-01", "a", "b"), Redeem("2026-02-10", "a"));
        Assert.Equal((2L, 1L), (state.Issued, state.Redeemed));
        Refusal used = Refused(state, Redeem("2026-02-11", "a"));
        Assert.Equal(ProgrammeRefusals.TokenUnknownOrUsed, used.Code);
        Assert.Equal((1L, 2L), (state.Redeemed, Then(state, Redeem("2026-02-11", "b")).Redeemed));

        // A used token and one that never was are refused alike, so that trying says nothing.
        Assert.Equal(used, Refused(state, Redeem("2026-02-11", "never")));
    }

    [Fact]
    [Requirement("L-5")]
    public void Stream_NeverSaysWhoRedeemed_AndForgetsWhatIsUsed()
    {
        SurveyTokenState state = After(Issue("2026-02-01", "a", "b"));
        TokenRedeemed redeemed = Assert.IsType<TokenRedeemed>(Assert.Single(Process.Handle(state, Redeem("2026-02-10", "a")).Events));
        Assert.Equal(["At", "TokenHash", "TypeName"], typeof(TokenRedeemed).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["At", "TokenHash", "TypeName"], typeof(RedeemToken).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal([SurveyToken.Hash("b")], Process.Evolve(state, redeemed).OpenHashes);
    }

    [Fact]
    [Requirement("L-5")]
    public void Reward_CarriesNothingOfTheTokenIntoTheAccount()
    {
        string hash = SurveyToken.Hash("a");
        SurveyRewardCommands plan = SurveyReward.Plan(Day("2026-02-10"), "nps-1", hash, "k7", BusinessTime.On(Given.Date("2026-02-10")), string.Empty, MemberFacts.None, []);
        Assert.Equal(new RedeemToken(Day("2026-02-10"), hash), plan.Token);
        Assert.Equal(new RecordActivity(Day("2026-02-10"), "survey", "nps-1/k7", 1, BusinessTime.On(Given.Date("2026-02-10")), string.Empty, string.Empty, MemberFacts.None, []), plan.Account);
        Assert.DoesNotContain(hash, plan.Account.ToString(), StringComparison.Ordinal);
        Assert.True(Process.Handle(After(Issue("2026-02-01", "a")), plan.Token).IsAccepted);
    }

    [Fact]
    public void FurtherBatches_AddTokens_OfOneSurveyOnly()
    {
        SurveyTokenState state = After(Issue("2026-02-01", "a"), Issue("2026-02-02", "b", "c"));
        Assert.Equal((3L, "nps-1", true), (state.Issued, state.Survey, state.IsOpen(SurveyToken.Hash("c"))));
        Refusal refusal = Refused(state, new IssueTokens(Day("2026-02-03"), "nps-2", [SurveyToken.Hash("d")]));
        Assert.Equal((ProgrammeRefusals.SurveyMismatch, "nps-2", "nps-1"), (refusal.Code, refusal["given"], refusal["expected"]));
    }

    [Fact]
    public void CommandsAgainstTheRules_AreRefused()
    {
        SurveyTokenState state = After(Issue("2026-02-01", "a"));
        Assert.Equal(ProgrammeRefusals.TokenKnown, Refused(state, Issue("2026-02-02", "b", "a")).Code);
        Assert.Equal(ProgrammeRefusals.TokenKnown, Refused(state, Issue("2026-02-02", "b", "b")).Code);
        Assert.Equal(ProgrammeRefusals.TokenNotHashed, Refused(state, new IssueTokens(Day("2026-02-02"), "nps-1", ["a-plain-token"])).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(state, Issue("2026-02-02")).Code);
        Assert.Equal(ProgrammeRefusals.TokenUnknownOrUsed, Refused(Process.Initial, Redeem("2026-02-02", "a")).Code);
        Assert.Equal(RefusalCodes.AtBeforeStream, Refused(state, Redeem("2026-01-31", "a")).Code);
        Assert.Null(Process.NextDue(state));
    }

    // The tree beneath budgets, stock and tokens, against the framework's dictionary.
    [Fact]
    public void SharedMap_IsADictionary_WhoseVersionsDontInfluenceEachOther()
    {
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var map = new SharedMap<string, int>(StringComparer.Ordinal);
        var random = new Random(20260301);
        for (int i = 0; i < 20_000; i++)
        {
            string key = random.Next(700).ToString(CultureInfo.InvariantCulture);
            SharedMap<string, int> before = map;
            int count = map.Count;
            bool had = map.TryFind(key, out int old);
            bool remove = random.Next(2) == 0;
            map = remove ? map.Without(key) : map.With(key, i);
            Assert.Equal((count, had, old), (before.Count, before.TryFind(key, out int still), still));
            if (remove)
            {
                expected.Remove(key);
            }
            else
            {
                expected[key] = i;
            }

            Assert.Equal(expected.Count, map.Count);
            if (i % 100 == 0)
            {
                Assert.Equal(expected.Values, map.Values);
                Assert.True(!map.TryFirst(out int first) || first == expected.First().Value);
            }
        }
    }

    private static Instant Day(string date) => Given.At(date + "T00:00:00Z");

    private static IssueTokens Issue(string date, params string[] tokens) => new IssueTokens(Day(date), "nps-1", tokens.Select(SurveyToken.Hash).ToArray());

    private static RedeemToken Redeem(string date, string token) => new RedeemToken(Day(date), SurveyToken.Hash(token));

    private static SurveyTokenState After(params SurveyTokenCommand[] commands) => commands.Aggregate(Process.Initial, Then);

    private static SurveyTokenState Then(SurveyTokenState state, SurveyTokenCommand command)
    {
        Decision<SurveyTokenEvent> decision = Process.Handle(state, command);
        Assert.True(decision.IsAccepted, decision.Refusal?.ToString());
        return Process.Fold(state, decision.Events);
    }

    private static Refusal Refused(SurveyTokenState state, SurveyTokenCommand command)
    {
        Decision<SurveyTokenEvent> decision = Process.Handle(state, command);
        Assert.Empty(decision.Events);
        return decision.Refusal!;
    }
}
