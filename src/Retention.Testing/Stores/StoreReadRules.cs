using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;

namespace Retention.Testing;

/// <summary>What is written is read back as it was.</summary>
internal static class StoreReadRules
{
    private const int LongStream = 2_000;
    private const int ManyEvents = 2_000;
    private const int LongText = 200_000;

    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("empty-stream", "A stream that nobody wrote to is empty, of version 0, and in no list.", EmptyStream),
        StoreRule.Many("read-back", "Every part of a decision is read back as it was written.", Histories, ReadBack, h => string.Join("\n", h.Select(Show))),
        StoreRule.Once("every-message", "Commands and events of every process are read back equal.", EveryMessage),
        StoreRule.Once("extreme-values", "The longest texts, the first and the last instant, and the finest differences are read back.", ExtremeValues),
        StoreRule.Once("order", "Decisions, and the events of each, stand in the order in which they were written, without a gap.", Order),
        StoreRule.Once("page-of-stream", "A read gives the decisions after a version, fewer than the limit only at the stream's end, and the version of the whole stream.", PageOfStream),
        StoreRule.Once("long-stream", "A stream of thousands of decisions is read in pages without gap or repetition.", ReadLongStream),
        StoreRule.Once("big-decision", "A decision may have thousands of events and very long texts.", BigDecision),
        StoreRule.Once("reopened", "What is stored is there for every store over the same database.", Reopened),
    ];

    private static Arbitrary<StreamDecision[]> Histories => Arb.From(StreamGenerators.Decision.ArrayOf().Resize(4).Select(Keyed), h => Shrinking.Smaller(h));

    /// <summary>Keys that differ, since a stream takes each once.</summary>
    private static StreamDecision[] Keyed(StreamDecision[] decisions) => decisions
        .Where((d, i) => d.IdempotencyKey is null || !decisions.Take(i).Any(e => e.IdempotencyKey == d.IdempotencyKey))
        .ToArray();

    private static string Show(StreamDecision decision) => (decision.Command?.ToString() ?? "time passed") + " with key " + StoreDifference.Visible(decision.IdempotencyKey ?? "none") + "\n -> " + string.Join("\n    ", decision.Events);

    private static async Task EmptyStream(StoreTrial trial)
    {
        StreamId stream = trial.Stream("nobody");
        foreach (string? schema in new[] { null, "schema-1" })
        {
            StreamSlice slice = await trial.ReadAsync(stream, key: "k", schema: schema).ConfigureAwait(false);
            Promise.Keep(slice.Version == 0 && slice.Incarnation == 0 && slice.Decisions.Count == 0, "a stream that doesn't exist has version " + StoreDifference.Number(slice.Version) + ", incarnation " + StoreDifference.Number(slice.Incarnation) + " and " + StoreDifference.Number(slice.Decisions.Count) + " decisions; all of them should be 0");
            Promise.Keep(slice.Snapshot is null && slice.Recorded is null, "a stream that doesn't exist has a snapshot or a recorded decision");
            Promise.Same(StoreDifference.Of("name", stream, slice.Stream), "an empty stream");
        }

        StreamSlice later = await trial.ReadAsync(stream, after: 5).ConfigureAwait(false);
        Promise.Keep(later.Version == 0 && later.Decisions.Count == 0, "a stream that doesn't exist has something after version 5");
        StoreView view = await StoreView.ReadAsync(trial.Store, trial.Category).ConfigureAwait(false);
        Promise.Keep(!view.Streams.Any(), "a category without streams lists some");
        Promise.Keep(!await trial.SetAsideAsync(stream, new StreamSetAside(StoreDrafts.Start, "why")).ConfigureAwait(false), "a stream that doesn't exist was set aside");
        Promise.Keep(!await trial.SetAsideAsync(stream, null).ConfigureAwait(false), "a stream that doesn't exist was released");
        await trial.HasAsync(stream).ConfigureAwait(false);
    }

    private static async Task ReadBack(StoreTrial trial, StreamDecision[] history)
    {
        var stream = new StreamId(trial.NextCategory(), "s");
        for (int i = 0; i < history.Length; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(stream, i, history[i])).ConfigureAwait(false);
        }

        await trial.HasAsync(stream, history).ConfigureAwait(false);
    }

    private static async Task EveryMessage(StoreTrial trial)
    {
        IReadOnlyList<StreamDecision> decisions = DecisionHistories.OfEveryType;
        for (int i = 0; i < decisions.Count; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(trial.Stream("s"), i, decisions[i])).ConfigureAwait(false);
        }

        await trial.HasAsync(trial.Stream("s"), [.. decisions]).ConfigureAwait(false);
    }

    private static async Task ExtremeValues(StoreTrial trial)
    {
        string longest = new string('界', CommandContext.MaxLength - 2) + "😀";
        Instant[] instants = [Instant.MinValue, Instant.FromUtc(-1, 12, 31, 23, 59), NodaConstants.UnixEpoch.PlusNanoseconds(-1), NodaConstants.UnixEpoch, Instant.FromUtc(1677, 1, 1, 0, 0), StoreDrafts.Start.PlusNanoseconds(1), StoreDrafts.Start.PlusNanoseconds(99), Instant.FromUtc(2300, 1, 1, 0, 0).PlusNanoseconds(999_999_999), Instant.MaxValue];
        StreamDecision[] decisions = instants.Select((instant, i) => StoreDrafts.Decision(i, d =>
        {
            d.At = instant;
            d.RecordedAt = instants[instants.Length - 1 - i];
            d.NextDue = instant;
            d.IdempotencyKey = longest.Substring(2) + StoreDifference.Number(i);
            d.Context = i % 2 == 0 ? new CommandContext(longest, longest, longest, longest) : CommandContext.None;
            d.PolicyVersion = i % 3 == 0 ? null : new PolicyVersion("2026 第一季度 \"A\" 'B' %_\\", new string('f', 64));
        })).Concat(
        [
            StoreDrafts.TimePassed(20, d => d.Context = CommandContext.None),
            StoreDrafts.Decision(21, d => d.Events.Clear()),
            StoreDrafts.TimePassed(22, d => d.Events.Clear()),
        ]).ToArray();
        for (int i = 0; i < decisions.Length; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(trial.Stream("s"), i, decisions[i])).ConfigureAwait(false);
            StreamEntry entry = (await StorePages.AllAsync(trial.Store, trial.Category).ConfigureAwait(false)).Single();
            Promise.Same(StoreDifference.OfEntries(new StreamEntry(trial.Stream("s"), i + 1, decisions[i].PolicyVersion, decisions[i].NextDue, null), entry), "the entry of the list after decision " + StoreDifference.Number(i + 1));
        }

        await trial.HasAsync(trial.Stream("s"), decisions).ConfigureAwait(false);
    }

    private static async Task Order(StoreTrial trial)
    {
        // Neither times nor texts rise with the versions, and more than ten of each, so that no other order looks like the right one.
        StreamDecision[] decisions = new StreamDecision[25];
        for (int i = 0; i < decisions.Length; i++)
        {
            int number = i * 7 % decisions.Length;
            decisions[i] = StoreDrafts.Decision(number, d =>
            {
                d.Events.Clear();
                for (int e = 0; e < 12; e++)
                {
                    d.Events.Add(new AccountStatusChanged(StoreDrafts.Start + Duration.FromMinutes(e * 5 % 12), AccountStatus.Active, "u", StoreDifference.Number(e * 5 % 12)));
                }
            });
            await trial.AppendAsync(StoreDrafts.Write(trial.Stream("s"), i, decisions[i]), StoreDrafts.Write(trial.Stream("t"), i, decisions[i])).ConfigureAwait(false);
        }

        await trial.HasAsync(trial.Stream("s"), decisions).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("t"), decisions).ConfigureAwait(false);
    }

    private static async Task PageOfStream(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = await trial.FillAsync(stream, 12).ConfigureAwait(false);
        foreach (int after in new[] { 0, 1, 5, 10, 11, 12, 13, 1_000 })
        {
            foreach (int limit in new[] { 1, 2, 5, 11, 12, 13, StorePages.Widest })
            {
                string where = stream + " read after " + StoreDifference.Number(after) + " with limit " + StoreDifference.Number(limit);
                StreamSlice slice = await trial.ReadAsync(stream, after, limit).ConfigureAwait(false);
                Promise.Same(StoreDifference.Of("version", 12, slice.Version), where);
                Promise.Same(StoreDifference.OfRecords(stream, after, decisions.Skip(after).Take(limit).ToArray(), slice.Decisions), where);
                Promise.Keep(slice.Snapshot is null && slice.Recorded is null, where + " gives a snapshot or a recorded decision that wasn't asked for");
            }
        }
    }

    private static async Task ReadLongStream(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = await trial.FillAsync(stream, LongStream, (n, d) => d.IdempotencyKey = "k" + StoreDifference.Number(n)).ConfigureAwait(false);
        await trial.HasAsync(stream, decisions).ConfigureAwait(false);
        StreamSlice whole = await trial.ReadAsync(stream).ConfigureAwait(false);
        Promise.Same(StoreDifference.OfRecords(stream, 0, decisions, whole.Decisions), stream + " on one page, which is below the limit");
        StreamSlice paged = await StorePages.StreamAsync(trial.Store, stream, 333).ConfigureAwait(false);
        Promise.Same(StoreDifference.OfRecords(stream, 0, decisions, paged.Decisions), stream + " in pages of 333");
        StreamSlice first = await trial.ReadAsync(stream, limit: 1, key: "k1000").ConfigureAwait(false);
        Promise.Same(first.Recorded is null ? "it isn't found" : StoreDifference.OfRecord(stream, 1001, decisions[1000], first.Recorded), "the key of decision 1001");
    }

    private static async Task BigDecision(StoreTrial trial)
    {
        string text = string.Concat(Enumerable.Range(0, LongText / 10).Select(i => "\"顾客\\😀\n\t" + StoreDifference.Number(i % 10) + "'"));
        StreamDecision many = StoreDrafts.Decision(1, d =>
        {
            d.Events.Clear();
            for (int i = 0; i < ManyEvents; i++)
            {
                d.Events.Add(new AccountStatusChanged(StoreDrafts.Start, AccountStatus.Active, "u", StoreDifference.Number(i)));
            }
        });
        var command = new AdjustPoints(StoreDrafts.Start, "J", "points", Points.FromTenThousandths(long.MaxValue), BusinessTime.At(StoreDrafts.Start), "u", text, null);
        StreamDecision wide = StoreDrafts.Decision(2, d =>
        {
            d.Command = command;
            d.Fingerprint = CommandFingerprint.Of(command);
            d.Events.Add(new PointsAdjusted(StoreDrafts.Start, "J", "u", text, null, [], []));
        });
        await trial.AppendAsync(StoreDrafts.Write(trial.Stream("s"), 0, many), StoreDrafts.Write(trial.Stream("t"), 0, wide)).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("s"), many).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("t"), wide).ConfigureAwait(false);
    }

    private static async Task Reopened(StoreTrial trial)
    {
        IEventStore[] servers = trial.OpenServers();
        StreamId stream = trial.Stream("s");
        var decisions = new List<StreamDecision>();
        for (int i = 0; i < 9; i++)
        {
            StreamDecision decision = StoreDrafts.Decision(i, d => d.NextDue = StoreDrafts.Start);
            decisions.Add(decision);
            AppendResult result = await servers[i % servers.Length].AppendAsync([StoreDrafts.Write(stream, i, decision)], CancellationToken.None).ConfigureAwait(false);
            Promise.Keep(result.Status == AppendStatus.Appended, "a store doesn't see what another over the same database appended");
            foreach (IEventStore server in servers)
            {
                StreamSlice slice = await StorePages.StreamAsync(server, stream).ConfigureAwait(false);
                Promise.Same(StoreDifference.OfRecords(stream, 0, decisions, slice.Decisions), stream + " as another store over the same database reads it");
                Promise.Keep((await StorePages.DueAsync(server, trial.Category, StoreDrafts.Start).ConfigureAwait(false)).Count == 1, "another store over the same database doesn't see what is due");
            }
        }

        await servers[0].WriteCheckpointAsync(trial.Job + "job", "here", CancellationToken.None).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("text", "here", await servers[1].ReadCheckpointAsync(trial.Job + "job", CancellationToken.None).ConfigureAwait(false)), "a checkpoint that another store wrote");
    }
}
