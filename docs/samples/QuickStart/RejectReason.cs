using Retention.Core;

namespace Retention.QuickStart;

/// <summary>Why a row can't be read.</summary>
internal enum RejectReason
{
    CellCount,
    Quotes,
    Unreadable,
    CustomerInvalid,
    NumberMissing,
    TextTooLong,
    DateMissing,
    DateInvalid,
    NumericMissing,
    NumericInvalid,
    NumericOutOfRange,
    CountInvalid,
    RateInvalid,
    CurrencyInvalid,
    StatusUnknown,
    TradeUnknown,
}

/// <summary>Says why, and what would be read.</summary>
internal static class RejectReasons
{
    internal static string ToText(this RejectReason reason, Language language) => reason switch
    {
        RejectReason.CellCount => language.Pick("the row has more or fewer cells than the header", "单元格数与表头不符"),
        RejectReason.Quotes => language.Pick("a quote is misplaced or not closed", "引号位置不对或未闭合"),
        RejectReason.Unreadable => language.Pick("a character can't be read in the file's encoding", "含有该编码无法识别的字符"),
        RejectReason.CustomerInvalid => language.Pick("a customer id has 1 to 128 characters and no control characters", "客户ID须为 1–128 个字符,且不含控制字符"),
        RejectReason.NumberMissing => language.Pick("the order number is missing", "缺少单号"),
        RejectReason.TextTooLong => language.Pick("longer than 128 characters", "超过 128 个字符"),
        RejectReason.DateMissing => language.Pick("the date is missing", "缺少日期"),
        RejectReason.DateInvalid => language.Pick("not a date from 1900 to 2199 such as 2026-03-31, 2026/3/31 or 20260331 (for others use --date-format)", "不是 1900–2199 年的日期(如 2026-03-31、2026/3/31、20260331;其他格式请用 --date-format)"),
        RejectReason.NumericMissing => language.Pick("the number is missing", "缺少数值"),
        RejectReason.NumericInvalid => language.Pick("not a number such as 1234.50 or 1,234.50", "不是数值(如 1234.50 或 1,234.50)"),
        RejectReason.NumericOutOfRange => language.Pick("a number with more than 28 digits", "数值超过 28 位"),
        RejectReason.CountInvalid => language.Pick("not a whole number from 0 on", "不是非负整数"),
        RejectReason.RateInvalid => language.Pick("a rate is more than 0", "汇率须大于 0"),
        RejectReason.CurrencyInvalid => language.Pick("not a currency code of three letters such as CNY", "不是三位币种代码(如 CNY)"),
        RejectReason.StatusUnknown => language.Pick("not a known status: approved, closed, draft, unapproved, cancelled, red-lettered", "未知状态;可用:已审核、已完成、草稿、反审核、作废、红冲"),
        _ => language.Pick("not a known type: ordinary, return, walk-in, intercompany, employee, sample, replacement", "未知类型;可用:销售、退货、散客、内部交易、员工购、样品、补发"),
    };
}
