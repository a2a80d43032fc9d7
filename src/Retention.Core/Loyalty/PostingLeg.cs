using System.Collections.Generic;

namespace Retention.Core.Loyalty;

/// <summary>One effect of a posting on the member's balance: a kind, and a change of what is outstanding or of what is owed.</summary>
internal readonly struct PostingLeg
{
    private PostingLeg(PointsMovementKind kind, bool isDebt, Points change)
    {
        this.Kind = kind;
        this.IsDebt = isDebt;
        this.Change = change;
    }

    internal PointsMovementKind Kind { get; }

    /// <summary>Whether the change is one of debt, which is at most zero, and not of points outstanding.</summary>
    internal bool IsDebt { get; }

    internal Points Change { get; }

    /// <summary>What a posting does within its event. A posting between two accounts outside the balance passes through it.</summary>
    internal static IReadOnlyList<PostingLeg> Of(Posting posting, PointsEvent cause)
    {
        Points none = default;
        Points amount = posting.Amount;
        if (amount == none || posting.From == posting.To)
        {
            return FixedList<PostingLeg>.Empty;
        }

        bool fromDebt = posting.From == LedgerAccount.Debt;
        bool toDebt = posting.To == LedgerAccount.Debt;
        if (!IsMembers(posting.From))
        {
            var into = new PostingLeg(Into(posting.From, toDebt, cause), toDebt, amount);
            return IsMembers(posting.To)
                ? FixedList.Own(into)
                : FixedList.Own(into, new PostingLeg(OutTo(posting.To, false, cause), false, none - amount));
        }

        if (!IsMembers(posting.To))
        {
            return FixedList.Own(new PostingLeg(OutTo(posting.To, fromDebt, cause), fromDebt, none - amount));
        }

        return toDebt ? FixedList.Own(new PostingLeg(PointsMovementKind.SetAgainstDebt, false, none - amount), new PostingLeg(PointsMovementKind.DebtRepaid, true, amount))
            : fromDebt ? FixedList.Own(new PostingLeg(PointsMovementKind.SetAgainstDebt, false, amount), new PostingLeg(PointsMovementKind.DebtMade, true, none - amount))
            : FixedList.Own(new PostingLeg(Within(posting), false, none));
    }

    internal static bool IsMembers(LedgerAccount account) => account <= LedgerAccount.Debt;

    private static PointsMovementKind Within(Posting posting) =>
        posting.To == LedgerAccount.Held ? PointsMovementKind.Held
        : posting.From == LedgerAccount.Held ? PointsMovementKind.Released
        : PointsMovementKind.Activated;

    private static PointsMovementKind Into(LedgerAccount from, bool isDebt, PointsEvent cause) => from switch
    {
        LedgerAccount.Issued => PointsMovementKind.Earned,
        LedgerAccount.Imported => PointsMovementKind.Imported,
        LedgerAccount.Transferred => Transfer(cause, true),
        LedgerAccount.Adjusted => PointsMovementKind.AdjustedUp,
        LedgerAccount.Redeemed => PointsMovementKind.Restored,
        LedgerAccount.Expired => PointsMovementKind.Expired,
        LedgerAccount.Reversed => isDebt ? PointsMovementKind.DebtMade : PointsMovementKind.Reversed,
        _ => isDebt ? PointsMovementKind.DebtForgiven : PointsMovementKind.Forfeited,
    };

    private static PointsMovementKind OutTo(LedgerAccount to, bool isDebt, PointsEvent cause) => to switch
    {
        LedgerAccount.Issued => PointsMovementKind.Earned,
        LedgerAccount.Imported => PointsMovementKind.Imported,
        LedgerAccount.Transferred => Transfer(cause, false),
        LedgerAccount.Adjusted => PointsMovementKind.AdjustedDown,
        LedgerAccount.Redeemed => PointsMovementKind.Redeemed,
        LedgerAccount.Expired => PointsMovementKind.Expired,
        LedgerAccount.Reversed => isDebt ? PointsMovementKind.DebtMade : PointsMovementKind.Reversed,
        _ => isDebt ? PointsMovementKind.DebtForgiven : PointsMovementKind.Forfeited,
    };

    // Debt that goes with a merge comes from the other account, though the merge goes out; so the event decides, not the direction.
    private static PointsMovementKind Transfer(PointsEvent cause, bool comes) => cause switch
    {
        AccountReceived or AccountReopened => PointsMovementKind.MergedIn,
        AccountClosed or AccountSplit => PointsMovementKind.MergedOut,
        PointsReceived => PointsMovementKind.TransferredIn,
        PointsSent => PointsMovementKind.TransferredOut,
        _ => comes ? PointsMovementKind.TransferredIn : PointsMovementKind.TransferredOut,
    };
}
