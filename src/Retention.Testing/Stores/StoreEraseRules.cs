using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;

namespace Retention.Testing;

/// <summary>Erasing makes a person unrecognisable in one stream, and leaves everything else.</summary>
internal static class StoreEraseRules
{
    private static readonly CustomerId Person = new CustomerId("person-0042");
    private static readonly Erasure Erasure = new Erasure(Person, new CustomerId("erased-7"));

    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("erase-contents", "Erasing leaves of each command and event what the erasure leaves of it, and of the rest everything.", Contents),
        StoreRule.Once("erase-name", "After erasing nothing that is read has the stream's old key, and everything is found under the new one.", Name),
        StoreRule.Once("erase-in-place", "A stream that keeps its name is erased where it stands.", InPlace),
        StoreRule.Once("erase-stale", "A decision that was made on the past before erasing isn't stored after it, and nothing beside it; one made on the new past is.", Stale),
        StoreRule.Once("erase-answers", "Erasing says if there is no such stream, or already one of the new name, and then does nothing.", Answers),
        StoreRule.Once("erase-key-free", "The old key is free: a stream that begins there is empty of the old one's decisions and keys, and has another incarnation.", KeyFree),
        StoreRule.Once("erase-incarnation", "A stream has another incarnation whenever it was erased, and a name never has an incarnation again that it had for another past.", Incarnation),
        StoreRule.Once("erase-keys-stay", "Idempotency keys are found and taken after erasing as before.", KeysStay),
        StoreRule.Once("erase-snapshots", "Erasing forgets the stream's snapshots.", Snapshots),
        StoreRule.Once("erase-others", "Erasing one stream touches no other.", Others),
    ];

    /// <summary>A member's history with the person's id and personal texts in it.</summary>
    private static IReadOnlyList<StreamDecision> History { get; } = PersonalHistory();

    private static StreamDecision[] PersonalHistory()
    {
        Instant at = StoreDrafts.Start;
        StreamDecisionDraft last = StoreDrafts.Plain(5);
        last.NextDue = at.PlusNanoseconds(3);
        last.PolicyVersion = StoreDrafts.Changed;
        return
        [
            Said(0, new OpenAccount(at, Person, new LocalDate(2026, 3, 1), "north"), new AccountOpened(at, Person, new LocalDate(2026, 3, 1), "north", StoreDrafts.First)),
            Said(1, new AdjustPoints(at, "J1", "points", new Points(5), null, "u1", "her mother asked", null), new PointsAdjusted(at, "J1", "u1", "her mother asked", null, [], [])),
            Said(2, new SetAccountStatus(at, AccountStatus.Frozen, "u1", "lost her card"), new AccountStatusChanged(at, AccountStatus.Frozen, "u1", "lost her card"), new AccountStatusChanged(at, AccountStatus.Active, "u1", "found it again")),
            Said(3, new SendPoints(at, "T1", "points", new Points(1), new CustomerId("M2"), null, null), new PointsSent(at, "T1", Person, [], [], [])),
            StoreDrafts.TimePassed(4, d => d.NextDue = at),
            new StreamDecision(last),
        ];
    }

    private static StreamDecision Said(int number, Message command, params Message[] events) => StoreDrafts.Decision(number, d =>
    {
        d.IdempotencyKey = "key " + StoreDifference.Number(number);
        d.Command = command;
        d.Fingerprint = CommandFingerprint.Of(command);
        d.Events.Clear();
        foreach (Message e in events)
        {
            d.Events.Add(e);
        }
    });

    private static async Task FillAsync(StoreTrial trial, StreamId stream, IReadOnlyList<StreamDecision>? history = null)
    {
        IReadOnlyList<StreamDecision> decisions = history ?? History;
        for (int i = 0; i < decisions.Count; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(stream, i, decisions[i], i == 2 ? StoreDrafts.Snapshot(3) : null)).ConfigureAwait(false);
        }
    }

    private static StreamDecision[] Erased(IEnumerable<StreamDecision> decisions) => decisions.Select(d => StreamAppends.Erased(d, Erasure)).ToArray();

    private static async Task ErasedAsync(StoreTrial trial, StreamId source, StreamId target)
    {
        EraseStatus status = await trial.EraseAsync(source, target, Erasure).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("answer", EraseStatus.Erased, status), "erasing " + source + " to " + target);
    }

    private static async Task Contents(StoreTrial trial)
    {
        StreamDecision[] erased = Erased(History);
        await FillAsync(trial, trial.Stream(Person.Value)).ConfigureAwait(false);
        await ErasedAsync(trial, trial.Stream(Person.Value), trial.Stream("erased-7")).ConfigureAwait(false);
        StreamSlice slice = await trial.HasAsync(trial.Stream("erased-7"), erased).ConfigureAwait(false);
        foreach (DecisionRecord record in slice.Decisions)
        {
            IEnumerable<string?> texts = record.Decision.Events.Select(e => e.ToString()).Concat([record.Stream.ToString(), record.Decision.Command?.ToString(), record.Decision.IdempotencyKey]);
            Promise.Keep(!texts.Any(t => t?.IndexOf(Person.Value, StringComparison.Ordinal) >= 0), "decision " + StoreDifference.Number(record.Version) + " still names the person who was erased");
        }

        // Erased streams are streams: they grow, and can be erased again.
        StreamDecision more = StoreDrafts.Decision(99);
        await trial.AppendAsync(StoreDrafts.Write(trial.Stream("erased-7"), erased.Length, more)).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("erased-7"), [.. erased, more]).ConfigureAwait(false);
        await ErasedAsync(trial, trial.Stream("erased-7"), trial.Stream("erased-8")).ConfigureAwait(false);
        await trial.HasAsync(trial.Stream("erased-8"), Erased([.. erased, more])).ConfigureAwait(false);

        // Every type of command and event; the generated histories are of M1.
        var everything = new Erasure(new CustomerId("M1"), new CustomerId("erased-9"));
        await FillAsync(trial, trial.Stream("every"), DecisionHistories.OfEveryType).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("answer", EraseStatus.Erased, await trial.EraseAsync(trial.Stream("every"), trial.Stream("erased-9"), everything).ConfigureAwait(false)), "erasing every type of message");
        await trial.HasAsync(trial.Stream("erased-9"), DecisionHistories.OfEveryType.Select(d => StreamAppends.Erased(d, everything)).ToArray()).ConfigureAwait(false);
    }

    private static async Task Name(StoreTrial trial)
    {
        StreamId source = trial.Stream("M1-old-key");
        StreamId target = trial.Stream("erased-7");
        await FillAsync(trial, source).ConfigureAwait(false);
        var aside = new StreamSetAside(StoreDrafts.Start, "broken");
        await trial.DueAsync(trial.Category, "other", StoreDrafts.Start).ConfigureAwait(false);
        await ErasedAsync(trial, source, target).ConfigureAwait(false);
        await trial.HasAsync(source).ConfigureAwait(false);
        Promise.Keep(!await trial.SetAsideAsync(source, aside).ConfigureAwait(false), "the old name can be set aside after erasing");
        await FoundUnderAsync(trial, target, null).ConfigureAwait(false);
        await trial.SetAsideAsync(target, aside).ConfigureAwait(false);
        StreamId again = trial.Stream("erased-8");
        await ErasedAsync(trial, target, again).ConfigureAwait(false);
        await FoundUnderAsync(trial, again, aside).ConfigureAwait(false);
        Promise.Keep((await trial.ReadAsync(source, key: "key 1").ConfigureAwait(false)).Recorded is null, "an idempotency key is found under the old name");
    }

    private static async Task FoundUnderAsync(StoreTrial trial, StreamId stream, StreamSetAside? aside)
    {
        StreamDecision last = History[History.Count - 1];
        StreamEntry[] entries = (await StorePages.AllAsync(trial.Reopen(), trial.Category).ConfigureAwait(false)).OrderBy(e => e.Stream.Key, StringComparer.Ordinal).ToArray();
        Promise.Keep(entries.Length == 2, "the list has " + string.Join(", ", entries.Select(e => e.Stream)) + ", not " + stream + " and another");
        Promise.Same(StoreDifference.OfEntries(new StreamEntry(stream, History.Count, last.PolicyVersion, last.NextDue, aside), entries[0]), "the entry of a list after erasing");
        string[] due = await trial.DueKeysAsync(trial.Category, Instant.MaxValue).ConfigureAwait(false);
        Promise.Keep(due.SequenceEqual(aside is null ? ["other", stream.Key] : ["other"], StringComparer.Ordinal), "due after erasing are " + string.Join(", ", due));
        List<StreamEntry> outdated = await StorePages.StreamsAsync(trial.Store, after => StreamQuery.Outdated(trial.Category, StoreDrafts.First, after, 10)).ConfigureAwait(false);
        Promise.Keep(outdated.Select(e => e.Stream).SequenceEqual([stream]), "outdated after erasing are " + string.Join(", ", outdated.Select(e => e.Stream)));
        StreamSlice slice = await trial.ReadAsync(stream, key: "key 1").ConfigureAwait(false);
        Promise.Same(slice.Recorded is null ? "it isn't found" : StoreDifference.OfRecord(stream, 2, Erased(History)[1], slice.Recorded), "a decision found by its key after erasing");
    }

    private static async Task InPlace(StoreTrial trial)
    {
        StreamId stream = trial.Stream("M2");
        await FillAsync(trial, stream).ConfigureAwait(false);
        await ErasedAsync(trial, stream, stream).ConfigureAwait(false);
        StreamDecision[] erased = Erased(History);
        await trial.HasAsync(stream, erased).ConfigureAwait(false);
        await ErasedAsync(trial, stream, stream).ConfigureAwait(false);
        await trial.HasAsync(stream, Erased(erased)).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(stream, erased.Length, StoreDrafts.Decision(1))).ConfigureAwait(false);
    }

    private static async Task Stale(StoreTrial trial)
    {
        StreamId erased = trial.Stream("M2");
        StreamId other = trial.Stream("other");
        await FillAsync(trial, erased).ConfigureAwait(false);
        long before = (await trial.ReadAsync(erased).ConfigureAwait(false)).Incarnation;
        await ErasedAsync(trial, erased, erased).ConfigureAwait(false);
        StreamDecision[] left = Erased(History);
        StreamDecision personal = Said(9, History[2].Command!, History[2].Events.ToArray());
        foreach (StreamAppend[] appends in new StreamAppend[][] { [OnOf(before)], [StoreDrafts.Write(other, 0, StoreDrafts.Decision(1)), OnOf(before)] })
        {
            AppendResult result = await trial.Store.AppendAsync(appends, CancellationToken.None).ConfigureAwait(false);
            Promise.Keep(
                result.Status == AppendStatus.VersionConflict && erased.Equals(result.Stream),
                "a decision made before the stream was erased was answered with " + result.Status + " of " + result.Stream + ", not a VersionConflict of " + erased);
        }

        await trial.HasAsync(erased, left).ConfigureAwait(false);
        await trial.HasAsync(other).ConfigureAwait(false);
        await trial.AppendAsync(OnOf((await trial.ReadAsync(erased).ConfigureAwait(false)).Incarnation)).ConfigureAwait(false);
        await trial.HasAsync(erased, [.. left, personal]).ConfigureAwait(false);

        StreamAppend OnOf(long incarnation) => StoreDrafts.Write(erased, History.Count, personal, null, incarnation);
    }

    private static async Task Answers(StoreTrial trial)
    {
        await trial.FillAsync(trial.Stream("a"), 2, (n, d) => d.NextDue = StoreDrafts.Start).ConfigureAwait(false);
        await trial.FillAsync(trial.Stream("b"), 3, (n, d) => d.IdempotencyKey = "k" + StoreDifference.Number(n)).ConfigureAwait(false);
        StoreView before = await StoreView.ReadAsync(trial.Store, trial.Category).ConfigureAwait(false);
        long incarnation = (await trial.ReadAsync(trial.Stream("a")).ConfigureAwait(false)).Incarnation;
        foreach (KeyValuePair<string, EraseStatus> expected in new Dictionary<string, EraseStatus>(StringComparer.Ordinal)
        {
            ["none>new"] = EraseStatus.NotFound,
            ["none>none"] = EraseStatus.NotFound,
            ["none>a"] = EraseStatus.NotFound,
            ["a>b"] = EraseStatus.TargetExists,
            ["b>a"] = EraseStatus.TargetExists,
        })
        {
            string[] names = expected.Key.Split('>');
            EraseStatus status = await trial.EraseAsync(trial.Stream(names[0]), trial.Stream(names[1]), Erasure).ConfigureAwait(false);

            // Where both reasons hold, a store may give either.
            Promise.Keep(status == expected.Value || (expected.Key == "none>a" && status == EraseStatus.TargetExists), "erasing " + expected.Key.Replace(">", " to ") + ", where a and b exist, was answered " + status);
            Promise.Same(before.DifferenceTo(await StoreView.ReadAsync(trial.Reopen(), trial.Category).ConfigureAwait(false)), "after erasing " + expected.Key.Replace(">", " to ") + ", which was answered " + status);
        }

        Promise.Same(StoreDifference.Of("incarnation", incarnation, (await trial.ReadAsync(trial.Stream("a")).ConfigureAwait(false)).Incarnation), "a stream that wasn't erased after all");
    }

    private static async Task KeyFree(StoreTrial trial)
    {
        StreamId source = trial.Stream("a");
        await trial.FillAsync(source, 3, (n, d) => d.IdempotencyKey = "k" + StoreDifference.Number(n)).ConfigureAwait(false);
        long old = (await trial.ReadAsync(source).ConfigureAwait(false)).Incarnation;
        await ErasedAsync(trial, source, trial.Stream("b")).ConfigureAwait(false);
        await trial.RefusedAsync(AppendStatus.VersionConflict, source, StoreDrafts.Write(source, 3, StoreDrafts.Decision(3))).ConfigureAwait(false);
        StreamDecision[] begun = await trial.FillAsync(source, 3, (n, d) => d.IdempotencyKey = "k" + StoreDifference.Number(n), from: 0).ConfigureAwait(false);
        StreamSlice slice = await trial.HasAsync(source, begun).ConfigureAwait(false);
        Promise.Keep(slice.Incarnation != old, "a stream that began under a freed key has the incarnation of the one that was there before: whoever remembers that one's state would go on from it");
        StreamSlice moved = await StorePages.StreamAsync(trial.Store, trial.Stream("b")).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("version", 3L, moved.Version), trial.Stream("b").ToString());
        Promise.Same(StoreDifference.Of("answer", EraseStatus.TargetExists, await trial.EraseAsync(source, trial.Stream("b"), Erasure).ConfigureAwait(false)), "erasing to a name that has a stream");
    }

    private static async Task Incarnation(StoreTrial trial)
    {
        var had = new Dictionary<StreamId, HashSet<long>>();
        StreamId a = trial.Stream("a");
        StreamId b = trial.Stream("b");
        StreamId[][] moves = [[a, a], [a, b], [b, trial.Stream("c")], [a, a], [a, b], [b, b], [b, trial.Stream("d")], [a, b]];
        foreach (StreamId[] move in moves)
        {
            StreamSlice source = await trial.ReadAsync(move[0]).ConfigureAwait(false);
            if (source.Version == 0)
            {
                await trial.FillAsync(move[0], 2).ConfigureAwait(false);
            }

            long before = (await trial.ReadAsync(move[0]).ConfigureAwait(false)).Incarnation;
            await trial.SetAsideAsync(move[0], null).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("incarnation", before, (await trial.ReadAsync(move[0], 1, 1).ConfigureAwait(false)).Incarnation), "a stream that wasn't erased since");
            Remember(had, move[0], before, source.Version == 0);
            await ErasedAsync(trial, move[0], move[1]).ConfigureAwait(false);
            StreamSlice target = await trial.ReadAsync(move[1]).ConfigureAwait(false);
            Promise.Keep(target.Incarnation != before, move[0] + " has the same incarnation after it was erased to " + move[1]);
            Remember(had, move[1], target.Incarnation, true);
        }
    }

    private static void Remember(Dictionary<StreamId, HashSet<long>> had, StreamId stream, long incarnation, bool isNew)
    {
        if (!had.TryGetValue(stream, out HashSet<long>? earlier))
        {
            had.Add(stream, earlier = new HashSet<long>());
        }

        Promise.Keep(earlier.Add(incarnation) || !isNew, stream + " has the incarnation " + StoreDifference.Number(incarnation) + " again that it had for another past");
    }

    private static async Task KeysStay(StoreTrial trial)
    {
        StreamId target = trial.Stream("b");
        await FillAsync(trial, trial.Stream("a")).ConfigureAwait(false);
        await ErasedAsync(trial, trial.Stream("a"), target).ConfigureAwait(false);
        trial.Reopen();
        for (int i = 0; i < History.Count; i++)
        {
            if (History[i].IdempotencyKey is { } key)
            {
                StreamSlice slice = await trial.ReadAsync(target, limit: 1, key: key).ConfigureAwait(false);
                Promise.Same(slice.Recorded is null ? "it isn't found" : StoreDifference.OfRecord(target, i + 1, StreamAppends.Erased(History[i], Erasure), slice.Recorded), "the key \"" + key + "\" after erasing");
                await trial.RefusedAsync(AppendStatus.KeyTaken, target, StoreDrafts.Write(target, History.Count, StoreDrafts.Decision(1, d => d.IdempotencyKey = key))).ConfigureAwait(false);
            }
        }
    }

    private static async Task Snapshots(StoreTrial trial)
    {
        foreach (string name in new[] { "a", "b" })
        {
            StreamId source = trial.Stream(name);
            StreamId target = name == "a" ? source : trial.Stream("c");
            await FillAsync(trial, source).ConfigureAwait(false);
            await ErasedAsync(trial, source, target).ConfigureAwait(false);
            trial.Reopen();
            foreach (StreamId stream in new[] { source, target })
            {
                StreamSlice slice = await trial.ReadAsync(stream, schema: "schema-1").ConfigureAwait(false);
                Promise.Keep(slice.Snapshot is null, stream + " has a snapshot from before it was erased, in which the person may still be");
            }

            StreamSlice whole = await trial.ReadAsync(target, schema: "schema-1").ConfigureAwait(false);
            Promise.Same(StoreDifference.OfRecords(target, 0, Erased(History), whole.Decisions), target + " read with a schema after erasing");
        }
    }

    private static async Task Others(StoreTrial trial)
    {
        string[] keys = ["M1", "m1", "M1 ", "M11", "M2"];
        foreach (string key in keys)
        {
            await FillAsync(trial, trial.Stream(key)).ConfigureAwait(false);
        }

        StreamId elsewhere = new StreamId(trial.Other("x"), "M1");
        await FillAsync(trial, elsewhere).ConfigureAwait(false);
        long[] before = await IncarnationsAsync(trial, keys.Skip(1)).ConfigureAwait(false);
        await ErasedAsync(trial, trial.Stream("M1"), trial.Stream("erased-7")).ConfigureAwait(false);
        foreach (string key in keys.Skip(1))
        {
            await trial.HasAsync(trial.Stream(key), [.. History]).ConfigureAwait(false);
        }

        await trial.HasAsync(elsewhere, [.. History]).ConfigureAwait(false);
        long[] after = await IncarnationsAsync(trial, keys.Skip(1)).ConfigureAwait(false);
        Promise.Keep(Enumerable.SequenceEqual(before, after), "another stream's incarnation changed");
        Promise.Same(StoreDifference.Of("number of streams", keys.Length, (await StorePages.AllAsync(trial.Store, trial.Category).ConfigureAwait(false)).Count), "the list");
    }

    private static async Task<long[]> IncarnationsAsync(StoreTrial trial, IEnumerable<string> keys)
    {
        var incarnations = new List<long>();
        foreach (string key in keys)
        {
            incarnations.Add((await trial.ReadAsync(trial.Stream(key), limit: 1).ConfigureAwait(false)).Incarnation);
        }

        return incarnations.ToArray();
    }
}
