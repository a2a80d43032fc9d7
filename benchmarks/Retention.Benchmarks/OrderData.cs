using System;
using System.Globalization;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Measures;
using Retention.Core.Tiering;

namespace Retention.Benchmarks;

/// <summary>Order rows made by the formula that <c>benchmarks/peers/duckdb/README.md</c> states, and the checksum of their measures.</summary>
internal static class OrderData
{
    /// <summary>The day after the last one that has orders.</summary>
    private const int EndDay = 19_730;

    private const int Parts = 64;

    /// <summary>Gets the last day that counts: every row does.</summary>
    internal static LocalDate AsOf => new LocalDate(1970, 1, 1).PlusDays(EndDay - 1);

    /// <summary>Makes the rows.</summary>
    internal static ColumnarOrders Make(int rows, int customers)
    {
        var customer = new int[rows];
        var day = new int[rows];
        var amount = new long[rows];
        Parallel.For(0, Parts, part =>
        {
            int to = (int)((long)rows * (part + 1) / Parts);
            for (int row = (int)((long)rows * part / Parts); row < to; row++)
            {
                ulong i = (ulong)row * 3;
                ulong h = Mix(i);
                customer[row] = (int)(((h * h >> 32) * (ulong)customers >> 32) * 2654435761 % (ulong)customers);
                day[row] = (int)(19_000 + (Mix(i + 1) % 730));
                amount[row] = (long)((100 + (Mix(i + 2) % 49_901)) * 100);
            }
        });
        return new ColumnarOrders(customer, day, amount, customers);
    }

    /// <summary>The checksum of the measures of a run under <c>rfm-grid</c>, as the peer prints it.</summary>
    internal static string Checksum(TieringRun run)
    {
        MeasureColumn recency = run.Table.Column("recency")!;
        MeasureColumn frequency = run.Table.Column("frequency")!;
        MeasureColumn monetary = run.Table.Column("monetary")!;
        long customers = 0;
        long days = 0;
        long orders = 0;
        long amounts = 0;
        Int128 weighted = 0;
        for (int row = 0; row < run.Count; row++)
        {
            if (recency[row] is not { } age)
            {
                continue;
            }

            long last = EndDay - 1 - (long)age;
            long count = (long)(frequency[row] ?? 0);
            long amount = (long)((monetary[row] ?? 0) * 10_000);
            customers++;
            days += last;
            orders += count;
            amounts += amount;
            weighted += (Int128)((last * 31) + (count * 17) + amount) * (row + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{customers} {days} {orders} {amounts} {weighted % long.MaxValue}");
    }

    /// <summary>The finaliser of murmur3; no product passes 64 bits.</summary>
    private static ulong Mix(ulong value)
    {
        ulong x = value & uint.MaxValue;
        x = (x ^ (x >> 16)) * 2246822507 & uint.MaxValue;
        x = (x ^ (x >> 13)) * 3266489909 & uint.MaxValue;
        return x ^ (x >> 16);
    }
}
