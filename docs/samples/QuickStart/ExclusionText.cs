using Retention.Core;
using Retention.Core.Facts;

namespace Retention.QuickStart;

/// <summary>Says why a line doesn't count.</summary>
internal static class ExclusionText
{
    internal static string Of(string reason, Language language) => reason switch
    {
        ExclusionReasons.Superseded => language.Pick("replaced by a later revision", "已被后续版本取代"),
        ExclusionReasons.Duplicate => language.Pick("given twice", "重复提供"),
        ExclusionReasons.Conflict => language.Pick("another content of the same line was chosen", "同一行有两种内容,以另一种为准"),
        ExclusionReasons.NotApproved => language.Pick("a draft", "草稿、未审核"),
        ExclusionReasons.Unapproved => language.Pick("approval taken back", "反审核"),
        ExclusionReasons.Cancelled => language.Pick("cancelled", "作废"),
        ExclusionReasons.RedLettered => language.Pick("reversed by a red-letter entry", "红字冲销"),
        ExclusionReasons.WalkIn => language.Pick("walk-in customer", "散客"),
        ExclusionReasons.Intercompany => language.Pick("within the group", "内部交易"),
        ExclusionReasons.Employee => language.Pick("employee purchase", "员工购"),
        ExclusionReasons.Sample => language.Pick("sample", "样品"),
        ExclusionReasons.Replacement => language.Pick("replacement", "补发"),
        ExclusionReasons.AfterAsOf => language.Pick("dated after the as-of", "日期晚于评估时点"),
        ExclusionReasons.NoCustomer => language.Pick("no customer", "没有客户"),
        ExclusionReasons.NoRate => language.Pick("foreign currency without a rate", "外币且没有汇率"),
        ExclusionReasons.AmountOutOfRange => language.Pick("amount out of range", "金额超出可表示范围"),

        // Reasons that a preset can't bring about here, such as another tenant, keep their code.
        _ => reason,
    };
}
