using System.Collections.Generic;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.Consumer.Net472
{
    /// <summary>Facts from a host's documents and records.</summary>
    internal static class FactChecks
    {
        internal static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

        /// <summary>2026-03-01, 00:00 in Shanghai.</summary>
        internal static readonly Instant AsOf = Instant.FromUtc(2026, 2, 28, 16, 0);

        private static readonly Instant Recorded = Instant.FromUtc(2025, 1, 1, 0, 0);

        internal static void Run(Checks check)
        {
            FactSet facts = AllFacts();
            check.Equal("documents kept", 4, facts.Documents.Count);
            check.Equal("an occurrence's value", 9m, facts.Occurrences[0].Value);
            check.Equal("an attribute", "华东", facts.Attributes[0].Value);
            check.Equal("an indicator", 80m, facts.Indicators[0].Value);
            check.Equal("a tag", "vip", facts.Tags[0].Tag);
            check.Equal("an alias", AliasChange.Merge, facts.Aliases[0].Change);
            check.Equal("a hierarchy", new CustomerId("group"), facts.Hierarchy[0].Parent);
            check.Equal("a control total", new Money(1700m, "CNY"), facts.ControlTotals[0].Amount);
            Records(check);
        }

        /// <summary>Two customers: C-1 buys often and lately, C-2 bought little long ago; one more id merged into C-2.</summary>
        internal static FactSet AllFacts()
        {
            var one = new CustomerId("C-1");
            var two = new CustomerId("C-2");
            var old = new CustomerId("C-2-old");
            var draft = new FactSetDraft { BaseCurrency = "CNY" };
            draft.Organisations.Add(new Organisation("HQ", Shanghai));
            draft.Customers.Add(one);
            draft.Documents.Add(Sale("SO-1", one, 2026, 2, 27, 800m));
            draft.Documents.Add(Sale("SO-2", one, 2026, 1, 10, 700m));
            draft.Documents.Add(Sale("SO-3", old, 2025, 4, 10, 200m));
            draft.Documents.Add(Sale("SO-4", two, 2026, 3, 1, 999m));
            draft.Occurrences.Add(new OccurrenceFact("S-1", one, "survey-10", BusinessTime.On(new LocalDate(2026, 2, 1)), Recorded, 9m));
            draft.Attributes.Add(new AttributeFact(one, "region", "华东", BusinessTime.On(new LocalDate(2025, 6, 1)), Recorded));
            draft.Indicators.Add(new IndicatorFact(one, "fit", 80m, BusinessTime.On(new LocalDate(2025, 6, 1)), Recorded));
            draft.Tags.Add(new TagFact(one, "vip", Recorded, null));
            draft.Aliases.Add(new AliasFact(AliasChange.Merge, old, two, Recorded, Recorded));
            draft.Hierarchy.Add(new HierarchyFact(one, new CustomerId("group"), Recorded, Recorded));
            draft.ControlTotals.Add(new ControlTotal("year", new LocalDate(2025, 3, 1), new LocalDate(2026, 2, 28), new Money(1700m, "CNY")));
            return new FactSet(draft);
        }

        private static DocumentFact Sale(string number, CustomerId customer, int year, int month, int day, decimal amount)
        {
            BusinessTime date = BusinessTime.On(new LocalDate(year, month, day));
            var draft = new DocumentDraft
            {
                Organisation = "HQ",
                Kind = DocumentKind.Sale,
                Number = number,
                Line = 1,
                Part = 1,
                Revision = 0,
                Status = DocumentStatus.Approved,
                Trade = TradeKind.Ordinary,
                SoldTo = customer,
                OrderedOn = date,
                ShippedOn = date,
                InvoicedOn = null,
                RecordedAt = Recorded,
                Amount = new Money(amount, "CNY"),
                Quantity = 1m,
                Profit = amount / 10,
                Category = "tea",
            };
            return new DocumentFact(draft);
        }

        private static void Records(Checks check)
        {
            var options = new RecordStandardOptions { VaguePhrases = "大概, maybe", SourceRequired = false };
            options.Fields["industry"] = new RecordFieldOptions { Form = "industry-code", Required = true, Weight = 1m };
            RecordStandard standard = RecordStandard.Compile(options, "records").Policy;
            RecordCheck good = standard.Check(new List<RecordEntry> { new RecordEntry("industry", "C15", "annual report") });
            check.Equal("a good record", true, good.IsAccepted);
            check.Equal("its completeness", new Score(100m), good.Completeness);
            check.Equal("a vague record", false, standard.Check(new[] { new RecordEntry("industry", "大概", null) }).IsAccepted);
        }
    }
}
