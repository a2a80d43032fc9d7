using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.ErpHost.Rules;
using Retention.ErpHost.Tables;
using LifePurchase = Retention.Core.Lifecycle.RecordPurchase;
using OrderLine = Retention.ErpHost.Tables.OrderLine;
using PointsPurchase = Retention.Core.Loyalty.RecordPurchase;

namespace Retention.ErpHost.Desks;

/// <summary>Customers, orders, shipments, invoices and returns, each with the points and the stage that follow from it.</summary>
public sealed class SalesDesk(
    ErpContext context,
    OneCommit commit,
    IClock clock,
    StreamKind<PointsAccountState, PointsCommand, PointsEvent> accounts,
    StreamKind<LifecycleState, LifecycleCommand, LifecycleEvent> lives)
{
    public Task<Answer> OpenAsync(NewCustomer customer, CancellationToken cancellationToken)
    {
        OpenAccount Open(Instant at) => new OpenAccount(at, new CustomerId(customer.Id), LocalDate.FromDateOnly(customer.JoinedOn), string.Empty);
        var request = new JointRequest(customer.Id + "/opened", Open(default));
        var account = request.Add(accounts, customer.Id);
        return commit.SaveAsync(
            request,
            at => account.Decide(Open(at)),
            () => context.Customers.Add(new Customer { Id = customer.Id, Name = customer.Name }),
            () => account.Events,
            cancellationToken);
    }

    public Task<Answer> OrderAsync(NewOrder order, CancellationToken cancellationToken)
    {
        Instant orderedAt = Instant.FromDateTimeOffset(order.OrderedAt);
        PointsPurchase Purchase(Instant at) => new PointsPurchase(at, PurchaseOf(order, orderedAt), MemberFacts.None, []);
        var request = new JointRequest(order.Number + "/ordered", Purchase(default), new CommandContext("sales", sourceDocument: order.Number));
        var account = request.Add(accounts, order.Customer);
        var life = request.Add(lives, order.Customer);
        return commit.SaveAsync(
            request,
            at =>
            {
                account.Decide(Purchase(at));
                life.Decide(new LifePurchase(at, new StagePurchase(order.Number, orderedAt, order.Lines.Sum(l => l.Amount), string.Empty, null)));
            },
            () => context.Orders.Add(RowOf(order, orderedAt)),
            () => account.Events.Concat<Message>(life.Events),
            cancellationToken);
    }

    public async Task<Answer?> ShipAsync(string number, CancellationToken cancellationToken) =>
        await this.FindAsync(number, cancellationToken) is { } order
            ? await this.ReportAsync(order, number + "/shipped", ErpRules.Shipped, now => order.ShippedAt = now, cancellationToken)
            : null;

    public async Task<Answer?> InvoiceAsync(string number, NewInvoice invoice, CancellationToken cancellationToken) =>
        await this.FindAsync(number, cancellationToken) is { } order
            ? await this.ReportAsync(
                order,
                invoice.Number + "/invoiced",
                ErpRules.Invoiced,
                now => order.Invoices.Add(new Invoice { Number = invoice.Number, InvoicedAt = now, Amount = order.Amount }),
                cancellationToken)
            : null;

    public async Task<Answer?> ReturnAsync(string number, NewReturn back, CancellationToken cancellationToken)
    {
        if (await this.FindAsync(number, cancellationToken) is not { } order)
        {
            return null;
        }

        List<LinePart> parts = back.Lines.Select(l => new LinePart(l.Line, l.Quantity, null)).ToList();
        decimal amount = back.Lines.Sum(l => AmountOf(order, l));
        RecordReturn Return(Instant at) => new RecordReturn(at, number, BusinessTime.At(order.OrderedAt), back.Number, parts);
        var request = new JointRequest(back.Number + "/returned", Return(default), new CommandContext("sales", sourceDocument: back.Number));
        var account = request.Add(accounts, order.CustomerId);
        var life = request.Add(lives, order.CustomerId);
        return await commit.SaveAsync(
            request,
            at =>
            {
                if (account.Decide(Return(at)).IsAccepted)
                {
                    life.Decide(new ReturnPurchase(at, back.Number, number, amount));
                }
            },
            () => order.Returns.Add(new SalesReturn { Number = back.Number, ReturnedAt = Instant.FromDateTimeOffset(back.ReturnedAt), Amount = amount }),
            () => account.Events.Concat<Message>(life.Events),
            cancellationToken);
    }

    private static decimal AmountOf(Order order, ReturnedLine back) =>
        order.Lines.Find(l => l.Line == back.Line) is { } line ? decimal.Round(line.Amount * back.Quantity / line.Quantity, 2) : 0;

    /// <summary>What an order is to the points ledger.</summary>
    private static Purchase PurchaseOf(NewOrder order, Instant orderedAt)
    {
        var draft = new PurchaseDraft { Document = order.Number, Currency = "CNY", OrderedOn = BusinessTime.At(orderedAt) };
        foreach (NewOrderLine line in order.Lines)
        {
            draft.Lines.Add(new PurchaseLine(line.Line, line.Sku, line.Category, line.Quantity, line.Amount, 0, line.Tax));
        }

        return new Purchase(draft);
    }

    private static Order RowOf(NewOrder order, Instant orderedAt)
    {
        var row = new Order { Number = order.Number, CustomerId = order.Customer, OrderedAt = orderedAt };
        row.Lines.AddRange(order.Lines.Select(l => new OrderLine { Line = l.Line, Sku = l.Sku, Category = l.Category, Quantity = l.Quantity, Amount = l.Amount, Tax = l.Tax }));
        return row;
    }

    private Task<Order?> FindAsync(string number, CancellationToken cancellationToken) =>
        context.Orders.Include(o => o.Lines).Include(o => o.Returns).AsSplitQuery().SingleOrDefaultAsync(o => o.Number == number, cancellationToken);

    /// <summary>Tells the account that something its points wait for has come.</summary>
    private Task<Answer> ReportAsync(Order order, string key, string milestone, Action<Instant> change, CancellationToken cancellationToken)
    {
        ReportMilestone Report(Instant at) => new ReportMilestone(at, order.Number, milestone);
        var request = new JointRequest(key, Report(default), new CommandContext("warehouse", sourceDocument: order.Number));
        var account = request.Add(accounts, order.CustomerId);
        return commit.SaveAsync(request, at => account.Decide(Report(at)), () => change(clock.GetCurrentInstant()), () => account.Events, cancellationToken);
    }
}
