using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>What several accounts share: survey tokens, a budget, the stock of a reward, a referral.</summary>
    internal static class LoyaltySharedChecks
    {
        private static readonly Instant Later = LoyaltyProgramme.Noon(2026, 6, 1);

        internal static void Run(Checks check)
        {
            SurveysOnABudget(check);
            Budget(check);
            Stock(check);
            Referred(check);
            Revoked(check);
        }

        private static void SurveysOnABudget(Checks check)
        {
            var budget = new BudgetStream(check);
            budget.Do(new OpenBudget(LoyaltyChecks.March(1), "surveys", new Points(15), "manager"));
            var tokens = new TokenStream(check);
            tokens.Do(new IssueTokens(LoyaltyChecks.March(1), "spring", new[] { SurveyToken.Hash("token-1"), SurveyToken.Hash("token-2") }));

            // 15 points are there: 10 for the first answer, 5 for the second.
            Answer(check, tokens, budget, "C-6", "token-1", "a1", 10);
            Answer(check, tokens, budget, "C-7", "token-2", "b2", 5);
            tokens.Refused(new RedeemToken(LoyaltyChecks.March(3), SurveyToken.Hash("token-2")), ProgrammeRefusals.TokenUnknownOrUsed);
            check.Equal("what is left of the budget", new Points(0), budget.State.Left);
        }

        private static void Answer(Checks check, TokenStream tokens, BudgetStream budget, string member, string token, string newId, decimal points)
        {
            AccountStream account = LoyaltyChecks.Open(check, member, "HQ");
            Instant at = LoyaltyChecks.March(2);
            SurveyRewardCommands commands = SurveyReward.Plan(at, "spring", SurveyToken.Hash(token), newId, BusinessTime.On(new LocalDate(2026, 3, 2)), "HQ", MemberFacts.None, new[] { budget.State.ToRoom() });
            tokens.Do(commands.Token);
            foreach (PointsEvent happened in account.Do(commands.Account))
            {
                foreach (BudgetMovement movement in BudgetDraws.Of(at, member, happened))
                {
                    budget.Do(movement.Command);
                }
            }

            check.Equal("points for " + member + "'s answer", points, LoyaltyChecks.Available(account));
        }

        private static void Budget(Checks check)
        {
            var budget = new BudgetStream(check);
            budget.Do(new OpenBudget(LoyaltyChecks.March(1), "campaign", new Points(1000), "manager"));
            budget.Do(new DrawBudget(LoyaltyChecks.March(2), "SO-1", string.Empty, new Points(800), Later));
            budget.Refused(new DrawBudget(LoyaltyChecks.March(3), "SO-2", string.Empty, new Points(300), Later), ProgrammeRefusals.BudgetExhausted);
            budget.Do(new ChangeBudget(LoyaltyChecks.March(3), new Points(1200), "manager", "goes well"));
            budget.Do(new RestoreBudget(LoyaltyChecks.March(4), "SO-1", new Points(100)));
            check.Equal("what is left of the campaign", new BudgetRoom("campaign", new Points(500)), budget.State.ToRoom());
        }

        private static void Stock(Checks check)
        {
            var mugs = new StockStream(check);
            mugs.Do(new OpenStock(LoyaltyChecks.March(1), "MUG", 1, "manager"));
            mugs.Do(new Restock(LoyaltyChecks.March(1), 1, "manager"));
            AccountStream account = LoyaltyChecks.Open(check, "C-8", "HQ");
            account.Do(LoyaltyChecks.Order(2, "SO-1", 700));

            RewardRedemptionStep hold = RewardRedemption.Hold(LoyaltyChecks.March(3), "G-1", Mug(), 1, LoyaltyChecks.March(4));
            check.Equal("the stock's part of a hold", new ReserveReward(LoyaltyChecks.March(3), "G-1", 1, LoyaltyChecks.March(4)), hold.Stock);
            Both(account, mugs, hold);
            RewardRedemptionStep capture = RewardRedemption.Capture(LoyaltyChecks.March(3), "G-1", Later);
            check.Equal("the stock's part of a capture", new ConfirmReward(LoyaltyChecks.March(3), "G-1", Later), capture.Stock);
            Both(account, mugs, capture);
            RewardRedemptionStep atOnce = RewardRedemption.Plan(LoyaltyChecks.March(3), "G-2", Mug(), 1, Later);
            check.Equal("the stock's part at once", new IssueReward(LoyaltyChecks.March(3), "G-2", 1, Later), atOnce.Stock);
            Both(account, mugs, atOnce);
            mugs.Refused(RewardRedemption.Plan(LoyaltyChecks.March(3), "G-3", Mug(), 1, Later).Stock, ProgrammeRefusals.OutOfStock);
            RewardRedemptionStep cancel = RewardRedemption.Cancel(LoyaltyChecks.March(4), "G-2", "GC-1", null, 1);
            check.Equal("the stock's part of a cancellation", new ReturnReward(LoyaltyChecks.March(4), "G-2", 1), cancel.Stock);
            Both(account, mugs, cancel);
            Both(account, mugs, RewardRedemption.Hold(LoyaltyChecks.March(4), "G-4", Mug(), 1, LoyaltyChecks.March(5)));
            RewardRedemptionStep release = RewardRedemption.Release(LoyaltyChecks.March(4), "G-4");
            check.Equal("the stock's part of a release", new ReleaseReward(LoyaltyChecks.March(4), "G-4"), release.Stock);
            Both(account, mugs, release);
            check.Equal("mugs and points left", "1 and 500", mugs.State.Available + " and " + LoyaltyChecks.Available(account));
        }

        private static void Both(AccountStream account, StockStream stock, RewardRedemptionStep step)
        {
            account.Do(step.Account);
            stock.Do(step.Stock);
        }

        private static RedemptionRequest Mug()
        {
            return new RedemptionRequest(LoyaltyProgramme.Points, RedemptionType.Gift, new Points(200), null, null, new List<OrderLine>(), "MUG", default(CustomerId), null, null);
        }

        private static void Referred(Checks check)
        {
            AccountStream referrer = LoyaltyChecks.Open(check, "C-9", "HQ");
            AccountStream referee = LoyaltyChecks.Open(check, "C-10", "HQ");
            ReferralStream referral = Invite(check, referrer.State.Member, referee.State.Member);
            referral.Refused(new QualifyReferral(LoyaltyChecks.March(3), "SO-1", 99.99m, 0), ProgrammeRefusals.ReferralOrderTooSmall);
            referral.Do(new QualifyReferral(LoyaltyChecks.March(3), "SO-1", 100, 0));
            Instant due = referral.Process.NextDue(referral.State).Value;
            check.Equal("when the rewards are due", new LocalDate(2026, 3, 17), due.InZone(FactChecks.Shanghai).Date);
            ReferralState matured = referral.Process.View(referral.State, due);
            BusinessTime on = BusinessTime.On(new LocalDate(2026, 3, 17));
            var core = new MemberFacts(new[] { "core" }, new List<string>(), new LocalDate(1990, 5, 1));
            ReferralCommands rewards = ReferralRewards.OnMatured(matured, due, on, "HQ", core, MemberFacts.None, new List<BudgetRoom>()).Value;
            referrer.Do(rewards.ForReferrer);
            referee.Do(rewards.ForReferee);
            check.Equal("both sides' points, doubled for a core customer", "200 and 50", LoyaltyChecks.Available(referrer) + " and " + LoyaltyChecks.Available(referee));

            referral.Do(new RevokeReferral(LoyaltyChecks.March(20), "SO-1", ReferralRevocation.OrderReturned));
            ReferralCommands clawback = ReferralRewards.OnRevoked(referral.State, LoyaltyChecks.March(20), on).Value;
            referrer.Do(clawback.ForReferrer);
            referee.Do(clawback.ForReferee);
            check.Equal("both sides' points after the return", "0 and 0", LoyaltyChecks.Available(referrer) + " and " + LoyaltyChecks.Available(referee));
        }

        private static void Revoked(Checks check)
        {
            var member = new CustomerId("C-9");
            var referral = new ReferralStream(check);
            referral.Refused(new InviteMember(LoyaltyChecks.March(2), "RF-2", "CODE-9", member, member, new List<CustomerId>(), 0), ProgrammeRefusals.SelfReferral);
            ReferralStream lapsing = Invite(check, member, new CustomerId("C-11"));
            Instant due = lapsing.Process.NextDue(lapsing.State).Value;
            check.Equal("an invitation that nobody follows", "the referral lapsed", LoyaltyMessages.NameOf(lapsing.Process.Settle(lapsing.State, due).Single()));
        }

        private static ReferralStream Invite(Checks check, CustomerId referrer, CustomerId referee)
        {
            var referral = new ReferralStream(check);
            referral.Do(new InviteMember(LoyaltyChecks.March(2), "RF-1", "CODE-9", referrer, referee, new List<CustomerId>(), 0));
            return referral;
        }
    }
}
