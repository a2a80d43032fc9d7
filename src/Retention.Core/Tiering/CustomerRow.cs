using System;
using System.Collections.Generic;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Rules;

namespace Retention.Core.Tiering;

/// <summary>One customer's measures, scores and composites while tiers are decided: scratch, reused from row to row by one thread.</summary>
internal sealed class CustomerRow : IConditionFacts
{
    private readonly TieringPolicy policy;
    private readonly long?[] measures;
    private readonly long?[] scores;
    private readonly long?[] composites;
    private readonly bool[] compositeKnown;
    private readonly List<string> proposed = new List<string>();
    private CustomerHistory? history;
    private bool tagsKnown;

    internal CustomerRow(TieringPolicy policy)
    {
        this.policy = policy;
        this.measures = new long?[policy.Measures.Count];
        this.scores = new long?[policy.Scores.Count];
        this.composites = new long?[policy.Composites.Count];
        this.compositeKnown = new bool[policy.Composites.Count];
    }

    /// <summary>Gets the composite that ranks the customer.</summary>
    internal long? Main => this.policy.MainIndex < 0 ? null : this.CompositeAt(this.policy.MainIndex);

    /// <summary>Gets the codes of the tags that the policy proposes, in ordinal order.</summary>
    internal List<string> ProposedTags
    {
        get
        {
            if (!this.tagsKnown)
            {
                this.tagsKnown = true;
                for (int i = 0; i < this.policy.Tags.Count; i++)
                {
                    Tag tag = this.policy.Tags[i];
                    if (tag.Condition.Evaluate(this) == ConditionOutcome.Met)
                    {
                        this.proposed.Add(tag.Code);
                    }
                }
            }

            return this.proposed;
        }
    }

    public long? Number(ConditionSubject subject, int index) => subject switch
    {
        ConditionSubject.Measure => this.measures[index],
        ConditionSubject.Score => this.scores[index],
        _ => this.CompositeAt(index),
    };

    public string? Attribute(string name) => this.history is not null && this.history.Attributes.TryGetValue(name, out string? value) ? value : null;

    public bool HasTag(string tag, bool orProposed)
    {
        if (this.history is not null)
        {
            for (int i = 0; i < this.history.Tags.Count; i++)
            {
                if (string.Equals(this.history.Tags[i], tag, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return orProposed && this.ProposedTags.Contains(tag);
    }

    internal void Load(MeasureColumn?[] measureColumns, ScoreColumn[] scoreColumns, MeasureTable table, int row)
    {
        for (int i = 0; i < this.measures.Length; i++)
        {
            this.measures[i] = measureColumns[i]?.At(row);
        }

        for (int i = 0; i < this.scores.Length; i++)
        {
            this.scores[i] = scoreColumns[i].At(row);
        }

        this.history = table.Histories?[row];
        this.Forget();
    }

    internal void SetMeasure(int index, long? value) => this.measures[index] = value;

    /// <summary>Sets a score; <see cref="Forget"/> after the last one.</summary>
    internal void SetScore(int index, long? value) => this.scores[index] = value;

    /// <summary>Forgets what was computed from scores and measures that have changed since.</summary>
    internal void Forget()
    {
        Array.Clear(this.compositeKnown, 0, this.compositeKnown.Length);
        if (this.tagsKnown)
        {
            this.tagsKnown = false;
            this.proposed.Clear();
        }
    }

    internal long?[] CopyMeasures() => [.. this.measures];

    internal long?[] CopyScores() => [.. this.scores];

    /// <summary>Every composite, computed where it isn't yet.</summary>
    internal long?[] CopyComposites()
    {
        for (int i = 0; i < this.composites.Length; i++)
        {
            this.CompositeAt(i);
        }

        return [.. this.composites];
    }

    internal long? MeasureAt(int index) => this.measures[index];

    internal long? ScoreAt(int index) => this.scores[index];

    internal int MeasureOfScore(int score) => this.policy.ScoreMeasures[score];

    internal long? CompositeAt(int index)
    {
        if (!this.compositeKnown[index])
        {
            this.compositeKnown[index] = true;
            this.composites[index] = this.policy.CompositeList[index].Compute(this);
        }

        return this.composites[index];
    }

    /// <summary>
    /// Whether nothing is known that the tiers read: no measure, score, composite, attribute or tag of theirs has a value (that an occurrence
    /// never happened is no knowledge). Tiers that read nothing leave nobody unscored.
    /// </summary>
    internal bool IsUnscored()
    {
        ReadSubject[] reads = this.policy.Reads;
        foreach (ReadSubject read in reads)
        {
            if (this.IsKnown(read))
            {
                return false;
            }
        }

        return reads.Length > 0;
    }

    private bool IsKnown(ReadSubject read)
    {
        switch (read.Subject)
        {
            case ConditionSubject.Attribute:
                return this.Attribute(read.Name) is not null;
            case ConditionSubject.Tag:
                return this.HasTag(read.Name, true);
            case ConditionSubject.Composite:
                return this.CompositeAt(read.Index) is not null && this.IsKnown(this.policy.Composites[read.Index]);
            case ConditionSubject.Score:
                return this.scores[read.Index] is not null && this.IsKnownMeasure(this.policy.ScoreMeasures[read.Index]);
            default:
                return this.measures[read.Index] is not null && this.IsKnownMeasure(read.Index);
        }
    }

    private bool IsKnown(CompositeDefinition composite)
    {
        foreach (CompositePart part in composite.Parts)
        {
            if (this.scores[part.Score] is not null && this.IsKnownMeasure(this.policy.ScoreMeasures[part.Score]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsKnownMeasure(int measure) => this.policy.Measures[measure].Kind != MeasureKind.Occurrences || this.measures[measure] > 0;

    /// <summary>The index of the first tier that matches; -1 if unscored or none does.</summary>
    internal int DecideTier() => this.IsUnscored() ? -1 : this.FirstTier();

    /// <summary>The index of the first tier that matches a customer who isn't unscored; -1 if none does.</summary>
    internal int FirstTier()
    {
        if (this.policy.Cells is { } cells)
        {
            return cells.First(cells.Locate(this));
        }

        for (int i = 0; i < this.policy.TierList.Length; i++)
        {
            if (this.Matches(this.policy.TierList[i]))
            {
                return i;
            }
        }

        return -1;
    }

    internal bool Matches(Tier tier)
    {
        if (tier.Condition is { } condition)
        {
            return condition.Evaluate(this) == ConditionOutcome.Met;
        }

        return tier.Band is not { } band || (this.Main is { } main && main >= band.Lowest && main <= band.Highest);
    }
}
