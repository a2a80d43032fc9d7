using System;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class RewardStockTests
{
    private static readonly RewardStock Process = new RewardStock();
    private static readonly RedemptionRequest Request = new RedemptionRequest("points", RedemptionType.Gift, new Points(500), null, null, [], "mug", default, null, null);

    [Fact]
    public void Reservation_TakesFromWhatIsFree_NotFromWhatIsThere()
    {
        RewardStockState state = After(Reserve("2026-02-01", "H1", 3));
        Assert.Equal((10L, 3L, 7L), (state.OnHand, state.Reserved, state.Available));
        Assert.Equal(3L, state.FindReservation("H1")!.Quantity);
    }

    [Fact]
    public void MoreThanIsFree_IsRefused_AndSaysWhatIsFree()
    {
        RewardStockState state = After(Reserve("2026-02-01", "H1", 8));
        Refusal refusal = Refused(state, Reserve("2026-02-02", "H2", 3));
        Assert.Equal((ProgrammeRefusals.OutOfStock, "3", "2"), (refusal.Code, refusal["asked"], refusal["left"]));
        Assert.Equal("奖品可用库存为 2 件,不足所需的 3 件。", refusal.ToText(Language.Chinese));
        Assert.Equal(ProgrammeRefusals.OutOfStock, Refused(state, Issue("2026-02-02", "R2", 3)).Code);
        Assert.Equal(0L, Then(state, Issue("2026-02-02", "R2", 2)).Available);
    }

    [Fact]
    public void ReservationThatIsNotConfirmed_LapsesAtItsInstant_WhoeverAsks()
    {
        RewardStockState state = After(Reserve("2026-02-01", "H1", 3, "2026-02-05"), Reserve("2026-02-01", "H2", 2, "2026-02-03"));
        Assert.Equal(Day("2026-02-03"), Process.NextDue(state));
        Assert.Empty(Process.Settle(state, Day("2026-02-03").PlusNanoseconds(-1)));
        Assert.Equal(
            [new RewardReleased(Day("2026-02-03"), "H2", 2, 7, HoldEnd.TimedOut), new RewardReleased(Day("2026-02-05"), "H1", 3, 10, HoldEnd.TimedOut)],
            Process.Settle(state, Day("2026-12-31")));
        Assert.Equal(10L, Process.View(state, Day("2026-02-05")).Available);
        Assert.Null(Process.NextDue(Process.View(state, Day("2026-02-05"))));

        // The last piece is free again at that instant, though no sweep ran.
        Assert.Equal(ProgrammeRefusals.ReservationUnknown, Refused(state, new ConfirmReward(Day("2026-02-05"), "H1", Day("2026-06-01"))).Code);
        Assert.Equal(0L, Then(state, Issue("2026-02-05", "R1", 10)).OnHand);
    }

    [Fact]
    public void ConfirmedReservation_IsHandedOut_AndNoLongerLapses()
    {
        RewardStockState state = After(Reserve("2026-02-01", "H1", 3), new ConfirmReward(Day("2026-02-02"), "H1", Day("2026-06-01")));
        Assert.Equal((7L, 0L, 7L), (state.OnHand, state.Reserved, state.Available));
        Assert.Null(Process.NextDue(state));
        Assert.Equal(ProgrammeRefusals.ReservationUnknown, Refused(state, new ConfirmReward(Day("2026-02-02"), "H1", Day("2026-06-01"))).Code);
        Assert.Equal(ProgrammeRefusals.ReservationKnown, Refused(state, Reserve("2026-02-03", "H1", 1)).Code);
    }

    [Fact]
    public void ReleasedReservation_IsFreeAgain()
    {
        RewardStockState state = After(Reserve("2026-02-01", "H1", 3), new ReleaseReward(Day("2026-02-02"), "H1"));
        Assert.Equal((10L, 0L), (state.OnHand, state.Reserved));
        Assert.Equal(ProgrammeRefusals.ReservationUnknown, Refused(state, new ReleaseReward(Day("2026-02-02"), "H1")).Code);
    }

    [Fact]
    public void Return_BringsBack_AtMostWhatIsOut()
    {
        RewardStockState state = After(Issue("2026-02-01", "R1", 5), Back("2026-02-02", "R1", 2));
        Assert.Equal((7L, 3L), (state.OnHand, state.FindIssue("R1", Day("2026-02-02"))!.Quantity));
        Assert.Equal((LoyaltyRefusals.MoreThanLeft, "3"), (Refused(state, Back("2026-02-03", "R1", 4)).Code, Refused(state, Back("2026-02-03", "R1", 4))["left"]));
        Assert.Equal(ProgrammeRefusals.IssueUnknown, Refused(state, Back("2026-02-03", "R9", 1)).Code);
    }

    [Fact]
    public void Return_AfterItsTime_IsRefused_WhetherOrNotAnythingHappenedSince()
    {
        RewardStockState state = After(Issue("2026-02-01", "R1", 5, "2026-03-01"));
        Assert.Equal(10L, Then(state, Back("2026-02-28", "R1", 5)).OnHand);
        Assert.Equal(ProgrammeRefusals.IssueUnknown, Refused(state, Back("2026-03-01", "R1", 5)).Code);
        Assert.Empty(Then(state, new Restock(Day("2026-03-01"), 1, "u1")).Issues);
    }

    [Fact]
    public void Restock_Adds() => Assert.Equal(15L, After(new Restock(Day("2026-02-01"), 5, "u1")).Available);

    [Fact]
    public void EmptyStock_CanBeOpened_ButNotRedeemedFrom()
    {
        RewardStockState state = Then(Process.Initial, new OpenStock(Day("2026-01-01"), "mug", 0, "u1"));
        Assert.Equal(ProgrammeRefusals.OutOfStock, Refused(state, Issue("2026-02-01", "R1", 1)).Code);
    }

    [Fact]
    public void CommandsAgainstTheRules_AreRefused()
    {
        RewardStockState state = After(Reserve("2026-02-01", "H1", 3));
        Assert.Equal(ProgrammeRefusals.StockNotOpen, Refused(Process.Initial, Reserve("2026-02-01", "H1", 1)).Code);
        Assert.Equal(ProgrammeRefusals.StockOpenAlready, Refused(state, new OpenStock(Day("2026-02-02"), "cup", 1, "u1")).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(Process.Initial, new OpenStock(Day("2026-02-02"), "cup", -1, "u1")).Code);
        Assert.Equal(ProgrammeRefusals.ReservationKnown, Refused(state, Issue("2026-02-02", "H1", 1)).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(state, Reserve("2026-02-02", "H2", 0)).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(state, new Restock(Day("2026-02-02"), -5, "u1")).Code);
        Assert.Equal(LoyaltyRefusals.HoldInThePast, Refused(state, Reserve("2026-02-02", "H2", 1, "2026-02-02")).Code);
        Assert.Equal(RefusalCodes.AtBeforeStream, Refused(state, Reserve("2026-01-31", "H2", 1)).Code);
        Assert.Equal(RefusalCodes.AmountOutOfRange, Refused(state, new Restock(Day("2026-02-02"), long.MaxValue, "u1")).Code);
    }

    [Fact]
    public void Redemption_IsOneCommandForEachStream_AndCancellingBringsTheRewardBack()
    {
        RewardRedemptionStep plan = RewardRedemption.Plan(Day("2026-02-01"), "R1", Request, 2, Day("2026-06-01"));
        Assert.Equal(new RedeemPoints(Day("2026-02-01"), "R1", Request), plan.Account);
        RewardStockState state = After(plan.Stock);
        Assert.Equal(8L, state.Available);
        RewardRedemptionStep cancel = RewardRedemption.Cancel(Day("2026-02-02"), "R1", "C1", null, 2);
        Assert.Equal(new CancelRedemption(Day("2026-02-02"), "R1", "C1", null), cancel.Account);
        Assert.Equal(10L, Then(state, cancel.Stock).Available);
    }

    [Fact]
    public void HoldAndCapture_ReserveAndConfirm_AndBothLapseAtOneInstant()
    {
        RewardRedemptionStep hold = RewardRedemption.Hold(Day("2026-02-01"), "H1", Request, 2, Day("2026-02-02"));
        RewardStockState state = After(hold.Stock);
        Assert.Equal(((HoldPoints)hold.Account).Until, Process.NextDue(state));
        RewardRedemptionStep capture = RewardRedemption.Capture(Day("2026-02-01"), "H1", Day("2026-06-01"));
        Assert.Equal(new CaptureHold(Day("2026-02-01"), "H1", null), capture.Account);
        Assert.Equal(8L, Then(state, capture.Stock).OnHand);
        RewardRedemptionStep release = RewardRedemption.Release(Day("2026-02-01"), "H1");
        Assert.Equal(new ReleaseHold(Day("2026-02-01"), "H1"), release.Account);
        Assert.Equal(10L, Then(state, release.Stock).Available);
    }

    private static Instant Day(string date) => Given.At(date + "T00:00:00Z");

    private static ReserveReward Reserve(string date, string reference, long quantity, string until = "2026-06-01") => new ReserveReward(Day(date), reference, quantity, Day(until));

    private static IssueReward Issue(string date, string reference, long quantity, string keepUntil = "2026-06-01") => new IssueReward(Day(date), reference, quantity, Day(keepUntil));

    private static ReturnReward Back(string date, string reference, long quantity) => new ReturnReward(Day(date), reference, quantity);

    private static RewardStockState After(params StockCommand[] commands) =>
        commands.Aggregate(Then(Process.Initial, new OpenStock(Day("2026-01-01"), "mug", 10, "u1")), Then);

    private static RewardStockState Then(RewardStockState state, StockCommand command)
    {
        Decision<StockEvent> decision = Process.Handle(state, command);
        Assert.True(decision.IsAccepted, decision.Refusal?.ToString());
        return Process.Fold(state, decision.Events);
    }

    private static Refusal Refused(RewardStockState state, StockCommand command)
    {
        Decision<StockEvent> decision = Process.Handle(state, command);
        Assert.Empty(decision.Events);
        return decision.Refusal!;
    }
}
