using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class BudgetTests
{
    private static readonly ProgrammeBudget Process = new ProgrammeBudget();
    private static readonly Instant Never = Given.At("2027-01-01T00:00:00Z");

    [Fact]
    public void Draw_LowersWhatIsLeft_AndTheRoomThatCommandsCarry()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 60), Draw("2026-02-02", "B", 15.5m));
        Assert.Equal((100m, 75.5m, 24.5m), (state.Total.Value, state.Drawn.Value, state.Left.Value));
        Assert.Equal(new BudgetRoom("spring", new Points(24.5m)), state.ToRoom());
    }

    [Fact]
    public void Draw_BeyondWhatIsLeft_IsRefused_AndSaysWhatIsLeft()
    {
        Refusal refusal = Refused(After(Draw("2026-02-01", "A", 60)), Draw("2026-02-02", "B", 40.0001m));
        Assert.Equal(new Refusal(ProgrammeRefusals.BudgetExhausted, new RefusalArgument("asked", "40.0001"), new RefusalArgument("left", "40")), refusal);
        Assert.Equal("The budget has 40 points left, fewer than the 40.0001 asked for.", refusal.ToText(Language.English));
        Assert.Equal("预算仅剩 40 积分,不足所需的 40.0001。", refusal.ToText(Language.Chinese));
        Assert.Equal(default, After(Draw("2026-02-01", "A", 60), Draw("2026-02-02", "B", 40)).Left);
    }

    [Fact]
    public void Draw_OfOnePartTwice_IsRefused_ButAnotherPartDraws()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 10, "p1"));
        Assert.Equal(ProgrammeRefusals.DrawKnown, Refused(state, Draw("2026-02-02", "A", 5, "p1")).Code);
        Assert.Equal(15m, After(Draw("2026-02-01", "A", 10, "p1"), Draw("2026-02-02", "A", 5, "p2")).FindDraw("A", Day("2026-02-02"))!.Amount.Value);
    }

    [Fact]
    public void Restore_GivesBack_AtMostWhatTheReferenceDrew()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 10, "p1"), Draw("2026-02-02", "A", 5, "p2"), Draw("2026-02-02", "B", 50), Restore("2026-02-03", "A", 12));
        Assert.Equal((53m, 3m), (state.Drawn.Value, state.FindDraw("A", Day("2026-02-03"))!.Amount.Value));
        Refusal refusal = Refused(state, Restore("2026-02-04", "A", 4));
        Assert.Equal((LoyaltyRefusals.MoreThanLeft, "3"), (refusal.Code, refusal["left"]));
        Assert.Equal(ProgrammeRefusals.DrawUnknown, Refused(state, Restore("2026-02-04", "C", 1)).Code);
    }

    [Fact]
    public void DrawThatWasRestoredInFull_IsNotDrawnAgain()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 10), Restore("2026-02-02", "A", 10));
        Assert.Equal(default, state.Drawn);
        Assert.Equal(ProgrammeRefusals.DrawKnown, Refused(state, Draw("2026-02-03", "A", 10)).Code);
    }

    [Fact]
    public void DrawWhoseAwardClosed_StaysDrawn_WhetherOrNotAnythingHappenedSince()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 10, keepUntil: "2026-03-01"));
        Assert.NotNull(state.FindDraw("A", Day("2026-03-01").PlusNanoseconds(-1)));
        Assert.Null(state.FindDraw("A", Day("2026-03-01")));
        Assert.Equal(ProgrammeRefusals.DrawUnknown, Refused(state, Restore("2026-03-01", "A", 10)).Code);
        ProgrammeBudgetState later = Then(state, Draw("2026-03-02", "B", 1));
        Assert.Equal(["B"], later.Draws.Select(d => d.Reference));
        Assert.Equal(11m, later.Drawn.Value);
    }

    [Fact]
    public void State_IsBoundedByOpenAwards_NotByHistory()
    {
        ProgrammeBudgetState state = Process.Fold(Process.Initial, [new BudgetOpened(Day("2026-01-01"), "b", new Points(1_000_000), "u1")]);
        Instant at = Day("2026-01-01");
        for (int i = 0; i < 5000; i++)
        {
            at += Duration.FromHours(1);
            state = Then(state, new DrawBudget(at, "A" + i, string.Empty, new Points(1), at + Duration.FromHours(24)));
            Assert.InRange(state.Draws.Count, 1, 24);
        }

        Assert.Equal(5000m, state.Drawn.Value);
    }

    [Fact]
    public void TwoDrawsFromOneState_DontInfluenceEachOther()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 10));
        ProgrammeBudgetState one = Then(state, Draw("2026-02-02", "B", 20));
        ProgrammeBudgetState other = Then(state, Draw("2026-02-02", "C", 30));
        Assert.Equal(["A", "B"], one.Draws.Select(d => d.Reference));
        Assert.Equal(["A", "C"], other.Draws.Select(d => d.Reference));
        Assert.Equal((90m, 70m, 60m), (state.Left.Value, one.Left.Value, other.Left.Value));
    }

    [Fact]
    public void Total_ChangesToNoLessThanIsDrawn()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 60));
        BudgetChanged changed = Assert.IsType<BudgetChanged>(Assert.Single(Process.Handle(state, new ChangeBudget(Day("2026-02-02"), new Points(60), "u1", "less money")).Events));
        Assert.Equal((100m, 60m), (changed.Before.Value, changed.Total.Value));
        Assert.Equal(default, Process.Evolve(state, changed).Left);
        Assert.Equal(ProgrammeRefusals.BudgetBelowDrawn, Refused(state, new ChangeBudget(Day("2026-02-02"), new Points(59.9999m), "u1", "less money")).Code);
        Assert.Equal(RefusalCodes.TextMissing, Refused(state, new ChangeBudget(Day("2026-02-02"), new Points(70), "u1", " ")).Code);
    }

    [Fact]
    public void CommandsAgainstTheRules_AreRefused()
    {
        ProgrammeBudgetState state = After(Draw("2026-02-01", "A", 60));
        Assert.Equal(ProgrammeRefusals.BudgetNotOpen, Refused(Process.Initial, Draw("2026-02-01", "A", 1)).Code);
        Assert.Equal(ProgrammeRefusals.BudgetOpenAlready, Refused(state, new OpenBudget(Day("2026-02-02"), "other", new Points(1), "u1")).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(Process.Initial, new OpenBudget(Day("2026-02-02"), "b", default, "u1")).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(state, Draw("2026-02-02", "B", 0)).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, Refused(state, Restore("2026-02-02", "A", -1)).Code);
        Assert.Equal(RefusalCodes.AtBeforeStream, Refused(state, Draw("2026-01-31", "B", 1)).Code);
        Assert.Null(Process.NextDue(state));
    }

    [Fact]
    public void Award_DrawsOnTheBudgetsThatItsCountersName()
    {
        IReadOnlyList<BudgetMovement> movements = BudgetDraws.Of(Day("2026-02-02"), "acc/1", Awarded("S1", "p1", Counter("budget:spring", 7.5m), Counter("cap:daily", 9), Counter("budget:vip", 2)));
        Assert.Equal(["spring", "vip"], movements.Select(m => m.Budget));
        Assert.Equal(new DrawBudget(Day("2026-02-02"), "acc~11/S1", "p1", new Points(7.5m), Closes), movements[0].Command);
        Assert.Empty(BudgetDraws.Of(Day("2026-02-02"), "acc", Awarded("S1", "p1", Counter("cap:daily", 9))));
        Assert.Empty(BudgetDraws.Of(Day("2026-02-02"), "acc", new MilestoneReached(Day("2026-02-01"), "S1", "paid", [])));
    }

    [Fact]
    public void Return_RestoresWhatTheAwardDrew_OverAllItsParts()
    {
        ProgrammeBudgetState state = After();
        PointsEvent[] events =
        [
            Awarded("S1", "p1", Counter("budget:spring", 7)),
            Awarded("S1", "p2", Counter("budget:spring", 5)),
            new PointsReturned(Day("2026-02-03"), AwardOf("S1"), "R1", [], false, [], [Counter("budget:spring", -9)], []),
            new PendingCancelled(Day("2026-02-04"), "S1", PendingEnd.BadDebt, AwardOf("S1"), [], [Counter("budget:spring", -3)], []),
        ];
        foreach (PointsEvent e in events)
        {
            state = Then(state, Assert.Single(BudgetDraws.Of(Day("2026-02-04"), "acc", e)).Command);
        }

        Assert.Equal(100m, state.Left.Value);
        Assert.Empty(BudgetDraws.Of(Day("2026-02-04"), "acc", new PendingCancelled(Day("2026-02-04"), "S1", PendingEnd.BadDebt, null, [], [Counter("budget:spring", -3)], [])));
    }

    [Fact]
    public void TwoAccounts_DrawUnderOneDocument_WithoutMeeting()
    {
        ProgrammeBudgetState state = After();
        foreach (string account in new[] { "a", "b" })
        {
            state = Then(state, Assert.Single(BudgetDraws.Of(Day("2026-02-04"), account, Awarded("birthday-2026", string.Empty, Counter("budget:spring", 10)))).Command);
        }

        Assert.Equal(20m, state.Drawn.Value);
    }

    [Fact]
    public void ReferencesThatAreUniqueAcrossAccounts_NeedNoAccount_SoThatAMergeLosesNothing()
    {
        BudgetMovement movement = Assert.Single(BudgetDraws.Of(Day("2026-02-04"), string.Empty, Awarded("S/1", string.Empty, Counter("budget:spring", 10))));
        Assert.Equal("S~11", ((DrawBudget)movement.Command).Reference);
    }

    private static Instant Closes => Day("2026-06-01");

    private static Instant Day(string date) => Given.At(date + "T00:00:00Z");

    private static DrawBudget Draw(string date, string reference, decimal amount, string part = "", string? keepUntil = null) =>
        new DrawBudget(Day(date), reference, part, new Points(amount), keepUntil is null ? Never : Day(keepUntil));

    private static RestoreBudget Restore(string date, string reference, decimal amount) => new RestoreBudget(Day(date), reference, new Points(amount));

    private static CounterChange Counter(string counter, decimal change) => new CounterChange(counter, Day("2026-02-01"), Never, change);

    private static Award AwardOf(string document) =>
        new Award(document, string.Empty, null, false, new PolicyVersion("p", "f"), Day("2026-02-01"), null, Given.Date("2026-02-01"), Never, Closes, [], [], [], []);

    private static PointsAwarded Awarded(string document, string part, params CounterChange[] counters) =>
        new PointsAwarded(Day("2026-02-01"), AwardOf(document), part, false, [], [], [], counters, []);

    private static ProgrammeBudgetState After(params BudgetCommand[] commands) =>
        commands.Aggregate(Then(Process.Initial, new OpenBudget(Day("2026-01-01"), "spring", new Points(100), "u1")), Then);

    private static ProgrammeBudgetState Then(ProgrammeBudgetState state, BudgetCommand command)
    {
        Decision<BudgetEvent> decision = Process.Handle(state, command);
        Assert.True(decision.IsAccepted, decision.Refusal?.ToString());
        return Process.Fold(state, decision.Events);
    }

    private static Refusal Refused(ProgrammeBudgetState state, BudgetCommand command)
    {
        Decision<BudgetEvent> decision = Process.Handle(state, command);
        Assert.Empty(decision.Events);
        return decision.Refusal!;
    }
}
