using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>Stores that append what they shouldn't, or don't what they should.</summary>
internal static class AppendBreaks
{
    internal static IEnumerable<Break> Breaks { get; } =
    [
        new Break("checks no version", "expected-version", () => Broken.Appending(async (inner, appends) => await inner.AppendAsync(await Newest(inner, appends), CancellationToken.None))),
        new Break("accepts a version that is too low", "expected-version", () => Broken.Appending(TooLow)),
        new Break("creates a stream at any version", "expected-version", () => Broken.Appending(Creating)),
        new Break("appends to ten streams at most", "joint-append", () => Broken.Appending((inner, appends) => appends.Count > 10 ? Task.FromResult(AppendResult.VersionConflict(appends[0].Stream)) : inner.AppendAsync(appends, CancellationToken.None))),
        new Break("stores the streams before the one in conflict", "all-or-nothing", () => Broken.Appending(OneByOne)),
        new Break("forgets atomicity on the second stream", "all-or-nothing", () => Broken.Appending(SecondAlone)),
        new Break("checks the version of the first stream only", "all-or-nothing", () => Broken.Appending(async (inner, appends) => await inner.AppendAsync([appends[0], .. (await Newest(inner, appends)).Skip(1)], CancellationToken.None))),
        new Break("keeps the snapshot of an append in conflict", "all-or-nothing", KeepsSnapshot),
        new Break("writes the due index before it checks", "all-or-nothing", DueBeforeCheck),
        new Break("releases what was set aside before it checks", "all-or-nothing", () => Broken.Appending(Releasing)),
        new Break("appends to seventeen streams", "append-arguments", () => Broken.Appending(Chunks)),
        new Break("lets the last of two writes for one stream win", "append-arguments", () => Broken.Appending((inner, appends) => inner.AppendAsync(appends.GroupBy(a => a.Stream).Select(g => g.Last()).ToArray(), CancellationToken.None))),
        new Break("finds keys on the page only", "key-found", () => new BrokenStore { Read = OnPage }),
        new Break("finds a key by its beginning", "key-found", () => new BrokenStore { Read = ByBeginning }),
        new Break("checks no keys", "key-taken", () => Broken.Appending(async (inner, appends) => await inner.AppendAsync(appends, CancellationToken.None) is { Status: AppendStatus.KeyTaken } ? await inner.Right(Keyless(appends)) : AppendResult.Appended)),
        new Break("forgets keys after ten decisions", "key-taken", () => Broken.Appending(ForgettingKeys)),
        new Break("shares keys over streams", "key-per-stream", SharedKeys),
        new Break("ignores case in keys", "key-ordinal", () => Broken.Appending(IgnoringCase)),
        new Break("trims keys", "key-ordinal", () => Broken.RenamingKeys(k => k.Trim())),
        new Break("normalises Unicode in keys", "key-ordinal", () => Broken.RenamingKeys(k => k.Normalize())),
        new Break("cuts keys at 199 characters", "key-ordinal", () => Broken.RenamingKeys(k => k.Length == 200 && !char.IsSurrogate(k[198]) ? k[..199] : k)),
        new Break("keeps the caller's list", "no-aliasing", Aliasing),
        new Break("hears no token", "cancelled", () => new BrokenStore { IsDeaf = true }),
        new Break("takes any name of a job", "null-arguments", () => new BrokenStore { ReadCheckpoint = (inner, name) => StreamId.IsKey(name) ? inner.ReadCheckpointAsync(name, CancellationToken.None) : Task.FromResult<string?>(null) }),
        new Break("ignores case in names of jobs", "checkpoints", () => new BrokenStore { ReadCheckpoint = (inner, name) => inner.ReadCheckpointAsync(name.ToUpperInvariant(), CancellationToken.None), WriteCheckpoint = (inner, name, value) => inner.WriteCheckpointAsync(name.ToUpperInvariant(), value, CancellationToken.None) }),
        new Break("takes an empty text for none", "checkpoints", () => new BrokenStore { WriteCheckpoint = (inner, name, value) => inner.WriteCheckpointAsync(name, value?.Length == 0 ? null : value, CancellationToken.None) }),
        new Break("keeps the first checkpoint", "checkpoints", () => new BrokenStore { WriteCheckpoint = async (inner, name, value) => await inner.WriteCheckpointAsync(name, await inner.ReadCheckpointAsync(name, CancellationToken.None) ?? value, CancellationToken.None) }),
    ];

    /// <summary>The same writes at the versions that the streams have.</summary>
    internal static async Task<StreamAppend[]> Newest(IEventStore inner, IEnumerable<StreamAppend> appends)
    {
        var newest = new List<StreamAppend>();
        foreach (StreamAppend append in appends)
        {
            newest.Add(append.With(version: (await inner.Of(append.Stream)).Version));
        }

        return newest.ToArray();
    }

    private static StreamAppend[] Keyless(IEnumerable<StreamAppend> appends) => appends.Select(a => a.With(a.Decision.With(d => d.IdempotencyKey = null))).ToArray();

    private static async Task<AppendResult> TooLow(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        StreamAppend[] newest = await Newest(inner, appends);
        return await inner.Right(appends.Select((a, i) => a.ExpectedVersion > 0 && a.ExpectedVersion < newest[i].ExpectedVersion ? newest[i] : a).ToArray());
    }

    private static async Task<AppendResult> Creating(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        StreamAppend[] newest = await Newest(inner, appends);
        return await inner.Right(appends.Select((a, i) => newest[i].ExpectedVersion == 0 && a.ExpectedVersion > 0 ? newest[i] : a).ToArray());
    }

    private static async Task<AppendResult> OneByOne(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        StreamAppends.Check(appends);
        AppendResult result = AppendResult.Appended;
        for (int i = 0; i < appends.Count && result.Status == AppendStatus.Appended; i++)
        {
            result = await inner.Right(appends[i]);
        }

        return result;
    }

    private static async Task<AppendResult> SecondAlone(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        AppendResult result = await inner.AppendAsync(appends, CancellationToken.None);
        if (result.Status != AppendStatus.Appended && appends.Count > 1)
        {
            await inner.Right(appends[1]);
        }

        return result;
    }

    private static BrokenStore KeepsSnapshot()
    {
        var kept = new Dictionary<StreamId, StreamSnapshot>();
        return new BrokenStore
        {
            Append = async (inner, appends) =>
            {
                AppendResult result = await inner.AppendAsync(appends, CancellationToken.None);
                foreach (StreamAppend append in appends.Where(a => a.Snapshot is not null && (result.Status == AppendStatus.Appended || !a.Stream.Equals(result.Stream))))
                {
                    kept[append.Stream] = append.Snapshot!;
                }

                return result;
            },
            Read = async (inner, read) =>
            {
                StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
                return kept.TryGetValue(read.Stream, out StreamSnapshot? snapshot) && snapshot.Schema == read.SnapshotSchema && snapshot.Version > read.AfterVersion ? slice.With(snapshot: snapshot) : slice;
            },
        };
    }

    private static BrokenStore DueBeforeCheck()
    {
        var due = new Dictionary<StreamId, NodaTime.Instant?>();
        return new BrokenStore
        {
            Append = (inner, appends) =>
            {
                StreamAppends.Check(appends);
                foreach (StreamAppend append in appends)
                {
                    due[append.Stream] = append.Decision.NextDue;
                }

                return inner.AppendAsync(appends, CancellationToken.None);
            },
            ReadDue = async (inner, query) => new DuePage([.. (await inner.Due(query.Category, query.Until)).Select(d => new DueStream(d.Stream, due[d.Stream] ?? d.NextDue)).OrderBy(d => d.NextDue)], null),
        };
    }

    private static async Task<AppendResult> Releasing(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        StreamAppends.Check(appends);
        foreach (StreamAppend append in appends)
        {
            await inner.SetAsideAsync(append.Stream, null, CancellationToken.None);
        }

        return await inner.AppendAsync(appends, CancellationToken.None);
    }

    private static async Task<AppendResult> Chunks(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        AppendResult result = await inner.AppendAsync([.. appends.Take(16)], CancellationToken.None);
        return appends.Count <= 16 || result.Status != AppendStatus.Appended ? result : await inner.Right([.. appends.Skip(16)]);
    }

    private static async Task<StreamSlice> OnPage(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.WithRecorded(slice.Decisions.FirstOrDefault(d => read.IdempotencyKey is not null && d.Decision.IdempotencyKey == read.IdempotencyKey));
    }

    private static async Task<StreamSlice> ByBeginning(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.WithRecorded((await inner.Of(read.Stream)).Decisions.FirstOrDefault(d => read.IdempotencyKey is not null && d.Decision.IdempotencyKey?.StartsWith(read.IdempotencyKey, StringComparison.Ordinal) == true));
    }

    private static async Task<AppendResult> ForgettingKeys(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        AppendResult result = await inner.AppendAsync(appends, CancellationToken.None);
        if (result.Status != AppendStatus.KeyTaken)
        {
            return result;
        }

        StreamAppend taken = appends.Single(a => a.Stream.Equals(result.Stream));
        StreamSlice slice = await inner.Of(taken.Stream, taken.Decision.IdempotencyKey);
        return slice.Recorded!.Version > slice.Version - 10 ? result : await inner.Right(Keyless(appends));
    }

    private static BrokenStore SharedKeys()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return Broken.Appending(async (inner, appends) =>
        {
            StreamAppend? again = appends.FirstOrDefault(a => a.Decision.IdempotencyKey is { } key && taken.Contains(key));
            AppendResult result = again is null ? await inner.AppendAsync(appends, CancellationToken.None) : AppendResult.KeyTaken(again.Stream);
            taken.UnionWith(result.Status == AppendStatus.Appended ? appends.Select(a => a.Decision.IdempotencyKey!).Where(k => k is not null) : []);
            return result;
        });
    }

    private static async Task<AppendResult> IgnoringCase(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        foreach (StreamAppend append in appends)
        {
            if ((await inner.Of(append.Stream)).Decisions.Any(d => append.Decision.IdempotencyKey is { } key && string.Equals(d.Decision.IdempotencyKey, key, StringComparison.OrdinalIgnoreCase)))
            {
                return AppendResult.KeyTaken(append.Stream);
            }
        }

        return await inner.AppendAsync(appends, CancellationToken.None);
    }

    /// <summary>Appends are really made when something is read, from the list that the caller gave.</summary>
    private static BrokenStore Aliasing()
    {
        var waiting = new ConcurrentQueue<IReadOnlyList<StreamAppend>>();
        return new BrokenStore
        {
            Append = (_, appends) =>
            {
                waiting.Enqueue(appends);
                return Task.FromResult(AppendResult.Appended);
            },
            Read = async (inner, read) =>
            {
                while (waiting.TryDequeue(out IReadOnlyList<StreamAppend>? appends))
                {
                    await inner.AppendAsync(appends, CancellationToken.None);
                }

                return await inner.ReadAsync(read, CancellationToken.None);
            },
        };
    }
}
