using System;
using System.Collections.Generic;

namespace Retention.Core.Loyalty;

/// <summary>One line of a purchase as its award knows it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AwardLine : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="line">The line's id.</param>
    /// <param name="amount">The whole amount of the line, in the document's currency.</param>
    /// <param name="quantity">The whole quantity of the line.</param>
    /// <param name="accruedAmount">How much of the amount has accrued points so far.</param>
    /// <param name="accruedQuantity">How much of the quantity has accrued points so far.</param>
    /// <param name="returnedAmount">How much of the amount came back.</param>
    /// <param name="returnedQuantity">How much of the quantity came back.</param>
    /// <param name="accruedPricedQuantity">How much of the accrued quantity came in parts that stated an amount.</param>
    /// <param name="returnedPricedQuantity">How much of the returned quantity came in parts that stated an amount.</param>
    public AwardLine(string line, decimal amount, decimal quantity, decimal accruedAmount, decimal accruedQuantity, decimal returnedAmount, decimal returnedQuantity, decimal accruedPricedQuantity, decimal returnedPricedQuantity)
    {
        ArgumentNullException.ThrowIfNull(line);
        this.Line = line;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
        this.QuantityUnits = FixedPoint.Exact(quantity, nameof(quantity));
        this.AccruedAmountUnits = FixedPoint.Exact(accruedAmount, nameof(accruedAmount));
        this.AccruedQuantityUnits = FixedPoint.Exact(accruedQuantity, nameof(accruedQuantity));
        this.ReturnedAmountUnits = FixedPoint.Exact(returnedAmount, nameof(returnedAmount));
        this.ReturnedQuantityUnits = FixedPoint.Exact(returnedQuantity, nameof(returnedQuantity));
        this.AccruedPricedUnits = FixedPoint.Exact(accruedPricedQuantity, nameof(accruedPricedQuantity));
        this.ReturnedPricedUnits = FixedPoint.Exact(returnedPricedQuantity, nameof(returnedPricedQuantity));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal AwardLine(string line, long amount, long quantity, long accruedAmount, long accruedQuantity, long returnedAmount, long returnedQuantity, long accruedPriced, long returnedPriced)
    {
        this.Line = line;
        this.AmountUnits = amount;
        this.QuantityUnits = quantity;
        this.AccruedAmountUnits = accruedAmount;
        this.AccruedQuantityUnits = accruedQuantity;
        this.ReturnedAmountUnits = returnedAmount;
        this.ReturnedQuantityUnits = returnedQuantity;
        this.AccruedPricedUnits = accruedPriced;
        this.ReturnedPricedUnits = returnedPriced;
    }

    /// <summary>Gets the line's id.</summary>
    public string Line { get; }

    /// <summary>Gets the whole amount of the line, in the document's currency.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    /// <summary>Gets the whole quantity of the line.</summary>
    public decimal Quantity => FixedPoint.ToDecimal(this.QuantityUnits);

    /// <summary>Quantity in ten-thousandths.</summary>
    internal long QuantityUnits { get; }

    /// <summary>Gets how much of the amount has accrued points so far.</summary>
    public decimal AccruedAmount => FixedPoint.ToDecimal(this.AccruedAmountUnits);

    /// <summary>AccruedAmount in ten-thousandths.</summary>
    internal long AccruedAmountUnits { get; }

    /// <summary>Gets how much of the quantity has accrued points so far.</summary>
    public decimal AccruedQuantity => FixedPoint.ToDecimal(this.AccruedQuantityUnits);

    /// <summary>AccruedQuantity in ten-thousandths.</summary>
    internal long AccruedQuantityUnits { get; }

    /// <summary>Gets how much of the amount came back.</summary>
    public decimal ReturnedAmount => FixedPoint.ToDecimal(this.ReturnedAmountUnits);

    /// <summary>ReturnedAmount in ten-thousandths.</summary>
    internal long ReturnedAmountUnits { get; }

    /// <summary>Gets how much of the quantity came back.</summary>
    public decimal ReturnedQuantity => FixedPoint.ToDecimal(this.ReturnedQuantityUnits);

    /// <summary>ReturnedQuantity in ten-thousandths.</summary>
    internal long ReturnedQuantityUnits { get; }

    /// <summary>Gets how much of the accrued quantity came in parts that stated an amount; the rest brought its share of the line's amount.</summary>
    public decimal AccruedPricedQuantity => FixedPoint.ToDecimal(this.AccruedPricedUnits);

    /// <summary>AccruedPricedQuantity in ten-thousandths.</summary>
    internal long AccruedPricedUnits { get; }

    /// <summary>Gets how much of the returned quantity came in parts that stated an amount; the rest took its share of the accrued amount.</summary>
    public decimal ReturnedPricedQuantity => FixedPoint.ToDecimal(this.ReturnedPricedUnits);

    /// <summary>ReturnedPricedQuantity in ten-thousandths.</summary>
    internal long ReturnedPricedUnits { get; }

    /// <summary>The accrued amount that the customer keeps, in ten-thousandths.</summary>
    internal long KeptAmount => this.AccruedAmountUnits - this.ReturnedAmountUnits;

    /// <summary>The accrued quantity that the customer keeps, in ten-thousandths.</summary>
    internal long KeptQuantity => this.AccruedQuantityUnits - this.ReturnedQuantityUnits;

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("line", this.Line).Add("amount", this.Amount).Add("quantity", this.Quantity).Add("accruedAmount", this.AccruedAmount)
            .Add("accruedQuantity", this.AccruedQuantity).Add("returnedAmount", this.ReturnedAmount).Add("returnedQuantity", this.ReturnedQuantity)
            .Add("accruedPricedQuantity", this.AccruedPricedQuantity).Add("returnedPricedQuantity", this.ReturnedPricedQuantity);
    }
}

/// <summary>What a rule counted on one line.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AwardBase : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="line">The position of the line in the award, from 0.</param>
    /// <param name="value">The whole base on that line: money or quantity.</param>
    /// <param name="factor">The multiplier.</param>
    /// <param name="multipliers">The codes of the multipliers that made the factor, joined by +; empty if none.</param>
    public AwardBase(int line, decimal value, decimal factor, string multipliers)
    {
        ArgumentNullException.ThrowIfNull(multipliers);
        this.Line = line;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
        this.FactorUnits = FixedPoint.Exact(factor, nameof(factor));
        this.Multipliers = multipliers;
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal AwardBase(int line, long value, long factor, string multipliers)
    {
        this.Line = line;
        this.ValueUnits = value;
        this.FactorUnits = factor;
        this.Multipliers = multipliers;
    }

    /// <summary>Gets the position of the line in the award, from 0.</summary>
    public int Line { get; }

    /// <summary>Gets the whole base on that line: money or quantity.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    /// <summary>Gets the multiplier.</summary>
    public decimal Factor => FixedPoint.ToDecimal(this.FactorUnits);

    /// <summary>Factor in ten-thousandths.</summary>
    internal long FactorUnits { get; }

    /// <summary>Gets the codes of the multipliers that made the factor, joined by +; empty if none.</summary>
    public string Multipliers { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("line", this.Line).Add("value", this.Value).Add("factor", this.Factor).Add("multipliers", this.Multipliers);
    }
}

/// <summary>How one rule made points: rule, base, rate, multipliers and rounding, as recorded.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RuleAward : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="rule">The code of the rule.</param>
    /// <param name="wallet">The wallet that the points go to.</param>
    /// <param name="qualifies">Whether the points count for the tier.</param>
    /// <param name="counts">What the rule counts.</param>
    /// <param name="scope">Over what the rule counts its steps.</param>
    /// <param name="points">The points per step.</param>
    /// <param name="per">The size of a step, in money or pieces.</param>
    /// <param name="wholeSteps">Whether only whole steps count.</param>
    /// <param name="precision">The decimals kept, 0 to 4.</param>
    /// <param name="rounding">How points are rounded.</param>
    /// <param name="roundsLines">Whether each line is rounded for itself.</param>
    /// <param name="carries">Whether the rest after rounding is carried to the next award.</param>
    /// <param name="carriedIn">The fraction of a point carried from earlier awards, to eight decimals.</param>
    /// <param name="bases">What was counted, per line; copied.</param>
    public RuleAward(string rule, string wallet, bool qualifies, EarningBasis counts, EarningScope scope, Points points, decimal per, bool wholeSteps, int precision, PointsRounding rounding, bool roundsLines, bool carries, decimal carriedIn, IReadOnlyList<AwardBase> bases)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(bases);
        this.Rule = rule;
        this.Wallet = wallet;
        this.Qualifies = qualifies;
        this.Counts = counts;
        this.Scope = scope;
        this.Points = points;
        this.PerUnits = FixedPoint.Exact(per, nameof(per));
        this.WholeSteps = wholeSteps;
        this.Precision = precision;
        this.Rounding = rounding;
        this.RoundsLines = roundsLines;
        this.Carries = carries;
        this.CarriedInUnits = FinePoint.Exact(carriedIn, nameof(carriedIn));
        this.Bases = FixedList.Of(bases);
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal RuleAward(string rule, string wallet, bool qualifies, EarningBasis counts, EarningScope scope, Points points, long per, bool wholeSteps, int precision, PointsRounding rounding, bool roundsLines, bool carries, long carriedIn, IReadOnlyList<AwardBase> bases)
    {
        this.Rule = rule;
        this.Wallet = wallet;
        this.Qualifies = qualifies;
        this.Counts = counts;
        this.Scope = scope;
        this.Points = points;
        this.PerUnits = per;
        this.WholeSteps = wholeSteps;
        this.Precision = precision;
        this.Rounding = rounding;
        this.RoundsLines = roundsLines;
        this.Carries = carries;
        this.CarriedInUnits = carriedIn;
        this.Bases = bases;
    }

    /// <summary>Gets the code of the rule.</summary>
    public string Rule { get; }

    /// <summary>Gets the wallet that the points go to.</summary>
    public string Wallet { get; }

    /// <summary>Gets a value indicating whether the points count for the tier.</summary>
    public bool Qualifies { get; }

    /// <summary>Gets what the rule counts.</summary>
    public EarningBasis Counts { get; }

    /// <summary>Gets over what the rule counts its steps.</summary>
    public EarningScope Scope { get; }

    /// <summary>Gets the points per step.</summary>
    public Points Points { get; }

    /// <summary>Gets the size of a step, in money or pieces.</summary>
    public decimal Per => FixedPoint.ToDecimal(this.PerUnits);

    /// <summary>Per in ten-thousandths.</summary>
    internal long PerUnits { get; }

    /// <summary>Gets a value indicating whether only whole steps count.</summary>
    public bool WholeSteps { get; }

    /// <summary>Gets the decimals kept, 0 to 4.</summary>
    public int Precision { get; }

    /// <summary>Gets how points are rounded.</summary>
    public PointsRounding Rounding { get; }

    /// <summary>Gets a value indicating whether each line is rounded for itself.</summary>
    public bool RoundsLines { get; }

    /// <summary>Gets a value indicating whether the rest after rounding is carried to the next award.</summary>
    public bool Carries { get; }

    /// <summary>Gets the fraction of a point carried from earlier awards, to eight decimals.</summary>
    public decimal CarriedIn => FinePoint.ToDecimal(this.CarriedInUnits);

    /// <summary>CarriedIn in hundred-millionths.</summary>
    internal long CarriedInUnits { get; }

    /// <summary>Gets what was counted, per line.</summary>
    public IReadOnlyList<AwardBase> Bases { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("rule", this.Rule).Add("wallet", this.Wallet).Add("qualifies", this.Qualifies).Add("counts", this.Counts)
            .Add("scope", this.Scope).Add("points", this.Points).Add("per", this.Per).Add("wholeSteps", this.WholeSteps)
            .Add("precision", this.Precision).Add("rounding", this.Rounding).Add("roundsLines", this.RoundsLines).Add("carries", this.Carries)
            .Add("carriedIn", this.CarriedIn).AddAll("bases", this.Bases);
    }
}
