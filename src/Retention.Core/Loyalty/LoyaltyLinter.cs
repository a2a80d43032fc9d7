using System;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Warns of what compiles and can't be meant.</summary>
internal static class LoyaltyLinter
{
    internal static void Lint(LoyaltyParts parts, LoyaltyOptions options, ProblemList problems)
    {
        foreach (EarningRule rule in parts.Rules)
        {
            LintLoop(rule, parts, problems);
        }

        foreach (EarningCap cap in parts.Caps.Where(c => c.AtMost == 0))
        {
            problems.Warn("caps:" + cap.Code + ":atMost", "cap-zero", "is 0, so nothing is earned under it; remove the rule instead.");
        }

        foreach (Multiplier multiplier in parts.Multipliers.Where(m => !parts.Rules.Any(m.WorksOn)))
        {
            problems.Warn("multipliers:" + multiplier.Code, "multiplier-idle", "works on no rule; name its rules.");
        }

        for (int i = 0; i < parts.Wallets.Length; i++)
        {
            if (!parts.Rules.Any(r => r.Wallet == i))
            {
                problems.Warn("wallets:" + parts.Wallets[i].Code, "wallet-idle", "is earned by no rule; add one, or it lives from imports and adjustments alone.");
            }
        }

        if (parts.Ladder is { Measure: LadderMeasure.Points } ladder && !parts.Rules.Any(r => r.Wallet == ladder.Wallet && r.Qualifies))
        {
            problems.Warn("ladder:measure", "ladder-unreachable", "counts points, but no rule of its wallet qualifies, so nobody rises above " + ladder.Tiers[0].Code + ".");
        }

        if (parts.Ladder is { Downgrade: LadderDowngrade.Never } still && options.Ladder?.Grace is not null)
        {
            problems.Warn("ladder:grace", "grace-idle", "has no effect, as tiers never fall; remove it (" + still.Tiers.Length + " tiers).");
        }
    }

    /// <summary>Points that earn at least as many points when they are spent are money from nothing.</summary>
    private static void LintLoop(EarningRule rule, LoyaltyParts parts, ProblemList problems)
    {
        LoyaltyWallet wallet = parts.Wallets[rule.Wallet];
        if (rule.By != EarningBasis.Amount || !rule.PaidWithPointsIn || wallet.Redemption is not { } redemption)
        {
            return;
        }

        decimal highest = parts.Multipliers.Where(m => m.WorksOn(rule)).Select(m => FixedPoint.ToDecimal(m.Factor)).DefaultIfEmpty(1).Max();
        decimal earned = (decimal)rule.Points / rule.Per * Math.Max(1, highest);
        if (earned * FixedPoint.One >= redemption.PointsPerUnit)
        {
            problems.Warn("rules:" + rule.Code + ":paidWithPoints", "redeem-loop", "counts what is paid with points, and one unit of currency earns " + earned.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) + " points while it costs " + FixedPoint.Text(redemption.PointsPerUnit) + ": points would make points; set paidWithPoints: out.");
        }
    }
}
