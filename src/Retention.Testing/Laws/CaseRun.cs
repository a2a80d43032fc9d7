using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Sla;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>One case under way.</summary>
internal sealed class CaseRun : StreamRun<CaseState, CaseCommand, CaseEvent>
{
    private readonly CaseSubject process;

    internal CaseRun(CaseSubject process)
        : this(process, process.Initial)
    {
    }

    internal CaseRun(CaseSubject process, CaseState state)
        : base(process, state) => this.process = process;

    /// <summary>Gets the last event's instant; one is there always once something was accepted.</summary>
    internal Instant Last => this.State.LastEventAt ?? Instant.FromUtc(2026, 1, 1, 0, 0);

    internal CaseRun DoAll(IEnumerable<CaseCommand> commands)
    {
        this.Handle(commands);
        return this;
    }

    internal CaseRun Fork() => new CaseRun(this.process, this.State);

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
