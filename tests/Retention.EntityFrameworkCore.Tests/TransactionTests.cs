using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.EntityFrameworkCore.Tests.Databases;
using Retention.Relational;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.EntityFrameworkCore.Tests;

public sealed class SqliteTransactionTests() : TransactionTests(new SqliteDatabase());

public sealed class PostgreSqlTransactionTests(PostgreSqlServer server) : TransactionTests(new PostgreSqlDatabase(server));

/// <summary>Order and points commit together, or neither.</summary>
public abstract class TransactionTests : IAsyncLifetime
{
    private readonly TestDatabase database;
    private readonly RelationalEventStore store;
    private readonly ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts;

    protected TransactionTests(TestDatabase database)
    {
        this.database = database;
        using (ShopContext shop = this.Shop())
        {
            shop.Database.Migrate();
        }

        this.store = new RelationalEventStore(database.StoreOptions(), database.Connect);
        this.accounts = new DecisionRunner(this.store, new SetClock(Given.Now)).Streams(Given.Points);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Assert.Equal(CommandStatus.Accepted, (await this.accounts.HandleAsync("C-1", Given.Open("C-1"), Token)).Status);

    public ValueTask DisposeAsync()
    {
        this.store.Dispose();
        this.database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task OrderAndPoints_AreSavedTogether()
    {
        await using ShopContext shop = this.Shop();
        shop.Orders.Add(new Order { Number = "SO-1", Customer = "C-1" });
        PreparedCommand<PointsAccountState, PointsEvent> prepared = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        Assert.Equal(AppendStatus.Appended, (await shop.SaveChangesAsync(this.store, prepared.Appends, Token)).Status);
        Assert.Null(shop.Database.CurrentTransaction);
        Assert.False(shop.ChangeTracker.HasChanges());
        this.AssertStored(orders: 1, decisions: 2);
        Assert.Equal(CommandStatus.Replayed, (await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token)).Result.Status);
    }

    [Fact]
    public async Task Conflict_IsAnswered_AndOnceMoreSucceeds()
    {
        await using ShopContext shop = this.Shop();
        shop.Orders.Add(new Order { Number = "SO-1", Customer = "C-1" });
        PreparedCommand<PointsAccountState, PointsEvent> prepared = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        await this.accounts.HandleAsync("C-1", Given.Purchase("SO-9", 50), Token);
        AppendResult result = await shop.SaveChangesAsync(this.store, prepared.Appends, Token);
        Assert.Equal((AppendStatus.VersionConflict, Given.Points.Stream("C-1")), (result.Status, result.Stream));
        this.AssertStored(orders: 0, decisions: 2);
        Assert.True(shop.ChangeTracker.HasChanges());

        prepared = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        Assert.Equal(AppendStatus.Appended, (await shop.SaveChangesAsync(this.store, prepared.Appends, Token)).Status);
        this.AssertStored(orders: 1, decisions: 3);
    }

    [Fact]
    public async Task OrderThatCannotBeSaved_LeavesNoPoints()
    {
        this.database.Execute("INSERT INTO orders (number, customer) VALUES ('SO-1', 'C-9')");
        await using ShopContext shop = this.Shop();
        shop.Orders.Add(new Order { Number = "SO-1", Customer = "C-1" });
        PreparedCommand<PointsAccountState, PointsEvent> prepared = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        await Assert.ThrowsAsync<DbUpdateException>(() => shop.SaveChangesAsync(this.store, prepared.Appends, Token));
        Assert.Null(shop.Database.CurrentTransaction);
        this.AssertStored(orders: 1, decisions: 1);
    }

    [Fact]
    public async Task NothingToAppend_IsRefusedWithTheFix()
    {
        await using ShopContext shop = this.Shop();
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => shop.SaveChangesAsync(this.store, [], Token));
        Assert.StartsWith("There is nothing to append: the command was refused or came before.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HostsTransaction_IsTheHostsToEnd(bool commits)
    {
        await using ShopContext shop = this.Shop();
        PreparedCommand<PointsAccountState, PointsEvent> prepared = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        await using (IDbContextTransaction transaction = await shop.Database.BeginTransactionAsync(Token))
        {
            shop.Orders.Add(new Order { Number = "SO-1", Customer = "C-1" });
            Assert.Equal(AppendStatus.Appended, (await shop.SaveChangesAsync(this.store, prepared.Appends, Token)).Status);
            Assert.Same(transaction, shop.Database.CurrentTransaction);
            if (commits)
            {
                await transaction.CommitAsync(Token);
            }
        }

        this.AssertStored(orders: commits ? 1 : 0, decisions: commits ? 2 : 1);
    }

    [Fact]
    public async Task ConflictInTheHostsTransaction_LeavesItUsable()
    {
        PreparedCommand<PointsAccountState, PointsEvent> stale = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        await this.accounts.HandleAsync("C-1", Given.Purchase("SO-9", 50), Token);
        await using ShopContext shop = this.Shop();
        await using IDbContextTransaction transaction = await shop.Database.BeginTransactionAsync(Token);
        shop.Orders.Add(new Order { Number = "SO-1", Customer = "C-1" });
        Assert.Equal(AppendStatus.VersionConflict, (await shop.SaveChangesAsync(this.store, stale.Appends, Token)).Status);
        Assert.Equal(0, await shop.Orders.CountAsync(Token));
        await shop.SaveChangesAsync(Token);
        await transaction.CommitAsync(Token);
        this.AssertStored(orders: 1, decisions: 2);
    }

    [Fact]
    public async Task RunnerWithinTheTransaction_SeesWhatItWrote_AndGoesWithIt()
    {
        await using ShopContext shop = this.Shop();
        await using (await shop.Database.BeginTransactionAsync(Token))
        {
            ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> within = new DecisionRunner(this.store.Within(shop), new SetClock(Given.Now)).Streams(Given.Points);
            Assert.Equal(CommandStatus.Accepted, (await within.HandleAsync("C-2", Given.Open("C-2"), Token)).Status);
            Assert.Equal(CommandStatus.Accepted, (await within.HandleAsync("C-2", Given.Purchase("SO-2", 100), Token)).Status);
            Assert.Equal(2, (await within.ViewAsync("C-2", null, Token)).Version);
            Assert.Equal(2, await shop.Set<StreamRow>().CountAsync(Token));
        }

        this.AssertStored(orders: 0, decisions: 1);
        Assert.Equal(0, (await this.accounts.ViewAsync("C-2", null, Token)).Version);
    }

    [Fact]
    public async Task Within_WithoutATransaction_Throws()
    {
        await using ShopContext shop = this.Shop();
        Assert.Contains("BeginTransactionAsync", Assert.Throws<InvalidOperationException>(() => this.store.Within(shop)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Failing.BeforeTheCommit)]
    [InlineData(Failing.AfterTheCommit)]
    public async Task LostConnectionAtTheCommit_TriedAgain_IsStoredOnce(Failing when)
    {
        var faults = new FailingCommit(when);
        var builder = new DbContextOptionsBuilder<ShopContext>();
        this.database.Use(builder, dependencies => new TryingAgain(dependencies));
        await using var shop = new ShopContext(builder.AddInterceptors(faults).Options, this.database.Dialect);
        shop.Orders.Add(new Order { Number = "SO-1", Customer = "C-1" });
        PreparedCommand<PointsAccountState, PointsEvent> prepared = await this.accounts.PrepareAsync("C-1", Given.Purchase("SO-1", 100), Token);
        Assert.Equal(AppendStatus.Appended, (await shop.SaveChangesAsync(this.store, prepared.Appends, Token)).Status);
        Assert.Equal(when == Failing.BeforeTheCommit ? 2 : 1, faults.Commits);
        Assert.False(shop.ChangeTracker.HasChanges());
        this.AssertStored(orders: 1, decisions: 2);
    }

    private ShopContext Shop() => new ShopContext(this.database.Options<ShopContext>(), this.database.Dialect);

    private void AssertStored(int orders, int decisions) => Assert.Equal(
        (orders, decisions),
        (this.database.Count("orders"), this.database.Count("retention_decisions")));
}
