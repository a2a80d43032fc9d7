using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Periods;

namespace Retention.Core.Measures;

/// <summary>A compiled measure.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class MeasureDefinition
{
    private readonly long lowest;
    private readonly long highest;

    private MeasureDefinition(string key, MeasureOptions options, MeasureKind kind, MeasureUnit unit, TimeWindow window, MeasureDefinition? of, TimeWindow? before)
    {
        this.Key = key;
        this.Kind = kind;
        this.Unit = unit;
        this.Window = window;
        this.Of = of;
        this.Before = before;
        this.Name = options.Name ?? key;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.OccurrenceCodes = Sequence.Copy(TextList.Split(options.Occurrences));
        this.Factors = Sequence.Copy(options.Factors);
        this.Indicator = options.Indicator ?? key;
        this.StartAttribute = options.StartAttribute;
        this.PossibleFrom = options.PossibleFrom;
        this.PossibleTo = options.PossibleTo;
        this.CompletenessAtLeast = options.CompletenessAtLeast ?? 0;
        this.lowest = Math.Max(IsSigned(kind) ? long.MinValue : 0, Bound(options.PossibleFrom, Math.Ceiling) ?? long.MinValue);
        this.highest = Bound(options.PossibleTo, Math.Floor) ?? long.MaxValue;
    }

    /// <summary>Gets the key, such as <c>spend.12m</c>.</summary>
    public string Key { get; }

    /// <summary>Gets how it is computed.</summary>
    public MeasureKind Kind { get; }

    /// <summary>Gets what the number counts.</summary>
    public MeasureUnit Unit { get; }

    /// <summary>Gets the window.</summary>
    public TimeWindow Window { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets a value indicating whether a smaller number is better by nature: recency, silence, risk.</summary>
    public bool IsSmallerBetter => this.Kind is MeasureKind.RecencyDays or MeasureKind.RecencyMonths or MeasureKind.SilenceDays or MeasureKind.SilenceMonths or MeasureKind.RhythmRisk;

    internal IReadOnlyList<string> OccurrenceCodes { get; }

    internal IReadOnlyDictionary<string, decimal> Factors { get; }

    internal string Indicator { get; }

    internal string? StartAttribute { get; }

    internal MeasureDefinition? Of { get; }

    /// <summary>Gets the window before <see cref="Window"/>, for a change.</summary>
    internal TimeWindow? Before { get; }

    internal decimal? PossibleFrom { get; }

    internal decimal? PossibleTo { get; }

    internal decimal CompletenessAtLeast { get; }

    /// <summary>Gets a value indicating whether it counts: days and orders come in whole numbers.</summary>
    internal bool IsWhole => this.Kind is MeasureKind.Frequency or MeasureKind.Occurrences or MeasureKind.RecencyDays or MeasureKind.SilenceDays or MeasureKind.TenureDays;

    /// <summary>Gives the key.</summary>
    /// <returns><see cref="Key"/>.</returns>
    public override string ToString() => this.Key;

    /// <summary>Whether the measure can have a value: counts, days and months are not negative, and the policy may state more.</summary>
    internal bool Allows(long tenThousandths) => tenThousandths >= this.lowest && tenThousandths <= this.highest;

    /// <summary>The nearest possible value to one that is impossible; null if it is possible.</summary>
    internal long? EdgeFor(long tenThousandths) => tenThousandths < this.lowest ? this.lowest : tenThousandths > this.highest ? this.highest : null;

    /// <summary>Compiles measures in ordinal order of their keys; a change after the measure whose change it is.</summary>
    internal static List<MeasureDefinition> Compile(Dictionary<string, MeasureOptions> options, string path, ProblemList problems)
    {
        var compiled = new SortedDictionary<string, MeasureDefinition>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, MeasureOptions> item in options.OrderBy(o => o.Value.Of is null ? 0 : 1).ThenBy(o => o.Key, StringComparer.Ordinal))
        {
            if (CompileOne(item.Key, item.Value, path + ":" + item.Key, compiled, problems) is { } definition)
            {
                compiled.Add(item.Key, definition);
            }
        }

        return [.. compiled.Values];
    }

    internal static MeasureDefinition? CompileOne(string key, MeasureOptions options, string path, SortedDictionary<string, MeasureDefinition> others, ProblemList problems)
    {
        if (options.Kind is null)
        {
            problems.Error(path + ":kind", "kind-missing", "is not set; say how the measure is computed, such as recency-days, frequency or spend.");
            return null;
        }

        MeasureKind kind = problems.Choice(path + ":kind", options.Kind, MeasureKind.Column);
        MeasureUnit unit = problems.Choice(path + ":unit", options.Unit, NaturalUnit(kind));
        TimeWindow? window = options.Window is null ? TimeWindow.All : TimeWindow.TryParse(options.Window);
        if (window is null)
        {
            problems.Error(path + ":window", "window-unreadable", "\"" + options.Window + "\" is not a window; write all, 90d, 12m, 12m..24m, this-year or last-month.");
            return null;
        }

        if (options.Window is not null && !TakesWindow(kind))
        {
            problems.Error(path + ":window", "window-not-taken", ProblemList.Kebab(kind.ToString()) + " looks at all known orders and takes no window; remove it, and say in the scale what lies beyond.");
        }

        if (kind is MeasureKind.Occurrences or MeasureKind.LatestValue && TextList.Split(options.Occurrences).Length == 0)
        {
            problems.Error(path + ":occurrences", "occurrences-missing", "is not set; name the occurrences that count, separated by commas.");
        }

        CheckStray(options, kind, path, problems);
        if (options.PossibleFrom > options.PossibleTo)
        {
            problems.Error(path + ":possibleFrom", "bounds-inverted", "lies above possibleTo; swap them.");
        }

        if (options.CompletenessAtLeast is < 0 or > 100)
        {
            problems.Error(path + ":completenessAtLeast", "percentage-out-of-range", "is a percentage from 0 to 100.");
        }

        return kind == MeasureKind.ChangePercent
            ? CompileChange(key, options, unit, path, others, problems)
            : new MeasureDefinition(key, options, kind, unit, window, null, null);
    }

    private static MeasureDefinition? CompileChange(string key, MeasureOptions options, MeasureUnit unit, string path, SortedDictionary<string, MeasureDefinition> others, ProblemList problems)
    {
        if (options.Of is null || !others.TryGetValue(options.Of, out MeasureDefinition? of) || !TakesWindow(of.Kind))
        {
            problems.Error(path + ":of", "measure-unknown", "names the measure whose change is measured; it needs a window of its own, such as spend over 12m.");
            return null;
        }

        string length = of.Window.Text;
        if (TimeWindow.TryParsePeriod(length) is null)
        {
            problems.Error(path + ":of", "window-unreadable", "the window of \"" + of.Key + "\" is \"" + length + "\"; a change needs a length such as 12m, so that the window before it is known.");
            return null;
        }

        int count = int.Parse(length.Substring(0, length.Length - 1), System.Globalization.CultureInfo.InvariantCulture);
        string twice = (count * 2).ToString(System.Globalization.CultureInfo.InvariantCulture) + length[length.Length - 1];
        if (TimeWindow.TryParse(length + ".." + twice) is not { } before)
        {
            problems.Error(path + ":of", "window-unreadable", "the window of \"" + of.Key + "\" is too long to have one before it; shorten it.");
            return null;
        }

        return new MeasureDefinition(key, options, MeasureKind.ChangePercent, unit, of.Window, of, before);
    }

    private static bool IsSigned(MeasureKind kind) => kind is MeasureKind.Spend or MeasureKind.Profit or MeasureKind.Quantity or MeasureKind.AverageOrder
        or MeasureKind.FirstOrder or MeasureKind.Indicator or MeasureKind.LatestValue or MeasureKind.ChangePercent or MeasureKind.Column;

    /// <summary>A bound in ten-thousandths; one beyond 64 bits bounds nothing that can occur, or all of it.</summary>
    private static long? Bound(decimal? possible, Func<decimal, decimal> round)
    {
        if (possible is not { } bound)
        {
            return null;
        }

        const decimal most = long.MaxValue / FixedPoint.One;
        return bound >= most ? long.MaxValue : bound <= -most ? long.MinValue : (long)round(bound * FixedPoint.One);
    }

    /// <summary>An option that the kind doesn't read is a mistake that would otherwise go unnoticed.</summary>
    private static void CheckStray(MeasureOptions options, MeasureKind kind, string path, ProblemList problems)
    {
        bool takesOccurrences = kind is MeasureKind.Occurrences or MeasureKind.LatestValue or MeasureKind.SilenceDays or MeasureKind.SilenceMonths;
        problems.Stray(path + ":occurrences", options.Occurrences is not null && !takesOccurrences);
        problems.Stray(path + ":factors", options.Factors.Count > 0 && kind != MeasureKind.LatestValue);
        problems.Stray(path + ":indicator", options.Indicator is not null && kind != MeasureKind.Indicator);
        problems.Stray(path + ":startAttribute", options.StartAttribute is not null && kind is not (MeasureKind.TenureMonths or MeasureKind.TenureDays));
        problems.Stray(path + ":of", options.Of is not null && kind != MeasureKind.ChangePercent);
        string[] codes = TextList.Split(options.Occurrences);
        foreach (string factor in options.Factors.Keys.Where(f => kind == MeasureKind.LatestValue && !codes.Contains(f, StringComparer.Ordinal)))
        {
            problems.Error(path + ":factors:" + factor, "occurrence-unknown", "is not among the occurrences; add it there or remove it.");
        }
    }

    private static bool TakesWindow(MeasureKind kind) => kind is MeasureKind.Frequency or MeasureKind.Spend or MeasureKind.Profit
        or MeasureKind.Quantity or MeasureKind.AverageOrder or MeasureKind.Occurrences or MeasureKind.LatestValue;

    private static MeasureUnit NaturalUnit(MeasureKind kind) => kind switch
    {
        MeasureKind.RecencyDays or MeasureKind.SilenceDays or MeasureKind.TenureDays => MeasureUnit.Days,
        MeasureKind.RecencyMonths or MeasureKind.SilenceMonths or MeasureKind.TenureMonths => MeasureUnit.Months,
        MeasureKind.Spend or MeasureKind.Profit or MeasureKind.AverageOrder or MeasureKind.FirstOrder => MeasureUnit.Money,
        MeasureKind.ChangePercent or MeasureKind.RhythmRisk => MeasureUnit.Percent,
        _ => MeasureUnit.Number,
    };
}
