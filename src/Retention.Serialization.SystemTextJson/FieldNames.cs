using System;
using System.Text;
using System.Text.Json;

namespace Retention.Serialization.SystemTextJson;

/// <summary>The names of a type's fields in the order of its constructor, or of an enumeration's values.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class FieldNames
{
    private readonly byte[][] bytes;
    private readonly string[] names;
    private readonly ulong required;

    /// <summary>Makes the names; <paramref name="required"/> has a bit for each field that has to be there.</summary>
    internal FieldNames(ulong required, params string[] names)
    {
        this.required = required;
        this.names = names;
        this.bytes = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    internal string this[int index] => this.names[index];

    internal bool IsRequired(int index) => (this.required >> index & 1) != 0;

    /// <summary>The first field that has to be there and wasn't seen; -1 if there is none.</summary>
    internal int FirstMissing(ulong seen)
    {
        ulong missing = this.required & ~seen;
        for (int i = 0; missing != 0 && i < this.names.Length; i++)
        {
            if ((missing >> i & 1) != 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The index of the text that the reader stands on; -1 if it is none of these. Looks first where the next field mostly is.</summary>
    internal int IndexOf(ref Utf8JsonReader reader, int likely)
    {
        // Only a name that somebody else wrote is ever escaped.
        ReadOnlySpan<byte> text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        for (int i = likely; i < this.bytes.Length; i++)
        {
            if (text.SequenceEqual(this.bytes[i]))
            {
                return i;
            }
        }

        for (int i = 0; i < likely && i < this.bytes.Length; i++)
        {
            if (text.SequenceEqual(this.bytes[i]))
            {
                return i;
            }
        }

        return -1;
    }

    internal string List() => string.Join(", ", this.names);
}
