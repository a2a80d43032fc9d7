using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core;

/// <summary>What every process can do because it has the one shape.</summary>
public static class ProcessExtensions
{
    /// <summary>Handles a command: settles the state until the command's instant, then decides.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="state">The state as last stored; not changed.</param>
    /// <param name="command">The command.</param>
    /// <returns>Accepted with the settled events followed by the decided ones, or the refusal (then nothing is to be stored).</returns>
    public static Decision<TEvent> Handle<TState, TCommand, TEvent>(this IProcess<TState, TCommand, TEvent> process, TState state, TCommand command)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(command);
        IReadOnlyList<TEvent> settled = process.Settle(state, command.At);
        Decision<TEvent> decision = process.Decide(process.Fold(state, settled), command);
        if (!decision.IsAccepted || settled.Count == 0)
        {
            return decision;
        }

        var events = new List<TEvent>(settled.Count + decision.Events.Count);
        events.AddRange(settled);
        events.AddRange(decision.Events);
        return Decision.Accept<TEvent>(events);
    }

    /// <summary>The state as it is at an instant, whether or not anything ran since; nothing is stored.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="state">The state as last stored; not changed.</param>
    /// <param name="at">The instant to look at, inclusive; before the last event nothing is settled.</param>
    /// <returns>The settled state.</returns>
    public static TState View<TState, TCommand, TEvent>(this IProcess<TState, TCommand, TEvent> process, TState state, Instant at)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        ArgumentNullException.ThrowIfNull(process);
        return process.Fold(state, process.Settle(state, at));
    }

    /// <summary>The state after several events.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="state">The state before; pass <see cref="IProcess{TState, TCommand, TEvent}.Initial"/> to replay a whole stream.</param>
    /// <param name="events">The events, in order.</param>
    /// <returns>The state after.</returns>
    public static TState Fold<TState, TCommand, TEvent>(this IProcess<TState, TCommand, TEvent> process, TState state, IEnumerable<TEvent> events)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(events);
        foreach (TEvent e in events)
        {
            state = process.Evolve(state, e);
        }

        return state;
    }
}
