using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.Serialization.SystemTextJson;

/// <summary>Reads fields and knows where in the text it is, so that a refusal names the field and never what it says.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class JsonFields
{
    private static readonly FieldNames MoneyNames = new FieldNames(1, "amount", "currency");

    private string?[] names = new string?[16];
    private int[] places = new int[16];
    private bool[] isList = new bool[16];
    private int depth = -1;

    /// <summary>Gets the fields on the way to where the reader is, such as <c>award:lines:2:amount</c>; empty at the top.</summary>
    internal string Path
    {
        get
        {
            var path = new StringBuilder();
            for (int i = 0; i <= this.depth; i++)
            {
                string? step = this.names[i] ?? (this.isList[i] && this.places[i] >= 0 ? this.places[i].ToString(CultureInfo.InvariantCulture) : null);
                path.Append(path.Length == 0 || step is null ? string.Empty : ":").Append(step);
            }

            return path.ToString();
        }
    }

    /// <summary>Enters an object.</summary>
    internal void Open(ref Utf8JsonReader reader) => this.Enter(ref reader, JsonTokenType.StartObject, "isn't an object");

    /// <summary>Enters a list.</summary>
    internal void OpenList(ref Utf8JsonReader reader) => this.Enter(ref reader, JsonTokenType.StartArray, "isn't a list");

    /// <summary>Goes to the next field's value and gives the field's index; -1 at the end. A null where a field may be left out is the same as nothing.</summary>
    internal int Next(ref Utf8JsonReader reader, FieldNames fields, ref ulong seen)
    {
        while (true)
        {
            this.names[this.depth] = null;
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return -1;
            }

            int index = fields.IndexOf(ref reader, this.places[this.depth] + 1);
            if (index < 0)
            {
                this.names[this.depth] = TextOf(ref reader) is { Length: <= 64 } unknown ? unknown : "(a long name)";
                throw this.Wrong("isn't a field here");
            }

            this.names[this.depth] = fields[index];
            this.places[this.depth] = index;
            this.Once((seen >> index & 1) != 0);
            seen |= 1UL << index;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null || fields.IsRequired(index))
            {
                return index;
            }
        }
    }

    /// <summary>Goes to the next value and gives its key; null at the end.</summary>
    internal string? NextKey(ref Utf8JsonReader reader)
    {
        this.names[this.depth] = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        string key = TextOf(ref reader) ?? throw this.Wrong("has a key with half of a surrogate pair");
        this.names[this.depth] = key;
        reader.Read();
        return key;
    }

    /// <summary>Goes to the next item; false at the end, where the list is left.</summary>
    internal bool NextItem(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            this.depth--;
            return false;
        }

        this.places[this.depth]++;
        return true;
    }

    /// <summary>Leaves an object, in which everything was that has to be.</summary>
    internal void Close(FieldNames fields, ulong seen)
    {
        int missing = fields.FirstMissing(seen);
        if (missing >= 0)
        {
            this.names[this.depth] = fields[missing];
            throw this.Wrong("is missing");
        }

        this.Close();
    }

    internal void Close() => this.depth--;

    internal void Once(bool isThere)
    {
        if (isThere)
        {
            throw this.Wrong("is there twice");
        }
    }

    internal int Choice(ref Utf8JsonReader reader, FieldNames names)
    {
        int index = reader.TokenType == JsonTokenType.String ? names.IndexOf(ref reader, 0) : -1;
        return index >= 0 ? index : throw this.Wrong("is none of " + names.List());
    }

    internal string Text(ref Utf8JsonReader reader) => this.IsText(ref reader) && TextOf(ref reader) is { } text ? text : throw this.Wrong("has half of a surrogate pair, which is no character");

    internal bool Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw this.Wrong("isn't true or false"),
    };

    internal int Int32(ref Utf8JsonReader reader) => this.IsNumber(ref reader) && reader.TryGetInt32(out int value) ? value : throw this.Wrong("isn't a whole number of 32 bits");

    internal long Int64(ref Utf8JsonReader reader) => this.IsNumber(ref reader) && reader.TryGetInt64(out long value) ? value : throw this.Wrong("isn't a whole number of 64 bits");

    internal decimal Number(ref Utf8JsonReader reader) =>
        this.IsNumber(ref reader) && reader.TryGetDecimal(out decimal value) && IsExact(ref reader, value) ? value : throw this.Wrong("is a number that a decimal can't hold exactly");

    internal Points Points(ref Utf8JsonReader reader) => Core.Points.FromTenThousandths(this.TenThousandths(ref reader));

    internal Score Score(ref Utf8JsonReader reader) => Core.Score.FromTenThousandths(this.TenThousandths(ref reader));

    internal Money Money(ref Utf8JsonReader reader)
    {
        decimal amount = 0;
        string? currency = null;
        ulong seen = 0;
        this.Open(ref reader);
        int field;
        while ((field = this.Next(ref reader, MoneyNames, ref seen)) >= 0)
        {
            if (field == 0)
            {
                amount = this.Number(ref reader);
            }
            else
            {
                currency = this.Text(ref reader);
            }
        }

        this.Close(MoneyNames, seen);
        return currency is not null ? new Money(amount, currency) : amount == 0 ? default : throw this.Wrong("has no currency");
    }

    internal CustomerId Customer(ref Utf8JsonReader reader)
    {
        string id = this.Text(ref reader);
        return id.Length == 0 ? default : CustomerId.IsValid(id) ? new CustomerId(id) : throw this.Wrong("isn't the id of a customer");
    }

    internal Instant Instant(ref Utf8JsonReader reader)
    {
        this.IsText(ref reader);
        if (!reader.HasValueSequence && InstantText.Read(reader.ValueSpan) is { } instant)
        {
            return instant;
        }

        return this.Parsed(InstantPattern.ExtendedIso, ref reader, "isn't an instant such as 2026-03-01T08:00:00Z");
    }

    internal LocalDate Date(ref Utf8JsonReader reader) => this.Parsed(LocalDatePattern.Iso, ref reader, "isn't a date such as 2026-03-01");

    internal Duration Duration(ref Utf8JsonReader reader) => this.Parsed(DurationPattern.JsonRoundtrip, ref reader, "isn't a duration such as 36:30:00");

    internal BusinessTime BusinessTime(ref Utf8JsonReader reader)
    {
        this.IsText(ref reader);
        return reader.ValueSpan.IndexOf((byte)'T') >= 0 ? Core.Facts.BusinessTime.At(this.Instant(ref reader)) : Core.Facts.BusinessTime.On(this.Date(ref reader));
    }

    internal UnreadableJsonException Wrong(string problem)
    {
        string path = this.Path;
        return new UnreadableJsonException((path.Length == 0 ? "the whole" : path) + " " + problem + ".");
    }

    /// <summary>The text; null if it has half of a surrogate pair.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A decimal keeps 28 digits, or 29 that begin low; of longer numbers the reader rounds the rest away.</summary>
    private static bool IsExact(ref Utf8JsonReader reader, decimal value)
    {
        ReadOnlySpan<byte> digits = reader.ValueSpan;
        if (digits.Length < 29)
        {
            return digits.IndexOfAny((byte)'e', (byte)'E') < 0 || value != 0;
        }

#if NET
        string text = Encoding.ASCII.GetString(digits);
#else
        string text = Encoding.ASCII.GetString(digits.ToArray());
#endif
        return string.Equals(Trimmed(text), Trimmed(value.ToString(CultureInfo.InvariantCulture)), StringComparison.Ordinal);
    }

    private static string Trimmed(string number) => number.IndexOf('.') >= 0 ? number.TrimEnd('0').TrimEnd('.') : number;

    private long TenThousandths(ref Utf8JsonReader reader) =>
        FixedPoint.TryExact(this.Number(ref reader)) ?? throw this.Wrong("has more than four decimals, or is beyond ±922,337,203,685,477");

    private T Parsed<T>(IPattern<T> pattern, ref Utf8JsonReader reader, string problem)
    {
        ParseResult<T> result = pattern.Parse(this.Text(ref reader));
        return result.Success ? result.Value : throw this.Wrong(problem);
    }

    private bool IsText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? true : throw this.Wrong("isn't a text");

    private bool IsNumber(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number ? true : throw this.Wrong("isn't a number");

    private void Enter(ref Utf8JsonReader reader, JsonTokenType start, string problem)
    {
        if (reader.TokenType != start)
        {
            throw this.Wrong(problem);
        }

        if (++this.depth == this.names.Length)
        {
            Array.Resize(ref this.names, this.depth * 2);
            Array.Resize(ref this.places, this.depth * 2);
            Array.Resize(ref this.isList, this.depth * 2);
        }

        this.names[this.depth] = null;
        this.places[this.depth] = -1;
        this.isList[this.depth] = start == JsonTokenType.StartArray;
    }
}
