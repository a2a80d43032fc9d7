using System;

namespace Retention.Core.Hosting;

/// <summary>Forgets a person in what was stored, while entries that law requires stay.</summary>
/// <remarks>
/// <para>
/// Every field that may hold personal data becomes empty: reasons that somebody wrote, attributes of the customer, the birthday. What was
/// null stays null. The person's id becomes the replacement wherever it is meant, also in the name of a spender's count. Numbers, dates,
/// documents and codes stay, so balances, lots, stages and deadlines are what they were, and so is what is due next. Only conditions on
/// a customer's attributes find an empty text from then on.
/// </para>
/// <para>
/// An erasure goes through every message of the person's own streams, and through the streams of others that name the person: transfers,
/// merges, referrals, spending rights, cases. Ids of other things are never replaced: let an actor be the id of a user and not a customer's, and
/// don't make ids of documents, transfers, merges, referrals or cases from a customer's id.
/// </para>
/// <para>
/// The books name accounts too. Of a closed period (<see cref="Loyalty.ClosedPeriod"/>) erase what was posted and the corrections, and make it
/// anew with the same digest: with the old id, the account's entries would be posted once more. The digest stays that of the entries as
/// they were posted, so verify periods before erasing. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class Erasure
{
    private readonly ErasedIdentity who;

    /// <summary>Makes the erasure of a person.</summary>
    /// <param name="customer">The id by which the person was known.</param>
    /// <param name="replacement">The id that stands for the person from now on: new, and linked to the person nowhere.</param>
    /// <exception cref="ArgumentException">One of the ids is empty, or both are the same.</exception>
    public Erasure(CustomerId customer, CustomerId replacement)
    {
        if (customer.IsEmpty)
        {
            throw new ArgumentException("An erasure names the customer to forget; give the id by which the person was known.", nameof(customer));
        }

        if (replacement.IsEmpty || replacement == customer)
        {
            throw new ArgumentException("The replacement is another id than the customer's own; give a new one that is linked to the person nowhere.", nameof(replacement));
        }

        this.who = new ErasedIdentity(customer, replacement);
    }

    /// <summary>Gets the id by which the person was known.</summary>
    public CustomerId Customer => this.who.Customer;

    /// <summary>Gets the id that stands for the person from now on.</summary>
    public CustomerId Replacement => this.who.Replacement;

    /// <summary>The id that stands for a customer from now on.</summary>
    /// <param name="customer">Any id.</param>
    /// <returns>The replacement for the person's own id, else the id itself.</returns>
    public CustomerId Of(CustomerId customer) => this.who.Of(customer);

    /// <summary>A message, or another content that was stored, with the person forgotten.</summary>
    /// <typeparam name="T">The type of the message.</typeparam>
    /// <param name="message">The message: a command, an event, or what they are made of.</param>
    /// <returns>A copy; the message itself if nothing in it is personal. Erasing that again changes nothing.</returns>
    public T Of<T>(T message)
        where T : MessageContent
    {
        ArgumentNullException.ThrowIfNull(message);
        return this.who.Of(message);
    }
}
