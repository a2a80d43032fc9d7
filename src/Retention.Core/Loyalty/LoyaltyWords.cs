using System;

namespace Retention.Core.Loyalty;

/// <summary>The words for codes in explanations.</summary>
internal static class LoyaltyWords
{
    internal static string Of(LedgerAccount account, LoyaltyLines lines) => account switch
    {
        LedgerAccount.Pending => lines.Pick("pending", "待生效"),
        LedgerAccount.Available => lines.Pick("available", "可用"),
        LedgerAccount.Held => lines.Pick("held", "已预扣"),
        LedgerAccount.Debt => lines.Pick("debt", "欠分"),
        LedgerAccount.Issued => lines.Pick("issued", "发放"),
        LedgerAccount.Imported => lines.Pick("imported", "期初导入"),
        LedgerAccount.Transferred => lines.Pick("transferred", "转移"),
        LedgerAccount.Adjusted => lines.Pick("adjusted", "手工调整"),
        LedgerAccount.Redeemed => lines.Pick("redeemed", "已兑换"),
        LedgerAccount.Expired => lines.Pick("expired", "已到期"),
        LedgerAccount.Reversed => lines.Pick("reversed", "已扣回"),
        LedgerAccount.Forfeited => lines.Pick("forfeited", "已作废"),
        _ => throw Unknown(account),
    };

    internal static string Of(PointsRounding rounding, LoyaltyLines lines) => rounding switch
    {
        PointsRounding.Down => lines.Pick("rounded down", "向下取整"),
        PointsRounding.Up => lines.Pick("rounded up", "向上取整"),
        PointsRounding.HalfUp => lines.Pick("rounded half up", "四舍五入"),
        PointsRounding.HalfEven => lines.Pick("rounded half to even", "四舍六入五成双"),
        _ => throw Unknown(rounding),
    };

    internal static string Of(EarningScope scope, LoyaltyLines lines) => scope switch
    {
        EarningScope.Order => lines.Pick("over the order", "按整单"),
        EarningScope.Line => lines.Pick("over each line", "按行"),
        EarningScope.Unit => lines.Pick("over the price of one piece", "按单件价格"),
        _ => throw Unknown(scope),
    };

    internal static string Of(RedemptionType type, LoyaltyLines lines) => type switch
    {
        RedemptionType.Discount => lines.Pick("a discount", "折扣"),
        RedemptionType.Payment => lines.Pick("payment", "支付"),
        RedemptionType.Gift => lines.Pick("a gift", "礼品"),
        RedemptionType.Cash => lines.Pick("cash", "现金"),
        RedemptionType.Service => lines.Pick("a service", "服务"),
        _ => throw Unknown(type),
    };

    internal static string Of(PendingEnd end, LoyaltyLines lines) => end switch
    {
        PendingEnd.BadDebt => lines.Pick("the credit sale was never paid", "赊销未付款"),
        PendingEnd.OrderCancelled => lines.Pick("the order was cancelled", "订单已取消"),
        PendingEnd.NotDelivered => lines.Pick("the goods never arrived", "货物未送达"),
        PendingEnd.TimedOut => lines.Pick("what they waited for never came", "等待的事件一直未发生"),
        _ => throw Unknown(end),
    };

    internal static string Of(HoldEnd end, LoyaltyLines lines) => end switch
    {
        HoldEnd.Released => lines.Pick("it was released", "已主动释放"),
        HoldEnd.RestReleased => lines.Pick("less was captured than held, and the rest was released", "核销少于预扣,余额已释放"),
        HoldEnd.TimedOut => lines.Pick("its time was over", "预扣已超时"),
        _ => throw Unknown(end),
    };

    internal static string Of(AccountStatus status, LoyaltyLines lines) => status switch
    {
        AccountStatus.Active => lines.Pick("active: it may do everything", "正常:不受限制"),
        AccountStatus.SpendingFrozen => lines.Pick("frozen for spending: it earns and its points lapse, but it doesn't spend, hold or send", "冻结使用:可积分、可到期,但不能兑换、预扣或转赠"),
        AccountStatus.Frozen => lines.Pick("frozen: it neither earns nor spends, and its points lapse", "全部冻结:不能积分也不能使用,积分照常到期"),
        AccountStatus.Closed => lines.Pick("closed", "已关闭"),
        _ => throw Unknown(status),
    };

    internal static string Of(CloseCause cause, LoyaltyLines lines) => cause switch
    {
        CloseCause.Left => lines.Pick("the member left", "会员退出"),
        CloseCause.Erased => lines.Pick("the member asked to be forgotten", "会员要求删除信息"),
        CloseCause.Merged => lines.Pick("its contents went to another account", "已并入其他账户"),
        _ => throw Unknown(cause),
    };

    internal static string Of(CapPeriod period, LoyaltyLines lines) => period switch
    {
        CapPeriod.Transaction => lines.Pick("per transaction", "每笔"),
        CapPeriod.Day => lines.Pick("per day", "每日"),
        CapPeriod.Week => lines.Pick("per week", "每周"),
        CapPeriod.Month => lines.Pick("per month", "每月"),
        CapPeriod.Year => lines.Pick("per year", "每年"),
        CapPeriod.Lifetime => lines.Pick("in all", "累计"),
        _ => throw Unknown(period),
    };

    internal static string Of(LoyaltyTierCause cause, LoyaltyLines lines) => cause switch
    {
        LoyaltyTierCause.Entry => lines.Pick("the account opened", "账户开立"),
        LoyaltyTierCause.Qualified => lines.Pick("the progress reached it", "进度达到该等级"),
        LoyaltyTierCause.Fell => lines.Pick("the progress no longer holds the tier before, and nothing protects it", "进度不足以保留原等级,且无保护期"),
        LoyaltyTierCause.Corrected => lines.Pick("a return or correction took progress back", "退货或更正扣减了进度"),
        LoyaltyTierCause.Anniversary => lines.Pick("the membership's anniversary lifted it", "入会周年升级"),
        LoyaltyTierCause.Imported => lines.Pick("it came with the opening balance", "随期初余额导入"),
        LoyaltyTierCause.PolicyChanged => lines.Pick("the adopted policy has another ladder", "采用的新策略等级不同"),
        LoyaltyTierCause.Merged => lines.Pick("another account was merged in, or split off again", "账户合并或拆分"),
        _ => throw Unknown(cause),
    };

    internal static string Of(CouponEnd end, LoyaltyLines lines) => end switch
    {
        CouponEnd.Expired => lines.Pick("its validity was over", "有效期已过"),
        CouponEnd.Voided => lines.Pick("it was taken back by hand", "人工作废"),
        CouponEnd.Closed => lines.Pick("the account closed", "账户已关闭"),
        _ => throw Unknown(end),
    };

    internal static string Of(LotChangeCause cause, LoyaltyLines lines) => cause switch
    {
        LotChangeCause.Activity => lines.Pick("the activity", "活动"),
        LotChangeCause.Migration => lines.Pick("the migration", "迁移"),
        _ => throw Unknown(cause),
    };

    /// <summary>The rate of a rule: 5 points per 2.5 of the amount.</summary>
    internal static string Rate(RuleAward rule, LoyaltyLines lines)
    {
        string points = lines.Points(rule.Points);
        string per = LoyaltyLines.Number(rule.Per);
        return rule.Counts switch
        {
            EarningBasis.Amount => lines.Pick(points + " per " + per + " of the amount", "每 " + per + " 金额得 " + points),
            EarningBasis.Quantity => lines.Pick(points + " per " + per + " of the quantity", "每 " + per + " 件得 " + points),
            EarningBasis.Activity => lines.Pick(points + " per " + per + " of the activity", "每 " + per + " 次活动得 " + points),
            _ => throw Unknown(rule.Counts),
        };
    }

    private static NotSupportedException Unknown(object value) => new NotSupportedException("The value " + value + " has no words; write them.");
}
