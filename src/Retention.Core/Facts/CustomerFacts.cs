using System;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>Something a customer did or that happened to one: a log-in, an enquiry, a complaint, a survey answer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class OccurrenceFact
{
    /// <summary>Makes a fact.</summary>
    /// <param name="id">The host's id of the occurrence; two facts of one id and code are one occurrence, the later recorded counts.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="code">What happened, in the host's own codes, such as <c>login</c> or <c>complaint</c>.</param>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="recordedAt">When the host's system learned of it.</param>
    /// <param name="value">A number that belongs to it (a survey score, a depth), with at most four decimals; null for none.</param>
    /// <exception cref="ArgumentException">Id or code is blank, or the customer is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than four decimals or is out of range.</exception>
    public OccurrenceFact(string id, CustomerId customer, string code, BusinessTime occurredAt, Instant recordedAt, decimal? value = null)
    {
        FactGuard.Named(id, nameof(id));
        FactGuard.Named(code, nameof(code));
        FactGuard.Customer(customer, nameof(customer));
        FactGuard.FourDecimals(value, nameof(value));
        this.Id = id;
        this.Customer = customer;
        this.Code = code;
        this.OccurredAt = occurredAt;
        this.RecordedAt = recordedAt;
        this.Value = value;
    }

    /// <summary>Gets the host's id of the occurrence.</summary>
    public string Id { get; }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets what happened.</summary>
    public string Code { get; }

    /// <summary>Gets when it happened.</summary>
    public BusinessTime OccurredAt { get; }

    /// <summary>Gets when the host's system learned of it.</summary>
    public Instant RecordedAt { get; }

    /// <summary>Gets the number that belongs to it, or null.</summary>
    public decimal? Value { get; }
}

/// <summary>Something said of a customer in words, from a date on: region, industry, size, registration date.</summary>
/// <remarks>The latest effective value counts; of those, the latest recorded. Immutable and thread-safe.</remarks>
public sealed class AttributeFact
{
    /// <summary>Makes a fact.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its value; dates as ISO <c>yyyy-MM-dd</c>. Empty: unset from then on.</param>
    /// <param name="effectiveAt">From when it holds.</param>
    /// <param name="recordedAt">When the host's system learned of it.</param>
    /// <exception cref="ArgumentException">The name is blank or the customer is <c>default</c>.</exception>
    public AttributeFact(CustomerId customer, string name, string value, BusinessTime effectiveAt, Instant recordedAt)
    {
        FactGuard.Customer(customer, nameof(customer));
        FactGuard.Named(name, nameof(name));
        ArgumentNullException.ThrowIfNull(value);
        this.Customer = customer;
        this.Name = name;
        this.Value = value;
        this.EffectiveAt = effectiveAt;
        this.RecordedAt = recordedAt;
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the attribute's name.</summary>
    public string Name { get; }

    /// <summary>Gets the value.</summary>
    public string Value { get; }

    /// <summary>Gets from when it holds.</summary>
    public BusinessTime EffectiveAt { get; }

    /// <summary>Gets when the host's system learned of it.</summary>
    public Instant RecordedAt { get; }
}

/// <summary>A number somebody gave a customer, from a date on: strategic importance, need fit, employees.</summary>
/// <remarks>The latest effective value counts; of those, the latest recorded. Immutable and thread-safe.</remarks>
public sealed class IndicatorFact
{
    /// <summary>Makes a fact.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="name">The indicator's name.</param>
    /// <param name="value">Its value, with at most four decimals; null: unset from then on.</param>
    /// <param name="effectiveAt">From when it holds.</param>
    /// <param name="recordedAt">When the host's system learned of it.</param>
    /// <exception cref="ArgumentException">The name is blank or the customer is <c>default</c>.</exception>
    public IndicatorFact(CustomerId customer, string name, decimal? value, BusinessTime effectiveAt, Instant recordedAt)
    {
        FactGuard.Customer(customer, nameof(customer));
        FactGuard.Named(name, nameof(name));
        FactGuard.FourDecimals(value, nameof(value));
        this.Customer = customer;
        this.Name = name;
        this.Value = value;
        this.EffectiveAt = effectiveAt;
        this.RecordedAt = recordedAt;
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the indicator's name.</summary>
    public string Name { get; }

    /// <summary>Gets the value, or null if unset.</summary>
    public decimal? Value { get; }

    /// <summary>Gets from when it holds.</summary>
    public BusinessTime EffectiveAt { get; }

    /// <summary>Gets when the host's system learned of it.</summary>
    public Instant RecordedAt { get; }
}

/// <summary>A tag that a reviewer confirmed for a customer, for a time.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TagFact
{
    /// <summary>Makes a fact.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="tag">The tag's code.</param>
    /// <param name="from">From when it is confirmed, inclusive.</param>
    /// <param name="until">When it was withdrawn, exclusive; null: still confirmed.</param>
    /// <exception cref="ArgumentException">The tag is blank, the customer is <c>default</c>, or it ends before it begins.</exception>
    public TagFact(CustomerId customer, string tag, Instant from, Instant? until = null)
    {
        FactGuard.Customer(customer, nameof(customer));
        FactGuard.Named(tag, nameof(tag));
        if (until < from)
        {
            throw new ArgumentException("The tag " + tag + " ends before it begins.", nameof(until));
        }

        this.Customer = customer;
        this.Tag = tag;
        this.From = from;
        this.Until = until;
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the tag's code.</summary>
    public string Tag { get; }

    /// <summary>Gets from when it is confirmed, inclusive.</summary>
    public Instant From { get; }

    /// <summary>Gets when it was withdrawn, exclusive; null if it still stands.</summary>
    public Instant? Until { get; }
}

/// <summary>A total that finance vouches for, to reconcile with.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ControlTotal
{
    /// <summary>Makes a control total.</summary>
    /// <param name="name">Under which name a finding reports it, such as <c>2026-03</c>.</param>
    /// <param name="from">The first local date, inclusive.</param>
    /// <param name="to">The last local date, inclusive.</param>
    /// <param name="amount">The net amount in the base currency.</param>
    /// <param name="organisation">The organisation; null: all in scope together.</param>
    /// <param name="tolerance">By how much the documents may differ, 0 or more, in the base currency (rates round every line).</param>
    /// <exception cref="ArgumentException">The name is blank, the dates are in the wrong order, or the tolerance is negative.</exception>
    public ControlTotal(string name, LocalDate from, LocalDate to, Money amount, string? organisation = null, decimal tolerance = 0)
    {
        if (tolerance < 0)
        {
            throw new ArgumentException("The tolerance of the control total is negative; use 0 for none.", nameof(tolerance));
        }

        FactGuard.Named(name, nameof(name));
        if (to < from)
        {
            throw new ArgumentException("The control total " + name + " ends before it begins.", nameof(to));
        }

        this.Name = name;
        this.From = from;
        this.To = to;
        this.Amount = amount;
        this.Organisation = organisation;
        this.Tolerance = tolerance;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the first local date, inclusive.</summary>
    public LocalDate From { get; }

    /// <summary>Gets the last local date, inclusive.</summary>
    public LocalDate To { get; }

    /// <summary>Gets the net amount in the base currency.</summary>
    public Money Amount { get; }

    /// <summary>Gets the organisation, or null for all in scope.</summary>
    public string? Organisation { get; }

    /// <summary>Gets by how much the documents may differ, in the base currency.</summary>
    public decimal Tolerance { get; }
}

/// <summary>Guards that the facts share.</summary>
internal static class FactGuard
{
    internal static void Named(string value, string parameter)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException("The " + parameter + " is blank; name it.", parameter);
        }
    }

    internal static void FourDecimals(decimal? value, string parameter)
    {
        if (value is { } given)
        {
            FixedPoint.Exact(given, parameter);
        }
    }

    internal static void Customer(CustomerId customer, string parameter)
    {
        if (customer.IsEmpty)
        {
            throw new ArgumentException("The customer is default(CustomerId); name one.", parameter);
        }
    }
}
