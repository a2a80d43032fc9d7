using System;
using System.Linq;
using System.Text;
using Retention.Core;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.QuickStart;

/// <summary>Says in one line why a customer has its tier: what was required and found, and what the composite is made of.</summary>
internal static class ReportReasons
{
    internal static string Of(TieringResult result, TieringPolicy policy, Language language)
    {
        var text = new StringBuilder();
        text.AppendJoin("; ", result.Reasons.Select(r => Reason(r, policy, language)));
        if (result.Parts.Count > 0)
        {
            text.Append(text.Length > 0 ? " | " : string.Empty);
            text.Append(language.Pick(policy.MainComposite!.Name, policy.MainComposite.NameChinese)).Append(" = ");
            text.AppendJoin(" + ", result.Parts.Select(p => Part(p, language)));
        }

        return text.ToString();
    }

    internal static string TagsOf(TieringResult result, TieringPolicy policy, Language language) =>
        string.Join("; ", result.ProposedTags.Concat(result.ConfirmedTags).Distinct(StringComparer.Ordinal).Select(code =>
            policy.Tags.FirstOrDefault(t => t.Code == code) is { } tag ? language.Pick(tag.Name, tag.NameChinese) : code));

    private static string Reason(ConditionReason reason, TieringPolicy policy, Language language)
    {
        string found = reason.Found ?? language.Pick("missing", "缺失");
        string outcome = reason.Outcome == ConditionOutcome.Met ? " " : language.Pick(", not ", ",不满足 ");
        string requirement = language == Language.Chinese ? reason.Requirement.Replace(" and ", " 且 ", StringComparison.Ordinal) : reason.Requirement;
        return NameOf(reason, policy, language) + " " + found + outcome + requirement;
    }

    private static string NameOf(ConditionReason reason, TieringPolicy policy, Language language) => reason.Subject switch
    {
        ConditionSubject.Measure => policy.Measures.First(m => m.Key == reason.Name) is var m ? language.Pick(m.Name, m.NameChinese) : reason.Name,
        ConditionSubject.Score => policy.Scores.First(s => s.Key == reason.Name) is var s ? language.Pick(s.Name, s.NameChinese) : reason.Name,
        ConditionSubject.Composite => policy.Composites.First(c => c.Key == reason.Name) is var c ? language.Pick(c.Name, c.NameChinese) : reason.Name,
        _ => reason.Name,
    };

    private static string Part(ScorePart part, Language language) =>
        language.Pick(part.Definition.Name, part.Definition.NameChinese) + " "
        + (part.CountedAs is { } counted ? counted.ToString() : language.Pick("missing", "缺失"))
        + " × " + part.EffectiveWeightPercent + " %";
}
