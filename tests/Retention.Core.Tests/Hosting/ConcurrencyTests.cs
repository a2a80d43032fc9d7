using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.Loyalty;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>Many writers at once: nothing is lost, nothing is spent twice, and each key counts once.</summary>
public sealed class ConcurrencyTests
{
    private const int Members = 6;
    private const decimal Opening = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ManyWriters_OnHotAndColdAccounts_EndAsIfOneAfterTheOther(int seed)
    {
        var host = new TestHost(options: new RunnerOptions { MaxAttempts = 100, CachedStates = 4, PageSize = 3 });
        foreach (int i in Enumerable.Range(0, Members))
        {
            await host.WithAsync("C-" + i, Opening);
        }

        // Two runners stand for two servers; each command is sent to both, as an impatient client would.
        var servers = new[] { host.Accounts, new DecisionRunner(host.Store, host.Clock, new RunnerOptions { MaxAttempts = 100 }).Streams(host.Kind) };
        var random = new Random(seed);
        List<Func<int, Task<bool>>> commands = Enumerable.Range(0, 120).Select(i => Command(servers, random.Next(4), i, Member(random), Member(random), random.Next(1, 300))).ToList();
        bool[] accepted = await Task.WhenAll(commands.Select(async command =>
        {
            bool[] both = await Task.WhenAll(Task.Run(() => command(0)), Task.Run(() => command(1)));
            return both[0] || both[1];
        }));

        decimal spent = 0;
        decimal earned = 0;
        decimal total = 0;
        foreach (int i in Enumerable.Range(0, Members))
        {
            IReadOnlyList<DecisionRecord> history = await host.HistoryAsync("C-" + i);
            Assert.Equal(Enumerable.Range(1, history.Count).Select(v => (long)v), history.Select(d => d.Version));
            Assert.Equal(history.Count, history.Select(d => d.Decision.IdempotencyKey).Distinct().Count());
            PointsAccountState replayed = history.Aggregate(host.Kind.Process.Initial, (state, d) => host.Kind.Process.Handle(state, (PointsCommand)d.Decision.Command!) is { IsAccepted: true } again && again.Events.SequenceEqual(d.Decision.Events.Cast<PointsEvent>())
                ? host.Kind.Process.Fold(state, again.Events)
                : throw new InvalidOperationException("Decision " + d.Version + " comes out otherwise when it is decided again."));
            Assert.Equal(replayed.Wallet(TestAccount.Wallet).Available.Value, await host.AvailableAsync("C-" + i));
            Assert.True(replayed.Wallet(TestAccount.Wallet).Available.Value >= 0);
            total += replayed.Wallet(TestAccount.Wallet).Available.Value;
            spent += history.Select(d => d.Decision.Command).OfType<RedeemPoints>().Sum(c => c.Request.Points.Value);
            earned += history.Select(d => d.Decision.Command).OfType<RecordPurchase>().Sum(c => c.Purchase.Lines.Sum(l => l.Amount));
        }

        Assert.Equal(earned - spent, total);
        Assert.Contains(true, accepted);
    }

    private static string Member(Random random) => "C-" + (random.Next(2) == 0 ? 0 : random.Next(Members)).ToString(CultureInfo.InvariantCulture);

    private static Func<int, Task<bool>> Command(ProcessStreams<PointsAccountState, PointsCommand, PointsEvent>[] servers, int kind, int number, string member, string other, int points)
    {
        string id = number.ToString(CultureInfo.InvariantCulture);
        return kind switch
        {
            0 => async server => (await servers[server].HandleAsync(member, TestHost.Buying("SO-" + id, points), CancellationToken.None)).IsAccepted,
            1 when member != other => async server => (await TransferAsync(servers[server], "T-" + id, member, other, points)).IsAccepted,
            _ => async server => (await servers[server].HandleAsync(member, TestHost.Spending(id, points), CancellationToken.None)).IsAccepted,
        };
    }

    private static Task<JointResult> TransferAsync(ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts, string id, string from, string to, decimal points)
    {
        var request = new JointRequest(id, new SendPoints(TestHost.Start, id, TestAccount.Wallet, new Points(points), new CustomerId(to), null, null));
        StreamPart<PointsAccountState, PointsCommand, PointsEvent> sender = request.Add(accounts.Kind, from);
        StreamPart<PointsAccountState, PointsCommand, PointsEvent> receiver = request.Add(accounts.Kind, to);
        return accounts.Runner.HandleAsync(
            request,
            at =>
            {
                Decision<PointsEvent> sent = sender.Decide(new SendPoints(at, id, TestAccount.Wallet, new Points(points), new CustomerId(to), null, null));
                if (sent.IsAccepted)
                {
                    receiver.Decide(AccountTransfers.Receive(sent.Events.OfType<PointsSent>().Single(), new CustomerId(from)));
                }
            },
            CancellationToken.None);
    }
}
