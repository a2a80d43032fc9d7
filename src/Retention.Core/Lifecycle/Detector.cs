using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Where a signal stands by its bounds, which with hysteresis is not always whether it is on.</summary>
internal enum SignalLevel
{
    /// <summary>It ends if it is on.</summary>
    Clear = 0,

    /// <summary>Between the bounds: it stays as it is.</summary>
    Hold = 1,

    /// <summary>It rises if it is off.</summary>
    Rise = 2,
}

/// <summary>What a detector found.</summary>
internal readonly struct SignalReading
{
    internal SignalReading(SignalLevel level, long? found = null, long? before = null, long? bound = null)
    {
        this.Level = level;
        this.Found = found;
        this.Before = before;
        this.Bound = bound;
    }

    internal SignalLevel Level { get; }

    internal long? Found { get; }

    internal long? Before { get; }

    internal long? Bound { get; }
}

/// <summary>Detects one kind of signal as of the end of a local day.</summary>
internal abstract class Detector
{
    internal abstract SignalReading Read(StageReader reader);

    /// <summary>Adds the days on which the reading may change if nothing happens.</summary>
    internal abstract void AddBreaks(StageReader reader, DayBreaks breaks);

    private protected static SignalLevel Level(bool rises) => rises ? SignalLevel.Rise : SignalLevel.Clear;
}

/// <summary>Nothing for so long: the midnight that ends the last whole day of silence.</summary>
internal sealed class InactivityDetector : Detector
{
    private readonly IReadOnlyList<string> codes;
    private readonly Period window;
    private readonly int days;

    internal InactivityDetector(IReadOnlyList<string> codes, Period window)
    {
        this.codes = codes;
        this.window = window;
        this.days = WholeDays.Of(window);
    }

    internal override SignalReading Read(StageReader reader) => reader.LastInteractionDay(this.codes) is { } last
        ? new SignalReading(Level(reader.Day > WholeDays.LastOf(last, this.window, this.days)), Math.Max(0, reader.Day - last - 1) * FixedPoint.One, null, (WholeDays.LastOf(last, this.window, this.days) - last) * FixedPoint.One)
        : default;

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (reader.LastInteractionDay(this.codes) is { } last)
        {
            breaks.Add(WholeDays.LastOf(last, this.window, this.days) + 1L);
        }
    }
}

/// <summary>Whole local days after one.</summary>
internal static class WholeDays
{
    /// <summary>How many days a period is; 0 if it is one of months or years.</summary>
    internal static int Of(Period period) => period.Months == 0 && period.Years == 0 ? period.Days + (period.Weeks * 7) : 0;

    /// <summary>The last of the whole days that follow a day: 30d after day 5 are the days 6 to 35.</summary>
    internal static int LastOf(int day, Period period, int days) => days > 0 ? day + days : LocalDays.NumberOf(LocalDays.DateOf(day).Plus(period));
}

/// <summary>Purchases, spend or interactions that are fewer than in the window before.</summary>
internal sealed class DecreaseDetector : Detector
{
    private const long Whole = 100 * FixedPoint.One;
    private const long Small = long.MaxValue / Whole;

    private readonly SignalKind kind;
    private readonly IReadOnlyList<string> codes;
    private readonly DayWindow now;
    private readonly DayWindow before;
    private readonly long percent;
    private readonly long clearPercent;
    private readonly int atLeast;

    internal DecreaseDetector(SignalKind kind, IReadOnlyList<string> codes, DayWindow window, long percent, long clearPercent, int atLeast)
    {
        this.kind = kind;
        this.codes = codes;
        this.now = window;
        this.before = window.Before;
        this.percent = percent;
        this.clearPercent = clearPercent;
        this.atLeast = atLeast;
    }

    internal override SignalReading Read(StageReader reader)
    {
        long now = this.Amount(reader, this.now);
        long before = this.Amount(reader, this.before);

        // At most so many percent of what was: by multiplication, so that the bound itself counts.
        bool rises = before > 0 && IsAtMost(now, before, Whole - this.percent) && this.Count(reader, this.before) >= this.atLeast;
        bool clears = this.clearPercent == this.percent || before == 0 || !IsLess(now, before, Whole - this.clearPercent);
        return new SignalReading(rises ? SignalLevel.Rise : clears ? SignalLevel.Clear : SignalLevel.Hold, now, before, rises ? Proportion(before, Whole - this.percent) : null);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        this.now.AddPurchaseBreaks(reader.Purchases, breaks);
        this.before.AddPurchaseBreaks(reader.Purchases, breaks);
        if (this.kind == SignalKind.InteractionDown)
        {
            reader.AddBreaks(this.codes, this.now, breaks);
            reader.AddBreaks(this.codes, this.before, breaks);
        }
    }

    private static bool IsAtMost(long now, long before, long percent) => Compare(now, before, percent) <= 0;

    private static bool IsLess(long now, long before, long percent) => Compare(now, before, percent) < 0;

    /// <summary>What is now against so many percent of what was; in decimals only where 64 bits don't hold the products.</summary>
    private static int Compare(long now, long before, long percent) => now <= Small && before <= Small
        ? (now * Whole).CompareTo(before * percent)
        : ((decimal)now * Whole).CompareTo((decimal)before * percent);

    private static long Proportion(long before, long percent) => Scoring.Proportion.Of(before, percent, Whole);

    private long Amount(StageReader reader, DayWindow window) => this.kind == SignalKind.SpendDown ? reader.Spend(window) : this.Count(reader, window) * FixedPoint.One;

    private long Count(StageReader reader, DayWindow window) =>
        reader.CountPurchases(window) + (this.kind == SignalKind.InteractionDown ? reader.CountActivities(this.codes, window) : 0);
}

/// <summary>A condition of the policy.</summary>
internal sealed class ConditionDetector : Detector
{
    private readonly Condition rise;
    private readonly Condition? clear;

    internal ConditionDetector(Condition rise, Condition? clear)
    {
        this.rise = rise;
        this.clear = clear;
    }

    internal override SignalReading Read(StageReader reader)
    {
        bool clears = this.clear?.Evaluate(reader) == ConditionOutcome.Met;
        if (!clears && this.rise.Evaluate(reader) == ConditionOutcome.Met)
        {
            return new SignalReading(SignalLevel.Rise);
        }

        return new SignalReading(clears || this.clear is null ? SignalLevel.Clear : SignalLevel.Hold);
    }

    /// <summary>The measures that it tests add their own.</summary>
    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
    }
}
