using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>A line that counts: an amount at an instant.</summary>
internal readonly struct CountedLine
{
    internal CountedLine(Instant at, string number, long amount, long? profit, long quantity)
    {
        this.At = at;
        this.Number = number;
        this.Amount = amount;
        this.Profit = profit;
        this.Quantity = quantity;
    }

    internal Instant At { get; }

    internal string Number { get; }

    /// <summary>Gets the base amount in ten-thousandths; negative for a return.</summary>
    internal long Amount { get; }

    internal long? Profit { get; }

    internal long Quantity { get; }
}

/// <summary>A document that counts once as an order, whatever its lines and parts.</summary>
internal readonly struct CountedOrder
{
    internal CountedOrder(Instant at, LocalDate date, string number, long? amount)
    {
        this.At = at;
        this.Date = date;
        this.Number = number;
        this.Amount = amount;
    }

    /// <summary>Gets when its first part counts.</summary>
    internal Instant At { get; }

    internal LocalDate Date { get; }

    internal string Number { get; }

    /// <summary>Gets the base amount of all its counted lines in ten-thousandths, before returns; null if beyond 64 bits.</summary>
    internal long? Amount { get; }
}

/// <summary>What happened, at an instant.</summary>
internal readonly struct CountedOccurrence
{
    internal CountedOccurrence(Instant at, LocalDate date, string code, long? value)
    {
        this.At = at;
        this.Date = date;
        this.Code = code;
        this.Value = value;
    }

    internal Instant At { get; }

    internal LocalDate Date { get; }

    internal string Code { get; }

    internal long? Value { get; }
}

/// <summary>What counts of one customer as of an instant, as known at another.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CustomerHistory
{
    internal CustomerHistory(
        CustomerId customer,
        CountedLine[] lines,
        CountedOrder[] orders,
        CountedOccurrence[] occurrences,
        IReadOnlyDictionary<string, string> attributes,
        IReadOnlyDictionary<string, long> indicators,
        IReadOnlyList<string> tags)
    {
        this.Customer = customer;
        this.Lines = lines;
        this.Orders = orders;
        this.Occurrences = occurrences;
        this.Attributes = attributes;
        this.Indicators = indicators;
        this.Tags = tags;
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets how many documents count as orders.</summary>
    public int OrderCount => this.Orders.Length;

    /// <summary>Gets the date of the first order, or null if none is known.</summary>
    public LocalDate? FirstOrderDate => this.Orders.Length == 0 ? null : this.Orders[0].Date;

    /// <summary>Gets the date of the last order, or null if none is known.</summary>
    public LocalDate? LastOrderDate => this.Orders.Length == 0 ? null : this.Orders[this.Orders.Length - 1].Date;

    /// <summary>Gets the attributes in force, by name; an unset attribute is absent.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Gets the confirmed tags, in ordinal order.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Gets the indicators in force, in ten-thousandths.</summary>
    internal IReadOnlyDictionary<string, long> Indicators { get; }

    /// <summary>Gets the counted lines by instant, then number.</summary>
    internal CountedLine[] Lines { get; }

    /// <summary>Gets the orders by instant, then number.</summary>
    internal CountedOrder[] Orders { get; }

    /// <summary>Gets the occurrences by instant, then code.</summary>
    internal CountedOccurrence[] Occurrences { get; }
}
