using System;
using System.Globalization;

namespace Retention.Core.Measures;

/// <summary>What one customer's orders add up to: 16 bytes, so that a cache line holds four customers.</summary>
internal struct CustomerTotals
{
    /// <summary>The day of the latest order, or <see cref="int.MinValue"/> without any.</summary>
    internal int LastDay;

    /// <summary>The number of orders in the frequency window.</summary>
    internal int Orders;

    /// <summary>The sum of the amounts in the monetary window, in ten-thousandths.</summary>
    internal long Amount;
}

/// <summary>How many rows a grouping read.</summary>
internal readonly struct OrderGroupingCounts(int rows, int ignored)
{
    /// <summary>Gets the number of rows given.</summary>
    internal int Rows { get; } = rows;

    /// <summary>Gets the number of rows on or after the end day, which went into no total.</summary>
    internal int Ignored { get; } = ignored;
}

/// <summary>Adds up order rows per customer, by way of partitions whose customers fit in a core's cache.</summary>
/// <remarks>
/// A table of millions of customers is larger than the caches, and orders hit it at random, so that each row would
/// wait for memory. Rows are therefore first copied, as 8-byte records, into one list per slice of customers; then each
/// slice is totalled while its part of the table stays in the second-level cache. Both steps repeat in rounds of as many
/// rows as the buffers hold. Maxima, counts and sums modulo 2^64 do not depend on the order of their terms, and overflow
/// is told from the exact sum afterwards, so results depend neither on the row order nor on the number of threads.
/// </remarks>
internal static class OrderGrouping
{
    /// <summary>Totals the orders of customers 0 to <paramref name="customers"/> - 1.</summary>
    /// <param name="customer">The customer of each row.</param>
    /// <param name="day">The day of each row, in days since 1970-01-01.</param>
    /// <param name="amount">The amount of each row, in ten-thousandths.</param>
    /// <param name="customers">The number of customers.</param>
    /// <param name="endDay">The first day that no longer counts; rows from it on are ignored.</param>
    /// <param name="frequencyFromDay">The first day whose orders are counted.</param>
    /// <param name="monetaryFromDay">The first day whose amounts are added.</param>
    /// <param name="parallelism">The most threads to use; with 1, all work is done by the caller's.</param>
    /// <param name="totals">Receives the totals in its first <paramref name="customers"/> elements; undefined if this throws.</param>
    /// <param name="counts">Receives the numbers of rows.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a row's customer is out of range.</exception>
    /// <exception cref="OverflowException">A customer's sum of amounts is too large.</exception>
    internal static void Group(
        ReadOnlyMemory<int> customer,
        ReadOnlyMemory<int> day,
        ReadOnlyMemory<long> amount,
        int customers,
        int endDay,
        int frequencyFromDay,
        int monetaryFromDay,
        int parallelism,
        CustomerTotals[] totals,
        out OrderGroupingCounts counts)
    {
        ArgumentNullException.ThrowIfNull(totals);
        if (day.Length != customer.Length || amount.Length != customer.Length)
        {
            throw new ArgumentException("The columns of orders must have the same number of rows.", nameof(day));
        }

        if (customers < 0 || customers > totals.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(customers), "There must be a total for each customer.");
        }

        if (parallelism < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parallelism), "At least one thread is needed.");
        }

        OrderColumns columns = new(customer, day, amount, customers, endDay, frequencyFromDay, monetaryFromDay);
        OrderGroupingRun run = new(columns, totals, parallelism);
        bool complete = run.Complete();
        run.Release();
        if (!complete)
        {
            throw OutOfRange(customer.Span, customers);
        }

        if (run.MayOverflow())
        {
            ThrowOnOverflow(columns, totals);
        }

        counts = new OrderGroupingCounts(customer.Length, run.Ignored);
    }

    /// <summary>Names the first row whose customer is out of range, whichever thread met one.</summary>
    private static ArgumentException OutOfRange(ReadOnlySpan<int> customer, int customers)
    {
        int row = 0;
        while (customer[row] >= 0 && customer[row] < customers)
        {
            row++;
        }

        return new ArgumentException(
            string.Format(
                CultureInfo.InvariantCulture,
                "Row {0} is of customer {1}, but customers are numbered from 0 to {2}.",
                row,
                customer[row],
                customers - 1L),
            nameof(customer));
    }

    /// <summary>Compares the sums modulo 2^64 with the sums of the amounts' high halves, which cannot overflow.</summary>
    /// <remarks>
    /// The amounts' low halves add less than 2^32 each, so that the exact sum's high half lies at most as many above the
    /// sum of high halves as there are rows. A sum that lost a multiple of 2^64 is off by a multiple of 2^32 there, which
    /// is more than there can be rows.
    /// </remarks>
    private static void ThrowOnOverflow(in OrderColumns columns, CustomerTotals[] totals)
    {
        ReadOnlySpan<int> customer = columns.Customer.Span;
        ReadOnlySpan<int> day = columns.Day.Span;
        ReadOnlySpan<long> amount = columns.Amount.Span;
        long[] high = new long[columns.Customers];
        for (int row = 0; row < customer.Length; row++)
        {
            if (day[row] < columns.EndDay && day[row] >= columns.MonetaryFromDay)
            {
                high[customer[row]] += amount[row] >> 32;
            }
        }

        for (int index = 0; index < high.Length; index++)
        {
            long above = (totals[index].Amount >> 32) - high[index];
            if (above < 0 || above > customer.Length)
            {
                throw new OverflowException(string.Format(
                    CultureInfo.InvariantCulture,
                    "The amounts of customer {0} add up to more than a 64-bit number of ten-thousandths holds.",
                    index));
            }
        }
    }
}
