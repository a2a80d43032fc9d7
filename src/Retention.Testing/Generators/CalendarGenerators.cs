using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Calendars;

namespace Retention.Testing.Generators;

/// <summary>Generates calendars in which the ugly cases are common: nights, 24:00, clock changes, skipped and repeated dates, overlapping rules.</summary>
/// <remarks>Every generated calendar compiles. Exceptions lie around a clock change of the zone since 1970. Immutable and thread-safe.</remarks>
public static class CalendarGenerators
{
    private static readonly string[] Zones = DateTimeZoneProviders.Tzdb.Ids.OrderBy(id => id, StringComparer.Ordinal).ToArray();

    /// <summary>Gets a calendar in any zone of the IANA database.</summary>
    public static Gen<CalendarOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(Make);

    /// <summary>The calendar of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static CalendarOptions Make(int seed) => Case(Zones[(int)((uint)seed % Zones.Length)], seed).Options;

    /// <summary>A calendar of a zone with a second one to combine it with and a span of some days to look at.</summary>
    internal static CalendarCase Case(string zone, int seed)
    {
        var dice = new Dice(seed);
        Instant anchor = Anchor(dice, DateTimeZoneProviders.Tzdb[zone]);
        CalendarOptions options = Around(dice, zone, anchor);
        CalendarOptions other = Around(dice, dice.Percent(50) ? zone : dice.OfList(Zones), anchor);
        Instant from = anchor.Minus(Duration.FromMinutes(dice.Between(0, 2_880)));
        return new CalendarCase(options, other, from, anchor.Plus(Duration.FromMinutes(dice.Between(60, 2_880))), seed);
    }

    /// <summary>A span of some days of one calendar: around a clock change, an exception or anywhere.</summary>
    internal static CalendarCase Span(CalendarOptions options, BusinessCalendar calendar, int seed)
    {
        var dice = new Dice(seed);
        string[] dates = options.Overrides.Keys.Concat(options.ExtraShifts.Keys).Concat(options.MakeUpDays.Keys).Concat(options.Weeks.Keys).ToArray();
        Instant anchor = dates.Length > 0 && dice.Percent(60)
            ? LocalDatePattern.Iso.Parse(dice.OfList(dates).Trim()).Value.AtMidnight().InZoneLeniently(calendar.Zone).ToInstant()
            : Anchor(dice, calendar.Zone);
        Instant from = anchor.Minus(Duration.FromMinutes(dice.Between(0, 2_880)));
        return new CalendarCase(options, options, from, from.Plus(Duration.FromDays(dice.Between(1, 6))), seed);
    }

    /// <summary>A clock change since 1970, or any minute where there is none; now and then any minute all the same.</summary>
    internal static Instant Anchor(Dice dice, DateTimeZone zone)
    {
        Instant any = Instant.FromUtc(1970, 1, 1, 0, 0).Plus(Duration.FromMinutes(dice.Next(100 * 525_960)));
        Instant[] changes = zone.GetZoneIntervals(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)).Where(i => i.HasEnd).Select(i => i.End).Where(i => i < Instant.FromUtc(2040, 1, 1, 0, 0)).ToArray();
        return changes.Length == 0 || dice.Percent(10) ? any : dice.OfList(changes);
    }

    private static CalendarOptions Around(Dice dice, string zone, Instant anchor)
    {
        LocalDate date = anchor.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        var options = new CalendarOptions { Label = "generated", Zone = zone, Overnight = dice.Of(null, null, "opening-date", "each-date") };
        options.Week = dice.Percent(92) ? Week(dice) : null;
        for (int more = dice.Weighted([6, 3, 1]); more > 0; more--)
        {
            options.Weeks[Text(Near(dice, date))] = Week(dice);
        }

        for (int more = dice.Weighted([3, 4, 2]); more > 0; more--)
        {
            options.Holidays["h" + more.ToString(CultureInfo.InvariantCulture)] = Holiday(dice, date);
        }

        for (int more = dice.Weighted([4, 3, 2]); more > 0; more--)
        {
            options.Overrides[Text(Near(dice, date))] = new CalendarDayOptions { Name = dice.Of(null, "Stocktaking"), Hours = Hours(dice) };
        }

        for (int more = dice.Weighted([5, 3, 1]); more > 0; more--)
        {
            options.ExtraShifts[Text(Near(dice, date))] = new CalendarDayOptions { Hours = Hours(dice) };
        }

        for (int more = dice.Weighted([5, 3, 1]); more > 0; more--)
        {
            // A week that may be closed has no hours to lend.
            options.MakeUpDays[Text(Near(dice, date))] = new CalendarDayOptions { Hours = dice.Percent(50) && Lends(options) ? null : Hours(dice) };
        }

        options.PublicHolidays = zone == "Asia/Shanghai" && Lends(options) && dice.Percent(30) ? "cn" : null;
        return options;
    }

    private static bool Lends(CalendarOptions options) => Works(options.Week) && options.Weeks.Values.All(Works);

    private static bool Works(WeekOptions? week) =>
        week is not null && new[] { week.Monday, week.Tuesday, week.Wednesday, week.Thursday, week.Friday, week.Saturday, week.Sunday }.Any(h => h is not null and not "closed");

    private static WeekOptions Week(Dice dice)
    {
        string hours = Hours(dice);
        return dice.Weighted([4, 2, 3, 1]) switch
        {
            0 => WeekOptions.MondayToFriday(hours),
            1 => WeekOptions.EveryDay(hours),
            2 => new WeekOptions { Monday = Hours(dice), Tuesday = Hours(dice), Wednesday = Hours(dice), Thursday = null, Friday = Hours(dice), Saturday = Hours(dice), Sunday = dice.Of(null, hours) },
            _ => new WeekOptions { Saturday = hours, Sunday = Hours(dice) },
        };
    }

    private static HolidayOptions Holiday(Dice dice, LocalDate date)
    {
        LocalDate first = Near(dice, date);
        LocalDate last = first.PlusDays(dice.Between(0, 3));
        return dice.Weighted([3, 2, 2, 2, 1]) switch
        {
            0 => new HolidayOptions { Dates = Text(first) },
            1 => new HolidayOptions { Name = "Feast", Dates = Text(first) + ".." + Text(last) + ", " + Text(first.PlusDays(9)) },
            2 => new HolidayOptions { Name = "Feast", Yearly = Annual(first) + ".." + Annual(last) },
            3 => new HolidayOptions { Yearly = Annual(first) },
            _ => new HolidayOptions { Name = "Turn of the year", Yearly = dice.Of("12-24..01-02", "02-29", "12-31..12-31, 01-01", "02-29..03-01", "02-27..02-29") },
        };
    }

    /// <summary>Windows alone, split, overnight, to and from midnight, touching and overlapping, at times at which clocks change; now and then with seconds.</summary>
    private static string Hours(Dice dice)
    {
        switch (dice.Weighted([3, 3, 3, 2, 2, 2, 3, 1]))
        {
            case 0:
                return dice.Of("09:00-17:00", "08:00-13:00, 14:00-18:00", "09:00-12:00,12:00-15:00", "9:30-16:00");
            case 1:
                return dice.Of("22:00-06:00", "21:30-02:30, 05:00-07:00", "20:00-24:00", "23:30-00:30", "22:00-06:00, 04:00-09:00", "23:00-00:00");
            case 2:
                return dice.Of("00:00-24:00", "00:00-00:30, 23:30-24:00", "00:00-06:00", "23:00-24:00", "12:00-12:30, 00:00-01:00");
            case 3:
                return dice.Of("02:30-03:30", "01:30-02:30", "00:30-01:30", "02:00-03:00", "01:00-02:00, 03:00-04:00", "02:15-02:45");
            case 4:
                return dice.Of("09:00-13:00, 12:00-17:00", "09:00-18:00, 10:00-11:00", "20:00-23:00, 22:00-24:00", "10:00-10:00:30, 11:00:30-12:00");
            case 5:
                return "closed";
            case 6:
                int start = dice.Next(1_440);
                int end = (start + dice.Between(1, 1_439)) % 1_440;
                return Clock(start) + "-" + Clock(end);
            default:
                return "18:00-17:00";
        }
    }

    private static LocalDate Near(Dice dice, LocalDate date) => date.PlusDays(dice.Between(-3, 3));

    private static string Clock(int minute) => (minute / 60).ToString("00", CultureInfo.InvariantCulture) + ":" + (minute % 60).ToString("00", CultureInfo.InvariantCulture);

    internal static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Annual(LocalDate date) => date.ToString("MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A calendar, another to combine it with, and a span to look at.</summary>
internal sealed class CalendarCase
{
    /// <summary>The shortest span that is made shorter still is twice as long.</summary>
    private const int MinHours = 2;

    private readonly int seed;

    internal CalendarCase(CalendarOptions options, CalendarOptions other, Instant from, Instant to, int seed)
    {
        this.Options = options;
        this.Other = other;
        this.From = from;
        this.To = to;
        this.seed = seed;
        bool inMinutes = from.ToUnixTimeSeconds() % 60 == 0 && this.IsInMinutes(options) && this.IsInMinutes(other);
        this.Step = Duration.FromSeconds(inMinutes ? 60 : 30);
    }

    internal CalendarOptions Options { get; }

    internal CalendarOptions Other { get; }

    internal Instant From { get; }

    internal Instant To { get; }

    /// <summary>Gets a length of time of which the span's beginning, its zones' offsets and all hours are multiples: a minute, or half of one.</summary>
    internal Duration Step { get; }

    /// <summary>Gets choices that are the same each time the case is checked.</summary>
    internal Dice Dice => new Dice(this.seed + 1L);

    public override string ToString() => this.From + " to " + this.To + "\n" + Show(this.Options) + "\nand\n" + Show(this.Other);

    /// <summary>Cases with one rule less.</summary>
    internal static IEnumerable<CalendarCase> Smaller(CalendarCase given) =>
        Without(given.Options).Select(o => new CalendarCase(o, given.Other, given.From, given.To, given.seed))
            .Concat(Without(given.Other).Select(o => new CalendarCase(given.Options, o, given.From, given.To, given.seed)));

    /// <summary>Cases with either half of the span, to the hour.</summary>
    internal static IEnumerable<CalendarCase> Shorter(CalendarCase given)
    {
        long hours = (long)(given.To - given.From).TotalHours;
        if (hours >= MinHours * 2)
        {
            Instant middle = given.From + Duration.FromHours(hours / 2);
            yield return new CalendarCase(given.Options, given.Other, given.From, middle, given.seed);
            yield return new CalendarCase(given.Options, given.Other, middle, given.To, given.seed);
        }
    }

    internal static string Show(CalendarOptions options)
    {
        var lines = new List<string> { options.Zone + " overnight " + (options.Overnight ?? "–") + (options.PublicHolidays is null ? string.Empty : " public holidays " + options.PublicHolidays), "week " + Show(options.Week) };
        lines.AddRange(options.Weeks.Select(w => "from " + w.Key + " " + Show(w.Value)));
        lines.AddRange(options.Holidays.Select(h => "holiday " + h.Key + ": " + (h.Value.Name ?? "–") + " " + h.Value.Dates + " yearly " + h.Value.Yearly));
        lines.AddRange(options.MakeUpDays.Select(d => "make-up " + d.Key + ": " + (d.Value.Hours ?? "ordinary hours")));
        lines.AddRange(options.Overrides.Select(d => "override " + d.Key + ": " + d.Value.Hours));
        lines.AddRange(options.ExtraShifts.Select(d => "extra shift " + d.Key + ": " + d.Value.Hours));
        return string.Join("\n", lines);
    }

    private bool IsInMinutes(CalendarOptions options)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[options.Zone!];
        return !Regex.IsMatch(Show(options), ":[0-9]{2}:[0-9]", RegexOptions.None, TimeSpan.FromSeconds(1)) && zone.GetUtcOffset(this.From).Seconds % 60 == 0 && zone.GetUtcOffset(this.To).Seconds % 60 == 0;
    }

    private static string Show(WeekOptions? week) => week is null ? "none" : string.Join(" | ", new[] { week.Monday, week.Tuesday, week.Wednesday, week.Thursday, week.Friday, week.Saturday, week.Sunday }.Select(h => h ?? "–"));

    private static IEnumerable<CalendarOptions> Without(CalendarOptions given)
    {
        foreach (string key in given.Overrides.Keys)
        {
            yield return Copy(given, o => o.Overrides.Remove(key));
        }

        foreach (string key in given.ExtraShifts.Keys)
        {
            yield return Copy(given, o => o.ExtraShifts.Remove(key));
        }

        foreach (string key in given.MakeUpDays.Keys)
        {
            yield return Copy(given, o => o.MakeUpDays.Remove(key));
        }

        foreach (string key in given.Holidays.Keys)
        {
            yield return Copy(given, o => o.Holidays.Remove(key));
        }

        foreach (string key in given.Weeks.Keys)
        {
            yield return Copy(given, o => o.Weeks.Remove(key));
        }

        if (given.PublicHolidays is not null)
        {
            yield return Copy(given, o => o.PublicHolidays = null);
        }
    }

    private static CalendarOptions Copy(CalendarOptions given, Action<CalendarOptions> change)
    {
        var copy = new CalendarOptions { Label = given.Label, Zone = given.Zone, Week = given.Week, PublicHolidays = given.PublicHolidays, MakeUpAs = given.MakeUpAs, Overnight = given.Overnight, Overlaps = given.Overlaps };
        Fill(copy.Weeks, given.Weeks);
        Fill(copy.Holidays, given.Holidays);
        Fill(copy.MakeUpDays, given.MakeUpDays);
        Fill(copy.Overrides, given.Overrides);
        Fill(copy.ExtraShifts, given.ExtraShifts);
        change(copy);
        return copy;
    }

    private static void Fill<T>(Dictionary<string, T> to, Dictionary<string, T> from)
    {
        foreach (KeyValuePair<string, T> entry in from)
        {
            to.Add(entry.Key, entry.Value);
        }
    }
}
