using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Laws of whole customer bases and of families of customers.</summary>
internal static class HealthRunLaws
{
    internal static string? Run(HealthSubject subject, HealthTrial trial)
    {
        HealthRun run = subject.Model.Evaluate(trial.Table, trial.AsOf);
        HealthModel frozen = subject.Model.Freeze(trial.Table);
        HealthRun[] others = [subject.Model.Evaluate(trial.Table, trial.AsOf, 3), frozen.Evaluate(trial.Table, trial.AsOf, 2)];
        for (int row = 0; row < run.Count; row++)
        {
            string expected = subject.Oracle.Evaluate(trial.Table, row).ToString();
            HealthResult explained = run.Explain(row);
            string? wrong = HealthText.Same(expected, HealthText.Print(explained), "the explanation of row " + row.ToString(CultureInfo.InvariantCulture))
                ?? HealthText.Same(expected, HealthText.Print(frozen.Evaluate(Facts(trial, row), trial.AsOf)), "alone")
                ?? (others.Append(run).All(r => r.ScoreAt(row) == explained.Score && r.GradeAt(row)?.Code == explained.Grade?.Code && r.Explain(row).Customer == trial.Table.Customers[row]) ? null : "row " + row + " of a run isn't its explanation");
            if (wrong is not null)
            {
                return wrong;
            }
        }

        bool counted = run.Grades.Sum(g => g.Value.Count) + run.Unknown.Count == run.Count
            && run.Grades.All(g => g.Value.Count == Enumerable.Range(0, run.Count).LongCount(r => run.GradeAt(r)?.Code == g.Key.Code) && g.Value.Total == run.Count);
        return counted ? null : "the counts of grades don't add up";
    }

    internal static string? Sensitivity(HealthSubject subject, HealthTrial trial)
    {
        var dice = new Dice(trial.Seed);

        // Beside the greatest weights the smallest move by whole tenths only.
        bool isFine = subject.Options.Measures.Values.Select(m => m.Weight).Concat(subject.Options.Groups.Values.Select(g => g.Weight)).All(w => w is null or >= 0.01m);
        decimal percent = isFine ? dice.Of(10, 10, 0.5m, 33.3m, 99) : 10;
        HealthRun run = subject.Model.Evaluate(trial.Table, trial.AsOf);
        IReadOnlyList<WeightSensitivity> found = run.Sensitivity(percent, dice.Between(1, 3));
        HealthPolicy policy = subject.Model.Policy;
        string[] keys = policy.Groups.Where(_ => policy.Groups.Count > 1).Select(g => WeightKind.Group + " " + g.Code)
            .Concat(policy.Measures.Where(m => policy.Measures.Count(o => o.Group == m.Group) > 1).Select(m => WeightKind.Measure + " " + m.Key)).ToArray();
        if (!keys.SequenceEqual(found.Select(f => f.Kind + " " + f.Key), StringComparer.Ordinal))
        {
            return "there are " + string.Join(", ", found.Select(f => f.Kind + " " + f.Key));
        }

        string?[] grades = Grades(subject.Oracle, trial.Table);
        foreach (WeightSensitivity one in found.OrderBy(_ => dice.Next(1000)).Take(2))
        {
            decimal weight = (one.Kind == WeightKind.Group ? subject.Options.Groups[one.Key].Weight : subject.Options.Measures[one.Key].Weight) ?? 1;
            long Changed(decimal factor) => Grades(new HealthOracle(subject.WithWeight(one.Kind, one.Key, weight * factor)), trial.Table).Zip(grades, (a, b) => a != b ? 1L : 0).Sum();
            long up = Changed(1 + (percent / 100));
            long down = Changed(1 - (percent / 100));
            if (one.Up.Count != up || one.Down.Count != down || one.Up.Total != run.Count || one.Down.Total != run.Count)
            {
                return one.Kind + " " + one.Key + " by " + percent + " %: " + one.Up + " and " + one.Down + ", not " + up + " and " + down;
            }
        }

        return null;
    }

    internal static string? RollUp(HealthSubject subject, HealthTrial trial)
    {
        var dice = new Dice(trial.Seed);
        RollUpMethod method = dice.Of(RollUpMethod.Revenue, RollUpMethod.Revenue, RollUpMethod.Equal, RollUpMethod.Worst);
        HealthChild[] children = Enumerable.Range(0, dice.Next(9)).Select(i => new HealthChild(
            new CustomerId("C" + i.ToString(CultureInfo.InvariantCulture)),
            dice.Percent(15) ? (Score?)null : new Score(HealthPolicyGenerators.Score(dice)),
            dice.Of<decimal?>(null, 0, -5, 0.0001m, 1, 3, 1, 7.7777m, 12_345_678_901.2345m, 1_000_000_000_000))).ToArray();
        HealthRollUp rolled = HealthRollUp.Of(subject.Model.Policy, children, method);

        string expectedOut = string.Join(" ", children.Select(c => new KeyValuePair<HealthChild, RollUpOmission?>(c, Omission(c, method))).Where(c => c.Value is not null).Select(c => c.Key.Customer + ":" + c.Value));
        HealthChild[] counted = children.Where(c => Omission(c, method) is null).ToArray();
        HealthChild? worst = counted.OrderBy(c => c.Score!.Value).FirstOrDefault();
        Fraction[] weights = counted.Select(c => method switch
        {
            RollUpMethod.Revenue => Fraction.Of(c.Revenue!.Value),
            RollUpMethod.Equal => Fraction.Of(1),
            _ => Fraction.Of(ReferenceEquals(c, worst) ? 1 : 0),
        }).ToArray();
        Fraction total = weights.Aggregate(Fraction.Of(0), (sum, w) => sum + w);
        Fraction[] parts = counted.Select((c, i) => weights[i] * Fraction.Of(c.Score!.Value.TenThousandths)).ToArray();
        long? mean = counted.Length == 0 ? (long?)null : (parts.Aggregate(Fraction.Of(0), (sum, p) => sum + p) / total).Round();
        long[] contributions = mean is { } known ? HealthOracle.LargestRemainders(known, parts.Select(p => p / total).ToArray()) : Array.Empty<long>();
        long[] effective = HealthOracle.InProportion(1_000_000, weights);
        string expected = HealthText.Text(mean) + " " + (mean is { } score ? subject.Oracle.GradeOf(score) : null) + " | "
            + string.Join(" ", counted.Select((c, i) => c.Customer + ":" + HealthText.Text(effective[i]) + ":" + HealthText.Text(contributions[i]))) + " | " + expectedOut;
        string actual = HealthText.Text(rolled.Score?.TenThousandths) + " " + rolled.Grade?.Code + " | "
            + string.Join(" ", rolled.Children.Select(c => c.Child.Customer + ":" + c.EffectiveWeight + ":" + c.Contribution)) + " | " + string.Join(" ", rolled.LeftOut.Select(o => o.Key + ":" + o.Value));
        return HealthText.Same(expected, actual, method + " of " + string.Join(" ", children.Select(c => c.Customer + ":" + c.Score + ":" + c.Revenue)));
    }

    private static RollUpOmission? Omission(HealthChild child, RollUpMethod method) =>
        child.Score is null ? RollUpOmission.HealthUnknown
        : method == RollUpMethod.Revenue && child.Revenue is null ? RollUpOmission.RevenueMissing
        : method == RollUpMethod.Revenue && child.Revenue <= 0 ? RollUpOmission.RevenueNotPositive
        : (RollUpOmission?)null;

    private static string?[] Grades(HealthOracle oracle, MeasureTable table) => Enumerable.Range(0, table.Count).Select(r => oracle.Evaluate(table, r).ComputedGrade).ToArray();

    /// <summary>A row as reviewed readings of that instant.</summary>
    private static HealthFacts Facts(HealthTrial trial, int row)
    {
        var draft = new HealthFactsDraft(trial.Table.Customers[row]);
        draft.Readings.AddRange(trial.Table.Keys.Select(k => new HealthReading(k, trial.Table.Column(k)![row], trial.AsOf, "ann", "bob", trial.AsOf)));
        return new HealthFacts(draft);
    }
}
