using System;
using System.Collections.Generic;
using System.Text;

namespace Retention.Core;

/// <summary>The base of what messages are made of: deep equality, and a text without personal data.</summary>
/// <remarks>Closed. Immutable and thread-safe.</remarks>
public abstract class MessageContent : IEquatable<MessageContent>
{
    private protected MessageContent()
    {
    }

    /// <summary>Gets what the text begins with: the type's name.</summary>
    private protected virtual string Label => this.GetType().Name;

    /// <inheritdoc/>
    public bool Equals(MessageContent? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.GetType() != this.GetType())
        {
            return false;
        }

        List<MessagePart> mine = this.Parts();
        List<MessagePart> theirs = other.Parts();
        for (int i = 0; i < mine.Count; i++)
        {
            if (!mine[i].Equals(theirs[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as MessageContent);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        unchecked
        {
            int hash = StringComparer.Ordinal.GetHashCode(this.Label);
            foreach (MessagePart part in this.Parts())
            {
                hash = (hash * 31) + part.GetHashCode();
            }

            return hash;
        }
    }

    /// <summary>Gives the type with ids, numbers, instants and codes; fields marked personal are left out.</summary>
    /// <returns>For example <c>tiering.tier-assigned (at=2026-03-01T00:00:00Z, tier=A)</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(this.Label).Append(" (");
        bool first = true;
        foreach (MessagePart part in this.Parts())
        {
            if (part.IsPersonal)
            {
                continue;
            }

            text.Append(first ? string.Empty : ", ").Append(part);
            first = false;
        }

        return text.Append(')').ToString();
    }

    /// <summary>Every field, in order.</summary>
    internal List<MessagePart> Parts()
    {
        var parts = new MessageParts();
        this.Describe(parts);
        return parts.Parts;
    }

    /// <summary>The same with the person forgotten; this very value if nothing in it is about them.</summary>
    internal MessageContent ErasedFor(ErasedIdentity who)
    {
        MessageContent copy = this.Erase(who);
        return copy.Equals(this) ? this : copy;
    }

    /// <summary>Lists every field.</summary>
    private protected abstract void Describe(MessageParts parts);

    /// <summary>A copy with the person forgotten: overridden by what has a field marked personal or an id of a customer, also deep within.</summary>
    private protected virtual MessageContent Erase(ErasedIdentity who) => this;
}
