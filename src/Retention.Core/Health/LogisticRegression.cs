using System;

namespace Retention.Core.Health;

/// <summary>
/// Minimises the logistic loss of counted rows plus half the penalty times the sum of squares of the coefficients (the intercept is free):
/// Σ [left · log(1 + e^−η) + stayed · log(1 + e^η)] + ½ · penalty · Σ β², with η = β₀ + Σ β · x; the coefficients 0 or more if so asked.
/// </summary>
/// <remarks>
/// Projected Newton with Armijo's rule along the projection arc (Bertsekas 1982, "Projected Newton methods for optimization problems with
/// simple constraints"); without constraints that is damped Newton. Nothing is random and every sum runs in the order of the rows.
/// </remarks>
internal sealed class LogisticRegression
{
    /// <summary>Where the search gives up: 200. Usual are 5 to 15.</summary>
    internal const int MaxIterations = 200;

    private const double SufficientDecrease = 1e-4;
    private const double SmallestStep = 1e-12;
    private const int PolishingSteps = 2;

    private readonly double[][] rows;
    private readonly long[] totals;
    private readonly long[] leavers;
    private readonly double penalty;
    private readonly bool isNonNegative;
    private readonly int size;
    private readonly double tolerance;
    private readonly double logOdds;

    /// <summary>Takes over rows of equal length; some must have left and some stayed.</summary>
    internal LogisticRegression(double[][] rows, long[] totals, long[] leavers, double penalty, bool isNonNegative)
    {
        this.rows = rows;
        this.totals = totals;
        this.leavers = leavers;
        this.penalty = penalty;
        this.isNonNegative = isNonNegative;
        this.size = rows[0].Length + 1;
        double left = 0;
        double all = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            left += leavers[i];
            all += totals[i];
        }

        // Each customer adds at most one unit to a gradient, and a rounding error of its sum.
        this.tolerance = 1e-9 + (1e-12 * all);
        this.logOdds = Math.Log(left / (all - left));
    }

    /// <summary>1 ÷ (1 + e^−x), without overflow.</summary>
    internal static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>The minimum, from the base rate on, or where the search ended.</summary>
    internal LogisticPoint Minimise(int maxIterations = MaxIterations)
    {
        var start = new double[this.size];
        start[0] = this.logOdds;
        LogisticPoint point = this.Differentiate(start, 0);
        int polished = 0;
        while (point.Iterations < maxIterations && point.Residual > 0)
        {
            // Newton squares the error, so that a step or two beyond the tolerance reach what a double can hold.
            bool isPolish = point.IsConverged;
            if ((isPolish && ++polished > PolishingSteps) || this.Step(point) is not { } next || (isPolish && next.Residual >= point.Residual))
            {
                return point;
            }

            point = next;
        }

        return point;
    }

    private static double LogOdds(double[] coefficients, double[] row)
    {
        double sum = coefficients[0];
        for (int j = 0; j < row.Length; j++)
        {
            sum += coefficients[j + 1] * row[j];
        }

        return sum;
    }

    /// <summary>One step downhill; null if there is none that a double can tell.</summary>
    private LogisticPoint? Step(LogisticPoint point)
    {
        bool[] held = this.Held(point);
        if (Cholesky.Solve(point.Hessian, point.Gradient, held) is not { } step)
        {
            return null;
        }

        var next = new double[this.size];
        double rounding = 1e-13 * (1 + point.Objective);
        for (double length = 1; length >= SmallestStep; length /= 2)
        {
            double decrease = 0;
            for (int j = 0; j < this.size; j++)
            {
                next[j] = point.Coefficients[j] - (length * (held[j] ? point.Gradient[j] / point.Hessian[j][j] : step[j]));
                next[j] = this.IsBounded(j) ? Math.Max(0, next[j]) : next[j];
                decrease += point.Gradient[j] * (held[j] ? point.Coefficients[j] - next[j] : length * step[j]);
            }

            if (this.Objective(next) <= point.Objective - (SufficientDecrease * decrease) + rounding)
            {
                return this.Differentiate(next, point.Iterations + 1);
            }
        }

        return null;
    }

    /// <summary>The coefficients at or next to their bound that would go beyond it.</summary>
    private bool[] Held(LogisticPoint point)
    {
        double way = 0;
        for (int j = 0; j < this.size; j++)
        {
            double to = point.Coefficients[j] - point.Gradient[j];
            way = Math.Max(way, Math.Abs(point.Coefficients[j] - (this.IsBounded(j) ? Math.Max(0, to) : to)));
        }

        double near = Math.Min(1e-3, way);
        var held = new bool[this.size];
        for (int j = 0; j < this.size; j++)
        {
            held[j] = this.IsBounded(j) && point.Coefficients[j] <= near && point.Gradient[j] > 0;
        }

        return held;
    }

    private bool IsBounded(int coefficient) => this.isNonNegative && coefficient > 0;

    private double Objective(double[] coefficients)
    {
        double sum = 0;
        for (int i = 0; i < this.rows.Length; i++)
        {
            double x = LogOdds(coefficients, this.rows[i]);
            double both = Math.Log(1 + Math.Exp(-Math.Abs(x)));
            sum += (this.leavers[i] * (Math.Max(0, -x) + both)) + ((this.totals[i] - this.leavers[i]) * (Math.Max(0, x) + both));
        }

        double squares = 0;
        for (int j = 1; j < this.size; j++)
        {
            squares += coefficients[j] * coefficients[j];
        }

        return sum + (this.penalty / 2 * squares);
    }

    private LogisticPoint Differentiate(double[] coefficients, int iterations)
    {
        var gradient = new double[this.size];
        var hessian = new double[this.size][];
        for (int j = 0; j < this.size; j++)
        {
            hessian[j] = new double[this.size];
            hessian[j][j] = j == 0 ? 0 : this.penalty;
            gradient[j] = j == 0 ? 0 : this.penalty * coefficients[j];
        }

        for (int i = 0; i < this.rows.Length; i++)
        {
            double[] row = this.rows[i];
            double x = LogOdds(coefficients, row);
            double p = Sigmoid(x);
            double q = Sigmoid(-x);
            double slope = ((this.totals[i] - this.leavers[i]) * p) - (this.leavers[i] * q);
            double weight = this.totals[i] * p * q;
            gradient[0] += slope;
            hessian[0][0] += weight;
            for (int j = 0; j < row.Length; j++)
            {
                gradient[j + 1] += slope * row[j];
                hessian[j + 1][0] += weight * row[j];
                for (int k = 0; k <= j; k++)
                {
                    hessian[j + 1][k + 1] += weight * row[j] * row[k];
                }
            }
        }

        double residual = 0;
        for (int j = 0; j < this.size; j++)
        {
            residual = Math.Max(residual, this.IsBounded(j) && coefficients[j] <= 0 ? -gradient[j] : Math.Abs(gradient[j]));
        }

        return new LogisticPoint((double[])coefficients.Clone(), this.Objective(coefficients), gradient, hessian, iterations, residual, residual <= this.tolerance);
    }
}
