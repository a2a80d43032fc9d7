using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>Tiers customers: facts and an instant in, a run with an explanation for every customer out.</summary>
/// <remarks>Stateless and thread-safe. The same facts, policy and instant give the same run, in any order and with any number of threads.</remarks>
public sealed class TieringModel
{
    /// <summary>Makes a model.</summary>
    /// <param name="policy">The policy by which it decides.</param>
    public TieringModel(TieringPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.Policy = policy;
    }

    /// <summary>Gets the policy by which it decides.</summary>
    public TieringPolicy Policy { get; }

    /// <summary>Tiers everybody in the facts.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="asOf">The as-of: only what lies before it counts. For a whole day use <see cref="Periods.LocalDays.EndOf"/>.</param>
    /// <param name="thresholds">Thresholds frozen from an earlier run; null: ranks are taken among the customers of these facts.</param>
    /// <param name="knownAt">Only what was recorded at or before this instant counts; null: everything given.</param>
    /// <returns>The run, or a refusal if the thresholds don't belong to the policy.</returns>
    public Outcome<TieringRun> Evaluate(FactSet facts, Instant asOf, FrozenThresholds? thresholds = null, Instant? knownAt = null)
    {
        FactReading reading = FactReading.Read(facts, this.Policy.Documents, this.Policy.Zone, asOf, knownAt);
        var findings = new FindingList();
        MeasureTable table = new MeasureCalculator(this.Policy.Measures, asOf, reading.Zone).Compute(reading.Histories, findings);
        return this.Evaluate(table, asOf, thresholds, 1, reading, findings);
    }

    /// <summary>Tiers everybody in the facts as of the end of a local day in the policy's zone.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="asOf">The last local date that counts.</param>
    /// <param name="thresholds">Thresholds frozen from an earlier run; null: ranks are taken among the customers of these facts.</param>
    /// <param name="knownAt">Only what was recorded at or before this instant counts; null: everything given.</param>
    /// <returns>The run, or a refusal if the thresholds don't belong to the policy.</returns>
    public Outcome<TieringRun> Evaluate(FactSet facts, LocalDate asOf, FrozenThresholds? thresholds = null, Instant? knownAt = null) =>
        this.Evaluate(facts, Periods.LocalDays.EndOf(asOf, this.Policy.Zone), thresholds, knownAt);

    /// <summary>Tiers customers whose measures are already known.</summary>
    /// <param name="table">The measures; one that the policy defines and the table lacks is missing for everybody.</param>
    /// <param name="asOf">The instant as of which the measures hold.</param>
    /// <param name="thresholds">Thresholds frozen from an earlier run; null: ranks are taken among the customers of the table.</param>
    /// <param name="parallelism">How many threads may be used, 1 or more; the result doesn't depend on it.</param>
    /// <returns>The run, or a refusal if the thresholds don't belong to the policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parallelism"/> is less than 1.</exception>
    public Outcome<TieringRun> Evaluate(MeasureTable table, Instant asOf, FrozenThresholds? thresholds = null, int parallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (parallelism < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parallelism), parallelism, "Use 1 thread or more.");
        }

        return this.Evaluate(table, asOf, thresholds, parallelism, null, new FindingList());
    }

    /// <summary>Tiers customers from orders in columns, for bases of many millions of rows.</summary>
    /// <param name="orders">The orders; the policy's measures must be among those that columns give.</param>
    /// <param name="asOf">The last local date that counts.</param>
    /// <param name="thresholds">Thresholds frozen from an earlier run; null: ranks are taken among the customers of these orders.</param>
    /// <param name="parallelism">How many threads may be used, 1 or more; the result doesn't depend on it.</param>
    /// <returns>The run, or a refusal if the thresholds don't belong to the policy.</returns>
    /// <exception cref="ArgumentException">A measure of the policy can't be computed from columns, or a row's customer is out of range.</exception>
    /// <exception cref="OverflowException">A customer's spend is beyond 64 bits.</exception>
    public Outcome<TieringRun> Evaluate(ColumnarOrders orders, LocalDate asOf, FrozenThresholds? thresholds = null, int parallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var findings = new FindingList();
        MeasureTable table = orders.Measure(this.Policy.Measures, asOf, parallelism, out long later);
        findings.Add(FindingCodes.DocumentInFuture, string.Empty, later);
        return this.Evaluate(table, Periods.LocalDays.EndOf(asOf, this.Policy.Zone), thresholds, parallelism, null, findings);
    }

    /// <summary>
    /// Brings a run forward by computing only some customers anew: those whose facts changed and those whose windows cross an edge
    /// (<see cref="TieringRun.CustomersCrossing"/>). Gives the same customers, measures and tiers as a full run with the same thresholds.
    /// </summary>
    /// <param name="earlier">A run made from facts under this policy with frozen thresholds.</param>
    /// <param name="recalculated">The customers to compute anew; those whose facts are gone leave the run.</param>
    /// <param name="facts">All facts, as for a full run.</param>
    /// <param name="asOf">The new as-of, the earlier run's or later.</param>
    /// <param name="knownAt">Only what was recorded at or before this instant counts; null: as in the earlier run.</param>
    /// <returns>The run, or a refusal if the earlier one has no frozen thresholds.</returns>
    /// <exception cref="ArgumentException">The earlier run was made under another policy or not from facts.</exception>
    public Outcome<TieringRun> Update(TieringRun earlier, IEnumerable<CustomerId> recalculated, FactSet facts, Instant asOf, Instant? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(recalculated);
        ArgumentNullException.ThrowIfNull(facts);
        if (!earlier.Policy.Version.Equals(this.Policy.Version) || earlier.Reading is null)
        {
            throw new ArgumentException("The earlier run was made under another policy or not from facts; make a full run.", nameof(earlier));
        }

        if (earlier.Thresholds is null && this.Policy.Scores.FirstOrDefault(s => s.IsRank) is { } rank)
        {
            return Outcome.Refuse<TieringRun>(new Refusal(TieringRefusals.ThresholdsNeeded, new RefusalArgument("score", rank.Key)));
        }

        FactReading reading = FactReading.Read(facts, this.Policy.Documents, this.Policy.Zone, asOf, knownAt ?? earlier.Reading.KnownAt);
        var anew = new HashSet<CustomerId>();
        foreach (CustomerId customer in recalculated)
        {
            anew.Add(customer);
            anew.Add(earlier.Reading.Resolve(customer));
            anew.Add(reading.Resolve(customer));
        }

        var findings = new FindingList();
        MeasureTable table = earlier.Table.Merge(new MeasureCalculator(this.Policy.Measures, asOf, reading.Zone), reading.Histories, anew, findings);
        return this.Evaluate(table, asOf, earlier.Thresholds, 1, reading, findings);
    }

    private Outcome<TieringRun> Evaluate(MeasureTable table, Instant asOf, FrozenThresholds? thresholds, int parallelism, FactReading? reading, FindingList findings)
    {
        if (thresholds is not null && !thresholds.PolicyVersion.Equals(this.Policy.Version))
        {
            return Outcome.Refuse<TieringRun>(new Refusal(
                TieringRefusals.ThresholdsMismatch,
                new RefusalArgument("frozen", thresholds.PolicyVersion.ToString()),
                new RefusalArgument("policy", this.Policy.Version.ToString())));
        }

        MeasureColumn?[] columns = this.Policy.Measures.Select(m => table.Column(m.Key)).ToArray();
        var scales = new Scale?[this.Policy.Scores.Count];
        var scores = new ScoreColumn[this.Policy.Scores.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            ScoreDefinition definition = this.Policy.Scores[i];
            if (thresholds is not null && definition.IsRank && thresholds.Find(definition.Key) is null)
            {
                return Outcome.Refuse<TieringRun>(new Refusal(TieringRefusals.ThresholdsNeeded, new RefusalArgument("score", definition.Key)));
            }
        }

        // Each rank needs its own population and nothing of the others'.
        void Fix(int i) => scores[i] = ScoreOne(this.Policy.Scores[i], columns[this.Policy.ScoreMeasures[i]], table, thresholds, out scales[i]);
        if (parallelism == 1)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                Fix(i);
            }
        }
        else
        {
            Parallel.For(0, scores.Length, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, Fix);
        }

        byte[] tiers = TierDecider.Decide(this.Policy, table, columns, scores, parallelism);
        return Outcome.Of(new TieringRun(this.Policy, table, asOf, columns, scores, scales, tiers, thresholds, reading, QualityCheck.Of(this.Policy, table, columns, reading, findings)));
    }

    private static ScoreColumn ScoreOne(ScoreDefinition definition, MeasureColumn? column, MeasureTable table, FrozenThresholds? thresholds, out Scale? scale)
    {
        CompiledScale compiled = definition.Scale;
        scale = compiled.Fixed ?? (compiled.NeedsPopulation ? thresholds?.Find(definition.Key) : null);
        int valid = column?.CountValid() ?? 0;
        if (scale is null && valid > 0)
        {
            if (compiled.NtileGroups > 0)
            {
                return Ntile.Score(column!, table, compiled.NtileGroups, compiled.LowerIsBetter, valid);
            }

            scale = compiled.Rank!.Fix(column!, valid);
        }

        return ScoreColumn.Of(valid == 0 ? null : column, scale ?? new EmptyScale(), table.Count);
    }
}
