using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Everything that a store shows of one category, for comparing before with after, and a store with a model.</summary>
internal sealed class StoreView
{
    private readonly Dictionary<StreamId, StreamEntry> entries = new Dictionary<StreamId, StreamEntry>();
    private readonly Dictionary<StreamId, StreamSlice> streams = new Dictionary<StreamId, StreamSlice>();
    private readonly Dictionary<string, StreamSnapshot?> snapshots = new Dictionary<string, StreamSnapshot?>(StringComparer.Ordinal);
    private List<DueStream> due = new List<DueStream>();

    private StoreView()
    {
    }

    internal IEnumerable<StreamSlice> Streams => this.streams.Values;

    /// <summary>Looks at a category that nobody writes to meanwhile.</summary>
    internal static async Task<StoreView> ReadAsync(IEventStore store, string category, params string[] schemas)
    {
        var view = new StoreView();
        foreach (StreamEntry entry in await StorePages.AllAsync(store, category).ConfigureAwait(false))
        {
            Promise.Keep(!view.entries.ContainsKey(entry.Stream), entry.Stream + " is listed twice");
            view.entries.Add(entry.Stream, entry);
            StreamSlice slice = await StorePages.StreamAsync(store, entry.Stream).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("version", entry.Version, slice.Version), entry.Stream + " as read, compared with the list");
            view.streams.Add(entry.Stream, slice);
            foreach (string schema in schemas)
            {
                StreamSlice after = await store.ReadAsync(new StreamRead(entry.Stream, 0, 1, null, schema), CancellationToken.None).ConfigureAwait(false);
                view.snapshots.Add(schema + " " + entry.Stream, after.Snapshot);
            }
        }

        view.due = await StorePages.DueAsync(store, category, Instant.MaxValue).ConfigureAwait(false);
        return view;
    }

    /// <summary>How another view differs from this one, which is right; snapshots may have been lost.</summary>
    internal string? DifferenceTo(StoreView actual)
    {
        foreach (StreamEntry entry in actual.entries.Values)
        {
            if (!this.entries.ContainsKey(entry.Stream))
            {
                return entry.Stream + " is listed and shouldn't be there";
            }
        }

        foreach (StreamEntry entry in this.entries.Values)
        {
            if (!actual.entries.TryGetValue(entry.Stream, out StreamEntry? other))
            {
                return entry.Stream + " isn't listed";
            }

            string? difference = StoreDifference.OfEntries(entry, other) ?? OfSlices(this.streams[entry.Stream], actual.streams[entry.Stream]);
            if (difference is not null)
            {
                return entry.Stream + ": " + difference;
            }
        }

        return this.OfSnapshots(actual) ?? OfDue(this.due, actual.due);
    }

    private static string? OfSlices(StreamSlice expected, StreamSlice actual) => StoreDifference.Of("version", expected.Version, actual.Version)
        ?? StoreDifference.OfRecords(expected.Stream, 0, expected.Decisions.Select(d => d.Decision).ToArray(), actual.Decisions);

    /// <summary>Streams that are due at one instant may come in any order.</summary>
    internal static string? OfDue(IReadOnlyList<DueStream> expected, IReadOnlyList<DueStream> actual)
    {
        string[] one = expected.Select(Text).OrderBy(t => t, StringComparer.Ordinal).ToArray();
        string[] other = actual.Select(Text).OrderBy(t => t, StringComparer.Ordinal).ToArray();
        return one.SequenceEqual(other, StringComparer.Ordinal) ? null
            : "due are " + string.Join(", ", other) + "; what should be due: " + string.Join(", ", one);

        static string Text(DueStream d) => d.Stream + " at " + NodaTime.Text.InstantPattern.ExtendedIso.Format(d.NextDue);
    }

    private string? OfSnapshots(StoreView actual)
    {
        foreach (KeyValuePair<string, StreamSnapshot?> snapshot in actual.snapshots)
        {
            if (snapshot.Value is not null && StoreDifference.OfSnapshots(this.snapshots[snapshot.Key], snapshot.Value) is { } difference)
            {
                return "the snapshot of schema " + snapshot.Key + ": " + difference;
            }
        }

        return null;
    }
}
