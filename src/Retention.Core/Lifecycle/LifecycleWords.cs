using System;
using System.Collections.Generic;

namespace Retention.Core.Lifecycle;

/// <summary>The words for codes in explanations.</summary>
internal static class LifecycleWords
{
    private static readonly Dictionary<string, string[]> Activities = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [LifecycleActivities.Purchase] = ["The customer bought again", "客户再次消费"],
        [LifecycleActivities.LogIn] = ["The customer logged in", "客户登录"],
        [LifecycleActivities.InboundContact] = ["The customer contacted us", "客户主动联系"],
        [LifecycleActivities.OutboundContact] = ["We contacted the customer", "我方联系客户"],
        [LifecycleActivities.Enquiry] = ["The customer enquired", "客户咨询"],
        [LifecycleActivities.SurveyOf10] = ["The customer answered a survey from 1 to 10", "客户答复问卷(1–10分)"],
        [LifecycleActivities.SurveyOf5] = ["The customer answered a survey from 1 to 5", "客户答复问卷(1–5分)"],
        [LifecycleActivities.Complaint] = ["The customer complained", "客户投诉"],
        [LifecycleActivities.Objection] = ["The customer objected", "客户提出异议"],
    };

    private static readonly Dictionary<string, string> Findings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["on"] = "触发",
        ["off"] = "未触发",
        ["missing"] = "缺失",
        ["present"] = "存在",
        ["absent"] = "不存在",
        ["confirmed"] = "已确认",
        ["proposed or confirmed"] = "待审核或已确认",
        ["another value"] = "其他值",
        ["a value"] = "有值",
        ["a date"] = "有日期",
    };

    /// <summary>What an activity means; one of a host's own is what its name says.</summary>
    internal static string Activity(string activity, LifecycleLines lines) => Activities.TryGetValue(activity, out string[]? words)
        ? lines.Pick(words[0], words[1])
        : lines.Pick("An activity was recorded", "已登记活动");

    /// <summary>What a test found or required; numbers and texts of the policy are the same in every language.</summary>
    internal static string Found(string text, LifecycleLines lines) => lines.Pick(text, Findings.TryGetValue(text, out string? chinese) ? chinese : text);

    internal static string Of(StageCause cause, LifecycleLines lines) => cause switch
    {
        StageCause.Fact => lines.Pick("something happened", "业务发生"),
        StageCause.Time => lines.Pick("time alone", "时间推移"),
        StageCause.Import => lines.Pick("a history was imported", "历史导入"),
        StageCause.Correction => lines.Pick("what was known was corrected", "记录更正"),
        StageCause.Merge => lines.Pick("another record was merged into this one", "客户记录合并"),
        StageCause.Policy => lines.Pick("another policy", "策略变更"),
        StageCause.Manual => lines.Pick("set by hand", "人工设定"),
        StageCause.ManualEnded => lines.Pick("what was set by hand ended", "人工设定结束"),
        _ => throw Unknown(cause),
    };

    /// <summary>What a move means for recovery; empty for nothing.</summary>
    internal static string Of(StageOutcome outcome, LifecycleLines lines) => outcome switch
    {
        StageOutcome.None => string.Empty,
        StageOutcome.WinBack => lines.Pick("won back", "挽回成功"),
        StageOutcome.Loss => lines.Pick("lost", "确认流失"),
        _ => throw Unknown(outcome),
    };

    internal static string Of(StageLayer layer, LifecycleLines lines) => layer switch
    {
        StageLayer.Base => lines.Pick("Stage", "阶段"),
        StageLayer.Overlay => lines.Pick("Overlay", "叠加阶段"),
        _ => throw Unknown(layer),
    };

    private static NotSupportedException Unknown(object value) => new NotSupportedException("The value " + value + " has no words; write them.");
}
