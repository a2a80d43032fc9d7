namespace Retention.Core.Loyalty;

/// <summary>The refusals of the books.</summary>
public static class BookRefusals
{
    /// <summary><c>period-gap</c>: the period begins after the last closed one ends. Arguments: from, expected.</summary>
    public const string PeriodGap = "period-gap";

    /// <summary><c>period-overlap</c>: the period begins before the last closed one ends. Arguments: from, expected.</summary>
    public const string PeriodOverlap = "period-overlap";

    /// <summary><c>period-not-over</c>: the period is not over yet. Arguments: at, to.</summary>
    public const string PeriodNotOver = "period-not-over";

    /// <summary><c>other-books</c>: the last closed period is of another organisation or wallet. Arguments: organisation, wallet, closedOrganisation, closedWallet.</summary>
    public const string OtherBooks = "other-books";

    /// <summary><c>expected-below-redeemed</c>: fewer points are expected to be spent than were spent. Arguments: redeemed, expected.</summary>
    public const string ExpectedBelowRedeemed = "expected-below-redeemed";
}
