using System;
using System.Collections.Generic;
using Retention.Core.Lifecycle;

namespace Retention.Core.Presets;

/// <summary>The plans' stages as ready options.</summary>
/// <remarks>Every call makes new options, so a host may change what it gets. Immutable and thread-safe.</remarks>
public static class LifecyclePresets
{
    /// <summary>P2 (C-1, C-3, C-5): new, growing and mature by age, under an overlay of risk that ends by winning back or losing: <c>p2-age-and-risk</c>.</summary>
    public const string P2 = "p2-age-and-risk";

    /// <summary>P3 (T-6): churn risk, new, high value, potential, the first that matches: <c>p3-types</c>. The host gives the tag <see cref="TopSpend"/>.</summary>
    public const string P3 = "p3-types";

    /// <summary>P5 (C-2): new, active, silent: <c>p5-activity</c>.</summary>
    public const string P5 = "p5-activity";

    /// <summary>The tag of customers whose annual spend is in the top 20 %, which a tiering run finds out: <c>top-spend</c>.</summary>
    public const string TopSpend = "top-spend";

    /// <summary>The attribute with the date on which the relationship began, where it isn't the first purchase's: <c>relationship-start</c>.</summary>
    public const string RelationshipStart = "relationship-start";

    /// <summary>The plans' goal for <see cref="LifecycleFigures.Recovery"/> (C-5), in percent: at least 50.</summary>
    public const int RecoveryGoalPercent = 50;

    /// <summary>Gets every preset by name, for <see cref="LifecyclePolicy.Compile"/>.</summary>
    public static PresetCatalogue<LifecycleOptions> Catalogue { get; } = new PresetCatalogue<LifecycleOptions>(new Dictionary<string, Func<LifecycleOptions>>(StringComparer.Ordinal)
    {
        [P2] = PlanLifecycles.AgeAndRisk,
        [P3] = PlanLifecycles.Types,
        [P5] = PlanLifecycles.Activity,
    });

    /// <summary>Makes the options of a preset.</summary>
    /// <param name="name">The name of the preset.</param>
    /// <returns>New options, which a host may change.</returns>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static LifecycleOptions Options(string name) =>
        Catalogue.Find(name) ?? throw new ArgumentException("There is no lifecycle preset \"" + name + "\"; there are " + string.Join(", ", Catalogue.Names) + ".", nameof(name));
}
