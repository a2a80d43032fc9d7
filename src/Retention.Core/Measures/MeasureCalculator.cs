using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Facts;
using Retention.Core.Periods;

namespace Retention.Core.Measures;

/// <summary>Computes measures of histories as of one instant.</summary>
internal sealed class MeasureCalculator
{
    /// <summary>Plan P1: below three orders a customer's gap is taken as 90 days.</summary>
    private const int GapWithoutRhythmDays = 90;

    /// <summary>Plan P1: risk is full after three of the customer's own gaps.</summary>
    private const int GapsToFullRisk = 3;

    private readonly IReadOnlyList<MeasureDefinition> definitions;
    private readonly LocalDate asOfDate;
    private readonly Interval[] windows;
    private readonly Interval[] before;

    internal MeasureCalculator(IReadOnlyList<MeasureDefinition> definitions, Instant asOf, DateTimeZone zone)
    {
        this.definitions = definitions;
        this.asOfDate = LocalDays.LastDateBefore(asOf, zone);
        this.windows = definitions.Select(d => d.Window.Resolve(asOf, zone)).ToArray();
        this.before = definitions.Select(d => d.Before?.Resolve(asOf, zone) ?? default).ToArray();
    }

    /// <summary>The table of all histories; a value beyond 64 bits is missing and reported.</summary>
    internal MeasureTable Compute(IReadOnlyList<CustomerHistory> histories, FindingList findings)
    {
        var columns = new List<MeasureColumn>();
        for (int m = 0; m < this.definitions.Count; m++)
        {
            if (this.definitions[m].Kind == MeasureKind.Column)
            {
                continue;
            }

            var values = new long[histories.Count];
            ulong[] validity = MeasureColumn.NewValidity(histories.Count);
            for (int row = 0; row < histories.Count; row++)
            {
                if (this.Compute(m, histories[row], findings) is { } value)
                {
                    values[row] = value;
                    validity[row >> 6] |= 1UL << (row & 63);
                }
            }

            columns.Add(MeasureColumn.FromTenThousandths(this.definitions[m].Key, values, validity));
        }

        return new MeasureTable(histories.Select(h => h.Customer).ToArray(), columns, histories);
    }

    /// <summary>Whether a history gives other measures at this calculator's as-of than at another's.</summary>
    internal bool Differs(CustomerHistory history, MeasureCalculator other)
    {
        for (int m = 0; m < this.definitions.Count; m++)
        {
            if (this.Compute(m, history, null) != other.Compute(m, history, null))
            {
                return true;
            }
        }

        return false;
    }

    private long? Compute(int index, CustomerHistory history, FindingList? findings)
    {
        MeasureDefinition measure = this.definitions[index];
        try
        {
            return measure.Kind == MeasureKind.ChangePercent
                ? Change(this.OverWindow(measure.Of!, history, this.windows[index]), this.OverWindow(measure.Of!, history, this.before[index]))
                : this.OverWindow(measure, history, this.windows[index]);
        }
        catch (OverflowException)
        {
            findings?.Add(FindingCodes.MeasureOutOfRange, measure.Key, history.Customer);
            return null;
        }
    }

    private long? OverWindow(MeasureDefinition measure, CustomerHistory history, Interval window)
    {
        switch (measure.Kind)
        {
            case MeasureKind.RecencyDays:
                return this.DaysSince(history.LastOrderDate);
            case MeasureKind.RecencyMonths:
                return this.MonthsSince(history.LastOrderDate);
            case MeasureKind.Frequency:
                return history.Orders.Length == 0 ? null : Frequency(history, window) * FixedPoint.One;
            case MeasureKind.Spend:
                return history.Orders.Length == 0 ? null : Sum(history, window, l => l.Amount);
            case MeasureKind.Profit:
                return history.Orders.Length == 0 ? null : Profit(history, window);
            case MeasureKind.Quantity:
                return history.Orders.Length == 0 ? null : Sum(history, window, l => l.Quantity);
            case MeasureKind.AverageOrder:
                return AverageOrder(history, window);
            case MeasureKind.FirstOrder:
                return history.Orders.Length == 0 ? null : history.Orders[0].Amount ?? throw new OverflowException();
            case MeasureKind.Occurrences:
                return history.Occurrences.Count(o => Counts(measure, o, window)) * FixedPoint.One;
            case MeasureKind.LatestValue:
                return LatestValue(measure, history, window);
            case MeasureKind.SilenceDays:
                return this.DaysSince(LastInteraction(measure, history));
            case MeasureKind.SilenceMonths:
                return this.MonthsSince(LastInteraction(measure, history));
            case MeasureKind.TenureMonths:
                return this.MonthsSince(Start(measure, history));
            case MeasureKind.TenureDays:
                return this.DaysSince(Start(measure, history));
            case MeasureKind.Indicator:
                return history.Indicators.TryGetValue(measure.Indicator, out long value) ? value : null;
            case MeasureKind.RhythmRisk:
                return this.RhythmRisk(history);
            default:
                return null;
        }
    }

    private static bool In(Interval window, Instant at) => (!window.HasStart || at >= window.Start) && at < window.End;

    private static long Frequency(CustomerHistory history, Interval window) => history.Orders.Count(o => In(window, o.At));

    private static long Sum(CustomerHistory history, Interval window, Func<CountedLine, long> amount)
    {
        var sum = default(WideSum);
        foreach (CountedLine line in history.Lines)
        {
            if (In(window, line.At))
            {
                sum.Add(amount(line));
            }
        }

        return sum.ToInt64();
    }

    /// <summary>A contribution of which a part isn't known isn't known.</summary>
    private static long? Profit(CustomerHistory history, Interval window) =>
        history.Lines.Any(l => In(window, l.At) && l.Profit is null) ? null : Sum(history, window, l => l.Profit ?? 0);

    private static long? AverageOrder(CustomerHistory history, Interval window)
    {
        long orders = Frequency(history, window);
        if (orders == 0)
        {
            return null;
        }

        var sum = default(WideSum);
        sum.Add(Sum(history, window, l => l.Amount));
        return sum.DivideRounded(orders);
    }

    private static bool Counts(MeasureDefinition measure, CountedOccurrence occurrence, Interval window) =>
        In(window, occurrence.At) && measure.OccurrenceCodes.Contains(occurrence.Code, StringComparer.Ordinal);

    private static long? LatestValue(MeasureDefinition measure, CustomerHistory history, Interval window)
    {
        for (int i = history.Occurrences.Length - 1; i >= 0; i--)
        {
            CountedOccurrence occurrence = history.Occurrences[i];
            if (occurrence.Value is { } value && Counts(measure, occurrence, window))
            {
                decimal factor = measure.Factors.TryGetValue(occurrence.Code, out decimal own) ? own : 1m;
                return FixedPoint.TryRound(FixedPoint.ToDecimal(value) * factor) ?? throw new OverflowException();
            }
        }

        return null;
    }

    private static LocalDate? LastInteraction(MeasureDefinition measure, CustomerHistory history)
    {
        LocalDate? last = history.LastOrderDate;
        foreach (CountedOccurrence occurrence in history.Occurrences)
        {
            if ((last is null || occurrence.Date > last) && measure.OccurrenceCodes.Contains(occurrence.Code, StringComparer.Ordinal))
            {
                last = occurrence.Date;
            }
        }

        return last;
    }

    private static LocalDate? Start(MeasureDefinition measure, CustomerHistory history)
    {
        if (measure.StartAttribute is { } attribute && history.Attributes.TryGetValue(attribute, out string? text))
        {
            // A start that is no date is a start nobody knows, not the first order.
            return LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;
        }

        return history.FirstOrderDate;
    }

    internal static long? Change(long? now, long? then)
    {
        if (now is null || then is null or 0)
        {
            return null;
        }

        var sum = default(WideSum);
        sum.AddProduct(now.Value, 100 * FixedPoint.One);
        sum.AddProduct(then.Value, -100 * FixedPoint.One);

        // Relative to the size of what was there, so that a rise is positive also from a negative start.
        return sum.DivideRounded(Math.Abs(then.Value));
    }

    /// <summary>Whole days; a date after the as-of's (another zone's today) is zero days ago.</summary>
    private long? DaysSince(LocalDate? date) => date is { } d ? Math.Max(0, Elapsed.Days(d, this.asOfDate)) * FixedPoint.One : null;

    private long? MonthsSince(LocalDate? date) => date is { } d ? Elapsed.MonthsTenThousandths(d < this.asOfDate ? d : this.asOfDate, this.asOfDate) : null;

    private long? RhythmRisk(CustomerHistory history)
    {
        if (history.LastOrderDate is not { } last)
        {
            return null;
        }

        // Twice the median, so that the mean of two middle gaps stays whole.
        long twiceMedian = 2 * GapWithoutRhythmDays;
        if (history.Orders.Length >= 3)
        {
            var gaps = new int[history.Orders.Length - 1];
            for (int i = 0; i < gaps.Length; i++)
            {
                gaps[i] = Math.Max(1, Elapsed.Days(history.Orders[i].Date, history.Orders[i + 1].Date));
            }

            Array.Sort(gaps);
            twiceMedian = gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2];
        }

        var risk = default(WideSum);
        risk.AddProduct(2L * Math.Max(0, Elapsed.Days(last, this.asOfDate)), 100 * FixedPoint.One);
        return Math.Min(100 * FixedPoint.One, risk.DivideRounded(GapsToFullRisk * twiceMedian));
    }
}
