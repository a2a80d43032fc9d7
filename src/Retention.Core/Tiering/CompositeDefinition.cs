using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>What a missing score does to a composite.</summary>
internal enum MissingScore
{
    Exclude = 0,
    Worst = 1,
    Require = 2,
    Neutral = 3,
}

/// <summary>One weighted score of a composite.</summary>
internal sealed class CompositePart
{
    internal CompositePart(int score, long weight, MissingScore missing, long neutral, long? substitute)
    {
        this.Score = score;
        this.Weight = weight;
        this.Missing = missing;
        this.Neutral = neutral;
        this.Substitute = substitute;
    }

    /// <summary>Gets the index of the score in the policy.</summary>
    internal int Score { get; }

    internal long Weight { get; }

    internal MissingScore Missing { get; }

    internal long Neutral { get; }

    /// <summary>Gets the score that counts in place of a missing one; null: none does.</summary>
    internal long? Substitute { get; }
}

/// <summary>A compiled composite: an integer numerator over an integer denominator with one rounding.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CompositeDefinition
{
    private readonly CompositePart[] parts;
    private readonly ScoreDefinition[] scores;
    private readonly long totalWeight;
    private readonly long coverageTenThousandths;

    /// <summary>Whether the weights add up to less than 2^31: with scores of 32 bits, sums of products then fit 64 bits.</summary>
    private readonly bool isLight;

    private CompositeDefinition(string key, CompositeOptions options, CompositePart[] parts, ScoreDefinition[] scores, long coverage)
    {
        this.Key = key;
        this.Name = options.Name ?? key;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.parts = parts;
        this.scores = scores;
        this.totalWeight = parts.Sum(p => p.Weight);
        this.coverageTenThousandths = coverage;
        this.isLight = this.totalWeight <= int.MaxValue / 2;
    }

    /// <summary>Gets the key.</summary>
    public string Key { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    internal IReadOnlyList<CompositePart> Parts => this.parts;

    internal static List<CompositeDefinition> Compile(Dictionary<string, CompositeOptions> options, ScoreDefinition[] scores, ICollection<string> declared, string path, ProblemList problems)
    {
        var compiled = new List<CompositeDefinition>();
        foreach (KeyValuePair<string, CompositeOptions> item in options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            string own = path + ":" + item.Key;
            var parts = new List<CompositePart>();
            foreach (KeyValuePair<string, decimal> weight in item.Value.Weights.OrderBy(w => w.Key, StringComparer.Ordinal))
            {
                if (CompilePart(item.Value, weight.Key, weight.Value, scores, declared, own, problems) is { } part)
                {
                    parts.Add(part);
                }
            }

            foreach (string stray in item.Value.Missing.Keys.Where(k => !item.Value.Weights.ContainsKey(k)))
            {
                problems.Error(own + ":missing:" + stray, "score-unknown", "has no weight in this composite; remove it or give it one.");
            }

            if (item.Value.CoverageAtLeast is < 0 or > 100)
            {
                problems.Error(own + ":coverageAtLeast", "percentage-out-of-range", "is a percentage from 0 to 100.");
            }

            if (!item.Value.Weights.Values.Any(w => w > 0))
            {
                problems.Error(own + ":weights", "weights-sum-to-zero", "add up to zero; give at least one score a weight above 0.");
            }
            else if (parts.Sum(p => (decimal)p.Weight) > 0)
            {
                compiled.Add(new CompositeDefinition(item.Key, item.Value, [.. parts], scores, problems.Fixed(own + ":coverageAtLeast", item.Value.CoverageAtLeast ?? 0)));
            }
        }

        return compiled;
    }

    /// <summary>The composite of one customer's scores; null if it is missing.</summary>
    internal long? Compute(CustomerRow row)
    {
        if (!this.isLight)
        {
            return this.ComputeWide(row);
        }

        long sum = 0;
        long weight = 0;
        long present = 0;
        foreach (CompositePart part in this.parts)
        {
            long? score = row.ScoreAt(part.Score);
            if (score is not null)
            {
                present += part.Weight;
            }
            else if (part.Missing == MissingScore.Require && part.Weight > 0)
            {
                return null;
            }

            if ((score ?? part.Substitute) is { } counted)
            {
                if (counted is > int.MaxValue or < int.MinValue)
                {
                    return this.ComputeWide(row);
                }

                sum += counted * part.Weight;
                weight += part.Weight;
            }
        }

        if (present == 0 || this.IsBelowCoverage(present))
        {
            return null;
        }

        // Half away from zero; the sum is below 2^62, so that a weight more doesn't overflow.
        long rounded = (Math.Abs(sum) + (weight / 2)) / weight;
        return sum < 0 ? -rounded : rounded;
    }

    /// <summary>The least score that brings the composite to a target, the other scores unchanged; null if this score can't.</summary>
    /// <remarks>Rounded half away from zero, x ÷ w is at least t from x = (t - ½) · w on; from just above it where that isn't positive.</remarks>
    internal long? ScoreFor(CustomerRow row, int score, long target)
    {
        long weight = 0;
        long own = 0;
        bool light = this.isLight && target is <= int.MaxValue / 2 and >= int.MinValue / 2;
        long others = 0;
        foreach (CompositePart part in this.parts)
        {
            if (part.Score == score)
            {
                own += part.Weight;
                weight += part.Weight;
            }
            else if ((row.ScoreAt(part.Score) ?? part.Substitute) is { } counted)
            {
                light = light && counted is <= int.MaxValue / 2 and >= int.MinValue / 2;
                others += light ? counted * part.Weight : 0;
                weight += part.Weight;
            }
        }

        if (own == 0)
        {
            return null;
        }

        if (!light)
        {
            return this.ScoreForWide(row, score, target, weight, own);
        }

        long twice = (((2 * target) - 1) * weight) - (2 * others);
        long floor = twice / (2 * own);
        floor -= floor * 2 * own > twice ? 1 : 0;
        return floor + (floor * 2 * own < twice || target <= 0 ? 1 : 0);
    }

    private long? ScoreForWide(CustomerRow row, int score, long target, long weight, long own)
    {
        var twice = default(WideSum);
        twice.AddProduct(target, 2 * weight);
        twice.Add(-weight);
        foreach (CompositePart part in this.parts)
        {
            if (part.Score != score && (row.ScoreAt(part.Score) ?? part.Substitute) is { } counted)
            {
                twice.AddProduct(counted, -2 * part.Weight);
            }
        }

        try
        {
            return checked(twice.DivideFloor(2 * own, out long rest) + (rest != 0 || target <= 0 ? 1 : 0));
        }
        catch (OverflowException)
        {
            // No score of 64 bits gets there.
            return null;
        }
    }

    /// <summary>
    /// What each score adds to the composite: shared out by largest remainder (ties to the lower order), so that the parts add up to the
    /// published composite exactly; and the weights in force in percent, which add up to 100 exactly.
    /// </summary>
    internal ScorePart[] Explain(CustomerRow row, long composite)
    {
        int count = this.parts.Length;
        Span<long> contributions = stackalloc long[count];
        Span<long> effective = stackalloc long[count];
        Span<long> remainders = stackalloc long[count];
        long weight = 0;
        foreach (CompositePart part in this.parts)
        {
            weight += row.ScoreAt(part.Score) is null && part.Substitute is null ? 0 : part.Weight;
        }

        var exact = new LargestRemainder(contributions, remainders, weight);
        for (int i = 0; i < count; i++)
        {
            long? counted = row.ScoreAt(this.parts[i].Score) ?? this.parts[i].Substitute;
            exact.Set(i, counted ?? 0, counted is null ? 0 : this.parts[i].Weight);
        }

        exact.Share(composite);
        var shares = new LargestRemainder(effective, remainders, weight);
        for (int i = 0; i < count; i++)
        {
            bool counts = row.ScoreAt(this.parts[i].Score) is not null || this.parts[i].Substitute is not null;
            shares.Set(i, 100 * FixedPoint.One, counts ? this.parts[i].Weight : 0);
        }

        shares.Share(100 * FixedPoint.One);
        var result = new ScorePart[count];
        for (int i = 0; i < result.Length; i++)
        {
            CompositePart part = this.parts[i];
            long? score = row.ScoreAt(part.Score);
            result[i] = new ScorePart(this.scores[part.Score], row.MeasureAt(row.MeasureOfScore(part.Score)), score, score ?? part.Substitute, part.Weight, effective[i], contributions[i]);
        }

        return result;
    }

    private static CompositePart? CompilePart(CompositeOptions options, string key, decimal weight, ScoreDefinition[] scores, ICollection<string> declared, string path, ProblemList problems)
    {
        int index = Array.FindIndex(scores, s => string.Equals(s.Key, key, StringComparison.Ordinal));
        if (index < 0)
        {
            // A score with a problem of its own is reported there; a weight of 0 takes a removed score out.
            if (weight == 0 || declared.Contains(key))
            {
                return null;
            }

            problems.Error(path + ":weights:" + key, "score-unknown", "\"" + key + "\" is not defined; the policy has " + string.Join(", ", scores.Select(s => s.Key)) + ".");
            return null;
        }

        if (weight is < 0 or > 1_000_000)
        {
            problems.Error(path + ":weights:" + key, "weight-out-of-range", "is " + weight.ToString(CultureInfo.InvariantCulture) + "; use 0 to 1,000,000. For a score that counts against the customer turn its scale round.");
            return null;
        }

        MissingScore missing = MissingScore.Exclude;
        long neutral = 0;
        if (options.Missing.TryGetValue(key, out string? text))
        {
            if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number))
            {
                missing = MissingScore.Neutral;
                neutral = problems.Fixed(path + ":missing:" + key, number);
            }
            else
            {
                missing = problems.Choice(path + ":missing:" + key, text, MissingScore.Exclude);
                if (missing == MissingScore.Neutral)
                {
                    problems.Error(path + ":missing:" + key, "unknown-name", "is a neutral score without its number; write the number, such as 50.");
                }
            }
        }

        return new CompositePart(index, problems.Fixed(path + ":weights:" + key, weight), missing, neutral, Substitute(missing, neutral, scores[index].Scale));
    }

    private bool IsBelowCoverage(long present)
    {
        if (this.coverageTenThousandths == 0)
        {
            return false;
        }

        // present ÷ total < coverage ÷ 100, without dividing.
        return (decimal)present * 100 * FixedPoint.One < (decimal)this.coverageTenThousandths * this.totalWeight;
    }

    /// <summary>What counts in place of a missing score; null: nothing does.</summary>
    private static long? Substitute(MissingScore missing, long neutral, CompiledScale scale) => missing switch
    {
        MissingScore.Worst => scale.Fixed?.Lowest ?? scale.Rank?.PossibleScores?[0] ?? (scale.NtileGroups > 0 ? FixedPoint.One : 0),
        MissingScore.Neutral => neutral,
        _ => null,
    };

    private long? ComputeWide(CustomerRow row)
    {
        var sum = default(WideSum);
        long weight = 0;
        long present = 0;
        foreach (CompositePart part in this.parts)
        {
            long? score = row.ScoreAt(part.Score);
            if (score is not null)
            {
                present += part.Weight;
            }
            else if (part.Missing == MissingScore.Require && part.Weight > 0)
            {
                return null;
            }

            if ((score ?? part.Substitute) is { } counted)
            {
                sum.AddProduct(counted, part.Weight);
                weight += part.Weight;
            }
        }

        return present == 0 || this.IsBelowCoverage(present) ? null : sum.DivideRounded(weight);
    }
}
