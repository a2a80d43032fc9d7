namespace Retention.Core.Periods;

/// <summary>Calendar periods that begin at fixed dates.</summary>
public enum CalendarUnit
{
    /// <summary>One day.</summary>
    Day = 0,

    /// <summary>Seven days from the week's first day, which the caller names.</summary>
    Week = 1,

    /// <summary>A calendar month.</summary>
    Month = 2,

    /// <summary>Three months from 1 January, April, July or October.</summary>
    Quarter = 3,

    /// <summary>Six months from 1 January or July.</summary>
    HalfYear = 4,

    /// <summary>A calendar year.</summary>
    Year = 5,
}
