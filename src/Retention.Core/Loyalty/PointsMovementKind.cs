namespace Retention.Core.Loyalty;

/// <summary>What a movement of points is in the books.</summary>
/// <remarks>
/// Movements into and out of the member's balance change what is outstanding or what is owed; <see cref="Activated"/>, <see cref="Held"/>
/// and <see cref="Released"/> only move points within it. The sign of the change is the movement's own: an undone movement counts against
/// its kind.
/// </remarks>
public enum PointsMovementKind
{
    /// <summary>Earned, spendable or pending.</summary>
    Earned = 0,

    /// <summary>Pending points became spendable.</summary>
    Activated = 1,

    /// <summary>Came with an opening balance.</summary>
    Imported = 2,

    /// <summary>Came from another account.</summary>
    TransferredIn = 3,

    /// <summary>Went to another account.</summary>
    TransferredOut = 4,

    /// <summary>Came with a merge, or came back as one was undone.</summary>
    MergedIn = 5,

    /// <summary>Went with a merge, or went back as one was undone.</summary>
    MergedOut = 6,

    /// <summary>Added by hand.</summary>
    AdjustedUp = 7,

    /// <summary>Taken by hand.</summary>
    AdjustedDown = 8,

    /// <summary>Reserved for a redemption.</summary>
    Held = 9,

    /// <summary>No longer reserved.</summary>
    Released = 10,

    /// <summary>Spent.</summary>
    Redeemed = 11,

    /// <summary>Given back as a redemption was cancelled.</summary>
    Restored = 12,

    /// <summary>Lapsed at its date.</summary>
    Expired = 13,

    /// <summary>Taken back after a return or cancellation.</summary>
    Reversed = 14,

    /// <summary>Taken back although spent already: owed from now on.</summary>
    DebtMade = 15,

    /// <summary>Debt that points repaid: the side of the debt.</summary>
    DebtRepaid = 16,

    /// <summary>Points that repaid debt: the side of the points.</summary>
    SetAgainstDebt = 17,

    /// <summary>Fell away when the account closed.</summary>
    Forfeited = 18,

    /// <summary>Debt that was written off.</summary>
    DebtForgiven = 19,
}
