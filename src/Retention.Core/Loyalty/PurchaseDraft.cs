using System.Collections.Generic;
using Retention.Core.Facts;

namespace Retention.Core.Loyalty;

/// <summary>A purchase as a host fills it in; <see cref="Purchase"/> is made from it.</summary>
/// <remarks>A builder: mutable, reusable for the next purchase, not thread-safe.</remarks>
public sealed class PurchaseDraft
{
    /// <summary>Gets or sets the number of the order, unique within the account.</summary>
    /// <value>Required; 1 to 128 characters.</value>
    public string Document { get; set; } = string.Empty;

    /// <summary>Gets or sets the organisation that sells.</summary>
    /// <value>The default value is empty: one organisation.</value>
    public string Organisation { get; set; } = string.Empty;

    /// <summary>Gets or sets the channel.</summary>
    /// <value>The default value is empty: unknown.</value>
    public string Channel { get; set; } = string.Empty;

    /// <summary>Gets or sets the currency of all amounts.</summary>
    /// <value>Required: an ISO 4217 code, such as CNY.</value>
    public string Currency { get; set; } = string.Empty;

    /// <summary>Gets or sets when it was ordered.</summary>
    /// <value>Required.</value>
    public BusinessTime OrderedOn { get; set; }

    /// <summary>Gets or sets when it was shipped.</summary>
    /// <value>The default value is null: not known.</value>
    public BusinessTime? ShippedOn { get; set; }

    /// <summary>Gets or sets when it was invoiced.</summary>
    /// <value>The default value is null: not known.</value>
    public BusinessTime? InvoicedOn { get; set; }

    /// <summary>Gets or sets when it was paid.</summary>
    /// <value>The default value is null: not known.</value>
    public BusinessTime? PaidOn { get; set; }

    /// <summary>Gets or sets a value indicating whether it was sold on credit and isn't paid yet.</summary>
    /// <value>The default value is false.</value>
    public bool IsCredit { get; set; }

    /// <summary>Gets or sets the shipping charge, tax included, 0 or more.</summary>
    /// <value>The default value is 0.</value>
    public decimal Shipping { get; set; }

    /// <summary>Gets or sets the tax within the shipping charge.</summary>
    /// <value>The default value is 0.</value>
    public decimal ShippingTax { get; set; }

    /// <summary>Gets or sets how much of the lines and shipping was paid with points.</summary>
    /// <value>The default value is 0.</value>
    public decimal PaidWithPoints { get; set; }

    /// <summary>Gets or sets how much of the lines and shipping was paid with stored value (储值).</summary>
    /// <value>The default value is 0.</value>
    public decimal PaidWithStoredValue { get; set; }

    /// <summary>Gets the tags of the purchase, such as the codes of its campaign.</summary>
    /// <value>The default value is empty.</value>
    public IList<string> Tags { get; } = new List<string>();

    /// <summary>Gets the lines.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public IList<PurchaseLine> Lines { get; } = new List<PurchaseLine>();
}
