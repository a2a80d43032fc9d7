using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>One combination of what conditions tell apart: a value for each measure, signal, attribute and tag that they test.</summary>
internal sealed class StageSituation : IConditionFacts
{
    private readonly List<Axis> axes = new List<Axis>();
    private readonly int firstOfStage;

    internal StageSituation(IEnumerable<LeafCondition> leaves, int measures)
    {
        this.firstOfStage = measures - 3;
        foreach (IGrouping<(ConditionSubject Subject, string Name), LeafCondition> axis in leaves.GroupBy(l => (l.Subject, l.Name)))
        {
            this.axes.Add(new Axis(axis.Key.Subject, axis.Key.Name, IndexOf(axis.First()), this.Values(axis.Key.Subject, axis.ToArray())));
        }
    }

    /// <summary>Gets or sets a value indicating whether there is a stage whose measures are known; just entered, it has lasted no day.</summary>
    internal bool IsInStage { get; set; }

    internal double Combinations => this.axes.Aggregate(1.0, (product, a) => product * a.Values.Length);

    public long? Number(ConditionSubject subject, int index)
    {
        if (subject == ConditionSubject.Measure && index >= this.firstOfStage && !this.IsInStage)
        {
            return null;
        }

        return this.axes.Find(a => a.Subject == subject && a.Index == index)?.Number;
    }

    public string? Attribute(string name) => this.axes.Find(a => a.Subject == ConditionSubject.Attribute && a.Name == name)?.Text;

    public bool HasTag(string tag, bool orProposed) => this.axes.Find(a => a.Subject == ConditionSubject.Tag && a.Name == tag)?.Number > 0;

    /// <summary>Turns to the next combination; false after the last.</summary>
    internal bool Next()
    {
        foreach (Axis axis in this.axes)
        {
            if (++axis.Current < axis.Values.Length)
            {
                return true;
            }

            axis.Current = 0;
        }

        return false;
    }

    internal string Describe() => this.axes.Count == 0 ? "nothing is tested" : string.Join(", ", this.axes.Select(a => a.Describe()));

    private object?[] Values(ConditionSubject subject, LeafCondition[] leaves)
    {
        if (subject is ConditionSubject.Signal or ConditionSubject.Tag)
        {
            return [0L, FixedPoint.One];
        }

        if (subject == ConditionSubject.Attribute)
        {
            return [null, "another value", .. leaves.SelectMany(l => l.Examples).Distinct(StringComparer.Ordinal)];
        }

        int index = leaves.Select(IndexOf).First();
        if (index >= this.firstOfStage && index != this.firstOfStage + 1)
        {
            return [0L];
        }

        var cuts = new SortedSet<long>();
        foreach (NumberCondition leaf in leaves.OfType<NumberCondition>())
        {
            if (leaf.Lowest != long.MinValue)
            {
                cuts.Add(leaf.Lowest);
            }

            if (leaf.Highest != long.MaxValue)
            {
                cuts.Add(leaf.Highest + 1);
            }
        }

        return cuts.Count == 0 ? [null, 0L] : [null, cuts.Min - 1, .. cuts.Cast<object>()];
    }

    private static int IndexOf(LeafCondition leaf) => leaf is NumberCondition number ? number.Index : leaf is MissingCondition missing ? missing.Index : leaf is SignalCondition signal ? signal.Index : -1;

    private sealed class Axis
    {
        internal Axis(ConditionSubject subject, string name, int index, object?[] values)
        {
            this.Index = index;
            this.Subject = subject;
            this.Name = name;
            this.Values = values;
        }

        internal ConditionSubject Subject { get; }

        internal string Name { get; }

        internal object?[] Values { get; }

        internal int Index { get; }

        internal int Current { get; set; }

        internal long? Number => this.Values[this.Current] as long?;

        internal string? Text => this.Values[this.Current] as string;

        internal string Describe() => this.Subject is ConditionSubject.Signal or ConditionSubject.Tag
            ? this.Name + (this.Number > 0 ? " on" : " off")
            : this.Name + (this.Values[this.Current] is null ? " missing" : " = " + (this.Text ?? FixedPoint.Text(this.Number!.Value)));
    }
}
