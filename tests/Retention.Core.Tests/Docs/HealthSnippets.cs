using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NodaTime;
using Retention.Core.Figures;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>The code samples of the page about health, compiled, run and compared with the page by <see cref="Snippets"/>.</summary>
public class HealthSnippets
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 0, 0);

    private readonly Snippets.Screen Console = new Snippets.Screen();

    [Fact]
    [Requirement("H-4")]
    public void OneCustomer()
    {
        #region health-one
        HealthPolicy policy = HealthPolicy.Compile(HealthPresets.Options(HealthPresets.CompanyCustomer)).Policy;
        var model = new HealthModel(policy);
        Instant now = Instant.FromUtc(2026, 3, 1, 0, 0);

        var draft = new HealthFactsDraft(new CustomerId("acme"));
        draft.Readings.Add(new HealthReading("recency", 2, measuredAt: now));               // months since the last dealing
        draft.Readings.Add(new HealthReading("frequency", 3, now));                         // dealings in 12 months
        draft.Readings.Add(new HealthReading("contribution-change", -10, now));             // percent
        draft.Readings.Add(new HealthReading("satisfaction", 70, now - Duration.FromDays(60)));
        draft.Readings.Add(new HealthReading("complaints", 1, now));                        // in 90 days
        draft.Readings.Add(new HealthReading("silence", 1, now));                           // months
        HealthResult result = model.Evaluate(new HealthFacts(draft), now);
        Console.WriteLine(result.Explain(Language.English));
        #endregion
        string[] printed = [.. new[] { Console.ToString(), result.Explain(Language.Chinese) }.Select(t => Regex.Replace(t, "@[0-9a-f]+", "@…").TrimEnd('\n'))];
        Assert.Equal(printed.Take(1), Page.Read(Path.Combine(Page.DocsFolder, "health.md")).Fences("text"));
        Assert.Equal(printed, Page.Read(Path.Combine(Page.ChineseFolder, "health.md")).Fences("text"));
        Assert.Equal((2900 + 2100 + 2250) / 100m, result.Score!.Value.Value);

        #region health-overrule
        draft.Tags.Add(HealthPresets.CriticalComplaint);                                                 // the preset caps at 40
        var byHand = new HealthOverride(
            HealthOverrideKind.Floor, new Score(55), author: "u-li", reason: "plan accepted", since: now, until: now + Duration.FromDays(30));
        draft.Overrides.Add(byHand);
        HealthResult overruled = model.Evaluate(new HealthFacts(draft), now);
        string scores = overruled.ComputedScore + " → " + overruled.Score;                               // 72.5 → 55
        string? author = overruled.Overrides.Select(o => o.ByHand?.Author).LastOrDefault(a => a != null); // u-li
        #endregion
        Assert.Equal(("72.5 → 55", "u-li"), (scores, author));

        #region health-way-up
        HealthWayUp up = result.WayUp();
        HealthStep? smallest = up.Smallest;              // satisfaction, 70 → 78.3332: the score becomes 75, healthy
        HealthStep most = up.Improvements[0];            // satisfaction at its best adds 9 points
        Console.WriteLine(up.Explain(Language.Chinese));
        #endregion
        Assert.Equal(("satisfaction", 78.3332m, "satisfaction", 9m), (smallest!.Measure.Key, smallest.ValueNeeded, most.Measure.Key, most.Gain.Value));

        #region health-change
        Instant june = Instant.FromUtc(2026, 6, 1, 0, 0);
        draft.Tags.Clear();
        draft.Overrides.Clear();
        draft.Readings.Add(new HealthReading("satisfaction", 90, june));
        draft.Readings.Add(new HealthReading("complaints", 0, june));
        var facts = new HealthFacts(draft);

        HealthResult later = model.Evaluate(facts, june);
        HealthDirection? direction = later.TrendSince(result);    // Rising: by more than the dead band of 2
        HealthDirection? overTime = model.Trend(facts, june);     // the same question, over the policy's 90 days
        HealthChange? change = later.ChangeSince(result);         // satisfaction +6, complaints +6
        Console.WriteLine(later.ExplainChange(result, Language.English));
        #endregion
        Assert.Equal((HealthDirection.Rising, HealthDirection.Rising), (direction, overTime));
        Assert.Equal([("satisfaction", 6m), ("complaints", 6m)], change!.Measures.Take(2).Select(m => (m.Measure, m.Points.Value)));

        #region health-weights
        foreach (WeightRange range in result.WeightRanges())
        {
            Console.WriteLine(range.Key + ": " + range.From + " to " + (range.To?.ToString() ?? "any")); // the grade stays with each of these
        }
        #endregion
        Assert.Contains("business: 0 to any", Console.ToString(), StringComparison.Ordinal);

        #region health-roll-up
        var children = new[]
        {
            new HealthChild(new CustomerId("acme-north"), result.Score, revenue: 300_000), // or HealthChild.Of(result, revenue)
            new HealthChild(new CustomerId("acme-south"), new Score(40), revenue: 100_000),
            new HealthChild(new CustomerId("acme-west"), score: null, revenue: 100_000), // unknown: left out, and said
        };
        HealthRollUp parent = HealthRollUp.Of(policy, children, RollUpMethod.Revenue); // (300 · 72.5 + 100 · 40) ÷ 400 = 64.375
        #endregion
        Assert.Equal((64.375m, "acme-west"), (parent.Score!.Value.Value, parent.LeftOut.Single().Key.Value));
    }

    [Fact]
    public void Policy()
    {
        #region health-policy
        var options = new HealthOptions { Preset = HealthPresets.CompanyCustomer, Label = "2026-Q2", CoverageAtLeast = 60 };
        options.Groups["use"] = new HealthGroupOptions { Order = 0, Weight = 30, Name = "Use", NameChinese = "使用", Advice = "Offer training.", AdviceChinese = "安排培训。" };
        options.Measures["seats"] = new HealthMeasureOptions
        {
            Group = "use",
            Name = "Seats in use, %",
            NameChinese = "席位使用率(%)",
            ValidFor = "45d",        // older is stale
            Missing = "hold-last",   // then the last value counts, up to half a year
            HoldFor = "180d",
        };
        options.Measures["nps"] = new HealthMeasureOptions { Removed = true };
        options.Grades["healthy"] = new HealthGradeOptions { AtLeast = 80 };
        options.Exceptions["leaving"] = new HealthExceptionOptions
        {
            Name = "Gave notice",
            NameChinese = "已提出解约",
            When = new ConditionOptions { Tag = "notice-given" },
            Set = 0,
        };
        Compilation<HealthPolicy> compiled = HealthPolicy.Compile(options, HealthPresets.Catalogue);
        #endregion
        Assert.Empty(compiled.Problems);
        Assert.Equal(["use", "business", "satisfaction", "service"], compiled.Policy.Groups.Select(g => g.Code));
        Assert.Equal("attention", compiled.Policy.GradeOf(new Score(79.9999m))!.Code);
    }

    [Fact]
    public void WholeBases()
    {
        #region health-base
        HealthOptions options = HealthPresets.Options(HealthPresets.CompanyCustomer);
        options.Measures["spend"] = new HealthMeasureOptions { Group = "business", Order = 4, Scale = new ScaleOptions { Kind = "percentile" } };
        var model = new HealthModel(HealthPolicy.Compile(options).Policy);

        var table = new MeasureTable(
            new[] { new CustomerId("acme"), new CustomerId("globex") },
            new[]
            {
                new MeasureColumn("recency", new decimal?[] { 2, 7 }),
                new MeasureColumn("spend", new decimal?[] { 900, 100 }),
                new MeasureColumn("satisfaction", new decimal?[] { 70, null }), // missing is neither zero nor the mean
                new MeasureColumn("complaints", new decimal?[] { 1, 4 }),
            });
        Instant now = Instant.FromUtc(2026, 3, 1, 0, 0);
        HealthRun run = model.Evaluate(table, now, parallelism: 2);
        foreach (KeyValuePair<HealthGrade, Rate> grade in run.Grades)
        {
            Console.WriteLine(grade.Key.Name + ": " + grade.Value); // and run.Unknown for the rest
        }

        Console.WriteLine(run.Explain(row: 0).Explain(Language.English));
        IReadOnlyList<WeightSensitivity> moved = run.Sensitivity(percent: 10); // whose grade hangs on which weight
        #endregion
        Assert.Equal((null, "attention"), (run.GradeAt(1)?.Code, run.GradeAt(0)!.Code));
        Assert.NotEmpty(moved);

        #region health-freeze
        HealthModel frozen = model.Freeze(table); // keep it, and the table it came from, for the quarter
        var draft = new HealthFactsDraft(new CustomerId("initech"));
        draft.Readings.Add(new HealthReading("spend", 500, now));
        draft.Readings.Add(new HealthReading("recency", 1, now));
        draft.Readings.Add(new HealthReading("complaints", 0, now));
        HealthResult one = frozen.Evaluate(new HealthFacts(draft), now); // spend 500 lies between the two: 50
        #endregion
        Assert.Equal(50m, one.Measures.Single(m => m.Measure.Key == "spend").Score!.Value.Value);
    }

    [Fact]
    public void Outcomes()
    {
        #region health-calibration
        var outcomes = new[]
        {
            new ScoredOutcome(new CustomerId("C1"), new Score(20), "critical", hasLeft: true), // the score of then, what happened in the 90 days after it
            new ScoredOutcome(new CustomerId("C2"), new Score(30), "critical", hasLeft: false),
            new ScoredOutcome(new CustomerId("C3"), new Score(40), "critical", hasLeft: true),
            new ScoredOutcome(new CustomerId("C4"), new Score(80), "healthy", hasLeft: false),
            new ScoredOutcome(new CustomerId("C5"), new Score(90), "healthy", hasLeft: false),
        };
        HealthCalibration calibration = HealthCalibration.Of(outcomes);
        double? auc = calibration.Auc?.Value;         // 5 of 6 pairs in the right order: 0.8333
        double? lift = calibration.TopDecileLift;     // the worst tenth left 2.5 times as often as all
        foreach (GradeChurn grade in calibration.Grades)
        {
            Console.WriteLine(grade);                 // critical 2/3 = 66.6667 %, healthy 0/2 = 0 %
        }

        double? atFifty = calibration.Logistic.Mapping?.ProbabilityOf(new Score(50));
        #endregion
        Assert.Equal((5 / 6.0, 2.5), (auc, lift));
        Assert.Equal("critical 2/3 = 66.6667 %\nhealthy 0/2 = 0 %", Console.ToString());
        Assert.InRange(atFifty!.Value, 0.01, 0.5);

        HealthPolicy policy = HealthPolicy.Compile(HealthPresets.Options(HealthPresets.CompanyCustomer)).Policy;
        MeasuredOutcome[] past = Enumerable.Range(0, 12).Select(i => Past(i, i < 6 ? 20m : 80m, i % 3 * 40m, i is 0 or 1 or 2 or 7)).ToArray();
        #region health-fit
        var handSet = new Dictionary<string, decimal> { ["satisfaction"] = 60, ["complaints"] = 40 };
        WeightFit fit = WeightFit.Of(past, handSet);
        if (fit.Verdict == WeightVerdict.Proposed)
        {
            foreach (FittedWeight weight in fit.Weights)
            {
                Console.WriteLine(weight);
            }
        }

        double? ours = fit.CrossValidation?.HandSetAuc;        // on customers whom the fit had not seen
        double? proposed = fit.CrossValidation?.ProposedAuc;   // take it only if this is clearly better
        #endregion
        Assert.Equal((WeightVerdict.Proposed, 100m), (fit.Verdict, fit.Weights.Sum(w => w.Proposed)));
        Assert.NotNull(ours);
        Assert.NotNull(proposed);
        Assert.NotNull(policy);

        HealthResult then = new HealthModel(policy).Evaluate(new HealthFacts(new HealthFactsDraft(new CustomerId("C1")) { Readings = { new HealthReading("recency", 1, Now), new HealthReading("frequency", 4, Now), new HealthReading("satisfaction", 70, Now), new HealthReading("silence", 1, Now) } }), Now);
        bool hasLeft = false;
        #region health-past
        var outcome = MeasuredOutcome.Of(then, hasLeft, fold: 1);                       // substitutes are left out: they say nothing of the customer
        IReadOnlyDictionary<string, decimal> inForce = then.Policy.OverallWeights;      // the weights set by hand, over all groups, for WeightFit.Of
        ScoredOutcome scored = ScoredOutcome.Of(then, hasLeft);                         // the same for a calibration
        #endregion
        Assert.Equal(["frequency", "recency", "satisfaction", "silence"], outcome.Scores.Keys.OrderBy(k => k, StringComparer.Ordinal));
        Assert.Equal((100m, then.Score), (inForce.Values.Sum(), (Score?)scored.Score));
    }

    private static MeasuredOutcome Past(int number, decimal satisfaction, decimal complaints, bool hasLeft) => new MeasuredOutcome(
        Given.Customer("C" + number),
        new Dictionary<string, Score>(StringComparer.Ordinal) { ["satisfaction"] = new Score(satisfaction), ["complaints"] = new Score(complaints) },
        hasLeft,
        number % 2);
}
