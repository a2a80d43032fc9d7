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

namespace Retention.Relational.Tests;

/// <summary>A points account, and decisions of it as a runner would make them.</summary>
internal static class Given
{
    internal static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 8, 0);

    internal static StreamKind<PointsAccountState, PointsCommand, PointsEvent> Points { get; } = Kind("points");

    internal static StreamKind<PointsAccountState, PointsCommand, PointsEvent> Kind(string category)
    {
        var options = new LoyaltyOptions { Zone = "Asia/Shanghai", Currency = "CNY" };
        options.Wallets["points"] = new WalletOptions { Expiry = new ExpiryOptions { After = "12m", RoundUpTo = "month" }, Redemption = new RedemptionOptions { PointsPerUnit = 100 } };
        options.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 1 };
        options.Ladder = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond).Ladder;
        return new StreamKind<PointsAccountState, PointsCommand, PointsEvent>(category, new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy)));
    }

    internal static OpenAccount Open(string member) => new OpenAccount(Now, new CustomerId(member), new LocalDate(2026, 3, 1), string.Empty);

    internal static RecordPurchase Purchase(Instant at, string document, decimal amount)
    {
        var draft = new PurchaseDraft { Document = document, Currency = "CNY", OrderedOn = BusinessTime.At(at) };
        draft.Lines.Add(new PurchaseLine("L1", "SKU-1", string.Empty, 1, amount, 0, 0));
        return new RecordPurchase(at, new Purchase(draft), MemberFacts.None, []);
    }

    internal static HoldPoints Hold(Instant at, string id, decimal points) => new HoldPoints(at, id, Redeem(at, id, points).Request, null);

    internal static RedeemPoints Redeem(Instant at, string id, decimal points) =>
        new RedeemPoints(at, id, new RedemptionRequest("points", RedemptionType.Discount, new Points(points), null, null, [], null, default, null, null));
}

/// <summary>One stream under way: decides, and appends what was decided.</summary>
internal sealed class StreamUnderWay<TState, TCommand, TEvent>
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    private readonly StreamKind<TState, TCommand, TEvent> kind;

    internal StreamUnderWay(StreamKind<TState, TCommand, TEvent> kind, string key)
    {
        this.kind = kind;
        this.Stream = kind.Stream(key);
        this.State = kind.Process.Initial;
    }

    internal StreamId Stream { get; }

    internal TState State { get; private set; }

    internal long Version { get; private set; }

    /// <summary>The write of a command, which must be accepted; nothing is stored yet.</summary>
    internal StreamAppend Prepare(TCommand command, string? key = null, bool withStates = true, CommandContext? context = null)
    {
        Decision<TEvent> decision = this.kind.Process.Handle(this.State, command);
        return decision.IsAccepted ? this.Append(command, decision.Events, key, withStates, context) : throw new InvalidOperationException(decision.Refusal!.ToString());
    }

    internal async Task<AppendResult> DoAsync(IEventStore store, TCommand command, string? key = null, bool withStates = true)
    {
        StreamAppend append = this.Prepare(command, key, withStates);
        AppendResult result = await store.AppendAsync([append], CancellationToken.None);
        if (result.Status == AppendStatus.Appended)
        {
            this.Has(append);
        }

        return result;
    }

    /// <summary>Notes that an append was stored.</summary>
    internal void Has(StreamAppend append)
    {
        this.State = this.kind.Process.Fold(this.State, append.Decision.Events.Cast<TEvent>());
        this.Version++;
    }

    /// <summary>Runs a history; refused commands leave nothing.</summary>
    internal async Task RunAsync(IEventStore store, IEnumerable<TCommand> commands, bool withStates = true)
    {
        foreach (TCommand command in commands)
        {
            Decision<TEvent> decision = this.kind.Process.Handle(this.State, command);
            if (decision.IsAccepted)
            {
                StreamAppend append = this.Append(command, decision.Events, null, withStates, null);
                AppendResult result = await store.AppendAsync([append], CancellationToken.None);
                Xunit.Assert.Equal(AppendStatus.Appended, result.Status);
                this.Has(append);
            }
        }
    }

    private StreamAppend Append(TCommand command, IReadOnlyList<TEvent> events, string? key, bool withStates, CommandContext? context)
    {
        TState after = this.kind.Process.Fold(this.State, events);
        var draft = new StreamDecisionDraft
        {
            IdempotencyKey = key,
            Command = command,
            Fingerprint = CommandFingerprint.Of(command),
            At = command.At,
            RecordedAt = command.At,
            PolicyVersion = after.PolicyVersion,
            NextDue = this.kind.Process.NextDue(after),
            Context = context ?? CommandContext.None,
        };
        foreach (TEvent e in events)
        {
            draft.Events.Add(e);
        }

        return new StreamAppend(this.Stream, this.Version, null, new StreamDecision(draft), withStates ? this.State : null, withStates ? after : null, null);
    }
}
