using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.House.Bilingual;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>Every event of a case, every clock and every timeline can be read out to the customer, in both languages.</summary>
public sealed class SlaTextTests
{
    private static readonly Instant When = Given.At("2026-03-02T02:00:00Z");

    public static TheoryData<Type> Events => [.. Library.Messages.Where(t => typeof(CaseEvent).IsAssignableFrom(t))];

    [Theory]
    [MemberData(nameof(Events))]
    public void EveryEvent_HasATextInBothLanguages(Type type)
    {
        foreach (CaseEvent e in Variants(type))
        {
            string[] texts = AssertSameLines(e.Explain);
            Assert.All(texts, t => Assert.StartsWith(SlaLines.Time(e.At) + ": ", t, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Texts_NeverSayAReason(Type type)
    {
        foreach (CaseEvent e in Variants(type))
        {
            Assert.DoesNotContain("reason-", e.Explain(Language.English) + e.Explain(Language.Chinese), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnEventWithoutAText_Throws() => Assert.Throws<NotSupportedException>(() => new Unwritten().Explain(Language.English));

    [Fact]
    public void EveryWord_IsWrittenInBothLanguages()
    {
        MethodInfo[] methods = typeof(SlaWords).GetMethods(Library.Declared).Where(m => m.Name == "Of").ToArray();
        Assert.Equal(4, methods.Length);
        foreach (MethodInfo method in methods)
        {
            foreach (object value in Enum.GetValues(method.GetParameters()[0].ParameterType))
            {
                AssertBoth(l => (string)method.Invoke(null, [value, new SlaLines(l)])!);
            }
        }
    }

    [Fact]
    public void EveryActivity_HasWords()
    {
        string[] activities = typeof(CaseActivities).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToArray();
        Assert.Equal(24, activities.Length);
        string[] words = activities.Select(a => SlaWords.Activity(a, new SlaLines(Language.English))).ToArray();
        Assert.Equal(activities.Length, words.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(SlaWords.Activity("supervisor-called", new SlaLines(Language.English)), words);
        Assert.All(activities.Append("supervisor-called"), a => AssertBoth(l => SlaWords.Activity(a, new SlaLines(l))));
    }

    [Theory]
    [InlineData("0", "0min", "0 分钟")]
    [InlineData("26:30", "26h 30min", "26 小时 30 分钟")]
    [InlineData("2", "2h", "2 小时")]
    [InlineData("0:00:05", "5s", "5 秒")]
    [InlineData("-1:00:00", "-1h", "-1 小时")]
    public void Lengths_AreHoursMinutesAndSeconds(string hours, string english, string chinese)
    {
        int[] parts = hours.TrimStart('-').Split(':').Select(int.Parse).Concat([0, 0]).Take(3).ToArray();
        Duration length = Duration.FromHours(parts[0]) + Duration.FromMinutes(parts[1]) + Duration.FromSeconds(parts[2]);
        length = hours[0] == '-' ? -length : length;
        Assert.Equal((english, chinese), (new SlaLines(Language.English).Length(length), new SlaLines(Language.Chinese).Length(length)));
        Assert.Equal("0.000000001s", new SlaLines(Language.English).Length(Duration.Epsilon));
    }

    [Fact]
    public void Opening_SaysWhoseItIs_WhatIsKnown_AndHowItsClocksStand()
    {
        var one = new TestCase(With("first-response", "4h"));
        var e = (CaseOpened)one.Do(new OpenCase(At("03-02 10:30"), At("03-02 10:00"), Given.Customer("C1"), Known("issue", "urgent", "gold", "", null, "vip"), "desk", null, "CASE-7", "a1"))[0];
        string version = one.State.PolicyVersion!.ToString();
        Assert.Equal(
            $"""
            2026-03-02T02:30:00Z: The case of C1 was opened by a1.
            It happened at 2026-03-02T02:00:00Z and was recorded later.
            Known: type issue; priority urgent; tier gold; tags vip
            Group desk; nobody owns it yet.
            It repeats the case CASE-7.
            Policy {version}.
            Clocks: clock/1 runs, 0min of 4h, due 2026-03-02T06:00:00Z

            """,
            e.Explain(Language.English));
        Assert.Equal(
            $"""
            2026-03-02T02:30:00Z: C1 的工单已建立,操作人 a1。
            实际发生于 2026-03-02T02:00:00Z,事后补录。
            已知信息: 类型 issue; 优先级 urgent; 客户等级 gold; 标签 vip
            处理组 desk;尚无负责人。
            与工单 CASE-7 为同一事项的重复工单。
            策略 {version}。
            时钟: clock/1 计时中,已用 0 分钟,限时 4 小时,到期 2026-03-02T06:00:00Z

            """,
            e.Explain(Language.Chinese));
    }

    [Theory]
    [InlineData(null, "\nNobody owns it yet.\n", "\n尚无负责人。\n")]
    [InlineData("u1", "\nOwner u1.\n", "\n负责人 u1。\n")]
    public void OpeningWithoutAGroup_BeginsTheSentenceWithItsOwner(string? owner, string english, string chinese)
    {
        var one = new TestCase(With("first-response", "4h"));
        CaseEvent e = one.Do(new OpenCase(At("03-02 10:30"), At("03-02 10:30"), Given.Customer("C1"), Known("issue", "urgent", "gold", "", null, "vip"), null, owner, null, "a1"))[0];
        Assert.Contains(english, e.Explain(Language.English), StringComparison.Ordinal);
        Assert.Contains(chinese, e.Explain(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void AnActivity_SaysWhatItMeans_ByWhom_AndWhatWasPromised()
    {
        TestCase one = Opened(With("commitment", "2h"));
        CaseEvent e = one.Record(CaseActivities.CommitmentGiven, "03-02 11:00", promisedBy: "03-04 20:30", reason: "parts").Single();
        Assert.Equal(
            """
            2026-03-02T03:00:00Z: The customer was promised a time (commitment-given A1) by a1. The case is recorded.
            Promised for 2026-03-04T12:30:00Z.
            Clocks: clock/1 stopped in time, 1h of 2h, due 2026-03-02T04:00:00Z

            """,
            e.Explain(Language.English));
    }

    [Fact]
    public void Notices_SayWhoIsToldOfWhat()
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            c.MissedRole = "manager";
            c.Notices["near"] = new NoticeOptions { AtPercent = 50, Role = "supervisor" };
        }));
        string text = string.Concat(one.SettleAt("03-03 10:00").Select(e => e.Explain(Language.English)));
        Assert.Equal(
            """
            2026-03-02T04:00:00Z: Notice near to supervisor: clock clock/1, due 2026-03-02T06:00:00Z.
            2026-03-02T06:00:00.000000001Z: Clock clock/1 missed its deadline at 2026-03-02T06:00:00Z. Told: manager.

            """,
            text);
        CaseEvent late = one.Do(new ExplainLateness(At("03-03 10:00"), "clock", 1, "parts-missing", "a1")).Single();
        Assert.Equal("2026-03-03T02:00:00Z: Clock clock/1 was late because of parts-missing; said by a1.\n", late.Explain(Language.English));
        Assert.Equal("2026-03-03T02:00:00Z: 时钟 clock/1 超时原因: parts-missing,操作人 a1。\n", late.Explain(Language.Chinese));
    }

    [Fact]
    public void AClock_SaysWhatIsLeft_AndWhoIsToldNext()
    {
        TestCase one = Opened(With("resolution", "4h", c => c.Notices["near"] = new NoticeOptions { AtPercent = 75, Role = "supervisor" }), "03-02 16:00");
        Assert.Equal(
            """
            2026-03-02T12:00:00Z: Clock clock/1 (solution) runs, but outside its hours: 2h of 4h passed, 2h left; due 2026-03-03T03:00:00Z.
            Target all on calendar office, since 2026-03-02T08:00:00Z; real time while it ran: 4h.
            To come, if nothing happens: 2026-03-03T02:00:00Z near to supervisor; 2026-03-03T03:00:00.000000001Z missed

            """,
            one.Clock("03-02 20:00").Explain(Language.English));
        Assert.Equal(
            """
            2026-03-03T04:00:00Z: 时钟 clock/1(解决)计时中: 已用 5 小时,限时 4 小时,超出 1 小时;到期 2026-03-03T03:00:00Z。
            目标 all,日历 office,起算 2026-03-02T08:00:00Z;运行期间实际经过 20 小时。
            已超时。

            """,
            one.Clock("03-03 12:00").Explain(Language.Chinese));
        AssertSameLines(one.Clock("03-03 12:00").Explain);
        one.Record(CaseActivities.Paused, "03-03 12:30");
        Assert.Contains("(solution) is paused: 5h 30min of 4h passed, 1h 30min too many; due 2026-03-03T03:00:00Z.", one.Clock("03-04 12:00").Explain(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void ATimeline_SaysWhereTheTimeWent()
    {
        TestCase one = Opened(With("resolution", "40h", more: o => o.Calendars["office"].PublicHolidays = "cn"), "04-03 15:00");
        one.Record(CaseActivities.Paused, "04-07 10:00", reason: "the customer is travelling");
        one.Record(CaseActivities.Resumed, "04-07 14:00");
        IReadOnlyList<ClockSegment> timeline = one.Process.Timeline(one.State, "clock", 1, At("04-07 15:00"));
        Assert.Equal(
            """
            2026-04-03T07:00:00Z – 2026-04-03T10:00:00Z: 3h counted: working time
            2026-04-03T10:00:00Z – 2026-04-03T16:00:00Z: 6h not counted: outside hours
            2026-04-03T16:00:00Z – 2026-04-04T16:00:00Z: 24h not counted: closed by the calendar Tomb-Sweeping Day (2026-04-04)
            2026-04-04T16:00:00Z – 2026-04-05T16:00:00Z: 24h not counted: closed by the calendar Tomb-Sweeping Day (2026-04-05)
            2026-04-05T16:00:00Z – 2026-04-06T16:00:00Z: 24h not counted: closed by the calendar Tomb-Sweeping Day (2026-04-06)
            2026-04-06T16:00:00Z – 2026-04-07T01:00:00Z: 9h not counted: outside hours
            2026-04-07T01:00:00Z – 2026-04-07T02:00:00Z: 1h counted: working time
            2026-04-07T02:00:00Z – 2026-04-07T06:00:00Z: 4h not counted: paused by a1 (paused A1, 2026-04-07T02:00:00Z)
            2026-04-07T06:00:00Z – 2026-04-07T07:00:00Z: 1h counted: working time
            Counted in all: 5h.
            Not counted: outside hours 15h; closed by the calendar Tomb-Sweeping Day 72h; paused by a1 4h

            """,
            timeline.Explain(Language.English));
        string chinese = AssertSameLines(timeline.Explain)[1];
        Assert.EndsWith("合计计入: 5 小时。\n不计入: 非工作时间 15 小时; 日历休息 清明 72 小时; 暂停,操作人 a1 4 小时\n", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("travelling", chinese, StringComparison.Ordinal);
        Assert.Equal(string.Empty, one.Process.Timeline(one.State, "clock", 2, At("04-07 15:00")).Explain(Language.English));
    }

    /// <summary>The usual event, others beside it, and one for every value of an enum.</summary>
    private static IEnumerable<CaseEvent> Variants(Type type)
    {
        yield return (CaseEvent)Samples.Make(type);
        foreach (ParameterInfo parameter in Samples.ConstructorOf(type).GetParameters())
        {
            IEnumerable<object?> others = parameter.ParameterType.IsEnum ? Enum.GetValues(parameter.ParameterType).Cast<object?>() : Samples.Others(parameter);
            foreach (object? other in others)
            {
                yield return (CaseEvent)Samples.Make(type, parameter, other);
            }
        }
    }

    private sealed class Unwritten : CaseEvent
    {
        internal Unwritten()
            : base(When)
        {
        }

        public override string TypeName => "sla.unwritten";

        private protected override void Describe(MessageParts parts) => parts.Add("at", this.At);
    }
}
