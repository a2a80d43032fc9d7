using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Rules;
using Xunit;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>A stage's measures are those of tiering as of the end of the day, over the same facts.</summary>
public sealed class StageMeasureTests
{
    private static readonly string[] Codes = ["log-in", "survey-10", "survey-5"];

    [Theory]
    [InlineData("Asia/Shanghai", "2024-02-29")]
    [InlineData("America/Sao_Paulo", "2018-11-04")]
    [InlineData("America/Sao_Paulo", "2018-02-18")]
    [InlineData("America/St_Johns", "2007-11-04")]
    [InlineData("Pacific/Apia", "2011-12-30")]
    public void EveryMeasure_IsThatOfTheCalculator(string zoneId, string around)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];
        LocalDate odd = NodaTime.Text.LocalDatePattern.Iso.Parse(around).Value;
        LifecyclePolicy policy = LifecyclePolicy.Compile(Options(zoneId)).Policy;
        List<MeasureDefinition> definitions = MeasureDefinition.Compile(Options(zoneId).Measures, "measures", new ProblemList());
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            LocalDate day = odd.PlusDays(random.Next(-3, 95));
            Instant end = LocalDays.EndOf(day, zone);
            LifecycleFacts facts = Facts(random, odd, end - Duration.Epsilon, zone);
            var reader = new StageReader(policy, facts, end - Duration.Epsilon);
            MeasureTable table = new MeasureCalculator(definitions, end, zone).Compute([History(facts)], new FindingList());
            for (int m = 0; m < definitions.Count; m++)
            {
                decimal? found = policy.MeasureList[m].Read(reader) is { } value ? FixedPoint.ToDecimal(value) : null;
                Assert.True(table.Column(definitions[m].Key)![0] == found, "seed " + seed + ", " + day + ": " + definitions[m].Key + " is " + found + " instead of " + table.Column(definitions[m].Key)![0]);
            }
        }
    }

    private static LifecycleFacts Facts(Random random, LocalDate odd, Instant until, DateTimeZone zone)
    {
        LifecycleFacts facts = LifecycleFacts.None;
        for (int i = random.Next(12); i > 0; i--)
        {
            Instant at = Instant.Min(until, LocalDays.StartOf(odd.PlusDays(random.Next(-95, 60)), zone) + Duration.FromMinutes(random.Next(3) * random.Next(1_440)));
            LocalDate date = LocalDays.DateOf(LocalDays.NumberOf(at, zone));
            int code = random.Next(5);
            facts = code > 2
                ? facts.With(new StagePurchase("P" + i, at, random.Next(3) * 10.5m, string.Empty, date))
                : facts.With(new StageActivity(code == 0 ? null : "A" + i, Codes[code], at, code == 0 ? null : random.Next(1, 6), date, code == 0 ? random.Next(1, 4) : 1));
        }

        return random.Next(3) == 0 ? facts.WithNumber("score", 7.25m).WithAttribute("start", random.Next(2) == 0 ? "2007-01-31" : "unknown") : facts;
    }

    private static CustomerHistory History(LifecycleFacts facts)
    {
        PurchaseEntry[] purchases = facts.Purchases.ToArray();
        return new CustomerHistory(
            new CustomerId("c"),
            purchases.Select(p => new CountedLine(p.At, p.Purchase.Document, p.Amount, null, 1)).ToArray(),
            purchases.Select(p => new CountedOrder(p.At, p.Purchase.Date!.Value, p.Purchase.Document, p.Amount)).ToArray(),
            facts.Logs.SelectMany(l => l.Entries.ToArray()).SelectMany(e => Enumerable.Repeat(e, e.Count))
                .Select(e => new CountedOccurrence(e.At, e.Activity.Date!.Value, e.Activity.Activity, e.Activity.Value is { } value ? FixedPoint.Exact(value, "value") : null))
                .OrderBy(o => o.At).ThenBy(o => o.Code, StringComparer.Ordinal).ThenBy(o => o.Value ?? long.MinValue).ToArray(),
            facts.Attributes.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal),
            facts.Numbers.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal),
            []);
    }

    private static LifecycleOptions Options(string zone)
    {
        var options = new LifecycleOptions { Zone = zone };
        foreach (string kind in new[] { "recency-days", "recency-months", "silence-days", "silence-months", "tenure-days", "tenure-months" })
        {
            options.Measures[kind] = new MeasureOptions { Kind = kind };
        }

        options.Measures["silence-days"].Occurrences = "log-in";
        options.Measures["tenure-months"].StartAttribute = "start";
        foreach (string window in new[] { "all", "30d", "2w", "1m", "1q", "30d..60d", "1m..2m" })
        {
            options.Measures["frequency." + window] = new MeasureOptions { Kind = "frequency", Window = window };
            options.Measures["spend." + window] = new MeasureOptions { Kind = "spend", Window = window };
            options.Measures["count." + window] = new MeasureOptions { Kind = "occurrences", Window = window, Occurrences = "log-in, survey-5" };
            options.Measures["answer." + window] = new MeasureOptions { Kind = "latest-value", Window = window, Occurrences = "survey-10, survey-5" };
            options.Measures["answer." + window].Factors["survey-5"] = 20;
            if (window is not "all" && !window.Contains('.', StringComparison.Ordinal))
            {
                options.Measures["change." + window] = new MeasureOptions { Kind = "change-percent", Of = "spend." + window };
                options.Measures["turn." + window] = new MeasureOptions { Kind = "change-percent", Of = "count." + window };
            }
        }

        options.Measures["score"] = new MeasureOptions { Kind = "indicator" };
        options.Stages["one"] = new StageOptions();
        options.Transitions["one"] = new TransitionOptions { To = "one", When = new ConditionOptions { Measure = "score", AtLeast = 1 } };
        return options;
    }
}
