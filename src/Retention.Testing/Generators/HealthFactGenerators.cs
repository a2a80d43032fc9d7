using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Testing.Generators;

/// <summary>Generates what is known of a customer's health: readings at the very edges of validity, holding and the as-of, reviewed and not, with overrides that overlap.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class HealthFactGenerators
{
    /// <summary>Around clock changes, leap days, ends of months and of the year.</summary>
    private static readonly Instant[] Moments =
    [
        Instant.FromUtc(2024, 2, 29, 12, 0), Instant.FromUtc(2025, 2, 28, 16, 0), Instant.FromUtc(2026, 3, 29, 1, 0), Instant.FromUtc(2026, 3, 28, 23, 0),
        Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30), Instant.FromUtc(2026, 3, 8, 7, 0), Instant.FromUtc(2026, 11, 1, 5, 30),
        Instant.FromUtc(2026, 4, 4, 15, 15), Instant.FromUtc(2026, 10, 3, 15, 40), Instant.FromUtc(2026, 5, 31, 4, 0), Instant.FromUtc(2026, 12, 31, 16, 0),
    ];

    private static readonly string[] Tags = ["critical", "vip"];

    /// <summary>Facts for a health score, as of a moment that is theirs alone: a law that wants another evaluates them as of another.</summary>
    /// <param name="options">The health score.</param>
    /// <returns>A generator.</returns>
    public static Gen<HealthFacts> Facts(HealthOptions options)
    {
        HealthOptions given = options ?? throw new ArgumentNullException(nameof(options));
        return Gen.Choose(0, int.MaxValue).Select(seed => new Dice(seed)).Select(dice => Facts(dice, given, Moment(dice)));
    }

    /// <summary>Tables of 0 to 25 customers for a health score; now and then a measure has no column.</summary>
    /// <param name="options">The health score.</param>
    /// <returns>A generator.</returns>
    public static Gen<MeasureTable> Tables(HealthOptions options)
    {
        HealthOptions given = options ?? throw new ArgumentNullException(nameof(options));
        return Gen.Choose(0, int.MaxValue).Select(seed => Table(new Dice(seed), given));
    }

    internal static Instant Moment(Dice dice) => dice.OfList(Moments) + Duration.FromHours(dice.Of(0, 0, 1, -24, dice.Next(9000)));

    internal static MeasureTable Table(Dice dice, HealthOptions options)
    {
        int count = dice.Percent(10) ? dice.Next(2) : dice.Between(1, 25);
        string[] keys = options.Measures.Keys.Where(k => !dice.Percent(8)).ToArray();
        return new MeasureTable(
            Enumerable.Range(0, count).Select(r => new CustomerId("C" + r.ToString("00", CultureInfo.InvariantCulture))).ToArray(),
            keys.Select(k => new MeasureColumn(k, Enumerable.Range(0, count).Select(r => dice.Percent(12) ? (decimal?)null : Value(dice, options, k)).ToArray())).ToArray());
    }

    internal static HealthFacts Facts(Dice dice, HealthOptions options, Instant asOf)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[options.Zone!];
        var draft = new HealthFactsDraft(new CustomerId("c"));
        foreach (KeyValuePair<string, HealthMeasureOptions> measure in options.Measures)
        {
            var at = new List<Instant>();
            int readings = dice.Of(0, 1, 1, 1, 2, 2, 4);
            for (int i = 0; i < readings; i++)
            {
                at.Add(At(dice, measure.Value, asOf, zone, at));
                draft.Readings.Add(Reading(dice, measure.Key, options, at[i], asOf));
            }
        }

        if (dice.Percent(15))
        {
            draft.Readings.Add(new HealthReading("of-no-policy", 5, asOf));
        }

        // In any order, but for ties, where the later holds: a shuffle would only make another tie.
        draft.Readings = draft.Readings.OrderBy(_ => dice.Next(1000)).ToList();
        AddAbout(dice, draft);
        AddOverrides(dice, draft, asOf);
        return new HealthFacts(draft);
    }

    internal static decimal Value(Dice dice, HealthOptions options, string measure)
    {
        decimal[] edges = (options.Measures[measure].Scale?.Points.Values.Select(p => p.At) ?? [])
            .Concat(options.Exceptions.Values.Select(e => e.When).Where(w => w?.Measure == measure).SelectMany(Bounds)).OfType<decimal>().ToArray();
        return edges.Length > 0 && dice.Percent(40) ? dice.OfList(edges) + dice.Of(0, 0, 0.0001m, -0.0001m) : HealthPolicyGenerators.Value(dice);
    }

    private static IEnumerable<decimal?> Bounds(ConditionOptions? leaf) => leaf is null ? [] : [leaf.AtLeast, leaf.MoreThan, leaf.AtMost, leaf.LessThan];

    private static Instant At(Dice dice, HealthMeasureOptions measure, Instant asOf, DateTimeZone zone, List<Instant> earlier)
    {
        Duration off = dice.Of(Duration.Zero, Duration.Zero, Duration.Epsilon, -Duration.Epsilon, Duration.FromHours(1), Duration.FromHours(-1));
        string? edge = dice.Percent(50) ? measure.ValidFor : measure.HoldFor;
        if (edge is not null && dice.Percent(50))
        {
            return LocalDays.Add(asOf, -TimeWindow.TryParsePeriod(edge)!, zone) + off;
        }

        return earlier.Count > 0 && dice.Percent(30) ? dice.OfList(earlier) : asOf + dice.Of(Duration.Zero, off, -Duration.FromHours(dice.Next(48)), -Duration.FromDays(dice.Next(60)), -Duration.FromDays(dice.Next(500)));
    }

    private static HealthReading Reading(Dice dice, string measure, HealthOptions options, Instant at, Instant asOf)
    {
        decimal? value = dice.Percent(12) ? (decimal?)null : Value(dice, options, measure);
        return options.Measures[measure].SelfAssessed == true || dice.Percent(10)
            ? new HealthReading(measure, value, at, dice.Of(null, "ann", "ann"), dice.Of(null, " ", "ann", "bob", "bob", "bob"), dice.Of<Instant?>(null, at, at, asOf, asOf + Duration.Epsilon))
            : new HealthReading(measure, value, at);
    }

    private static void AddAbout(Dice dice, HealthFactsDraft draft)
    {
        string? region = dice.Of(null, "north", "south");
        string? since = dice.Of(null, "2026-01-01", "2026-06-30", "2025-12-31", "long ago");
        if (region is not null)
        {
            draft.Attributes["region"] = region;
        }

        if (since is not null)
        {
            draft.Attributes["since"] = since;
        }

        draft.Tags.AddRange(Tags.Where(t => dice.Percent(40)));
    }

    private static void AddOverrides(Dice dice, HealthFactsDraft draft, Instant asOf)
    {
        int count = dice.Of(0, 0, 0, 1, 2, 4);
        for (int i = 0; i < count; i++)
        {
            Instant since = asOf - dice.Of(Duration.Zero, Duration.Epsilon, Duration.FromDays(1), Duration.FromDays(1), -Duration.Epsilon);
            Instant? until = dice.Of<Instant?>(null, null, asOf, asOf + Duration.Epsilon, asOf + Duration.FromDays(9), asOf - Duration.FromHours(1));
            draft.Overrides.Add(new HealthOverride(
                dice.Of(HealthOverrideKind.Set, HealthOverrideKind.Cap, HealthOverrideKind.Floor), new Score(HealthPolicyGenerators.Score(dice)), "ann", "reason " + i.ToString(CultureInfo.InvariantCulture), since, until));
        }
    }
}
