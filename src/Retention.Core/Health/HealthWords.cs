using System;

namespace Retention.Core.Health;

/// <summary>The words for codes in explanations.</summary>
internal static class HealthWords
{
    internal static string Of(HealthInput input, HealthLines lines) => input switch
    {
        HealthInput.Known => lines.Pick("known", "已知"),
        HealthInput.Held => lines.Pick("the last known value, held", "沿用最近一次的数值"),
        HealthInput.Missing => lines.Pick("missing", "缺失"),
        HealthInput.Stale => lines.Pick("too old to count", "数值已过有效期"),
        HealthInput.Unreviewed => lines.Pick("self-assessed and not reviewed by anybody else", "自评尚未经他人复核"),
        HealthInput.Unscored => lines.Pick("the scale gives it no score", "该数值不在评分标准内"),
        _ => throw Unwritten(input),
    };

    internal static string Of(HealthTreatment treatment, HealthLines lines) => treatment switch
    {
        HealthTreatment.Counted => lines.Pick("counted", "计入"),
        HealthTreatment.Neutral => lines.Pick("counted with the neutral score", "按中性分计入"),
        HealthTreatment.Worst => lines.Pick("counted with the worst score", "按最低分计入"),
        HealthTreatment.Excluded => lines.Pick("not counted, its weight is shared among the others", "不计入，权重由其余指标分摊"),
        HealthTreatment.Required => lines.Pick("required, so that the health is unknown", "为必需指标，缺少时健康度未知"),
        _ => throw Unwritten(treatment),
    };

    internal static string Of(HealthUnknown unknown, HealthLines lines) => unknown switch
    {
        HealthUnknown.NothingKnown => lines.Pick("nothing that counts is known", "没有可计入的指标"),
        HealthUnknown.RequiredMissing => lines.Pick("something required is missing", "缺少必需的指标或维度"),
        HealthUnknown.CoverageTooLow => lines.Pick("too little is known", "已知的指标太少"),
        _ => throw Unwritten(unknown),
    };

    internal static string Of(HealthDirection direction, HealthLines lines) => direction switch
    {
        HealthDirection.Steady => lines.Pick("steady", "平稳"),
        HealthDirection.Rising => lines.Pick("rising", "上升"),
        HealthDirection.Falling => lines.Pick("falling", "下降"),
        _ => throw Unwritten(direction),
    };

    /// <summary>What an exception or override did: set to 80.</summary>
    internal static string Of(HealthOverrideKind kind, string bound, HealthLines lines) => kind switch
    {
        HealthOverrideKind.Set => lines.Pick("set to " + bound, "直接定为 " + bound),
        HealthOverrideKind.Cap => lines.Pick("capped at " + bound, "封顶 " + bound),
        HealthOverrideKind.Floor => lines.Pick("raised to " + bound + " at least", "保底 " + bound),
        _ => throw Unwritten(kind),
    };

    internal static string Of(RollUpMethod method, HealthLines lines) => method switch
    {
        RollUpMethod.Revenue => lines.Pick("weighted by revenue", "按收入加权"),
        RollUpMethod.Equal => lines.Pick("the plain mean", "简单平均"),
        RollUpMethod.Worst => lines.Pick("the lowest", "取最低"),
        _ => throw Unwritten(method),
    };

    internal static string Of(RollUpOmission omission, HealthLines lines) => omission switch
    {
        RollUpOmission.HealthUnknown => lines.Pick("its health is unknown", "健康度未知"),
        RollUpOmission.RevenueMissing => lines.Pick("its revenue is unknown", "收入未知"),
        RollUpOmission.RevenueNotPositive => lines.Pick("its revenue is 0 or less", "收入为零或负数"),
        _ => throw Unwritten(omission),
    };

    private static NotSupportedException Unwritten(Enum value) => new NotSupportedException(value.GetType().Name + " " + value + " has no words; write some.");
}
