using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Checkpoints, and what every method does with its arguments.</summary>
internal static class StoreCallRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("checkpoints", "A checkpoint is what was written last under its very name, or null.", Checkpoints),
        StoreRule.Once("cancelled", "A call that was cancelled before it began throws an OperationCanceledException, and stores nothing.", Cancelled),
        StoreRule.Once("null-arguments", "A null argument is refused with an ArgumentNullException, and a name that can't be one with an ArgumentException.", Nulls),
        StoreRule.Once("no-aliasing", "Changing a list after a call changes nothing that is stored, and nothing that was read.", Aliasing),
    ];

    private static async Task Checkpoints(StoreTrial trial)
    {
        string[] names = StoreNames.All.Select(n => trial.Job + n).Where(n => n.Length <= StreamAppends.MaxNameLength).ToArray();
        Promise.Keep(await ReadAsync(names[0]).ConfigureAwait(false) is null, "a job that nobody wrote about has a checkpoint");
        await WriteAsync(names[0], null).ConfigureAwait(false);
        foreach (string? value in new[] { "1", "2", null, string.Empty, "3", " ", " x ", "顾客 😀\n\t\"'\\%", new string('界', 20_000), "a" })
        {
            await WriteAsync(names[0], value).ConfigureAwait(false);
            trial.Reopen();
            Promise.Same(StoreDifference.Of("text", value, await ReadAsync(names[0]).ConfigureAwait(false)), "a checkpoint");
        }

        for (int i = 0; i < names.Length; i++)
        {
            await WriteAsync(names[i], "at " + StoreDifference.Number(i)).ConfigureAwait(false);
        }

        await WriteAsync(names[1], null).ConfigureAwait(false);
        trial.Reopen();
        for (int i = 0; i < names.Length; i++)
        {
            Promise.Same(StoreDifference.Of("text", i == 1 ? null : "at " + StoreDifference.Number(i), await ReadAsync(names[i]).ConfigureAwait(false)), "the checkpoint \"" + StoreDifference.Visible(names[i]) + "\"");
        }

        string longest = trial.Job + new string('n', StreamAppends.MaxNameLength - trial.Job.Length);
        await WriteAsync(longest, "x").ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("text", "x", await ReadAsync(longest).ConfigureAwait(false)), "the checkpoint of the longest name");

        Task<string?> ReadAsync(string name) => trial.Store.ReadCheckpointAsync(name, CancellationToken.None);

        Task WriteAsync(string name, string? value) => trial.Store.WriteCheckpointAsync(name, value, CancellationToken.None);
    }

    private static async Task Cancelled(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        await trial.FillAsync(stream, 2, (_, d) => d.NextDue = StoreDrafts.Start).ConfigureAwait(false);
        await trial.Store.WriteCheckpointAsync(trial.Job + "job", "before", CancellationToken.None).ConfigureAwait(false);
        StoreView before = await StoreView.ReadAsync(trial.Store, trial.Category).ConfigureAwait(false);
        using var source = new CancellationTokenSource();
        source.Cancel();
        CancellationToken cancelled = source.Token;
        var calls = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
        {
            ["ReadAsync"] = () => trial.Store.ReadAsync(new StreamRead(stream, 0, 10, null, null), cancelled),
            ["ReadAsync of a stream that doesn't exist"] = () => trial.Store.ReadAsync(new StreamRead(trial.Stream("none"), 0, 10, null, null), cancelled),
            ["AppendAsync"] = () => trial.Store.AppendAsync([StoreDrafts.Write(stream, 2, StoreDrafts.Decision(2))], cancelled),
            ["AppendAsync of a new stream"] = () => trial.Store.AppendAsync([StoreDrafts.Write(stream, 2, StoreDrafts.Decision(2)), StoreDrafts.Write(trial.Stream("new"), 0, StoreDrafts.Decision(0))], cancelled),
            ["AppendAsync at a wrong version"] = () => trial.Store.AppendAsync([StoreDrafts.Write(stream, 9, StoreDrafts.Decision(2))], cancelled),
            ["ReadDueAsync"] = () => trial.Store.ReadDueAsync(new DueQuery(trial.Category, Instant.MaxValue, null, 10), cancelled),
            ["ReadStreamsAsync"] = () => trial.Store.ReadStreamsAsync(StreamQuery.All(trial.Category, null, 10), cancelled),
            ["SetAsideAsync"] = () => trial.Store.SetAsideAsync(stream, new StreamSetAside(StoreDrafts.Start, "why"), cancelled),
            ["EraseAsync"] = () => trial.Store.EraseAsync(new EraseRequest(stream, trial.Stream("t"), new Erasure(new CustomerId("M1"), new CustomerId("M2"))), cancelled),
            ["ReadCheckpointAsync"] = () => trial.Store.ReadCheckpointAsync(trial.Job + "job", cancelled),
            ["WriteCheckpointAsync"] = () => trial.Store.WriteCheckpointAsync(trial.Job + "job", "after", cancelled),
        };
        foreach (KeyValuePair<string, Func<Task>> call in calls)
        {
            Promise.Keep(await ThrowsAsync<OperationCanceledException>(call.Value).ConfigureAwait(false), call.Key + " goes on although it was cancelled before it began");
        }

        Promise.Same(before.DifferenceTo(await StoreView.ReadAsync(trial.Reopen(), trial.Category).ConfigureAwait(false)), "after calls that were cancelled before they began");
        Promise.Same(StoreDifference.Of("text", "before", await trial.Store.ReadCheckpointAsync(trial.Job + "job", CancellationToken.None).ConfigureAwait(false)), "a checkpoint after a write that was cancelled before it began");
    }

    private static async Task Nulls(StoreTrial trial)
    {
        var calls = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
        {
            ["ReadAsync"] = () => trial.Store.ReadAsync(null!, CancellationToken.None),
            ["AppendAsync"] = () => trial.Store.AppendAsync(null!, CancellationToken.None),
            ["ReadDueAsync"] = () => trial.Store.ReadDueAsync(null!, CancellationToken.None),
            ["ReadStreamsAsync"] = () => trial.Store.ReadStreamsAsync(null!, CancellationToken.None),
            ["SetAsideAsync"] = () => trial.Store.SetAsideAsync(null!, null, CancellationToken.None),
            ["EraseAsync"] = () => trial.Store.EraseAsync(null!, CancellationToken.None),
            ["ReadCheckpointAsync"] = () => trial.Store.ReadCheckpointAsync(null!, CancellationToken.None),
            ["WriteCheckpointAsync"] = () => trial.Store.WriteCheckpointAsync(null!, "x", CancellationToken.None),
        };
        foreach (KeyValuePair<string, Func<Task>> call in calls)
        {
            Promise.Keep(await ThrowsAsync<ArgumentNullException>(call.Value).ConfigureAwait(false), call.Key + " doesn't throw an ArgumentNullException for null");
        }

        foreach (StreamAppend?[] appends in new StreamAppend?[][] { [null], [StoreDrafts.Write(trial.Stream("s"), 0, StoreDrafts.Decision(0)), null] })
        {
            Promise.Keep(await ThrowsAsync<ArgumentException>(() => trial.Store.AppendAsync(appends!, CancellationToken.None)).ConfigureAwait(false), "AppendAsync doesn't throw an ArgumentException for a write that is null");
        }

        foreach (string name in new[] { string.Empty, " ", "\u3000", "a\nb", "a\0b", "a\uD800", "\uDC00a", new string('n', StreamAppends.MaxNameLength + 1) })
        {
            Promise.Keep(await ThrowsAsync<ArgumentException>(() => trial.Store.ReadCheckpointAsync(name, CancellationToken.None)).ConfigureAwait(false), "ReadCheckpointAsync accepts the name \"" + StoreDifference.Visible(name) + "\"");
            Promise.Keep(await ThrowsAsync<ArgumentException>(() => trial.Store.WriteCheckpointAsync(name, "x", CancellationToken.None)).ConfigureAwait(false), "WriteCheckpointAsync accepts the name \"" + StoreDifference.Visible(name) + "\"");
        }

        Promise.Keep(!(await StoreView.ReadAsync(trial.Store, trial.Category).ConfigureAwait(false)).Streams.Any(), "a call that was refused stored something");
    }

    private static async Task Aliasing(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = [StoreDrafts.Decision(0), StoreDrafts.Decision(1)];
        var appends = new List<StreamAppend> { StoreDrafts.Write(stream, 0, decisions[0]), StoreDrafts.Write(trial.Stream("t"), 0, decisions[1]) };
        await trial.Store.AppendAsync(appends, CancellationToken.None).ConfigureAwait(false);
        StreamSlice slice = await trial.ReadAsync(stream).ConfigureAwait(false);
        appends[0] = StoreDrafts.Write(trial.Stream("u"), 0, StoreDrafts.Decision(9));
        appends.RemoveAt(1);
        await trial.HasAsync(stream, decisions[0]).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("t"), decisions[1]).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("u")).ConfigureAwait(false);

        var array = new[] { StoreDrafts.Write(stream, 1, decisions[1]) };
        await trial.Store.AppendAsync(array, CancellationToken.None).ConfigureAwait(false);
        array[0] = StoreDrafts.Write(stream, 1, StoreDrafts.Decision(8));
        await trial.HasAsync(stream, decisions).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("version", 1L, slice.Version) ?? StoreDifference.OfRecords(stream, 0, [decisions[0]], slice.Decisions), "a slice that was read before the stream grew");
    }

    /// <summary>Whether a call throws, in its task or before there is one.</summary>
    private static async Task<bool> ThrowsAsync<T>(Func<Task> call)
        where T : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
            return false;
        }
        catch (T)
        {
            return true;
        }
    }
}
