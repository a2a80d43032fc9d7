using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Explains what time and milestones do to points.</summary>
internal static class PendingText
{
    internal static void Explain(LoyaltyLines lines, MilestoneReached e)
    {
        lines.Line("The milestone " + e.Milestone + " of " + e.Document + " has come.", e.Document + " 的 " + e.Milestone + " 已发生。");
        lines.Lots(e);
    }

    internal static void Explain(LoyaltyLines lines, PointsActivated e)
    {
        string amounts = lines.Amounts(e.Postings.Where(p => p.From == LedgerAccount.Pending));
        lines.Line(amounts + " became spendable.", amounts + " 已生效可用。");
        lines.Lots(e);
        AwardText.Repaid(lines, e);
    }

    internal static void Explain(LoyaltyLines lines, PendingCancelled e)
    {
        string amounts = lines.Amounts(e.Postings.Where(p => p.From == LedgerAccount.Pending));
        string cause = LoyaltyWords.Of(e.Cause, lines);
        lines.Line(
            "Pending points of " + e.Document + " were cancelled, " + amounts + ": " + cause + ".",
            e.Document + " 的待生效积分已取消," + amounts + ": " + cause + "。");
        lines.Movements(e.Postings);
        lines.Progress(e.Progress);
    }

    internal static void Explain(LoyaltyLines lines, PointsExpired e)
    {
        string amounts = lines.Amounts(e.Postings.Where(p => p.To == LedgerAccount.Expired));
        lines.Line(amounts + " lapsed at their date.", amounts + " 已到期。");
        lines.Items("Lots", "批次", e.Postings.Select(lines.OfLot));
    }

    internal static void Explain(LoyaltyLines lines, LotsRedated e)
    {
        string cause = LoyaltyWords.Of(e.Cause, lines) + " " + e.Reference;
        lines.Line("Lots got other dates through " + cause + lines.By(e.Actor) + ".", cause + " 变更了批次日期" + lines.By(e.Actor) + "。");
        lines.Lots(e);
    }
}
