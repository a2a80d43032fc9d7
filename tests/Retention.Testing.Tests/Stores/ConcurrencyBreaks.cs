using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>Stores that are right as long as one calls after the other, or for most calls.</summary>
internal static class ConcurrencyBreaks
{
    /// <summary>How long a break waits for another thread that perhaps isn't there.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    internal static IEnumerable<Break> Breaks { get; } =
    [
        new Break("lets the last writer win", "one-winner", () => Broken.Appending(LastWriterWins)),
        new Break("checks versions before the transaction", "programs-at-once", () => Broken.Appending(LastWriterWins)),
        new Break("answers a conflict for a taken key", "one-key", () => Broken.Appending(async (inner, appends) => await inner.AppendAsync(appends, CancellationToken.None) is { Status: AppendStatus.KeyTaken, Stream: { } stream } ? AppendResult.VersionConflict(stream) : AppendResult.Appended)),
        new Break("answers what it doesn't store", "hot-and-cold", () => Forgetting(7)),
        new Break("answers what it doesn't store, sometimes", "programs-at-once", () => Forgetting(15)),
        new Break("locks streams in the order of the append", "opposite-order", Locking),
        new Break("reads in two steps", "one-moment", () => new BrokenStore { Read = TwoSteps }),
        new Break("stores a joint append stream by stream", "one-moment", () => Broken.Appending(StreamByStream)),
        new Break("loses what is appended while it erases", "erase-at-once", LosingWhileErasing),
        new Break("forgets a due time beside a key and a snapshot", "programs", () => Broken.Appending((inner, appends) => inner.AppendAsync([.. appends.Select(a => a.Snapshot is not null && a.Decision.IdempotencyKey is not null && a.ExpectedVersion > 0 ? a.With(a.Decision.With(d => d.NextDue = null)) : a)], CancellationToken.None))),
        new Break("forgets set-aside streams after three appends and an erasing", "programs", () => Unlikely()),
    ];

    /// <summary>Lets other threads go on, until one did what is waited for or none seems to be there.</summary>
    private static async Task Others(Func<Task<bool>>? happened = null)
    {
        var waiting = Stopwatch.StartNew();
        for (int i = 0; happened is null ? i < 20 : waiting.Elapsed < Longest && !await happened(); i++)
        {
            await Task.Yield();
            Thread.SpinWait(50);
        }
    }

    /// <summary>The versions are right when they are looked at, and the newest when it is stored.</summary>
    private static async Task<AppendResult> LastWriterWins(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        StreamAppends.Check(appends);
        foreach (StreamAppend append in appends)
        {
            if ((await inner.Of(append.Stream)).Version != append.ExpectedVersion)
            {
                return AppendResult.VersionConflict(append.Stream);
            }
        }

        await Others();
        AppendResult result;
        do
        {
            result = await inner.AppendAsync(await AppendBreaks.Newest(inner, appends), CancellationToken.None);
        }
        while (result.Status == AppendStatus.VersionConflict);
        return result;
    }

    private static BrokenStore Forgetting(int each)
    {
        int calls = 0;
        return Broken.Appending(async (inner, appends) =>
        {
            if (Interlocked.Increment(ref calls) % each != 0)
            {
                return await inner.AppendAsync(appends, CancellationToken.None);
            }

            StreamAppend[] newest = await AppendBreaks.Newest(inner, appends);
            return newest.Select(a => a.ExpectedVersion).SequenceEqual(appends.Select(a => a.ExpectedVersion)) && appends.All(a => a.Decision.IdempotencyKey is null) ? AppendResult.Appended : await inner.AppendAsync(appends, CancellationToken.None);
        });
    }

    private static BrokenStore Locking()
    {
        var locks = new ConcurrentDictionary<StreamId, SemaphoreSlim>();
        return Broken.Appending(async (inner, appends) =>
        {
            StreamAppends.Check(appends);
            foreach (StreamAppend append in appends)
            {
                await locks.GetOrAdd(append.Stream, _ => new SemaphoreSlim(1)).WaitAsync();
                await Others();
            }

            try
            {
                return await inner.AppendAsync(appends, CancellationToken.None);
            }
            finally
            {
                foreach (StreamAppend append in appends)
                {
                    locks[append.Stream].Release();
                }
            }
        });
    }

    private static async Task<StreamSlice> TwoSteps(IEventStore inner, StreamRead read)
    {
        StreamSlice head = await inner.ReadAsync(read, CancellationToken.None);
        await Others(async () => (await inner.Of(read.Stream)).Version > head.Version);
        StreamSlice rest = await inner.ReadAsync(read, CancellationToken.None);
        return new StreamSlice(head.Stream, head.Incarnation, head.Version, head.Snapshot, rest.Decisions, rest.Recorded);
    }

    private static async Task<AppendResult> StreamByStream(IEventStore inner, IReadOnlyList<StreamAppend> appends)
    {
        StreamAppends.Check(appends);
        AppendResult result = AppendResult.Appended;
        foreach (StreamAppend append in appends)
        {
            result = await inner.Right(append);
            await Others();
            if (result.Status != AppendStatus.Appended)
            {
                break;
            }
        }

        return result;
    }

    private static BrokenStore LosingWhileErasing()
    {
        var erasing = new ConcurrentDictionary<StreamId, bool>();
        int lost = 0;
        return new BrokenStore
        {
            Erase = async (inner, request) =>
            {
                erasing[request.Source] = true;
                await Others(() => Task.FromResult(Volatile.Read(ref lost) > 0));
                erasing.TryRemove(request.Source, out _);
                return await inner.EraseAsync(request, CancellationToken.None);
            },
            Append = async (inner, appends) =>
            {
                StreamAppend[] newest = await AppendBreaks.Newest(inner, appends);
                if (!appends.Any(a => erasing.ContainsKey(a.Stream)) || !newest.Select(a => a.ExpectedVersion).SequenceEqual(appends.Select(a => a.ExpectedVersion)))
                {
                    return await inner.AppendAsync(appends, CancellationToken.None);
                }

                Interlocked.Increment(ref lost);
                return AppendResult.Appended;
            },
        };
    }

    private static BrokenStore Unlikely()
    {
        var erased = new ConcurrentDictionary<StreamId, bool>();
        return new BrokenStore
        {
            Erase = async (inner, request) =>
            {
                EraseStatus status = await inner.EraseAsync(request, CancellationToken.None);
                if (status == EraseStatus.Erased && (await inner.Of(request.Target)).Version >= 3)
                {
                    erased[request.Target] = true;
                }

                return status;
            },
            SetAside = (inner, stream, aside) => inner.SetAsideAsync(stream, erased.ContainsKey(stream) ? null : aside, CancellationToken.None),
        };
    }
}
