using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Explains adjustments, transfers and merges.</summary>
internal static class TransferText
{
    internal static void Explain(LoyaltyLines lines, PointsAdjusted e)
    {
        string who = lines.By(e.Actor) + lines.ApprovedBy(e.ApprovedBy);
        lines.Line("Adjustment " + e.AdjustmentId + who + ".", "手工调整 " + e.AdjustmentId + who + "。");
        lines.Movements(e.Postings);
        lines.Lots(e);
    }

    internal static void Explain(LoyaltyLines lines, PointsSent e)
    {
        string amounts = lines.Amounts(e.Postings.Where(p => p.To == LedgerAccount.Transferred));
        lines.Line("Transfer " + e.TransferId + ": " + amounts + " sent to " + e.To + ".", "转赠 " + e.TransferId + ": " + amounts + " 转给 " + e.To + "。");
        lines.Items("From lots", "来自批次", e.Sent.Select(s => "#" + LoyaltyLines.Number(s.Lot.Number) + " " + lines.Amount(s.Amount, s.Lot.Wallet)));
    }

    internal static void Explain(LoyaltyLines lines, PointsReceived e)
    {
        string amounts = lines.Amounts(e.Postings.Where(p => p.From == LedgerAccount.Transferred));
        lines.Line("Transfer " + e.TransferId + ": " + amounts + " received from " + e.From + ".", "转赠 " + e.TransferId + ": 收到 " + e.From + " 的 " + amounts + "。");
        lines.Lots(e);
        AwardText.Repaid(lines, e);
    }

    internal static void Explain(LoyaltyLines lines, AccountReceived e)
    {
        lines.Line("Merge " + e.MergeId + ": the account of " + e.From + " was merged into this one.", "合并 " + e.MergeId + ": " + e.From + " 的账户并入本账户。");
        Contents(lines, e, e.Awards);
    }

    internal static void Explain(LoyaltyLines lines, AccountSplit e)
    {
        lines.Line(
            "Merge " + e.MergeId + " was undone" + lines.By(e.Actor) + ": what was left of it went back to " + e.To + ".",
            "合并 " + e.MergeId + " 已撤销" + lines.By(e.Actor) + ": 剩余部分退回 " + e.To + "。");
        Contents(lines, e, e.Contents.Awards);
    }

    internal static void Explain(LoyaltyLines lines, AccountReopened e)
    {
        lines.Line("The account was reopened, as merge " + e.MergeId + " was undone.", "合并 " + e.MergeId + " 已撤销,账户重新启用。");
        Contents(lines, e, e.Awards);
    }

    private static void Contents(LoyaltyLines lines, PointsEvent e, IReadOnlyList<Award> awards)
    {
        lines.Movements(e.Postings);
        lines.Lots(e);
        lines.Items("Awards open to returns", "仍可退货的积分记录", awards.Select(a => a.Document));
        lines.Progress(e.Progress);
    }
}
