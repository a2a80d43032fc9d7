using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;

namespace Retention.Testing.Generators;

/// <summary>Histories of a small process, of which each command is chosen by what is there, at times that often are those at which something is due.</summary>
internal static class Walk
{
    /// <summary>Histories of 1 to 40 commands; they shrink by leaving commands out.</summary>
    internal static Arbitrary<TCommand[]> Of<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, Func<Dice, TState, Instant, TCommand> next)
        where TCommand : ICommand
        where TEvent : IEvent => Arb.From(Dice.Seeds.Select(seed => Make(process, next, new Dice(seed))), Shrinking.Smaller);

    private static TCommand[] Make<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, Func<Dice, TState, Instant, TCommand> next, Dice dice)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        var commands = new List<TCommand>();
        TState state = process.Initial;
        Instant now = dice.Of(Instant.FromUtc(2024, 2, 28, 16, 0), Instant.FromUtc(2026, 3, 29, 0, 59), Instant.FromUtc(2024, 12, 31, 15, 59));
        for (int more = dice.Of(dice.Between(1, 5), dice.Between(5, 40)); more > 0; more--)
        {
            now = Time(dice, now, process.NextDue(state));
            TCommand command = next(dice, state, now);
            commands.Add(command);
            Decision<TEvent> decision = process.Handle(state, command);
            state = process.Fold(state, decision.Events);
        }

        return commands.ToArray();
    }

    private static Instant Time(Dice dice, Instant now, Instant? due) => dice.Next(8) switch
    {
        0 => due is { } at && at >= now ? at + Duration.FromNanoseconds(dice.Of(0, 0, 1, -1)) : now,
        1 => now + Duration.FromHours(dice.Between(1, 24 * 40)),
        2 => now + Duration.FromMinutes(dice.Between(1, 90)),
        3 => now + Duration.Epsilon,
        4 => dice.Percent(20) ? now - Duration.FromHours(1) : now,
        _ => now,
    };
}
