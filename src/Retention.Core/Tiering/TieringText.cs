using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Retention.Core.Rules;

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
        AppendLine(text, chinese ? "依据: " : "Because: ", result.Reasons.Select(r => Reason(result.Policy, r, chinese)));
        AppendLine(text, chinese ? "构成: " : "Made of: ", result.Parts.Select(p => (chinese ? p.Definition.NameChinese : p.Definition.Name) + " " + Part(p)));
        AppendLine(text, chinese ? "同时符合: " : "Also matches: ", result.SecondaryTiers.Select(t => t.NameIn(language)));
        AppendLine(text, chinese ? "待审核标签: " : "Proposed tags: ", result.ProposedTags.Select(t => TagName(result.Policy, t, chinese)));
        AppendLine(text, chinese ? "已确认标签: " : "Confirmed tags: ", result.ConfirmedTags.Select(t => TagName(result.Policy, t, chinese)));
        AppendLine(text, chinese ? "提升途径: " : "Way up: ", result.WaysUp.Select(w => (chinese ? w.Measure.NameChinese : w.Measure.Name) + " " + Digits(w.From) + " → " + Digits(w.To) + " (" + w.Tier.NameIn(language) + ")"));
        return text.ToString();
    }

    /// <summary>A leaf by its display name: RFM score 63.3333 ≥ 50.0001, ≤ 64.9999.</summary>
    private static string Reason(TieringPolicy policy, ConditionReason reason, bool chinese)
    {
        string name = reason.Subject switch
        {
            ConditionSubject.Measure => policy.Measures.Where(m => m.Key == reason.Name).Select(m => chinese ? m.NameChinese : m.Name).FirstOrDefault(),
            ConditionSubject.Score => policy.Scores.Where(s => s.Key == reason.Name).Select(s => chinese ? s.NameChinese : s.Name).FirstOrDefault(),
            ConditionSubject.Composite => policy.Composites.Where(c => c.Key == reason.Name).Select(c => chinese ? c.NameChinese : c.Name).FirstOrDefault(),
            ConditionSubject.Tag => TagName(policy, reason.Name, chinese),
            _ => reason.Name,
        } ?? reason.Name;
        string verdict = reason.Outcome == ConditionOutcome.Met ? " " : chinese ? ",不满足 " : ", not ";
        return name + " " + (reason.Found ?? (chinese ? "缺失" : "missing")) + verdict + reason.Requirement;
    }

    private static string TagName(TieringPolicy policy, string code, bool chinese) =>
        policy.Tags.Where(t => string.Equals(t.Code, code, StringComparison.Ordinal)).Select(t => chinese ? t.NameChinese : t.Name).FirstOrDefault() ?? code;

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
