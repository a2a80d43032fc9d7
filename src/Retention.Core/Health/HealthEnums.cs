namespace Retention.Core.Health;

/// <summary>What is known of a measure as of an instant.</summary>
public enum HealthInput
{
    /// <summary>A value that counts.</summary>
    Known = 0,

    /// <summary>The last known value, held.</summary>
    Held = 1,

    /// <summary>Nothing, or that there is none.</summary>
    Missing = 2,

    /// <summary>A value older than its validity.</summary>
    Stale = 3,

    /// <summary>A self-assessed value that nobody else has reviewed.</summary>
    Unreviewed = 4,

    /// <summary>A value to which the scale gives no score.</summary>
    Unscored = 5,
}

/// <summary>How a measure counts.</summary>
public enum HealthTreatment
{
    /// <summary>With the score of its value.</summary>
    Counted = 0,

    /// <summary>With a neutral score, as its value is missing.</summary>
    Neutral = 1,

    /// <summary>With the worst score, as its value is missing.</summary>
    Worst = 2,

    /// <summary>Not at all; its weight is shared among the others.</summary>
    Excluded = 3,

    /// <summary>Not at all, and without it the health is unknown.</summary>
    Required = 4,
}

/// <summary>Why a health is unknown.</summary>
public enum HealthUnknown
{
    /// <summary>No measure counts.</summary>
    NothingKnown = 0,

    /// <summary>A measure or a group that is required is missing.</summary>
    RequiredMissing = 1,

    /// <summary>Too little is known: the coverage lies below the policy's minimum.</summary>
    CoverageTooLow = 2,
}

/// <summary>Where a score goes.</summary>
public enum HealthDirection
{
    /// <summary>Within the dead band.</summary>
    Steady = 0,

    /// <summary>Up by more than the dead band.</summary>
    Rising = 1,

    /// <summary>Down by more than the dead band.</summary>
    Falling = 2,
}

/// <summary>What overrules a computed score.</summary>
public enum HealthOverrideKind
{
    /// <summary>A score in its place, also of one that is unknown.</summary>
    Set = 0,

    /// <summary>A score that is not exceeded.</summary>
    Cap = 1,

    /// <summary>A score that is not undercut.</summary>
    Floor = 2,
}

/// <summary>How the health of children becomes that of their parent.</summary>
public enum RollUpMethod
{
    /// <summary>The mean weighted by revenue.</summary>
    Revenue = 0,

    /// <summary>The plain mean.</summary>
    Equal = 1,

    /// <summary>The lowest.</summary>
    Worst = 2,
}

/// <summary>Why a child is left out of a roll-up.</summary>
public enum RollUpOmission
{
    /// <summary>Its health is unknown.</summary>
    HealthUnknown = 0,

    /// <summary>Its revenue is unknown, and revenue weighs.</summary>
    RevenueMissing = 1,

    /// <summary>Its revenue is 0 or less, and revenue weighs.</summary>
    RevenueNotPositive = 2,
}
