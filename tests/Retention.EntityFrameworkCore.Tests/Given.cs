using System;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;

namespace Retention.EntityFrameworkCore.Tests;

/// <summary>A programme, and requests of a shop.</summary>
internal static class Given
{
    internal static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 8, 0);

    internal static StreamKind<PointsAccountState, PointsCommand, PointsEvent> Points { get; } =
        StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy));

    internal static CommandRequest<PointsCommand> Open(string customer) =>
        new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId(customer), new LocalDate(2026, 3, 1), string.Empty));

    internal static CommandRequest<PointsCommand> Purchase(string order, decimal amount, Instant? ordered = null)
    {
        var draft = new PurchaseDraft { Document = order, Currency = "CNY", OrderedOn = BusinessTime.At(ordered ?? Now) };
        draft.Lines.Add(new PurchaseLine("1", "T-77", "tea", 1, amount, 0, 0));
        return new CommandRequest<PointsCommand>(order + "/approved", at => new RecordPurchase(at, new Purchase(draft), MemberFacts.None, []), new CommandContext("clerk-7", sourceDocument: order));
    }
}

/// <summary>A clock that stands where it was set.</summary>
internal sealed class SetClock(Instant now) : IClock
{
    internal Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => this.Now;
}
