using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>A compiled loyalty programme: what <see cref="PointsAccount"/> decides by.</summary>
/// <remarks>Immutable and thread-safe; compile once and share.</remarks>
public sealed class LoyaltyPolicy : IPolicy
{
    internal LoyaltyPolicy(PolicyVersion version, LoyaltyParts parts)
    {
        this.Version = version;
        this.Parts = parts;
        this.Zone = parts.Zone!;
        this.Currency = parts.Currency;
        this.Wallets = Sequence.Copy(parts.Wallets);
        this.Tiers = Sequence.Copy(parts.Ladder?.Tiers ?? []);
        this.Activities = Sequence.Copy(parts.Rules.Where(r => r.By == EarningBasis.Activity).Select(r => r.Activity!).Distinct(StringComparer.Ordinal).OrderBy(a => a, StringComparer.Ordinal));
        this.Referral = parts.Referral!.Under(version);
        this.Origins = parts.Wallets.Select(w => new LotOrigin(w.Code, version)).ToArray();
        this.Periods = new CapPeriods(this.Zone);
        this.Buckets = parts.Ladder is null ? null : new LadderBuckets(parts.Ladder);
    }

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Gets the zone in which days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the ISO 4217 code of the currency in which values and thresholds are written.</summary>
    public string Currency { get; }

    /// <summary>Gets the wallets in ordinal order of their codes.</summary>
    public IReadOnlyList<LoyaltyWallet> Wallets { get; }

    /// <summary>Gets the loyalty tiers from the lowest to the highest; empty if there is no ladder.</summary>
    public IReadOnlyList<LoyaltyTier> Tiers { get; }

    /// <summary>Gets the activities that earn, in ordinal order.</summary>
    public IReadOnlyList<string> Activities { get; }

    /// <summary>Gets the rules of referrals, for <see cref="Loyalty.Referral"/>.</summary>
    public ReferralRules Referral { get; }

    internal LoyaltyParts Parts { get; }

    /// <summary>Gets per wallet what its lots share.</summary>
    internal LotOrigin[] Origins { get; }

    internal CapPeriods Periods { get; }

    /// <summary>Gets how progress counts; null without a ladder.</summary>
    internal LadderBuckets? Buckets { get; }

    /// <summary>Compiles options into a policy.</summary>
    /// <param name="options">The options; not kept.</param>
    /// <param name="presets">The presets that <see cref="LoyaltyOptions.Preset"/> may name; null: none.</param>
    /// <param name="zones">The time zones; null: the IANA zones that NodaTime brings.</param>
    /// <returns>The policy, or every problem at once with its path and what to write instead.</returns>
    public static Compilation<LoyaltyPolicy> Compile(LoyaltyOptions options, PresetCatalogue<LoyaltyOptions>? presets = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new LoyaltyCompiler(zones ?? DateTimeZoneProviders.Tzdb).Compile(options, presets);
    }

    /// <summary>The index of a wallet, or -1.</summary>
    internal int IndexOf(string wallet)
    {
        LoyaltyWallet[] wallets = this.Parts.Wallets;
        for (int i = 0; i < wallets.Length; i++)
        {
            if (string.Equals(wallets[i].Code, wallet, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>When an award of a business date closes: the return window and what follows it.</summary>
    internal Instant ClosesAt(Instant businessAt) => this.Parts.CloseAfter!.After(this.Parts.ReturnWindow!.After(businessAt, this.Zone), this.Zone);
}

/// <summary>What the compiler has found so far.</summary>
internal sealed class LoyaltyParts
{
    internal DateTimeZone? Zone { get; set; }

    internal string Currency { get; set; } = string.Empty;

    internal LoyaltyWallet[] Wallets { get; set; } = [];

    internal AccrualStep Accrual { get; set; }

    internal AccrualStep BusinessDate { get; set; }

    internal bool EffectiveDateDecides { get; set; }

    internal MultiplierCombination Combination { get; set; }

    internal bool CreditPends { get; set; }

    internal bool StoredValueOnLoad { get; set; }

    internal EarningRule[] Rules { get; set; } = [];

    internal Multiplier[] Multipliers { get; set; } = [];

    internal EarningCap[] Caps { get; set; } = [];

    internal Length? ReturnWindow { get; set; }

    internal Length? CloseAfter { get; set; }

    internal CreditAllocation CreditNotes { get; set; }

    internal CreditAllocation Allowances { get; set; }

    internal CreditAllocation Rebates { get; set; }

    internal bool ReAwards { get; set; }

    internal bool CorrectsTier { get; set; }

    internal ReferralRules? Referral { get; set; }

    internal Ladder? Ladder { get; set; }

    internal Benefit[] Benefits { get; set; } = [];

    internal CouponRule[] Coupons { get; set; } = [];

    internal long? AdjustAbove { get; set; }

    internal long? SendAbove { get; set; }

    internal long? RedeemAbove { get; set; }
}
