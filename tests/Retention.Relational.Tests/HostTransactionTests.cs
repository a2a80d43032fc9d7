using System;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Relational.Tests.Databases;
using Xunit;
using Account = Retention.Relational.Tests.StreamUnderWay<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.Relational.Tests;

public sealed class SqliteHostTransactionTests() : HostTransactionTests(new SqliteDatabase());

public sealed class PostgreSqlHostTransactionTests(PostgreSqlServer server) : HostTransactionTests(new PostgreSqlDatabase(server));

/// <summary>Order and points commit together, or neither.</summary>
public abstract class HostTransactionTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database;
    private readonly RelationalEventStore store;

    protected HostTransactionTests(TestDatabase database)
    {
        this.database = database;
        this.store = database.Store(Given.Points);
        database.Execute("CREATE TABLE {t}orders (number text PRIMARY KEY)");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OrderAndPoints_CommitOrRollBackTogether(bool commits)
    {
        var account = new Account(Given.Points, "C-1");
        using (DbConnection connection = this.database.Open())
        using (DbTransaction transaction = connection.BeginTransaction())
        {
            Order(connection, transaction, "D1");
            StreamAppend open = account.Prepare(Given.Open("C-1"));
            Assert.Equal(AppendStatus.Appended, (await this.store.AppendAsync(connection, transaction, [open], None)).Status);
            account.Has(open);
            Assert.Equal(AppendStatus.Appended, (await this.store.AppendAsync(connection, transaction, [account.Prepare(Given.Purchase(Given.Now, "D1", 100), withStates: false)], None)).Status);
            Assert.Equal(2, (await this.store.ReadAsync(connection, transaction, new StreamRead(account.Stream, 0, 10, null, null), None)).Version);
            if (commits)
            {
                transaction.Commit();
            }
            else
            {
                transaction.Rollback();
            }
        }

        long expected = commits ? 1 : 0;
        Assert.Equal((expected, expected, expected * 2, expected), (this.database.Count("orders"), this.database.Count("streams"), this.database.Count("decisions"), this.database.Count("points_lots")));
    }

    [Fact]
    public async Task Conflicts_AreAnswered_AndTheTransactionGoesOn()
    {
        var account = new Account(Given.Points, "C-1");
        StreamAppend open = account.Prepare(Given.Open("C-1"), "k1");
        await this.store.AppendAsync([open], None);
        account.Has(open);
        using (DbConnection connection = this.database.Open())
        using (DbTransaction transaction = connection.BeginTransaction())
        {
            Order(connection, transaction, "D1");
            Assert.Equal(AppendStatus.VersionConflict, (await this.store.AppendAsync(connection, transaction, [open], None)).Status);
            Assert.Equal(AppendStatus.KeyTaken, (await this.store.AppendAsync(connection, transaction, [account.Prepare(Given.Purchase(Given.Now, "D1", 100), "k1")], None)).Status);

            // Of several streams, those before the conflict are undone too; once more in the same transaction.
            StreamAppend other = new Account(Given.Points, "B-1").Prepare(Given.Open("B-1"));
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal((AppendStatus.VersionConflict, open.Stream), (await this.store.AppendAsync(connection, transaction, [other, open], None)) is var r ? (r.Status, r.Stream) : default);
            }

            Assert.Equal(AppendStatus.Appended, (await this.store.AppendAsync(connection, transaction, [other, account.Prepare(Given.Purchase(Given.Now, "D1", 100), "k2")], None)).Status);
            transaction.Commit();
        }

        Assert.Equal((1, 2, 3, 1), (this.database.Count("orders"), this.database.Count("streams"), this.database.Count("decisions"), this.database.Count("points_lots")));
    }

    [Fact]
    public async Task Within_IsAWholeStore()
    {
        var account = new Account(Given.Points, "C-1");
        using (DbConnection connection = this.database.Open())
        using (DbTransaction transaction = connection.BeginTransaction())
        {
            IEventStore within = this.store.Within(connection, transaction);
            await account.DoAsync(within, Given.Open("C-1"), withStates: false);
            Assert.Single((await within.ReadStreamsAsync(StreamQuery.All("points", null, 10), None)).Streams);
            Assert.True(await within.SetAsideAsync(account.Stream, new StreamSetAside(Given.Now, "r"), None));
            await within.WriteCheckpointAsync("job", "1", None);
            Assert.Equal(EraseStatus.Erased, await within.EraseAsync(new EraseRequest(account.Stream, Given.Points.Stream("X"), new Erasure(new Core.CustomerId("C-1"), new Core.CustomerId("X"))), None));
            Assert.Equal(System.Data.ConnectionState.Open, connection.State);
            transaction.Rollback();
        }

        Assert.Equal(0, this.database.Count("streams"));
        Assert.Null(await this.store.ReadCheckpointAsync("job", None));
    }

    public void Dispose()
    {
        this.store.Dispose();
        this.database.Dispose();
    }

    private void Order(DbConnection connection, DbTransaction transaction, string number)
    {
        using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = this.database.Sql("INSERT INTO {t}orders (number) VALUES ('" + number + "')");
        command.ExecuteNonQuery();
    }
}
