namespace Retention.Core.Lifecycle;

/// <summary>What a signal detects, at the end of each local day and whenever something becomes known. Windows are counted in local days of the policy's zone; the day of the as-of is in them.</summary>
public enum SignalKind
{
    /// <summary><c>inactivity</c>: nothing for <c>window</c> (30d), in whole local days: no purchase and none of <c>activities</c>. It rises at the midnight that ends the last of them. The first purchase or activity starts it.</summary>
    Inactivity = 0,

    /// <summary><c>frequency-down</c>: purchases in <c>window</c> (90d) are down by <c>percent</c> (30, inclusive) on the equal window before, in which there were <c>atLeast</c> (3). It ends when they are down by <c>clearPercent</c> or less.</summary>
    FrequencyDown = 1,

    /// <summary><c>spend-down</c>: the same for what was spent; <c>atLeast</c> (2) purchases in the window before.</summary>
    SpendDown = 2,

    /// <summary><c>interaction-down</c>: the same for purchases and <c>activities</c> together; <c>atLeast</c> (3) of them in the window before.</summary>
    InteractionDown = 3,

    /// <summary><c>rhythm-exceeded</c>: the days since the last purchase exceed the median of the gaps between the customer's own purchases by more than <c>spread</c> (3) median absolute deviations and <c>grace</c>; a gap is at least 1 day, and there must be <c>atLeast</c> (4) purchases.</summary>
    RhythmExceeded = 4,

    /// <summary><c>contract-overdue</c>: the next purchase that the contract asks for, <c>every</c> so long or the customer's own <c>indicator</c> days after the last, is more than <c>grace</c> late.</summary>
    ContractOverdue = 5,

    /// <summary><c>season-missed</c>: in <c>window</c> (30d) a year ago there were <c>atLeast</c> (1) purchases, and in the same window now there is none. It ends when the season is over.</summary>
    SeasonMissed = 6,

    /// <summary><c>satisfaction-low</c>: the last of the answers (<c>activities</c>: survey-10, survey-5) within <c>window</c> (12m), times its factor, is <c>below</c> (60, exclusive). It ends at <c>clearAtLeast</c>, or when there is no answer within the window.</summary>
    SatisfactionLow = 7,

    /// <summary><c>satisfaction-falling</c>: the last answer within <c>window</c> (12m) lies at least <c>fall</c> (10) points below the one before it, which is in the window too.</summary>
    SatisfactionFalling = 8,

    /// <summary><c>complaints-rising</c>: complaints (<c>activities</c>: complaint) per purchase in <c>window</c> (90d) are up by <c>percent</c> (30) on the equal window before, and there are <c>atLeast</c> (2). Without a purchase they count as on one. It ends when they are up by <c>clearPercent</c> or less, or fewer.</summary>
    ComplaintsRising = 9,

    /// <summary><c>objection</c>: an objection (<c>activities</c>: objection) that isn't closed.</summary>
    Objection = 10,

    /// <summary><c>open-complaint</c>: a complaint (<c>activities</c>: complaint) that isn't closed and was made more than <c>window</c> (none: at once) ago, in whole local days.</summary>
    OpenComplaint = 11,

    /// <summary><c>unanswered-contact</c>: <c>atLeast</c> (1) of our contacts (<c>activities</c>: contact.outbound) without a purchase or an activity of the customer since, the first of them more than <c>window</c> (7d) ago, in whole local days.</summary>
    UnansweredContact = 12,

    /// <summary><c>not-activated</c>: the window after the first purchase is over, and nothing has activated the customer: see <see cref="ActivationOptions"/>.</summary>
    NotActivated = 13,

    /// <summary><c>condition</c>: <c>rise</c> holds; it ends when <c>clear</c> holds.</summary>
    Condition = 14,
}
