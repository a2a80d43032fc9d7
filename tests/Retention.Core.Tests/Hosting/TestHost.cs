using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.Loyalty;
using Retention.Testing;

namespace Retention.Core.Tests.Hosting;

/// <summary>A host with a points programme: a store, a clock that tests move, and the streams of accounts.</summary>
internal sealed class TestHost
{
    internal static readonly Instant Start = TestAccount.Day(2026, 1, 5);

    internal TestHost(Func<IEventStore, IEventStore>? wrap = null, RunnerOptions? options = null, ISnapshotCodec? snapshots = null, IAuthorizer? authorizer = null, PolicyBook<LoyaltyPolicy>? book = null)
    {
        this.Store = wrap is null ? new InMemoryEventStore() : wrap(new InMemoryEventStore());
        this.Kind = StreamKinds.Points(book ?? new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(Programme()).Policy));
        this.Runner = new DecisionRunner(this.Store, this.Clock, options, snapshots, authorizer);
        this.Accounts = this.Runner.Streams(this.Kind);
    }

    internal ManualClock Clock { get; } = new ManualClock(Start);

    internal IEventStore Store { get; }

    internal StreamKind<PointsAccountState, PointsCommand, PointsEvent> Kind { get; }

    internal DecisionRunner Runner { get; }

    internal ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> Accounts { get; }

    /// <summary>A plain programme whose points can be sent to others.</summary>
    internal static LoyaltyOptions Programme() => TestAccount.Plain(o => o.Wallets[TestAccount.Wallet].Transferable = true);

    internal static CancellationToken None => CancellationToken.None;

    internal static CommandRequest<PointsCommand> Opening(string member) =>
        new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId(member), new LocalDate(2026, 1, 1), string.Empty));

    internal static CommandRequest<PointsCommand> Buying(string document, decimal amount, string? actor = null) =>
        new CommandRequest<PointsCommand>("buy/" + document, at => Sale(document, amount, at), new CommandContext(actor, sourceDocument: document));

    internal static CommandRequest<PointsCommand> Spending(string id, decimal points) =>
        new CommandRequest<PointsCommand>("spend/" + id, at => new RedeemPoints(at, id, TestAccount.Request(points)));

    /// <summary>The document is of the day on which it is recorded first; a retry later brings the same one.</summary>
    internal static RecordPurchase Sale(string document, decimal amount, Instant at, Instant? ordered = null) =>
        new RecordPurchase(at, TestAccount.Sale(document, ordered ?? Start, amount), MemberFacts.None, []);

    internal Task<CommandResult<PointsAccountState, PointsEvent>> DoAsync(string member, CommandRequest<PointsCommand> request) => this.Accounts.HandleAsync(member, request, None);

    internal async Task<TestHost> WithAsync(string member, decimal amount)
    {
        await this.DoAsync(member, Opening(member));
        if (amount > 0)
        {
            await this.DoAsync(member, Buying("SO-0-" + member, amount));
        }

        return this;
    }

    internal async Task<decimal> AvailableAsync(string member, Instant? at = null) =>
        (await this.Accounts.ViewAsync(member, at, None)).State.Wallet(TestAccount.Wallet).Available.Value;

    internal async Task<IReadOnlyList<DecisionRecord>> HistoryAsync(string member) => await this.Accounts.ReadHistoryAsync(member, 0, 10_000, None);
}
