using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Retention.Core.Tiering;

/// <summary>Renders results for people.</summary>
internal static class TieringText
{
    internal static string Explain(TieringResult result, Language language)
    {
        bool chinese = language == Language.Chinese;
        var text = new StringBuilder();
        text.Append(result.Customer).Append(": ").Append(result.Tier.NameIn(language));
        if (result.Composite is { } composite)
        {
            text.Append(chinese ? ",综合得分 " : ", composite ").Append(composite);
        }

        text.Append(chinese ? "。策略 " : ". Policy ").Append(result.PolicyVersion).Append('\n');
        AppendLine(text, chinese ? "依据: " : "Because: ", result.Reasons.Select(r => r.ToString()));
        AppendLine(text, chinese ? "构成: " : "Made of: ", result.Parts.Select(p => (chinese ? p.Definition.NameChinese : p.Definition.Name) + " " + Part(p)));
        AppendLine(text, chinese ? "同时符合: " : "Also matches: ", result.SecondaryTiers.Select(t => t.NameIn(language)));
        AppendLine(text, chinese ? "待审核标签: " : "Proposed tags: ", result.ProposedTags);
        AppendLine(text, chinese ? "已确认标签: " : "Confirmed tags: ", result.ConfirmedTags);
        AppendLine(text, chinese ? "提升途径: " : "Way up: ", result.WaysUp.Select(w => (chinese ? w.Measure.NameChinese : w.Measure.Name) + " " + Digits(w.From) + " → " + Digits(w.To) + " (" + w.Tier.NameIn(language) + ")"));
        return text.ToString();
    }

    private static string Part(ScorePart part) => (part.Value is { } v ? Digits(v) : "–") + " → " + (part.CountedAs?.ToString() ?? "–") + " × " + part.EffectiveWeightPercent + " % = " + part.Contribution;

    private static void AppendLine(StringBuilder text, string label, IEnumerable<string> items)
    {
        string joined = string.Join("; ", items);
        if (joined.Length > 0)
        {
            text.Append(label).Append(joined).Append('\n');
        }
    }

    private static string Digits(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
