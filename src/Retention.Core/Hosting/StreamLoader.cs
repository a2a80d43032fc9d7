using System;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Brings a stream's state up to date: from memory, from a snapshot, or from its first decision.</summary>
internal sealed class StreamLoader
{
    private readonly IEventStore store;
    private readonly ISnapshotCodec? snapshots;
    private readonly StateCache cache;
    private readonly int pageSize;

    internal StreamLoader(IEventStore store, ISnapshotCodec? snapshots, StateCache cache, int pageSize)
    {
        this.store = store;
        this.snapshots = snapshots;
        this.cache = cache;
        this.pageSize = pageSize;
    }

    /// <summary>Loads a stream, and looks for the decision of an idempotency key.</summary>
    internal async Task<LoadedStream<TState>> LoadAsync<TState, TCommand, TEvent>(StreamKind<TState, TCommand, TEvent> kind, StreamId stream, string? key, CancellationToken cancellationToken)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        LoadedStream<TState> loaded = this.cache.Find(stream) is { State: TState kept } cached
            ? new LoadedStream<TState>(kept, cached.Version, cached.Incarnation, null)
            : new LoadedStream<TState>(kind.Process.Initial, 0, 0, null);
        string? schema = loaded.Version == 0 ? this.snapshots?.SchemaOf(typeof(TState)) : null;
        while (true)
        {
            StreamSlice slice = await this.store.ReadAsync(new StreamRead(stream, loaded.Version, this.pageSize, key, schema), cancellationToken).ConfigureAwait(false);
            if (loaded.Version > 0 && (slice.Incarnation != loaded.Incarnation || slice.Version < loaded.Version))
            {
                // The stream was erased, or is another one by the same name: what is known of it is worth nothing.
                this.cache.Remove(stream);
                loaded = new LoadedStream<TState>(kind.Process.Initial, 0, 0, null);
                continue;
            }

            loaded = loaded.From(slice);
            if (slice.Snapshot is { } snapshot)
            {
                if (this.Decode<TState>(snapshot) is not { } state)
                {
                    schema = null;
                    continue;
                }

                loaded = loaded.At(state, snapshot.Version);
            }

            loaded = Fold(kind, loaded, slice);
            if (loaded.Version >= slice.Version)
            {
                this.cache.Put(stream, new CachedState(loaded.State, loaded.Version, loaded.Incarnation));
                return loaded;
            }

            schema = null;
        }
    }

    private static LoadedStream<TState> Fold<TState, TCommand, TEvent>(StreamKind<TState, TCommand, TEvent> kind, LoadedStream<TState> loaded, StreamSlice slice)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        TState state = loaded.State;
        long version = loaded.Version;
        foreach (DecisionRecord record in slice.Decisions)
        {
            if (record.Version != version + 1)
            {
                throw Missing(slice.Stream, version + 1, slice.Version);
            }

            foreach (Message e in record.Decision.Events)
            {
                TEvent mine = e as TEvent ?? throw new BrokenStreamException(slice.Stream, record.Version, "the event " + e.TypeName + " isn't one of a " + typeof(TState).Name + "; the stream is read as the wrong kind, or an event stands in the wrong stream.");
                state = Evolve(kind, state, mine, record);
            }

            version++;
        }

        if (slice.Decisions.Count == 0 && version < slice.Version)
        {
            throw Missing(slice.Stream, version + 1, slice.Version);
        }

        return loaded.At(state, version);
    }

    private static TState Evolve<TState, TCommand, TEvent>(StreamKind<TState, TCommand, TEvent> kind, TState state, TEvent e, DecisionRecord record)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        try
        {
            return kind.Process.Evolve(state, e);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            throw new BrokenStreamException(record.Stream, record.Version, "the event " + e.TypeName + " can't follow what stands before it (" + thrown.GetType().Name + "); decisions were lost, changed or put elsewhere.", thrown);
        }
    }

    private static BrokenStreamException Missing(StreamId stream, long version, long last) =>
        new BrokenStreamException(stream, version, "the decision is missing, though the stream has " + last.ToString(System.Globalization.CultureInfo.InvariantCulture) + " decisions; restore it from a backup, nothing was repaired.");

    private TState? Decode<TState>(StreamSnapshot snapshot)
        where TState : class
    {
        try
        {
            return (TState)this.snapshots!.Decode(typeof(TState), snapshot.Payload);
        }
        catch (UnreadableMessageException)
        {
            // A snapshot is a cache; the events say it all.
            return null;
        }
    }
}

/// <summary>A stream's state, where it stands, and the decision that was looked for.</summary>
internal sealed class LoadedStream<TState>
    where TState : class
{
    internal LoadedStream(TState state, long version, long incarnation, DecisionRecord? recorded)
    {
        this.State = state;
        this.Version = version;
        this.Incarnation = incarnation;
        this.Recorded = recorded;
    }

    internal TState State { get; }

    internal long Version { get; }

    internal long Incarnation { get; }

    internal DecisionRecord? Recorded { get; }

    internal LoadedStream<TState> From(StreamSlice slice) => new LoadedStream<TState>(this.State, this.Version, slice.Incarnation, slice.Recorded);

    internal LoadedStream<TState> At(TState state, long version) => new LoadedStream<TState>(state, version, this.Incarnation, this.Recorded);
}
