using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>Stores whose due index, lists or snapshots aren't what the streams say.</summary>
internal static class ListBreaks
{
    internal static IEnumerable<Break> Breaks { get; } =
    [
        new Break("gives what is due before the instant only", "due-inclusive", () => Due((d, until) => d.NextDue < until ? d : null)),
        new Break("loses nanoseconds in the due index", "due-inclusive", () => Due((d, _) => new DueStream(d.Stream, d.NextDue.PlusNanoseconds(-(d.NextDue.ToUnixTimeTicks() % 10 * 100))))),
        new Break("gives what is due up to a microsecond later", "due-inclusive", () => new BrokenStore { ReadDue = (inner, query) => inner.ReadDueAsync(new DueQuery(query.Category, query.Until < Instant.FromUtc(9000, 1, 1, 0, 0) ? query.Until.PlusNanoseconds(999) : query.Until, query.After, query.Limit), CancellationToken.None) }),
        new Break("orders what is due by key", "due-order", () => Sorted(d => d.Stream.Key)),
        new Break("orders what is due as texts", "due-order", () => Sorted(d => InstantPattern.ExtendedIso.Format(d.NextDue))),
        new Break("orders what is due by the second", "due-order", () => Sorted(d => (d.NextDue - Instant.MinValue).TotalSeconds.ToString("000000000000"))),
        new Break("keeps the first due time", "due-follows", KeepsFirstDue),
        new Break("keeps a due time that is gone", "due-follows", KeepsLastDue),
        new Break("repeats the border of a due page", "due-pages", () => ByCount(overlap: 1)),
        new Break("skips what is due at the instant of the border", "due-pages", () => new BrokenStore { ReadDue = ByInstant }),
        new Break("gives one more due stream than asked for", "due-pages", () => new BrokenStore { ReadDue = (inner, query) => inner.ReadDueAsync(new DueQuery(query.Category, query.Until, query.After, Math.Min(Broken.All, query.Limit + 1)), CancellationToken.None) }),
        new Break("pages what is due by counting", "due-while-deciding", () => ByCount(overlap: 0)),
        new Break("gives what was set aside as due", "set-aside", () => new BrokenStore { ReadDue = WithSetAside }),
        new Break("doesn't release on append", "set-aside", () => Broken.Appending(NotReleasing)),
        new Break("releases on an append that isn't stored", "set-aside", () => Broken.Appending(ReleasingOnConflict)),
        new Break("keeps the first reason", "set-aside", () => new BrokenStore { SetAside = async (inner, stream, aside) => aside is not null && (await inner.Entries(stream.Category)).Any(e => e.Stream.Equals(stream) && e.SetAside is not null) || await inner.SetAsideAsync(stream, aside, CancellationToken.None) }),
        new Break("rounds the instant of setting aside", "set-aside", () => new BrokenStore { SetAside = (inner, stream, aside) => inner.SetAsideAsync(stream, aside is null ? null : new StreamSetAside(Instant.FromUnixTimeMilliseconds(aside.At.ToUnixTimeMilliseconds()), aside.Reason), CancellationToken.None) }),
        new Break("answers false where there is nothing to release", "set-aside", () => new BrokenStore { SetAside = async (inner, stream, aside) => (aside is not null || (await inner.Entries(stream.Category)).Any(e => e.Stream.Equals(stream) && e.SetAside is not null)) && await inner.SetAsideAsync(stream, aside, CancellationToken.None) }),
        new Break("lists the first policy version", "list-entries", () => Listing(async (inner, e) => new StreamEntry(e.Stream, e.Version, (await inner.Of(e.Stream)).Decisions[0].Decision.PolicyVersion, e.NextDue, e.SetAside))),
        new Break("lists no due time", "list-entries", () => Listing((_, e) => Task.FromResult(new StreamEntry(e.Stream, e.Version, e.PolicyVersion, null, e.SetAside)))),
        new Break("repeats the border of a list", "list-pages", () => ListByCount((inner, query) => inner.Entries(query.Category, null), 1)),
        new Break("lists another order on small pages", "list-pages", () => ListByCount(async (inner, query) => query.Limit < 5 ? [.. (await inner.Entries(query.Category)).OrderBy(e => e.Stream.Key, StringComparer.Ordinal)] : await inner.Entries(query.Category), 0)),
        new Break("compares labels only", "list-outdated", () => Outdated((e, current) => e.PolicyVersion is { } version && version.Label != current.Label)),
        new Break("compares fingerprints only", "list-outdated", () => Outdated((e, current) => e.PolicyVersion is { } version && version.Fingerprint != current.Fingerprint)),
        new Break("takes streams without a policy for outdated", "list-outdated", () => Outdated((e, current) => !current.Equals(e.PolicyVersion))),
        new Break("takes a stream for outdated that ever was", "list-outdated", EverOutdated),
        new Break("lists every stream as set aside", "list-set-aside", () => new BrokenStore { ReadStreams = (inner, query) => inner.ReadStreamsAsync(query.Kind == StreamQueryKind.SetAside ? StreamQuery.All(query.Category, query.After, query.Limit) : query, CancellationToken.None) }),
        new Break("pages lists by counting", "list-while-changing", () => ListByCount(Queried, 0)),
        new Break("gives a snapshot to whoever asks", "snapshot-schema", AnySchema),
        new Break("gives a snapshot that is older than the version asked for", "snapshot-after", () => new BrokenStore { Read = OlderSnapshot }),
        new Break("gives the decisions that are in the snapshot", "snapshot-after", () => new BrokenStore { Read = async (inner, read) => (await inner.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, read.Limit, read.IdempotencyKey, null), CancellationToken.None)).With(snapshot: (await inner.ReadAsync(read, CancellationToken.None)).Snapshot) }),
        new Break("keeps the first snapshot", "snapshot-newest", KeepsFirstSnapshot),
    ];

    private static BrokenStore Due(Func<DueStream, Instant, DueStream?> change) => new BrokenStore
    {
        ReadDue = async (inner, query) =>
        {
            DuePage page = await inner.ReadDueAsync(query, CancellationToken.None);
            return new DuePage([.. page.Streams.Select(d => change(d, query.Until)).Where(d => d is not null).Select(d => d!)], page.Next);
        },
    };

    private static BrokenStore Sorted(Func<DueStream, string> by) => new BrokenStore
    {
        ReadDue = async (inner, query) =>
        {
            List<DueStream> all = [.. (await inner.Due(query.Category, query.Until)).OrderBy(by, StringComparer.Ordinal).ThenByDescending(d => d.NextDue)];
            return new DuePage(Broken.Page(all, query.After, query.Limit, out string? next), next);
        },
    };

    private static BrokenStore ByCount(int overlap) => new BrokenStore
    {
        ReadDue = async (inner, query) => new DuePage(Broken.Page(await inner.Due(query.Category, query.Until), query.After, query.Limit, out string? next, overlap), next),
    };

    private static async Task<DuePage> ByInstant(IEventStore inner, DueQuery query)
    {
        Instant? after = query.After is null ? null : InstantPattern.ExtendedIso.Parse(query.After).Value;
        DueStream[] rest = (await inner.Due(query.Category, query.Until)).Where(d => after is null || d.NextDue > after).ToArray();
        DueStream[] page = rest.Take(query.Limit).ToArray();
        return new DuePage(page, rest.Length > page.Length ? InstantPattern.ExtendedIso.Format(page[^1].NextDue) : null);
    }

    private static BrokenStore KeepsFirstDue()
    {
        var first = new Dictionary<StreamId, Instant>();
        return new BrokenStore
        {
            ReadDue = async (inner, query) =>
            {
                List<DueStream> due = await inner.Due(query.Category, query.Until);
                due.ForEach(d => first.TryAdd(d.Stream, d.NextDue));
                return new DuePage([.. due.Select(d => new DueStream(d.Stream, first[d.Stream]))], null);
            },
        };
    }

    private static BrokenStore KeepsLastDue()
    {
        var last = new Dictionary<StreamId, Instant>();
        return new BrokenStore
        {
            Append = (inner, appends) =>
            {
                foreach (StreamAppend append in appends)
                {
                    last[append.Stream] = append.Decision.NextDue ?? (last.TryGetValue(append.Stream, out Instant before) ? before : Instant.MaxValue);
                }

                return inner.AppendAsync(appends, CancellationToken.None);
            },
            ReadDue = (_, query) => Task.FromResult(new DuePage([.. last.Where(l => l.Key.Category == query.Category && l.Value <= query.Until).OrderBy(l => l.Value).Select(l => new DueStream(l.Key, l.Value))], null)),
        };
    }

    private static async Task<DuePage> WithSetAside(IEventStore inner, DueQuery query)
    {
        List<StreamEntry> aside = await inner.Entries(query.Category, StreamQuery.SetAside(query.Category, null, Broken.All));
        IEnumerable<DueStream> more = aside.Where(e => e.NextDue <= query.Until).Select(e => new DueStream(e.Stream, e.NextDue!.Value));
        return new DuePage([.. (await inner.Due(query.Category, query.Until)).Concat(more).OrderBy(d => d.NextDue)], null);
    }

    private static async Task<AppendResult> NotReleasing(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        var aside = new List<StreamEntry>();
        foreach (string category in appends.Select(a => a.Stream.Category).Distinct())
        {
            aside.AddRange(await inner.Entries(category, StreamQuery.SetAside(category, null, Broken.All)));
        }

        AppendResult result = await inner.AppendAsync(appends, CancellationToken.None);
        foreach (StreamEntry entry in aside)
        {
            await inner.SetAsideAsync(entry.Stream, entry.SetAside, CancellationToken.None);
        }

        return result;
    }

    private static async Task<AppendResult> ReleasingOnConflict(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        AppendResult result = await inner.AppendAsync(appends, CancellationToken.None);
        if (result.Stream is { } stream)
        {
            await inner.SetAsideAsync(stream, null, CancellationToken.None);
        }

        return result;
    }

    private static BrokenStore Listing(Func<IEventStore, StreamEntry, Task<StreamEntry>> change) => new BrokenStore
    {
        ReadStreams = async (inner, query) =>
        {
            StreamPage page = await inner.ReadStreamsAsync(query, CancellationToken.None);
            return new StreamPage(await Task.WhenAll(page.Streams.Select(e => change(inner, e))), page.Next);
        },
    };

    private static BrokenStore ListByCount(Func<IEventStore, StreamQuery, Task<List<StreamEntry>>> all, int overlap) => new BrokenStore
    {
        ReadStreams = async (inner, query) => new StreamPage(Broken.Page(await all(inner, query), query.After, query.Limit, out string? next, overlap), next),
    };

    private static Task<List<StreamEntry>> Queried(IEventStore inner, StreamQuery query) => inner.Entries(query.Category, query.Kind switch
    {
        StreamQueryKind.Outdated => StreamQuery.Outdated(query.Category, query.Current!, null, Broken.All),
        StreamQueryKind.SetAside => StreamQuery.SetAside(query.Category, null, Broken.All),
        _ => StreamQuery.All(query.Category, null, Broken.All),
    });

    private static BrokenStore Outdated(Func<StreamEntry, PolicyVersion, bool> isOutdated) =>
        ListByCount(async (inner, query) => query.Kind == StreamQueryKind.Outdated ? [.. (await inner.Entries(query.Category)).Where(e => isOutdated(e, query.Current!))] : await Queried(inner, query), 0);

    private static BrokenStore EverOutdated() => ListByCount(
        async (inner, query) =>
        {
            if (query.Kind != StreamQueryKind.Outdated)
            {
                return await Queried(inner, query);
            }

            var outdated = new List<StreamEntry>();
            foreach (StreamEntry entry in await inner.Entries(query.Category))
            {
                if ((await inner.Of(entry.Stream)).Decisions.Any(d => d.Decision.PolicyVersion is { } version && !version.Equals(query.Current)))
                {
                    outdated.Add(entry);
                }
            }

            return outdated;
        },
        0);

    private static BrokenStore AnySchema()
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
            Read = (inner, read) => inner.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, read.Limit, read.IdempotencyKey, kept.TryGetValue(read.Stream, out StreamSnapshot? snapshot) && read.SnapshotSchema is not null ? snapshot.Schema : null), CancellationToken.None),
        };
    }

    private static async Task<StreamSlice> OlderSnapshot(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        StreamSlice first = await inner.ReadAsync(new StreamRead(read.Stream, 0, 1, null, read.SnapshotSchema), CancellationToken.None);
        return slice.With(snapshot: first.Snapshot);
    }

    private static BrokenStore KeepsFirstSnapshot()
    {
        var has = new HashSet<StreamId>();
        return Broken.Appending((inner, appends) => inner.AppendAsync([.. appends.Select(a => a.Snapshot is not null && !has.Add(a.Stream) ? a.With(withoutSnapshot: true) : a)], CancellationToken.None));
    }
}
