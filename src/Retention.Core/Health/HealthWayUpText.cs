namespace Retention.Core.Health;

/// <summary>Explains how a customer gets better.</summary>
internal static class HealthWayUpText
{
    internal static void Explain(HealthLines lines, HealthWayUp way)
    {
        if (way.Target is not { } target)
        {
            lines.Line("There is no better grade to reach, or the health is unknown.", "已是最高等级，或健康度未知。");
        }
        else if (way.Steps.Count == 0)
        {
            lines.Line("To " + target.Name + ": no change of a single measure is enough.", "提升至“" + target.NameChinese + "”：单独改善任何一项指标都不够。");
        }
        else
        {
            lines.Line("To " + target.Name + ", one of these is enough, the smallest first:", "提升至“" + target.NameChinese + "”，做到以下任一项即可（由小到大）：");
            foreach (HealthStep step in way.Steps)
            {
                Step(lines, step);
            }
        }

        if (way.Improvements.Count > 0)
        {
            lines.Line("Worth most, at its best score each:", "提升空间最大（各按最高分计）：");
            foreach (HealthStep step in way.Improvements)
            {
                Step(lines, step);
            }
        }
    }

    private static void Step(HealthLines lines, HealthStep step)
    {
        string now = step.ScoreNow is { } known ? known.ToString() : lines.Pick("none", "无");
        string needed = step.ValueNeeded is { } enough ? HealthLines.Number(enough) : lines.Pick("any better value", "任一更好的数值");
        string values = lines.Value(step.ValueNow) + " → " + needed;
        string gain = HealthLines.Signed(step.Gain);
        lines.Line(
            "  " + step.Measure.Name + ": " + values + " (its score " + now + " → " + step.ScoreNeeded + ", the computed score " + gain + ")",
            "  " + step.Measure.NameChinese + "：" + values + "（该项得分 " + now + " → " + step.ScoreNeeded + "，计算得分 " + gain + "）");
    }
}
