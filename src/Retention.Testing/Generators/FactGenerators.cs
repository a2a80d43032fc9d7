using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.Testing.Generators;

/// <summary>Generates facts in which the ugly cases are common: ties, zeros, corrections, boundary instants, clock changes, leap days.</summary>
/// <remarks>Everything falls between 2023-12-01 and 2025-03-31, in or near Shanghai and New York. Immutable and thread-safe.</remarks>
public static class FactGenerators
{
    /// <summary>Gets an as-of within the generated facts that often is the end of a day, and sometimes the day of a clock change or a leap day.</summary>
    public static Gen<Instant> AsOf { get; } = Gen.OneOf(
        Dates().Select(d => Core.Periods.LocalDays.EndOf(d, DateTimeZoneProviders.Tzdb["Asia/Shanghai"])),
        Dates().Select(d => Core.Periods.LocalDays.EndOf(d, DateTimeZoneProviders.Tzdb["America/New_York"])),
        Instants());

    /// <summary>Gets one of few customer ids, so that facts meet.</summary>
    public static Gen<CustomerId> Customer { get; } = Gen.Elements("C1", "C2", "C3", "c3", "客户4", "C5").Select(id => new CustomerId(id));

    /// <summary>Gets a document line: sale or return, any status, any date known or not, sometimes in another currency, sometimes extreme.</summary>
    public static Gen<DocumentFact> Document { get; } =
        from number in Gen.Choose(1, 8)
        from kind in Gen.Frequency((5, Gen.Constant(DocumentKind.Sale)), (1, Gen.Constant(DocumentKind.Return)))
        from line in Gen.Choose(1, 2)
        from part in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Constant(2)))
        from revision in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(2)))
        from status in Gen.Frequency(
            (8, Gen.Constant(DocumentStatus.Approved)),
            (1, Gen.Elements(DocumentStatus.Draft, DocumentStatus.Closed, DocumentStatus.Unapproved, DocumentStatus.Cancelled, DocumentStatus.RedLettered)))
        from trade in Gen.Frequency((9, Gen.Constant(TradeKind.Ordinary)), (1, Gen.Elements(TradeKind.WalkIn, TradeKind.Sample, TradeKind.Employee)))
        from customer in Gen.Frequency((12, Customer), (1, Gen.Constant(default(CustomerId))))
        from ordered in Time()
        from shipped in Gen.Frequency((1, Gen.Constant((BusinessTime?)null)), (2, Time().Select(t => (BusinessTime?)t)))
        from recorded in Instants()
        from amount in Amounts()
        from foreign in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from origin in Gen.Choose(1, 8)
        select new DocumentFact(new DocumentDraft
        {
            Kind = kind,
            Number = "N" + number.ToString(CultureInfo.InvariantCulture),
            Line = line,
            Part = part,
            Revision = revision,
            Status = status,
            Trade = trade,
            SoldTo = customer,
            OrderedOn = ordered,
            ShippedOn = shipped,
            RecordedAt = recorded,
            Amount = new Money(amount, foreign ? "USD" : "CNY"),
            RateToBase = foreign && line == 1 ? 7.1234m : null,
            Quantity = line,
            Origin = kind == DocumentKind.Return ? "N" + origin.ToString(CultureInfo.InvariantCulture) : null,
        });

    /// <summary>Gets an occurrence with or without a value; ids repeat, so that later records correct earlier ones.</summary>
    public static Gen<OccurrenceFact> Occurrence { get; } =
        from id in Gen.Choose(1, 12)
        from customer in Customer
        from code in Gen.Elements("enquiry", "login", "survey-10", "survey-5", "complaint", "objection", "referral", "contact.inbound")
        from at in Time()
        from recorded in Instants()
        from value in Gen.Choose(0, 10)
        select new OccurrenceFact("O" + id.ToString(CultureInfo.InvariantCulture), customer, code, at, recorded, value == 0 ? null : value);

    /// <summary>Gets a merge, unmerge or recoding.</summary>
    public static Gen<AliasFact> Alias { get; } =
        from change in Gen.Elements(AliasChange.Merge, AliasChange.Recode, AliasChange.Unmerge)
        from @from in Customer
        from to in Customer
        from at in Instants()
        from recorded in Instants()
        let same = change == AliasChange.Unmerge || @from == to
        select new AliasFact(same ? AliasChange.Unmerge : change, @from, same ? @from : to, at, recorded);

    /// <summary>Gets a whole set of facts, with shrinking of its documents.</summary>
    public static Arbitrary<FactSet> FactSets { get; } = Arb.From(
        from documents in Document.ArrayOf()
        from occurrences in Occurrence.ArrayOf()
        from aliases in Gen.Frequency((3, Gen.Constant(Array.Empty<AliasFact>())), (1, Alias.ArrayOf()))
        from indicators in Indicator().ArrayOf()
        select Build(documents, occurrences, aliases, indicators),
        Smaller);

    /// <summary>The same facts in another order.</summary>
    /// <param name="facts">The facts.</param>
    /// <returns>A set with every list reversed and rotated.</returns>
    public static FactSet Reordered(FactSet facts)
    {
        FactSet given = facts ?? throw new ArgumentNullException(nameof(facts));
        return Build(Shuffle(given.Documents), Shuffle(given.Occurrences), Shuffle(given.Aliases), Shuffle(given.Indicators));
    }

    /// <summary>A set with more documents.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="documents">The documents to add.</param>
    /// <returns>The larger set.</returns>
    public static FactSet With(FactSet facts, IEnumerable<DocumentFact> documents)
    {
        FactSet given = facts ?? throw new ArgumentNullException(nameof(facts));
        return Build(given.Documents.Concat(documents).ToArray(), given.Occurrences.ToArray(), given.Aliases.ToArray(), given.Indicators.ToArray());
    }

    private static Gen<LocalDate> Dates() => Gen.Frequency(
        (6, Gen.Choose(0, 480).Select(d => new LocalDate(2023, 12, 1).PlusDays(d))),
        (1, Gen.Elements(new LocalDate(2024, 2, 29), new LocalDate(2024, 3, 10), new LocalDate(2024, 11, 3), new LocalDate(2024, 12, 31), new LocalDate(2025, 1, 31), new LocalDate(2025, 2, 28))));

    private static Gen<Instant> Instants() =>
        from date in Dates()
        from nanoseconds in Gen.Elements(0L, 1L, 3_600_000_000_000L, 57_600_000_000_000L, 86_399_999_999_999L)
        select date.AtMidnight().InUtc().ToInstant().PlusNanoseconds(nanoseconds);

    private static Gen<BusinessTime> Time() => Gen.OneOf(Dates().Select(BusinessTime.On), Instants().Select(BusinessTime.At));

    private static Gen<decimal> Amounts() => Gen.Frequency(
        (8, Gen.Choose(0, 500_000).Select(a => a / 100m)),
        (2, Gen.Elements(0m, 0.0001m, 0.00005m, 100m, -50m, 1_000_000m)),
        (1, Gen.Elements(922_337_203_685_477.5807m, 500_000_000_000_000m, 1_000_000_000_000_000m)));

    private static Gen<IndicatorFact> Indicator() =>
        from customer in Customer
        from value in Gen.Choose(-1, 100)
        from at in Time()
        from recorded in Instants()
        select new IndicatorFact(customer, "custom", value < 0 ? null : value, at, recorded);

    private static T[] Shuffle<T>(IReadOnlyList<T> items)
    {
        T[] reversed = items.Reverse().ToArray();
        int turn = reversed.Length / 3;
        return reversed.Skip(turn).Concat(reversed.Take(turn)).ToArray();
    }

    /// <summary>Without some of the documents, occurrences or aliases.</summary>
    internal static IEnumerable<FactSet> Smaller(FactSet facts)
    {
        foreach (DocumentFact[] documents in Shrinking.Smaller(facts.Documents.ToArray()))
        {
            yield return Build(documents, facts.Occurrences.ToArray(), facts.Aliases.ToArray(), facts.Indicators.ToArray());
        }

        foreach (OccurrenceFact[] occurrences in Shrinking.Smaller(facts.Occurrences.ToArray()))
        {
            yield return Build(facts.Documents.ToArray(), occurrences, facts.Aliases.ToArray(), facts.Indicators.ToArray());
        }

        foreach (AliasFact[] aliases in Shrinking.Smaller(facts.Aliases.ToArray()))
        {
            yield return Build(facts.Documents.ToArray(), facts.Occurrences.ToArray(), aliases, facts.Indicators.ToArray());
        }
    }

    private static FactSet Build(DocumentFact[] documents, OccurrenceFact[] occurrences, AliasFact[] aliases, IndicatorFact[] indicators)
    {
        var draft = new FactSetDraft();
        draft.Documents.AddRange(documents);
        draft.Occurrences.AddRange(occurrences);
        draft.Aliases.AddRange(aliases);
        draft.Indicators.AddRange(indicators);
        return new FactSet(draft);
    }
}
