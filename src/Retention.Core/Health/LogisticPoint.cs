using System;

namespace Retention.Core.Health;

/// <summary>Where a search for the minimum stands.</summary>
internal sealed class LogisticPoint
{
    internal LogisticPoint(double[] coefficients, double objective, double[] gradient, double[][] hessian, int iterations, double residual, bool isConverged)
    {
        this.Coefficients = coefficients;
        this.Objective = objective;
        this.Gradient = gradient;
        this.Hessian = hessian;
        this.Iterations = iterations;
        this.Residual = residual;
        this.IsConverged = isConverged;
    }

    /// <summary>Gets the intercept, then the coefficients.</summary>
    internal double[] Coefficients { get; }

    internal double Objective { get; }

    internal double[] Gradient { get; }

    /// <summary>Gets the second derivatives on and below the diagonal.</summary>
    internal double[][] Hessian { get; }

    internal int Iterations { get; }

    /// <summary>
    /// Gets by how much the conditions of Karush, Kuhn and Tucker fail: the greatest of |gradient| where a coefficient is free or above 0, and
    /// of what the gradient lies below 0 where it is 0.
    /// </summary>
    internal double Residual { get; }

    internal bool IsConverged { get; }
}

/// <summary>Solves a system with a positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>The x of matrix · x = right, without the rows and columns left out (0 there); null if the matrix is not positive definite.</summary>
    internal static double[]? Solve(double[][] matrix, double[] right, bool[] isLeftOut)
    {
        int[] used = Array.FindAll(Indices(right.Length), i => !isLeftOut[i]);
        var root = new double[used.Length][];
        var solution = new double[right.Length];
        for (int i = 0; i < used.Length; i++)
        {
            root[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[used[i]][used[j]];
                for (int k = 0; k < j; k++)
                {
                    rest -= root[i][k] * root[j][k];
                }

                if (i == j && !(rest > 0))
                {
                    return null;
                }

                root[i][j] = i == j ? Math.Sqrt(rest) : rest / root[j][j];
            }
        }

        for (int i = 0; i < used.Length; i++)
        {
            double rest = right[used[i]];
            for (int k = 0; k < i; k++)
            {
                rest -= root[i][k] * solution[used[k]];
            }

            solution[used[i]] = rest / root[i][i];
        }

        for (int i = used.Length - 1; i >= 0; i--)
        {
            double rest = solution[used[i]];
            for (int k = i + 1; k < used.Length; k++)
            {
                rest -= root[k][i] * solution[used[k]];
            }

            solution[used[i]] = rest / root[i][i];
        }

        return solution;
    }

    private static int[] Indices(int count)
    {
        var indices = new int[count];
        for (int i = 0; i < count; i++)
        {
            indices[i] = i;
        }

        return indices;
    }
}
