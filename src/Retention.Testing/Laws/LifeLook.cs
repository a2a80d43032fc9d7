using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Testing.Laws;

/// <summary>A customer as of the end of the local day of an instant, read by plain loops over the facts, as the documentation says.</summary>
internal sealed class LifeLook
{
    private readonly DateTimeZone zone;
    private readonly LifeFacts facts;

    internal LifeLook(LifecycleOptions options, DateTimeZone zone, LifeFacts facts, Instant at)
    {
        this.Options = options;
        this.zone = zone;
        this.facts = facts;
        this.At = at;
        this.Today = DayOf(at, zone);
        string[]? organisations = options.Organisations is null ? null : Codes(options.Organisations);
        this.Purchases = facts.Purchases.Where(p => p.Counts && (organisations is null || organisations.Contains(p.Organisation, StringComparer.Ordinal))).OrderBy(p => p.Date).ThenBy(p => p.At).ToList();
    }

    internal LifecycleOptions Options { get; }

    internal Instant At { get; }

    internal LocalDate Today { get; }

    internal IReadOnlyList<LifePurchase> Purchases { get; }

    internal IReadOnlyList<LifeActivity> Activities => this.facts.Activities;

    /// <summary>Gets which signals are on.</summary>
    internal HashSet<string> On { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Gets or sets when the stage was entered whose transitions are tried.</summary>
    internal Instant? Since { get; set; }

    internal static string[] Codes(string? list) => (list ?? string.Empty).Split(',').Select(c => c.Trim()).Where(c => c.Length > 0).ToArray();

    /// <summary>The local day of an instant: the last that has begun.</summary>
    internal static LocalDate DayOf(Instant at, DateTimeZone zone)
    {
        LocalDate day = at.InZone(zone).Date;
        while (LocalDays.StartOf(day.PlusDays(1), zone) <= at)
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    internal static Period Length(string text) => TimeWindow.TryParsePeriod(text) ?? throw new InvalidOperationException(text);

    internal static decimal Round(decimal number) => Math.Round(number, 4, MidpointRounding.AwayFromZero);

    internal int DaysSince(LocalDate date) => Math.Max(0, Period.DaysBetween(date, this.Today));

    internal LocalDate? LastInteraction(string? codes) =>
        this.Purchases.Select(p => (LocalDate?)p.Date).Concat(this.Activities.Where(a => Codes(codes).Contains(a.Code, StringComparer.Ordinal)).Select(a => (LocalDate?)a.Date)).Max();

    /// <summary>Whether a date lies within a window that ends with today.</summary>
    internal bool In(LocalDate date, Period? near, Period? far)
    {
        LocalDate end = this.Today.PlusDays(1);
        return (far is null || date >= end.Minus(far)) && date < (near is null ? end : end.Minus(near));
    }

    internal int CountPurchases(Period? near, Period? far) => this.Purchases.Count(p => this.In(p.Date, near, far));

    internal decimal Spend(Period? near, Period? far) => this.Purchases.Where(p => this.In(p.Date, near, far)).Sum(p => p.Net);

    internal int CountActivities(string? codes, Period? near, Period? far) => this.Activities.Where(a => Codes(codes).Contains(a.Code, StringComparer.Ordinal) && this.In(a.Date, near, far)).Sum(a => a.Count);

    /// <summary>The answers within a window, the latest first, brought to one scale.</summary>
    internal decimal[] Answers(string? codes, IReadOnlyDictionary<string, decimal> factors, Period? near, Period? far)
    {
        string[] list = Codes(codes);
        return this.Activities.Where(a => a.Value is not null && list.Contains(a.Code, StringComparer.Ordinal) && this.In(a.Date, near, far))
            .OrderByDescending(a => a.Date).ThenByDescending(a => a.At).ThenByDescending(a => a.Code, StringComparer.Ordinal).ThenByDescending(a => a.Value)
            .Select(a => Round(a.Value!.Value * (factors.TryGetValue(a.Code, out decimal factor) ? factor : 1))).ToArray();
    }

    internal decimal? Number(string name) => this.facts.Numbers.TryGetValue(name, out decimal number) ? number : null;

    /// <summary>Kleene's value of a condition.</summary>
    internal bool? Holds(ConditionOptions? when)
    {
        if (when is null)
        {
            return true;
        }

        if (when.All.Count > 0)
        {
            bool?[] parts = when.All.Values.Select(this.Holds).ToArray();
            return parts.Contains(false) ? false : parts.Contains(null) ? (bool?)null : true;
        }

        if (when.Any.Count > 0)
        {
            bool?[] parts = when.Any.Values.Select(this.Holds).ToArray();
            return parts.Contains(true) ? true : parts.Contains(null) ? (bool?)null : false;
        }

        return when.Not is not null ? !this.Holds(when.Not)
            : when.Tag is not null ? this.facts.Tags.Contains(when.Tag)
            : when.Signal is not null ? this.On.Contains(when.Signal)
            : when.Attribute is not null ? this.Attribute(when)
            : Bounds(when, this.Measure(when.Measure!));
    }

    /// <summary>A measure by its key; null is missing.</summary>
    internal decimal? Measure(string key)
    {
        switch (key)
        {
            case StageMeasures.Days:
                return this.Since is { } entered ? this.DaysSince(DayOf(entered, this.zone)) : null;
            case StageMeasures.Purchases:
                return this.Since is { } since ? this.Purchases.Count(p => p.At >= since) : null;
            case StageMeasures.QuietDays:
                return this.QuietDays();
            default:
                return this.Measure(key, this.Options.Measures[key]);
        }
    }

    private decimal? Measure(string key, MeasureOptions m)
    {
        LocalDate? last = this.Purchases.Count == 0 ? null : this.Purchases.Max(p => p.Date);
        (Period? near, Period? far) = Window(m.Window);
        switch (m.Kind)
        {
            case "recency-days": return this.Days(last);
            case "recency-months": return this.Months(last);
            case "silence-days": return this.Days(this.LastInteraction(m.Occurrences));
            case "silence-months": return this.Months(this.LastInteraction(m.Occurrences));
            case "tenure-days": return this.Days(this.Start(m));
            case "tenure-months": return this.Months(this.Start(m));
            case "frequency": return last is null ? null : this.CountPurchases(near, far);
            case "spend": return last is null ? null : this.Spend(near, far);
            case "occurrences": return this.CountActivities(m.Occurrences, near, far);
            case "latest-value": return this.Answers(m.Occurrences, m.Factors, near, far).Select(a => (decimal?)a).FirstOrDefault();
            case "indicator": return this.Number(m.Indicator ?? key);
            case "change-percent": return this.Change(this.Options.Measures[m.Of!]);
            default: throw new InvalidOperationException(m.Kind);
        }
    }

    private decimal? Change(MeasureOptions of)
    {
        Period length = Length(of.Window!);
        bool counts = of.Kind == "occurrences";
        if (!counts && this.Purchases.Count == 0)
        {
            return null;
        }

        decimal Over(Period? near, Period far) => counts ? this.CountActivities(of.Occurrences, near, far) : of.Kind == "spend" ? this.Spend(near, far) : this.CountPurchases(near, far);
        decimal before = Over(length, length + length);
        return before == 0 ? null : Round((Over(null, length) - before) * 100 / Math.Abs(before));
    }

    private static (Period? Near, Period? Far) Window(string? text)
    {
        if (text is null or "all")
        {
            return (null, null);
        }

        int dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? (null, Length(text)) : (Length(text.Substring(0, dots)), Length(text.Substring(dots + 2)));
    }

    private decimal? Days(LocalDate? since) => since is { } date ? this.DaysSince(date) : null;

    /// <summary>Whole months, and the rest as a part of the month that it belongs to.</summary>
    private decimal? Months(LocalDate? since)
    {
        if (since is not { } from)
        {
            return null;
        }

        int whole = 0;
        while (from.PlusMonths(whole + 1) <= this.Today)
        {
            whole++;
        }

        return from > this.Today ? 0 : whole + Round((decimal)Period.DaysBetween(from.PlusMonths(whole), this.Today) / Period.DaysBetween(from.PlusMonths(whole), from.PlusMonths(whole + 1)));
    }

    private LocalDate? Start(MeasureOptions m)
    {
        if (m.StartAttribute is not null && this.facts.Attributes.TryGetValue(m.StartAttribute, out string? text))
        {
            return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out LocalDate date) ? date : null;
        }

        return this.Purchases.Count == 0 ? null : this.Purchases.Min(p => p.Date);
    }

    /// <summary>Counted one by one: whole days before today without a purchase, from the one on which the stage was entered, if it began with it.</summary>
    private decimal? QuietDays()
    {
        if (this.Since is not { } since)
        {
            return null;
        }

        LocalDate entered = DayOf(since, this.zone);
        LocalDate first = LocalDays.StartOf(entered, this.zone) >= since ? entered : entered.PlusDays(1);
        int days = 0;
        for (LocalDate day = this.Today.PlusDays(-1); day >= first && !this.Purchases.Any(p => p.Date >= day); day = day.PlusDays(-1))
        {
            days++;
        }

        return days;
    }

    private static bool? Bounds(ConditionOptions when, decimal? value)
    {
        if (when.Missing is { } missing)
        {
            return value is null == missing;
        }

        return value is null ? null
            : !(value < when.AtLeast) && !(value <= when.MoreThan) && !(value > when.AtMost) && !(value >= when.LessThan);
    }

    private bool? Attribute(ConditionOptions when)
    {
        string? text = this.facts.Attributes.TryGetValue(when.Attribute!, out string? found) ? found : null;
        if (when.Missing is { } missing)
        {
            return text is null == missing;
        }

        if (text is null)
        {
            return null;
        }

        if (when.OnOrAfter is null && when.Before is null)
        {
            return when.Is is not null ? text == when.Is : Codes(when.OneOf).Contains(text, StringComparer.Ordinal);
        }

        return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out LocalDate date)
            ? !(when.OnOrAfter is not null && date < LocalDatePattern.Iso.Parse(when.OnOrAfter).Value) && !(when.Before is not null && date >= LocalDatePattern.Iso.Parse(when.Before).Value)
            : (bool?)null;
    }
}
