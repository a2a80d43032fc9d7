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
    internal CompositePart(int score, long weight, MissingScore missing, long neutral)
    {
        this.Score = score;
        this.Weight = weight;
        this.Missing = missing;
        this.Neutral = neutral;
    }

    /// <summary>Gets the index of the score in the policy.</summary>
    internal int Score { get; }

    internal long Weight { get; }

    internal MissingScore Missing { get; }

    internal long Neutral { get; }
}

/// <summary>A compiled composite: an integer numerator over an integer denominator with one rounding.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CompositeDefinition
{
    private readonly CompositePart[] parts;
    private readonly ScoreDefinition[] scores;
    private readonly long totalWeight;
    private readonly long coverageTenThousandths;

    private CompositeDefinition(string key, CompositeOptions options, CompositePart[] parts, ScoreDefinition[] scores, long coverage)
    {
        this.Key = key;
        this.Name = options.Name ?? key;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.parts = parts;
        this.scores = scores;
        this.totalWeight = parts.Sum(p => p.Weight);
        this.coverageTenThousandths = coverage;
    }

    /// <summary>Gets the key.</summary>
    public string Key { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    internal IReadOnlyList<CompositePart> Parts => this.parts;

    internal static List<CompositeDefinition> Compile(Dictionary<string, CompositeOptions> options, ScoreDefinition[] scores, string path, ProblemList problems)
    {
        var compiled = new List<CompositeDefinition>();
        foreach (KeyValuePair<string, CompositeOptions> item in options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            string own = path + ":" + item.Key;
            var parts = new List<CompositePart>();
            foreach (KeyValuePair<string, decimal> weight in item.Value.Weights.OrderBy(w => w.Key, StringComparer.Ordinal))
            {
                if (CompilePart(item.Value, weight.Key, weight.Value, scores, own, problems) is { } part)
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

            if (parts.Sum(p => (decimal)p.Weight) <= 0)
            {
                problems.Error(own + ":weights", "weights-sum-to-zero", "add up to zero; give at least one score a weight above 0.");
            }
            else
            {
                compiled.Add(new CompositeDefinition(item.Key, item.Value, [.. parts], scores, problems.Fixed(own + ":coverageAtLeast", item.Value.CoverageAtLeast ?? 0)));
            }
        }

        return compiled;
    }

    /// <summary>The composite of one customer's scores; null if it is missing.</summary>
    internal long? Compute(CustomerRow row)
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

            if ((score ?? this.Substitute(part)) is { } counted)
            {
                sum.AddProduct(counted, part.Weight);
                weight += part.Weight;
            }
        }

        return present == 0 || this.IsBelowCoverage(present) ? null : sum.DivideRounded(weight);
    }

    /// <summary>About which score would bring the composite to a target, the other scores unchanged; null if this score can't.</summary>
    internal long? ScoreFor(CustomerRow row, int score, long target)
    {
        decimal others = 0;
        decimal weight = 0;
        decimal own = 0;
        foreach (CompositePart part in this.parts)
        {
            if (part.Score == score)
            {
                own += part.Weight;
                weight += part.Weight;
            }
            else if ((row.ScoreAt(part.Score) ?? this.Substitute(part)) is { } counted)
            {
                others += (decimal)counted * part.Weight;
                weight += part.Weight;
            }
        }

        if (own == 0)
        {
            return null;
        }

        decimal needed = Math.Round(((target * weight) - others) / own, MidpointRounding.AwayFromZero);
        return needed is > long.MaxValue / 2 or < long.MinValue / 2 ? null : (long)needed;
    }

    /// <summary>
    /// What each score adds to the composite: shared out by largest remainder (ties to the lower order), so that the parts add up to the
    /// published composite exactly; and the weights in force in percent, which add up to 100 exactly.
    /// </summary>
    internal ScorePart[] Explain(CustomerRow row, long composite)
    {
        var counted = new long?[this.parts.Length];
        long weight = 0;
        for (int i = 0; i < this.parts.Length; i++)
        {
            counted[i] = row.ScoreAt(this.parts[i].Score) ?? this.Substitute(this.parts[i]);
            weight += counted[i] is null ? 0 : this.parts[i].Weight;
        }

        var exact = new LargestRemainder(this.parts.Length, weight);
        var shares = new LargestRemainder(this.parts.Length, weight);
        for (int i = 0; i < this.parts.Length; i++)
        {
            exact.Set(i, counted[i] ?? 0, counted[i] is null ? 0 : this.parts[i].Weight);
            shares.Set(i, 100 * FixedPoint.One, counted[i] is null ? 0 : this.parts[i].Weight);
        }

        long[] contributions = exact.Share(composite);
        long[] effective = shares.Share(100 * FixedPoint.One);
        var result = new ScorePart[this.parts.Length];
        for (int i = 0; i < result.Length; i++)
        {
            CompositePart part = this.parts[i];
            ScoreDefinition score = this.scores[part.Score];
            result[i] = new ScorePart(score, row.MeasureAt(row.MeasureOfScore(part.Score)), row.ScoreAt(part.Score), counted[i], part.Weight, effective[i], contributions[i]);
        }

        return result;
    }

    private static CompositePart? CompilePart(CompositeOptions options, string key, decimal weight, ScoreDefinition[] scores, string path, ProblemList problems)
    {
        int index = Array.FindIndex(scores, s => string.Equals(s.Key, key, StringComparison.Ordinal));
        if (index < 0)
        {
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

        return new CompositePart(index, problems.Fixed(path + ":weights:" + key, weight), missing, neutral);
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

    private long? Substitute(CompositePart part) => part.Missing switch
    {
        MissingScore.Worst => this.LowestOf(part.Score),
        MissingScore.Neutral => part.Neutral,
        _ => null,
    };

    private long LowestOf(int score)
    {
        CompiledScale scale = this.scores[score].Scale;
        return scale.Fixed?.Lowest ?? scale.Rank?.PossibleScores?[0] ?? (scale.NtileGroups > 0 ? FixedPoint.One : 0);
    }
}
