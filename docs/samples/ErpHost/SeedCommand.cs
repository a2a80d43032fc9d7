using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Retention.Core.Hosting;
using Retention.ErpHost.Desks;

namespace Retention.ErpHost;

/// <summary>Lives through a year and a half of a small shop: the same customers, orders, returns and complaints on every machine.</summary>
public sealed class SeedCommand(IServiceScopeFactory scopes, ErpClock clock)
{
    /// <summary>When the seeded history ends. Started with <c>--Erp:Now</c> at it, the application shows the same page every day.</summary>
    public static readonly Instant End = Instant.FromUtc(2026, 3, 2, 2, 0);

    // Name, days before the end at which they first bought, days between orders, how many orders, the first amount, growth per order in percent.
    private static readonly (string Name, int First, int Every, int Orders, decimal Amount, int Growth, string Category)[] Shoppers =
    [
        ("云岭茶行", 520, 24, 22, 1800, 3, "tea"),
        ("海岸咖啡", 430, 30, 15, 1250, 2, "coffee"),
        ("松风书店", 400, 40, 9, 420, 1, "books"),
        ("北辰办公", 380, 28, 14, 960, -4, "office"),
        ("知味食品", 300, 21, 9, 300, 0, "food"),
        ("晨光花艺", 260, 35, 4, 260, 0, "flowers"),
        ("和平旅店", 210, 18, 11, 640, 5, "tea"),
        ("青禾农场", 170, 45, 3, 150, 10, "food"),
        ("远山户外", 120, 20, 6, 880, 0, "outdoor"),
        ("小满甜品", 75, 12, 6, 210, 2, "food"),
        ("半亩方塘", 40, 15, 3, 330, 0, "tea"),
        ("初见文创", 4, 30, 1, 96, 0, "books"),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Instant? before = clock.Now;
        foreach ((Instant at, Func<IServiceProvider, Task<Answer?>> happens) in Happenings(cancellationToken).OrderBy(h => h.At))
        {
            clock.Now = at;
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            if (await happens(scope.ServiceProvider) is { Status: not (CommandStatus.Accepted or CommandStatus.Replayed) } refused)
            {
                throw new InvalidOperationException("The seed at " + at + " came to " + refused.Status + ": " + refused.Refusal);
            }
        }

        clock.Now = before;
    }

    private static IEnumerable<(Instant At, Func<IServiceProvider, Task<Answer?>> Happens)> Happenings(CancellationToken token)
    {
        for (int c = 0; c < Shoppers.Length; c++)
        {
            string id = $"C{c + 1:000}";
            Instant joined = End - Duration.FromDays(Shoppers[c].First) - Duration.FromHours(1);
            string name = Shoppers[c].Name;
            yield return (joined, async p => await p.GetRequiredService<SalesDesk>().OpenAsync(new NewCustomer(id, name, joined.InUtc().Date.ToDateOnly()), token));
            for (int n = 0; n < Shoppers[c].Orders; n++)
            {
                Instant at = End - Duration.FromDays(Shoppers[c].First - (n * Shoppers[c].Every));
                NewOrder order = OrderOf(c, n, id, at);
                yield return (at, async p => await p.GetRequiredService<SalesDesk>().OrderAsync(order, token));
                yield return (at + Duration.FromHours(5), p => p.GetRequiredService<SalesDesk>().ShipAsync(order.Number, token));
                yield return (at + Duration.FromHours(6), p => p.GetRequiredService<SalesDesk>().InvoiceAsync(order.Number, new NewInvoice("IV" + order.Number[2..]), token));
            }
        }

        foreach ((Instant At, Func<IServiceProvider, Task<Answer?>> Happens) trouble in Troubles(token))
        {
            yield return trouble;
        }

        for (int days = 500; days >= 0; days -= 20)
        {
            yield return (End - Duration.FromDays(days), async p =>
            {
                await p.GetRequiredService<NightDesk>().RunAsync(token);
                return null;
            });
        }
    }

    private static NewOrder OrderOf(int c, int n, string id, Instant at)
    {
        decimal amount = decimal.Round(Shoppers[c].Amount * (100 + (Shoppers[c].Growth * n)) / 100, 2);
        decimal second = decimal.Round(amount / 4, 2);
        return new NewOrder($"SO-{c + 1:00}{n + 1:00}", id, at.ToDateTimeOffset(),
        [
            new NewOrderLine("1", $"{Shoppers[c].Category}-{n % 7}", Shoppers[c].Category, 3, amount - second, decimal.Round((amount - second) * 13 / 113, 2)),
            new NewOrderLine("2", "gift-1", "gifts", 1, second, decimal.Round(second * 13 / 113, 2)),
        ]);
    }

    /// <summary>A return, a complaint that was solved, one that is late, and one that is under way.</summary>
    private static IEnumerable<(Instant At, Func<IServiceProvider, Task<Answer?>> Happens)> Troubles(CancellationToken token)
    {
        Instant returned = End - Duration.FromDays(12);
        yield return (End - Duration.FromHours(3) + Duration.FromMinutes(3), p => p.GetRequiredService<ServiceDesk>().ReplyAsync("CP-3", new NewReply("M-1"), token));
        yield return (End - Duration.FromHours(2), p => p.GetRequiredService<ServiceDesk>().StartAsync("CP-3", token));
        yield return (returned, p => p.GetRequiredService<SalesDesk>().ReturnAsync("SO-0711", new NewReturn("RT-1", returned.ToDateTimeOffset(), [new ReturnedLine("1", 1)]), token));
        foreach ((string number, string customer, string priority, Duration ago) in new[]
        {
            ("CP-1", "C002", "ordinary", Duration.FromDays(60)), ("CP-2", "C004", "ordinary", Duration.FromHours(26)), ("CP-3", "C007", "major", Duration.FromHours(3)),
        })
        {
            yield return (End - ago, async p => await p.GetRequiredService<ServiceDesk>().ComplainAsync(new NewComplaint(number, customer, priority, (End - ago).ToDateTimeOffset()), token));
        }

        yield return (End - Duration.FromDays(60) + Duration.FromMinutes(2), p => p.GetRequiredService<ServiceDesk>().StartAsync("CP-1", token));
        yield return (End - Duration.FromDays(60) + Duration.FromMinutes(4), p => p.GetRequiredService<ServiceDesk>().SolveAsync("CP-1", token));
    }
}
