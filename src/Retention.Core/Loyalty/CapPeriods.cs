using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>The local periods in which caps, limits and benefits count.</summary>
internal sealed class CapPeriods
{
    /// <summary>Where a count begins that has no period.</summary>
    internal static readonly Instant Ever = NodaConstants.UnixEpoch;

    private readonly DateTimeZone zone;

    /// <summary>The last answers: most commands fall on one day.</summary>
    private readonly PeriodSpan?[] memo = new PeriodSpan?[(int)CapPeriod.Lifetime + 1];

    private DayMemo? day;

    internal CapPeriods(DateTimeZone zone) => this.zone = zone;

    /// <summary>The local date of an instant.</summary>
    internal LocalDate DateOf(Instant at)
    {
        DayMemo? last = this.day;
        if (last is not null && at >= last.Span.Start && at < last.Span.End)
        {
            return last.Date;
        }

        LocalDate date = LocalDays.DateOf(at, this.zone);
        this.day = new DayMemo(date, new PeriodSpan(LocalDays.StartOf(date, this.zone), LocalDays.EndOf(date, this.zone)));
        return date;
    }

    /// <summary>The period around an instant; one transaction and a lifetime have no bounds.</summary>
    internal PeriodSpan Around(CapPeriod period, Instant at)
    {
        PeriodSpan? last = this.memo[(int)period];
        if (last is not null && at >= last.Start && at < last.End)
        {
            return last;
        }

        PeriodSpan span = period is CapPeriod.Transaction or CapPeriod.Lifetime
            ? new PeriodSpan(Ever, Instant.MaxValue)
            : this.Of(period, LocalDays.DateOf(at, this.zone));
        this.memo[(int)period] = span;
        return span;
    }

    private PeriodSpan Of(CapPeriod period, LocalDate date)
    {
        CalendarUnit unit = period switch
        {
            CapPeriod.Day => CalendarUnit.Day,
            CapPeriod.Week => CalendarUnit.Week,
            CapPeriod.Month => CalendarUnit.Month,
            _ => CalendarUnit.Year,
        };
        LocalDate start = CalendarRounding.Down(date, unit);
        return new PeriodSpan(LocalDays.StartOf(start, this.zone), LocalDays.StartOf(CalendarRounding.Up(date.PlusDays(1), unit), this.zone));
    }

    private sealed class DayMemo
    {
        internal DayMemo(LocalDate date, PeriodSpan span)
        {
            this.Date = date;
            this.Span = span;
        }

        internal LocalDate Date { get; }

        internal PeriodSpan Span { get; }
    }
}

/// <summary>A period with its ends: from the start, inclusive, to the end, exclusive.</summary>
internal sealed class PeriodSpan
{
    internal PeriodSpan(Instant start, Instant end)
    {
        this.Start = start;
        this.End = end;
    }

    internal Instant Start { get; }

    internal Instant End { get; }
}
