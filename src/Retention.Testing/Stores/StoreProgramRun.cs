using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Runs a program against a store and against the model, and compares every answer.</summary>
internal sealed class StoreProgramRun
{
    private static readonly Erasure Erasure = new Erasure(new CustomerId("M1"), new CustomerId("erased-7"));

    private readonly StoreTrial trial;
    private readonly StoreModel model = new StoreModel();
    private readonly string category;
    private readonly Dictionary<string, long> incarnations = new Dictionary<string, long>(StringComparer.Ordinal);

    internal StoreProgramRun(StoreTrial trial)
    {
        this.trial = trial;
        this.category = trial.NextCategory();
    }

    /// <summary>Runs a program in categories of its own.</summary>
    internal static async Task RunAsync(StoreTrial trial, StoreStep[] steps)
    {
        var run = new StoreProgramRun(trial);
        for (int i = 0; i < steps.Length; i++)
        {
            try
            {
                await steps[i].RunAsync(run).ConfigureAwait(false);
            }
            catch (BrokenPromiseException broken)
            {
                throw new BrokenPromiseException("step " + StoreDifference.Number(i + 1) + ", " + steps[i] + ": " + broken.Message);
            }
        }

        await run.ReopenAsync().ConfigureAwait(false);
    }

    internal string At(string part) => this.category + "/" + part;

    internal StreamId At(StreamId stream) => new StreamId(this.At(stream.Category), stream.Key);

    internal async Task<long> VersionAsync(StreamId stream) => (await this.model.ReadAsync(new StreamRead(stream, 0, 1, null, null), CancellationToken.None).ConfigureAwait(false)).Version;

    internal async Task AppendAsync(List<StreamAppend> appends)
    {
        AppendResult expected = await this.model.AppendAsync(appends, CancellationToken.None).ConfigureAwait(false);
        AppendResult actual = await this.trial.Store.AppendAsync(appends, CancellationToken.None).ConfigureAwait(false);
        Promise.Keep((expected.Status == AppendStatus.Appended) == (actual.Status == AppendStatus.Appended), "the answer is " + actual.Status + ", not " + expected.Status);
        if (actual.Status != AppendStatus.Appended)
        {
            // Of several reasons a store may give any.
            StreamAppend? named = appends.Find(a => a.Stream.Equals(actual.Stream));
            Promise.Keep(named is not null, "the answer names " + actual.Stream + ", which the append doesn't write to");
            StreamSlice slice = await this.model.ReadAsync(new StreamRead(named!.Stream, 0, 1, named.Decision.IdempotencyKey, null), CancellationToken.None).ConfigureAwait(false);
            Promise.Keep(actual.Status == AppendStatus.KeyTaken ? slice.Recorded is not null : slice.Version != named.ExpectedVersion, "the answer is " + actual.Status + " for " + actual.Stream + ", which doesn't stand against it so");
        }

        foreach (StreamAppend append in appends)
        {
            await this.ReadAsync(new StreamRead(append.Stream, Math.Max(0, append.ExpectedVersion - 1), 3, append.Decision.IdempotencyKey, append.Snapshot?.Schema)).ConfigureAwait(false);
        }
    }

    internal async Task ReadAsync(StreamRead read)
    {
        StreamSlice actual = await this.trial.Store.ReadAsync(read, CancellationToken.None).ConfigureAwait(false);
        StreamSlice expected = await this.model.ReadAsync(read, CancellationToken.None).ConfigureAwait(false);
        if (actual.Snapshot is null && expected.Snapshot is not null)
        {
            expected = await this.model.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, read.Limit, read.IdempotencyKey, null), CancellationToken.None).ConfigureAwait(false);
        }

        string where = "reading " + read.Stream + " after " + StoreDifference.Number(read.AfterVersion);
        Promise.Same(StoreDifference.Of("name", expected.Stream, actual.Stream) ?? StoreDifference.Of("version", expected.Version, actual.Version) ?? StoreDifference.OfSnapshots(expected.Snapshot, actual.Snapshot), where);
        Promise.Same(StoreDifference.OfRecords(read.Stream, expected.Snapshot?.Version ?? read.AfterVersion, expected.Decisions.Select(d => d.Decision).ToArray(), actual.Decisions), where);
        Promise.Same(
            expected.Recorded is null || actual.Recorded is null
                ? StoreDifference.Of("decision of the key", expected.Recorded?.Version, actual.Recorded?.Version)
                : StoreDifference.OfRecord(read.Stream, expected.Recorded.Version, expected.Recorded.Decision, actual.Recorded),
            where);
        this.CompareIncarnations(expected, actual);
    }

    internal async Task DueAsync(string part, Instant until, int limit)
    {
        List<DueStream> expected = await StorePages.DueAsync(this.model, this.At(part), until).ConfigureAwait(false);
        List<DueStream> actual = await StorePages.DueAsync(this.trial.Store, this.At(part), until, limit).ConfigureAwait(false);
        Promise.Same(StoreView.OfDue(expected, actual), "what is due");
    }

    internal async Task ListAsync(Func<string?, StreamQuery> query)
    {
        StreamEntry[] expected = Sorted(await StorePages.StreamsAsync(this.model, query).ConfigureAwait(false));
        StreamEntry[] actual = Sorted(await StorePages.StreamsAsync(this.trial.Store, query).ConfigureAwait(false));
        Promise.Same(StoreDifference.Of("streams", string.Join(", ", expected.Select(e => e.Stream)), string.Join(", ", actual.Select(e => e.Stream))), "the list");
        for (int i = 0; i < expected.Length; i++)
        {
            Promise.Same(StoreDifference.OfEntries(expected[i], actual[i]), "the entry of " + expected[i].Stream);
        }
    }

    internal async Task SetAsideAsync(StreamId stream, StreamSetAside? setAside)
    {
        bool expected = await this.model.SetAsideAsync(stream, setAside, CancellationToken.None).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("answer", expected, await this.trial.SetAsideAsync(stream, setAside).ConfigureAwait(false)), "setting aside");
    }

    internal async Task EraseAsync(StreamId source, StreamId target)
    {
        EraseStatus expected = await this.model.EraseAsync(new EraseRequest(source, target, Erasure), CancellationToken.None).ConfigureAwait(false);
        EraseStatus actual = await this.trial.EraseAsync(source, target, Erasure).ConfigureAwait(false);
        bool isEither = expected == EraseStatus.NotFound && actual == EraseStatus.TargetExists && !source.Equals(target) && await this.VersionAsync(target).ConfigureAwait(false) > 0;
        Promise.Keep(expected == actual || isEither, "the answer is " + actual + ", not " + expected);
        await this.ReadAsync(new StreamRead(source, 0, StorePages.Widest, "k", "schema-1")).ConfigureAwait(false);
        await this.ReadAsync(new StreamRead(target, 0, StorePages.Widest, "k", "schema-1")).ConfigureAwait(false);
    }

    internal async Task CheckpointAsync(string name, string? value)
    {
        // A checkpoint has no category, so its name has the program's.
        string full = this.category + " " + name;
        foreach (IEventStore store in new[] { this.model, this.trial.Store })
        {
            await store.WriteCheckpointAsync(full, value, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (string other in new[] { "job", "Job", "job " })
        {
            string? expected = await this.model.ReadCheckpointAsync(this.category + " " + other, CancellationToken.None).ConfigureAwait(false);
            Promise.Same(StoreDifference.Of("text", expected, await this.trial.Store.ReadCheckpointAsync(this.category + " " + other, CancellationToken.None).ConfigureAwait(false)), "the checkpoint " + other);
        }
    }

    internal async Task ReopenAsync()
    {
        this.trial.Reopen();
        foreach (string part in new[] { "x", "x/y" })
        {
            StoreView expected = await StoreView.ReadAsync(this.model, this.At(part), "schema-1", "schema-2").ConfigureAwait(false);
            StoreView actual = await StoreView.ReadAsync(this.trial.Store, this.At(part), "schema-1", "schema-2").ConfigureAwait(false);
            Promise.Same(expected.DifferenceTo(actual), "everything, looked at through a store that was opened anew");
        }
    }

    private static StreamEntry[] Sorted(IEnumerable<StreamEntry> entries) => entries.OrderBy(e => e.Stream.Key, StringComparer.Ordinal).ToArray();

    /// <summary>For one name each of the model's incarnations is one of the store's, and another for another.</summary>
    private void CompareIncarnations(StreamSlice expected, StreamSlice actual)
    {
        Promise.Keep((expected.Incarnation == 0) == (actual.Incarnation == 0), expected.Stream + " has incarnation " + StoreDifference.Number(actual.Incarnation) + "; 0 is for a stream that doesn't exist, and for no other");
        if (expected.Incarnation == 0)
        {
            return;
        }

        string right = "should " + StoreDifference.Number(expected.Incarnation) + " " + expected.Stream;
        string left = "is " + StoreDifference.Number(actual.Incarnation) + " " + expected.Stream;
        if (!this.incarnations.TryGetValue(right, out long known))
        {
            Promise.Keep(!this.incarnations.ContainsKey(left), expected.Stream + " has the incarnation again that it had for another past");
            this.incarnations.Add(right, actual.Incarnation);
            this.incarnations.Add(left, expected.Incarnation);
            return;
        }

        Promise.Same(StoreDifference.Of("incarnation", known, actual.Incarnation), expected.Stream + ", which wasn't erased since");
    }
}
