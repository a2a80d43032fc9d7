using System;
using System.Collections.Generic;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core;

/// <summary>The base of every command and event: deep equality, a stable type name, a text without personal data.</summary>
/// <remarks>Closed: hosts build and match the library's own cases. Immutable and thread-safe.</remarks>
public abstract class Message : MessageContent
{
    private protected Message()
    {
    }

    /// <summary>Gets the stable name under which a store keeps this type, such as <c>tiering.tier-assigned</c>. Never changes.</summary>
    public abstract string TypeName { get; }

    private protected sealed override string Label => this.TypeName;
}

/// <summary>Collects the fields of a message.</summary>
internal sealed class MessageParts
{
    internal List<MessagePart> Parts { get; } = new List<MessagePart>();

    internal MessageParts Add(string name, object? value)
    {
        this.Parts.Add(new MessagePart(name, value, false));
        return this;
    }

    /// <summary>Adds a list; equal if its items are, in order.</summary>
    internal MessageParts AddAll<T>(string name, IEnumerable<T> values)
    {
        var text = new List<object?>();
        foreach (T value in values)
        {
            text.Add(value);
        }

        return this.Add(name, text);
    }

    /// <summary>Adds free text that may name a person: compared, never printed.</summary>
    internal MessageParts AddPersonal(string name, object? value)
    {
        this.Parts.Add(new MessagePart(name, value, true));
        return this;
    }
}

/// <summary>One field of a message.</summary>
internal readonly struct MessagePart : IEquatable<MessagePart>
{
    internal MessagePart(string name, object? value, bool isPersonal)
    {
        this.Name = name;
        this.Value = value;
        this.IsPersonal = isPersonal;
    }

    internal string Name { get; }

    internal object? Value { get; }

    internal bool IsPersonal { get; }

    public bool Equals(MessagePart other)
    {
        if (this.Value is List<object?> mine && other.Value is List<object?> theirs)
        {
            if (mine.Count != theirs.Count)
            {
                return false;
            }

            for (int i = 0; i < mine.Count; i++)
            {
                if (!Equals(mine[i], theirs[i]))
                {
                    return false;
                }
            }

            return true;
        }

        return Equals(this.Value, other.Value);
    }

    public override bool Equals(object? obj) => obj is MessagePart other && this.Equals(other);

    public override int GetHashCode() => this.Value is List<object?> list ? list.Count : this.Value?.GetHashCode() ?? 0;

    public override string ToString() => this.Name + "=" + (this.Value is List<object?> list ? "[" + string.Join(",", list.ConvertAll(Text)) + "]" : Text(this.Value));

    private static string? Text(object? value) => value is LocalDate date ? LocalDatePattern.Iso.Format(date) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
