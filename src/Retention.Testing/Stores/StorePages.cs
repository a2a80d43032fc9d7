using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Reads all pages of something, and looks that the pages are as promised.</summary>
internal static class StorePages
{
    /// <summary>The most that one page may have.</summary>
    internal const int Widest = StreamRead.MaxLimit;

    /// <summary>Every stream that is due, the earliest first.</summary>
    internal static async Task<List<DueStream>> DueAsync(IEventStore store, string category, Instant until, int limit = Widest, Func<IReadOnlyList<DueStream>, Task>? between = null)
    {
        List<DueStream> due = await AllAsync(
            async after =>
            {
                DuePage page = await store.ReadDueAsync(new DueQuery(category, until, after, limit), CancellationToken.None).ConfigureAwait(false);
                return new Page<DueStream>(page.Streams, page.Next);
            },
            limit,
            between).ConfigureAwait(false);
        for (int i = 0; i < due.Count; i++)
        {
            Promise.Keep(due[i].NextDue <= until, due[i].Stream + " was given as due although its instant " + due[i].NextDue + " comes after " + until);
            Promise.Keep(i == 0 || due[i - 1].NextDue <= due[i].NextDue, due[i].Stream + " was given after one that is due later");
        }

        return due;
    }

    /// <summary>Every stream of a query, in the store's order.</summary>
    internal static Task<List<StreamEntry>> StreamsAsync(IEventStore store, Func<string?, StreamQuery> query, Func<IReadOnlyList<StreamEntry>, Task>? between = null) => AllAsync(
        async after =>
        {
            StreamPage page = await store.ReadStreamsAsync(query(after), CancellationToken.None).ConfigureAwait(false);
            return new Page<StreamEntry>(page.Streams, page.Next);
        },
        query(null).Limit,
        between);

    /// <summary>Every stream of a category, in the store's order.</summary>
    internal static Task<List<StreamEntry>> AllAsync(IEventStore store, string category) => StreamsAsync(store, after => StreamQuery.All(category, after, Widest));

    /// <summary>A whole stream, read as a host reads it: page after page until its version.</summary>
    internal static async Task<StreamSlice> StreamAsync(IEventStore store, StreamId stream, int limit = Widest, string? schema = null, string? key = null)
    {
        StreamSlice first = await store.ReadAsync(new StreamRead(stream, 0, limit, key, schema), CancellationToken.None).ConfigureAwait(false);
        var decisions = new List<DecisionRecord>(first.Decisions);
        long read = (first.Snapshot?.Version ?? 0) + decisions.Count;
        while (read < first.Version)
        {
            StreamSlice next = await store.ReadAsync(new StreamRead(stream, read, limit, null, null), CancellationToken.None).ConfigureAwait(false);
            Promise.Keep(next.Decisions.Count > 0, stream + " has version " + StoreDifference.Number(first.Version) + ", but reading after " + StoreDifference.Number(read) + " gives nothing");
            decisions.AddRange(next.Decisions);
            read += next.Decisions.Count;
        }

        return new StreamSlice(first.Stream, first.Incarnation, first.Version, first.Snapshot, decisions, first.Recorded);
    }

    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<Page<T>>> read, int limit, Func<IReadOnlyList<T>, Task>? between)
    {
        var items = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            Page<T> page = await read(after).ConfigureAwait(false);
            Promise.Keep(page.Items.Count <= limit, "a page has " + StoreDifference.Number(page.Items.Count) + " items; the limit was " + StoreDifference.Number(limit));
            items.AddRange(page.Items);
            after = page.Next;
            Promise.Keep(after is null || seen.Add(after), "the page after \"" + after + "\" says that the next one begins where it began");
            if (between is not null)
            {
                await between(page.Items).ConfigureAwait(false);
            }
        }
        while (after is not null);
        return items;
    }

    private sealed class Page<T>
    {
        internal Page(IReadOnlyList<T> items, string? next)
        {
            this.Items = items;
            this.Next = next;
        }

        internal IReadOnlyList<T> Items { get; }

        internal string? Next { get; }
    }
}
