using System;
using NodaTime;
using NodaTime.Text;

namespace Retention.Serialization.SystemTextJson;

/// <summary>Instants as <see cref="InstantPattern.ExtendedIso"/> writes them, without its detours: an event has ten of them.</summary>
internal static class InstantText
{
    /// <summary>The longest text: <c>-9998-01-01T00:00:00.123456789Z</c>.</summary>
    internal const int MaxLength = 31;

    private const int Whole = 19;

    /// <summary>Writes an instant to a place with room for <see cref="MaxLength"/> and tells how many characters it took.</summary>
    internal static int Write(Instant value, char[] text, int at)
    {
        LocalDateTime utc = value.InUtc().LocalDateTime;
        if (utc.Year < 0)
        {
            string slow = InstantPattern.ExtendedIso.Format(value);
            slow.CopyTo(0, text, at, slow.Length);
            return slow.Length;
        }

        Digits(utc.Year, text, at, 4);
        text[at + 4] = '-';
        Digits(utc.Month, text, at + 5, 2);
        text[at + 7] = '-';
        Digits(utc.Day, text, at + 8, 2);
        text[at + 10] = 'T';
        Digits(utc.Hour, text, at + 11, 2);
        text[at + 13] = ':';
        Digits(utc.Minute, text, at + 14, 2);
        text[at + 16] = ':';
        Digits(utc.Second, text, at + 17, 2);
        int end = at + Whole;
        if (utc.NanosecondOfSecond != 0)
        {
            text[end] = '.';
            Digits(utc.NanosecondOfSecond, text, end + 1, 9);
            end += 10;
            while (text[end - 1] == '0')
            {
                end--;
            }
        }

        text[end] = 'Z';
        return end + 1 - at;
    }

    /// <summary>Reads what <see cref="Write"/> writes of years that aren't negative; null for anything else.</summary>
    internal static Instant? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Whole || text.Length > Whole + 11 || text[text.Length - 1] != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        {
            return null;
        }

        int year = Number(text.Slice(0, 4));
        int month = Number(text.Slice(5, 2));
        int day = Number(text.Slice(8, 2));
        int hour = Number(text.Slice(11, 2));
        int minute = Number(text.Slice(14, 2));
        int second = Number(text.Slice(17, 2));
        int nanoseconds = Nanoseconds(text.Slice(Whole, text.Length - Whole - 1));
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nanoseconds < 0)
        {
            return null;
        }

        return Instant.FromUtc(year, month, day, hour, minute, second).PlusNanoseconds(nanoseconds);
    }

    private static void Digits(int value, char[] text, int at, int count)
    {
        for (int i = at + count - 1; i >= at; i--)
        {
            text[i] = (char)('0' + (value % 10));
            value /= 10;
        }
    }

    /// <summary>The number of some digits; -1 if one isn't a digit.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            if (digit < '0' || digit > '9')
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }

    /// <summary>The nanoseconds of a fraction with its point; -1 if it is none.</summary>
    private static int Nanoseconds(ReadOnlySpan<byte> fraction)
    {
        if (fraction.Length == 0)
        {
            return 0;
        }

        int number = fraction[0] == '.' && fraction.Length > 1 ? Number(fraction.Slice(1)) : -1;
        for (int i = fraction.Length; i < 10 && number > 0; i++)
        {
            number *= 10;
        }

        return number;
    }
}
