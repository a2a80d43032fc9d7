using System;

namespace Retention.Core.Loyalty;

/// <summary>Amounts of money rounded once, half away from zero, to the currency's decimals.</summary>
internal static class CurrencyRounding
{
    private const int MostDecimals = 4;

    internal static decimal Round(decimal amount, int decimals)
    {
        Check(decimals);
        return Math.Round(amount, decimals, MidpointRounding.AwayFromZero);
    }

    internal static void Check(int decimals)
    {
        if (decimals is < 0 or > MostDecimals)
        {
            throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "A currency has 0 to 4 decimals: 2 for CNY, 0 for JPY.");
        }
    }

    internal static void CheckPercent(decimal percent)
    {
        if (percent is < 0 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A breakage lies between 0 and 100 percent.");
        }
    }

    /// <summary>One smallest unit of the currency: 0.01 for two decimals.</summary>
    internal static decimal Unit(int decimals)
    {
        Check(decimals);
        return new decimal(1, 0, 0, false, (byte)decimals);
    }
}
