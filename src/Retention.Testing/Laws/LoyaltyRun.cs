using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>A history, and a seed for what a law does after it.</summary>
internal sealed class LoyaltyCase
{
    internal LoyaltyCase(PointsCommand[] commands, long seed)
    {
        this.Commands = commands;
        this.Seed = seed;
    }

    internal PointsCommand[] Commands { get; }

    internal long Seed { get; }

    internal static IEnumerable<LoyaltyCase> Smaller(LoyaltyCase one) => Shrinking.Smaller(one.Commands).Select(c => new LoyaltyCase(c, one.Seed));

    public override string ToString() => string.Join("\n", this.Commands.Select(c => c.ToString())) + "\nthen with seed " + this.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One account under way.</summary>
internal sealed class LoyaltyRun
{
    internal LoyaltyRun(PointsAccount process)
        : this(process, process.Initial)
    {
    }

    internal LoyaltyRun(PointsAccount process, PointsAccountState state)
    {
        this.Process = process;
        this.State = state;
    }

    internal PointsAccount Process { get; }

    internal PointsAccountState State { get; private set; }

    internal List<PointsEvent> Events { get; } = new List<PointsEvent>();

    /// <summary>Handles a command; a refusal changes nothing.</summary>
    internal Decision<PointsEvent> Do(PointsCommand command)
    {
        Decision<PointsEvent> decision = this.Process.Handle(this.State, command);
        this.State = this.Process.Fold(this.State, decision.Events);
        this.Events.AddRange(decision.Events);
        return decision;
    }

    internal LoyaltyRun DoAll(IEnumerable<PointsCommand> commands)
    {
        foreach (PointsCommand command in commands)
        {
            this.Do(command);
        }

        return this;
    }

    /// <summary>All accepted, or null.</summary>
    internal LoyaltyRun? TryAll(IEnumerable<PointsCommand> commands)
    {
        foreach (PointsCommand command in commands)
        {
            if (!this.Do(command).IsAccepted)
            {
                return null;
            }
        }

        return this;
    }

    /// <summary>The same account from here on, apart.</summary>
    internal LoyaltyRun Fork() => new LoyaltyRun(this.Process, this.State);

    /// <summary>Settled, as the next command finds it.</summary>
    internal void Settle(Instant at)
    {
        IReadOnlyList<PointsEvent> events = this.Process.Settle(this.State, at);
        this.State = this.Process.Fold(this.State, events);
        this.Events.AddRange(events);
    }
}
