using System;

namespace Retention.Core.Hosting;

/// <summary>A state that was folded before, as text.</summary>
/// <remarks>A cache: a store may lose it. Immutable and thread-safe.</remarks>
public sealed class StreamSnapshot
{
    /// <summary>Makes a snapshot.</summary>
    /// <param name="version">The last decision that is in it.</param>
    /// <param name="schema">The fingerprint of the state's fields.</param>
    /// <param name="payload">The state as text.</param>
    public StreamSnapshot(long version, string schema, string payload)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(payload);
        this.Version = version;
        this.Schema = schema;
        this.Payload = payload;
    }

    /// <summary>Gets the last decision that is in it.</summary>
    public long Version { get; }

    /// <summary>Gets the fingerprint of the state's fields.</summary>
    public string Schema { get; }

    /// <summary>Gets the state as text.</summary>
    public string Payload { get; }
}
