using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.Core.Hosting;

/// <summary>What a command says, as bytes that no other command has.</summary>
/// <remarks>
/// Fingerprints are kept for years, so this form never changes. Every value begins with its kind and has a fixed length, or says its length or
/// number, or ends with <see cref="End"/>; so no two lists of values run into the same bytes. Parts that are null are left out, and can
/// be told apart by the names of the others. Numbers are little-endian.
/// </remarks>
internal sealed class CanonicalForm : IDisposable
{
    private const byte Version = 1;
    private const byte End = 0;
    private const byte Null = 1;
    private const byte Part = 2;
    private const byte Text = 3;
    private const byte False = 4;
    private const byte True = 5;
    private const byte Integer = 6;
    private const byte Fixed = 7;
    private const byte Fraction = 8;
    private const byte Amount = 9;
    private const byte Moment = 10;
    private const byte Length = 11;
    private const byte IsoDate = 12;
    private const byte OtherDate = 13;
    private const byte Policy = 14;
    private const byte Items = 15;
    private const byte Content = 16;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int count;

    public void Dispose() => ArrayPool<byte>.Shared.Return(this.bytes, clearArray: true);

    internal string ToFingerprint() => Sha256Hex.Of(this.bytes, this.count);

    /// <summary>Writes a command: its name and every part but the decision time and what may be personal.</summary>
    internal void Write(Message command)
    {
        this.WriteByte(Version);
        this.WriteText(command.TypeName);
        this.WriteParts(command, "at");
    }

    private void WriteParts(MessageContent content, string? omitted)
    {
        List<MessagePart> parts = content.Parts();
        foreach (MessagePart part in parts)
        {
            if (part.Value is not null && !part.IsPersonal && !string.Equals(part.Name, omitted, StringComparison.Ordinal))
            {
                this.WriteByte(Part);
                this.WriteText(part.Name);
                this.WriteValue(part.Value);
            }
        }

        this.WriteByte(End);
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: this.WriteByte(Null); break;
            case string text: this.WriteText(text); break;
            case decimal number: this.WriteDecimal(number); break;
            case MessageContent content:
                this.WriteByte(Content);
                this.WriteParts(content, null);
                break;
            case List<object?> list: this.WriteList(list); break;
            case bool flag: this.WriteByte(flag ? True : False); break;
            case int number: this.WriteNumber(Integer, number); break;
            case long number: this.WriteNumber(Integer, number); break;
            case Enum choice: this.WriteNumber(Integer, ((IConvertible)choice).ToInt64(CultureInfo.InvariantCulture)); break;
            case Points points: this.WriteNumber(Fixed, points.TenThousandths); break;
            case Score score: this.WriteNumber(Fixed, score.TenThousandths); break;
            case CustomerId id: this.WriteText(id.Value); break;
            default: this.WriteTimeOrAmount(value); break;
        }
    }

    private void WriteTimeOrAmount(object value)
    {
        switch (value)
        {
            case Instant instant: this.WriteDuration(Moment, instant - NodaConstants.UnixEpoch); break;
            case Duration duration: this.WriteDuration(Length, duration); break;
            case LocalDate date: this.WriteDate(date); break;
            case BusinessTime { HasTime: true } time: this.WriteDuration(Moment, time.ToInstant(DateTimeZone.Utc) - NodaConstants.UnixEpoch); break;
            case BusinessTime time: this.WriteDate(time.ToDate(DateTimeZone.Utc)); break;
            case Money money:
                this.WriteByte(Amount);
                this.WriteDecimal(money.Amount);
                this.WriteText(money.Currency);
                break;
            case PolicyVersion version:
                this.WriteByte(Policy);
                this.WriteText(version.Label);
                this.WriteText(version.Fingerprint);
                break;
            default: throw new NotSupportedException(value.GetType() + " has no canonical form yet; give it one of its own here.");
        }
    }

    private void WriteList(List<object?> list)
    {
        this.WriteNumber(Items, list.Count);
        foreach (object? item in list)
        {
            this.WriteValue(item);
        }
    }

    /// <summary>A decimal by its value: what has at most four decimals as the library's own numbers, else without trailing zeros.</summary>
    private void WriteDecimal(decimal value)
    {
        if (FixedPoint.TryExact(value) is { } units)
        {
            this.WriteNumber(Fixed, units);
            return;
        }

        this.WriteByte(Fraction);
        this.WriteText(value.ToString("0.############################", CultureInfo.InvariantCulture));
    }

    private void WriteDuration(byte kind, Duration duration)
    {
        this.WriteNumber(kind, duration.Days);
        this.WriteNumber(Integer, duration.NanosecondOfDay);
    }

    private void WriteDate(LocalDate date)
    {
        bool iso = date.Calendar == CalendarSystem.Iso;
        this.WriteNumber(iso ? IsoDate : OtherDate, (((date.Year * 100L) + date.Month) * 100) + date.Day);
        if (!iso)
        {
            this.WriteText(date.Calendar.Id);
        }
    }

    /// <summary>A text by its characters as they are: an encoding would give unpaired surrogates one form.</summary>
    private void WriteText(string text)
    {
        this.WriteNumber(Text, text.Length);
        this.Reserve(2 * text.Length);
        foreach (char c in text)
        {
            this.bytes[this.count++] = (byte)(c & 0xFF);
            this.bytes[this.count++] = (byte)(c >> 8);
        }
    }

    private void WriteNumber(byte kind, long number)
    {
        this.Reserve(9);
        this.bytes[this.count++] = kind;
        ulong rest = unchecked((ulong)number);
        for (int i = 0; i < 8; i++)
        {
            this.bytes[this.count++] = (byte)(rest & 0xFF);
            rest >>= 8;
        }
    }

    private void WriteByte(byte value)
    {
        this.Reserve(1);
        this.bytes[this.count++] = value;
    }

    private void Reserve(int more)
    {
        if (this.count + more <= this.bytes.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(this.count + more), 2 * this.bytes.Length));
        Buffer.BlockCopy(this.bytes, 0, larger, 0, this.count);
        ArrayPool<byte>.Shared.Return(this.bytes, clearArray: true);
        this.bytes = larger;
    }
}
