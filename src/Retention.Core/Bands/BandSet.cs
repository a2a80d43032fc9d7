using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Bands;

/// <summary>Bands that don't overlap, from the highest to the lowest: tiers of a composite, grades of a health score, rungs of a ladder.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BandSet
{
    private readonly Band[] bands;

    internal BandSet(IEnumerable<Band> bands)
    {
        this.bands = bands.OrderByDescending(b => b.Lowest).ToArray();
        this.Bands = Sequence.Copy(this.bands);
    }

    /// <summary>Gets the bands from the highest to the lowest.</summary>
    public IReadOnlyList<Band> Bands { get; }

    /// <summary>The band in which a score lies.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The band, or null if the score lies in a gap.</returns>
    public Band? Find(Score score) => this.At(this.IndexOf(score.TenThousandths));

    /// <summary>
    /// The band in which a score is held when it was in a band before: it leaves that band only when it passes the edge by more than a margin.
    /// </summary>
    /// <param name="score">The score now.</param>
    /// <param name="current">The code of the band so far; an unknown code or null gives <see cref="Find"/>.</param>
    /// <param name="marginUp">How far past the upper edge the score must be to go up, in score points; 0: at once.</param>
    /// <param name="marginDown">How far below the lower edge the score must be to go down, in score points; 0: at once.</param>
    /// <returns>The band, or null if the score lies in a gap.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A margin is negative.</exception>
    public Band? FindWithHysteresis(Score score, string? current, Score marginUp, Score marginDown)
    {
        if (marginUp.TenThousandths < 0 || marginDown.TenThousandths < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(marginUp), "A margin is not negative; use 0 for none.");
        }

        int held = Array.FindIndex(this.bands, b => string.Equals(b.Code, current, StringComparison.Ordinal));
        int computed = this.IndexOf(score.TenThousandths);
        if (held < 0 || computed < 0 || computed == held)
        {
            return this.At(computed);
        }

        // Edge by edge, each with its margin, so that a customer may stop at a band in between; a gap between bands holds nobody back.
        int reached = held;
        if (computed < held)
        {
            while (reached > computed && (decimal)score.TenThousandths - marginUp.TenThousandths >= this.bands[reached - 1].Lowest)
            {
                reached--;
            }
        }
        else
        {
            while (reached < computed && (decimal)score.TenThousandths + marginDown.TenThousandths < this.bands[reached].Lowest)
            {
                reached++;
            }
        }

        return this.At(reached);
    }

    /// <summary>The band just above another.</summary>
    /// <param name="code">The code of the lower band.</param>
    /// <returns>The next higher band, or null if it is the highest or unknown.</returns>
    public Band? Above(string code)
    {
        int index = Array.FindIndex(this.bands, b => string.Equals(b.Code, code, StringComparison.Ordinal));
        return index <= 0 ? null : this.bands[index - 1];
    }

    private Band? At(int index) => index < 0 ? null : this.bands[index];

    private int IndexOf(long tenThousandths)
    {
        for (int i = 0; i < this.bands.Length; i++)
        {
            if (tenThousandths >= this.bands[i].Lowest)
            {
                return tenThousandths <= this.bands[i].Highest ? i : -1;
            }
        }

        return -1;
    }
}
