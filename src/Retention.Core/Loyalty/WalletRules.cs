using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>One kind of points in a programme.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LoyaltyWallet
{
    internal LoyaltyWallet(string code, WalletOptions options, DateTimeZone? zone, string path, ProblemList problems)
    {
        this.Code = code;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Consumption = problems.Choice(path + ":consumption", options.Consumption, Consumption.SoonestExpiry);
        this.Clawback = problems.Choice(path + ":clawback", options.Clawback, Clawback.IntoDebt);
        this.Expiry = ExpiryRule.Compile(options.Expiry, zone, path + ":expiry", problems);
        this.Redemption = options.Redemption is null ? null : new RedemptionRules(options.Redemption, path + ":redemption", problems);
        this.IsTransferable = options.Transferable ?? false;
        decimal worth = this.Redemption is { PointsPerUnit: > 0 } rules ? (decimal)FixedPoint.One / rules.PointsPerUnit : 0;
        this.Cost = NotNegative(options.Cost, worth, path + ":cost", problems);
        this.StandAlonePrice = NotNegative(options.StandAlonePrice, worth, path + ":standAlonePrice", problems);
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets which lots pay first.</summary>
    public Consumption Consumption { get; }

    /// <summary>Gets how far returns take points back.</summary>
    public Clawback Clawback { get; }

    /// <summary>Gets what a point costs the company, in the programme's currency.</summary>
    public decimal Cost { get; }

    /// <summary>Gets the stand-alone selling price of a point before breakage, in the programme's currency.</summary>
    public decimal StandAlonePrice { get; }

    /// <summary>Gets a value indicating whether members may send points to each other.</summary>
    public bool IsTransferable { get; }

    internal ExpiryRule? Expiry { get; }

    internal RedemptionRules? Redemption { get; }

    private static decimal NotNegative(decimal? given, decimal otherwise, string path, ProblemList problems)
    {
        if (given < 0)
        {
            problems.Error(path, "negative", "is negative; a point costs 0 or more.");
        }

        return given ?? otherwise;
    }
}

/// <summary>How the points of a wallet are spent.</summary>
internal sealed class RedemptionRules
{
    internal RedemptionRules(RedemptionOptions options, string path, ProblemList problems)
    {
        if (options.PointsPerUnit is null or <= 0)
        {
            problems.Error(path + ":pointsPerUnit", "rate-missing", "is not set to more than 0; say how many points are worth one unit of the currency.");
        }

        this.PointsPerUnit = problems.Fixed(path + ":pointsPerUnit", options.PointsPerUnit ?? 1);
        this.MoneyDecimals = problems.Within(path + ":moneyDecimals", options.MoneyDecimals ?? 2, 0, 4);
        this.AtLeast = Optional(options.AtLeast, path + ":atLeast", problems);
        this.AtMost = Optional(options.AtMost, path + ":atMost", problems);
        this.Step = Optional(options.Step, path + ":step", problems);
        if (this.AtLeast > this.AtMost)
        {
            problems.Error(path + ":atLeast", "bounds-inverted", "lies above atMost, so nothing can be spent; swap them.");
        }

        this.ShareOfOrder = problems.Fixed(path + ":shareOfOrder", options.ShareOfOrder ?? 100);
        if (options.ShareOfOrder is < 0 or > 100)
        {
            problems.Error(path + ":shareOfOrder", "percentage-out-of-range", "is a percentage from 0 to 100.");
        }

        this.Types = options.Types is null
            ? Array.Empty<RedemptionType>()
            : TextList.Split(options.Types).Select(t => problems.Choice(path + ":types", t, RedemptionType.Discount)).Distinct().ToArray();
        this.LimitPerPeriod = Optional(options.LimitPerPeriod, path + ":limitPerPeriod", problems);
        this.LimitPeriod = problems.Choice(path + ":limitPeriod", options.LimitPeriod, CapPeriod.Day);
        problems.Stray(path + ":limitPeriod", options.LimitPeriod is not null && options.LimitPerPeriod is null);
        this.LifetimeLimit = Optional(options.LifetimeLimit, path + ":lifetimeLimit", problems);
        this.HoldFor = Length.Compile(options.HoldFor ?? "30min", path + ":holdFor", problems);
        this.CancellableFor = Length.Compile(options.CancellableFor ?? "180d", path + ":cancellableFor", problems);
    }

    /// <summary>Gets the points worth one unit of the currency, in ten-thousandths.</summary>
    internal long PointsPerUnit { get; }

    internal int MoneyDecimals { get; }

    internal long? AtLeast { get; }

    internal long? AtMost { get; }

    internal long? Step { get; }

    /// <summary>Gets the percentage of the order that points may pay, in ten-thousandths.</summary>
    internal long ShareOfOrder { get; }

    /// <summary>Gets what points may be spent on; empty: everything.</summary>
    internal RedemptionType[] Types { get; }

    internal long? LimitPerPeriod { get; }

    internal CapPeriod LimitPeriod { get; }

    internal long? LifetimeLimit { get; }

    internal Length? HoldFor { get; }

    internal Length? CancellableFor { get; }

    /// <summary>What points are worth in ten-thousandths of the currency, rounded down to its decimals: nobody is paid more than the points are worth.</summary>
    internal long ValueOf(long points)
    {
        long unit = Decimals.Unit(this.MoneyDecimals);
        var value = default(WideSum);
        value.AddProduct(points, FixedPoint.One);
        long exact = value.DivideFloor(this.PointsPerUnit, out _);
        return exact - (exact % unit);
    }

    private static long? Optional(decimal? value, string path, ProblemList problems)
    {
        if (value <= 0)
        {
            problems.Error(path, "not-positive", "is not more than 0; remove it for no limit.");
        }

        return value is { } given ? problems.Fixed(path, given) : null;
    }
}
