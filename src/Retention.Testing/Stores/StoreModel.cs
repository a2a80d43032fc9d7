using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>What a store should do, as plainly as it can be said: lists that are searched from the beginning.</summary>
/// <remarks>Thread-safe, one call after the other.</remarks>
internal sealed class StoreModel : IEventStore
{
    private readonly object gate = new object();
    private readonly List<Kept> streams = new List<Kept>();
    private readonly List<KeyValuePair<string, string>> checkpoints = new List<KeyValuePair<string, string>>();
    private long begun;
    private long incarnations;

    public Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken) => this.Do(read, () =>
    {
        Kept? kept = this.Find(read.Stream);
        if (kept is null)
        {
            return new StreamSlice(read.Stream, 0, 0, null, [], null);
        }

        DecisionRecord[] all = kept.Decisions.Select((d, i) => new DecisionRecord(kept.Id, i + 1, d)).ToArray();
        StreamSnapshot? snapshot = kept.Snapshot is { } s && s.Schema == read.SnapshotSchema && s.Version > read.AfterVersion ? s : null;
        long after = snapshot?.Version ?? read.AfterVersion;
        return new StreamSlice(
            kept.Id,
            kept.Incarnation,
            all.Length,
            snapshot,
            all.Where(d => d.Version > after).Take(read.Limit).ToArray(),
            all.SingleOrDefault(d => read.IdempotencyKey is not null && d.Decision.IdempotencyKey == read.IdempotencyKey));
    }, cancellationToken);

    public Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        StreamAppends.Check(appends);
        return this.Do(appends, () =>
        {
            foreach (StreamAppend append in appends)
            {
                Kept? found = this.Find(append.Stream);
                List<StreamDecision> decisions = found?.Decisions ?? new List<StreamDecision>();
                if (decisions.Count != append.ExpectedVersion || (append.ExpectedIncarnation is not null && append.ExpectedIncarnation != found?.Incarnation))
                {
                    return AppendResult.VersionConflict(append.Stream);
                }

                if (decisions.Any(d => d.IdempotencyKey is not null && d.IdempotencyKey == append.Decision.IdempotencyKey))
                {
                    return AppendResult.KeyTaken(append.Stream);
                }
            }

            foreach (StreamAppend append in appends)
            {
                Kept? kept = this.Find(append.Stream);
                if (kept is null)
                {
                    this.streams.Add(kept = new Kept(append.Stream, ++this.begun, ++this.incarnations));
                }

                kept.Decisions.Add(append.Decision);
                kept.Snapshot = append.Snapshot ?? kept.Snapshot;
                kept.SetAside = null;
            }

            return AppendResult.Appended;
        }, cancellationToken);
    }

    public Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken) => this.Do(query, () =>
    {
        // A page ends with the instant and the place of its last stream; both together are unique.
        Kept[] due = this.streams
            .Where(s => s.Id.Category == query.Category && s.SetAside is null && s.Last.NextDue <= query.Until)
            .OrderBy(s => s.Last.NextDue)
            .ThenBy(s => s.Place)
            .Where(s => query.After is null || string.CompareOrdinal(s.DueText, query.After) > 0)
            .ToArray();
        return new DuePage(due.Take(query.Limit).Select(s => new DueStream(s.Id, s.Last.NextDue!.Value)).ToArray(), due.Length > query.Limit ? due[query.Limit - 1].DueText : null);
    }, cancellationToken);

    public Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken) => this.Do(query, () =>
    {
        Kept[] found = this.streams
            .Where(s => s.Id.Category == query.Category && (query.After is null || string.CompareOrdinal(s.PlaceText, query.After) > 0))
            .Where(s => query.Kind == StreamQueryKind.All
                || (query.Kind == StreamQueryKind.SetAside && s.SetAside is not null)
                || (query.Kind == StreamQueryKind.Outdated && s.Last.PolicyVersion is not null && !s.Last.PolicyVersion.Equals(query.Current)))
            .OrderBy(s => s.Place)
            .ToArray();
        return new StreamPage(
            found.Take(query.Limit).Select(s => new StreamEntry(s.Id, s.Decisions.Count, s.Last.PolicyVersion, s.Last.NextDue, s.SetAside)).ToArray(),
            found.Length > query.Limit ? found[query.Limit - 1].PlaceText : null);
    }, cancellationToken);

    public Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside, CancellationToken cancellationToken) => this.Do(stream, () =>
    {
        Kept? kept = this.Find(stream);
        if (kept is not null)
        {
            kept.SetAside = setAside;
        }

        return kept is not null;
    }, cancellationToken);

    public Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken) => this.Do(request, () =>
    {
        Kept? kept = this.Find(request.Source);
        if (kept is null || (!request.Source.Equals(request.Target) && this.Find(request.Target) is not null))
        {
            return kept is null ? EraseStatus.NotFound : EraseStatus.TargetExists;
        }

        kept.Id = request.Target;
        kept.Incarnation = ++this.incarnations;
        kept.Snapshot = null;
        kept.Decisions = kept.Decisions.Select(d => StreamAppends.Erased(d, request.Erasure)).ToList();
        return EraseStatus.Erased;
    }, cancellationToken);

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken cancellationToken)
    {
        StreamAppends.CheckName(name);
        return this.Do<string?>(name, () => this.checkpoints.Where(c => c.Key == name).Select(c => c.Value).LastOrDefault(), cancellationToken);
    }

    public Task WriteCheckpointAsync(string name, string? value, CancellationToken cancellationToken)
    {
        StreamAppends.CheckName(name);
        return this.Do(name, () =>
        {
            this.checkpoints.RemoveAll(c => c.Key == name);
            if (value is not null)
            {
                this.checkpoints.Add(new KeyValuePair<string, string>(name, value));
            }

            return true;
        }, cancellationToken);
    }

    private Kept? Find(StreamId stream) => this.streams.SingleOrDefault(s => s.Id.Equals(stream));

    private Task<T> Do<T>(object argument, Func<T> work, CancellationToken cancellationToken)
    {
        _ = argument ?? throw new ArgumentNullException(nameof(argument));
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            return Task.FromResult(work());
        }
    }

    private sealed class Kept
    {
        internal Kept(StreamId id, long place, long incarnation)
        {
            this.Id = id;
            this.Place = place;
            this.Incarnation = incarnation;
        }

        internal StreamId Id { get; set; }

        /// <summary>Gets its place among all streams, by when they began.</summary>
        internal long Place { get; }

        internal long Incarnation { get; set; }

        internal List<StreamDecision> Decisions { get; set; } = new List<StreamDecision>();

        internal StreamSnapshot? Snapshot { get; set; }

        internal StreamSetAside? SetAside { get; set; }

        internal StreamDecision Last => this.Decisions[this.Decisions.Count - 1];

        internal string PlaceText => this.Place.ToString("D19", System.Globalization.CultureInfo.InvariantCulture);

        internal string DueText => (this.Last.NextDue!.Value - NodaTime.Instant.MinValue).ToBigIntegerNanoseconds().ToString("D30", System.Globalization.CultureInfo.InvariantCulture) + this.PlaceText;
    }
}
