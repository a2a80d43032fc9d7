using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>What one rule has to work with: the store, streams of its own, and what it does again and again.</summary>
internal sealed class StoreTrial
{
    private readonly IStoreFixture fixture;
    private readonly string prefix;
    private int runs;

    internal StoreTrial(IStoreFixture fixture, string run, string rule, TimeSpan patience)
    {
        this.fixture = fixture;
        this.Patience = patience;
        this.prefix = "laws/" + run + "/" + rule;
        this.Store = this.Open();
    }

    /// <summary>Gets the store that was opened last.</summary>
    internal IEventStore Store { get; private set; }

    /// <summary>Gets how long calls that are made at once may take.</summary>
    internal TimeSpan Patience { get; }

    /// <summary>Gets the category of the rule's streams.</summary>
    internal string Category => this.prefix;

    /// <summary>Gets the beginning of the names of the rule's checkpoints.</summary>
    internal string Job => this.prefix + " ";

    internal StreamId Stream(string key) => new StreamId(this.Category, key);

    internal string Other(string part) => this.prefix + "/" + part;

    /// <summary>A category that no case had before.</summary>
    internal string NextCategory() => this.Other("n" + StoreDifference.Number(Interlocked.Increment(ref this.runs)));

    /// <summary>Goes on with a store that was opened anew.</summary>
    internal IEventStore Reopen() => this.Store = this.Open();

    internal Task<AppendResult> TryAsync(params StreamAppend[] appends) => this.Store.AppendAsync(appends, CancellationToken.None);

    /// <summary>Appends what nothing stands against.</summary>
    internal async Task AppendAsync(params StreamAppend[] appends)
    {
        AppendResult result = await this.TryAsync(appends).ConfigureAwait(false);
        Promise.Keep(result.Status == AppendStatus.Appended, "an append to " + string.Join(", ", appends.Select(a => a.Stream)) + " was answered " + Text(result) + ", though nothing stands against it");
        Promise.Keep(result.Stream is null, "an append that was stored names " + result.Stream + " as standing against it");
    }

    /// <summary>Appends what can't be stored, and looks what is said about it.</summary>
    internal async Task RefusedAsync(AppendStatus why, StreamId stream, params StreamAppend[] appends)
    {
        AppendResult result = await this.TryAsync(appends).ConfigureAwait(false);
        Promise.Keep(result.Status == why && stream.Equals(result.Stream), "an append to " + string.Join(", ", appends.Select(a => a.Stream + " at version " + StoreDifference.Number(a.ExpectedVersion))) + " was answered " + Text(result) + ", not " + why + " for " + stream);
    }

    internal Task<StreamSlice> ReadAsync(StreamId stream, long after = 0, int limit = StorePages.Widest, string? key = null, string? schema = null) =>
        this.Store.ReadAsync(new StreamRead(stream, after, limit, key, schema), CancellationToken.None);

    /// <summary>Fills a stream with decisions of rising numbers, one after the other.</summary>
    internal async Task<StreamDecision[]> FillAsync(StreamId stream, int count, Action<int, StreamDecisionDraft>? change = null, int from = 0)
    {
        var decisions = new StreamDecision[count];
        for (int i = 0; i < count; i++)
        {
            int number = from + i;
            decisions[i] = StoreDrafts.Decision(number, d => change?.Invoke(number, d));
            await this.AppendAsync(StoreDrafts.Write(stream, number, decisions[i])).ConfigureAwait(false);
        }

        return decisions;
    }

    /// <summary>One stream of one decision for each due time.</summary>
    internal async Task DueAsync(string category, string key, Instant? nextDue) =>
        await this.AppendAsync(StoreDrafts.Write(new StreamId(category, key), 0, StoreDrafts.Decision(0, d => d.NextDue = nextDue))).ConfigureAwait(false);

    /// <summary>A stream has these decisions and no others, also for whoever opens the store anew.</summary>
    internal async Task<StreamSlice> HasAsync(StreamId stream, params StreamDecision[] decisions)
    {
        StreamSlice slice = await StorePages.StreamAsync(this.Reopen(), stream).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("name", stream, slice.Stream), stream.ToString());
        Promise.Same(StoreDifference.Of("version", decisions.Length, slice.Version), stream.ToString());
        Promise.Keep((slice.Incarnation == 0) == (decisions.Length == 0), stream + " has incarnation " + StoreDifference.Number(slice.Incarnation) + "; 0 is for a stream that doesn't exist, and for no other");
        Promise.Same(StoreDifference.OfRecords(stream, 0, decisions, slice.Decisions), stream.ToString());
        return slice;
    }

    internal Task<EraseStatus> EraseAsync(StreamId source, StreamId target, Erasure erasure) =>
        this.Store.EraseAsync(new EraseRequest(source, target, erasure), CancellationToken.None);

    internal Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside) => this.Store.SetAsideAsync(stream, setAside, CancellationToken.None);

    internal async Task<string[]> DueKeysAsync(string category, Instant until, int limit = StorePages.Widest) =>
        (await StorePages.DueAsync(this.Store, category, until, limit).ConfigureAwait(false)).Select(d => d.Stream.Key).ToArray();

    private static string Text(AppendResult result) => result.Status + (result.Stream is null ? string.Empty : " for " + result.Stream);

    /// <summary>Several stores over one database, as several servers have them.</summary>
    internal IEventStore[] OpenServers() => [this.Store, this.Open(), this.Open()];

    private IEventStore Open() => this.fixture.Open() ?? throw new InvalidOperationException("The fixture opened nothing; IStoreFixture.Open gives a store.");
}
