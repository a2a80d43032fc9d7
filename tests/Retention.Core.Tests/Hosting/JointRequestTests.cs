using System;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.Loyalty;
using Xunit;
using AccountPart = Retention.Core.Hosting.StreamPart<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.Core.Tests.Hosting;

/// <summary>Several streams at once: all is stored, or nothing.</summary>
public sealed class JointRequestTests
{
    [Fact]
    public async Task Transfer_BetweenTwoAccounts_StoresBothSides()
    {
        TestHost host = await (await new TestHost().WithAsync("A", 100)).WithAsync("B", 10);

        JointResult result = await TransferAsync(host, "T-1", "A", "B", 60);

        Assert.Equal(CommandStatus.Accepted, result.Status);
        Assert.Equal(40, await host.AvailableAsync("A"));
        Assert.Equal(70, await host.AvailableAsync("B"));
        Assert.Equal(2, result.Appends.Count);
        foreach (string member in new[] { "A", "B" })
        {
            StreamDecision stored = (await host.HistoryAsync(member))[^1].Decision;
            Assert.Equal("T-1", stored.IdempotencyKey);
            Assert.Equal(CommandFingerprint.Of(stored.Command!), stored.Fingerprint);
        }

    }

    [Fact]
    public async Task Transfer_Retried_GivesTheFirstAnswer()
    {
        TestHost host = await (await new TestHost().WithAsync("A", 100)).WithAsync("B", 10);
        await TransferAsync(host, "T-1", "A", "B", 60);
        host.Clock.Advance(Duration.FromHours(2));

        JointResult again = await TransferAsync(host, "T-1", "A", "B", 60);
        JointResult other = await TransferAsync(host, "T-1", "A", "B", 61);

        Assert.Equal(CommandStatus.Replayed, again.Status);
        Assert.Equal(CommandStatus.KeyConflict, other.Status);
        Assert.Equal(40, await host.AvailableAsync("A"));
    }

    [Fact]
    public async Task Transfer_StoredByAnotherServerBetweenTheReads_IsRecognised()
    {
        WrappedStore? store = null;
        TestHost host = await (await new TestHost(inner => store = new WrappedStore(inner)).WithAsync("A", 100)).WithAsync("B", 10);
        var other = new TestHost(_ => store!);
        store!.AfterRead = (read, slice) =>
        {
            store.AfterRead = null;
            Assert.Equal("A", read.Stream.Key);
            Assert.Equal(CommandStatus.Accepted, TransferAsync(other, "T-1", "A", "B", 60).GetAwaiter().GetResult().Status);
            return slice;
        };

        JointResult result = await TransferAsync(host, "T-1", "A", "B", 60);

        Assert.Equal(CommandStatus.Replayed, result.Status);
        Assert.Equal(40, await host.AvailableAsync("A"));
    }

    [Fact]
    public async Task Transfer_RefusedByTheReceiver_StoresNothingAnywhere()
    {
        TestHost host = await new TestHost().WithAsync("A", 100);

        JointResult result = await TransferAsync(host, "T-1", "A", "nobody", 60);

        Assert.Equal(CommandStatus.Refused, result.Status);
        Assert.Equal("account-not-open", result.Refusal!.Code);
        Assert.Equal(host.Kind.Stream("nobody"), result.RefusedBy);
        Assert.Empty(result.Appends);
        Assert.Equal(100, await host.AvailableAsync("A"));
        Assert.Equal(2, (await host.HistoryAsync("A")).Count);
        Assert.Empty(await host.HistoryAsync("nobody"));
    }

    [Fact]
    public async Task Joint_StreamsWithDifferentLastEvents_AreDecidedAtTheLatest()
    {
        TestHost host = await new TestHost().WithAsync("A", 100);
        host.Clock.Advance(Duration.FromHours(3));
        await host.WithAsync("B", 10);
        Instant last = host.Clock.GetCurrentInstant();
        host.Clock.Set(TestHost.Start);

        await TransferAsync(host, "T-1", "A", "B", 60);

        Assert.Equal(last, (await host.HistoryAsync("A"))[^1].Decision.At);
        Assert.Equal(last, (await host.HistoryAsync("B"))[^1].Decision.At);
    }

    [Fact]
    public async Task Joint_StreamWithoutADecision_StaysAsItIs()
    {
        TestHost host = await (await new TestHost().WithAsync("A", 100)).WithAsync("B", 10);
        var request = new JointRequest("J", TestHost.Sale("SO-9", 10, TestHost.Start));
        AccountPart a = request.Add(host.Kind, "A");
        AccountPart b = request.Add(host.Kind, "B");

        JointResult result = await host.Runner.HandleAsync(request, at => a.Decide(TestHost.Sale("SO-9", b.State.Wallet(TestAccount.Wallet).Available.Value, at)), TestHost.None);

        Assert.Single(result.Appends);
        Assert.Equal(110, a.State.Wallet(TestAccount.Wallet).Available.Value);
        Assert.Equal(3, a.Version);
        Assert.Equal(2, b.Version);
        Assert.Equal(2, (await host.HistoryAsync("B")).Count);
    }

    [Fact]
    public async Task Joint_MisusedByTheHost_SaysHow()
    {
        TestHost host = await new TestHost().WithAsync("A", 100);
        var request = new JointRequest("J", TestHost.Sale("SO-9", 5, TestHost.Start));
        AccountPart a = request.Add(host.Kind, "A");

        Assert.Throws<ArgumentException>(() => request.Add(host.Kind, "A"));
        Assert.Throws<InvalidOperationException>(() => a.Decide(TestHost.Sale("SO-9", 5, TestHost.Start)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runner.HandleAsync(request, _ => { }, TestHost.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runner.HandleAsync(new JointRequest("J", TestHost.Sale("SO-9", 5, TestHost.Start)), _ => { }, TestHost.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runner.HandleAsync(
            request,
            at =>
            {
                a.Decide(TestHost.Sale("SO-9", 5, at));
                a.Decide(TestHost.Sale("SO-10", 5, at));
            },
            TestHost.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runner.HandleAsync(request, at => a.Decide(TestHost.Sale("another than was intended", 5, at)), TestHost.None));
        Assert.Equal(2, (await host.HistoryAsync("A")).Count);
        for (int i = 1; i < StreamAppend.MaxStreams; i++)
        {
            request.Add(host.Kind, "X" + i);
        }

        Assert.Throws<InvalidOperationException>(() => request.Add(host.Kind, "one too many"));
    }

    [Fact]
    public async Task Joint_AcrossProcesses_DrawsOnTheSharedBudget()
    {
        TestHost host = await new TestHost().WithAsync("A", 0);
        ProcessStreams<ProgrammeBudgetState, BudgetCommand, BudgetEvent> budgets = host.Runner.Streams(StreamKinds.Budgets());
        await budgets.HandleAsync("spring", new CommandRequest<BudgetCommand>("open", at => new OpenBudget(at, "spring", new Points(100), "clerk")), TestHost.None);
        async Task<JointResult> BuyAsync(string document, decimal amount)
        {
            var request = new JointRequest("buy/" + document, TestHost.Sale(document, amount, TestHost.Start));
            AccountPart account = request.Add(host.Kind, "A");
            StreamPart<ProgrammeBudgetState, BudgetCommand, BudgetEvent> budget = request.Add(budgets.Kind, "spring");
            return await host.Runner.HandleAsync(
                request,
                at =>
                {
                    account.Decide(TestHost.Sale(document, amount, at));
                    budget.Decide(new DrawBudget(at, document, string.Empty, new Points(amount), at + Duration.FromDays(30)));
                },
                TestHost.None);
        }

        Assert.Equal(CommandStatus.Accepted, (await BuyAsync("SO-1", 70)).Status);
        JointResult refused = await BuyAsync("SO-2", 40);

        Assert.Equal(CommandStatus.Refused, refused.Status);
        Assert.Equal(budgets.Kind.Stream("spring"), refused.RefusedBy);
        Assert.Equal(70, await host.AvailableAsync("A"));
    }

    internal static Task<JointResult> TransferAsync(TestHost host, string id, string from, string to, decimal points)
    {
        var request = new JointRequest(id, new SendPoints(TestHost.Start, id, TestAccount.Wallet, new Points(points), new CustomerId(to), null, null));
        AccountPart sender = request.Add(host.Kind, from);
        AccountPart receiver = request.Add(host.Kind, to);
        return host.Runner.HandleAsync(
            request,
            at =>
            {
                Decision<PointsEvent> sent = sender.Decide(new SendPoints(at, id, TestAccount.Wallet, new Points(points), new CustomerId(to), null, null));
                if (sent.IsAccepted)
                {
                    receiver.Decide(AccountTransfers.Receive(sent.Events.OfType<PointsSent>().Single(), new CustomerId(from)));
                }
            },
            TestHost.None);
    }
}
