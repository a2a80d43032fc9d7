using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>A child's part in a parent's health.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthChild
{
    /// <summary>Makes the child.</summary>
    /// <param name="customer">The child.</param>
    /// <param name="score">Its score; null if its health is unknown.</param>
    /// <param name="revenue">Its revenue in the base currency, with at most four decimals; null if unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">The revenue has more than four decimals or is out of range, or the score lies outside 0 to 100.</exception>
    public HealthChild(CustomerId customer, Score? score, decimal? revenue = null)
    {
        if (score?.TenThousandths is < 0 or > 100 * FixedPoint.One)
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "A health score lies between 0 and 100.");
        }

        this.Customer = customer;
        this.Score = score;
        this.RevenueUnits = revenue is { } given ? FixedPoint.Exact(given, nameof(revenue)) : null;
    }

    /// <summary>Makes the child of its result.</summary>
    /// <param name="result">The result; its score after exceptions and overrides counts.</param>
    /// <param name="revenue">Its revenue in the base currency, with at most four decimals; null if unknown.</param>
    /// <returns>The child.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The revenue has more than four decimals or is out of range.</exception>
    public static HealthChild Of(HealthResult result, decimal? revenue = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new HealthChild(result.Customer, result.Score, revenue);
    }

    /// <summary>Gets the child.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets its score; null if its health is unknown.</summary>
    public Score? Score { get; }

    /// <summary>Gets its revenue; null if unknown.</summary>
    public decimal? Revenue => this.RevenueUnits is { } units ? FixedPoint.ToDecimal(units) : null;

    internal long? RevenueUnits { get; }
}

/// <summary>A parent's health from its children's, with those who were left out and why.</summary>
/// <remarks>The mean is rounded once to four decimals, half away from zero; contributions add up to it exactly. Immutable and thread-safe.</remarks>
public sealed class HealthRollUp
{
    private HealthRollUp(HealthPolicy policy, RollUpMethod method, HealthChild[] counted, long[] weights, IEnumerable<KeyValuePair<CustomerId, RollUpOmission>> leftOut)
    {
        this.Method = method;
        this.LeftOut = Sequence.Copy(leftOut);
        if (counted.Length == 0)
        {
            this.Children = [];
            return;
        }

        var contributions = new long[counted.Length];
        long total = weights.Aggregate(0L, (sum, w) => checked(sum + w));
        var score = default(WideSum);
        for (int i = 0; i < counted.Length; i++)
        {
            score.AddProduct(counted[i].Score!.Value.TenThousandths, weights[i]);
        }

        long mean = score.DivideRounded(total);
        var shares = new LargestRemainder(contributions, new long[counted.Length], total);
        for (int i = 0; i < counted.Length; i++)
        {
            shares.Set(i, counted[i].Score!.Value.TenThousandths, weights[i]);
        }

        shares.Share(mean);
        long[] percentages = Proportion.Share(100 * FixedPoint.One, weights);
        this.Score = Core.Score.FromTenThousandths(mean);
        this.Grade = policy.GradeOf(this.Score.Value);
        this.Children = Sequence.Copy(counted.Select((c, i) => new HealthChildPart(c, percentages[i], contributions[i])));
    }

    /// <summary>Gets how the children count.</summary>
    public RollUpMethod Method { get; }

    /// <summary>Gets the parent's score; null if no child counts.</summary>
    public Score? Score { get; }

    /// <summary>Gets its grade; null if no child counts.</summary>
    public HealthGrade? Grade { get; }

    /// <summary>Gets the children that count, in the order given; of the worst, all others with weight 0.</summary>
    public IReadOnlyList<HealthChildPart> Children { get; }

    /// <summary>Gets the children that were left out, and why, in the order given.</summary>
    public IReadOnlyList<KeyValuePair<CustomerId, RollUpOmission>> LeftOut { get; }

    /// <summary>Rolls children up.</summary>
    /// <param name="policy">The policy whose grades cut the score.</param>
    /// <param name="children">The children, each once.</param>
    /// <param name="method">How they count. By <see cref="RollUpMethod.Worst"/> the first of several lowest counts.</param>
    /// <returns>The parent's health.</returns>
    /// <exception cref="ArgumentException">A child is given twice.</exception>
    /// <exception cref="OverflowException">The revenues add up to more than 64 bits hold.</exception>
    public static HealthRollUp Of(HealthPolicy policy, IEnumerable<HealthChild> children, RollUpMethod method)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(children);
        HealthChild[] all = children.ToArray();
        if (all.GroupBy(c => c.Customer).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException("The child " + twice.Key + " is given twice; give each once.", nameof(children));
        }

        HealthChild[] counted = all.Where(c => Omission(c, method) is null).ToArray();
        long[] weights = counted.Select(c => method == RollUpMethod.Revenue ? c.RevenueUnits!.Value : 1).ToArray();
        if (method == RollUpMethod.Worst && counted.Length > 0)
        {
            long lowest = counted.Min(c => c.Score!.Value.TenThousandths);
            int worst = Array.FindIndex(counted, c => c.Score!.Value.TenThousandths == lowest);
            weights = counted.Select((c, i) => i == worst ? 1L : 0).ToArray();
        }

        return new HealthRollUp(policy, method, counted, weights, all.Where(c => Omission(c, method) is not null).Select(c => new KeyValuePair<CustomerId, RollUpOmission>(c.Customer, Omission(c, method)!.Value)));
    }

    private static RollUpOmission? Omission(HealthChild child, RollUpMethod method) =>
        child.Score is null ? RollUpOmission.HealthUnknown
        : method != RollUpMethod.Revenue ? null
        : child.RevenueUnits is null ? RollUpOmission.RevenueMissing
        : child.RevenueUnits <= 0 ? RollUpOmission.RevenueNotPositive
        : null;
}

/// <summary>What a child adds to a parent's health.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthChildPart
{
    internal HealthChildPart(HealthChild child, long effective, long contribution)
    {
        this.Child = child;
        this.EffectiveWeight = Score.FromTenThousandths(effective);
        this.Contribution = Score.FromTenThousandths(contribution);
    }

    /// <summary>Gets the child.</summary>
    public HealthChild Child { get; }

    /// <summary>Gets its weight in percent; all add up to 100.</summary>
    public Score EffectiveWeight { get; }

    /// <summary>Gets what it adds to the parent's score, in points; all add up to it.</summary>
    public Score Contribution { get; }
}
