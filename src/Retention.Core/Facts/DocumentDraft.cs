using NodaTime;

namespace Retention.Core.Facts;

/// <summary>A document line as a host fills it in; <see cref="DocumentFact"/> is made from it.</summary>
/// <remarks>A builder: mutable, reusable for the next line, not thread-safe.</remarks>
public sealed class DocumentDraft
{
    /// <summary>Gets or sets the tenant; documents of other tenants are never read together.</summary>
    /// <value>The default value is empty: one tenant.</value>
    public string Tenant { get; set; } = string.Empty;

    /// <summary>Gets or sets the organisation (company, branch, shop) whose document it is.</summary>
    /// <value>The default value is empty: one organisation.</value>
    public string Organisation { get; set; } = string.Empty;

    /// <summary>Gets or sets whether it sells or takes back.</summary>
    /// <value>The default value is <see cref="DocumentKind.Sale"/>.</value>
    public DocumentKind Kind { get; set; }

    /// <summary>Gets or sets the document number, unique per tenant, organisation and kind.</summary>
    /// <value>Required; 1 to 128 characters.</value>
    public string Number { get; set; } = string.Empty;

    /// <summary>Gets or sets the line within the document.</summary>
    /// <value>The default value is 1.</value>
    public int Line { get; set; } = 1;

    /// <summary>Gets or sets the part of the line, where it ships, is invoiced or is paid in several parts with dates and amounts of their own.</summary>
    /// <value>The default value is 1.</value>
    public int Part { get; set; } = 1;

    /// <summary>Gets or sets the revision. A later revision of a document replaces all lines of the earlier ones.</summary>
    /// <value>The default value is 0.</value>
    public int Revision { get; set; }

    /// <summary>Gets or sets where this revision stands.</summary>
    /// <value>The default value is <see cref="DocumentStatus.Draft"/>.</value>
    public DocumentStatus Status { get; set; }

    /// <summary>Gets or sets the kind of dealing.</summary>
    /// <value>The default value is <see cref="TradeKind.Ordinary"/>.</value>
    public TradeKind Trade { get; set; }

    /// <summary>Gets or sets the party sold to.</summary>
    /// <value>The default value is empty; such a line is a data-quality finding unless another party counts.</value>
    public CustomerId SoldTo { get; set; }

    /// <summary>Gets or sets the party billed.</summary>
    /// <value>The default value is empty: the party sold to.</value>
    public CustomerId BillTo { get; set; }

    /// <summary>Gets or sets the party shipped to.</summary>
    /// <value>The default value is empty: the party sold to.</value>
    public CustomerId ShipTo { get; set; }

    /// <summary>Gets or sets the party that pays.</summary>
    /// <value>The default value is empty: the party sold to.</value>
    public CustomerId Payer { get; set; }

    /// <summary>Gets or sets when it was ordered.</summary>
    /// <value>The default value is null: not known.</value>
    public BusinessTime? OrderedOn { get; set; }

    /// <summary>Gets or sets when this part shipped.</summary>
    /// <value>The default value is null: not yet.</value>
    public BusinessTime? ShippedOn { get; set; }

    /// <summary>Gets or sets when this part was invoiced.</summary>
    /// <value>The default value is null: not yet.</value>
    public BusinessTime? InvoicedOn { get; set; }

    /// <summary>Gets or sets when this part was paid.</summary>
    /// <value>The default value is null: not yet.</value>
    public BusinessTime? PaidOn { get; set; }

    /// <summary>Gets or sets the date from which the host wants it to count, where the rules choose <see cref="DocumentDate.Effective"/>.</summary>
    /// <value>The default value is null.</value>
    public BusinessTime? EffectiveOn { get; set; }

    /// <summary>Gets or sets when the host's system learned of this revision.</summary>
    /// <value>The default value is 1 January 1970 UTC, which is before everything: known all along.</value>
    public Instant RecordedAt { get; set; }

    /// <summary>Gets or sets the amount of this part in the document's currency.</summary>
    /// <value>Required.</value>
    public Money Amount { get; set; }

    /// <summary>Gets or sets the rate from the document's to the base currency: base = amount × rate.</summary>
    /// <value>The default value is null: 1 if the currencies are the same, else a data-quality finding.</value>
    public decimal? RateToBase { get; set; }

    /// <summary>Gets or sets the profit contribution of this part, in the document's currency.</summary>
    /// <value>The default value is null: not known.</value>
    public decimal? Profit { get; set; }

    /// <summary>Gets or sets the quantity of this part.</summary>
    /// <value>The default value is 0.</value>
    public decimal Quantity { get; set; }

    /// <summary>Gets or sets the number of the sale that a return takes back.</summary>
    /// <value>The default value is null: no known origin.</value>
    public string? Origin { get; set; }

    /// <summary>Gets or sets the product category.</summary>
    /// <value>The default value is null.</value>
    public string? Category { get; set; }
}
