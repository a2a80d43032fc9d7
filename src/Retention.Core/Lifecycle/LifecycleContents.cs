using System;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A purchase, as the life of a customer needs it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StagePurchase : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="document">The number of the document, unique within the customer.</param>
    /// <param name="occurredAt">When it was made.</param>
    /// <param name="amount">The amount in the base currency, 0 or more, with at most four decimals.</param>
    /// <param name="organisation">The organisation in which it was made; empty if there is one only.</param>
    /// <param name="date">The local date on which it counts; null: that of the instant in the policy's zone. Events always have it.</param>
    public StagePurchase(string document, Instant occurredAt, decimal amount, string organisation, LocalDate? date)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(organisation);
        this.Document = document;
        this.OccurredAt = occurredAt;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
        this.Organisation = organisation;
        this.Date = date;
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal StagePurchase(string document, Instant occurredAt, long amount, string organisation, LocalDate? date)
    {
        this.Document = document;
        this.OccurredAt = occurredAt;
        this.AmountUnits = amount;
        this.Organisation = organisation;
        this.Date = date;
    }

    /// <summary>Gets the number of the document, unique within the customer.</summary>
    public string Document { get; }

    /// <summary>Gets when it was made.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the amount in the base currency, 0 or more, with at most four decimals.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    /// <summary>Gets the organisation in which it was made; empty if there is one only.</summary>
    public string Organisation { get; }

    /// <summary>Gets the local date on which it counts; null: that of the instant in the policy's zone. Events always have it.</summary>
    public LocalDate? Date { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("document", this.Document).Add("occurredAt", this.OccurredAt).Add("amount", this.Amount).Add("organisation", this.Organisation)
            .Add("date", this.Date);
    }
}

/// <summary>Something that the customer did, or that we did for the customer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StageActivity : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="id">Its id, unique within the customer, under which it is closed or voided; null: it is only counted, by day.</param>
    /// <param name="activity">What it was, such as <see cref="LifecycleActivities.LogIn"/>.</param>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="value">Its number, such as the answer to a survey, with at most four decimals; null for none.</param>
    /// <param name="date">The local date on which it counts; null: that of the instant in the policy's zone. Events always have it.</param>
    /// <param name="count">How often it happened on that day, 1 or more; more than 1 only without id and number.</param>
    /// <param name="closedAt">When a complaint or an objection was settled; null: it is open, or there is nothing to settle.</param>
    public StageActivity(string? id, string activity, Instant occurredAt, decimal? value, LocalDate? date, int count = 1, Instant? closedAt = null)
    {
        ArgumentNullException.ThrowIfNull(activity);
        this.Id = id;
        this.Activity = activity;
        this.OccurredAt = occurredAt;
        this.Value = value;
        this.Date = date;
        this.Count = count;
        this.ClosedAt = closedAt;
    }

    /// <summary>Gets its id, unique within the customer, under which it is closed or voided; null: it is only counted, by day.</summary>
    public string? Id { get; }

    /// <summary>Gets what it was, such as <see cref="LifecycleActivities.LogIn"/>.</summary>
    public string Activity { get; }

    /// <summary>Gets when it happened.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets its number, such as the answer to a survey, with at most four decimals; null for none.</summary>
    public decimal? Value { get; }

    /// <summary>Gets the local date on which it counts; null: that of the instant in the policy's zone. Events always have it.</summary>
    public LocalDate? Date { get; }

    /// <summary>Gets how often it happened on that day, 1 or more; more than 1 only without id and number.</summary>
    public int Count { get; }

    /// <summary>Gets when a complaint or an objection was settled; null: it is open, or there is nothing to settle.</summary>
    public Instant? ClosedAt { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("id", this.Id).Add("activity", this.Activity).Add("occurredAt", this.OccurredAt).Add("value", this.Value)
            .Add("date", this.Date).Add("count", this.Count).Add("closedAt", this.ClosedAt);
    }
}

/// <summary>What came back of a purchase.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StageReturn : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="returnDocument">The number of the return, unique within the customer.</param>
    /// <param name="document">The number of the purchase.</param>
    /// <param name="amount">The amount that came back.</param>
    public StageReturn(string returnDocument, string document, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(returnDocument);
        ArgumentNullException.ThrowIfNull(document);
        this.ReturnDocument = returnDocument;
        this.Document = document;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal StageReturn(string returnDocument, string document, long amount)
    {
        this.ReturnDocument = returnDocument;
        this.Document = document;
        this.AmountUnits = amount;
    }

    /// <summary>Gets the number of the return, unique within the customer.</summary>
    public string ReturnDocument { get; }

    /// <summary>Gets the number of the purchase.</summary>
    public string Document { get; }

    /// <summary>Gets the amount that came back.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("returnDocument", this.ReturnDocument).Add("document", this.Document).Add("amount", this.Amount);
    }
}

/// <summary>A test that decided a move.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StageReason : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="name">The measure, signal, attribute or tag.</param>
    /// <param name="requirement">What was required, such as <c>≥ 91</c>.</param>
    /// <param name="found">What was found, in invariant form; null if missing.</param>
    public StageReason(string name, string requirement, string? found)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(requirement);
        this.Name = name;
        this.Requirement = requirement;
        this.Found = found;
    }

    /// <summary>Gets the measure, signal, attribute or tag.</summary>
    public string Name { get; }

    /// <summary>Gets what was required, such as <c>≥ 91</c>.</summary>
    public string Requirement { get; }

    /// <summary>Gets what was found, in invariant form; null if missing.</summary>
    public string? Found { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("name", this.Name).Add("requirement", this.Requirement).Add("found", this.Found);
    }
}
