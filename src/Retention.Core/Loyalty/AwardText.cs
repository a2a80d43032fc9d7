using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Explains what was earned: rule, base, rate, multipliers, caps and rounding.</summary>
internal static class AwardText
{
    internal static void Explain(LoyaltyLines lines, PointsAwarded e)
    {
        Award award = e.Award;
        AwardGrant? grant = award.Grants.LastOrDefault(g => string.Equals(g.Part, e.Part, StringComparison.Ordinal));
        string source = Source(lines, award, e.Part);
        if (grant is null)
        {
            lines.Line("Recorded " + source + "; its parts will earn.", "已登记 " + source + ";将按分批积分。");
        }
        else
        {
            string granted = lines.Amounts(e.Postings.Where(p => p.From == LedgerAccount.Issued));
            lines.Line("Earned " + granted + " for " + source + ".", source + " 获得 " + granted + "。");
        }

        if (e.IsFirstPurchase)
        {
            lines.Line("It is the account's first purchase.", "这是该账户的首次消费。");
        }

        string businessAt = LoyaltyLines.Time(award.BusinessAt);
        string closesAt = LoyaltyLines.Time(award.ClosesAt);
        lines.Line(
            "Policy " + award.PolicyVersion + ", rates of " + businessAt + ", open to returns until " + closesAt + ".",
            "策略 " + award.PolicyVersion + ",按 " + businessAt + " 的费率,退货可登记至 " + closesAt + "。");
        for (int i = 0; i < award.Rules.Count; i++)
        {
            Rule(lines, award.Rules[i], grant, i);
        }

        if (grant is not null)
        {
            lines.Items("Caps that bit", "触及的上限", Caps(lines, award, grant));
        }

        lines.Lots(e);
        Repaid(lines, e);
        lines.Progress(e.Progress);
    }

    /// <summary>What later points paid back of what was owed.</summary>
    internal static void Repaid(LoyaltyLines lines, PointsEvent e) =>
        lines.Items("Debt repaid", "抵扣欠分", e.Postings.Where(p => p.To == LedgerAccount.Debt).Select(lines.OfLot));

    /// <summary>The document, the part of it, or the activity.</summary>
    internal static string Source(LoyaltyLines lines, Award award, string part) =>
        award.Activity is { } activity ? lines.Pick("the activity " + activity + " (" + award.Document + ")", "活动 " + activity + "(" + award.Document + ")")
        : part.Length > 0 ? lines.Pick("part " + part + " of " + award.Document, award.Document + " 分批 " + part)
        : award.Document;

    private static void Rule(LoyaltyLines lines, RuleAward rule, AwardGrant? grant, int index)
    {
        string english = "Rule " + rule.Rule + " (" + rule.Wallet + "): ";
        string chinese = "规则 " + rule.Rule + "(" + rule.Wallet + "): ";
        string text = LoyaltyWords.Rate(rule, lines)
            + (rule.WholeSteps ? lines.Pick(", whole steps", ",只计满档") : string.Empty)
            + (rule.Counts == EarningBasis.Activity ? string.Empty : lines.Pick(", ", ",") + LoyaltyWords.Of(rule.Scope, lines))
            + "; " + Base(lines, rule)
            + (rule.CarriedIn == 0 ? string.Empty : "; " + lines.Pick("carried in ", "上次结转 ") + LoyaltyLines.Number(rule.CarriedIn))
            + "; " + Rounding(lines, rule)
            + (grant is null ? string.Empty : Made(lines, grant, index))
            + (rule.Qualifies ? string.Empty : lines.Pick("; doesn't count for the tier", ";不计入等级"));
        lines.Line(english + text, chinese + text);
    }

    /// <summary>What was counted, the lines of one multiplier together: counted 129.5: 100 × 1.5 (gold), 29.5.</summary>
    private static string Base(LoyaltyLines lines, RuleAward rule)
    {
        string[] parts = rule.Bases.GroupBy(b => (b.Factor, b.Multipliers)).Select(g => LoyaltyLines.Number(g.Sum(b => b.Value)) + Factor(g.Key.Factor, g.Key.Multipliers)).ToArray();
        string total = LoyaltyLines.Number(rule.Bases.Sum(b => b.Value));
        return lines.Pick("counted ", "计入 ") + (parts.Length < 2 ? parts.FirstOrDefault() ?? total : total + ": " + string.Join(", ", parts));
    }

    private static string Factor(decimal factor, string multipliers) =>
        factor == 1 && multipliers.Length == 0 ? string.Empty : " × " + LoyaltyLines.Number(factor) + (multipliers.Length == 0 ? string.Empty : " (" + multipliers + ")");

    private static string Rounding(LoyaltyLines lines, RuleAward rule)
    {
        string each = rule.RoundsLines ? lines.Pick(" line by line", ",逐行") : string.Empty;
        string digits = rule.Precision == 0
            ? lines.Pick(" to whole points", "到整数")
            : lines.Pick(" to " + LoyaltyLines.Number(rule.Precision) + " decimals", "到 " + LoyaltyLines.Number(rule.Precision) + " 位小数");
        return LoyaltyWords.Of(rule.Rounding, lines) + digits + each;
    }

    /// <summary>The points before caps: of this part what it adds to the parts before.</summary>
    private static string Made(LoyaltyLines lines, AwardGrant grant, int index)
    {
        if (index >= grant.To.Count || index >= grant.From.Count)
        {
            return string.Empty;
        }

        Points from = grant.From[index];
        Points to = grant.To[index];
        return " → " + (from == default ? lines.Points(to) : to + " − " + from + " = " + lines.Points(to - from));
    }

    /// <summary>The caps that had less room than was asked of them. What is asked of a cap of several rules is what the other caps of each leave.</summary>
    private static IEnumerable<string> Caps(LoyaltyLines lines, Award award, AwardGrant grant)
    {
        int count = Math.Min(award.Rules.Count, Math.Min(grant.From.Count, grant.To.Count));
        for (int i = 0; i < grant.Caps.Count; i++)
        {
            GrantCap cap = grant.Caps[i];
            bool isAlone = cap.Rule >= 0 && grant.Caps.Count(c => string.Equals(c.Cap, cap.Cap, StringComparison.Ordinal)) == 1;
            Points asked = default;
            for (int rule = 0; rule < count; rule++)
            {
                Points made = grant.To[rule] - grant.From[rule];
                asked += !AwardFunction.Limits(grant.Caps, i, rule, award.Rules[rule].Wallet) ? default
                    : isAlone ? made
                    : Left(made, rule, cap.Cap, grant.Caps);
            }

            if (cap.Room < asked)
            {
                yield return lines.Pick(
                    cap.Cap + " had room for " + lines.Points(cap.Room) + ", " + asked + " asked",
                    cap.Cap + " 剩余 " + lines.Points(cap.Room) + ",应发 " + asked);
            }
        }
    }

    private static Points Left(Points made, int rule, string under, IReadOnlyList<GrantCap> caps)
    {
        foreach (GrantCap cap in caps)
        {
            if (cap.Rule == rule && cap.Room < made && !string.Equals(cap.Cap, under, StringComparison.Ordinal))
            {
                made = cap.Room;
            }
        }

        return made;
    }
}
