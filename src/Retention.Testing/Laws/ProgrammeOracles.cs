using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>What budgets, stocks, referrals and tokens are by their events alone, beside what their states say; null if they agree.</summary>
internal static class ProgrammeOracles
{
    internal static string? Budget(IReadOnlyList<BudgetEvent> events, ProgrammeBudgetState state)
    {
        decimal total = 0;
        decimal drawn = 0;
        foreach (BudgetEvent e in events)
        {
            total = e is BudgetOpened opened ? opened.Total.Value : e is BudgetChanged changed ? changed.Total.Value : total;
            drawn += e is BudgetDrawn d ? d.Amount.Value : e is BudgetRestored r ? -r.Amount.Value : 0;
            decimal? told = (e as BudgetDrawn)?.Left.Value ?? (e as BudgetRestored)?.Left.Value;
            if (drawn < 0 || drawn > total || (told is not null && told != total - drawn))
            {
                return e + " leaves " + (total - drawn) + " of " + total;
            }
        }

        return state.Total.Value == total && state.Drawn.Value == drawn ? null : state.Drawn + " of " + state.Total + " are drawn by the state, " + drawn + " of " + total + " by the events";
    }

    internal static string? Draws(IReadOnlyList<BudgetEvent> events, ProgrammeBudgetState state)
    {
        BudgetDrawn[] draws = events.OfType<BudgetDrawn>().ToArray();
        return draws.Where((d, i) => draws.Take(i).Any(b => b.Reference == d.Reference && b.Part == d.Part && d.At < b.KeepUntil)).Select(d => d + " draws again").FirstOrDefault();
    }

    internal static string? Stock(IReadOnlyList<StockEvent> events, RewardStockState state)
    {
        decimal onHand = 0;
        decimal reserved = 0;
        foreach (StockEvent e in events)
        {
            onHand += e switch { StockOpened o => o.Quantity, StockAdded a => a.Quantity, RewardReturned r => r.Quantity, RewardIssued i => -i.Quantity, _ => 0 };
            reserved += e switch { RewardReserved r => r.Quantity, RewardReleased r => -r.Quantity, RewardIssued { IsReserved: true } i => -i.Quantity, _ => 0 };
            if (reserved < 0 || onHand < reserved)
            {
                return e + " leaves " + onHand + " on hand, " + reserved + " reserved";
            }
        }

        return state.OnHand == onHand && state.Reserved == reserved && state.Available == onHand - reserved
            ? null
            : "the state has " + state.OnHand + " on hand and " + state.Reserved + " reserved, the events " + onHand + " and " + reserved;
    }

    internal static string? Reservations(IReadOnlyList<StockEvent> events, RewardStockState state)
    {
        var open = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (StockEvent e in events)
        {
            string? late = open.FirstOrDefault(o => o.Value < e.At).Key;
            string? ended = (e as RewardReleased)?.Reference ?? (e is RewardIssued { IsReserved: true } issued ? issued.Reference : null);
            if (late is not null || (ended is not null && !open.ContainsKey(ended)) || (ended is not null && e is RewardReleased { End: HoldEnd.TimedOut } && open[ended] != e.At))
            {
                return e + " comes with the reservations " + string.Join(", ", open.Select(o => o.Key + " until " + o.Value));
            }

            if (e is RewardReserved made)
            {
                open[made.Reference] = made.Until;
            }
            else if (ended is not null)
            {
                open.Remove(ended);
            }
        }

        return open.Keys.OrderBy(k => k, StringComparer.Ordinal).SequenceEqual(state.Reservations.Select(r => r.Reference).OrderBy(k => k, StringComparer.Ordinal), StringComparer.Ordinal)
            ? null
            : "the state keeps the reservations " + string.Join(", ", state.Reservations.Select(r => r.Reference)) + ", the events " + string.Join(", ", open.Keys);
    }

    internal static string? Referral(IReadOnlyList<ReferralEvent> events, ReferralState state)
    {
        ReferralMatured[] rewards = events.OfType<ReferralMatured>().ToArray();
        ReferralQualified? qualified = events.OfType<ReferralQualified>().FirstOrDefault();
        ReferralRevoked? revoked = events.OfType<ReferralRevoked>().FirstOrDefault();
        return rewards.Length > 1 || events.OfType<ReferralQualified>().Count() > 1 ? "rewarded or qualified more than once"
            : rewards.Length > 0 && (qualified is null || rewards[0].At != qualified.WaitsUntil) ? rewards[0] + " doesn't follow " + qualified
            : qualified is not null && events.OfType<ReferralLapsed>().Any() ? "it lapsed and qualified"
            : revoked is not null && revoked.IsMatured != (rewards.Length > 0) ? revoked + " with " + rewards.Length + " rewards"
            : (state.Maturity is not null) != (rewards.Length > 0) ? "the state says " + state.Status
            : null;
    }

    internal static string? Tokens(IReadOnlyList<SurveyTokenEvent> events, SurveyTokenState state)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (SurveyTokenEvent e in events)
        {
            bool isRight = e is TokensIssued issued ? issued.TokenHashes.All(open.Add) : e is TokenRedeemed redeemed && open.Remove(redeemed.TokenHash);
            if (!isRight)
            {
                return e + " comes with " + open.Count + " open tokens, not with its own as it should be";
            }
        }

        return open.SetEquals(state.OpenHashes) && state.Issued - state.Redeemed == open.Count && open.All(state.IsOpen)
            ? null
            : "the state has " + state.Issued + " issued and " + state.Redeemed + " redeemed, and the events leave " + open.Count + " open";
    }
}
