using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Health;

namespace Retention.Consumer.Net472
{
    /// <summary>Scores of last year against who left, and weights proposed from it.</summary>
    internal static class HealthHistoryChecks
    {
        internal static void Run(Checks check)
        {
            HealthCalibration calibration = HealthCalibration.Of(new[]
            {
                new ScoredOutcome(new CustomerId("C-1"), new Score(20m), "critical", true),
                new ScoredOutcome(new CustomerId("C-2"), new Score(30m), "critical", false),
                new ScoredOutcome(new CustomerId("C-3"), new Score(40m), "critical", true),
                new ScoredOutcome(new CustomerId("C-4"), new Score(80m), "healthy", false),
                new ScoredOutcome(new CustomerId("C-5"), new Score(90m), "healthy", false),
            });
            check.Equal("who left", "2/5 = 40 %", calibration.Churn.ToString());
            check.Equal("pairs in the right order", 5.0 / 6, calibration.Auc.Value);
            check.Equal("the churn of each grade", "critical 2/3 = 66.6667 %, healthy 0/2 = 0 %", string.Join(", ", calibration.Grades.Select(g => g.ToString())));
            check.Equal("the mapping to a probability", true, calibration.Logistic.Mapping.Slope < 0);
            var kept = new LogisticMapping(calibration.Logistic.Mapping.Intercept, calibration.Logistic.Mapping.Slope);
            check.Equal("the mapping as it was kept", calibration.Logistic.Mapping.ProbabilityOf(new Score(50m)), kept.ProbabilityOf(new Score(50m)));

            // Use foretells who left, NPS nothing.
            var weights = new Dictionary<string, decimal> { { "use", 1m }, { "nps", 1m } };
            WeightFit fit = WeightFit.Of(Enumerable.Range(0, 8).Select(i => Outcome(i, i < 4 ? 20m : 80m, i % 2 == 0 ? 30m : 70m, i == 0 || i == 1 || i == 4)), weights);
            check.Equal("the verdict on weights", WeightVerdict.Proposed, fit.Verdict);
            check.Equal("the sum of the proposed weights", 100m, fit.Weights.Sum(w => w.Proposed));
            check.Equal("the weights set by hand", "50 50", string.Join(" ", fit.Weights.Select(w => w.HandSet.ToString("0"))));
            check.Equal("a cross-validation", 2, fit.CrossValidation.Folds);
        }

        private static MeasuredOutcome Outcome(int number, decimal use, decimal nps, bool hasLeft)
        {
            var scores = new Dictionary<string, Score> { { "use", new Score(use) }, { "nps", new Score(nps) } };
            return new MeasuredOutcome(new CustomerId("C-" + number), scores, hasLeft, number % 2);
        }
    }
}
