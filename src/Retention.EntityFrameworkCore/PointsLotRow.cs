using NodaTime;
using Retention.Core;

namespace Retention.EntityFrameworkCore;

/// <summary>A lot with points in it. One that is spent or lapsed has no row.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it. What time has done since the last decision isn't in it; a due run brings it up to date.</remarks>
public sealed class PointsLotRow
{
    private PointsLotRow()
    {
    }

    /// <summary>Gets the category of the account's stream.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the account's key, the customer's id.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the lot's number within the account.</summary>
    public int Lot { get; private set; }

    /// <summary>Gets the code of the kind of points.</summary>
    public string Wallet { get; private set; } = string.Empty;

    /// <summary>Gets the document that earned it.</summary>
    public string Document { get; private set; } = string.Empty;

    /// <summary>Gets the document's line; null if it is for the document as a whole.</summary>
    public string? Line { get; private set; }

    /// <summary>Gets the label of the policy that gave it.</summary>
    public string PolicyLabel { get; private set; } = string.Empty;

    /// <summary>Gets when it was earned.</summary>
    public Instant EarnedAt { get; private set; }

    /// <summary>Gets from when it can be spent; null if that isn't known yet.</summary>
    public Instant? ActiveAt { get; private set; }

    /// <summary>Gets when it lapses; null: never, or not known yet.</summary>
    public Instant? ExpiresAt { get; private set; }

    /// <summary>Gets what can be spent.</summary>
    public Points Available { get; private set; }

    /// <summary>Gets what isn't active yet.</summary>
    public Points Pending { get; private set; }

    /// <summary>Gets what is held for an order.</summary>
    public Points Held { get; private set; }
}
