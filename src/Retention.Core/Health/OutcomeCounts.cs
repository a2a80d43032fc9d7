using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>How many had each score, and how many of them left: all that the figures of a calibration need of its customers.</summary>
/// <remarks>In ascending order of the scores, so that no figure depends on the order of the customers. Immutable.</remarks>
internal sealed class OutcomeCounts
{
    private OutcomeCounts(long[] scores, long[] leavers, long[] totals)
    {
        this.Scores = scores;
        this.Leavers = leavers;
        this.Totals = totals;
        this.Left = leavers.Sum();
        this.Total = totals.Sum();
    }

    /// <summary>Gets the distinct scores in ascending order, in ten-thousandths.</summary>
    internal long[] Scores { get; }

    /// <summary>Gets how many of each score left.</summary>
    internal long[] Leavers { get; }

    /// <summary>Gets how many had each score; 1 or more.</summary>
    internal long[] Totals { get; }

    /// <summary>Gets how many left.</summary>
    internal long Left { get; }

    /// <summary>Gets how many there are.</summary>
    internal long Total { get; }

    /// <summary>Gets how many stayed.</summary>
    internal long Stayed => this.Total - this.Left;

    /// <summary>Counts outcomes, each a score in ten-thousandths and whether its customer left.</summary>
    internal static OutcomeCounts Of(IEnumerable<KeyValuePair<long, bool>> outcomes)
    {
        KeyValuePair<long, bool>[] items = outcomes.ToArray();
        return Of(items.Select(o => o.Key).ToArray(), items.Select(o => o.Value ? 1L : 0).ToArray(), items.Select(_ => 1L).ToArray());
    }

    /// <summary>The counts over both.</summary>
    internal OutcomeCounts Merge(OutcomeCounts other) =>
        Of([.. this.Scores, .. other.Scores], [.. this.Leavers, .. other.Leavers], [.. this.Totals, .. other.Totals]);

    /// <summary>Adds up what has the same score.</summary>
    private static OutcomeCounts Of(long[] scores, long[] leavers, long[] totals)
    {
        int[] order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort((long[])scores.Clone(), order);
        var distinct = new List<long>();
        var left = new List<long>();
        var all = new List<long>();
        foreach (int i in order)
        {
            if (distinct.Count == 0 || distinct[distinct.Count - 1] != scores[i])
            {
                distinct.Add(scores[i]);
                left.Add(0);
                all.Add(0);
            }

            left[left.Count - 1] += leavers[i];
            all[all.Count - 1] += totals[i];
        }

        return new OutcomeCounts([.. distinct], [.. left], [.. all]);
    }
}
