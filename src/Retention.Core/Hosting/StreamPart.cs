using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>One stream of a request that concerns one or several.</summary>
/// <remarks>Lives as long as its request. Not thread-safe.</remarks>
public abstract class StreamPart
{
    private protected StreamPart(StreamId stream) => this.Stream = stream;

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets the version of its decision; of the stream as it stands where nothing was stored.</summary>
    public long Version { get; private protected set; }

    /// <summary>Gets why its command was refused; null unless it was.</summary>
    public Refusal? Refusal { get; private protected set; }

    /// <summary>Gets what was stored before under the request's key; null if nothing was.</summary>
    internal DecisionRecord? Recorded { get; private protected set; }

    internal Message? Command { get; private protected set; }

    internal bool IsDecided { get; private protected set; }

    /// <summary>Gets a value indicating whether the process itself threw; then not the store is to blame.</summary>
    internal bool HasFailed { get; private protected set; }

    internal abstract Instant? LastEventAt { get; }

    internal abstract Task LoadAsync(StreamLoader loader, string? key, CancellationToken cancellationToken);

    internal abstract void Begin(Instant at);

    /// <summary>What time alone has done; false if it did nothing.</summary>
    internal abstract bool Settle(Instant now);

    internal abstract StreamAppend ToAppend(StreamDecisionDraft draft, ISnapshotCodec? snapshots, int snapshotEvery);

    /// <summary>Takes over that the append was stored.</summary>
    internal abstract void Stored(StateCache cache);

    /// <summary>Takes over what had been stored before.</summary>
    internal abstract void Replay();
}

/// <summary>One stream of a request: its state, and the command that is decided on it.</summary>
/// <typeparam name="TState">The process's state.</typeparam>
/// <typeparam name="TCommand">The process's commands.</typeparam>
/// <typeparam name="TEvent">The process's events.</typeparam>
/// <remarks>Lives as long as its request. Not thread-safe.</remarks>
public sealed class StreamPart<TState, TCommand, TEvent> : StreamPart
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    private readonly StreamKind<TState, TCommand, TEvent> kind;
    private LoadedStream<TState>? loaded;
    private Instant at;

    internal StreamPart(StreamKind<TState, TCommand, TEvent> kind, string key)
        : base(kind.Stream(key))
    {
        this.kind = kind;
        this.State = kind.Process.Initial;
    }

    /// <summary>Gets the state: settled until the decision time before the command is decided, and after the command once it is accepted.</summary>
    public TState State { get; private set; }

    /// <summary>Gets the events of the decision, the ones that time had caused first; empty unless it was accepted.</summary>
    public IReadOnlyList<TEvent> Events { get; private set; } = [];

    internal override Instant? LastEventAt => this.loaded?.State.LastEventAt;

    /// <summary>Decides a command on this stream.</summary>
    /// <param name="command">The command, for the decision time that the coordinator was given.</param>
    /// <returns>Accepted with its events, or refused; one refusal refuses the whole request.</returns>
    /// <exception cref="InvalidOperationException">A command was decided on this stream already, or none is asked for now.</exception>
    public Decision<TEvent> Decide(TCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (this.loaded is null)
        {
            throw new InvalidOperationException("A command is decided while the request is handled; call this inside the coordinator.");
        }

        if (this.IsDecided)
        {
            throw new InvalidOperationException("A request has one command for each stream; " + this.Stream + " has one already.");
        }

        this.IsDecided = true;
        this.Command = command;
        this.at = command.At;
        return this.Blaming(() =>
        {
            Decision<TEvent> decision = this.kind.Process.Handle(this.loaded.State, command);
            this.Refusal = decision.Refusal;
            if (decision.IsAccepted)
            {
                this.Take(decision.Events);
            }

            return decision;
        });
    }

    internal override async Task LoadAsync(StreamLoader loader, string? key, CancellationToken cancellationToken)
    {
        this.loaded = await loader.LoadAsync(this.kind, this.Stream, key, cancellationToken).ConfigureAwait(false);
        this.State = this.loaded.State;
        this.Version = this.loaded.Version;
        this.Recorded = this.loaded.Recorded;
        this.Events = [];
        this.Refusal = null;
        this.Command = null;
        this.IsDecided = false;
    }

    internal override void Begin(Instant at)
    {
        this.at = at;
        this.State = this.Blaming(() => this.kind.Process.View(this.loaded!.State, at));
    }

    internal override bool Settle(Instant now)
    {
        this.at = now;
        this.IsDecided = true;
        return this.Blaming(() =>
        {
            this.Take(this.kind.Process.Settle(this.loaded!.State, now));
            if (this.kind.Process.NextDue(this.State) <= now)
            {
                throw new InvalidOperationException("The process says that " + this.Stream + " is still due after it was settled; its NextDue must be the next instant at which Settle returns something.");
            }

            return this.Events.Count > 0;
        });
    }

    internal Instant? NextDue() => this.Blaming(() => this.kind.Process.NextDue(this.State));

    internal override StreamAppend ToAppend(StreamDecisionDraft draft, ISnapshotCodec? snapshots, int snapshotEvery)
    {
        draft.Command = this.Command;
        draft.At = this.at;
        draft.PolicyVersion = this.State.PolicyVersion;
        draft.NextDue = this.NextDue();
        foreach (TEvent e in this.Events)
        {
            draft.Events.Add(e);
        }

        long version = this.loaded!.Version + 1;
        StreamSnapshot? snapshot = snapshots is not null && snapshotEvery > 0 && version % snapshotEvery == 0 && snapshots.SchemaOf(typeof(TState)) is { } schema
            ? new StreamSnapshot(version, schema, snapshots.Encode(this.State))
            : null;
        return new StreamAppend(this.Stream, this.loaded.Version, this.loaded.Incarnation, new StreamDecision(draft), this.loaded.State, this.State, snapshot);
    }

    internal override void Stored(StateCache cache)
    {
        this.Version = this.loaded!.Version + 1;
        cache.Put(this.Stream, new CachedState(this.State, this.Version, this.loaded.Incarnation));
    }

    internal override void Replay()
    {
        this.State = this.loaded!.State;
        if (this.Recorded is { } recorded)
        {
            this.Version = recorded.Version;
            var events = new List<TEvent>(recorded.Decision.Events.Count);
            foreach (Message e in recorded.Decision.Events)
            {
                events.Add((TEvent)e);
            }

            this.Events = Sequence.Copy(events);
        }
    }

    private T Blaming<T>(Func<T> process)
    {
        this.HasFailed = true;
        T result = process();
        this.HasFailed = false;
        return result;
    }

    private void Take(IReadOnlyList<TEvent> events)
    {
        this.Events = events;
        this.State = this.kind.Process.Fold(this.loaded!.State, events);
    }
}
