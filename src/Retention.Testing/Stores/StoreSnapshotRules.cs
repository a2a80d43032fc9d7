using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>A snapshot may be lost, but one that is given can be gone on from.</summary>
internal static class StoreSnapshotRules
{
    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("snapshot-schema", "A snapshot is given only to who asks for its schema.", Schema),
        StoreRule.Once("snapshot-after", "A snapshot is given only if it lies after the version asked for; the decisions are then those after it.", After),
        StoreRule.Once("snapshot-newest", "A newer snapshot replaces an older one.", Newest),
    ];

    private static async Task Schema(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        StreamSnapshot snapshot = StoreDrafts.Snapshot(1, "schema-A");
        StreamDecision[] decisions = [StoreDrafts.Decision(0), StoreDrafts.Decision(1)];
        await trial.AppendAsync(StoreDrafts.Write(stream, 0, decisions[0], snapshot)).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(stream, 1, decisions[1])).ConfigureAwait(false);
        trial.Reopen();
        foreach (string? schema in new[] { null, "schema-B", "SCHEMA-A", "schema-a", "schema-A ", string.Empty, "%" })
        {
            StreamSlice slice = await trial.ReadAsync(stream, schema: schema).ConfigureAwait(false);
            string where = "read with " + (schema is null ? "no schema" : "schema \"" + schema + "\"") + ", a stream with a snapshot of schema-A";
            Promise.Keep(slice.Snapshot is null, where + " gives the snapshot");
            Promise.Same(StoreDifference.OfRecords(stream, 0, decisions, slice.Decisions), where);
        }

        await IsRight(trial, stream, decisions, 0, "schema-A", snapshot).ConfigureAwait(false);
    }

    private static async Task After(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        var decisions = new List<StreamDecision>();
        for (int i = 0; i < 8; i++)
        {
            decisions.Add(StoreDrafts.Decision(i));
            await trial.AppendAsync(StoreDrafts.Write(stream, i, decisions[i], i == 3 ? StoreDrafts.Snapshot(4) : null)).ConfigureAwait(false);
        }

        trial.Reopen();
        for (int after = 0; after < 10; after++)
        {
            await IsRight(trial, stream, decisions, after, "schema-1", after < 4 ? StoreDrafts.Snapshot(4) : null).ConfigureAwait(false);
        }
    }

    private static async Task Newest(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        var decisions = new List<StreamDecision>();
        StreamSnapshot? newest = null;
        for (int i = 0; i < 12; i++)
        {
            decisions.Add(StoreDrafts.Decision(i));
            StreamSnapshot? snapshot = i % 3 == 2 ? StoreDrafts.Snapshot(i + 1, i > 6 ? "schema-2" : "schema-1") : null;
            newest = snapshot ?? newest;
            await trial.AppendAsync(StoreDrafts.Write(stream, i, decisions[i], snapshot)).ConfigureAwait(false);
            foreach (string schema in new[] { "schema-1", "schema-2" })
            {
                await IsRight(trial, stream, decisions, 0, schema, newest?.Schema == schema ? newest : null).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Either this snapshot and what follows it, or none and what follows the version.</summary>
    private static async Task IsRight(StoreTrial trial, StreamId stream, IReadOnlyList<StreamDecision> decisions, int after, string schema, StreamSnapshot? expected)
    {
        foreach (int limit in new[] { 2, StorePages.Widest })
        {
            StreamSlice slice = await trial.ReadAsync(stream, after, limit, schema: schema).ConfigureAwait(false);
            string where = stream + " read after " + StoreDifference.Number(after) + " with schema " + schema;
            Promise.Same(slice.Snapshot is null ? null : StoreDifference.OfSnapshots(expected, slice.Snapshot), where);
            int from = (int)(slice.Snapshot?.Version ?? after);
            Promise.Same(StoreDifference.OfRecords(stream, from, decisions.Skip(from).Take(limit).ToArray(), slice.Decisions), where + (slice.Snapshot is null ? ", without a snapshot" : ", with a snapshot"));
            Promise.Same(StoreDifference.Of("version", decisions.Count, slice.Version), where);
        }
    }
}
