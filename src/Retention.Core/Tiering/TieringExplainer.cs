using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Rules;

namespace Retention.Core.Tiering;

/// <summary>Makes the explanation of one customer's tier.</summary>
internal sealed class TieringExplainer
{
    private readonly TieringRun run;
    private readonly TieringPolicy policy;
    private readonly CustomerRow row;
    private readonly int index;

    internal TieringExplainer(TieringRun run, int index)
    {
        this.run = run;
        this.policy = run.Policy;
        this.index = index;
        this.row = run.Row(index);
    }

    internal TieringResult Explain()
    {
        Tier tier = this.run.TierAt(this.index);
        var result = new TieringResult(this.run.Table.Customers[this.index], this.policy.Version, tier)
        {
            Measures = this.Measures(),
            Scores = this.Scores(),
            Composites = this.Composites(),
            SecondaryTiers = this.Secondary(tier),
            Reasons = this.Reasons(tier),
            ProposedTags = this.row.ProposedTags.ToArray(),
            ConfirmedTags = this.run.Table.Histories?[this.index].Tags ?? [],
        };
        if (this.row.Main is { } composite)
        {
            result.Composite = Score.FromTenThousandths(composite);
            result.Parts = this.policy.MainComposite!.Explain(this.row, composite);
        }

        // Last, because it tries other values in the scratch row.
        result.WaysUp = new WayUpFinder(this.run, this.row).Find(tier);
        return result;
    }

    private Dictionary<string, decimal> Measures()
    {
        var values = new Dictionary<string, decimal>(this.policy.Measures.Count, StringComparer.Ordinal);
        for (int i = 0; i < this.policy.Measures.Count; i++)
        {
            if (this.row.MeasureAt(i) is { } value)
            {
                values.Add(this.policy.Measures[i].Key, FixedPoint.ToDecimal(value));
            }
        }

        return values;
    }

    private Dictionary<string, Score> Scores()
    {
        var values = new Dictionary<string, Score>(this.policy.Scores.Count, StringComparer.Ordinal);
        for (int i = 0; i < this.policy.Scores.Count; i++)
        {
            if (this.row.ScoreAt(i) is { } value)
            {
                values.Add(this.policy.Scores[i].Key, Score.FromTenThousandths(value));
            }
        }

        return values;
    }

    private Dictionary<string, Score> Composites()
    {
        var values = new Dictionary<string, Score>(this.policy.Composites.Count, StringComparer.Ordinal);
        for (int i = 0; i < this.policy.Composites.Count; i++)
        {
            if (this.row.CompositeAt(i) is { } value)
            {
                values.Add(this.policy.Composites[i].Key, Score.FromTenThousandths(value));
            }
        }

        return values;
    }

    private IReadOnlyList<Tier> Secondary(Tier tier)
    {
        if (tier.Code == Tier.UnscoredCode)
        {
            return [];
        }

        List<Tier>? others = null;
        foreach (Tier other in this.policy.Tiers)
        {
            if (!ReferenceEquals(other, tier) && !other.IsRest && this.row.Matches(other))
            {
                (others ??= new List<Tier>()).Add(other);
            }
        }

        return others is null ? [] : others.ToArray();
    }

    /// <summary>The leaves of the tier's own condition or band; for the rest, why the tiers before didn't take the customer.</summary>
    private ConditionReason[] Reasons(Tier tier)
    {
        var reasons = new List<ConditionReason>();
        foreach (Tier tried in this.policy.Tiers)
        {
            if (ReferenceEquals(tried, tier) || tier.IsRest)
            {
                this.Explain(tried, reasons);
            }
        }

        return [.. reasons];
    }

    private void Explain(Tier tier, List<ConditionReason> reasons)
    {
        string path = "tiers:" + tier.Code;
        if (tier.Condition is { } condition)
        {
            condition.Explain(this.row, reasons);
        }
        else if (tier.Band is { } band)
        {
            string requirement = (band.AtLeast is { } low ? "≥ " + low : string.Empty)
                + (band.AtLeast is not null && band.AtMost is not null ? " and " : string.Empty)
                + (band.AtMost is { } high ? "≤ " + high : string.Empty);
            ConditionOutcome outcome = this.row.Main is null ? ConditionOutcome.Unknown : this.row.Matches(tier) ? ConditionOutcome.Met : ConditionOutcome.NotMet;
            reasons.Add(new ConditionReason(path, ConditionSubject.Composite, this.policy.MainComposite!.Key, requirement, this.row.Main is { } main ? FixedPoint.Text(main) : null, outcome));
        }
    }
}
