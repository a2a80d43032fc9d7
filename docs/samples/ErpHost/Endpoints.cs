using System.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Retention.ErpHost.Desks;
using Retention.ErpHost.Pages;
using Retention.ErpHost.Views;

namespace Retention.ErpHost;

/// <summary>What the application answers to.</summary>
public static class Endpoints
{
    private const string PageType = "text/html; charset=utf-8";

    public static void MapErp(this IEndpointRouteBuilder app)
    {
        app.MapPost("/customers", async (NewCustomer customer, SalesDesk desk, CancellationToken token) => Answers.ToResult(await desk.OpenAsync(customer, token)));
        app.MapPost("/orders", async (NewOrder order, SalesDesk desk, CancellationToken token) => Answers.ToResult(await desk.OrderAsync(order, token)));
        app.MapPost("/orders/{number}/ship", async (string number, SalesDesk desk, CancellationToken token) => Answers.ToResult(await desk.ShipAsync(number, token)));
        app.MapPost("/orders/{number}/invoice", async (string number, NewInvoice invoice, SalesDesk desk, CancellationToken token) => Answers.ToResult(await desk.InvoiceAsync(number, invoice, token)));
        app.MapPost("/orders/{number}/return", async (string number, NewReturn back, SalesDesk desk, CancellationToken token) => Answers.ToResult(await desk.ReturnAsync(number, back, token)));
        app.MapPost("/complaints", async (NewComplaint complaint, ServiceDesk desk, CancellationToken token) => Answers.ToResult(await desk.ComplainAsync(complaint, token)));
        app.MapPost("/complaints/{number}/start", async (string number, ServiceDesk desk, CancellationToken token) => Answers.ToResult(await desk.StartAsync(number, token)));
        app.MapPost("/complaints/{number}/reply", async (string number, NewReply reply, ServiceDesk desk, CancellationToken token) => Answers.ToResult(await desk.ReplyAsync(number, reply, token)));
        app.MapPost("/complaints/{number}/solution", async (string number, ServiceDesk desk, CancellationToken token) => Answers.ToResult(await desk.SolveAsync(number, token)));
        app.MapPost("/due-run", (NightDesk desk, CancellationToken token) => desk.RunAsync(token));

        app.MapGet("/api/customers", (CustomerList list, CancellationToken token) => list.ReadAsync(token));
        app.MapGet("/api/customers/{id}", async (string id, CustomerFile file, CancellationToken token) => await file.ReadAsync(id, token) is { } why ? Results.Ok(why) : Answers.ToResult(null));
        app.MapGet("/", async (CustomerList list, IClock clock, CancellationToken token) => Results.Content(ListPage.Render(await list.ReadAsync(token), Local.Text(clock.GetCurrentInstant())), PageType));
        app.MapGet("/customers/{id}", async (string id, CustomerFile file, IClock clock, CancellationToken token) =>
            await file.ReadAsync(id, token) is { } why ? Results.Content(WhyPage.Render(why, Local.Text(clock.GetCurrentInstant())), PageType) : Answers.ToResult(null));
    }
}
