using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>Whom a document counts for.</summary>
internal enum CustomerLevel
{
    Customer = 0,
    Group = 1,
}

/// <summary>What a negative amount on a sale is.</summary>
internal enum NegativeAmount
{
    Return = 0,
    Reject = 1,
}

/// <summary>When a return lowers spending.</summary>
internal enum ReturnDate
{
    Own = 0,
    Origin = 1,
}

/// <summary>Which policy version a backdated document falls under.</summary>
internal enum BackdatedUnder
{
    BusinessDate = 0,
    Recorded = 1,
}

/// <summary>Compiled <see cref="DocumentRulesOptions"/>: which documents count, by which date, for whom.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DocumentRules
{
    private readonly bool[] included;
    private readonly BackdatedUnder backdatedUnder;

    private DocumentRules(DocumentRulesOptions options, string path, ProblemList problems)
    {
        this.Tenant = options.Tenant ?? string.Empty;
        this.Organisations = Sequence.Copy(TextList.Split(options.Organisations));
        this.Date = problems.Choice(path + ":date", options.Date, DocumentDate.Ordered);
        this.CountFrom = problems.Choice(path + ":countFrom", options.CountFrom, DocumentStatus.Approved);
        if (this.CountFrom > DocumentStatus.Approved)
        {
            problems.Error(path + ":countFrom", "unknown-name", "\"" + options.CountFrom + "\" can't be counted from; use draft or approved.");
        }

        this.Party = problems.Choice(path + ":party", options.Party, DocumentParty.SoldTo);
        this.Level = problems.Choice(path + ":level", options.Level, CustomerLevel.Customer);
        this.NegativeAmounts = problems.Choice(path + ":negativeAmounts", options.NegativeAmounts, NegativeAmount.Return);
        this.ReturnsCountOn = problems.Choice(path + ":returnsCountOn", options.ReturnsCountOn, ReturnDate.Own);
        this.CountFullyReturned = options.CountFullyReturned ?? false;
        this.backdatedUnder = problems.Choice(path + ":backdatedUnder", options.BackdatedUnder, BackdatedUnder.BusinessDate);
        this.included = [true, options.IncludeWalkIn ?? false, options.IncludeIntercompany ?? false, options.IncludeEmployee ?? false, options.IncludeSample ?? false, options.IncludeReplacement ?? false];
    }

    /// <summary>Gets the tenant whose documents are read.</summary>
    public string Tenant { get; }

    /// <summary>Gets the organisations whose documents are read; empty: all.</summary>
    public IReadOnlyList<string> Organisations { get; }

    /// <summary>Gets which date counts.</summary>
    public DocumentDate Date { get; }

    /// <summary>Gets which party is the customer.</summary>
    public DocumentParty Party { get; }

    /// <summary>Gets the status from which on a document counts.</summary>
    public DocumentStatus CountFrom { get; }

    /// <summary>Gets a value indicating whether a sale that was returned in full still counts as an order.</summary>
    public bool CountFullyReturned { get; }

    internal CustomerLevel Level { get; }

    internal NegativeAmount NegativeAmounts { get; }

    internal ReturnDate ReturnsCountOn { get; }

    /// <summary>The policy version under which a document falls, also when it is entered late.</summary>
    /// <typeparam name="TPolicy">The policy.</typeparam>
    /// <param name="document">The document.</param>
    /// <param name="book">Every version of the policy.</param>
    /// <param name="zone">The zone of the document's organisation.</param>
    /// <returns>The policy in force on the date that counts, or when the document was recorded, as the rules say; a document without that date falls under when it was recorded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the first policy of the book.</exception>
    public TPolicy PolicyFor<TPolicy>(DocumentFact document, PolicyBook<TPolicy> book, DateTimeZone zone)
        where TPolicy : class, IPolicy
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(book);
        Instant? business = this.backdatedUnder == BackdatedUnder.BusinessDate ? document.DateOf(this.Date)?.ToInstant(zone) : null;
        return book.At(business ?? document.RecordedAt);
    }

    internal static DocumentRules Compile(DocumentRulesOptions? options, string path, ProblemList problems) =>
        new DocumentRules(options ?? new DocumentRulesOptions(), path, problems);

    internal bool Includes(TradeKind trade) => (int)trade >= 0 && (int)trade < this.included.Length && this.included[(int)trade];

    internal bool InScope(string organisation) => this.Organisations.Count == 0 || this.Organisations.Contains(organisation, StringComparer.Ordinal);
}
