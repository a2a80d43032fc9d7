namespace Retention.Relational;

/// <summary>Which database speaks.</summary>
public enum SqlDialect
{
    /// <summary>SQLite 3.38 or later, as Microsoft.Data.Sqlite brings it.</summary>
    Sqlite = 0,

    /// <summary>PostgreSQL 13 or later, through Npgsql.</summary>
    PostgreSql = 1,
}
