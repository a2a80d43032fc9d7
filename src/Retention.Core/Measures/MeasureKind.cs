namespace Retention.Core.Measures;

/// <summary>How a measure is computed from a customer's history.</summary>
public enum MeasureKind
{
    /// <summary><c>recency-days</c>: whole local days from the last order to the as-of's last date; smaller is better. Missing while no order is known.</summary>
    RecencyDays = 0,

    /// <summary><c>recency-months</c>: the same in months with four decimals (see <see cref="Periods.Elapsed.Months"/>).</summary>
    RecencyMonths = 1,

    /// <summary><c>frequency</c>: documents that count as orders in the window. 0 if there are only older ones, missing while no order is known.</summary>
    Frequency = 2,

    /// <summary><c>spend</c>: base amount in the window, less returns. 0 if there are only older orders, missing while none is known.</summary>
    Spend = 3,

    /// <summary><c>profit</c>: profit contribution in the window. Missing if any counted line in it has none, and while no order is known.</summary>
    Profit = 4,

    /// <summary><c>quantity</c>: quantity in the window, less returns.</summary>
    Quantity = 5,

    /// <summary><c>average-order</c>: spend ÷ frequency in the window, rounded half away from zero. Missing without an order in it.</summary>
    AverageOrder = 6,

    /// <summary><c>first-order</c>: the base amount of the first order known, before returns.</summary>
    FirstOrder = 7,

    /// <summary><c>occurrences</c>: how often the named occurrences happened in the window. Never missing.</summary>
    Occurrences = 8,

    /// <summary><c>latest-value</c>: the value of the latest of the named occurrences in the window, times its factor.</summary>
    LatestValue = 9,

    /// <summary><c>silence-days</c>: whole local days since the last order or named occurrence; smaller is better.</summary>
    SilenceDays = 10,

    /// <summary><c>silence-months</c>: the same in months with four decimals.</summary>
    SilenceMonths = 11,

    /// <summary><c>tenure-months</c>: months since the relationship began: the named attribute's date, else the first order.</summary>
    TenureMonths = 12,

    /// <summary><c>indicator</c>: the named number given to the customer.</summary>
    Indicator = 13,

    /// <summary><c>change-percent</c>: by how many percent another measure's window differs from the equal window before. Missing where that one is 0 or missing.</summary>
    ChangePercent = 14,

    /// <summary>
    /// <c>rhythm-risk</c>: 100 · min(1, days since the last order ÷ 3 median gaps between the customer's own orders); a gap is at least 1 day,
    /// and 90 days below 3 orders; smaller is better (plan P1).
    /// </summary>
    RhythmRisk = 15,

    /// <summary><c>column</c>: given by the host in a <see cref="MeasureTable"/>; never computed from facts.</summary>
    Column = 16,

    /// <summary><c>tenure-days</c>: whole local days since the relationship began: the named attribute's date, else the first order.</summary>
    TenureDays = 17,
}

/// <summary>What a measure's number counts.</summary>
public enum MeasureUnit
{
    /// <summary>A plain number.</summary>
    Number = 0,

    /// <summary>Days.</summary>
    Days = 1,

    /// <summary>Months.</summary>
    Months = 2,

    /// <summary>Units of the base currency.</summary>
    Money = 3,

    /// <summary>Percent.</summary>
    Percent = 4,
}
