using System;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>A line that stands, counted or not, with what reconciliation needs of its document.</summary>
internal readonly struct PostedLine
{
    internal PostedLine(string organisation, Instant at, long amount)
    {
        this.Organisation = organisation;
        this.At = at;
        this.Amount = amount;
    }

    internal string Organisation { get; }

    internal Instant At { get; }

    internal long Amount { get; }
}

/// <summary>What makes lines one document.</summary>
internal readonly struct DocumentKey : IEquatable<DocumentKey>
{
    private readonly string organisation;
    private readonly string number;
    private readonly DocumentKind kind;

    internal DocumentKey(DocumentFact fact)
        : this(fact.Organisation, fact.Number, fact.Kind)
    {
    }

    internal DocumentKey(string organisation, string number, DocumentKind kind)
    {
        this.organisation = organisation;
        this.number = number;
        this.kind = kind;
    }

    public bool Equals(DocumentKey other) => this.kind == other.kind
        && string.Equals(this.number, other.number, StringComparison.Ordinal)
        && string.Equals(this.organisation, other.organisation, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is DocumentKey other && this.Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.number) ^ (int)this.kind;
}

/// <summary>A line that counts, while documents are read.</summary>
internal readonly struct Posting
{
    internal Posting(DocumentFact fact, Instant at, LocalDate date, long amount, long? profit, long quantity, bool isReturn)
    {
        this.Fact = fact;
        this.At = at;
        this.Date = date;
        this.Amount = amount;
        this.Profit = profit;
        this.Quantity = quantity;
        this.IsReturn = isReturn;
    }

    internal static Comparison<Posting> ByTime { get; } = (left, right) =>
    {
        int order = left.At.CompareTo(right.At);
        order = order != 0 ? order : string.CompareOrdinal(left.Fact.Number, right.Fact.Number);
        order = order != 0 ? order : left.Fact.Line.CompareTo(right.Fact.Line);
        order = order != 0 ? order : left.Fact.Part.CompareTo(right.Fact.Part);
        order = order != 0 ? order : string.CompareOrdinal(left.Fact.Organisation, right.Fact.Organisation);
        return order != 0 ? order : left.Fact.Kind.CompareTo(right.Fact.Kind);
    };

    internal DocumentFact Fact { get; }

    internal Instant At { get; }

    /// <summary>Gets the date in the organisation's own zone.</summary>
    internal LocalDate Date { get; }

    internal long Amount { get; }

    internal long? Profit { get; }

    internal long Quantity { get; }

    internal bool IsReturn { get; }

    /// <summary>Gets a value indicating whether this is a negative line of a sale: a discount or correction of its own document.</summary>
    internal bool IsCorrection => this.IsReturn && this.Fact.Kind == DocumentKind.Sale && this.Fact.Origin is null;

    /// <summary>Gets the sale that this return takes back, or null.</summary>
    internal DocumentKey? OriginKey => this.Fact.Origin is { } origin ? new DocumentKey(this.Fact.Organisation, origin, DocumentKind.Sale)
        : this.IsCorrection ? new DocumentKey(this.Fact) : null;

    internal Posting MovedTo(Posting sale) => new Posting(this.Fact, sale.At, sale.Date, this.Amount, this.Profit, this.Quantity, this.IsReturn);
}
