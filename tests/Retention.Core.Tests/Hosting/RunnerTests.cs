using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.Loyalty;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>Load, decide, append: one stream.</summary>
public sealed class RunnerTests
{
    [Fact]
    public async Task Handle_FirstCommand_IsStoredWithWhoWhatAndWhen()
    {
        var host = new TestHost();
        await host.DoAsync("C-1", TestHost.Opening("C-1"));
        host.Clock.Advance(Duration.FromHours(1));

        CommandResult<PointsAccountState, PointsEvent> result = await host.DoAsync("C-1", TestHost.Buying("SO-1", 250, "clerk-7"));

        Assert.Equal(CommandStatus.Accepted, result.Status);
        Assert.Equal(2, result.Version);
        Assert.Equal(250, result.State.Wallet(TestAccount.Wallet).Available.Value);
        DecisionRecord stored = (await host.HistoryAsync("C-1"))[1];
        Assert.Equal(result.Events, stored.Decision.Events.Cast<PointsEvent>());
        Assert.Equal("buy/SO-1", stored.Decision.IdempotencyKey);
        Assert.Equal("clerk-7", stored.Decision.Context.Actor);
        Assert.Equal("SO-1", stored.Decision.Context.SourceDocument);
        Assert.Equal(host.Clock.GetCurrentInstant(), stored.Decision.At);
        Assert.Equal(host.Clock.GetCurrentInstant(), stored.Decision.RecordedAt);
        Assert.Equal(result.State.PolicyVersion, stored.Decision.PolicyVersion);
        Assert.Equal(host.Kind.Process.NextDue(result.State), stored.Decision.NextDue);
        Assert.Equal(DecisionOutcome.Accepted, stored.Decision.Outcome);
    }

    [Fact]
    public async Task Handle_SameKeyAndCommandLater_GivesTheFirstAnswerAndStoresNothing()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 0);
        CommandResult<PointsAccountState, PointsEvent> first = await host.DoAsync("C-1", TestHost.Buying("SO-1", 250));
        await host.DoAsync("C-1", TestHost.Spending("1", 100));
        host.Clock.Advance(Duration.FromDays(3));

        CommandResult<PointsAccountState, PointsEvent> again = await host.DoAsync("C-1", TestHost.Buying("SO-1", 250));

        Assert.Equal(CommandStatus.Replayed, again.Status);
        Assert.True(again.IsAccepted);
        Assert.Equal(first.Events, again.Events);
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(150, again.State.Wallet(TestAccount.Wallet).Available.Value);
        Assert.Equal(3, (await host.HistoryAsync("C-1")).Count);
    }

    [Fact]
    public async Task Handle_SameKeyOtherCommand_IsAConflictOfKeys()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 0);
        await host.DoAsync("C-1", TestHost.Buying("SO-1", 250));

        CommandResult<PointsAccountState, PointsEvent> other = await host.DoAsync("C-1", TestHost.Buying("SO-1", 251));

        Assert.Equal(CommandStatus.KeyConflict, other.Status);
        Assert.False(other.IsAccepted);
        Assert.Empty(other.Events);
        Assert.Equal(250, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task Handle_Refused_StoresNothingAndTheKeyStaysFree()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);

        CommandResult<PointsAccountState, PointsEvent> refused = await host.DoAsync("C-1", TestHost.Spending("1", 200));
        await host.DoAsync("C-1", TestHost.Buying("SO-2", 300));
        CommandResult<PointsAccountState, PointsEvent> accepted = await host.DoAsync("C-1", TestHost.Spending("1", 200));

        Assert.Equal(CommandStatus.Refused, refused.Status);
        Assert.Equal("not-enough-points", refused.Refusal!.Code);
        Assert.Equal(2, refused.Version);
        Assert.Equal(CommandStatus.Accepted, accepted.Status);
        Assert.Equal(200, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task Handle_ClockBehindTheStream_DecidesAtTheStreamsLastEvent()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        Instant last = host.Clock.GetCurrentInstant();
        host.Clock.Set(last - Duration.FromMinutes(5));

        CommandResult<PointsAccountState, PointsEvent> result = await host.DoAsync("C-1", TestHost.Spending("1", 100));

        Assert.Equal(CommandStatus.Accepted, result.Status);
        Assert.Equal(last, result.State.LastEventAt);
        Assert.Equal(last - Duration.FromMinutes(5), (await host.HistoryAsync("C-1"))[2].Decision.RecordedAt);
    }

    [Fact]
    public async Task Handle_AfterPointsExpired_StoresTheExpiryFirst()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        host.Clock.Set(TestAccount.Day(2027, 2, 2));

        CommandResult<PointsAccountState, PointsEvent> result = await host.DoAsync("C-1", new CommandRequest<PointsCommand>("buy/SO-2", at => TestHost.Sale("SO-2", 30, at, at)));

        Assert.IsType<PointsExpired>(result.Events[0]);
        Assert.IsType<PointsAwarded>(result.Events[^1]);
        Assert.Equal(30, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task View_AtALaterInstant_ShowsWhatTimeWillDoAndStoresNothing()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);

        Assert.Equal(100, await host.AvailableAsync("C-1"));
        Assert.Equal(0, await host.AvailableAsync("C-1", TestAccount.Day(2027, 2, 2)));
        Assert.Equal(2, (await host.HistoryAsync("C-1")).Count);
        StreamView<PointsAccountState> nobody = await host.Accounts.ViewAsync("C-2", null, TestHost.None);
        Assert.Equal(0, nobody.Version);
        Assert.Null(nobody.State.Opened);
    }

    [Fact]
    public async Task Handle_AnotherWriterCameFirst_DecidesAnewOnWhatIsThere()
    {
        WrappedStore? store = null;
        TestHost host = new TestHost(inner => store = new WrappedStore(inner));
        await host.WithAsync("C-1", 100);
        var other = new DecisionRunner(store!, host.Clock);
        store!.BeforeAppend = async _ =>
        {
            store.BeforeAppend = null;
            await other.Streams(host.Kind).HandleAsync("C-1", TestHost.Spending("other", 80), TestHost.None);
        };

        CommandResult<PointsAccountState, PointsEvent> result = await host.DoAsync("C-1", TestHost.Spending("mine", 80));

        Assert.Equal(CommandStatus.Refused, result.Status);
        Assert.Equal(20, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task Handle_OthersAlwaysComeFirst_EndsAfterTheAttemptsAllowed()
    {
        WrappedStore? store = null;
        TestHost host = new TestHost(inner => store = new WrappedStore(inner), new RunnerOptions { MaxAttempts = 3 });
        await host.WithAsync("C-1", 1000);
        var other = new DecisionRunner(store!, host.Clock);
        int attempts = 0;
        async Task InterfereAsync()
        {
            attempts++;
            store!.BeforeAppend = null;
            await other.Streams(host.Kind).HandleAsync("C-1", TestHost.Spending("other-" + attempts, 1), TestHost.None);
            store.BeforeAppend = _ => InterfereAsync();
        }

        store!.BeforeAppend = _ => InterfereAsync();
        CommandResult<PointsAccountState, PointsEvent> result = await host.DoAsync("C-1", TestHost.Spending("mine", 100));

        Assert.Equal(CommandStatus.Conflict, result.Status);
        Assert.Empty(result.Events);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Prepare_ThenAppendByTheHost_IsTheSameAsHandling()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);

        PreparedCommand<PointsAccountState, PointsEvent> prepared = await host.Accounts.PrepareAsync("C-1", TestHost.Spending("1", 60), TestHost.None);
        Assert.Equal(100, await host.AvailableAsync("C-1"));
        AppendResult appended = await host.Store.AppendAsync(prepared.Appends, TestHost.None);
        AppendResult twice = await host.Store.AppendAsync(prepared.Appends, TestHost.None);

        Assert.Equal(AppendStatus.Appended, appended.Status);
        Assert.NotEqual(AppendStatus.Appended, twice.Status);
        Assert.Equal(3, prepared.Result.Version);
        Assert.Equal(40, prepared.Result.State.Wallet(TestAccount.Wallet).Available.Value);
        Assert.Equal(40, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task Prepare_RefusedOrDoneBefore_HasNothingToAppend()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        await host.DoAsync("C-1", TestHost.Spending("1", 60));

        Assert.Empty((await host.Accounts.PrepareAsync("C-1", TestHost.Spending("2", 60), TestHost.None)).Appends);
        PreparedCommand<PointsAccountState, PointsEvent> done = await host.Accounts.PrepareAsync("C-1", TestHost.Spending("1", 60), TestHost.None);
        Assert.Empty(done.Appends);
        Assert.Equal(CommandStatus.Replayed, done.Result.Status);
        Assert.Equal(3, done.Result.Version);
    }

    [Fact]
    public async Task Handle_StreamWasErasedByAnother_StartsFromWhatIsThere()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        await host.DoAsync("C-1", TestHost.Buying("SO-2", 50));
        await host.Store.EraseAsync(new EraseRequest(host.Kind.Stream("C-1"), host.Kind.Stream("gone-1"), new Erasure(new CustomerId("C-1"), new CustomerId("gone-1"))), TestHost.None);

        CommandResult<PointsAccountState, PointsEvent> refused = await host.DoAsync("C-1", TestHost.Buying("SO-3", 10));

        Assert.Equal("account-not-open", refused.Refusal!.Code);
        Assert.Equal(150, await host.AvailableAsync("gone-1"));
    }

    [Fact]
    public async Task Prepare_StreamIsErasedInPlaceBeforeTheAppend_IsAConflict()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        StreamId stream = host.Kind.Stream("C-1");
        PreparedCommand<PointsAccountState, PointsEvent> prepared = await host.Accounts.PrepareAsync("C-1", TestHost.Spending("1", 60), TestHost.None);
        await host.Store.EraseAsync(new EraseRequest(stream, stream, new Erasure(new CustomerId("C-1"), new CustomerId("gone-1"))), TestHost.None);

        AppendResult result = await host.Store.AppendAsync(prepared.Appends, TestHost.None);

        Assert.Equal((AppendStatus.VersionConflict, stream), (result.Status, result.Stream));
        Assert.Equal(CommandStatus.Accepted, (await host.DoAsync("C-1", TestHost.Spending("1", 60))).Status);
    }

    [Fact]
    public async Task Handle_DecisionIsMissing_SaysWhichAndRepairsNothing()
    {
        WrappedStore? store = null;
        TestHost host = new TestHost(inner => store = new WrappedStore(inner), new RunnerOptions { CachedStates = 0 });
        await host.WithAsync("C-1", 100);
        await host.DoAsync("C-1", TestHost.Buying("SO-2", 50));
        store!.AfterRead = (_, slice) => new StreamSlice(slice.Stream, slice.Incarnation, slice.Version, null, slice.Decisions.Where(d => d.Version != 2).ToArray(), slice.Recorded);

        BrokenStreamException broken = await Assert.ThrowsAsync<BrokenStreamException>(() => host.DoAsync("C-1", TestHost.Spending("1", 10)));

        Assert.Equal(2, broken.Version);
        Assert.Equal("points:C-1 at version 2: the decision is missing, though the stream has 3 decisions; restore it from a backup, nothing was repaired.", broken.Message);
    }

    [Fact]
    public async Task Handle_Cancelled_StoresNothing()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Accounts.HandleAsync("C-1", TestHost.Spending("1", 10), new CancellationToken(true)));

        Assert.Equal(100, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public void Runner_WithOptionsOutOfBounds_NamesEveryOne()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new DecisionRunner(new InMemoryEventStore(), new Testing.ManualClock(TestHost.Start), new RunnerOptions { MaxAttempts = 0, PageSize = 10_001, SnapshotEvery = -1, CachedStates = -1 }));

        Assert.StartsWith("MaxAttempts: 0 is out of bounds; give 1 to 100. PageSize: 10001 is out of bounds; give 1 to 10000. SnapshotEvery: -1 is out of bounds; give 0 to 1000000. CachedStates: -1 is out of bounds; give 0 to 10000000.", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Handle_WhateverIsCached_AnswersAreTheSame(int cached)
    {
        TestHost host = new TestHost(options: new RunnerOptions { CachedStates = cached, PageSize = 2 });
        foreach (string member in new[] { "A", "B", "C" })
        {
            await host.WithAsync(member, 100);
        }

        for (int i = 0; i < 5; i++)
        {
            foreach (string member in new[] { "A", "B", "C" })
            {
                await host.DoAsync(member, TestHost.Buying("SO-" + i, 10));
            }
        }

        Assert.Equal(150, await host.AvailableAsync("A"));
        Assert.Equal(7, (await host.HistoryAsync("C")).Count);
    }
}
