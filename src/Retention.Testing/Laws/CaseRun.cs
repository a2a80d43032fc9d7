using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>A history, and a seed for what a law does after it.</summary>
internal sealed class CaseTrial
{
    internal CaseTrial(CaseCommand[] commands, long seed)
    {
        this.Commands = commands;
        this.Seed = seed;
    }

    internal CaseCommand[] Commands { get; }

    internal long Seed { get; }

    internal static IEnumerable<CaseTrial> Smaller(CaseTrial one) => Shrinking.Smaller(one.Commands).Select(c => new CaseTrial(c, one.Seed));

    public override string ToString() => string.Join("\n", this.Commands.Select(c => c.ToString())) + "\nthen with seed " + this.Seed.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One case under way.</summary>
internal sealed class CaseRun
{
    internal CaseRun(SlaCase process)
        : this(process, process.Initial)
    {
    }

    internal CaseRun(SlaCase process, CaseState state)
    {
        this.Process = process;
        this.State = state;
    }

    internal SlaCase Process { get; }

    internal CaseState State { get; private set; }

    internal List<CaseEvent> Events { get; } = new List<CaseEvent>();

    /// <summary>Gets the last event's instant; one is there always once something was accepted.</summary>
    internal Instant Last => this.State.LastEventAt ?? Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Handles a command; a refusal changes nothing.</summary>
    internal Decision<CaseEvent> Do(CaseCommand command)
    {
        Decision<CaseEvent> decision = this.Process.Handle(this.State, command);
        this.State = this.Process.Fold(this.State, decision.Events);
        this.Events.AddRange(decision.Events);
        return decision;
    }

    internal CaseRun DoAll(IEnumerable<CaseCommand> commands)
    {
        foreach (CaseCommand command in commands)
        {
            this.Do(command);
        }

        return this;
    }

    internal CaseRun Fork() => new CaseRun(this.Process, this.State);

    internal void Settle(Instant at)
    {
        IReadOnlyList<CaseEvent> events = this.Process.Settle(this.State, at);
        this.State = this.Process.Fold(this.State, events);
        this.Events.AddRange(events);
    }

    /// <summary>Instants worth a look: of entries and deadlines to the nanosecond, between and after them; none before the opening.</summary>
    internal IReadOnlyList<Instant> Instants(Dice dice)
    {
        if (this.State.Entries.Count == 0)
        {
            return [];
        }

        Instant first = this.State.Entries[0].OccurredAt;
        Instant[] known = this.State.Entries.Select(e => e.OccurredAt).Concat(this.State.Clocks.Select(c => c.Due ?? first)).Append(this.Last).ToArray();
        var instants = new List<Instant> { this.Last, this.Last + Duration.FromDays(40) };
        for (int i = 0; i < 4; i++)
        {
            instants.Add(Instant.Max(first, dice.OfList(known) + dice.Of(Duration.Zero, Duration.Epsilon, -Duration.Epsilon, Duration.FromMinutes(dice.Next(3_000)))));
        }

        return instants;
    }
}
