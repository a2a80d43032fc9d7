namespace Retention.Core.Loyalty;

/// <summary>What an earning rule counts.</summary>
public enum EarningBasis
{
    /// <summary>The amount of a purchase.</summary>
    Amount = 0,

    /// <summary>The quantity of a purchase.</summary>
    Quantity = 1,

    /// <summary>An activity, as often as it happened.</summary>
    Activity = 2,
}

/// <summary>The period in which a cap or a limit counts.</summary>
public enum CapPeriod
{
    /// <summary>One command.</summary>
    Transaction = 0,

    /// <summary>The local day.</summary>
    Day = 1,

    /// <summary>The local week from Monday.</summary>
    Week = 2,

    /// <summary>The calendar month.</summary>
    Month = 3,

    /// <summary>The calendar year.</summary>
    Year = 4,

    /// <summary>For ever.</summary>
    Lifetime = 5,
}

/// <summary>Which lots pay first.</summary>
public enum Consumption
{
    /// <summary>The soonest to lapse, then the oldest; those that never lapse last.</summary>
    SoonestExpiry = 0,

    /// <summary>The oldest.</summary>
    Oldest = 1,
}

/// <summary>How far a return takes points back.</summary>
public enum Clawback
{
    /// <summary>All of it; what isn't there is owed, and later points repay it.</summary>
    IntoDebt = 0,

    /// <summary>As far as there are spendable points; the rest is written off.</summary>
    DownToZero = 1,

    /// <summary>Only what is still pending; the rest is written off.</summary>
    OnlyPending = 2,
}

/// <summary>How several multipliers combine.</summary>
public enum MultiplierCombination
{
    /// <summary>The highest wins.</summary>
    Highest = 0,

    /// <summary>What each adds is added: ×2 and ×1.5 make ×2.5.</summary>
    Sum = 1,

    /// <summary>They are multiplied, and the product is rounded once to four decimals.</summary>
    Product = 2,

    /// <summary>They are multiplied one after another by their order, each result rounded to four decimals.</summary>
    InOrder = 3,
}

/// <summary>What a cap or a resting rule does.</summary>
public enum LimitResponse
{
    /// <summary>The award is reduced to what the limit leaves.</summary>
    Reduce = 0,

    /// <summary>The command is refused.</summary>
    Refuse = 1,
}

/// <summary>Which awards bear an amount that names none.</summary>
public enum CreditAllocation
{
    /// <summary>The newest first.</summary>
    Newest = 0,

    /// <summary>The oldest first.</summary>
    Oldest = 1,

    /// <summary>All, in proportion to what is left of them.</summary>
    Proportional = 2,
}

/// <summary>What qualifies for a tier.</summary>
public enum LadderMeasure
{
    /// <summary>Points earned by rules that qualify.</summary>
    Points = 0,

    /// <summary>The amount spent, in the programme's currency.</summary>
    Spend = 1,

    /// <summary>The number of orders.</summary>
    Orders = 2,

    /// <summary>The number of visits.</summary>
    Visits = 3,
}

/// <summary>Over what progress towards a tier counts.</summary>
public enum LadderPeriod
{
    /// <summary>A window that rolls on day by day.</summary>
    Rolling = 0,

    /// <summary>The calendar year and the one before: what qualifies in one counts until the end of the next.</summary>
    CalendarYear = 1,

    /// <summary>The year of membership and the one before.</summary>
    MembershipYear = 2,

    /// <summary>The year since the tier was reached and the one before.</summary>
    TierYear = 3,

    /// <summary>For ever.</summary>
    Lifetime = 4,
}

/// <summary>How far a tier falls.</summary>
public enum LadderDowngrade
{
    /// <summary>To the tier that the progress holds.</summary>
    Full = 0,

    /// <summary>One level at a time.</summary>
    OneLevel = 1,

    /// <summary>Never.</summary>
    Never = 2,
}
