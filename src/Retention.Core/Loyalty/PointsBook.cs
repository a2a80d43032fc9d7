using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The points ledger of one or more accounts, read from their events alone.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PointsBook
{
    internal PointsBook(IReadOnlyList<PointsLedgerEntry> entries, IReadOnlyList<AwardedDocument> awards)
    {
        this.Entries = FixedList.Of(entries);
        this.Awards = FixedList.Of(awards);
    }

    /// <summary>Gets the entries, account by account, each in the order of its stream.</summary>
    public IReadOnlyList<PointsLedgerEntry> Entries { get; }

    /// <summary>Gets the documents and activities that were awarded, with what they earned.</summary>
    public IReadOnlyList<AwardedDocument> Awards { get; }

    /// <summary>Reads the book of one account.</summary>
    /// <param name="account">The holder.</param>
    /// <param name="events">The whole stream, in order.</param>
    /// <param name="organisationOf">The organisation of a document's number, or null where it isn't known; null: no document's is known.</param>
    /// <returns>The book.</returns>
    /// <exception cref="ArgumentException">An event lies before the one ahead of it.</exception>
    public static PointsBook Of(CustomerId account, IEnumerable<PointsEvent> events, Func<string, string?>? organisationOf)
    {
        ArgumentNullException.ThrowIfNull(events);
        var draft = new PointsBookDraft(account, organisationOf);
        foreach (PointsEvent @event in events)
        {
            draft.Add(@event);
        }

        return draft.ToBook();
    }

    /// <summary>The book over several, which must not share an account.</summary>
    /// <param name="books">The books; their order is kept.</param>
    /// <returns>The merged book.</returns>
    public static PointsBook Merge(IEnumerable<PointsBook> books)
    {
        ArgumentNullException.ThrowIfNull(books);
        List<PointsBook> all = books.ToList();
        return new PointsBook(FixedList.Own(all.SelectMany(b => b.Entries).ToArray()), FixedList.Own(all.SelectMany(b => b.Awards).ToArray()));
    }
}

/// <summary>A document or activity that earned points.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AwardedDocument : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="account">The account that earned.</param>
    /// <param name="document">The document's number, or the reference of the activity.</param>
    /// <param name="organisation">The organisation that granted it.</param>
    /// <param name="activity">The activity; null for a purchase.</param>
    /// <param name="businessAt">The business date.</param>
    /// <param name="amount">The amount of the document's lines, in its currency; 0 for an activity.</param>
    /// <param name="points">The points granted so far, over all wallets; what was taken back later is not subtracted.</param>
    public AwardedDocument(CustomerId account, string document, string organisation, string? activity, Instant businessAt, decimal amount, Points points)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(organisation);
        this.Account = account;
        this.Document = document;
        this.Organisation = organisation;
        this.Activity = activity;
        this.BusinessAt = businessAt;
        this.Amount = amount;
        this.Points = points;
    }

    /// <summary>Gets the account that earned.</summary>
    public CustomerId Account { get; }

    /// <summary>Gets the document's number, or the reference of the activity.</summary>
    public string Document { get; }

    /// <summary>Gets the organisation that granted it.</summary>
    public string Organisation { get; }

    /// <summary>Gets the activity; null for a purchase.</summary>
    public string? Activity { get; }

    /// <summary>Gets the business date.</summary>
    public Instant BusinessAt { get; }

    /// <summary>Gets the amount of the document's lines, in its currency; 0 for an activity.</summary>
    public decimal Amount { get; }

    /// <summary>Gets the points granted so far, over all wallets; what was taken back later is not subtracted.</summary>
    public Points Points { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("account", this.Account).Add("document", this.Document).Add("organisation", this.Organisation).Add("activity", this.Activity)
            .Add("businessAt", this.BusinessAt).Add("amount", this.Amount).Add("points", this.Points);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AwardedDocument(who.Of(this.Account), this.Document, this.Organisation, this.Activity, this.BusinessAt, this.Amount, this.Points);
}
