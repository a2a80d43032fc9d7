using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Facts;
using Retention.Core.Presets;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>Generates tierings: every preset's kind, read from facts by other rules, with other weights, with and without stability and checks of quality.</summary>
/// <remarks>Everything generated compiles. Immutable and thread-safe.</remarks>
public static class TieringPolicyGenerators
{
    /// <summary>Gets tierings by bands, by conditions and by grids.</summary>
    public static Gen<TieringOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(Make);

    /// <summary>The tiering of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static TieringOptions Make(int seed)
    {
        var dice = new Dice(seed);
        TieringOptions options = TieringPresets.Options(dice.OfList(TieringPresets.Catalogue.Names.ToArray()));
        options.Label = "t" + seed.ToString(CultureInfo.InvariantCulture);
        options.Zone = dice.Of("Asia/Shanghai", "America/New_York", "Europe/London");
        options.Documents = dice.Percent(30) ? null : Documents(dice);
        decimal scale = dice.Of(1m, 1m, 0.5m, 7.5m);
        foreach (CompositeOptions composite in options.Composites.Values)
        {
            composite.Weights = composite.Weights.ToDictionary(w => w.Key, w => w.Value * scale, composite.Weights.Comparer);
            foreach (string score in composite.Weights.Keys.Where(_ => dice.Percent(20)))
            {
                composite.Missing[score] = dice.Of("exclude", "worst", "require", "50");
            }
        }

        foreach (TierOptions tier in options.Tiers.Values)
        {
            tier.Name = dice.Of(null, tier.Name, "🥇");
            tier.NameChinese = dice.Of(null, tier.NameChinese, "金牌");
        }

        bool isBands = options.Tiers.Values.All(t => t.When is null);
        options.Stability = dice.Percent(40) ? null : new TierStabilityOptions
        {
            MinimumDwell = dice.Of(null, "1m", "90d"),
            MarginUp = isBands ? dice.Of<decimal?>(null, 0, 2, 0.0001m) : null,
            MarginDown = isBands ? dice.Of<decimal?>(null, 0, 3) : null,
        };
        options.Quality = dice.Percent(60) ? null : new TieringQualityOptions
        {
            CompleteAttributes = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["region"] = dice.Of(0, 100, 99.5m) },
            UniqueAttributes = dice.Of(null, "phone", "phone, 税号"),
        };
        return options;
    }

    private static DocumentRulesOptions Documents(Dice dice) => new DocumentRulesOptions
    {
        Date = dice.Of(null, "ordered", "shipped", "invoiced", "paid"),
        CountFrom = dice.Of(null, "draft", "approved"),
        Party = dice.Of(null, "bill-to", "payer"),
        Level = dice.Of(null, "group"),
        ReturnsCountOn = dice.Of(null, "origin"),
        CountFullyReturned = dice.Of<bool?>(null, true, false),
        IncludeWalkIn = dice.Of<bool?>(null, true),
        IncludeEmployee = dice.Of<bool?>(null, true),
        IncludeSample = dice.Of<bool?>(null, true),
    };
}
