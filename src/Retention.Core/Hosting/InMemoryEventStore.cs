using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Hosting;

/// <summary>A store that keeps everything in memory: for tests, trials and analyses. Nothing survives the process.</summary>
/// <remarks>Thread-safe; keeps every promise of <see cref="IEventStore"/> but durability.</remarks>
public sealed class InMemoryEventStore : IEventStore
{
    private readonly object gate = new object();
    private readonly Dictionary<StreamId, MemoryStream> streams = new Dictionary<StreamId, MemoryStream>();
    private readonly Dictionary<string, SortedDictionary<long, MemoryStream>> categories = new Dictionary<string, SortedDictionary<long, MemoryStream>>(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<DuePlace>> due = new Dictionary<string, SortedSet<DuePlace>>(StringComparer.Ordinal);
    private readonly Dictionary<string, string> checkpoints = new Dictionary<string, string>(StringComparer.Ordinal);
    private long incarnations;

    /// <inheritdoc/>
    public Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            if (!this.streams.TryGetValue(read.Stream, out MemoryStream? stream))
            {
                return Task.FromResult(new StreamSlice(read.Stream, 0, 0, null, [], null));
            }

            StreamSnapshot? snapshot = stream.Snapshot is { } kept && kept.Version > read.AfterVersion && string.Equals(kept.Schema, read.SnapshotSchema, StringComparison.Ordinal) ? kept : null;
            long after = Math.Min(snapshot?.Version ?? read.AfterVersion, stream.Decisions.Count);
            int count = (int)Math.Min(read.Limit, stream.Decisions.Count - after);
            DecisionRecord? recorded = null;
            if (read.IdempotencyKey is not null)
            {
                stream.ByKey.TryGetValue(read.IdempotencyKey, out recorded);
            }

            return Task.FromResult(new StreamSlice(read.Stream, stream.Incarnation, stream.Decisions.Count, snapshot, stream.Decisions.GetRange((int)after, count), recorded));
        }
    }

    /// <inheritdoc/>
    public Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        StreamAppends.Check(appends);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            foreach (StreamAppend append in appends)
            {
                this.streams.TryGetValue(append.Stream, out MemoryStream? stream);
                if ((stream?.Decisions.Count ?? 0) != append.ExpectedVersion || (append.ExpectedIncarnation is { } incarnation && stream?.Incarnation != incarnation))
                {
                    return Task.FromResult(AppendResult.VersionConflict(append.Stream));
                }

                if (append.Decision.IdempotencyKey is { } key && stream?.ByKey.ContainsKey(key) == true)
                {
                    return Task.FromResult(AppendResult.KeyTaken(append.Stream));
                }
            }

            foreach (StreamAppend append in appends)
            {
                this.Add(append);
            }

            return Task.FromResult(AppendResult.Appended);
        }
    }

    /// <inheritdoc/>
    public Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            if (!this.due.TryGetValue(query.Category, out SortedSet<DuePlace>? places))
            {
                return Task.FromResult(new DuePage([], null));
            }

            DuePlace? after = query.After is null ? null : DuePlace.Parse(query.After);
            IEnumerable<DuePlace> rest = after is { } a ? places.GetViewBetween(a, DuePlace.Last).Where(p => p.CompareTo(a) > 0) : places;
            SortedDictionary<long, MemoryStream> all = this.categories[query.Category];
            DuePlace[] found = rest.TakeWhile(p => p.Due <= query.Until).Where(p => all[p.Number].SetAside is null).Take(query.Limit + 1).ToArray();
            DuePlace[] page = found.Take(query.Limit).ToArray();
            return Task.FromResult(new DuePage(page.Select(p => new DueStream(all[p.Number].Id, p.Due)).ToArray(), found.Length > page.Length ? page[page.Length - 1].ToString() : null));
        }
    }

    /// <inheritdoc/>
    public Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            if (!this.categories.TryGetValue(query.Category, out SortedDictionary<long, MemoryStream>? all))
            {
                return Task.FromResult(new StreamPage([], null));
            }

            long after = query.After is null ? 0 : long.Parse(query.After, CultureInfo.InvariantCulture);
            KeyValuePair<long, MemoryStream>[] found = all.Where(s => s.Key > after && s.Value.IsAsked(query)).Take(query.Limit + 1).ToArray();
            KeyValuePair<long, MemoryStream>[] page = found.Take(query.Limit).ToArray();
            string? next = found.Length > page.Length ? page[page.Length - 1].Key.ToString(CultureInfo.InvariantCulture) : null;
            return Task.FromResult(new StreamPage(page.Select(s => s.Value.ToEntry()).ToArray(), next));
        }
    }

    /// <inheritdoc/>
    public Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            if (!this.streams.TryGetValue(stream, out MemoryStream? found))
            {
                return Task.FromResult(false);
            }

            found.SetAside = setAside;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            if (!this.streams.TryGetValue(request.Source, out MemoryStream? stream))
            {
                return Task.FromResult(EraseStatus.NotFound);
            }

            if (!request.Source.Equals(request.Target) && this.streams.ContainsKey(request.Target))
            {
                return Task.FromResult(EraseStatus.TargetExists);
            }

            // First what could throw: then the stream is still there, as it was.
            stream.Erase(request.Target, request.Erasure, ++this.incarnations);
            this.streams.Remove(request.Source);
            this.streams.Add(request.Target, stream);
            return Task.FromResult(EraseStatus.Erased);
        }
    }

    /// <inheritdoc/>
    public Task<string?> ReadCheckpointAsync(string name, CancellationToken cancellationToken)
    {
        StreamAppends.CheckName(name);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            return Task.FromResult(this.checkpoints.TryGetValue(name, out string? value) ? value : null);
        }
    }

    /// <inheritdoc/>
    public Task WriteCheckpointAsync(string name, string? value, CancellationToken cancellationToken)
    {
        StreamAppends.CheckName(name);
        cancellationToken.ThrowIfCancellationRequested();
        lock (this.gate)
        {
            if (value is null)
            {
                this.checkpoints.Remove(name);
            }
            else
            {
                this.checkpoints[name] = value;
            }

            return Task.CompletedTask;
        }
    }

    private void Add(StreamAppend append)
    {
        string category = append.Stream.Category;
        if (!this.streams.TryGetValue(append.Stream, out MemoryStream? stream))
        {
            long number = ++this.incarnations;
            stream = new MemoryStream(append.Stream, number);
            this.streams.Add(append.Stream, stream);
            if (!this.categories.TryGetValue(category, out SortedDictionary<long, MemoryStream>? all))
            {
                all = new SortedDictionary<long, MemoryStream>();
                this.categories.Add(category, all);
                this.due.Add(category, new SortedSet<DuePlace>());
            }

            all.Add(number, stream);
        }

        SortedSet<DuePlace> places = this.due[category];
        if (stream.Last?.NextDue is { } before)
        {
            places.Remove(new DuePlace(before, stream.Number));
        }

        stream.Add(append);
        if (append.Decision.NextDue is { } next)
        {
            places.Add(new DuePlace(next, stream.Number));
        }
    }

    private sealed class MemoryStream
    {
        internal MemoryStream(StreamId id, long number)
        {
            this.Id = id;
            this.Number = number;
            this.Incarnation = number;
        }

        internal StreamId Id { get; private set; }

        internal long Number { get; }

        internal long Incarnation { get; private set; }

        internal List<DecisionRecord> Decisions { get; } = new List<DecisionRecord>();

        internal Dictionary<string, DecisionRecord> ByKey { get; } = new Dictionary<string, DecisionRecord>(StringComparer.Ordinal);

        internal StreamSnapshot? Snapshot { get; private set; }

        internal StreamSetAside? SetAside { get; set; }

        internal StreamDecision? Last => this.Decisions.Count == 0 ? null : this.Decisions[this.Decisions.Count - 1].Decision;

        internal void Add(StreamAppend append)
        {
            this.Add(append.Decision);
            this.Snapshot = append.Snapshot ?? this.Snapshot;
            this.SetAside = null;
        }

        internal void Erase(StreamId target, Erasure erasure, long incarnation)
        {
            StreamDecision[] decisions = this.Decisions.Select(d => StreamAppends.Erased(d.Decision, erasure)).ToArray();
            this.Id = target;
            this.Incarnation = incarnation;
            this.Snapshot = null;
            this.Decisions.Clear();
            this.ByKey.Clear();
            foreach (StreamDecision decision in decisions)
            {
                this.Add(decision);
            }
        }

        internal bool IsAsked(StreamQuery query) => query.Kind switch
        {
            StreamQueryKind.Outdated => this.Last?.PolicyVersion is { } version && !version.Equals(query.Current),
            StreamQueryKind.SetAside => this.SetAside is not null,
            _ => true,
        };

        internal StreamEntry ToEntry() => new StreamEntry(this.Id, this.Decisions.Count, this.Last?.PolicyVersion, this.Last?.NextDue, this.SetAside);

        private void Add(StreamDecision decision)
        {
            var record = new DecisionRecord(this.Id, this.Decisions.Count + 1, decision);
            this.Decisions.Add(record);
            if (decision.IdempotencyKey is { } key)
            {
                this.ByKey.Add(key, record);
            }
        }
    }

    private readonly struct DuePlace : IComparable<DuePlace>
    {
        internal DuePlace(Instant due, long number)
        {
            this.Due = due;
            this.Number = number;
        }

        internal static DuePlace Last => new DuePlace(Instant.MaxValue, long.MaxValue);

        internal Instant Due { get; }

        internal long Number { get; }

        public int CompareTo(DuePlace other)
        {
            int byDue = this.Due.CompareTo(other.Due);
            return byDue != 0 ? byDue : this.Number.CompareTo(other.Number);
        }

        public override string ToString() => InstantPattern.ExtendedIso.Format(this.Due) + "|" + this.Number.ToString(CultureInfo.InvariantCulture);

        internal static DuePlace Parse(string text)
        {
            string[] parts = text.Split('|');
            return new DuePlace(InstantPattern.ExtendedIso.Parse(parts[0]).Value, long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }
}
