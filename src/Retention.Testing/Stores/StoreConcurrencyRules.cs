using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Testing.Generators;

namespace Retention.Testing;

/// <summary>Everything holds as well when many call at once, through several stores over one database.</summary>
internal static class StoreConcurrencyRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("one-winner", "Of appends at one expected version, made at once, exactly one is stored.", OneWinner),
        StoreRule.Once("one-key", "Of appends with one key, made at once and retried, exactly one is stored.", OneKey),
        StoreRule.Once("hot-and-cold", "Many writers on the same streams, with retries, lose nothing and leave no gap.", HotAndCold),
        StoreRule.Once("opposite-order", "Joint appends that name the same streams in opposite orders don't wait for each other, and none is stored in half.", OppositeOrder),
        StoreRule.Once("one-moment", "What one read gives was true at one moment, also while joint appends are made.", OneMoment),
        StoreRule.Once("erase-at-once", "Erasing while others append loses nothing of what was answered as stored.", EraseAtOnce),
    ];

    private static async Task OneWinner(StoreTrial trial)
    {
        const int Tasks = 8;
        IEventStore[] servers = trial.OpenServers();
        for (int round = 0; round < 15; round++)
        {
            // The first write, then later ones, then joint ones that share one stream.
            StreamId stream = trial.Stream("s" + StoreDifference.Number(round / 5));
            int version = round % 5;
            AppendResult[] results = await Together.RunAsync(trial.Patience, Tasks, i =>
            {
                StreamAppend write = StoreDrafts.Write(stream, version, StoreDrafts.Decision((100 * round) + i));
                StreamAppend[] appends = round < 10 ? [write] : [StoreDrafts.Write(trial.Stream("own " + StoreDifference.Number((100 * round) + i)), 0, StoreDrafts.Decision(i)), write];
                return servers[i % servers.Length].AppendAsync(appends, CancellationToken.None);
            }).ConfigureAwait(false);
            int[] winners = Enumerable.Range(0, Tasks).Where(i => results[i].Status == AppendStatus.Appended).ToArray();
            Promise.Same(StoreDifference.Of("number", 1, winners.Length), "of " + StoreDifference.Number(Tasks) + " appends to a stream at version " + StoreDifference.Number(version) + ", made at once, what was stored");
            Promise.Keep(results.All(r => r.Status != AppendStatus.KeyTaken), "an append without a key was answered KeyTaken");
            StreamSlice slice = await trial.ReadAsync(stream, version).ConfigureAwait(false);
            Promise.Same(StoreDifference.OfRecords(stream, version, [StoreDrafts.Decision((100 * round) + winners[0])], slice.Decisions), "the decision that was answered as stored");
            for (int i = 0; round >= 10 && i < Tasks; i++)
            {
                await trial.HasAsync(trial.Stream("own " + StoreDifference.Number((100 * round) + i)), i == winners[0] ? [StoreDrafts.Decision(i)] : []).ConfigureAwait(false);
            }
        }
    }

    private static async Task OneKey(StoreTrial trial)
    {
        const int Tasks = 6;
        IEventStore[] servers = trial.OpenServers();
        for (int round = 0; round < 5; round++)
        {
            StreamId stream = trial.Stream("s" + StoreDifference.Number(round));
            await trial.FillAsync(stream, round).ConfigureAwait(false);
            AppendResult[] results = await Together.RunAsync(trial.Patience, Tasks, i => RetriedAsync(servers[i % servers.Length], i, 50, d => d.IdempotencyKey = "order-1", stream)).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("number", 1, results.Count(r => r.Status == AppendStatus.Appended)), "of appends with one key, made at once, what was stored");
            Promise.Same(StoreDifference.Of("number", Tasks - 1, results.Count(r => r.Status == AppendStatus.KeyTaken)), "of appends with one key that were retried at the newest version, what was answered KeyTaken");
            StreamSlice slice = await trial.ReadAsync(stream).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("version", round + 1L, slice.Version), stream.ToString());
        }
    }

    private static async Task HotAndCold(StoreTrial trial)
    {
        const int Writers = 8;
        const int Each = 12;
        IEventStore[] servers = trial.OpenServers();
        StreamId[] hot = [trial.Stream("hot 0"), trial.Stream("hot 1")];
        AppendResult[][] results = await Together.RunAsync(trial.Patience, Writers, async writer =>
        {
            var mine = new List<AppendResult>();
            for (int i = 0; i < Each; i++)
            {
                StreamId[] streams = (i % 3) switch
                {
                    0 => [hot[i % 2]],
                    1 => [trial.Stream("cold " + StoreDifference.Number(writer)), hot[i % 2]],
                    _ => [hot[writer % 2], hot[(writer + 1) % 2]],
                };
                mine.Add(await RetriedAsync(servers[(writer + i) % servers.Length], (100 * writer) + i, 10_000, null, streams).ConfigureAwait(false));
            }

            return mine.ToArray();
        }).ConfigureAwait(false);
        Promise.Keep(results.All(r => r.All(a => a.Status == AppendStatus.Appended)), "a writer that retries at the newest version never came through");
        await EachOnceAsync(trial, hot[0], Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, Each).Where(i => i % 3 == 2 || i % 2 == 0).Select(i => (100 * w) + i))).ConfigureAwait(false);
        await EachOnceAsync(trial, hot[1], Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, Each).Where(i => i % 3 == 2 || i % 2 == 1).Select(i => (100 * w) + i))).ConfigureAwait(false);
        for (int writer = 0; writer < Writers; writer++)
        {
            int from = 100 * writer;
            await EachOnceAsync(trial, trial.Stream("cold " + StoreDifference.Number(writer)), Enumerable.Range(0, Each).Where(i => i % 3 == 1).Select(i => from + i)).ConfigureAwait(false);
        }
    }

    private static async Task OppositeOrder(StoreTrial trial)
    {
        const int Tasks = 6;
        const int Each = 15;
        IEventStore[] servers = trial.OpenServers();
        StreamId[] streams = Enumerable.Range(0, StreamAppend.MaxStreams).Select(i => trial.Stream("s" + StoreDifference.Number(i))).ToArray();
        await Together.RunAsync(trial.Patience, Tasks, async task =>
        {
            for (int i = 0; i < Each; i++)
            {
                StreamId[] some = streams.Take(i % 2 == 0 ? 2 : streams.Length).ToArray();
                AppendResult result = await RetriedAsync(servers[task % servers.Length], (100 * task) + i, 10_000, null, task % 2 == 0 ? some : Enumerable.Reverse(some).ToArray()).ConfigureAwait(false);
                Promise.Keep(result.Status == AppendStatus.Appended, "a joint append that is retried at the newest versions never came through");
            }

            return true;
        }).ConfigureAwait(false);
        for (int s = 0; s < streams.Length; s++)
        {
            int stream = s;
            await EachOnceAsync(trial, streams[s], Enumerable.Range(0, Tasks).SelectMany(t => Enumerable.Range(0, Each).Where(i => stream < 2 || i % 2 == 1).Select(i => (100 * t) + i))).ConfigureAwait(false);
        }
    }

    private static async Task OneMoment(StoreTrial trial)
    {
        // So many at least, and on until everybody looked often enough while it was written.
        const int LeastRounds = 40;
        const int MostRounds = 400;
        const int LeastLooks = 20;
        IEventStore[] servers = trial.OpenServers();
        StreamId[] streams = Enumerable.Range(0, 5).Select(i => trial.Stream("s" + StoreDifference.Number(i))).ToArray();
        int[] looks = new int[4];
        int written = 0;
        int ended = 0;
        await Together.RunAsync(trial.Patience, 4, async task =>
        {
            if (task > 0)
            {
                try
                {
                    while (Volatile.Read(ref ended) == 0)
                    {
                        int before = Volatile.Read(ref written);
                        await LookAsync(servers[task % servers.Length], trial.Category, streams[task], before).ConfigureAwait(false);
                        Interlocked.Increment(ref looks[task]);
                    }
                }
                finally
                {
                    Volatile.Write(ref looks[task], LeastLooks);
                }

                return true;
            }

            try
            {
                for (int i = 0; i < LeastRounds || (i < MostRounds && Enumerable.Range(1, 3).Any(t => Volatile.Read(ref looks[t]) < LeastLooks)); i++)
                {
                    StreamAppend[] appends = streams.Select(s => StoreDrafts.Write(
                        s,
                        i,
                        StoreDrafts.Decision(i, d =>
                        {
                            d.NextDue = StoreDrafts.Start.PlusNanoseconds(i);
                            d.IdempotencyKey = "k" + StoreDifference.Number(i);
                        }),
                        StoreDrafts.Snapshot(i + 1))).ToArray();
                    await trial.AppendAsync(appends).ConfigureAwait(false);
                    Volatile.Write(ref written, i + 1);
                }
            }
            finally
            {
                Volatile.Write(ref ended, 1);
            }

            return true;
        }).ConfigureAwait(false);
    }

    /// <summary>All five streams always have the same version, due time and keys; and not less than was answered as stored.</summary>
    private static async Task LookAsync(IEventStore store, string category, StreamId stream, int atLeast)
    {
        string key = "k" + StoreDifference.Number(atLeast);
        StreamSlice slice = await store.ReadAsync(new StreamRead(stream, 0, StorePages.Widest, key, null), CancellationToken.None).ConfigureAwait(false);
        Promise.Keep(slice.Version >= atLeast, "a read of " + stream + " is older than an append that was answered before it began");
        Promise.Keep(slice.Decisions.Count == slice.Version, "one read of " + stream + " gives version " + StoreDifference.Number(slice.Version) + " and " + StoreDifference.Number(slice.Decisions.Count) + " decisions");
        Promise.Keep((slice.Recorded is not null) == (slice.Version > atLeast), "one read of " + stream + " at version " + StoreDifference.Number(slice.Version) + (slice.Recorded is null ? " doesn't find" : " finds") + " the key of decision " + StoreDifference.Number(atLeast + 1));
        StreamSlice after = await store.ReadAsync(new StreamRead(stream, 0, StorePages.Widest, null, "schema-1"), CancellationToken.None).ConfigureAwait(false);
        Promise.Keep(after.Snapshot is null || after.Snapshot.Version + after.Decisions.Count == after.Version, "one read of " + stream + " gives version " + StoreDifference.Number(after.Version) + ", a snapshot of another version, and not what lies between");
        StreamPage page = await store.ReadStreamsAsync(StreamQuery.All(category, null, 10), CancellationToken.None).ConfigureAwait(false);
        Promise.Keep(page.Streams.Select(s => s.Version).Distinct().Count() <= 1 && page.Streams.All(s => s.Version >= atLeast), "one page has streams of joint appends with versions " + StoreDrafts.Numbers(page.Streams.Select(s => s.Version).ToArray()));
        Promise.Keep(page.Streams.All(s => s.NextDue == StoreDrafts.Start.PlusNanoseconds(s.Version - 1)), "one page has a stream with the version of one decision and the due time of another");
        DuePage due = await store.ReadDueAsync(new DueQuery(category, Instant.MaxValue, null, 10), CancellationToken.None).ConfigureAwait(false);
        Promise.Keep(due.Streams.Select(s => s.NextDue).Distinct().Count() <= 1, "one page of what is due has streams of joint appends from two moments");
        Promise.Keep(due.Streams.Count is 0 or 5, "one page of what is due has a part of a joint append");
    }

    /// <summary>Each erasing lets the writers make a few more writes, so that neither is done before the other begins.</summary>
    private static async Task EraseAtOnce(StoreTrial trial)
    {
        const int Writers = 4;
        const int Each = 20;
        const int Erasings = 20;
        IEventStore[] servers = trial.OpenServers();
        StreamId stream = trial.Stream("s");
        var erasure = new Erasure(new CustomerId("M1"), new CustomerId("erased"));
        using var writes = new SemaphoreSlim(Writers);
        await Together.RunAsync(trial.Patience, Writers + 1, async task =>
        {
            IEventStore store = servers[task % servers.Length];
            if (task == Writers)
            {
                try
                {
                    for (int i = 0; i < Erasings; i++)
                    {
                        await store.EraseAsync(new EraseRequest(stream, i % 3 == 0 ? stream : trial.Stream("erased " + StoreDifference.Number(i)), erasure), CancellationToken.None).ConfigureAwait(false);
                        writes.Release(Writers * Each / Erasings);
                    }
                }
                finally
                {
                    writes.Release(Writers * Each);
                }

                return true;
            }

            for (int i = 0; i < Each; i++)
            {
                await writes.WaitAsync().ConfigureAwait(false);
                AppendResult result = await RetriedAsync(store, (100 * task) + i, 10_000, null, stream).ConfigureAwait(false);
                Promise.Keep(result.Status == AppendStatus.Appended, "an append that is retried at the newest version never came through while the stream was erased");
            }

            return true;
        }).ConfigureAwait(false);
        StoreView view = await StoreView.ReadAsync(trial.Reopen(), trial.Category).ConfigureAwait(false);
        SameNumbers("the streams together", Enumerable.Range(0, Writers).SelectMany(t => Enumerable.Range(0, Each).Select(i => (100 * t) + i)), view.Streams.SelectMany(s => s.Decisions));
        foreach (StreamSlice slice in view.Streams)
        {
            Contiguous(slice);
        }
    }

    /// <summary>Reads the newest versions and appends there, until it is stored or its key is taken.</summary>
    internal static async Task<AppendResult> RetriedAsync(IEventStore store, int number, int attempts, Action<StreamDecisionDraft>? change, params StreamId[] streams)
    {
        AppendResult result = AppendResult.VersionConflict(streams[0]);
        for (int attempt = 0; attempt < attempts && result.Status == AppendStatus.VersionConflict; attempt++)
        {
            var appends = new List<StreamAppend>();
            foreach (StreamId stream in streams)
            {
                StreamSlice slice = await store.ReadAsync(new StreamRead(stream, 0, 1, null, null), CancellationToken.None).ConfigureAwait(false);
                appends.Add(StoreDrafts.Write(stream, slice.Version, StoreDrafts.Decision(number, change)));
            }

            result = await store.AppendAsync(appends, CancellationToken.None).ConfigureAwait(false);
        }

        return result;
    }

    private static async Task EachOnceAsync(StoreTrial trial, StreamId stream, IEnumerable<int> numbers)
    {
        StreamSlice slice = await StorePages.StreamAsync(trial.Store, stream).ConfigureAwait(false);
        Contiguous(slice);
        SameNumbers(stream.ToString(), numbers, slice.Decisions);
    }

    private static void Contiguous(StreamSlice slice)
    {
        Promise.Same(StoreDifference.Of("version", slice.Decisions.Count, slice.Version), slice.Stream.ToString());
        for (int i = 0; i < slice.Decisions.Count; i++)
        {
            Promise.Same(StoreDifference.Of("version", i + 1L, slice.Decisions[i].Version), "decision " + StoreDifference.Number(i + 1) + " of " + slice.Stream);
        }
    }

    private static void SameNumbers(string where, IEnumerable<int> expected, IEnumerable<DecisionRecord> records)
    {
        string[] one = expected.Select(n => "request" + StoreDifference.Number(n)).OrderBy(t => t, StringComparer.Ordinal).ToArray();
        string[] other = records.Select(r => r.Decision.Context.CorrelationId ?? "none").OrderBy(t => t, StringComparer.Ordinal).ToArray();
        string[] twice = other.GroupBy(o => o, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToArray();
        Promise.Keep(
            one.SequenceEqual(other, StringComparer.Ordinal),
            where + ": missing are [" + string.Join(", ", one.Except(other, StringComparer.Ordinal)) + "], stored although another answer was given [" + string.Join(", ", other.Except(one, StringComparer.Ordinal)) + "], stored twice [" + string.Join(", ", twice) + "]");
    }
}
