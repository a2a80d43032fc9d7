using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;

namespace Retention.ErpHost.Desks;

/// <summary>Stores what time alone has done, so that lists see it: a scheduler posts it every few minutes. Nothing else depends on it.</summary>
public sealed class NightDesk(
    IClock clock,
    ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts,
    ProcessStreams<LifecycleState, LifecycleCommand, LifecycleEvent> lives,
    ProcessStreams<CaseState, CaseCommand, CaseEvent> cases)
{
    public async Task<DueAnswer> RunAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        DueRunReport points = await accounts.RunDueAsync(now, null, null, cancellationToken);
        DueRunReport stages = await lives.RunDueAsync(now, null, null, cancellationToken);
        DueRunReport clocks = await cases.RunDueAsync(now, null, null, cancellationToken);
        return new DueAnswer(points.Settled, stages.Settled, clocks.Settled, new[] { points, stages, clocks }.Sum(r => r.SetAside.Count));
    }
}

/// <summary>How many streams were settled, and how many were set aside because they can't be.</summary>
public sealed record DueAnswer(long Accounts, long Lives, long Cases, int SetAside);
