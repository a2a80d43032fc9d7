using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>Works out health: what is known of a customer and an instant in, a score with all that made it out.</summary>
/// <remarks>Stateless and thread-safe. The same facts, policy and instant give the same result, in any order and with any number of threads.</remarks>
public sealed class HealthModel
{
    private readonly Scale?[] scales;

    /// <summary>Makes a model.</summary>
    /// <param name="policy">The policy by which it works.</param>
    public HealthModel(HealthPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.Policy = policy;
        this.scales = policy.MeasureList.Select(m => m.Scale.Fixed).ToArray();
        this.NeedsPopulation = Array.Exists(policy.MeasureList, m => m.IsRank);
    }

    private HealthModel(HealthPolicy policy, Scale?[] scales)
    {
        this.Policy = policy;
        this.scales = scales;
    }

    /// <summary>Gets the policy by which it works.</summary>
    public HealthPolicy Policy { get; }

    /// <summary>Gets a value indicating whether a score is a rank whose population isn't known, so that only whole customer bases can be evaluated.</summary>
    public bool NeedsPopulation { get; }

    /// <summary>Works out one customer's health.</summary>
    /// <param name="facts">What is known; readings and overrides after the as-of don't count.</param>
    /// <param name="asOf">The instant, inclusive.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">A score is a rank (<see cref="NeedsPopulation"/>); call <see cref="Freeze"/> first.</exception>
    public HealthResult Evaluate(HealthFacts facts, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var sheet = new HealthSheet(this.Policy, this.Scales());
        sheet.Take(facts, asOf);
        sheet.Compute();
        return new HealthResult(facts.Customer, asOf, sheet, facts.Overrides);
    }

    /// <summary>Whether a customer's score rises or falls: as of an instant against the policy's trend period before it, from the same dated readings.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="asOf">The instant, inclusive.</param>
    /// <returns>Where the score goes; null if the health is or was unknown.</returns>
    /// <exception cref="InvalidOperationException">A score is a rank (<see cref="NeedsPopulation"/>); call <see cref="Freeze"/> first.</exception>
    public HealthDirection? Trend(HealthFacts facts, Instant asOf) =>
        this.Evaluate(facts, asOf).TrendSince(this.Evaluate(facts, LocalDays.Add(asOf, -this.Policy.TrendOver, this.Policy.Zone)));

    /// <summary>Works out the health of customers whose measures are known.</summary>
    /// <param name="table">The measures by key; one that the table lacks is missing for everybody; self-assessed ones count as reviewed. Ranks are taken among its customers, unless they are frozen.</param>
    /// <param name="asOf">The instant as of which the measures hold.</param>
    /// <param name="parallelism">How many threads may be used, 1 or more; the result doesn't depend on it.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parallelism"/> is less than 1.</exception>
    public HealthRun Evaluate(MeasureTable table, Instant asOf, int parallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (parallelism < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parallelism), parallelism, "Use 1 thread or more.");
        }

        return new HealthRun(this.NeedsPopulation ? this.Freeze(table) : this, table, asOf, parallelism);
    }

    /// <summary>Works out the health of everybody in the facts.</summary>
    /// <param name="facts">The facts. A measure without a source is the indicator of its key; facts are not dated and reviewed as readings are, so nothing is stale or held, and self-assessed indicators count as reviewed.</param>
    /// <param name="asOf">The as-of: only what lies before it counts. For a whole day use <see cref="LocalDays.EndOf"/>.</param>
    /// <param name="knownAt">Only what was recorded at or before this instant counts; null: everything given.</param>
    /// <returns>The run.</returns>
    public HealthRun Evaluate(FactSet facts, Instant asOf, Instant? knownAt = null)
    {
        FactReading reading = FactReading.Read(facts, this.Policy.Documents, this.Policy.Zone, asOf, knownAt);
        MeasureTable table = new MeasureCalculator(this.Policy.MeasureList.Select(m => m.Source).ToArray(), asOf, reading.Zone).Compute(reading.Histories, new FindingList());
        return this.Evaluate(table, asOf);
    }

    /// <summary>A model whose ranks are those among the customers of a table, so that single customers can be looked at, and the same tomorrow.</summary>
    /// <param name="table">The customer base.</param>
    /// <returns>The model; this one if no score is a rank.</returns>
    public HealthModel Freeze(MeasureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var known = new Scale?[this.scales.Length];
        for (int i = 0; i < known.Length; i++)
        {
            HealthMeasure measure = this.Policy.MeasureList[i];
            MeasureColumn? column = table.Column(measure.Key);
            int valid = column?.CountValid() ?? 0;
            known[i] = measure.Scale.Fixed ?? (valid == 0 ? new EmptyScale() : measure.Scale.Rank!.Fix(column!, valid));
        }

        return this.NeedsPopulation ? new HealthModel(this.Policy, known) : this;
    }

    /// <summary>The scales, all known.</summary>
    internal Scale?[] Scales() => !this.NeedsPopulation ? this.scales
        : throw new InvalidOperationException("The score of " + this.Policy.MeasureList.First(m => m.IsRank).Key + " is a rank among customers; freeze the model on a customer base first.");
}
