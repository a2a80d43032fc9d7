using System;
using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>A part of a stream, as a store read it at one moment.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamSlice
{
    /// <summary>Makes a slice.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="incarnation">Another number whenever the stream's past was written anew (by erasing), and never one that the name had for another past; 0 if the stream doesn't exist.</param>
    /// <param name="version">How many decisions the stream has; 0 if it doesn't exist.</param>
    /// <param name="snapshot">The snapshot from which to go on; null: none.</param>
    /// <param name="decisions">Decisions in the order of their versions, without gaps; copied.</param>
    /// <param name="recorded">The decision that has the key that was looked for; null: none.</param>
    public StreamSlice(StreamId stream, long incarnation, long version, StreamSnapshot? snapshot, IReadOnlyList<DecisionRecord> decisions, DecisionRecord? recorded)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(decisions);
        this.Stream = stream;
        this.Incarnation = incarnation;
        this.Version = version;
        this.Snapshot = snapshot;
        this.Decisions = Sequence.Copy(decisions);
        this.Recorded = recorded;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets another number whenever the stream's past was written anew; 0 if it doesn't exist.</summary>
    public long Incarnation { get; }

    /// <summary>Gets how many decisions the stream has; 0 if it doesn't exist. Above the last decision given here: there are more to read.</summary>
    public long Version { get; }

    /// <summary>Gets the snapshot from which to go on; null: none.</summary>
    public StreamSnapshot? Snapshot { get; }

    /// <summary>Gets the decisions after the snapshot, or after the version that was asked for.</summary>
    public IReadOnlyList<DecisionRecord> Decisions { get; }

    /// <summary>Gets the decision that has the key that was looked for; null: none.</summary>
    public DecisionRecord? Recorded { get; }
}
