using System;

namespace Retention.Core.Bands;

/// <summary>A stretch of scores under one code, with exact ends.</summary>
/// <remarks>
/// Scores have four decimals, so “more than 50” is “at least 50.0001” and “less than 80” is “at most 79.9999”: both ends are inclusive.
/// Immutable and thread-safe.
/// </remarks>
public sealed class Band
{
    internal Band(string code, long lowest, long highest)
    {
        this.Code = code;
        this.Lowest = lowest;
        this.Highest = highest;
    }

    /// <summary>Gets the band's code.</summary>
    public string Code { get; }

    /// <summary>Gets the lowest score in the band, inclusive; null if it has no lower end.</summary>
    public Score? AtLeast => this.Lowest == long.MinValue ? null : Score.FromTenThousandths(this.Lowest);

    /// <summary>Gets the highest score in the band, inclusive; null if it has no upper end.</summary>
    public Score? AtMost => this.Highest == long.MaxValue ? null : Score.FromTenThousandths(this.Highest);

    /// <summary>Gets the lower end in ten-thousandths.</summary>
    internal long Lowest { get; }

    /// <summary>Gets the upper end in ten-thousandths.</summary>
    internal long Highest { get; }

    /// <summary>Whether a score lies in the band.</summary>
    /// <param name="score">The score.</param>
    /// <returns>True if it lies between the ends, inclusive.</returns>
    public bool Contains(Score score) => score.TenThousandths >= this.Lowest && score.TenThousandths <= this.Highest;

    /// <summary>Gives code and ends: <c>B [65, 79.9999]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Code + " [" + (this.AtLeast?.ToString() ?? "-∞") + ", " + (this.AtMost?.ToString() ?? "∞") + "]";
}
