using NodaTime;
using Retention.Core;

namespace Retention.EntityFrameworkCore;

/// <summary>What moved points: a line of the points ledger.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it.</remarks>
public sealed class PointsEntryRow
{
    private PointsEntryRow()
    {
    }

    /// <summary>Gets the category of the account's stream: <c>points</c>, or <c>points/</c> and the programme.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the account's key, the customer's id.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the decision that moved them.</summary>
    public long Version { get; private set; }

    /// <summary>Gets its place within the decision, from 1.</summary>
    public int Entry { get; private set; }

    /// <summary>Gets when they moved.</summary>
    public Instant At { get; private set; }

    /// <summary>Gets the kind of the entry in small letters, such as <c>transferred-in</c>.</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>Gets the code of the kind of points.</summary>
    public string Wallet { get; private set; } = string.Empty;

    /// <summary>Gets the number of the lot; 0 where there is none.</summary>
    public int Lot { get; private set; }

    /// <summary>Gets how many, with the ledger's sign.</summary>
    public Points Amount { get; private set; }

    /// <summary>Gets by how much the points that the programme owes changed.</summary>
    public Points Outstanding { get; private set; }

    /// <summary>Gets by how much the customer's debt changed.</summary>
    public Points Debt { get; private set; }

    /// <summary>Gets the document; null if none is known.</summary>
    public string? Document { get; private set; }
}
