using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Facts;

/// <summary>Each rule of how business documents behave, by name.</summary>
[Requirement("T-1")]
public class DocumentRuleTests
{
    [Fact]
    public void LaterRevision_ReplacesEveryLineOfTheEarlier()
    {
        DocumentDraft second = Given.Sale("C1", "2026-03-01", 70, "A");
        second.Line = 2;
        DocumentDraft revised = Given.Sale("C1", "2026-03-02", 40, "A");
        revised.Revision = 1;
        TieringRun run = Run(null, Given.Sale("C1", "2026-03-01", 30, "A"), second, revised);
        Assert.Equal((1m, 40m), (Frequency(run), Spend(run)));
        Assert.Equal(2, run.Reading!.Tally.Excluded[ExclusionReasons.Superseded]);
    }

    [Theory]
    [InlineData(DocumentStatus.Unapproved, ExclusionReasons.Unapproved)]
    [InlineData(DocumentStatus.Cancelled, ExclusionReasons.Cancelled)]
    [InlineData(DocumentStatus.RedLettered, ExclusionReasons.RedLettered)]
    [InlineData(DocumentStatus.Draft, ExclusionReasons.NotApproved)]
    public void RevisionThatTakesApprovalBack_CountsAsNothing_UntilApprovedAgain(DocumentStatus status, string reason)
    {
        DocumentDraft taken = Given.Sale("C1", "2026-03-01", 30, "A");
        taken.Revision = 1;
        taken.Status = status;
        TieringRun run = Run(null, Given.Sale("C1", "2026-03-01", 30, "A"), taken, Given.Sale("C1", "2026-01-01", 5, "B"));
        Assert.Equal(5m, Spend(run));
        Assert.Equal(1, run.Reading!.Tally.Excluded[reason]);
        DocumentDraft again = Given.Sale("C1", "2026-03-01", 25, "A");
        again.Revision = 2;
        Assert.Equal(30m, Spend(Run(null, Given.Sale("C1", "2026-03-01", 30, "A"), taken, again, Given.Sale("C1", "2026-01-01", 5, "B"))));
    }

    [Fact]
    public void Drafts_CountWhereTheRulesSaySo()
    {
        DocumentDraft draft = Given.Sale("C1", "2026-03-01", 30, "A");
        draft.Status = DocumentStatus.Draft;
        Assert.Equal(30m, Spend(Run(new DocumentRulesOptions { CountFrom = "draft" }, draft)));
    }

    [Theory]
    [InlineData("ordered", 100)]
    [InlineData("shipped", 40)]
    [InlineData("invoiced", 40)]
    [InlineData("paid", 0)]
    public void TheRules_NameWhichDateCounts(string date, int spend)
    {
        DocumentDraft part = Given.Sale("C1", "2026-03-01", 40, "A");
        part.ShippedOn = BusinessTime.On(Given.Date("2026-03-05"));
        part.InvoicedOn = BusinessTime.On(Given.Date("2026-03-06"));
        DocumentDraft rest = Given.Sale("C1", "2026-03-01", 60, "A");
        rest.Part = 2;
        TieringRun run = Run(new DocumentRulesOptions { Date = date }, part, rest);
        Assert.Equal(spend == 0 ? null : spend, run.Count == 0 ? null : (int?)Spend(run));
        Assert.Equal(2, run.Reading!.Tally.Read);
        Assert.Equal(date == "ordered" ? 2 : date == "paid" ? 0 : 1, run.Reading.Tally.Counted);
    }

    [Fact]
    public void PartialShipments_CountAtTheirOwnDates_AndAsOneOrder()
    {
        DocumentDraft first = Given.Sale("C1", "2026-01-01", 40, "A");
        first.ShippedOn = BusinessTime.On(Given.Date("2026-01-10"));
        DocumentDraft second = Given.Sale("C1", "2026-01-01", 60, "A");
        second.Part = 2;
        second.ShippedOn = BusinessTime.On(Given.Date("2026-03-10"));
        var rules = new DocumentRulesOptions { Date = "shipped" };
        TieringRun early = Run(rules, "2026-02-01", first, second);
        Assert.Equal((1m, 40m, 22m), (Frequency(early), Spend(early), Recency(early)));
        TieringRun late = Run(rules, "2026-03-31", first, second);

        // The order itself came with its first part.
        Assert.Equal((1m, 100m, 80m), (Frequency(late), Spend(late), Recency(late)));
    }

    [Fact]
    public void AsKnownAt_AnEarlierInstant_LaterRecordsDontExist()
    {
        DocumentDraft original = Given.Sale("C1", "2026-03-01", 30, "A");
        original.RecordedAt = Given.At("2026-03-01T00:00:00Z");
        DocumentDraft revised = Given.Sale("C1", "2026-03-01", 45, "A");
        revised.Revision = 1;
        revised.RecordedAt = Given.At("2026-03-10T00:00:00Z");
        var model = new TieringModel(Policy(null));
        FactSet facts = Given.Facts(original, revised);
        Assert.Equal(45m, Spend(model.Evaluate(facts, Given.EndOf("2026-03-31")).Value));
        Assert.Equal(45m, Spend(model.Evaluate(facts, Given.EndOf("2026-03-31"), null, Given.At("2026-03-10T00:00:00Z")).Value));
        TieringRun before = model.Evaluate(facts, Given.EndOf("2026-03-31"), null, Given.At("2026-03-09T23:59:59.999999999Z")).Value;
        Assert.Equal(30m, Spend(before));
        Assert.Equal(1, before.Reading!.Tally.Excluded[ExclusionReasons.RecordedLater]);
    }

    [Fact]
    public void DateOnlyDocument_CountsFromTheStartOfTheOrganisationsLocalDay()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Organisations.Add(new Organisation("SH", Given.Shanghai));
                f.Organisations.Add(new Organisation("NY", DateTimeZoneProviders.Tzdb["America/New_York"]));
            },
            At("SH", "C1"),
            At("NY", "C2"));
        static DocumentDraft At(string organisation, string customer)
        {
            DocumentDraft sale = Given.Sale(customer, "2026-03-02", 10, "A");
            sale.Organisation = organisation;
            return sale;
        }

        // 2 March has begun in Shanghai at 16:00 UTC on the 1st, in New York at 05:00 UTC on the 2nd.
        FactReading reading = FactReading.Read(facts, Policy(null).Documents, Given.Shanghai, Given.At("2026-03-02T04:59:59Z"));
        Assert.Equal(["C1"], reading.Histories.Select(h => h.Customer.Value));
        Assert.Equal(2, FactReading.Read(facts, Policy(null).Documents, Given.Shanghai, Given.At("2026-03-02T05:00:01Z")).Histories.Count);
    }

    [Fact]
    public void DateOnlyDocumentsOfOneDay_AreOrderedByNumber()
    {
        TieringOptions options = Given.Measuring(("first", new MeasureOptions { Kind = "first-order" }));
        TieringRun run = Given.Run(Given.Compile(options), Given.Facts(Given.Sale("C1", "2026-03-01", 20, "B"), Given.Sale("C1", "2026-03-01", 10, "A")), "2026-03-31");
        Assert.Equal(10m, run.Of("C1").Measures["first"]);
    }

    [Theory]
    [InlineData(TradeKind.WalkIn, ExclusionReasons.WalkIn)]
    [InlineData(TradeKind.Intercompany, ExclusionReasons.Intercompany)]
    [InlineData(TradeKind.Employee, ExclusionReasons.Employee)]
    [InlineData(TradeKind.Sample, ExclusionReasons.Sample)]
    [InlineData(TradeKind.Replacement, ExclusionReasons.Replacement)]
    public void KindsOfDealing_AreLeftOutByRule_AndCounted(TradeKind trade, string reason)
    {
        DocumentDraft sale = Given.Sale("C1", "2026-03-01", 30, "A");
        sale.Trade = trade;
        TieringRun without = Run(null, sale, Given.Sale("C1", "2026-03-01", 1, "B"));
        Assert.Equal(1m, Spend(without));
        Assert.Equal(1, without.Reading!.Tally.Excluded[reason]);
        var all = new DocumentRulesOptions { IncludeWalkIn = true, IncludeIntercompany = true, IncludeEmployee = true, IncludeSample = true, IncludeReplacement = true };
        Assert.Equal(31m, Spend(Run(all, sale, Given.Sale("C1", "2026-03-01", 1, "B"))));
    }

    [Fact]
    public void ForeignCurrency_IsSummedInTheBaseCurrency_RoundedHalfAwayFromZero()
    {
        DocumentDraft dollars = Given.Sale("C1", "2026-03-01", 0, "A");
        dollars.Amount = new Money(10.005m, "USD");
        dollars.RateToBase = 7.12345m;
        Assert.Equal(71.2701m, Spend(Run(null, dollars)));
        dollars.RateToBase = null;
        TieringRun without = Run(null, dollars, Given.Sale("C1", "2026-03-01", 1, "B"));
        Assert.Equal(1m, Spend(without));
        Finding finding = Assert.Single(without.Findings);
        Assert.Equal((FindingCodes.DocumentWithoutRate, 1, "C1"), (finding.Code, finding.Count, finding.Customers[0].Value));
    }

    [Fact]
    public void Scope_ReadsOneTenant_AndOneOrganisationOrAllConsolidated()
    {
        DocumentDraft Of(string tenant, string organisation, string number, decimal amount)
        {
            DocumentDraft sale = Given.Sale("C1", "2026-03-01", amount, number);
            sale.Tenant = tenant;
            sale.Organisation = organisation;
            return sale;
        }

        DocumentDraft[] all = [Of("t1", "a", "1", 1), Of("t1", "b", "1", 10), Of("t2", "a", "1", 100)];
        Assert.Equal((2m, 11m), (Frequency(Run(new DocumentRulesOptions { Tenant = "t1" }, all)), Spend(Run(new DocumentRulesOptions { Tenant = "t1" }, all))));
        TieringRun one = Run(new DocumentRulesOptions { Tenant = "t1", Organisations = "b" }, all);
        Assert.Equal(10m, Spend(one));
        Assert.Equal(2, one.Reading!.Tally.Excluded[ExclusionReasons.OutOfScope]);
    }

    [Fact]
    public void UnlistedOrganisation_IsAFinding()
    {
        DocumentDraft sale = Given.Sale("C1", "2026-03-01", 30, "A");
        sale.Organisation = "x";
        TieringRun run = Given.Run(Policy(null), Given.Facts(f => f.Organisations.Add(new Organisation("a", Given.Shanghai)), sale), "2026-03-31");
        Assert.Equal((FindingCodes.DocumentWithoutOrganisation, "x"), (run.Findings[0].Code, run.Findings[0].Subject));
    }

    [Theory]
    [InlineData("sold-to", "S")]
    [InlineData("bill-to", "B")]
    [InlineData("ship-to", "H")]
    [InlineData("payer", "S")] // blank: the party sold to
    public void TheRules_NameWhichPartyCounts_EachDocumentOnce(string party, string customer)
    {
        DocumentDraft sale = Given.Sale("S", "2026-03-01", 30, "A");
        sale.BillTo = Given.Customer("B");
        sale.ShipTo = Given.Customer("H");
        TieringRun run = Run(new DocumentRulesOptions { Party = party }, sale);
        Assert.Equal([customer], run.Table.Customers.Select(c => c.Value));
    }

    [Fact]
    public void Group_CountsEveryDocumentOfItsMembersOnce()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Hierarchy.Add(new HierarchyFact(Given.Customer("leaf"), Given.Customer("middle"), Given.At("2026-01-01T00:00:00Z"), default));
                f.Hierarchy.Add(new HierarchyFact(Given.Customer("middle"), Given.Customer("top"), Given.At("2026-02-01T00:00:00Z"), default));
                f.Hierarchy.Add(new HierarchyFact(Given.Customer("leaf"), null, Given.At("2026-06-01T00:00:00Z"), default));
            },
            Given.Sale("leaf", "2026-01-05", 1, "1"),
            Given.Sale("middle", "2026-01-05", 10, "2"),
            Given.Sale("top", "2026-01-05", 100, "3"));
        TieringPolicy policy = Policy(new DocumentRulesOptions { Level = "group" });
        Assert.Equal(["middle 11", "top 100"], Spends(Given.Run(policy, facts, "2026-01-31")));
        Assert.Equal(["top 111"], Spends(Given.Run(policy, facts, "2026-03-31")));
        Assert.Equal(["leaf 1", "top 110"], Spends(Given.Run(policy, facts, "2026-06-30")));
        Assert.Equal(["leaf 1", "middle 10", "top 100"], Spends(Given.Run(Policy(null), facts, "2026-06-30")));
    }

    [Fact]
    public void MergeUnmergeAndRecode_MoveDocumentsFromTheirDateOn()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Aliases.Add(new AliasFact(AliasChange.Merge, Given.Customer("old"), Given.Customer("new"), Given.At("2026-02-01T00:00:00Z"), default));
                f.Aliases.Add(new AliasFact(AliasChange.Recode, Given.Customer("new"), Given.Customer("newest"), Given.At("2026-03-01T00:00:00Z"), default));
                f.Aliases.Add(new AliasFact(AliasChange.Unmerge, Given.Customer("old"), Given.Customer("old"), Given.At("2026-04-01T00:00:00Z"), default));
            },
            Given.Sale("old", "2026-01-05", 1, "1"),
            Given.Sale("new", "2026-01-05", 10, "2"));
        Assert.Equal(["new 10", "old 1"], Spends(Given.Run(Policy(null), facts, "2026-01-31")));
        Assert.Equal(["new 11"], Spends(Given.Run(Policy(null), facts, "2026-02-28")));
        Assert.Equal(["newest 11"], Spends(Given.Run(Policy(null), facts, "2026-03-31")));
        Assert.Equal(["newest 10", "old 1"], Spends(Given.Run(Policy(null), facts, "2026-04-30")));
        Assert.Equal("newest", Given.Run(Policy(null), facts, "2026-03-31").Of("old").Customer.Value);
    }

    [Fact]
    public void MergesInACircle_EndAtTheOrdinallySmallest()
    {
        AliasFact Merge(string from, string to) => new AliasFact(AliasChange.Merge, Given.Customer(from), Given.Customer(to), default, default);
        var aliases = new CustomerAliases([Merge("b", "c"), Merge("c", "a"), Merge("a", "b"), Merge("d", "c")], Given.At("2026-01-01T00:00:00Z"), Instant.MaxValue);
        Assert.All(new[] { "a", "b", "c", "d" }, id => Assert.Equal("a", aliases.Resolve(Given.Customer(id)).Value));
    }

    [Fact]
    public void TwoContentsUnderOneRevision_AreAFinding_AndTheLaterRecordedCounts()
    {
        DocumentDraft first = Given.Sale("C1", "2026-03-01", 30, "A");
        first.RecordedAt = Given.At("2026-03-02T00:00:00Z");
        DocumentDraft second = Given.Sale("C1", "2026-03-01", 40, "A");
        second.RecordedAt = Given.At("2026-03-01T00:00:00Z");
        foreach (DocumentDraft[] order in new[] { new[] { first, second, second }, [second, first, second], [second, second, first] })
        {
            TieringRun run = Run(null, order);
            Assert.Equal(30m, Spend(run));
            Assert.Equal((FindingCodes.DocumentConflict, 2, "C1"), (run.Findings[0].Code, run.Findings[0].Count, run.Findings[0].Customers.Single().Value));
            Assert.Equal(2, run.Reading!.Tally.Excluded[ExclusionReasons.Conflict]);
        }
    }

    [Fact]
    public void TheSameLineTwice_CountsOnce_AndIsAFinding()
    {
        TieringRun run = Run(null, Given.Sale("C1", "2026-03-01", 30, "A"), Given.Sale("C1", "2026-03-01", 30.00m, "A"));
        Assert.Equal(30m, Spend(run));
        Assert.Equal(FindingCodes.DocumentDuplicate, run.Findings.Single().Code);
    }

    [Fact]
    public void Return_LowersSpendOnItsOwnDate_OrOnItsOriginsDate()
    {
        DocumentDraft[] documents = [Given.Sale("C1", "2025-12-01", 100, "A"), Given.Return("C1", "2026-03-01", 30, "R", "A")];
        TieringOptions options = Options(null);
        options.Measures["month"] = new MeasureOptions { Kind = "spend", Window = "this-month" };
        Assert.Equal(-30m, Given.Run(Given.Compile(options), Given.Facts(documents), "2026-03-31").Of("C1").Measures["month"]);
        options.Documents = new DocumentRulesOptions { ReturnsCountOn = "origin" };
        TieringRun run = Given.Run(Given.Compile(options), Given.Facts(documents), "2026-03-31");
        Assert.Equal((0m, 70m, 1m), (run.Of("C1").Measures["month"], Spend(run), Frequency(run)));
    }

    [Fact]
    public void FullyReturnedSale_IsNoPurchase_UnlessTheRulesCountIt()
    {
        DocumentDraft[] documents =
        [
            Given.Sale("C1", "2026-01-01", 50, "A"), Given.Sale("C1", "2026-02-01", 100, "B"),
            Given.Return("C1", "2026-03-01", 60, "R1", "B"), Given.Return("C1", "2026-03-02", -40, "R2", "B"),
        ];
        TieringRun run = Run(null, documents);
        Assert.Equal((1m, 50m, 89m), (Frequency(run), Spend(run), Recency(run)));
        TieringRun counted = Run(new DocumentRulesOptions { CountFullyReturned = true }, documents);
        Assert.Equal((2m, 50m, 58m), (Frequency(counted), Spend(counted), Recency(counted)));
    }

    [Fact]
    public void NegativeLineOfASale_IsADiscountOfItsOwnDocument()
    {
        DocumentDraft Line(int line, decimal amount)
        {
            DocumentDraft draft = Given.Sale("C1", "2026-03-01", amount, "A");
            draft.Line = line;
            return draft;
        }

        TieringOptions options = Options(null);
        options.Measures["first"] = new MeasureOptions { Kind = "first-order" };
        TieringResult discount = Given.Run(Given.Compile(options), Given.Facts(Line(1, 100), Line(2, -10)), "2026-03-31").Of("C1");
        Assert.Equal((1m, 90m, 90m), (discount.Measures["frequency"], discount.Measures["spend"], discount.Measures["first"]));
        TieringResult nothing = Given.Run(Given.Compile(options), Given.Facts(Line(1, 100), Line(2, -100)), "2026-03-31").Of("C1");
        Assert.False(nothing.Measures.ContainsKey("frequency"));
    }

    [Theory]
    [InlineData(100, -20)] // given the way it was sold
    [InlineData(-100, 20)] // given the way it flows back
    public void ReturnOfASaleAtALoss_GivesTheLossBack(int amount, int profit)
    {
        DocumentDraft gain = Given.Sale("C1", "2026-03-01", 50, "A");
        gain.Profit = 10;
        DocumentDraft loss = Given.Sale("C1", "2026-03-02", 100, "B");
        loss.Profit = -20;
        DocumentDraft back = Given.Return("C1", "2026-03-03", amount, "R", "B");
        back.Profit = profit;
        TieringOptions options = Options(null);
        options.Measures["profit"] = new MeasureOptions { Kind = "profit" };
        Assert.Equal(10m, Given.Run(Given.Compile(options), Given.Facts(gain, loss, back), "2026-03-31").Of("C1").Measures["profit"]);
    }

    [Fact]
    public void DocumentOfAnotherZone_KeepsItsOwnLocalDate()
    {
        DocumentDraft tokyo = Given.Sale("C1", "2026-01-10", 1, "A");
        tokyo.Organisation = "tokyo";
        FactSet facts = Given.Facts(f => f.Organisations.Add(new Organisation("tokyo", DateTimeZoneProviders.Tzdb["Asia/Tokyo"])), tokyo);
        Assert.Equal(0m, Given.Run(Policy(null), facts, "2026-01-10").Of("C1").Measures["recency"]);
    }

    [Fact]
    public void OrganisationsInTwoZones_GiveOneAnswerInAnyOrder()
    {
        DocumentDraft In(string organisation)
        {
            DocumentDraft sale = Given.Sale("C1", "2026-03-01", 1, "1");
            sale.Organisation = organisation;
            sale.OrderedOn = BusinessTime.At(Given.At("2026-03-01T20:00:00Z"));
            return sale;
        }

        string Digest(params string[] order) => Given.Run(Policy(null), Given.Facts(
            f =>
            {
                f.Organisations.Add(new Organisation("SH", Given.Shanghai));
                f.Organisations.Add(new Organisation("NY", DateTimeZoneProviders.Tzdb["America/New_York"]));
            },
            order.Select(In).ToArray()), "2026-04-01").Of("C1").Measures["recency"].ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Digest("SH", "NY"), Digest("NY", "SH"));
    }

    [Fact]
    public void MergedOrRecodedCustomer_KeepsItsGroup()
    {
        FactSet facts = Given.Facts(
            f =>
            {
                f.Hierarchy.Add(new HierarchyFact(Given.Customer("A"), Given.Customer("P"), Given.At("2026-01-01T00:00:00Z"), default));
                f.Hierarchy.Add(new HierarchyFact(Given.Customer("P2"), Given.Customer("Q"), Given.At("2026-01-01T00:00:00Z"), default));
                f.Aliases.Add(new AliasFact(AliasChange.Recode, Given.Customer("A"), Given.Customer("A2"), Given.At("2026-02-01T00:00:00Z"), default));
                f.Aliases.Add(new AliasFact(AliasChange.Recode, Given.Customer("P"), Given.Customer("P2"), Given.At("2026-02-01T00:00:00Z"), default));
            },
            Given.Sale("A", "2026-01-05", 1, "1"),
            Given.Sale("A2", "2026-02-05", 10, "2"));
        TieringRun run = Given.Run(Policy(new DocumentRulesOptions { Level = "group" }), facts, "2026-03-31");
        Assert.Equal(["Q 11"], Spends(run));
        Assert.Equal("Q", run.Of("A").Customer.Value);
    }

    [Fact]
    public void RateOfZeroOrLess_IsNoRate()
    {
        DocumentDraft dollars = Given.Sale("C1", "2026-03-01", 0, "A");
        dollars.Amount = new Money(100, "USD");
        dollars.RateToBase = -7;
        Assert.Equal(FindingCodes.DocumentWithoutRate, Run(null, dollars).Findings.Single().Code);
    }

    [Fact]
    public void TheSameFactTwice_IsCountedOnceAndTallied()
    {
        var fact = new DocumentFact(Given.Sale("C1", "2026-03-01", 30, "A"));
        TieringRun run = Given.Run(Policy(null), Given.Facts(f => f.Documents.AddRange([fact, fact])), "2026-03-31");
        Assert.Equal((2L, 1L, 1L), (run.Reading!.Tally.Read, run.Reading.Tally.Counted, run.Reading.Tally.Excluded[ExclusionReasons.Duplicate]));
    }

    [Fact]
    public void TagsConfirmedLater_WereNotKnownBefore()
    {
        FactSet facts = Given.Facts(f => f.Tags.Add(new TagFact(Given.Customer("C1"), "vip", Given.At("2026-02-15T00:00:00Z"))), Given.Sale("C1", "2026-01-01", 1, "A"));
        var model = new TieringModel(Policy(null));
        Assert.Empty(model.Evaluate(facts, Given.EndOf("2026-03-31"), null, Given.At("2026-02-01T00:00:00Z")).Value.Of("C1").ConfirmedTags);
        Assert.Equal(["vip"], model.Evaluate(facts, Given.EndOf("2026-03-31")).Value.Of("C1").ConfirmedTags);
    }

    [Fact]
    public void NegativeAmountOnASale_IsAReturnOrRejected_AsNamed()
    {
        DocumentDraft[] documents = [Given.Sale("C1", "2026-01-01", 50, "A"), Given.Sale("C1", "2026-02-01", -20, "B")];
        TieringRun asReturn = Run(null, documents);
        Assert.Equal((1m, 30m, FindingCodes.AmountNegative), (Frequency(asReturn), Spend(asReturn), asReturn.Findings.Single().Code));
        TieringRun rejected = Run(new DocumentRulesOptions { NegativeAmounts = "reject" }, documents);
        Assert.Equal((1m, 50m), (Frequency(rejected), Spend(rejected)));
        Assert.Equal(1, rejected.Reading!.Tally.Excluded[ExclusionReasons.NegativeAmount]);
    }

    [Fact]
    public void BackdatedDocument_FallsUnderThePolicyOfItsBusinessDate_OrOfItsRecording()
    {
        TieringPolicy old = Given.Preset(Core.Presets.TieringPresets.P2, o => o.Label = "old");
        TieringPolicy current = Given.Preset(Core.Presets.TieringPresets.P2, o =>
        {
            o.Label = "new";
            o.Documents = new DocumentRulesOptions { BackdatedUnder = "recorded" };
        });
        var book = new PolicyBook<TieringPolicy>([new PolicyBookEntry<TieringPolicy>(Instant.MinValue, old), new PolicyBookEntry<TieringPolicy>(Given.At("2026-01-01T00:00:00Z"), current)]);
        DocumentDraft late = Given.Sale("C1", "2025-12-20", 1, "A");
        late.RecordedAt = Given.At("2026-01-05T00:00:00Z");
        Assert.Equal("old", old.Documents.PolicyFor(new DocumentFact(late), book, Given.Shanghai).Version.Label);
        Assert.Equal("new", current.Documents.PolicyFor(new DocumentFact(late), book, Given.Shanghai).Version.Label);

        // 2026-01-01 begins in Shanghai eight hours before the new policy, which is dated in UTC.
        late.OrderedOn = BusinessTime.On(Given.Date("2026-01-01"));
        Assert.Equal("old", old.Documents.PolicyFor(new DocumentFact(late), book, Given.Shanghai).Version.Label);
    }

    private static TieringOptions Options(DocumentRulesOptions? rules)
    {
        TieringOptions options = Given.Measuring(
            ("frequency", new MeasureOptions { Kind = "frequency" }),
            ("spend", new MeasureOptions { Kind = "spend" }),
            ("recency", new MeasureOptions { Kind = "recency-days" }));
        options.Documents = rules;
        return options;
    }

    private static TieringPolicy Policy(DocumentRulesOptions? rules) => Given.Compile(Options(rules));

    private static TieringRun Run(DocumentRulesOptions? rules, params DocumentDraft[] documents) => Run(rules, "2026-03-31", documents);

    private static TieringRun Run(DocumentRulesOptions? rules, string asOf, params DocumentDraft[] documents) => Given.Run(Policy(rules), Given.Facts(documents), asOf);

    private static decimal Frequency(TieringRun run) => run.ResultAt(0).Measures["frequency"];

    private static decimal Spend(TieringRun run) => run.ResultAt(0).Measures["spend"];

    private static decimal Recency(TieringRun run) => run.ResultAt(0).Measures["recency"];

    private static IEnumerable<string> Spends(TieringRun run) => Enumerable.Range(0, run.Count).Select(r => FormattableString.Invariant($"{run.Table.Customers[r]} {run.ResultAt(r).Measures["spend"]:0.##}"));
}
