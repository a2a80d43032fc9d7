using System;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Presets;
using Retention.Core.Tiering;

namespace Retention.TrimmedHost;

/// <summary>A tiering run over a few orders, and the health of one company.</summary>
internal static class Analysis
{
    private static readonly (string Customer, LocalDate Date, decimal Amount)[] Orders =
    [
        ("C001", new LocalDate(2026, 2, 20), 1280.50m),
        ("C001", new LocalDate(2026, 1, 8), 420m),
        ("C002", new LocalDate(2025, 9, 30), 300m),
        ("C003", new LocalDate(2025, 4, 10), 90m),
        ("C004", new LocalDate(2026, 3, 1), 5000m),
    ];

    internal static void PrintTiers()
    {
        var draft = new FactSetDraft();
        foreach ((string customer, LocalDate date, decimal amount) in Orders)
        {
            draft.Documents.Add(new DocumentFact(new DocumentDraft
            {
                Number = "SO-" + (draft.Documents.Count + 1),
                Status = DocumentStatus.Approved,
                SoldTo = new CustomerId(customer),
                OrderedOn = BusinessTime.On(date),
                Amount = new Money(amount, "CNY"),
            }));
        }

        TieringPolicy policy = TieringPolicy.Compile(TieringPresets.Options(TieringPresets.P2)).Policy;
        TieringRun run = new TieringModel(policy).Evaluate(new FactSet(draft), new LocalDate(2026, 3, 31)).Value;
        foreach (TierSummary tier in run.Summarise())
        {
            Console.WriteLine(tier.Tier.Name + ": " + tier.Share);
        }

        Console.Write(run.Find(new CustomerId("C002")).Value.Explain(Language.English));
        Console.Write(run.Find(new CustomerId("C002")).Value.Explain(Language.Chinese));
    }

    internal static void PrintHealth()
    {
        Instant now = Instant.FromUtc(2026, 3, 1, 0, 0);
        var draft = new HealthFactsDraft(new CustomerId("acme"));
        draft.Readings.Add(new HealthReading("recency", 2, now));
        draft.Readings.Add(new HealthReading("frequency", 3, now));
        draft.Readings.Add(new HealthReading("satisfaction", 70, now - Duration.FromDays(60)));
        draft.Readings.Add(new HealthReading("complaints", 1, now));
        draft.Readings.Add(new HealthReading("silence", 1, now));
        HealthResult result = new HealthModel(HealthPolicy.Compile(HealthPresets.Options(HealthPresets.CompanyCustomer)).Policy).Evaluate(new HealthFacts(draft), now);
        Console.Write(result.Explain(Language.English));
        Console.Write(result.WayUp().Explain(Language.Chinese));
    }
}
