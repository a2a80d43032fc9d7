using System;

namespace Retention.Core.Loyalty;

/// <summary>One movement of points, written on both sides: from one ledger account to another.</summary>
/// <remarks>Postings of a redemption are its allocation: which lots paid for what. <c>default</c> moves nothing. Immutable and thread-safe.</remarks>
public readonly struct Posting : IEquatable<Posting>
{
    private readonly string? wallet;

    /// <summary>Makes a posting.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="lot">The number of the lot that moves; 0 for debt, which has no lot.</param>
    /// <param name="from">Where the points were.</param>
    /// <param name="to">Where they are.</param>
    /// <param name="amount">How many, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public Posting(string wallet, int lot, LedgerAccount from, LedgerAccount to, Points amount)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        if (amount.TenThousandths < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A posting moves a positive amount; swap from and to.");
        }

        this.wallet = wallet;
        this.Lot = lot;
        this.From = from;
        this.To = to;
        this.Amount = amount;
    }

    /// <summary>Gets the wallet; empty for <c>default</c>.</summary>
    public string Wallet => this.wallet ?? string.Empty;

    /// <summary>Gets the number of the lot that moves; 0 for debt, which has no lot.</summary>
    public int Lot { get; }

    /// <summary>Gets where the points were.</summary>
    public LedgerAccount From { get; }

    /// <summary>Gets where they are.</summary>
    public LedgerAccount To { get; }

    /// <summary>Gets how many, not negative.</summary>
    public Points Amount { get; }

    /// <summary>Whether two postings are equal.</summary>
    /// <param name="left">One posting.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if all parts are equal.</returns>
    public static bool operator ==(Posting left, Posting right) => left.Equals(right);

    /// <summary>Whether two postings differ.</summary>
    /// <param name="left">One posting.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if a part differs.</returns>
    public static bool operator !=(Posting left, Posting right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Posting other) => this.Lot == other.Lot && this.From == other.From && this.To == other.To && this.Amount == other.Amount
        && string.Equals(this.Wallet, other.Wallet, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Posting other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((this.Amount.GetHashCode() * 31) + (this.Lot * 256) + ((int)this.From * 16) + (int)this.To);

    /// <summary>Gives the posting as <c>points #3 available → redeemed 12.5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Wallet + " #" + this.Lot + " " + ProblemList.Kebab(this.From.ToString()) + " → " + ProblemList.Kebab(this.To.ToString()) + " " + this.Amount;
}
