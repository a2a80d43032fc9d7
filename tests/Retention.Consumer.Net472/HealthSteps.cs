using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Presets;

namespace Retention.Consumer.Net472
{
    /// <summary>An account manager's year: a score explained, a complaint, an override, the way up, the change, and the group of companies.</summary>
    internal static class HealthSteps
    {
        private static readonly Instant March = Instant.FromUtc(2026, 3, 1, 0, 0);

        private static readonly Instant June = Instant.FromUtc(2026, 6, 1, 0, 0);

        internal static void Run(Checks check)
        {
            HealthPolicyChecks.Run(check);
            var model = new HealthModel(HealthPolicyChecks.Preset());
            HealthResult march = Score(check, model);
            Overrule(check, model);
            Improve(check, march);
            Compare(check, model, march);
            RollUp(check, model.Policy, march);
            Base(check);
            HealthHistoryChecks.Run(check);
        }

        private static HealthResult Score(Checks check, HealthModel model)
        {
            HealthResult result = model.Evaluate(new HealthFacts(Readings(March)), March);

            // Business (80 + 77.5 + 60) / 3, satisfaction 70 alone, service (60 + 90) / 2; then 40 : 30 : 30.
            check.Equal("the groups' scores", "72.5 70 75", string.Join(" ", result.Groups.Select(g => g.Score.ToString())));
            check.Equal("the score", new Score(72.5m), result.Score);
            check.Equal("its grade", "attention", result.Grade.Code);
            check.Equal("its coverage", new Score(85m), result.Coverage);
            check.Equal("the sum of the contributions", 72.5m, result.Measures.Sum(m => m.Contribution.Value));
            check.Equal("the sum of the effective weights", 100m, result.Measures.Sum(m => m.EffectiveWeight.Value));
            HealthMeasurePart nps = result.Measures.Single(m => m.Measure.Key == "nps");
            check.Equal("the missing NPS", "Missing Excluded", nps.Input + " " + nps.Treatment);
            check.Equal("the weakest group", "satisfaction", result.WeakestGroup.Group.Code);
            check.Equal("the rounded score", 73m, result.Shown(0));
            check.Equal("its text", true, result.Explain(Language.Chinese).StartsWith("acme：72.5 分，需关注。"));
            return result;
        }

        private static void Overrule(Checks check, HealthModel model)
        {
            HealthFactsDraft draft = Readings(March);
            draft.Tags.Add(HealthPresets.CriticalComplaint);
            HealthResult capped = model.Evaluate(new HealthFacts(draft), March);
            check.Equal("the score with an open critical complaint", "40 of 72.5", capped.Score + " of " + capped.ComputedScore);
            check.Equal("the exception", "critical-complaint Cap", capped.Overrides[0].Exception + " " + capped.Overrides[0].Kind);

            Instant until = March + Duration.FromDays(30);
            draft.Overrides.Add(new HealthOverride(HealthOverrideKind.Floor, new Score(55m), "u-li", "the customer accepted the plan", March, until));
            var facts = new HealthFacts(new HealthFactsDraft(new HealthFacts(draft)));
            HealthResult raised = model.Evaluate(facts, March);
            check.Equal("the score that u-li answers for", "55 attention", raised.Score + " " + raised.Grade.Code);
            check.Equal("who changed it", "u-li", raised.Overrides[1].ByHand.Author);
            check.Equal("the reason in the text", false, raised.Explain(Language.English).Contains("accepted"));
            check.Equal("the score when the override is over", new Score(40m), model.Evaluate(facts, until).Score);
        }

        private static void Improve(Checks check, HealthResult result)
        {
            HealthWayUp up = result.WayUp();
            check.Equal("the grade to reach", "healthy", up.Target.Code);
            check.Equal("the smallest change", "satisfaction 70 78.3332", up.Smallest.Measure.Key + " " + up.Smallest.ValueNow + " " + up.Smallest.ValueNeeded);
            check.Equal("the most valuable one", "satisfaction +9", up.Improvements[0].Measure.Key + " +" + up.Improvements[0].Gain);
            check.Equal("the text of the way up", true, up.Explain(Language.English).StartsWith("To Healthy, "));
            WeightRange range = result.WeightRanges().Single(r => r.Kind == WeightKind.Group && r.Key == "business");
            check.Equal("the weight of the business, at which the grade stays", "0 " + 40m, range.From + " " + range.Weight);
            check.Equal("the text of the weights", true, result.ExplainWeights(Language.Chinese).Contains("业务往来"));
        }

        private static void Compare(Checks check, HealthModel model, HealthResult march)
        {
            HealthFactsDraft draft = Readings(March);
            draft.Readings.Add(new HealthReading("satisfaction", 90m, June));
            draft.Readings.Add(new HealthReading("complaints", 0m, June));
            var facts = new HealthFacts(draft);
            HealthResult june = model.Evaluate(facts, June);
            HealthChange change = june.ChangeSince(march);
            check.Equal("the score in June", "84.5 healthy", june.Score + " " + june.Grade.Code);
            check.Equal("what changed it", "satisfaction 6, complaints 6", string.Join(", ", change.Measures.Take(2).Select(m => m.Measure + " " + m.Points)));
            check.Equal("the change in all", change.Total, new Score(change.Measures.Sum(m => m.Points.Value) + change.Overrides.Value));
            check.Equal("the trend", HealthDirection.Rising, june.TrendSince(march));
            check.Equal("the trend over 90 days", HealthDirection.Rising, model.Trend(facts, June));
            check.Equal("the text of the change", true, june.ExplainChange(march, Language.English).Contains("Change: +12;"));
        }

        private static void RollUp(Checks check, HealthPolicy policy, HealthResult result)
        {
            var children = new[]
            {
                new HealthChild(result.Customer, result.Score, 300m),
                new HealthChild(new CustomerId("acme-north"), new Score(40m), 100m),
                new HealthChild(new CustomerId("acme-south"), null, 100m),
            };
            HealthRollUp rollUp = HealthRollUp.Of(policy, children, RollUpMethod.Revenue);
            check.Equal("the group of companies", "64.375 attention", rollUp.Score + " " + rollUp.Grade.Code);
            check.Equal("who is left out", "acme-south HealthUnknown", rollUp.LeftOut[0].Key + " " + rollUp.LeftOut[0].Value);
            check.Equal("their text", true, rollUp.Explain(Language.Chinese).Contains("acme-south 未计入：健康度未知"));
        }

        private static void Base(Checks check)
        {
            var model = new HealthModel(HealthPolicy.Compile(HealthPolicyChecks.Own()).Policy);
            var table = new MeasureTable(
                new[] { new CustomerId("C-1"), new CustomerId("C-2") },
                new[] { new MeasureColumn("seats", new decimal?[] { 90m, 60m }), new MeasureColumn("spend", new decimal?[] { 100m, 900m }) });
            HealthRun run = model.Evaluate(table, June, 2);

            // Tickets 50 and risk 50 are missing: use (2 × 90 + 50) / 3; value (25 + 50) / 2 and (75 + 50) / 2.
            check.Equal("the scores of a base", "61 59", run.ScoreAt(0) + " " + run.ScoreAt(1));
            check.Equal("how many are poor", 2L, run.Grades.Single(g => g.Key.Code == "poor").Value.Count);
            check.Equal("how many are unknown", 0L, run.Unknown.Count);
            check.Equal("weights whose move was tried", 6, run.Sensitivity(10m).Count);

            check.Equal("a rank needs a base", true, model.NeedsPopulation);
            var draft = new HealthFactsDraft(new CustomerId("C-1"));
            draft.Readings.Add(new HealthReading("seats", 90m, June));
            draft.Readings.Add(new HealthReading("spend", 100m, June));
            HealthModel frozen = model.Freeze(table);
            check.Equal("one customer, by the frozen rank", run.Explain(0).Score, frozen.Evaluate(new HealthFacts(draft), June).Score);
            draft.Readings.Add(new HealthReading("risk", 20m, June, "sales", "board", June));
            draft.Attributes["class"] = "strategic";
            check.Equal("the reviewed risk", new Score(80m), frozen.Evaluate(new HealthFacts(draft), June).Measures.Single(m => m.Measure.Key == "risk").Score);
        }

        private static HealthFactsDraft Readings(Instant at)
        {
            var draft = new HealthFactsDraft(new CustomerId("acme"));
            draft.Readings.Add(new HealthReading("recency", 2m, at));
            draft.Readings.Add(new HealthReading("frequency", 3m, at));
            draft.Readings.Add(new HealthReading("contribution-change", -10m, at));
            draft.Readings.Add(new HealthReading("satisfaction", 70m, at));
            draft.Readings.Add(new HealthReading("complaints", 1m, at));
            draft.Readings.Add(new HealthReading("silence", 1m, at));
            return draft;
        }
    }
}
