using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Tiering;

namespace Retention.Core.Presets;

/// <summary>The plans' tiering systems, and the segment maps the field knows, as ready options.</summary>
/// <remarks>Every call makes new options, so a host may change what it gets. Immutable and thread-safe.</remarks>
public static class TieringPresets
{
    /// <summary>P1's three dimensions (core, potential, basic, churn warning): <c>p1-three-dimensions</c>.</summary>
    public const string P1 = "p1-three-dimensions";

    /// <summary>P2's ABCD tiers by a composite of recency, frequency and monetary: <c>p2-abcd</c>.</summary>
    public const string P2 = "p2-abcd";

    /// <summary>P2's ABCD tiers with the tags that the plan names (frequent contact, low use, bought once, complained of logistics, silent): <c>p2-abcd-tagged</c>.</summary>
    public const string P2Tagged = "p2-abcd-tagged";

    /// <summary>P3's customer types (new, high value, churn risk, potential): <c>p3-types</c>.</summary>
    public const string P3 = "p3-types";

    /// <summary>P4's RFM with a custom indicator (high value, potential, risk, stable): <c>p4-rfm-custom</c>.</summary>
    public const string P4 = "p4-rfm-custom";

    /// <summary>ABCD weighted for retail (30/40/30): <c>retail</c>.</summary>
    public const string Retail = "retail";

    /// <summary>ABCD weighted for services (30/30/20, 20 for service need): <c>services</c>.</summary>
    public const string Services = "services";

    /// <summary>ABCD weighted for high-ticket business (20/20/60): <c>high-ticket</c>.</summary>
    public const string HighTicket = "high-ticket";

    /// <summary>A base of few large customers, each with a keeper of its own (一对一专属): <c>few-and-large</c>.</summary>
    public const string FewAndLarge = "few-and-large";

    /// <summary>A base of many small customers, automated, the most valuable by hand (自动化 + 重点人工): <c>many-and-small</c>.</summary>
    public const string ManyAndSmall = "many-and-small";

    /// <summary>Ten segments as in the introduction of the R package rfm 0.3.0, scored as that package scores: <c>rfm-r-0.3</c>.</summary>
    public const string RfmR03 = "rfm-r-0.3";

    /// <summary>Ten segments as in the documentation of the R package rfm 0.2 (New Customers, Promising and Can't Lose Them can't be reached when the first match wins): <c>rfm-r-0.2</c>.</summary>
    public const string RfmR02 = "rfm-r-0.2";

    /// <summary>Ten segments on the recency and frequency grid that Python tutorials use, scored as pandas <c>qcut</c> scores: <c>rfm-grid-pandas</c>.</summary>
    public const string RfmGridPandas = "rfm-grid-pandas";

    /// <summary>The same grid scored by SQL <c>NTILE(5)</c>: <c>rfm-grid-ntile</c>.</summary>
    public const string RfmGridNtile = "rfm-grid-ntile";

    /// <summary>The same grid scored by quintiles in which equal values share a group: <c>rfm-grid</c>.</summary>
    public const string RfmGrid = "rfm-grid";

    /// <summary>Gets every preset by name, for <see cref="TieringPolicy.Compile"/>.</summary>
    public static PresetCatalogue<TieringOptions> Catalogue { get; } = new PresetCatalogue<TieringOptions>(new Dictionary<string, Func<TieringOptions>>(StringComparer.Ordinal)
    {
        [P1] = PlanTiering.ThreeDimensions,
        [P2] = PlanTiering.Abcd,
        [P2Tagged] = PlanTiering.AbcdTagged,
        [P3] = PlanTiering.Types,
        [P4] = PlanTiering.RfmCustom,
        [Retail] = IndustryTiering.Retail,
        [Services] = IndustryTiering.Services,
        [HighTicket] = IndustryTiering.HighTicket,
        [FewAndLarge] = IndustryTiering.FewAndLarge,
        [ManyAndSmall] = IndustryTiering.ManyAndSmall,
        [RfmR03] = RfmSegments.RIntroduction03,
        [RfmR02] = RfmSegments.RDocumentation02,
        [RfmGridPandas] = () => RfmSegments.Grid("qcut"),
        [RfmGridNtile] = () => RfmSegments.Grid("ntile"),
        [RfmGrid] = () => RfmSegments.Grid("groups"),
    });

    /// <summary>Options that use a preset and change nothing.</summary>
    /// <param name="name">The preset's name.</param>
    /// <returns>New options with the preset's values, ready to change and compile.</returns>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static TieringOptions Options(string name) =>
        Catalogue.Find(name) ?? throw new ArgumentException("There is no tiering preset \"" + name + "\"; there are " + string.Join(", ", Catalogue.Names) + ".", nameof(name));
}
