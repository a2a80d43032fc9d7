using System;
using System.Collections.Generic;
using Retention.Core.Health;

namespace Retention.Core.Presets;

/// <summary>Health scores as ready options.</summary>
/// <remarks>Every call makes new options, so a host may change what it gets. Immutable and thread-safe.</remarks>
public static class HealthPresets
{
    /// <summary>
    /// P2's retention maturity (H-1 to H-3): how well a company retains its customers, in four dimensions of two standards each, self-assessed and
    /// reviewed: <c>p2-retention-maturity</c>. Each standard is half its dimension and counts min(1, value ÷ target); a negative NPS counts 0.
    /// </summary>
    public const string RetentionMaturity = "p2-retention-maturity";

    /// <summary>
    /// A company customer's health after P3 and P4: <c>b2b-customer-health</c>. Assumes recurring business measured in months, yearly satisfaction
    /// surveys, a single account team, and that an open critical complaint (tag <see cref="CriticalComplaint"/>) outweighs everything: it caps the score at 40.
    /// </summary>
    public const string CompanyCustomer = "b2b-customer-health";

    /// <summary>
    /// A consumer's health after P1 and P2: <c>retail-customer-health</c>. Assumes purchases every few weeks, that log-ins and contacts show interest,
    /// and that most consumers answer no survey: satisfaction that is missing leaves its weight to the rest. An open critical complaint caps the score at 40.
    /// </summary>
    public const string RetailCustomer = "retail-customer-health";

    /// <summary>The tag of a customer with an open critical complaint: <c>critical-complaint</c>.</summary>
    public const string CriticalComplaint = "critical-complaint";

    /// <summary>Gets every preset by name, for <see cref="HealthPolicy.Compile"/>.</summary>
    public static PresetCatalogue<HealthOptions> Catalogue { get; } = new PresetCatalogue<HealthOptions>(new Dictionary<string, Func<HealthOptions>>(StringComparer.Ordinal)
    {
        [RetentionMaturity] = PlanHealth.RetentionMaturity,
        [CompanyCustomer] = PlanHealth.CompanyCustomer,
        [RetailCustomer] = PlanHealth.RetailCustomer,
    });

    /// <summary>Makes the options of a preset.</summary>
    /// <param name="name">The name of the preset.</param>
    /// <returns>New options, which a host may change.</returns>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static HealthOptions Options(string name) =>
        Catalogue.Find(name) ?? throw new ArgumentException("There is no health preset \"" + name + "\"; there are " + string.Join(", ", Catalogue.Names) + ".", nameof(name));
}
