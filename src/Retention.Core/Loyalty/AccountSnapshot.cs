using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a points account is made of.</summary>
internal sealed class PointsAccountSnapshot(
    PolicyVersion? policyVersion,
    Instant? lastEventAt,
    CustomerId member,
    AccountOpened? opened,
    AccountStatus status,
    string? mergedAs,
    int purchases,
    int nextLot,
    IReadOnlyList<WalletSnapshot> wallets,
    IReadOnlyList<Award> awards,
    IReadOnlyList<Counter> counters,
    IReadOnlyList<ProgressChange> progress,
    TierStandingSnapshot tier,
    AccountExtrasSnapshot extras) : ISnapshot<PointsAccountState>
{
    public PolicyVersion? PolicyVersion { get; } = policyVersion;

    public Instant? LastEventAt { get; } = lastEventAt;

    public CustomerId Member { get; } = member;

    public AccountOpened? Opened { get; } = opened;

    public AccountStatus Status { get; } = status;

    public string? MergedAs { get; } = mergedAs;

    public int Purchases { get; } = purchases;

    public int NextLot { get; } = nextLot;

    public IReadOnlyList<WalletSnapshot> Wallets { get; } = wallets;

    public IReadOnlyList<Award> Awards { get; } = awards;

    public IReadOnlyList<Counter> Counters { get; } = counters;

    public IReadOnlyList<ProgressChange> Progress { get; } = progress;

    public TierStandingSnapshot Tier { get; } = tier;

    public AccountExtrasSnapshot Extras { get; } = extras;

    public PointsAccountState ToState() => PointsAccountState.Of(this);
}

/// <summary>What a wallet is made of.</summary>
internal sealed class WalletSnapshot(string wallet, IReadOnlyList<LedgerTotal> totals, IReadOnlyList<LotAmount> lots, IReadOnlyList<PendingAmount> pending)
{
    public string Wallet { get; } = wallet;

    /// <summary>Gets the totals that aren't zero.</summary>
    public IReadOnlyList<LedgerTotal> Totals { get; } = totals;

    /// <summary>Gets the lots that are kept, also those of which nothing is left, which go when the state moves on.</summary>
    public IReadOnlyList<LotAmount> Lots { get; } = lots;

    public IReadOnlyList<PendingAmount> Pending { get; } = pending;
}

/// <summary>The total of one ledger account.</summary>
internal sealed class LedgerTotal(LedgerAccount account, Points amount)
{
    public LedgerAccount Account { get; } = account;

    public Points Amount { get; } = amount;
}

/// <summary>What a tier's standing is made of.</summary>
internal sealed class TierStandingSnapshot(LoyaltyTierFalling? falling, Instant? protectedUntil, bool hadAnniversary, LoyaltyTierOverride? @override, IReadOnlyList<LoyaltyTierChanged> changes)
{
    public LoyaltyTierFalling? Falling { get; } = falling;

    public Instant? ProtectedUntil { get; } = protectedUntil;

    public bool HadAnniversary { get; } = hadAnniversary;

    public LoyaltyTierOverride? Override { get; } = @override;

    public IReadOnlyList<LoyaltyTierChanged> Changes { get; } = changes;
}

/// <summary>What holds, redemptions, benefits, coupons, spending rights and merges are made of.</summary>
internal sealed class AccountExtrasSnapshot(
    IReadOnlyList<Hold> holds,
    IReadOnlyList<Redemption> redemptions,
    IReadOnlyList<BenefitUsed> uses,
    IReadOnlyList<Coupon> coupons,
    IReadOnlyList<SpendingRight> rights,
    IReadOnlyList<AccountReceived> merges)
{
    public IReadOnlyList<Hold> Holds { get; } = holds;

    public IReadOnlyList<Redemption> Redemptions { get; } = redemptions;

    public IReadOnlyList<BenefitUsed> Uses { get; } = uses;

    public IReadOnlyList<Coupon> Coupons { get; } = coupons;

    public IReadOnlyList<SpendingRight> Rights { get; } = rights;

    public IReadOnlyList<AccountReceived> Merges { get; } = merges;

    internal static AccountExtrasSnapshot Of(AccountExtras extras) => new AccountExtrasSnapshot(
        extras.Holds, extras.Redemptions, extras.Uses.Select(u => u.Used).ToArray(), extras.Coupons, extras.Rights, extras.Merges.Select(m => m.Received).ToArray());
}
