namespace Retention.Core.Loyalty;

/// <summary>One kind of points.</summary>
public sealed class WalletOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets which lots pay first: <c>soonest-expiry</c> (then the oldest, never-lapsing ones last) or <c>oldest</c>.</summary>
    /// <value>The default value is <c>soonest-expiry</c>.</value>
    public string? Consumption { get; set; }

    /// <summary>Gets or sets how long points live.</summary>
    /// <value>The default value is null: they never lapse.</value>
    public ExpiryOptions? Expiry { get; set; }

    /// <summary>Gets or sets how far a return takes points back: <c>only-pending</c>, <c>down-to-zero</c>, or <c>into-debt</c>, which later points repay.</summary>
    /// <value>The default value is <c>into-debt</c>.</value>
    public string? Clawback { get; set; }

    /// <summary>Gets or sets how points are spent.</summary>
    /// <value>The default value is null: they can't be spent.</value>
    public RedemptionOptions? Redemption { get; set; }

    /// <summary>Gets or sets a value indicating whether members may send points to each other.</summary>
    /// <value>The default value is false.</value>
    public bool? Transferable { get; set; }

    /// <summary>Gets or sets what a point costs the company, in the programme's currency.</summary>
    /// <value>The default value is what a point is worth when spent, else 0.</value>
    public decimal? Cost { get; set; }

    /// <summary>Gets or sets the stand-alone selling price of a point before breakage, in the programme's currency.</summary>
    /// <value>The default value is what a point is worth when spent, else 0.</value>
    public decimal? StandAlonePrice { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Consumption = visitor.Text("consumption", this.Consumption);
        this.Expiry = visitor.Node("expiry", this.Expiry);
        this.Clawback = visitor.Text("clawback", this.Clawback);
        this.Redemption = visitor.Node("redemption", this.Redemption);
        this.Transferable = visitor.Flag("transferable", this.Transferable);
        this.Cost = visitor.Number("cost", this.Cost);
        this.StandAlonePrice = visitor.Number("standAlonePrice", this.StandAlonePrice);
    }
}

/// <summary>How long points live.</summary>
public sealed class ExpiryOptions : OptionsNode
{
    /// <summary>Gets or sets the length of life, such as <c>12m</c>, <c>365d</c> or <c>2y</c>.</summary>
    /// <value>The default value is null. One of <c>after</c> and <c>on</c> is required.</value>
    public string? After { get; set; }

    /// <summary>Gets or sets when life begins: <c>earned</c> or <c>active</c>.</summary>
    /// <value>The default value is <c>earned</c>.</value>
    public string? Starts { get; set; }

    /// <summary>Gets or sets fixed dates of the year on which points lapse, such as <c>12-31</c> or <c>06-30, 12-31</c>: at the end of that day.</summary>
    /// <value>The default value is null.</value>
    public string? On { get; set; }

    /// <summary>Gets or sets the boundary to which the end is moved up: <c>day</c>, <c>month</c>, <c>quarter</c>, <c>half-year</c>, <c>year</c>, or the name of a month such as <c>april</c>, for the start of which. An end that is one already stays.</summary>
    /// <value>The default value is <c>day</c>: the start of the local day.</value>
    public string? RoundUpTo { get; set; }

    /// <summary>Gets or sets activities, separated by commas, that give all live points a new life: <c>purchase</c>, <c>redemption</c>, or the code of an activity.</summary>
    /// <value>The default value is null: none.</value>
    public string? ExtendedBy { get; set; }

    /// <summary>Gets or sets how long points live that a cancellation gives back after their date, such as <c>7d</c>.</summary>
    /// <value>The default value is null: they lapse at once.</value>
    public string? CancellationGrace { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.After = visitor.Text("after", this.After);
        this.Starts = visitor.Text("starts", this.Starts);
        this.On = visitor.Text("on", this.On);
        this.RoundUpTo = visitor.Text("roundUpTo", this.RoundUpTo);
        this.ExtendedBy = visitor.Text("extendedBy", this.ExtendedBy);
        this.CancellationGrace = visitor.Text("cancellationGrace", this.CancellationGrace);
        visitor.Exclusive("after", "on");
    }
}

/// <summary>How points are spent.</summary>
public sealed class RedemptionOptions : OptionsNode
{
    /// <summary>Gets or sets how many points are worth one unit of the programme's currency, more than 0.</summary>
    /// <value>Required.</value>
    public decimal? PointsPerUnit { get; set; }

    /// <summary>Gets or sets the decimals of the currency, 0 to 4.</summary>
    /// <value>The default value is 2.</value>
    public int? MoneyDecimals { get; set; }

    /// <summary>Gets or sets the fewest points of one redemption.</summary>
    /// <value>The default value is null: any.</value>
    public decimal? AtLeast { get; set; }

    /// <summary>Gets or sets the most points of one redemption.</summary>
    /// <value>The default value is null: any.</value>
    public decimal? AtMost { get; set; }

    /// <summary>Gets or sets the step in which points are spent.</summary>
    /// <value>The default value is null: any amount.</value>
    public decimal? Step { get; set; }

    /// <summary>Gets or sets the share of the order, in percent, that points may pay.</summary>
    /// <value>The default value is 100.</value>
    public decimal? ShareOfOrder { get; set; }

    /// <summary>Gets or sets what points may be spent on, separated by commas: <c>discount</c>, <c>payment</c>, <c>gift</c>, <c>cash</c>, <c>service</c>.</summary>
    /// <value>The default value is null: all.</value>
    public string? Types { get; set; }

    /// <summary>Gets or sets the most points spent per period.</summary>
    /// <value>The default value is null: none.</value>
    public decimal? LimitPerPeriod { get; set; }

    /// <summary>Gets or sets the period of the limit: <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>.</summary>
    /// <value>The default value is <c>day</c>.</value>
    public string? LimitPeriod { get; set; }

    /// <summary>Gets or sets the most points ever spent.</summary>
    /// <value>The default value is null: none.</value>
    public decimal? LifetimeLimit { get; set; }

    /// <summary>Gets or sets how long a hold lasts, such as <c>30min</c>, <c>2h</c> or <c>1d</c>.</summary>
    /// <value>The default value is <c>30min</c>.</value>
    public string? HoldFor { get; set; }

    /// <summary>Gets or sets how long a redemption can be cancelled, such as <c>90d</c>.</summary>
    /// <value>The default value is <c>180d</c>.</value>
    public string? CancellableFor { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.PointsPerUnit = visitor.Number("pointsPerUnit", this.PointsPerUnit);
        this.MoneyDecimals = visitor.Count("moneyDecimals", this.MoneyDecimals);
        this.AtLeast = visitor.Number("atLeast", this.AtLeast);
        this.AtMost = visitor.Number("atMost", this.AtMost);
        this.Step = visitor.Number("step", this.Step);
        this.ShareOfOrder = visitor.Number("shareOfOrder", this.ShareOfOrder);
        this.Types = visitor.Text("types", this.Types);
        this.LimitPerPeriod = visitor.Number("limitPerPeriod", this.LimitPerPeriod);
        this.LimitPeriod = visitor.Text("limitPeriod", this.LimitPeriod);
        this.LifetimeLimit = visitor.Number("lifetimeLimit", this.LifetimeLimit);
        this.HoldFor = visitor.Text("holdFor", this.HoldFor);
        this.CancellableFor = visitor.Text("cancellableFor", this.CancellableFor);
    }
}
