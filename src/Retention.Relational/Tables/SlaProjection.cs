using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Sla;
using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>Cases: every cycle of every clock with its deadline.</summary>
internal sealed class SlaProjection : ReportProjection
{
    internal override IReadOnlyList<ReportTable> Tables { get; } = [ReportTables.SlaDeadlines];

    internal override Type StateType => typeof(CaseState);

    internal override IReadOnlyList<object?[]> Rows(ReportTable table, StreamKind kind, IStreamState state)
    {
        var item = (CaseState)state;
        return Readings(kind, item).Select(r => new object?[]
        {
            r.Clock, (long)r.Cycle, item.Customer.IsEmpty ? null : item.Customer.Value, Code(r.Metric), r.Target, r.Calendar, Code(r.State),
            InstantText.Of(r.StartedAt), InstantText.Of(r.ChangedAt), InstantText.Of(r.Due), r.IsMet,
        }).ToArray();
    }

    internal override void AddChanges(StreamKind kind, IStreamState before, IStreamState after, IReadOnlyList<Message> events, RowChanges changes)
    {
        // Notices leave the clocks alone; working every cycle out again isn't free.
        if (!ReferenceEquals(((CaseState)before).Entries, ((CaseState)after).Entries) || !ReferenceEquals(((CaseState)before).Clocks, ((CaseState)after).Clocks))
        {
            base.AddChanges(kind, before, after, events, changes);
        }
    }

    /// <summary>The state keeps each clock's latest cycle; the process knows those before.</summary>
    private static IEnumerable<ClockReading> Readings(StreamKind kind, CaseState state) =>
        kind is StreamKind<CaseState, CaseCommand, CaseEvent> { Process: SlaCase process } && state.LastEventAt is { } last
            ? process.Clocks(state, last).Select(c => c.Reading)
            : state.Clocks;
}
