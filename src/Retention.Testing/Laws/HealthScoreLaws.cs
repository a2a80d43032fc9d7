using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Laws of one result.</summary>
internal static class HealthScoreLaws
{
    internal static string? Exact(HealthSubject subject, HealthTrial trial) => HealthText.Same(subject.Expect(trial).ToString(), HealthText.Print(subject.Evaluate(trial)));

    internal static string? Order(HealthSubject subject, HealthTrial trial)
    {
        HealthModel model = subject.Model.Freeze(trial.Table);
        string once = HealthText.Print(model.Evaluate(trial.Facts, trial.AsOf));
        var dice = new Dice(trial.Seed);
        HealthTrial shuffled = trial.With(d => d.Readings = d.Readings.GroupBy(r => r.Measure + CaseText.Text(r.MeasuredAt), StringComparer.Ordinal).OrderBy(_ => dice.Next(1000)).SelectMany(g => g).ToList());
        return HealthText.Same(once, HealthText.Print(model.Evaluate(trial.Facts, trial.AsOf)), "again")
            ?? HealthText.Same(once, HealthText.Print(model.Evaluate(shuffled.Facts, trial.AsOf)), "in another order");
    }

    internal static string? Sums(HealthSubject subject, HealthTrial trial)
    {
        HealthResult result = subject.Evaluate(trial);
        decimal whole = result.ComputedScore is null ? 0 : 100;
        bool over = result.Measures.Sum(m => m.Contribution.Value) == (result.ComputedScore?.Value ?? 0) && result.Measures.Sum(m => m.EffectiveWeight.Value) == whole
            && result.Groups.Sum(g => g.Contribution.Value) == (result.ComputedScore?.Value ?? 0) && result.Groups.Sum(g => g.EffectiveWeight.Value) == whole;
        bool inGroups = result.Groups.All(g =>
        {
            HealthMeasurePart[] own = result.Measures.Where(m => m.Measure.Group == g.Group.Code).ToArray();
            return own.Sum(m => m.Contribution.Value) == g.Contribution.Value && own.Sum(m => m.EffectiveWeight.Value) == g.EffectiveWeight.Value;
        });
        bool signs = result.Measures.All(m => m.Contribution.Value >= 0 && m.EffectiveWeight.Value >= 0 && (m.Score is not null || (m.Contribution.Value == 0 && m.EffectiveWeight.Value == 0)));
        return over && inGroups && signs ? null : HealthText.Print(result);
    }

    internal static string? Between(HealthSubject subject, HealthTrial trial)
    {
        HealthResult result = subject.Evaluate(trial);
        if (result.ComputedScore is not { } score)
        {
            return null;
        }

        var counted = result.Measures.Where(m => m.Score is not null).Select(m => m.Score!.Value).ToList();
        return score >= counted.Min() && score <= counted.Max() ? null : HealthText.Print(result);
    }

    internal static string? Monotone(HealthSubject subject, HealthTrial trial)
    {
        HealthModel model = subject.Model.Freeze(trial.Table);
        HealthResult before = model.Evaluate(trial.Facts, trial.AsOf);
        var dice = new Dice(trial.Seed);
        foreach (HealthMeasurePart part in before.Measures.Where(m => m.Treatment == HealthTreatment.Counted && m.Measure.Slope != 0))
        {
            decimal better = part.Value!.Value + (part.Measure.Slope * dice.Of(0.0001m, 1, 50, dice.Next(100_000) / 10_000m));
            HealthTrial raised = trial.With(d => d.Readings.Add(new HealthReading(part.Measure.Key, better, trial.AsOf, "ann", "bob", trial.AsOf)));
            HealthResult after = model.Evaluate(raised.Facts, trial.AsOf);
            if (before.ComputedScore is { } score && (!(after.ComputedScore >= score) || Rank(after) > Rank(before)))
            {
                return part.Measure.Key + " from " + part.Value + " to " + better.ToString(CultureInfo.InvariantCulture) + "\n" + HealthText.Print(before) + "\nbecomes\n" + HealthText.Print(after);
            }
        }

        return null;
    }

    internal static string? WeightScale(HealthSubject subject, HealthTrial trial)
    {
        var dice = new Dice(trial.Seed);
        HealthOptions other = subject.Changed(o =>
        {
            Scale(dice, o.Groups.Values.ToArray(), g => g.Weight, (g, w) => g.Weight = w);
            foreach (IGrouping<string, HealthMeasureOptions> group in o.Measures.Values.GroupBy(m => m.Group ?? o.Groups.Keys.Single(), StringComparer.Ordinal).ToArray())
            {
                Scale(dice, group.ToArray(), m => m.Weight, (m, w) => m.Weight = w);
            }

            foreach (HealthGroupOptions group in o.Groups.Values)
            {
                group.Order = dice.Next(5);
            }

            foreach (HealthMeasureOptions measure in o.Measures.Values)
            {
                measure.Order = dice.Next(5);
            }

            o.Measures = o.Measures.OrderBy(_ => dice.Next(100)).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
            o.Groups = o.Groups.OrderBy(_ => dice.Next(100)).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        });
        HealthResult result = subject.Evaluate(trial);
        HealthResult same = new HealthSubject(other).Evaluate(trial);
        return HealthText.Same(Short(result), Short(same));
    }

    /// <summary>A whole group is made anew: two measures or three whose exact mean is a whole number, and one more with that score.</summary>
    internal static string? RemovingTheMean(HealthSubject subject, HealthTrial trial)
    {
        var dice = new Dice(trial.Seed);
        string code = dice.OfList(subject.Options.Groups.Keys.ToArray());
        int[] weights = [dice.Between(1, 40), dice.Between(1, 40)];
        int mean = dice.Next(1_000_001);
        int most = Math.Min(Math.Min(mean, 1_000_000 - mean) / Math.Max(weights[0], weights[1]), 20_000);
        int step = dice.Between(-most, most);
        decimal[] scores = [(mean + (weights[1] * step)) / 10_000m, (mean - (weights[0] * step)) / 10_000m, mean / 10_000m];
        HealthOptions With(int count) => subject.Changed(o =>
        {
            o.CoverageAtLeast = null;
            o.Exceptions.Clear();
            o.Measures = o.Measures.Where(m => (m.Value.Group ?? code) != code).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
            for (int i = 0; i < count; i++)
            {
                o.Measures["x" + i.ToString(CultureInfo.InvariantCulture)] = new HealthMeasureOptions { Group = code, Weight = i < 2 ? weights[i] : HealthPolicyGenerators.Weight(new Dice(trial.Seed)) };
            }
        });
        HealthTrial told = trial.With(d => d.Readings.AddRange(scores.Select((s, i) => new HealthReading("x" + i.ToString(CultureInfo.InvariantCulture), s, trial.AsOf))));
        HealthResult without = new HealthSubject(With(2)).Evaluate(told);
        HealthResult with = new HealthSubject(With(3)).Evaluate(told);
        return HealthText.Same(Short(without), Short(with), "with one more of score " + scores[2].ToString(CultureInfo.InvariantCulture));
    }

    internal static string? Boundaries(HealthSubject subject, HealthTrial trial)
    {
        HealthModel model = subject.Model.Freeze(trial.Table);
        foreach (KeyValuePair<string, HealthMeasureOptions> measure in subject.Options.Measures)
        {
            Instant at = trial.AsOf - Duration.FromDays(new Dice(trial.Seed).Next(40));
            HealthTrial one = trial.With(d =>
            {
                d.Readings.RemoveAll(r => r.Measure == measure.Key);
                d.Readings.Add(new HealthReading(measure.Key, 50, at, "ann", "bob", at));
            });
            HealthInput InputAt(Instant asOf) => model.Evaluate(one.Facts, asOf).Measures.Single(m => m.Measure.Key == measure.Key).Input;
            if (InputAt(at) == HealthInput.Unscored)
            {
                continue;
            }

            Instant? stale = measure.Value.ValidFor is null ? null : subject.Oracle.After(at, measure.Value.ValidFor);
            Instant? dropped = measure.Value.Missing == "hold-last" ? subject.Oracle.After(at, measure.Value.HoldFor!) : null;
            Instant? last = dropped > stale ? dropped : stale;
            bool right = InputAt(at) == HealthInput.Known && InputAt(at - Duration.Epsilon) == HealthInput.Missing
                && (stale is null || (InputAt(stale.Value) == HealthInput.Known && InputAt(stale.Value + Duration.Epsilon) == (dropped > stale ? HealthInput.Held : HealthInput.Stale)))
                && (stale is null || (InputAt(last!.Value) == (dropped > stale ? HealthInput.Held : HealthInput.Known) && InputAt(last.Value + Duration.Epsilon) == HealthInput.Stale))
                && (stale is not null || InputAt(at + Duration.FromDays(40_000)) == HealthInput.Known);
            if (!right)
            {
                return measure.Key + " measured at " + CaseText.Text(at) + ", stale after " + CaseText.Text(stale) + ", dropped after " + CaseText.Text(dropped);
            }
        }

        return null;
    }

    internal static int Rank(HealthResult result) => result.Policy.Grades.ToList().FindIndex(g => g.Code == result.ComputedGrade?.Code);

    internal static string Short(HealthResult result) => HealthText.Text(result.ComputedScore?.TenThousandths) + " " + result.ComputedGrade?.Code + ", " + HealthText.Text(result.Score?.TenThousandths) + " " + result.Grade?.Code;

    /// <summary>Multiplies weights by a number that they all bear, or divides them by it.</summary>
    private static void Scale<T>(Dice dice, T[] all, Func<T, decimal?> weight, Action<T, decimal> set)
    {
        decimal[] weights = all.Select(a => weight(a) ?? 1).ToArray();
        decimal factor = dice.Of(0.0001m, 0.1m, 0.5m, 1m / 8, 2, 3, 7.5m, 1000, 999_983);
        if (weights.All(w => w * factor is > 0 and <= 1_000_000 && decimal.Round(w * factor, 4) == w * factor))
        {
            for (int i = 0; i < all.Length; i++)
            {
                set(all[i], weights[i] * factor);
            }
        }
    }
}
