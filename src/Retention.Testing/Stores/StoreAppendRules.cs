using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>An append is all or nothing, and only at the version that it expects.</summary>
internal static class StoreAppendRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("expected-version", "An append whose expected version isn't the stream's stores nothing, and names the stream.", ExpectedVersion),
        StoreRule.Once("joint-append", "One append writes to 1 to 16 streams of any categories.", JointAppend),
        StoreRule.Once("all-or-nothing", "One stream that stands against an append, wherever it is named, keeps all of it from being stored anywhere.", AllOrNothing),
        StoreRule.Once("append-arguments", "An append without writes, with more than 16, or with two for one stream is refused with an ArgumentException, and stores nothing.", Arguments),
    ];

    private static async Task ExpectedVersion(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = await trial.FillAsync(stream, 3).ConfigureAwait(false);
        foreach (long wrong in new long[] { 0, 1, 2, 4, 5, 100, int.MaxValue, long.MaxValue })
        {
            await trial.RefusedAsync(AppendStatus.VersionConflict, stream, StoreDrafts.Write(stream, wrong, StoreDrafts.Decision(50))).ConfigureAwait(false);
        }

        foreach (long wrong in new long[] { 1, 2, 3, long.MaxValue })
        {
            await trial.RefusedAsync(AppendStatus.VersionConflict, trial.Stream("new"), StoreDrafts.Write(trial.Stream("new"), wrong, StoreDrafts.Decision(51))).ConfigureAwait(false);
        }

        await trial.HasAsync(stream, decisions).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("new")).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(stream, 3, StoreDrafts.Decision(3))).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(trial.Stream("new"), 0, StoreDrafts.Decision(0))).ConfigureAwait(false);
    }

    private static async Task JointAppend(StoreTrial trial)
    {
        foreach (int count in new[] { 1, 2, 3, 8, StreamAppend.MaxStreams })
        {
            string part = "j" + StoreDifference.Number(count);
            StreamId[] streams = Enumerable.Range(0, count).Select(i => new StreamId(trial.Other(part + (i % 2 == 0 ? "/a" : "/b")), "s" + StoreDifference.Number(i / 2))).ToArray();
            StreamDecision[][] decisions = new StreamDecision[3][];
            for (int round = 0; round < decisions.Length; round++)
            {
                decisions[round] = streams.Select((_, i) => StoreDrafts.Decision((100 * round) + i, Keyed(round))).ToArray();
                await trial.AppendAsync(streams.Select((s, i) => StoreDrafts.Write(s, round, decisions[round][i])).ToArray()).ConfigureAwait(false);
            }

            for (int i = 0; i < count; i++)
            {
                await trial.HasAsync(streams[i], decisions.Select(r => r[i]).ToArray()).ConfigureAwait(false);
            }
        }
    }

    private static Action<StreamDecisionDraft> Keyed(int round) => d => d.IdempotencyKey = "round " + StoreDifference.Number(round);

    private static async Task AllOrNothing(StoreTrial trial)
    {
        foreach (int count in new[] { 2, 3, StreamAppend.MaxStreams })
        {
            for (int at = 0; at < count; at = at == 0 || count < 4 ? at + 1 : at + 7)
            {
                foreach (AppendStatus why in new[] { AppendStatus.VersionConflict, AppendStatus.KeyTaken })
                {
                    await OneAgainst(trial, new StoreCase(trial.NextCategory(), count, at, why)).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Streams in even places exist, as does the one that stands against it; another is set aside.</summary>
    private static async Task OneAgainst(StoreTrial trial, StoreCase one)
    {
        StreamId[] streams = Enumerable.Range(0, one.Count).Select(i => new StreamId(one.Category, "s" + StoreDifference.Number(i))).ToArray();
        for (int i = 0; i < one.Count; i++)
        {
            if (i % 2 == 0 || i == one.At)
            {
                await trial.AppendAsync(StoreDrafts.Write(
                    streams[i],
                    0,
                    StoreDrafts.Decision(i, d =>
                    {
                        d.IdempotencyKey = "taken";
                        d.NextDue = StoreDrafts.Start;
                    }),
                    StoreDrafts.Snapshot(1))).ConfigureAwait(false);
            }
        }

        int aside = one.At == 0 ? 2 : 0;
        if (aside < one.Count)
        {
            Promise.Keep(await trial.SetAsideAsync(streams[aside], new StreamSetAside(StoreDrafts.Start, "broken")).ConfigureAwait(false), streams[aside] + " can't be set aside");
        }

        StoreView before = await StoreView.ReadAsync(trial.Store, one.Category, "schema-1").ConfigureAwait(false);
        StreamAppend[] appends = streams.Select((s, i) =>
        {
            long version = i % 2 == 0 || i == one.At ? 1 : 0;
            long expected = i == one.At && one.Why == AppendStatus.VersionConflict ? version + 1 : version;
            StreamDecision decision = StoreDrafts.Decision(100 + i, d =>
            {
                d.IdempotencyKey = i == one.At && one.Why == AppendStatus.KeyTaken ? "taken" : "new";
                d.NextDue = StoreDrafts.Start + Duration.FromHours(1);
                d.PolicyVersion = StoreDrafts.Renamed;
            });
            return StoreDrafts.Write(s, expected, decision, StoreDrafts.Snapshot(expected + 1));
        }).ToArray();
        await trial.RefusedAsync(one.Why, streams[one.At], appends).ConfigureAwait(false);
        StoreView after = await StoreView.ReadAsync(trial.Reopen(), one.Category, "schema-1").ConfigureAwait(false);
        Promise.Same(before.DifferenceTo(after), "after an append to " + StoreDifference.Number(one.Count) + " streams that was answered " + one.Why + " for the one in place " + StoreDifference.Number(one.At + 1));
        foreach (StreamId stream in streams)
        {
            Promise.Keep((await trial.ReadAsync(stream, key: "new").ConfigureAwait(false)).Recorded is null, stream + " has the key of a decision that wasn't stored");
        }

        await trial.AppendAsync(appends.Where((_, i) => i != one.At).ToArray()).ConfigureAwait(false);
    }

    private static async Task Arguments(StoreTrial trial)
    {
        StreamDecision decision = StoreDrafts.Decision(1);
        StreamAppend[] many = Enumerable.Range(0, StreamAppend.MaxStreams + 1).Select(i => StoreDrafts.Write(trial.Stream("s" + StoreDifference.Number(i)), 0, decision)).ToArray();
        StreamAppend[][] wrong =
        [
            [],
            many,
            [many[0], many[0]],
            [many[0], many[1], StoreDrafts.Write(trial.Stream("s0"), 1, decision)],
        ];
        foreach (StreamAppend[] appends in wrong)
        {
            try
            {
                AppendResult result = await trial.TryAsync(appends).ConfigureAwait(false);
                Promise.Keep(false, "an append with " + StoreDifference.Number(appends.Length) + " writes" + (appends.Length is > 0 and < 17 ? ", two for one stream," : string.Empty) + " was answered " + result.Status + "; it should throw an ArgumentException");
            }
            catch (ArgumentException)
            {
            }
        }

        StoreView view = await StoreView.ReadAsync(trial.Reopen(), trial.Category).ConfigureAwait(false);
        Promise.Keep(!view.Streams.Any(), "an append that was refused with an ArgumentException stored something");
    }

    private sealed class StoreCase
    {
        internal StoreCase(string category, int count, int at, AppendStatus why)
        {
            this.Category = category;
            this.Count = count;
            this.At = at;
            this.Why = why;
        }

        internal string Category { get; }

        internal int Count { get; }

        internal int At { get; }

        internal AppendStatus Why { get; }
    }
}
