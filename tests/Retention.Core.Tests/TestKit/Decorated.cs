using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Tests.TestKit;

/// <summary>A process that does as another does, but for what is changed.</summary>
internal sealed class Decorated<TState, TCommand, TEvent> : IProcess<TState, TCommand, TEvent>
    where TCommand : ICommand
    where TEvent : IEvent
{
    private readonly IProcess<TState, TCommand, TEvent> inner;

    internal Decorated(IProcess<TState, TCommand, TEvent> inner) => this.inner = inner;

    public TState Initial => this.inner.Initial;

    /// <summary>Gets or sets which of the events that time brings are forgotten.</summary>
    internal Func<TEvent, bool> Forgets { get; set; } = _ => false;

    /// <summary>Gets or sets what becomes of a decision.</summary>
    internal Func<TCommand, Decision<TEvent>, Decision<TEvent>> Decides { get; set; } = (_, decision) => decision;

    public IReadOnlyList<TEvent> Settle(TState state, Instant now) => this.inner.Settle(state, now).Where(e => !this.Forgets(e)).ToArray();

    public Decision<TEvent> Decide(TState state, TCommand command) => this.Decides(command, this.inner.Decide(state, command));

    public TState Evolve(TState state, TEvent @event) => this.inner.Evolve(state, @event);

    public Instant? NextDue(TState state) => this.inner.NextDue(state);
}
