using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>A history, and a seed for what a law does after it.</summary>
/// <typeparam name="TCommand">The commands of the process.</typeparam>
internal sealed class Trial<TCommand>
    where TCommand : ICommand
{
    internal Trial(TCommand[] commands, long seed)
    {
        this.Commands = commands;
        this.Seed = seed;
    }

    internal TCommand[] Commands { get; }

    internal long Seed { get; }

    internal static IEnumerable<Trial<TCommand>> Smaller(Trial<TCommand> one) => Shrinking.Smaller(one.Commands).Select(c => new Trial<TCommand>(c, one.Seed));

    public override string ToString() => string.Join("\n", this.Commands.Select(c => c.ToString())) + "\nthen with seed " + this.Seed.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One stream of a process under way.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <typeparam name="TCommand">The commands.</typeparam>
/// <typeparam name="TEvent">The events.</typeparam>
internal class StreamRun<TState, TCommand, TEvent>
    where TCommand : ICommand
    where TEvent : IEvent
{
    internal StreamRun(IProcess<TState, TCommand, TEvent> process, TState state)
    {
        this.Process = process;
        this.State = state;
    }

    internal IProcess<TState, TCommand, TEvent> Process { get; }

    internal TState State { get; private set; }

    internal List<TEvent> Events { get; } = new List<TEvent>();

    /// <summary>Handles a command; a refusal changes nothing.</summary>
    internal Decision<TEvent> Do(TCommand command)
    {
        Decision<TEvent> decision = this.Process.Handle(this.State, command);
        this.State = this.Process.Fold(this.State, decision.Events);
        this.Events.AddRange(decision.Events);
        return decision;
    }

    /// <summary>Settled, as the next command finds it.</summary>
    internal void Settle(Instant at)
    {
        IReadOnlyList<TEvent> events = this.Process.Settle(this.State, at);
        this.State = this.Process.Fold(this.State, events);
        this.Events.AddRange(events);
    }

    /// <summary>All handled, whether accepted or refused.</summary>
    private protected void Handle(IEnumerable<TCommand> commands)
    {
        foreach (TCommand command in commands)
        {
            this.Do(command);
        }
    }
}
