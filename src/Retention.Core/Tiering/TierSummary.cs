using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;

namespace Retention.Core.Tiering;

/// <summary>Count, share and core characteristics (核心特征) of one tier in a run.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TierSummary
{
    private TierSummary(Tier tier, Rate share, IReadOnlyDictionary<string, decimal> medians, IReadOnlyList<KeyValuePair<string, Rate>> tags)
    {
        this.Tier = tier;
        this.Share = share;
        this.Medians = medians;
        this.CommonestTags = tags;
    }

    /// <summary>Gets the tier.</summary>
    public Tier Tier { get; }

    /// <summary>Gets how many of all customers are in it.</summary>
    public Rate Share { get; }

    /// <summary>Gets the number of customers in it.</summary>
    public long Count => this.Share.Count;

    /// <summary>Gets the median of each measure among those of its customers who have one; a measure that none has is absent.</summary>
    public IReadOnlyDictionary<string, decimal> Medians { get; }

    /// <summary>Gets the tags proposed or confirmed for its customers, the commonest first (ties in ordinal order), with how many have them.</summary>
    public IReadOnlyList<KeyValuePair<string, Rate>> CommonestTags { get; }

    /// <summary>Gives tier and share.</summary>
    /// <returns>For example <c>A 12/100 = 12 %</c>.</returns>
    public override string ToString() => this.Tier.Code + " " + this.Share;

    internal static IReadOnlyList<TierSummary> Of(TieringRun run)
    {
        ILookup<string, int> rows = Enumerable.Range(0, run.Count).ToLookup(i => run.TierAt(i).Code, StringComparer.Ordinal);
        return run.Policy.Tiers.OrderBy(t => t.Rank).ThenBy(t => t.Order)
            .Concat([run.Policy.Unscored])
            .Select(tier => OfTier(run, tier, rows[tier.Code].ToArray()))
            .ToArray();
    }

    private static TierSummary OfTier(TieringRun run, Tier tier, int[] rows)
    {
        var medians = new Dictionary<string, decimal>(StringComparer.Ordinal);
        for (int m = 0; m < run.MeasureColumns.Length; m++)
        {
            long[] values = rows.Select(r => run.MeasureColumns[m]?.At(r)).OfType<long>().ToArray();
            if (Distribution.OfTenThousandths(values).Median is { } median)
            {
                medians.Add(run.Policy.Measures[m].Key, median);
            }
        }

        return new TierSummary(tier, run.ShareOf(rows.Length), Sequence.Copy(medians), Tags(run, rows));
    }

    private static KeyValuePair<string, Rate>[] Tags(TieringRun run, int[] rows)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (run.Policy.Tags.Count > 0 || run.Table.Histories is not null)
        {
            var row = new CustomerRow(run.Policy);
            foreach (int r in rows)
            {
                row.Load(run.MeasureColumns, run.ScoreColumns, run.Table, r);
                foreach (string tag in row.ProposedTags.Concat(run.Table.Histories?[r].Tags ?? []).Distinct(StringComparer.Ordinal))
                {
                    counts.TryGetValue(tag, out long count);
                    counts[tag] = count + 1;
                }
            }
        }

        return counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new KeyValuePair<string, Rate>(c.Key, new Rate(c.Value, rows.Length)))
            .ToArray();
    }
}
