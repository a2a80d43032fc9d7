using System;

namespace Retention.Core.Scoring;

/// <summary>
/// Shares a rounded total among parts so that they add up to it exactly: every part's exact value value · weight ÷ total weight is rounded
/// down, and what is left goes to the largest remainders, ties to the lower order.
/// </summary>
internal readonly ref struct LargestRemainder
{
    private readonly Span<long> floors;
    private readonly Span<long> remainders;
    private readonly long totalWeight;

    /// <summary>Works in the caller's scratch, of one element per part each; the shares end up in <paramref name="floors"/>.</summary>
    internal LargestRemainder(Span<long> floors, Span<long> remainders, long totalWeight)
    {
        this.floors = floors;
        this.remainders = remainders;
        this.totalWeight = totalWeight;
    }

    internal void Set(int part, long value, long weight)
    {
        if (value is >= 0 and <= int.MaxValue && weight <= int.MaxValue)
        {
            this.floors[part] = Math.DivRem(value * weight, this.totalWeight, out this.remainders[part]);
            return;
        }

        var sum = default(WideSum);
        sum.AddProduct(value, weight);
        this.floors[part] = sum.DivideFloor(this.totalWeight, out this.remainders[part]);
    }

    internal void Share(long total)
    {
        long left = total;
        foreach (long floor in this.floors)
        {
            left = checked(left - floor);
        }

        // What is left is between 0 and the number of parts: the total is the rounded sum of the exact values.
        for (; left > 0; left--)
        {
            int largest = 0;
            for (int i = 1; i < this.remainders.Length; i++)
            {
                if (this.remainders[i] > this.remainders[largest])
                {
                    largest = i;
                }
            }

            this.floors[largest]++;
            this.remainders[largest] = -1;
        }
    }
}
