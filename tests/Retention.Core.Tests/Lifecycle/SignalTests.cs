using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>Every kind of signal, rising and ending at its exact bound, worked out by hand.</summary>
public sealed class SignalTests
{
    private const string Me = "u1";

    [Fact]
    [Requirement("C-6")]
    public void Inactivity_RisesAtTheMidnightThatEndsTheLastDay_AndEndsWithAnActivityOfTheList()
    {
        TestLife life = With("inactivity", s => (s.Window, s.Activities) = ("10d", "log-in"));
        life.Buy(Day(0, 23));
        Assert.Equal("", Signals(life, Day(11, 0) - Duration.Epsilon));
        Assert.Equal("10, bound 10", Signals(life, Day(11, 0)));
        life.Act("letter", Day(12));
        Assert.Equal("10, bound 10", Signals(life, Day(12)));
        life.Act(LifecycleActivities.LogIn, Day(13));
        Assert.Equal("", Signals(life, Day(13)));
        Assert.Equal(Midnight(24), life.Due());
    }

    [Theory]
    [Requirement("C-6")]
    [InlineData(20, 14, "14, before 20, bound 14")]
    [InlineData(20, 15, "")]
    [InlineData(3, 2, "2, before 3, bound 2.1")]
    [InlineData(2, 0, "")]
    public void FrequencyDown_RisesAtExactlyThePercent_WithEnoughBefore(int before, int now, string expected)
    {
        TestLife life = With("frequency-down", s => (s.Window, s.ClearPercent) = ("10d", 20));
        life.Do(Import(Day(119), Purchases(before, Day(105), 10).Concat(Purchases(now, Day(115), 10))));
        Assert.Equal(expected, Signals(life, Day(119)));
    }

    [Fact]
    [Requirement("C-6")]
    public void FrequencyDown_StaysBetweenItsBounds_AndEndsAtExactlyTheSecond()
    {
        TestLife life = With("frequency-down", s => (s.Window, s.ClearPercent) = ("10d", 20));
        life.Do(Import(Day(119), Purchases(20, Day(105), 10).Concat(Purchases(14, Day(115), 10))));
        life.Buy(Day(119));
        Assert.Equal("14, before 20, bound 14", Signals(life, Day(119)));
        Assert.Equal((16m, 20m), life.Buy(Day(119)).OfType<SignalCleared>().Select(e => (e.Found!.Value, e.Before!.Value)).Single());
    }

    [Theory]
    [Requirement("C-6")]
    [InlineData(2, 700, "700, before 1000, bound 700")]
    [InlineData(2, 700.0001, "")]
    [InlineData(1, 0, "")]
    public void SpendDown_RisesAtExactlyThePercent_WithTwoPurchasesBefore(int before, double now, string expected)
    {
        TestLife life = With("spend-down", s => (s.Window, s.ClearPercent) = ("90d", 20));
        life.Do(Import(Day(300), Purchases(before, Day(210), 1000m / before).Concat(Purchases(1, Day(211), (decimal)now))));
        Assert.Equal(expected, Signals(life, Day(300)));
    }

    [Fact]
    [Requirement("C-6")]
    public void SpendDown_EndsAtExactly80Percent_AndByAReturnFromBefore()
    {
        TestLife life = With("spend-down", s => (s.Window, s.ClearPercent) = ("90d", 20));
        life.Do(Import(Day(300), Purchases(2, Day(210), 500).Concat(Purchases(1, Day(211), 700))));
        life.Buy(Day(300), 99.9999m);
        Assert.NotEqual("", Signals(life, Day(300)));
        Assert.Single(life.Buy(Day(300), 0.0001m).OfType<SignalCleared>());
    }

    [Fact]
    [Requirement("C-6")]
    public void InteractionDown_CountsPurchasesAndTheActivitiesOfTheList()
    {
        TestLife life = With("interaction-down", s => (s.Window, s.Activities) = ("10d", "log-in"));
        var logIns = new[] { new StageActivity(null, "log-in", Day(101), null, null, 9), new StageActivity(null, "log-in", Day(111), null, null, 7), new StageActivity(null, "letter", Day(112), null, null, 50) };
        life.Do(new ImportHistory(Day(119), Purchases(1, Day(102), 5).ToArray(), logIns, null, Me));
        Assert.Equal("7, before 10, bound 7", Signals(life, Day(119)));
        life.Act(LifecycleActivities.LogIn, Day(119));
        Assert.Equal("", Signals(life, Day(119)));
    }

    [Fact]
    [Requirement("C-6")]
    public void RhythmExceeded_AllowsTheMedianAndThreeDeviations()
    {
        // Gaps 10, 12, 14: median 12, deviations 2, 0, 2, so 12 + 3 · 2 = 18 days may pass.
        TestLife life = With("rhythm-exceeded");
        foreach (int day in new[] { 0, 10, 22 })
        {
            life.Buy(Day(day));
        }

        Assert.Equal("none", life.Due());
        life.Buy(Day(36));
        Assert.Equal(Midnight(55), life.Due());
        Assert.Equal("19, before 12, bound 18", Signals(life, Day(55, 0)));
        life.Buy(Day(60));
        Assert.Equal("", Signals(life, Day(60)));

        TestLife patient = With("rhythm-exceeded", s => (s.Grace, s.Spread) = ("2d", 0.5m));
        patient.Do(Import(Day(36), new[] { 0, 10, 22, 36 }.Select(d => new StagePurchase("P" + d, Day(d), 1m, string.Empty, null))));
        Assert.Equal(Midnight(52), patient.Due());
    }

    [Fact]
    [Requirement("C-6")]
    public void ContractOverdue_CountsFromTheLastPurchase_ByTheCustomersOwnNumberFirst()
    {
        TestLife life = With("contract-overdue", s => (s.Every, s.Grace, s.Indicator) = ("30d", "3d", "cycle"));
        life.Buy(Day(0));
        Assert.Equal("", Signals(life, Day(33, 23)));
        Assert.Equal("34, bound 33", Signals(life, Day(34, 0)));
        life.Do(new SetCustomerNumber(Day(1), "cycle", 10.5m));
        Assert.Equal("14, bound 13", Signals(life, Day(14, 0)));
        life.Buy(Day(20));
        Assert.Equal(Midnight(34), life.Due());
    }

    [Fact]
    [Requirement("C-6")]
    public void SeasonMissed_LastsAsLongAsLastYearsPurchaseIsInTheWindow()
    {
        TestLife life = With("season-missed");
        life.Buy(At("2025-03-15 10:00"));
        Assert.Equal("", Signals(life, At("2026-03-14 23:59")));
        Assert.Equal("0, before 1, bound 1", Signals(life, At("2026-03-15")));
        Assert.Equal("0, before 1, bound 1", Signals(life, At("2026-04-13 23:59")));
        Assert.Equal("", Signals(life, At("2026-04-14")));
        life.Buy(At("2026-03-20 10:00"));
        Assert.Equal("", Signals(life, At("2026-03-20 10:00")));
    }

    [Fact]
    [Requirement("C-6")]
    public void SatisfactionLow_RisesBelowItsBound_EndsAtTheOther_OrWithItsWindow()
    {
        TestLife life = With("satisfaction-low", s => (s.ClearAtLeast, s.Factors["survey-10"], s.Factors["survey-5"]) = (70, 10, 20));
        life.Act(LifecycleActivities.SurveyOf10, At("2026-01-01 08:00"), 6);
        Assert.Equal("", Signals(life, At("2026-01-01 08:00")));
        life.Act(LifecycleActivities.SurveyOf5, At("2026-01-01 09:00"), 2.9999m);
        Assert.Equal("59.998, bound 60", Signals(life, At("2026-01-01 09:00")));
        life.Act(LifecycleActivities.SurveyOf10, At("2026-01-01 10:00"), 6.9999m);
        Assert.Equal("59.998, bound 60", Signals(life, At("2026-12-31 23:59")));
        Assert.Equal("", Signals(life, At("2027-01-01")));
        life.Act(LifecycleActivities.SurveyOf10, At("2026-01-02 10:00"), 7);
        Assert.Equal("", Signals(life, At("2026-01-02 10:00")));
    }

    [Fact]
    [Requirement("C-6")]
    public void SatisfactionFalling_ComparesTheLastAnswerWithTheOneBefore()
    {
        TestLife life = With("satisfaction-falling", s => s.Factors["survey-10"] = 10);
        life.Act(LifecycleActivities.SurveyOf10, Day(1), 8);
        life.Act(LifecycleActivities.SurveyOf10, Day(2), 7.0001m);
        Assert.Equal("", Signals(life, Day(2)));
        life.Act(LifecycleActivities.SurveyOf10, Day(3), 6.0001m);
        Assert.Equal("60.001, before 70.001, bound 60.001", Signals(life, Day(3)));
        life.Act(LifecycleActivities.SurveyOf10, Day(4), 6);
        Assert.Equal("", Signals(life, Day(4)));
    }

    [Fact]
    [Requirement("C-6")]
    public void ComplaintsRising_ComparesComplaintsPerPurchase()
    {
        // 2 on 2 purchases before, 3 on 2 now: up by exactly 50 %.
        TestLife life = With("complaints-rising", s => (s.Window, s.Percent) = ("10d", 50));
        StageActivity[] complaints = [.. Complaints(2, 105, "a"), .. Complaints(3, 115, "b")];
        life.Do(new ImportHistory(Day(119), [.. Purchases(2, Day(104), 1), .. Purchases(2, Day(114), 1)], complaints, null, Me));
        Assert.Equal("3, before 2", Signals(life, Day(119)));
        life.Buy(Day(119));
        Assert.Equal("", Signals(life, Day(119)));

        TestLife few = With("complaints-rising", s => s.Window = "10d");
        few.Act(LifecycleActivities.Complaint, Day(0));
        Assert.Equal("", Signals(few, Day(0)));
        few.Act(LifecycleActivities.Complaint, Day(9));
        Assert.Equal("2, before 0", Signals(few, Day(9, 23)));
        Assert.Equal("", Signals(few, Day(10, 0)));
    }

    [Fact]
    [Requirement("C-6")]
    public void Objection_IsOnFromTheFirst_UntilTheLastIsClosed()
    {
        TestLife life = With("objection");
        life.Act(LifecycleActivities.Objection, Day(1), id: "O1");
        life.Act(LifecycleActivities.Objection, Day(2), id: "O2");
        Assert.Equal("1", Signals(life, Day(2)));
        life.Do(new CloseActivity(Day(3), "O1", Day(3)));
        Assert.Equal("1", Signals(life, Day(3)));
        life.Do(new CloseActivity(Day(4), "O2", Day(2)));
        Assert.Equal("", Signals(life, Day(4)));
    }

    [Fact]
    [Requirement("C-6")]
    public void OpenComplaint_WaitsItsWindowInWholeDays()
    {
        TestLife life = With("open-complaint", s => s.Window = "3d");
        life.Act(LifecycleActivities.Complaint, Day(10, 1), id: "K1");
        Assert.Equal("", Signals(life, Day(14, 0) - Duration.Epsilon));
        Assert.Equal("1", Signals(life, Day(14, 0)));
        life.Do(new CloseActivity(Day(20), "K1", Day(20)));
        Assert.Equal("", Signals(life, Day(20)));
    }

    [Fact]
    [Requirement("C-6")]
    public void UnansweredContact_CountsOursSinceTheCustomersLastWord()
    {
        TestLife life = With("unanswered-contact", s => s.AtLeast = 2);
        life.Act(LifecycleActivities.OutboundContact, Day(0));
        Assert.Equal("", Signals(life, Day(30)));
        life.Act(LifecycleActivities.OutboundContact, Day(3));
        Assert.Equal(Midnight(8), life.Due());
        Assert.Equal("2, bound 2", Signals(life, Day(8, 0)));
        life.Act(LifecycleActivities.InboundContact, Day(9));
        Assert.Equal("", Signals(life, Day(9)));
    }

    [Fact]
    [Requirement("C-4")]
    public void NotActivated_RisesAfter7WholeDays_AndEndsWithWhatActivates()
    {
        TestLife life = With("not-activated", s => { }, o => o.Activation = new ActivationOptions { Activities = "purchase, log-in" });
        life.Buy(Day(0, 20));
        Assert.Equal("", Signals(life, Day(8, 0) - Duration.Epsilon));
        Assert.Equal("8, bound 7", Signals(life, Day(8, 0)));
        life.Act(LifecycleActivities.LogIn, Day(30));
        Assert.Equal("", Signals(life, Day(30)));
    }

    [Fact]
    [Requirement("C-6")]
    public void Condition_RisesByOneAndEndsByAnother()
    {
        TestLife life = With(
            "condition",
            s => (s.Rise, s.Clear) = (new ConditionOptions { Measure = "health", LessThan = 40 }, new ConditionOptions { Measure = "health", AtLeast = 60 }),
            o => o.Measures["health"] = new MeasureOptions { Kind = "indicator" });
        var seen = new List<string>();
        foreach (decimal health in new[] { 40, 39.9999m, 59.9999m, 60, 59 })
        {
            life.Do(new SetCustomerNumber(Day(1), "health", health));
            seen.Add(life.State.Signals.Count == 0 ? "off" : "on");
        }

        Assert.Equal("off on on off off", string.Join(" ", seen));
    }

    [Fact]
    public void ASignal_IsOffWhileItIsNotLookedFor()
    {
        TestLife life = With("objection", s => s.When = new ConditionOptions { Tag = "key-account" });
        life.Act(LifecycleActivities.Objection, Day(1), id: "O1");
        Assert.Equal("", Signals(life, Day(1)));
        life.Do(new SetCustomerTag(Day(2), "key-account", true));
        Assert.Equal("1", Signals(life, Day(2)));
        life.Do(new SetCustomerTag(Day(3), "key-account", false));
        Assert.Equal("", Signals(life, Day(3)));
    }

    [Fact]
    [Requirement("C-6")]
    public void Inactivity_ThatEndsToday_HasLastedNoDay()
    {
        TestLife life = With("inactivity", s => (s.Window, s.Activities) = ("10d", "log-in"));
        life.Buy(Day(0));
        Assert.NotEqual("", Signals(life, Day(12)));
        Assert.Equal(0m, life.Act(LifecycleActivities.LogIn, Day(12)).OfType<SignalCleared>().Single().Found);
    }

    [Fact]
    [Requirement("C-6")]
    public void SpendDown_OfProductsBeyond64Bits_IsExact()
    {
        TestLife life = With("spend-down", s => s.Window = "90d");
        life.Do(Import(Day(300), Purchases(2, Day(210), 1_000_000_000).Concat(Purchases(1, Day(211), 1_400_000_000))));
        Assert.Equal("1400000000, before 2000000000, bound 1400000000", Signals(life, Day(300)));
        Assert.Single(life.Buy(Day(300), 0.0001m).OfType<SignalCleared>());
    }

    [Theory]
    [Requirement("C-6")]
    [InlineData(new[] { 12, 13, 14, 15 }, "2, before 1, bound 1")]
    [InlineData(new[] { 12, 36 }, "2, before 1, bound 1")]
    public void RhythmExceeded_OfGapsOfOneDay_OrLess_AllowsOneDay(int[] hours, string expected)
    {
        TestLife life = With("rhythm-exceeded", s => s.AtLeast = hours.Length);
        life.Do(Import(Day(0, hours[^1]), hours.Select(h => new StagePurchase("P" + h, Day(0, h), 1m, string.Empty, null))));
        int last = hours[^1] / 24;
        Assert.Equal(Midnight(last + 2), life.Due());
        Assert.Equal(expected, Signals(life, Day(last + 2, 0)));
    }

    [Fact]
    [Requirement("C-6")]
    public void RhythmExceeded_RoundsItsBoundDown()
    {
        // Gaps 10 and 11: median 10.5, deviations 0.5 and 0.5, so 10.5 + 0.3333 · 0.5 = 10.66665 days may pass.
        TestLife life = With("rhythm-exceeded", s => (s.AtLeast, s.Spread) = (3, 0.3333m));
        life.Do(Import(Day(21), new[] { 0, 10, 21 }.Select(d => new StagePurchase("P" + d, Day(d), 1m, string.Empty, null))));
        Assert.Equal(Midnight(32), life.Due());
        Assert.Equal("11, before 10.5, bound 10.6666", Signals(life, Day(32, 0)));
    }

    [Fact]
    [Requirement("C-6")]
    public void ContractOverdue_ByANegativeNumber_AllowsTheGraceAlone()
    {
        TestLife life = With("contract-overdue", s => (s.Every, s.Grace, s.Indicator) = ("30d", "3d", "cycle"));
        life.Buy(Day(0));
        life.Do(new SetCustomerNumber(Day(0, 13), "cycle", -5));
        Assert.Equal(Midnight(4), life.Due());
        Assert.Equal("4, bound 3", Signals(life, Day(4, 0)));
    }

    [Theory]
    [Requirement("C-6")]
    [InlineData(1, "")]
    [InlineData(2, "0, before 2, bound 2")]
    public void SeasonMissed_NeedsAsManyPurchasesAYearAgo(int before, string expected)
    {
        TestLife life = With("season-missed", s => s.AtLeast = 2);
        life.Do(Import(At("2025-03-16"), Purchases(before, At("2025-03-15 10:00"), 1)));
        Assert.Equal(expected, Signals(life, At("2026-03-15")));
    }

    [Fact]
    [Requirement("C-6")]
    public void SeasonMissed_RisesWhenThisYearsPurchaseLeavesTheWindow()
    {
        // Of 30 days the last with 20 February is 21 March.
        TestLife life = With("season-missed", s => s.Window = "30d");
        life.Buy(At("2025-03-15 10:00"));
        life.Buy(At("2026-02-20 10:00"));
        Assert.Equal("", Signals(life, At("2026-03-21 23:59")));
        Assert.Equal("0, before 1, bound 1", Signals(life, At("2026-03-22")));
    }

    [Fact]
    [Requirement("C-6")]
    public void UnansweredContact_WaitsSinceTheFirst_OfWhicheverKindAndRecordedWhenever()
    {
        TestLife life = With("unanswered-contact", s => (s.Activities, s.Window) = (LifecycleActivities.OutboundContact + ", letter", "7d"));
        life.Act("letter", Day(3));
        life.Act(LifecycleActivities.OutboundContact, Day(1), recordedAt: Day(4));
        Assert.Equal(Midnight(9), life.Due());
        Assert.Equal("2, bound 1", Signals(life, Day(9, 0)));
    }

    [Fact]
    [Requirement("C-6")]
    public void SignalBetweenItsBounds_HoldsTheStageThatItLedTo()
    {
        TestLife life = AtRisk(
            new SignalOptions { Kind = "condition", Rise = new ConditionOptions { Measure = "health", LessThan = 40 }, Clear = new ConditionOptions { Measure = "health", AtLeast = 60 } },
            o => o.Measures["health"] = new MeasureOptions { Kind = "indicator" });
        var seen = new List<string>();
        foreach (decimal health in new[] { 50, 39, 50, 60, 50 })
        {
            life.Do(new SetCustomerNumber(Day(1), "health", health));
            seen.Add(life.State.Overlay ?? "none");
        }

        Assert.Equal("none at-risk at-risk none none", string.Join(" ", seen));
    }

    [Fact]
    [Requirement("C-6")]
    public void CorrectionThatLeavesASignalBetweenItsBounds_LiftsNothing()
    {
        // 700 of 1000 rises; by a correction to 750 it might still have risen before, at 801 it can't.
        TestLife life = AtRisk(new SignalOptions { Kind = "spend-down", Window = "90d", ClearPercent = 20 }, _ => { });
        life.Do(Import(Day(209), Purchases(2, Day(208), 500)));
        life.Buy(Day(210), 700, "N");
        life.Do(Import(Day(298), []));
        Assert.Equal("at-risk", life.View(Day(298)).Overlay);
        Assert.Empty(life.Do(Correct(Day(298, 13), 750)).OfType<StageChanged>());
        Assert.Equal((null, StageCause.Correction, StageOutcome.None), life.Do(Correct(Day(298, 14), 801)).OfType<StageChanged>().Select(e => (e.To, e.Cause, e.Outcome)).First());
    }

    private static CorrectPurchase Correct(Instant at, decimal amount) => new CorrectPurchase(at, new StagePurchase("N", Day(210), amount, string.Empty, null), false, Me);

    /// <summary>One stage, and an overlay for as long as one signal is on.</summary>
    private static TestLife AtRisk(SignalOptions signal, Action<LifecycleOptions> more)
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Signals["s"] = signal;
        options.Stages["customer"] = new StageOptions();
        options.Stages["at-risk"] = new StageOptions { Overlay = true, AtRisk = true };
        options.Transitions["in"] = new TransitionOptions { To = "customer" };
        options.Transitions["up"] = new TransitionOptions { From = "none", To = "at-risk", When = new ConditionOptions { Signal = "s" } };
        options.Transitions["down"] = new TransitionOptions { From = "at-risk", To = "none", When = new ConditionOptions { Not = new ConditionOptions { Signal = "s" } } };
        more(options);
        return new TestLife(options);
    }

    /// <summary>One stage, and one signal.</summary>
    private static TestLife With(string kind, Action<SignalOptions>? change = null, Action<LifecycleOptions>? more = null)
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Stages["customer"] = new StageOptions();
        options.Transitions["in"] = new TransitionOptions { To = "customer" };
        options.Signals["s"] = new SignalOptions { Kind = kind };
        change?.Invoke(options.Signals["s"]);
        more?.Invoke(options);
        return new TestLife(options);
    }

    private static string Signals(TestLife life, Instant at) => string.Join("; ", life.View(at).Signals.Select(s =>
        s.Found?.ToString("0.####") + (s.Before is { } before ? ", before " + before.ToString("0.####") : string.Empty) + (s.Bound is { } bound ? ", bound " + bound.ToString("0.####") : string.Empty)));

    private static ImportHistory Import(Instant at, IEnumerable<StagePurchase> purchases) => new ImportHistory(at, purchases.ToArray(), [], null, Me);

    private static IEnumerable<StagePurchase> Purchases(int count, Instant at, decimal amount) =>
        Enumerable.Range(0, count).Select(i => new StagePurchase(at + " " + i, at + Duration.FromSeconds(i), amount, string.Empty, null));

    private static IEnumerable<StageActivity> Complaints(int count, int day, string prefix) =>
        Enumerable.Range(0, count).Select(i => new StageActivity(prefix + i, LifecycleActivities.Complaint, Day(day), null, null));
}
