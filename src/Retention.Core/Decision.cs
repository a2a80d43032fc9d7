using System;
using System.Collections.Generic;

namespace Retention.Core;

/// <summary>Makes decisions.</summary>
public static class Decision
{
    /// <summary>Accepts with the events that follow, in order.</summary>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="events">The events; copied. None means: accepted, and nothing changes.</param>
    /// <returns>The decision.</returns>
    public static Decision<TEvent> Accept<TEvent>(IReadOnlyList<TEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new Decision<TEvent>(Sequence.Copy(events), null);
    }

    /// <summary>Accepts with the events that follow, in order.</summary>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="events">The events; copied.</param>
    /// <returns>The decision.</returns>
    public static Decision<TEvent> Accept<TEvent>(params TEvent[] events) => Accept((IReadOnlyList<TEvent>)events);

    /// <summary>Refuses.</summary>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="refusal">Why, and what would have been allowed.</param>
    /// <returns>The decision.</returns>
    public static Decision<TEvent> Refuse<TEvent>(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new Decision<TEvent>(Array.Empty<TEvent>(), refusal);
    }
}

/// <summary>The answer of a process to a command: accepted with events, or refused with a reason.</summary>
/// <typeparam name="TEvent">The process's events.</typeparam>
/// <remarks>Immutable and thread-safe. A refusal is an answer, not history: it is not stored.</remarks>
public sealed class Decision<TEvent>
{
    internal Decision(IReadOnlyList<TEvent> events, Refusal? refusal)
    {
        this.Events = events;
        this.Refusal = refusal;
    }

    /// <summary>Gets a value indicating whether the command was accepted.</summary>
    public bool IsAccepted => this.Refusal is null;

    /// <summary>Gets the events in order; empty if refused, or if accepted without a change.</summary>
    public IReadOnlyList<TEvent> Events { get; }

    /// <summary>Gets the reason for refusing, or null if accepted.</summary>
    public Refusal? Refusal { get; }
}
