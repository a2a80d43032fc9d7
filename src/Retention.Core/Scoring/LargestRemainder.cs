using System;

namespace Retention.Core.Scoring;

/// <summary>
/// Shares a rounded total among parts so that they add up to it exactly: every part's exact value value · weight ÷ total weight is rounded
/// down, and what is left goes to the largest remainders, ties to the lower order.
/// </summary>
internal sealed class LargestRemainder
{
    private readonly long[] floors;
    private readonly long[] remainders;
    private readonly long totalWeight;

    internal LargestRemainder(int parts, long totalWeight)
    {
        this.floors = new long[parts];
        this.remainders = new long[parts];
        this.totalWeight = totalWeight;
    }

    internal void Set(int part, long value, long weight)
    {
        var sum = default(WideSum);
        sum.AddProduct(value, weight);
        this.floors[part] = sum.DivideFloor(this.totalWeight, out this.remainders[part]);
    }

    internal long[] Share(long total)
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

        return this.floors;
    }
}
