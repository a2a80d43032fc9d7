using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using NodaTime;
using Retention.Core;
using Retention.Core.Measures;
using Retention.Core.Scoring;
using Retention.Core.Tiering;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of tiering, for hosts to run against their own policies.</summary>
/// <remarks>Laws of the model before overrides and hysteresis. Thread-safe.</remarks>
public static class TieringLaws
{
    private static readonly Instant AsOf = Instant.FromUtc(2025, 1, 1, 0, 0);

    /// <summary>Checks every law on generated customers and histories.</summary>
    /// <param name="options">The options to compile; must succeed.</param>
    /// <param name="presets">The presets that the options may name; null: none.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">Makes the process of assignments to check from a book of policies, for hosts that decorate <see cref="TierAssignment"/>; null: the library's own.</param>
    /// <returns>One report per law that applies to the policy: of the model on generated customers, of assignments on generated histories.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckAll(
        TieringOptions options,
        PresetCatalogue<TieringOptions>? presets = null,
        LawSettings? settings = null,
        Func<PolicyBook<TieringPolicy>, IProcess<TierAssignmentState, TierCommand, TierEvent>>? process = null)
    {
        LawSettings how = LawSettings.Of(settings);
        TieringOptions given = options ?? throw new ArgumentNullException(nameof(options));
        TieringPolicy policy = TieringPolicy.Compile(given, presets).Policy;
        var model = new TieringModel(policy);
        Arbitrary<MeasureTable> tables = MeasureTableGenerators.Tables(policy.Measures);
        var reports = new List<LawReport>
        {
            Law.Check("The order of customers doesn't matter.", tables, t => Order(model, t), Show, how),
            Law.Check("The number of threads doesn't matter.", tables, t => Same(Print(Run(model, t)), Print(model.Evaluate(t, AsOf, null, 3).Value)), Show, how),
            Law.Check("Contributions add up to the composite, and effective weights to 100.", tables, t => Contributions(model, t), Show, how),
            Law.Check("The explanation's tier, composite and scores are the run's.", tables, t => Explanations(model, t), Show, how),
            Law.Check("The way up reaches a better tier.", tables, t => WaysUp(model, t), Show, how),
            Law.Check("The rows of a migration matrix add up to the earlier counts, its columns to the later.", tables, t => Migration(model, t), Show, how),
        };
        var book = new PolicyBook<TieringPolicy>(policy);
        reports.AddRange(ProcessLaws.CheckAll(process?.Invoke(book) ?? new TierAssignment(book), TierCommandGenerators.Histories(policy), StateText.Everything, how));
        if (policy.Scores.Any(s => IsNtile(model, s)))
        {
            return reports;
        }

        reports.Add(Law.Check("Equal customers get equal scores and tiers.", tables, t => EqualCustomers(model, t), Show, how));
        reports.Add(Law.Check("With frozen thresholds no customer depends on another.", tables, t => Independent(model, t), Show, how));
        reports.Add(Law.Check("Raising a measure never lowers a score that rises with it, nor the composite, nor a tier that is its band.", tables, t => Monotone(model, t), Show, how));
        return reports;
    }

    /// <summary>Checks the laws of every process on the reviews of runs, which follow no policy.</summary>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">The process to check, for hosts that decorate <see cref="RunReview"/>; null: the library's own.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckReviews(LawSettings? settings = null, IProcess<RunReviewState, RunCommand, RunEvent>? process = null)
    {
        LawSettings how = LawSettings.Of(settings);
        IProcess<RunReviewState, RunCommand, RunEvent> subject = process ?? new RunReview();
        Arbitrary<RunCommand[]> histories = TierCommandGenerators.Reviews;
        return
        [
            .. ProcessLaws.CheckAll(subject, histories, StateText.Everything, how),
            Law.Check("A run is published only after somebody else than its author reviewed it.", histories, h => ReviewLaws.Publication(subject, h), h => string.Join("\n", h.AsEnumerable()), how),
        ];
    }

    private static TieringRun Run(TieringModel model, MeasureTable table) => model.Evaluate(table, AsOf).Value;

    private static bool IsNtile(TieringModel model, ScoreDefinition score)
    {
        MeasureTable one = new MeasureTable([new CustomerId("one")], model.Policy.Measures.Select(m => new MeasureColumn(m.Key, new decimal?[] { 1m })).ToArray());
        Refusal? refusal = Run(model, one).Freeze().Refusal;
        return refusal?.Code == TieringRefusals.NtileNotFrozen && refusal["score"] == score.Key;
    }

    private static string? Order(TieringModel model, MeasureTable table)
    {
        int[] reversed = Enumerable.Range(0, table.Count).Reverse().ToArray();
        return Same(Print(Run(model, table)), Print(Run(model, MeasureTableGenerators.Rows(table, reversed))));
    }

    private static string? EqualCustomers(TieringModel model, MeasureTable table)
    {
        TieringRun run = Run(model, table);
        foreach (IGrouping<string, int> equal in Enumerable.Range(0, table.Count).GroupBy(r => string.Join(" ", table.Keys.Select(k => table.Column(k)![r]?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–")), StringComparer.Ordinal))
        {
            string[] results = equal.Select(r => PrintResult(run, r)).Distinct(StringComparer.Ordinal).ToArray();
            if (results.Length > 1)
            {
                return equal.Key + " gets " + string.Join(" and ", results);
            }
        }

        return null;
    }

    private static string? Contributions(TieringModel model, MeasureTable table)
    {
        TieringRun run = Run(model, table);
        for (int row = 0; row < run.Count; row++)
        {
            TieringResult result = run.ResultAt(row);
            if (result.Composite is { } composite
                && (result.Parts.Sum(p => p.Contribution.Value) != composite.Value || result.Parts.Sum(p => p.EffectiveWeightPercent.Value) != 100m))
            {
                return result + ": " + string.Join("; ", result.Parts);
            }
        }

        return null;
    }

    private static string? Explanations(TieringModel model, MeasureTable table)
    {
        TieringRun run = Run(model, table);
        for (int row = 0; row < run.Count; row++)
        {
            TieringResult result = run.ResultAt(row);
            bool same = result.Tier == run.TierAt(row) && result.Composite == run.CompositeAt(row)
                && run.Policy.Scores.All(s => run.ScoreAt(row, s.Key) == (result.Scores.TryGetValue(s.Key, out Score score) ? score : null));
            if (!same)
            {
                return result + " is not " + PrintRow(run, row);
            }
        }

        return null;
    }

    /// <summary>Applying the change to that customer alone, under the run's own thresholds, gives the tier promised; one step less doesn't.</summary>
    private static string? WaysUp(TieringModel model, MeasureTable table)
    {
        TieringRun run = Run(model, table);
        FrozenThresholds? frozen = null;
        if (model.Policy.Scores.Any(s => s.IsRank))
        {
            Outcome<FrozenThresholds> outcome = run.Freeze();
            if (!outcome.IsAccepted)
            {
                return null;
            }

            frozen = outcome.Value;
        }

        for (int row = 0; row < run.Count; row++)
        {
            foreach (WayUp way in run.ResultAt(row).WaysUp)
            {
                Tier reached = TierWith(model, table, row, way.Measure.Key, way.To, frozen);
                if (reached.Code != way.Tier.Code || reached.Rank >= run.TierAt(row).Rank)
                {
                    return PrintRow(run, row) + ": " + way + " gives " + reached;
                }

                decimal halfway = decimal.Round((way.From + way.To) / 2, 0);
                if (Math.Abs(halfway - way.From) < Math.Abs(way.Change) && TierWith(model, table, row, way.Measure.Key, halfway, frozen).Rank < run.TierAt(row).Rank)
                {
                    return PrintRow(run, row) + ": " + way + ", but " + halfway.ToString(CultureInfo.InvariantCulture) + " is enough";
                }
            }
        }

        return null;
    }

    private static Tier TierWith(TieringModel model, MeasureTable table, int row, string measure, decimal value, FrozenThresholds? frozen)
    {
        MeasureTable one = new MeasureTable(
            [table.Customers[row]],
            table.Keys.Select(k => new MeasureColumn(k, new[] { k == measure ? value : table.Column(k)![row] })).ToArray());
        return model.Evaluate(one, AsOf, frozen).Value.TierAt(0);
    }

    private static string? Migration(TieringModel model, MeasureTable table)
    {
        TieringRun earlier = Run(model, table);
        TieringRun later = Run(model, MeasureTableGenerators.Rows(table, Enumerable.Range(0, table.Count).Where(r => r % 3 != 1).ToArray()));
        MigrationMatrix matrix = later.MigrationFrom(earlier);
        bool rows = earlier.Summarise().All(s => matrix.RowTotal(s.Tier.Code) == s.Count);
        bool columns = later.Summarise().All(s => matrix.ColumnTotal(s.Tier.Code) == s.Count);
        return rows && columns ? null : "the matrix doesn't add up";
    }

    private static string? Independent(TieringModel model, MeasureTable table)
    {
        Outcome<FrozenThresholds> frozen = Run(model, table).Freeze();
        if (!frozen.IsAccepted)
        {
            return null;
        }

        TieringRun all = model.Evaluate(table, AsOf, frozen.Value).Value;
        for (int row = 0; row < table.Count; row++)
        {
            TieringRun alone = model.Evaluate(MeasureTableGenerators.Rows(table, [row]), AsOf, frozen.Value).Value;
            if (Same(PrintRow(all, row), PrintRow(alone, 0)) is { } difference)
            {
                return difference;
            }
        }

        // Freezing changes nothing for those from whom the thresholds come.
        return Same(Print(Run(model, table)), Print(all));
    }

    private static string? Monotone(TieringModel model, MeasureTable table)
    {
        Outcome<FrozenThresholds> outcome = Run(model, table).Freeze();
        if (!outcome.IsAccepted)
        {
            return null;
        }

        TieringRun before = model.Evaluate(table, AsOf, outcome.Value).Value;
        foreach (MeasureDefinition measure in model.Policy.Measures)
        {
            ScoreDefinition[] rising = model.Policy.Scores.Where(s => ReferenceEquals(s.Measure, measure) && s.RisesWithMeasure).ToArray();
            if (rising.Length == 0 || rising.Length != model.Policy.Scores.Count(s => ReferenceEquals(s.Measure, measure)))
            {
                continue;
            }

            MeasureTable raised = new MeasureTable(table.Customers, table.Keys.Select(k => new MeasureColumn(k, Enumerable.Range(0, table.Count).Select(r => table.Column(k)![r] + (k == measure.Key ? 1m : 0m)).ToArray())).ToArray());
            TieringRun after = model.Evaluate(raised, AsOf, outcome.Value).Value;
            for (int row = 0; row < table.Count; row++)
            {
                bool lower = rising.Any(s => after.ScoreAt(row, s.Key) < before.ScoreAt(row, s.Key))
                    || after.CompositeAt(row) < before.CompositeAt(row)
                    || (model.Policy.Bands is not null && after.TierAt(row).Rank > before.TierAt(row).Rank);
                if (lower)
                {
                    return "raising " + measure.Key + ": " + PrintRow(before, row) + " becomes " + PrintRow(after, row);
                }
            }
        }

        return null;
    }

    private static string? Same(string expected, string actual) => expected == actual ? null : "expected\n" + expected + "\nbut was\n" + actual;

    private static string Print(TieringRun run) => string.Join("\n", Enumerable.Range(0, run.Count).Select(r => PrintRow(run, r)).OrderBy(l => l, StringComparer.Ordinal));

    private static string PrintRow(TieringRun run, int row) => run.Table.Customers[row] + " " + PrintResult(run, row);

    private static string PrintResult(TieringRun run, int row) =>
        run.TierAt(row) + " " + (run.CompositeAt(row)?.ToString() ?? "–") + " " + string.Join(" ", run.Policy.Scores.Select(s => s.Key + "=" + (run.ScoreAt(row, s.Key)?.ToString() ?? "–")));

    private static string Show(MeasureTable table) => string.Join("\n", Enumerable.Range(0, table.Count).Select(r =>
        table.Customers[r] + " " + string.Join(" ", table.Keys.Select(k => k + "=" + (table.Column(k)![r]?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–")))));
}
