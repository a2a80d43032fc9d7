using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>Explains clocks, what they tell whom, and where their time went.</summary>
internal static class ClockText
{
    internal static void Explain(SlaLines lines, NoticeRaised e)
    {
        string cycle = SlaLines.Cycle(e.Clock, e.Cycle);
        lines.Line(
            "Notice " + e.Notice + lines.To(e.Role) + ": clock " + cycle + ", " + lines.Due(e.Due) + ".",
            "提醒 " + e.Notice + lines.To(e.Role) + ": 时钟 " + cycle + "," + lines.Due(e.Due) + "。");
        if (e.CrossedAt != e.At)
        {
            string crossed = SlaLines.Time(e.CrossedAt);
            lines.Line("It was crossed at " + crossed + ", which became known later.", "实际触发于 " + crossed + ",事后才得知。");
        }
    }

    internal static void Explain(SlaLines lines, DeadlineMissed e)
    {
        string cycle = SlaLines.Cycle(e.Clock, e.Cycle);
        string due = SlaLines.Time(e.Due);
        string told = e.Role is { } role ? lines.Pick(" Told: " + role + ".", "通知 " + role + "。") : string.Empty;
        lines.Line("Clock " + cycle + " missed its deadline at " + due + "." + told, "时钟 " + cycle + " 已超时,到期时间 " + due + "。" + told);
    }

    internal static void Explain(SlaLines lines, LatenessExplained e)
    {
        string cycle = SlaLines.Cycle(e.Clock, e.Cycle);
        lines.Line("Clock " + cycle + " was late because of " + e.Cause + "; said" + lines.By(e.Actor) + ".", "时钟 " + cycle + " 超时原因: " + e.Cause + lines.By(e.Actor) + "。");
    }

    internal static void Explain(SlaLines lines, ClockView view)
    {
        ClockReading reading = view.Reading;
        string state = reading.State == ClockState.Running && view.IsOutsideHours ? lines.Pick("runs, but outside its hours", "计时中,但不在工作时间内") : State(lines, reading);
        string left = view.Remaining < Duration.Zero
            ? lines.Pick(lines.Length(-view.Remaining) + " too many", "超出 " + lines.Length(-view.Remaining))
            : lines.Pick(lines.Length(view.Remaining) + " left", "剩余 " + lines.Length(view.Remaining));
        string cycle = SlaLines.Cycle(reading.Clock, reading.Cycle);
        lines.Line(
            "Clock " + cycle + " (" + SlaWords.Of(reading.Metric, lines) + ") " + state + ": " + lines.Length(view.Elapsed) + " of " + lines.Length(reading.Limit) + " passed, " + left + "; " + lines.Due(reading.Due) + ".",
            "时钟 " + cycle + "(" + SlaWords.Of(reading.Metric, lines) + ")" + state + ": 已用 " + lines.Length(view.Elapsed) + ",限时 " + lines.Length(reading.Limit) + "," + left + ";" + lines.Due(reading.Due) + "。");
        lines.Line(
            "Target " + reading.Target + " on calendar " + reading.Calendar + ", since " + SlaLines.Time(reading.StartedAt) + "; real time while it ran: " + lines.Length(view.RealElapsed) + ".",
            "目标 " + reading.Target + ",日历 " + reading.Calendar + ",起算 " + SlaLines.Time(reading.StartedAt) + ";运行期间实际经过 " + lines.Length(view.RealElapsed) + "。");
        if (view.IsMissed)
        {
            lines.Line("The deadline was missed.", "已超时。");
        }

        lines.Items("To come, if nothing happens", "若无变化,后续提醒", reading.Upcoming.Where(n => n.At > view.AsOf).Select(n => SlaLines.Time(n.At) + " " + n.Notice + lines.To(n.Role)));
    }

    internal static void Explain(SlaLines lines, IReadOnlyList<ClockSegment> timeline)
    {
        foreach (ClockSegment segment in timeline)
        {
            string length = lines.Length(segment.Duration);
            string why = Reason(lines, segment);
            string span = SlaLines.Time(segment.Start) + " – " + SlaLines.Time(segment.End) + ": ";
            lines.Line(span + length + (segment.IsCounted ? " counted: " : " not counted: ") + why, span + length + (segment.IsCounted ? " 计入: " : " 不计入: ") + why);
        }

        if (timeline.Count > 0)
        {
            lines.Line(
                "Counted in all: " + lines.Length(Sum(timeline.Where(s => s.IsCounted))) + ".",
                "合计计入: " + lines.Length(Sum(timeline.Where(s => s.IsCounted))) + "。");
            lines.Items("Not counted", "不计入", timeline.Where(s => !s.IsCounted).GroupBy(s => Cause(lines, s), StringComparer.Ordinal).Select(g => g.Key + " " + lines.Length(Sum(g))));
        }
    }

    /// <summary>first-response/1 runs, 2h of 4h, due 2026-03-02T06:00:00Z.</summary>
    internal static string Reading(SlaLines lines, ClockReading reading) =>
        SlaLines.Cycle(reading.Clock, reading.Cycle) + " " + State(lines, reading) + lines.Pick(", ", ",")
        + lines.Pick(lines.Length(reading.Elapsed) + " of " + lines.Length(reading.Limit), "已用 " + lines.Length(reading.Elapsed) + ",限时 " + lines.Length(reading.Limit))
        + lines.Pick(", ", ",") + lines.Due(reading.Due);

    private static string State(SlaLines lines, ClockReading reading) => reading.IsMet switch
    {
        true => lines.Pick("stopped in time", "已按时停止"),
        false => lines.Pick("stopped late", "已停止,超时"),
        null => SlaWords.Of(reading.State, lines),
    };

    /// <summary>The reason with its own particulars: the date of a holiday, who paused it and by what.</summary>
    private static string Reason(SlaLines lines, ClockSegment segment)
    {
        string date = segment.Day is { } day ? " (" + CalendarDates.Text(day.Date) + ")" : string.Empty;
        string by = segment.By is { } entry ? " (" + entry.Activity + (entry.ActivityId is { } id ? " " + id : string.Empty) + ", " + SlaLines.Time(entry.OccurredAt) + ")" : string.Empty;
        return Cause(lines, segment) + date + by;
    }

    /// <summary>The reason by which segments are added up: a holiday by its name, a pause by who made it.</summary>
    private static string Cause(SlaLines lines, ClockSegment segment)
    {
        string day = segment.Day is { Name: { } name } known ? " " + lines.Pick(name, known.NameChinese ?? name) : string.Empty;
        return SlaWords.Of(segment.Kind, lines) + day + (segment.By is { } by ? lines.By(by.Actor) : string.Empty);
    }

    private static Duration Sum(IEnumerable<ClockSegment> segments) => segments.Aggregate(Duration.Zero, (sum, s) => sum + s.Duration);
}
