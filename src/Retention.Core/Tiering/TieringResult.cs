using System;
using System.Collections.Generic;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>What one score adds to a composite.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ScorePart
{
    private readonly long? value;
    private readonly long weight;

    internal ScorePart(ScoreDefinition score, long? value, long? scored, long? counted, long weight, long effectiveWeight, long contribution)
    {
        this.Definition = score;
        this.value = value;
        this.weight = weight;
        this.Score = scored is { } s ? Core.Score.FromTenThousandths(s) : null;
        this.CountedAs = counted is { } c ? Core.Score.FromTenThousandths(c) : null;
        this.EffectiveWeightPercent = Core.Score.FromTenThousandths(effectiveWeight);
        this.Contribution = Core.Score.FromTenThousandths(contribution);
    }

    /// <summary>Gets which score it is, and of which measure.</summary>
    public ScoreDefinition Definition { get; }

    /// <summary>Gets the measure's raw value, in its unit; null if missing.</summary>
    public decimal? Value => this.value is { } v ? FixedPoint.ToDecimal(v) : null;

    /// <summary>Gets the score; null if missing.</summary>
    public Score? Score { get; }

    /// <summary>Gets the score that counted: the score itself, what the policy puts in for a missing one, or null if it was left out.</summary>
    public Score? CountedAs { get; }

    /// <summary>Gets the weight as the policy states it.</summary>
    public decimal Weight => FixedPoint.ToDecimal(this.weight);

    /// <summary>Gets the weight in force in percent; over all parts they add up to exactly 100.</summary>
    public Score EffectiveWeightPercent { get; }

    /// <summary>Gets what it adds to the composite; over all parts they add up to exactly the composite.</summary>
    public Score Contribution { get; }

    /// <summary>Gives score, weight and contribution.</summary>
    /// <returns>For example <c>r 85 × 33.3333 % = 28.3333</c>.</returns>
    public override string ToString() => this.Definition.Key + " " + (this.CountedAs?.ToString() ?? "missing") + " × " + this.EffectiveWeightPercent + " % = " + this.Contribution;
}

/// <summary>The smallest change of one measure that would reach a better tier, everything else unchanged.</summary>
/// <remarks>
/// Everything else includes the other measures, also those that would move with it, and the thresholds of ranks. Where ranks are taken in the base itself they
/// move when a value does; to rely on the change, freeze them (<see cref="TieringRun.Freeze"/>).
/// Immutable and thread-safe.
/// </remarks>
public sealed class WayUp
{
    private readonly long from;
    private readonly long to;

    internal WayUp(MeasureDefinition measure, long from, long to, Tier tier)
    {
        this.Measure = measure;
        this.from = from;
        this.to = to;
        this.Tier = tier;
    }

    /// <summary>Gets the measure.</summary>
    public MeasureDefinition Measure { get; }

    /// <summary>Gets its value now.</summary>
    public decimal From => FixedPoint.ToDecimal(this.from);

    /// <summary>Gets the nearest value at which the tier is better.</summary>
    public decimal To => FixedPoint.ToDecimal(this.to);

    /// <summary>Gets the tier reached.</summary>
    public Tier Tier { get; }

    /// <summary>Gets the change: positive to raise, negative to lower.</summary>
    public decimal Change => this.To - this.From;

    /// <summary>Whether this change is relatively smaller than another: change ÷ the greater of 1 and the value now, compared exactly.</summary>
    internal bool IsSmallerThan(WayUp other)
    {
        if (IsSmall(this.from) && IsSmall(this.to) && IsSmall(other.from) && IsSmall(other.to))
        {
            return Math.Abs(this.to - this.from) * Math.Max(FixedPoint.One, Math.Abs(other.from)) < Math.Abs(other.to - other.from) * Math.Max(FixedPoint.One, Math.Abs(this.from));
        }

        return Math.Abs((decimal)this.to - this.from) / Math.Max(FixedPoint.One, Math.Abs((decimal)this.from))
            < Math.Abs((decimal)other.to - other.from) / Math.Max(FixedPoint.One, Math.Abs((decimal)other.from));
    }

    /// <summary>Whether products of two such numbers and differences fit 64 bits.</summary>
    private static bool IsSmall(long value) => value is >= int.MinValue / 2 and <= int.MaxValue / 2;

    /// <summary>Gives the change.</summary>
    /// <returns>For example <c>spend 800 → 1200 reaches A</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Measure.Key} {this.From:0.####} → {this.To:0.####} reaches {this.Tier.Code}");
}

/// <summary>One customer's tier with everything that made it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TieringResult
{
    internal TieringResult(CustomerId customer, TieringPolicy policy, Tier tier)
    {
        this.Customer = customer;
        this.Policy = policy;
        this.Tier = tier;
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the policy that decided.</summary>
    public PolicyVersion PolicyVersion => this.Policy.Version;

    /// <summary>Gets the policy, whose names an explanation uses.</summary>
    internal TieringPolicy Policy { get; }

    /// <summary>Gets the tier.</summary>
    public Tier Tier { get; }

    /// <summary>Gets the other tiers whose bounds or conditions the customer meets as well, in the order in which they are tried.</summary>
    public IReadOnlyList<Tier> SecondaryTiers { get; internal set; } = [];

    /// <summary>Gets the composite that ranks the customer; null if there is none or it is missing.</summary>
    public Score? Composite { get; internal set; }

    /// <summary>Gets what each score adds to <see cref="Composite"/>; empty without one.</summary>
    public IReadOnlyList<ScorePart> Parts { get; internal set; } = [];

    /// <summary>Gets every composite by key; a missing one is absent.</summary>
    public IReadOnlyDictionary<string, Score> Composites { get; internal set; } = EmptyScores;

    /// <summary>Gets every measure by key, in its unit; a missing one is absent.</summary>
    public IReadOnlyDictionary<string, decimal> Measures { get; internal set; } = EmptyMeasures;

    /// <summary>Gets every score by key; a missing one is absent.</summary>
    public IReadOnlyDictionary<string, Score> Scores { get; internal set; } = EmptyScores;

    /// <summary>Gets the tags that the policy proposes, in ordinal order.</summary>
    public IReadOnlyList<string> ProposedTags { get; internal set; } = [];

    /// <summary>Gets the tags that a reviewer confirmed, in ordinal order.</summary>
    public IReadOnlyList<string> ConfirmedTags { get; internal set; } = [];

    /// <summary>Gets the leaves that decided the tier.</summary>
    public IReadOnlyList<ConditionReason> Reasons { get; internal set; } = [];

    /// <summary>
    /// Gets the smallest changes in one measure that would reach a better tier, one per measure that can, the relatively smallest first
    /// (change ÷ the greater of 1 and the value now). A measure ranked by NTILE has none, as no threshold says where a group begins.
    /// </summary>
    public IReadOnlyList<WayUp> WaysUp { get; internal set; } = [];

    private static IReadOnlyDictionary<string, Score> EmptyScores { get; } = Sequence.Copy(new Dictionary<string, Score>(StringComparer.Ordinal));

    private static IReadOnlyDictionary<string, decimal> EmptyMeasures { get; } = Sequence.Copy(new Dictionary<string, decimal>(StringComparer.Ordinal));

    /// <summary>Explains the result in a few lines, enough to answer a customer.</summary>
    /// <param name="language">The reader's language.</param>
    /// <returns>Tier, reasons, contributions, tags and the way up.</returns>
    public string Explain(Language language) => TieringText.Explain(this, language);

    /// <summary>Gives customer, tier and composite.</summary>
    /// <returns>For example <c>C001 A 85</c>.</returns>
    public override string ToString() => this.Customer + " " + this.Tier.Code + (this.Composite is { } c ? " " + c : string.Empty);
}
