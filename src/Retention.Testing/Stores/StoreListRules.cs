using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Lists have every stream of a category that is asked for, once.</summary>
internal static class StoreListRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("list-entries", "An entry says what the stream's last decision says.", Entries),
        StoreRule.Once("list-pages", "Over the borders of pages every stream comes exactly once, in an order that stays.", Pages),
        StoreRule.Once("list-outdated", "Outdated is a stream whose last decision has a policy version of another label or another fingerprint; not one that keeps none.", Outdated),
        StoreRule.Once("list-set-aside", "The list of streams that are set aside has these and no others.", SetAside),
        StoreRule.Once("list-while-changing", "What happens to the streams of a page keeps no other from coming exactly once.", WhileChanging),
    ];

    private static async Task Entries(StoreTrial trial)
    {
        PolicyVersion?[] versions = [StoreDrafts.First, null, StoreDrafts.Changed, StoreDrafts.Renamed, null];
        for (int i = 0; i < versions.Length; i++)
        {
            Instant? due = i % 2 == 0 ? StoreDrafts.Start.PlusNanoseconds(i) : null;
            await trial.AppendAsync(
                StoreDrafts.Write(trial.Stream("s"), i, StoreDrafts.Decision(i, d => Set(d, versions[i], due))),
                StoreDrafts.Write(trial.Stream("t" + StoreDifference.Number(i)), 0, StoreDrafts.TimePassed(i, d => Set(d, versions[i], due)))).ConfigureAwait(false);
            StreamEntry[] all = (await StorePages.AllAsync(trial.Reopen(), trial.Category).ConfigureAwait(false)).OrderBy(e => e.Stream.Key, StringComparer.Ordinal).ToArray();
            Promise.Same(StoreDifference.Of("number of streams", i + 2, all.Length), "the list");
            Promise.Same(StoreDifference.OfEntries(new StreamEntry(trial.Stream("s"), i + 1, versions[i], due, null), all[0]), "an entry of the list");
            Promise.Same(StoreDifference.OfEntries(new StreamEntry(trial.Stream("t" + StoreDifference.Number(i)), 1, versions[i], due, null), all[i + 1]), "an entry of the list");
        }

        static void Set(StreamDecisionDraft draft, PolicyVersion? version, Instant? due)
        {
            draft.PolicyVersion = version;
            draft.NextDue = due;
        }
    }

    private static async Task Pages(StoreTrial trial)
    {
        const int Streams = 23;
        for (int i = 0; i < Streams; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(trial.Stream("s" + StoreDifference.Number(i * 7 % Streams)), 0, StoreDrafts.Decision(i))).ConfigureAwait(false);
        }

        string[] order = (await StorePages.AllAsync(trial.Reopen(), trial.Category).ConfigureAwait(false)).Select(e => e.Stream.Key).ToArray();
        Promise.Keep(order.Length == Streams && order.Distinct(StringComparer.Ordinal).Count() == Streams, "the list of " + StoreDifference.Number(Streams) + " streams has " + string.Join(", ", order));
        for (int limit = 1; limit <= Streams + 1; limit++)
        {
            string[] keys = (await StorePages.StreamsAsync(trial.Store, after => StreamQuery.All(trial.Category, after, limit)).ConfigureAwait(false)).Select(e => e.Stream.Key).ToArray();
            Promise.Keep(keys.SequenceEqual(order, StringComparer.Ordinal), "in pages of " + StoreDifference.Number(limit) + " the list has " + string.Join(", ", keys) + "; on one page it has " + string.Join(", ", order));
        }

        await trial.AppendAsync(StoreDrafts.Write(trial.Stream("s10"), 1, StoreDrafts.Decision(1)), StoreDrafts.Write(trial.Stream("new"), 0, StoreDrafts.Decision(1))).ConfigureAwait(false);
        string[] later = (await StorePages.AllAsync(trial.Store, trial.Category).ConfigureAwait(false)).Select(e => e.Stream.Key).Where(k => k != "new").ToArray();
        Promise.Keep(later.SequenceEqual(order, StringComparer.Ordinal), "after a decision and a new stream the others stand in another order: " + string.Join(", ", later));
    }

    private static async Task Outdated(StoreTrial trial)
    {
        PolicyVersion?[] kinds = [StoreDrafts.First, StoreDrafts.Changed, StoreDrafts.Renamed, null];
        for (int i = 0; i < 24; i++)
        {
            StreamId stream = trial.Stream("s" + StoreDifference.Number(i));
            PolicyVersion? before = kinds[i / 4 % 4];
            PolicyVersion? last = kinds[i % 4];
            await trial.AppendAsync(StoreDrafts.Write(stream, 0, StoreDrafts.Decision(0, d => d.PolicyVersion = before))).ConfigureAwait(false);
            await trial.AppendAsync(StoreDrafts.Write(stream, 1, StoreDrafts.Decision(1, d => d.PolicyVersion = last))).ConfigureAwait(false);
        }

        trial.Reopen();
        foreach (PolicyVersion current in new[] { StoreDrafts.First, StoreDrafts.Changed, StoreDrafts.Renamed, new PolicyVersion("2026-Q3", new string('c', 64)), new PolicyVersion("2026-q1", new string('a', 64)) })
        {
            string[] expected = Enumerable.Range(0, 24).Where(i => kinds[i % 4] is { } last && !last.Equals(current)).Select(i => "s" + StoreDifference.Number(i)).OrderBy(k => k, StringComparer.Ordinal).ToArray();
            foreach (int limit in new[] { 1, 5, StorePages.Widest })
            {
                List<StreamEntry> outdated = await StorePages.StreamsAsync(trial.Store, after => StreamQuery.Outdated(trial.Category, current, after, limit)).ConfigureAwait(false);
                string[] keys = outdated.Select(e => e.Stream.Key).OrderBy(k => k, StringComparer.Ordinal).ToArray();
                Promise.Keep(keys.SequenceEqual(expected, StringComparer.Ordinal), "outdated under " + current.Label + " of " + current.Fingerprint.Substring(0, 4) + "… are " + string.Join(", ", keys) + ", not " + string.Join(", ", expected));
            }
        }
    }

    private static async Task SetAside(StoreTrial trial)
    {
        for (int i = 0; i < 20; i++)
        {
            StreamId stream = trial.Stream("s" + StoreDifference.Number(i));
            await trial.AppendAsync(StoreDrafts.Write(stream, 0, StoreDrafts.Decision(i))).ConfigureAwait(false);
            await trial.SetAsideAsync(stream, i % 3 == 0 ? null : new StreamSetAside(StoreDrafts.Start, "reason " + StoreDifference.Number(i))).ConfigureAwait(false);
        }

        trial.Reopen();
        string[] expected = Enumerable.Range(0, 20).Where(i => i % 3 != 0).Select(i => "s" + StoreDifference.Number(i) + " reason " + StoreDifference.Number(i)).OrderBy(k => k, StringComparer.Ordinal).ToArray();
        foreach (int limit in new[] { 1, 4, 13, StorePages.Widest })
        {
            List<StreamEntry> aside = await StorePages.StreamsAsync(trial.Store, after => StreamQuery.SetAside(trial.Category, after, limit)).ConfigureAwait(false);
            string[] keys = aside.Select(e => e.Stream.Key + " " + e.SetAside?.Reason).OrderBy(k => k, StringComparer.Ordinal).ToArray();
            Promise.Keep(keys.SequenceEqual(expected, StringComparer.Ordinal), "in pages of " + StoreDifference.Number(limit) + " set aside are " + string.Join(", ", keys));
        }
    }

    private static async Task WhileChanging(StoreTrial trial)
    {
        foreach (int limit in new[] { 1, 2, 3 })
        {
            string category = trial.NextCategory();
            for (int i = 0; i < 15; i++)
            {
                var stream = new StreamId(category, "s" + StoreDifference.Number(i));
                await trial.AppendAsync(StoreDrafts.Write(stream, 0, StoreDrafts.Decision(i))).ConfigureAwait(false);
                await trial.SetAsideAsync(stream, new StreamSetAside(StoreDrafts.Start, "broken")).ConfigureAwait(false);
            }

            // A migration decides what is outdated, a repair releases what is set aside, and both begin streams.
            string where = "in pages of " + StoreDifference.Number(limit) + " ";
            int begun = 0;
            List<StreamEntry> aside = await StorePages.StreamsAsync(trial.Store, after => StreamQuery.SetAside(category, after, limit), async page =>
            {
                foreach (StreamEntry entry in page)
                {
                    await trial.SetAsideAsync(entry.Stream, null).ConfigureAwait(false);
                }

                await trial.AppendAsync(StoreDrafts.Write(new StreamId(category, "new" + StoreDifference.Number(begun++)), 0, StoreDrafts.Decision(0, d => d.PolicyVersion = StoreDrafts.Renamed))).ConfigureAwait(false);
            }).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("number of streams", 15, aside.Count), where + "the list of streams that are set aside, released as they come,");
            List<StreamEntry> outdated = await StorePages.StreamsAsync(trial.Store, after => StreamQuery.Outdated(category, StoreDrafts.Renamed, after, limit), async page =>
            {
                foreach (StreamEntry entry in page)
                {
                    await trial.AppendAsync(StoreDrafts.Write(entry.Stream, entry.Version, StoreDrafts.Decision(1, d => d.PolicyVersion = StoreDrafts.Renamed))).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("number of streams", 15, outdated.Count), where + "the list of outdated streams, decided as they come,");
        }
    }
}
