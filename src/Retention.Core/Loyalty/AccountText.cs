namespace Retention.Core.Loyalty;

/// <summary>Explains what happens to the account itself.</summary>
internal static class AccountText
{
    internal static void Explain(LoyaltyLines lines, AccountOpened e)
    {
        string english = e.Organisation.Length == 0 ? string.Empty : " in " + e.Organisation;
        string chinese = e.Organisation.Length == 0 ? string.Empty : ",组织 " + e.Organisation;
        string joined = LoyaltyLines.Date(e.JoinedOn);
        lines.Line(
            "The account of " + e.Member + " was opened" + english + "; joined on " + joined + ". Policy " + e.PolicyVersion + ".",
            e.Member + " 的账户已开立" + chinese + ";入会日期 " + joined + "。策略 " + e.PolicyVersion + "。");
    }

    internal static void Explain(LoyaltyLines lines, AccountStatusChanged e)
    {
        string status = LoyaltyWords.Of(e.Status, lines);
        lines.Line("The account is now " + status + "; set" + lines.By(e.Actor) + ".", "账户状态变更为" + status + lines.By(e.Actor) + "。");
    }

    internal static void Explain(LoyaltyLines lines, AccountClosed e)
    {
        string cause = LoyaltyWords.Of(e.Cause, lines);
        string into = e.Into.IsEmpty ? string.Empty : " → " + e.Into;
        string merge = e.MergeId is { } id ? lines.Pick(" (merge " + id + ")", "(合并 " + id + ")") : string.Empty;
        lines.Line(
            "The account was closed" + lines.By(e.Actor) + ": " + cause + into + merge + ".",
            "账户已关闭" + lines.By(e.Actor) + ": " + cause + into + merge + "。");
        lines.Movements(e.Postings);
    }

    internal static void Explain(LoyaltyLines lines, SpendingRightChanged e)
    {
        string limit = e.AtMost is { } most
            ? lines.Pick(", at most " + lines.Points(most) + " " + LoyaltyWords.Of(e.Period, lines), "," + LoyaltyWords.Of(e.Period, lines) + "最多 " + lines.Points(most))
            : lines.Pick(" without limit", ",不限额");
        lines.Line(
            e.Spender + (e.IsGranted ? " may spend from this account" + limit : " may no longer spend from this account") + "; decided" + lines.By(e.Actor) + ".",
            e.Spender + (e.IsGranted ? " 可使用本账户积分" + limit : " 不再可使用本账户积分") + lines.By(e.Actor) + "。");
    }

    internal static void Explain(LoyaltyLines lines, LoyaltyPolicyAdopted e) => lines.Line(
        "The account stands under policy " + e.PolicyVersion + " from now on. No lot was re-dated.",
        "账户自此适用策略 " + e.PolicyVersion + "。批次日期不变。");

    internal static void Explain(LoyaltyLines lines, BalanceImported e)
    {
        lines.Line("Opening balance " + e.ImportId + " was taken over.", "已导入期初余额 " + e.ImportId + "。");
        lines.Movements(e.Postings);
        lines.Lots(e);
        lines.Progress(e.Progress);
    }
}
