using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Laws of what changed, what would change, and by how much weights may.</summary>
internal static class HealthChangeLaws
{
    internal static string? Trend(HealthSubject subject, HealthTrial trial)
    {
        Instant before = subject.Oracle.Shift(trial.AsOf, subject.Options.Trend?.Over ?? "90d", -1);
        long? now = subject.Expect(trial).Score;
        long? then = subject.Oracle.Evaluate(trial.Facts, before, trial.Table).Score;
        decimal band = (subject.Options.Trend?.DeadBand ?? 2) * 10_000;
        HealthDirection? expected = now - then is not { } change ? (HealthDirection?)null
            : change > band ? HealthDirection.Rising
            : change < -band ? HealthDirection.Falling
            : HealthDirection.Steady;
        HealthDirection? found = subject.Model.Freeze(trial.Table).Trend(trial.Facts, trial.AsOf);
        return found == expected ? null : "from " + HealthText.Text(then) + " to " + HealthText.Text(now) + " is " + found + ", not " + expected;
    }

    internal static string? Attribution(HealthSubject subject, HealthTrial trial)
    {
        var dice = new Dice(trial.Seed);
        HealthTrial earlier = HealthTrial.Make(subject.Options, trial.Seed ^ 0x5555);
        var other = new HealthSubject(subject.Changed(o =>
        {
            o.Exceptions.Clear();
            foreach (HealthMeasureOptions measure in o.Measures.Values.Where(_ => dice.Percent(50)))
            {
                measure.Weight = HealthPolicyGenerators.Weight(dice);
            }

            foreach (string key in o.Measures.Keys.Where(_ => dice.Percent(30)).ToArray())
            {
                if (o.Measures.Values.Count(m => m.Group == o.Measures[key].Group) > 1)
                {
                    o.Measures.Remove(key);
                }
            }
        }));
        HealthResult now = subject.Evaluate(trial);
        return Attribution(subject.Evaluate(earlier), now) ?? Attribution(now, other.Evaluate(trial)) ?? Attribution(other.Evaluate(earlier), now) ?? Attribution(now, now);
    }

    internal static string? WayUp(HealthSubject subject, HealthTrial trial)
    {
        HealthModel model = subject.Model.Freeze(trial.Table);
        HealthResult result = model.Evaluate(trial.Facts, trial.AsOf);
        HealthWayUp up = result.WayUp();
        int rank = Rank(result);
        if (up.Target?.Code != (rank > 0 ? result.Policy.Grades[rank - 1].Code : null) || (up.Target is null && up.Steps.Count > 0))
        {
            return "the target of " + result.Grade?.Code + " is " + up.Target?.Code;
        }

        if (!up.Steps.Select(s => Math.Abs(s.ScoreChange.Value)).SequenceEqual(up.Steps.Select(s => Math.Abs(s.ScoreChange.Value)).OrderBy(c => c)))
        {
            return "the steps are not in order";
        }

        var dice = new Dice(trial.Seed);
        for (int m = 0; m < result.Measures.Count && rank > 0; m++)
        {
            HealthMeasurePart part = result.Measures[m];
            HealthStep? step = up.Steps.SingleOrDefault(s => s.Measure.Key == part.Measure.Key);
            if (step is not null)
            {
                HealthResult reached = With(model, trial, part.Measure.Key, step.ValueNeeded!.Value);
                decimal gain = (reached.ComputedScore?.Value ?? 0) - (result.ComputedScore?.Value ?? 0);
                if (!(Rank(reached) < rank && Rank(reached) >= 0) || reached.Measures[m].Score != step.ScoreNeeded || gain != step.Gain.Value || part.Score != step.ScoreNow || part.Value != step.ValueNow)
                {
                    return Text(step) + " gives\n" + HealthText.Print(reached) + "\nfrom\n" + HealthText.Print(result);
                }
            }

            decimal[] tried = [.. Near(step?.ValueNeeded), step?.ValueNeeded - 1 ?? 0, step?.ValueNeeded + 1 ?? 1, .. Near(part.Value), (step?.ValueNeeded + part.Value) / 2 ?? 0, 0, 100, HealthFactGenerators.Value(dice, subject.Options, part.Measure.Key), HealthPolicyGenerators.Value(dice)];
            if (part.Measure.Slope != 0 && Smaller(model, trial, result, m, step, tried.Where(v => IsPossible(subject, part.Measure.Key, v))) is { } smaller)
            {
                return smaller;
            }
        }

        return null;
    }

    internal static string? Improvements(HealthSubject subject, HealthTrial trial)
    {
        HealthModel model = subject.Model.Freeze(trial.Table);
        HealthResult result = model.Evaluate(trial.Facts, trial.AsOf);
        IReadOnlyList<HealthStep> improvements = result.WayUp().Improvements;
        if (improvements.Count > 3 || (result.ComputedScore is null && improvements.Count > 0) || !improvements.Select(i => i.Gain.Value).SequenceEqual(improvements.Select(i => i.Gain.Value).OrderByDescending(g => g)))
        {
            return "improvements are not the greatest three in order";
        }

        var dice = new Dice(trial.Seed);
        decimal least = improvements.Count == 3 ? improvements[2].Gain.Value : 0;
        for (int m = 0; m < result.Measures.Count && result.ComputedScore is not null; m++)
        {
            string key = result.Measures[m].Measure.Key;
            HealthStep? step = improvements.SingleOrDefault(i => i.Measure.Key == key);
            decimal any = HealthFactGenerators.Value(dice, subject.Options, key);
            if (!IsPossible(subject, key, any) || (step is not null && step.ValueNeeded is null && subject.Options.Measures[key].Source is not null))
            {
                continue;
            }

            HealthResult improved = With(model, trial, key, step?.ValueNeeded ?? any);
            decimal gain = (improved.ComputedScore?.Value ?? 0) - result.ComputedScore.Value.Value;
            if (step is null ? gain > least : gain != step.Gain.Value || improved.Measures[m].Score != step.ScoreNeeded)
            {
                return (step is null ? key : Text(step)) + " gains " + gain + " in\n" + HealthText.Print(improved) + "\nfrom\n" + HealthText.Print(result);
            }
        }

        return null;
    }

    internal static string? WeightRanges(HealthSubject subject, HealthTrial trial)
    {
        HealthResult result = subject.Evaluate(trial);
        IReadOnlyList<WeightRange> ranges = result.WeightRanges();
        if (ranges.Count != (result.ComputedScore is null ? 0 : result.Groups.Count + result.Measures.Count))
        {
            return "there are " + ranges.Count + " ranges";
        }

        var dice = new Dice(trial.Seed);
        foreach (WeightRange range in ranges.OrderBy(_ => dice.Next(1000)).Take(2))
        {
            string? At(decimal weight) => subject.GradeWith(trial, range.Kind, range.Key, weight);
            string? grade = result.ComputedGrade!.Code;
            bool right = range.From <= range.Weight && !(range.To < range.Weight)
                && At(range.From) == grade && At(range.To ?? 1_000_000) == grade
                && (range.From == 0 || At(range.From - 0.0001m) != grade)
                && (range.To is not { } to || At(to + 0.0001m) != grade);
            if (!right)
            {
                return range.Kind + " " + range.Key + " " + range.Weight + " from " + range.From + " to " + range.To + " in\n" + HealthText.Print(result);
            }
        }

        return null;
    }

    /// <summary>A result with another value of one measure, known as of the trial's instant.</summary>
    internal static HealthResult With(HealthModel model, HealthTrial trial, string measure, decimal value) =>
        model.Evaluate(trial.With(d => d.Readings.Add(new HealthReading(measure, value, trial.AsOf, "ann", "bob", trial.AsOf))).Facts, trial.AsOf);

    /// <summary>A value among those tried that reaches a better grade with a smaller change of the measure's score than a step.</summary>
    internal static string? Smaller(HealthModel model, HealthTrial trial, HealthResult result, int measure, HealthStep? step, IEnumerable<decimal> tried)
    {
        HealthMeasurePart part = result.Measures[measure];
        foreach (decimal value in tried)
        {
            HealthResult other = With(model, trial, part.Measure.Key, decimal.Round(value, 4));
            bool reaches = other.Measures[measure].Input == HealthInput.Known && Rank(other) >= 0 && Rank(other) < Rank(result);
            decimal change = Math.Abs((other.Measures[measure].Score?.Value ?? 0) - (part.Score?.Value ?? 0));
            if (reaches && !(Math.Abs(step?.ScoreChange.Value ?? 1000) <= change))
            {
                return part.Measure.Key + " of " + decimal.Round(value, 4) + " is enough, not only " + (step is null ? "nothing" : Text(step)) + "\nfrom\n" + HealthText.Print(result) + "\nto\n" + HealthText.Print(other);
            }
        }

        return null;
    }

    /// <summary>Measures of days, months and counts have no values below 0, and days and counts only whole ones.</summary>
    internal static bool IsPossible(HealthSubject subject, string measure, decimal value)
    {
        string? kind = subject.Options.Measures[measure].Source?.Kind;
        bool isWhole = kind is "recency-days" or "silence-days" or "frequency" or "occurrences" or "tenure-days";
        return kind is null or "indicator" or "latest-value" or "rhythm-risk" || (value >= 0 && (!isWhole || decimal.Truncate(value) == value));
    }

    private static int Rank(HealthResult result) => result.Policy.Grades.ToList().FindIndex(g => g.Code == result.Grade?.Code);

    private static IEnumerable<decimal> Near(decimal? value) => value is { } known ? new[] { known - 0.0001m, known, known + 0.0001m } : Array.Empty<decimal>();

    private static string Text(HealthStep step) => step.Measure.Key + " from " + step.ValueNow + " (" + step.ScoreNow + ") to " + step.ValueNeeded + " (" + step.ScoreNeeded + "), gaining " + step.Gain;

    private static string? Attribution(HealthResult before, HealthResult after)
    {
        HealthChange? change = after.ChangeSince(before);
        if (before.ComputedScore is null || after.ComputedScore is null)
        {
            return change is null ? null : "a change of what is unknown";
        }

        bool sums = change!.Measures.Sum(m => m.Points.Value) == change.Computed.Value && change.Computed.Value + change.Overrides.Value == change.Total.Value
            && change.Computed.Value == after.ComputedScore.Value.Value - before.ComputedScore.Value.Value
            && change.Total.Value == after.Score!.Value.Value - before.Score!.Value.Value;
        bool once = change.Measures.Select(m => m.Measure).OrderBy(k => k, StringComparer.Ordinal)
            .SequenceEqual(before.Measures.Concat(after.Measures).Select(m => m.Measure.Key).Distinct(StringComparer.Ordinal).OrderBy(k => k, StringComparer.Ordinal), StringComparer.Ordinal);
        bool sorted = change.Measures.Select(m => Math.Abs(m.Points.Value)).SequenceEqual(change.Measures.Select(m => Math.Abs(m.Points.Value)).OrderByDescending(p => p));
        bool caused = change.Measures.All(m => m.Cause switch
        {
            HealthChangeCause.None => Math.Abs(m.Points.Value) <= 0.001m && m.Before?.Score == m.After?.Score,
            HealthChangeCause.Appeared => m.Before?.Score is null && m.After!.Score is not null,
            HealthChangeCause.Disappeared => m.Before!.Score is not null && m.After?.Score is null,
            HealthChangeCause.Score => m.Before!.Score != m.After!.Score,
            _ => m.Before!.Score == m.After!.Score && m.Before!.EffectiveWeight != m.After.EffectiveWeight,
        });
        return sums && once && sorted && caused ? null
            : "sums " + sums + ", each once " + once + ", sorted " + sorted + ", caused " + caused + "\n" + HealthText.Print(before) + "\nbecomes\n" + HealthText.Print(after)
                + "\n" + string.Join("\n", change.Measures.Select(m => m.Measure + " " + m.Cause + " " + m.Points));
    }
}
