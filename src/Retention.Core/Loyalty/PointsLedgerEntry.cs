using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>One line of the points ledger: a movement of one lot, or of debt, in the books of one organisation.</summary>
/// <remarks>
/// An entry changes either what is outstanding or what is owed, never both. It is booked in the organisation that granted the lot;
/// <see cref="HonouredBy"/> is another one where the points were spent elsewhere, or repaid a debt elsewhere. Immutable and thread-safe.
/// </remarks>
public sealed class PointsLedgerEntry : MessageContent
{
    /// <summary>Makes an entry, for example when reading one back from a store; <see cref="PointsBook"/> makes new ones.</summary>
    /// <param name="account">The account.</param>
    /// <param name="sequence">The place among the account's entries, from 1.</param>
    /// <param name="kind">What the movement is.</param>
    /// <param name="organisation">The organisation that carries the points or the debt.</param>
    /// <param name="honouredBy">The organisation that honoured the points.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="lot">The number of the lot; 0 for debt.</param>
    /// <param name="amount">How many points moved, not negative.</param>
    /// <param name="outstanding">By how much the points outstanding change.</param>
    /// <param name="debt">By how much the debt changes.</param>
    /// <param name="at">When it took effect.</param>
    /// <param name="originalAt">The date that it concerns.</param>
    /// <param name="earnedAt">When the lot was earned.</param>
    /// <param name="policyVersion">The policy that granted the lot; null where it isn't known.</param>
    /// <param name="document">The reference that moved it; empty for none.</param>
    public PointsLedgerEntry(CustomerId account, long sequence, PointsMovementKind kind, string organisation, string honouredBy, string wallet, int lot, Points amount, Points outstanding, Points debt, Instant at, Instant originalAt, Instant earnedAt, PolicyVersion? policyVersion, string document)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(honouredBy);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(document);
        this.Account = account;
        this.Sequence = sequence;
        this.Kind = kind;
        this.Organisation = organisation;
        this.HonouredBy = honouredBy;
        this.Wallet = wallet;
        this.Lot = lot;
        this.Amount = amount;
        this.Outstanding = outstanding;
        this.Debt = debt;
        this.At = at;
        this.OriginalAt = originalAt;
        this.EarnedAt = earnedAt;
        this.PolicyVersion = policyVersion;
        this.Document = document;
    }

    /// <summary>Gets the account.</summary>
    public CustomerId Account { get; }

    /// <summary>Gets the place among the account's entries, from 1.</summary>
    public long Sequence { get; }

    /// <summary>Gets what the movement is.</summary>
    public PointsMovementKind Kind { get; }

    /// <summary>Gets the organisation that carries the points or the debt; empty where nobody said.</summary>
    public string Organisation { get; }

    /// <summary>Gets the organisation that honoured the points; usually the one that carries them.</summary>
    public string HonouredBy { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the number of the lot; 0 for debt, which has no lot.</summary>
    public int Lot { get; }

    /// <summary>Gets how many points moved, not negative.</summary>
    public Points Amount { get; }

    /// <summary>Gets by how much the points outstanding change: pending, available and held.</summary>
    public Points Outstanding { get; }

    /// <summary>Gets by how much the debt changes; the debt itself is at most zero.</summary>
    public Points Debt { get; }

    /// <summary>Gets when it took effect.</summary>
    public Instant At { get; }

    /// <summary>Gets the date that it concerns: when the points were earned, for earnings and adjustments that add; else when it took effect.</summary>
    public Instant OriginalAt { get; }

    /// <summary>Gets when the lot was earned, or the purchase made whose return left the debt.</summary>
    public Instant EarnedAt { get; }

    /// <summary>Gets the policy that granted the lot; null where the stream doesn't say.</summary>
    public PolicyVersion? PolicyVersion { get; }

    /// <summary>Gets the document, redemption, transfer or other reference that moved it; empty for none.</summary>
    public string Document { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("account", this.Account).Add("sequence", this.Sequence).Add("kind", this.Kind).Add("organisation", this.Organisation)
            .Add("honouredBy", this.HonouredBy).Add("wallet", this.Wallet).Add("lot", this.Lot).Add("amount", this.Amount)
            .Add("outstanding", this.Outstanding).Add("debt", this.Debt).Add("at", this.At).Add("originalAt", this.OriginalAt)
            .Add("earnedAt", this.EarnedAt).Add("policyVersion", this.PolicyVersion).Add("document", this.Document);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new PointsLedgerEntry(
        who.Of(this.Account), this.Sequence, this.Kind, this.Organisation, this.HonouredBy, this.Wallet, this.Lot, this.Amount,
        this.Outstanding, this.Debt, this.At, this.OriginalAt, this.EarnedAt, this.PolicyVersion, this.Document);
}

/// <summary>Where a lot or a debt stands in the books.</summary>
internal sealed class LotBooking
{
    internal LotBooking(string organisation, PolicyVersion? policyVersion, Instant earnedAt)
    {
        this.Organisation = organisation;
        this.PolicyVersion = policyVersion;
        this.EarnedAt = earnedAt;
    }

    internal string Organisation { get; }

    internal PolicyVersion? PolicyVersion { get; }

    internal Instant EarnedAt { get; }
}
