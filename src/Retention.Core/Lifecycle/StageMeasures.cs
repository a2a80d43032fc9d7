namespace Retention.Core.Lifecycle;

/// <summary>The measures that every lifecycle policy has: those of the stage in which a customer is, in the layer of the transition that asks.</summary>
/// <remarks>All are missing while there is no stage. Immutable and thread-safe.</remarks>
public static class StageMeasures
{
    /// <summary><c>stage.days</c>: local days since the one on which the stage was entered, which is day 0.</summary>
    public const string Days = "stage.days";

    /// <summary><c>stage.purchases</c>: purchases made at or after the instant at which the stage was entered.</summary>
    public const string Purchases = "stage.purchases";

    /// <summary>
    /// <c>stage.quiet-days</c>: whole local days since the stage was entered or the last purchase was made, whichever is later. The day of a
    /// purchase isn't whole; that of the entry is if it was entered as the day began.
    /// </summary>
    public const string QuietDays = "stage.quiet-days";
}
