using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Measures;

/// <summary>Orders in columns, for bases of many millions of rows: dense customer, day, amount.</summary>
/// <remarks>
/// Every row is one order of a customer numbered from 0; there are no documents, lines or returns (give those as
/// <see cref="Facts.DocumentFact"/>): a negative amount lowers spend and is an order like any other. With amounts of 0 and more, <c>recency-days</c>,
/// <c>frequency</c> and <c>spend</c> are exactly those of facts with one document per row. Immutable as long as the host leaves its arrays alone; thread-safe.
/// </remarks>
public sealed class ColumnarOrders
{
    private const int ChunkRows = 1 << 14;

    private readonly int[] customer;
    private readonly int[] day;
    private readonly long[] amount;

    /// <summary>Makes columns that take over the arrays they are given.</summary>
    /// <param name="customer">The customer of each row, from 0.</param>
    /// <param name="day">The local date of each row, in days since 1 January 1970.</param>
    /// <param name="amountTenThousandths">The amount of each row in ten-thousandths of the base currency.</param>
    /// <param name="customers">The number of customers; those without a row have no measures.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of customers is negative.</exception>
    public ColumnarOrders(int[] customer, int[] day, long[] amountTenThousandths, int customers)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(amountTenThousandths);
        if (customer.Length != day.Length || day.Length != amountTenThousandths.Length)
        {
            throw new ArgumentException("The columns differ in length; give one customer, day and amount per row.", nameof(customer));
        }

        if (customers < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(customers), customers, "The number of customers is not negative.");
        }

        this.customer = customer;
        this.day = day;
        this.amount = amountTenThousandths;
        this.CustomerCount = customers;
    }

    /// <summary>Gets the number of orders.</summary>
    public int Count => this.customer.Length;

    /// <summary>Gets the number of customers.</summary>
    public int CustomerCount { get; }

    /// <summary>Computes measures.</summary>
    /// <param name="measures">The measures: <c>recency-days</c>, and <c>frequency</c> and <c>spend</c> over windows that end at the as-of.</param>
    /// <param name="asOf">The last local date that counts.</param>
    /// <param name="parallelism">How many threads may be used, 1 or more; the result doesn't depend on it.</param>
    /// <returns>The table; customers are named by their number.</returns>
    /// <exception cref="ArgumentException">A measure can't be computed from columns, or a row's customer is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parallelism"/> is less than 1.</exception>
    /// <exception cref="OverflowException">A customer's spend is beyond 64 bits.</exception>
    public MeasureTable Measure(IReadOnlyList<MeasureDefinition> measures, LocalDate asOf, int parallelism = 1) => this.Measure(measures, asOf, parallelism, out _);

    /// <summary>Computes measures, and counts the rows dated after the as-of.</summary>
    internal MeasureTable Measure(IReadOnlyList<MeasureDefinition> measures, LocalDate asOf, int parallelism, out long later)
    {
        later = 0;
        ArgumentNullException.ThrowIfNull(measures);
        if (parallelism < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parallelism), parallelism, "Use 1 thread or more.");
        }

        int endDay = DayOf(asOf) + 1;
        var columns = new List<MeasureColumn>();
        var waiting = new List<MeasureDefinition>(measures.Where(m => m.Kind != MeasureKind.Column));
        while (waiting.Count > 0)
        {
            // One pass gives one window of each kind; the usual policy needs a single one.
            MeasureDefinition? frequency = waiting.Find(m => m.Kind == MeasureKind.Frequency);
            MeasureDefinition? spend = waiting.Find(m => m.Kind == MeasureKind.Spend);
            MeasureDefinition? recency = waiting.Find(m => m.Kind == MeasureKind.RecencyDays);
            if ((frequency ?? spend ?? recency) is null)
            {
                throw new ArgumentException("The measure " + waiting[0].Key + " can't be computed from order columns; they give recency-days, frequency and spend. Use facts.", nameof(measures));
            }

            columns.AddRange(this.Pass(recency, frequency, spend, endDay, parallelism, out later));
            waiting.RemoveAll(m => ReferenceEquals(m, frequency) || ReferenceEquals(m, spend) || ReferenceEquals(m, recency));
        }

        return new MeasureTable(new NumberedCustomers(this.CustomerCount), columns, null);
    }

    private static int DayOf(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    /// <summary>The first day of a window that ends at the as-of; in UTC every day begins at midnight.</summary>
    private static int FromDay(MeasureDefinition? measure, int endDay)
    {
        Instant asOf = Instant.FromUnixTimeSeconds((long)endDay * NodaConstants.SecondsPerDay);
        Interval window = measure?.Window.Resolve(asOf, DateTimeZone.Utc) ?? new Interval(null, asOf);
        if (window.End != asOf)
        {
            throw new ArgumentException("The window " + measure!.Window + " of " + measure.Key + " doesn't end at the as-of, as order columns need; use facts.", nameof(measure));
        }

        return window.HasStart ? (int)(window.Start.ToUnixTimeSeconds() / NodaConstants.SecondsPerDay) : int.MinValue;
    }

    /// <summary>An array whose every element is about to be written: where the runtime can, not cleared before.</summary>
    private static T[] Unset<T>(int length)
#if NETSTANDARD2_0
        => new T[length];
#else
        => GC.AllocateUninitializedArray<T>(length);
#endif

    private List<MeasureColumn> Pass(MeasureDefinition? recency, MeasureDefinition? frequency, MeasureDefinition? spend, int endDay, int parallelism, out long later)
    {
        CustomerTotals[] totals = Unset<CustomerTotals>(this.CustomerCount);
        OrderGrouping.Group(this.customer, this.day, this.amount, this.CustomerCount, endDay, FromDay(frequency, endDay), FromDay(spend, endDay), parallelism, totals, out OrderGroupingCounts counts);
        later = counts.Ignored;
        long[] recencies = recency is null ? [] : Unset<long>(totals.Length);
        long[] frequencies = frequency is null ? [] : Unset<long>(totals.Length);
        long[] spends = spend is null ? [] : Unset<long>(totals.Length);
        ulong[] known = MeasureColumn.NewValidity(totals.Length);
        int unknown = 0;
        void Fill(int chunk)
        {
            int from = chunk * ChunkRows;
            int to = Math.Min(totals.Length, from + ChunkRows);
            int without = FillKnown(totals, from, to, known);
            FillRecencies(totals, from, recencies.AsSpan(recency is null ? 0 : from, recency is null ? 0 : to - from), endDay - 1);
            FillFrequencies(totals, from, frequencies.AsSpan(frequency is null ? 0 : from, frequency is null ? 0 : to - from));
            FillSpends(totals, from, spends.AsSpan(spend is null ? 0 : from, spend is null ? 0 : to - from));
            Interlocked.Add(ref unknown, without);
        }

        int chunks = (totals.Length + ChunkRows - 1) / ChunkRows;
        if (parallelism == 1)
        {
            for (int c = 0; c < chunks; c++)
            {
                Fill(c);
            }
        }
        else
        {
            Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, Fill);
        }

        // Three columns share one bitmap: who has an order at all.
        ulong[]? validity = unknown == 0 ? null : known;
        var columns = new List<MeasureColumn>();
        AddColumn(columns, recency, recencies, validity);
        AddColumn(columns, frequency, frequencies, validity);
        AddColumn(columns, spend, spends, validity);
        return columns;
    }

    private static void AddColumn(List<MeasureColumn> columns, MeasureDefinition? measure, long[] values, ulong[]? validity)
    {
        if (measure is not null)
        {
            columns.Add(MeasureColumn.FromTenThousandths(measure.Key, values, validity));
        }
    }

    /// <summary>Sets the bits of customers with an order, and counts those without. Chunks begin at a word's first bit.</summary>
    private static int FillKnown(CustomerTotals[] totals, int from, int to, ulong[] known)
    {
        int without = 0;
        for (int start = from; start < to; start += 64)
        {
            ulong word = 0;
            int end = Math.Min(to, start + 64);
            for (int i = start; i < end; i++)
            {
                // No branch: whether a customer has orders is anybody's guess.
                int has = totals[i].LastDay == int.MinValue ? 0 : 1;
                word |= (ulong)has << (i & 63);
                without += 1 - has;
            }

            known[start >> 6] = word;
        }

        return without;
    }

    private static void FillRecencies(CustomerTotals[] totals, int from, Span<long> recencies, int asOfDay)
    {
        for (int i = 0; i < recencies.Length; i++)
        {
            int last = totals[from + i].LastDay;
            recencies[i] = last == int.MinValue ? 0 : ((long)asOfDay - last) * FixedPoint.One;
        }
    }

    private static void FillFrequencies(CustomerTotals[] totals, int from, Span<long> frequencies)
    {
        for (int i = 0; i < frequencies.Length; i++)
        {
            frequencies[i] = totals[from + i].Orders * FixedPoint.One;
        }
    }

    private static void FillSpends(CustomerTotals[] totals, int from, Span<long> spends)
    {
        for (int i = 0; i < spends.Length; i++)
        {
            spends[i] = totals[from + i].Amount;
        }
    }
}
