using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Health;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Health.OutcomeSamples;

namespace Retention.Core.Tests.Health;

/// <summary>What must hold of weights fitted to any history.</summary>
[Requirement("H-4")]
public class WeightLawTests
{
    private static readonly string[] Measures = ["a", "b", "c", "d"];

    /// <summary>Up to 40 customers with four scores of 0 to 100, one in six missing; who left follows the first ones a little; a penalty.</summary>
    private static Arbitrary<(MeasuredOutcome[] History, double Penalty)> Histories => (
        from penalty in Gen.Elements(0.001, 0.1, 1, 1, 10)
        from steps in Gen.Elements(4, 100)
        from rows in (from scores in Gen.Choose(-steps / 5, steps).ArrayOf(4) from luck in Gen.Choose(0, 200) from fold in Gen.Choose(0, 2) select (scores, luck, fold)).ArrayOf()
        select (rows.Select((r, i) => Of(i, r.scores, steps, r.luck, r.fold)).ToArray(), penalty)).ToArbitrary();

    [Fact]
    public void Minimum_MeetsTheConditionsOfKarushKuhnAndTucker() => Check(Histories, law =>
    {
        WeightFit fit = WeightFit.Of(law.History, ByHand(), law.Penalty);
        Assert.NotEqual(WeightVerdict.NotConverged, fit.Verdict);
        if (fit.Verdict == WeightVerdict.OneOutcome)
        {
            Assert.Contains(fit.Churn.Count, new[] { 0L, fit.Churn.Total });
            return;
        }

        double[][] x = Filled(law.History);
        double[] off = [.. law.History.Select((o, i) => Probability(fit, x[i]) - (o.HasLeft ? 1 : 0))];
        Assert.Equal(0, off.Sum(), 8);
        for (int j = 0; j < Measures.Length; j++)
        {
            // A coefficient above 0 is where its own derivative is 0; at 0 more of it would be worse.
            double coefficient = fit.Weights[j].Coefficient;
            double gradient = (law.Penalty * coefficient) - off.Select((d, i) => d * x[i][j] / 100).Sum();
            Assert.True(coefficient >= 0);
            Assert.True(coefficient > 0 ? Math.Abs(gradient) < 1e-8 : gradient > -1e-8, Measures[j] + ": " + coefficient.ToString(CultureInfo.InvariantCulture) + " " + gradient.ToString(CultureInfo.InvariantCulture));
        }

        Assert.InRange(fit.Residual!.Value, 0, 1e-9 + (1e-12 * law.History.Length));
    });

    [Fact]
    public void Objective_IsTheLeastAround() => Check(Histories, law =>
    {
        WeightFit fit = WeightFit.Of(law.History, ByHand(), law.Penalty);
        if (fit.Objective is not { } objective)
        {
            return;
        }

        double[][] x = Filled(law.History);
        double[] best = [fit.Intercept!.Value, .. fit.Weights.Select(w => w.Coefficient)];
        Assert.Equal(objective, Objective(law.History, x, best, law.Penalty), 9);
        foreach (double by in new[] { -0.5, -0.01, 0.01, 0.5 })
        {
            for (int j = 0; j < best.Length; j++)
            {
                for (int k = j; k < best.Length; k++)
                {
                    double[] near = [.. best];
                    near[j] = j == 0 ? near[j] + by : Math.Max(0, near[j] + by);
                    near[k] = k == 0 ? near[k] + by : Math.Max(0, near[k] - by);
                    Assert.True(Objective(law.History, x, near, law.Penalty) >= objective - 1e-9);
                }
            }
        }
    });

    [Fact]
    public void ProposedWeights_AddUpToOneHundred_OrAreZeroAndSaidSo() => Check(Histories, law =>
    {
        WeightFit fit = WeightFit.Of(law.History, ByHand(), law.Penalty);
        Assert.All(fit.Weights, w => Assert.InRange(w.Proposed, 0, 100));
        Assert.Equal(fit.Verdict == WeightVerdict.Proposed ? 100 : 0, fit.Weights.Sum(w => w.Proposed));
        Assert.Equal(100, fit.Weights.Sum(w => w.HandSet));
        Assert.Equal(fit.Verdict == WeightVerdict.Proposed, fit.Proposed is not null);
        double sum = fit.Weights.Sum(w => w.Coefficient);
        Assert.All(fit.Weights, w => Assert.InRange(((double)w.Proposed * sum) - (100 * w.Coefficient), -0.0001 * sum, 0.0001 * sum));
    });

    [Fact]
    public void OrderOfTheHistory_ChangesNothing() => Check(Histories, law =>
    {
        string text = Text(WeightFit.Of(law.History, ByHand(), law.Penalty));
        Assert.Equal(text, Text(WeightFit.Of(law.History.Reverse(), ByHand(), law.Penalty)));
        Assert.Equal(text, Text(WeightFit.Of(law.History.OrderBy(o => o.HasLeft).ThenBy(o => o.Fold), ByHand(), law.Penalty)));
    });

    [Fact]
    public void EverybodyTwiceUnderTwiceThePenalty_GivesTheSameCoefficients() => Check(Histories, law =>
    {
        WeightFit once = WeightFit.Of(law.History, ByHand(), law.Penalty);
        WeightFit twice = WeightFit.Of([.. law.History, .. law.History.Select((o, i) => new MeasuredOutcome(Customer(1000 + i), o.Scores, o.HasLeft, o.Fold))], ByHand(), 2 * law.Penalty);
        Assert.Equal(once.Verdict, twice.Verdict);
        AssertNear(once, twice);
        Assert.Equal(2 * (once.Objective ?? 0), twice.Objective ?? 0, 9);
        Assert.Equal(once.HandSet.Auc?.Value, twice.HandSet.Auc?.Value);
    });

    [Fact]
    public void Folds_ChangeNoProposal() => Check(Histories, law =>
    {
        WeightFit folded = WeightFit.Of(law.History, ByHand(), law.Penalty);
        WeightFit whole = WeightFit.Of(law.History.Select(o => new MeasuredOutcome(o.Customer, o.Scores, o.HasLeft)), ByHand(), law.Penalty);
        Assert.Equal(whole.Weights.Select(w => w.Coefficient), folded.Weights.Select(w => w.Coefficient));
        Assert.Null(whole.CrossValidation);
        Assert.Equal(law.History.Select(o => o.Fold).Distinct().Count() > 1, folded.CrossValidation is not null);
    });

    [Fact]
    public void HandSetWeights_ChangeNoProposal_AndTheirScaleNothing() => Check(Histories, law =>
    {
        WeightFit one = WeightFit.Of(law.History, ByHand(), law.Penalty);
        Assert.Equal(Text(one), Text(WeightFit.Of(law.History, ByHand(7.5m), law.Penalty)));
        WeightFit other = WeightFit.Of(law.History, OutcomeSamples.Weights(("a", 0), ("b", 3), ("c", 1), ("d", 0)), law.Penalty);
        Assert.Equal(one.Weights.Select(w => (w.Proposed, w.Coefficient)), other.Weights.Select(w => (w.Proposed, w.Coefficient)));
    });

    [Fact]
    public void AMeasureThatSaysNothing_GetsNoWeight_AndChangesNoOther() => Check(Histories, law =>
    {
        WeightFit one = WeightFit.Of(law.History, ByHand(), law.Penalty);
        WeightFit other = WeightFit.Of(law.History.Select(o => With(o, "e", new Score(50))), OutcomeSamples.Weights(("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 0)), law.Penalty);
        Assert.Equal(one.Verdict, other.Verdict);
        Assert.Equal(0, other.Weights[4].Coefficient);
        AssertNear(one, other);
    });

    [Fact]
    public void NamesOfTheMeasures_OnlyNameThem() => Check(Histories, law =>
    {
        string Renamed(string measure) => ((char)('z' - measure[0] + 'a')).ToString();
        WeightFit one = WeightFit.Of(law.History, ByHand(), law.Penalty);
        WeightFit other = WeightFit.Of(
            law.History.Select(o => new MeasuredOutcome(o.Customer, o.Scores.ToDictionary(s => Renamed(s.Key), s => s.Value, StringComparer.Ordinal), o.HasLeft, o.Fold)),
            ByHand().ToDictionary(w => Renamed(w.Key), w => w.Value, StringComparer.Ordinal),
            law.Penalty);
        AssertNear(one, other, j => Measures.Length - 1 - j);
    });

    [Fact]
    public void GreaterPenalty_GivesSmallerCoefficients_AndAGreaterObjective() => Check(Histories, law =>
    {
        WeightFit low = WeightFit.Of(law.History, ByHand(), law.Penalty);
        WeightFit high = WeightFit.Of(law.History, ByHand(), 3 * law.Penalty);
        Assert.True((high.Objective ?? 0) >= (low.Objective ?? 0) - 1e-9);
        Assert.True(high.Weights.Sum(w => w.Coefficient * w.Coefficient) <= low.Weights.Sum(w => w.Coefficient * w.Coefficient) + 1e-6);
    });

    [Fact]
    public void Comparison_IsTheCalibrationOfTheWeightedMeans() => Check(Histories, law =>
    {
        WeightFit fit = WeightFit.Of(law.History, ByHand(), law.Penalty);
        Dictionary<string, decimal> proposed = fit.Weights.ToDictionary(w => w.Measure, w => w.Proposed, StringComparer.Ordinal);
        MeasuredOutcome[] compared = [.. law.History.Where(o => Composite(o, ByHand()) is not null && (fit.Proposed is null || Composite(o, proposed) is not null))];
        Assert.Equal(compared.Length, fit.Compared.Count);
        Assert.Equal(Figures(HealthCalibration.Of(compared.Select(o => Composite(o, ByHand())!))), Figures(fit.HandSet));
        if (fit.Proposed is not null)
        {
            Assert.Equal(Figures(HealthCalibration.Of(compared.Select(o => Composite(o, proposed)!))), Figures(fit.Proposed));
        }
    });

    /// <summary>The weighted mean of the scores that are there, rounded half away from zero to four decimals.</summary>
    internal static ScoredOutcome? Composite(MeasuredOutcome outcome, Dictionary<string, decimal> weights)
    {
        decimal weight = outcome.Scores.Sum(s => weights[s.Key]);
        return weight == 0 ? null : new ScoredOutcome(outcome.Customer, Score.Round(outcome.Scores.Sum(s => weights[s.Key] * s.Value.Value) / weight), null, outcome.HasLeft);
    }

    private static (double?, double?, double?) Figures(HealthCalibration calibration) => (calibration.Auc?.Value, calibration.Brier, calibration.TopDecileLift);

    private static Dictionary<string, decimal> ByHand(decimal scale = 1) => OutcomeSamples.Weights(("a", scale), ("b", 2 * scale), ("c", 3 * scale), ("d", 4 * scale));

    private static MeasuredOutcome Of(int number, int[] scores, int steps, int luck, int fold)
    {
        decimal first = 100m * Math.Max(0, scores[0]) / steps;
        return Measured(number, first + luck < 110, fold, [.. Measures.Select((m, j) => (m, scores[j] < 0 ? (decimal?)null : 100m * scores[j] / steps))]);
    }

    private static MeasuredOutcome With(MeasuredOutcome outcome, string measure, Score score) => new MeasuredOutcome(
        outcome.Customer,
        outcome.Scores.Append(KeyValuePair.Create(measure, score)).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
        outcome.HasLeft,
        outcome.Fold);

    /// <summary>The scores, the mean in the place of a missing one.</summary>
    private static double[][] Filled(MeasuredOutcome[] history)
    {
        double[] means = [.. Measures.Select(m => history.Where(o => o.Scores.ContainsKey(m)).Select(o => (double)o.Scores[m].Value).DefaultIfEmpty().Average())];
        return [.. history.Select(o => Measures.Select((m, j) => o.Scores.TryGetValue(m, out Score score) ? (double)score.Value : means[j]).ToArray())];
    }

    private static double Probability(WeightFit fit, double[] scores) =>
        1 / (1 + Math.Exp(-(fit.Intercept!.Value - scores.Select((s, j) => fit.Weights[j].Coefficient * s / 100).Sum())));

    private static double Objective(MeasuredOutcome[] history, double[][] x, double[] coefficients, double penalty)
    {
        double Loss(int i)
        {
            double logOdds = coefficients[0] - x[i].Select((s, j) => coefficients[j + 1] * s / 100).Sum();
            return Math.Log(1 + Math.Exp(history[i].HasLeft ? -logOdds : logOdds));
        }

        return Enumerable.Range(0, history.Length).Sum(Loss) + (penalty / 2 * coefficients.Skip(1).Sum(c => c * c));
    }

    /// <summary>The coefficients differ by less than a gradient within tolerance can move them under the least penalty.</summary>
    private static void AssertNear(WeightFit one, WeightFit other, Func<int, int>? place = null)
    {
        for (int j = 0; j < one.Weights.Count; j++)
        {
            Assert.Equal(one.Weights[j].Coefficient, other.Weights[place is null ? j : place(j)].Coefficient, 5);
        }
    }

    private static string Text(WeightFit fit) => string.Join(
        "|",
        new object?[]
        {
            fit.Verdict, fit.Churn, fit.Intercept, fit.Objective, fit.Residual, fit.Iterations, fit.Compared, fit.Proposed is null ? null : OutcomeSamples.Text(fit.Proposed), OutcomeSamples.Text(fit.HandSet),
            fit.CrossValidation?.ProposedAuc, fit.CrossValidation?.HandSetAuc, fit.CrossValidation?.ProposedBrier, fit.CrossValidation?.HandSetBrier, fit.CrossValidation?.Compared,
        }.Concat(fit.Weights.Select(w => w + " " + w.Coefficient.ToString("R", CultureInfo.InvariantCulture))).Select(o => Convert.ToString(o, CultureInfo.InvariantCulture)));
}
