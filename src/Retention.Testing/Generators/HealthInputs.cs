using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;

namespace Retention.Testing.Generators;

/// <summary>What is known of health, then and later.</summary>
internal static class HealthInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(Reading)
        .Add(Override)
        .Add(Draft)
        .Add(d => new HealthFacts(Draft(d)))
        .Add(d => new HealthChild(d.Customer(), d.Perhaps(Ingredients.Score), d.Perhaps(Ingredients.Number)))
        .Add(d => new ScoredOutcome(d.Customer(), d.Score(), d.Maybe(Ingredients.Code), d.Flag()))
        .Add(d => new MeasuredOutcome(d.Customer(), Scores(d), d.Flag(), d.Of(0, 1, 2, d.Count())))
        .Add(d => new LogisticMapping(d.Between(-40_000, 40_000) / 10_000.0, d.Of(0.0, -0.05, d.Between(-1_000, 1_000) / 10_000.0)));

    private static HealthReading Reading(Dice dice)
    {
        Instant at = dice.Instant();
        return new HealthReading(dice.Code(), dice.Perhaps(Ingredients.Number), at, dice.Maybe(Ingredients.Actor), dice.Maybe(Ingredients.Actor), dice.Of<Instant?>(null, at, dice.Instant()));
    }

    private static HealthOverride Override(Dice dice) => new HealthOverride(dice.Enum<HealthOverrideKind>(), dice.Score(), dice.Actor(), dice.Text(), dice.Instant(), dice.Perhaps(Ingredients.Instant));

    private static HealthFactsDraft Draft(Dice dice) => new HealthFactsDraft(dice.Customer())
    {
        Readings = dice.Many(Reading).ToList(),
        Attributes = dice.ManyBy(Ingredients.Code, c => c).ToDictionary(c => c, _ => dice.Text(), StringComparer.Ordinal),
        Tags = dice.ManyBy(Ingredients.Code, c => c).ToList(),
        Overrides = dice.Many(Override).ToList(),
    };

    private static Dictionary<string, Score> Scores(Dice dice) => dice.ManyBy(Ingredients.Code, c => c, least: 1).ToDictionary(c => c, _ => dice.Score(), StringComparer.Ordinal);
}
