using System.Collections.Generic;
using System.Linq;
using Retention.Core.Health;

namespace Retention.Testing.Laws;

/// <summary>What is found by halves or at cuts, against trying everything there is.</summary>
internal static class HealthTryingLaws
{
    /// <summary>The values tried: every half from below the least to above the greatest that scales of small scores know.</summary>
    private static readonly decimal[] Grid = Enumerable.Range(-40, 300).Select(h => h / 2m).ToArray();

    private static readonly decimal[] Weights = Enumerable.Range(0, 25).Select(w => (decimal)w).Concat(new[] { 0.0001m, 0.5m, 40, 100, 1000, 1_000_000 }).ToArray();

    internal static string? WayUp(HealthSubject subject, HealthTrial trial)
    {
        HealthModel model = subject.Model.Freeze(trial.Table);
        HealthResult result = model.Evaluate(trial.Facts, trial.AsOf);
        HealthWayUp up = result.WayUp();
        for (int m = 0; m < result.Measures.Count && up.Target is not null; m++)
        {
            HealthStep? step = up.Steps.SingleOrDefault(s => s.Measure.Key == result.Measures[m].Measure.Key);
            if (HealthChangeLaws.Smaller(model, trial, result, m, step, Grid) is { } smaller)
            {
                return smaller;
            }
        }

        return null;
    }

    internal static string? WeightRanges(HealthSubject subject, HealthTrial trial)
    {
        HealthResult result = subject.Evaluate(trial);
        foreach (WeightRange range in result.WeightRanges())
        {
            foreach (decimal weight in Weights)
            {
                bool same = subject.GradeWith(trial, range.Kind, range.Key, weight) == result.ComputedGrade!.Code;
                if (same != (weight >= range.From && !(weight > range.To)))
                {
                    return range.Kind + " " + range.Key + " " + range.Weight + " from " + range.From + " to " + range.To + ", but " + weight + (same ? " keeps" : " doesn't keep") + " the grade in\n" + HealthText.Print(result);
                }
            }
        }

        return null;
    }
}
