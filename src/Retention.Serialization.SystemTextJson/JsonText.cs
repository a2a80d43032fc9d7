using System;
using System.Collections.Generic;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.Serialization.SystemTextJson;

/// <summary>JSON in the making. Equal values give equal text, so a text can be compared, hashed and kept as a golden file.</summary>
/// <remarks>
/// Written by hand because the writer of System.Text.Json escapes characters beyond the basic plane whatever its encoder, and because what
/// is asked for is text: no detour over bytes. Not thread-safe.
/// </remarks>
internal sealed class JsonText
{
    /// <summary>Deeper than every message, state and rule that compiles, so options that contain themselves come to an end.</summary>
    internal const int MaxDepth = 256;

    private readonly string subject;
    private readonly bool isIndented;
    private char[] text = new char[2048];
    private int length;
    private int depth;
    private bool isFirst = true;
    private string name = string.Empty;

    internal JsonText(string subject, bool isIndented = false)
    {
        this.subject = subject;
        this.isIndented = isIndented;
    }

    public override string ToString() => new string(this.text, 0, this.length);

    /// <summary>The keys in ordinal order, so that equal options give equal text.</summary>
    internal static string[] KeysOf<T>(Dictionary<string, T> map)
    {
        var keys = new string[map.Count];
        map.Keys.CopyTo(keys, 0);
        Array.Sort(keys, StringComparer.Ordinal);
        return keys;
    }

    internal void Open() => this.Begin('{');

    internal void Close() => this.End('}');

    internal void OpenList() => this.Begin('[');

    internal void CloseList() => this.End(']');

    internal void Name(string field)
    {
        this.name = field;
        this.Item();
        this.Quote(field);
        this.Append(':');
        if (this.isIndented)
        {
            this.Append(' ');
        }
    }

    internal void Item()
    {
        if (!this.isFirst)
        {
            this.Append(',');
        }

        this.isFirst = false;
        this.NewLine();
    }

    internal void Value(string value) => this.Quote(value ?? throw this.Wrong("is null, which its type doesn't allow"));

    internal void Value(bool value) => this.Append(value ? "true" : "false");

    internal void Value(int value) => this.Append(value.ToString(CultureInfo.InvariantCulture));

    internal void Value(long value) => this.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>All digits, but no zeros at the end: 1.50 and 1.5 are equal, so they are one text.</summary>
    internal void Value(decimal value)
    {
        string digits = value.ToString(CultureInfo.InvariantCulture);
        int end = digits.Length;
        if (digits.IndexOf('.') >= 0)
        {
            while (digits[end - 1] == '0')
            {
                end--;
            }

            end -= digits[end - 1] == '.' ? 1 : 0;
        }

        this.Append(value == 0 ? "0" : end == digits.Length ? digits : digits.Substring(0, end));
    }

    internal void Value(Points value) => this.Value(value.Value);

    internal void Value(Score value) => this.Value(value.Value);

    /// <summary>An amount of no currency (which only zero is) has no field for it.</summary>
    internal void Value(Money value)
    {
        this.Open();
        this.Name("amount");
        this.Value(value.Amount);
        if (value.Currency.Length > 0)
        {
            this.Name("currency");
            this.Value(value.Currency);
        }

        this.Close();
    }

    /// <summary>The id; empty for nobody.</summary>
    internal void Value(CustomerId value) => this.Quote(value.Value);

    internal void Value(Instant value)
    {
        this.Reserve(InstantText.MaxLength + 2);
        this.text[this.length++] = '"';
        this.length += InstantText.Write(value, this.text, this.length);
        this.text[this.length++] = '"';
    }

    internal void Value(LocalDate value)
    {
        if (value.Calendar != CalendarSystem.Iso)
        {
            throw this.Wrong("is a date of another calendar than the ISO one; give it WithCalendar(CalendarSystem.Iso)");
        }

        this.Quote(LocalDatePattern.Iso.Format(value));
    }

    internal void Value(Duration value) => this.Quote(DurationPattern.JsonRoundtrip.Format(value));

    internal void Value(BusinessTime value)
    {
        if (value.HasTime)
        {
            this.Value(value.ToInstant(DateTimeZone.Utc));
        }
        else
        {
            this.Value(value.ToDate(DateTimeZone.Utc));
        }
    }

    internal ArgumentException Undefined() => this.Wrong("is none of its enumeration's values");

    private ArgumentException Wrong(string problem) => new ArgumentException(this.subject + ": " + this.name + " " + problem + ".");

    private void Begin(char bracket)
    {
        if (++this.depth > MaxDepth)
        {
            throw this.Wrong("lies deeper than " + MaxDepth.ToString(CultureInfo.InvariantCulture) + " levels; does something contain itself?");
        }

        this.Append(bracket);
        this.isFirst = true;
    }

    private void End(char bracket)
    {
        this.depth--;
        if (!this.isFirst)
        {
            this.NewLine();
        }

        this.Append(bracket);
        this.isFirst = false;
    }

    private void NewLine()
    {
        if (this.isIndented)
        {
            this.Append('\n');
            for (int i = 0; i < this.depth; i++)
            {
                this.Append("  ");
            }
        }
    }

    private void Quote(string value)
    {
        this.Reserve(value.Length + 2);
        this.text[this.length++] = '"';
        int plain = 0;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c is not ('"' or '\\') && c >= ' ' && !char.IsSurrogate(c))
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
                continue;
            }

            if (char.IsSurrogate(c))
            {
                throw this.Wrong("has half of a surrogate pair, which is no character; cut texts between characters, not within");
            }

            this.Append(value, plain, i - plain);
            plain = i + 1;
            this.Escape(c);
        }

        this.Append(value, plain, value.Length - plain);
        this.Append('"');
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '\n':
                this.Append("\\n");
                break;
            case '\r':
                this.Append("\\r");
                break;
            case '\t':
                this.Append("\\t");
                break;
            case '"':
                this.Append("\\\"");
                break;
            case '\\':
                this.Append("\\\\");
                break;
            default:
                this.Append("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
        }
    }

    private void Append(char c)
    {
        this.Reserve(1);
        this.text[this.length++] = c;
    }

    private void Append(string value) => this.Append(value, 0, value.Length);

    private void Append(string value, int from, int count)
    {
        this.Reserve(count);
        value.CopyTo(from, this.text, this.length, count);
        this.length += count;
    }

    private void Reserve(int more)
    {
        if (this.length + more > this.text.Length)
        {
            Array.Resize(ref this.text, Math.Max(this.text.Length * 2, this.length + more));
        }
    }
}
