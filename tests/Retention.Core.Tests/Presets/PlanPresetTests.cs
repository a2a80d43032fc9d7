using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Presets;

/// <summary>The plans' tiering systems, with the plans' own customers.</summary>
public class PlanPresetTests
{
    public static TheoryData<string> Presets => new TheoryData<string>(TieringPresets.Catalogue.Names);

    [Theory]
    [MemberData(nameof(Presets))]
    public void EveryPreset_Compiles(string preset) => Assert.True(TieringPolicy.Compile(new TieringOptions { Preset = preset }, TieringPresets.Catalogue).Succeeded);

    [Theory]
    [MemberData(nameof(Presets))]
    public void EveryPreset_ButTheOneWithThreeUnreachableSegments_HasNoWarning(string preset)
    {
        string[] warnings = TieringPolicy.Compile(new TieringOptions { Preset = preset }, TieringPresets.Catalogue).Warnings.Select(w => w.Path + " " + w.Code).ToArray();
        Assert.Equal(
            preset == TieringPresets.RfmR02 ? ["tiers:new-customers tier-unreachable", "tiers:promising tier-unreachable", "tiers:cant-lose-them tier-unreachable"] : [],
            warnings);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void EveryPreset_NamesItsTiersInBothLanguages(string preset) =>
        Assert.All(Given.Preset(preset).Tiers, t => Assert.False(string.IsNullOrWhiteSpace(t.NameChinese) || t.NameChinese == t.Name));

    [Theory]
    [InlineData(85, "A")]
    [InlineData(80, "A")]
    [InlineData(79.9999, "B")]
    [InlineData(68, "B")]
    [InlineData(65, "B")]
    [InlineData(64.9999, "C")]
    [InlineData(50.0001, "C")]
    [InlineData(50, "D")]
    [InlineData(45, "D")]
    [Requirement("T-4")]
    public void P2_CutsTheComposite_AtItsExactBounds(double composite, string tier) =>
        Assert.Equal(tier, Given.Preset(TieringPresets.P2).Bands!.Find(new Score((decimal)composite))!.Code);

    [Fact]
    [Requirement("T-4")]
    [Requirement("T-1")]
    public void P2_OnOrders_ScoresRecencyByDaysAndTheRestByPercentile()
    {
        FactSet facts = Given.Facts(
            Given.Sale("C1", "2026-03-31", 300, "1"),
            Given.Sale("C1", "2025-06-01", 300, "2"),
            Given.Sale("C2", "2025-12-02", 100, "3"),
            Given.Sale("C3", "2025-03-31", 900, "4"));
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), facts, "2026-03-31");

        // C3's order lies exactly 12 months before the as-of's day, one day before the window begins.
        TieringResult outside = run.Of("C3");
        Assert.Equal((365m, 0m, 0m), (outside.Measures["recency"], outside.Measures["frequency"], outside.Measures["monetary"]));
        Assert.Equal(0m, outside.Scores["r"].Value);
        TieringResult best = run.Of("C1");
        Assert.Equal((0m, 2m, 600m), (best.Measures["recency"], best.Measures["frequency"], best.Measures["monetary"]));
        Assert.Equal((100m, 83.3333m, 83.3333m), (best.Scores["r"].Value, best.Scores["f"].Value, best.Scores["m"].Value));
        Assert.Equal("A", best.Tier.Code);
        Assert.Equal(60.3333m, run.Of("C2").Scores["r"].Value);
    }

    [Fact]
    [Requirement("T-5")]
    [Requirement("T-3")]
    public void P4_TemplateTwo_GivesItsScoresCompositesAndTiers()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Indicators.Add(new IndicatorFact(Given.Customer("C001"), "custom", 95, BusinessTime.On(Given.Date("2026-01-01")), default));
                f.Indicators.Add(new IndicatorFact(Given.Customer("C002"), "custom", 80, BusinessTime.On(Given.Date("2026-01-01")), default));
            },
            Given.Sale("C001", "2026-05-30", 300_000, "1"),
            Given.Sale("C001", "2026-04-01", 300_000, "2"),
            Given.Sale("C001", "2026-02-01", 300_000, "3"),
            Given.Sale("C001", "2025-12-01", 300_000, "4"),
            Given.Sale("C002", "2026-02-28", 400_000, "5"),
            Given.Sale("C002", "2025-10-01", 400_000, "6"));
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P4), facts, "2026-06-30");
        TieringResult first = run.Of("C001");
        Assert.Equal([90m, 85m, 88m, 95m], new[] { "r", "f", "m", "custom" }.Select(s => first.Scores[s].Value));
        Assert.Equal((89.5m, "高价值客户"), (first.Composite!.Value.Value, first.Tier.NameChinese));
        TieringResult second = run.Of("C002");
        Assert.Equal(4.0667m, second.Measures["recency"]);
        Assert.Equal("低价值/风险客户", second.Tier.NameChinese);
    }

    [Theory]
    [InlineData(60, 70, 65, 80, "risk")]
    [InlineData(90, 85, 88, 95, "high-value")]
    [InlineData(80, 80, 80, 0, "high-value")]
    [InlineData(79.9999, 80, 80, 0, "stable")]
    [InlineData(61, 70, 60, 90, "high-value")]
    [InlineData(61, 70, 59.9999, 90, "potential")]
    [InlineData(60, 70, 59.9999, 90, "risk")]
    [InlineData(70, 60, 90, 0, "potential")]
    [InlineData(70, 60, 70, 0, "risk")]
    [InlineData(60.0001, 60.0001, 0, 0, "stable")]
    [Requirement("T-5")]
    public void P4_FirstMatch_DecidesByScores(double r, double f, double m, double custom, string tier)
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P4, o =>
        {
            // Scores as given, so that each bound of the rules is met exactly.
            foreach (string key in new[] { "r", "f", "m", "custom" })
            {
                o.Measures[key] = new Core.Measures.MeasureOptions { Kind = "column" };
                o.Scores[key].Measure = key;
                o.Scores[key].Scale = new Core.Scoring.ScaleOptions { Kind = "given" };
            }
        });
        TieringRun run = Given.Run(policy, Given.Table(("r", [(decimal)r]), ("f", [(decimal)f]), ("m", [(decimal)m]), ("custom", [(decimal)custom]), ("contributionChange", [0m])));
        Assert.Equal(tier, run.TierAt(0).Code);
    }

    [Theory]
    [InlineData(-20, "risk")]
    [InlineData(-19.9999, "stable")]
    [Requirement("T-5")]
    public void P4_ContributionDownByAFifth_IsRisk(double change, string tier)
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P4), Given.Table(("recency", [2m]), ("frequency", [3m]), ("monetary", [900_000m]), ("contributionChange", [(decimal)change])));
        Assert.Equal(tier, run.TierAt(0).Code);
    }

    [Theory]
    [InlineData("2026-03-31", "2026-06-30", "potential")] // exactly 3 months (clamped): C003 of template 1
    [InlineData("2026-04-01", "2026-06-30", "new")]
    [InlineData("2025-06-30", "2026-06-30", "potential")] // exactly 12 months is not more than 12
    [InlineData("2025-06-29", "2026-06-30", "high-value")]
    [Requirement("T-6")]
    public void P3_RelationshipBounds_AreStrict(string start, string asOf, string tier)
    {
        FactSet facts = Given.Facts(f =>
        {
            f.Attributes.Add(new AttributeFact(Given.Customer("C003"), "relationship-start", start, BusinessTime.On(Given.Date("2020-01-01")), default));
            f.Occurrences.Add(new OccurrenceFact("1", Given.Customer("C003"), "contact.inbound", BusinessTime.On(Given.Date("2026-06-29")), default));
        });
        Assert.Equal(tier, Given.Run(Given.Preset(TieringPresets.P3), facts, asOf).Of("C003").Tier.Code);
    }

    [Theory]
    [InlineData("2026-03-30", "churn-risk")] // 3 months of silence, "for 3 months" means ≥
    [InlineData("2026-03-31", "churn-risk")] // clamped month end: 31 March + 3 months is 30 June
    [InlineData("2026-04-01", "high-value")]
    [Requirement("T-6")]
    public void P3_ThreeMonthsWithoutInteraction_IsChurnRisk_AndOtherMatchesAreSecondary(string contact, string tier)
    {
        FactSet facts = Given.Facts(
            f => f.Occurrences.Add(new OccurrenceFact("1", Given.Customer("C1"), "contact.inbound", BusinessTime.On(Given.Date(contact)), default)),
            Given.Sale("C1", "2025-06-01", 100, "1"));
        TieringResult result = Given.Run(Given.Preset(TieringPresets.P3), facts, "2026-06-30").Of("C1");
        Assert.Equal(tier, result.Tier.Code);
        Assert.Equal(tier == "churn-risk" ? ["high-value"] : [], result.SecondaryTiers.Select(t => t.Code));
    }

    [Theory]
    [InlineData("survey-10", 6, "new")]
    [InlineData("survey-10", 5.9, "churn-risk")]
    [InlineData("survey-5", 3, "new")]
    [InlineData("survey-5", 2.9, "churn-risk")]
    [Requirement("T-6")]
    public void P3_Satisfaction_SixtyIsNotBelowSixty(string survey, double answer, string tier)
    {
        FactSet facts = Given.Facts(
            f => f.Occurrences.Add(new OccurrenceFact("1", Given.Customer("C1"), survey, BusinessTime.On(Given.Date("2026-06-20")), default, (decimal)answer)),
            Given.Sale("C1", "2026-06-01", 0, "1"));
        Assert.Equal(tier, Given.Run(Given.Preset(TieringPresets.P3), facts, "2026-06-30").Of("C1").Tier.Code);
    }

    [Fact]
    [Requirement("T-7")]
    public void P1_ThreeDimensions_PutEachCustomerWhereThePlanSays()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Occurrences.Add(new OccurrenceFact("1", Given.Customer("core"), "referral", BusinessTime.On(Given.Date("2026-05-01")), default));
                f.Occurrences.Add(new OccurrenceFact("2", Given.Customer("prospect"), "enquiry", BusinessTime.On(Given.Date("2026-06-01")), default));
            },
            Given.Sale("core", "2026-04-30", 500, "1"),
            Given.Sale("core", "2026-05-31", 500, "2"),
            Given.Sale("core", "2026-06-30", 500, "3"),
            Given.Sale("leaving", "2025-10-01", 10, "4"),
            Given.Sale("basic", "2026-06-01", 1, "5"));
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P1), facts, "2026-06-30");
        Assert.Equal("核心客户", run.Of("core").Tier.NameChinese);
        Assert.Equal("流失预警客户", run.Of("leaving").Tier.NameChinese);
        Assert.Equal("潜力客户", run.Of("prospect").Tier.NameChinese);
        Assert.Equal("基础客户", run.Of("basic").Tier.NameChinese);

        // Below three orders a gap is 90 days: 272 days ÷ 270 is full risk.
        Assert.Equal(100m, run.Of("leaving").Measures["risk"]);
        Assert.Equal(0m, run.Of("core").Measures["risk"]);
    }

    [Fact]
    [Requirement("T-6")]
    public void P3_LogIn_IsNoInteraction()
    {
        FactSet facts = Given.Facts(
            f => f.Occurrences.Add(new OccurrenceFact("1", Given.Customer("C1"), "login", BusinessTime.On(Given.Date("2026-06-20")), default)),
            Given.Sale("C1", "2026-01-02", 100, "1"));
        Assert.Equal("churn-risk", Given.Run(Given.Preset(TieringPresets.P3), facts, "2026-06-30").Of("C1").Tier.Code);
    }

    [Fact]
    [Requirement("T-5")]
    public void P4_CompositeThatIsMissing_DoesNotDecide()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P4, o => o.Composites["composite"].Missing["custom"] = "require");
        TieringRun run = Given.Run(policy, Given.Table(("recency", [0m]), ("frequency", [9m]), ("monetary", [2_000_000m])));
        Assert.Equal(("high-value", null), (run.TierAt(0).Code, run.CompositeAt(0)));
    }

    [Fact]
    [Requirement("T-7")]
    public void P1_CustomerOfWhomNothingIsKnown_IsUnscored()
    {
        FactSet facts = Given.Facts(f => f.Customers.Add(Given.Customer("nobody")), Given.Sale("C1", "2026-01-02", 100, "1"));
        Assert.Equal(Tier.UnscoredCode, Given.Run(Given.Preset(TieringPresets.P1), facts, "2026-06-30").Of("nobody").Tier.Code);
    }

    [Fact]
    [Requirement("T-8")]
    public void P2Tagged_ProposesTheTagsThatThePlanNames()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Occurrences.Add(new OccurrenceFact("1", Given.Customer("C1"), "complaint.logistics", BusinessTime.On(Given.Date("2026-03-01")), default));
                f.Occurrences.Add(new OccurrenceFact("2", Given.Customer("C2"), "login", BusinessTime.On(Given.Date("2026-06-29")), default));
            },
            Given.Sale("C1", "2026-01-02", 100, "1"),
            Given.Sale("C2", "2026-01-02", 100, "2"),
            Given.Sale("C2", "2026-01-03", 100, "3"));
        TieringPolicy policy = Given.Preset(TieringPresets.P2Tagged);
        TieringRun run = Given.Run(policy, facts, "2026-06-30");
        string Names(string customer) => string.Join(" ", run.Of(customer).ProposedTags.Select(t => policy.Tags.Single(p => p.Code == t).NameChinese));
        Assert.Equal(("仅首购未复购 投诉过物流 沉默客户", "低频使用"), (Names("C1"), Names("C2")));
    }

    [Theory]
    [InlineData(TieringPresets.Retail, 30, 40, 30)]
    [InlineData(TieringPresets.Services, 30, 30, 20)]
    [InlineData(TieringPresets.HighTicket, 20, 20, 60)]
    [Requirement("T-10")]
    public void IndustryPresets_WeighAsThePlanSays(string preset, int r, int f, int m)
    {
        TieringOptions options = TieringPresets.Options(preset);
        Assert.Equal((r, f, m), (options.Composites["rfm"].Weights["r"], options.Composites["rfm"].Weights["f"], options.Composites["rfm"].Weights["m"]));
        Assert.Equal(100m, options.Composites["rfm"].Weights.Values.Sum());
    }

    [Fact]
    [Requirement("T-10")]
    public void FewAndLarge_TagsEveryCustomerAboveDForOneToOneService()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.FewAndLarge);
        TieringRun run = Given.Run(policy, Given.Table(("recency", [0m, 400m]), ("frequency", [9m, 1m]), ("monetary", [900m, 1m])));
        Assert.Equal(["one-to-one"], run.ResultAt(0).ProposedTags);
        Assert.Empty(run.ResultAt(1).ProposedTags);
        Assert.Equal("一对一专属", policy.Tags[0].NameChinese);
    }

    [Fact]
    public void TheGrid_SharesOutAll25CellsExactly()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.RfmGrid, o =>
        {
            foreach (string key in new[] { "r", "f", "m" })
            {
                o.Measures[key] = new Core.Measures.MeasureOptions { Kind = "column" };
                o.Scores[key].Measure = key;
                o.Scores[key].Scale = new Core.Scoring.ScaleOptions { Kind = "given" };
            }
        });
        var cells = (from r in Enumerable.Range(1, 5) from f in Enumerable.Range(1, 5) select (r, f)).ToArray();
        TieringRun run = Given.Run(policy, Given.Table(("r", cells.Select(c => (decimal?)c.r).ToArray()), ("f", cells.Select(c => (decimal?)c.f).ToArray()), ("m", cells.Select(_ => (decimal?)1).ToArray())));
        Assert.Equal(
            "hibernating hibernating at-risk at-risk cant-lose hibernating hibernating at-risk at-risk cant-lose about-to-sleep about-to-sleep need-attention loyal-customers loyal-customers promising potential-loyalists potential-loyalists loyal-customers loyal-customers new-customers potential-loyalists potential-loyalists champions champions",
            string.Join(" ", Enumerable.Range(0, 25).Select(i => run.TierAt(i).Code)));
        Assert.All(Enumerable.Range(0, 25), i => Assert.Empty(run.ResultAt(i).SecondaryTiers));
    }
}
