using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;

namespace Retention.Core.Health;

/// <summary>How many of the customers of one grade left.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GradeChurn
{
    private readonly long sum;

    private GradeChurn(string? grade, Rate churn, long sum)
    {
        this.Grade = grade;
        this.Churn = churn;
        this.sum = sum;
    }

    /// <summary>Gets the grade's code; null for those who had none.</summary>
    public string? Grade { get; }

    /// <summary>Gets how many of the grade's customers left; of 1 or more.</summary>
    public Rate Churn { get; }

    /// <summary>Gets the mean score of the grade's customers, rounded half away from zero to four decimals.</summary>
    public Score MeanScore
    {
        get
        {
            var wide = default(WideSum);
            wide.Add(this.sum);
            return Score.FromTenThousandths(wide.DivideRounded(this.Churn.Total));
        }
    }

    /// <summary>Gets the 95 % Wilson score interval of <see cref="Churn"/>; for other levels call <see cref="Rate.Wilson"/>.</summary>
    public RateInterval Interval => this.Churn.Wilson(HealthCalibration.Normal95)!;

    /// <summary>Gives grade and churn.</summary>
    /// <returns>For example <c>red 12/40 = 30 %</c>.</returns>
    public override string ToString() => (this.Grade ?? "-") + " " + this.Churn;

    /// <summary>The churn of each grade that occurs: lowest mean score first, equal ones by code (ordinal), those without a grade last.</summary>
    internal static GradeChurn[] Of(IEnumerable<ScoredOutcome> outcomes) => InOrder(outcomes
        .GroupBy(o => o.Grade, StringComparer.Ordinal)
        .Select(g => new GradeChurn(g.Key, new Rate(g.LongCount(o => o.HasLeft), g.LongCount()), g.Sum(o => o.Score.TenThousandths))));

    /// <summary>The churn of each grade over both.</summary>
    internal static GradeChurn[] Merge(IEnumerable<GradeChurn> left, IEnumerable<GradeChurn> right) => InOrder(left.Concat(right)
        .GroupBy(g => g.Grade, StringComparer.Ordinal)
        .Select(g => g.Aggregate((a, b) => new GradeChurn(a.Grade, a.Churn.Merge(b.Churn), checked(a.sum + b.sum)))));

    private static GradeChurn[] InOrder(IEnumerable<GradeChurn> grades) => grades
        .OrderBy(g => g.Grade is null)
        .ThenBy(g => g.MeanScore)
        .ThenBy(g => g.Grade, StringComparer.Ordinal)
        .ToArray();
}
