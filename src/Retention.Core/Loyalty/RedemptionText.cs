using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Explains what was spent: which lots paid for what.</summary>
internal static class RedemptionText
{
    internal static void Explain(LoyaltyLines lines, PointsHeld e)
    {
        string amount = lines.Amount(e.Request.Points, e.Request.Wallet);
        lines.Line(
            "Hold " + e.HoldId + ": " + amount + " reserved for " + Purpose(lines, e.Request) + ", " + lines.Until(e.Until) + ". Held points don't lapse.",
            "预扣 " + e.HoldId + ": " + amount + " 用于" + Purpose(lines, e.Request) + "," + lines.Until(e.Until) + "。预扣期间不会到期。");
        People(lines, e.Request);
        lines.Items("From lots", "来自批次", e.Postings.Where(p => p.To == LedgerAccount.Held).Select(lines.OfLot));
    }

    internal static void Explain(LoyaltyLines lines, HoldReleased e)
    {
        string end = LoyaltyWords.Of(e.End, lines);
        string amounts = lines.Amounts(e.Postings.Where(p => p.From == LedgerAccount.Held));
        lines.Line("Hold " + e.HoldId + ": " + amounts + " given back, as " + end + ".", "预扣 " + e.HoldId + ": 退回 " + amounts + "," + end + "。");
        lines.Lots(e);
        lines.Items("Past their date, so lapsed", "已过有效期而失效", e.Postings.Where(p => p.To == LedgerAccount.Expired).Select(lines.OfLot));
        AwardText.Repaid(lines, e);
    }

    internal static void Explain(LoyaltyLines lines, PointsRedeemed e)
    {
        string hold = e.HoldId is { } id ? lines.Pick(", captured from hold " + id, ",核销预扣 " + id) : string.Empty;
        string amount = lines.Amount(e.Points, e.Request.Wallet);
        lines.Line(
            "Redemption " + e.RedemptionId + ": " + amount + " spent on " + Purpose(lines, e.Request) + ", worth " + e.Value + hold + ".",
            "兑换 " + e.RedemptionId + ": " + amount + " 用于" + Purpose(lines, e.Request) + ",价值 " + e.Value + hold + "。");
        People(lines, e.Request);
        lines.Items("Paid by lots", "支付批次", e.Postings.Where(p => p.To == LedgerAccount.Redeemed).Select(lines.OfLot));
        lines.Items("Borne by lines", "分摊到行", e.Lines.Select(l => l.Line + " " + lines.Points(l.Points) + " = " + LoyaltyLines.Number(l.Value) + Tax(lines, l)));
        lines.Line("It can be cancelled until " + LoyaltyLines.Time(e.ClosesAt) + ".", "可在 " + LoyaltyLines.Time(e.ClosesAt) + " 前撤销。");
    }

    internal static void Explain(LoyaltyLines lines, RedemptionCancelled e)
    {
        lines.Line(
            "Cancellation " + e.CancellationId + " of redemption " + e.RedemptionId + ": " + lines.Points(e.Points) + " worth " + e.Value + " given back to the lots that had paid.",
            "兑换 " + e.RedemptionId + " 的撤销 " + e.CancellationId + ": " + lines.Points(e.Points) + ",价值 " + e.Value + ",退回原支付批次。");
        lines.Movements(e.Postings);
        lines.Lots(e);
    }

    /// <summary>A discount on SO-1, or a gift (mug).</summary>
    private static string Purpose(LoyaltyLines lines, RedemptionRequest request) => LoyaltyWords.Of(request.Type, lines)
        + (request.Reward is { } reward ? " (" + reward + ")" : string.Empty)
        + (request.Document is { } document ? lines.Pick(" on " + document, ",单据 " + document) : string.Empty);

    private static void People(LoyaltyLines lines, RedemptionRequest request)
    {
        string[] people = new[]
        {
            request.Spender.IsEmpty ? null : lines.Pick("spender ", "使用人 ") + request.Spender,
            request.Actor is { } actor ? lines.Pick("entered by ", "录入人 ") + actor : null,
            request.ApprovedBy is { } other ? lines.Pick("approved by ", "批准人 ") + other : null,
        }.OfType<string>().ToArray();
        lines.Items("Who", "人员", people);
    }

    private static string Tax(LoyaltyLines lines, RedemptionLine line) => line.Tax == 0 ? string.Empty : lines.Pick(
        " (tax " + LoyaltyLines.Number(line.Tax) + " at " + LoyaltyLines.Number(line.TaxPercent) + " %)",
        "(含税 " + LoyaltyLines.Number(line.Tax) + ",税率 " + LoyaltyLines.Number(line.TaxPercent) + " %)");
}
