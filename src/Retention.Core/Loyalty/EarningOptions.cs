using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Loyalty;

/// <summary>When and how purchases earn.</summary>
public sealed class EarningOptions : OptionsNode
{
    /// <summary>Gets or sets when an order earns: <c>ordered</c>, or part by part as it is <c>shipped</c>, <c>invoiced</c> or <c>paid</c>. The parts add up to the whole award exactly.</summary>
    /// <value>The default value is <c>ordered</c>.</value>
    public string? Accrual { get; set; }

    /// <summary>Gets or sets the date at which rates, multipliers, campaigns and caps are read: <c>ordered</c>, <c>shipped</c>, <c>invoiced</c> or <c>paid</c>; a date that the purchase doesn't have is taken from the order.</summary>
    /// <value>The default value is <c>ordered</c>.</value>
    public string? BusinessDate { get; set; }

    /// <summary>Gets or sets a value indicating whether a purchase earns under the policy that was in force at its business date, not under the account's.</summary>
    /// <value>The default value is false.</value>
    public bool? EffectiveDateDecides { get; set; }

    /// <summary>Gets or sets how several multipliers combine: <c>highest</c>, <c>sum</c> (×2 and ×1.5 make ×2.5), <c>product</c>, <c>in-order</c> (one after another by their order, each result rounded to four decimals).</summary>
    /// <value>The default value is <c>highest</c>.</value>
    public string? Combination { get; set; }

    /// <summary>Gets or sets what credit sales do: <c>pending-until-paid</c>, when the milestone <c>paid</c> is reported, or <c>at-once</c>.</summary>
    /// <value>The default value is <c>pending-until-paid</c>.</value>
    public string? CreditSales { get; set; }

    /// <summary>Gets or sets when stored value (储值) earns: <c>on-load</c> (as an activity; what is paid with it earns nothing) or <c>on-spend</c>.</summary>
    /// <value>The default value is <c>on-spend</c>.</value>
    public string? StoredValue { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Accrual = visitor.Text("accrual", this.Accrual);
        this.BusinessDate = visitor.Text("businessDate", this.BusinessDate);
        this.EffectiveDateDecides = visitor.Flag("effectiveDateDecides", this.EffectiveDateDecides);
        this.Combination = visitor.Text("combination", this.Combination);
        this.CreditSales = visitor.Text("creditSales", this.CreditSales);
        this.StoredValue = visitor.Text("storedValue", this.StoredValue);
    }
}

/// <summary>One way to earn points.</summary>
public sealed class EarningRuleOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the place in which the rule is applied, which matters under caps that several rules share.</summary>
    /// <value>The default value is 100; equal places go by code.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets the wallet that the points go to.</summary>
    /// <value>The default value is the only wallet.</value>
    public string? Wallet { get; set; }

    /// <summary>Gets or sets what is counted: <c>amount</c>, <c>quantity</c>, or <c>activity</c>.</summary>
    /// <value>The default value is <c>amount</c>.</value>
    public string? By { get; set; }

    /// <summary>Gets or sets the activity that earns, such as <c>review</c>, <c>referral</c>, <c>survey</c>, <c>sign-up</c>, <c>birthday</c>, <c>visit</c>.</summary>
    /// <value>Required for rules by activity.</value>
    public string? Activity { get; set; }

    /// <summary>Gets or sets the points per step.</summary>
    /// <value>Required.</value>
    public decimal? Points { get; set; }

    /// <summary>Gets or sets the size of a step: an amount, or a quantity.</summary>
    /// <value>The default value is 1.</value>
    public decimal? Per { get; set; }

    /// <summary>Gets or sets the size of a step for purchases in other currencies, by ISO code.</summary>
    /// <value>The default value is empty: other currencies earn nothing.</value>
    public Dictionary<string, decimal> PerByCurrency { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether only whole steps count: 5 points per 2.50 give 5 on 3.00, not 6.</summary>
    /// <value>The default value is true.</value>
    public bool? WholeSteps { get; set; }

    /// <summary>Gets or sets over what steps are counted: <c>order</c>, <c>line</c>, or <c>unit</c> (the price of one piece, times the quantity).</summary>
    /// <value>The default value is <c>order</c>.</value>
    public string? Scope { get; set; }

    /// <summary>Gets or sets whether the amount is counted <c>after</c> or <c>before</c> discount.</summary>
    /// <value>The default value is <c>after</c>.</value>
    public string? Discount { get; set; }

    /// <summary>Gets or sets whether tax is counted: <c>in</c> or <c>out</c>.</summary>
    /// <value>The default value is <c>in</c>.</value>
    public string? Tax { get; set; }

    /// <summary>Gets or sets whether shipping is counted: <c>in</c> or <c>out</c>.</summary>
    /// <value>The default value is <c>out</c>.</value>
    public string? Shipping { get; set; }

    /// <summary>Gets or sets whether what was paid with points is counted: <c>in</c> or <c>out</c>.</summary>
    /// <value>The default value is <c>out</c>.</value>
    public string? PaidWithPoints { get; set; }

    /// <summary>Gets or sets the condition on the line and its purchase. Attributes: <c>category</c>, <c>sku</c>, <c>channel</c>, <c>organisation</c>, <c>currency</c>, <c>tier</c> (the loyalty tier), <c>first-purchase</c> (<c>yes</c> or <c>no</c>), <c>activity</c>; tags: the member's segments and tags, and the purchase's; measures: <c>order.amount</c>, <c>line.amount</c>, <c>line.quantity</c>.</summary>
    /// <value>The default value is null: always. Laid over a preset it replaces the preset's as a whole.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the first local date on which it is in force, such as <c>2026-11-01</c>, by the business date.</summary>
    /// <value>The default value is null: since ever.</value>
    public string? From { get; set; }

    /// <summary>Gets or sets the last local date on which it is in force, inclusive.</summary>
    /// <value>The default value is null: without end.</value>
    public string? Until { get; set; }

    /// <summary>Gets or sets the decimals of a point that are kept, 0 to 4.</summary>
    /// <value>The default value is 0.</value>
    public int? Precision { get; set; }

    /// <summary>Gets or sets how points are rounded: <c>down</c>, <c>up</c>, <c>half-up</c>, <c>half-even</c>.</summary>
    /// <value>The default value is <c>down</c>.</value>
    public string? Rounding { get; set; }

    /// <summary>Gets or sets what is rounded: the <c>order</c> or each <c>line</c>. Rules by line or unit may round either.</summary>
    /// <value>The default value is <c>order</c> for rules by order, else <c>line</c>.</value>
    public string? RoundEach { get; set; }

    /// <summary>Gets or sets what becomes of the rest: <c>dropped</c>, or <c>carried</c> to the next award of the rule.</summary>
    /// <value>The default value is <c>dropped</c>.</value>
    public string? Remainder { get; set; }

    /// <summary>Gets or sets when the points become spendable.</summary>
    /// <value>The default value is null: at once.</value>
    public ActivationOptions? Activation { get; set; }

    /// <summary>Gets or sets how long after an award the rule rests, such as <c>1d</c>.</summary>
    /// <value>The default value is null: not at all.</value>
    public string? Cooldown { get; set; }

    /// <summary>Gets or sets what a resting rule does: <c>skip</c>, or <c>refuse</c> the whole command.</summary>
    /// <value>The default value is <c>skip</c>.</value>
    public string? CooldownExceeded { get; set; }

    /// <summary>Gets or sets a value indicating whether the points count for the tier.</summary>
    /// <value>The default value is true.</value>
    public bool? Qualifies { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Order = visitor.Count("order", this.Order);
        this.Wallet = visitor.Text("wallet", this.Wallet);
        this.By = visitor.Text("by", this.By);
        this.Activity = visitor.Text("activity", this.Activity);
        this.Points = visitor.Number("points", this.Points);
        this.Per = visitor.Number("per", this.Per);
        this.PerByCurrency = visitor.Numbers("perByCurrency", this.PerByCurrency) ?? this.PerByCurrency;
        this.WholeSteps = visitor.Flag("wholeSteps", this.WholeSteps);
        this.Scope = visitor.Text("scope", this.Scope);
        this.Discount = visitor.Text("discount", this.Discount);
        this.Tax = visitor.Text("tax", this.Tax);
        this.Shipping = visitor.Text("shipping", this.Shipping);
        this.PaidWithPoints = visitor.Text("paidWithPoints", this.PaidWithPoints);
        this.When = visitor.Whole("when", this.When);
        this.From = visitor.Text("from", this.From);
        this.Until = visitor.Text("until", this.Until);
        this.Precision = visitor.Count("precision", this.Precision);
        this.Rounding = visitor.Text("rounding", this.Rounding);
        this.RoundEach = visitor.Text("roundEach", this.RoundEach);
        this.Remainder = visitor.Text("remainder", this.Remainder);
        this.Activation = visitor.Node("activation", this.Activation);
        this.Cooldown = visitor.Text("cooldown", this.Cooldown);
        this.CooldownExceeded = visitor.Text("cooldownExceeded", this.CooldownExceeded);
        this.Qualifies = visitor.Flag("qualifies", this.Qualifies);
    }
}

/// <summary>When points become spendable. Until then they can be seen.</summary>
public sealed class ActivationOptions : OptionsNode
{
    /// <summary>Gets or sets milestones that must be reported first, separated by commas, such as <c>delivered</c> or <c>paid</c>.</summary>
    /// <value>The default value is null: none.</value>
    public string? Awaits { get; set; }

    /// <summary>Gets or sets how long after the last milestone, or after the business date, such as <c>7d</c>.</summary>
    /// <value>The default value is null: at once.</value>
    public string? After { get; set; }

    /// <summary>Gets or sets a local date before which they aren't spendable.</summary>
    /// <value>The default value is null.</value>
    public string? On { get; set; }

    /// <summary>Gets or sets a value indicating whether they wait until the return window is over.</summary>
    /// <value>The default value is false.</value>
    public bool? AfterReturnWindow { get; set; }

    /// <summary>Gets or sets how long after the business date they are cancelled if a milestone never came, such as <c>90d</c>.</summary>
    /// <value>The default value is null: never.</value>
    public string? CancelAfter { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Awaits = visitor.Text("awaits", this.Awaits);
        this.After = visitor.Text("after", this.After);
        this.On = visitor.Text("on", this.On);
        this.AfterReturnWindow = visitor.Flag("afterReturnWindow", this.AfterReturnWindow);
        this.CancelAfter = visitor.Text("cancelAfter", this.CancelAfter);
    }
}

/// <summary>A factor on what rules earn.</summary>
public sealed class MultiplierOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the factor, 0 or more.</summary>
    /// <value>Required.</value>
    public decimal? Factor { get; set; }

    /// <summary>Gets or sets the place in which it is applied, and its priority within a group; equal places: the higher factor first, then by code.</summary>
    /// <value>The default value is 100.</value>
    public int? Order { get; set; }

    /// <summary>Gets or sets an exclusive group, of which only the first that matches counts.</summary>
    /// <value>The default value is null: none.</value>
    public string? Group { get; set; }

    /// <summary>Gets or sets the rules it works on, separated by commas.</summary>
    /// <value>The default value is null: all rules by amount or quantity.</value>
    public string? Rules { get; set; }

    /// <summary>Gets or sets the condition on the line and its purchase. Attributes: <c>category</c>, <c>sku</c>, <c>channel</c>, <c>organisation</c>, <c>currency</c>, <c>tier</c> (the loyalty tier), <c>first-purchase</c> (<c>yes</c> or <c>no</c>), <c>activity</c>; tags: the member's segments and tags, and the purchase's; measures: <c>order.amount</c>, <c>line.amount</c>, <c>line.quantity</c>.</summary>
    /// <value>The default value is null: always. Laid over a preset it replaces the preset's as a whole.</value>
    public ConditionOptions? When { get; set; }

    /// <summary>Gets or sets the first local date on which it is in force, such as <c>2026-11-01</c>, by the business date.</summary>
    /// <value>The default value is null: since ever.</value>
    public string? From { get; set; }

    /// <summary>Gets or sets the last local date on which it is in force, inclusive.</summary>
    /// <value>The default value is null: without end.</value>
    public string? Until { get; set; }

    /// <summary>Gets or sets how many days before the birthday it begins. Set this or the next to make it a birthday multiplier.</summary>
    /// <value>The default value is null; 0 if only the next is set.</value>
    public int? BirthdayDaysBefore { get; set; }

    /// <summary>Gets or sets how many days after the birthday it ends.</summary>
    /// <value>The default value is null; 0 if only the one before is set.</value>
    public int? BirthdayDaysAfter { get; set; }

    /// <summary>Gets or sets when a birthday on 29 February is kept in other years: <c>february28</c> or <c>march1</c>.</summary>
    /// <value>The default value is <c>february28</c>.</value>
    public string? LeapDay { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Factor = visitor.Number("factor", this.Factor);
        this.Order = visitor.Count("order", this.Order);
        this.Group = visitor.Text("group", this.Group);
        this.Rules = visitor.Text("rules", this.Rules);
        this.When = visitor.Whole("when", this.When);
        this.From = visitor.Text("from", this.From);
        this.Until = visitor.Text("until", this.Until);
        this.BirthdayDaysBefore = visitor.Count("birthdayDaysBefore", this.BirthdayDaysBefore);
        this.BirthdayDaysAfter = visitor.Count("birthdayDaysAfter", this.BirthdayDaysAfter);
        this.LeapDay = visitor.Text("leapDay", this.LeapDay);
    }
}

/// <summary>A limit on what is earned.</summary>
public sealed class CapOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the rule it limits.</summary>
    /// <value>The default value is null: all rules of the wallet together.</value>
    public string? Rule { get; set; }

    /// <summary>Gets or sets the wallet it limits.</summary>
    /// <value>The default value is the rule's, else the only wallet.</value>
    public string? Wallet { get; set; }

    /// <summary>Gets or sets the most points per period.</summary>
    /// <value>Required, unless a budget is named.</value>
    public decimal? AtMost { get; set; }

    /// <summary>Gets or sets the period: <c>transaction</c>, <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>, <c>lifetime</c>, by the business date.</summary>
    /// <value>The default value is <c>transaction</c>.</value>
    public string? Period { get; set; }

    /// <summary>Gets or sets the programme budget that is drawn on; its room comes with the command, and caps of one wallet may share it.</summary>
    /// <value>The default value is null: none.</value>
    public string? Budget { get; set; }

    /// <summary>Gets or sets what happens above the limit: <c>reduce</c> the award, or <c>refuse</c> the command.</summary>
    /// <value>The default value is <c>reduce</c>.</value>
    public string? Exceeded { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Rule = visitor.Text("rule", this.Rule);
        this.Wallet = visitor.Text("wallet", this.Wallet);
        this.AtMost = visitor.Number("atMost", this.AtMost);
        this.Period = visitor.Text("period", this.Period);
        this.Budget = visitor.Text("budget", this.Budget);
        this.Exceeded = visitor.Text("exceeded", this.Exceeded);
    }
}
