namespace Retention.Core.Loyalty;

/// <summary>Where points stand, or where they came from and went.</summary>
/// <remarks>Every movement names two of them, so the sum over all is zero at every step. The first four are the member's balances.</remarks>
public enum LedgerAccount
{
    /// <summary>Earned, seen, not yet spendable.</summary>
    Pending = 0,

    /// <summary>Spendable.</summary>
    Available = 1,

    /// <summary>Reserved for a redemption under way.</summary>
    Held = 2,

    /// <summary>Owed by the member: at most zero, the more negative the more is owed.</summary>
    Debt = 3,

    /// <summary>The source of what was earned.</summary>
    Issued = 4,

    /// <summary>The source of opening balances.</summary>
    Imported = 5,

    /// <summary>The other account of a transfer or merge.</summary>
    Transferred = 6,

    /// <summary>The other side of adjustments by hand.</summary>
    Adjusted = 7,

    /// <summary>What was spent.</summary>
    Redeemed = 8,

    /// <summary>What lapsed at its date.</summary>
    Expired = 9,

    /// <summary>What was taken back after returns and cancellations.</summary>
    Reversed = 10,

    /// <summary>What fell away when the account closed.</summary>
    Forfeited = 11,
}
