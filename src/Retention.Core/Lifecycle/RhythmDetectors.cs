using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>The days since the last purchase against the customer's own rhythm: median and median absolute deviation of the gaps, in whole numbers.</summary>
internal sealed class RhythmDetector : Detector
{
    private readonly long spread;
    private readonly int atLeast;
    private readonly int grace;

    internal RhythmDetector(long spread, int atLeast, int grace)
    {
        this.spread = spread;
        this.atLeast = Math.Max(2, atLeast);
        this.grace = grace;
    }

    internal override SignalReading Read(StageReader reader)
    {
        if (this.Bound(reader, out long median) is not { } bound)
        {
            return default;
        }

        long days = (reader.Day - reader.LastPurchaseDay!.Value) * FixedPoint.One;
        return new SignalReading(Level(days > bound), days, median, bound);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (this.Bound(reader, out _) is { } bound)
        {
            breaks.Add(reader.LastPurchaseDay!.Value + (bound / FixedPoint.One) + 1);
        }
    }

    /// <summary>Twice the median: the sum of the two in the middle, which for an odd count are the same.</summary>
    private static long TwiceMedian(long[] values)
    {
        Array.Sort(values);
        return values[(values.Length - 1) / 2] + values[values.Length / 2];
    }

    /// <summary>The days that may pass, in ten-thousandths rounded down; null without a rhythm.</summary>
    private long? Bound(StageReader reader, out long median)
    {
        median = 0;
        SharedLog<PurchaseEntry> purchases = reader.Purchases;
        if (purchases.Count < this.atLeast)
        {
            return null;
        }

        var gaps = new long[purchases.Count - 1];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = Math.Max(1, purchases[i + 1].Day - purchases[i].Day);
        }

        long twiceMedian = TwiceMedian(gaps);
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = Math.Abs((2 * gaps[i]) - twiceMedian);
        }

        // Four times the deviation, as each of its parts was doubled twice.
        long fourDeviations = TwiceMedian(gaps);
        median = twiceMedian * FixedPoint.One / 2;
        var bound = default(WideSum);
        bound.AddProduct(2 * twiceMedian, FixedPoint.One);
        bound.AddProduct(fourDeviations, this.spread);
        bound.AddProduct(4L * this.grace, FixedPoint.One);
        return bound.DivideFloor(4, out _);
    }
}

/// <summary>The interval that a contract states.</summary>
internal sealed class ContractDetector : Detector
{
    private readonly Period? every;
    private readonly string? indicator;
    private readonly int grace;

    internal ContractDetector(Period? every, string? indicator, int grace)
    {
        this.every = every;
        this.indicator = indicator;
        this.grace = grace;
    }

    internal override SignalReading Read(StageReader reader) => this.LastDay(reader) is { } last
        ? new SignalReading(Level(reader.Day > last), (reader.Day - reader.LastPurchaseDay!.Value) * FixedPoint.One, null, (last - reader.LastPurchaseDay.Value) * FixedPoint.One)
        : default;

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (this.LastDay(reader) is { } last)
        {
            breaks.Add(last + 1);
        }
    }

    /// <summary>The last day that is in time; null without a purchase or an interval. The customer's own number goes before the policy's.</summary>
    private long? LastDay(StageReader reader)
    {
        if (reader.LastPurchaseDay is not { } last)
        {
            return null;
        }

        if (this.indicator is not null && reader.Indicator(this.indicator) is { } days)
        {
            return last + Math.Min(73_050, Math.Max(0, days / FixedPoint.One)) + this.grace;
        }

        return this.every is null ? null : LocalDays.NumberOf(LocalDays.DateOf(last).Plus(this.every)) + this.grace;
    }
}

/// <summary>Purchases a year ago, and none now.</summary>
internal sealed class SeasonDetector : Detector
{
    private readonly DayWindow now;
    private readonly DayWindow yearBefore;
    private readonly int atLeast;

    internal SeasonDetector(DayWindow window, int atLeast)
    {
        this.now = window;
        this.yearBefore = window.YearBefore;
        this.atLeast = atLeast;
    }

    internal override SignalReading Read(StageReader reader)
    {
        int now = reader.CountPurchases(this.now);
        int before = reader.CountPurchases(this.yearBefore);
        return new SignalReading(Level(now == 0 && before >= this.atLeast), now * FixedPoint.One, before * FixedPoint.One, this.atLeast * FixedPoint.One);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        this.now.AddPurchaseBreaks(reader.Purchases, breaks);
        this.yearBefore.AddPurchaseBreaks(reader.Purchases, breaks);
    }
}

/// <summary>The window after the first purchase is over without what activates.</summary>
internal sealed class ActivationDetector : Detector
{
    internal override SignalReading Read(StageReader reader)
    {
        if (reader.FirstPurchaseDay is not { } first || reader.Policy.Activation.DayOf(reader.Facts) is not null)
        {
            return default;
        }

        return new SignalReading(Level(reader.Day > reader.Policy.Activation.LastDay(first)), (reader.Day - first) * FixedPoint.One, null, (reader.Policy.Activation.LastDay(first) - first) * FixedPoint.One);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (reader.FirstPurchaseDay is { } first && reader.Policy.Activation.DayOf(reader.Facts) is null)
        {
            breaks.Add(reader.Policy.Activation.LastDay(first) + 1L);
        }
    }
}
