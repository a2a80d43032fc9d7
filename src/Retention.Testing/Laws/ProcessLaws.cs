using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using NodaTime;
using Retention.Core;

namespace Retention.Testing.Laws;

/// <summary>The laws that every process keeps, because it has the one shape.</summary>
public static class ProcessLaws
{
    /// <summary>Checks every law on generated histories.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="histories">Sequences of commands.</param>
    /// <param name="describe">A text of a state that is equal iff two states are; null: all that is public in it.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckAll<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, Arbitrary<TCommand[]> histories, Func<TState, string>? describe = null, LawSettings? settings = null)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        return Check(
            string.Empty,
            process ?? throw new ArgumentNullException(nameof(process)),
            histories ?? throw new ArgumentNullException(nameof(histories)),
            describe ?? StateText.Everything,
            LawSettings.Of(settings));
    }

    /// <summary>Checks them under names that say of which of several processes they are.</summary>
    internal static IReadOnlyList<LawReport> Check<TState, TCommand, TEvent>(string prefix, IProcess<TState, TCommand, TEvent> process, Arbitrary<TCommand[]> histories, Func<TState, string> describe, LawSettings how)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        var run = new ProcessRun<TState, TCommand, TEvent>(process, describe);
        return
        [
            Law.Check(prefix + "Replaying the events gives the state that handling the commands gave.", histories, run.Replay, Show, how),
            Law.Check(prefix + "Settling before NextDue returns nothing, and at it something.", histories, run.NextDueIsExact, Show, how),
            Law.Check(prefix + "Settling more often gives the same events.", histories, run.SettlingMoreOften, Show, how),
            Law.Check(prefix + "Settled events are dated in order, after the last event and not after the instant asked for.", histories, run.SettledInOrder, Show, how),
            Law.Check(prefix + "A command before the last event is refused with at-before-stream.", histories, run.TimeNeverGoesBack, Show, how),
            Law.Check(prefix + "Deciding and evolving leave the state as it was, and two commands from one state don't influence each other.", histories, run.StatesAreValues, Show, how),
        ];
    }

    private static string Show<TCommand>(TCommand[] commands) => string.Join("\n", commands);
}

/// <summary>Runs one history and looks for a violation of each law; null if there is none.</summary>
internal sealed class ProcessRun<TState, TCommand, TEvent>
    where TCommand : ICommand
    where TEvent : IEvent
{
    private readonly IProcess<TState, TCommand, TEvent> process;
    private readonly Func<TState, string> describe;

    internal ProcessRun(IProcess<TState, TCommand, TEvent> process, Func<TState, string> describe)
    {
        this.process = process;
        this.describe = describe;
    }

    internal string? Replay(TCommand[] commands)
    {
        TState state = this.process.Initial;
        var events = new List<TEvent>();
        foreach (TCommand command in commands)
        {
            Decision<TEvent> decision = this.process.Handle(state, command);
            events.AddRange(decision.Events);
            state = this.process.Fold(state, decision.Events);
        }

        return this.Same(state, this.process.Fold(this.process.Initial, events), "replay");
    }

    internal string? NextDueIsExact(TCommand[] commands) => this.OnEveryState(commands, (state, last) =>
    {
        if (this.process.NextDue(state) is not { } due)
        {
            return this.process.Settle(state, last.Plus(Duration.FromDays(36_500))).Count == 0 ? null : "NextDue is null, but settling in 100 years returns something";
        }

        return this.process.Settle(state, due.PlusNanoseconds(-1)).Count > 0 ? "settling a nanosecond before NextDue " + due + " returns something"
            : this.process.Settle(state, due).Count == 0 ? "settling at NextDue " + due + " returns nothing"
            : null;
    });

    internal string? SettlingMoreOften(TCommand[] commands) => this.OnEveryState(commands, (state, last) =>
    {
        Instant end = last.Plus(Duration.FromDays(200));
        IReadOnlyList<TEvent> once = this.process.Settle(state, end);
        var often = new List<TEvent>();
        TState current = state;
        for (Instant at = last; at < end; at = at.Plus(Duration.FromHours(97)))
        {
            IReadOnlyList<TEvent> some = this.process.Settle(current, at);
            often.AddRange(some);
            current = this.process.Fold(current, some);
        }

        often.AddRange(this.process.Settle(current, end));
        return once.SequenceEqual(often) ? null : "settled once: " + string.Join(" ", once) + "; often: " + string.Join(" ", often);
    });

    internal string? SettledInOrder(TCommand[] commands) => this.OnEveryState(commands, (state, last) =>
    {
        Instant end = last.Plus(Duration.FromDays(200));
        Instant before = last;
        foreach (TEvent e in this.process.Settle(state, end))
        {
            if (e.At < before || e.At > end)
            {
                return e + " is out of order";
            }

            before = e.At;
        }

        return null;
    });

    internal string? TimeNeverGoesBack(TCommand[] commands)
    {
        TState state = this.process.Initial;
        Instant? last = null;
        foreach (TCommand command in commands)
        {
            Decision<TEvent> decision = this.process.Handle(state, command);
            if (last is { } l && command.At < l && decision.Refusal?.Code != RefusalCodes.AtBeforeStream)
            {
                return command + " was not refused after " + l;
            }

            state = this.process.Fold(state, decision.Events);
            last = decision.Events.Count > 0 ? decision.Events[decision.Events.Count - 1].At : last;
        }

        return null;
    }

    internal string? StatesAreValues(TCommand[] commands)
    {
        TState state = this.process.Initial;
        foreach (TCommand command in commands)
        {
            string before = this.describe(state);
            Decision<TEvent> first = this.process.Handle(state, command);
            TState one = this.process.Fold(state, first.Events);
            foreach (TCommand other in commands)
            {
                this.process.Fold(state, this.process.Handle(state, other).Events);
            }

            Decision<TEvent> again = this.process.Handle(state, command);
            if (this.describe(state) != before)
            {
                return "the state changed under " + command;
            }

            if (!first.Events.SequenceEqual(again.Events) || !Equals(first.Refusal, again.Refusal))
            {
                return command + " was decided differently the second time";
            }

            state = one;
        }

        return null;
    }

    private string? OnEveryState(TCommand[] commands, Func<TState, Instant, string?> violation)
    {
        TState state = this.process.Initial;
        foreach (TCommand command in commands)
        {
            Decision<TEvent> decision = this.process.Handle(state, command);
            state = this.process.Fold(state, decision.Events);
            if (decision.Events.Count > 0 && violation(state, decision.Events[decision.Events.Count - 1].At) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private string? Same(TState expected, TState actual, string what) =>
        this.describe(expected) == this.describe(actual) ? null : what + ": " + this.describe(actual) + " instead of " + this.describe(expected);
}
