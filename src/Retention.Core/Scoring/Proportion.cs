namespace Retention.Core.Scoring;

/// <summary>Shares of a whole.</summary>
internal static class Proportion
{
    /// <summary>A whole shared by weights, exactly (<see cref="LargestRemainder"/>); with no weight at all the first bears everything.</summary>
    internal static long[] Share(long whole, long[] weights)
    {
        var shares = new long[weights.Length];
        long total = 0;
        foreach (long weight in weights)
        {
            total = checked(total + weight);
        }

        if (total == 0)
        {
            shares[0] = whole;
            return shares;
        }

        var remainder = new LargestRemainder(shares, new long[weights.Length], total);
        for (int i = 0; i < weights.Length; i++)
        {
            remainder.Set(i, whole, weights[i]);
        }

        remainder.Share(whole);
        return shares;
    }

    /// <summary>A part of a value, rounded half away from zero: value · part ÷ whole.</summary>
    internal static long Of(long value, long part, long whole)
    {
        if (part == whole)
        {
            return value;
        }

        var product = default(WideSum);
        product.AddProduct(value, part);
        return product.DivideRounded(whole);
    }
}
