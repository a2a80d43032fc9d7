using System;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>What counts where something is missing, stale or not reviewed.</summary>
[Requirement("H-4")]
public class HealthMissingTests
{
    private static readonly Instant Now = HealthSample.Now;

    [Fact]
    public void Exclude_SharesTheWeightWithinTheGroup_ThenAcrossGroups()
    {
        HealthModel model = HealthSample.Model(3, o =>
        {
            o.Groups["h"] = new HealthGroupOptions { Weight = 3 };
            o.Measures["m2"].Group = "h";
        });

        // Group g: 80 and 60; group h: 40. With m1 missing m0 has all of g, with m2 missing g has everything.
        Assert.Equal(((70m + (3 * 40m)) / 4, 12.5m), Of(model.Evaluate(80, 60, 40)));
        Assert.Equal(((80m + (3 * 40m)) / 4, 25m), Of(model.Evaluate(80, null, 40)));
        Assert.Equal((70m, 50m), Of(model.Evaluate(80, 60, null)));
        Assert.Equal(HealthTreatment.Excluded, model.Evaluate(80, 60, null).Measures[2].Treatment);

        static (decimal Score, decimal Weight) Of(HealthResult result) => (result.Score!.Value.Value, result.Measures[0].EffectiveWeight.Value);
    }

    [Theory]
    [InlineData("neutral", null, 50, HealthTreatment.Neutral)]
    [InlineData("37.5", null, 37.5, HealthTreatment.Neutral)]
    [InlineData("neutral", "negative", 50, HealthTreatment.Neutral)]
    [InlineData("worst", null, 20, HealthTreatment.Worst)]
    [InlineData("worst", "negative", 10, HealthTreatment.Worst)]
    public void NeutralAndWorst_CountASubstitute_ButCoverNothing(string missing, string? polarity, double score, HealthTreatment treatment)
    {
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Measures["m1"].Missing = missing;
            o.Measures["m1"].Polarity = polarity;
            o.Measures["m1"].Scale = new ScaleOptions { Kind = "bands", Below = 20 };
            o.Measures["m1"].Scale!.Points["a"] = new ScalePointOptions { At = 1, Score = 90 };
        });
        HealthResult result = model.Evaluate(80, null);
        Assert.Equal(((decimal)score, treatment, HealthInput.Missing), (result.Measures[1].Score!.Value.Value, result.Measures[1].Treatment, result.Measures[1].Input));
        Assert.Equal((50m, (80m + (decimal)score) / 2), (result.Coverage.Value, result.Score!.Value.Value));
    }

    [Fact]
    public void HoldLast_HoldsTheLastKnownValue_UntilItExpires()
    {
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Measures["m1"].ValidFor = "1m";
            o.Measures["m1"].Missing = "hold-last";
            o.Measures["m1"].HoldFor = "3m";
        });
        HealthFacts facts = HealthSample.Facts(d => d.Readings.Add(new HealthReading("m1", null, Now + Duration.FromDays(5))), 80, 60);
        Assert.Equal((HealthInput.Known, 70m), At(Now));
        Assert.Equal((HealthInput.Held, 70m), At(Now + Duration.FromDays(5)));
        Instant expiry = Instant.FromUtc(2026, 6, 1, 0, 0);
        Assert.Equal((HealthInput.Held, 70m), At(expiry));
        Assert.Equal((HealthInput.Missing, 80m), At(expiry + Duration.Epsilon));

        (HealthInput Input, decimal Score) At(Instant asOf) => (model.Evaluate(facts, asOf).Measures[1].Input, model.Evaluate(facts, asOf).Score!.Value.Value);
    }

    [Fact]
    public void Require_LeavesTheHealthUnknown()
    {
        HealthResult result = HealthSample.Model(2, o => o.Measures["m1"].Missing = "require").Evaluate(80, null);
        Assert.Equal((null, null, HealthUnknown.RequiredMissing, HealthTreatment.Required), (result.Score, result.Grade, result.Unknown, result.Measures[1].Treatment));
        Assert.Equal((0m, 0m), (result.Measures.Sum(m => m.Contribution.Value), result.Measures.Sum(m => m.EffectiveWeight.Value)));
        Assert.Equal("c unknown", result.ToString());
    }

    [Fact]
    public void RequiredGroup_WithoutAnything_LeavesTheHealthUnknown()
    {
        HealthModel model = HealthSample.Model(3, o =>
        {
            o.Groups["h"] = new HealthGroupOptions { Require = true };
            o.Measures["m1"].Group = o.Measures["m2"].Group = "h";
        });
        Assert.Equal(HealthUnknown.RequiredMissing, model.Evaluate(80, null, null).Unknown);
        Assert.Equal(65m, model.Evaluate(80, null, 50).Score!.Value.Value);
    }

    [Fact]
    public void NothingKnown_IsUnknown_NotZero() => Assert.Equal((null, HealthUnknown.NothingKnown), (HealthSample.Model(2).Evaluate().Score, HealthSample.Model(2).Evaluate().Unknown));

    [Theory]
    [InlineData("66.6667", true)]
    [InlineData("66.6668", false)]
    public void CoverageBelowTheMinimum_IsUnknown(string least, bool known)
    {
        HealthResult result = HealthSample.Model(3, o => o.CoverageAtLeast = decimal.Parse(least, System.Globalization.CultureInfo.InvariantCulture)).Evaluate(80, 60, null);
        Assert.Equal((66.6667m, known ? null : HealthUnknown.CoverageTooLow), (result.Coverage.Value, result.Unknown));
    }

    [Fact]
    public void ReadingOlderThanItsValidity_IsStale_OneNanosecondAfterIt()
    {
        // Ten days on the local calendar of Berlin over the night of 29 March 2026, which lacks an hour.
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Zone = "Europe/Berlin";
            o.Measures["m0"].ValidFor = "10d";
        });
        Instant measured = Instant.FromUtc(2026, 3, 20, 11, 0);
        Instant last = Instant.FromUtc(2026, 3, 30, 10, 0);
        HealthFacts facts = HealthSample.Facts(d => d.Readings.AddRange([new HealthReading("m0", 80, measured), new HealthReading("m1", 60, measured)]));
        Assert.Equal((HealthInput.Known, HealthInput.Stale), (model.Evaluate(facts, last).Measures[0].Input, model.Evaluate(facts, last + Duration.Epsilon).Measures[0].Input));
        Assert.Equal((70m, 60m), (model.Evaluate(facts, last).Score!.Value.Value, model.Evaluate(facts, last + Duration.Epsilon).Score!.Value.Value));
    }

    [Fact]
    public void LaterReadingWithoutAValue_TakesTheEarlierAway()
    {
        HealthFacts facts = HealthSample.Facts(d => d.Readings.Add(new HealthReading("m0", null, Now + Duration.Epsilon)), 80, 60);
        Assert.Equal((70m, 60m), (HealthSample.Model(2).Evaluate(facts, Now).Score!.Value.Value, HealthSample.Model(2).Evaluate(facts, Now + Duration.Epsilon).Score!.Value.Value));
    }

    [Fact]
    public void OfTwoReadingsOfOneInstant_TheLaterInTheListHolds()
    {
        HealthFacts facts = HealthSample.Facts(d => d.Readings.Add(new HealthReading("m0", 30, Now)), 80);
        Assert.Equal(30m, HealthSample.Model(1).Evaluate(facts, Now).Score!.Value.Value);
    }

    [Theory]
    [Requirement("H-5")]
    [InlineData("ann", "bob", 0, HealthInput.Known)]
    [InlineData("ann", "bob", 1, HealthInput.Unreviewed)]
    [InlineData("ann", "ann", 0, HealthInput.Unreviewed)]
    [InlineData("ann", " ", 0, HealthInput.Unreviewed)]
    [InlineData("ann", null, 0, HealthInput.Unreviewed)]
    [InlineData(null, "bob", 0, HealthInput.Known)]
    public void SelfAssessedReading_CountsOnceSomebodyElseHasReviewedIt(string? assessedBy, string? reviewedBy, long nanosecondsLate, HealthInput input)
    {
        HealthModel model = HealthSample.Model(1, o => o.Measures["m0"].SelfAssessed = true);
        HealthFacts facts = HealthSample.Facts(d => d.Readings.Add(new HealthReading("m0", 80, Now - Duration.FromDays(3), assessedBy, reviewedBy, Now + Duration.FromNanoseconds(nanosecondsLate))));
        Assert.Equal(input, model.Evaluate(facts, Now).Measures[0].Input);
    }

    [Fact]
    [Requirement("H-5")]
    public void UntilANewAssessmentIsReviewed_TheOldOneCounts()
    {
        HealthModel model = HealthSample.Model(1, o => o.Measures["m0"].SelfAssessed = true);
        HealthFacts facts = HealthSample.Facts(d => d.Readings.AddRange([
            new HealthReading("m0", 95, Now, "ann"), new HealthReading("m0", 70, Now - Duration.FromDays(30), "ann", "bob", Now - Duration.FromDays(29))]));
        Assert.Equal((70m, HealthInput.Known), (model.Evaluate(facts, Now).Score!.Value.Value, model.Evaluate(facts, Now).Measures[0].Input));
    }

    [Fact]
    public void WorstOfANegativeRank_WhereNobodyIsKnown_IsZero()
    {
        HealthModel model = HealthSample.Model(2, o =>
        {
            o.Measures["m0"].Scale = new ScaleOptions { Kind = "percentile" };
            o.Measures["m0"].Polarity = "negative";
            o.Measures["m0"].Missing = "worst";
        });
        HealthResult result = model.Freeze(HealthSample.Table()).Evaluate(null, 60);
        Assert.Equal((0m, 30m), (result.Measures[0].Score!.Value.Value, result.Score!.Value.Value));
        Assert.Equal(["m1"], result.WayUp().Improvements.Select(i => i.Measure.Key));
        Assert.Equal(HealthInput.Unscored, model.Freeze(HealthSample.Table()).Evaluate(5, 60).Measures[0].Input);
    }

    [Fact]
    public void SlopeOfATopShareOfTheLowest_IsNeither() => Assert.Equal(
        [0, -1, 1],
        HealthSample.Model(3, o =>
        {
            o.Measures["m0"].Scale = new ScaleOptions { Kind = "top-share", Direction = "lower" };
            o.Measures["m1"].Scale = new ScaleOptions { Kind = "groups", Direction = "lower" };
            o.Measures["m2"].Scale = new ScaleOptions { Kind = "top-share" };
        }).Policy.Measures.Select(m => m.Slope));

    [Fact]
    public void HoldLast_HoldsTheLatestValue_InWhicheverOrderReadingsCome()
    {
        HealthModel model = HealthSample.Model(2, o => (o.Measures["m1"].Missing, o.Measures["m1"].HoldFor) = ("hold-last", "3m"));
        HealthFacts facts = HealthSample.Facts(
            d => d.Readings.AddRange([
                new HealthReading("m1", 40, Now), new HealthReading("m1", null, Now + Duration.FromDays(1)), new HealthReading("m1", 90, Now - Duration.FromDays(1))]),
            80,
            60);

        // 60 and 40 were measured at one instant, of which the later in the list holds: (80 + 40) ÷ 2.
        HealthResult result = model.Evaluate(facts, Now + Duration.FromDays(2));
        Assert.Equal((HealthInput.Held, HealthTreatment.Counted, 40m, 60m), (result.Measures[1].Input, result.Measures[1].Treatment, result.Measures[1].Value, result.Score!.Value.Value));
    }

    [Fact]
    public void ConditionOfAScore_TakesAHeldOne_ButNoSubstitute()
    {
        HealthFacts facts = HealthSample.Facts(d => d.Readings.Add(new HealthReading("m1", null, Now + Duration.FromDays(1))), 90, 60);
        HealthResult Of(string missing, string? hold) => HealthSample.Model(2, o =>
        {
            (o.Measures["m1"].Missing, o.Measures["m1"].HoldFor) = (missing, hold);
            o.Exceptions["low"] = HealthSample.Cap(40, new Rules.ConditionOptions { Score = "m1", LessThan = 70 });
        }).Evaluate(facts, Now + Duration.FromDays(2));

        // Held 60 is below 70; the neutral 50 is nobody's score: (90 + 50) ÷ 2.
        Assert.Equal((40m, 70m), (Of("hold-last", "3m").Score!.Value.Value, Of("neutral", null).Score!.Value.Value));
    }

    [Fact]
    [Requirement("H-5")]
    public void ReviewedReadingWithoutAValue_IsMissing_WhateverWaitsForReview()
    {
        HealthModel model = HealthSample.Model(1, o => o.Measures["m0"].SelfAssessed = true);
        HealthFacts facts = HealthSample.Facts(d => d.Readings.AddRange([new HealthReading("m0", null, Now, "ann", "bob", Now), new HealthReading("m0", 80, Now, "ann")]));
        Assert.Equal(HealthInput.Missing, model.Evaluate(facts, Now).Measures[0].Input);
    }

    [Fact]
    public void ValueWithoutAScore_IsShown()
    {
        HealthModel model = HealthSample.Model(2, o => o.Measures["m0"].Scale = new ScaleOptions { Kind = "percentile" });
        HealthMeasurePart part = model.Freeze(HealthSample.Table()).Evaluate(5, 60).Measures[0];
        Assert.Equal((HealthInput.Unscored, 5m, null), (part.Input, part.Value, part.Score));
    }

    [Fact]
    public void Parts_EndAfterTheLast()
    {
        HealthResult result = HealthSample.Model(1).Evaluate(60);
        Assert.Throws<ArgumentOutOfRangeException>(() => result.Measures[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => result.Groups[-1]);
    }
}
