using System;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Facts;

namespace Retention.QuickStart;

/// <summary>Reads dates as order files write them. Day and month in an order that can't be told from the text are not guessed.</summary>
internal sealed class OrderFileDates(DateTimeZone zone, string? pattern)
{
    internal const int FirstYear = 1900;
    internal const int LastYear = 2199;

    private static readonly string[] Usual =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy'年'M'月'd'日'",
        "yyyy-M-d H:m", "yyyy/M/d H:m", "yyyy-M-d H:m:s", "yyyy/M/d H:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyyMMdd HHmmss",
        "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy'年'M'月'd'日' H:m", "yyyy'年'M'月'd'日' H:m:s",
    ];

    private readonly string[] patterns = pattern is null ? Usual : [pattern, .. Usual];

    /// <summary>Reads a date, or a time of day with it; without an offset it is the zone's.</summary>
    internal BusinessTime? Read(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact)
        {
            return IsPlausible(exact.Value.Year) ? BusinessTime.At(exact.Value.ToInstant()) : null;
        }

        // Midnight is how systems without a time of day export dates, so it is a date.
        return !DateTime.TryParseExact(text, this.patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime read) || !IsPlausible(read.Year)
            ? null
            : read.TimeOfDay == TimeSpan.Zero
                ? BusinessTime.On(LocalDate.FromDateTime(read))
                : BusinessTime.At(zone.AtLeniently(LocalDateTime.FromDateTime(read)).ToInstant());
    }

    private static bool IsPlausible(int year) => year is >= FirstYear and <= LastYear;
}
