using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Loyalty;

/// <summary>A loyalty programme: wallets, earning rules, multipliers, caps, tiers, benefits and coupons. Compile it with <see cref="LoyaltyPolicy.Compile"/>.</summary>
public sealed class LoyaltyOptions : OptionsNode
{
    /// <summary>Gets or sets the label of this version, such as <c>2026-Q1</c>.</summary>
    /// <value>The default value is the preset's name, else <c>unlabelled</c>.</value>
    public string? Label { get; set; }

    /// <summary>Gets or sets the name of a preset that fills in whatever is unset here.</summary>
    /// <value>The default value is null: none.</value>
    public string? Preset { get; set; }

    /// <summary>Gets or sets the IANA zone in which days begin, such as <c>Asia/Shanghai</c>.</summary>
    /// <value>Required.</value>
    public string? Zone { get; set; }

    /// <summary>Gets or sets the programme's currency, in which values and thresholds are written.</summary>
    /// <value>Required: an ISO 4217 code, such as CNY.</value>
    public string? Currency { get; set; }

    /// <summary>Gets or sets the wallets (point types) by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, WalletOptions> Wallets { get; set; } = new Dictionary<string, WalletOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets when and how purchases earn.</summary>
    /// <value>The default value is null: the defaults of <see cref="EarningOptions"/>.</value>
    public EarningOptions? Earning { get; set; }

    /// <summary>Gets or sets the earning rules by code.</summary>
    /// <value>The default value is empty: nothing earns.</value>
    public Dictionary<string, EarningRuleOptions> Rules { get; set; } = new Dictionary<string, EarningRuleOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the multipliers by code.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, MultiplierOptions> Multipliers { get; set; } = new Dictionary<string, MultiplierOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the caps by code.</summary>
    /// <value>The default value is empty: none.</value>
    public Dictionary<string, CapOptions> Caps { get; set; } = new Dictionary<string, CapOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets how returns are taken back.</summary>
    /// <value>The default value is null: the defaults of <see cref="ReturnOptions"/>.</value>
    public ReturnOptions? Returns { get; set; }

    /// <summary>Gets or sets the loyalty tiers.</summary>
    /// <value>The default value is null: none.</value>
    public LadderOptions? Ladder { get; set; }

    /// <summary>Gets or sets the benefits by code.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, BenefitOptions> Benefits { get; set; } = new Dictionary<string, BenefitOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the coupons by code.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, CouponOptions> Coupons { get; set; } = new Dictionary<string, CouponOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets from which size on an action needs another actor.</summary>
    /// <value>The default value is null: nothing needs approval.</value>
    public ApprovalOptions? Approvals { get; set; }

    /// <summary>Gets or sets how referrals are rewarded.</summary>
    /// <value>The default value is null: the defaults of <see cref="ReferralOptions"/>.</value>
    public ReferralOptions? Referral { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Label = visitor.Text("label", this.Label);
        this.Preset = visitor.Text("preset", this.Preset);
        this.Zone = visitor.Text("zone", this.Zone);
        this.Currency = visitor.Text("currency", this.Currency);
        this.Wallets = visitor.Map("wallets", this.Wallets) ?? this.Wallets;
        this.Earning = visitor.Node("earning", this.Earning);
        this.Rules = visitor.Map("rules", this.Rules) ?? this.Rules;
        this.Multipliers = visitor.Map("multipliers", this.Multipliers) ?? this.Multipliers;
        this.Caps = visitor.Map("caps", this.Caps) ?? this.Caps;
        this.Returns = visitor.Node("returns", this.Returns);
        this.Ladder = visitor.Node("ladder", this.Ladder);
        this.Benefits = visitor.Map("benefits", this.Benefits) ?? this.Benefits;
        this.Coupons = visitor.Map("coupons", this.Coupons) ?? this.Coupons;
        this.Approvals = visitor.Node("approvals", this.Approvals);
        this.Referral = visitor.Node("referral", this.Referral);
    }
}

/// <summary>From which size on an action is refused with <c>needs-approval</c> until another actor approves it.</summary>
public sealed class ApprovalOptions : OptionsNode
{
    /// <summary>Gets or sets the points above which an adjustment, up or down, needs approval.</summary>
    /// <value>The default value is null: none does.</value>
    public decimal? AdjustAbove { get; set; }

    /// <summary>Gets or sets the points above which a transfer needs approval.</summary>
    /// <value>The default value is null: none does.</value>
    public decimal? SendAbove { get; set; }

    /// <summary>Gets or sets the points above which a redemption needs approval.</summary>
    /// <value>The default value is null: none does.</value>
    public decimal? RedeemAbove { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.AdjustAbove = visitor.Number("adjustAbove", this.AdjustAbove);
        this.SendAbove = visitor.Number("sendAbove", this.SendAbove);
        this.RedeemAbove = visitor.Number("redeemAbove", this.RedeemAbove);
    }
}
