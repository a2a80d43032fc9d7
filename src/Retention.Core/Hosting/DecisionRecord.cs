using System;

namespace Retention.Core.Hosting;

/// <summary>A decision where it stands in its stream.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DecisionRecord
{
    /// <summary>Makes a record, when a store reads one.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">Its place in the stream: the first decision is 1.</param>
    /// <param name="decision">The decision.</param>
    public DecisionRecord(StreamId stream, long version, StreamDecision decision)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(decision);
        this.Stream = stream;
        this.Version = version;
        this.Decision = decision;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets its place in the stream: the first decision is 1.</summary>
    public long Version { get; }

    /// <summary>Gets the decision.</summary>
    public StreamDecision Decision { get; }
}
