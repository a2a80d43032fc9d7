using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Retention.Relational.Sql;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.Relational.Tests;

/// <summary>Writers of one SQLite file share transactions, and none is hurt by another.</summary>
public sealed class WriteQueueTests : IDisposable
{
    private readonly SqliteDatabase database = new SqliteDatabase();
    private readonly SessionPool pool;
    private readonly TaskCompletionSource<bool> go = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
    private int sessions;

    public WriteQueueTests()
    {
        this.pool = new SessionPool(this.Connect, SqlDialect.Sqlite, 0);
        this.database.Execute("CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
    }

    [Fact]
    public async Task Write_WhileAnotherIsUnderWay_JoinsItsTransaction()
    {
        var told = new List<int>();
        Task<int> first = this.WriteAsync(0, () => this.go.Task);
        Task<int>[] joining = Enumerable.Range(1, 5).Select(async i =>
        {
            // Nobody may be told before the commit, so nobody has been when the last one runs.
            int result = await this.WriteAsync(i, () => i == 5 ? Task.FromResult(told.Count == 0 ? true : throw new InvalidOperationException("told too early")) : Task.FromResult(true));
            lock (told)
            {
                told.Add(i);
            }

            return result;
        }).ToArray();
        Assert.Equal(0L, this.database.Scalar("SELECT count(*) FROM t"));
        this.go.SetResult(true);
        Assert.Equal(0, await first);
        int[] joined = await Task.WhenAll(joining);
        Assert.Equal([1, 2, 3, 4, 5], joined);
        Assert.Equal((1, 6L), (this.sessions, this.database.Scalar("SELECT count(*) FROM t")));
    }

    [Fact]
    public async Task Write_ThatThrows_IsUndoneAloneAndTheOthersAreStored()
    {
        Task<int> first = this.WriteAsync(0, () => this.go.Task);
        Task<int> second = this.WriteAsync(1, () => throw new TimeoutException("second"));
        Task<int> third = this.WriteAsync(2, () => Task.FromResult(true));
        Task<int> again = this.WriteAsync(0, () => Task.FromResult(true));
        this.go.SetResult(true);
        Assert.Equal((0, 2), (await first, await third));
        Assert.Equal("second", (await Assert.ThrowsAsync<TimeoutException>(() => second)).Message);
        Assert.Contains("UNIQUE", (await Assert.ThrowsAsync<SqliteException>(() => again)).Message, StringComparison.Ordinal);
        Assert.Equal("0,2", this.database.Scalar("SELECT group_concat(id) FROM t"));
    }

    [Fact]
    public async Task Write_CancelledWhileItWaits_NeverRuns()
    {
        using var cancel = new CancellationTokenSource();
        Task<int> first = this.WriteAsync(0, () => this.go.Task);
        Task<int> second = this.WriteAsync(1, () => Task.FromResult(true), cancellationToken: cancel.Token);
        Task<int> third = this.WriteAsync(2, () => Task.FromResult(true));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        this.go.SetResult(true);
        Assert.Equal((0, 2), (await first, await third));
        Assert.Equal("0,2", this.database.Scalar("SELECT group_concat(id) FROM t"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => this.WriteAsync(3, () => Task.FromResult(true), cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task CommitThatFails_FailsAllThatSharedIt_AndTheNextWriteGoesOn()
    {
        Task<int> first = this.WriteAsync(0, () => this.go.Task);
        Task<int> orphan = this.WriteAsync(1, () => Task.FromResult(true), parent: 77);
        this.go.SetResult(true);
        Assert.Contains("FOREIGN KEY", (await Assert.ThrowsAsync<SqliteException>(() => first)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SqliteException>(() => orphan);
        Assert.Equal(0L, this.database.Scalar("SELECT count(*) FROM t"));
        Assert.Equal(2, await this.WriteAsync(2, () => Task.FromResult(true)));
    }

    [Fact]
    public async Task Write_BehindManyOthers_IsLedByOneOfThem()
    {
        Task<int> first = this.WriteAsync(0, () => this.go.Task);
        Task<int>[] others = Enumerable.Range(1, 130).Select(i => this.WriteAsync(i, () => i == 100 ? throw new TimeoutException() : Task.FromResult(true))).ToArray();
        this.go.SetResult(true);
        await Assert.ThrowsAsync<TimeoutException>(() => Task.WhenAll(others));
        Assert.Equal(0, await first);
        Assert.Equal(129, others.Count(o => o.IsCompletedSuccessfully));

        // 64, then 64 of which one fails and 63 are done again, then the rest.
        Assert.Equal((4, 130L), (this.sessions, this.database.Scalar("SELECT count(*) FROM t")));
    }

    public void Dispose()
    {
        this.pool.Dispose();
        this.database.Dispose();
    }

    private DbConnection Connect()
    {
        this.sessions++;
        DbConnection connection = this.database.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = ON";
        command.ExecuteNonQuery();
        return connection;
    }

    private Task<int> WriteAsync(int id, Func<Task<bool>> then, int? parent = null, CancellationToken cancellationToken = default) => this.pool.WriteAsync(
        async session =>
        {
            SqlText text = new SqlText(SqlDialect.Sqlite).Append("INSERT INTO t (id, parent) VALUES (").Append(SqlValue.Of(id)).Append(", ").Append(SqlValue.Of((long?)parent)).Append(")");
            await session.ExecuteAsync(text, cancellationToken);
            await then();
            return id;
        },
        cancellationToken);
}
