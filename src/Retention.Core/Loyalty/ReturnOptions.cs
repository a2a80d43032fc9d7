namespace Retention.Core.Loyalty;

/// <summary>How returns are taken back.</summary>
public sealed class ReturnOptions : OptionsNode
{
    /// <summary>Gets or sets how long after the business date a purchase may be returned, such as <c>30d</c>.</summary>
    /// <value>The default value is <c>30d</c>.</value>
    public string? Window { get; set; }

    /// <summary>Gets or sets how long after the return window an award closes, such as <c>90d</c>; a return after that is refused with <c>award-closed</c> and becomes an adjustment.</summary>
    /// <value>The default value is <c>90d</c>.</value>
    public string? CloseAfter { get; set; }

    /// <summary>Gets or sets which awards bear a credit note that names none: <c>newest</c> first, <c>oldest</c> first, or <c>proportional</c> to what is left of them.</summary>
    /// <value>The default value is <c>newest</c>.</value>
    public string? CreditNotes { get; set; }

    /// <summary>Gets or sets which awards bear an allowance (折让): as above.</summary>
    /// <value>The default value is <c>proportional</c>.</value>
    public string? Allowances { get; set; }

    /// <summary>Gets or sets which awards bear a rebate (返利): as above.</summary>
    /// <value>The default value is <c>proportional</c>.</value>
    public string? Rebates { get; set; }

    /// <summary>Gets or sets whether room that a return makes under a cap is given to later awards that the cap had cut: <c>never</c> or <c>later-awards</c>, which needs wallets that claw back into debt. It draws on no budget.</summary>
    /// <value>The default value is <c>never</c>.</value>
    public string? ReAward { get; set; }

    /// <summary>Gets or sets what a return does to a tier whose progress it takes back: <c>correct</c> it at once, without grace or minimum stay, or <c>review</c> it as any other fall.</summary>
    /// <value>The default value is <c>review</c>.</value>
    public string? Tier { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Window = visitor.Text("window", this.Window);
        this.CloseAfter = visitor.Text("closeAfter", this.CloseAfter);
        this.CreditNotes = visitor.Text("creditNotes", this.CreditNotes);
        this.Allowances = visitor.Text("allowances", this.Allowances);
        this.Rebates = visitor.Text("rebates", this.Rebates);
        this.ReAward = visitor.Text("reAward", this.ReAward);
        this.Tier = visitor.Text("tier", this.Tier);
    }
}

/// <summary>How a referral is rewarded.</summary>
public sealed class ReferralOptions : OptionsNode
{
    /// <summary>Gets or sets how long after the qualifying order the rewards wait, so that it can no longer be returned, such as <c>30d</c>.</summary>
    /// <value>The default value is the return window.</value>
    public string? Waiting { get; set; }

    /// <summary>Gets or sets the amount of the qualifying order, in the programme's currency.</summary>
    /// <value>The default value is 0: any.</value>
    public decimal? OrderAtLeast { get; set; }

    /// <summary>Gets or sets the activity that the referrer's account records.</summary>
    /// <value>The default value is <c>referral</c>.</value>
    public string? ReferrerActivity { get; set; }

    /// <summary>Gets or sets the activity that the referred member's account records.</summary>
    /// <value>The default value is null: the referred member gets nothing.</value>
    public string? RefereeActivity { get; set; }

    /// <summary>Gets or sets how many referrals of one referrer are rewarded per calendar year.</summary>
    /// <value>The default value is null: no limit.</value>
    public int? LimitPerReferrer { get; set; }

    /// <summary>Gets or sets how long an invitation is good for, such as <c>90d</c>.</summary>
    /// <value>The default value is null: for ever.</value>
    public string? ValidFor { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Waiting = visitor.Text("waiting", this.Waiting);
        this.OrderAtLeast = visitor.Number("orderAtLeast", this.OrderAtLeast);
        this.ReferrerActivity = visitor.Text("referrerActivity", this.ReferrerActivity);
        this.RefereeActivity = visitor.Text("refereeActivity", this.RefereeActivity);
        this.LimitPerReferrer = visitor.Count("limitPerReferrer", this.LimitPerReferrer);
        this.ValidFor = visitor.Text("validFor", this.ValidFor);
    }
}
