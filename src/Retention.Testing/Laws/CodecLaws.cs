using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing.Laws;

/// <summary>The laws that a store's codecs keep, whoever wrote them.</summary>
public static class CodecLaws
{
    /// <summary>Checks every law on generated histories of one process.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="process">The process.</param>
    /// <param name="histories">Sequences of commands.</param>
    /// <param name="events">The codec of commands and events.</param>
    /// <param name="snapshots">The codec of states, which gives equal texts for equal states.</param>
    /// <param name="settings">How hard to check.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckAll<TState, TCommand, TEvent>(
        IProcess<TState, TCommand, TEvent> process, Arbitrary<TCommand[]> histories, IEventCodec events, ISnapshotCodec snapshots, LawSettings settings)
        where TState : class
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        LawSettings how = settings ?? throw new ArgumentNullException(nameof(settings));
        var run = new CodecRun<TState, TCommand, TEvent>(
            process ?? throw new ArgumentNullException(nameof(process)),
            events ?? throw new ArgumentNullException(nameof(events)),
            snapshots ?? throw new ArgumentNullException(nameof(snapshots)));
        return
        [
            Law.Check("Every command and event that is encoded and decoded is equal, and encodes to the same text again.", histories, run.Messages, Show, how),
            Law.Check("A state that is encoded and decoded after every command decides as the one that never was.", histories, run.EveryState, Show, how),
            Law.Check("A state that is encoded and decoded once, wherever, decides as the one that never was.", histories, run.AnyState, Show, how),
        ];
    }

    /// <summary>What is wrong with a message once it was encoded and decoded; null if nothing is.</summary>
    internal static string? RoundTrip(IEventCodec codec, Message message)
    {
        EncodedMessage encoded = codec.Encode(message);
        Message decoded = codec.Decode(encoded);
        EncodedMessage again = codec.Encode(decoded);
        return !message.Equals(decoded) ? message + " became " + decoded
            : encoded.TypeName != message.TypeName ? message.TypeName + " was encoded as " + encoded.TypeName
            : encoded.TypeName != again.TypeName || encoded.SchemaVersion != again.SchemaVersion || encoded.Payload != again.Payload ? encoded.Payload + " became " + again.Payload
            : null;
    }

    private static string Show<TCommand>(TCommand[] commands) => string.Join("\n", commands.Select(c => c?.ToString()));
}

/// <summary>Runs one history beside its own copies from text.</summary>
internal sealed class CodecRun<TState, TCommand, TEvent>
    where TState : class
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    private readonly IProcess<TState, TCommand, TEvent> process;
    private readonly IEventCodec events;
    private readonly ISnapshotCodec snapshots;

    internal CodecRun(IProcess<TState, TCommand, TEvent> process, IEventCodec events, ISnapshotCodec snapshots)
    {
        this.process = process;
        this.events = events;
        this.snapshots = snapshots;
    }

    internal string? Messages(TCommand[] commands)
    {
        var run = new StreamRun<TState, TCommand, TEvent>(this.process, this.process.Initial);
        foreach (TCommand command in commands)
        {
            if (CodecLaws.RoundTrip(this.events, command) is { } wrong)
            {
                return wrong;
            }

            run.Do(command);
        }

        return run.Events.Select(e => CodecLaws.RoundTrip(this.events, e)).FirstOrDefault(w => w is not null);
    }

    internal string? EveryState(TCommand[] commands)
    {
        TState one = this.process.Initial;
        TState other = this.Copy(one);
        foreach (TCommand command in commands)
        {
            if (this.Step(ref one, ref other, command) is { } wrong)
            {
                return wrong;
            }

            other = this.Copy(other);
        }

        return null;
    }

    internal string? AnyState(TCommand[] commands)
    {
        // Three places are enough for each history: there are many histories.
        foreach (int cut in new[] { commands.Length / 4, commands.Length / 2, commands.Length * 3 / 4 }.Distinct())
        {
            TState one = this.process.Initial;
            foreach (TCommand command in commands.Take(cut))
            {
                one = this.process.Fold(one, this.process.Handle(one, command).Events);
            }

            TState other = this.Copy(one);
            foreach (TCommand command in commands.Skip(cut))
            {
                if (this.Step(ref one, ref other, command) is { } wrong)
                {
                    return "cut after " + cut + ": " + wrong;
                }
            }
        }

        return null;
    }

    private TState Copy(TState state) => (TState)this.snapshots.Decode(typeof(TState), this.snapshots.Encode(state));

    /// <summary>Handles a command on both and compares what was decided, what comes of time, and what is seen.</summary>
    private string? Step(ref TState one, ref TState other, TCommand command)
    {
        Decision<TEvent> first = this.process.Handle(one, command);
        Decision<TEvent> second = this.process.Handle(other, command);
        if (!first.Events.SequenceEqual(second.Events) || !Equals(first.Refusal, second.Refusal))
        {
            return command + " was decided as " + Text(first) + " and as " + Text(second);
        }

        one = this.process.Fold(one, first.Events);
        other = this.process.Fold(other, second.Events);
        Instant? due = this.process.NextDue(one);
        if (due != this.process.NextDue(other))
        {
            return "after " + command + " the next due is " + due + " and " + this.process.NextDue(other);
        }

        string text = this.snapshots.Encode(one);
        if (this.snapshots.Encode(other) != text)
        {
            return "after " + command + " the states are " + text + " and " + this.snapshots.Encode(other);
        }

        Instant later = due is { } at && at < Instant.MaxValue - Duration.FromDays(40) ? at + Duration.FromDays(40) : command.At;
        return this.process.Settle(one, later).SequenceEqual(this.process.Settle(other, later)) ? null : "after " + command + " settling until " + later + " differs";
    }

    private static string Text(Decision<TEvent> decision) => decision.Refusal?.ToString() ?? string.Join(" ", decision.Events);
}
