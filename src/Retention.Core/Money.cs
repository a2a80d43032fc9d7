using System;
using System.Globalization;

namespace Retention.Core;

/// <summary>An amount in one currency.</summary>
/// <remarks>
/// The amount is a <see cref="decimal"/>, never rounded by this type; the currency is its ISO 4217 code in capitals. Mixing currencies
/// is an error (<see cref="CurrencyMismatchException"/>): convert with the document's rate first. <c>default(Money)</c> is zero of no
/// currency (<see cref="Currency"/> is empty) and mixes with nothing. Immutable and thread-safe.
/// </remarks>
public readonly struct Money : IEquatable<Money>
{
    private readonly string? currency;

    /// <summary>Makes an amount.</summary>
    /// <param name="amount">The amount; negative for what flows back.</param>
    /// <param name="currency">The ISO 4217 code: three capital letters, such as <c>CNY</c>.</param>
    /// <exception cref="ArgumentException">The currency is not three capital letters A to Z.</exception>
    public Money(decimal amount, string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (!IsCurrency(currency))
        {
            throw new ArgumentException("A currency is an ISO 4217 code of three capital letters, such as CNY.", nameof(currency));
        }

        this.Amount = amount;
        this.currency = currency;
    }

    /// <summary>Gets the amount, in units of the currency (yuan, not fen).</summary>
    public decimal Amount { get; }

    /// <summary>Gets the ISO 4217 code; empty for <c>default</c>.</summary>
    public string Currency => this.currency ?? string.Empty;

    /// <summary>Whether amount and currency are equal (1.0 and 1.00 are).</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if equal.</returns>
    public static bool operator ==(Money left, Money right) => left.Equals(right);

    /// <summary>Whether amount or currency differ.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Money left, Money right) => !left.Equals(right);

    /// <summary>Adds two amounts of one currency.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new Money(left.Amount + right.Amount, Common(left, right));

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="left">The amount to take from.</param>
    /// <param name="right">The amount to take.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new Money(left.Amount - right.Amount, Common(left, right));

    /// <summary>Whether a text is written as a currency code: three letters A to Z.</summary>
    /// <param name="code">The text; null is not.</param>
    /// <returns>True if it has the form of an ISO 4217 code.</returns>
    public static bool IsCurrency(string? code) =>
        code is { Length: 3 } && IsCapital(code[0]) && IsCapital(code[1]) && IsCapital(code[2]);

    /// <inheritdoc/>
    public bool Equals(Money other) => this.Amount == other.Amount && string.Equals(this.Currency, other.Currency, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Money other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.Amount.GetHashCode() ^ StringComparer.Ordinal.GetHashCode(this.Currency);

    /// <summary>Gives amount and currency in invariant digits: <c>12.50 CNY</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Amount.ToString(CultureInfo.InvariantCulture) + " " + this.Currency;

    private static bool IsCapital(char c) => c is >= 'A' and <= 'Z';

    private static string Common(Money left, Money right) =>
        string.Equals(left.Currency, right.Currency, StringComparison.Ordinal) ? left.Currency : throw new CurrencyMismatchException(left.Currency, right.Currency);
}
