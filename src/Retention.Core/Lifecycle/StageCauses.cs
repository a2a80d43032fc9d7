namespace Retention.Core.Lifecycle;

/// <summary>Why a customer moved.</summary>
public enum StageCause
{
    /// <summary>Something happened: a purchase, a return, an activity, a number.</summary>
    Fact = 0,

    /// <summary>Time alone: an age, a silence, a window, a dwell.</summary>
    Time = 1,

    /// <summary>A history was imported.</summary>
    Import = 2,

    /// <summary>What was recorded was wrong, or became known late: it had happened before the overlay began.</summary>
    Correction = 3,

    /// <summary>The history of another record of the customer was taken over.</summary>
    Merge = 4,

    /// <summary>The stream stands under another policy.</summary>
    Policy = 5,

    /// <summary>Somebody moved the customer by hand.</summary>
    Manual = 6,

    /// <summary>A move by hand ended.</summary>
    ManualEnded = 7,
}

/// <summary>What a move means for the recovery of customers (plan rule C-5).</summary>
public enum StageOutcome
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The customer was won back (挽回).</summary>
    WinBack = 1,

    /// <summary>The customer is lost (流失).</summary>
    Loss = 2,
}

/// <summary>Where a stage lies.</summary>
public enum StageLayer
{
    /// <summary>A stage of the customer's way.</summary>
    Base = 0,

    /// <summary>A stage that hides those of the way while it holds.</summary>
    Overlay = 1,
}
