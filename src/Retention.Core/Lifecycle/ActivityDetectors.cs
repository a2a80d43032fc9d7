using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>The last answer, below a bound or below the one before.</summary>
internal sealed class SatisfactionDetector : Detector
{
    private readonly Answers answers;
    private readonly long? below;
    private readonly long clearAtLeast;
    private readonly long fall;

    /// <summary>With a bound: low; without: falling.</summary>
    internal SatisfactionDetector(Answers answers, long? below, long clearAtLeast, long fall)
    {
        this.answers = answers;
        this.below = below;
        this.clearAtLeast = clearAtLeast;
        this.fall = fall;
    }

    internal override SignalReading Read(StageReader reader)
    {
        if (this.answers.Latest(reader, out long? before) is not { } latest)
        {
            return default;
        }

        if (this.below is { } bound)
        {
            return new SignalReading(latest < bound ? SignalLevel.Rise : latest >= this.clearAtLeast ? SignalLevel.Clear : SignalLevel.Hold, latest, null, bound);
        }

        return before is { } earlier ? new SignalReading(Level(latest <= earlier - this.fall), latest, earlier, earlier - this.fall) : default;
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks) => this.answers.AddBreaks(reader, breaks);
}

/// <summary>Complaints per purchase against the window before.</summary>
internal sealed class ComplaintRateDetector : Detector
{
    private readonly IReadOnlyList<string> codes;
    private readonly DayWindow now;
    private readonly DayWindow before;
    private readonly long percent;
    private readonly long clearPercent;
    private readonly int atLeast;

    internal ComplaintRateDetector(IReadOnlyList<string> codes, DayWindow window, long percent, long clearPercent, int atLeast)
    {
        this.codes = codes;
        this.now = window;
        this.before = window.Before;
        this.percent = percent;
        this.clearPercent = clearPercent;
        this.atLeast = atLeast;
    }

    internal override SignalReading Read(StageReader reader)
    {
        long complaints = reader.CountActivities(this.codes, this.now);
        long earlier = reader.CountActivities(this.codes, this.before);

        // Rates compared by multiplying crosswise; without a purchase they count as on one.
        decimal rate = (decimal)complaints * Math.Max(1, reader.CountPurchases(this.before)) * 100 * FixedPoint.One;
        decimal rateBefore = (decimal)earlier * Math.Max(1, reader.CountPurchases(this.now));
        bool rises = complaints >= this.atLeast && complaints > 0 && rate >= rateBefore * ((100 * FixedPoint.One) + this.percent);
        bool clears = complaints < this.atLeast || complaints == 0 || rate < rateBefore * ((100 * FixedPoint.One) + this.clearPercent) || (this.clearPercent < this.percent && rate == rateBefore * ((100 * FixedPoint.One) + this.clearPercent));
        return new SignalReading(rises ? SignalLevel.Rise : clears ? SignalLevel.Clear : SignalLevel.Hold, complaints * FixedPoint.One, earlier * FixedPoint.One);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        this.now.AddPurchaseBreaks(reader.Purchases, breaks);
        this.before.AddPurchaseBreaks(reader.Purchases, breaks);
        reader.AddBreaks(this.codes, this.now, breaks);
        reader.AddBreaks(this.codes, this.before, breaks);
    }
}

/// <summary>An objection or a complaint that isn't closed, for more than so many whole days.</summary>
internal sealed class OpenActivityDetector : Detector
{
    private readonly IReadOnlyList<string> codes;
    private readonly Period? window;

    internal OpenActivityDetector(IReadOnlyList<string> codes, Period? window)
    {
        this.codes = codes;
        this.window = window;
    }

    internal override SignalReading Read(StageReader reader)
    {
        int open = 0;
        bool rises = false;
        foreach (ActivityEntry entry in this.Open(reader))
        {
            open++;
            rises |= reader.Day > this.LastDay(entry);
        }

        return new SignalReading(Level(rises), open * FixedPoint.One);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        foreach (ActivityEntry entry in this.Open(reader))
        {
            breaks.Add(this.LastDay(entry) + 1L);
        }
    }

    internal bool IsOf(string activity)
    {
        for (int i = 0; i < this.codes.Count; i++)
        {
            if (string.Equals(this.codes[i], activity, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<ActivityEntry> Open(StageReader reader)
    {
        for (int c = 0; c < this.codes.Count; c++)
        {
            if (reader.Facts.Log(this.codes[c]) is { } log)
            {
                for (int i = 0; i < log.Entries.Count; i++)
                {
                    if (log.Entries[i].IsOpenAt(reader.At))
                    {
                        yield return log.Entries[i];
                    }
                }
            }
        }
    }

    /// <summary>The last day on which it is not yet too long; without a window the day before it was made.</summary>
    private int LastDay(ActivityEntry entry) => this.window is null ? entry.Day - 1 : WholeDays.LastOf(entry.Day, this.window, WholeDays.Of(this.window));
}

/// <summary>Our contacts that the customer hasn't answered, neither by an activity nor by a purchase.</summary>
internal sealed class UnansweredContactDetector : Detector
{
    private readonly HashSet<string> contacts;
    private readonly Period window;
    private readonly int atLeast;

    internal UnansweredContactDetector(IReadOnlyList<string> contacts, Period window, int atLeast)
    {
        this.contacts = new HashSet<string>(contacts, StringComparer.Ordinal);
        this.window = window;
        this.atLeast = Math.Max(1, atLeast);
    }

    internal override SignalReading Read(StageReader reader)
    {
        long unanswered = this.Unanswered(reader, out ActivityEntry? first);
        bool rises = first is not null && unanswered >= this.atLeast && reader.Day > this.LastDay(first);
        return new SignalReading(Level(rises), unanswered * FixedPoint.One, null, this.atLeast * FixedPoint.One);
    }

    internal override void AddBreaks(StageReader reader, DayBreaks breaks)
    {
        if (this.Unanswered(reader, out ActivityEntry? first) >= this.atLeast)
        {
            breaks.Add(this.LastDay(first!) + 1L);
        }
    }

    private int LastDay(ActivityEntry entry) => WholeDays.LastOf(entry.Day, this.window, WholeDays.Of(this.window));

    private long Unanswered(StageReader reader, out ActivityEntry? first)
    {
        // By instants, in whose order the entries need not be: they may count on days of their own.
        Instant answered = Instant.MinValue;
        for (int i = 0; i < reader.Purchases.Count; i++)
        {
            answered = Instant.Max(answered, reader.Purchases[i].At);
        }

        foreach (ActivityLog log in reader.Facts.Logs)
        {
            for (int i = 0; this.IsOfCustomer(log.Code) && i < log.Entries.Count; i++)
            {
                answered = Instant.Max(answered, log.Entries[i].At);
            }
        }

        long count = 0;
        first = null;
        foreach (ActivityLog log in reader.Facts.Logs)
        {
            for (int i = 0; this.contacts.Contains(log.Code) && i < log.Entries.Count; i++)
            {
                if (log.Entries[i].At > answered)
                {
                    count += log.Entries[i].Count;
                    first = first is null || log.Entries[i].IsBefore(first) ? log.Entries[i] : first;
                }
            }
        }

        return count;
    }

    /// <summary>Our own contact is never an interaction of the customer, whichever contacts wait for one.</summary>
    private bool IsOfCustomer(string code) => !this.contacts.Contains(code) && !string.Equals(code, LifecycleActivities.OutboundContact, StringComparison.Ordinal);
}
