using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.Loyalty;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>Waking what is due, and leaving alone what can't be read.</summary>
public sealed class DueRunTests
{
    private static readonly Instant AfterExpiry = TestAccount.Day(2027, 2, 2);

    [Fact]
    public async Task RunDue_ManyStreams_SettlesThoseWhoseTimeHasComeAndNoOthers()
    {
        TestHost host = new TestHost(options: new RunnerOptions { PageSize = 3 });
        foreach (int i in Enumerable.Range(0, 10))
        {
            await host.WithAsync("old-" + i, 100);
        }

        host.Clock.Set(TestAccount.Day(2026, 12, 1));
        await host.WithAsync("new", 0);
        await host.DoAsync("new", new CommandRequest<PointsCommand>("buy", at => TestHost.Sale("SO-1", 100, at, at)));
        var seen = new Reports();

        DueRunReport report = await host.Accounts.RunDueAsync(AfterExpiry, new DueRunOptions { Parallelism = 3 }, seen, TestHost.None);
        DueRunReport again = await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None);

        Assert.Equal(10, report.Settled);
        Assert.Empty(report.SetAside);
        Assert.Equal([3, 6, 9, 10], seen.Items.Select(p => p.Done));
        Assert.Equal(0, again.Settled);
        DecisionRecord expiry = (await host.HistoryAsync("old-4"))[^1];
        Assert.Equal(DecisionOutcome.TimePassed, expiry.Decision.Outcome);
        Assert.Null(expiry.Decision.IdempotencyKey);
        Assert.Contains(expiry.Decision.Events, e => e is PointsExpired);
        Assert.Equal(2, (await host.HistoryAsync("new")).Count);
        Assert.Equal(100, await host.AvailableAsync("new"));
    }

    [Fact]
    public async Task RunDue_WithAMaximum_GoesOnInTheNextRun()
    {
        TestHost host = new TestHost(options: new RunnerOptions { PageSize = 3 });
        foreach (int i in Enumerable.Range(0, 10))
        {
            await host.WithAsync("C-" + i, 100);
        }

        Assert.Equal(4, (await host.Accounts.RunDueAsync(AfterExpiry, new DueRunOptions { MaxStreams = 4 }, null, TestHost.None)).Settled);
        Assert.Equal(6, (await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None)).Settled);
    }

    [Fact]
    public async Task RunDue_UnreadableStream_IsSetAsideWithItsReasonAndTheOthersGoOn()
    {
        WrappedStore? store = null;
        TestHost host = new TestHost(inner => store = new WrappedStore(inner), new RunnerOptions { CachedStates = 0 });
        foreach (int i in Enumerable.Range(0, 4))
        {
            await host.WithAsync("C-" + i, 100);
        }

        store!.AfterRead = (read, slice) => read.Stream.Key == "C-2" ? throw new UnreadableMessageException("loyalty.points-awarded", 1, "the payload is damaged; restore it from a backup.") : slice;
        DueRunReport report = await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None);
        DueRunReport again = await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None);

        Assert.Equal(3, report.Settled);
        PoisonStream poison = Assert.Single(report.SetAside);
        Assert.Equal(host.Kind.Stream("C-2"), poison.Stream);
        Assert.Equal("loyalty.points-awarded v1: the payload is damaged; restore it from a backup.", poison.Reason);
        Assert.Empty(again.SetAside);
        StreamEntry entry = Assert.Single((await host.Store.ReadStreamsAsync(StreamQuery.SetAside("points", null, 10), TestHost.None)).Streams);
        Assert.Equal(poison.Reason, entry.SetAside!.Reason);

        store.AfterRead = null;
        await host.Store.SetAsideAsync(poison.Stream, null, TestHost.None);
        Assert.Equal(1, (await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None)).Settled);
    }

    [Fact]
    public async Task RunDue_ProcessThrows_SetsAsideWithoutQuotingIt()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        var kind = new StreamKind<PointsAccountState, PointsCommand, PointsEvent>("points", new Throwing(host.Kind.Process));

        DueRunReport report = await host.Runner.Streams(kind).RunDueAsync(AfterExpiry, null, null, TestHost.None);

        PoisonStream poison = Assert.Single(report.SetAside);
        Assert.Equal("FormatException while deciding; look at the run's report.", poison.Reason);
        Assert.Equal("Zhang San's file", poison.Exception.Message);
    }

    [Fact]
    public async Task RunDue_StoreFails_EndsTheRunAndSetsNothingAside()
    {
        WrappedStore? store = null;
        TestHost host = new TestHost(inner => store = new WrappedStore(inner));
        await host.WithAsync("C-1", 100);
        store!.BeforeAppend = _ => throw new TimeoutException("The server doesn't answer.");

        await Assert.ThrowsAsync<TimeoutException>(() => host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None));

        Assert.Empty((await host.Store.ReadStreamsAsync(StreamQuery.SetAside("points", null, 10), TestHost.None)).Streams);
    }

    [Fact]
    public async Task RunDue_Cancelled_KeepsWhatIsDone()
    {
        TestHost host = new TestHost(options: new RunnerOptions { PageSize = 1 });
        foreach (int i in Enumerable.Range(0, 5))
        {
            await host.WithAsync("C-" + i, 100);
        }

        using var source = new CancellationTokenSource();
        var reports = new Reports { Hook = p => { if (p.Done == 2) { source.Cancel(); } } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Accounts.RunDueAsync(AfterExpiry, new DueRunOptions { Parallelism = 1 }, reports, source.Token));

        Assert.Equal(3, (await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None)).Settled);
    }

    [Fact]
    public async Task RunDue_AnotherServerWasFaster_CountsAsUnchanged()
    {
        WrappedStore? store = null;
        TestHost host = new TestHost(inner => store = new WrappedStore(inner));
        await host.WithAsync("C-1", 100);
        var other = new DecisionRunner(store!, host.Clock);
        store!.BeforeAppend = async _ =>
        {
            store.BeforeAppend = null;
            await other.Streams(host.Kind).RunDueAsync(AfterExpiry, null, null, TestHost.None);
        };

        DueRunReport report = await host.Accounts.RunDueAsync(AfterExpiry, null, null, TestHost.None);

        Assert.Equal(0, report.Settled);
        Assert.Equal(1, report.Unchanged);
        Assert.Single((await host.HistoryAsync("C-1")).SelectMany(d => d.Decision.Events).OfType<PointsExpired>());
    }

    [Fact]
    public async Task RunDue_RulesChangedSoThatNothingIsDue_CorrectsTheIndexOnce()
    {
        TestHost host = await new TestHost().WithAsync("C-1", 100);
        var kind = new StreamKind<PointsAccountState, PointsCommand, PointsEvent>("points", new Patient(host.Kind.Process));

        DueRunReport report = await host.Runner.Streams(kind).RunDueAsync(AfterExpiry, null, null, TestHost.None);
        DueRunReport again = await host.Runner.Streams(kind).RunDueAsync(AfterExpiry, null, null, TestHost.None);

        Assert.Equal(1, report.Settled);
        Assert.Equal(0, again.Settled + again.Unchanged);
        StreamDecision last = (await host.HistoryAsync("C-1"))[^1].Decision;
        Assert.Empty(last.Events);
        Assert.Null(last.NextDue);
    }

    [Fact]
    public void RunDue_WithOptionsOutOfBounds_NamesEveryOne() =>
        Assert.Equal(["Parallelism: 65 is out of bounds; give 1 to 64.", "MaxStreams: 0 is out of bounds; give 1 to 9223372036854775807."], new DueRunOptions { Parallelism = 65, MaxStreams = 0 }.Validate());

    /// <summary>Progress without the thread pool between.</summary>
    internal sealed class Reports : IProgress<RunProgress>
    {
        internal List<RunProgress> Items { get; } = [];

        internal Action<RunProgress>? Hook { get; init; }

        public void Report(RunProgress value)
        {
            this.Items.Add(value);
            this.Hook?.Invoke(value);
        }
    }

    /// <summary>Rules under which nothing happens by itself.</summary>
    private sealed class Patient : IProcess<PointsAccountState, PointsCommand, PointsEvent>
    {
        private readonly IProcess<PointsAccountState, PointsCommand, PointsEvent> inner;

        internal Patient(IProcess<PointsAccountState, PointsCommand, PointsEvent> inner) => this.inner = inner;

        public PointsAccountState Initial => this.inner.Initial;

        public IReadOnlyList<PointsEvent> Settle(PointsAccountState state, Instant now) => [];

        public Decision<PointsEvent> Decide(PointsAccountState state, PointsCommand command) => this.inner.Decide(state, command);

        public PointsAccountState Evolve(PointsAccountState state, PointsEvent @event) => this.inner.Evolve(state, @event);

        public Instant? NextDue(PointsAccountState state) => null;
    }

    private sealed class Throwing : IProcess<PointsAccountState, PointsCommand, PointsEvent>
    {
        private readonly IProcess<PointsAccountState, PointsCommand, PointsEvent> inner;

        internal Throwing(IProcess<PointsAccountState, PointsCommand, PointsEvent> inner) => this.inner = inner;

        public PointsAccountState Initial => this.inner.Initial;

        public IReadOnlyList<PointsEvent> Settle(PointsAccountState state, Instant now) => throw new FormatException("Zhang San's file");

        public Decision<PointsEvent> Decide(PointsAccountState state, PointsCommand command) => this.inner.Decide(state, command);

        public PointsAccountState Evolve(PointsAccountState state, PointsEvent @event) => this.inner.Evolve(state, @event);

        public Instant? NextDue(PointsAccountState state) => this.inner.NextDue(state);
    }
}
