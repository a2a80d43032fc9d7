using System.Linq;

namespace Retention.Core.Health;

/// <summary>Explains a result: what made its score.</summary>
internal static class HealthResultText
{
    internal static void Explain(HealthLines lines, HealthResult result)
    {
        string score = result.Score is null ? Unknown(lines, result) : lines.Score(result.Score, result.Grade);
        string at = HealthLines.Time(result.AsOf);
        lines.Line(
            result.Customer + ": " + score + ". Known: " + lines.Percent(result.Coverage) + " of the weights. Policy " + result.Policy.Version + ", as of " + at + ".",
            result.Customer + "：" + score + "。已知指标占权重 " + lines.Percent(result.Coverage) + "。策略 " + result.Policy.Version + "，截至 " + at + "。");
        Overrides(lines, result);
        foreach (HealthGroupPart group in result.Groups)
        {
            Group(lines, group, result);
        }

        Advice(lines, result);
    }

    /// <summary>Unknown, and why: too little is known (42 % of the weights; the policy asks for 50 %).</summary>
    private static string Unknown(HealthLines lines, HealthResult result)
    {
        HealthUnknown why = result.Unknown!.Value;
        string asked = why != HealthUnknown.CoverageTooLow ? string.Empty
            : lines.Pick("; the policy asks for " + lines.Percent(result.Policy.CoverageAtLeast) + " of the weights", "，策略要求至少占权重 " + lines.Percent(result.Policy.CoverageAtLeast));
        return lines.Pick("unknown, as ", "健康度未知，因为") + HealthWords.Of(why, lines) + asked;
    }

    private static void Overrides(HealthLines lines, HealthResult result)
    {
        if (result.Overrides.Count == 0)
        {
            return;
        }

        string computed = result.ComputedScore is null ? Unknown(lines, result) : lines.Score(result.ComputedScore, result.ComputedGrade);
        lines.Line("Computed: " + computed + ".", "计算所得：" + computed + "。");
        foreach (AppliedOverride one in result.Overrides)
        {
            string did = HealthWords.Of(one.Kind, lines.Score(one.After), lines) + lines.Pick(" (before: ", "（此前：") + lines.Score(one.Before) + lines.Pick(")", "）");
            if (one.ByHand is { } byHand)
            {
                string until = byHand.Until is { } end ? lines.Pick("until " + HealthLines.Time(end), "有效期至 " + HealthLines.Time(end)) : lines.Pick("until taken back", "直至撤销");
                lines.Line("Overridden by " + byHand.Author + ", " + until + ": " + did + ".", "由 " + byHand.Author + " 人工调整，" + until + "：" + did + "。");
            }
            else
            {
                lines.Line("Exception " + one.Name + " (" + one.Exception + "): " + did + ".", "例外规则“" + one.NameChinese + "”（" + one.Exception + "）：" + did + "。");
            }
        }
    }

    private static void Group(HealthLines lines, HealthGroupPart part, HealthResult result)
    {
        string what = part.Score is { } score ? lines.Pick("score " + score, "得分 " + score) + Adds(lines, result, part.EffectiveWeight, part.Contribution)
            : part.Group.IsRequired ? lines.Pick("nothing in it counts; required, so that the health is unknown", "没有可计入的指标；该维度为必需，健康度因此未知")
            : lines.Pick("nothing in it counts, its weight is shared among the other groups", "没有可计入的指标，权重由其余维度分摊");
        lines.Line(lines.Name(part.Group) + ": " + what + ".", lines.Name(part.Group) + "：" + what + "。");
        foreach (HealthMeasurePart measure in result.Measures.Where(m => m.Measure.Group == part.Group.Code))
        {
            Measure(lines, measure, result);
        }
    }

    /// <summary>What a measure adds; where its value doesn't count, why, and how that is treated.</summary>
    private static void Measure(HealthLines lines, HealthMeasurePart part, HealthResult result)
    {
        string value = part.Value is { } known ? HealthLines.Number(known) : string.Empty;
        string found = part.Input switch
        {
            HealthInput.Known => value,
            HealthInput.Held or HealthInput.Unscored => value + lines.Pick(" (", "（") + HealthWords.Of(part.Input, lines) + lines.Pick(")", "）"),
            _ => HealthWords.Of(part.Input, lines),
        };
        string treated = part.Treatment == HealthTreatment.Counted ? string.Empty : lines.Pick("; ", "；") + HealthWords.Of(part.Treatment, lines);
        string score = part.Score is not { } own ? string.Empty : lines.Pick(", score " + own, "，得分 " + own) + Adds(lines, result, part.EffectiveWeight, part.Contribution);
        lines.Line("  " + lines.Name(part.Measure) + ": " + found + treated + score + ".", "  " + lines.Name(part.Measure) + "：" + found + treated + score + "。");
    }

    /// <summary>Weight in force and contribution; nothing where the computed score is unknown, as nothing adds to it.</summary>
    private static string Adds(HealthLines lines, HealthResult result, Score weight, Score contribution) => result.ComputedScore is null ? string.Empty
        : lines.Pick(", weight " + lines.Percent(weight) + ", adds " + contribution, "，权重 " + lines.Percent(weight) + "，贡献 " + contribution);

    private static void Advice(HealthLines lines, HealthResult result)
    {
        if (result.WeakestGroup is { } weakest && result.Groups.Count > 1)
        {
            string advice = weakest.Group.Advice is null && weakest.Group.AdviceChinese is null ? string.Empty : lines.Pick(" " + (weakest.Group.Advice ?? weakest.Group.AdviceChinese), "建议：" + weakest.Group.AdviceChinese);
            lines.Line("Weakest: " + weakest.Group.Name + ", " + weakest.Score + "." + advice, "最弱维度：" + weakest.Group.NameChinese + "，" + weakest.Score + " 分。" + advice);
        }

        if (result.Grade is { } grade && (grade.Advice ?? grade.AdviceChinese) is { } any)
        {
            lines.Line("Advice for " + grade.Name + ": " + (grade.Advice ?? any), "针对“" + grade.NameChinese + "”的建议：" + grade.AdviceChinese);
        }
    }
}
