using System;
using System.Collections.Generic;

namespace Retention.Core.Loyalty;

/// <summary>The loyalty tiers and how one qualifies for them.</summary>
public sealed class LadderOptions : OptionsNode
{
    /// <summary>Gets or sets what qualifies: <c>points</c> earned, <c>spend</c>, <c>orders</c> or <c>visits</c>.</summary>
    /// <value>The default value is <c>points</c>.</value>
    public string? Measure { get; set; }

    /// <summary>Gets or sets the wallet whose points qualify.</summary>
    /// <value>The default value is the only wallet.</value>
    public string? Wallet { get; set; }

    /// <summary>Gets or sets the activity that is a visit.</summary>
    /// <value>The default value is <c>visit</c>.</value>
    public string? VisitActivity { get; set; }

    /// <summary>Gets or sets over what progress counts: <c>rolling</c>, <c>calendar-year</c>, <c>membership-year</c>, <c>tier-year</c> or <c>lifetime</c>. Progress of a year counts until the end of the year after.</summary>
    /// <value>The default value is <c>rolling</c>.</value>
    public string? Period { get; set; }

    /// <summary>Gets or sets the length of the rolling window, such as <c>12m</c>.</summary>
    /// <value>The default value is <c>12m</c>.</value>
    public string? Length { get; set; }

    /// <summary>Gets or sets when a better tier is given: <c>at-once</c> or at the <c>period-end</c> (the month's end for rolling windows and lifetime).</summary>
    /// <value>The default value is <c>at-once</c>.</value>
    public string? Upgrade { get; set; }

    /// <summary>Gets or sets how far a tier falls: <c>never</c>, <c>one-level</c> or <c>full</c>.</summary>
    /// <value>The default value is <c>full</c>.</value>
    public string? Downgrade { get; set; }

    /// <summary>Gets or sets how long a tier is kept after its progress has gone, such as <c>30d</c>.</summary>
    /// <value>The default value is null: not at all.</value>
    public string? Grace { get; set; }

    /// <summary>Gets or sets how long a tier is kept at least, such as <c>12m</c>.</summary>
    /// <value>The default value is null: not at all.</value>
    public string? MinimumStay { get; set; }

    /// <summary>Gets or sets how long after joining the tier rises by one level, once, such as <c>365d</c> (陪伴 365 天).</summary>
    /// <value>The default value is null: never.</value>
    public string? AnniversaryUpgradeAfter { get; set; }

    /// <summary>Gets or sets how long a tier given at an anniversary can't fall.</summary>
    /// <value>The default value is <c>12m</c>.</value>
    public string? AnniversaryUpgradeFor { get; set; }

    /// <summary>Gets or sets when a date of joining on 29 February is kept in other years: <c>february28</c> or <c>march1</c>.</summary>
    /// <value>The default value is <c>february28</c>.</value>
    public string? LeapDay { get; set; }

    /// <summary>Gets or sets the tiers by code.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, LoyaltyTierOptions> Tiers { get; set; } = new Dictionary<string, LoyaltyTierOptions>(StringComparer.Ordinal);

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Measure = visitor.Text("measure", this.Measure);
        this.Wallet = visitor.Text("wallet", this.Wallet);
        this.VisitActivity = visitor.Text("visitActivity", this.VisitActivity);
        this.Period = visitor.Text("period", this.Period);
        this.Length = visitor.Text("length", this.Length);
        this.Upgrade = visitor.Text("upgrade", this.Upgrade);
        this.Downgrade = visitor.Text("downgrade", this.Downgrade);
        this.Grace = visitor.Text("grace", this.Grace);
        this.MinimumStay = visitor.Text("minimumStay", this.MinimumStay);
        this.AnniversaryUpgradeAfter = visitor.Text("anniversaryUpgradeAfter", this.AnniversaryUpgradeAfter);
        this.AnniversaryUpgradeFor = visitor.Text("anniversaryUpgradeFor", this.AnniversaryUpgradeFor);
        this.LeapDay = visitor.Text("leapDay", this.LeapDay);
        this.Tiers = visitor.Map("tiers", this.Tiers) ?? this.Tiers;
    }
}

/// <summary>One loyalty tier.</summary>
public sealed class LoyaltyTierOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the progress from which a member has the tier, inclusive.</summary>
    /// <value>Required; the lowest tier has 0, no two tiers have the same.</value>
    public decimal? AtLeast { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.AtLeast = visitor.Number("atLeast", this.AtLeast);
    }
}

/// <summary>What a tier is entitled to.</summary>
public sealed class BenefitOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets how many per period by the code of the tier; -1: without limit. A tier that isn't listed has what the next lower listed one has.</summary>
    /// <value>The default value is empty: nobody has it.</value>
    public Dictionary<string, decimal> Quantities { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Gets or sets the period: <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>, <c>lifetime</c>.</summary>
    /// <value>The default value is <c>month</c>.</value>
    public string? Period { get; set; }

    /// <summary>Gets or sets the partner who honours it (跨界权益).</summary>
    /// <value>The default value is null: we do.</value>
    public string? Partner { get; set; }

    /// <summary>Gets or sets what is settled with the partner per use, in the programme's currency.</summary>
    /// <value>The default value is 0.</value>
    public decimal? Cost { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Quantities = visitor.Numbers("quantities", this.Quantities) ?? this.Quantities;
        this.Period = visitor.Text("period", this.Period);
        this.Partner = visitor.Text("partner", this.Partner);
        this.Cost = visitor.Number("cost", this.Cost);
    }
}

/// <summary>A coupon that can be issued.</summary>
public sealed class CouponOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets what it takes off, in the programme's currency.</summary>
    /// <value>The default value is null. One of <c>value</c> and <c>shareOfFirstOrder</c> is required.</value>
    public decimal? Value { get; set; }

    /// <summary>Gets or sets the order amount from which it may be used, inclusive.</summary>
    /// <value>The default value is 0: none.</value>
    public decimal? Threshold { get; set; }

    /// <summary>Gets or sets what it takes off as a percentage of the customer's own first order, rounded down to the decimals of the currency.</summary>
    /// <value>The default value is null.</value>
    public decimal? ShareOfFirstOrder { get; set; }

    /// <summary>Gets or sets the threshold as a percentage of the customer's own first order, less than 100 so that it lies below it.</summary>
    /// <value>The default value is null.</value>
    public decimal? ThresholdShareOfFirstOrder { get; set; }

    /// <summary>Gets or sets the decimals to which derived amounts are rounded down, 0 to 4.</summary>
    /// <value>The default value is 2.</value>
    public int? MoneyDecimals { get; set; }

    /// <summary>Gets or sets how long after its issue it becomes valid.</summary>
    /// <value>The default value is null: at once.</value>
    public string? ValidAfter { get; set; }

    /// <summary>Gets or sets how long it is valid, such as <c>30d</c>: until the end of the local day.</summary>
    /// <value>The default value is null: for ever.</value>
    public string? ValidFor { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Value = visitor.Number("value", this.Value);
        this.Threshold = visitor.Number("threshold", this.Threshold);
        this.ShareOfFirstOrder = visitor.Number("shareOfFirstOrder", this.ShareOfFirstOrder);
        this.ThresholdShareOfFirstOrder = visitor.Number("thresholdShareOfFirstOrder", this.ThresholdShareOfFirstOrder);
        this.MoneyDecimals = visitor.Count("moneyDecimals", this.MoneyDecimals);
        this.ValidAfter = visitor.Text("validAfter", this.ValidAfter);
        this.ValidFor = visitor.Text("validFor", this.ValidFor);
        visitor.Exclusive("value", "shareOfFirstOrder");
        visitor.Exclusive("threshold", "thresholdShareOfFirstOrder");
    }
}
