using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>The answer to a command.</summary>
/// <typeparam name="TState">The process's state.</typeparam>
/// <typeparam name="TEvent">The process's events.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CommandResult<TState, TEvent>
    where TState : class, IStreamState
    where TEvent : Message, IEvent
{
    internal CommandResult(CommandStatus status, Refusal? refusal, StreamId stream, long version, TState state, IReadOnlyList<TEvent> events)
    {
        this.Status = status;
        this.Refusal = refusal;
        this.Stream = stream;
        this.Version = version;
        this.State = state;
        this.Events = events;
    }

    /// <summary>Gets what became of it.</summary>
    public CommandStatus Status { get; }

    /// <summary>Gets a value indicating whether it is stored, now or before.</summary>
    public bool IsAccepted => this.Status is CommandStatus.Accepted or CommandStatus.Replayed;

    /// <summary>Gets why it was refused; null unless it was.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets the version of the decision; of the stream as it stands where nothing was stored.</summary>
    public long Version { get; }

    /// <summary>Gets the state after it; as it stands, not settled, where nothing was stored or it had been stored before.</summary>
    public TState State { get; }

    /// <summary>Gets its events, the ones that time had caused first; empty unless it is stored.</summary>
    public IReadOnlyList<TEvent> Events { get; }
}
