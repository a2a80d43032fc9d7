using System;

namespace Retention.Core.Figures;

/// <summary>By how much the mean of those treated lies above that of a control group.</summary>
/// <remarks>
/// The groups should have been drawn by chance, else the difference is not the treatment's doing. Merging merges both groups exactly, so
/// partitions give the uplift of the whole. Immutable and thread-safe.
/// </remarks>
public sealed class Uplift
{
    /// <summary>Makes the figure.</summary>
    /// <param name="treated">The values of those treated, one per member.</param>
    /// <param name="control">The values of the control group, one per member.</param>
    public Uplift(Distribution treated, Distribution control)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(control);
        this.Treated = treated;
        this.Control = control;
    }

    /// <summary>Gets the values of those treated.</summary>
    public Distribution Treated { get; }

    /// <summary>Gets the values of the control group.</summary>
    public Distribution Control { get; }

    /// <summary>Gets the difference of the means, each rounded to four decimals; null if a group is empty.</summary>
    public decimal? Difference => this.Treated.Mean - this.Control.Mean;

    /// <summary>Gets the difference in percent of the control group's mean, rounded half away from zero to four decimals; null if that is not positive.</summary>
    public decimal? Percent => this.Control.Mean is > 0 and { } mean && this.Difference is { } difference
        ? Math.Round(difference * 100 / mean, FixedPoint.Decimals, MidpointRounding.AwayFromZero)
        : null;

    /// <summary>The uplift over both populations, which must not share a member.</summary>
    /// <param name="other">The other uplift.</param>
    /// <returns>The merged uplift.</returns>
    public Uplift Merge(Uplift other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Uplift(this.Treated.Merge(other.Treated), this.Control.Merge(other.Control));
    }

    /// <summary>The confidence interval of the difference for unequal variances (Welch 1947).</summary>
    /// <param name="quantile">
    /// The quantile: 1.959964 for 95 % by the normal distribution; for small groups Student's t at <see cref="UpliftInterval.DegreesOfFreedom"/>.
    /// </param>
    /// <returns>The interval; null if a group has fewer than two members.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not positive and finite.</exception>
    public UpliftInterval? Welch(double quantile)
    {
        if (!(quantile > 0) || double.IsInfinity(quantile))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile for an interval is positive and finite: 1.959964 for 95 %.");
        }

        if (this.Treated.Count < 2 || this.Control.Count < 2)
        {
            return null;
        }

        double treated = SquaredError(this.Treated, out double treatedMean);
        double control = SquaredError(this.Control, out double controlMean);
        double error = treated + control;
        double freedom = error > 0
            ? error * error / ((treated * treated / (this.Treated.Count - 1)) + (control * control / (this.Control.Count - 1)))
            : this.Treated.Count + this.Control.Count - 2;
        double difference = treatedMean - controlMean;
        return new UpliftInterval(difference - (quantile * Math.Sqrt(error)), difference + (quantile * Math.Sqrt(error)), freedom);
    }

    /// <summary>The variance of the mean: the sample's variance divided by its size.</summary>
    private static double SquaredError(Distribution sample, out double mean)
    {
        double sum = 0;
        for (int i = 0; i < sample.Values.Length; i++)
        {
            sum += (double)sample.Values[i] * sample.Counts[i];
        }

        double n = sample.Count;
        double centre = sum / n;
        double squares = 0;
        for (int i = 0; i < sample.Values.Length; i++)
        {
            double off = (sample.Values[i] - centre) / FixedPoint.One;
            squares += off * off * sample.Counts[i];
        }

        mean = centre / FixedPoint.One;
        return squares / (n - 1) / n;
    }
}

/// <summary>A confidence interval of an uplift.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class UpliftInterval
{
    internal UpliftInterval(double lower, double upper, double degreesOfFreedom)
    {
        this.Lower = lower;
        this.Upper = upper;
        this.DegreesOfFreedom = degreesOfFreedom;
    }

    /// <summary>Gets the lower end.</summary>
    public double Lower { get; }

    /// <summary>Gets the upper end.</summary>
    public double Upper { get; }

    /// <summary>Gets the degrees of freedom (Welch–Satterthwaite).</summary>
    public double DegreesOfFreedom { get; }
}
