namespace Retention.Core.Health;

/// <summary>The lift of the worst tenth.</summary>
internal static class CalibrationLift
{
    /// <summary>
    /// The churn of the tenth with the lowest scores (⌈n ÷ 10⌉) divided by that of all; of equal scores at its edge an equal part of each
    /// counts, which is the mean over all orders of them. Null if nobody left.
    /// </summary>
    internal static double? OfLowestTenth(OutcomeCounts counts)
    {
        if (counts.Left == 0)
        {
            return null;
        }

        long tenth = ((counts.Total - 1) / 10) + 1;
        long whole = 0;
        long within = 0;
        int edge = 0;
        for (; within + counts.Totals[edge] < tenth; edge++)
        {
            within += counts.Totals[edge];
            whole += counts.Leavers[edge];
        }

        // The leavers expected, as a fraction over those who have the score at the edge.
        long caught = checked((whole * counts.Totals[edge]) + (counts.Leavers[edge] * (tenth - within)));
        return (double)caught * counts.Total / ((double)counts.Totals[edge] * tenth * counts.Left);
    }
}
