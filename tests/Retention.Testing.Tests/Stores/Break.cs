using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>One thing that a store does wrong, and the rule that is meant for it.</summary>
internal sealed class Break
{
    private readonly Func<IStoreFixture> open;

    internal Break(string name, string rule, Func<IEventStore> store)
        : this(name, rule, () => new SharedStore(store()))
    {
    }

    internal Break(string name, string rule, Func<IStoreFixture> open)
    {
        this.Name = name;
        this.Rule = rule;
        this.open = open;
    }

    internal string Name { get; }

    internal string Rule { get; }

    internal IStoreFixture Open() => this.open();
}

/// <summary>What breaks are made of.</summary>
internal static class Broken
{
    internal const int All = StreamRead.MaxLimit;

    internal static Task<StreamSlice> Of(this IEventStore store, StreamId stream, string? key = null) => store.ReadAsync(new StreamRead(stream, 0, All, key, null), CancellationToken.None);

    internal static async Task<List<StreamEntry>> Entries(this IEventStore store, string category, StreamQuery? query = null) =>
        [.. (await store.ReadStreamsAsync(query ?? StreamQuery.All(category, null, All), CancellationToken.None)).Streams];

    internal static async Task<List<DueStream>> Due(this IEventStore store, string category, Instant until) =>
        [.. (await store.ReadDueAsync(new DueQuery(category, until, null, All), CancellationToken.None)).Streams];

    internal static StreamDecision With(this StreamDecision decision, Action<StreamDecisionDraft> change)
    {
        StreamDecisionDraft draft = StoreDrafts.Copy(decision);
        change(draft);
        return new StreamDecision(draft);
    }

    internal static StreamAppend With(this StreamAppend append, StreamDecision? decision = null, long? version = null, StreamId? stream = null, bool withoutSnapshot = false, bool withoutIncarnation = false) =>
        new StreamAppend(stream ?? append.Stream, version ?? append.ExpectedVersion, withoutIncarnation ? null : append.ExpectedIncarnation, decision ?? append.Decision, append.Before, append.After, withoutSnapshot || version is not null ? null : append.Snapshot);

    internal static DecisionRecord With(this DecisionRecord record, Action<StreamDecisionDraft> change) => new DecisionRecord(record.Stream, record.Version, record.Decision.With(change));

    internal static StreamSlice With(this StreamSlice slice, Func<DecisionRecord, DecisionRecord> change) =>
        new StreamSlice(slice.Stream, slice.Incarnation, slice.Version, slice.Snapshot, slice.Decisions.Select(change).ToArray(), slice.Recorded is null ? null : change(slice.Recorded));

    internal static StreamSlice With(this StreamSlice slice, long? incarnation = null, long? version = null, StreamSnapshot? snapshot = null, IReadOnlyList<DecisionRecord>? decisions = null) =>
        new StreamSlice(slice.Stream, incarnation ?? slice.Incarnation, version ?? slice.Version, snapshot ?? slice.Snapshot, decisions ?? slice.Decisions, slice.Recorded);

    internal static StreamSlice WithRecorded(this StreamSlice slice, DecisionRecord? recorded) =>
        new StreamSlice(slice.Stream, slice.Incarnation, slice.Version, slice.Snapshot, slice.Decisions, recorded);

    internal static void SetEvents(this StreamDecisionDraft draft, IEnumerable<Message> events)
    {
        Message[] kept = events.ToArray();
        draft.Events.Clear();
        foreach (Message e in kept)
        {
            draft.Events.Add(e);
        }
    }

    /// <summary>A break of what is read of decisions.</summary>
    internal static BrokenStore Reading(Action<StreamDecisionDraft> change) => new BrokenStore
    {
        Read = async (inner, read) => (await inner.ReadAsync(read, CancellationToken.None)).With(r => r.With(change)),
    };

    /// <summary>A break of what is appended.</summary>
    internal static BrokenStore Appending(Func<IEventStore, IReadOnlyList<StreamAppend>, Task<AppendResult>> append) => new BrokenStore { Append = append };

    internal static Task<AppendResult> Right(this IEventStore store, params StreamAppend[] appends) => store.AppendAsync(appends, CancellationToken.None);

    /// <summary>A store that takes streams of some keys for each other.</summary>
    internal static BrokenStore Renaming(Func<string, string> rename)
    {
        return new BrokenStore
        {
            Read = (inner, read) => inner.ReadAsync(new StreamRead(To(read.Stream), read.AfterVersion, read.Limit, read.IdempotencyKey, read.SnapshotSchema), CancellationToken.None),
            Append = (inner, appends) => inner.Right(appends.Select(a => a.With(stream: To(a.Stream))).ToArray()),
            SetAside = (inner, stream, setAside) => inner.SetAsideAsync(To(stream), setAside, CancellationToken.None),
        };

        StreamId To(StreamId stream) => new StreamId(stream.Category, rename(stream.Key));
    }

    /// <summary>A store that takes idempotency keys for each other.</summary>
    internal static BrokenStore RenamingKeys(Func<string, string> rename) => new BrokenStore
    {
        Read = (inner, read) => inner.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, read.Limit, read.IdempotencyKey is { } key ? rename(key) : null, read.SnapshotSchema), CancellationToken.None),
        Append = (inner, appends) => inner.Right(appends.Select(a => a.With(a.Decision.With(d => d.IdempotencyKey = d.IdempotencyKey is { } key ? rename(key) : null))).ToArray()),
    };

    /// <summary>A page of a list by how many items come before it.</summary>
    internal static IReadOnlyList<T> Page<T>(IReadOnlyList<T> all, string? after, int limit, out string? next, int overlap = 0)
    {
        int from = after is null ? 0 : int.Parse(after);
        T[] page = all.Skip(from).Take(limit).ToArray();
        next = from + page.Length < all.Count ? (from + page.Length - (limit > overlap ? overlap : 0)).ToString() : null;
        return page;
    }
}
