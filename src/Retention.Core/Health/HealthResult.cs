using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>A customer's health as of an instant, with all that made it.</summary>
/// <remarks>
/// The score of a group is the weighted mean of its measures' scores, the computed score that of the groups' scores; each is rounded once to four
/// decimals, half away from zero. Contributions are shared out by largest remainder, ties to the earlier, and add up exactly. Immutable and
/// thread-safe.
/// </remarks>
public sealed class HealthResult
{
    private readonly HealthSheet sheet;
    private readonly IReadOnlyList<HealthOverride>? byHand;
    private readonly long[] contributions;
    private readonly long[] effective;
    private readonly long computed;
    private readonly long score;
    private readonly int grade;

    internal HealthResult(CustomerId customer, Instant asOf, HealthSheet sheet, IReadOnlyList<HealthOverride>? byHand)
    {
        this.Customer = customer;
        this.AsOf = asOf;
        this.sheet = sheet;
        this.byHand = byHand;
        this.computed = sheet.Computed;
        List<AppliedOverride>? applied = sheet.Policy.ExceptionList.Length > 0 || byHand is { Count: > 0 } ? new List<AppliedOverride>() : null;
        this.score = sheet.Overrule(byHand, asOf, applied);
        this.Overrides = applied is null || applied.Count == 0 ? FixedList<AppliedOverride>.Empty : FixedList.Own(applied.ToArray());
        this.grade = this.score < 0 ? -1 : sheet.Policy.GradeIndex(this.score);
        this.contributions = new long[sheet.Policy.MeasureList.Length + sheet.Policy.GroupList.Length];
        this.effective = new long[this.contributions.Length];
        if (this.computed >= 0)
        {
            HealthShares.Share(sheet, this.computed, this.contributions, this.effective);
        }
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the instant as of which it holds.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the policy by which it was worked out.</summary>
    public HealthPolicy Policy => this.sheet.Policy;

    /// <summary>Gets the score after exceptions and overrides; null if the health is unknown.</summary>
    public Score? Score => this.score < 0 ? null : Core.Score.FromTenThousandths(this.score);

    /// <summary>Gets the grade of <see cref="Score"/>; null if the health is unknown.</summary>
    public HealthGrade? Grade => this.grade < 0 ? null : this.Policy.GradeList[this.grade];

    /// <summary>Gets the score before exceptions and overrides; null if it is unknown.</summary>
    public Score? ComputedScore => this.computed < 0 ? null : Core.Score.FromTenThousandths(this.computed);

    /// <summary>Gets the grade of <see cref="ComputedScore"/>; null if it is unknown.</summary>
    public HealthGrade? ComputedGrade => this.computed < 0 ? null : this.Policy.GradeList[this.Policy.GradeIndex(this.computed)];

    /// <summary>Gets why the computed score is unknown; null if it isn't.</summary>
    public HealthUnknown? Unknown => this.sheet.Unknown;

    /// <summary>Gets the percentage of the weights whose measures are known or held: that of each group, weighted, each rounded once.</summary>
    public Score Coverage => Core.Score.FromTenThousandths(this.sheet.Coverage);

    /// <summary>Gets the exceptions and overrides that changed the score, in the order in which they did.</summary>
    public IReadOnlyList<AppliedOverride> Overrides { get; }

    /// <summary>Gets the groups in the policy's order.</summary>
    public IReadOnlyList<HealthGroupPart> Groups => new HealthParts<HealthGroupPart>(this.Policy.GroupList.Length, this.GroupAt);

    /// <summary>Gets the measures in the policy's order. Their contributions add up to <see cref="ComputedScore"/>, their effective weights to 100.</summary>
    public IReadOnlyList<HealthMeasurePart> Measures => new HealthParts<HealthMeasurePart>(this.Policy.MeasureList.Length, this.MeasureAt);

    /// <summary>Gets the group with the lowest score, the earlier of equal ones; null if none counts (plan rule H-3).</summary>
    public HealthGroupPart? WeakestGroup
    {
        get
        {
            int weakest = -1;
            for (int g = 0; g < this.Policy.GroupList.Length; g++)
            {
                if (this.sheet.GroupScore(g) is { } own && (weakest < 0 || own < this.sheet.GroupScore(weakest)))
                {
                    weakest = g;
                }
            }

            return weakest < 0 ? null : this.GroupAt(weakest);
        }
    }

    internal HealthSheet Sheet => this.sheet;

    internal IReadOnlyList<HealthOverride>? ByHand => this.byHand;

    /// <summary>Whether the score has risen or fallen since an earlier result, by more than the policy's dead band.</summary>
    /// <param name="earlier">The earlier result.</param>
    /// <returns>Where the score goes; null if either is unknown.</returns>
    public HealthDirection? TrendSince(HealthResult earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (this.score < 0 || earlier.score < 0)
        {
            return null;
        }

        long change = this.score - earlier.score;
        return change > this.Policy.DeadBand ? HealthDirection.Rising : -change > this.Policy.DeadBand ? HealthDirection.Falling : HealthDirection.Steady;
    }

    /// <summary>What each measure, and what exceptions and overrides, have changed since an earlier result.</summary>
    /// <param name="earlier">The earlier result, by this policy or another.</param>
    /// <returns>The change; null if either computed score is unknown.</returns>
    public HealthChange? ChangeSince(HealthResult earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this.computed < 0 || earlier.computed < 0 ? null : new HealthChange(earlier, this);
    }

    /// <summary>How the customer gets to the next better grade, and what would improve the score most.</summary>
    /// <returns>The ways; without any if the health is unknown.</returns>
    public HealthWayUp WayUp() => HealthWayUp.Of(this);

    /// <summary>How far each weight can move before the computed grade changes.</summary>
    /// <returns>A range for each weight; empty if the health is unknown.</returns>
    public IReadOnlyList<WeightRange> WeightRanges() => HealthSensitivity.RangesOf(this);

    /// <summary>The score rounded half away from zero for display; never decide by it.</summary>
    /// <param name="decimals">How many decimals, 0 to 4.</param>
    /// <returns>The rounded score; null if the health is unknown.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> lies outside 0 to 4.</exception>
    public decimal? Shown(int decimals)
    {
        if (decimals is < 0 or > FixedPoint.Decimals)
        {
            throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "A score has 0 to 4 decimals.");
        }

        return this.Score is { } known ? Math.Round(known.Value, decimals, MidpointRounding.AwayFromZero) : null;
    }

    /// <summary>Gives customer, score and grade.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Customer + " " + (this.Score?.ToString() ?? "unknown") + (this.Grade is { } own ? " " + own.Code : string.Empty);

    internal long ContributionOf(int measure) => this.contributions[measure];

    internal long ScoreUnits => this.score;

    internal long ComputedUnits => this.computed;

    internal int GradeUnits => this.grade;

    private HealthMeasurePart MeasureAt(int m) => new HealthMeasurePart(this.Policy.MeasureList[m], this.sheet, m, this.contributions[m], this.effective[m]);

    private HealthGroupPart GroupAt(int g)
    {
        int index = this.Policy.MeasureList.Length + g;
        return new HealthGroupPart(this.Policy.GroupList[g], this.sheet.GroupScore(g), this.contributions[index], this.effective[index]);
    }
}
