using System;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>Exceptions of the policy and overrides by hand, trends, and what a change is made of.</summary>
[Requirement("H-4")]
public class HealthOverruleTests
{
    private static readonly Instant Now = HealthSample.Now;

    [Fact]
    public void OpenCriticalComplaint_CapsAt40_AndIsShownBesideTheComputedScore()
    {
        HealthModel model = HealthSample.Model(1, o => o.Exceptions["critical"] = HealthSample.Cap(40, new ConditionOptions { Tag = "critical-complaint" }));
        HealthResult result = model.Evaluate(HealthSample.Facts(d => d.Tags.Add("critical-complaint"), 90), Now);
        Assert.Equal((40m, "bad", 90m, "good"), (result.Score!.Value.Value, result.Grade!.Code, result.ComputedScore!.Value.Value, result.ComputedGrade!.Code));
        AppliedOverride applied = Assert.Single(result.Overrides);
        Assert.Equal(("critical", HealthOverrideKind.Cap, 90m, 40m), (applied.Exception, applied.Kind, applied.Before!.Value.Value, applied.After.Value));
        Assert.Equal(90m, Assert.Single(result.Measures).Contribution.Value);

        // Nothing to cap, nothing applied.
        Assert.Empty(model.Evaluate(HealthSample.Facts(d => d.Tags.Add("critical-complaint"), 30), Now).Overrides);
    }

    [Fact]
    public void Exceptions_SetFirst_ThenFloor_ThenCap_InTheirOrder()
    {
        var always = new ConditionOptions { Measure = "m0", Missing = false };
        HealthModel model = HealthSample.Model(1, o =>
        {
            o.Exceptions["a-cap"] = HealthSample.Cap(40, always);
            o.Exceptions["b-floor"] = new HealthExceptionOptions { Floor = 60, When = always };
            o.Exceptions["c-set"] = new HealthExceptionOptions { Set = 20, When = always, Order = 2 };
            o.Exceptions["d-set"] = new HealthExceptionOptions { Set = 10, When = always, Order = 1 };
        });
        HealthResult result = model.Evaluate(90);
        Assert.Equal(["d-set", "b-floor", "a-cap"], result.Overrides.Select(o => o.Exception));
        Assert.Equal([10m, 60m, 40m], result.Overrides.Select(o => o.After.Value));
    }

    [Fact]
    public void OverridesByHand_OverruleExceptions_AndTheOneSetLastHolds()
    {
        HealthModel model = HealthSample.Model(1, o => o.Exceptions["low"] = HealthSample.Cap(40, new ConditionOptions { Measure = "m0", AtLeast = 80 }));
        HealthResult floored = model.Evaluate(HealthSample.Facts(d => d.Overrides.Add(HealthSample.ByHand(HealthOverrideKind.Floor, 70)), 90), Now);
        Assert.Equal((70m, "ann", "known better"), (floored.Score!.Value.Value, floored.Overrides[1].ByHand!.Author, floored.Overrides[1].ByHand!.Reason));
        HealthResult set = model.Evaluate(
            HealthSample.Facts(
                d => d.Overrides.AddRange([
                    HealthSample.ByHand(HealthOverrideKind.Cap, 85), HealthSample.ByHand(HealthOverrideKind.Set, 99), HealthSample.ByHand(HealthOverrideKind.Set, 5, Now - Duration.Epsilon), HealthSample.ByHand(HealthOverrideKind.Floor, 90)]),
                90),
            Now);

        // Set 99 began last; the floor of 90 changes nothing; the cap has the last word.
        Assert.Equal([40m, 99m, 85m], set.Overrides.Select(o => o.After.Value));
    }

    [Fact]
    public void Override_HoldsFromItsBeginning_UntilItsExpiry()
    {
        Instant until = Now + Duration.FromDays(30);
        HealthFacts facts = HealthSample.Facts(d => d.Overrides.Add(HealthSample.ByHand(HealthOverrideKind.Cap, 30, Now + Duration.Epsilon, until)), 90);
        Assert.Equal([90m, 30m, 30m, 90m], new[] { Now, Now + Duration.Epsilon, until - Duration.Epsilon, until }.Select(at => HealthSample.Model(1).Evaluate(facts, at).Score!.Value.Value));
    }

    [Fact]
    public void Unknown_IsSet_ButNeitherCappedNorFloored()
    {
        HealthModel model = HealthSample.Model(1);
        HealthResult set = model.Evaluate(HealthSample.Facts(d => d.Overrides.Add(HealthSample.ByHand(HealthOverrideKind.Set, 60))), Now);
        Assert.Equal((60m, "good", null, null, HealthUnknown.NothingKnown), (set.Score!.Value.Value, set.Grade!.Code, set.ComputedScore, set.Overrides[0].Before, set.Unknown));
        HealthResult bounded = model.Evaluate(HealthSample.Facts(d => d.Overrides.AddRange([HealthSample.ByHand(HealthOverrideKind.Floor, 60), HealthSample.ByHand(HealthOverrideKind.Cap, 10)])), Now);
        Assert.Equal((null, 0), (bounded.Score, bounded.Overrides.Count));
    }

    [Fact]
    public void ExceptionOfWhatIsMissing_DoesNotApply()
    {
        HealthModel model = HealthSample.Model(2, o => o.Exceptions["low"] = HealthSample.Cap(40, new ConditionOptions { Not = new ConditionOptions { Measure = "m1", AtLeast = 50 } }));
        Assert.Equal((90m, 40m), (model.Evaluate(90, null).Score!.Value.Value, model.Evaluate(90, 49).Score!.Value.Value));
    }

    [Theory]
    [InlineData("52", HealthDirection.Steady)]
    [InlineData("52.0001", HealthDirection.Rising)]
    [InlineData("48", HealthDirection.Steady)]
    [InlineData("47.9999", HealthDirection.Falling)]
    public void Trend_WithinTheDeadBand_IsSteady(string now, HealthDirection direction)
    {
        HealthModel model = HealthSample.Model(1, o => o.Trend = new HealthTrendOptions { Over = "1m", DeadBand = 2 });
        HealthFacts facts = HealthSample.Facts(d => d.Readings.AddRange([
            new HealthReading("m0", 50, Instant.FromUtc(2026, 2, 1, 0, 0)), new HealthReading("m0", decimal.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Instant.FromUtc(2026, 2, 1, 0, 0) + Duration.Epsilon)]));
        Assert.Equal(direction, model.Trend(facts, Now));
        Assert.Null(model.Trend(facts, Now - Duration.Epsilon));
    }

    [Fact]
    public void Change_NamesItsCauses_AndAddsUp()
    {
        HealthModel model = HealthSample.Model(4, o => o.Exceptions["vip"] = new HealthExceptionOptions { Floor = 75, When = new ConditionOptions { Tag = "vip" } });
        HealthResult before = model.Evaluate(50, null, 80, 70);
        HealthResult after = model.Evaluate(HealthSample.Facts(d => d.Tags.Add("vip"), 60, 90, null, 70), Now);

        // 200 ÷ 3 = 66.6667 and 220 ÷ 3 = 73.3333, floored at 75.
        HealthChange change = after.ChangeSince(before)!;
        Assert.Equal((6.6666m, 1.6667m, 8.3333m), (change.Computed.Value, change.Overrides.Value, change.Total.Value));
        Assert.Equal(
            [("m1", HealthChangeCause.Appeared), ("m2", HealthChangeCause.Disappeared), ("m0", HealthChangeCause.Score), ("m3", HealthChangeCause.None)],
            change.Measures.Select(m => (m.Measure, m.Cause)));
        Assert.Equal(change.Computed.Value, change.Measures.Sum(m => m.Points.Value));

        HealthMeasureChange lighter = model.Evaluate(50, 90, 80, 70).ChangeSince(before)!.Measures.Single(m => m.Measure == "m3");
        Assert.Equal((HealthChangeCause.Weight, 17.5m - 23.3333m), (lighter.Cause, lighter.Points.Value));
        Assert.Null(after.ChangeSince(model.Evaluate()));
    }

    [Fact]
    public void OneSetByHand_ThatIsOver_GivesWayToTheOneBefore()
    {
        HealthFacts facts = HealthSample.Facts(
            d => d.Overrides.AddRange([
                HealthSample.ByHand(HealthOverrideKind.Set, 70, Now - Duration.FromDays(2)), HealthSample.ByHand(HealthOverrideKind.Set, 20, Now - Duration.FromDays(1), Now)]),
            90);
        Assert.Equal([20m, 70m], new[] { Now - Duration.Epsilon, Now }.Select(at => HealthSample.Model(1).Evaluate(facts, at).Score!.Value.Value));
    }

    [Fact]
    public void OfTwoSetByHandAtOneInstant_TheLaterInTheListHolds()
    {
        HealthFacts facts = HealthSample.Facts(d => d.Overrides.AddRange([HealthSample.ByHand(HealthOverrideKind.Set, 30), HealthSample.ByHand(HealthOverrideKind.Set, 70)]), 90);
        HealthResult result = HealthSample.Model(1).Evaluate(facts, Now);
        Assert.Equal((70m, 70m), (result.Score!.Value.Value, Assert.Single(result.Overrides).After.Value));
    }

    [Fact]
    public void ScoreOfZero_IsFloored()
    {
        HealthFacts facts = HealthSample.Facts(d => d.Overrides.Add(HealthSample.ByHand(HealthOverrideKind.Floor, 60)), 0);
        Assert.Equal(60m, HealthSample.Model(1).Evaluate(facts, Now).Score!.Value.Value);
    }
}
