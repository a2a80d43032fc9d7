namespace Retention.Core.Loyalty;

/// <summary>Explains loyalty tiers: by what, and until when.</summary>
internal static class LoyaltyTierText
{
    internal static void Explain(LoyaltyLines lines, LoyaltyTierChanged e)
    {
        string change = (e.From is { } from ? from + " → " : string.Empty) + e.To;
        string value = LoyaltyLines.Number(e.Value);
        string since = LoyaltyLines.Time(e.Since);
        string until = e.ProtectedUntil is { } end
            ? lines.Pick("; it can't fall before " + LoyaltyLines.Time(end), ";" + LoyaltyLines.Time(end) + " 前不会降级")
            : string.Empty;
        string cause = LoyaltyWords.Of(e.Cause, lines);
        lines.Line(
            "Tier " + change + ": " + cause + ". Progress " + value + "; in force since " + since + until + ".",
            "等级 " + change + ": " + cause + "。进度 " + value + ";自 " + since + " 起" + until + "。");
    }

    internal static void Explain(LoyaltyLines lines, LoyaltyTierFalling e)
    {
        string value = LoyaltyLines.Number(e.Value);
        string due = LoyaltyLines.Time(e.Due);
        lines.Line(
            "The progress " + value + " no longer holds the tier " + e.Tier + ": it falls to " + e.To + " at " + due + " unless the progress recovers.",
            "进度 " + value + " 已不足以保留等级 " + e.Tier + ": 如未恢复,将于 " + due + " 降为 " + e.To + "。");
    }

    internal static void Explain(LoyaltyLines lines, LoyaltyTierKept e)
    {
        string value = LoyaltyLines.Number(e.Value);
        lines.Line("The tier " + e.Tier + " is kept: the progress recovered to " + value + ".", "等级 " + e.Tier + " 得以保留: 进度已恢复至 " + value + "。");
    }

    internal static void Explain(LoyaltyLines lines, LoyaltyTierOverridden e)
    {
        string until = e.Until is { } end
            ? lines.Pick("until " + LoyaltyLines.Time(end), "有效至 " + LoyaltyLines.Time(end))
            : lines.Pick("until it is cleared", "取消前一直有效");
        lines.Line("The tier was set to " + e.Tier + lines.By(e.Actor) + ", " + until + ".", "等级人工调整为 " + e.Tier + lines.By(e.Actor) + "," + until + "。");
    }

    internal static void Explain(LoyaltyLines lines, LoyaltyTierOverrideEnded e)
    {
        string cause = e.Actor is null ? lines.Pick(": its time was over", ": 已到期") : lines.By(e.Actor);
        lines.Line("The tier set by hand ended" + cause + ". Progress decides again.", "人工调整的等级已结束" + cause + "。恢复按进度评定。");
    }
}
