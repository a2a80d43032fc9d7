using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A closed period of one organisation and wallet: opening balance, every kind of movement, closing balance.</summary>
/// <remarks>
/// The closing balance is the opening balance and the movements, exactly. Nothing changes it: what comes later is posted in the period that
/// is open then. Immutable and thread-safe.
/// </remarks>
public sealed class ClosedPeriod
{
    /// <summary>Makes the value, when reading one back from a store; <see cref="PeriodClose"/> makes new ones.</summary>
    /// <param name="period">The period.</param>
    /// <param name="closedAt">When it was closed.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="opening">The balance at its start.</param>
    /// <param name="movements">The movements, kind by kind.</param>
    /// <param name="corrections">The entries that concern an earlier date; copied.</param>
    /// <param name="intercompany">What this and other organisations owe each other.</param>
    /// <param name="posted">The last entry of each account in the books; copied.</param>
    /// <param name="digest">The digest.</param>
    public ClosedPeriod(LedgerPeriod period, Instant closedAt, string organisation, string wallet, LedgerBalance opening, PointsFigures movements, IReadOnlyList<PostedCorrection> corrections, Intercompany intercompany, IReadOnlyList<PostedThrough> posted, string digest)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(opening);
        ArgumentNullException.ThrowIfNull(movements);
        ArgumentNullException.ThrowIfNull(corrections);
        ArgumentNullException.ThrowIfNull(intercompany);
        ArgumentNullException.ThrowIfNull(posted);
        ArgumentNullException.ThrowIfNull(digest);
        this.Period = period;
        this.ClosedAt = closedAt;
        this.Organisation = organisation;
        this.Wallet = wallet;
        this.Opening = opening;
        this.Movements = movements;
        this.Closing = opening.With(movements);
        this.Corrections = FixedList.Of(corrections);
        this.Intercompany = intercompany;
        this.Posted = FixedList.Of(posted);
        this.Digest = digest;
    }

    /// <summary>Gets the period.</summary>
    public LedgerPeriod Period { get; }

    /// <summary>Gets when it was closed.</summary>
    public Instant ClosedAt { get; }

    /// <summary>Gets the organisation.</summary>
    public string Organisation { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the balance at its start: the closing balance of the period before.</summary>
    public LedgerBalance Opening { get; }

    /// <summary>Gets the movements, kind by kind.</summary>
    public PointsFigures Movements { get; }

    /// <summary>Gets the balance at its end.</summary>
    public LedgerBalance Closing { get; }

    /// <summary>Gets the entries that concern an earlier date, with that date and the one at which they are posted.</summary>
    public IReadOnlyList<PostedCorrection> Corrections { get; }

    /// <summary>Gets what this and other organisations owe each other for the entries of the period.</summary>
    public Intercompany Intercompany { get; }

    /// <summary>Gets the last entry of each account in the books, this period and those before, by account.</summary>
    public IReadOnlyList<PostedThrough> Posted { get; }

    /// <summary>Gets the SHA-256 of the period, its entries and the digest of the period before, in lower-case hexadecimal.</summary>
    public string Digest { get; }
}
