using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>Explains what happens in a case.</summary>
internal static class CaseText
{
    internal static void Explain(SlaLines lines, CaseOpened e)
    {
        lines.Line("The case of " + e.Customer + " was opened" + lines.By(e.Entry.Actor) + ".", e.Customer + " 的工单已建立" + lines.By(e.Entry.Actor) + "。");
        Happened(lines, e.At, e.Entry);
        Known(lines, e.Entry);
        Handled(lines, e.Entry.Group, e.Entry.Owner);
        if (e.RepeatOf is { } earlier)
        {
            lines.Line("It repeats the case " + earlier + ".", "与工单 " + earlier + " 为同一事项的重复工单。");
        }

        if (e.SplitOff is { } other)
        {
            lines.Line(
                "It was split off the case " + other + "; entries taken over: " + SlaLines.Number(e.Inherited.Count) + ".",
                "拆分自工单 " + other + ";沿用的记录:" + SlaLines.Number(e.Inherited.Count) + " 条。");
        }

        Policy(lines, e.Entry);
        Clocks(lines, e.Clocks);
    }

    internal static void Explain(SlaLines lines, CaseChanged e)
    {
        lines.Line("What is known of the case was changed" + lines.By(e.Entry.Actor) + ".", "工单信息已变更" + lines.By(e.Entry.Actor) + "。");
        Happened(lines, e.At, e.Entry);
        Known(lines, e.Entry);
        Clocks(lines, e.Clocks);
    }

    internal static void Explain(SlaLines lines, CaseAssigned e)
    {
        lines.Line("The case was assigned" + lines.By(e.Entry.Actor) + ".", "工单已分派" + lines.By(e.Entry.Actor) + "。");
        Happened(lines, e.At, e.Entry);
        Handled(lines, e.Entry.Group, e.Entry.Owner);
        Clocks(lines, e.Clocks);
    }

    internal static void Explain(SlaLines lines, CaseActivityRecorded e)
    {
        string id = e.Entry.ActivityId is { } known ? " " + known : string.Empty;
        string stage = SlaWords.Of(e.Stage, lines);
        lines.Line(
            SlaWords.Activity(e.Entry.Activity, lines) + " (" + e.Entry.Activity + id + ")" + lines.By(e.Entry.Actor) + ". The case is " + stage + ".",
            SlaWords.Activity(e.Entry.Activity, lines) + "(" + e.Entry.Activity + id + ")" + lines.By(e.Entry.Actor) + "。工单当前为" + stage + "。");
        Happened(lines, e.At, e.Entry);
        if (e.Entry.PromisedBy is { } promised)
        {
            lines.Line("Promised for " + SlaLines.Time(promised) + ".", "承诺时间 " + SlaLines.Time(promised) + "。");
        }

        Clocks(lines, e.Clocks);
    }

    internal static void Explain(SlaLines lines, CaseAbsorbed e)
    {
        string taken = SlaLines.Number(e.Taken.Count);
        lines.Line(
            "The case " + e.From + " was merged into this one" + lines.By(e.Entry.Actor) + "; entries of it that count here: " + taken + ".",
            "工单 " + e.From + " 已并入本工单" + lines.By(e.Entry.Actor) + ";计入本工单的记录:" + taken + " 条。");
        Happened(lines, e.At, e.Entry);
        Clocks(lines, e.Clocks);
    }

    internal static void Explain(SlaLines lines, CaseMerged e)
    {
        lines.Line(
            "The case was merged into " + e.Into + lines.By(e.Entry.Actor) + "; it goes on there.",
            "本工单已并入 " + e.Into + lines.By(e.Entry.Actor) + ";后续在该工单中处理。");
        Happened(lines, e.At, e.Entry);
        Clocks(lines, e.Clocks);
    }

    internal static void Explain(SlaLines lines, SlaPolicyAdopted e)
    {
        lines.Line("Another policy was adopted" + lines.By(e.Entry.Actor) + ".", "已采用另一策略" + lines.By(e.Entry.Actor) + "。");
        Happened(lines, e.At, e.Entry);
        Policy(lines, e.Entry);
        Clocks(lines, e.Clocks);
    }

    /// <summary>When it happened, where that isn't when it was recorded.</summary>
    private static void Happened(SlaLines lines, Instant at, CaseEntry entry)
    {
        if (entry.OccurredAt != at)
        {
            string occurred = SlaLines.Time(entry.OccurredAt);
            lines.Line("It happened at " + occurred + " and was recorded later.", "实际发生于 " + occurred + ",事后补录。");
        }
    }

    private static void Known(SlaLines lines, CaseEntry entry)
    {
        if (entry.Facts is not { } facts)
        {
            return;
        }

        (string English, string Chinese, string? Value)[] all =
        [
            ("type", "类型", facts.Type), ("priority", "优先级", facts.Priority), ("tier", "客户等级", facts.Tier), ("channel", "渠道", facts.Channel),
            ("organisation", "组织", facts.Organisation), ("customer's calendar", "客户日历", facts.CustomerCalendar), ("tags", "标签", string.Join(", ", facts.Tags)),
        ];
        lines.Items("Known", "已知信息", all.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => lines.Pick(f.English, f.Chinese) + " " + f.Value));
    }

    private static void Handled(SlaLines lines, string? group, string? owner)
    {
        string english = group is null ? (owner is null ? "Nobody" : "Owner") : "Group " + group + "; " + (owner is null ? "nobody" : "owner");
        string chinese = group is null ? string.Empty : "处理组 " + group + ";";
        lines.Line(english + (owner is null ? " owns it yet." : " " + owner + "."), chinese + (owner is null ? "尚无负责人。" : "负责人 " + owner + "。"));
    }

    private static void Policy(SlaLines lines, CaseEntry entry)
    {
        if (entry.PolicyVersion is { } version)
        {
            lines.Line("Policy " + version + ".", "策略 " + version + "。");
        }
    }

    private static void Clocks(SlaLines lines, IReadOnlyList<ClockReading> clocks) => lines.Items("Clocks", "时钟", clocks.Select(c => ClockText.Reading(lines, c)));
}
