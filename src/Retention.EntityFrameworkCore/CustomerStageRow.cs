using NodaTime;

namespace Retention.EntityFrameworkCore;

/// <summary>The stage of a customer's life.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it. What time has done since the last decision isn't in it; a due run brings it up to date.</remarks>
public sealed class CustomerStageRow
{
    private CustomerStageRow()
    {
    }

    /// <summary>Gets the category of the stream.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the stream's key, the customer's id.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the code of the stage in force.</summary>
    public string Stage { get; private set; } = string.Empty;

    /// <summary>Gets since when.</summary>
    public Instant Since { get; private set; }

    /// <summary>Gets a value indicating whether the customer is at risk.</summary>
    public bool IsAtRisk { get; private set; }

    /// <summary>Gets the stage beneath an overlay; null if there is none.</summary>
    public string? BaseStage { get; private set; }

    /// <summary>Gets since when.</summary>
    public Instant? BaseSince { get; private set; }

    /// <summary>Gets the overlay, such as at risk, that covers the base stage; null: none.</summary>
    public string? Overlay { get; private set; }

    /// <summary>Gets since when.</summary>
    public Instant? OverlaySince { get; private set; }

    /// <summary>Gets a value indicating whether somebody set the stage by hand.</summary>
    public bool IsSetByHand { get; private set; }

    /// <summary>Gets until when that holds, exclusive; null: until it is cleared, or nobody did.</summary>
    public Instant? SetUntil { get; private set; }

    /// <summary>Gets the furthest stage that the customer ever reached; null: none.</summary>
    public string? FurthestStage { get; private set; }
}
