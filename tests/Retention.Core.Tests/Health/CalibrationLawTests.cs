using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Health;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Health.OutcomeSamples;

namespace Retention.Core.Tests.Health;

/// <summary>What must hold of the calibration of any outcomes.</summary>
[Requirement("H-4")]
public class CalibrationLawTests
{
    [Fact]
    public void Auc_IsTheShareOfPairsInOrder() => Check(Coarse, rows =>
    {
        long halves = 0;
        foreach (var left in rows.Where(r => r.HasLeft))
        {
            foreach (var stayed in rows.Where(r => !r.HasLeft))
            {
                halves += left.Score < stayed.Score ? 2 : left.Score == stayed.Score ? 1 : 0;
            }
        }

        long pairs = (long)rows.Count(r => r.HasLeft) * rows.Count(r => !r.HasLeft);
        Assert.Equal(pairs == 0 ? null : (double)halves / (2 * pairs), HealthCalibration.Of(Of(rows)).Auc?.Value);
    });

    [Fact]
    public void Auc_OfReversedScores_IsItsComplement() => Check(Coarse, rows =>
    {
        AreaUnderRoc? auc = HealthCalibration.Of(Of(rows)).Auc;
        AreaUnderRoc? reversed = HealthCalibration.Of(Of(Change(rows, s => 400 - s))).Auc;
        Assert.Equal(auc is null, reversed is null);
        Assert.Equal(1, (auc?.Value ?? 0) + (reversed?.Value ?? 1), 14);
    });

    [Fact]
    public void Auc_OfExchangedOutcomes_IsItsComplement() => Check(Coarse, rows =>
    {
        AreaUnderRoc? auc = HealthCalibration.Of(Of(rows)).Auc;
        AreaUnderRoc? exchanged = HealthCalibration.Of(Of([.. rows.Select(r => (r.Score, !r.HasLeft, r.Grade))])).Auc;
        Assert.Equal(1, (auc?.Value ?? 0) + (exchanged?.Value ?? 1), 14);
    });

    [Fact]
    public void MonotoneTransformation_ChangesNeitherAucNorLift() => Check(Fine, rows =>
    {
        HealthCalibration before = HealthCalibration.Of(Of(rows));
        HealthCalibration after = HealthCalibration.Of(Of(rows).Select(o => new ScoredOutcome(o.Customer, Score.Round(o.Score.Value * o.Score.Value / 100), o.Grade, o.HasLeft)));
        Assert.Equal((before.Auc?.Value, before.Auc?.StandardError, before.TopDecileLift), (after.Auc?.Value, after.Auc?.StandardError, after.TopDecileLift));
    });

    [Fact]
    public void OrderOfTheOutcomes_ChangesNothing() => Check(Fine, rows =>
    {
        ScoredOutcome[] outcomes = Of(rows);
        string text = Text(HealthCalibration.Of(outcomes));
        Assert.Equal(text, Text(HealthCalibration.Of(outcomes.Reverse())));
        Assert.Equal(text, Text(HealthCalibration.Of(outcomes.OrderBy(o => o.HasLeft).ThenBy(o => o.Score))));
    });

    [Fact]
    public void CalibrationsOfAnyPartition_MergeIntoThatOfTheWhole() => Check(Coarse, rows =>
    {
        ScoredOutcome[] outcomes = Of(rows);
        string whole = Text(HealthCalibration.Of(outcomes));
        HealthCalibration odd = HealthCalibration.Of(outcomes.Where((_, i) => i % 2 == 1));
        HealthCalibration even = HealthCalibration.Of(outcomes.Where((_, i) => i % 2 == 0));
        Assert.Equal(whole, Text(odd.Merge(even)));
        Assert.Equal(whole, Text(even.Merge(odd)));
        Assert.Equal(whole, Text(outcomes.Select(o => HealthCalibration.Of([o])).Aggregate(HealthCalibration.Of([]), (a, b) => a.Merge(b))));
    });

    [Fact]
    public void AreaAndLift_LieWithinTheirBounds() => Check(Coarse, rows =>
    {
        HealthCalibration calibration = HealthCalibration.Of(Of(rows));
        Assert.InRange(calibration.Auc?.Value ?? 0, 0, 1);
        Assert.InRange(calibration.Auc?.StandardError ?? 0, 0, 0.71);
        Assert.InRange(calibration.TopDecileLift ?? 0, 0, 10 + 1e-12);
    });

    // All sets of the tenth that some order of equal scores would give are equally likely.
    [Fact]
    public void TopDecileLift_IsTheMeanOverAllOrdersOfEqualScores() => Check(Tied, rows =>
    {
        int tenth = (int)Math.Ceiling(rows.Length / 10.0);
        (int Score, bool HasLeft, int Grade)[] sorted = [.. rows.OrderBy(r => r.Score)];
        int edge = sorted.Length == 0 ? 0 : sorted[tenth - 1].Score;
        (int Score, bool HasLeft, int Grade)[] tied = [.. rows.Where(r => r.Score == edge)];
        int sure = rows.Count(r => r.Score < edge && r.HasLeft);
        double[] caught = [.. Subsets(tied, tenth - rows.Count(r => r.Score < edge)).Select(s => sure + (double)s.Count(r => r.HasLeft))];
        double? expected = rows.Any(r => r.HasLeft) ? caught.Average() / tenth * rows.Length / rows.Count(r => r.HasLeft) : null;
        double? lift = HealthCalibration.Of(Of(rows)).TopDecileLift;
        Assert.Equal(expected is null, lift is null);
        Assert.Equal(expected ?? 0, lift ?? 0, 12);
    });

    [Fact]
    public void Fit_MeetsTheScoreEquations_OrSaysWhyNot() => Check(Fine, rows =>
    {
        HealthCalibration calibration = HealthCalibration.Of(Of(rows));
        Assert.NotEqual(LogisticProblem.NotConverged, calibration.Logistic.Problem);
        if (calibration.Logistic.Mapping is not { } mapping)
        {
            Assert.NotEqual(LogisticProblem.None, calibration.Logistic.Problem);
            Assert.Null(calibration.Brier);
            Assert.Null(calibration.BrierSkill);
            return;
        }

        double[] off = [.. Of(rows).Select(o => (o.HasLeft ? 1 : 0) - mapping.ProbabilityOf(o.Score))];
        Assert.Equal(0, off.Sum(), 8);
        Assert.Equal(0, off.Zip(rows, (d, r) => d * r.Score / 400).Sum(), 8);

        // The mapping includes the base rate as its special case, so that its likelihood is no less.
        double p = calibration.Churn.Count / (double)calibration.Churn.Total;
        double basic = (calibration.Churn.Count * Math.Log(p)) + ((calibration.Churn.Total - calibration.Churn.Count) * Math.Log(1 - p));
        Assert.InRange(calibration.Logistic.LogLikelihood!.Value, basic - 1e-9, 0);
        Assert.Equal(off.Average(d => d * d), calibration.Brier!.Value, 12);
        Assert.Equal(mapping.BrierOf(Of(rows)), calibration.Brier);
    });

    [Fact]
    public void Fit_OfReversedScores_IsTheReversedMapping() => Check(Fine, rows =>
    {
        LogisticFit fit = HealthCalibration.Of(Of(rows)).Logistic;
        LogisticFit reversed = HealthCalibration.Of(Of(Change(rows, s => 400 - s))).Logistic;
        Assert.Equal(fit.Problem, reversed.Problem);
        foreach (int score in fit.Mapping is null ? [] : new[] { 0, 37, 100 })
        {
            Assert.Equal(fit.Mapping!.ProbabilityOf(new Score(score)), reversed.Mapping!.ProbabilityOf(new Score(100 - score)), 7);
        }
    });

    [Fact]
    public void Reliability_AddsUpToAll_AndMeetsTheBaseRate() => Check(Coarse, rows =>
    {
        HealthCalibration calibration = HealthCalibration.Of(Of(rows));
        if (calibration.Logistic.Mapping is not null)
        {
            Assert.Equal(calibration.Churn, calibration.Reliability.Select(r => r.Observed).Aggregate((a, b) => a.Merge(b)));
            Assert.Equal(calibration.Churn.Count, calibration.Reliability.Sum(r => r.MeanPredicted * r.Observed.Total), 8);
            Assert.Equal(calibration.Reliability.Select(r => r.Decile).Distinct().Order(), calibration.Reliability.Select(r => r.Decile));
            Assert.InRange(calibration.Reliability.Count, 1, 10);
        }
    });

    [Fact]
    public void Grades_AddUpToAll() => Check(Coarse, rows =>
    {
        HealthCalibration calibration = HealthCalibration.Of(Of(rows));
        Assert.Equal(calibration.Churn, calibration.Grades.Select(g => g.Churn).Aggregate(default(Core.Figures.Rate), (a, b) => a.Merge(b)));
        Assert.Equal(calibration.Grades.Where(g => g.Grade is not null).OrderBy(g => g.MeanScore).Select(g => g.MeanScore), calibration.Grades.Where(g => g.Grade is not null).Select(g => g.MeanScore));
    });

    private static Arbitrary<(int Score, bool HasLeft, int Grade)[]> Tied => (from n in Gen.Choose(0, 24)
                                                                                from rows in (from score in Gen.Choose(0, 4) from left in Gen.Choose(0, 1) select (score, left == 0, 0)).ArrayOf(n)
                                                                                select rows).ToArbitrary();

    private static (int Score, bool HasLeft, int Grade)[] Change((int Score, bool HasLeft, int Grade)[] rows, Func<int, int> score) =>
        [.. rows.Select(r => (score(r.Score), r.HasLeft, r.Grade))];

    private static IEnumerable<IEnumerable<T>> Subsets<T>(T[] items, int size) => size == 0
        ? [[]]
        : items.SelectMany((item, i) => Subsets(items[(i + 1)..], size - 1).Select(s => s.Prepend(item)));
}
