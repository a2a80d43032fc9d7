using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Measures;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>A measure of a customer as of the end of a local day, and the days on which it may pass a bound if nothing happens.</summary>
internal abstract class StageMeasure
{
    /// <summary>Gets the values, in ten-thousandths, at which a condition changes, in order: a lower bound, or the value just above an upper one.</summary>
    internal long[] Thresholds { get; private set; } = [];

    /// <summary>Gets a value indicating whether it depends on when the stage was entered.</summary>
    internal virtual bool IsOfStage => false;

    internal void Watch(long threshold) => this.Thresholds = [.. this.Thresholds.Append(threshold).Distinct().OrderBy(t => t)];

    internal abstract long? Read(StageReader reader);

    internal abstract void AddBreaks(StageReader reader, DayBreaks breaks);
}

/// <summary>Days or months since something, which grow by themselves.</summary>
internal sealed class ElapsedMeasure : StageMeasure
{
    /// <summary>The day of a start in the year 9700. What begins later, as an attribute may say, reaches nothing that the calendar still has.</summary>
    private const int LastStart = 2_823_000;

    private readonly Func<StageReader, int?> start;
    private readonly bool inMonths;

    internal ElapsedMeasure(Func<StageReader, int?> start, bool inMonths, bool isOfStage = false)
    {
        this.IsOfStage = isOfStage;
        this.start = start;
        this.inMonths = inMonths;
    }

    internal override bool IsOfStage { get; }

    internal override long? Read(StageReader reader) => this.start(reader) is { } since ? this.Value(since, reader.Day) : null;

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (this.start(reader) is not { } since)
        {
            return;
        }

        foreach (long threshold in this.Thresholds)
        {
            if (threshold > 0 && this.DayOf(since, threshold) is { } day)
            {
                breaks.Add(day);
            }
        }
    }

    private long Value(int since, int day)
    {
        int from = Math.Min(since, day);
        return this.inMonths ? Elapsed.MonthsTenThousandths(LocalDays.DateOf(from), LocalDays.DateOf(day)) : (day - from) * FixedPoint.One;
    }

    /// <summary>The first day on which the value reaches a threshold; null if that is beyond two hundred years, or the calendar.</summary>
    private long? DayOf(int since, long threshold)
    {
        if (since > LastStart)
        {
            return null;
        }

        if (!this.inMonths)
        {
            long days = (threshold + FixedPoint.One - 1) / FixedPoint.One;
            return days > 73_050 ? null : since + days;
        }

        long months = threshold / FixedPoint.One;
        if (months > 2_400)
        {
            return null;
        }

        int day = LocalDays.NumberOf(LocalDays.DateOf(since).PlusMonths((int)months)) - 1;
        while (this.Value(since, day) < threshold)
        {
            day++;
        }

        return day;
    }
}

/// <summary>Purchases, what was spent, or activities within a window.</summary>
internal sealed class WindowMeasure : StageMeasure
{
    private readonly DayWindow window;
    private readonly MeasureKind kind;
    private readonly IReadOnlyList<string> codes;

    internal WindowMeasure(DayWindow window, MeasureKind kind, IReadOnlyList<string> codes)
    {
        this.window = window;
        this.kind = kind;
        this.codes = codes;
    }

    internal override long? Read(StageReader reader)
    {
        if (this.kind == MeasureKind.Occurrences)
        {
            return reader.CountActivities(this.codes, this.window) * FixedPoint.One;
        }

        return reader.Purchases.Count == 0 ? null : this.kind == MeasureKind.Spend ? reader.Spend(this.window) : reader.CountPurchases(this.window) * FixedPoint.One;
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (this.kind == MeasureKind.Occurrences)
        {
            reader.AddBreaks(this.codes, this.window, breaks);
        }
        else
        {
            this.window.AddPurchaseBreaks(reader.Purchases, breaks);
        }
    }
}

/// <summary>By how many percent a measure differs from the window before.</summary>
internal sealed class ChangeMeasure : StageMeasure
{
    private readonly StageMeasure now;
    private readonly StageMeasure before;

    internal ChangeMeasure(StageMeasure now, StageMeasure before)
    {
        this.now = now;
        this.before = before;
    }

    internal override long? Read(StageReader reader) =>
        this.now.Read(reader) is { } now && this.before.Read(reader) is { } before ? MeasureCalculator.Change(now, before) : null;

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        this.now.AddBreaks(reader, breaks);
        this.before.AddBreaks(reader, breaks);
    }
}

/// <summary>The number of the latest of some activities within a window.</summary>
internal sealed class LatestMeasure : StageMeasure
{
    private readonly Answers answers;

    internal LatestMeasure(Answers answers) => this.answers = answers;

    internal override long? Read(StageReader reader) => this.answers.Latest(reader, out _);

    internal override void AddBreaks(StageReader reader, DayBreaks breaks) => this.answers.AddBreaks(reader, breaks);
}

/// <summary>A number that the host states.</summary>
internal sealed class GivenMeasure : StageMeasure
{
    private readonly string indicator;

    internal GivenMeasure(string indicator) => this.indicator = indicator;

    internal override long? Read(StageReader reader) => reader.Indicator(this.indicator);

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
    }
}

/// <summary>How many purchases were made since the stage was entered.</summary>
internal sealed class PurchasesInStageMeasure : StageMeasure
{
    internal override long? Read(StageReader reader)
    {
        if (reader.Since is not { } since)
        {
            return null;
        }

        int count = 0;
        SharedLog<PurchaseEntry> purchases = reader.Purchases;

        // All of them, as a purchase may count on a day long before its instant.
        for (int i = 0; i < purchases.Count; i++)
        {
            count += purchases[i].At >= since ? 1 : 0;
        }

        return count * FixedPoint.One;
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
    }
}
