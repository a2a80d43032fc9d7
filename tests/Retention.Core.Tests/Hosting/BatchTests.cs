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

/// <summary>Bringing streams over to another policy, and bringing history in.</summary>
public sealed class BatchTests
{
    private static readonly LoyaltyPolicy Old = Compile("old", 1);
    private static readonly LoyaltyPolicy New = Compile("new", 2);
    private static readonly PolicyBook<LoyaltyPolicy> Book = new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, Old), new PolicyBookEntry<LoyaltyPolicy>(TestAccount.Day(2026, 6, 1), New)]);

    [Fact]
    public async Task Adopt_StreamsUnderTheOldPolicy_AreBroughtOverOnce()
    {
        TestHost host = await OldAccountsAsync(7);
        host.Clock.Set(TestAccount.Day(2026, 6, 2));
        await host.WithAsync("young", 0);

        BatchReport report = await AdoptAsync(host, New.Version);
        BatchReport again = await AdoptAsync(host, New.Version);
        BatchReport back = await AdoptAsync(host, Old.Version);
        BatchReport over = await AdoptAsync(host, New.Version);

        Assert.Equal(7, report.Accepted);
        Assert.Equal(0, again.Accepted);
        Assert.Equal(8, back.Accepted);
        Assert.Equal(8, over.Accepted);
        Assert.Equal(New.Version, (await host.Accounts.ViewAsync("C-3", null, TestHost.None)).State.PolicyVersion);
        Assert.Equal(0, back.Refused + over.Refused + report.Refused);
    }

    [Fact]
    public async Task Adopt_Interrupted_GoesOnWhereItWas()
    {
        TestHost host = await OldAccountsAsync(7, new RunnerOptions { PageSize = 2 });
        host.Clock.Set(TestAccount.Day(2026, 6, 2));
        using var source = new CancellationTokenSource();
        var reports = new DueRunTests.Reports { Hook = p => { if (p.Done == 4) { source.Cancel(); } } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Accounts.AdoptAsync(new AdoptionRequest(New.Version, CommandContext.None), at => new AdoptLoyaltyPolicy(at, New.Version), reports, source.Token));

        BatchReport rest = await AdoptAsync(host, New.Version);

        Assert.Equal(3, rest.Accepted);
        Assert.Empty((await host.Store.ReadStreamsAsync(StreamQuery.Outdated("points", New.Version, null, 10), TestHost.None)).Streams);
    }

    [Fact]
    public async Task Adopt_VersionThatTheBookDoesntHave_IsRefusedByEachStream()
    {
        TestHost host = await OldAccountsAsync(3);
        LoyaltyPolicy unknown = Compile("unknown", 3);

        BatchReport report = await AdoptAsync(host, unknown.Version);

        Assert.Equal(0, report.Accepted);
        Assert.Equal(3, report.Refused);
        Assert.All(report.Refusals, r => Assert.Equal(RefusalCodes.UnknownPolicyVersion, r.Refusal!.Code));
    }

    [Fact]
    public async Task Adopt_NotPermitted_TouchesNoStream()
    {
        var authorizer = new FourEyesAuthorizer(null, [GuardedAction.PolicyActivation]);
        TestHost host = await OldAccountsAsync(3, authorizer: authorizer);

        BatchReport alone = await AdoptAsync(host, New.Version, new CommandContext("ann", approvedBy: "ann"));
        BatchReport approved = await AdoptAsync(host, New.Version, new CommandContext("ann", approvedBy: "bob"));

        Assert.Equal(RefusalCodes.NeedsApproval, alone.NotPermitted!.Code);
        Assert.Equal(0, alone.Accepted);
        Assert.Null(approved.NotPermitted);
        Assert.Equal(3, approved.Accepted);
    }

    [Fact]
    public async Task Import_ManyCommands_KeepsTheOrderOfEachStreamAndListsRefusals()
    {
        var host = new TestHost();
        List<ImportItem<PointsCommand>> items = Items(20);
        items.Insert(30, new ImportItem<PointsCommand>("C-1", new CommandRequest<PointsCommand>("late", At(4, at => new RedeemPoints(at, "R", TestAccount.Request(1_000_000))))));

        BatchReport report = await host.Accounts.ImportAsync(new ImportOptions("opening") { BatchSize = 7, Parallelism = 4 }, items, null, TestHost.None);

        Assert.Equal(60, report.Accepted);
        Assert.Equal(1, report.Refused);
        BatchRefusal refusal = Assert.Single(report.Refusals);
        Assert.Equal("late", refusal.IdempotencyKey);
        Assert.Equal("not-enough-points", refusal.Refusal!.Code);
        Assert.Equal(["loyalty.open-account", "loyalty.record-purchase", "loyalty.record-purchase"], (await host.HistoryAsync("C-7")).Select(d => d.Decision.Command!.TypeName));
        Assert.Equal(30, await host.AvailableAsync("C-7"));
    }

    [Fact]
    public async Task Import_Interrupted_GoesOnAfterTheCheckpointAndCountsNothingTwice()
    {
        var host = new TestHost();
        List<ImportItem<PointsCommand>> items = Items(20);
        await Assert.ThrowsAsync<TimeoutException>(() => host.Accounts.ImportAsync(new ImportOptions("opening") { BatchSize = 10 }, Failing(items, 34), null, TestHost.None));
        var seen = new DueRunTests.Reports();

        BatchReport rest = await host.Accounts.ImportAsync(new ImportOptions("opening") { BatchSize = 10 }, items, seen, TestHost.None);
        BatchReport done = await host.Accounts.ImportAsync(new ImportOptions("opening"), items, null, TestHost.None);
        BatchReport renamed = await host.Accounts.ImportAsync(new ImportOptions("again"), items, null, TestHost.None);

        Assert.Equal(30, rest.Skipped);
        Assert.Equal(30, rest.Accepted);
        Assert.Equal([40, 50, 60], seen.Items.Select(p => p.Done));
        Assert.Equal(60, done.Skipped);
        Assert.Equal(60, renamed.Replayed);
        foreach (int i in Enumerable.Range(0, 20))
        {
            Assert.Equal(30, await host.AvailableAsync("C-" + i));
        }
    }

    private static async Task<TestHost> OldAccountsAsync(int count, RunnerOptions? options = null, IAuthorizer? authorizer = null)
    {
        var host = new TestHost(options: options, book: Book, authorizer: authorizer);
        foreach (int i in Enumerable.Range(0, count))
        {
            await host.WithAsync("C-" + i, 10);
        }

        return host;
    }

    private static Task<BatchReport> AdoptAsync(TestHost host, PolicyVersion version, CommandContext? context = null) =>
        host.Accounts.AdoptAsync(new AdoptionRequest(version, context ?? CommandContext.None), at => new AdoptLoyaltyPolicy(at, version), null, TestHost.None);

    private static List<ImportItem<PointsCommand>> Items(int accounts)
    {
        var items = new List<ImportItem<PointsCommand>>();
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < accounts; i++)
            {
                string member = "C-" + i;
                int day = step + 1;
                items.Add(new ImportItem<PointsCommand>(member, step == 0
                    ? new CommandRequest<PointsCommand>("open", At(day, at => new OpenAccount(at, new CustomerId(member), new LocalDate(2026, 1, 1), string.Empty)))
                    : new CommandRequest<PointsCommand>("buy/" + step, At(day, at => TestHost.Sale("SO-" + step, 10 * step, at, at)))));
            }
        }

        return items;
    }

    private static PointsCommand At(int day, Func<Instant, PointsCommand> make) => make(TestAccount.Day(2026, 1, day));

    private static IEnumerable<ImportItem<PointsCommand>> Failing(List<ImportItem<PointsCommand>> items, int at)
    {
        foreach (ImportItem<PointsCommand> item in items)
        {
            yield return at-- > 0 ? item : throw new TimeoutException("The file's server doesn't answer.");
        }
    }

    private static LoyaltyPolicy Compile(string label, int rate)
    {
        LoyaltyOptions options = TestHost.Programme();
        options.Label = label;
        options.Rules["base"].Points = rate;
        return LoyaltyPolicy.Compile(options).Policy;
    }
}
