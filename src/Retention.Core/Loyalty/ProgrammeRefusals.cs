namespace Retention.Core.Loyalty;

/// <summary>The refusals of what stands beside a points account: budgets, stock, referrals, survey tokens.</summary>
public static class ProgrammeRefusals
{
    /// <summary><c>budget-not-open</c>: no budget was opened in the stream.</summary>
    public const string BudgetNotOpen = "budget-not-open";

    /// <summary><c>budget-open-already</c>: the budget was opened already. Arguments: budget.</summary>
    public const string BudgetOpenAlready = "budget-open-already";

    /// <summary><c>budget-exhausted</c>: less is left of the budget. Arguments: asked, left.</summary>
    public const string BudgetExhausted = "budget-exhausted";

    /// <summary><c>budget-below-drawn</c>: more is drawn than the new total. Arguments: total, drawn.</summary>
    public const string BudgetBelowDrawn = "budget-below-drawn";

    /// <summary><c>draw-known</c>: the part of the award has drawn already. Arguments: reference, part.</summary>
    public const string DrawKnown = "draw-known";

    /// <summary><c>draw-unknown</c>: no such draw can be restored (any more). Arguments: reference.</summary>
    public const string DrawUnknown = "draw-unknown";

    /// <summary><c>stock-not-open</c>: no stock was opened in the stream.</summary>
    public const string StockNotOpen = "stock-not-open";

    /// <summary><c>stock-open-already</c>: the stock was opened already. Arguments: reward.</summary>
    public const string StockOpenAlready = "stock-open-already";

    /// <summary><c>out-of-stock</c>: fewer pieces are free. Arguments: asked, left.</summary>
    public const string OutOfStock = "out-of-stock";

    /// <summary><c>reservation-known</c>: pieces were reserved or handed out under the reference already. Arguments: reference.</summary>
    public const string ReservationKnown = "reservation-known";

    /// <summary><c>reservation-unknown</c>: no such reservation is under way. Arguments: reference.</summary>
    public const string ReservationUnknown = "reservation-unknown";

    /// <summary><c>issue-unknown</c>: nothing that was handed out under the reference can be returned (any more). Arguments: reference.</summary>
    public const string IssueUnknown = "issue-unknown";

    /// <summary><c>referral-unknown</c>: nobody was invited in the stream.</summary>
    public const string ReferralUnknown = "referral-unknown";

    /// <summary><c>referral-known</c>: the invitation was registered already. Arguments: referral.</summary>
    public const string ReferralKnown = "referral-known";

    /// <summary><c>self-referral</c>: referrer and invited customer are one. Arguments: referee.</summary>
    public const string SelfReferral = "self-referral";

    /// <summary><c>referral-circle</c>: the invited customer is one of those through whom the referrer came. Arguments: referee, referrer.</summary>
    public const string ReferralCircle = "referral-circle";

    /// <summary><c>referral-limit</c>: as many referrals of the referrer count this year as are rewarded. Arguments: rewarded, limit.</summary>
    public const string ReferralLimit = "referral-limit";

    /// <summary><c>referral-order-too-small</c>: the order is below the amount that counts. Arguments: amount, minimum.</summary>
    public const string ReferralOrderTooSmall = "referral-order-too-small";

    /// <summary><c>referral-lapsed</c>: the invitation's validity has passed. Arguments: until.</summary>
    public const string ReferralLapsed = "referral-lapsed";

    /// <summary><c>referral-qualified-already</c>: an order counts for the referral already. Arguments: document.</summary>
    public const string ReferralQualifiedAlready = "referral-qualified-already";

    /// <summary><c>referral-not-qualified</c>: no order counts for the referral. Arguments: status.</summary>
    public const string ReferralNotQualified = "referral-not-qualified";

    /// <summary><c>referral-other-document</c>: another order counts for the referral. Arguments: given, expected.</summary>
    public const string ReferralOtherDocument = "referral-other-document";

    /// <summary><c>referral-revoked-already</c>: the referral was revoked already. Arguments: document.</summary>
    public const string ReferralRevokedAlready = "referral-revoked-already";

    /// <summary><c>referral-not-matured</c>: the rewards are not due. Arguments: status.</summary>
    public const string ReferralNotMatured = "referral-not-matured";

    /// <summary><c>referral-not-revoked</c>: only rewards of a revoked referral are taken back. Arguments: status.</summary>
    public const string ReferralNotRevoked = "referral-not-revoked";

    /// <summary><c>survey-mismatch</c>: the stream is of another survey. Arguments: given, expected.</summary>
    public const string SurveyMismatch = "survey-mismatch";

    /// <summary><c>token-not-hashed</c>: a token of the batch isn't a hash; a token itself must not be stored.</summary>
    public const string TokenNotHashed = "token-not-hashed";

    /// <summary><c>token-known</c>: a token of the batch was issued already, or is in it twice.</summary>
    public const string TokenKnown = "token-known";

    /// <summary><c>token-unknown-or-used</c>: the token was never issued, or was redeemed; nobody can tell which.</summary>
    public const string TokenUnknownOrUsed = "token-unknown-or-used";
}
