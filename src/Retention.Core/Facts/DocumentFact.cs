using System;
using System.Globalization;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>One line (or part of a line) of one revision of a business document.</summary>
/// <remarks>
/// The smallest thing a host reports. Lines of one number and revision belong together; a later revision replaces them all. Equal if every
/// property is equal. Immutable and thread-safe.
/// </remarks>
public sealed class DocumentFact : IEquatable<DocumentFact>
{
    /// <summary>Makes a fact from what a host filled in.</summary>
    /// <param name="draft">The draft; copied.</param>
    /// <exception cref="ArgumentException">The number is blank or longer than 128 characters, or the line, part or revision is negative.</exception>
    public DocumentFact(DocumentDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (string.IsNullOrWhiteSpace(draft.Number) || draft.Number.Length > CustomerId.MaxLength)
        {
            throw new ArgumentException("A document has a number of 1 to 128 characters.", nameof(draft));
        }

        if (draft.Line < 0 || draft.Part < 0 || draft.Revision < 0)
        {
            throw new ArgumentException("Document " + draft.Number + ": line, part and revision are 0 or more.", nameof(draft));
        }

        this.Tenant = draft.Tenant ?? string.Empty;
        this.Organisation = draft.Organisation ?? string.Empty;
        this.Kind = draft.Kind;
        this.Number = draft.Number;
        this.Line = draft.Line;
        this.Part = draft.Part;
        this.Revision = draft.Revision;
        this.Status = draft.Status;
        this.Trade = draft.Trade;
        this.SoldTo = draft.SoldTo;
        this.BillTo = draft.BillTo;
        this.ShipTo = draft.ShipTo;
        this.Payer = draft.Payer;
        this.OrderedOn = draft.OrderedOn;
        this.ShippedOn = draft.ShippedOn;
        this.InvoicedOn = draft.InvoicedOn;
        this.PaidOn = draft.PaidOn;
        this.EffectiveOn = draft.EffectiveOn;
        this.RecordedAt = draft.RecordedAt;
        this.Amount = draft.Amount;
        this.RateToBase = draft.RateToBase;
        this.Profit = draft.Profit;
        this.Quantity = draft.Quantity;
        this.Origin = draft.Origin;
        this.Category = draft.Category;
    }

    /// <summary>Gets the tenant.</summary>
    public string Tenant { get; }

    /// <summary>Gets the organisation.</summary>
    public string Organisation { get; }

    /// <summary>Gets whether it sells or takes back.</summary>
    public DocumentKind Kind { get; }

    /// <summary>Gets the document number.</summary>
    public string Number { get; }

    /// <summary>Gets the line within the document.</summary>
    public int Line { get; }

    /// <summary>Gets the part of the line.</summary>
    public int Part { get; }

    /// <summary>Gets the revision.</summary>
    public int Revision { get; }

    /// <summary>Gets where this revision stands.</summary>
    public DocumentStatus Status { get; }

    /// <summary>Gets the kind of dealing.</summary>
    public TradeKind Trade { get; }

    /// <summary>Gets the party sold to.</summary>
    public CustomerId SoldTo { get; }

    /// <summary>Gets the party billed; empty: the party sold to.</summary>
    public CustomerId BillTo { get; }

    /// <summary>Gets the party shipped to; empty: the party sold to.</summary>
    public CustomerId ShipTo { get; }

    /// <summary>Gets the party that pays; empty: the party sold to.</summary>
    public CustomerId Payer { get; }

    /// <summary>Gets when it was ordered.</summary>
    public BusinessTime? OrderedOn { get; }

    /// <summary>Gets when this part shipped.</summary>
    public BusinessTime? ShippedOn { get; }

    /// <summary>Gets when this part was invoiced.</summary>
    public BusinessTime? InvoicedOn { get; }

    /// <summary>Gets when this part was paid.</summary>
    public BusinessTime? PaidOn { get; }

    /// <summary>Gets the date from which the host wants it to count.</summary>
    public BusinessTime? EffectiveOn { get; }

    /// <summary>Gets when the host's system learned of this revision.</summary>
    public Instant RecordedAt { get; }

    /// <summary>Gets the amount in the document's currency.</summary>
    public Money Amount { get; }

    /// <summary>Gets the rate from the document's to the base currency.</summary>
    public decimal? RateToBase { get; }

    /// <summary>Gets the profit contribution, in the document's currency.</summary>
    public decimal? Profit { get; }

    /// <summary>Gets the quantity.</summary>
    public decimal Quantity { get; }

    /// <summary>Gets the number of the sale that a return takes back.</summary>
    public string? Origin { get; }

    /// <summary>Gets the product category.</summary>
    public string? Category { get; }

    /// <summary>The party that counts as the customer.</summary>
    /// <param name="party">The party chosen.</param>
    /// <returns>Its id; the party sold to where the chosen one is empty.</returns>
    public CustomerId PartyOf(DocumentParty party)
    {
        CustomerId chosen = party switch
        {
            DocumentParty.BillTo => this.BillTo,
            DocumentParty.ShipTo => this.ShipTo,
            DocumentParty.Payer => this.Payer,
            _ => this.SoldTo,
        };
        return chosen.IsEmpty ? this.SoldTo : chosen;
    }

    /// <summary>The date that counts.</summary>
    /// <param name="date">The kind of date chosen.</param>
    /// <returns>The date, or null if the document has none of that kind (not shipped yet).</returns>
    public BusinessTime? DateOf(DocumentDate date) => date switch
    {
        DocumentDate.Shipped => this.ShippedOn,
        DocumentDate.Invoiced => this.InvoicedOn,
        DocumentDate.Paid => this.PaidOn,
        DocumentDate.Effective => this.EffectiveOn,
        _ => this.OrderedOn,
    };

    /// <inheritdoc/>
    public bool Equals(DocumentFact? other) => other is not null && this.RecordedAt == other.RecordedAt && this.SameContent(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as DocumentFact);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Number) ^ this.Line ^ (this.Part << 8) ^ (this.Revision << 16);

    /// <summary>Gives kind, number, line, part and revision; no customer.</summary>
    /// <returns>For example <c>Sale SO-1 line 1 part 1 revision 0</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Kind} {this.Number} line {this.Line} part {this.Part} revision {this.Revision}");

    /// <summary>Whether the other says the same, whenever it was recorded.</summary>
    internal bool SameContent(DocumentFact other) => string.Equals(this.Content(), other.Content(), StringComparison.Ordinal);

    /// <summary>Orders two contents of one key: the later recorded wins; recorded together, the ordinal order of their contents decides.</summary>
    internal int CompareForConflict(DocumentFact other)
    {
        int byTime = this.RecordedAt.CompareTo(other.RecordedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(this.Content(), other.Content());
    }

    /// <summary>Everything but the recording time; made when two facts claim one place, which is rare.</summary>
    private string Content() => string.Join("\u001f", [
        this.Tenant, this.Organisation, Digits((int)this.Kind), this.Number, Digits(this.Line), Digits(this.Part), Digits(this.Revision),
        Digits((int)this.Status), Digits((int)this.Trade), this.SoldTo.Value, this.BillTo.Value, this.ShipTo.Value, this.Payer.Value,
        this.OrderedOn?.ToString(), this.ShippedOn?.ToString(), this.InvoicedOn?.ToString(), this.PaidOn?.ToString(), this.EffectiveOn?.ToString(),
        Digits(this.Amount.Amount), this.Amount.Currency, Digits(this.RateToBase), Digits(this.Profit), Digits(this.Quantity), this.Origin, this.Category]);

    // Decimals without their trailing zeros, as 1.0 and 1.00 are the same amount.
    private static string? Digits(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture);
}
