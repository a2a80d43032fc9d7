using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;

namespace Retention.Testing.Laws;

/// <summary>The process under laws, the library's own or one that decorates it, with what the library's own reads from its states.</summary>
internal sealed class CaseSubject : IProcess<CaseState, CaseCommand, CaseEvent>
{
    private readonly IProcess<CaseState, CaseCommand, CaseEvent> process;
    private readonly SlaCase reader;

    internal CaseSubject(PolicyBook<SlaPolicy> book, Func<PolicyBook<SlaPolicy>, IProcess<CaseState, CaseCommand, CaseEvent>>? process)
    {
        this.Book = book;
        this.reader = new SlaCase(book);
        this.process = process?.Invoke(book) ?? this.reader;
    }

    internal PolicyBook<SlaPolicy> Book { get; }

    public CaseState Initial => this.process.Initial;

    public IReadOnlyList<CaseEvent> Settle(CaseState state, Instant now) => this.process.Settle(state, now);

    public Decision<CaseEvent> Decide(CaseState state, CaseCommand command) => this.process.Decide(state, command);

    public CaseState Evolve(CaseState state, CaseEvent @event) => this.process.Evolve(state, @event);

    public Instant? NextDue(CaseState state) => this.process.NextDue(state);

    internal IReadOnlyList<ClockView> Clocks(CaseState state, Instant asOf) => this.reader.Clocks(state, asOf);

    internal IReadOnlyList<ClockSegment> Timeline(CaseState state, string clock, int cycle, Instant asOf) => this.reader.Timeline(state, clock, cycle, asOf);
}
