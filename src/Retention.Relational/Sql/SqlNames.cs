namespace Retention.Relational.Sql;

/// <summary>The names of tables as statements write them.</summary>
internal sealed class SqlNames
{
    internal SqlNames(RelationalStoreOptions options)
    {
        this.Dialect = options.Dialect;
        this.Prefix = options.TablePrefix;
        this.Schema = options.Schema is null ? string.Empty : "\"" + options.Schema + "\".";
        this.Streams = this.Of("streams");
        this.Decisions = this.Of("decisions");
        this.Snapshots = this.Of("snapshots");
        this.Checkpoints = this.Of("checkpoints");
        this.Versions = this.Of("schema");
    }

    internal SqlDialect Dialect { get; }

    internal string Prefix { get; }

    /// <summary>The schema in quotes with its dot; empty for the connection's own.</summary>
    internal string Schema { get; }

    internal string Streams { get; }

    internal string Decisions { get; }

    internal string Snapshots { get; }

    internal string Checkpoints { get; }

    internal string Versions { get; }

    internal string Of(string table) => this.Schema + this.Prefix + table;
}
