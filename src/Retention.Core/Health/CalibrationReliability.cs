using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;

namespace Retention.Core.Health;

/// <summary>One row of a reliability table: what was predicted for a tenth of the customers, and what came.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ReliabilityGroup
{
    private ReliabilityGroup(int decile, double meanPredicted, Rate observed)
    {
        this.Decile = decile;
        this.MeanPredicted = meanPredicted;
        this.Observed = observed;
    }

    /// <summary>Gets the tenth of the customers by predicted probability of leaving: 1, the lowest, to 10.</summary>
    public int Decile { get; }

    /// <summary>Gets the mean of the predicted probabilities, 0 to 1.</summary>
    public double MeanPredicted { get; }

    /// <summary>Gets how many of them left; of 1 or more.</summary>
    public Rate Observed { get; }

    /// <summary>
    /// The table by ascending probability. Equal scores share a decile, 1 + ⌊10 · below ÷ n⌋ as the scale <c>groups</c> cuts; a decile that nobody
    /// is in is left out.
    /// </summary>
    internal static ReliabilityGroup[] Of(OutcomeCounts counts, LogisticMapping mapping)
    {
        // The mapping is monotone: the order of the probabilities is that of the scores, or the reverse.
        IEnumerable<int> order = Enumerable.Range(0, counts.Scores.Length);
        long below = 0;
        var deciles = new List<KeyValuePair<int, int>>();
        foreach (int i in mapping.Slope > 0 ? order : order.Reverse())
        {
            deciles.Add(new KeyValuePair<int, int>(1 + (int)(checked(10 * below) / counts.Total), i));
            below += mapping.Slope == 0 ? 0 : counts.Totals[i];
        }

        return deciles.GroupBy(d => d.Key, d => d.Value).Select(d => OfDecile(d.Key, d.ToArray(), counts, mapping)).ToArray();
    }

    private static ReliabilityGroup OfDecile(int decile, int[] scores, OutcomeCounts counts, LogisticMapping mapping)
    {
        double predicted = 0;
        long left = 0;
        long total = 0;
        foreach (int i in scores)
        {
            predicted += counts.Totals[i] * mapping.ProbabilityOf(counts.Scores[i]);
            left += counts.Leavers[i];
            total += counts.Totals[i];
        }

        return new ReliabilityGroup(decile, predicted / total, new Rate(left, total));
    }
}
