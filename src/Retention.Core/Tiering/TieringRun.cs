using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Figures;
using Retention.Core.Measures;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>A whole customer base tiered as one run (客户分层清单).</summary>
/// <remarks>Keeps columns and makes a customer's explanation when it is asked for. Immutable and thread-safe.</remarks>
public sealed class TieringRun
{
    private readonly byte[] tiers;

    internal TieringRun(
        TieringPolicy policy,
        MeasureTable table,
        Instant asOf,
        MeasureColumn?[] measures,
        ScoreColumn[] scores,
        Scale?[] scales,
        byte[] tiers,
        FrozenThresholds? thresholds,
        FactReading? reading,
        IReadOnlyList<Finding> findings)
    {
        this.Policy = policy;
        this.Table = table;
        this.AsOf = asOf;
        this.MeasureColumns = measures;
        this.ScoreColumns = scores;
        this.Scales = scales;
        this.tiers = tiers;
        this.Thresholds = thresholds;
        this.Reading = reading;
        this.Findings = findings;
    }

    /// <summary>Gets the policy that decided.</summary>
    public TieringPolicy Policy { get; }

    /// <summary>Gets the measures, one row per customer.</summary>
    public MeasureTable Table { get; }

    /// <summary>Gets the as-of.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the number of customers.</summary>
    public int Count => this.Table.Count;

    /// <summary>Gets the frozen thresholds that were applied, or null if ranks were taken in this base.</summary>
    public FrozenThresholds? Thresholds { get; }

    /// <summary>Gets how the facts were read, or null if the run was made from measures.</summary>
    public FactReading? Reading { get; }

    /// <summary>Gets what is doubtful in the data, with the customers concerned (T-11).</summary>
    public IReadOnlyList<Finding> Findings { get; }

    internal MeasureColumn?[] MeasureColumns { get; }

    internal ScoreColumn[] ScoreColumns { get; }

    internal Scale?[] Scales { get; }

    /// <summary>The tier of a row.</summary>
    /// <param name="row">The row of <see cref="Table"/>.</param>
    /// <returns>The tier; the unscored one if nothing is known that the policy scores, or no tier matches.</returns>
    public Tier TierAt(int row) => this.tiers[row] == TierDecider.Unscored ? this.Policy.Unscored : this.Policy.Tiers[this.tiers[row]];

    /// <summary>A score of a row.</summary>
    /// <param name="row">The row of <see cref="Table"/>.</param>
    /// <param name="score">The key of the score.</param>
    /// <returns>The score, or null if missing.</returns>
    /// <exception cref="ArgumentException">The policy has no such score.</exception>
    public Score? ScoreAt(int row, string score)
    {
        for (int i = 0; i < this.ScoreColumns.Length; i++)
        {
            if (string.Equals(this.Policy.Scores[i].Key, score, StringComparison.Ordinal))
            {
                return this.ScoreColumns[i].At(row) is { } value ? Score.FromTenThousandths(value) : null;
            }
        }

        throw new ArgumentException("The policy has no score \"" + score + "\"; it has " + string.Join(", ", this.Policy.Scores.Select(s => s.Key)) + ".", nameof(score));
    }

    /// <summary>The composite that ranks a row.</summary>
    /// <param name="row">The row of <see cref="Table"/>.</param>
    /// <returns>The composite, or null if there is none or it is missing.</returns>
    public Score? CompositeAt(int row) => this.Row(row).Main is { } value ? Score.FromTenThousandths(value) : null;

    /// <summary>The result of a row with everything that made it.</summary>
    /// <param name="row">The row of <see cref="Table"/>.</param>
    /// <returns>The result.</returns>
    public TieringResult ResultAt(int row) => TieringExplainer.Explain(this, row);

    /// <summary>The result of a customer with everything that made it.</summary>
    /// <param name="customer">The customer; an alias or a member of a group gives the result of the id it counts for.</param>
    /// <returns>The result, or a refusal if the base has no such customer.</returns>
    public Outcome<TieringResult> Find(CustomerId customer)
    {
        int row = this.Table.RowOf(this.Reading?.Resolve(customer) ?? customer);
        return row < 0
            ? Outcome.Refuse<TieringResult>(new Refusal(TieringRefusals.UnknownCustomer, new RefusalArgument("customer", customer.Value)))
            : Outcome.Of(this.ResultAt(row));
    }

    /// <summary>The rows with the highest composites; equal ones in ordinal order of the customers.</summary>
    /// <param name="count">How many at the most, 0 or more.</param>
    /// <returns>The rows, the highest first. Rows without a composite come last; without a composite in the policy, tiers decide, then customers.</returns>
    public IReadOnlyList<int> TopRows(int count)
    {
        CustomerRow row = new CustomerRow(this.Policy);
        var keyed = new KeyValuePair<long, int>[this.Count];
        for (int i = 0; i < keyed.Length; i++)
        {
            row.Load(this.MeasureColumns, this.ScoreColumns, this.Table, i);
            keyed[i] = new KeyValuePair<long, int>(this.Policy.MainIndex < 0 ? -(long)this.TierAt(i).Rank : row.Main ?? long.MinValue, i);
        }

        return keyed.OrderByDescending(k => k.Key).ThenBy(k => this.Table.Customers[k.Value]).Take(Math.Max(0, count)).Select(k => k.Value).ToArray();
    }

    /// <summary>Count, share and core characteristics of every tier, the unscored last (T-9).</summary>
    /// <returns>One summary per tier in the order of their ranks, also for tiers without customers.</returns>
    public IReadOnlyList<TierSummary> Summarise() => TierSummary.Of(this);

    /// <summary>How customers moved since an earlier run (T-9).</summary>
    /// <param name="earlier">The earlier run, of any policy with tiers of the same codes or others.</param>
    /// <returns>The matrix.</returns>
    public MigrationMatrix MigrationFrom(TieringRun earlier) => MigrationMatrix.Of(earlier, this);

    /// <summary>Freezes the ranks of this run, to apply them to the next.</summary>
    /// <returns>The thresholds, or a refusal: NTILE has none, and neither has a score that nobody has.</returns>
    public Outcome<FrozenThresholds> Freeze()
    {
        var frozen = new List<FrozenScale>();
        for (int i = 0; i < this.Scales.Length; i++)
        {
            ScoreDefinition score = this.Policy.Scores[i];
            if (!score.IsRank)
            {
                continue;
            }

            if (score.Scale.NtileGroups > 0)
            {
                return Outcome.Refuse<FrozenThresholds>(new Refusal(TieringRefusals.NtileNotFrozen, new RefusalArgument("score", score.Key)));
            }

            if (this.Scales[i] is not { } scale)
            {
                return Outcome.Refuse<FrozenThresholds>(new Refusal(TieringRefusals.NothingToFreeze, new RefusalArgument("score", score.Key)));
            }

            frozen.Add(FrozenScale.Of(score.Key, scale));
        }

        return Outcome.Of(new FrozenThresholds(this.Policy.Version, frozen));
    }

    /// <summary>The customers whose measures, attributes or tags are others at a later as-of though no new fact arrived: a window's edge passed them.</summary>
    /// <param name="asOf">The later as-of.</param>
    /// <returns>The customers in ordinal order, for <see cref="TieringModel.Update"/>.</returns>
    /// <exception cref="InvalidOperationException">The run was not made from facts.</exception>
    public IReadOnlyList<CustomerId> CustomersCrossing(Instant asOf)
    {
        if (this.Reading is null)
        {
            throw new InvalidOperationException("The run was made from measures, so it doesn't know its windows; make it from facts.");
        }

        var then = new MeasureCalculator(this.Policy.Measures, this.AsOf, this.Reading.Zone);
        var now = new MeasureCalculator(this.Policy.Measures, asOf, this.Reading.Zone);
        return this.Reading.Histories.Where(h => now.Differs(h, then)).Select(h => h.Customer)
            .Concat(this.Reading.Upcoming.Where(u => u.At < asOf).Select(u => u.Customer))
            .Distinct()
            .OrderBy(c => c)
            .ToArray();
    }

    /// <summary>A digest of every customer's tier, composite and proposed tags: what a reviewer reviews, and what is published must be the same.</summary>
    /// <returns>The lower-case hexadecimal SHA-256 of the lines in ordinal order of the customers.</returns>
    public string Digest()
    {
        var tree = new OptionsTree();
        var scratch = new CustomerRow(this.Policy);
        for (int row = 0; row < this.Count; row++)
        {
            scratch.Load(this.MeasureColumns, this.ScoreColumns, this.Table, row);
            tree.Children[this.Table.Customers[row].Value] = this.TierAt(row).Code + " " + (scratch.Main is { } main ? FixedPoint.Text(main) : "-") + " " + string.Join(",", scratch.ProposedTags);
        }

        return tree.Fingerprint();
    }

    internal CustomerRow Row(int row)
    {
        var scratch = new CustomerRow(this.Policy);
        scratch.Load(this.MeasureColumns, this.ScoreColumns, this.Table, row);
        return scratch;
    }

    internal Rate ShareOf(long count) => new Rate(count, this.Count);
}
