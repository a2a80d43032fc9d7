using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>A window in whole local days, seen from the day of the as-of, which is its last: 90d are that day and the 89 before.</summary>
internal sealed class DayWindow
{
    private readonly Period? near;
    private readonly Period? far;
    private readonly int nearDays;
    private readonly int farDays;

    internal DayWindow(Period? near, Period? far)
    {
        this.near = near;
        this.far = far;
        this.nearDays = DaysOf(near);
        this.farDays = DaysOf(far);
    }

    /// <summary>The window before this one, of the same length; only for one that ends with the as-of.</summary>
    internal DayWindow Before => new DayWindow(this.far, this.far! + this.far!);

    /// <summary>The same window a year before.</summary>
    internal DayWindow YearBefore => new DayWindow(Period.FromYears(1), Period.FromYears(1) + this.far!);

    /// <summary>The first day of the window.</summary>
    internal int First(int day) => this.far is null ? int.MinValue : Back(day, this.far, this.farDays);

    /// <summary>The day after its last.</summary>
    internal int End(int day) => this.near is null ? day + 1 : Back(day, this.near, this.nearDays);

    /// <summary>The days after one, up to another, at which an entry of a log enters or leaves the window.</summary>
    internal void AddBreaks<T>(SharedLog<T> log, DayBreaks breaks)
        where T : class, IDated
    {
        AddCrossings(log, this.far, this.farDays, breaks);
        AddCrossings(log, this.near, this.nearDays, breaks);
        this.AddTomorrow(log, breaks);
    }

    /// <summary>The same for purchases.</summary>
    internal void AddPurchaseBreaks(SharedLog<PurchaseEntry> purchases, DayBreaks breaks)
    {
        if (this.farDays == 0 || breaks.IsNewEdge(this.farDays))
        {
            AddCrossings(purchases, this.far, this.farDays, breaks);
        }

        if (this.near is not null && (this.nearDays == 0 || breaks.IsNewEdge(this.nearDays)))
        {
            AddCrossings(purchases, this.near, this.nearDays, breaks);
        }

        this.AddTomorrow(purchases, breaks);
    }

    /// <summary>How many days a period is, or 0 if it isn't one of days and weeks.</summary>
    private static int DaysOf(Period? period) => period is not null && period.Months == 0 && period.Years == 0 ? period.Days + (period.Weeks * 7) : 0;

    private static int Back(int day, Period period, int days) => days > 0 ? day + 1 - days : LocalDays.NumberOf(LocalDays.DateOf(day + 1).Minus(period));

    /// <summary>The first day whose edge lies beyond the entry's.</summary>
    private static int Crossing(int entry, Period period, int days)
    {
        if (days > 0)
        {
            return entry + days;
        }

        int day = LocalDays.NumberOf(LocalDays.DateOf(entry).Plus(period)) - 4;
        while (Back(day, period, days) <= entry)
        {
            day++;
        }

        return day;
    }

    /// <summary>What the zone of an older policy dated tomorrow isn't in the window yet.</summary>
    private void AddTomorrow<T>(SharedLog<T> log, DayBreaks breaks)
        where T : class, IDated
    {
        for (int i = log.CountBefore(breaks.After + 1); this.near is null && i < log.Count; i++)
        {
            breaks.Add(log[i].Day);
        }
    }

    private static void AddCrossings<T>(SharedLog<T> log, Period? period, int days, DayBreaks breaks)
        where T : class, IDated
    {
        if (period is null)
        {
            return;
        }

        int last = int.MinValue;
        for (int i = log.CountBefore(Back(breaks.After, period, days)); i < log.Count; i++)
        {
            if (log[i].Day == last)
            {
                continue;
            }

            last = log[i].Day;
            int crossing = Crossing(last, period, days);
            if (crossing > breaks.Until)
            {
                return;
            }

            breaks.Add(crossing);
        }
    }
}

/// <summary>Collects the days on which something may change: after one day, up to another.</summary>
internal sealed class DayBreaks
{
    private readonly List<int> edges = new List<int>();
    private int[] days = [];
    private int count;

    internal DayBreaks(int after, int until)
    {
        this.After = after;
        this.Until = until;
    }

    internal int After { get; }

    internal int Until { get; }

    internal void Add(long day)
    {
        if (day <= this.After || day > this.Until)
        {
            return;
        }

        if (this.count == this.days.Length)
        {
            Array.Resize(ref this.days, Math.Max(8, this.count * 2));
        }

        this.days[this.count++] = (int)day;
    }

    /// <summary>Whether the edge of so many days over the purchases is asked for the first time, as several windows share edges.</summary>
    internal bool IsNewEdge(int edge)
    {
        if (this.edges.Contains(edge))
        {
            return false;
        }

        this.edges.Add(edge);
        return true;
    }

    /// <summary>The days in order, each once.</summary>
    internal int[] InOrder()
    {
        Array.Sort(this.days, 0, this.count);
        int kept = 0;
        for (int i = 0; i < this.count; i++)
        {
            if (kept == 0 || this.days[kept - 1] != this.days[i])
            {
                this.days[kept++] = this.days[i];
            }
        }

        Array.Resize(ref this.days, kept);
        return this.days;
    }
}
