using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>The plans' stages, to the midnight.</summary>
public class LifecyclePresetTests
{
    [Fact]
    [Requirement("C-1")]
    public void P2_AgeStages_BeginAtTheMidnightsThatStartDay91AndDay181()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0, 23));
        for (int day = 20; day <= 200; day += 20)
        {
            life.Act(LifecycleActivities.LogIn, Day(day));
        }

        Assert.Equal(Midnight(0).Replace("00:00", "23:00") + " new; " + Midnight(91) + " growing; " + Midnight(181) + " mature", life.History(Day(210)));
        Assert.Equal(("mature", 3), (life.View(Day(210)).Furthest!.Stage, life.View(Day(210)).Furthest!.Progress));
    }

    [Fact]
    [Requirement("C-1")]
    public void P2_InactiveFor30WholeDays_IsAtRiskFromTheMidnightThatStartsDay31_NewCustomersToo()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        Assert.Equal(Midnight(31), life.Due());
        Assert.Equal("new", life.Stage(Day(31, 0) - Duration.Epsilon));
        LifecycleState at = life.View(Day(31, 0));
        Assert.Equal(("at-risk", "new", true), (at.Stage, at.BaseStage, at.IsAtRisk));
        ActiveSignal signal = Assert.Single(at.Signals);
        Assert.Equal(("inactive", SignalKind.Inactivity, 30m, 30m), (signal.Signal, signal.Kind, signal.Found, signal.Bound));

        life.Act(LifecycleActivities.LogIn, Day(20));
        Assert.Equal(Midnight(51), life.Due());
        life.Act(LifecycleActivities.OutboundContact, Day(40));
        Assert.Equal(Midnight(51), life.Due());
        life.Act("newsletter-opened", Day(41));
        Assert.Equal(Midnight(51), life.Due());
    }

    [Fact]
    [Requirement("C-5")]
    public void P2_AtRisk_IsWonBackByAPurchaseWithNoSignalLeft_IntoTheAgeStage()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Act(LifecycleActivities.LogIn, Day(100));
        Assert.Equal("at-risk", life.View(Day(100)).Stage);
        life.Buy(Day(120));
        Assert.Equal(Midnight(0).Replace("00:00", "12:00") + " new; " + Midnight(31) + " at-risk; " + Text(Day(120)) + " growing WinBack", life.History(Day(120)));
        Assert.Equal("at-risk", life.Stage(Day(151, 0)));
    }

    [Fact]
    [Requirement("C-5")]
    public void P2_AtRiskWithoutAPurchaseFor180Days_IsLost_AndMayStillComeBack()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        Assert.EndsWith(Midnight(31) + " at-risk; " + Midnight(211) + " lost Loss", life.History(Day(400)), System.StringComparison.Ordinal);
        life.Buy(Day(500));
        Assert.EndsWith("lost Loss; " + Text(Day(500)) + " mature WinBack", life.History(Day(500)), System.StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("C-1")]
    [InlineData(70, true)]
    [InlineData(70.0001, false)]
    public void P2_SpendingFalls_From30Percent_AndClearsAt80(double now, bool falls)
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0), 1);

        // The 90 days before those of day 300: days 121 to 210; its own: 211 to 300.
        life.Buy(Day(121), 50);
        life.Buy(Day(210), 50);
        life.Buy(Day(211), (decimal)now);
        Assert.Equal(falls, life.View(Day(300)).Signals.Any(s => s.Signal == "spend-down"));
        if (falls)
        {
            life.Buy(Day(300, 13), 9.9999m);
            Assert.Contains(life.State.Signals, s => s.Signal == "spend-down");
            life.Buy(Day(300, 14), 0.0001m);
            Assert.DoesNotContain(life.State.Signals, s => s.Signal == "spend-down");
        }
    }

    [Theory]
    [Requirement("C-3")]
    [InlineData(10, 7, true)]
    [InlineData(10, 8, false)]
    [InlineData(3, 2, true)]
    [InlineData(2, 1, false)]
    public void P2_FrequencyDownBy30Percent_CountsAtExactly30_WithThreeBefore(int before, int now, bool falls)
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0), 1);
        for (int i = 0; i < before; i++)
        {
            life.Buy(Day(121, 8) + Duration.FromHours(i), 100);
        }

        for (int i = 0; i < now; i++)
        {
            life.Buy(Day(211, 8) + Duration.FromHours(i), 1000);
        }

        Assert.Equal(falls, life.View(Day(300)).Signals.Any(s => s.Signal == "frequency-down"));
    }

    [Fact]
    [Requirement("C-2")]
    public void P5_NewFor90Days_ThenActiveWhileActiveWithin90Days_ElseSilent()
    {
        var life = new TestLife(LifecyclePresets.P5);
        life.Buy(Day(0));
        Assert.Equal(Midnight(0).Replace("00:00", "12:00") + " new; " + Midnight(91) + " silent", life.History(Day(200)));
        life.Act(LifecycleActivities.LogIn, Day(80));
        Assert.Equal(Midnight(0).Replace("00:00", "12:00") + " new; " + Midnight(91) + " active; " + Midnight(171) + " silent", life.History(Day(400)));
        life.Buy(Day(300));
        Assert.Equal("active", life.State.Stage);
    }

    [Fact]
    [Requirement("T-6")]
    public void P3_FirstMatch_OfChurnRiskNewHighValuePotential()
    {
        var life = new TestLife(LifecyclePresets.P3);
        life.Buy(At("2026-01-31 10:00"));
        Assert.Equal("new", life.State.Stage);

        // Three months, clamped at the end of April: no longer under 3 months, and silent for 3.
        Assert.Equal("2026-04-30 00:00", life.Due());
        Assert.Equal("churn-risk", life.Stage(At("2026-04-30")));
        life.Act(LifecycleActivities.InboundContact, At("2026-04-15 10:00"));
        Assert.Equal("potential", life.Stage(At("2026-04-30")));
        life.Do(new SetCustomerTag(At("2026-05-01"), LifecyclePresets.TopSpend, true));
        Assert.Equal("high-value", life.State.Stage);
        life.Act(LifecycleActivities.SurveyOf5, At("2026-05-02 10:00"), 3);
        Assert.Equal("high-value", life.State.Stage);
        life.Act(LifecycleActivities.SurveyOf10, At("2026-05-03 10:00"), 5);
        Assert.Equal("churn-risk", life.State.Stage);
        life.Act(LifecycleActivities.SurveyOf10, At("2026-05-04 10:00"), 6);
        Assert.Equal("high-value", life.State.Stage);
        life.Act(LifecycleActivities.Objection, At("2026-05-05 10:00"), id: "O1");
        Assert.Equal("churn-risk", life.State.Stage);
        life.Buy(At("2026-05-06 10:00"));
        Assert.Equal("churn-risk", life.State.Stage);
        life.Do(new CloseActivity(At("2026-05-07 10:00"), "O1", At("2026-05-07 09:00")));
        Assert.Equal(("high-value", StageOutcome.WinBack), (life.State.Stage, life.State.History[life.State.History.Count - 1].Outcome));
    }
}
