using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Facts;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>A purchase that may earn points.</summary>
/// <remarks>Amounts and quantities have at most four decimals. Immutable and thread-safe.</remarks>
public sealed class Purchase : MessageContent
{
    /// <summary>The id of the line that the shipping charge makes: <c>shipping</c>.</summary>
    public const string ShippingLine = "shipping";

    /// <summary>Takes over a draft.</summary>
    /// <param name="draft">The draft; copied.</param>
    /// <exception cref="ArgumentException">A required part is missing, an amount is negative or has more than four decimals, more is paid with points and stored value than the purchase costs, so paid it costs more than 922,337,203,685,477 together, or two lines have one id.</exception>
    public Purchase(PurchaseDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        string? wrong = Wrong(draft);
        if (wrong is not null)
        {
            throw new ArgumentException(wrong, nameof(draft));
        }

        this.Document = draft.Document;
        this.Organisation = draft.Organisation;
        this.Channel = draft.Channel;
        this.Currency = draft.Currency;
        this.OrderedOn = draft.OrderedOn;
        this.ShippedOn = draft.ShippedOn;
        this.InvoicedOn = draft.InvoicedOn;
        this.PaidOn = draft.PaidOn;
        this.IsCredit = draft.IsCredit;
        this.Shipping = draft.Shipping;
        this.ShippingTax = draft.ShippingTax;
        this.PaidWithPoints = draft.PaidWithPoints;
        this.PaidWithStoredValue = draft.PaidWithStoredValue;
        this.Tags = FixedList.Own(draft.Tags.ToArray());
        PurchaseLine[] lines = draft.Shipping == 0
            ? draft.Lines.ToArray()
            : draft.Lines.Concat([new PurchaseLine(ShippingLine, string.Empty, string.Empty, 1, draft.Shipping, 0, draft.ShippingTax)]).ToArray();
        this.Lines = FixedList.Own(lines);
        this.PointsShares = Shares(lines, FixedPoint.Exact(draft.PaidWithPoints, "amount paid with points"));
        this.StoredValueShares = Shares(lines, FixedPoint.Exact(draft.PaidWithStoredValue, "amount paid with stored value"));
    }

    /// <summary>Makes the value from what its properties say; a shipping charge is also the last line.</summary>
    internal Purchase(
        string document,
        string organisation,
        string channel,
        string currency,
        BusinessTime orderedOn,
        BusinessTime? shippedOn,
        BusinessTime? invoicedOn,
        BusinessTime? paidOn,
        bool isCredit,
        decimal shipping,
        decimal shippingTax,
        decimal paidWithPoints,
        decimal paidWithStoredValue,
        IReadOnlyList<string> tags,
        IReadOnlyList<PurchaseLine> lines)
        : this(WithAll(
            new PurchaseDraft
            {
                Document = document,
                Organisation = organisation,
                Channel = channel,
                Currency = currency,
                OrderedOn = orderedOn,
                ShippedOn = shippedOn,
                InvoicedOn = invoicedOn,
                PaidOn = paidOn,
                IsCredit = isCredit,
                Shipping = shipping,
                ShippingTax = shippingTax,
                PaidWithPoints = paidWithPoints,
                PaidWithStoredValue = paidWithStoredValue,
            },
            tags,
            shipping == 0 ? lines : lines.Take(lines.Count - 1)))
    {
        if (!this.Lines.SequenceEqual(lines))
        {
            throw new ArgumentException("A shipping charge is the last line, under the id shipping.", nameof(lines));
        }
    }

    /// <summary>Gets the number of the order, unique within the account.</summary>
    public string Document { get; }

    /// <summary>Gets the organisation that sells.</summary>
    public string Organisation { get; }

    /// <summary>Gets the channel; empty if unknown.</summary>
    public string Channel { get; }

    /// <summary>Gets the currency of all amounts.</summary>
    public string Currency { get; }

    /// <summary>Gets when it was ordered.</summary>
    public BusinessTime OrderedOn { get; }

    /// <summary>Gets when it was shipped; null if not known.</summary>
    public BusinessTime? ShippedOn { get; }

    /// <summary>Gets when it was invoiced; null if not known.</summary>
    public BusinessTime? InvoicedOn { get; }

    /// <summary>Gets when it was paid; null if not known.</summary>
    public BusinessTime? PaidOn { get; }

    /// <summary>Gets a value indicating whether it was sold on credit and isn't paid yet.</summary>
    public bool IsCredit { get; }

    /// <summary>Gets the shipping charge, tax included.</summary>
    public decimal Shipping { get; }

    /// <summary>Gets the tax within the shipping charge.</summary>
    public decimal ShippingTax { get; }

    /// <summary>Gets how much of the lines and shipping was paid with points.</summary>
    public decimal PaidWithPoints { get; }

    /// <summary>Gets how much of the lines and shipping was paid with stored value.</summary>
    public decimal PaidWithStoredValue { get; }

    /// <summary>Gets the tags of the purchase.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Gets the lines; a shipping charge is the last, under the id <see cref="ShippingLine"/>.</summary>
    public IReadOnlyList<PurchaseLine> Lines { get; }

    /// <summary>What was paid with points, shared among the lines by their amounts; null if nothing was.</summary>
    internal long[]? PointsShares { get; }

    /// <summary>What was paid with stored value, shared among the lines by their amounts; null if nothing was.</summary>
    internal long[]? StoredValueShares { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("document", this.Document).Add("organisation", this.Organisation).Add("channel", this.Channel).Add("currency", this.Currency)
            .Add("orderedOn", this.OrderedOn).Add("shippedOn", this.ShippedOn).Add("invoicedOn", this.InvoicedOn).Add("paidOn", this.PaidOn)
            .Add("isCredit", this.IsCredit).Add("shipping", this.Shipping).Add("shippingTax", this.ShippingTax)
            .Add("paidWithPoints", this.PaidWithPoints).Add("paidWithStoredValue", this.PaidWithStoredValue)
            .AddAll("tags", this.Tags).AddAll("lines", this.Lines);
    }

    private static PurchaseDraft WithAll(PurchaseDraft draft, IEnumerable<string> tags, IEnumerable<PurchaseLine> lines)
    {
        foreach (string tag in tags)
        {
            draft.Tags.Add(tag);
        }

        foreach (PurchaseLine line in lines)
        {
            draft.Lines.Add(line);
        }

        return draft;
    }

    private static string? Wrong(PurchaseDraft draft)
    {
        decimal total = draft.Lines.Sum(l => l.Amount) + draft.Shipping;
        return string.IsNullOrWhiteSpace(draft.Document) || draft.Document.Length > 128 ? "document: a purchase has a number of 1 to 128 characters; set it."
            : !Money.IsCurrency(draft.Currency) ? "currency: a purchase has a currency of three capital letters, such as CNY; set it."
            : draft.OrderedOn.Equals(default(BusinessTime)) ? "orderedOn: a purchase has the date of its order; set it."
            : draft.Lines.Count == 0 ? "lines: a purchase has at least one line; add it."
            : draft.Lines.Select(l => l.Line).Distinct(StringComparer.Ordinal).Count() != draft.Lines.Count ? "lines: two lines have one id; give each its own."
            : draft.Shipping != 0 && draft.Lines.Any(l => string.Equals(l.Line, ShippingLine, StringComparison.Ordinal)) ? "lines: the id shipping is the shipping charge's; choose another."
            : draft.Shipping < 0 || draft.PaidWithPoints < 0 || draft.PaidWithStoredValue < 0 ? "shipping, paidWithPoints and paidWithStoredValue are 0 or more."
            : draft.PaidWithPoints + draft.PaidWithStoredValue > 0 && FixedPoint.TryExact(total) is null ? "lines: what is paid with points or stored value is shared among them, and they cost more together than can be shared, 922,337,203,685,477; split the purchase."
            : draft.PaidWithPoints + draft.PaidWithStoredValue > total ? "paidWithPoints and paidWithStoredValue are together at most what the purchase costs."
            : null;
    }

    /// <summary>An amount shared among lines by their amounts, exactly: largest remainder, ties to the earlier line.</summary>
    private static long[]? Shares(PurchaseLine[] lines, long amount) => amount == 0 ? null : Proportion.Share(amount, lines.Select(l => l.AmountUnits).ToArray());
}
