using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Calendars;

namespace Retention.Core.Tests.Calendars;

/// <summary>Calendars and cases in the form of <c>business-time.json</c>: what each kind asks, and how its answer is written.</summary>
internal static class GoldenCase
{
    private static readonly string[] DayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>A calendar as the file writes one; a key that nothing reads here is an error, so that no part of a case is passed over.</summary>
    internal static CalendarOptions Calendar(JsonElement written)
    {
        var options = new CalendarOptions { Label = "golden" };
        foreach (JsonProperty part in written.EnumerateObject())
        {
            switch (part.Name)
            {
                case "zone":
                    options.Zone = part.Value.GetString();
                    break;
                case "week":
                    options.Week = Week(part.Value);
                    break;
                case "weeks":
                    options.Weeks = part.Value.EnumerateObject().ToDictionary(w => w.Name, w => Week(w.Value), StringComparer.Ordinal);
                    break;
                case "holidays":
                    options.Holidays["listed"] = new HolidayOptions { Dates = List(part.Value) };
                    break;
                case "yearlyHolidays":
                    options.Holidays["yearly"] = new HolidayOptions { Yearly = List(part.Value) };
                    break;
                case "dateOverrides":
                    options.Overrides = Days(part.Value);
                    break;
                case "makeUpDays":
                    options.MakeUpDays = Days(part.Value);
                    break;
                case "makeUpAs":
                    options.MakeUpAs = part.Value.GetString();
                    break;
                case "overnight":
                    options.Overnight = part.Value.GetString();
                    break;
                default:
                    throw new NotSupportedException("The calendar's \"" + part.Name + "\" is not known here; teach GoldenCase to read it.");
            }
        }

        return options;
    }

    /// <summary>What the calendar answers, in the form in which the case writes what is expected.</summary>
    internal static string Answer(BusinessCalendar calendar, JsonElement given)
    {
        Instant start = At(given.GetProperty("start").GetString()!, calendar.Zone);
        string kind = given.GetProperty("kind").GetString()!;
        JsonElement arg = given.TryGetProperty("arg", out JsonElement a) ? a : default;
        string expected = given.GetProperty("expected").ToString();
        return kind switch
        {
            "add" => Write(calendar.Add(start, Length(arg), Mode(given)), expected, calendar.Zone),
            "subtract" => Write(calendar.Subtract(start, Length(arg)), expected, calendar.Zone),
            "elapsed" => Write(calendar.Elapsed(start, At(arg.GetString()!, calendar.Zone)), expected),
            "add-paused" => Write(AddPaused(calendar, start, Length(arg[0]), arg[1].EnumerateArray().Select(p => (At(p[0].GetString()!, calendar.Zone), At(p[1].GetString()!, calendar.Zone)))), expected, calendar.Zone),
            "isOpen" or "is-open" => calendar.IsOpen(start).ToString(),
            "nextOpening" or "next-opening" => Write(calendar.NextOpening(start), expected, calendar.Zone),
            "nextClosing" or "next-closing" => Write(calendar.NextClosing(start), expected, calendar.Zone),
            _ => throw new NotSupportedException("The kind \"" + kind + "\" is not known here; teach GoldenCase to ask it."),
        };
    }

    /// <summary>The deadline of a clock that stands still in some spans of real time: what remains is added from the last resumption before it is reached.</summary>
    private static Instant? AddPaused(BusinessCalendar calendar, Instant start, Duration amount, IEnumerable<(Instant From, Instant To)> pauses)
    {
        Instant running = start;
        Duration left = amount;
        foreach ((Instant from, Instant to) in pauses.OrderBy(p => p.From))
        {
            if (from > running)
            {
                Duration passed = calendar.Elapsed(running, from);
                if (passed >= left)
                {
                    break;
                }

                left -= passed;
            }

            running = Instant.Max(running, to);
        }

        return calendar.Add(running, left);
    }

    private static ClosingBoundary Mode(JsonElement given) => given.TryGetProperty("mode", out JsonElement mode) ? Enum.Parse<ClosingBoundary>(mode.GetString()!, ignoreCase: true) : ClosingBoundary.AtClosing;

    private static Duration Length(JsonElement period) => PeriodPattern.NormalizingIso.Parse(period.GetString()!).Value.ToDuration();

    /// <summary>An instant with Z, or a local time of the zone; one that clocks skip or repeat says nothing, so it is an error.</summary>
    private static Instant At(string text, DateTimeZone zone) => text.EndsWith('Z')
        ? InstantPattern.ExtendedIso.Parse(text).Value
        : LocalDateTimePattern.ExtendedIso.Parse(text).Value.InZoneStrictly(zone).ToInstant();

    private static string Write(Instant? actual, string expected, DateTimeZone zone)
    {
        if (actual is not { } at)
        {
            return string.Empty;
        }

        return expected.Length > 0 && !expected.EndsWith('Z') ? LocalDateTimePattern.ExtendedIso.Format(at.InZone(zone).LocalDateTime) : InstantPattern.ExtendedIso.Format(at);
    }

    /// <summary>The expected text if it says the same length, whatever its units.</summary>
    private static string Write(Duration actual, string expected) =>
        PeriodPattern.NormalizingIso.Parse(expected) is { Success: true } read && read.Value.ToDuration() == actual ? expected : actual.ToString();

    private static WeekOptions Week(JsonElement days)
    {
        string? unknown = days.EnumerateObject().Select(d => d.Name).FirstOrDefault(d => !DayNames.Contains(d));
        string?[] hours = DayNames.Select(d => days.TryGetProperty(d, out JsonElement windows) ? Hours(windows) : null).ToArray();
        return unknown is null
            ? new WeekOptions { Monday = hours[0], Tuesday = hours[1], Wednesday = hours[2], Thursday = hours[3], Friday = hours[4], Saturday = hours[5], Sunday = hours[6] }
            : throw new NotSupportedException("\"" + unknown + "\" is no day of the week.");
    }

    private static Dictionary<string, CalendarDayOptions> Days(JsonElement days) => days.ValueKind == JsonValueKind.Array
        ? days.EnumerateArray().ToDictionary(d => d.GetString()!, _ => new CalendarDayOptions(), StringComparer.Ordinal)
        : days.EnumerateObject().ToDictionary(d => d.Name, d => new CalendarDayOptions { Hours = d.Value.ValueKind == JsonValueKind.Array ? Hours(d.Value) : null }, StringComparer.Ordinal);

    private static string Hours(JsonElement windows) => windows.GetArrayLength() == 0 ? "closed" : List(windows);

    private static string List(JsonElement items) => string.Join(", ", items.EnumerateArray().Select(i => i.GetString()));
}
