using System;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Loyalty;

/// <summary>An accounting period: from an instant until another, exclusive.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LedgerPeriod : MessageContent
{
    /// <summary>Makes a period.</summary>
    /// <param name="from">Its first instant.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public LedgerPeriod(Instant from, Instant to)
    {
        if (to <= from)
        {
            throw new ArgumentException("A period ends after it begins; swap its ends.", nameof(to));
        }

        this.From = from;
        this.To = to;
    }

    /// <summary>Gets its first instant.</summary>
    public Instant From { get; }

    /// <summary>Gets its end, exclusive.</summary>
    public Instant To { get; }

    /// <summary>A calendar month.</summary>
    /// <param name="month">The month.</param>
    /// <param name="zone">The zone in which it begins.</param>
    /// <returns>The period from the start of its first day to the start of the next month's.</returns>
    public static LedgerPeriod Of(YearMonth month, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        LocalDate first = month.OnDayOfMonth(1);
        return new LedgerPeriod(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(first.PlusMonths(1)).ToInstant());
    }

    /// <summary>Whether an instant lies in the period.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>True from its first instant until before its end.</returns>
    public bool Contains(Instant instant) => instant >= this.From && instant < this.To;

    /// <summary>An instant with all its decimals.</summary>
    internal static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("from", this.From).Add("to", this.To);
    }
}

/// <summary>A balance in the books: points outstanding, and debt.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LedgerBalance : MessageContent
{
    /// <summary>Makes a balance.</summary>
    /// <param name="outstanding">The points outstanding.</param>
    /// <param name="debt">The debt; at most zero.</param>
    public LedgerBalance(Points outstanding, Points debt)
    {
        this.Outstanding = outstanding;
        this.Debt = debt;
    }

    /// <summary>Gets the points outstanding: pending, available and held.</summary>
    public Points Outstanding { get; }

    /// <summary>Gets the debt; at most zero.</summary>
    public Points Debt { get; }

    /// <summary>Gets both together.</summary>
    public Points Net => this.Outstanding + this.Debt;

    internal static LedgerBalance None { get; } = new LedgerBalance(default, default);

    internal LedgerBalance With(PointsFigures movements) => new LedgerBalance(this.Outstanding + movements.Outstanding, this.Debt + movements.Debt);

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("outstanding", this.Outstanding).Add("debt", this.Debt);
    }
}

/// <summary>A correction in the books: an entry that concerns an earlier date than the period in which it is posted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PostedCorrection : MessageContent
{
    /// <summary>Makes the value, for example when reading one back from a store.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="postedAt">The instant at which it is posted.</param>
    public PostedCorrection(PointsLedgerEntry entry, Instant postedAt)
    {
        ArgumentNullException.ThrowIfNull(entry);
        this.Entry = entry;
        this.PostedAt = postedAt;
    }

    /// <summary>Gets the entry.</summary>
    public PointsLedgerEntry Entry { get; }

    /// <summary>Gets the instant at which it is posted: its own, or the start of the period if its own period was closed.</summary>
    public Instant PostedAt { get; }

    /// <summary>Gets the date that it concerns.</summary>
    public Instant OriginalAt => this.Entry.OriginalAt;

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("entry", this.Entry).Add("postedAt", this.PostedAt);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new PostedCorrection(who.Of(this.Entry), this.PostedAt);
}

/// <summary>The last entry of an account that is in the closed books.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PostedThrough : MessageContent
{
    /// <summary>Makes the value, for example when reading one back from a store.</summary>
    /// <param name="account">The account.</param>
    /// <param name="sequence">The place of the entry among the account's.</param>
    public PostedThrough(CustomerId account, long sequence)
    {
        this.Account = account;
        this.Sequence = sequence;
    }

    /// <summary>Gets the account.</summary>
    public CustomerId Account { get; }

    /// <summary>Gets the place of the entry among the account's.</summary>
    public long Sequence { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("account", this.Account).Add("sequence", this.Sequence);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new PostedThrough(who.Of(this.Account), this.Sequence);
}
