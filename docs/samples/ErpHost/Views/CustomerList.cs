using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tiering;
using Retention.EntityFrameworkCore;
using Retention.ErpHost.Desks;
using Retention.ErpHost.Rules;
using Retention.ErpHost.Tables;

namespace Retention.ErpHost.Views;

/// <summary>The list of customers, by LINQ over the application's tables and the store's; tiers and health are worked out from facts.</summary>
public sealed class CustomerList(
    ErpContext context,
    CustomerFacts facts,
    IClock clock,
    PolicyBook<LoyaltyPolicy> loyalty,
    PolicyBook<LifecyclePolicy> lifecycle,
    PolicyBook<SlaPolicy> sla)
{
    public async Task<IReadOnlyList<CustomerLine>> ReadAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        Assessment assessment = await facts.AssessAsync(now, cancellationToken);
        Dictionary<string, PointsBalanceRow> balances = await context.Set<PointsBalanceRow>()
            .Where(b => b.Category == StreamKinds.PointsCategory && b.Wallet == LoyaltyPresets.Wallet).ToDictionaryAsync(b => b.Key, cancellationToken);
        Dictionary<string, CustomerTierRow> levels = await context.Set<CustomerTierRow>()
            .Where(t => t.Category == StreamKinds.PointsCategory).ToDictionaryAsync(t => t.Key, cancellationToken);
        Dictionary<string, CustomerStageRow> stages = await context.Set<CustomerStageRow>().ToDictionaryAsync(s => s.Key, cancellationToken);
        Dictionary<string, Deadline> deadlines = await this.DeadlinesAsync(now, cancellationToken);
        var lines = new List<CustomerLine>();
        foreach (Customer customer in await context.Customers.OrderBy(c => c.Id).ToListAsync(cancellationToken))
        {
            var id = new CustomerId(customer.Id);
            Tier tier = assessment.Tiers.Find(id).Value.Tier;
            HealthResult? health = assessment.Health.Find(id);
            HealthGrade? grade = health?.Grade;
            string? level = levels.GetValueOrDefault(customer.Id)?.Tier;
            CustomerStageRow? stage = stages.GetValueOrDefault(customer.Id);
            PointsBalanceRow? balance = balances.GetValueOrDefault(customer.Id);
            lines.Add(new CustomerLine(
                customer.Id,
                customer.Name,
                tier.Code,
                new Saying(tier.Name, tier.NameChinese),
                level,
                this.LevelName(level, now),
                stage?.Stage,
                this.StageName(stage?.Stage, now),
                stage?.IsAtRisk ?? false,
                health?.Shown(1),
                grade is null ? null : new Saying(grade.Name, grade.NameChinese),
                grade?.Colour,
                balance?.Available.Value ?? 0,
                balance?.Pending.Value ?? 0,
                deadlines.GetValueOrDefault(customer.Id)));
        }

        return lines;
    }

    private Saying? LevelName(string? code, Instant now) =>
        loyalty.At(now).Tiers.FirstOrDefault(t => t.Code == code) is { } tier ? new Saying(tier.Name, tier.NameChinese) : null;

    private Saying? StageName(string? code, Instant now) =>
        lifecycle.At(now).Stage(code) is { } stage ? new Saying(stage.Name, stage.NameChinese) : null;

    /// <summary>The soonest deadline of an open case; without one, when points or the stage change by themselves.</summary>
    private async Task<Dictionary<string, Deadline>> DeadlinesAsync(Instant now, CancellationToken cancellationToken)
    {
        var changes = await context.Set<StreamRow>()
            .Where(s => s.NextDue != null && (s.Category == StreamKinds.PointsCategory || s.Category == StreamKinds.LifecyclesCategory))
            .OrderBy(s => s.NextDue)
            .Select(s => new { s.Key, s.Category, s.NextDue })
            .ToListAsync(cancellationToken);
        var next = new Dictionary<string, Deadline>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            next.TryAdd(change.Key, Deadline.Of(change.NextDue!.Value, change.Category == StreamKinds.PointsCategory ? new Saying("points change", "积分变动") : new Saying("stage is reviewed", "阶段复核"), now));
        }

        List<SlaDeadlineRow> running = await context.Set<SlaDeadlineRow>().Where(d => d.State == "running" && d.Due != null && d.Customer != null).OrderBy(d => d.Due).ToListAsync(cancellationToken);
        foreach (IGrouping<string, SlaDeadlineRow> ofCustomer in running.GroupBy(d => d.Customer!, StringComparer.Ordinal))
        {
            SlaDeadlineRow first = ofCustomer.First();
            ClockRule? rule = sla.At(now).Clocks.FirstOrDefault(c => c.Code == first.Clock);
            next[ofCustomer.Key] = Deadline.Of(first.Due!.Value, new Saying(first.Key + " " + (rule?.Name ?? first.Clock), first.Key + " " + (rule?.NameChinese ?? first.Clock)), now);
        }

        return next;
    }
}
