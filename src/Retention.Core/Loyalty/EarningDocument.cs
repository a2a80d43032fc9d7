using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A document that should have earned points, as the host's own books have it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class EarningDocument : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="number">The document's number.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="amount">The amount of its lines and its shipping charge, in its currency.</param>
    /// <param name="date">The business date.</param>
    public EarningDocument(string number, string organisation, decimal amount, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(organisation);
        this.Number = number;
        this.Organisation = organisation;
        this.Amount = amount;
        this.Date = date;
    }

    /// <summary>Gets the document's number.</summary>
    public string Number { get; }

    /// <summary>Gets the organisation.</summary>
    public string Organisation { get; }

    /// <summary>Gets the amount of its lines and its shipping charge, in its currency.</summary>
    public decimal Amount { get; }

    /// <summary>Gets the business date.</summary>
    public LocalDate Date { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("number", this.Number).Add("organisation", this.Organisation).Add("amount", this.Amount).Add("date", this.Date);
    }
}

/// <summary>In what a document and its award differ.</summary>
public enum AwardDifferenceKind
{
    /// <summary>The organisation.</summary>
    Organisation = 0,

    /// <summary>The amount.</summary>
    Amount = 1,

    /// <summary>The business date.</summary>
    Date = 2,

    /// <summary>The award granted no points.</summary>
    NoPoints = 3,

    /// <summary>Two accounts have an award of it.</summary>
    AwardedTwice = 4,

    /// <summary>The host listed it twice.</summary>
    ListedTwice = 5,
}

/// <summary>A difference between a document and its award.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AwardDifference : MessageContent
{
    private AwardDifference(AwardDifferenceKind kind, string document, string expected, string actual)
    {
        this.Kind = kind;
        this.Document = document;
        this.Expected = expected;
        this.Actual = actual;
    }

    /// <summary>Gets in what they differ.</summary>
    public AwardDifferenceKind Kind { get; }

    /// <summary>Gets the document's number.</summary>
    public string Document { get; }

    /// <summary>Gets what the document says, in invariant form; for two awards, the first account.</summary>
    public string Expected { get; }

    /// <summary>Gets what the award says, in invariant form; for two awards, the other account.</summary>
    public string Actual { get; }

    internal static AwardDifference ListedTwice(EarningDocument document) =>
        new AwardDifference(AwardDifferenceKind.ListedTwice, document.Number, Text(document.Amount), Text(document.Amount));

    internal static AwardDifference AwardedTwice(AwardedDocument first, AwardedDocument again) =>
        new AwardDifference(AwardDifferenceKind.AwardedTwice, first.Document, first.Account.ToString(), again.Account.ToString());

    internal static IEnumerable<AwardDifference> Between(EarningDocument document, AwardedDocument award, DateTimeZone zone)
    {
        LocalDate date = award.BusinessAt.InZone(zone).Date;
        return new[]
        {
            string.Equals(document.Organisation, award.Organisation, StringComparison.Ordinal)
                ? null : new AwardDifference(AwardDifferenceKind.Organisation, document.Number, document.Organisation, award.Organisation),
            document.Amount == award.Amount ? null : new AwardDifference(AwardDifferenceKind.Amount, document.Number, Text(document.Amount), Text(award.Amount)),
            document.Date == date ? null : new AwardDifference(AwardDifferenceKind.Date, document.Number, Text(document.Date), Text(date)),
            award.Points > default(Points) ? null : new AwardDifference(AwardDifferenceKind.NoPoints, document.Number, Text(document.Amount), award.Points.ToString()),
        }.OfType<AwardDifference>();
    }

    private static string Text(decimal amount) => amount.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("kind", this.Kind).Add("document", this.Document).Add("expected", this.Expected).Add("actual", this.Actual);
    }

    private protected override MessageContent Erase(ErasedIdentity who)
    {
        string Account(string text) => string.Equals(text, who.Customer.Value, StringComparison.Ordinal) ? who.Replacement.Value : text;
        return this.Kind == AwardDifferenceKind.AwardedTwice ? new AwardDifference(this.Kind, this.Document, Account(this.Expected), Account(this.Actual)) : this;
    }
}
