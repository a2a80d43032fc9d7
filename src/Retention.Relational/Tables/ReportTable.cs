using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>A table for reports, described once: statements, verifying and rebuilding all come from here.</summary>
/// <remarks>Every table begins with the stream's category and key, which rows don't repeat. Immutable and thread-safe.</remarks>
internal sealed class ReportTable
{
    private readonly int keys;
    private readonly string[] columnLists;
    private readonly string[] conflicts;

    internal ReportTable(string name, int keys, bool isAppendOnly, params ReportColumn[] columns)
    {
        this.Name = name;
        this.keys = keys;
        this.IsAppendOnly = isAppendOnly;
        this.Columns = columns;
        this.Keys = columns.Take(keys).ToArray();

        // Said once: every append asks.
        this.columnLists = new[] { SqlDialect.Sqlite, SqlDialect.PostgreSql }.Select(d => string.Join(", ", columns.Select(c => c.SqlName(d)))).ToArray();
        this.conflicts = new[] { SqlDialect.Sqlite, SqlDialect.PostgreSql }.Select(this.MakeOnConflict).ToArray();
    }

    internal string Name { get; }

    /// <summary>Whether rows are only ever added.</summary>
    internal bool IsAppendOnly { get; }

    /// <summary>The columns after category and key; the first ones name a row within its stream.</summary>
    internal IReadOnlyList<ReportColumn> Columns { get; }

    internal IReadOnlyList<ReportColumn> Keys { get; }

    internal int KeyCount => this.keys;

    /// <summary>The row's name within its stream, for comparing and for reports of findings.</summary>
    internal string KeyOf(object?[] row) => this.keys == 0
        ? "-"
        : string.Join("/", row.Take(this.keys).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));

    internal string ColumnList(SqlDialect dialect) => this.columnLists[dialect == SqlDialect.Sqlite ? 0 : 1];

    /// <summary>What an insert says where the row is there already.</summary>
    internal string OnConflict(SqlDialect dialect) => this.conflicts[dialect == SqlDialect.Sqlite ? 0 : 1];

    private string MakeOnConflict(SqlDialect dialect)
    {
        if (this.IsAppendOnly)
        {
            return string.Empty;
        }

        string keyList = string.Concat(this.Keys.Select(k => ", " + k.SqlName(dialect)));
        return " ON CONFLICT (category, key" + keyList + ") DO UPDATE SET " + string.Join(", ", this.Columns.Skip(this.keys).Select(c => c.SqlName(dialect) + " = excluded." + c.SqlName(dialect)));
    }

    /// <summary>Reads a row whose columns begin at a place.</summary>
    internal object?[] Read(DbDataReader reader, int first)
    {
        var row = new object?[this.Columns.Count];
        for (int i = 0; i < row.Length; i++)
        {
            object value = reader.GetValue(first + i);
            row[i] = value is DBNull ? null : this.Columns[i].Type switch
            {
                ColumnType.Text or ColumnType.Instant => Convert.ToString(value, CultureInfo.InvariantCulture),
                ColumnType.Flag => Convert.ToBoolean(value, CultureInfo.InvariantCulture),
                ColumnType.Points when value is decimal points => decimal.ToInt64(points * 10_000m),
                _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            };
        }

        return row;
    }

    /// <summary>The name and the two values of the first column that differs; null if none does.</summary>
    internal string? Difference(object?[] expected, object?[] found)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Equals(this.Columns[i].Type == ColumnType.Text ? KeptText.Of((string?)expected[i]) : expected[i], found[i]))
            {
                return this.Columns[i].Name + " is " + Show(found[i]) + ", not " + Show(expected[i]);
            }
        }

        return null;
    }

    internal static bool AreEqual(object?[] one, object?[] other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if (!Equals(one[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Show(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
