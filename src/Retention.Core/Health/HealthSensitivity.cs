using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;

namespace Retention.Core.Health;

/// <summary>What a weight is a weight of.</summary>
public enum WeightKind
{
    /// <summary>A measure in its group.</summary>
    Measure = 0,

    /// <summary>A group.</summary>
    Group = 1,
}

/// <summary>How far a weight can move, the others unchanged, before a customer's computed grade changes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class WeightRange
{
    internal WeightRange(WeightKind kind, string key, long weight, long from, long to)
    {
        this.Kind = kind;
        this.Key = key;
        this.Weight = FixedPoint.ToDecimal(weight);
        this.From = FixedPoint.ToDecimal(from);
        this.To = to >= HealthSensitivity.MostWeight ? null : FixedPoint.ToDecimal(to);
    }

    /// <summary>Gets what it is a weight of.</summary>
    public WeightKind Kind { get; }

    /// <summary>Gets the key of the measure or the code of the group.</summary>
    public string Key { get; }

    /// <summary>Gets the weight.</summary>
    public decimal Weight { get; }

    /// <summary>Gets the least weight, inclusive, with which the grade stays; 0 leaves it out.</summary>
    public decimal From { get; }

    /// <summary>Gets the greatest weight, inclusive, with which the grade stays; null: every weight up to 1,000,000.</summary>
    public decimal? To { get; }
}

/// <summary>How many customers' grades hang on a weight.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class WeightSensitivity
{
    internal WeightSensitivity(WeightKind kind, string key, Rate up, Rate down)
    {
        this.Kind = kind;
        this.Key = key;
        this.Up = up;
        this.Down = down;
    }

    /// <summary>Gets what it is a weight of.</summary>
    public WeightKind Kind { get; }

    /// <summary>Gets the key of the measure or the code of the group.</summary>
    public string Key { get; }

    /// <summary>Gets the customers whose computed grade is another with the greater weight.</summary>
    public Rate Up { get; }

    /// <summary>Gets the customers whose computed grade is another with the smaller weight.</summary>
    public Rate Down { get; }
}

/// <summary>Moves weights, and looks at the computed grades.</summary>
internal static class HealthSensitivity
{
    /// <summary>The greatest weight of a policy, in ten-thousandths.</summary>
    internal const long MostWeight = 1_000_000 * FixedPoint.One;

    /// <summary>Weights that add up to it, one of them doubled, times scores of a hundred points still fit 64 bits.</summary>
    private const long MostSum = 4_000_000_000_000;

    internal static IReadOnlyList<WeightRange> RangesOf(HealthResult result)
    {
        if (result.ComputedUnits < 0)
        {
            return [];
        }

        HealthPolicy policy = result.Policy;
        HealthWeights weights = Full(policy);
        var sheet = new HealthSheet(policy, policy.MeasureList.Select((m, i) => result.Sheet.ScaleOf(i)).ToArray(), weights);
        sheet.Take(result.Sheet);
        int grade = policy.GradeIndex(result.ComputedUnits);
        var ranges = new List<WeightRange>();
        void Add(WeightKind kind, string key, long[] all, int index)
        {
            long own = all[index];
            bool Holds(long weight)
            {
                all[index] = weight;
                return sheet.Compute() is >= 0 and { } score && policy.GradeIndex(score) == grade;
            }

            ranges.Add(new WeightRange(kind, key, own, Furthest(own, 0, Holds), Furthest(own, MostWeight, Holds)));
            all[index] = own;
        }

        for (int g = 0; g < policy.GroupList.Length; g++)
        {
            Add(WeightKind.Group, policy.GroupList[g].Code, weights.Groups, g);
        }

        for (int m = 0; m < policy.MeasureList.Length; m++)
        {
            Add(WeightKind.Measure, policy.MeasureList[m].Key, weights.Measures, m);
        }

        return Sequence.Copy(ranges);
    }

    internal static IReadOnlyList<WeightSensitivity> Of(HealthRun run, decimal percent, int parallelism)
    {
        HealthPolicy policy = run.Model.Policy;
        var all = new List<WeightSensitivity>();
        int[] before = run.ComputedGrades(policy.Weights, parallelism);
        Rate Moved(Func<HealthWeights, long[]> which, int index, decimal factor)
        {
            // Only ratios matter, so each group's weights are as large as fits before one moves: ten percent of the least is a whole number, also beside forty of the greatest.
            var weights = new HealthWeights(
                [.. policy.GroupList.SelectMany(g => Enlarged(policy.Weights.Measures.Skip(g.First).Take(g.End - g.First).ToArray()))], Enlarged(policy.Weights.Groups));
            which(weights)[index] = Math.Max(1, (long)Math.Round(which(weights)[index] * factor, MidpointRounding.AwayFromZero));
            int[] after = run.ComputedGrades(weights, parallelism);
            return new Rate(before.Where((grade, row) => grade != after[row]).LongCount(), run.Count);
        }

        for (int g = 0; g < policy.GroupList.Length && policy.GroupList.Length > 1; g++)
        {
            all.Add(new WeightSensitivity(WeightKind.Group, policy.GroupList[g].Code, Moved(w => w.Groups, g, 1 + (percent / 100)), Moved(w => w.Groups, g, 1 - (percent / 100))));
        }

        foreach (HealthGroup group in policy.GroupList.Where(g => g.End - g.First > 1))
        {
            for (int m = group.First; m < group.End; m++)
            {
                all.Add(new WeightSensitivity(WeightKind.Measure, policy.MeasureList[m].Key, Moved(w => w.Measures, m, 1 + (percent / 100)), Moved(w => w.Measures, m, 1 - (percent / 100))));
            }
        }

        return Sequence.Copy(all);
    }

    /// <summary>The same ratios, ten times as large as often as the sums of scores allow.</summary>
    private static long[] Enlarged(long[] weights)
    {
        long factor = 1;
        while (weights.Sum() * factor * 10 <= MostSum)
        {
            factor *= 10;
        }

        return weights.Select(w => w * factor).ToArray();
    }

    /// <summary>The weights in ten-thousandths, to be moved.</summary>
    private static HealthWeights Full(HealthPolicy policy) =>
        new HealthWeights(policy.MeasureList.Select(m => m.WeightUnits).ToArray(), policy.GroupList.Select(g => g.WeightUnits).ToArray());

    /// <summary>The last weight from one towards another with which it holds. Where it has ceased it doesn't hold again: score and coverage go one way with a weight.</summary>
    private static long Furthest(long from, long towards, Func<long, bool> holds)
    {
        if (holds(towards))
        {
            return towards;
        }

        long good = from;
        long bad = towards;
        while (Math.Abs(bad - good) > 1)
        {
            long middle = good + ((bad - good) / 2);
            (good, bad) = holds(middle) ? (middle, bad) : (good, middle);
        }

        return good;
    }
}
