using Retention.Core;

namespace Retention.EntityFrameworkCore;

/// <summary>What a query may ask of a column of points beside comparing it.</summary>
public static class PointsColumns
{
    /// <summary>The points as a count of ten-thousandths, which the database can add up exactly: <c>Sum(b =&gt; b.Available.ToTenThousandths())</c>.</summary>
    /// <param name="points">The points.</param>
    /// <returns>The count; <see cref="Points.FromTenThousandths"/> makes points of a sum.</returns>
    /// <remarks>Inside a query over tables that <see cref="RetentionModelBuilderExtensions.ApplyRetention"/> mapped, the database works it out. Thread-safe.</remarks>
    public static long ToTenThousandths(this Points points) => points.TenThousandths;
}
