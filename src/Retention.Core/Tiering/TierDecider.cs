using System;
using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Rules;

namespace Retention.Core.Tiering;

/// <summary>Decides the tier of every row: by a table of score combinations where few exist, else row by row.</summary>
internal static class TierDecider
{
    /// <summary>The entry of a row that is unscored or that no tier takes.</summary>
    internal const byte Unscored = byte.MaxValue;

    /// <summary>Up to this many combinations of scores are decided once and looked up.</summary>
    private const int MaxCombinations = 1 << 16;

    /// <summary>Fills the score columns and decides by them, chunk by chunk.</summary>
    internal static byte[] Decide(TieringPolicy policy, MeasureTable table, MeasureColumn?[] columns, ScoreColumn[] scores, int parallelism)
    {
        var tiers = new byte[table.Count];
        if (IsDecidedByScores(policy) && Combinations(scores) is { } combinations)
        {
            byte[] decided = DecideCombinations(policy, scores, combinations);
            ScoreColumn.ForChunks(table.Count, parallelism, (from, to) =>
            {
                Fill(scores, from, to);
                LookUp(scores, decided, tiers, from, to);
            });
            return tiers;
        }

        ScoreColumn.ForChunks(table.Count, parallelism, (from, to) =>
        {
            Fill(scores, from, to);
            var row = new CustomerRow(policy);
            for (int i = from; i < to; i++)
            {
                row.Load(columns, scores, table, i);
                tiers[i] = Entry(row.DecideTier());
            }
        });
        return tiers;
    }

    private static void Fill(ScoreColumn[] scores, int from, int to)
    {
        foreach (ScoreColumn score in scores)
        {
            score.Fill(from, to);
        }
    }

    private static byte Entry(int tier) => tier < 0 ? Unscored : (byte)tier;

    /// <summary>Whether nothing but scores decides: no tier tests a measure, attribute or tag, and every score that is present is known.</summary>
    private static bool IsDecidedByScores(TieringPolicy policy) => policy.Scores.All(s => s.Measure.Kind != MeasureKind.Occurrences)
        && policy.Tiers.SelectMany(t => t.Condition?.Leaves ?? []).All(l => l.Subject is ConditionSubject.Score or ConditionSubject.Composite);

    private static int? Combinations(ScoreColumn[] scores)
    {
        long product = 1;
        foreach (ScoreColumn score in scores)
        {
            if (score.Steps is null || (product *= score.StepCount) > MaxCombinations)
            {
                return null;
            }
        }

        return (int)product;
    }

    private static byte[] DecideCombinations(TieringPolicy policy, ScoreColumn[] scores, int combinations)
    {
        var decided = new byte[combinations];
        var row = new CustomerRow(policy);
        for (int c = 0; c < combinations; c++)
        {
            int rest = c;
            for (int s = 0; s < scores.Length; s++)
            {
                row.SetScore(s, scores[s].ScoreOfEntry(rest % scores[s].StepCount));
                rest /= scores[s].StepCount;
            }

            row.Forget();
            decided[c] = Entry(row.DecideTier());
        }

        return decided;
    }

    private static void LookUp(ScoreColumn[] scores, byte[] decided, byte[] tiers, int from, int to)
    {
        if (scores.Length == 3)
        {
            LookUpThree(scores, decided, tiers, from, to);
            return;
        }

        for (int row = from; row < to; row++)
        {
            int combination = 0;
            for (int s = scores.Length - 1; s >= 0; s--)
            {
                combination = (combination * scores[s].StepCount) + scores[s].Steps![row];
            }

            tiers[row] = decided[combination];
        }
    }

    /// <summary>Recency, frequency and monetary: the usual three, without the inner loop.</summary>
    private static void LookUpThree(ScoreColumn[] scores, byte[] decided, byte[] tiers, int from, int to)
    {
        ReadOnlySpan<byte> a = scores[0].Steps.AsSpan(from, to - from);
        ReadOnlySpan<byte> b = scores[1].Steps.AsSpan(from, to - from);
        ReadOnlySpan<byte> c = scores[2].Steps.AsSpan(from, to - from);
        Span<byte> result = tiers.AsSpan(from, to - from);
        int first = scores[0].StepCount;
        int second = first * scores[1].StepCount;
        for (int i = 0; i < result.Length && i < a.Length && i < b.Length && i < c.Length; i++)
        {
            result[i] = decided[a[i] + (first * b[i]) + (second * c[i])];
        }
    }
}
