using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core.Figures;
using Retention.Core.Health;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Health.OutcomeSamples;

namespace Retention.Core.Tests.Health;

[Requirement("H-4")]
public class WeightFitTests
{
    // The data set mtcars of R 4.2.2 (Henderson and Velleman 1981): hp, mpg, qsec and wt drawn out to 0–100 with four decimals; an automatic
    // gearbox stands for having left.
    private static readonly (decimal Hp, decimal Mpg, decimal Qsec, decimal Wt, bool HasLeft)[] Cars =
    [
        (20.4947m, 45.1064m, 23.3333m, 28.3048m, false),
        (20.4947m, 45.1064m, 30m, 34.8249m, false),
        (14.4876m, 52.766m, 48.9286m, 20.6341m, false),
        (20.4947m, 46.8085m, 58.8095m, 43.5183m, true),
        (43.4629m, 35.3191m, 30m, 49.2713m, true),
        (18.7279m, 32.766m, 68.0952m, 49.7827m, true),
        (68.1979m, 16.5957m, 15.9524m, 52.5952m, true),
        (3.5336m, 59.5745m, 65.4762m, 42.8791m, true),
        (15.1943m, 52.766m, 100m, 41.8563m, true),
        (25.0883m, 37.4468m, 45.2381m, 49.2713m, true),
        (25.0883m, 31.4894m, 52.381m, 49.2713m, true),
        (45.2297m, 25.5319m, 34.5238m, 65.3797m, true),
        (45.2297m, 29.3617m, 36.9048m, 56.6863m, true),
        (45.2297m, 20.4255m, 41.6667m, 57.9647m, true),
        (54.0636m, 0m, 41.4286m, 95.551m, true),
        (57.5972m, 0m, 39.5238m, 100m, true),
        (62.8975m, 18.2979m, 34.7619m, 97.9801m, true),
        (4.947m, 93.617m, 59.1667m, 17.5658m, false),
        (0m, 85.1064m, 47.8571m, 2.608m, false),
        (4.5936m, 100m, 64.2857m, 8.2332m, false),
        (15.9011m, 47.234m, 65.5952m, 24.3416m, true),
        (34.629m, 21.7021m, 28.2143m, 51.3168m, true),
        (34.629m, 20.4255m, 33.3333m, 49.1434m, true),
        (68.1979m, 12.3404m, 10.8333m, 59.4988m, true),
        (43.4629m, 37.4468m, 30.3571m, 59.6267m, true),
        (4.947m, 71.9149m, 52.381m, 10.7901m, false),
        (13.7809m, 66.383m, 26.1905m, 16.0317m, false),
        (21.5548m, 85.1064m, 28.5714m, 0m, false),
        (74.9117m, 22.9787m, 0m, 42.3677m, false),
        (43.4629m, 39.5745m, 11.9048m, 32.1401m, false),
        (100m, 19.5745m, 1.1905m, 52.5952m, false),
        (20.1413m, 46.8085m, 48.8095m, 32.3958m, false),
    ];

    private static readonly Dictionary<string, decimal> ByHand = OutcomeSamples.Weights(("hp", 1), ("mpg", 1), ("qsec", 1), ("wt", 0.5m));

    [Fact]
    public void Fit_GivesTheMinimumThatRFinds()
    {
        // nlminb of R 4.2.2 with bounds, then Newton's method on the coefficients above 0: mpg alone is useful at a penalty of 1.
        WeightFit fit = WeightFit.Of(History(), ByHand);
        Assert.Equal((WeightVerdict.Proposed, true, 1.0), (fit.Verdict, fit.IsConverged, fit.Penalty));
        Assert.Equal(["hp", "mpg", "qsec", "wt"], fit.Weights.Select(w => w.Measure));
        Assert.Equal([0m, 100m, 0m, 0m], fit.Weights.Select(w => w.Proposed));
        Assert.Equal([28.5715m, 28.5714m, 28.5714m, 14.2857m], fit.Weights.Select(w => w.HandSet));
        Assert.Equal(1.60180415160096, fit.Weights[1].Coefficient, 10);
        Assert.Equal(1.05183602204317, fit.Intercept!.Value, 10);
        Assert.Equal(19.71545265673782, fit.Objective!.Value, 11);
        Assert.InRange(fit.Residual!.Value, 0, 1e-9);
        Assert.InRange(fit.Iterations, 1, 20);
        Assert.Equal((new Rate(19, 32), new Rate(32, 32)), (fit.Churn, fit.Compared));
        Assert.Equal("mpg 100 (by hand 28.5714)", fit.Weights[1].ToString());
    }

    [Fact]
    public void Fit_WithALowPenalty_GivesTheMinimumThatRFinds()
    {
        WeightFit fit = WeightFit.Of(History(), ByHand, 0.01);
        Assert.Equal([33.1063m, 66.8937m, 0m, 0m], fit.Weights.Select(w => w.Proposed));
        Assert.Equal((7.30888392202786, 14.76813135910083), (fit.Weights[0].Coefficient, fit.Weights[1].Coefficient), new Within(1e-8));
        Assert.Equal(8.88037850832760, fit.Intercept!.Value, 8);
        Assert.Equal(12.01821279848351, fit.Objective!.Value, 11);
        Assert.True(fit.Proposed!.Auc!.Value > fit.HandSet.Auc!.Value);
        Assert.True(fit.Proposed.Brier < fit.HandSet.Brier);
    }

    [Fact]
    public void MissingScore_CountsAsTheMean_AsInR()
    {
        WeightFit fit = WeightFit.Of(History((2, "hp"), (2, "mpg"), (19, "mpg"), (30, "wt")), ByHand, 0.01);
        Assert.Equal([new Rate(31, 32), new Rate(30, 32), new Rate(32, 32), new Rate(31, 32)], fit.Weights.Select(w => w.Scored));
        Assert.Equal((4.92867043038842, 11.33929347563347), (fit.Weights[0].Coefficient, fit.Weights[1].Coefficient), new Within(1e-8));
        Assert.Equal(6.49091713665785, fit.Intercept!.Value, 8);
        Assert.Equal(14.74163752098514, fit.Objective!.Value, 11);

        // Nothing weighted is left of the third car under the proposal; both are compared on the others.
        Assert.Equal(new Rate(31, 32), fit.Compared);
        Assert.Equal(new Rate(19, 31), fit.HandSet.Churn);
        Assert.Equal(new Rate(19, 31), fit.Proposed!.Churn);
    }

    [Fact]
    public void OneMeasure_MeetsItsEquation()
    {
        // One left at 0, one stayed at 100: 2 log(1 + e^(−c/2)) + c²/2 is least where c = 1 ÷ (1 + e^(c/2)).
        WeightFit fit = WeightFit.Of([Measured(1, true, 0, ("use", 0)), Measured(2, false, 0, ("use", 100))], OutcomeSamples.Weights(("use", 7)));
        double c = fit.Weights.Single().Coefficient;
        Assert.Equal(1 / (1 + Math.Exp(c / 2)), c, 12);
        Assert.Equal(c / 2, fit.Intercept!.Value, 12);
        Assert.Equal((2 * Math.Log(1 + Math.Exp(-c / 2))) + (c * c / 2), fit.Objective!.Value, 12);
        Assert.Equal((100m, 100m), (fit.Weights.Single().Proposed, fit.Weights.Single().HandSet));
    }

    [Fact]
    public void GreatPenalty_WeighsByHowFarLeaversLieBelowTheMean()
    {
        // The leavers of a lie 50 + 50 below its mean, those of b 50 + 0: 2 to 1.
        WeightFit fit = WeightFit.Of(
            [Measured(1, true, 0, ("a", 0), ("b", 0)), Measured(2, true, 0, ("a", 0), ("b", 50)), Measured(3, false, 0, ("a", 100), ("b", 50)), Measured(4, false, 0, ("a", 100), ("b", 100))],
            OutcomeSamples.Weights(("a", 1), ("b", 1)),
            1e9);
        Assert.Equal([66.6667m, 33.3333m], fit.Weights.Select(w => w.Proposed));
    }

    [Fact]
    public void EqualMeasures_ShareTheWeightEqually_TheRestToTheFirst()
    {
        WeightFit fit = WeightFit.Of(
            [.. Enumerable.Range(0, 12).Select(i => Measured(i, i < 5, 0, ("a", 7 * (i % 9)), ("b", 7 * (i % 9)), ("c", 7 * (i % 9))))],
            OutcomeSamples.Weights(("a", 1), ("b", 1), ("c", 1)));
        Assert.Equal([33.3334m, 33.3333m, 33.3333m], fit.Weights.Select(w => w.Proposed));
    }

    [Fact]
    public void MeasuresThatForetellNothing_AreSaidSo()
    {
        // Who scores high leaves.
        WeightFit fit = WeightFit.Of(
            [Measured(1, true, 0, ("a", 90), ("b", 50)), Measured(2, true, 1, ("a", 80), ("b", 50)), Measured(3, false, 0, ("a", 20), ("b", 50)), Measured(4, false, 1, ("a", 30), ("b", 50))],
            OutcomeSamples.Weights(("a", 1), ("b", 1)));
        Assert.Equal((WeightVerdict.NoPredictiveMeasure, true), (fit.Verdict, fit.IsConverged));
        Assert.All(fit.Weights, w => Assert.Equal((0m, 0.0), (w.Proposed, w.Coefficient)));
        Assert.Null(fit.Proposed);
        Assert.Equal(0, fit.HandSet.Auc!.Value);
        Assert.Equal(4 * Math.Log(2), fit.Objective!.Value, 12);
        Assert.Equal((0.5, 0.0), (fit.CrossValidation!.ProposedAuc, fit.CrossValidation.HandSetAuc));
        Assert.Null(fit.CrossValidation.ProposedBrier);
    }

    [Fact]
    public void OneOutcome_IsSaidSo()
    {
        foreach (MeasuredOutcome[] history in new MeasuredOutcome[][] { [], [Measured(1, true, 0, ("a", 1))], [Measured(1, false, 0, ("a", 1)), Measured(2, false, 1, ("a", 2))] })
        {
            WeightFit fit = WeightFit.Of(history, OutcomeSamples.Weights(("a", 1)));
            Assert.Equal((WeightVerdict.OneOutcome, false), (fit.Verdict, fit.IsConverged));
            Assert.Null(fit.Proposed);
            Assert.Null(fit.Objective);
            Assert.Null(fit.Intercept);
            Assert.Null(fit.Residual);
            Assert.Equal(0, fit.Weights.Single().Proposed);
            Assert.Equal(history.Length, fit.HandSet.Churn.Total);
        }
    }

    [Fact]
    public void WhatEndsTooEarly_ProposesNothing()
    {
        LogisticPoint early = new LogisticRegression([[0.5], [-0.5]], [1, 1], [1, 0], 1, isNonNegative: true).Minimise(maxIterations: 1);
        Assert.False(early.IsConverged);
        var solution = new WeightSolution(early, [0]);
        Assert.Equal(WeightVerdict.NotConverged, solution.Verdict);
        Assert.Equal([0L], solution.Weights);
    }

    [Fact]
    public void MeasureThatNobodyHas_GetsNoWeight()
    {
        WeightFit fit = WeightFit.Of([Measured(1, true, 0, ("a", 0)), Measured(2, false, 0, ("a", 100))], OutcomeSamples.Weights(("a", 1), ("none", 3)));
        Assert.Equal([100m, 0m], fit.Weights.Select(w => w.Proposed));
        Assert.Equal([25m, 75m], fit.Weights.Select(w => w.HandSet));
        Assert.Equal(new Rate(0, 2), fit.Weights[1].Scored);
    }

    [Fact]
    public void CustomerWithoutAnyScore_IsFittedButNotCompared()
    {
        WeightFit fit = WeightFit.Of([Measured(1, true, 0, ("a", 0)), Measured(2, false, 0, ("a", 100)), Measured(3, true, 0)], OutcomeSamples.Weights(("a", 1)));
        Assert.Equal((new Rate(2, 3), new Rate(2, 3)), (fit.Churn, fit.Compared));
        Assert.Equal(new Rate(1, 2), fit.HandSet.Churn);
    }

    [Fact]
    public void CrossValidation_FitsToTheOtherFolds_AndTriesOnTheOne()
    {
        MeasuredOutcome[] history = [.. History().Select((o, i) => new MeasuredOutcome(o.Customer, o.Scores, o.HasLeft, i % 4))];
        WeightCrossValidation validation = WeightFit.Of(history, ByHand, 0.1).CrossValidation!;
        Assert.Equal((4, new Rate(32, 32)), (validation.Folds, validation.Compared));
        foreach ((bool isProposed, double? auc, double? brier) in new[] { (true, validation.ProposedAuc, validation.ProposedBrier), (false, validation.HandSetAuc, validation.HandSetBrier) })
        {
            double right = 0;
            double pairs = 0;
            double squares = 0;
            for (int fold = 0; fold < 4; fold++)
            {
                MeasuredOutcome[] seen = [.. history.Where(o => o.Fold != fold)];
                Dictionary<string, decimal> weights = isProposed ? WeightFit.Of(seen, ByHand, 0.1).Weights.ToDictionary(w => w.Measure, w => w.Proposed, StringComparer.Ordinal) : ByHand;
                ScoredOutcome[] unseen = [.. history.Where(o => o.Fold == fold).Select(o => WeightLawTests.Composite(o, weights)!)];
                LogisticMapping mapping = HealthCalibration.Of(seen.Select(o => WeightLawTests.Composite(o, weights)!)).Logistic.Mapping!;
                squares += mapping.BrierOf(unseen)!.Value * unseen.Length;
                if (HealthCalibration.Of(unseen).Auc is { } area)
                {
                    right += area.Value * area.Left * area.Stayed;
                    pairs += area.Left * area.Stayed;
                }
            }

            Assert.Equal(right / pairs, auc!.Value, 12);
            Assert.Equal(squares / 32, brier!.Value, 12);
        }
    }

    [Fact]
    public void CrossValidation_OfOneFold_IsAbsent() => Assert.Null(WeightFit.Of(History(), ByHand).CrossValidation);

    [Fact]
    public void CrossValidation_WhereTheOthersHaveOneOutcome_HasTiesAndNoBrier()
    {
        // Whoever left is in fold 1: from it alone, and from what is beside it, nothing can be learnt.
        WeightCrossValidation validation = WeightFit.Of(
            [Measured(1, true, 1, ("a", 10)), Measured(2, false, 1, ("a", 90)), Measured(3, false, 2, ("a", 80))],
            OutcomeSamples.Weights(("a", 1))).CrossValidation!;
        Assert.Equal((2, 0.5, 1.0), (validation.Folds, validation.ProposedAuc, validation.HandSetAuc));
        Assert.Null(validation.ProposedBrier);
        Assert.Null(validation.HandSetBrier);
    }

    [Fact]
    public void Fit_RefusesWhatItCantWeigh()
    {
        MeasuredOutcome one = Measured(1, true, 0, ("a", 1));
        Dictionary<string, decimal> weights = OutcomeSamples.Weights(("a", 1));
        Assert.Contains("C0001", Assert.Throws<ArgumentException>(() => WeightFit.Of([one, one], weights)).Message, StringComparison.Ordinal);
        Assert.Contains("The measure b of the customer C0002 has no hand-set weight", Assert.Throws<ArgumentException>(() => WeightFit.Of([one, Measured(2, true, 0, ("b", 1))], weights)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WeightFit.Of([one], OutcomeSamples.Weights(("a", 0))));
        Assert.Throws<ArgumentException>(() => WeightFit.Of([], OutcomeSamples.Weights()));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFit.Of([one], OutcomeSamples.Weights(("a", -1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFit.Of([one], OutcomeSamples.Weights(("a", 1_000_001))));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightFit.Of([one], OutcomeSamples.Weights(("a", 0.00001m))));
        foreach (double penalty in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => WeightFit.Of([one], weights, penalty));
        }
    }

    private static MeasuredOutcome[] History(params (int Car, string Measure)[] missing) => [.. Cars.Select((c, i) => Measured(
        i,
        c.HasLeft,
        0,
        [.. new[] { ("hp", (decimal?)c.Hp), ("mpg", c.Mpg), ("qsec", c.Qsec), ("wt", c.Wt) }.Where(s => !missing.Contains((i, s.Item1)))]))];

    /// <summary>Two numbers, each within a tolerance.</summary>
    private sealed class Within(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) <= tolerance && Math.Abs(x.Item2 - y.Item2) <= tolerance;

        public int GetHashCode((double, double) obj) => tolerance.ToString(CultureInfo.InvariantCulture).Length;
    }
}
