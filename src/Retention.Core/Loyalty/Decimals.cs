namespace Retention.Core.Loyalty;

/// <summary>Rounding to decimals, in ten-thousandths.</summary>
internal static class Decimals
{
    /// <summary>One unit of the last decimal kept: 10,000 for none, 1 for four.</summary>
    internal static long Unit(int decimals) => decimals switch
    {
        0 => 10_000,
        1 => 1_000,
        2 => 100,
        3 => 10,
        _ => 1,
    };
}
