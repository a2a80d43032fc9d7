using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.EntityFrameworkCore.Tests.Databases;
using Retention.Relational;
using Retention.Serialization.SystemTextJson;
using Xunit;

namespace Retention.EntityFrameworkCore.Tests.Docs;

/// <summary>The samples of the page on Entity Framework Core.</summary>
public sealed class EntityFrameworkSnippets : IDisposable
{
    private readonly SqliteDatabase database = new SqliteDatabase();
    private readonly CancellationToken cancellationToken = TestContext.Current.CancellationToken;
    private readonly SetClock clock = new SetClock(Given.Now);

    public void Dispose() => this.database.Dispose();

    [Fact]
    public async Task OrderAndPointsInOneCommit()
    {
        await using ErpContext context = await this.MigratedAsync();
        using RelationalEventStore store = this.Store();
        ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts = new DecisionRunner(store, this.clock).Streams(Given.Points);
        await accounts.HandleAsync("C001", Given.Open("C001"), this.cancellationToken);
        CommandRequest<PointsCommand> request = Given.Purchase("SO-1001", 1280.50m);
        CancellationToken cancellationToken = this.cancellationToken;
        Assert.Equal(CommandStatus.Accepted, await SaveAsync());
        Assert.Equal(CommandStatus.Replayed, await SaveAsync());

        async Task<CommandStatus> SaveAsync()
        {
            var order = new ErpOrder { Number = "SO-1001", Customer = "C001" };
            #region save
            for (int attempt = 1; ; attempt++)
            {
                PreparedCommand<PointsAccountState, PointsEvent> prepared = await accounts.PrepareAsync("C001", request, cancellationToken);
                if (prepared.Result.Status != CommandStatus.Accepted)
                {
                    return prepared.Result.Status; // refused, or it came before: save nothing, answer from prepared.Result
                }

                if (attempt == 1)
                {
                    context.Orders.Add(order);
                }

                AppendResult saved = await context.SaveChangesAsync(store, prepared.Appends, cancellationToken);
                if (saved.Status == AppendStatus.Appended || attempt == 10)
                {
                    return saved.Status == AppendStatus.Appended ? CommandStatus.Accepted : CommandStatus.Conflict;
                }
            }
            #endregion
        }
    }

    [Fact]
    public async Task SeveralDecisionsInOneTransaction()
    {
        await using ErpContext context = await this.MigratedAsync();
        using RelationalEventStore store = this.Store();
        StreamKind<PointsAccountState, PointsCommand, PointsEvent> kind = Given.Points;
        CommandRequest<PointsCommand> open = Given.Open("C002");
        CommandRequest<PointsCommand> purchase = Given.Purchase("SO-1002", 300m);
        CancellationToken cancellationToken = this.cancellationToken;
        #region within
        await using (IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken))
        {
            var accounts = new DecisionRunner(store.Within(context), clock).Streams(kind); // sees what the transaction has written
            await accounts.HandleAsync("C002", open, cancellationToken);
            await accounts.HandleAsync("C002", purchase, cancellationToken);
            context.Orders.Add(new ErpOrder { Number = "SO-1002", Customer = "C002" });
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        #endregion
        Assert.Equal(2, await context.Set<DecisionRow>().CountAsync(cancellationToken));
        Assert.Equal(1, await context.Orders.CountAsync(cancellationToken));
    }

    [Fact]
    public async Task Queries()
    {
        await using ErpContext context = await this.MigratedAsync();
        using RelationalEventStore store = this.Store();
        ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts = new DecisionRunner(store, this.clock).Streams(Given.Points);
        await accounts.HandleAsync("C001", Given.Open("C001"), this.cancellationToken);
        await accounts.HandleAsync("C001", Given.Purchase("SO-1001", 1280.50m), this.cancellationToken);
        CancellationToken cancellationToken = this.cancellationToken;
        context.Orders.Add(new ErpOrder { Number = "SO-1001", Customer = "C001" });
        await context.SaveChangesAsync(cancellationToken);
        Instant now = Given.Now;
        #region query
        Instant soon = now + Duration.FromDays(400);
        var lapsing = await context.Set<PointsLotRow>()
            .Where(lot => lot.ExpiresAt < soon && lot.Available > new Points(100))
            .Join(context.Orders, lot => lot.Document, order => order.Number, (lot, order) => new { order.Customer, lot.Available, lot.ExpiresAt })
            .ToListAsync(cancellationToken);

        long sum = await context.Set<PointsBalanceRow>().SumAsync(b => b.Available.ToTenThousandths(), cancellationToken);
        Points owed = Points.FromTenThousandths(sum); // exact, in SQLite too
        #endregion
        Assert.Equal("C001", Assert.Single(lapsing).Customer);
        Assert.Equal(lapsing[0].Available, owed);
    }

    [Fact]
    public async Task ReadyContext()
    {
        string file = this.database.Connect().ConnectionString;
        CancellationToken cancellationToken = this.cancellationToken;
        #region ready
        DbContextOptions<RetentionDbContext> options = new DbContextOptionsBuilder<RetentionDbContext>().UseSqlite(file).Options;
        await using var context = new RetentionDbContext(options, new RelationalStoreOptions { Dialect = SqlDialect.Sqlite });
        await context.Database.MigrateAsync(cancellationToken);
        List<CustomerStageRow> atRisk = await context.CustomerStages.Where(s => s.IsAtRisk).OrderBy(s => s.Since).ToListAsync(cancellationToken);
        #endregion
        Assert.Empty(atRisk);
    }

    private async Task<ErpContext> MigratedAsync()
    {
        var context = new ErpContext(this.database.Options<ErpContext>());
        await context.Database.MigrateAsync(this.cancellationToken);
        return context;
    }

    private RelationalEventStore Store() => new RelationalEventStore(this.database.StoreOptions(), this.database.Connect);
}

public sealed class ErpOrder
{
    public string Number { get; set; } = string.Empty;

    public string Customer { get; set; } = string.Empty;
}

public sealed class ErpContext(DbContextOptions<ErpContext> options) : DbContext(options)
{
    public static RelationalStoreOptions Store => new RelationalStoreOptions { Dialect = SqlDialect.Sqlite };

    public DbSet<ErpOrder> Orders => this.Set<ErpOrder>();

    #region model
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ErpOrder>().ToTable("orders").HasKey(o => o.Number);
        modelBuilder.ApplyRetention(Store); // the same dialect, schema and prefix as the store's
    }
    #endregion
}

[DbContext(typeof(ErpContext))]
[Migration("20260301000001_Points")]
public sealed class PointsMigration : Migration
{
    #region migration
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("orders", t => new { Number = t.Column<string>(), Customer = t.Column<string>() }, constraints: t => t.PrimaryKey("orders_key", o => o.Number));
        migrationBuilder.UpgradeRetention(ErpContext.Store, fromVersion: 0, toVersion: 2);
    }
    #endregion
}
