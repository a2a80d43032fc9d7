using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Core.Tests.Tiering;

public class TieringRunTests
{
    [Fact]
    [Requirement("T-9")]
    public void Summary_GivesCountsSharesMediansAndCommonestTags()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.ManyAndSmall);
        TieringRun run = Given.Run(policy, Given.Table(("recency", [0m, 1m, 400m, null]), ("frequency", [9m, 8m, 1m, null]), ("monetary", [900m, 800m, 1m, null])));
        TierSummary[] summaries = [.. run.Summarise()];
        Assert.Equal(["A", "B", "C", "D", "unscored"], summaries.Select(s => s.Tier.Code));
        Assert.Equal([1L, 0, 1, 1, 1], summaries.Select(s => s.Count));
        Assert.Equal(25m, summaries[0].Share.Percent!.Value.Value);
        Assert.Equal((0m, 9m, 900m), (summaries[0].Medians["recency"], summaries[0].Medians["frequency"], summaries[0].Medians["monetary"]));
        Assert.Equal("manual", summaries[0].CommonestTags.Single().Key);
        Assert.Empty(summaries[4].Medians);
        Assert.Equal([0, 1, 2, 3], run.TopRows(10));
        Assert.Equal([0], run.TopRows(1));
    }

    [Fact]
    [Requirement("T-9")]
    public void Migration_HasColumnsForLeftAndMerged_AndARowForJoined()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2);
        DocumentDraft[] before = [Given.Sale("stays", "2026-02-01", 10, "1"), Given.Sale("merges", "2026-02-02", 10, "2"), Given.Sale("recoded", "2026-02-03", 10, "3"), Given.Sale("leaves", "2026-02-04", 10, "4")];
        TieringRun earlier = Given.Run(policy, Given.Facts(before), "2026-02-28");
        FactSet now = Given.Facts(
            f =>
            {
                f.Aliases.Add(new AliasFact(AliasChange.Merge, Given.Customer("merges"), Given.Customer("stays"), Given.At("2026-03-01T00:00:00Z"), default));
                f.Aliases.Add(new AliasFact(AliasChange.Recode, Given.Customer("recoded"), Given.Customer("renamed"), Given.At("2026-03-01T00:00:00Z"), default));
            },
            [.. before.Take(3), Given.Sale("joins", "2026-03-05", 10, "5")]);
        TieringRun later = Given.Run(policy, now, "2026-03-31");
        MigrationMatrix matrix = later.MigrationFrom(earlier);
        Assert.Equal((1, 1, 1), (matrix.ColumnTotal(MigrationMatrix.Left), matrix.ColumnTotal(MigrationMatrix.Merged), matrix.RowTotal(MigrationMatrix.Joined)));
        Assert.Equal(4, earlier.Summarise().Sum(s => matrix.RowTotal(s.Tier.Code)));
        Assert.Equal(3, later.Summarise().Sum(s => matrix.ColumnTotal(s.Tier.Code)));
        Assert.All(later.Summarise(), s => Assert.Equal(s.Count, matrix.ColumnTotal(s.Tier.Code)));
    }

    [Fact]
    [Requirement("T-12")]
    public void Conditions_TestAttributesTagsAndEvents_AndSayWhichLeafDecided()
    {
        TieringOptions options = Given.Measuring(("complaints", new MeasureOptions { Kind = "occurrences", Occurrences = "complaint", Window = "90d" }), ("spend", new MeasureOptions { Kind = "spend" }));
        options.Tiers.Clear();
        options.Tiers["care"] = new TierOptions
        {
            Order = 1,
            When = new ConditionOptions
            {
                All =
                {
                    ["a"] = new ConditionOptions { Attribute = "region", OneOf = "north, east" },
                    ["b"] = new ConditionOptions { Attribute = "registered", OnOrAfter = "2025-01-01", Before = "2026-01-01" },
                    ["c"] = new ConditionOptions { Any = { ["x"] = new ConditionOptions { Measure = "complaints", AtLeast = 1 }, ["y"] = new ConditionOptions { Tag = "logistics" } } },
                    ["d"] = new ConditionOptions { Not = new ConditionOptions { Attribute = "size", Is = "small" } },
                },
            },
        };
        options.Tiers["rest"] = new TierOptions { Order = 2 };
        TieringPolicy policy = Given.Compile(options);
        FactSet Facts(string region, string registered, string size, bool complaint, bool tag) => Given.Facts(f =>
        {
            CustomerId c = Given.Customer("C1");
            foreach ((string name, string value) in new[] { ("region", region), ("registered", registered), ("size", size) }.Where(a => a.Item2.Length > 0))
            {
                f.Attributes.Add(new AttributeFact(c, name, value, BusinessTime.On(Given.Date("2026-01-01")), default));
            }

            if (complaint)
            {
                f.Occurrences.Add(new OccurrenceFact("1", c, "complaint", BusinessTime.On(Given.Date("2026-03-01")), default));
            }

            if (tag)
            {
                f.Tags.Add(new TagFact(c, "logistics", Given.At("2026-01-01T00:00:00Z")));
            }
        });
        string Of(FactSet facts) => Given.Run(policy, facts, "2026-03-31").Of("C1").Tier.Code;
        Assert.Equal("care", Of(Facts("north", "2025-06-01", "large", true, false)));
        Assert.Equal("care", Of(Facts("east", "2025-01-01", "large", false, true)));
        Assert.Equal("rest", Of(Facts("west", "2025-06-01", "large", true, false)));
        Assert.Equal("rest", Of(Facts("north", "2026-01-01", "large", true, false)));
        Assert.Equal("rest", Of(Facts("north", "2025-06-01", "small", true, false)));
        Assert.Equal("rest", Of(Facts("north", "2025-06-01", "large", false, false)));

        // A missing size is neither small nor not small: the rule doesn't apply.
        Assert.Equal("rest", Of(Facts("north", "2025-06-01", "", true, false)));
        TieringResult west = Given.Run(policy, Facts("west", "2025-06-01", "large", true, false), "2026-03-31").Of("C1");
        ConditionReason reason = Assert.Single(west.Reasons);
        Assert.Equal(("tiers:care:when:all:a", "region another value, not = north / east"), (reason.Path, reason.ToString()));
        TieringResult care = Given.Run(policy, Facts("north", "2025-06-01", "large", true, false), "2026-03-31").Of("C1");
        Assert.Equal(["region north = north / east", "registered a date in [2025-01-01, 2026-01-01)", "complaints 1 ≥ 1", "size another value, not = small"], care.Reasons.Select(r => r.ToString()));
    }

    [Fact]
    [Requirement("T-8")]
    public void Tags_AreProposedByConditions_AndConfirmedOnesAreRead()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2, o =>
        {
            o.Tags["once"] = new TagOptions { NameChinese = "仅首购未复购", When = new ConditionOptions { Measure = "frequency", AtMost = 1 } };
            o.Tags["silent-and-confirmed"] = new TagOptions { When = new ConditionOptions { Tag = "once" } };
            o.Tiers["D"].AtMost = null;
            o.Tiers["D"].LessThan = null;
            o.Tiers["A"].AtLeast = null;
            o.Tiers["A"].When = new ConditionOptions { Tag = "once", Proposed = true };
            foreach (string banded in new[] { "B", "C" })
            {
                o.Tiers[banded].AtLeast = null;
                o.Tiers[banded].MoreThan = null;
                o.Tiers[banded].LessThan = null;
                o.Tiers[banded].When = new ConditionOptions { Composite = "rfm", AtLeast = 0 };
            }
        });
        DocumentDraft sale = Given.Sale("C1", "2026-03-01", 10, "1");
        TieringResult proposed = Given.Run(policy, Given.Facts(sale), "2026-03-31").Of("C1");
        Assert.Equal("once A", string.Join(",", proposed.ProposedTags) + " " + proposed.Tier.Code);
        Assert.Empty(proposed.ConfirmedTags);
        FactSet confirmed = Given.Facts(f => f.Tags.Add(new TagFact(Given.Customer("C1"), "once", Given.At("2026-03-01T00:00:00Z"), Given.At("2026-06-01T00:00:00Z"))), sale);
        TieringResult with = Given.Run(policy, confirmed, "2026-03-31").Of("C1");
        Assert.Equal("once,silent-and-confirmed once", string.Join(",", with.ProposedTags) + " " + string.Join(",", with.ConfirmedTags));
        Assert.Empty(Given.Run(policy, confirmed, "2026-06-30").Of("C1").ConfirmedTags);
    }

    [Fact]
    public void Result_SaysEverythingThatMadeIt()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Table(("recency", [30m, 10m, 300m]), ("frequency", [2m, 9m, 1m]), ("monetary", [100m, 900m, 1m])));
        TieringResult result = run.ResultAt(0);
        Assert.Equal(("B", 63.3333m, "p2-abcd"), ("B", result.Composite!.Value.Value, result.PolicyVersion.Label));
        Assert.Equal("C", result.Tier.Code);
        Assert.Equal(["f 50 × 33.3334 % = 16.6667", "m 50 × 33.3333 % = 16.6666", "r 90 × 33.3333 % = 30"], result.Parts.Select(p => p.ToString()));
        Assert.Equal("rfm 63.3333 ≥ 50.0001, ≤ 64.9999", result.Reasons.Single().ToString());

        // To reach B at 65 the recency score must rise by 5 to 95: 15 days; the next percentile is worth 33.3333 points.
        Assert.Equal(["recency 30 → 15 reaches B", "monetary 100 → 100.0001 reaches B", "frequency 2 → 3 reaches B"], result.WaysUp.Select(w => w.ToString()).OrderByDescending(w => w, StringComparer.Ordinal));
        Assert.Equal("monetary", result.WaysUp[0].Measure.Key);
        string english = result.Explain(Language.English);
        string chinese = result.Explain(Language.Chinese);
        Assert.Contains("C ordinary, composite 63.3333", english, StringComparison.Ordinal);
        Assert.Contains("依据: RFM得分 63.3333 ≥ 50.0001, ≤ 64.9999", chinese, StringComparison.Ordinal);
        Assert.Contains("C类普通客户,综合得分 63.3333", chinese, StringComparison.Ordinal);
        Assert.Contains("提升途径: 消费金额(元) 100 → 100.0001", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void FrozenThresholds_KeepACustomersTier_WhenOthersChange()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.RfmGrid);
        MeasureTable first = Given.Table(("recency", [10m, 20m, 30m, 40m, 50m]), ("frequency", [5m, 4m, 3m, 2m, 1m]), ("monetary", [50m, 40m, 30m, 20m, 10m]));
        TieringRun run = Given.Run(policy, first);
        FrozenThresholds frozen = run.Freeze().Value;

        // Read back from what a store keeps.
        var stored = new FrozenThresholds(frozen.PolicyVersion, frozen.Scales.Select(s => new FrozenScale(s.Score, s.Thresholds, s.Scores)));
        MeasureTable others = Given.Table(("recency", [10m, 1m, 1m, 1m, 1m]), ("frequency", [5m, 50m, 50m, 50m, 50m]), ("monetary", [50m, 999m, 999m, 999m, 999m]));
        Assert.Equal("champions", run.TierAt(0).Code);
        Assert.Equal("champions", new TieringModel(policy).Evaluate(others, default, stored).Value.TierAt(0).Code);
        Assert.NotEqual("champions", Given.Run(policy, others).TierAt(0).Code);
        TieringPolicy other = Given.Preset(TieringPresets.RfmGrid, o => o.Label = "other");
        Assert.Equal(TieringRefusals.ThresholdsMismatch, new TieringModel(other).Evaluate(others, default, stored).Refusal!.Code);
    }

    [Fact]
    public void Ntile_CannotBeFrozen_AndSaysWhy()
    {
        Refusal refusal = Given.Run(Given.Preset(TieringPresets.RfmGridNtile), Given.Table(("recency", [1m]), ("frequency", [1m]), ("monetary", [1m]))).Freeze().Refusal!;
        Assert.Equal(TieringRefusals.NtileNotFrozen, refusal.Code);
        Assert.Contains("equal values fall into different groups", refusal.ToText(Language.English), StringComparison.Ordinal);
        Assert.Equal(TieringRefusals.NothingToFreeze, Given.Run(Given.Preset(TieringPresets.RfmGrid), Given.Table(("recency", [null]), ("frequency", [1m]), ("monetary", [1m]))).Freeze().Refusal!.Code);
    }

    [Fact]
    public void RecalculatingOnlyThoseWhoChangedOrCross_GivesTheFullRun()
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.P3);
        options.Tags["frequent"] = new TagOptions { When = new ConditionOptions { Measure = "spend", AtLeast = 1000 } };
        TieringPolicy policy = Given.Compile(options);
        Check(policy);

        // Without recency or tenure a quiet day crosses nobody's edge.
        TieringOptions windows = Given.Measuring(("spend", new MeasureOptions { Kind = "spend", Window = "90d" }), ("orders", new MeasureOptions { Kind = "frequency", Window = "this-quarter" }), ("custom", new MeasureOptions { Kind = "indicator" }));
        windows.Scores["s"] = new Core.Scoring.ScoreOptions { Measure = "spend", Scale = new Core.Scoring.ScaleOptions { Kind = "percentile" } };
        windows.Composites["c"] = new CompositeOptions { Weights = { ["s"] = 1 } };
        Check(Given.Compile(windows));

        static void Check(TieringPolicy policy)
        {
            var model = new TieringModel(policy);
            Arbitrary<(FactSet, DocumentFact[], Instant, int)> cases = Arb.From(
                from facts in FactGenerators.FactSets.Generator
                from more in FactGenerators.Document.ArrayOf(2)
                from asOf in FactGenerators.AsOf
                from days in Gen.Elements(0, 0, 1, 30, 90, 365)
                select (facts, more, asOf, days));
            FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(TieringLawTests.Settings.Cases * 2).WithQuietOnSuccess(true), Prop.ForAll(cases, c =>
            {
                (FactSet facts, DocumentFact[] more, Instant asOf, int days) = c;
                Outcome<FrozenThresholds> frozen = model.Evaluate(facts, asOf).Value.Freeze();
                if (!frozen.IsAccepted)
                {
                    return true;
                }

                Instant later = asOf.Plus(Duration.FromDays(days));
                TieringRun earlier = model.Evaluate(facts, asOf, frozen.Value).Value;
                FactSet after = FactGenerators.With(facts, more);

                // A document changes whoever it names now and whoever its number named before.
                CustomerId[] changed = [.. after.Documents.Where(d => more.Any(m => m.Number == d.Number || m.Number == d.Origin)).Select(d => d.SoldTo).Where(i => !i.IsEmpty), .. earlier.CustomersCrossing(later)];
                TieringRun updated = model.Update(earlier, changed, after, later).Value;
                TieringRun full = model.Evaluate(after, later, frozen.Value).Value;
                return Print(updated) == Print(full);
            }));
        }
    }

    [Fact]
    public void Columns_GiveWhatFactsGive()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2, o => o.Measures["monetary"].Window = "90d");
        var model = new TieringModel(policy);
        Gen<(int, int, int)> row = from c in Gen.Choose(0, 9) from d in Gen.Choose(0, 500) from a in Gen.Choose(0, 99999) select (c, d, a);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(TieringLawTests.Settings.Cases).WithQuietOnSuccess(true), Prop.ForAll(row.ArrayOf().ToArbitrary(), rows =>
        {
            LocalDate start = new LocalDate(2024, 1, 1);
            LocalDate asOf = new LocalDate(2025, 3, 31);
            int epoch = Period.DaysBetween(new LocalDate(1970, 1, 1), start);
            var columns = new ColumnarOrders([.. rows.Select(r => r.Item1)], [.. rows.Select(r => epoch + r.Item2)], [.. rows.Select(r => (long)r.Item3)], 10);
            var draft = new FactSetDraft();
            for (int i = 0; i < 10; i++)
            {
                draft.Customers.Add(new CustomerId(i.ToString(CultureInfo.InvariantCulture)));
            }

            for (int i = 0; i < rows.Length; i++)
            {
                draft.Documents.Add(new DocumentFact(new DocumentDraft { Number = "N" + i.ToString(CultureInfo.InvariantCulture), SoldTo = draft.Customers[rows[i].Item1], Status = DocumentStatus.Approved, OrderedOn = BusinessTime.On(start.PlusDays(rows[i].Item2)), Amount = new Money(rows[i].Item3 / 10_000m, "CNY") }));
            }

            string expected = Print(model.Evaluate(new FactSet(draft), Core.Periods.LocalDays.EndOf(asOf, policy.Zone)).Value);
            return Print(model.Evaluate(columns, asOf).Value) == expected && Print(model.Evaluate(columns, asOf, null, 2).Value) == expected;
        }));
    }

    [Fact]
    public void Columns_RefuseMeasuresThatNeedMore()
    {
        var columns = new ColumnarOrders([0], [20000], [1], 1);
        Assert.Contains("Use facts", Assert.Throws<ArgumentException>(() => new TieringModel(Given.Preset(TieringPresets.P3)).Evaluate(columns, new LocalDate(2026, 1, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ColumnarOrders([0], [1, 2], [1], 1));
        Assert.Throws<ArgumentException>(() => new TieringModel(Given.Preset(TieringPresets.P2)).Evaluate(new ColumnarOrders([1], [20000], [1], 1), new LocalDate(2026, 1, 1)));
        Assert.Throws<OverflowException>(() => new TieringModel(Given.Preset(TieringPresets.RfmGrid)).Evaluate(new ColumnarOrders([0, 0], [20000, 20000], [long.MaxValue, 1], 1), new LocalDate(2026, 1, 1)));
    }

    private static string Print(TieringRun run) => string.Join("\n", Enumerable.Range(0, run.Count).OrderBy(r => run.Table.Customers[r]).Select(r =>
        run.Table.Customers[r] + " " + run.TierAt(r) + " " + run.CompositeAt(r) + " " + string.Join(",", run.ResultAt(r).ProposedTags) + " " + string.Join(" ", run.Table.Keys.Select(k => k + "=" + run.Table.Column(k)![r]?.ToString("0.####", CultureInfo.InvariantCulture)))));
}
