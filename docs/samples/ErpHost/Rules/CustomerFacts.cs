using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Tiering;
using Retention.ErpHost.Tables;

namespace Retention.ErpHost.Rules;

/// <summary>What the application's own tables say of its customers, as the facts from which tiers and health are worked out.</summary>
public sealed class CustomerFacts(ErpContext context, PolicyBook<TieringPolicy> tiering, PolicyBook<HealthPolicy> health)
{
    /// <summary>The tiers and the health of every customer as of an instant.</summary>
    public async Task<Assessment> AssessAsync(Instant asOf, CancellationToken cancellationToken)
    {
        FactSet facts = await this.ReadAsync(cancellationToken);
        TieringRun tiers = new TieringModel(tiering.At(asOf)).Evaluate(facts, asOf).Value;
        return new Assessment(tiers, new HealthModel(health.At(asOf)).Evaluate(facts, asOf));
    }

    private async Task<FactSet> ReadAsync(CancellationToken cancellationToken)
    {
        var facts = new FactSetDraft();
        foreach (string customer in await context.Customers.Select(c => c.Id).ToListAsync(cancellationToken))
        {
            facts.Customers.Add(new CustomerId(customer));
        }

        List<Order> orders = await context.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Invoices).Include(o => o.Returns).AsSplitQuery().ToListAsync(cancellationToken);
        foreach (Order order in orders)
        {
            facts.Documents.Add(Sale(order));
            foreach (SalesReturn back in order.Returns)
            {
                facts.Documents.Add(Return(order, back));
            }
        }

        foreach (Complaint complaint in await context.Complaints.AsNoTracking().ToListAsync(cancellationToken))
        {
            facts.Occurrences.Add(new OccurrenceFact(complaint.Number, new CustomerId(complaint.CustomerId), "complaint", BusinessTime.At(complaint.ComplainedAt), complaint.ComplainedAt));
        }

        return new FactSet(facts);
    }

    private static DocumentFact Sale(Order order) => new DocumentFact(new DocumentDraft
    {
        Number = order.Number,
        SoldTo = new CustomerId(order.CustomerId),
        Status = DocumentStatus.Approved,
        OrderedOn = BusinessTime.At(order.OrderedAt),
        ShippedOn = order.ShippedAt is { } shipped ? BusinessTime.At(shipped) : null,
        InvoicedOn = order.Invoices.Count > 0 ? BusinessTime.At(order.Invoices[0].InvoicedAt) : null,
        RecordedAt = order.OrderedAt,
        Amount = new Money(order.Amount, "CNY"),
    });

    private static DocumentFact Return(Order order, SalesReturn back) => new DocumentFact(new DocumentDraft
    {
        Kind = DocumentKind.Return,
        Number = back.Number,
        Origin = order.Number,
        SoldTo = new CustomerId(order.CustomerId),
        Status = DocumentStatus.Approved,
        OrderedOn = BusinessTime.At(back.ReturnedAt),
        RecordedAt = back.ReturnedAt,
        Amount = new Money(-back.Amount, "CNY"),
    });
}

/// <summary>The tiers and the health of every customer, worked out together, as ranks need all of them.</summary>
public sealed record Assessment(TieringRun Tiers, HealthRun Health);
