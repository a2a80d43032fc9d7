using System;

namespace Retention.Core.Hosting;

/// <summary>Names one stream: whose history it is, among the streams of one kind.</summary>
/// <remarks>
/// Compared by its characters (ordinal). The category names a process of one programme, such as <c>points</c> or <c>points/gold</c>; a
/// tenant with streams of its own has a category of its own, or a store of its own. Immutable and thread-safe.
/// </remarks>
public sealed class StreamId : IEquatable<StreamId>
{
    /// <summary>The greatest length of a category: 64 characters.</summary>
    public const int MaxCategoryLength = 64;

    /// <summary>The greatest length of a key: 200 UTF-16 characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Makes an id.</summary>
    /// <param name="category">1 to 64 of <c>a–z 0–9 . - _ /</c>, beginning with a letter.</param>
    /// <param name="key">The host's key, such as a customer's id: 1 to 200 characters, not blank, no control characters, no half of a surrogate pair; taken as it is.</param>
    /// <exception cref="ArgumentException">The category or the key isn't so.</exception>
    public StreamId(string category, string key)
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentNullException.ThrowIfNull(key);
        if (!IsCategory(category))
        {
            throw new ArgumentException("A stream's category has 1 to 64 of a–z, 0–9, '.', '-', '_' and '/', and begins with a letter; for example points/gold.", nameof(category));
        }

        if (!IsKey(key))
        {
            throw new ArgumentException("A stream's key has 1 to 200 characters, isn't blank, and has no control characters and no half of a surrogate pair; give the host's own id.", nameof(key));
        }

        this.Category = category;
        this.Key = key;
    }

    /// <summary>Gets the kind of the stream.</summary>
    public string Category { get; }

    /// <summary>Gets the host's key.</summary>
    public string Key { get; }

    /// <summary>Whether a text can be a category.</summary>
    /// <param name="category">The text; null can't.</param>
    /// <returns>True if the constructor accepts it.</returns>
    public static bool IsCategory(string? category)
    {
        if (string.IsNullOrEmpty(category) || category!.Length > MaxCategoryLength || category[0] is < 'a' or > 'z')
        {
            return false;
        }

        foreach (char c in category)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text can be a key.</summary>
    /// <param name="key">The text; null can't.</param>
    /// <returns>True if the constructor accepts it.</returns>
    public static bool IsKey(string? key) => PlainText.Is(key, MaxKeyLength);

    /// <inheritdoc/>
    public bool Equals(StreamId? other) =>
        other is not null && string.Equals(this.Key, other.Key, StringComparison.Ordinal) && string.Equals(this.Category, other.Category, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as StreamId);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        unchecked
        {
            return (StringComparer.Ordinal.GetHashCode(this.Category) * 31) + StringComparer.Ordinal.GetHashCode(this.Key);
        }
    }

    /// <summary>Gives category and key.</summary>
    /// <returns>For example <c>points:C-1</c>.</returns>
    public override string ToString() => this.Category + ":" + this.Key;
}
