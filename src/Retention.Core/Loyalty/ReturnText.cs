using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Explains what returns took back, and what they made room for.</summary>
internal static class ReturnText
{
    internal static void Explain(LoyaltyLines lines, PointsReturned e)
    {
        string source = AwardText.Source(lines, e.Award, string.Empty);
        lines.Line("Return " + e.ReturnDocument + " of " + source + ".", source + " 的退货 " + e.ReturnDocument + "。");
        foreach (TakenPoints taken in e.Taken)
        {
            Points back = taken.Before - taken.After;
            string from = string.Join(", ", new[]
            {
                Part(taken.FromAward, lines.Pick(" from its own lots", " 自本单批次")),
                Part(taken.FromOthers, lines.Pick(" from other lots", " 自其他批次")),
                Part(taken.IntoDebt, lines.Pick(" owed from now on", " 记为欠分")),
                Part(taken.WrittenOff, lines.Pick(" written off", " 豁免")),
            }.Where(p => p is not null));
            lines.Line(
                "Take back " + taken.Before + " (what it earned before) − " + taken.After + " (what is left earns) = " + lines.Amount(back, taken.Wallet) + (from.Length == 0 ? "." : ": " + from + "."),
                "扣回 " + taken.Before + "(退货前应得) − " + taken.After + "(剩余部分应得) = " + lines.Amount(back, taken.Wallet) + (from.Length == 0 ? "。" : ": " + from + "。"));
        }

        lines.Items("Came back so far", "累计退回", e.Award.Lines.Where(l => l.ReturnedAmount != 0 || l.ReturnedQuantity != 0).Select(l => lines.Pick(
            "line " + l.Line + " quantity " + LoyaltyLines.Number(l.ReturnedQuantity) + " of " + LoyaltyLines.Number(l.AccruedQuantity) + ", amount " + LoyaltyLines.Number(l.ReturnedAmount) + " of " + LoyaltyLines.Number(l.AccruedAmount),
            "行 " + l.Line + " 数量 " + LoyaltyLines.Number(l.ReturnedQuantity) + "/" + LoyaltyLines.Number(l.AccruedQuantity) + ",金额 " + LoyaltyLines.Number(l.ReturnedAmount) + "/" + LoyaltyLines.Number(l.AccruedAmount))));
        lines.Line(
            "By the award as recorded under policy " + e.Award.PolicyVersion + ", not by today's rules.",
            "依据当时按策略 " + e.Award.PolicyVersion + " 记录的积分,不按现行规则。");
        lines.Movements(e.Postings);
        lines.Progress(e.Progress);
        if (e.EndsPurchase)
        {
            lines.Line("Nothing is left of the purchase.", "该笔消费已全部退回。");
        }
    }

    internal static void Explain(LoyaltyLines lines, PointsReAwarded e)
    {
        string source = AwardText.Source(lines, e.Award, string.Empty);
        string granted = lines.Amounts(e.Postings.Where(p => p.From == LedgerAccount.Issued));
        lines.Line(
            source + " earned " + granted + " more: the return " + e.ReturnDocument + " made room under a cap that had cut it.",
            source + " 补发 " + granted + ": 退货 " + e.ReturnDocument + " 释放了此前削减它的上限额度。");
        lines.Lots(e);
        AwardText.Repaid(lines, e);
        lines.Progress(e.Progress);
    }

    private static string? Part(Points points, string what) => points == default ? null : points + what;
}
