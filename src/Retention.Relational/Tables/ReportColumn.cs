using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>What a column of a table for reports holds.</summary>
internal enum ColumnType
{
    /// <summary>A code or an id.</summary>
    Text,

    /// <summary>A number without decimals.</summary>
    Integer,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>An instant, as text of fixed width.</summary>
    Instant,

    /// <summary>Points: four decimals, kept in rows as a count of ten-thousandths.</summary>
    Points,
}

/// <summary>A column of a table for reports.</summary>
internal sealed class ReportColumn
{
    internal ReportColumn(string name, ColumnType type, bool isNullable)
    {
        this.Name = name;
        this.Type = type;
        this.IsNullable = isNullable;
    }

    internal string Name { get; }

    internal ColumnType Type { get; }

    internal bool IsNullable { get; }

    /// <summary>Where the value stands: SQLite, which has no decimals, adds up ten-thousandths.</summary>
    internal string SqlName(SqlDialect dialect) => this.Type == ColumnType.Points && dialect == SqlDialect.Sqlite ? this.Name + "_ten_thousandths" : this.Name;

    /// <summary>The type in the database's own words.</summary>
    internal string SqlType(SqlDialect dialect) => this.Type switch
    {
        ColumnType.Text or ColumnType.Instant => dialect == SqlDialect.Sqlite ? "TEXT" : "text",
        ColumnType.Flag => dialect == SqlDialect.Sqlite ? "INTEGER" : "boolean",
        ColumnType.Points => dialect == SqlDialect.Sqlite ? "INTEGER" : "numeric",
        _ => dialect == SqlDialect.Sqlite ? "INTEGER" : "bigint",
    };

    /// <summary>A value as a parameter of its own; points as their database counts them.</summary>
    internal SqlValue Value(object? value, SqlDialect dialect) => this.Type switch
    {
        ColumnType.Points when dialect == SqlDialect.PostgreSql => SqlValue.Points((long)value! / 10_000m),
        ColumnType.Text => SqlValue.Of(KeptText.Of((string?)value)),
        ColumnType.Instant => SqlValue.Of((string?)value),
        ColumnType.Flag => SqlValue.Of((bool?)value),
        _ => SqlValue.Of((long?)value),
    };
}
