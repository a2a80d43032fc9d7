using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Health;
using Retention.Core.Tests.Tiering;

namespace Retention.Core.Tests.Health;

/// <summary>Short spellings of outcomes, and generators of them.</summary>
internal static class OutcomeSamples
{
    /// <summary>Outcomes with few distinct scores, so that ties abound: score 0 to 100 in steps of 12.5, who left, one of three grades or none.</summary>
    internal static Arbitrary<(int Score, bool HasLeft, int Grade)[]> Coarse { get; } = Rows(8).ToArbitrary();

    /// <summary>Outcomes with many distinct scores.</summary>
    internal static Arbitrary<(int Score, bool HasLeft, int Grade)[]> Fine { get; } = Rows(400).ToArbitrary();

    internal static ScoredOutcome Outcome(int number, decimal score, bool hasLeft, string? grade = null) =>
        new ScoredOutcome(Customer(number), new Score(score), grade, hasLeft);

    internal static CustomerId Customer(int number) => Given.Customer("C" + number.ToString("0000", CultureInfo.InvariantCulture));

    internal static ScoredOutcome[] Outcomes(params (decimal Score, bool HasLeft)[] outcomes) =>
        outcomes.Select((o, i) => Outcome(i, o.Score, o.HasLeft)).ToArray();

    /// <summary>So many who left and who stayed at each score.</summary>
    internal static ScoredOutcome[] Counts(params (decimal Score, int Left, int Stayed)[] counts) => Outcomes(counts
        .SelectMany(c => Enumerable.Repeat((c.Score, true), c.Left).Concat(Enumerable.Repeat((c.Score, false), c.Stayed)))
        .ToArray());

    internal static ScoredOutcome[] Of((int Score, bool HasLeft, int Grade)[] rows, int first = 0) => rows
        .Select((r, i) => Outcome(first + i, r.Score / 4m, r.HasLeft, r.Grade == 0 ? null : "g" + r.Grade.ToString(CultureInfo.InvariantCulture)))
        .ToArray();

    /// <summary>Everything a calibration says, to the last digit.</summary>
    internal static string Text(HealthCalibration calibration) => string.Join(
        "|",
        new object?[] { calibration.Churn, calibration.Auc?.Value, calibration.Auc?.StandardError, calibration.TopDecileLift, calibration.Logistic.Problem, calibration.Logistic.Mapping?.Intercept, calibration.Logistic.Mapping?.Slope, calibration.Logistic.LogLikelihood, calibration.Brier, calibration.BaseBrier, calibration.BrierSkill }
            .Concat(calibration.Grades.Select(g => g + " " + g.MeanScore))
            .Concat(calibration.Reliability.Select(r => r.Decile + " " + r.MeanPredicted.ToString("R", CultureInfo.InvariantCulture) + " " + r.Observed))
            .Select(o => Convert.ToString(o, CultureInfo.InvariantCulture)));

    internal static MeasuredOutcome Measured(int number, bool hasLeft, int fold, params (string Measure, decimal? Score)[] scores) => new MeasuredOutcome(
        Customer(number),
        scores.Where(s => s.Score is not null).ToDictionary(s => s.Measure, s => new Score(s.Score!.Value), StringComparer.Ordinal),
        hasLeft,
        fold);

    internal static Dictionary<string, decimal> Weights(params (string Measure, decimal Weight)[] weights) =>
        weights.ToDictionary(w => w.Measure, w => w.Weight, StringComparer.Ordinal);

    internal static void Check<T>(Arbitrary<T> cases, Action<T> law) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(TieringLawTests.Settings.Cases).WithQuietOnSuccess(true),
        Prop.ForAll(cases, one =>
        {
            law(one);
            return true;
        }));

    private static Gen<(int Score, bool HasLeft, int Grade)[]> Rows(int steps) =>
        (from score in Gen.Choose(0, steps) from left in Gen.Choose(0, 2) from grade in Gen.Choose(0, 3) select (score * (400 / steps), left == 0, grade)).ArrayOf();
}
