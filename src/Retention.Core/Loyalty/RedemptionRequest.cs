using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A line of the order on which points are spent.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class OrderLine : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="line">The line's id.</param>
    /// <param name="amount">What is left to pay on it, tax included, in the order's currency.</param>
    /// <param name="taxPercent">The tax rate in percent, such as 13.</param>
    /// <exception cref="ArgumentException">The id is empty, or the amount or the tax rate is negative.</exception>
    public OrderLine(string line, decimal amount, decimal taxPercent)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length == 0 || amount < 0 || taxPercent < 0)
        {
            throw new ArgumentException("line " + line + ": a line has an id, and an amount and a tax rate of 0 or more.", nameof(line));
        }

        this.Line = line;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
        this.TaxPercentUnits = FixedPoint.Exact(taxPercent, nameof(taxPercent));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal OrderLine(string line, long amount, long taxPercent)
    {
        this.Line = line;
        this.AmountUnits = amount;
        this.TaxPercentUnits = taxPercent;
    }

    /// <summary>Gets the line's id.</summary>
    public string Line { get; }

    /// <summary>Gets what is left to pay on it, tax included, in the order's currency.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    /// <summary>Gets the tax rate in percent, such as 13.</summary>
    public decimal TaxPercent => FixedPoint.ToDecimal(this.TaxPercentUnits);

    /// <summary>TaxPercent in ten-thousandths.</summary>
    internal long TaxPercentUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("line", this.Line).Add("amount", this.Amount).Add("taxPercent", this.TaxPercent);
    }
}

/// <summary>What somebody wants to spend points on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RedemptionRequest : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="type">What for.</param>
    /// <param name="points">How many.</param>
    /// <param name="document">The order; null where there is none.</param>
    /// <param name="currency">The order's currency; null where there is no order.</param>
    /// <param name="lines">The order's lines; empty where there is no order; copied.</param>
    /// <param name="reward">The code of the reward; null for none.</param>
    /// <param name="spender">Who spends, for pooled accounts; empty: the holder.</param>
    /// <param name="actor">Who enters it; null: the member.</param>
    /// <param name="approvedBy">Who else approved it; null: nobody.</param>
    /// <exception cref="ArgumentException">Two lines have one id.</exception>
    public RedemptionRequest(string wallet, RedemptionType type, Points points, string? document, string? currency, IReadOnlyList<OrderLine> lines, string? reward, CustomerId spender, string? actor, string? approvedBy)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count > 1 && lines.Select(l => l.Line).Distinct(StringComparer.Ordinal).Count() != lines.Count)
        {
            throw new ArgumentException("lines: two lines have one id; give each its own.", nameof(lines));
        }

        this.Wallet = wallet;
        this.Type = type;
        this.Points = points;
        this.Document = document;
        this.Currency = currency;
        this.Lines = FixedList.Of(lines);
        this.Reward = reward;
        this.Spender = spender;
        this.Actor = actor;
        this.ApprovedBy = approvedBy;
    }

    /// <summary>A discount or payment on an order, by the holder.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="type">What for.</param>
    /// <param name="points">How many.</param>
    /// <param name="document">The order.</param>
    /// <param name="currency">The order's currency.</param>
    /// <param name="lines">The order's lines.</param>
    /// <returns>The request.</returns>
    public static RedemptionRequest OnOrder(string wallet, RedemptionType type, Points points, string document, string currency, IReadOnlyList<OrderLine> lines) =>
        new RedemptionRequest(wallet, type, points, document, currency, lines, null, default, null, null);

    /// <summary>A reward, cash or a service without an order, by the holder.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="type">What for.</param>
    /// <param name="points">How many.</param>
    /// <param name="reward">The code of the reward; null for none.</param>
    /// <returns>The request.</returns>
    public static RedemptionRequest ForReward(string wallet, RedemptionType type, Points points, string? reward) =>
        new RedemptionRequest(wallet, type, points, null, null, FixedList<OrderLine>.Empty, reward, default, null, null);

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets what for.</summary>
    public RedemptionType Type { get; }

    /// <summary>Gets how many.</summary>
    public Points Points { get; }

    /// <summary>Gets the order; null where there is none.</summary>
    public string? Document { get; }

    /// <summary>Gets the order's currency; null where there is no order.</summary>
    public string? Currency { get; }

    /// <summary>Gets the order's lines; empty where there is no order.</summary>
    public IReadOnlyList<OrderLine> Lines { get; }

    /// <summary>Gets the code of the reward; null for none.</summary>
    public string? Reward { get; }

    /// <summary>Gets who spends, for pooled accounts; empty: the holder.</summary>
    public CustomerId Spender { get; }

    /// <summary>Gets who enters it; null: the member.</summary>
    public string? Actor { get; }

    /// <summary>Gets who else approved it; null: nobody.</summary>
    public string? ApprovedBy { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("wallet", this.Wallet).Add("type", this.Type).Add("points", this.Points).Add("document", this.Document)
            .Add("currency", this.Currency).AddAll("lines", this.Lines).Add("reward", this.Reward).Add("spender", this.Spender)
            .Add("actor", this.Actor).Add("approvedBy", this.ApprovedBy);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new RedemptionRequest(
        this.Wallet, this.Type, this.Points, this.Document, this.Currency, this.Lines, this.Reward, who.Of(this.Spender), this.Actor,
        this.ApprovedBy);
}

/// <summary>How much of a redemption one order line bears.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RedemptionLine : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="line">The line's id.</param>
    /// <param name="points">The points.</param>
    /// <param name="value">Their value, tax included, in the order's currency.</param>
    /// <param name="tax">The tax within the value, where the redemption lowers the price; else 0.</param>
    /// <param name="taxPercent">The line's tax rate in percent.</param>
    public RedemptionLine(string line, Points points, decimal value, decimal tax, decimal taxPercent)
    {
        ArgumentNullException.ThrowIfNull(line);
        this.Line = line;
        this.Points = points;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
        this.TaxUnits = FixedPoint.Exact(tax, nameof(tax));
        this.TaxPercentUnits = FixedPoint.Exact(taxPercent, nameof(taxPercent));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal RedemptionLine(string line, Points points, long value, long tax, long taxPercent)
    {
        this.Line = line;
        this.Points = points;
        this.ValueUnits = value;
        this.TaxUnits = tax;
        this.TaxPercentUnits = taxPercent;
    }

    /// <summary>Gets the line's id.</summary>
    public string Line { get; }

    /// <summary>Gets the points.</summary>
    public Points Points { get; }

    /// <summary>Gets their value, tax included, in the order's currency.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    /// <summary>Gets the tax within the value, where the redemption lowers the price; else 0.</summary>
    public decimal Tax => FixedPoint.ToDecimal(this.TaxUnits);

    /// <summary>Tax in ten-thousandths.</summary>
    internal long TaxUnits { get; }

    /// <summary>Gets the line's tax rate in percent.</summary>
    public decimal TaxPercent => FixedPoint.ToDecimal(this.TaxPercentUnits);

    /// <summary>TaxPercent in ten-thousandths.</summary>
    internal long TaxPercentUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("line", this.Line).Add("points", this.Points).Add("value", this.Value).Add("tax", this.Tax)
            .Add("taxPercent", this.TaxPercent);
    }
}

/// <summary>A coupon as issued.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CouponTerms : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="template">The code of the coupon in the policy.</param>
    /// <param name="value">What it takes off, in the programme's currency.</param>
    /// <param name="threshold">The order amount from which it may be used, inclusive; 0: none.</param>
    /// <param name="validFrom">When it may first be used, inclusive.</param>
    /// <param name="validUntil">When it lapses, exclusive; null: never.</param>
    public CouponTerms(string template, decimal value, decimal threshold, Instant validFrom, Instant? validUntil)
    {
        ArgumentNullException.ThrowIfNull(template);
        this.Template = template;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
        this.ThresholdUnits = FixedPoint.Exact(threshold, nameof(threshold));
        this.ValidFrom = validFrom;
        this.ValidUntil = validUntil;
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal CouponTerms(string template, long value, long threshold, Instant validFrom, Instant? validUntil)
    {
        this.Template = template;
        this.ValueUnits = value;
        this.ThresholdUnits = threshold;
        this.ValidFrom = validFrom;
        this.ValidUntil = validUntil;
    }

    /// <summary>Gets the code of the coupon in the policy.</summary>
    public string Template { get; }

    /// <summary>Gets what it takes off, in the programme's currency.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    /// <summary>Gets the order amount from which it may be used, inclusive; 0: none.</summary>
    public decimal Threshold => FixedPoint.ToDecimal(this.ThresholdUnits);

    /// <summary>Threshold in ten-thousandths.</summary>
    internal long ThresholdUnits { get; }

    /// <summary>Gets when it may first be used, inclusive.</summary>
    public Instant ValidFrom { get; }

    /// <summary>Gets when it lapses, exclusive; null: never.</summary>
    public Instant? ValidUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("template", this.Template).Add("value", this.Value).Add("threshold", this.Threshold).Add("validFrom", this.ValidFrom)
            .Add("validUntil", this.ValidUntil);
    }
}
