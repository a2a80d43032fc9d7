namespace Retention.Core.Loyalty;

/// <summary>Over what a rule counts its steps.</summary>
public enum EarningScope
{
    /// <summary>Over the order: lines together, so that parts of steps on two lines make one.</summary>
    Order = 0,

    /// <summary>Over each line for itself.</summary>
    Line = 1,

    /// <summary>Over the price of one piece, times the quantity.</summary>
    Unit = 2,
}

/// <summary>How points are rounded to the precision of a rule.</summary>
public enum PointsRounding
{
    /// <summary>Towards zero.</summary>
    Down = 0,

    /// <summary>Away from zero.</summary>
    Up = 1,

    /// <summary>To the nearest, a half away from zero.</summary>
    HalfUp = 2,

    /// <summary>To the nearest, a half to the even neighbour.</summary>
    HalfEven = 3,
}
