using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Tiering;

namespace Retention.Consumer.Net472
{
    /// <summary>Customers tiered under the preset, from facts, from a table and from columns.</summary>
    internal static class TieringChecks
    {
        internal static void Run(Checks check)
        {
            TieringPolicy policy = PolicyChecks.Preset();
            var model = new TieringModel(policy);
            FromFacts(check, model);
            FromTable(check, model);
            FromColumns(check, model);
        }

        private static void FromFacts(Checks check, TieringModel model)
        {
            TieringRun run = model.Evaluate(FactChecks.AllFacts(), FactChecks.AsOf).Value;
            check.Equal("the tier of C-1", "A", run.Find(new CustomerId("C-1")).Value.Tier.Code);
            check.Equal("the tier of C-2", "D", run.Find(new CustomerId("C-2")).Value.Tier.Code);
            check.Equal("the documents counted", 3L, run.Reading.Tally.Counted);
            check.Equal("the documents after the as-of", 1L, run.Reading.Tally.Excluded[ExclusionReasons.AfterAsOf]);
            check.Equal("findings about totals", false, run.Findings.Any(f => f.Code == FindingCodes.ControlTotalDiffers));
            Outcome<TieringResult> unknown = run.Find(new CustomerId("C-9"));
            check.Equal("an unknown customer", TieringRefusals.UnknownCustomer, unknown.Refusal.Code);
        }

        private static void FromTable(Checks check, TieringModel model)
        {
            var customers = new List<CustomerId> { new CustomerId("C-1"), new CustomerId("C-2") };
            var table = new MeasureTable(
                customers,
                new[]
                {
                    new MeasureColumn("recency", new decimal?[] { 0m, 365m }),
                    new MeasureColumn("frequency", new decimal?[] { 10m, 1m }),
                    new MeasureColumn("monetary", new decimal?[] { 1000m, 10m }),
                });
            TieringRun run = model.Evaluate(table, FactChecks.AsOf).Value;
            TieringResult best = run.Find(customers[0]).Value;

            // R 100, F and M the middle of the upper half: (100 + 75 + 75) / 3.
            check.Equal("the composite of C-1", new Score(83.3333m), best.Composite);
            check.Equal("its text", true, best.Explain(Language.Chinese).Length > 0);
            check.Equal("the composite of C-2", new Score(16.6667m), run.Find(customers[1]).Value.Composite);

            var thresholds = new FrozenThresholds(run.Policy.Version, run.Freeze().Value.Scales);
            var single = new MeasureTable(new[] { customers[0] }, new[] { new MeasureColumn("recency", new decimal?[] { 0m }), new MeasureColumn("frequency", new decimal?[] { 10m }), new MeasureColumn("monetary", new decimal?[] { 1000m }) });
            check.Equal("the tier of C-1 alone, by frozen thresholds", "A", model.Evaluate(single, FactChecks.AsOf, thresholds).Value.TierAt(0).Code);
            var scale = new FrozenScale("f", new[] { 1m }, new[] { new Score(25m), new Score(75m) });
            check.Equal("a frozen scale", "f", scale.Score);
        }

        private static void FromColumns(Checks check, TieringModel model)
        {
            var asOf = new LocalDate(2026, 2, 28);
            int today = Period.Between(new LocalDate(1970, 1, 1), asOf, PeriodUnits.Days).Days;
            var orders = new ColumnarOrders(new[] { 0, 0, 1 }, new[] { today, today - 30, today - 300 }, new[] { 8000000L, 7000000L, 2000000L }, 2);
            TieringRun run = model.Evaluate(orders, asOf).Value;
            check.Equal("tiers from columns", "A D", run.TierAt(0).Code + " " + run.TierAt(1).Code);
        }
    }
}
