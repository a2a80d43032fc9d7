using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Retention.Relational.Sql;

/// <summary>A command's text under way, and the values of its parameters.</summary>
/// <remarks>
/// One statement numbers its parameters ($1, $2), which Npgsql passes on as they are; several statements in one text have names (@p1), which
/// every provider understands. Mutable: one thread fills it.
/// </remarks>
internal sealed class SqlText
{
    private readonly StringBuilder text = new StringBuilder(512);
    private readonly List<SqlValue> values = new List<SqlValue>();
    private readonly SqlDialect dialect;
    private readonly bool isNamed;

    internal SqlText(SqlDialect dialect, bool isNamed = false)
    {
        this.dialect = dialect;
        this.isNamed = isNamed;
    }

    internal SqlText(SqlDialect dialect, string text)
        : this(dialect) => this.text.Append(text);

    internal SqlDialect Dialect => this.dialect;

    /// <summary>Whether preparing it pays: any in SQLite, one statement with values in PostgreSQL.</summary>
    internal bool CanBePrepared => this.dialect == SqlDialect.Sqlite || (!this.isNamed && this.values.Count > 0);

    internal SqlText Append(string sql)
    {
        this.text.Append(sql);
        return this;
    }

    /// <summary>Appends a parameter and its cast, which PostgreSQL needs where a value may be null.</summary>
    internal SqlText Append(SqlValue value)
    {
        this.Value(value);
        this.text.Append(this.isNamed ? "@p" : "$").Append(this.values.Count.ToString(CultureInfo.InvariantCulture));
        if (this.dialect == SqlDialect.PostgreSql)
        {
            this.text.Append("::").Append(value.TypeName);
        }

        return this;
    }

    /// <summary>Adds the value of the next parameter, where the text has it already.</summary>
    internal SqlText Value(SqlValue value)
    {
        this.values.Add(value);
        return this;
    }

    internal void Fill(DbCommand command)
    {
#pragma warning disable CA2100 // The text is made of this library's words and checked identifiers; every value is a parameter.
        command.CommandText = this.text.ToString();
#pragma warning restore CA2100
        for (int i = 0; i < this.values.Count; i++)
        {
            DbParameter parameter = command.CreateParameter();
            if (this.isNamed)
            {
                parameter.ParameterName = "@p" + (i + 1).ToString(CultureInfo.InvariantCulture);
            }
            else if (this.dialect == SqlDialect.Sqlite)
            {
                parameter.ParameterName = "$" + (i + 1).ToString(CultureInfo.InvariantCulture);
            }

            this.values[i].Fill(parameter);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Gives the values to a command that has this text and its parameters already.</summary>
    internal void Refill(DbCommand command)
    {
        for (int i = 0; i < this.values.Count; i++)
        {
            this.values[i].Fill(command.Parameters[i]);
        }
    }

    public override string ToString() => this.text.ToString();
}

/// <summary>The value of a parameter with its type, so that a null has one too.</summary>
internal readonly struct SqlValue
{
    private readonly object? value;
    private readonly DbType? type;

    private SqlValue(object? value, DbType? type, string typeName)
    {
        this.value = value;
        this.type = type;
        this.TypeName = typeName;
    }

    /// <summary>The type in PostgreSQL.</summary>
    internal string TypeName { get; }

    internal static SqlValue Of(string? value) => new SqlValue(value, DbType.String, "text");

    internal static SqlValue Json(string? value) => new SqlValue(value, DbType.String, "json");

    internal static SqlValue Of(long? value) => new SqlValue(value, DbType.Int64, "bigint");

    internal static SqlValue Points(decimal value) => new SqlValue(value, DbType.Decimal, "numeric");

    internal static SqlValue Of(bool? value) => new SqlValue(value, DbType.Boolean, "boolean");

    /// <summary>An array, in PostgreSQL alone; Npgsql knows its type.</summary>
    internal static SqlValue Array(Array values, string typeName) => new SqlValue(values, null, typeName + "[]");

    internal void Fill(DbParameter parameter)
    {
        if (this.type is { } type && this.value is null)
        {
            parameter.DbType = type;
        }

        parameter.Value = this.value ?? DBNull.Value;
    }
}
