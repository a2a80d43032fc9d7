using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>A health score of the past and what became of the customer.</summary>
/// <remarks>
/// The score is what was known at its instant; whether the customer left is decided by the host for a fixed time after it (such as 90 days), the
/// same for everybody. Immutable and thread-safe.
/// </remarks>
public sealed class ScoredOutcome
{
    /// <summary>Makes an outcome.</summary>
    /// <param name="customer">The customer; not <c>default</c>.</param>
    /// <param name="score">The health score of then, 0 to 100.</param>
    /// <param name="grade">The grade of then by its code; null if there was none.</param>
    /// <param name="hasLeft">Whether the customer left afterwards.</param>
    /// <exception cref="ArgumentException">The customer is <c>default</c>, or the grade is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The score is not between 0 and 100.</exception>
    public ScoredOutcome(CustomerId customer, Score score, string? grade, bool hasLeft)
    {
        OutcomeGuard.Check(customer, nameof(customer));
        OutcomeGuard.Check(score, nameof(score));
        if (grade is not null && string.IsNullOrWhiteSpace(grade))
        {
            throw new ArgumentException("A grade is not blank; give null for a customer without a grade.", nameof(grade));
        }

        this.Customer = customer;
        this.Score = score;
        this.Grade = grade;
        this.HasLeft = hasLeft;
    }

    /// <summary>Makes an outcome of a result of then.</summary>
    /// <param name="then">The result; its score after exceptions and overrides counts.</param>
    /// <param name="hasLeft">Whether the customer left afterwards.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The health was unknown, or the customer is <c>default</c>.</exception>
    public static ScoredOutcome Of(HealthResult then, bool hasLeft)
    {
        ArgumentNullException.ThrowIfNull(then);
        return then.Score is { } score ? new ScoredOutcome(then.Customer, score, then.Grade?.Code, hasLeft)
            : throw new ArgumentException("The health of " + then.Customer + " was unknown; leave the customer out.", nameof(then));
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the health score of then, 0 to 100.</summary>
    public Score Score { get; }

    /// <summary>Gets the grade of then; null if there was none.</summary>
    public string? Grade { get; }

    /// <summary>Gets a value indicating whether the customer left afterwards.</summary>
    public bool HasLeft { get; }
}

/// <summary>The scores that one customer's measures had in the past, and what became of the customer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class MeasuredOutcome
{
    /// <summary>Makes an outcome.</summary>
    /// <param name="customer">The customer; not <c>default</c>.</param>
    /// <param name="scores">The score of each measure, 0 to 100 with 100 the healthiest, by the measure's key; a missing one is left out. Copied.</param>
    /// <param name="hasLeft">Whether the customer left afterwards.</param>
    /// <param name="fold">The part of the history to which the customer belongs in a cross-validation, by any number; the same for everybody: none.</param>
    /// <exception cref="ArgumentException">The customer is <c>default</c>, or a key is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A score is not between 0 and 100.</exception>
    public MeasuredOutcome(CustomerId customer, IReadOnlyDictionary<string, Score> scores, bool hasLeft, int fold = 0)
    {
        ArgumentNullException.ThrowIfNull(scores);
        OutcomeGuard.Check(customer, nameof(customer));
        foreach (KeyValuePair<string, Score> score in scores)
        {
            OutcomeGuard.Check(score.Value, nameof(scores));
            if (string.IsNullOrWhiteSpace(score.Key))
            {
                throw new ArgumentException("A measure's key is not blank.", nameof(scores));
            }
        }

        this.Customer = customer;
        this.Scores = Sequence.Copy(scores);
        this.HasLeft = hasLeft;
        this.Fold = fold;
    }

    /// <summary>Makes an outcome of a result of then: the scores of the measures that were known or held, not those that stood in for missing ones.</summary>
    /// <param name="then">The result.</param>
    /// <param name="hasLeft">Whether the customer left afterwards.</param>
    /// <param name="fold">The part of the history to which the customer belongs in a cross-validation.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The customer is <c>default</c>.</exception>
    public static MeasuredOutcome Of(HealthResult then, bool hasLeft, int fold = 0)
    {
        ArgumentNullException.ThrowIfNull(then);
        return new MeasuredOutcome(then.Customer, Counted(then), hasLeft, fold);
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the scores by the measures' keys; a missing one is absent.</summary>
    public IReadOnlyDictionary<string, Score> Scores { get; }

    /// <summary>Gets a value indicating whether the customer left afterwards.</summary>
    public bool HasLeft { get; }

    /// <summary>Gets the part of the history to which the customer belongs in a cross-validation.</summary>
    public int Fold { get; }

    private static Dictionary<string, Score> Counted(HealthResult then) =>
        then.Measures.Where(m => m.Treatment == HealthTreatment.Counted && m.Score is not null).ToDictionary(m => m.Measure.Key, m => m.Score!.Value, StringComparer.Ordinal);
}

/// <summary>What every outcome must be.</summary>
internal static class OutcomeGuard
{
    private const long Highest = 100 * FixedPoint.One;

    internal static void Check(CustomerId customer, string parameter)
    {
        if (customer.IsEmpty)
        {
            throw new ArgumentException("An outcome names its customer; give the host's key.", parameter);
        }
    }

    internal static void Check(Score score, string parameter)
    {
        if (score.TenThousandths is < 0 or > Highest)
        {
            throw new ArgumentOutOfRangeException(parameter, score, "A health score lies between 0 and 100.");
        }
    }

    /// <summary>The items as an array, in which nothing is null and every customer stands once.</summary>
    internal static T[] Check<T>(IEnumerable<T> outcomes, Func<T, CustomerId> customer, string parameter)
        where T : class
    {
        T[] items = outcomes.ToArray();
        var seen = new HashSet<CustomerId>();
        foreach (T item in items)
        {
            if (item is null)
            {
                throw new ArgumentException("An outcome is null; leave it out.", parameter);
            }

            if (!seen.Add(customer(item)))
            {
                throw new ArgumentException("The customer " + customer(item) + " has two outcomes; give each customer one.", parameter);
            }
        }

        return items;
    }
}
