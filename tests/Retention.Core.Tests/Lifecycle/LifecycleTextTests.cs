using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.House.Bilingual;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>Every event, signal, stage and history can be read out to the customer, in both languages.</summary>
public sealed class LifecycleTextTests
{
    public static TheoryData<Type> Events => [.. Library.Messages.Where(t => typeof(LifecycleEvent).IsAssignableFrom(t))];

    public static TheoryData<SignalKind> Kinds => [.. Enum.GetValues<SignalKind>()];

    [Theory]
    [MemberData(nameof(Events))]
    public void EveryEvent_HasATextInBothLanguages(Type type)
    {
        foreach (LifecycleEvent e in Variants(type))
        {
            Assert.All(AssertSameLines(e.Explain), t => Assert.StartsWith(LifecycleLines.Time(e.At) + ": ", t, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Texts_NeverSayAReasonOrTheValueOfAnAttribute(Type type)
    {
        foreach (LifecycleEvent e in Variants(type))
        {
            string text = e.Explain(Language.English) + e.Explain(Language.Chinese);
            Assert.DoesNotContain("reason-", text, StringComparison.Ordinal);
            if (e is CustomerAttributeSet)
            {
                Assert.DoesNotContain("value-", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AnEventWithoutAText_Throws() => Assert.Throws<NotSupportedException>(() => new Unwritten().Explain(Language.English));

    [Fact]
    public void EveryWord_IsWrittenInBothLanguages()
    {
        MethodInfo[] methods = typeof(LifecycleWords).GetMethods(Library.Declared).Where(m => m.Name == "Of").ToArray();
        Assert.Equal(3, methods.Length);
        foreach (MethodInfo method in methods)
        {
            foreach (object value in Enum.GetValues(method.GetParameters()[0].ParameterType).Cast<object>().Where(v => !v.Equals(StageOutcome.None)))
            {
                AssertBoth(l => (string)method.Invoke(null, [value, new LifecycleLines(l)])!);
            }
        }

        string[] activities = typeof(LifecycleActivities).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToArray();
        Assert.Equal(9, activities.Select(a => LifecycleWords.Activity(a, new LifecycleLines(Language.English))).Distinct(StringComparer.Ordinal).Count());
        Assert.All(activities.Append("newsletter-opened"), a => AssertBoth(l => LifecycleWords.Activity(a, new LifecycleLines(l))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindOfSignal_SaysItsNumbers_AlsoWithoutThem(SignalKind kind)
    {
        var full = new ActiveSignal(new SignalRaised(Day(0), "s", kind, 7, 10, 6.5m));
        AssertBoth(full.Explain);
        AssertBoth(new ActiveSignal(new SignalRaised(Day(0), "s", kind, null, null, null)).Explain);
        AssertBoth(l => SignalWords.Of(full, "12m", new LifecycleLines(l)));
    }

    [Fact]
    [Requirement("C-6")]
    public void Reasons_SayTheWindowOfThePolicy()
    {
        Assert.Equal("no activity for 31 days (bound 30)|已 31 天无活动(上限 30 天)", Reason(SignalKind.Inactivity, null, 31, null, 30));
        Assert.Equal("no activity for 1 day (bound 1)|已 1 天无活动(上限 1 天)", Reason(SignalKind.Inactivity, null, 1, null, 1));
        Assert.Equal("spent 700 in the last 90 days, 1000 in the 90 days before (≤ 700)|近90天消费 700,前90天 1000,≤ 700", Reason(SignalKind.SpendDown, "90d", 700, 1000, 700));
        Assert.Equal("2 purchases in the window, 3 in the one before (≤ 2.1)|本期消费 2 次,上期 3 次,≤ 2.1 次", Reason(SignalKind.FrequencyDown, null, 2, 3, 2.1m));
        Assert.Equal("1 interaction in the last 1 quarter, 9 in the 1 quarter before (≤ 6.3)|近1个季度互动 1 次,前1个季度 9 次,≤ 6.3 次", Reason(SignalKind.InteractionDown, "1q", 1, 9, 6.3m));
        Assert.Equal("19 days since the last purchase, usually 12 (bound 18)|距上次消费 19 天,通常间隔 12 天(上限 18 天)", Reason(SignalKind.RhythmExceeded, null, 19, 12, 18));
        Assert.Equal("0 purchases in the last 2 weeks, 3 a year ago (≥ 1)|近2周消费 0 次,去年同期 3 次(≥ 1 次)", Reason(SignalKind.SeasonMissed, "2w", 0, 3, 1));
        Assert.Equal("satisfaction 60 after 85.5 (≤ 75.5)|满意度由 85.5 降至 60(≤ 75.5)", Reason(SignalKind.SatisfactionFalling, "1y", 60, 85.5m, 75.5m));
        Assert.Equal("2 complaints in the last 2 months, 1 in the 2 months before (in proportion to purchases)|近2个月投诉 2 次,前2个月 1 次(按消费次数折算)", Reason(SignalKind.ComplaintsRising, "2m", 2, 1, null));
        Assert.Equal("not activated 8 days after the first purchase (bound 7)|首购后 8 天仍未激活(上限 7 天)", Reason(SignalKind.NotActivated, null, 8, null, 7));
    }

    [Fact]
    public void ALifeIsReadOut_EventByEvent()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0), 1280.5m, "S1", Day(2), "HQ");
        life.Act(LifecycleActivities.SurveyOf10, Day(3), 9, "A1");
        life.Buy(Day(40), 10, "S2");
        life.Do(new SetCustomerAttribute(Day(41), "birthday", "1990-05-05"));
        string version = life.State.PolicyVersion!.ToString();
        Assert.Equal(
            $"""
            2026-01-03T04:00:00Z: The policy {version} holds from the beginning.
            2026-01-03T04:00:00Z: The purchase S1 in HQ of 1280.5 was recorded.
            It happened at 2026-01-01T04:00:00Z, counts on 2026-01-01, and was recorded later.
            2026-01-03T04:00:00Z: Stage none → new, by the transition new; cause: something happened.
            Because: age 2 (≥ 0, ≤ 90)
            2026-01-04T04:00:00Z: The customer answered a survey from 1 to 10 (survey-10 A1): 9.
            2026-02-03T16:00:00Z: The signal inactive rose: no activity for 30 days (bound 30).
            2026-02-03T16:00:00Z: Overlay none → at-risk, by the transition at-risk; cause: time alone.
            Because: age 34 (≥ 0); inactive on
            2026-02-10T04:00:00Z: The purchase S2 of 10 was recorded.
            2026-02-10T04:00:00Z: The signal inactive ended: 0 now.
            2026-02-10T04:00:00Z: Overlay at-risk → none, by the transition won-back; cause: something happened.
            The customer was won back.
            Because: stage.purchases 1 (≥ 1); inactive off; spend-down off; frequency-down off
            2026-02-11T04:00:00Z: The attribute birthday was stated.

            """,
            string.Concat(life.Events.Select(e => e.Explain(Language.English))));
        Assert.Contains(
            """
            2026-02-10T04:00:00Z: 叠加阶段 at-risk → 无,流转 won-back;起因: 业务发生。
            客户挽回成功。
            依据: stage.purchases 1(要求 ≥ 1);inactive 未触发;spend-down 未触发;frequency-down 未触发

            """,
            string.Concat(life.Events.Select(e => e.Explain(Language.Chinese))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AState_SaysWhereTheCustomerStands_SinceWhen_AndWhy()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        LifecyclePolicy policy = life.Process.PolicyOf(life.State)!;
        LifecycleState risk = life.View(Day(100));
        Assert.Equal(
            """
            2026-04-11T04:00:00Z: Churn risk since 2026-01-31T16:00:00Z, 69 days, at risk.
            Entered because: time alone.
            It began because: age 31 (≥ 0); inactive on
            Beneath it: Growing since 2026-04-01T16:00:00Z, 9 days.
            Signals: Inactive for 30 days: no activity for 30 days (bound 30)
            Furthest stage: Growing, reached at 2026-04-01T16:00:00Z.

            """,
            risk.Explain(policy, Day(100), Language.English));
        Assert.Equal(
            """
            2026-04-11T04:00:00Z: 流失风险,自 2026-01-31T16:00:00Z 起,69 天,有流失风险。
            进入原因: 时间推移。
            起因: age 31(要求 ≥ 0);inactive 触发
            其下: 成长客,自 2026-04-01T16:00:00Z 起,9 天。
            信号: 30天未活跃: 已 30 天无活动(上限 30 天)
            最远阶段: 成长客,达到时间 2026-04-01T16:00:00Z。

            """,
            risk.Explain(policy, Day(100), Language.Chinese));
        life.Do(new MoveStage(Day(100), "mature", "u1", "her husband called", Day(120)));
        string moved = string.Concat(AssertSameLines(l => life.State.Explain(policy, Day(101), l)));
        Assert.Contains("Mature since 2026-04-11T04:00:00Z, 1 day.\nEntered because: set by hand.\nSet by hand by u1, until 2026-05-01T04:00:00Z.\nBeneath it: Churn risk since", moved, StringComparison.Ordinal);
        Assert.DoesNotContain("husband", moved, StringComparison.Ordinal);
        life.Do(new MergeLifecycle(Day(102), new CustomerId("C2"), "u1"));
        Assert.EndsWith("The record was merged into C2.\n", AssertSameLines(l => life.State.Explain(policy, Day(102), l))[0], StringComparison.Ordinal);
        Assert.EndsWith(": no stage.\n", life.Process.Initial.Explain(policy, Day(0), Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void AHistory_SaysHowLongEachStageLasted()
    {
        var life = new TestLife(LifecyclePresets.P2);
        life.Buy(Day(0));
        life.Buy(Day(40));
        LifecyclePolicy policy = life.Process.PolicyOf(life.State)!;
        string[] texts = AssertSameLines(l => life.State.History.Explain(policy, Day(50), l));
        Assert.Equal(
            """
            2026-01-01T04:00:00Z – 2026-01-31T16:00:00Z: New, 31 days; something happened
            2026-01-31T16:00:00Z – 2026-02-10T04:00:00Z: Churn risk, 9 days; time alone
            2026-02-10T04:00:00Z – …: New, 10 days; something happened, won back

            """,
            texts[0]);
        Assert.EndsWith("2026-02-10T04:00:00Z – …: 新客,10 天;业务发生,挽回成功\n", texts[1], StringComparison.Ordinal);
        Assert.Equal(string.Empty, life.Process.Initial.History.Explain(policy, Day(0), Language.English));
    }

    private static string Reason(SignalKind kind, string? window, decimal? found, decimal? before, decimal? bound)
    {
        var signal = new ActiveSignal(new SignalRaised(Day(0), "s", kind, found, before, bound));
        return SignalWords.Of(signal, window, new LifecycleLines(Language.English)) + "|" + SignalWords.Of(signal, window, new LifecycleLines(Language.Chinese));
    }

    /// <summary>The usual event, others beside it, and one for every value of an enum.</summary>
    private static IEnumerable<LifecycleEvent> Variants(Type type)
    {
        yield return (LifecycleEvent)Samples.Make(type);
        foreach (ParameterInfo parameter in Samples.ConstructorOf(type).GetParameters())
        {
            IEnumerable<object?> others = parameter.ParameterType.IsEnum ? Enum.GetValues(parameter.ParameterType).Cast<object?>() : Samples.Others(parameter);
            foreach (object? other in others)
            {
                yield return (LifecycleEvent)Samples.Make(type, parameter, other);
            }
        }
    }

    private sealed class Unwritten : LifecycleEvent
    {
        internal Unwritten()
            : base(Day(0))
        {
        }

        public override string TypeName => "lifecycle.unwritten";

        private protected override void Describe(MessageParts parts) => parts.Add("at", this.At);
    }
}
