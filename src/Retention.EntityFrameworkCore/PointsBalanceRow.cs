using Retention.Core;

namespace Retention.EntityFrameworkCore;

/// <summary>What an account has of one kind of points: the sum of its lots, and what it owes. An account with neither has no row.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it. What time has done since the last decision isn't in it; a due run brings it up to date.</remarks>
public sealed class PointsBalanceRow
{
    private PointsBalanceRow()
    {
    }

    /// <summary>Gets the category of the account's stream.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the account's key, the customer's id.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the code of the kind of points.</summary>
    public string Wallet { get; private set; } = string.Empty;

    /// <summary>Gets what can be spent.</summary>
    public Points Available { get; private set; }

    /// <summary>Gets what isn't active yet.</summary>
    public Points Pending { get; private set; }

    /// <summary>Gets what is held for orders.</summary>
    public Points Held { get; private set; }

    /// <summary>Gets what the customer owes, which the next points pay first.</summary>
    public Points Debt { get; private set; }
}
