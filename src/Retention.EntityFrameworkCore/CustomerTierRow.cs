using NodaTime;

namespace Retention.EntityFrameworkCore;

/// <summary>A customer's tier: of a tiering (<c>tiers</c>), or of a loyalty programme (<c>points</c>).</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it. What time has done since the last decision isn't in it; a due run brings it up to date.</remarks>
public sealed class CustomerTierRow
{
    private CustomerTierRow()
    {
    }

    /// <summary>Gets the category of the stream.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the stream's key, the customer's id.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the code of the tier in force.</summary>
    public string Tier { get; private set; } = string.Empty;

    /// <summary>Gets since when.</summary>
    public Instant Since { get; private set; }

    /// <summary>Gets the tier by the rules alone; null if there is none yet.</summary>
    public string? AssignedTier { get; private set; }

    /// <summary>Gets since when.</summary>
    public Instant? AssignedSince { get; private set; }

    /// <summary>Gets a value indicating whether somebody set the tier by hand.</summary>
    public bool IsOverridden { get; private set; }

    /// <summary>Gets until when that holds, exclusive; null: until it is cleared, or nobody did.</summary>
    public Instant? OverriddenUntil { get; private set; }

    /// <summary>Gets the tier that comes next, where one is decided already; null: none.</summary>
    public string? NextTier { get; private set; }

    /// <summary>Gets when it comes.</summary>
    public Instant? NextAt { get; private set; }

    /// <summary>Gets until when the tier can't fall; null: it isn't protected.</summary>
    public Instant? ProtectedUntil { get; private set; }
}
