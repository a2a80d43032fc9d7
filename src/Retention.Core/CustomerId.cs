using System;

namespace Retention.Core;

/// <summary>The host's key of one customer: a person or a company, as the host's own records name it.</summary>
/// <remarks>
/// Compared by its characters (ordinal, case-sensitive): <c>c1</c> and <c>C1</c> are two customers. Never a name, a phone number or
/// another personal datum: ids appear in messages and logs. The value <c>default(CustomerId)</c> has an empty <see cref="Value"/> and
/// is accepted nowhere a customer is asked for. Immutable and thread-safe.
/// </remarks>
public readonly struct CustomerId : IEquatable<CustomerId>, IComparable<CustomerId>
{
    /// <summary>The greatest length of an id: 128 UTF-16 characters.</summary>
    public const int MaxLength = 128;

    private readonly string? value;

    /// <summary>Makes an id from the host's key.</summary>
    /// <param name="value">1 to 128 characters, not blank, without control characters and halves of surrogate pairs; taken as it is (not trimmed).</param>
    /// <exception cref="ArgumentException">The key is blank, too long, or has a control character or half of a surrogate pair.</exception>
    public CustomerId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsValid(value))
        {
            throw new ArgumentException("A customer id has 1 to 128 characters, is not blank and has no control characters and no half of a surrogate pair; give the host's key of the customer.", nameof(value));
        }

        this.value = value;
    }

    /// <summary>Gets the host's key; empty for <c>default</c>.</summary>
    public string Value => this.value ?? string.Empty;

    /// <summary>Gets a value indicating whether this is <c>default(CustomerId)</c>, which names nobody.</summary>
    public bool IsEmpty => this.value is null;

    /// <summary>Whether two ids are the same characters.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if both name the same customer.</returns>
    public static bool operator ==(CustomerId left, CustomerId right) => left.Equals(right);

    /// <summary>Whether two ids differ in any character.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they name two customers.</returns>
    public static bool operator !=(CustomerId left, CustomerId right) => !left.Equals(right);

    /// <summary>Whether a text can be a customer id: not blank, at most 128 characters, no control characters, well-formed UTF-16.</summary>
    /// <param name="value">The text; null is not valid.</param>
    /// <returns>True if <see cref="CustomerId(string)"/> accepts it.</returns>
    public static bool IsValid(string? value) => PlainText.Is(value, MaxLength);

    /// <summary>Orders ids by their characters (ordinal).</summary>
    /// <param name="other">The id to compare with.</param>
    /// <returns>Negative, zero or positive as this id comes before, is, or comes after the other.</returns>
    public int CompareTo(CustomerId other) => string.CompareOrdinal(this.Value, other.Value);

    /// <inheritdoc/>
    public bool Equals(CustomerId other) => string.Equals(this.Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CustomerId other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Value);

    /// <summary>Gives the id itself.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => this.Value;
}
