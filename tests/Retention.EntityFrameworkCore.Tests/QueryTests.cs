using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.EntityFrameworkCore.Tests.Databases;
using Retention.Relational;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.EntityFrameworkCore.Tests;

public sealed class SqliteQueryTests() : QueryTests(new SqliteDatabase());

public sealed class PostgreSqlQueryTests(PostgreSqlServer server) : QueryTests(new PostgreSqlDatabase(server));

/// <summary>What LINQ asks of the tables means in the database what it means in memory.</summary>
public abstract class QueryTests : IAsyncLifetime, IDisposable
{
    // Texts of unlike digits whose order must be that of time: around midnight, a year's end, and a nanosecond apart.
    private static readonly Instant[] Moments =
    [
        Given.Now,
        Given.Now.PlusNanoseconds(1),
        Given.Now + Duration.FromMilliseconds(500),
        Given.Now + Duration.FromHours(2),
        Instant.FromUtc(2026, 12, 31, 23, 59, 59),
        Instant.FromUtc(2027, 1, 1, 0, 0),
    ];

    private readonly TestDatabase database;
    private readonly RelationalEventStore store;
    private readonly SetClock clock = new SetClock(Given.Now);
    private readonly ShopContext context;

    protected QueryTests(TestDatabase database)
    {
        this.database = database;
        this.store = database.Store();
        this.context = new ShopContext(database.Options<ShopContext>(), database.Dialect);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts = new DecisionRunner(this.store, this.clock).Streams(Given.Points);
        for (int i = 0; i < Moments.Length; i++)
        {
            this.clock.Now = Moments[i];
            string customer = "C-" + i;
            Assert.Equal(CommandStatus.Accepted, (await accounts.HandleAsync(customer, Given.Open(customer), Token)).Status);
            Assert.Equal(CommandStatus.Accepted, (await accounts.HandleAsync(customer, Given.Purchase("SO-" + i, (100m * i) + 99.5m, Moments[i]), Token)).Status);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await this.context.DisposeAsync();
        this.Dispose();
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        this.store.Dispose();
        this.database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Instants_CompareAndOrder_AsInMemory()
    {
        List<CustomerTierRow> all = await this.Tiers.ToListAsync(Token);
        Assert.Equal(Moments, all.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Since));
        foreach (Instant moment in Moments.Concat([Moments[0] - Duration.FromDays(1), Moments[^1] + Duration.FromTicks(1)]))
        {
            Assert.Equal(Keys(all.Where(t => t.Since < moment)), await this.KeysAsync(this.Tiers.Where(t => t.Since < moment)));
            Assert.Equal(Keys(all.Where(t => t.Since <= moment)), await this.KeysAsync(this.Tiers.Where(t => t.Since <= moment)));
            Assert.Equal(Keys(all.Where(t => t.Since > moment)), await this.KeysAsync(this.Tiers.Where(t => t.Since > moment)));
            Assert.Equal(Keys(all.Where(t => t.Since >= moment)), await this.KeysAsync(this.Tiers.Where(t => t.Since >= moment)));
            Assert.Equal(Keys(all.Where(t => t.Since == moment)), await this.KeysAsync(this.Tiers.Where(t => t.Since == moment)));
        }

        Assert.Equal(Moments.Reverse(), await this.Tiers.OrderByDescending(t => t.Since).Select(t => t.Since).ToListAsync(Token));
        Assert.Equal((Moments[0], Moments[^1]), (await this.Tiers.MinAsync(t => t.Since, Token), await this.Tiers.MaxAsync(t => t.Since, Token)));
    }

    [Fact]
    public async Task InstantsThatMayBeMissing_CompareAsInMemory()
    {
        List<PointsLotRow> all = await this.context.Set<PointsLotRow>().ToListAsync(Token);
        Assert.Contains(all, l => l.ExpiresAt is not null);
        foreach (Instant moment in all.Select(l => l.ExpiresAt).OfType<Instant>().Distinct())
        {
            Assert.Equal(
                all.Where(l => l.ExpiresAt <= moment).Select(l => l.Key).Order(StringComparer.Ordinal),
                await this.context.Set<PointsLotRow>().Where(l => l.ExpiresAt <= moment).Select(l => l.Key).Order().ToListAsync(Token));
        }

        Assert.Equal(all.Count(l => l.ActiveAt == null), await this.context.Set<PointsLotRow>().CountAsync(l => l.ActiveAt == null, Token));
    }

    [Fact]
    public async Task Points_CompareOrderAndAddUp_Exactly()
    {
        List<PointsBalanceRow> all = await this.Balances.ToListAsync(Token);
        Assert.Equal(Moments.Length, all.Count);
        foreach (Points limit in all.SelectMany(b => new[] { b.Available, b.Available + Points.FromTenThousandths(1), b.Available - Points.FromTenThousandths(1) }))
        {
            Assert.Equal(Keys(all.Where(b => b.Available >= limit)), await this.KeysAsync(this.Balances.Where(b => b.Available >= limit)));
            Assert.Equal(Keys(all.Where(b => b.Available < limit)), await this.KeysAsync(this.Balances.Where(b => b.Available < limit)));
            Assert.Equal(Keys(all.Where(b => b.Available == limit)), await this.KeysAsync(this.Balances.Where(b => b.Available == limit)));
        }

        Assert.Equal(all.Select(b => b.Available).Order(), await this.Balances.OrderBy(b => b.Available).Select(b => b.Available).ToListAsync(Token));
        Points middle = all.Select(b => b.Available).Order().ElementAt(all.Count / 2);
        Points more = middle + Points.FromTenThousandths(7);
        Assert.Equal(Keys(all.Where(b => b.Available + more > middle + middle)), await this.KeysAsync(this.Balances.Where(b => b.Available + more > middle + middle)));
        Assert.Equal(all.Select(b => b.Available - b.Debt - more).Order(), (await this.Balances.Select(b => b.Available - b.Debt - more).ToListAsync(Token)).Order());
        long expected = all.Sum(b => b.Available.TenThousandths);
        Assert.NotEqual(0, expected);
        Assert.Equal(expected, await this.Balances.SumAsync(b => b.Available.ToTenThousandths(), Token));
        Assert.Equal(
            expected,
            await this.context.Set<PointsEntryRow>().GroupBy(e => e.Wallet).Select(g => g.Sum(e => e.Outstanding.ToTenThousandths())).SingleAsync(Token));
    }

    [Fact]
    public async Task EveryTable_IsReadWithAllItsColumns()
    {
        StreamRow stream = await this.context.Set<StreamRow>().SingleAsync(s => s.Key == "C-1", Token);
        Assert.Equal(("points", 2L), (stream.Category, stream.Version));
        Assert.Equal("loyalty.record-purchase", await this.context.Set<DecisionRow>().Where(d => d.Stream == stream.Stream && d.SourceDocument == "SO-1").Select(d => d.CommandType).SingleAsync(Token));
        List<EventRow> events = await this.context.Set<EventRow>().Where(e => e.Key == "C-1").OrderBy(e => e.Version).ThenBy(e => e.Ordinal).ToListAsync(Token);
        Assert.Equal((1, 1, Moments[1]), (events[0].Ordinal, events[0].TypeVersion, events[0].DecidedAt));
        EventRow awarded = Assert.Single(events, e => e.Type == "loyalty.points-awarded");
        Assert.StartsWith("{", awarded.Data, StringComparison.Ordinal);
        Assert.Equal("SO-1", awarded.SourceDocument);
        Assert.Equal(Moments.Length * 2, await this.context.Set<DecisionRow>().CountAsync(Token));
        Assert.Equal((await this.context.Set<DecisionRow>().ToListAsync(Token)).Count(d => d.Events.Contains("points-awarded", StringComparison.Ordinal)), await this.context.Set<EventRow>().CountAsync(e => e.Type == "loyalty.points-awarded", Token));
        Assert.Equal("bronze", (await this.Tiers.SingleAsync(t => t.Key == "C-1", Token)).Tier);
        PointsEntryRow entry = await this.context.Set<PointsEntryRow>().SingleAsync(e => e.Key == "C-1", Token);
        Assert.Equal(("points", "SO-1", Moments[1], awarded.Version), (entry.Wallet, entry.Document, entry.At, entry.Version));
        Assert.Empty(await this.context.Set<CustomerStageRow>().Where(s => s.IsAtRisk || s.SetUntil > Given.Now).ToListAsync(Token));
        Assert.Empty(await this.context.Set<SlaDeadlineRow>().Where(d => d.IsMet != true && d.Due < Given.Now).ToListAsync(Token));
    }

    [Fact]
    public async Task Rows_AreNeverTrackedNorWritten()
    {
        PointsBalanceRow balance = await this.Balances.FirstAsync(Token);
        Assert.Empty(this.context.ChangeTracker.Entries());
        Assert.Throws<InvalidOperationException>(() => this.context.Update(balance));
        Assert.Throws<InvalidOperationException>(() => this.context.Remove(balance));
    }

    private IQueryable<CustomerTierRow> Tiers => this.context.Set<CustomerTierRow>();

    private IQueryable<PointsBalanceRow> Balances => this.context.Set<PointsBalanceRow>();

    private static IEnumerable<string> Keys(IEnumerable<CustomerTierRow> rows) => rows.Select(r => r.Key).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(IEnumerable<PointsBalanceRow> rows) => rows.Select(r => r.Key).Order(StringComparer.Ordinal);

    private Task<List<string>> KeysAsync(IQueryable<CustomerTierRow> rows) => rows.Select(r => r.Key).Order().ToListAsync(Token);

    private Task<List<string>> KeysAsync(IQueryable<PointsBalanceRow> rows) => rows.Select(r => r.Key).Order().ToListAsync(Token);
}
