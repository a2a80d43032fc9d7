namespace Retention.Core.Loyalty;

/// <summary>The refusals of points accounts.</summary>
public static class LoyaltyRefusals
{
    /// <summary><c>account-not-open</c>: no account was opened in the stream.</summary>
    public const string AccountNotOpen = "account-not-open";

    /// <summary><c>account-open-already</c>: the account was opened already. Arguments: member.</summary>
    public const string AccountOpenAlready = "account-open-already";

    /// <summary><c>account-status</c>: the account's status doesn't allow it. Arguments: status, action.</summary>
    public const string AccountStatus = "account-status";

    /// <summary><c>unknown-wallet</c>: the policy has no such wallet. Arguments: wallet, known.</summary>
    public const string UnknownWallet = "unknown-wallet";

    /// <summary><c>unknown-activity</c>: no rule earns on the activity. Arguments: activity, known.</summary>
    public const string UnknownActivity = "unknown-activity";

    /// <summary><c>document-known</c>: the document or reference has an award already. Arguments: document.</summary>
    public const string DocumentKnown = "document-known";

    /// <summary><c>document-unknown</c>: the account has no award of the document. Arguments: document.</summary>
    public const string DocumentUnknown = "document-unknown";

    /// <summary><c>award-closed</c>: the award closed; post an adjustment. Arguments: document, closed.</summary>
    public const string AwardClosed = "award-closed";

    /// <summary><c>line-unknown</c>: the document has no such line. Arguments: document, line.</summary>
    public const string LineUnknown = "line-unknown";

    /// <summary><c>part-known</c>: the part has accrued already. Arguments: document, part.</summary>
    public const string PartKnown = "part-known";

    /// <summary><c>more-than-left</c>: more is named than is left. Arguments: what, asked, left.</summary>
    public const string MoreThanLeft = "more-than-left";

    /// <summary><c>not-positive</c>: the number must be more than 0. Arguments: what, given.</summary>
    public const string NotPositive = "not-positive";

    /// <summary><c>cap-exceeded</c>: a cap that refuses would be exceeded. Arguments: cap, asked, room, until.</summary>
    public const string CapExceeded = "cap-exceeded";

    /// <summary><c>rule-resting</c>: the rule rests after its last award. Arguments: rule, until.</summary>
    public const string RuleResting = "rule-resting";

    /// <summary><c>budget-not-given</c>: a cap draws on a budget whose room the command doesn't carry. Arguments: budget.</summary>
    public const string BudgetNotGiven = "budget-not-given";

    /// <summary><c>not-enough-points</c>: fewer points are spendable. Arguments: wallet, asked, available.</summary>
    public const string NotEnoughPoints = "not-enough-points";

    /// <summary><c>not-redeemable</c>: the wallet's points can't be spent on that. Arguments: wallet, type, allowed.</summary>
    public const string NotRedeemable = "not-redeemable";

    /// <summary><c>below-minimum</c>: a redemption has at least so many points. Arguments: asked, minimum.</summary>
    public const string BelowMinimum = "below-minimum";

    /// <summary><c>above-maximum</c>: a redemption has at most so many points. Arguments: asked, maximum.</summary>
    public const string AboveMaximum = "above-maximum";

    /// <summary><c>off-step</c>: points are spent in steps. Arguments: asked, step, nearest.</summary>
    public const string OffStep = "off-step";

    /// <summary><c>above-order-share</c>: points may pay only a share of the order. Arguments: asked, maximum.</summary>
    public const string AboveOrderShare = "above-order-share";

    /// <summary><c>above-limit</c>: a limit per period or for ever would be exceeded. Arguments: asked, left, until.</summary>
    public const string AboveLimit = "above-limit";

    /// <summary><c>currency-mismatch</c>: the order has another currency than the programme. Arguments: given, expected.</summary>
    public const string CurrencyMismatch = "currency-mismatch";

    /// <summary><c>hold-known</c>: the id names a hold or a redemption already. Arguments: hold.</summary>
    public const string HoldKnown = "hold-known";

    /// <summary><c>hold-unknown</c>: no such hold is under way. Arguments: hold.</summary>
    public const string HoldUnknown = "hold-unknown";

    /// <summary><c>hold-in-the-past</c>: the hold would have ended already. Arguments: until, at.</summary>
    public const string HoldInThePast = "hold-in-the-past";

    /// <summary><c>redemption-unknown</c>: no such redemption can be cancelled (any more). Arguments: redemption.</summary>
    public const string RedemptionUnknown = "redemption-unknown";

    /// <summary><c>no-spending-right</c>: the spender has no right to the pooled account. Arguments: spender.</summary>
    public const string NoSpendingRight = "no-spending-right";

    /// <summary><c>not-transferable</c>: the wallet's points can't be sent to others. Arguments: wallet.</summary>
    public const string NotTransferable = "not-transferable";

    /// <summary><c>same-account</c>: sender and receiver are one account. Arguments: member.</summary>
    public const string SameAccount = "same-account";

    /// <summary><c>lot-lapsed</c>: a lot that would be received has lapsed. Arguments: lot, expired.</summary>
    public const string LotLapsed = "lot-lapsed";

    /// <summary><c>holds-open</c>: holds are under way; release or capture them first. Arguments: count.</summary>
    public const string HoldsOpen = "holds-open";

    /// <summary><c>merge-unknown</c>: no such merge is known. Arguments: merge.</summary>
    public const string MergeUnknown = "merge-unknown";

    /// <summary><c>no-ladder</c>: the policy has no loyalty tiers.</summary>
    public const string NoLadder = "no-ladder";

    /// <summary><c>unknown-loyalty-tier</c>: the ladder has no such tier. Arguments: tier, known.</summary>
    public const string UnknownLoyaltyTier = "unknown-loyalty-tier";

    /// <summary><c>tier-override-not-after-now</c>: the override would have ended already. Arguments: until, at.</summary>
    public const string TierOverrideNotAfterNow = "tier-override-not-after-now";

    /// <summary><c>no-tier-override</c>: there is nothing to clear.</summary>
    public const string NoTierOverride = "no-tier-override";

    /// <summary><c>unknown-benefit</c>: the policy has no such benefit. Arguments: benefit, known.</summary>
    public const string UnknownBenefit = "unknown-benefit";

    /// <summary><c>not-entitled</c>: the tier has no such benefit. Arguments: benefit, tier.</summary>
    public const string NotEntitled = "not-entitled";

    /// <summary><c>benefit-used-up</c>: the period's benefits are used. Arguments: benefit, asked, left, until.</summary>
    public const string BenefitUsedUp = "benefit-used-up";

    /// <summary><c>benefit-elsewhere</c>: the benefit is honoured by another partner. Arguments: benefit, place, partner.</summary>
    public const string BenefitElsewhere = "benefit-elsewhere";

    /// <summary><c>use-known</c>: the id names a use already. Arguments: use.</summary>
    public const string UseKnown = "use-known";

    /// <summary><c>use-unknown</c>: no such use can be given back. Arguments: use.</summary>
    public const string UseUnknown = "use-unknown";

    /// <summary><c>unknown-coupon</c>: the policy has no such coupon. Arguments: template, known.</summary>
    public const string UnknownCoupon = "unknown-coupon";

    /// <summary><c>coupon-known</c>: the coupon was issued already. Arguments: coupon.</summary>
    public const string CouponKnown = "coupon-known";

    /// <summary><c>coupon-missing</c>: the account has no such coupon. Arguments: coupon.</summary>
    public const string CouponMissing = "coupon-missing";

    /// <summary><c>coupon-used</c>: the coupon is used, and may be used once. Arguments: coupon, document.</summary>
    public const string CouponUsed = "coupon-used";

    /// <summary><c>coupon-not-used</c>: only a used coupon is given back. Arguments: coupon.</summary>
    public const string CouponNotUsed = "coupon-not-used";

    /// <summary><c>coupon-not-valid-yet</c>: the coupon isn't valid yet. Arguments: coupon, from.</summary>
    public const string CouponNotValidYet = "coupon-not-valid-yet";

    /// <summary><c>coupon-below-threshold</c>: the order is below the coupon's threshold. Arguments: coupon, asked, threshold.</summary>
    public const string CouponBelowThreshold = "coupon-below-threshold";

    /// <summary><c>first-order-unknown</c>: the coupon derives from the customer's first order, which the command doesn't say. Arguments: template.</summary>
    public const string FirstOrderUnknown = "first-order-unknown";

    /// <summary><c>import-not-first</c>: an opening balance is taken over before anything else happens. Arguments: import.</summary>
    public const string ImportNotFirst = "import-not-first";

    /// <summary><c>date-ahead</c>: the business date lies after the day of the decision. Arguments: document, given, at.</summary>
    public const string DateAhead = "date-ahead";

    /// <summary><c>order-lines-missing</c>: points may pay only a share of an order, and the request doesn't name its lines. Arguments: type.</summary>
    public const string OrderLinesMissing = "order-lines-missing";

    /// <summary><c>points-out-of-range</c>: the command would make more points than an account holds. Arguments: action.</summary>
    public const string PointsOutOfRange = "points-out-of-range";

    /// <summary><c>other-command</c>: another command does that. Arguments: action, command.</summary>
    public const string OtherCommand = "other-command";

    /// <summary><c>instant-out-of-range</c>: an instant of a lot lies outside 1678 to 2262. Arguments: what, given.</summary>
    public const string InstantOutOfRange = "instant-out-of-range";
}
