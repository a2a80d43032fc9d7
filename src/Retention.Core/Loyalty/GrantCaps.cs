using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Caps on what a grant may give.</summary>
internal static class GrantCaps
{
    /// <summary>What a cap is counted under; null: a cap of one transaction isn't counted.</summary>
    internal static string? CounterOf(GrantCap cap) => IsBudget(cap.Cap) ? cap.Cap
        : cap.KeepUntil == CapPeriods.Ever ? null
        : "cap:" + cap.Cap;

    /// <summary>The same cap with another room.</summary>
    internal static GrantCap WithRoom(GrantCap cap, long room) => new GrantCap(cap.Cap, cap.Rule, cap.Wallet, Points.FromTenThousandths(room), cap.PeriodStart, cap.KeepUntil);

    /// <summary>Whether what is counted under a name is drawn from a budget.</summary>
    internal static bool IsBudget(string counter) => counter.StartsWith(BudgetDraws.CounterPrefix, StringComparison.Ordinal);

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
            int rule = RuleOf(policy, award, cap);
            string wallet = policy.Parts.Wallets[cap.Wallet].Code;
            if ((cap.Rule >= 0 && rule < 0) || !award.Rules.Any(r => string.Equals(r.Wallet, wallet, StringComparison.Ordinal)))
            {
                continue;
            }

            if (cap.AtMost != long.MaxValue)
            {
                PeriodSpan span = policy.Periods.Around(cap.Period, award.BusinessAt);
                long room = RoomOf(cap, state, award, rule, wallet, span.Start);
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

    /// <summary>The room that a cap of a grant has now, when other awards and parts have used it too; null if the policy has no such cap.</summary>
    internal static long? RoomNow(DecisionDraft draft, Award award, GrantCap cap) =>
        Array.Find(draft.PolicyOf(award).Parts.Caps, c => string.Equals(c.Code, cap.Cap, StringComparison.Ordinal)) is { } limit
            ? RoomOf(limit, draft.State, award, cap.Rule, cap.Wallet, cap.PeriodStart)
            : null;

    private static long RoomOf(EarningCap cap, PointsAccountState state, Award award, int rule, string wallet, Instant start)
    {
        // Never below nothing: what a merged account counted isn't counted here, but may be given back here.
        decimal used = Math.Max(0, cap.Period == CapPeriod.Transaction ? UsedByParts(award, rule, wallet) : state.Count(cap.Counter, start));
        return Math.Max(0, cap.AtMost - FixedPoint.Exact(used, "use of a cap"));
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
    internal static Refusal? Refuses(LoyaltyPolicy policy, Award award, AwardGrant grant, long[] from, long[] to, long[] perRule)
    {
        foreach (EarningCap limit in policy.Parts.Caps.Where(c => c.Refuses))
        {
            int rule = RuleOf(policy, award, limit);
            foreach (GrantCap cap in grant.Caps.Where(c => c.Rule == rule))
            {
                bool isBudget = string.Equals(cap.Cap, limit.BudgetCounter, StringComparison.Ordinal);
                if (!isBudget && !string.Equals(cap.Cap, limit.Code, StringComparison.Ordinal))
                {
                    continue;
                }

                long asked = 0;
                long room = cap.Room.TenThousandths;
                for (int r = 0; r < award.Rules.Count; r++)
                {
                    string wallet = award.Rules[r].Wallet;
                    asked = checked(asked + (AwardFunction.Applies(cap, r, wallet) ? to[r] - from[r] : 0));

                    // What rules before it took of the budget under other caps.
                    room -= r < rule && grant.Caps.Any(c => string.Equals(c.Cap, cap.Cap, StringComparison.Ordinal) && AwardFunction.Applies(c, r, wallet)) ? perRule[r] : 0;
                }

                if (asked > room)
                {
                    Instant end = isBudget ? Instant.MaxValue : policy.Periods.Around(limit.Period, award.BusinessAt).End;
                    return new Refusal(
                        LoyaltyRefusals.CapExceeded,
                        new RefusalArgument("cap", cap.Cap),
                        new RefusalArgument("asked", FixedPoint.Text(asked)),
                        new RefusalArgument("room", FixedPoint.Text(room)),
                        end == Instant.MaxValue ? new RefusalArgument("until", "never") : StreamRules.Argument("until", end));
                }
            }
        }

        return null;
    }

    /// <summary>The position in an award of the rule that a cap limits; -1: none, or the cap is a wallet's.</summary>
    private static int RuleOf(LoyaltyPolicy policy, Award award, EarningCap cap)
    {
        for (int r = 0; r < award.Rules.Count && cap.Rule >= 0; r++)
        {
            if (string.Equals(award.Rules[r].Rule, policy.Parts.Rules[cap.Rule].Code, StringComparison.Ordinal))
            {
                return r;
            }
        }

        return -1;
    }
}
