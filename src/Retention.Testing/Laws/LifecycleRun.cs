using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Periods;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>One customer's life under way.</summary>
internal sealed class LifecycleRun : StreamRun<LifecycleState, LifecycleCommand, LifecycleEvent>
{
    private readonly IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> process;

    internal LifecycleRun(IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> process)
        : this(process, process.Initial)
    {
    }

    internal LifecycleRun(IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> process, LifecycleState state)
        : base(process, state) => this.process = process;

    /// <summary>Gets the last event's instant; one is there always once something was accepted.</summary>
    internal Instant Last => this.State.LastEventAt ?? Instant.FromUtc(2026, 1, 1, 0, 0);

    internal LifecycleRun DoAll(IEnumerable<LifecycleCommand> commands)
    {
        this.Handle(commands);
        return this;
    }

    internal LifecycleRun Fork() => new LifecycleRun(this.process, this.State);

    /// <summary>An instant after the last event, often where something is due or a day begins, to the nanosecond.</summary>
    internal Instant Later(Dice dice, DateTimeZone zone)
    {
        Instant at = dice.Next(4) switch
        {
            0 => this.process.NextDue(this.State) is { } due && due - this.Last < Duration.FromDays(800) ? due : this.Last,
            1 => LocalDays.StartOf(LocalDays.DateOf(this.Last, zone).PlusDays(dice.Of(1, 30, 31, 90, 91, 180, 181)), zone),
            2 => this.Last + Duration.FromHours(dice.Next(24 * 400)),
            _ => this.Last + Duration.FromMinutes(dice.Next(3_000)),
        };
        return Instant.Max(this.Last, at + dice.Of(Duration.Zero, Duration.Epsilon, -Duration.Epsilon));
    }
}
