using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Caps on what a grant may give.</summary>
internal static class GrantCaps
{
    /// <summary>What a cap is counted under; null: a cap of one transaction isn't counted.</summary>
    internal static string? CounterOf(GrantCap cap) => cap.Cap.StartsWith("budget:", StringComparison.Ordinal) ? cap.Cap
        : cap.KeepUntil == CapPeriods.Ever ? null
        : "cap:" + cap.Cap;

    /// <summary>The caps that an award passes under, with the room each has left; or why it can't be said.</summary>
    internal static FixedList<GrantCap> Of(LoyaltyPolicy policy, PointsAccountState state, Award award, IReadOnlyList<BudgetRoom> budgets, Instant at, out Refusal? refusal)
    {
        refusal = null;
        EarningCap[] caps = policy.Parts.Caps;
        if (caps.Length == 0)
        {
            return FixedList<GrantCap>.Empty;
        }

        var result = new List<GrantCap>();
        foreach (EarningCap cap in caps)
        {
            int rule = -1;
            for (int r = 0; r < award.Rules.Count && cap.Rule >= 0 && rule < 0; r++)
            {
                rule = string.Equals(award.Rules[r].Rule, policy.Parts.Rules[cap.Rule].Code, StringComparison.Ordinal) ? r : -1;
            }

            string wallet = policy.Parts.Wallets[cap.Wallet].Code;
            if ((cap.Rule >= 0 && rule < 0) || !award.Rules.Any(r => string.Equals(r.Wallet, wallet, StringComparison.Ordinal)))
            {
                continue;
            }

            if (cap.AtMost != long.MaxValue)
            {
                PeriodSpan span = policy.Periods.Around(cap.Period, award.BusinessAt);

                // Never below nothing: what a merged account counted isn't counted here, but may be given back here.
                decimal used = Math.Max(0, cap.Period == CapPeriod.Transaction ? UsedByParts(award, rule, wallet) : state.Count(cap.Counter, span.Start));
                long room = Math.Max(0, cap.AtMost - FixedPoint.Exact(used, "use of a cap"));
                Instant keep = span.End == Instant.MaxValue ? Instant.MaxValue : policy.ClosesAt(span.End);
                result.Add(new GrantCap(cap.Code, rule, wallet, Points.FromTenThousandths(room), span.Start, cap.Period == CapPeriod.Transaction ? CapPeriods.Ever : keep));
            }

            if (cap.Budget is { } budget)
            {
                BudgetRoom? given = budgets.FirstOrDefault(b => string.Equals(b.Budget, budget, StringComparison.Ordinal));
                if (given is null)
                {
                    refusal = new Refusal(LoyaltyRefusals.BudgetNotGiven, new RefusalArgument("budget", budget));
                    break;
                }

                // Kept no longer than the event: the budget's own stream counts.
                result.Add(new GrantCap(cap.BudgetCounter, rule, wallet, given.Room, CapPeriods.Ever, at));
            }
        }

        return FixedList.Own(result.ToArray());
    }

    /// <summary>What the earlier parts of a purchase used of a cap per transaction: its parts are one transaction.</summary>
    private static decimal UsedByParts(Award award, int rule, string wallet)
    {
        if (award.Grants.Count == 0)
        {
            return 0;
        }

        long used = 0;
        long[] perRule = AwardProgress.PerRule(award);
        for (int r = 0; r < perRule.Length; r++)
        {
            bool counts = (rule < 0 || rule == r) && string.Equals(award.Rules[r].Wallet, wallet, StringComparison.Ordinal);
            used = checked(used + (counts ? perRule[r] : 0));
        }

        return FixedPoint.ToDecimal(used);
    }

    /// <summary>A cap that refuses and would take something.</summary>
    internal static Refusal? Refuses(LoyaltyPolicy policy, Award award, FixedList<RuleAward> rules, AwardGrant grant, long[] from, long[] to, long[] perRule)
    {
        foreach (GrantCap cap in grant.Caps)
        {
            EarningCap? rule = Array.Find(policy.Parts.Caps, c => string.Equals(c.Code, cap.Cap, StringComparison.Ordinal) || string.Equals(c.BudgetCounter, cap.Cap, StringComparison.Ordinal));
            if (rule is not { Refuses: true })
            {
                continue;
            }

            long asked = 0;
            long given = 0;
            for (int r = 0; r < rules.Count; r++)
            {
                if (AwardFunction.Applies(cap, r, rules[r].Wallet))
                {
                    asked = checked(asked + to[r] - from[r]);
                    given += perRule[r];
                }
            }

            if (asked > cap.Room.TenThousandths && given < asked)
            {
                PeriodSpan span = policy.Periods.Around(rule.Period, award.BusinessAt);
                return new Refusal(
                    LoyaltyRefusals.CapExceeded,
                    new RefusalArgument("cap", cap.Cap),
                    new RefusalArgument("asked", FixedPoint.Text(asked)),
                    new RefusalArgument("room", cap.Room.ToString()),
                    span.End == Instant.MaxValue || rule.Budget is not null ? new RefusalArgument("until", "never") : StreamRules.Argument("until", span.End));
            }
        }

        return null;
    }
}
