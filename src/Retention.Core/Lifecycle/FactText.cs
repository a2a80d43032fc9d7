using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Lifecycle;

/// <summary>Explains what became known of a customer.</summary>
internal static class FactText
{
    internal static void Explain(LifecycleLines lines, PurchaseRecorded e)
    {
        string what = e.Purchase.Document + Place(lines, e.Purchase);
        lines.Line("The purchase " + what + " of " + LifecycleLines.Number(e.Purchase.Amount) + " was recorded.", "已登记消费 " + what + ",金额 " + LifecycleLines.Number(e.Purchase.Amount) + "。");
        Happened(lines, e.At, e.Purchase.OccurredAt, e.Purchase.Date);
    }

    internal static void Explain(LifecycleLines lines, PurchaseReturned e)
    {
        string amount = LifecycleLines.Number(e.Amount);
        lines.Line(amount + " of the purchase " + e.Document + " came back (" + e.ReturnDocument + ").", "消费 " + e.Document + " 退回 " + amount + "(退货单 " + e.ReturnDocument + ")。");
    }

    internal static void Explain(LifecycleLines lines, PurchaseCorrected e)
    {
        if (e.IsCancelled)
        {
            lines.Line("The purchase " + e.Purchase.Document + " was cancelled" + lines.By(e.Actor) + ".", "消费 " + e.Purchase.Document + " 已作废" + lines.By(e.Actor) + "。");
            return;
        }

        string amount = LifecycleLines.Number(e.Purchase.Amount);
        string what = e.Purchase.Document + Place(lines, e.Purchase);
        lines.Line("The purchase " + what + " was corrected to " + amount + lines.By(e.Actor) + ".", "消费 " + what + " 已更正,金额 " + amount + lines.By(e.Actor) + "。");
        Happened(lines, e.At, e.Purchase.OccurredAt, e.Purchase.Date);
    }

    internal static void Explain(LifecycleLines lines, ActivityRecorded e)
    {
        string words = LifecycleWords.Activity(e.Activity.Activity, lines);
        string id = e.Activity.Activity + (e.Activity.Id is { } known ? " " + known : string.Empty);
        string times = e.Activity.Count == 1 ? string.Empty : lines.Pick(", " + LifecycleLines.Count(e.Activity.Count, "time"), ",共 " + LifecycleLines.Number(e.Activity.Count) + " 次");
        string value = e.Activity.Value is { } number ? lines.Pick(": ", ": ") + LifecycleLines.Number(number) : string.Empty;
        lines.Line(words + " (" + id + ")" + times + value + ".", words + "(" + id + ")" + times + value + "。");
        Happened(lines, e.At, e.Activity.OccurredAt, e.Activity.Date);
        if (e.Activity.ClosedAt is { } closed)
        {
            lines.Line("It was settled at " + LifecycleLines.Time(closed) + ".", "已于 " + LifecycleLines.Time(closed) + " 办结。");
        }
    }

    internal static void Explain(LifecycleLines lines, ActivityClosed e)
    {
        string closed = LifecycleLines.Time(e.OccurredAt);
        lines.Line("The activity " + e.ActivityId + " was settled at " + closed + ".", "活动 " + e.ActivityId + " 已于 " + closed + " 办结。");
    }

    internal static void Explain(LifecycleLines lines, ActivityVoided e) =>
        lines.Line("The activity " + e.ActivityId + " was taken back" + lines.By(e.Actor) + ".", "活动 " + e.ActivityId + " 已撤销" + lines.By(e.Actor) + "。");

    /// <summary>The value may be personal, so it isn't told.</summary>
    internal static void Explain(LifecycleLines lines, CustomerAttributeSet e) => lines.Line(
        "The attribute " + e.Name + (e.Value is null ? " was taken away." : " was stated."),
        "客户属性 " + e.Name + (e.Value is null ? " 已清除。" : " 已更新。"));

    internal static void Explain(LifecycleLines lines, CustomerTagSet e) => lines.Line(
        "The customer " + (e.IsPresent ? "got" : "lost") + " the tag " + e.Tag + ".",
        e.IsPresent ? "客户已添加标签 " + e.Tag + "。" : "客户已移除标签 " + e.Tag + "。");

    internal static void Explain(LifecycleLines lines, CustomerNumberSet e) => lines.Line(
        "The number " + e.Name + (e.Value is null ? " was taken away." : " is " + LifecycleLines.Number(e.Value) + "."),
        "客户指标 " + e.Name + (e.Value is null ? " 已清除。" : " 为 " + LifecycleLines.Number(e.Value) + "。"));

    internal static void Explain(LifecycleLines lines, HistoryImported e)
    {
        lines.Line(
            "A history was imported" + lines.By(e.Actor) + ": " + Taken(lines, e.Purchases.Count, e.Activities.Count) + ".",
            "已导入历史" + lines.By(e.Actor) + ": " + Taken(lines, e.Purchases.Count, e.Activities.Count) + "。");
        Furthest(lines, e.FurthestStage);
    }

    internal static void Explain(LifecycleLines lines, LifecycleAbsorbed e)
    {
        lines.Line(
            "The history of " + e.From + " was taken over" + lines.By(e.Actor) + ": " + Taken(lines, e.Purchases.Count, e.Activities.Count) + ".",
            "已接收 " + e.From + " 的历史" + lines.By(e.Actor) + ": " + Taken(lines, e.Purchases.Count, e.Activities.Count) + "。");
        Furthest(lines, e.FurthestStage);
    }

    internal static void Explain(LifecycleLines lines, LifecycleMerged e) => lines.Line(
        "The record was merged into " + e.Into + lines.By(e.Actor) + "; the customer's life goes on there.",
        "本客户记录已并入 " + e.Into + lines.By(e.Actor) + ";后续在该记录中延续。");

    internal static void Explain(LifecycleLines lines, LifecyclePolicyAdopted e) => lines.Line(
        "The policy " + e.PolicyVersion + " holds" + (e.Actor is null ? " from the beginning." : " from now on; adopted" + lines.By(e.Actor) + "."),
        e.Actor is null ? "自建立起适用策略 " + e.PolicyVersion + "。" : "现改用策略 " + e.PolicyVersion + lines.By(e.Actor) + "。");

    private static string Place(LifecycleLines lines, StagePurchase purchase) =>
        purchase.Organisation.Length == 0 ? string.Empty : lines.Pick(" in " + purchase.Organisation, "(组织 " + purchase.Organisation + ")");

    private static string Taken(LifecycleLines lines, int purchases, int activities) => lines.Pick(
        LifecycleLines.Count(purchases, "purchase") + ", activities on record: " + LifecycleLines.Number(activities),
        "消费 " + LifecycleLines.Number(purchases) + " 笔,活动记录 " + LifecycleLines.Number(activities) + " 条");

    private static void Furthest(LifecycleLines lines, string? stage)
    {
        if (stage is not null)
        {
            lines.Line("The furthest stage it had reached: " + stage + ".", "曾达到的最远阶段: " + stage + "。");
        }
    }

    /// <summary>When it happened, where that isn't when it was recorded, and the day on which it counts.</summary>
    private static void Happened(LifecycleLines lines, Instant at, Instant occurredAt, LocalDate? date)
    {
        if (occurredAt != at)
        {
            string occurred = LifecycleLines.Time(occurredAt);
            string day = date is { } known ? LocalDatePattern.Iso.Format(known) : occurred;
            lines.Line("It happened at " + occurred + ", counts on " + day + ", and was recorded later.", "实际发生于 " + occurred + ",计入 " + day + ",事后补录。");
        }
    }
}
