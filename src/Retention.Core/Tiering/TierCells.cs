using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Rules;

namespace Retention.Core.Tiering;

/// <summary>One number that tiers test, with the values from which on a test comes out differently.</summary>
internal sealed class TierAxis
{
    internal TierAxis(ConditionSubject subject, int index, long[] cuts)
    {
        this.Subject = subject;
        this.Index = index;
        this.Cuts = cuts;
    }

    internal ConditionSubject Subject { get; }

    internal int Index { get; }

    /// <summary>Gets the cuts, ascending: no test tells two numbers apart that lie between the same cuts.</summary>
    internal long[] Cuts { get; }

    /// <summary>Gets how many cells there are: between the cuts, and one for a missing number.</summary>
    internal int Cells => this.Cuts.Length + 2;

    internal int CellOf(long? number)
    {
        if (number is not { } value)
        {
            return this.Cuts.Length + 1;
        }

        int cell = 0;
        foreach (long cut in this.Cuts)
        {
            cell += value >= cut ? 1 : 0;
        }

        return cell;
    }

    /// <summary>A number in a cell.</summary>
    internal long? NumberIn(int cell) => cell > this.Cuts.Length ? null : cell > 0 ? this.Cuts[cell - 1] : this.Cuts.Length > 0 ? this.Cuts[0] - 1 : 0;

    /// <summary>The axes of a policy's tiers.</summary>
    internal static TierAxis[] Of(IEnumerable<LeafCondition> leaves, IEnumerable<NumberCondition> bands)
    {
        var cuts = new Dictionary<(ConditionSubject Subject, int Index), SortedSet<long>>();
        foreach (LeafCondition leaf in leaves.Concat(bands))
        {
            int index = leaf is NumberCondition number ? number.Index : leaf is MissingCondition missing ? missing.Index : -1;
            if (index < 0)
            {
                continue;
            }

            if (!cuts.TryGetValue((leaf.Subject, index), out SortedSet<long>? own))
            {
                cuts.Add((leaf.Subject, index), own = new SortedSet<long>());
            }

            if (leaf is NumberCondition { Lowest: not long.MinValue } above)
            {
                own.Add(above.Lowest);
            }

            if (leaf is NumberCondition { Highest: not long.MaxValue } below)
            {
                own.Add(below.Highest + 1);
            }
        }

        return cuts.Select(c => new TierAxis(c.Key.Subject, c.Key.Index, c.Value.ToArray())).ToArray();
    }
}

/// <summary>Which tiers match, decided once for every combination of cells, where only numbers decide and the combinations are few.</summary>
internal sealed class TierCells : IConditionFacts
{
    private const int MaxCombinations = 1 << 12;

    private readonly TierAxis[] axes;
    private readonly int[] at;
    private readonly ulong[] matches;
    private readonly sbyte[] first;

    private TierCells(TieringPolicy policy, int combinations)
    {
        this.axes = policy.Axes;
        this.at = new int[this.axes.Length];
        this.matches = new ulong[combinations];
        this.first = new sbyte[combinations];
        for (int combination = 0; combination < combinations; combination++)
        {
            this.Decide(policy, combination);
        }
    }

    long? IConditionFacts.Number(ConditionSubject subject, int index)
    {
        for (int a = 0; a < this.axes.Length; a++)
        {
            if (this.axes[a].Subject == subject && this.axes[a].Index == index)
            {
                return this.axes[a].NumberIn(this.at[a]);
            }
        }

        return null;
    }

    string? IConditionFacts.Attribute(string name) => null;

    bool IConditionFacts.HasTag(string tag, bool orProposed) => false;

    internal static TierCells? Of(TieringPolicy policy)
    {
        bool numbersAlone = policy.TierList.All(t => t.Condition is null
            || t.Condition.Leaves.All(l => l is NumberCondition || l is MissingCondition { Subject: not ConditionSubject.Attribute }));
        double combinations = policy.Axes.Aggregate(1.0, (product, axis) => product * axis.Cells);
        return numbersAlone && combinations <= MaxCombinations ? new TierCells(policy, (int)combinations) : null;
    }

    /// <summary>The combination of cells in which a customer's numbers lie.</summary>
    internal int Locate(CustomerRow row)
    {
        int combination = 0;
        foreach (TierAxis axis in this.axes)
        {
            combination = (combination * axis.Cells) + axis.CellOf(row.Number(axis.Subject, axis.Index));
        }

        return combination;
    }

    /// <summary>The index of the first tier that matches, or -1.</summary>
    internal int First(int combination) => this.first[combination];

    /// <summary>Whether a tier matches.</summary>
    internal bool Matches(int combination, int tier) => ((this.matches[combination] >> tier) & 1) != 0;

    private void Decide(TieringPolicy policy, int combination)
    {
        int rest = combination;
        for (int a = this.axes.Length - 1; a >= 0; a--)
        {
            this.at[a] = rest % this.axes[a].Cells;
            rest /= this.axes[a].Cells;
        }

        this.first[combination] = -1;
        for (int t = policy.TierList.Length - 1; t >= 0; t--)
        {
            Tier tier = policy.TierList[t];
            long? main = policy.MainIndex < 0 ? null : ((IConditionFacts)this).Number(ConditionSubject.Composite, policy.MainIndex);
            bool met = tier.Condition is { } condition
                ? condition.Evaluate(this) == ConditionOutcome.Met
                : tier.Band is not { } band || (main is { } value && value >= band.Lowest && value <= band.Highest);
            if (met)
            {
                this.matches[combination] |= 1UL << t;
                this.first[combination] = (sbyte)t;
            }
        }
    }
}
