using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Retention.Core;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Mapping;

/// <summary>Maps rows onto the store's tables: every property is the column of its name.</summary>
/// <remarks>Rows have no key for EF Core, so they are never tracked and nobody can write them by mistake.</remarks>
internal sealed class RowMapping
{
    private readonly ModelBuilder model;
    private readonly RelationalStoreOptions options;

    internal RowMapping(ModelBuilder model, RelationalStoreOptions options)
    {
        this.model = model;
        this.options = options;
    }

    internal RowMapping Table<TRow>(string table)
        where TRow : class
    {
        this.Columns<TRow>().ToTable(this.options.TablePrefix + table, this.options.Schema, t => t.ExcludeFromMigrations());
        return this;
    }

    internal RowMapping View<TRow>(string view)
        where TRow : class
    {
        this.Columns<TRow>().ToView(this.options.TablePrefix + view, this.options.Schema);
        return this;
    }

    /// <summary>The name of a property as a column: <c>PolicyLabel</c> is <c>policy_label</c>.</summary>
    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name)
        {
            text.Append(char.IsUpper(c) && text.Length > 0 ? "_" : string.Empty).Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private EntityTypeBuilder<TRow> Columns<TRow>()
        where TRow : class
    {
        EntityTypeBuilder<TRow> row = this.model.Entity<TRow>().HasNoKey();
        foreach (PropertyInfo property in typeof(TRow).GetProperties())
        {
            this.Column(row.Property(property.PropertyType, property.Name).HasColumnName(Snake(property.Name)), property);
        }

        return row;
    }

    private void Column(PropertyBuilder column, PropertyInfo property)
    {
        bool isSqlite = this.options.Dialect == SqlDialect.Sqlite;
        if (property.PropertyType == typeof(Instant) || property.PropertyType == typeof(Instant?))
        {
            column.HasConversion(new InstantConverter());
        }
        else if (property.PropertyType == typeof(Points) && isSqlite)
        {
            column.HasColumnName(Snake(property.Name) + "_ten_thousandths").HasConversion(new PointsInTenThousandths());
        }
        else if (property.PropertyType == typeof(Points))
        {
            column.HasColumnType("numeric(19,4)").HasConversion(new PointsInDecimals());
        }
        else if (!isSqlite && IsJson(property))
        {
            column.HasColumnType("json");
        }
    }

    private static bool IsJson(PropertyInfo property) => property.Name is nameof(DecisionRow.Command) or nameof(DecisionRow.Events) or nameof(EventRow.Data)
        && (property.DeclaringType == typeof(DecisionRow) || property.DeclaringType == typeof(EventRow));
}
