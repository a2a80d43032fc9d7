using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Facts;

/// <summary>What each kind of bad or extreme input gives, stated and tested.</summary>
public class BadInputTests
{
    public static TheoryData<string> Presets => new TheoryData<string>(TieringPresets.Catalogue.Names);

    [Theory]
    [MemberData(nameof(Presets))]
    public void NoFactsAtAll_GiveAnEmptyRun(string preset)
    {
        TieringRun run = Given.Run(Given.Preset(preset), Given.Facts(), "2026-03-31");
        Assert.Equal(0, run.Count);
        Assert.All(run.Summarise(), s => Assert.Equal(0, s.Count));
        Assert.Empty(run.TopRows(10));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void AsOfBeforeAllOrders_LeavesListedCustomersUnscored(string preset)
    {
        FactSet facts = Given.Facts(f => f.Customers.Add(Given.Customer("C1")), Given.Sale("C1", "2026-03-01", 10, "A"));
        TieringRun run = Given.Run(Given.Preset(preset), facts, "2020-01-01");
        Assert.Equal(1, run.Reading!.Tally.Excluded[ExclusionReasons.AfterAsOf]);
        Assert.Equal(FindingCodes.DocumentInFuture, run.Findings.Single().Code);
        Assert.Equal(Tier.UnscoredCode, run.Of("C1").Tier.Code);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void OneCustomer_IsTieredWithoutOthers(string preset) =>
        Assert.NotNull(Given.Run(Given.Preset(preset), Given.Facts(Given.Sale("C1", "2026-03-01", 10, "A")), "2026-03-31").Of("C1").Tier);

    [Theory]
    [MemberData(nameof(Presets))]
    public void AllCustomersEqual_GetOneTier_ExceptUnderNtile(string preset)
    {
        FactSet facts = Given.Facts(Enumerable.Range(0, 20).Select(i => Given.Sale("C" + i, "2026-03-01", 10, "N" + i)).ToArray());
        TieringRun run = Given.Run(Given.Preset(preset), facts, "2026-03-31");
        int tiers = Enumerable.Range(0, run.Count).Select(r => run.TierAt(r).Code).Distinct().Count();
        Assert.True(preset == TieringPresets.RfmGridNtile ? tiers > 1 : tiers == 1);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void OneMeasureMissingForAll_IsNotZeroAndDoesNotCrash(string preset)
    {
        TieringPolicy policy = Given.Preset(preset);
        foreach (MeasureDefinition missing in policy.Measures)
        {
            MeasureTable table = Given.Table(policy.Measures.Where(m => m != missing).Select(m => (m.Key, new decimal?[] { 1, 2, 3 })).ToArray());
            TieringRun run = Given.Run(policy, table);
            Assert.All(Enumerable.Range(0, 3), r => Assert.False(run.ResultAt(r).Measures.ContainsKey(missing.Key)));
            Assert.Contains(run.Findings, f => f.Code == FindingCodes.MeasureNotGiven && f.Subject == missing.Key && f.Count == 3);
        }
    }

    [Fact]
    public void AmountsBeyondRange_AreLeftOutAndReported()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Facts(Given.Sale("C1", "2026-03-01", decimal.MaxValue, "A"), Given.Sale("C1", "2026-03-02", 5, "B")), "2026-03-31");
        Assert.Equal(5m, run.Of("C1").Measures["monetary"]);
        Assert.Equal((FindingCodes.AmountOutOfRange, "C1"), (run.Findings.Single().Code, run.Findings.Single().Customers.Single().Value));
        Assert.Equal(1, run.Reading!.Tally.Excluded[ExclusionReasons.AmountOutOfRange]);
    }

    [Fact]
    public void SumBeyondRange_IsMissingAndReported()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Facts(Given.Sale("C1", "2026-03-01", 900_000_000_000_000m, "A"), Given.Sale("C1", "2026-03-02", 900_000_000_000_000m, "B"), Given.Sale("C2", "2026-03-02", 1, "C")), "2026-03-31");
        Assert.False(run.Of("C1").Measures.ContainsKey("monetary"));
        Assert.Equal(1m, run.Of("C2").Measures["monetary"]);
        Assert.Equal((FindingCodes.MeasureOutOfRange, "monetary"), (run.Findings.Single().Code, run.Findings.Single().Subject));
    }

    [Fact]
    public void LineWithoutCustomer_IsLeftOutAndReported()
    {
        DocumentDraft sale = Given.Sale("C1", "2026-03-01", 30, "A");
        sale.SoldTo = default;
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Facts(sale), "2026-03-31");
        Assert.Equal((0, FindingCodes.DocumentWithoutCustomer), (run.Count, run.Findings.Single().Code));
    }

    [Fact]
    public void MeasureTable_WithAnUnknownColumnOrACustomerTwice_SaysSo()
    {
        TieringRun run = Given.Run(Given.Preset(TieringPresets.P2), Given.Table(("recency", [1m]), ("frequency", [1m]), ("montary", [1m])));
        Assert.Equal(["column-unknown montary: 1", "measure-not-given monetary: 1"], run.Findings.Select(f => f.ToString()));
        Assert.Contains("C1 stands in two rows", Assert.Throws<ArgumentException>(() => new MeasureTable([Given.Customer("C1"), Given.Customer("C1")], [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    public void CustomerIds_ThatNameNobody_AreRefused(string id)
    {
        Assert.False(CustomerId.IsValid(id));
        Assert.Contains("1 to 128 characters", Assert.Throws<ArgumentException>(() => new CustomerId(id)).Message, StringComparison.Ordinal);
    }

    // Attributes can't hold half of a pair, so these are no theory.
    [Fact]
    public void PolicyVersionsAndCustomerIds_WithATextThatNoStoreKeeps_AreRefused()
    {
        foreach (string text in new[] { " ", "2026\0", "2026\ud83d", "\ude002026", "\ud83d2026" })
        {
            Assert.Throws<ArgumentException>(() => new PolicyVersion(text, "f"));
            Assert.False(CustomerId.IsValid(text));
        }
    }

    [Fact]
    public void CustomerIds_UpTo128Characters_AreAccepted()
    {
        Assert.True(CustomerId.IsValid(new string('x', 128)));
        Assert.False(CustomerId.IsValid(new string('x', 129)));
        Assert.True(CustomerId.IsValid("a\ud83d\ude00"));
        Assert.True(default(CustomerId).IsEmpty);
    }

    [Fact]
    [Requirement("T-11")]
    public void DataQuality_NamesCountsAndListsEveryFinding()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2, o =>
        {
            o.Measures["monetary"].PossibleTo = 1000;
            o.Measures["frequency"].CompletenessAtLeast = 80;
            o.Quality = new TieringQualityOptions { UniqueAttributes = "taxNumber" };
            o.Quality.CompleteAttributes["region"] = 50;
        });
        FactSet facts = Given.Facts(
            f =>
            {
                f.Customers.Add(Given.Customer("C3"));
                f.Attributes.Add(new AttributeFact(Given.Customer("C1"), "taxNumber", "913", BusinessTime.On(Given.Date("2026-01-01")), default));
                f.Attributes.Add(new AttributeFact(Given.Customer("C2"), "taxNumber", "913", BusinessTime.On(Given.Date("2026-01-01")), default));
                f.Attributes.Add(new AttributeFact(Given.Customer("C2"), "region", "north", BusinessTime.On(Given.Date("2026-01-01")), default));
                f.ControlTotals.Add(new ControlTotal("2026-03", Given.Date("2026-03-01"), Given.Date("2026-03-31"), new Money(5010.5m, "CNY")));
                f.ControlTotals.Add(new ControlTotal("2026-02", Given.Date("2026-02-01"), Given.Date("2026-02-28"), new Money(7, "CNY")));
            },
            Given.Sale("C1", "2026-03-01", 5000, "A"),
            Given.Sale("C2", "2026-03-31", 10, "B"),
            Given.Sale("C2", "2026-02-28", 7, "C"));
        TieringRun run = Given.Run(policy, facts, "2026-03-31");
        Assert.Equal(
            [
                "completeness-low frequency: 1 C3",
                "completeness-low region: 2 C1,C3",
                "control-total-differs 2026-03 (5010.5 CNY, documents 5010 CNY): 1 ",
                "customer-possibly-duplicate taxNumber: 2 C1,C2",
                "value-impossible monetary: 1 C1",
            ],
            run.Findings.Select(f => f + " " + string.Join(",", f.Customers)));
        Assert.All(run.Findings, f => Assert.DoesNotContain("{", f.ToText(Language.English) + f.ToText(Language.Chinese), StringComparison.Ordinal));

        // Found before scoring; nobody is dropped for it.
        Assert.Equal(3, run.Count);
    }
}
