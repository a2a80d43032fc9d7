using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core.Facts;

namespace Retention.Core.Measures;

/// <summary>The measures of a customer base in columns, one row per customer.</summary>
/// <remarks>Computed from facts, from orders in columns, or given by a host that has the numbers already. Immutable and thread-safe.</remarks>
public sealed class MeasureTable
{
    private readonly Dictionary<string, MeasureColumn> columns;
    private readonly Lazy<Dictionary<CustomerId, int>> rows;

    /// <summary>Makes a table.</summary>
    /// <param name="customers">The customer of each row; each once.</param>
    /// <param name="columns">The measures, each with as many rows as there are customers.</param>
    /// <exception cref="ArgumentException">A customer stands in two rows, or a column has another number of rows or a key that another has.</exception>
    public MeasureTable(IReadOnlyList<CustomerId> customers, IEnumerable<MeasureColumn> columns)
        : this(Copy(customers), columns, null)
    {
        if (this.rows.Value.Count != customers.Count)
        {
            CustomerId twice = customers.GroupBy(c => c).First(g => g.Count() > 1).Key;
            throw new ArgumentException("The customer " + twice + " stands in two rows; give each customer one row.", nameof(customers));
        }
    }

    internal MeasureTable(IReadOnlyList<CustomerId> customers, IEnumerable<MeasureColumn> columns, IReadOnlyList<CustomerHistory>? histories)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(columns);
        this.Customers = customers;
        this.Histories = histories;
        this.columns = new Dictionary<string, MeasureColumn>(StringComparer.Ordinal);
        foreach (MeasureColumn column in columns)
        {
            if (column.Count != customers.Count)
            {
                throw new ArgumentException(FormattableString.Invariant($"The column {column.Key} has {column.Count} rows for {customers.Count} customers; give one row per customer."), nameof(columns));
            }

            if (this.columns.ContainsKey(column.Key))
            {
                throw new ArgumentException("The column " + column.Key + " is given twice; give it once.", nameof(columns));
            }

            this.columns.Add(column.Key, column);
        }

        this.rows = new Lazy<Dictionary<CustomerId, int>>(() =>
        {
            var index = new Dictionary<CustomerId, int>(this.Customers.Count);
            for (int i = 0; i < this.Customers.Count; i++)
            {
                index[this.Customers[i]] = i;
            }

            return index;
        });
    }

    private static IReadOnlyList<CustomerId> Copy(IReadOnlyList<CustomerId> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return Sequence.Copy(customers);
    }

    /// <summary>Gets the customer of each row.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Count => this.Customers.Count;

    /// <summary>Gets the keys of the measures, in ordinal order.</summary>
    public IEnumerable<string> Keys => this.columns.Keys.OrderBy(k => k, StringComparer.Ordinal);

    /// <summary>Gets the histories from which the rows were computed, where they were: attributes and tags are read from them.</summary>
    internal IReadOnlyList<CustomerHistory>? Histories { get; }

    /// <summary>Gives the column of a measure.</summary>
    /// <param name="key">The measure's key.</param>
    /// <returns>The column, or null if the table has none.</returns>
    public MeasureColumn? Column(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return this.columns.TryGetValue(key, out MeasureColumn? column) ? column : null;
    }

    /// <summary>A table of these histories in which only the customers named are computed anew; the others keep their values.</summary>
    internal MeasureTable Merge(MeasureCalculator calculator, IReadOnlyList<CustomerHistory> histories, HashSet<CustomerId> anew, FindingList findings)
    {
        MeasureTable fresh = calculator.Compute(histories.Where(h => anew.Contains(h.Customer)).ToArray(), findings);
        CustomerId[] customers = histories.Select(h => h.Customer).ToArray();
        var merged = new List<MeasureColumn>();
        foreach (string key in fresh.Keys)
        {
            var values = new long[customers.Length];
            ulong[] validity = MeasureColumn.NewValidity(customers.Length);
            for (int row = 0; row < customers.Length; row++)
            {
                bool isNew = anew.Contains(customers[row]);
                MeasureTable source = isNew ? fresh : this;
                if (source.Column(key)?.At(source.RowOf(customers[row])) is { } value)
                {
                    values[row] = value;
                    validity[row >> 6] |= 1UL << (row & 63);
                }
            }

            merged.Add(MeasureColumn.FromTenThousandths(key, values, validity));
        }

        return new MeasureTable(customers, merged, histories);
    }

    /// <summary>The row of a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>The row from 0, or -1 if the table has none.</returns>
    public int RowOf(CustomerId customer)
    {
        if (this.Customers is NumberedCustomers numbered)
        {
            return numbered.RowOf(customer);
        }

        return this.rows.Value.TryGetValue(customer, out int row) ? row : -1;
    }
}

/// <summary>Customers 0, 1, 2 …, named by their number, without a string for each in memory.</summary>
internal sealed class NumberedCustomers : IReadOnlyList<CustomerId>
{
    internal NumberedCustomers(int count) => this.Count = count;

    public int Count { get; }

    public CustomerId this[int index] => new CustomerId(index.ToString(CultureInfo.InvariantCulture));

    public IEnumerator<CustomerId> GetEnumerator() => Enumerable.Range(0, this.Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();

    internal int RowOf(CustomerId customer) =>
        int.TryParse(customer.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int row) && row < this.Count && this[row] == customer ? row : -1;
}
