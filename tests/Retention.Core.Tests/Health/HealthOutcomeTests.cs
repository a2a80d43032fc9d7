using System;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>From results to calibration and roll-ups without copying numbers by hand.</summary>
public class HealthOutcomeTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 0, 0);

    private static readonly HealthPolicy Policy = HealthPolicy.Compile(HealthPresets.Options(HealthPresets.RetailCustomer)).Policy;

    [Fact]
    public void OverallWeights_AreThoseInForceWhereEverythingIsKnown_AndAddUpTo100()
    {
        // Purchases 45 over three, engagement 35 over two, satisfaction 20 alone.
        Assert.Equal([15m, 15m, 15m, 17.5m, 17.5m, 20m], Policy.Measures.Select(m => Policy.OverallWeights[m.Key]));
        Assert.Equal(100m, Policy.OverallWeights.Values.Sum());
    }

    [Fact]
    [Requirement("H-4")]
    public void Outcomes_TakeWhatWasKnownThen_NotWhatStoodInForIt()
    {
        HealthResult then = Result("C1", 10, 90);
        Assert.Equal(["recency", "satisfaction"], MeasuredOutcome.Of(then, true).Scores.Keys.OrderBy(k => k, StringComparer.Ordinal));
        var scored = ScoredOutcome.Of(then, true);
        Assert.Equal((then.Score, then.Grade!.Code, true), (scored.Score, scored.Grade, scored.HasLeft));
        HealthResult unknown = Result("C2", null, null);
        Assert.Contains("C2", Assert.Throws<ArgumentException>(() => ScoredOutcome.Of(unknown, false)).Message, StringComparison.Ordinal);
        Assert.Empty(MeasuredOutcome.Of(unknown, false).Scores);
        WeightFit fit = WeightFit.Of([MeasuredOutcome.Of(then, true), MeasuredOutcome.Of(Result("C3", 20, 80), false)], Policy.OverallWeights);
        Assert.Equal(100m, fit.Weights.Sum(w => w.HandSet));
    }

    [Fact]
    public void Children_AreTheirResults()
    {
        HealthResult result = Result("C1", 10, 90);
        var child = HealthChild.Of(result, 5m);
        Assert.Equal((result.Customer, result.Score, 5m), (child.Customer, child.Score, child.Revenue));
        Assert.Null(HealthChild.Of(Result("C2", null, null)).Score);
    }

    [Fact]
    public void Run_FindsACustomer_OrNobody()
    {
        var table = new MeasureTable([Given.Customer("C1"), Given.Customer("C2")], [new MeasureColumn("recency", [10m, 200m]), new MeasureColumn("satisfaction", [90m, null])]);
        HealthRun run = new HealthModel(Policy).Evaluate(table, Now);
        Assert.Equal(run.ScoreAt(1), run.Find(Given.Customer("C2"))!.Score);
        Assert.Null(run.Find(Given.Customer("C3")));
    }

    private static HealthResult Result(string customer, decimal? recency, decimal? satisfaction)
    {
        HealthOptions options = HealthPresets.Options(HealthPresets.RetailCustomer);
        options.CoverageAtLeast = 0;
        options.Measures["visits"].Missing = "worst";
        options.Groups["engagement"].Require = recency is null;
        options.Measures["silence"].Missing = recency is null ? "require" : null;
        var draft = new HealthFactsDraft(Given.Customer(customer));
        draft.Readings.Add(new HealthReading("recency", recency, Now));
        draft.Readings.Add(new HealthReading("satisfaction", satisfaction, Now));
        return new HealthModel(HealthPolicy.Compile(options).Policy).Evaluate(new HealthFacts(draft), Now);
    }
}
