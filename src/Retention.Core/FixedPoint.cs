using System;
using System.Globalization;

namespace Retention.Core;

/// <summary>Fixed-point arithmetic of the house: an <see cref="long"/> counting ten-thousandths, overflow-checked.</summary>
internal static class FixedPoint
{
    /// <summary>10,000: ten-thousandths in one.</summary>
    internal const long One = 10_000;

    /// <summary>The decimals kept: 4.</summary>
    internal const int Decimals = 4;

    /// <summary>Ten-thousandths as a decimal, without loss.</summary>
    internal static decimal ToDecimal(long tenThousandths)
    {
        // The same digits as dividing decimals, which takes longer; whole numbers are common.
        long whole = Math.DivRem(tenThousandths, One, out long rest);
        return rest == 0 ? new decimal(whole) : new decimal(tenThousandths) / One;
    }

    /// <summary>A decimal that has at most four decimals as ten-thousandths, or null if it has more or is out of range.</summary>
    internal static long? TryExact(decimal value)
    {
        if (value > MaxValue || value < MinValue)
        {
            return null;
        }

        decimal scaled = value * One;
        decimal whole = decimal.Truncate(scaled);
        return whole == scaled ? (long)whole : null;
    }

    /// <summary>A decimal rounded half away from zero to four decimals, as ten-thousandths, or null if it is out of range.</summary>
    internal static long? TryRound(decimal value)
    {
        if (value > MaxValue || value < MinValue)
        {
            return null;
        }

        return TryExact(Math.Round(value, Decimals, MidpointRounding.AwayFromZero));
    }

    /// <summary>A decimal with at most four decimals as ten-thousandths.</summary>
    internal static long Exact(decimal value, string what) =>
        TryExact(value) ?? throw new ArgumentOutOfRangeException(what, value, "A " + what + " has at most four decimals and lies between -922,337,203,685,477.5807 and 922,337,203,685,477.5807; round it before.");

    /// <summary>The invariant text with only the decimals that are not zero: 12.5, 40, -0.0001.</summary>
    internal static string Text(long tenThousandths) => ToDecimal(tenThousandths).ToString("0.####", CultureInfo.InvariantCulture);

    private const decimal MaxValue = 922_337_203_685_477.5807m;

    private const decimal MinValue = -922_337_203_685_477.5808m;
}
