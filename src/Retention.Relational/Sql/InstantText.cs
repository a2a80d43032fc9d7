using System;
using NodaTime;

namespace Retention.Relational.Sql;

/// <summary>Instants as texts whose order is the order of time: <c>2026-03-01T08:00:00.000000000Z</c>, always nine decimals.</summary>
/// <remarks>Years before 0 are a minus and the years since -9999, so that they too sort by their characters; the width is then 31.</remarks>
internal static class InstantText
{
    private const int Width = 30;

    internal static string? Of(Instant? instant) => instant is { } known ? Of(known) : null;

    internal static string Of(Instant instant)
    {
        LocalDateTime time = instant.InUtc().LocalDateTime;
        int year = time.Year;
        var text = new char[year < 0 ? Width + 1 : Width];
        int at = 0;
        if (year < 0)
        {
            text[at++] = '-';
            year += 9999;
        }

        at = Digits(text, at, year, 4, '-');
        at = Digits(text, at, time.Month, 2, '-');
        at = Digits(text, at, time.Day, 2, 'T');
        at = Digits(text, at, time.Hour, 2, ':');
        at = Digits(text, at, time.Minute, 2, ':');
        at = Digits(text, at, time.Second, 2, '.');
        Digits(text, at, time.NanosecondOfSecond, 9, 'Z');
        return new string(text);
    }

    /// <summary>The instant of a text.</summary>
    /// <exception cref="FormatException">The text isn't one that <see cref="Of(Instant)"/> writes.</exception>
    internal static Instant Parse(string text)
    {
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        if (text.Length != Width + at)
        {
            throw Wrong();
        }

        int year = Number(text, at, 4, '-') - (at == 1 ? 9999 : 0);
        try
        {
            var time = new LocalDateTime(year, Number(text, at + 5, 2, '-'), Number(text, at + 8, 2, 'T'), Number(text, at + 11, 2, ':'), Number(text, at + 14, 2, ':'), Number(text, at + 17, 2, '.'));
            return time.PlusNanoseconds(Number(text, at + 20, 9, 'Z')).InUtc().ToInstant();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Wrong();
        }
    }

    private static int Digits(char[] text, int at, int number, int count, char then)
    {
        for (int i = at + count - 1; i >= at; i--)
        {
            text[i] = (char)('0' + (number % 10));
            number /= 10;
        }

        text[at + count] = then;
        return at + count + 1;
    }

    private static int Number(string text, int at, int count, char then)
    {
        int number = 0;
        for (int i = at; i < at + count; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                throw Wrong();
            }

            number = (number * 10) + (text[i] - '0');
        }

        return text[at + count] == then ? number : throw Wrong();
    }

    private static FormatException Wrong() => new FormatException("An instant isn't written as 2026-03-01T08:00:00.000000000Z.");
}
