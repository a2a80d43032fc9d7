using System;
using NodaTime;
using Retention.Core.Periods;
using Xunit;

namespace Retention.Core.Tests.Periods;

public class PeriodTests
{
    [Theory]
    [InlineData("12m", "2026-03-31", "2025-04-01", "2026-04-01")]
    [InlineData("90d", "2026-03-31", "2026-01-01", "2026-04-01")]
    [InlineData("12m..24m", "2026-03-31", "2024-04-01", "2025-04-01")]
    [InlineData("2w", "2026-03-31", "2026-03-18", "2026-04-01")]
    [InlineData("1q", "2026-03-31", "2026-01-01", "2026-04-01")]
    [InlineData("1y", "2024-02-28", "2023-02-28", "2024-02-29")] // the end of 28 February is the start of the 29th, clamped back
    [InlineData("this-month", "2026-03-31", "2026-03-01", "2026-04-01")]
    [InlineData("last-month", "2026-03-31", "2026-02-01", "2026-03-01")]
    [InlineData("this-week", "2026-03-31", "2026-03-30", "2026-04-01")]
    [InlineData("last-half-year", "2026-03-31", "2025-07-01", "2026-01-01")]
    [InlineData("last-year", "2026-12-31", "2025-01-01", "2026-01-01")]
    public void Window_AtTheEndOfADay_CoversWholeDays(string text, string asOf, string from, string to)
    {
        Interval window = TimeWindow.Parse(text).Resolve(Given.EndOf(asOf), Given.Shanghai);
        Assert.Equal((LocalDays.StartOf(Given.Date(from), Given.Shanghai), LocalDays.StartOf(Given.Date(to), Given.Shanghai)), (window.Start, window.End));
    }

    [Fact]
    public void Window_WhereClocksSkipMidnight_BeginsWithTheDay()
    {
        // São Paulo skipped 00:00–01:00 on 4 November 2018; the day began at 01:00.
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
        Instant asOf = LocalDays.StartOf(new LocalDate(2018, 11, 4), zone);
        Assert.Equal(new LocalTime(1, 0), asOf.InZone(zone).TimeOfDay);
        Assert.Equal(new LocalDate(2018, 10, 4).AtMidnight(), TimeWindow.Parse("1m").Resolve(asOf, zone).Start.InZone(zone).LocalDateTime);
        Instant later = LocalDays.StartOf(new LocalDate(2018, 12, 4), zone);
        Assert.Equal(asOf, TimeWindow.Parse("1m").Resolve(later, zone).Start);
    }

    [Fact]
    public void DayThatAZoneSkipped_BeginsAndEndsWhereTheGapEnds()
    {
        // Samoa went from 29 to 31 December 2011.
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        Instant gap = LocalDays.StartOf(new LocalDate(2011, 12, 31), zone);
        Assert.Equal(gap, LocalDays.StartOf(new LocalDate(2011, 12, 30), zone));
        Assert.Equal(gap, LocalDays.EndOf(new LocalDate(2011, 12, 29), zone));
        Assert.Equal(gap, TimeWindow.Parse("30d").Resolve(LocalDays.EndOf(new LocalDate(2012, 1, 28), zone), zone).Start);
    }

    [Fact]
    public void Window_WithinADay_GoesBackOnTheLocalClock()
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        Instant asOf = new LocalDateTime(2024, 4, 10, 2, 30).InZoneStrictly(zone).ToInstant();

        // 02:30 on 10 March 2024 was skipped: the window begins where the gap ends.
        Assert.Equal(new LocalDateTime(2024, 3, 10, 3, 0), TimeWindow.Parse("1m").Resolve(asOf, zone).Start.InZone(zone).LocalDateTime);
        Instant november = new LocalDateTime(2024, 12, 3, 1, 30).InZoneStrictly(zone).ToInstant();
        Assert.Equal(Offset.FromHours(-4), TimeWindow.Parse("1m").Resolve(november, zone).Start.InZone(zone).Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("m")]
    [InlineData("0d")]
    [InlineData("-3d")]
    [InlineData("12m..6m")]
    [InlineData("12m..400d")]
    [InlineData("this-decade")]
    [InlineData("99999d")]
    [InlineData("12M")]
    public void Window_ThatIsNone_IsNotRead(string text)
    {
        Assert.Null(TimeWindow.TryParse(text));
        Assert.Contains("write all, 90d", Assert.Throws<FormatException>(() => TimeWindow.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-01", 0)]
    [InlineData("2026-01-01", "2026-02-01", 1)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2024-02-29", "2025-02-28", 12)]
    [InlineData("2026-01-01", "2026-01-16", 0.4839)]
    [InlineData("2026-04-01", "2026-04-16", 0.5)]
    [InlineData("2025-12-31", "2026-06-30", 6)]
    [InlineData("2025-12-30", "2026-06-30", 6)]
    [InlineData("2025-12-29", "2026-06-30", 6.0333)]
    public void Months_AreWholeOnesAndAShareOfTheNext(string from, string to, double months) =>
        Assert.Equal((decimal)months, Elapsed.Months(Given.Date(from), Given.Date(to)));

    [Fact]
    public void Months_NeverShrinkAsTimePasses()
    {
        for (LocalDate from = new LocalDate(2023, 12, 25); from < new LocalDate(2024, 3, 10); from = from.PlusDays(1))
        {
            decimal before = 0;
            for (LocalDate to = from; to < from.PlusDays(450); to = to.PlusDays(1))
            {
                decimal months = Elapsed.Months(from, to);
                Assert.True(months >= before, from + " to " + to);
                Assert.True(Elapsed.Months(from.PlusDays(1) > to ? to : from.PlusDays(1), to) <= months, from + " to " + to);
                before = months;
            }
        }
    }

    [Theory]
    [InlineData(CalendarUnit.Day, "2021-07-06", "2021-07-06", "2021-07-06")]
    [InlineData(CalendarUnit.Week, "2021-07-05", "2021-07-06", "2021-07-12")]
    [InlineData(CalendarUnit.Month, "2021-07-01", "2021-07-06", "2021-08-01")]
    [InlineData(CalendarUnit.Quarter, "2021-07-01", "2021-07-06", "2021-10-01")]
    [InlineData(CalendarUnit.HalfYear, "2021-07-01", "2021-12-31", "2022-01-01")]
    [InlineData(CalendarUnit.Year, "2021-01-01", "2021-07-06", "2022-01-01")]
    public void Rounding_GoesToTheBoundary_AndABoundaryStays(CalendarUnit unit, string down, string date, string up)
    {
        Assert.Equal((Given.Date(down), Given.Date(up)), (CalendarRounding.Down(Given.Date(date), unit), CalendarRounding.Up(Given.Date(date), unit)));
        Assert.Equal(Given.Date(up), CalendarRounding.Up(Given.Date(up), unit));
        Assert.Equal(Given.Date(down), CalendarRounding.Down(Given.Date(down), unit));
    }

    [Fact]
    public void Weeks_BeginWhereTheCallerSays() => Assert.Equal(Given.Date("2021-07-04"), CalendarRounding.Down(Given.Date("2021-07-06"), CalendarUnit.Week, IsoDayOfWeek.Sunday));

    [Theory]
    [InlineData(LeapDayRule.February28, "2025-02-28")]
    [InlineData(LeapDayRule.March1, "2025-03-01")]
    public void LeapDay_InACommonYear_IsRememberedByRule(LeapDayRule rule, string expected)
    {
        LocalDate born = new LocalDate(2000, 2, 29);
        Assert.Equal(Given.Date(expected), Anniversary.In(born, 2025, rule));
        Assert.Equal(new LocalDate(2024, 2, 29), Anniversary.In(born, 2024, rule));
        Assert.Equal(Given.Date(expected), Anniversary.NextAfter(born, new LocalDate(2024, 2, 29), rule));
        Assert.Equal(Anniversary.In(born, 2026, rule), Anniversary.NextAfter(born, Given.Date(expected), rule));
        Assert.Equal(Anniversary.In(born, 2001, rule), Anniversary.NextAfter(born, new LocalDate(1990, 1, 1), rule));
        Assert.Throws<ArgumentOutOfRangeException>(() => Anniversary.In(born, 1999, rule));
    }

    [Fact]
    public void Days_BeginAndEndAtTheirFirstInstants()
    {
        Instant end = LocalDays.EndOf(Given.Date("2026-03-31"), Given.Shanghai);
        Assert.Equal(Given.At("2026-03-31T16:00:00Z"), end);
        Assert.Equal((Given.Date("2026-04-01"), Given.Date("2026-03-31")), (LocalDays.DateOf(end, Given.Shanghai), LocalDays.LastDateBefore(end, Given.Shanghai)));
        Assert.Equal(Given.At("2026-02-27T16:00:00Z"), LocalDays.Add(Given.At("2026-01-30T16:00:00Z"), Period.FromMonths(1), Given.Shanghai));
    }
}
