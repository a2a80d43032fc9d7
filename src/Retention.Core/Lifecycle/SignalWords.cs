using System;

namespace Retention.Core.Lifecycle;

/// <summary>Says what a signal found, from its kind and its numbers.</summary>
internal static class SignalWords
{
    /// <summary>What was found when the signal rose.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="window">The length of time it looks at, as options write it; null where it isn't known.</param>
    /// <param name="lines">The reader's language.</param>
    internal static string Of(ActiveSignal signal, string? window, LifecycleLines lines)
    {
        string found = LifecycleLines.Number(signal.Found);
        string before = LifecycleLines.Number(signal.Before);
        string bound = LifecycleLines.Number(signal.Bound);
        string days = LifecycleLines.Count(signal.Found, "day");
        switch (signal.Kind)
        {
            case SignalKind.Inactivity:
                return lines.Pick("no activity for " + days + " (bound " + bound + ")", "已 " + found + " 天无活动(上限 " + bound + " 天)");
            case SignalKind.FrequencyDown:
                return Fewer(lines, window, LifecycleLines.Count(signal.Found, "purchase"), before, bound, "消费 " + found + " 次", " 次");
            case SignalKind.SpendDown:
                return Fewer(lines, window, "spent " + found, before, bound, "消费 " + found, string.Empty);
            case SignalKind.InteractionDown:
                return Fewer(lines, window, LifecycleLines.Count(signal.Found, "interaction"), before, bound, "互动 " + found + " 次", " 次");
            case SignalKind.RhythmExceeded:
                return lines.Pick(days + " since the last purchase, usually " + before + " (bound " + bound + ")", "距上次消费 " + found + " 天,通常间隔 " + before + " 天(上限 " + bound + " 天)");
            case SignalKind.ContractOverdue:
                return lines.Pick(days + " since the last purchase (the contract's bound " + bound + ")", "距上次消费 " + found + " 天(合同约定上限 " + bound + " 天)");
            case SignalKind.SeasonMissed:
                return lines.Pick(LifecycleLines.Count(signal.Found, "purchase") + " in " + Recent(lines, window) + ", " + before + " a year ago (≥ " + bound + ")", Recent(lines, window) + "消费 " + found + " 次,去年同期 " + before + " 次(≥ " + bound + " 次)");
            default:
                return OfAnswers(signal, window, lines, found, before, bound);
        }
    }

    private static string OfAnswers(ActiveSignal signal, string? window, LifecycleLines lines, string found, string before, string bound)
    {
        switch (signal.Kind)
        {
            case SignalKind.SatisfactionLow:
                return lines.Pick("satisfaction " + found + " (< " + bound + ")", "满意度 " + found + "(< " + bound + ")");
            case SignalKind.SatisfactionFalling:
                return lines.Pick("satisfaction " + found + " after " + before + " (≤ " + bound + ")", "满意度由 " + before + " 降至 " + found + "(≤ " + bound + ")");
            case SignalKind.ComplaintsRising:
                return lines.Pick(
                    LifecycleLines.Count(signal.Found, "complaint") + " in " + Recent(lines, window) + ", " + before + " in " + Earlier(lines, window) + " (in proportion to purchases)",
                    Recent(lines, window) + "投诉 " + found + " 次," + Earlier(lines, window) + " " + before + " 次(按消费次数折算)");
            case SignalKind.Objection:
                return lines.Pick(LifecycleLines.Count(signal.Found, "open objection"), "未解决异议 " + found + " 项");
            case SignalKind.OpenComplaint:
                return lines.Pick(LifecycleLines.Count(signal.Found, "open complaint"), "未解决投诉 " + found + " 项");
            case SignalKind.UnansweredContact:
                return lines.Pick(found + " of our contacts unanswered (≥ " + bound + ")", "我方联系 " + found + " 次未获回应(≥ " + bound + " 次)");
            case SignalKind.NotActivated:
                return lines.Pick("not activated " + LifecycleLines.Count(signal.Found, "day") + " after the first purchase (bound " + bound + ")", "首购后 " + found + " 天仍未激活(上限 " + bound + " 天)");
            case SignalKind.Condition:
                return lines.Pick("its condition holds", "条件成立");
            default:
                throw new NotSupportedException("The value " + signal.Kind + " has no words; write them.");
        }
    }

    private static string Fewer(LifecycleLines lines, string? window, string english, string before, string bound, string inChinese, string unit) => lines.Pick(
        english + " in " + Recent(lines, window) + ", " + before + " in " + Earlier(lines, window) + " (≤ " + bound + ")",
        Recent(lines, window) + inChinese + "," + Earlier(lines, window) + " " + before + unit + ",≤ " + bound + unit);

    private static string Recent(LifecycleLines lines, string? window) => lines.Length(window) is { } length
        ? lines.Pick("the last " + length, "近" + length)
        : lines.Pick("the window", "本期");

    private static string Earlier(LifecycleLines lines, string? window) => lines.Length(window) is { } length
        ? lines.Pick("the " + length + " before", "前" + length)
        : lines.Pick("the one before", "上期");
}
