using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Figures;
using Retention.Core.Measures;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>The health of a customer base as of an instant: a score and a grade for each customer, explained when asked.</summary>
/// <remarks>Exceptions of the policy are applied; overrides by hand belong to a customer's own facts. Immutable and thread-safe.</remarks>
public sealed class HealthRun
{
    /// <summary>Customers that one thread takes at a time.</summary>
    private const int Portion = 16_384;

    private readonly long[] scores;
    private readonly sbyte[] grades;
    private readonly MeasureColumn?[] columns;
    private readonly Scale?[] scales;

    internal HealthRun(HealthModel model, MeasureTable table, Instant asOf, int parallelism)
    {
        this.Model = model;
        this.Table = table;
        this.AsOf = asOf;
        this.scales = model.Scales();
        this.columns = model.Policy.MeasureList.Select(m => table.Column(m.Key)).ToArray();
        this.scores = new long[table.Count];
        this.grades = new sbyte[table.Count];
        this.ForEach(parallelism, model.Policy.Weights, (row, sheet) =>
        {
            sheet.Compute();
            long score = sheet.Overrule(null, asOf, null);
            this.scores[row] = score;
            this.grades[row] = score < 0 ? (sbyte)-1 : (sbyte)model.Policy.GradeIndex(score);
        });
    }

    /// <summary>Gets the model, its ranks frozen on this customer base.</summary>
    public HealthModel Model { get; }

    /// <summary>Gets the measures.</summary>
    public MeasureTable Table { get; }

    /// <summary>Gets the instant as of which the measures hold.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the number of customers.</summary>
    public int Count => this.Table.Count;

    /// <summary>Gets how many customers have each grade, the best first.</summary>
    public IReadOnlyList<KeyValuePair<HealthGrade, Rate>> Grades => Sequence.Copy(this.Model.Policy.GradeList.Select((g, i) => new KeyValuePair<HealthGrade, Rate>(g, new Rate(this.grades.LongCount(o => o == i), this.Count))));

    /// <summary>Gets of how many customers the health is unknown.</summary>
    public Rate Unknown => new Rate(this.grades.LongCount(g => g < 0), this.Count);

    /// <summary>The score of a row.</summary>
    /// <param name="row">The row in <see cref="Table"/>, from 0.</param>
    /// <returns>The score after exceptions; null if the health is unknown.</returns>
    public Score? ScoreAt(int row) => this.scores[row] < 0 ? null : Score.FromTenThousandths(this.scores[row]);

    /// <summary>The grade of a row.</summary>
    /// <param name="row">The row in <see cref="Table"/>, from 0.</param>
    /// <returns>The grade; null if the health is unknown.</returns>
    public HealthGrade? GradeAt(int row) => this.grades[row] < 0 ? null : this.Model.Policy.GradeList[this.grades[row]];

    /// <summary>The whole result of a row.</summary>
    /// <param name="row">The row in <see cref="Table"/>, from 0.</param>
    /// <returns>The result.</returns>
    public HealthResult Explain(int row)
    {
        var sheet = new HealthSheet(this.Model.Policy, this.scales);
        this.Fill(row, sheet);
        sheet.Compute();
        return new HealthResult(this.Table.Customers[row], this.AsOf, sheet, null);
    }

    /// <summary>The whole result of a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>The result; null if the table doesn't have the customer.</returns>
    public HealthResult? Find(CustomerId customer) => this.Table.RowOf(customer) is >= 0 and { } row ? this.Explain(row) : null;

    /// <summary>The share of customers whose grade changes when a weight moves up or down by some percent of itself.</summary>
    /// <param name="percent">The percentage, above 0 and below 100.</param>
    /// <param name="parallelism">How many threads may be used, 1 or more; the result doesn't depend on it.</param>
    /// <returns>A figure for each weight of a group and of a measure that has others beside it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> lies outside 0 to 100, or <paramref name="parallelism"/> is less than 1.</exception>
    public IReadOnlyList<WeightSensitivity> Sensitivity(decimal percent = 10, int parallelism = 1)
    {
        if (percent is <= 0 or >= 100)
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A weight moves by more than 0 and less than 100 percent of itself.");
        }

        if (parallelism < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parallelism), parallelism, "Use 1 thread or more.");
        }

        return HealthSensitivity.Of(this, percent, parallelism);
    }

    /// <summary>The computed grade of each row under some weights; -1 where the health is unknown.</summary>
    internal int[] ComputedGrades(HealthWeights weights, int parallelism)
    {
        HealthPolicy policy = this.Model.Policy;
        var computed = new int[this.Count];
        this.ForEach(parallelism, weights, (row, sheet) => computed[row] = sheet.Compute() is >= 0 and { } score ? policy.GradeIndex(score) : -1);
        return computed;
    }

    private void ForEach(int parallelism, HealthWeights weights, Action<int, HealthSheet> work)
    {
        void Work(int portion)
        {
            var sheet = new HealthSheet(this.Model.Policy, this.scales, weights);
            int end = Math.Min(this.Count, (portion + 1) * Portion);
            for (int row = portion * Portion; row < end; row++)
            {
                this.Fill(row, sheet);
                work(row, sheet);
            }
        }

        int portions = (this.Count + Portion - 1) / Portion;
        if (parallelism == 1)
        {
            for (int i = 0; i < portions; i++)
            {
                Work(i);
            }
        }
        else
        {
            Parallel.For(0, portions, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, Work);
        }
    }

    private void Fill(int row, HealthSheet sheet)
    {
        for (int m = 0; m < this.columns.Length; m++)
        {
            sheet.Set(m, this.columns[m]?.At(row));
        }

        CustomerHistory? history = this.Table.Histories?[row];
        sheet.Attributes = history?.Attributes;
        sheet.Tags = history?.Tags;
    }
}
