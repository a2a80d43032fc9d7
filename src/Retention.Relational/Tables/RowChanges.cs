using System;
using System.Collections.Generic;

namespace Retention.Relational.Tables;

/// <summary>What a decision does to one table: rows that are put in place, and rows that go.</summary>
internal sealed class TableChanges
{
    internal TableChanges(ReportTable table) => this.Table = table;

    internal ReportTable Table { get; }

    internal List<object?[]> Puts { get; } = new List<object?[]>();

    /// <summary>The rows as they were; their keys name them.</summary>
    internal List<object?[]> Removes { get; } = new List<object?[]>();
}

/// <summary>What a decision does to the tables for reports.</summary>
internal sealed class RowChanges
{
    private readonly List<TableChanges> tables = new List<TableChanges>();

    internal static RowChanges None { get; } = new RowChanges();

    internal IReadOnlyList<TableChanges> Tables => this.tables;

    internal void Put(ReportTable table, object?[] row) => this.Of(table).Puts.Add(row);

    internal void Remove(ReportTable table, object?[] row) => this.Of(table).Removes.Add(row);

    /// <summary>Adds what leads from some rows of a table to others.</summary>
    internal void AddDifference(ReportTable table, IReadOnlyList<object?[]> before, IReadOnlyList<object?[]> after)
    {
        if (before.Count <= 1 && after.Count <= 1 && (table.KeyCount == 0 || before.Count == 0 || after.Count == 0))
        {
            this.AddOne(table, before.Count == 0 ? null : before[0], after.Count == 0 ? null : after[0]);
            return;
        }

        var old = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (object?[] row in before)
        {
            old.Add(table.KeyOf(row), row);
        }

        foreach (object?[] row in after)
        {
            string key = table.KeyOf(row);
            old.TryGetValue(key, out object?[]? was);
            old.Remove(key);
            this.AddOne(table, was, row);
        }

        foreach (object?[] row in old.Values)
        {
            this.Remove(table, row);
        }
    }

    private void AddOne(ReportTable table, object?[]? was, object?[]? now)
    {
        if (now is null)
        {
            if (was is not null)
            {
                this.Remove(table, was);
            }
        }
        else if (was is null || !ReportTable.AreEqual(was, now))
        {
            this.Put(table, now);
        }
    }

    private TableChanges Of(ReportTable table)
    {
        foreach (TableChanges known in this.tables)
        {
            if (ReferenceEquals(known.Table, table))
            {
                return known;
            }
        }

        var changes = new TableChanges(table);
        this.tables.Add(changes);
        return changes;
    }
}
