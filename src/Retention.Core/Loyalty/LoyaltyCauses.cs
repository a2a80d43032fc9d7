namespace Retention.Core.Loyalty;

/// <summary>When the parts of an order earn their points.</summary>
public enum AccrualStep
{
    /// <summary>The whole order, when it is recorded.</summary>
    Ordered = 0,

    /// <summary>Each shipment.</summary>
    Shipped = 1,

    /// <summary>Each invoice.</summary>
    Invoiced = 2,

    /// <summary>Each payment.</summary>
    Paid = 3,
}

/// <summary>What an amount that comes back without goods is.</summary>
public enum CreditNoteKind
{
    /// <summary>A credit note (贷项通知).</summary>
    CreditNote = 0,

    /// <summary>An allowance on goods that the customer keeps (折让).</summary>
    Allowance = 1,

    /// <summary>A rebate on past purchases (返利).</summary>
    Rebate = 2,
}

/// <summary>What points are spent on.</summary>
public enum RedemptionType
{
    /// <summary>A lower price, which lowers the taxable amount.</summary>
    Discount = 0,

    /// <summary>A means of payment beside money, after tax.</summary>
    Payment = 1,

    /// <summary>Goods from the reward catalogue.</summary>
    Gift = 2,

    /// <summary>Cash back.</summary>
    Cash = 3,

    /// <summary>A service, such as free delivery or advice.</summary>
    Service = 4,
}

/// <summary>What an account may do.</summary>
public enum AccountStatus
{
    /// <summary>Everything.</summary>
    Active = 0,

    /// <summary>Earn, be corrected and lapse, but not spend, hold or send.</summary>
    SpendingFrozen = 1,

    /// <summary>Be corrected and lapse, but neither earn nor spend.</summary>
    Frozen = 2,

    /// <summary>Nothing.</summary>
    Closed = 3,
}

/// <summary>Why an account closes.</summary>
public enum CloseCause
{
    /// <summary>The member left.</summary>
    Left = 0,

    /// <summary>The member asked to be forgotten: documents, coupons and rights are dropped too.</summary>
    Erased = 1,

    /// <summary>Its contents went to another account.</summary>
    Merged = 2,
}

/// <summary>Why pending points are cancelled.</summary>
public enum PendingEnd
{
    /// <summary>The credit sale was never paid.</summary>
    BadDebt = 0,

    /// <summary>The order was cancelled.</summary>
    OrderCancelled = 1,

    /// <summary>The goods never arrived.</summary>
    NotDelivered = 2,

    /// <summary>What they waited for never came.</summary>
    TimedOut = 3,
}

/// <summary>Why a hold ended or shrank.</summary>
public enum HoldEnd
{
    /// <summary>The host gave it back.</summary>
    Released = 0,

    /// <summary>Less was captured than held.</summary>
    RestReleased = 1,

    /// <summary>Its time was over.</summary>
    TimedOut = 2,
}

/// <summary>Why lots got other dates.</summary>
public enum LotChangeCause
{
    /// <summary>An activity that the policy names extended their life.</summary>
    Activity = 0,

    /// <summary>A migration re-dated them under a new policy.</summary>
    Migration = 1,
}

/// <summary>Why a loyalty tier changed.</summary>
public enum LoyaltyTierCause
{
    /// <summary>The account opened.</summary>
    Entry = 0,

    /// <summary>The progress reached the tier.</summary>
    Qualified = 1,

    /// <summary>The progress no longer holds the tier, and nothing protects it.</summary>
    Fell = 2,

    /// <summary>A return or correction took the progress back.</summary>
    Corrected = 3,

    /// <summary>The membership's anniversary lifted it.</summary>
    Anniversary = 4,

    /// <summary>It came with an opening balance.</summary>
    Imported = 5,

    /// <summary>The adopted policy has another ladder.</summary>
    PolicyChanged = 6,

    /// <summary>Another account was merged in, or split off again.</summary>
    Merged = 7,
}

/// <summary>Why a coupon ended unused.</summary>
public enum CouponEnd
{
    /// <summary>Its validity was over.</summary>
    Expired = 0,

    /// <summary>It was taken back by hand.</summary>
    Voided = 1,

    /// <summary>The account closed.</summary>
    Closed = 2,
}
