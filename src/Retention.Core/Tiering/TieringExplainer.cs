using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Tiering;

/// <summary>Makes the explanation of one customer's tier: numbers and references only, texts when they are read.</summary>
internal static class TieringExplainer
{
    private static readonly Func<long, decimal> ShowMeasure = FixedPoint.ToDecimal;
    private static readonly Func<long, Score> ShowScore = Score.FromTenThousandths;

    internal static TieringResult Explain(TieringRun run, int index)
    {
        TieringPolicy policy = run.Policy;
        CustomerRow row = run.Row(index);
        Tier tier = run.TierAt(index);
        var result = new TieringResult(run.Table.Customers[index], policy, tier)
        {
            Measures = new KeyedNumbers<decimal>(policy.MeasureKeys, row.CopyMeasures(), ShowMeasure),
            Scores = new KeyedNumbers<Score>(policy.ScoreKeys, row.CopyScores(), ShowScore),
            Composites = new KeyedNumbers<Score>(policy.CompositeKeys, row.CopyComposites(), ShowScore),
            SecondaryTiers = Secondary(policy, row, tier),
            Reasons = Reasons(policy, row, tier),
            ProposedTags = policy.Tags.Count == 0 ? [] : row.ProposedTags.ToArray(),
            ConfirmedTags = run.Table.Histories?[index].Tags ?? [],
        };
        if (row.Main is { } composite)
        {
            result.Composite = Score.FromTenThousandths(composite);
            result.Parts = policy.MainComposite!.Explain(row, composite);
        }

        // Last, because it tries other values in the scratch row.
        result.WaysUp = new WayUpFinder(run, row).Find(tier);
        return result;
    }

    private static IReadOnlyList<Tier> Secondary(TieringPolicy policy, CustomerRow row, Tier tier)
    {
        if (ReferenceEquals(tier, policy.Unscored))
        {
            return [];
        }

        List<Tier>? others = null;
        TierCells? cells = policy.Cells;
        int combination = cells?.Locate(row) ?? 0;
        for (int i = 0; i < policy.TierList.Length; i++)
        {
            Tier other = policy.TierList[i];
            if (!ReferenceEquals(other, tier) && !other.IsRest && (cells?.Matches(combination, i) ?? row.Matches(other)))
            {
                (others ??= new List<Tier>()).Add(other);
            }
        }

        return others is null ? [] : others.ToArray();
    }

    /// <summary>The leaves of the tier's own condition or band; for the rest, why the tiers before didn't take the customer.</summary>
    private static ConditionReason[] Reasons(TieringPolicy policy, CustomerRow row, Tier tier)
    {
        var reasons = new List<ConditionReason>();
        foreach (Tier tried in policy.TierList)
        {
            if (ReferenceEquals(tried, tier) || tier.IsRest)
            {
                Explain(policy, row, tried, reasons);
            }
        }

        return [.. reasons];
    }

    private static void Explain(TieringPolicy policy, CustomerRow row, Tier tier, List<ConditionReason> reasons)
    {
        if (tier.Condition is { } condition)
        {
            condition.Explain(row, reasons);
        }
        else if (tier.Band is not null)
        {
            ConditionOutcome outcome = row.Main is null ? ConditionOutcome.Unknown : row.Matches(tier) ? ConditionOutcome.Met : ConditionOutcome.NotMet;
            reasons.Add(new ConditionReason(tier.Path, ConditionSubject.Composite, policy.MainComposite!.Key, tier.Requirement, row.Main, outcome));
        }
    }
}
