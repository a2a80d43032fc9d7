namespace Retention.Relational;

/// <summary>One step of the tables' history, as plain SQL.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SchemaScript
{
    internal SchemaScript(int version, string name, string sql)
    {
        this.Version = version;
        this.Name = name;
        this.Sql = sql;
    }

    /// <summary>Gets the version that the database has after it, from 1.</summary>
    public int Version { get; }

    /// <summary>Gets what it is about in a word, such as <c>store</c>.</summary>
    public string Name { get; }

    /// <summary>Gets its statements, with the schema and the prefix put in. The last one notes the version in the table of versions.</summary>
    public string Sql { get; }
}
