using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>What a walk over every distinguishable customer has found.</summary>
internal sealed class TierGridFindings
{
    internal TierGridFindings(int tiers)
    {
        this.Decided = new bool[tiers];
        this.Overlaps = new bool[tiers, tiers];
    }

    /// <summary>Gets whether a tier is the first match of any customer.</summary>
    internal bool[] Decided { get; }

    /// <summary>Gets whether two tiers (by place) match one customer.</summary>
    internal bool[,] Overlaps { get; }

    /// <summary>Gets or sets a customer whom no tier takes.</summary>
    internal string? Gap { get; set; }

    /// <summary>Gets or sets a pair of customers of whom the better has the worse tier.</summary>
    internal string? NotMonotone { get; set; }
}

/// <summary>
/// Every customer that rules can tell apart: for each thing they test, the values on either side of each bound, as far as they can occur.
/// </summary>
/// <remarks>
/// What is tested is taken to vary independently. That can only add customers who don't exist, so a tier called unreachable is; gaps and
/// monotony are looked for only where it does vary independently: attributes, tags, and scores and measures of different measures, or one composite.
/// </remarks>
internal sealed class TierGrid : IConditionFacts
{
    private const int MaxCustomers = 200_000;

    private readonly TieringParts parts;
    private readonly Tier[] tiers;
    private readonly List<GridAxis> axes = new List<GridAxis>();
    private readonly int[] at;

    internal TierGrid(TieringParts parts, Tier[] tiers)
    {
        this.parts = parts;
        this.tiers = tiers;
        foreach (IGrouping<string, LeafCondition> subject in tiers.SelectMany(t => t.Condition?.Leaves ?? []).GroupBy(GridAxis.KeyOf, StringComparer.Ordinal))
        {
            this.axes.Add(this.AxisOf(subject.ToArray()));
        }

        if (tiers.Any(t => t.Band is not null))
        {
            this.AddBands();
        }

        this.at = new int[this.axes.Count];
    }

    /// <summary>Gets a value indicating whether every combination of what is tested can occur.</summary>
    internal bool IsIndependent
    {
        get
        {
            GridAxis[] numbers = this.axes.Where(a => a.Subject <= ConditionSubject.Composite).ToArray();
            return numbers.Length == 1 || (numbers.All(a => a.Subject != ConditionSubject.Composite) && numbers.Select(this.MeasureOf).Distinct().Count() == numbers.Length);
        }
    }

    internal bool IsSmallEnough => this.axes.Aggregate(1.0, (product, axis) => product * axis.Count) <= MaxCustomers;

    public long? Number(ConditionSubject subject, int index)
    {
        for (int a = 0; a < this.axes.Count; a++)
        {
            if (this.axes[a].Subject == subject && this.axes[a].Index == index)
            {
                return this.axes[a].Numbers[this.at[a]];
            }
        }

        return null;
    }

    public string? Attribute(string name)
    {
        int a = this.axes.FindIndex(x => x.Subject == ConditionSubject.Attribute && string.Equals(x.Name, name, StringComparison.Ordinal));
        return this.axes[a].Texts[this.at[a]];
    }

    public bool HasTag(string tag, bool orProposed)
    {
        int a = this.axes.FindIndex(x => x.Subject == ConditionSubject.Tag && string.Equals(x.Name, tag, StringComparison.Ordinal));
        return this.axes[a].Texts[this.at[a]] is { } status && (orProposed || status == "confirmed");
    }

    internal TierGridFindings Walk(bool checkMonotone)
    {
        var found = new TierGridFindings(this.tiers.Length);
        bool independent = this.IsIndependent;
        do
        {
            int decided = -1;
            for (int t = 0; t < this.tiers.Length; t++)
            {
                if (this.Matches(t))
                {
                    decided = decided < 0 ? t : decided;
                    found.Overlaps[decided, t] |= decided != t;
                }
            }

            if (decided >= 0)
            {
                found.Decided[decided] = true;
            }
            else if (independent && this.IsComplete())
            {
                found.Gap ??= this.Describe();
            }

            if (checkMonotone && independent && decided >= 0)
            {
                found.NotMonotone ??= this.Reversal(decided);
            }
        }
        while (this.Next());
        return found;
    }

    private bool Matches(int tier)
    {
        Tier t = this.tiers[tier];
        if (t.Condition is { } condition)
        {
            return condition.Evaluate(this) == ConditionOutcome.Met;
        }

        return t.Band is not { } band || (this.Number(ConditionSubject.Composite, this.parts.Main) is { } main && main >= band.Lowest && main <= band.Highest);
    }

    /// <summary>A customer like this one but for one better value, whose tier is worse.</summary>
    private string? Reversal(int decided)
    {
        for (int a = 0; a < this.axes.Count; a++)
        {
            if (this.at[a] + 1 >= this.axes[a].Count || this.axes[a].Numbers[this.at[a]] is null || this.axes[a].Numbers[this.at[a] + 1] is null)
            {
                continue;
            }

            string before = this.Describe();
            this.at[a]++;
            int better = Array.FindIndex(this.tiers, t => this.Matches(Array.IndexOf(this.tiers, t)));
            string after = this.Describe();
            this.at[a]--;
            if (better >= 0 && this.tiers[better].Rank > this.tiers[decided].Rank)
            {
                return before + " is tier \"" + this.tiers[decided].Code + "\" and " + after + " is tier \"" + this.tiers[better].Code + "\"";
            }
        }

        return null;
    }

    private bool IsComplete() => Enumerable.Range(0, this.axes.Count).All(a => this.axes[a].Subject > ConditionSubject.Composite || this.axes[a].Numbers[this.at[a]] is not null);

    private string Describe() => string.Join(", ", this.axes.Select((axis, a) => axis.Name + " " + (axis.Numbers[this.at[a]] is { } n ? FixedPoint.Text(n) : axis.Texts[this.at[a]] ?? "missing")));

    private bool Next()
    {
        for (int a = 0; a < this.at.Length; a++)
        {
            if (++this.at[a] < this.axes[a].Count)
            {
                return true;
            }

            this.at[a] = 0;
        }

        return false;
    }

    private GridAxis AxisOf(LeafCondition[] leaves)
    {
        LeafCondition first = leaves[0];
        if (first.Subject == ConditionSubject.Tag)
        {
            return GridAxis.OfTexts(first, [null, "proposed", "confirmed"]);
        }

        if (first.Subject == ConditionSubject.Attribute)
        {
            return GridAxis.OfTexts(first, leaves.SelectMany(l => l.Examples).Concat([null, "\u0000"]));
        }

        int index = this.IndexOf(first);
        this.Range(first.Subject, index, out long lowest, out long highest);
        IEnumerable<long> edges = leaves.OfType<NumberCondition>().SelectMany(n => GridAxis.Around(n.Lowest, n.Highest));
        return GridAxis.OfNumbers(first.Subject, index, first.Name, this.Possible(first.Subject, index, edges), lowest, highest, leaves.Any(l => l is MissingCondition), this.IsSmallerBetter(first.Subject, index));
    }

    private void AddBands()
    {
        this.Range(ConditionSubject.Composite, this.parts.Main, out long lowest, out long highest);
        IEnumerable<long> edges = this.tiers.Where(t => t.Band is not null).SelectMany(t => GridAxis.Around(t.Band!.Lowest, t.Band.Highest));
        int known = this.axes.FindIndex(a => a.Subject == ConditionSubject.Composite && a.Index == this.parts.Main);
        if (known >= 0)
        {
            edges = edges.Concat(this.axes[known].Numbers.OfType<long>());
            this.axes.RemoveAt(known);
        }

        this.axes.Add(GridAxis.OfNumbers(ConditionSubject.Composite, this.parts.Main, this.parts.Composites[this.parts.Main].Key, edges, lowest, highest, false, false));
    }

    private int IndexOf(LeafCondition leaf) => leaf.Subject switch
    {
        ConditionSubject.Measure => this.parts.Measures.FindIndex(m => string.Equals(m.Key, leaf.Name, StringComparison.Ordinal)),
        ConditionSubject.Score => this.parts.Scores.FindIndex(s => string.Equals(s.Key, leaf.Name, StringComparison.Ordinal)),
        _ => this.parts.Composites.FindIndex(c => string.Equals(c.Key, leaf.Name, StringComparison.Ordinal)),
    };

    private bool IsSmallerBetter(ConditionSubject subject, int index) => subject == ConditionSubject.Measure && this.parts.Measures[index].IsSmallerBetter;

    private int MeasureOf(GridAxis axis) => axis.Subject == ConditionSubject.Measure ? axis.Index : this.parts.Measures.IndexOf(this.parts.Scores[axis.Index].Measure);

    /// <summary>A rank with few scores takes just those.</summary>
    private IEnumerable<long> Possible(ConditionSubject subject, int index, IEnumerable<long> edges) =>
        subject == ConditionSubject.Score && this.PossibleScores(index) is { } scores ? scores : edges;

    private IReadOnlyList<long>? PossibleScores(int score)
    {
        CompiledScale scale = this.parts.Scores[score].Scale;
        return scale.NtileGroups > 0
            ? Enumerable.Range(1, scale.NtileGroups).Select(g => g * FixedPoint.One).ToArray()
            : scale.Fixed is StepScale steps ? steps.Scores.ToArray().Distinct().ToArray() : scale.Rank?.PossibleScores;
    }

    private void Range(ConditionSubject subject, int index, out long lowest, out long highest)
    {
        lowest = long.MinValue;
        highest = long.MaxValue;
        if (subject == ConditionSubject.Score)
        {
            this.RangeOfScore(index, out lowest, out highest);
        }
        else if (subject == ConditionSubject.Composite)
        {
            // A weighted mean lies between its extremes; what is put in for a missing score may widen them.
            lowest = long.MaxValue;
            highest = long.MinValue;
            foreach (CompositePart part in this.parts.Composites[index].Parts.Where(p => p.Weight > 0))
            {
                this.RangeOfScore(part.Score, out long low, out long high);
                lowest = Math.Min(lowest, part.Missing == MissingScore.Neutral ? Math.Min(low, part.Neutral) : low);
                highest = Math.Max(highest, part.Missing == MissingScore.Neutral ? Math.Max(high, part.Neutral) : high);
            }
        }
    }

    private void RangeOfScore(int score, out long lowest, out long highest)
    {
        CompiledScale scale = this.parts.Scores[score].Scale;
        IReadOnlyList<long>? possible = this.PossibleScores(score);
        lowest = scale.Fixed?.Lowest ?? possible?.Min() ?? 0;
        highest = scale.Fixed?.Highest ?? possible?.Max() ?? 100 * FixedPoint.One;
    }
}

/// <summary>One thing that rules test, with the values that they can tell apart; the better ones later.</summary>
internal sealed class GridAxis
{
    private GridAxis(ConditionSubject subject, int index, string name, long?[] numbers, string?[] texts)
    {
        this.Subject = subject;
        this.Index = index;
        this.Name = name;
        this.Numbers = numbers;
        this.Texts = texts;
    }

    internal ConditionSubject Subject { get; }

    internal int Index { get; }

    internal string Name { get; }

    internal long?[] Numbers { get; }

    internal string?[] Texts { get; }

    internal int Count => this.Numbers.Length;

    internal static string KeyOf(LeafCondition leaf) => ((int)leaf.Subject).ToString(CultureInfo.InvariantCulture) + ":" + leaf.Name;

    internal static IEnumerable<long> Around(long lowest, long highest)
    {
        if (lowest == long.MinValue && highest == long.MaxValue)
        {
            yield return 0;
        }

        if (lowest != long.MinValue)
        {
            yield return lowest - 1;
            yield return lowest;
        }

        if (highest != long.MaxValue)
        {
            yield return highest;
            yield return highest + 1;
        }
    }

    internal static GridAxis OfNumbers(ConditionSubject subject, int index, string name, IEnumerable<long> values, long lowest, long highest, bool orMissing, bool smallerIsBetter)
    {
        // Clamping keeps an example on each side of a bound that lies at or beyond the range.
        IEnumerable<long?> numbers = values.Select(v => Math.Min(highest, Math.Max(lowest, v))).Distinct().OrderBy(v => v).Select(v => (long?)v);
        if (smallerIsBetter)
        {
            numbers = numbers.Reverse().ToArray();
        }

        long?[] all = orMissing ? new long?[] { null }.Concat(numbers).ToArray() : numbers.ToArray();
        return new GridAxis(subject, index, name, all.Length == 0 ? [null] : all, new string?[Math.Max(1, all.Length)]);
    }

    internal static GridAxis OfTexts(LeafCondition leaf, IEnumerable<string?> texts)
    {
        string?[] all = texts.Distinct(StringComparer.Ordinal).ToArray();
        return new GridAxis(leaf.Subject, -1, leaf.Name, new long?[all.Length], all);
    }
}
