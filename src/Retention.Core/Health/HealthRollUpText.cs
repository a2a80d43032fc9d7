using System.Collections.Generic;

namespace Retention.Core.Health;

/// <summary>Explains a parent's health.</summary>
internal static class HealthRollUpText
{
    internal static void Explain(HealthLines lines, HealthRollUp rollUp)
    {
        string method = HealthWords.Of(rollUp.Method, lines);
        string score = rollUp.Score is null ? lines.Pick("unknown, as no child counts", "健康度未知，因为没有可计入的下级") : lines.Score(rollUp.Score, rollUp.Grade);
        lines.Line("Rolled up (" + method + "): " + score + ".", "下级汇总（" + method + "）：" + score + "。");
        foreach (HealthChildPart part in rollUp.Children)
        {
            string weight = lines.Percent(part.EffectiveWeight);
            lines.Line(
                "  " + part.Child.Customer + ": score " + part.Child.Score + ", weight " + weight + ", adds " + part.Contribution + ".",
                "  " + part.Child.Customer + "：得分 " + part.Child.Score + "，权重 " + weight + "，贡献 " + part.Contribution + "。");
        }

        foreach (KeyValuePair<CustomerId, RollUpOmission> child in rollUp.LeftOut)
        {
            string why = HealthWords.Of(child.Value, lines);
            lines.Line("  " + child.Key + " is left out: " + why + ".", "  " + child.Key + " 未计入：" + why + "。");
        }
    }
}
