using System;
using System.Collections;
using System.Collections.Generic;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>Shares a score out among its groups, and each group's share among its measures; and the weights in force in percent likewise.</summary>
internal static class HealthShares
{
    private const long Whole = 100 * FixedPoint.One;

    /// <summary>Fills, for the measures and then the groups, contributions that add up to the score and percentages that add up to 100.</summary>
    internal static void Share(HealthSheet sheet, long computed, long[] contributions, long[] effective)
    {
        HealthGroup[] groups = sheet.Policy.GroupList;
        int measures = sheet.Policy.MeasureList.Length;
        Span<long> scratch = stackalloc long[Math.Max(groups.Length, measures)];
        long total = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            total += sheet.GroupScore(g) is null ? 0 : sheet.Weights.Groups[g];
        }

        var scores = new LargestRemainder(contributions.AsSpan(measures), scratch.Slice(0, groups.Length), total);
        for (int g = 0; g < groups.Length; g++)
        {
            scores.Set(g, sheet.GroupScore(g) ?? 0, sheet.GroupScore(g) is null ? 0 : sheet.Weights.Groups[g]);
        }

        scores.Share(computed);
        var weights = new LargestRemainder(effective.AsSpan(measures), scratch.Slice(0, groups.Length), total);
        for (int g = 0; g < groups.Length; g++)
        {
            weights.Set(g, Whole, sheet.GroupScore(g) is null ? 0 : sheet.Weights.Groups[g]);
        }

        weights.Share(Whole);
        for (int g = 0; g < groups.Length; g++)
        {
            int count = groups[g].End - groups[g].First;
            ShareGroup(sheet, groups[g], contributions[measures + g], true, contributions.AsSpan(groups[g].First, count), scratch.Slice(0, count));
            ShareGroup(sheet, groups[g], effective[measures + g], false, effective.AsSpan(groups[g].First, count), scratch.Slice(0, count));
        }
    }

    private static void ShareGroup(HealthSheet sheet, HealthGroup group, long whole, bool byScore, Span<long> shares, Span<long> scratch)
    {
        long total = 0;
        for (int m = group.First; m < group.End; m++)
        {
            total += Part(sheet, m, byScore);
        }

        if (total == 0)
        {
            return;
        }

        var parts = new LargestRemainder(shares, scratch, total);
        for (int m = group.First; m < group.End; m++)
        {
            parts.Set(m - group.First, whole, Part(sheet, m, byScore));
        }

        parts.Share(whole);
    }

    private static long Part(HealthSheet sheet, int measure, bool byScore) =>
        sheet.ScoreOf(measure) is { } score ? sheet.Weights.Measures[measure] * (byScore ? score : 1) : 0;
}

/// <summary>Parts of a result that are made when they are looked at, as most results are looked at for their score alone.</summary>
internal sealed class HealthParts<T> : IReadOnlyList<T>
{
    private readonly Func<int, T> make;

    internal HealthParts(int count, Func<int, T> make)
    {
        this.Count = count;
        this.make = make;
    }

    public int Count { get; }

    public T this[int index] => index >= 0 && index < this.Count ? this.make(index) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < this.Count; i++)
        {
            yield return this.make(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
}
