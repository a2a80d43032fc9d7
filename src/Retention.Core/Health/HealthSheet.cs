using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>One customer's health while it is worked out: scratch, reused from customer to customer by one thread.</summary>
/// <remarks>The one place of the arithmetic. Every score is at most 100, every weight at most a million, so that sums fit 64 bits.</remarks>
internal sealed class HealthSheet : IConditionFacts
{
    private const long Whole = 100 * FixedPoint.One;

    private readonly HealthPolicy policy;
    private readonly Scale?[] scales;
    private readonly HealthWeights weights;
    private readonly long[] values;
    private readonly long[] scores;
    private readonly bool[] known;
    private readonly HealthInput[] inputs;
    private readonly long[] groupScores;
    private readonly bool[] groupCounts;
    private readonly int[] latest;
    private readonly int[] lastValue;

    internal HealthSheet(HealthPolicy policy, Scale?[] scales, HealthWeights? weights = null)
    {
        this.policy = policy;
        this.scales = scales;
        this.weights = weights ?? policy.Weights;
        int measures = policy.MeasureList.Length;
        this.values = new long[measures];
        this.scores = new long[measures];
        this.known = new bool[measures];
        this.inputs = new HealthInput[measures];
        this.latest = new int[measures];
        this.lastValue = new int[measures];
        this.groupScores = new long[policy.GroupList.Length];
        this.groupCounts = new bool[policy.GroupList.Length];
    }

    internal HealthPolicy Policy => this.policy;

    /// <summary>Gets the computed score; -1 if the health is unknown.</summary>
    internal long Computed { get; private set; }

    /// <summary>Gets the percentage of the weights that is known.</summary>
    internal long Coverage { get; private set; }

    internal HealthUnknown? Unknown { get; private set; }

    internal IReadOnlyDictionary<string, string>? Attributes { get; set; }

    internal IReadOnlyList<string>? Tags { get; set; }

    internal HealthWeights Weights => this.weights;

    internal Scale? ScaleOf(int measure) => this.scales[measure];

    internal long? Value(int measure) => this.known[measure] ? this.values[measure] : null;

    internal HealthInput Input(int measure) => this.inputs[measure];

    /// <summary>The score that counts, a substitute included; null if none does.</summary>
    internal long? ScoreOf(int measure) => this.scores[measure] < 0 ? null : this.scores[measure];

    internal long? GroupScore(int group) => this.groupCounts[group] ? this.groupScores[group] : null;

    internal HealthTreatment Treatment(int measure) => this.inputs[measure] is HealthInput.Known or HealthInput.Held ? HealthTreatment.Counted : this.policy.MeasureList[measure].Missing switch
    {
        MissingMeasure.Worst => HealthTreatment.Worst,
        MissingMeasure.Neutral => HealthTreatment.Neutral,
        MissingMeasure.Require => HealthTreatment.Required,
        _ => HealthTreatment.Excluded,
    };

    public long? Number(ConditionSubject subject, int index) => subject switch
    {
        ConditionSubject.Measure => this.Value(index),
        ConditionSubject.Score => this.inputs[index] is HealthInput.Known or HealthInput.Held ? this.ScoreOf(index) : null,
        _ => this.GroupScore(index),
    };

    public string? Attribute(string name) => this.Attributes is not null && this.Attributes.TryGetValue(name, out string? value) ? value : null;

    public bool HasTag(string tag, bool orProposed)
    {
        for (int i = 0; i < this.Tags?.Count; i++)
        {
            if (string.Equals(this.Tags[i], tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>States the value of a measure; null: missing.</summary>
    internal void Set(int measure, long? value, HealthInput input = HealthInput.Known)
    {
        HealthMeasure definition = this.policy.MeasureList[measure];
        if (value is { } number && definition.Score(this.scales[measure], number) is { } score)
        {
            this.values[measure] = number;
            this.known[measure] = true;
            this.scores[measure] = score;
            this.inputs[measure] = input;
            return;
        }

        this.known[measure] = value is not null;
        this.values[measure] = value ?? 0;
        this.inputs[measure] = value is not null ? HealthInput.Unscored : input == HealthInput.Known ? HealthInput.Missing : input;
        this.scores[measure] = definition.Missing switch
        {
            MissingMeasure.Worst => definition.Worst(this.scales[measure]),
            MissingMeasure.Neutral => definition.Neutral,
            _ => -1,
        };
    }

    /// <summary>States the score of a counted measure, whatever its value.</summary>
    internal void SetScore(int measure, long score)
    {
        this.scores[measure] = score;
        this.inputs[measure] = HealthInput.Known;
    }

    /// <summary>Takes what is known of a customer as of an instant.</summary>
    internal void Take(HealthFacts facts, Instant asOf)
    {
        this.Attributes = facts.Attributes;
        this.Tags = facts.Tags;
        HealthReading[] readings = facts.ReadingList;
        for (int m = 0; m < this.latest.Length; m++)
        {
            this.latest[m] = this.lastValue[m] = -1;
            this.inputs[m] = HealthInput.Missing;
        }

        for (int r = 0; r < readings.Length; r++)
        {
            HealthReading reading = readings[r];
            int m = this.policy.IndexOf(reading.Measure, r);
            if (m < 0 || reading.MeasuredAt > asOf)
            {
                continue;
            }

            if (this.policy.MeasureList[m].IsSelfAssessed && !reading.IsReviewedAt(asOf))
            {
                this.inputs[m] = HealthInput.Unreviewed;
                continue;
            }

            this.latest[m] = this.latest[m] < 0 || readings[this.latest[m]].MeasuredAt <= reading.MeasuredAt ? r : this.latest[m];
            if (reading.Units is not null && (this.lastValue[m] < 0 || readings[this.lastValue[m]].MeasuredAt <= reading.MeasuredAt))
            {
                this.lastValue[m] = r;
            }
        }

        for (int m = 0; m < this.latest.Length; m++)
        {
            this.Take(m, this.latest[m] < 0 ? null : readings[this.latest[m]], this.lastValue[m] < 0 ? null : readings[this.lastValue[m]], asOf);
        }
    }

    /// <summary>Takes over another sheet's values.</summary>
    internal void Take(HealthSheet other)
    {
        this.Attributes = other.Attributes;
        this.Tags = other.Tags;
        Array.Copy(other.values, this.values, this.values.Length);
        Array.Copy(other.scores, this.scores, this.scores.Length);
        Array.Copy(other.known, this.known, this.known.Length);
        Array.Copy(other.inputs, this.inputs, this.inputs.Length);
    }

    /// <summary>Works out groups, coverage and score.</summary>
    internal long Compute()
    {
        this.Unknown = null;
        long sum = 0;
        long weight = 0;
        long covered = 0;
        long total = 0;
        HealthGroup[] groups = this.policy.GroupList;
        for (int g = 0; g < groups.Length; g++)
        {
            long own = this.weights.Groups[g];
            covered += own * this.ComputeGroup(g, groups[g]);
            total += own;
            if (this.groupCounts[g])
            {
                sum += own * this.groupScores[g];
                weight += own;
            }
            else if (groups[g].IsRequired)
            {
                this.Unknown = HealthUnknown.RequiredMissing;
            }
        }

        this.Coverage = total == 0 ? 0 : Divide(covered, total);
        this.Unknown ??= weight == 0 ? HealthUnknown.NothingKnown : this.Coverage < this.policy.Coverage ? HealthUnknown.CoverageTooLow : null;
        this.Computed = this.Unknown is null ? Divide(sum, weight) : -1;
        return this.Computed;
    }

    /// <summary>The score after the policy's exceptions and the overrides by hand; -1 if it stays unknown. What changes it is listed where a list is given.</summary>
    internal long Overrule(IReadOnlyList<HealthOverride>? byHand, Instant asOf, List<AppliedOverride>? applied)
    {
        long score = this.Computed;
        HealthException[] exceptions = this.policy.ExceptionList;
        if (exceptions.Length > 0)
        {
            foreach (HealthOverrideKind kind in Kinds)
            {
                foreach (HealthException exception in exceptions)
                {
                    if (exception.Kind == kind && exception.When.Evaluate(this) == ConditionOutcome.Met && Apply(kind, exception.Score, ref score, out long before))
                    {
                        applied?.Add(new AppliedOverride(exception, before, score));
                        if (kind == HealthOverrideKind.Set)
                        {
                            break;
                        }
                    }
                }
            }
        }

        return byHand is null || byHand.Count == 0 ? score : OverruleByHand(byHand, asOf, score, applied);
    }

    private static readonly HealthOverrideKind[] Kinds = [HealthOverrideKind.Set, HealthOverrideKind.Floor, HealthOverrideKind.Cap];

    /// <summary>Of several set by hand the one that began last holds; then floors, then caps.</summary>
    private static long OverruleByHand(IReadOnlyList<HealthOverride> byHand, Instant asOf, long score, List<AppliedOverride>? applied)
    {
        HealthOverride? set = null;
        foreach (HealthOverride one in byHand)
        {
            set = one.Kind == HealthOverrideKind.Set && IsInForce(one, asOf) && !(set?.Since > one.Since) ? one : set;
        }

        foreach (HealthOverrideKind kind in Kinds)
        {
            foreach (HealthOverride one in byHand)
            {
                bool counts = one.Kind == kind && (kind == HealthOverrideKind.Set ? ReferenceEquals(one, set) : IsInForce(one, asOf));
                if (counts && Apply(kind, one.Score.TenThousandths, ref score, out long before))
                {
                    applied?.Add(new AppliedOverride(one, before, score));
                }
            }
        }

        return score;
    }

    private static bool IsInForce(HealthOverride one, Instant asOf) => one.Since <= asOf && !(one.Until <= asOf);

    private static bool Apply(HealthOverrideKind kind, long bound, ref long score, out long before)
    {
        before = score;
        score = kind switch
        {
            HealthOverrideKind.Set => bound,
            HealthOverrideKind.Cap when score > bound => bound,
            HealthOverrideKind.Floor when score >= 0 && score < bound => bound,
            _ => score,
        };
        return kind == HealthOverrideKind.Set || score != before;
    }

    /// <summary>Half away from zero; nothing here is negative.</summary>
    private static long Divide(long sum, long weight) => (sum + (weight / 2)) / weight;

    private void Take(int m, HealthReading? latest, HealthReading? lastValue, Instant asOf)
    {
        HealthMeasure measure = this.policy.MeasureList[m];
        if (latest?.Units is { } value && (measure.ValidFor is not { } valid || valid.After(latest.MeasuredAt, this.policy.Zone) >= asOf))
        {
            this.Set(m, value);
            return;
        }

        if (measure.Missing == MissingMeasure.HoldLast && lastValue is not null && measure.HoldFor!.After(lastValue.MeasuredAt, this.policy.Zone) >= asOf)
        {
            this.Set(m, lastValue.Units, HealthInput.Held);
            return;
        }

        this.Set(m, null, latest?.Units is not null ? HealthInput.Stale : latest is null ? this.inputs[m] : HealthInput.Missing);
    }

    /// <summary>The score of a group, and the percentage of its weights that is known.</summary>
    private long ComputeGroup(int g, HealthGroup group)
    {
        long sum = 0;
        long weight = 0;
        long present = 0;
        long total = 0;
        long[] own = this.weights.Measures;
        for (int m = group.First; m < group.End; m++)
        {
            total += own[m];
            if (this.inputs[m] is HealthInput.Known or HealthInput.Held)
            {
                present += own[m];
            }
            else if (this.policy.MeasureList[m].Missing == MissingMeasure.Require)
            {
                this.Unknown = HealthUnknown.RequiredMissing;
            }

            if (this.scores[m] >= 0)
            {
                sum += own[m] * this.scores[m];
                weight += own[m];
            }
        }

        this.groupCounts[g] = weight > 0;
        this.groupScores[g] = weight > 0 ? Divide(sum, weight) : 0;
        
        // A group whose only weight was moved to 0 knows nothing.
        return total == 0 ? 0 : present == total ? Whole : Divide(present * Whole, total);
    }
}
