using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Hosting;

namespace Retention.Relational;

/// <summary>How a store lies in the host's database.</summary>
/// <remarks>An options class: set what you need, then give it to the store; later changes of it have no effect. Not thread-safe.</remarks>
public sealed class RelationalStoreOptions
{
    /// <summary>The greatest length of <see cref="Schema"/>: 63 characters.</summary>
    public const int MaxSchemaLength = 63;

    /// <summary>The greatest length of <see cref="TablePrefix"/>: 30 characters.</summary>
    public const int MaxPrefixLength = 30;

    /// <summary>Gets or sets which database speaks.</summary>
    /// <value>The default value is <see cref="SqlDialect.Sqlite"/>.</value>
    public SqlDialect Dialect { get; set; } = SqlDialect.Sqlite;

    /// <summary>Gets or sets the schema of the tables, which exists already: lower-case letters, digits and <c>_</c>, beginning with a letter. In SQLite the name of an attached database.</summary>
    /// <value>The default value is null: the connection's own (<c>search_path</c>, <c>main</c>).</value>
    public string? Schema { get; set; }

    /// <summary>Gets or sets what the names of tables, views and indexes begin with: lower-case letters, digits and <c>_</c>, beginning with a letter; may be empty.</summary>
    /// <value>The default value is <c>retention_</c>.</value>
    public string TablePrefix { get; set; } = "retention_";

    /// <summary>Gets or sets what turns commands and events into text. A store needs one; schema scripts don't.</summary>
    /// <value>The default value is null; set it.</value>
    public IEventCodec? Codec { get; set; }

    /// <summary>Gets the kinds of streams whose tables for reports are kept and verified. Streams of other categories are stored without tables.</summary>
    /// <value>The default is empty.</value>
    public IList<StreamKind> Kinds { get; } = new List<StreamKind>();

    /// <summary>Gets or sets how many open connections the store keeps between calls, with their prepared statements, 0 to 1,000.</summary>
    /// <remarks>For SQLite, about as many as calls run at once: preparing is most of the cost of a call. In PostgreSQL they take the place of the provider's pool and automatic preparing.</remarks>
    /// <value>The default value is 0: every call opens a connection of the factory and closes it.</value>
    public int KeptConnections { get; set; }

    internal void CheckNames()
    {
        if (this.Schema is not null && !IsIdentifier(this.Schema, MaxSchemaLength))
        {
            throw new ArgumentException("A schema has 1 to 63 lower-case letters, digits and '_', and begins with a letter; or give null.", nameof(this.Schema));
        }

        if (this.TablePrefix is null || (this.TablePrefix.Length > 0 && !IsIdentifier(this.TablePrefix, MaxPrefixLength)))
        {
            throw new ArgumentException("A table prefix has at most 30 lower-case letters, digits and '_', and begins with a letter; or give an empty one.", nameof(this.TablePrefix));
        }

        if (this.Dialect is not (SqlDialect.Sqlite or SqlDialect.PostgreSql))
        {
            throw new ArgumentException("There are two dialects, Sqlite and PostgreSql; give one.", nameof(this.Dialect));
        }
    }

    internal IEventCodec Check()
    {
        this.CheckNames();
        if (this.KeptConnections is < 0 or > 1000)
        {
            throw new ArgumentException("A store keeps 0 to 1,000 connections.", nameof(this.KeptConnections));
        }

        if (this.Kinds.Any(k => k is null) || this.Kinds.Select(k => k.Category).Distinct(StringComparer.Ordinal).Count() != this.Kinds.Count)
        {
            throw new ArgumentException("Each kind of streams is given once, under its own category.", nameof(this.Kinds));
        }

        return this.Codec ?? throw new ArgumentException("A store needs a codec; set it.", nameof(this.Codec));
    }

    private static bool IsIdentifier(string name, int maxLength) =>
        name.Length >= 1 && name.Length <= maxLength && name[0] is >= 'a' and <= 'z' && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
