using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Testing;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>The samples of the page on hosting.</summary>
public class HostingSnippets
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 1, 0);

    private readonly ManualClock clock = new ManualClock(Morning);

    private readonly CancellationToken cancellationToken = CancellationToken.None;

    private readonly IEventStore store = new InMemoryEventStore();

    private readonly Snippets.Screen Console = new Snippets.Screen();

    [Fact]
    public async Task OneCommand()
    {
        #region host
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy;
        var runner = new DecisionRunner(store, clock);
        var accounts = runner.Streams(StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(policy)));

        await accounts.HandleAsync("C001", new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId("C001"), new LocalDate(2026, 3, 2), "")), cancellationToken);

        var sale = new PurchaseDraft { Document = "SO-1001", Currency = "CNY", OrderedOn = BusinessTime.At(clock.GetCurrentInstant()) };
        sale.Lines.Add(new PurchaseLine("1", "T-77", "tea", quantity: 2, amount: 1280.50m, discount: 0, tax: 147.31m));
        var request = new CommandRequest<PointsCommand>(
            "SO-1001/approved",                                                                                 // a retry is recognised by this key
            at => new RecordPurchase(at, new Purchase(sale), MemberFacts.None, new List<BudgetRoom>()),         // at: the decision time
            new CommandContext("clerk-7", sourceDocument: "SO-1001"));
        CommandResult<PointsAccountState, PointsEvent> result = await accounts.HandleAsync("C001", request, cancellationToken);

        string answer = result.IsAccepted
            ? string.Join("\n", result.Events.Select(e => e.Explain(Language.Chinese)))
            : result.Refusal?.ToText(Language.Chinese) ?? result.Status.ToString();
        #endregion

        Assert.Equal(CommandStatus.Accepted, result.Status);
        Assert.Contains("1280", answer, StringComparison.Ordinal);
        Assert.Equal(CommandStatus.Replayed, (await accounts.HandleAsync("C001", request, cancellationToken)).Status);

        #region host-view
        StreamView<PointsAccountState> view = await accounts.ViewAsync("C001", at: null, cancellationToken); // now; nothing is stored
        Console.WriteLine(view.State.Wallet("points").Available + " points, next change at " + view.NextDue);

        foreach (DecisionRecord decision in await accounts.ReadHistoryAsync("C001", afterVersion: 0, limit: 100, cancellationToken))
        {
            Console.WriteLine(decision.Version + " " + decision.Decision.Command?.TypeName + " by " + decision.Decision.Context.Actor);
        }
        #endregion

        Assert.Contains("2 loyalty.record-purchase by clerk-7", Console.ToString(), StringComparison.Ordinal);

        #region host-due
        DueRunReport report = await accounts.RunDueAsync(clock.GetCurrentInstant(), new DueRunOptions { Parallelism = 8 }, progress: null, cancellationToken);
        foreach (PoisonStream poison in report.SetAside)
        {
            Console.WriteLine(poison.Stream + ": " + poison.Reason); // left alone until somebody has looked at it
        }
        #endregion

        Assert.Equal(0, report.Settled);
    }

    [Fact]
    public async Task SeveralStreams()
    {
        LoyaltyOptions options = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        options.Wallets["points"].Transferable = true;
        var runner = new DecisionRunner(store, clock);
        var kind = StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy));
        var accounts = runner.Streams(kind);
        foreach (string member in new[] { "C001", "C002" })
        {
            await accounts.HandleAsync(member, new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId(member), new LocalDate(2026, 3, 2), string.Empty)), cancellationToken);
            await accounts.HandleAsync(member, new CommandRequest<PointsCommand>("adjust", at => new AdjustPoints(at, "A-1", "points", new Points(300), null, "clerk-7", "goodwill", null)), cancellationToken);
        }

        #region host-joint
        SendPoints Send(Instant at) => new SendPoints(at, "T-1", "points", new Points(200), new CustomerId("C002"), "clerk-7", approvedBy: null);

        var transfer = new JointRequest("T-1", Send(clock.GetCurrentInstant()));
        var sender = transfer.Add(kind, "C001");
        var receiver = transfer.Add(kind, "C002");
        JointResult result = await runner.HandleAsync(
            transfer,
            at =>
            {
                Decision<PointsEvent> sent = sender.Decide(Send(at));
                if (sent.IsAccepted)
                {
                    receiver.Decide(AccountTransfers.Receive(sent.Events.OfType<PointsSent>().Single(), new CustomerId("C001")));
                }
            },
            cancellationToken); // both sides are stored, or neither
        #endregion

        Assert.Equal(CommandStatus.Accepted, result.Status);
        Assert.Equal(100, sender.State.Wallet("points").Available.Value);
        Assert.Equal(500, receiver.State.Wallet("points").Available.Value);
    }

    [Fact]
    public async Task NewRules()
    {
        LoyaltyPolicy before = LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy;
        LoyaltyOptions changed = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        changed.Label = "2026-Q2";
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(changed).Policy;

        #region host-adopt
        var book = new PolicyBook<LoyaltyPolicy>(new[]
        {
            new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, before),
            new PolicyBookEntry<LoyaltyPolicy>(Instant.FromUtc(2026, 3, 31, 16, 0), policy),
        });
        var runner = new DecisionRunner(store, clock, authorizer: new FourEyesAuthorizer(null, new[] { GuardedAction.PolicyActivation }));
        var accounts = runner.Streams(StreamKinds.Points(book));

        var activation = new AdoptionRequest(policy.Version, new CommandContext("ann", approvedBy: "bob"));
        BatchReport report = await accounts.AdoptAsync(activation, at => new AdoptLoyaltyPolicy(at, policy.Version), progress: null, cancellationToken);
        Console.WriteLine(report.NotPermitted?.ToText(Language.English) ?? report.Accepted + " accounts adopted " + policy.Version.Label);
        #endregion

        Assert.Equal("0 accounts adopted 2026-Q2", Console.ToString());

        #region host-import
        IEnumerable<ImportItem<PointsCommand>> Rows() // the same rows in the same order, each time the import is resumed
        {
            Instant at = Instant.FromUtc(2026, 1, 1, 0, 0);
            yield return new ImportItem<PointsCommand>("C001", new CommandRequest<PointsCommand>("open", new OpenAccount(at, new CustomerId("C001"), new LocalDate(2020, 5, 1), "")));
            yield return new ImportItem<PointsCommand>("C002", new CommandRequest<PointsCommand>("open", new OpenAccount(at, new CustomerId("C002"), new LocalDate(2021, 7, 9), "")));
        }

        BatchReport import = await accounts.ImportAsync(new ImportOptions("opening-2026") { BatchSize = 1000 }, Rows(), progress: null, cancellationToken);
        #endregion

        Assert.Equal(2, import.Accepted);
        Assert.Equal(2, (await accounts.ImportAsync(new ImportOptions("opening-2026"), Rows(), null, cancellationToken)).Skipped);

        #region host-erase
        var gone = new CustomerId("erased-93f1");
        EraseStatus status = await store.EraseAsync(
            new EraseRequest(accounts.Kind.Stream("C001"), accounts.Kind.Stream(gone.Value), new Erasure(new CustomerId("C001"), gone)),
            cancellationToken);
        #endregion

        Assert.Equal(EraseStatus.Erased, status);
        Assert.Equal(1, (await accounts.ViewAsync("erased-93f1", null, cancellationToken)).Version);
    }
}
