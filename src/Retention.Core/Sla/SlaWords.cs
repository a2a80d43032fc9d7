using System;
using System.Collections.Generic;

namespace Retention.Core.Sla;

/// <summary>The words for codes in explanations.</summary>
internal static class SlaWords
{
    private static readonly Dictionary<string, string[]> Activities = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [CaseActivities.Opened] = ["The case was opened", "工单已建立"],
        [CaseActivities.Changed] = ["What is known of the case changed", "工单信息已变更"],
        [CaseActivities.Assigned] = ["The case went to another group", "工单已转组"],
        [CaseActivities.OwnerChanged] = ["The case went to somebody else", "工单已更换负责人"],
        [CaseActivities.CustomerMessage] = ["The customer wrote or called", "客户来信或来电"],
        [CaseActivities.AgentMessage] = ["A person answered the customer", "人工已回复客户"],
        [CaseActivities.AutoMessage] = ["A machine answered the customer", "系统已自动回复客户"],
        [CaseActivities.Paused] = ["The case waits", "工单挂起等待"],
        [CaseActivities.Resumed] = ["The waiting is over", "工单恢复处理"],
        [CaseActivities.UpdateGiven] = ["The customer was told how far it is", "已向客户反馈进展"],
        [CaseActivities.CommitmentGiven] = ["The customer was promised a time", "已向客户承诺时间"],
        [CaseActivities.WorkStarted] = ["Somebody began to work on it", "已开始处理"],
        [CaseActivities.WorkStopped] = ["Somebody laid it aside", "已暂停处理"],
        [CaseActivities.SolutionGiven] = ["The customer got the solution", "已向客户给出解决方案"],
        [CaseActivities.FollowUpDone] = ["The customer was looked after again", "已回访客户"],
        [CaseActivities.Confirmed] = ["The customer is satisfied with the solution", "客户确认满意"],
        [CaseActivities.Rejected] = ["The customer isn't satisfied with the solution", "客户不满意"],
        [CaseActivities.Archived] = ["The case was archived", "工单已归档"],
        [CaseActivities.Reopened] = ["The case was reopened", "工单已重新打开"],
        [CaseActivities.Cancelled] = ["The case was cancelled", "工单已取消"],
        [CaseActivities.Merged] = ["The case was merged into another", "工单已并入其他工单"],
        [CaseActivities.Absorbed] = ["Another case was merged into this one", "其他工单已并入本工单"],
        [CaseActivities.SplitOff] = ["The case was split off another", "工单拆分自其他工单"],
        [CaseActivities.PolicyAdopted] = ["Another policy was adopted", "已采用另一策略"],
    };

    /// <summary>What an activity means; one of a host's own is what its name says.</summary>
    internal static string Activity(string activity, SlaLines lines) => Activities.TryGetValue(activity, out string[]? words)
        ? lines.Pick(words[0], words[1])
        : lines.Pick("An activity was recorded", "已登记活动");

    internal static string Of(ClockState state, SlaLines lines) => state switch
    {
        ClockState.Running => lines.Pick("runs", "计时中"),
        ClockState.Paused => lines.Pick("is paused", "已暂停"),
        ClockState.Stopped => lines.Pick("has stopped", "已停止"),
        ClockState.Cancelled => lines.Pick("ended without a result", "已取消"),
        _ => throw Unknown(state),
    };

    internal static string Of(CaseStage stage, SlaLines lines) => stage switch
    {
        CaseStage.Recorded => lines.Pick("recorded", "已记录"),
        CaseStage.Processing => lines.Pick("worked on", "处理中"),
        CaseStage.FedBack => lines.Pick("fed back: the customer has the solution", "已反馈"),
        CaseStage.Confirmed => lines.Pick("confirmed", "已确认"),
        CaseStage.Archived => lines.Pick("archived", "已归档"),
        CaseStage.Cancelled => lines.Pick("cancelled", "已取消"),
        CaseStage.Merged => lines.Pick("merged into another", "已并入其他工单"),
        _ => throw Unknown(stage),
    };

    internal static string Of(ClockSegmentKind kind, SlaLines lines) => kind switch
    {
        ClockSegmentKind.Working => lines.Pick("working time", "工作时间"),
        ClockSegmentKind.OutsideHours => lines.Pick("outside hours", "非工作时间"),
        ClockSegmentKind.Holiday => lines.Pick("closed by the calendar", "日历休息"),
        ClockSegmentKind.Paused => lines.Pick("paused", "暂停"),
        ClockSegmentKind.Closed => lines.Pick("closed until it was reopened", "关闭至重新打开"),
        ClockSegmentKind.Restarted => lines.Pick("before a change that restarted it", "变更后重新计时之前"),
        _ => throw Unknown(kind),
    };

    internal static string Of(ClockMetric metric, SlaLines lines) => metric switch
    {
        ClockMetric.FirstResponse => lines.Pick("first answer", "首次响应"),
        ClockMetric.NextResponse => lines.Pick("next answer", "后续响应"),
        ClockMetric.Resolution => lines.Pick("solution", "解决"),
        ClockMetric.PeriodicUpdate => lines.Pick("report of progress", "进展反馈"),
        ClockMetric.Commitment => lines.Pick("solution or committed date", "解决或承诺时间"),
        ClockMetric.Promise => lines.Pick("promised time", "承诺时间"),
        ClockMetric.FollowUp => lines.Pick("follow-up", "回访"),
        ClockMetric.Ownership => lines.Pick("time in the group", "组内处理"),
        ClockMetric.CustomerWaiting => lines.Pick("customer's waiting", "客户等待"),
        ClockMetric.AgentWork => lines.Pick("time worked", "实际处理"),
        _ => throw Unknown(metric),
    };

    private static NotSupportedException Unknown(object value) => new NotSupportedException("The value " + value + " has no words; write them.");
}
