using System.Linq;

namespace Retention.Core.Health;

/// <summary>Explains how far weights can move.</summary>
internal static class HealthWeightText
{
    internal static void Explain(HealthLines lines, HealthResult result)
    {
        if (result.ComputedGrade is not { } grade)
        {
            lines.Line(result.Customer + ": the computed score is unknown, so no weight decides anything.", result.Customer + "：计算得分未知，无从判断权重的影响。");
            return;
        }

        lines.Line(
            result.Customer + ": the computed grade stays " + grade.Name + " while one weight, the others unchanged, is",
            result.Customer + "：其余权重不变时，单项权重在下列范围内，计算等级保持“" + grade.NameChinese + "”");
        foreach (WeightRange range in result.WeightRanges())
        {
            string name = Name(lines, result.Policy, range);
            string own = HealthLines.Number(range.Weight);
            string stretch = Stretch(lines, range);
            lines.Line("  " + name + ": " + stretch + " (now " + own + ")", "  " + name + "：" + stretch + "（现为 " + own + "）");
        }
    }

    private static string Name(HealthLines lines, HealthPolicy policy, WeightRange range) => range.Kind == WeightKind.Group
        ? lines.Pick("Group ", "维度 ") + lines.Name(policy.Groups.First(g => g.Code == range.Key))
        : lines.Name(policy.Measures.First(m => m.Key == range.Key));

    private static string Stretch(HealthLines lines, WeightRange range)
    {
        string from = HealthLines.Number(range.From);
        return range.To is { } to ? lines.Pick(from + " to " + HealthLines.Number(to), from + " 至 " + HealthLines.Number(to))
            : range.From == 0 ? lines.Pick("anything", "任意值")
            : lines.Pick(from + " or more", "不低于 " + from);
    }
}
