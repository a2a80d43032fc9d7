using System;

namespace Retention.Core.Hosting;

/// <summary>One decision to be added to one stream, as a part of an append.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamAppend
{
    /// <summary>The most streams that one append may write to: 16.</summary>
    public const int MaxStreams = 16;

    /// <summary>Makes a write.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expectedVersion">How many decisions the stream has; 0: it doesn't exist yet. If it has another number, nothing of the append is stored.</param>
    /// <param name="expectedIncarnation">The <see cref="StreamSlice.Incarnation"/> on which the decision was made: if the stream was erased since, nothing of the append is stored either, and the erased past can't come back with it. Null: whichever it is; not looked at for a new stream.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="before">The state before the decision, for stores that keep tables beside the events; null: the store works it out.</param>
    /// <param name="after">The state after the decision; null together with <paramref name="before"/>.</param>
    /// <param name="snapshot">A snapshot to keep beside it, whose version is the new decision's; null: none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expectedVersion"/> is negative.</exception>
    /// <exception cref="ArgumentException">One of the states is null and the other isn't, or the snapshot is of another version.</exception>
    public StreamAppend(StreamId stream, long expectedVersion, long? expectedIncarnation, StreamDecision decision, object? before, object? after, StreamSnapshot? snapshot)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(decision);
        if (expectedVersion < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(expectedVersion), expectedVersion, "A stream has no decisions or more; 0 for a new stream.");
        }

        if ((before is null) != (after is null))
        {
            throw new ArgumentException("The states before and after come together; give both or neither.", nameof(after));
        }

        if (snapshot is not null && snapshot.Version != expectedVersion + 1)
        {
            throw new ArgumentException("A snapshot beside a decision has that decision in it; its version is the expected one and 1.", nameof(snapshot));
        }

        this.Stream = stream;
        this.ExpectedVersion = expectedVersion;
        this.ExpectedIncarnation = expectedVersion == 0 ? null : expectedIncarnation;
        this.Decision = decision;
        this.Before = before;
        this.After = after;
        this.Snapshot = snapshot;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets how many decisions the stream must have; 0: it doesn't exist yet.</summary>
    public long ExpectedVersion { get; }

    /// <summary>Gets the incarnation that the stream must have; null: whichever it is, and for a new stream.</summary>
    public long? ExpectedIncarnation { get; }

    /// <summary>Gets the decision.</summary>
    public StreamDecision Decision { get; }

    /// <summary>Gets the state before the decision, for stores that keep tables beside the events; null if the caller didn't say.</summary>
    public object? Before { get; }

    /// <summary>Gets the state after the decision; null if the caller didn't say.</summary>
    public object? After { get; }

    /// <summary>Gets a snapshot to keep beside it; null: none.</summary>
    public StreamSnapshot? Snapshot { get; }
}
