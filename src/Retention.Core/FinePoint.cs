using System;

namespace Retention.Core;

/// <summary>Fractions of a point that rounding leaves over: a <see cref="long"/> counting hundred-millionths.</summary>
internal static class FinePoint
{
    /// <summary>100,000,000: hundred-millionths in one.</summary>
    internal const long One = 100_000_000;

    /// <summary>10,000: hundred-millionths in a ten-thousandth.</summary>
    internal const long PerFixed = One / FixedPoint.One;

    internal static decimal ToDecimal(long units) => new decimal(units) / One;

    /// <summary>A decimal with at most eight decimals in hundred-millionths.</summary>
    internal static long Exact(decimal value, string what)
    {
        if (value is > -90_000_000_000m and < 90_000_000_000m && decimal.Truncate(value * One) is var whole && whole == value * One)
        {
            return (long)whole;
        }

        throw new ArgumentOutOfRangeException(what, value, "A " + what + " has at most eight decimals and lies between -90,000,000,000 and 90,000,000,000; round it before.");
    }
}
