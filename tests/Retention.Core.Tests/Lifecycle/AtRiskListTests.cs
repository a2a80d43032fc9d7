using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>The list of customers at risk with which a day begins.</summary>
public sealed class AtRiskListTests
{
    private static readonly LifecyclePolicy P3 = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P3)).Policy;

    [Fact]
    [Requirement("C-6")]
    public void Customers_StandByGravestReason_NumberOfReasons_TimeAtRisk_ThenId()
    {
        TestLife silentLong = Bought(-300);
        TestLife silent = Bought(-200);
        TestLife objecting = Bought(-10);
        objecting.Act(LifecycleActivities.Objection, Day(9), id: "O1");
        TestLife objectingAndUnhappy = Bought(-10);
        objectingAndUnhappy.Act(LifecycleActivities.SurveyOf10, Day(8), 3);
        objectingAndUnhappy.Act(LifecycleActivities.Objection, Day(9), id: "O1");
        TestLife fine = Bought(0);
        TestLife merged = Bought(-300);
        merged.Do(new MergeLifecycle(Day(-250), new CustomerId("X"), "u1"));
        AtRiskList list = List(("E", silent), ("D", silent), ("C", silentLong), ("B", objecting), ("A", objectingAndUnhappy), ("F", fine), ("G", merged), ("H", new TestLife(LifecyclePresets.P3)));
        Assert.Equal("A B C D E", string.Join(" ", list.Customers.Select(c => c.Customer)));
        Assert.Empty(list.Watched);
        AtRiskCustomer first = list.Customers[0];
        Assert.Equal(("churn-risk", Day(8), Day(8)), (first.Stage, first.Since, first.RiskSince));
        Assert.Equal(["objection 1", "satisfaction-low 2"], first.Reasons.Select(r => r.Signal.Signal + " " + r.Rank));
        Assert.Equal("A: Churn risk, at risk since 2026-01-09T04:00:00Z.\nExplicit objection: 1 open objection.\nSatisfaction below 60: satisfaction 30 (< 60).\n", first.Explain(Language.English));
        Assert.Equal("A: 流失风险客户,自 2026-01-09T04:00:00Z 起有流失风险。\n明确异议: 未解决异议 1 项。\n满意度低于60: 满意度 30(< 60)。\n", first.Explain(Language.Chinese));
    }

    [Fact]
    public void Watched_AreThoseWithASignalOutsideAStageAtRisk_AndWhoIsAtRiskWithoutOneComesLast()
    {
        TestLife moved = Bought(-10);
        moved.Act(LifecycleActivities.Objection, Day(5), id: "O1");
        moved.Do(new MoveStage(Day(6), "potential", "u1", "an hour on the telephone", null));
        TestLife byHand = Bought(0);
        byHand.Do(new MoveStage(Day(6), "churn-risk", "u1", "a feeling", null));
        TestLife objecting = Bought(-10);
        objecting.Act(LifecycleActivities.Objection, Day(9), id: "O1");
        AtRiskList list = List(("A", moved), ("B", byHand), ("C", objecting));
        Assert.Equal("C B", string.Join(" ", list.Customers.Select(c => c.Customer)));
        AtRiskCustomer watched = Assert.Single(list.Watched);
        Assert.Equal((false, "potential", Day(6), Day(5)), (watched.IsAtRisk, watched.Stage, watched.Since, watched.RiskSince));
        Assert.StartsWith("A: Potential, not at risk, signals since 2026-01-06T04:00:00Z.\n", watched.Explain(Language.English), StringComparison.Ordinal);
        Assert.DoesNotContain("telephone", watched.Explain(Language.English), StringComparison.Ordinal);
        Assert.Equal("B: Churn risk, at risk since 2026-01-07T04:00:00Z.\n", list.Customers[1].Explain(Language.English));
    }

    [Fact]
    public void TimeAtRisk_GoesBackOverStagesOfRisk_AndASignalOfAnotherPolicyRanksLast()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        KeyValuePair<CustomerId, LifecycleState>[] states = [new KeyValuePair<CustomerId, LifecycleState>(new CustomerId("A"), life.View(Day(300)))];
        AtRiskCustomer lost = AtRiskList.Of(life.Process.PolicyOf(life.State)!, states).Customers.Single();
        Assert.Equal(("lost", Day(211, 0), Day(31, 0)), (lost.Stage, lost.Since, lost.RiskSince));
        Assert.Equal("Inactive for 30 days: no activity for 30 days (bound 30)", lost.Reasons.Single().Explain(Language.English));
        AtRiskCustomer unknown = AtRiskList.Of(P3, states).Customers.Single();
        Assert.Equal((null, "inactive"), (unknown.Reasons.Single().Rank, unknown.Reasons.Single().NameChinese));
        Assert.Equal("A: lost, at risk since 2026-01-31T16:00:00Z.", unknown.Explain(Language.English).Split('\n')[0]);
    }

    private static TestLife Bought(int day)
    {
        var life = new TestLife(LifecyclePresets.P3);
        life.Buy(Day(day));
        return life;
    }

    private static AtRiskList List(params (string Customer, TestLife Life)[] lives) =>
        AtRiskList.Of(P3, lives.Select(l => new KeyValuePair<CustomerId, LifecycleState>(new CustomerId(l.Customer), l.Life.View(Day(10)))));
}
