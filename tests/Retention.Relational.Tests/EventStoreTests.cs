using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Relational.Tests.Databases;
using Xunit;

namespace Retention.Relational.Tests;

public sealed class SqliteEventStoreTests() : EventStoreTests(new SqliteDatabase());

public sealed class PostgreSqlEventStoreTests(PostgreSqlServer server) : EventStoreTests(new PostgreSqlDatabase(server));

/// <summary>What the port promises, on a real database.</summary>
public abstract class EventStoreTests(TestDatabase database) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected TestDatabase Database { get; } = database;

    [Fact]
    public async Task Read_NoSuchStream_IsEmpty()
    {
        using RelationalEventStore store = this.Database.Store();
        StreamSlice slice = await store.ReadAsync(new StreamRead(new StreamId("points", "C-1"), 0, 10, "k", "s"), None);
        Assert.Equal((0, 0, 0), (slice.Incarnation, slice.Version, slice.Decisions.Count));
        Assert.Null(slice.Snapshot);
        Assert.Null(slice.Recorded);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task Append_ThenRead_GivesEveryPartBack(bool withStates, int kept)
    {
        RelationalStoreOptions options = this.Database.Options(Given.Points);
        options.KeptConnections = kept;
        using RelationalEventStore store = this.Database.Store(options);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "顧客 '1\"; --");
        var appends = new List<StreamAppend>();
        foreach (PointsCommand command in new PointsCommand[] { Given.Open("C-1"), Given.Purchase(Given.Now.PlusNanoseconds(1), "D1", 120.5m), Given.Purchase(Given.Now + Duration.FromDays(1), "D2", 30m), Given.Redeem(Given.Now + Duration.FromDays(2), "R1", 100m) })
        {
            StreamAppend append = account.Prepare(command, "key-" + account.Version, withStates, new CommandContext("u1", "u2", "单据", "c1"));
            Assert.Equal(AppendStatus.Appended, (await store.AppendAsync([append], None)).Status);
            account.Has(append);
            appends.Add(append);
        }

        StreamSlice all = await store.ReadAsync(new StreamRead(account.Stream, 0, 100, "key-2", null), None);
        Assert.Equal(4, all.Version);
        Assert.Equal([1L, 2, 3, 4], all.Decisions.Select(d => d.Version));
        Assert.All(all.Decisions.Zip(appends), p => AssertSame(p.Second.Decision, p.First.Decision));
        Assert.Equal(3, all.Recorded!.Version);
        StreamSlice some = await store.ReadAsync(new StreamRead(account.Stream, 1, 2, null, null), None);
        Assert.Equal([2L, 3], some.Decisions.Select(d => d.Version));
        StreamSlice past = await store.ReadAsync(new StreamRead(account.Stream, 9, 2, null, null), None);
        Assert.Equal((4, 0), (past.Version, past.Decisions.Count));
    }

    [Fact]
    public async Task Append_OtherVersion_IsAConflictAndNothingIsStored()
    {
        using RelationalEventStore store = this.Database.Store(Given.Points);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        var other = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"), "k1");
        AppendResult again = await other.DoAsync(store, Given.Open("C-1"), "k2");
        Assert.Equal((AppendStatus.VersionConflict, account.Stream), (again.Status, again.Stream));

        other.Has(other.Prepare(Given.Open("C-1")));
        other.Has(account.Prepare(Given.Purchase(Given.Now, "D1", 10)));
        AppendResult beyond = await other.DoAsync(store, Given.Purchase(Given.Now, "D2", 10), "k3");
        Assert.Equal(AppendStatus.VersionConflict, beyond.Status);
        Assert.Equal((1, 1, 0), (this.Database.Count("streams"), this.Database.Count("decisions"), this.Database.Count("points_entries")));
    }

    [Fact]
    public async Task Append_KeyTaken_IsAnsweredAndNothingIsStored()
    {
        using RelationalEventStore store = this.Database.Store(Given.Points);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"), "k1");
        AppendResult taken = await account.DoAsync(store, Given.Purchase(Given.Now, "D1", 10), "k1");
        Assert.Equal((AppendStatus.KeyTaken, account.Stream), (taken.Status, taken.Stream));
        Assert.Equal((1, 0), (this.Database.Count("decisions"), this.Database.Count("points_lots")));
        Assert.Equal(AppendStatus.Appended, (await account.DoAsync(store, Given.Purchase(Given.Now, "D1", 10), "k2")).Status);
    }

    [Fact]
    public async Task Append_SeveralStreams_IsAllOrNothing()
    {
        using RelationalEventStore store = this.Database.Store(Given.Points);
        StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>[] accounts = Enumerable.Range(1, 3).Select(i => new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-" + i)).ToArray();
        await accounts[1].DoAsync(store, Given.Open("C-2"));
        AppendResult refused = await store.AppendAsync([accounts[2].Prepare(Given.Open("C-3")), new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-2").Prepare(Given.Open("C-2")), accounts[0].Prepare(Given.Open("C-1"))], None);
        Assert.Equal((AppendStatus.VersionConflict, accounts[1].Stream), (refused.Status, refused.Stream));
        Assert.Equal((1, 1), (this.Database.Count("streams"), this.Database.Count("decisions")));

        AppendResult stored = await store.AppendAsync([accounts[2].Prepare(Given.Open("C-3")), accounts[1].Prepare(Given.Purchase(Given.Now, "D1", 10)), accounts[0].Prepare(Given.Open("C-1"))], None);
        Assert.Equal(AppendStatus.Appended, stored.Status);
        Assert.Equal((3, 4, 1), (this.Database.Count("streams"), this.Database.Count("decisions"), this.Database.Count("points_lots")));
    }

    [Fact]
    public async Task Append_ManyAtOnce_EachVersionIsWonOnce()
    {
        RelationalStoreOptions options = this.Database.Options(Given.Points);
        options.KeptConnections = 4;
        using RelationalEventStore store = this.Database.Store(options);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"));
        int won = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            for (int i = 0; i < 10; i++)
            {
                StreamSlice slice = await store.ReadAsync(new StreamRead(account.Stream, 0, 1000, null, null), None);
                var mine = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
                foreach (DecisionRecord record in slice.Decisions)
                {
                    mine.Has(new StreamAppend(mine.Stream, mine.Version, null, record.Decision, null, null, null));
                }

                AppendResult result = await mine.DoAsync(store, Given.Purchase(Given.Now, "D" + worker + "-" + i, 10));
                Interlocked.Add(ref won, result.Status == AppendStatus.Appended ? 1 : 0);
            }
        }));
        StreamSlice end = await store.ReadAsync(new StreamRead(account.Stream, 0, 1000, null, null), None);
        Assert.Equal(end.Version, end.Decisions.Count);
        Assert.Equal(won + 1, end.Version);
        Assert.InRange(won, 10, 60);
        Assert.Equal(end.Version - 1, this.Database.Count("points_lots"));
    }

    [Fact]
    public async Task Snapshots_OfTheSchemaAskedFor_AreGivenWithWhatFollows()
    {
        using RelationalEventStore store = this.Database.Store(Given.Points);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"));
        StreamAppend second = account.Prepare(Given.Purchase(Given.Now, "D1", 10));
        await store.AppendAsync([new StreamAppend(second.Stream, 1, null, second.Decision, second.Before, second.After, new StreamSnapshot(2, "schema-1", "state at 2 \u00e9 not JSON"))], None);
        account.Has(second);
        await account.DoAsync(store, Given.Purchase(Given.Now, "D2", 10));

        StreamSlice with = await store.ReadAsync(new StreamRead(account.Stream, 0, 10, null, "schema-1"), None);
        Assert.Equal((2, "schema-1", "state at 2 \u00e9 not JSON"), (with.Snapshot!.Version, with.Snapshot.Schema, with.Snapshot.Payload));
        Assert.Equal([3L], with.Decisions.Select(d => d.Version));
        Assert.Equal(3, (await store.ReadAsync(new StreamRead(account.Stream, 0, 10, null, "schema-2"), None)).Decisions.Count);
        Assert.Null((await store.ReadAsync(new StreamRead(account.Stream, 2, 10, null, "schema-1"), None)).Snapshot);
    }

    [Fact]
    public async Task Due_IsGivenEarliestFirstInPages_ExactToTheNanosecond()
    {
        using RelationalEventStore store = this.Database.Store();
        Instant[] dues = [Instant.MinValue, Instant.MaxValue, Instant.FromUnixTimeTicks(0), Instant.FromUtc(-44, 3, 15, 12, 0), Given.Now, Given.Now.PlusNanoseconds(1), Given.Now.PlusNanoseconds(-1)];
        for (int i = 0; i < dues.Length; i++)
        {
            await store.AppendAsync([Bare("C-" + i, 0, dues[i])], None);
        }

        await store.AppendAsync([Bare("never", 0, null)], None);
        Assert.Equal(dues.Order(), await this.DueAsync(store, Instant.MaxValue, 2));
        Assert.Equal(dues.Where(d => d <= Given.Now).Order(), await this.DueAsync(store, Given.Now, 100));
        Assert.Empty(await this.DueAsync(store, Given.Now, 100, "other"));
    }

    [Fact]
    public async Task SetAside_LeavesDueRunsAlone_UntilReleasedOrDecidedAgain()
    {
        using RelationalEventStore store = this.Database.Store();
        await store.AppendAsync([Bare("C-1", 0, Given.Now)], None);
        var aside = new StreamSetAside(Given.Now, "because\0 \ud800");
        Assert.False(await store.SetAsideAsync(new StreamId("points", "C-2"), aside, None));
        Assert.True(await store.SetAsideAsync(new StreamId("points", "C-1"), aside, None));
        Assert.Empty(await this.DueAsync(store, Instant.MaxValue, 10));
        StreamEntry entry = Assert.Single((await store.ReadStreamsAsync(StreamQuery.SetAside("points", null, 10), None)).Streams);
        Assert.Equal((Given.Now, "because\ufffd \ufffd"), (entry.SetAside!.At, entry.SetAside.Reason));
        Assert.True(await store.SetAsideAsync(new StreamId("points", "C-1"), null, None));
        Assert.Single(await this.DueAsync(store, Instant.MaxValue, 10));
        await store.SetAsideAsync(new StreamId("points", "C-1"), aside, None);
        await store.AppendAsync([Bare("C-1", 1, Given.Now)], None);
        Assert.Single(await this.DueAsync(store, Instant.MaxValue, 10));
    }

    [Fact]
    public async Task Streams_AreListedInPages_AndByPolicy()
    {
        using RelationalEventStore store = this.Database.Store();
        for (int i = 0; i < 5; i++)
        {
            await store.AppendAsync([Bare("C-" + i, 0, Given.Now, i == 4 ? null : new PolicyVersion(i % 2 == 0 ? "old" : "new", "f"))], None);
        }

        var keys = new List<string>();
        string? after = null;
        do
        {
            StreamPage page = await store.ReadStreamsAsync(StreamQuery.All("points", after, 2), None);
            keys.AddRange(page.Streams.Select(s => s.Stream.Key));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(["C-0", "C-1", "C-2", "C-3", "C-4"], keys);
        StreamPage outdated = await store.ReadStreamsAsync(StreamQuery.Outdated("points", new PolicyVersion("new", "f"), null, 2), None);
        Assert.Equal((2, (string?)null), (outdated.Streams.Count, outdated.Next));
        Assert.Equal(new PolicyVersion("old", "f"), outdated.Streams[0].PolicyVersion);
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadStreamsAsync(StreamQuery.All("points", "x", 2), None));
    }

    [Fact]
    public async Task Checkpoints_AreKeptReplacedAndForgotten()
    {
        using RelationalEventStore store = this.Database.Store();
        Assert.Null(await store.ReadCheckpointAsync("job", None));
        await store.WriteCheckpointAsync("job", "1", None);
        await store.WriteCheckpointAsync("job", "2", None);
        Assert.Equal("2", await store.ReadCheckpointAsync("job", None));
        await store.WriteCheckpointAsync("job", null, None);
        await store.WriteCheckpointAsync("job", null, None);
        Assert.Null(await store.ReadCheckpointAsync("job", None));
    }

    [Fact]
    public async Task Erase_RekeysTheStreamAndItsRows_UnderAnotherIncarnation()
    {
        using RelationalEventStore store = this.Database.Store(Given.Points);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"));
        await account.DoAsync(store, Given.Purchase(Given.Now, "D1", 10), "k1");
        long before = (await store.ReadAsync(new StreamRead(account.Stream, 0, 10, null, null), None)).Incarnation;
        await store.AppendAsync([Bare("C-2", 0, null)], None);

        var erasure = new Erasure(new CustomerId("C-1"), new CustomerId("X-1"));
        Assert.Equal(EraseStatus.NotFound, await store.EraseAsync(new EraseRequest(Given.Points.Stream("C-9"), Given.Points.Stream("X-1"), erasure), None));
        Assert.Equal(EraseStatus.TargetExists, await store.EraseAsync(new EraseRequest(account.Stream, Given.Points.Stream("C-2"), erasure), None));
        Assert.Equal(EraseStatus.Erased, await store.EraseAsync(new EraseRequest(account.Stream, Given.Points.Stream("X-1"), erasure), None));

        StreamSlice after = await store.ReadAsync(new StreamRead(Given.Points.Stream("X-1"), 0, 10, "k1", null), None);
        Assert.Equal((2, 2), (after.Version, after.Recorded!.Version));
        Assert.NotEqual(before, after.Incarnation);
        Assert.Equal(0, (await store.ReadAsync(new StreamRead(account.Stream, 0, 10, null, null), None)).Version);
        Assert.Equal("X-1", this.Database.Scalar("SELECT key FROM {t}points_lots"));
        Assert.Equal(1L, this.Database.Count("points_entries"));
    }

    [Fact]
    public async Task Cancelled_BeforeItBegins_StoresNothing()
    {
        using RelationalEventStore store = this.Database.Store();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.AppendAsync([Bare("C-1", 0, null)], new CancellationToken(true)));
        Assert.Equal(0, this.Database.Count("streams"));
    }

    public void Dispose() => this.Database.Dispose();

    private async Task<List<Instant>> DueAsync(RelationalEventStore store, Instant until, int limit, string category = "points")
    {
        var found = new List<Instant>();
        string? after = null;
        do
        {
            DuePage page = await store.ReadDueAsync(new DueQuery(category, until, after, limit), None);
            found.AddRange(page.Streams.Select(s => s.NextDue));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    /// <summary>A decision in which nothing happened.</summary>
    private static StreamAppend Bare(string key, long version, Instant? due, PolicyVersion? policy = null) => new StreamAppend(
        new StreamId("points", key), version, null, new StreamDecision(new StreamDecisionDraft { At = Given.Now, RecordedAt = Given.Now, NextDue = due, PolicyVersion = policy }), null, null, null);

    private static void AssertSame(StreamDecision expected, StreamDecision found)
    {
        Assert.Equal(expected.Command, found.Command);
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(
            (expected.IdempotencyKey, expected.Fingerprint, expected.At, expected.RecordedAt, expected.PolicyVersion, expected.NextDue),
            (found.IdempotencyKey, found.Fingerprint, found.At, found.RecordedAt, found.PolicyVersion, found.NextDue));
        Assert.Equal(
            (expected.Context.Actor, expected.Context.ApprovedBy, expected.Context.SourceDocument, expected.Context.CorrelationId),
            (found.Context.Actor, found.Context.ApprovedBy, found.Context.SourceDocument, found.Context.CorrelationId));
    }
}
