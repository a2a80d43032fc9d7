using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>Texts of a points account that are equal iff the parts they print are.</summary>
internal static class LoyaltyText
{
    internal static readonly IReadOnlyList<LedgerAccount> Accounts = Enum.GetValues(typeof(LedgerAccount)).Cast<LedgerAccount>().ToArray();

    private static readonly LedgerAccount[] Members = [LedgerAccount.Pending, LedgerAccount.Available, LedgerAccount.Held, LedgerAccount.Debt];

    /// <summary>Everything public.</summary>
    internal static string Everything(PointsAccountState state) => Balances(state)
        + "\nledger " + string.Join("; ", state.Wallets.Select(w => w.Wallet + " " + string.Join(" ", Accounts.Select(a => w.Of(a)))))
        + "\n" + Awards(state)
        + "\nholds " + string.Join("; ", state.Holds.Select(h => h.HoldId + " " + h.Until + " " + h.Request + " " + string.Join(",", h.Parts)))
        + "\nredemptions " + string.Join("; ", state.Redemptions.Select(r => r.RedemptionId + " " + r.Value + " " + r.ClosesAt + " " + string.Join(",", r.Parts)))
        + "\n" + Tier(state)
        + "\ncoupons " + string.Join("; ", state.Coupons.Select(c => c.CouponId + " " + c.Terms + " " + c.UsedFor))
        + "\nuses " + string.Join("; ", state.BenefitUses.Select(u => u.Used.UseId))
        + "\nrights " + string.Join("; ", state.SpendingRights.Select(r => r.Spender + " " + r.AtMost + " " + r.Period))
        + "\nmerges " + string.Join("; ", state.Merges.Select(m => m.Received.MergeId))
        + "\naccount " + state.Status + " " + state.Member + " " + state.PolicyVersion + " " + state.LastEventAt + " " + state.Purchases;

    /// <summary>Balances, lots, counts and progress: what a return must leave alike. What is past and not dropped yet isn't printed.</summary>
    internal static string Balances(PointsAccountState state, Instant? asOf = null, Func<Counter, bool>? which = null, Func<WalletBalance, string>? lots = null) => string.Join("\n", state.Wallets.Where(w => Members.Any(a => w.Of(a).TenThousandths != 0)).OrderBy(w => w.Wallet, StringComparer.Ordinal).Select(w =>
            w.Wallet + " pending " + w.Pending + " available " + w.Available + " held " + w.Held + " debt " + w.Debt
            + "\n lots " + (lots?.Invoke(w) ?? string.Join(" ", w.Lots) + "\n pending " + string.Join(" ", w.PendingLots))))
        + "\ncounters " + string.Join("; ", state.Counters.Where(c => c.KeepUntil > (asOf ?? state.LastEventAt) && which?.Invoke(c) != false)
            .OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.PeriodStart).Select(c => c.Name + "@" + c.PeriodStart + "=" + c.Value.ToString("0.########", CultureInfo.InvariantCulture)))
        + "\nprogress " + string.Join("; ", state.Progress.Where(p => p.KeepUntil > (asOf ?? state.LastEventAt)));

    /// <summary>What remains of lots by expiry: two returns may give a later award two lots where one return gives one.</summary>
    internal static string LotsTogether(WalletBalance wallet) =>
        string.Join(" ", wallet.Lots.GroupBy(l => l.Lot.ExpiresAt).OrderBy(g => g.Key ?? Instant.MaxValue).Select(g => g.Key + "=" + g.Aggregate(default(Points), (sum, l) => sum + l.Amount)));

    internal static string Awards(PointsAccountState state) => "awards " + string.Join("; ", state.Awards);

    /// <summary>What of each open award came back.</summary>
    internal static string Returned(PointsAccountState state) => "awards " + string.Join("; ", state.Awards.Select(a => a.Document + " " + string.Join(",", a.Lines)));

    internal static string Tier(PointsAccountState state) => "tier " + state.Tier.Tier + " " + state.Tier.QualifiedTier + " " + state.Tier.Since + " " + state.Tier.ProtectedUntil + " " + state.Tier.Falling + " " + state.Tier.Override?.Set;
}
