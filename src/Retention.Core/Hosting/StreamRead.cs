using System;

namespace Retention.Core.Hosting;

/// <summary>What is read of one stream.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamRead
{
    /// <summary>The most decisions that one read gives: 10,000.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>Makes a read.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="afterVersion">Decisions after this version; 0: from the first.</param>
    /// <param name="limit">At most so many decisions, 1 to 10,000.</param>
    /// <param name="idempotencyKey">A key to look for in the whole stream; null: none.</param>
    /// <param name="snapshotSchema">Also the stream's snapshot, if it has this schema and lies after <paramref name="afterVersion"/>; decisions are then those after it. Null: no snapshot.</param>
    /// <exception cref="ArgumentOutOfRangeException">The version is negative or the limit isn't 1 to 10,000.</exception>
    public StreamRead(StreamId stream, long afterVersion, int limit, string? idempotencyKey, string? snapshotSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (afterVersion < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(afterVersion), afterVersion, "Decisions count from 1; 0 reads from the first.");
        }

        this.Stream = stream;
        this.AfterVersion = afterVersion;
        this.Limit = Checked(limit, nameof(limit));
        this.IdempotencyKey = idempotencyKey;
        this.SnapshotSchema = snapshotSchema;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets the version after which decisions are read; 0: from the first.</summary>
    public long AfterVersion { get; }

    /// <summary>Gets the most decisions that are read, 1 to 10,000.</summary>
    public int Limit { get; }

    /// <summary>Gets a key to look for in the whole stream; null: none.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>Gets the schema of the snapshot that can be used; null: none.</summary>
    public string? SnapshotSchema { get; }

    internal static int Checked(int limit, string name) => limit is >= 1 and <= MaxLimit
        ? limit
        : throw new ArgumentOutOfRangeException(name, limit, "A page has 1 to 10,000 items.");
}
