using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>Stores that erase too little, too much, or forget what stays.</summary>
internal static class EraseBreaks
{
    internal static IEnumerable<Break> Breaks { get; } =
    [
        new Break("leaves the last event of each decision", "erase-contents", () => Leaving((draft, original) => draft.SetEvents(draft.Events.SkipLast(1).Concat(original.Events.TakeLast(1))))),
        new Break("leaves the commands", "erase-contents", () => Leaving((draft, original) => draft.Command = original.Command)),
        new Break("leaves the fingerprints", "erase-contents", () => Leaving((draft, original) => draft.Fingerprint = original.Fingerprint)),
        new Break("forgets the source documents", "erase-contents", () => Leaving((draft, original) => draft.Context = new CommandContext(draft.Context.Actor, draft.Context.ApprovedBy, null, draft.Context.CorrelationId))),
        new Break("doesn't erase anything", "erase-contents", () => Erasing((inner, request) => inner.EraseAsync(new EraseRequest(request.Source, request.Target, new Erasure(new CustomerId("nobody"), new CustomerId("no one"))), CancellationToken.None), Original)),
        new Break("can be read under the old key", "erase-name", () => new Renamed(isRead: true).Store()),
        new Break("is due under the old key", "erase-name", () => new Renamed(isDue: true).Store()),
        new Break("is listed under the old key", "erase-name", () => new Renamed(isListed: true).Store()),
        new Break("releases what it erases", "erase-name", () => Erasing(async (inner, request) => await inner.EraseAsync(request, CancellationToken.None) is var status && await inner.SetAsideAsync(request.Target, null, CancellationToken.None) ? status : status)),
        new Break("finds another stream where there is the same", "erase-in-place", () => Erasing((inner, request) => request.Source.Equals(request.Target) ? Task.FromResult(EraseStatus.TargetExists) : inner.EraseAsync(request, CancellationToken.None))),
        new Break("stores what was decided before it erased", "erase-stale", () => new BrokenStore { Append = (inner, appends) => inner.AppendAsync(appends.Select(a => a.With(withoutIncarnation: true)).ToArray(), CancellationToken.None) }),
        new Break("erases what isn't there", "erase-answers", () => Erasing(async (inner, request) => await inner.EraseAsync(request, CancellationToken.None) is EraseStatus.TargetExists ? EraseStatus.TargetExists : EraseStatus.Erased)),
        new Break("erases in place where the name is taken", "erase-answers", () => Erasing(async (inner, request) => await inner.EraseAsync(request, CancellationToken.None) is EraseStatus.TargetExists ? await Second(inner, request) : await inner.EraseAsync(request, CancellationToken.None))),
        new Break("begins incarnations anew for a freed key", "erase-key-free", () => Incarnating(reuses: true)),
        new Break("keeps the incarnation", "erase-incarnation", () => Incarnating(reuses: false)),
        new Break("forgets keys", "erase-keys-stay", ForgetsKeys),
        new Break("keeps the snapshot", "erase-snapshots", KeepsSnapshot),
        new Break("erases all streams of the key", "erase-others", () => Erasing(AllOfKey)),
    ];

    private static BrokenStore Erasing(Func<IEventStore, EraseRequest, Task<EraseStatus>> erase, Func<IEventStore, StreamRead, Task<StreamSlice>>? read = null) => new BrokenStore { Erase = erase, Read = read };

    private static Task<StreamSlice> Original(IEventStore inner, StreamRead read) => inner.ReadAsync(read, CancellationToken.None);

    private static async Task<EraseStatus> Second(IEventStore inner, EraseRequest request)
    {
        await inner.EraseAsync(new EraseRequest(request.Target, request.Target, request.Erasure), CancellationToken.None);
        await inner.SetAsideAsync(request.Target, new StreamSetAside(default, "erased"), CancellationToken.None);
        return EraseStatus.TargetExists;
    }

    private static async Task<EraseStatus> AllOfKey(IEventStore inner, EraseRequest request)
    {
        foreach (StreamEntry entry in await inner.Entries(request.Source.Category))
        {
            if (!entry.Stream.Equals(request.Source) && string.Equals(entry.Stream.Key.Trim(), request.Source.Key, StringComparison.OrdinalIgnoreCase))
            {
                await inner.EraseAsync(new EraseRequest(entry.Stream, entry.Stream, request.Erasure), CancellationToken.None);
            }
        }

        return await inner.EraseAsync(request, CancellationToken.None);
    }

    /// <summary>Something of the original decisions stays.</summary>
    private static BrokenStore Leaving(Action<StreamDecisionDraft, StreamDecision> leave)
    {
        var originals = new Dictionary<StreamId, IReadOnlyList<DecisionRecord>>();
        return new BrokenStore
        {
            Erase = async (inner, request) =>
            {
                StreamSlice slice = await inner.Of(request.Source);
                EraseStatus status = await inner.EraseAsync(request, CancellationToken.None);
                if (status == EraseStatus.Erased)
                {
                    originals[request.Target] = slice.Decisions;
                }

                return status;
            },
            Read = async (inner, read) => (await inner.ReadAsync(read, CancellationToken.None)).With(r =>
                originals.TryGetValue(r.Stream, out IReadOnlyList<DecisionRecord>? kept) && r.Version <= kept.Count ? r.With(d => leave(d, kept[(int)r.Version - 1].Decision)) : r),
        };
    }

    /// <summary>Incarnations of its own: counted by key from 1, or kept.</summary>
    private static BrokenStore Incarnating(bool reuses)
    {
        var incarnations = new Dictionary<StreamId, long>();
        return new BrokenStore
        {
            Erase = async (inner, request) =>
            {
                EraseStatus status = await inner.EraseAsync(request, CancellationToken.None);
                if (status == EraseStatus.Erased)
                {
                    long before = incarnations.TryGetValue(request.Source, out long known) ? known : 1;
                    incarnations.Remove(request.Source);
                    incarnations[request.Target] = reuses ? before + 1 : before;
                }

                return status;
            },
            Read = async (inner, read) =>
            {
                StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
                return slice.Version == 0 ? slice : slice.With(incarnation: incarnations.TryGetValue(read.Stream, out long known) ? known : 1);
            },
        };
    }

    private static BrokenStore ForgetsKeys()
    {
        var erased = new HashSet<StreamId>();
        return new BrokenStore
        {
            Erase = (inner, request) =>
            {
                erased.Add(request.Target);
                return inner.EraseAsync(request, CancellationToken.None);
            },
            Read = async (inner, read) => erased.Contains(read.Stream) ? (await inner.ReadAsync(read, CancellationToken.None)).WithRecorded(null) : await inner.ReadAsync(read, CancellationToken.None),
        };
    }

    private static BrokenStore KeepsSnapshot()
    {
        var kept = new Dictionary<StreamId, StreamSnapshot>();
        return new BrokenStore
        {
            Append = (inner, appends) =>
            {
                foreach (StreamAppend append in appends.Where(a => a.Snapshot is not null))
                {
                    kept[append.Stream] = append.Snapshot!;
                }

                return inner.AppendAsync(appends, CancellationToken.None);
            },
            Erase = (inner, request) =>
            {
                if (kept.Remove(request.Source, out StreamSnapshot? snapshot))
                {
                    kept[request.Target] = snapshot;
                }

                return inner.EraseAsync(request, CancellationToken.None);
            },
            Read = (inner, read) => kept.TryGetValue(read.Stream, out StreamSnapshot? snapshot) && snapshot.Schema == read.SnapshotSchema && snapshot.Version > read.AfterVersion
                ? WithSnapshot(inner, read, snapshot)
                : inner.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, read.Limit, read.IdempotencyKey, null), CancellationToken.None),
        };
    }

    private static async Task<StreamSlice> WithSnapshot(IEventStore inner, StreamRead read, StreamSnapshot snapshot) =>
        (await inner.ReadAsync(new StreamRead(read.Stream, snapshot.Version, read.Limit, read.IdempotencyKey, null), CancellationToken.None)).With(snapshot: snapshot);

    /// <summary>Somewhere a stream that was erased still has its old name.</summary>
    private sealed class Renamed(bool isRead = false, bool isDue = false, bool isListed = false)
    {
        private readonly Dictionary<StreamId, StreamId> old = [];
        private readonly Dictionary<StreamId, StreamId> moved = [];

        internal BrokenStore Store() => new BrokenStore
        {
            Erase = async (inner, request) =>
            {
                EraseStatus status = await inner.EraseAsync(request, CancellationToken.None);
                if (status == EraseStatus.Erased)
                {
                    this.old[request.Target] = request.Source;
                    this.moved[request.Source] = request.Target;
                }

                return status;
            },
            Read = !isRead ? null : (inner, read) => inner.ReadAsync(new StreamRead(this.moved.TryGetValue(read.Stream, out StreamId? now) ? now : read.Stream, read.AfterVersion, read.Limit, read.IdempotencyKey, read.SnapshotSchema), CancellationToken.None),
            ReadDue = !isDue ? null : async (inner, query) => new DuePage([.. (await inner.Due(query.Category, query.Until)).Select(d => new DueStream(this.Before(d.Stream), d.NextDue))], null),
            ReadStreams = !isListed ? null : async (inner, query) => new StreamPage([.. (await inner.Entries(query.Category, query)).Select(e => new StreamEntry(this.Before(e.Stream), e.Version, e.PolicyVersion, e.NextDue, e.SetAside))], null),
        };

        private StreamId Before(StreamId stream) => this.old.TryGetValue(stream, out StreamId? before) ? before : stream;
    }
}
