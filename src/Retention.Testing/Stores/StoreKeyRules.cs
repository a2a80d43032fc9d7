using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>An idempotency key stands for one decision of one stream, as long as the stream lives.</summary>
internal static class StoreKeyRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("key-found", "A read finds the decision of a key wherever it stands in the stream, and no other.", KeyFound),
        StoreRule.Once("key-taken", "A key that the stream has already stores nothing, however long ago it was.", KeyTaken),
        StoreRule.Once("key-per-stream", "Each stream has its own keys, also within one append.", KeyPerStream),
        StoreRule.Once("key-ordinal", "Keys that differ in any character are two keys.", KeyOrdinal),
    ];

    private static async Task KeyFound(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        var decisions = new List<StreamDecision>();
        for (int i = 0; i < 30; i++)
        {
            string? key = i % 3 == 1 ? "key " + StoreDifference.Number(i) : null;
            StreamDecision decision = i % 3 == 0 ? StoreDrafts.TimePassed(i) : StoreDrafts.Decision(i, d => d.IdempotencyKey = key);
            decisions.Add(decision);
            await trial.AppendAsync(StoreDrafts.Write(stream, i, decision)).ConfigureAwait(false);
        }

        trial.Reopen();
        foreach (int after in new[] { 0, 15, 29, 30, 99 })
        {
            foreach (int limit in new[] { 1, 30 })
            {
                for (int i = 1; i < 30; i += 3)
                {
                    StreamSlice slice = await trial.ReadAsync(stream, after, limit, decisions[i].IdempotencyKey).ConfigureAwait(false);
                    string where = "the key of decision " + StoreDifference.Number(i + 1) + ", looked for when reading after " + StoreDifference.Number(after);
                    Promise.Same(slice.Recorded is null ? "it isn't found" : StoreDifference.OfRecord(stream, i + 1, decisions[i], slice.Recorded), where);
                    Promise.Same(StoreDifference.OfRecords(stream, after, decisions.Skip(after).Take(limit).ToArray(), slice.Decisions), "the decisions beside " + where);
                }

                Promise.Keep((await trial.ReadAsync(stream, after, limit, "key").ConfigureAwait(false)).Recorded is null, "a key that no decision has is found");
            }
        }
    }

    private static async Task KeyTaken(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = await trial.FillAsync(stream, 20, (n, d) => d.IdempotencyKey = "k" + StoreDifference.Number(n)).ConfigureAwait(false);
        trial.Reopen();
        foreach (int taken in new[] { 0, 10, 19 })
        {
            StreamDecision again = StoreDrafts.Decision(50, d => d.IdempotencyKey = "k" + StoreDifference.Number(taken));
            await trial.RefusedAsync(AppendStatus.KeyTaken, stream, StoreDrafts.Write(stream, 20, again)).ConfigureAwait(false);
            await trial.RefusedAsync(AppendStatus.KeyTaken, stream, StoreDrafts.Write(trial.Stream("other"), 0, again), StoreDrafts.Write(stream, 20, again)).ConfigureAwait(false);
            AppendResult both = await trial.TryAsync(StoreDrafts.Write(stream, 7, again)).ConfigureAwait(false);
            Promise.Keep(both.Status != AppendStatus.Appended && stream.Equals(both.Stream), "a taken key at a wrong version was answered " + both.Status);
        }

        await trial.HasAsync(stream, decisions).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("other")).ConfigureAwait(false);
        StreamDecision without = StoreDrafts.Decision(20);
        await trial.AppendAsync(StoreDrafts.Write(stream, 20, without)).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(stream, 21, without)).ConfigureAwait(false);
    }

    private static async Task KeyPerStream(StoreTrial trial)
    {
        StreamId[] streams = [trial.Stream("a"), trial.Stream("b"), new StreamId(trial.Other("c"), "a"), trial.Stream("late")];
        StreamDecision[] decisions = streams.Select((_, i) => StoreDrafts.Decision(i, d => d.IdempotencyKey = "transfer-1")).ToArray();
        await trial.AppendAsync(StoreDrafts.Write(streams[0], 0, decisions[0]), StoreDrafts.Write(streams[1], 0, decisions[1])).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(streams[2], 0, decisions[2])).ConfigureAwait(false);
        Promise.Keep((await trial.ReadAsync(streams[3], key: "transfer-1").ConfigureAwait(false)).Recorded is null, "a stream without decisions has the key of another");
        await trial.AppendAsync(StoreDrafts.Write(streams[3], 0, decisions[3])).ConfigureAwait(false);
        for (int i = 0; i < streams.Length; i++)
        {
            StreamSlice slice = await trial.ReadAsync(streams[i], key: "transfer-1").ConfigureAwait(false);
            Promise.Same(slice.Recorded is null ? "it isn't found" : StoreDifference.OfRecord(streams[i], 1, decisions[i], slice.Recorded), "the key in " + streams[i]);
        }
    }

    private static async Task KeyOrdinal(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = StoreNames.All.Select((name, i) => StoreDrafts.Decision(i, d => d.IdempotencyKey = name)).ToArray();
        for (int i = 0; i < decisions.Length; i++)
        {
            AppendResult result = await trial.TryAsync(StoreDrafts.Write(stream, i, decisions[i])).ConfigureAwait(false);
            Promise.Keep(result.Status == AppendStatus.Appended, "the key \"" + StoreDifference.Visible(StoreNames.All[i]) + "\" is taken for another, and was answered " + result.Status);
        }

        trial.Reopen();
        for (int i = 0; i < decisions.Length; i++)
        {
            StreamSlice slice = await trial.ReadAsync(stream, key: StoreNames.All[i]).ConfigureAwait(false);
            Promise.Same(slice.Recorded is null ? "it isn't found" : StoreDifference.OfRecord(stream, i + 1, decisions[i], slice.Recorded), "the key \"" + StoreDifference.Visible(StoreNames.All[i]) + "\"");
        }
    }
}
