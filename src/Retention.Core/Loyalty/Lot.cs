using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>Points of one origin with one life: earned together, active together, lapsing together.</summary>
/// <remarks>
/// What is left in a lot stands in the account, not here. Instants are kept as nanoseconds since the Unix epoch, so they lie between
/// 1678 and 2262; a lot that never lapses has no expiry. Immutable and thread-safe.
/// </remarks>
public sealed class Lot : MessageContent
{
    private const long None = long.MaxValue;
    private readonly LotOrigin origin;
    private readonly long earned;
    private readonly long active;
    private readonly long expires;

    /// <summary>Makes a lot.</summary>
    /// <param name="number">The number within the account, from 1, in the order in which lots were made.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="policyVersion">The policy that granted it.</param>
    /// <param name="document">The source: a document's number, an activity's reference, an import's or transfer's id.</param>
    /// <param name="line">The source's line; null where several lines made it together.</param>
    /// <param name="earnedAt">When it was earned: the effective date, not the date of the entry.</param>
    /// <param name="activeAt">When it became spendable; null while that is not known.</param>
    /// <param name="expiresAt">When it lapses, exclusive: at that instant it is lapsed; null: never.</param>
    /// <exception cref="ArgumentOutOfRangeException">An instant lies outside 1678 to 2262.</exception>
    public Lot(int number, string wallet, PolicyVersion policyVersion, string document, string? line, Instant earnedAt, Instant? activeAt, Instant? expiresAt)
        : this(new LotOrigin(wallet, policyVersion), number, document, line, Nanoseconds.Of(earnedAt), Nanoseconds.OfOptional(activeAt), Nanoseconds.OfOptional(expiresAt))
    {
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(document);
    }

    /// <summary>Makes a lot from nanoseconds; <see cref="long.MaxValue"/>: none.</summary>
    internal Lot(LotOrigin origin, int number, string document, string? line, long earned, long active, long expires)
    {
        this.origin = origin;
        this.Number = number;
        this.Document = document;
        this.Line = line;
        this.earned = earned;
        this.active = active;
        this.expires = expires;
    }

    /// <summary>Gets the number within the account, from 1, in the order in which lots were made.</summary>
    public int Number { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet => this.origin.Wallet;

    /// <summary>Gets the policy that granted it.</summary>
    public PolicyVersion PolicyVersion => this.origin.PolicyVersion;

    /// <summary>Gets the source: a document's number, an activity's reference, an import's or transfer's id.</summary>
    public string Document { get; }

    /// <summary>Gets the source's line; null where several lines made it together.</summary>
    public string? Line { get; }

    /// <summary>Gets when it was earned: the effective date, not the date of the entry.</summary>
    public Instant EarnedAt => Nanoseconds.ToInstant(this.earned);

    /// <summary>Gets when it became spendable; null while that is not known.</summary>
    public Instant? ActiveAt => this.active == None ? null : Nanoseconds.ToInstant(this.active);

    /// <summary>Gets when it lapses, exclusive: at that instant it is lapsed; null: never.</summary>
    public Instant? ExpiresAt => this.expires == None ? null : Nanoseconds.ToInstant(this.expires);

    /// <summary>When it was earned, in nanoseconds since the Unix epoch.</summary>
    internal long Earned => this.earned;

    /// <summary>When it becomes spendable, in nanoseconds since the Unix epoch; <see cref="long.MaxValue"/>: not known.</summary>
    internal long Active => this.active;

    /// <summary>When it lapses, in nanoseconds since the Unix epoch; <see cref="long.MaxValue"/>: never.</summary>
    internal long Expires => this.expires;

    /// <summary>The same lot with other dates.</summary>
    internal Lot With(long activeAt, long expiresAt) => new Lot(this.origin, this.Number, this.Document, this.Line, this.earned, activeAt, expiresAt);

    /// <summary>The same points as another account's lot.</summary>
    internal Lot Renumbered(int number) => new Lot(this.origin, number, this.Document, this.Line, this.earned, this.active, this.expires);

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("number", this.Number).Add("wallet", this.Wallet).Add("policyVersion", this.PolicyVersion).Add("document", this.Document)
            .Add("line", this.Line).Add("earnedAt", this.EarnedAt).Add("activeAt", this.ActiveAt).Add("expiresAt", this.ExpiresAt);
    }
}

/// <summary>What all lots share that one policy grants in one wallet.</summary>
internal sealed class LotOrigin
{
    internal LotOrigin(string wallet, PolicyVersion policyVersion)
    {
        this.Wallet = wallet;
        this.PolicyVersion = policyVersion;
    }

    internal string Wallet { get; }

    internal PolicyVersion PolicyVersion { get; }
}
