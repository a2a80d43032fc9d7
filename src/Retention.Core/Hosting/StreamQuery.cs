using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>Which streams a query asks for.</summary>
public enum StreamQueryKind
{
    /// <summary>Every stream.</summary>
    All = 0,

    /// <summary>Streams whose last decision was made under another policy version than the one given; not those that keep none.</summary>
    Outdated = 1,

    /// <summary>Streams that were set aside.</summary>
    SetAside = 2,
}

/// <summary>Asks for streams of one kind, page by page, in an order of the store's choosing that doesn't change.</summary>
/// <remarks>A stream that begins or goes while pages are read may be missed; every other one comes exactly once. Immutable and thread-safe.</remarks>
public sealed class StreamQuery
{
    private StreamQuery(string category, StreamQueryKind kind, PolicyVersion? current, string? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(category);
        this.Category = category;
        this.Kind = kind;
        this.Current = current;
        this.After = after;
        this.Limit = StreamRead.Checked(limit, nameof(limit));
    }

    /// <summary>Gets the kind of streams.</summary>
    public string Category { get; }

    /// <summary>Gets which of them.</summary>
    public StreamQueryKind Kind { get; }

    /// <summary>Gets the policy version that isn't asked for; null unless outdated streams are.</summary>
    public PolicyVersion? Current { get; }

    /// <summary>Gets where the last page ended; null: from the beginning.</summary>
    public string? After { get; }

    /// <summary>Gets how many at most, 1 to 10,000.</summary>
    public int Limit { get; }

    /// <summary>Every stream.</summary>
    /// <param name="category">The kind of streams.</param>
    /// <param name="after">Where the last page ended (<see cref="StreamPage.Next"/>); null: from the beginning.</param>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    /// <returns>The query.</returns>
    public static StreamQuery All(string category, string? after, int limit) => new StreamQuery(category, StreamQueryKind.All, null, after, limit);

    /// <summary>Streams decided under another policy version.</summary>
    /// <param name="category">The kind of streams.</param>
    /// <param name="current">The policy version that is in force.</param>
    /// <param name="after">Where the last page ended; null: from the beginning.</param>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    /// <returns>The query.</returns>
    public static StreamQuery Outdated(string category, PolicyVersion current, string? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(current);
        return new StreamQuery(category, StreamQueryKind.Outdated, current, after, limit);
    }

    /// <summary>Streams that were set aside.</summary>
    /// <param name="category">The kind of streams.</param>
    /// <param name="after">Where the last page ended; null: from the beginning.</param>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    /// <returns>The query.</returns>
    public static StreamQuery SetAside(string category, string? after, int limit) => new StreamQuery(category, StreamQueryKind.SetAside, null, after, limit);
}

/// <summary>A stream as a store lists it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">How many decisions it has.</param>
    /// <param name="policyVersion">The policy version of its last decision; null: none.</param>
    /// <param name="nextDue">When time alone will do something; null: never.</param>
    /// <param name="setAside">Why it was set aside; null if it wasn't.</param>
    public StreamEntry(StreamId stream, long version, PolicyVersion? policyVersion, Instant? nextDue, StreamSetAside? setAside)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.Stream = stream;
        this.Version = version;
        this.PolicyVersion = policyVersion;
        this.NextDue = nextDue;
        this.SetAside = setAside;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets how many decisions it has.</summary>
    public long Version { get; }

    /// <summary>Gets the policy version of its last decision; null: none.</summary>
    public PolicyVersion? PolicyVersion { get; }

    /// <summary>Gets when time alone will do something; null: never.</summary>
    public Instant? NextDue { get; }

    /// <summary>Gets why it was set aside; null if it wasn't.</summary>
    public StreamSetAside? SetAside { get; }
}

/// <summary>Why and when a stream was set aside: due runs leave it alone until it is released or decided again.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamSetAside
{
    /// <summary>The greatest length of a reason: 1,000 UTF-16 characters.</summary>
    public const int MaxReasonLength = 1000;

    /// <summary>Makes the value.</summary>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, without personal data; cut to 1,000 characters, or one less where that would part a surrogate pair.</param>
    public StreamSetAside(Instant at, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        this.At = at;
        this.Reason = reason.Length <= MaxReasonLength ? reason : reason.Substring(0, char.IsHighSurrogate(reason[MaxReasonLength - 1]) ? MaxReasonLength - 1 : MaxReasonLength);
    }

    /// <summary>Gets when.</summary>
    public Instant At { get; }

    /// <summary>Gets why.</summary>
    public string Reason { get; }
}

/// <summary>A page of streams.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamPage
{
    /// <summary>Makes a page.</summary>
    /// <param name="streams">The streams; copied.</param>
    /// <param name="next">Where the next page begins, in the store's own words; null: this is the last.</param>
    public StreamPage(IReadOnlyList<StreamEntry> streams, string? next)
    {
        ArgumentNullException.ThrowIfNull(streams);
        this.Streams = Sequence.Copy(streams);
        this.Next = next;
    }

    /// <summary>Gets the streams.</summary>
    public IReadOnlyList<StreamEntry> Streams { get; }

    /// <summary>Gets where the next page begins; null: this is the last.</summary>
    public string? Next { get; }
}
