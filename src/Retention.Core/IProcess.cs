using System.Collections.Generic;
using NodaTime;

namespace Retention.Core;

/// <summary>A stateful set of rules as pure functions: no clock, no store, no thread.</summary>
/// <typeparam name="TState">The immutable state.</typeparam>
/// <typeparam name="TCommand">The closed hierarchy of commands.</typeparam>
/// <typeparam name="TEvent">The closed hierarchy of events.</typeparam>
/// <remarks>
/// Handling a command is settle, then decide (<see cref="ProcessExtensions.Handle{TState, TCommand, TEvent}"/>); asking a question is
/// settle, then read, storing nothing (<see cref="ProcessExtensions.View{TState, TCommand, TEvent}"/>). So nothing depends on a sweep
/// having run. Every implementation is thread-safe.
/// </remarks>
public interface IProcess<TState, TCommand, TEvent>
    where TCommand : ICommand
    where TEvent : IEvent
{
    /// <summary>Gets the state of a stream without events.</summary>
    TState Initial { get; }

    /// <summary>What time alone has done by an instant.</summary>
    /// <param name="state">The state to start from.</param>
    /// <param name="now">The instant, inclusive.</param>
    /// <returns>The events in order, each dated at its own instant; empty if nothing was due.</returns>
    IReadOnlyList<TEvent> Settle(TState state, Instant now);

    /// <summary>Decides a command on a settled state. Never throws for a business reason.</summary>
    /// <param name="state">The state, settled until the command's <see cref="ICommand.At"/>.</param>
    /// <param name="command">The command.</param>
    /// <returns>Accepted with events (possibly none), or refused with the reason.</returns>
    Decision<TEvent> Decide(TState state, TCommand command);

    /// <summary>The state after an event. Total: accepts every event ever written, and reads no policy.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="event">The event.</param>
    /// <returns>The state after; <paramref name="state"/> stays as it was.</returns>
    TState Evolve(TState state, TEvent @event);

    /// <summary>The earliest instant at which <see cref="Settle"/> would return something.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The instant, or null if time alone will do nothing.</returns>
    Instant? NextDue(TState state);
}
