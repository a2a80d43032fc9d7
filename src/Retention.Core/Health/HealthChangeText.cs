using System;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>Explains what changed between two results.</summary>
internal static class HealthChangeText
{
    internal static void Explain(HealthLines lines, HealthResult earlier, HealthResult later)
    {
        string customer = later.Customer + lines.Pick(": ", "：");
        string scores = lines.Score(earlier.Score, earlier.Grade) + " → " + lines.Score(later.Score, later.Grade);
        string from = HealthLines.Time(earlier.AsOf);
        string to = HealthLines.Time(later.AsOf);
        string goes = later.TrendSince(earlier) is { } direction ? lines.Pick("; ", "；") + HealthWords.Of(direction, lines) : string.Empty;
        lines.Line(customer + scores + goes + ". From " + from + " to " + to + ".", customer + scores + goes + "。自 " + from + " 至 " + to + "。");
        if (!earlier.Policy.Version.Equals(later.Policy.Version))
        {
            lines.Line("Policy " + earlier.Policy.Version + " then, " + later.Policy.Version + " now.", "策略由 " + earlier.Policy.Version + " 变为 " + later.Policy.Version + "。");
        }

        if (later.ChangeSince(earlier) is not { } change)
        {
            lines.Line("A computed score is unknown, so nothing can be said measure by measure.", "有一次的计算得分未知，无法按指标分解。");
            return;
        }

        lines.Line(
            "Change: " + HealthLines.Signed(change.Total) + "; measures together " + HealthLines.Signed(change.Computed) + ", exceptions and overrides " + HealthLines.Signed(change.Overrides) + ".",
            "变化 " + HealthLines.Signed(change.Total) + "；各指标合计 " + HealthLines.Signed(change.Computed) + "，例外规则与人工调整 " + HealthLines.Signed(change.Overrides) + "。");
        HealthMeasureChange[] moved = change.Measures.Where(m => m.Points.TenThousandths != 0 || m.Cause != HealthChangeCause.None).ToArray();
        foreach (HealthMeasureChange measure in moved)
        {
            string name = lines.Name((measure.After ?? measure.Before)!.Measure);
            string points = HealthLines.Signed(measure.Points);
            string why = Why(lines, measure);
            lines.Line("  " + name + " " + points + ": " + why + ".", "  " + name + " " + points + "：" + why + "。");
        }

        if (change.Measures.Count > moved.Length)
        {
            string count = HealthLines.Number(change.Measures.Count - moved.Length);
            lines.Line("  Measures that add what they added: " + count + ".", "  其余 " + count + " 项指标无变化。");
        }
    }

    private static string Why(HealthLines lines, HealthMeasureChange measure)
    {
        HealthMeasurePart? then = measure.Before;
        HealthMeasurePart? now = measure.After;
        return measure.Cause switch
        {
            HealthChangeCause.None => lines.Pick("only rounding moved", "仅为舍入差异"),
            HealthChangeCause.Score => lines.Pick("its score went from ", "得分由 ") + then!.Score + lines.Pick(" to ", " 变为 ") + now!.Score + Substitute(lines, now) + Weights(lines, then, now),
            HealthChangeCause.Weight => lines.Pick("its weight in force went from ", "实际权重由 ") + lines.Percent(then!.EffectiveWeight) + lines.Pick(" to ", " 变为 ") + lines.Percent(now!.EffectiveWeight),
            HealthChangeCause.Appeared => lines.Pick("it counts now, with score " + now!.Score, "现已计入，得分 " + now.Score) + Substitute(lines, now),
            HealthChangeCause.Disappeared => now is null
                ? lines.Pick("the policy doesn't have it any more", "策略中已无此指标")
                : lines.Pick("it doesn't count any more: ", "不再计入：") + HealthWords.Of(now.Input, lines),
            _ => throw new NotSupportedException("The cause " + measure.Cause + " has no words; write some."),
        };
    }

    /// <summary>Why a substitute counts, where one does.</summary>
    private static string Substitute(HealthLines lines, HealthMeasurePart now) => now.Treatment == HealthTreatment.Counted ? string.Empty
        : lines.Pick(" (", "（") + HealthWords.Of(now.Input, lines) + lines.Pick("; ", "；") + HealthWords.Of(now.Treatment, lines) + lines.Pick(")", "）");

    /// <summary>The weight in force, where it changed beside the score.</summary>
    private static string Weights(HealthLines lines, HealthMeasurePart then, HealthMeasurePart now) => then.EffectiveWeight == now.EffectiveWeight ? string.Empty
        : lines.Pick(", its weight in force from ", "，实际权重由 ") + lines.Percent(then.EffectiveWeight) + lines.Pick(" to ", " 变为 ") + lines.Percent(now.EffectiveWeight);
}
