using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Where decisions are kept. A host implements it over its own database, or takes one that is ready.</summary>
/// <remarks>
/// <para>The unit of append is a decision. An append is all or nothing over its 1 to 16 streams, and once it answers
/// <see cref="AppendStatus.Appended"/> it survives the process and the machine, as far as the store is durable.</para>
/// <para>Every method may be called from many threads at once. Each read sees a state of the store that existed at one moment, at least
/// as new as every append that was answered before the read began. Arguments are never null; results are never null unless said.
/// Cancelling before an append is stored stores nothing; after that it may still throw, and the idempotency key tells.</para>
/// <para>Exceptions are for the store's own failures (no connection, a full disk) and for what it can't read
/// (<see cref="UnreadableMessageException"/>, <see cref="BrokenStreamException"/>); everything a caller can expect is an answer.
/// <c>StoreLaws</c> in Retention.Testing proves an implementation.</para>
/// </remarks>
public interface IEventStore
{
    /// <summary>Reads a part of a stream: its snapshot if asked, decisions in order, and the decision of an idempotency key if asked.</summary>
    /// <param name="read">What to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The slice; of version 0 and empty if there is no such stream. Decisions may be fewer than the limit only at the stream's end.</returns>
    Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken);

    /// <summary>Adds one decision to each of 1 to 16 streams, all or nothing.</summary>
    /// <param name="appends">The writes; each stream once. A stream's first write creates it. What was set aside is released.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Stored, or what stood against it.</returns>
    /// <exception cref="System.ArgumentException">There are none, more than 16, one that is null, or two for one stream.</exception>
    Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken);

    /// <summary>Reads the streams whose last decision's <see cref="StreamDecision.NextDue"/> has come, the earliest first; not those set aside.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A page.</returns>
    Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken);

    /// <summary>Reads streams of a kind: all, those decided under another policy, or those set aside.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A page.</returns>
    Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken);

    /// <summary>Sets a stream aside, so that due runs leave it alone until it is released or decided again; replaces an earlier reason.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="setAside">When and why; null: releases it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False if there is no such stream.</returns>
    Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside, CancellationToken cancellationToken);

    /// <summary>Makes a person unrecognisable in a stream: re-keys it, blanks personal fields in every command and event, replaces the person's id, forgets snapshots. Numbers, dates, documents, versions, idempotency keys, the due time and what is set aside stay; the old name is free.</summary>
    /// <param name="request">Which stream, and whose id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What became of it.</returns>
    Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken);

    /// <summary>Reads how far a job got.</summary>
    /// <param name="name">The name of the job, 1 to 200 characters.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was written last; null if nothing.</returns>
    /// <exception cref="System.ArgumentException">The name can't be one, as <see cref="StreamAppends.CheckName"/> says.</exception>
    Task<string?> ReadCheckpointAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes how far a job got, durably.</summary>
    /// <param name="name">The name of the job, 1 to 200 characters.</param>
    /// <param name="value">What to keep, perhaps an empty text; null: forgets the job.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="System.ArgumentException">The name can't be one, as <see cref="StreamAppends.CheckName"/> says.</exception>
    Task WriteCheckpointAsync(string name, string? value, CancellationToken cancellationToken);
}
