using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Health;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Health.OutcomeSamples;

namespace Retention.Core.Tests.Health;

[Requirement("H-4")]
public class LogisticFitTests
{
    private static readonly decimal[] Hours = [0.50m, 0.75m, 1.00m, 1.25m, 1.50m, 1.75m, 1.75m, 2.00m, 2.25m, 2.50m, 2.75m, 3.00m, 3.25m, 3.50m, 4.00m, 4.25m, 4.50m, 4.75m, 5.00m, 5.50m];
    private static readonly int[] Passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

    private static readonly int[] Fahrenheit = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
    private static readonly int[] Distress = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];

    [Fact]
    public void Fit_OfHoursStudied_GivesThePublishedCoefficients()
    {
        // Wikipedia, "Logistic regression": β0 = −4.0777, β1 = 1.5046; two hours 0.26, five hours 0.97. More digits from glm of R 4.2.2.
        HealthCalibration calibration = HealthCalibration.Of(Outcomes([.. Hours.Zip(Passed, (h, p) => (h, p == 1))]));
        LogisticMapping mapping = calibration.Logistic.Mapping!;
        Assert.Equal((-4.0777, 1.5046), (Math.Round(mapping.Intercept, 4), Math.Round(mapping.Slope, 4)));
        Assert.Equal(-4.07771343108763, mapping.Intercept, 11);
        Assert.Equal(1.50464542837333, mapping.Slope, 11);
        Assert.Equal(-8.02987846434467, calibration.Logistic.LogLikelihood!.Value, 12);
        Assert.Equal(0.1366840109335, calibration.Brier!.Value, 11);
        Assert.Equal((0.26, 0.97), (Math.Round(mapping.ProbabilityOf(new Score(2)), 2), Math.Round(mapping.ProbabilityOf(new Score(5)), 2)));
        Assert.Equal(LogisticProblem.None, calibration.Logistic.Problem);
        Assert.InRange(calibration.Logistic.Iterations, 1, 12);
    }

    [Fact]
    public void Fit_OfTheShuttlesRings_GivesThePublishedCoefficients()
    {
        // O-ring distress by temperature, the 23 flights before Challenger: 15.0429 and −0.2322 (Dalal, Fowlkes and Hoadley 1989; more digits from
        // glm of R 4.2.2; the area from its wilcox.test).
        HealthCalibration calibration = HealthCalibration.Of(Outcomes([.. Fahrenheit.Zip(Distress, (t, d) => ((decimal)t, d == 1))]));
        Assert.Equal(15.042901647702, calibration.Logistic.Mapping!.Intercept, 9);
        Assert.Equal(-0.232162744219, calibration.Logistic.Mapping.Slope, 11);
        Assert.Equal(-10.1575963439, calibration.Logistic.LogLikelihood!.Value, 10);
        Assert.Equal(0.78125, calibration.Auc!.Value);
        Assert.Equal(0.138526681027, calibration.Brier!.Value, 11);
        Assert.Equal(0.211720226843, calibration.BaseBrier!.Value, 11);
    }

    [Fact]
    public void CompleteSeparation_IsReported()
    {
        Assert.Equal(LogisticProblem.Separated, Problem((10, 3, 0), (20, 0, 3)));
        Assert.Equal(LogisticProblem.Separated, Problem((10, 0, 3), (20, 3, 0)));
    }

    [Fact]
    public void QuasiSeparation_IsReported()
    {
        // At 20 are both, but nobody beyond it on the wrong side: the likelihood has no maximum.
        Assert.Equal(LogisticProblem.Separated, Problem((10, 3, 0), (20, 2, 2), (30, 0, 3)));
        Assert.Equal(LogisticProblem.Separated, Problem((20, 2, 2), (30, 0, 3)));
        Assert.Equal(LogisticProblem.None, Problem((10, 3, 1), (20, 0, 3), (30, 1, 0)));
        Assert.Equal(LogisticProblem.None, Problem((10, 0, 1), (20, 2, 0), (30, 0, 3)));
    }

    [Fact]
    public void OneOutcomeOrOneScore_IsReported()
    {
        Assert.Equal(LogisticProblem.OneOutcome, Problem((10, 3, 0), (20, 3, 0)));
        Assert.Equal(LogisticProblem.OneOutcome, Problem((10, 0, 3)));
        Assert.Equal(LogisticProblem.OneOutcome, HealthCalibration.Of([]).Logistic.Problem);
        Assert.Equal(LogisticProblem.OneScore, Problem((10, 3, 2)));
    }

    [Fact]
    public void WhatEndsTooEarly_IsReported()
    {
        LogisticFit fit = LogisticFit.Of(OutcomeCounts.Of(Hours.Zip(Passed, (h, p) => new KeyValuePair<long, bool>((long)(h * 10_000), p == 1))), maxIterations: 2);
        Assert.Equal((LogisticProblem.NotConverged, 2), (fit.Problem, fit.Iterations));
        Assert.Null(fit.Mapping);
        Assert.Null(fit.LogLikelihood);
    }

    // All but two are told apart, and those two by a ten-thousandth: the steepest that four decimals allow.
    [Fact]
    public void AlmostSeparated_StillConverges()
    {
        HealthCalibration calibration = HealthCalibration.Of(Counts((10, 500, 0), (49.9999m, 0, 1), (50, 1, 0), (90, 0, 500)));
        Assert.Equal(LogisticProblem.None, calibration.Logistic.Problem);
        AssertScoreEquations(calibration.Logistic.Mapping!, (10, 500, 0), (49.9999m, 0, 1), (50, 1, 0), (90, 0, 500));
        (decimal, int, int)[] narrow = [(49.9997m, 5000, 0), (49.9998m, 0, 1), (49.9999m, 1, 0), (50, 0, 5000)];
        AssertScoreEquations(HealthCalibration.Of(Counts(narrow)).Logistic.Mapping!, narrow);
    }

    [Fact]
    public void RareChurn_StillConverges()
    {
        (decimal, int, int)[] rare = [(0, 1, 2000), (50, 2, 20000), (100, 1, 30000)];
        AssertScoreEquations(HealthCalibration.Of(Counts(rare)).Logistic.Mapping!, rare);
    }

    [Fact]
    public void Slope_WithoutAnyConnection_IsZero()
    {
        HealthCalibration calibration = HealthCalibration.Of(Counts((0, 1, 1), (100, 1, 1)));
        Assert.Equal(0, calibration.Logistic.Mapping!.Slope, 12);
        Assert.Equal(0, calibration.BrierSkill!.Value, 12);
        Assert.Equal(0.5, calibration.Auc!.Value);
    }

    [Fact]
    public void Mapping_IsMonotoneAndNeverBeyondItsBounds()
    {
        var steep = new LogisticMapping(1e6, -1e6);
        Assert.Equal((1.0, 0.5, 0.0), (steep.ProbabilityOf(new Score(0)), steep.ProbabilityOf(new Score(1)), steep.ProbabilityOf(new Score(100))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticMapping(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticMapping(0, double.PositiveInfinity));
    }

    private static LogisticProblem Problem(params (decimal, int, int)[] counts) => HealthCalibration.Of(Counts(counts)).Logistic.Problem;

    /// <summary>At the greatest likelihood as many are foretold as left, at the same mean score.</summary>
    private static void AssertScoreEquations(LogisticMapping mapping, params (decimal Score, int Left, int Stayed)[] counts)
    {
        double customers = counts.Sum(c => c.Left + c.Stayed);
        Assert.InRange(counts.Sum(c => c.Left - ((c.Left + c.Stayed) * mapping.ProbabilityOf(new Score(c.Score)))) / customers, -1e-11, 1e-11);
        Assert.InRange(counts.Sum(c => (double)c.Score / 100 * (c.Left - ((c.Left + c.Stayed) * mapping.ProbabilityOf(new Score(c.Score))))) / customers, -1e-11, 1e-11);
    }
}
