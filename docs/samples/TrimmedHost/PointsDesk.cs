using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Serialization.SystemTextJson;

namespace Retention.TrimmedHost;

/// <summary>A member buys, spends points, and brings one of two things back.</summary>
internal sealed class PointsDesk
{
    private const string Member = "C001";

    /// <summary>The rules as a file has them: a preset with a change.</summary>
    private const string Rules =
        """
        {
          "kind": "loyalty",
          "version": 1,
          "options": {
            "preset": "bronze-to-diamond",
            "label": "2026-spring",
            "multipliers": {
              // on tea
              "tea": { "factor": 2, "rules": "purchase", "when": { "attribute": "category", "is": "tea" } },
            },
          },
        }
        """;

    private static readonly BusinessTime OrderedOn = BusinessTime.On(new LocalDate(2026, 3, 2));

    private readonly DeskClock clock;
    private readonly ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts;

    internal PointsDesk(DecisionRunner runner, DeskClock clock)
    {
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(JsonPolicyOptions.Read<LoyaltyOptions>(Rules), LoyaltyPresets.Catalogue).Policy;
        Console.WriteLine("policy " + policy.Version);
        this.clock = clock;
        this.accounts = runner.Streams(StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(policy)));
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        await this.DoAsync("open", at => new OpenAccount(at, new CustomerId(Member), new LocalDate(2026, 3, 2), "SH01"), cancellationToken);
        await this.DoAsync("SO-1001/approved", at => new RecordPurchase(at, Order(), MemberFacts.None, []), cancellationToken);
        await this.DoAsync("SO-1001/approved", at => new RecordPurchase(at, Order(), MemberFacts.None, []), cancellationToken); // a retry
        this.clock.Pass(Duration.FromDays(8));
        await this.DoAsync("RD-1", at => new RedeemPoints(at, "RD-1", Discount(50_000)), cancellationToken); // more than an order allows
        await this.DoAsync("RD-2", at => new RedeemPoints(at, "RD-2", Discount(500)), cancellationToken);
        await this.DoAsync("RT-1", at => new RecordReturn(at, "SO-1001", OrderedOn, "RT-1", [new LinePart("2", 1m, null)]), cancellationToken);
        await this.PrintAccountAsync(cancellationToken);
        await this.PrintRowsAsync(cancellationToken);
    }

    private static Purchase Order()
    {
        var order = new PurchaseDraft { Document = "SO-1001", Organisation = "SH01", Currency = "CNY", OrderedOn = OrderedOn };
        order.Lines.Add(new PurchaseLine("1", "TEA-77", "tea", quantity: 1, amount: 880.50m, discount: 0, tax: 101.30m));
        order.Lines.Add(new PurchaseLine("2", "POT-03", "teapots", quantity: 2, amount: 400m, discount: 0, tax: 46.02m));
        return new Purchase(order);
    }

    private static RedemptionRequest Discount(decimal points) =>
        RedemptionRequest.OnOrder(LoyaltyPresets.Wallet, RedemptionType.Discount, new Points(points), "SO-1002", "CNY", [new OrderLine("1", 60m, 13m), new OrderLine("2", 40m, 13m)]);

    private async Task DoAsync(string key, Func<Instant, PointsCommand> command, CancellationToken cancellationToken)
    {
        CommandResult<PointsAccountState, PointsEvent> result = await this.accounts.HandleAsync(Member, new CommandRequest<PointsCommand>(key, command, new CommandContext("clerk-7")), cancellationToken);
        Console.WriteLine(key + ": " + result.Status);
        foreach (PointsEvent happened in result.Events)
        {
            Console.Write(happened.Explain(Language.English));
            Console.Write(happened.Explain(Language.Chinese));
        }

        if (result.Refusal is { } refusal)
        {
            Console.WriteLine(refusal.ToText(Language.English));
            Console.WriteLine(refusal.ToText(Language.Chinese));
        }
    }

    private async Task PrintAccountAsync(CancellationToken cancellationToken)
    {
        StreamView<PointsAccountState> view = await this.accounts.ViewAsync(Member, null, cancellationToken);
        Console.WriteLine(view.State.Wallet(LoyaltyPresets.Wallet).Available + " points, tier " + view.State.Tier.Tier + ", next change at " + view.NextDue);
        StreamView<PointsAccountState> later = await this.accounts.ViewAsync(Member, Instant.FromUtc(2027, 6, 1, 0, 0), cancellationToken);
        Console.WriteLine("in June 2027: " + later.State.Wallet(LoyaltyPresets.Wallet).Available + " points");
    }

    /// <summary>Each command and event as a row of a table, and back.</summary>
    private async Task PrintRowsAsync(CancellationToken cancellationToken)
    {
        var codec = new JsonEventCodec();
        IReadOnlyList<DecisionRecord> history = await this.accounts.ReadHistoryAsync(Member, 0, 100, cancellationToken);
        foreach (Message message in history.SelectMany(d => d.Decision.Events.Prepend(d.Decision.Command!)))
        {
            EncodedMessage row = codec.Encode(message);
            Console.WriteLine(row.TypeName + " v" + row.SchemaVersion + (codec.Decode(row).Equals(message) ? " " : " ISN'T ") + row.Payload);
        }
    }
}
