using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>Asks for the streams whose time has come, page by page.</summary>
/// <remarks>A stream that is written to, set aside or released while pages are read may be missed or come again; every other one comes exactly once. Immutable and thread-safe.</remarks>
public sealed class DueQuery
{
    /// <summary>Makes a query.</summary>
    /// <param name="category">The kind of streams.</param>
    /// <param name="until">The instant, inclusive: streams that are due at it or before it.</param>
    /// <param name="after">Where the last page ended (<see cref="DuePage.Next"/>); null: from the beginning.</param>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    public DueQuery(string category, Instant until, string? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(category);
        this.Category = category;
        this.Until = until;
        this.After = after;
        this.Limit = StreamRead.Checked(limit, nameof(limit));
    }

    /// <summary>Gets the kind of streams.</summary>
    public string Category { get; }

    /// <summary>Gets the instant, inclusive.</summary>
    public Instant Until { get; }

    /// <summary>Gets where the last page ended; null: from the beginning.</summary>
    public string? After { get; }

    /// <summary>Gets how many at most, 1 to 10,000.</summary>
    public int Limit { get; }
}

/// <summary>A stream whose time has come.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DueStream
{
    /// <summary>Makes the value.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="nextDue">When it is due.</param>
    public DueStream(StreamId stream, Instant nextDue)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.Stream = stream;
        this.NextDue = nextDue;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets when it is due.</summary>
    public Instant NextDue { get; }
}

/// <summary>Streams whose time has come, the earliest first.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DuePage
{
    /// <summary>Makes a page.</summary>
    /// <param name="streams">The streams in the order of their instants; copied.</param>
    /// <param name="next">Where the next page begins, in the store's own words; null: this is the last.</param>
    public DuePage(IReadOnlyList<DueStream> streams, string? next)
    {
        ArgumentNullException.ThrowIfNull(streams);
        this.Streams = Sequence.Copy(streams);
        this.Next = next;
    }

    /// <summary>Gets the streams in the order of their instants.</summary>
    public IReadOnlyList<DueStream> Streams { get; }

    /// <summary>Gets where the next page begins; null: this is the last.</summary>
    public string? Next { get; }
}
