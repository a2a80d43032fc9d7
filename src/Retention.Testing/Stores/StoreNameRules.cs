using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Streams are told apart by every character of category and key, and names come back as they were given.</summary>
internal static class StoreNameRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("names-ordinal", "Streams whose keys differ in any character are two streams, and keys are given back as they are.", Names),
        StoreRule.Once("categories-apart", "A key in two categories names two streams, and no category is a part of another.", Categories),
        StoreRule.Once("texts-kept", "Ids of the context, reasons, labels and snapshots are given back character by character.", Texts),
    ];

    private static async Task Names(StoreTrial trial)
    {
        for (int i = 0; i < StoreNames.All.Count; i++)
        {
            StreamDecision decision = StoreDrafts.Decision(i, d => d.NextDue = StoreDrafts.Start);
            AppendResult result = await trial.TryAsync(StoreDrafts.Write(trial.Stream(StoreNames.All[i]), 0, decision)).ConfigureAwait(false);
            Promise.Keep(result.Status == AppendStatus.Appended, "the stream of key \"" + StoreDifference.Visible(StoreNames.All[i]) + "\" is taken for another, and was answered " + result.Status);
        }

        trial.Reopen();
        for (int i = 0; i < StoreNames.All.Count; i++)
        {
            StreamId stream = trial.Stream(StoreNames.All[i]);
            StreamSlice slice = await trial.ReadAsync(stream).ConfigureAwait(false);
            string where = "the stream of key \"" + StoreDifference.Visible(stream.Key) + "\"";
            Promise.Same(StoreDifference.Of("name", stream, slice.Stream) ?? StoreDifference.OfRecords(stream, 0, [StoreDrafts.Decision(i, d => d.NextDue = StoreDrafts.Start)], slice.Decisions), where);
        }

        SameNames((await StorePages.AllAsync(trial.Store, trial.Category).ConfigureAwait(false)).Select(e => e.Stream.Key), "listing all streams");
        SameNames((await StorePages.StreamsAsync(trial.Store, after => StreamQuery.All(trial.Category, after, 7)).ConfigureAwait(false)).Select(e => e.Stream.Key), "listing all streams in pages of 7");
        SameNames(await trial.DueKeysAsync(trial.Category, StoreDrafts.Start, 7).ConfigureAwait(false), "reading what is due in pages of 7");
    }

    private static void SameNames(IEnumerable<string> names, string where)
    {
        string[] sorted = names.OrderBy(n => n, StringComparer.Ordinal).ToArray();
        string? missing = StoreNames.All.FirstOrDefault(n => !sorted.Contains(n, StringComparer.Ordinal));
        Promise.Keep(missing is null, where + " doesn't give the key \"" + StoreDifference.Visible(missing ?? string.Empty) + "\"");
        Promise.Same(StoreDifference.Of("number of streams", StoreNames.All.Count, sorted.Length), where);
    }

    private static async Task Categories(StoreTrial trial)
    {
        string[] categories = [trial.Other("a"), trial.Other("a/b"), trial.Other("ab"), trial.Other("a_b"), trial.Other("a.b"), trial.Other("a-b")];
        for (int i = 0; i < categories.Length; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(new StreamId(categories[i], "s"), 0, StoreDrafts.Decision(i, d => d.NextDue = StoreDrafts.Start))).ConfigureAwait(false);
        }

        for (int i = 0; i < categories.Length; i++)
        {
            var stream = new StreamId(categories[i], "s");
            await trial.HasAsync(stream, StoreDrafts.Decision(i, d => d.NextDue = StoreDrafts.Start)).ConfigureAwait(false);
            List<StreamEntry> all = await StorePages.AllAsync(trial.Store, categories[i]).ConfigureAwait(false);
            List<DueStream> due = await StorePages.DueAsync(trial.Store, categories[i], Instant.MaxValue).ConfigureAwait(false);
            Promise.Keep(all.Count == 1 && all[0].Stream.Equals(stream), "the list of category " + categories[i] + " has " + string.Join(", ", all.Select(e => e.Stream)) + ", not " + stream + " alone");
            Promise.Keep(due.Count == 1 && due[0].Stream.Equals(stream), "due in category " + categories[i] + " are " + string.Join(", ", due.Select(e => e.Stream)) + ", not " + stream + " alone");
        }

        foreach (string category in new[] { trial.Category, trial.Other("A"), trial.Other("%"), string.Empty })
        {
            Promise.Keep((await StorePages.AllAsync(trial.Store, category).ConfigureAwait(false)).Count == 0, "the category \"" + category + "\" has no streams, but lists some");
            Promise.Keep((await StorePages.DueAsync(trial.Store, category, Instant.MaxValue).ConfigureAwait(false)).Count == 0, "the category \"" + category + "\" has no streams, but some are due");
        }
    }

    private static async Task Texts(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamDecision[] decisions = StoreNames.All.Select((name, i) => StoreDrafts.Decision(i, d =>
        {
            string next = StoreNames.All[(i + 1) % StoreNames.All.Count];
            d.Context = new CommandContext(name, next, name + (name.Length < 200 ? "|" : string.Empty), next);
            d.PolicyVersion = new PolicyVersion(name, new string('a', 64));
        })).ToArray();
        for (int i = 0; i < decisions.Length; i++)
        {
            string name = StoreNames.All[i];
            var snapshot = new StreamSnapshot(i + 1, "schema " + name, "\"" + name + "\"\n");
            await trial.AppendAsync(StoreDrafts.Write(stream, i, decisions[i], snapshot)).ConfigureAwait(false);
            StreamSlice slice = await trial.ReadAsync(stream, schema: "schema " + name).ConfigureAwait(false);
            Promise.Same(slice.Snapshot is null ? null : StoreDifference.OfSnapshots(snapshot, slice.Snapshot), "a snapshot of schema \"schema " + StoreDifference.Visible(name) + "\"");
            var setAside = new StreamSetAside(StoreDrafts.Start.PlusNanoseconds(i), name + "\n" + name);
            await trial.SetAsideAsync(stream, setAside).ConfigureAwait(false);
            StreamEntry entry = (await StorePages.AllAsync(trial.Store, trial.Category).ConfigureAwait(false)).Single();
            Promise.Same(StoreDifference.OfSetAsides(setAside, entry.SetAside) ?? StoreDifference.OfVersions("policy version", decisions[i].PolicyVersion, entry.PolicyVersion), "the entry of a list");
        }

        await trial.HasAsync(stream, decisions).ConfigureAwait(false);
    }
}
