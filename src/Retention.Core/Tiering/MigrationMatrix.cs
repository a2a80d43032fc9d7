using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Tiering;

/// <summary>How customers moved between the tiers of two runs; rows are the earlier tiers, columns the later ones.</summary>
/// <remarks>
/// Every row adds up to the earlier count of its tier, with the columns <see cref="Left"/> and <see cref="Merged"/>; every column adds up to the
/// later count, with the row <see cref="Joined"/>. A customer with a new id (recoded) keeps moving under it; of several that merged, the one
/// whose id survives moves on (or, if it is new, the ordinally first), and the others are merged. Immutable and thread-safe.
/// </remarks>
public sealed class MigrationMatrix
{
    /// <summary>The column of customers who are no longer in the base: <c>left</c>.</summary>
    public const string Left = "left";

    /// <summary>The column of customers whose id now stands for another: <c>merged</c>.</summary>
    public const string Merged = "merged";

    /// <summary>The row of customers who were not in the base before: <c>joined</c>.</summary>
    public const string Joined = "joined";

    private readonly Dictionary<string, Dictionary<string, long>> cells;

    private MigrationMatrix(Dictionary<string, Dictionary<string, long>> cells, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        this.cells = cells;
        this.From = from;
        this.To = to;
    }

    /// <summary>Gets the rows: the earlier tiers by rank, unscored, then <see cref="Joined"/>.</summary>
    public IReadOnlyList<string> From { get; }

    /// <summary>Gets the columns: the later tiers by rank, unscored, then <see cref="Left"/> and <see cref="Merged"/>.</summary>
    public IReadOnlyList<string> To { get; }

    /// <summary>How many moved from one to another.</summary>
    /// <param name="from">A code of <see cref="From"/>.</param>
    /// <param name="to">A code of <see cref="To"/>.</param>
    /// <returns>The count; 0 for codes that are not in the matrix.</returns>
    public long this[string from, string to] => this.cells.TryGetValue(from, out Dictionary<string, long>? row) && row.TryGetValue(to, out long count) ? count : 0;

    /// <summary>The sum of a row: how many were in the tier before, or joined.</summary>
    /// <param name="from">A code of <see cref="From"/>.</param>
    /// <returns>The count.</returns>
    public long RowTotal(string from) => this.To.Sum(to => this[from, to]);

    /// <summary>The sum of a column: how many are in the tier now, left or merged.</summary>
    /// <param name="to">A code of <see cref="To"/>.</param>
    /// <returns>The count.</returns>
    public long ColumnTotal(string to) => this.From.Sum(from => this[from, to]);

    internal static MigrationMatrix Of(TieringRun earlier, TieringRun later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var matrix = new MigrationMatrix(
            new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal),
            Sequence.Copy(Codes(earlier).Concat([Joined])),
            Sequence.Copy(Codes(later).Concat([Left, Merged])));

        // Who moves on under each later customer: the same id if it was there, else the ordinally first that now stands for it.
        var continued = new Dictionary<CustomerId, CustomerId>();
        foreach (CustomerId before in earlier.Table.Customers.OrderBy(c => c))
        {
            CustomerId now = Resolve(later, before);
            if (now == before || !continued.ContainsKey(now))
            {
                continued[now] = before;
            }
        }

        for (int i = 0; i < earlier.Count; i++)
        {
            CustomerId before = earlier.Table.Customers[i];
            CustomerId now = Resolve(later, before);
            int row = later.Table.RowOf(now);
            string to = continued[now] != before ? Merged : row < 0 ? Left : later.TierAt(row).Code;
            matrix.Add(earlier.TierAt(i).Code, to);
        }

        for (int i = 0; i < later.Count; i++)
        {
            if (!continued.ContainsKey(later.Table.Customers[i]))
            {
                matrix.Add(Joined, later.TierAt(i).Code);
            }
        }

        return matrix;
    }

    private static CustomerId Resolve(TieringRun run, CustomerId customer) => run.Reading?.Resolve(customer) ?? customer;

    private static IEnumerable<string> Codes(TieringRun run) => run.Policy.Tiers.OrderBy(t => t.Rank).ThenBy(t => t.Order).Concat([run.Policy.Unscored]).Select(t => t.Code);

    private void Add(string from, string to)
    {
        if (!this.cells.TryGetValue(from, out Dictionary<string, long>? row))
        {
            this.cells.Add(from, row = new Dictionary<string, long>(StringComparer.Ordinal));
        }

        row.TryGetValue(to, out long count);
        row[to] = count + 1;
    }
}
