using System;

namespace Retention.Core.Loyalty;

/// <summary>One line of a purchase.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PurchaseLine : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="line">The line's id within the purchase.</param>
    /// <param name="sku">The article; empty if unknown.</param>
    /// <param name="category">The category; empty if unknown.</param>
    /// <param name="quantity">The quantity, more than 0.</param>
    /// <param name="amount">What it costs after discount, tax included, 0 or more.</param>
    /// <param name="discount">The discount that was taken off, 0 or more.</param>
    /// <param name="tax">The tax within the amount, 0 or more.</param>
    /// <exception cref="ArgumentException">The id is empty, the quantity isn't positive, an amount is negative, or the tax exceeds the amount.</exception>
    public PurchaseLine(string line, string sku, string category, decimal quantity, decimal amount, decimal discount, decimal tax)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(sku);
        ArgumentNullException.ThrowIfNull(category);
        if (line.Length == 0 || quantity <= 0 || amount < 0 || discount < 0 || tax < 0 || tax > amount)
        {
            throw new ArgumentException("line " + line + ": a line has an id, a quantity above 0, an amount and a discount of 0 or more, and a tax from 0 to the amount; what comes back is recorded as a return.", nameof(line));
        }

        this.Line = line;
        this.Sku = sku;
        this.Category = category;
        this.QuantityUnits = FixedPoint.Exact(quantity, nameof(quantity));
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
        this.DiscountUnits = FixedPoint.Exact(discount, nameof(discount));
        this.TaxUnits = FixedPoint.Exact(tax, nameof(tax));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal PurchaseLine(string line, string sku, string category, long quantity, long amount, long discount, long tax)
    {
        this.Line = line;
        this.Sku = sku;
        this.Category = category;
        this.QuantityUnits = quantity;
        this.AmountUnits = amount;
        this.DiscountUnits = discount;
        this.TaxUnits = tax;
    }

    /// <summary>Gets the line's id within the purchase.</summary>
    public string Line { get; }

    /// <summary>Gets the article; empty if unknown.</summary>
    public string Sku { get; }

    /// <summary>Gets the category; empty if unknown.</summary>
    public string Category { get; }

    /// <summary>Gets the quantity, more than 0.</summary>
    public decimal Quantity => FixedPoint.ToDecimal(this.QuantityUnits);

    /// <summary>Quantity in ten-thousandths.</summary>
    internal long QuantityUnits { get; }

    /// <summary>Gets what it costs after discount, tax included, 0 or more.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    /// <summary>Gets the discount that was taken off, 0 or more.</summary>
    public decimal Discount => FixedPoint.ToDecimal(this.DiscountUnits);

    /// <summary>Discount in ten-thousandths.</summary>
    internal long DiscountUnits { get; }

    /// <summary>Gets the tax within the amount, 0 or more.</summary>
    public decimal Tax => FixedPoint.ToDecimal(this.TaxUnits);

    /// <summary>Tax in ten-thousandths.</summary>
    internal long TaxUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("line", this.Line).Add("sku", this.Sku).Add("category", this.Category).Add("quantity", this.Quantity)
            .Add("amount", this.Amount).Add("discount", this.Discount).Add("tax", this.Tax);
    }
}
