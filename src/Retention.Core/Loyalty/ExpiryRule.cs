using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>When points lapse: always at the start of a local day.</summary>
internal sealed class ExpiryRule
{
    private readonly DateTimeZone zone;
    private readonly Period? after;
    private readonly AnnualDate[] on;
    private readonly CalendarUnit unit;
    private readonly int month;

    /// <summary>The last answer: most lots of a day lapse together, and the calendar costs more than the rest of an award.</summary>
    private Memo? memo;

    private ExpiryRule(DateTimeZone zone, Period? after, AnnualDate[] on, bool startsActive, CalendarUnit unit, int month, string[] extendedBy, Length? grace)
    {
        this.zone = zone;
        this.after = after;
        this.on = on;
        this.StartsActive = startsActive;
        this.unit = unit;
        this.month = month;
        this.ExtendedBy = extendedBy;
        this.Grace = grace;
    }

    /// <summary>Gets a value indicating whether life begins when points become spendable, not when they are earned.</summary>
    internal bool StartsActive { get; }

    /// <summary>Gets the activities that give all live points a new life.</summary>
    internal string[] ExtendedBy { get; }

    /// <summary>Gets how long points live that a cancellation gives back after their date; null: not at all.</summary>
    internal Length? Grace { get; }

    internal static ExpiryRule? Compile(ExpiryOptions? options, DateTimeZone? zone, string path, ProblemList problems)
    {
        if (options is null)
        {
            return null;
        }

        if ((options.After is null) == (options.On is null))
        {
            problems.Error(path, "expiry-kind", "needs one of after and on; set one.");
        }

        Length? after = Length.CompileDays(options.After, path + ":after", problems);
        var dates = new List<AnnualDate>();
        foreach (string text in TextList.Split(options.On))
        {
            ParseResult<AnnualDate> parsed = AnnualDatePattern.Iso.Parse(text);
            if (parsed.Success)
            {
                dates.Add(parsed.Value);
            }
            else
            {
                problems.Error(path + ":on", "date-unreadable", "\"" + text + "\" is not a date of the year; write it as MM-dd, such as 12-31.");
            }
        }

        int month = Month(options.RoundUpTo);
        CalendarUnit unit = month > 0 ? CalendarUnit.Month : problems.Choice(path + ":roundUpTo", options.RoundUpTo, CalendarUnit.Day);
        problems.Stray(path + ":roundUpTo", options.RoundUpTo is not null && options.On is not null);
        LifeStart start = problems.Choice(path + ":starts", options.Starts, LifeStart.Earned);
        Length? grace = Length.Compile(options.CancellationGrace, path + ":cancellationGrace", problems);
        return zone is null ? null : new ExpiryRule(zone, after?.Period, dates.ToArray(), start == LifeStart.Active, unit, month, TextList.Split(options.ExtendedBy), grace);
    }

    /// <summary>When points lapse whose life begins at an instant, in nanoseconds.</summary>
    internal long ExpiryOf(Instant start)
    {
        Memo? last = this.memo;
        if (last is not null && start >= last.DayStart && start < last.DayEnd)
        {
            return last.Expires;
        }

        LocalDate date = LocalDays.DateOf(start, this.zone);
        long expires = Nanoseconds.Of(LocalDays.StartOf(this.DateOf(date), this.zone));
        this.memo = new Memo(LocalDays.StartOf(date, this.zone), LocalDays.EndOf(date, this.zone), expires);
        return expires;
    }

    /// <summary>The date at whose start points lapse that were earned on a date.</summary>
    internal LocalDate DateOf(LocalDate date)
    {
        if (this.after is null)
        {
            return this.on.Select(a => NextOn(a, date)).Min().PlusDays(1);
        }

        LocalDate end = CalendarRounding.Up(date.Plus(this.after), this.unit);
        if (this.month == 0)
        {
            return end;
        }

        return end.PlusMonths((this.month - end.Month + 12) % 12);
    }

    private static LocalDate NextOn(AnnualDate annual, LocalDate date)
    {
        LocalDate thisYear = annual.InYear(date.Year);
        return thisYear >= date ? thisYear : annual.InYear(date.Year + 1);
    }

    private static int Month(string? text) => text is null ? 0
        : 1 + Array.FindIndex(System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, m => m.Length > 0 && string.Equals(m, text, StringComparison.OrdinalIgnoreCase));

    private enum LifeStart
    {
        Earned = 0,
        Active = 1,
    }

    private sealed class Memo
    {
        internal Memo(Instant dayStart, Instant dayEnd, long expires)
        {
            this.DayStart = dayStart;
            this.DayEnd = dayEnd;
            this.Expires = expires;
        }

        internal Instant DayStart { get; }

        internal Instant DayEnd { get; }

        internal long Expires { get; }
    }
}
