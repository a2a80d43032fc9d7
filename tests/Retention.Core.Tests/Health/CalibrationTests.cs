using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Figures;
using Retention.Core.Health;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Health.OutcomeSamples;

namespace Retention.Core.Tests.Health;

[Requirement("H-4")]
public class CalibrationTests
{
    [Fact]
    public void Auc_OfThePublishedRatings_IsThePublishedArea()
    {
        // Hanley and McNeil 1982, table I: 58 normal and 51 abnormal images rated 1 to 5; W = 0.893, SE = 0.032. A high rating is a low score here.
        int[] normal = [33, 6, 6, 11, 2];
        int[] abnormal = [3, 2, 2, 11, 33];
        AreaUnderRoc auc = HealthCalibration.Of(Counts([.. Enumerable.Range(0, 5).Select(i => (100m - (20 * i), abnormal[i], normal[i]))])).Auc!;
        Assert.Equal((51L, 58L), (auc.Left, auc.Stayed));
        Assert.Equal(5284.0 / 5916, auc.Value);
        Assert.Equal(0.893, auc.Value, 3);

        // By their formula, computed in R 4.2.2.
        Assert.Equal(0.0324865796073421, auc.StandardError, 14);
        Assert.Equal("0.8932 ± 0.0325", auc.ToString());
    }

    [Fact]
    public void Auc_OfEqualScores_IsOneHalf() => Assert.Equal(0.5, HealthCalibration.Of(Counts((50, 3, 4))).Auc!.Value);

    [Fact]
    public void Auc_OfPerfectRanking_IsOne_WithoutStandardError()
    {
        AreaUnderRoc auc = HealthCalibration.Of(Counts((10, 2, 0), (20, 1, 0), (20.0001m, 0, 5))).Auc!;
        Assert.Equal((1.0, 0.0), (auc.Value, auc.StandardError));
        Assert.Equal(0, HealthCalibration.Of(Counts((10, 0, 2), (20, 1, 0))).Auc!.Value);
    }

    [Fact]
    public void Auc_WithoutLeaversOrStayers_IsAbsent()
    {
        Assert.Null(HealthCalibration.Of(Counts((10, 2, 0), (20, 1, 0))).Auc);
        Assert.Null(HealthCalibration.Of(Counts((10, 0, 2))).Auc);
        Assert.Null(HealthCalibration.Of([]).Auc);
    }

    [Fact]
    public void TopDecileLift_IsTheChurnOfTheWorstTenthByThatOfAll()
    {
        // 2 of 20 are the worst tenth; one of them left, as did 4 of all: 1/2 ÷ 4/20 = 2.5.
        ScoredOutcome[] twenty = Outcomes([.. Enumerable.Range(0, 20).Select(i => ((decimal)i, i is 1 or 5 or 6 or 19))]);
        Assert.Equal(2.5, HealthCalibration.Of(twenty).TopDecileLift);

        // 3 of 21: ⌈2.1⌉. One of the three of 5.
        Assert.Equal(1.0 / 3 / (5.0 / 21), HealthCalibration.Of([.. twenty, Outcome(20, 30, true)]).TopDecileLift!.Value, 14);
    }

    [Fact]
    public void TopDecileLift_SharesOutEqualScoresAtTheEdge()
    {
        // 20 customers: one at 1 who stayed; five at 2, three of whom left; the others stayed. The second place has 3/5 of a leaver: 0.6/2 ÷ 3/20 = 2.
        Assert.Equal(2.0, HealthCalibration.Of(Counts((1, 0, 1), (2, 3, 2), (3, 0, 14))).TopDecileLift!.Value, 14);
        Assert.Equal(1.0, HealthCalibration.Of(Counts((50, 3, 30))).TopDecileLift!.Value, 14);
        Assert.Null(HealthCalibration.Of(Counts((50, 0, 30))).TopDecileLift);
        Assert.Null(HealthCalibration.Of([]).TopDecileLift);
    }

    [Fact]
    public void Grades_StandLowestMeanFirst_ThenByCode_ThoseWithoutLast()
    {
        HealthCalibration calibration = HealthCalibration.Of(
        [
            Outcome(1, 90, false, "green"), Outcome(2, 80.0001m, true, "green"), Outcome(3, 10, true, "red"), Outcome(4, 0, false), Outcome(5, 50, false, "b"), Outcome(6, 50, true, "a"),
        ]);
        Assert.Equal(["red", "a", "b", "green", null], calibration.Grades.Select(g => g.Grade));
        Assert.Equal([new Rate(1, 1), new Rate(1, 1), new Rate(0, 1), new Rate(1, 2), new Rate(0, 1)], calibration.Grades.Select(g => g.Churn));
        Assert.Equal(85.0001m, calibration.Grades[3].MeanScore.Value);
        Assert.Equal("green 1/2 = 50 %", calibration.Grades[3].ToString());
        Assert.Equal("- 0/1 = 0 %", calibration.Grades[4].ToString());
        Assert.Equal(new Rate(3, 6), calibration.Churn);
    }

    [Fact]
    public void GradesInterval_IsThePublishedOne()
    {
        // Newcombe 1998, table I: 81 of 263 → 0.2553 to 0.3662.
        GradeChurn grade = HealthCalibration.Of(Enumerable.Range(0, 263).Select(i => Outcome(i, 40, i < 81, "amber"))).Grades.Single();
        Assert.Equal((0.2553, 0.3662), (Math.Round(grade.Interval.Lower, 4), Math.Round(grade.Interval.Upper, 4)));
    }

    [Fact]
    public void Brier_OfASaturatedMapping_IsWorkedByHand()
    {
        // 3 of 4 left at 0, 1 of 4 at 100: the mapping meets both, log 3 and −log 3. Brier (3·¼² + ¾²)/4 = 3/16 at both; base ¼; skill ¼.
        HealthCalibration calibration = HealthCalibration.Of(Counts((0, 3, 1), (100, 1, 3)));
        Assert.Equal(Math.Log(3), calibration.Logistic.Mapping!.Intercept, 12);
        Assert.Equal(-2 * Math.Log(3) / 100, calibration.Logistic.Mapping.Slope, 14);
        Assert.Equal(0.1875, calibration.Brier!.Value, 14);
        Assert.Equal(0.25, calibration.BaseBrier);
        Assert.Equal(0.25, calibration.BrierSkill!.Value, 13);
        Assert.Equal(2 * ((3 * Math.Log(0.75)) + Math.Log(0.25)), calibration.Logistic.LogLikelihood!.Value, 12);
    }

    [Theory]
    [InlineData(1.0, true, 0)]
    [InlineData(0.7, true, 0.09)]
    [InlineData(0.3, true, 0.49)]
    [InlineData(0.5, true, 0.25)]
    [InlineData(0.5, false, 0.25)]
    [InlineData(1.0, false, 1)]
    public void Brier_OfOneForecast_IsThePublishedOne(double forecast, bool came, double expected)
    {
        // Wikipedia, "Brier score", the example of one forecast of rain.
        var mapping = new LogisticMapping(forecast >= 1 ? 1000 : Math.Log(forecast / (1 - forecast)), 0);
        Assert.Equal(expected, mapping.BrierOf(Outcomes((30, came)))!.Value, 14);
    }

    [Fact]
    public void Brier_OfNobody_IsAbsent()
    {
        Assert.Null(new LogisticMapping(0, 0).BrierOf([]));
        HealthCalibration nobody = HealthCalibration.Of([]);
        Assert.Null(nobody.Brier);
        Assert.Null(nobody.BaseBrier);
        Assert.Null(nobody.BrierSkill);
        Assert.Empty(nobody.Reliability);
        Assert.Empty(nobody.Grades);
        HealthCalibration stayed = HealthCalibration.Of(Counts((10, 0, 2), (20, 0, 1)));
        Assert.Equal(0, stayed.BaseBrier);
        Assert.Null(stayed.Brier);
        Assert.Null(stayed.BrierSkill);
    }

    [Fact]
    public void Reliability_ComparesPredictedWithObserved_TenthByTenth()
    {
        // Two customers per score 0, 10 … 90: each score is a tenth; the least likely to leave come first.
        ScoredOutcome[] outcomes = Counts([.. Enumerable.Range(0, 10).Select(i => (10m * i, i < 5 ? 1 : 0, i < 5 ? 1 : 2))]);
        HealthCalibration calibration = HealthCalibration.Of([.. outcomes, Outcome(20, 90, true)]);
        Assert.Equal(Enumerable.Range(1, 10), calibration.Reliability.Select(r => r.Decile));
        Assert.Equal(new Rate(1, 3), calibration.Reliability[0].Observed);
        Assert.Equal(new Rate(1, 2), calibration.Reliability[9].Observed);
        Assert.Equal(calibration.Logistic.Mapping!.ProbabilityOf(new Score(90)), calibration.Reliability[0].MeanPredicted, 15);
        Assert.Equal(calibration.Reliability.Select(r => r.MeanPredicted).Order(), calibration.Reliability.Select(r => r.MeanPredicted));
    }

    [Fact]
    public void Reliability_KeepsEqualScoresTogether_AndLeavesEmptyTenthsOut()
    {
        // From the least likely: 3 at 100 (below 0), 4 at 50 (below 3), 3 at 0 (below 7).
        HealthCalibration calibration = HealthCalibration.Of(Counts((0, 2, 1), (50, 2, 2), (100, 1, 2)));
        Assert.Equal([1, 4, 8], calibration.Reliability.Select(r => r.Decile));
        Assert.Equal([new Rate(1, 3), new Rate(2, 4), new Rate(2, 3)], calibration.Reliability.Select(r => r.Observed));
    }

    [Fact]
    public void Calibration_RefusesACustomerTwice_NamingTheId()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => HealthCalibration.Of([Outcome(7, 1, true), Outcome(8, 2, true), Outcome(7, 3, false)]));
        Assert.StartsWith("The customer C0007 has two outcomes; give each customer one.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LogisticMapping(0, 0).BrierOf([Outcome(7, 1, true), Outcome(7, 3, false)]));
        Assert.Throws<ArgumentException>(() => HealthCalibration.Of([null!]));
        Assert.Throws<ArgumentNullException>(() => HealthCalibration.Of(null!));
    }

    [Fact]
    public void Outcome_RefusesWhatIsNoHealthScore()
    {
        Assert.Throws<ArgumentException>(() => new ScoredOutcome(default, default, null, true));
        Assert.Throws<ArgumentException>(() => Outcome(1, 5, true, " "));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome(1, 100.0001m, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome(1, -0.0001m, true));
        Assert.Throws<ArgumentException>(() => new MeasuredOutcome(default, new Dictionary<string, Score>(StringComparer.Ordinal), true));
        Assert.Throws<ArgumentException>(() => Measured(1, true, 0, (" ", 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measured(1, true, 0, ("a", 101)));
    }

    [Fact]
    public void MeasuredOutcome_CopiesItsScores()
    {
        var scores = new Dictionary<string, Score>(StringComparer.Ordinal) { ["a"] = new Score(1) };
        var outcome = new MeasuredOutcome(Customer(1), scores, true);
        scores["a"] = new Score(2);
        Assert.Equal(new Score(1), outcome.Scores["a"]);
        Assert.Equal(0, outcome.Fold);
    }
}
