using System;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>What the commands of a points account are made of.</summary>
internal static class LoyaltyValueInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(Line)
        .Add(Draft)
        .Add(d => Purchase(d))
        .Add(Facts)
        .Add(Room)
        .Add(Part)
        .Add(Order)
        .Add(Request)
        .Add(Imported)
        .Add(Progress)
        .Add(Amount)
        .Add(Lot)
        .Add(LotAmount)
        .Add(Pending)
        .Add(d => new PendingAmount(Pending(d), d.Points()))
        .Add(d => new ProgressChange(d.Date(), d.Instant(), d.Number()));

    internal static Purchase Purchase(Dice dice) => new Purchase(Draft(dice));

    /// <summary>A purchase that a programme in yuan takes now.</summary>
    internal static Purchase Purchase(Dice dice, string document, BusinessTime now)
    {
        PurchaseDraft draft = Draft(dice);
        draft.Document = document;
        draft.Currency = "CNY";
        draft.OrderedOn = now;
        return new Purchase(draft);
    }

    internal static MemberFacts Facts(Dice dice) => dice.Percent(20)
        ? MemberFacts.None
        : new MemberFacts(dice.ManyBy(Ingredients.Code, c => c), dice.ManyBy(Ingredients.Code, c => c), dice.Perhaps(Ingredients.Date));

    internal static BudgetRoom Room(Dice dice) => new BudgetRoom(dice.Id(), dice.Points());

    internal static LinePart Part(Dice dice) => new LinePart("L" + dice.Between(1, 3).ToString(CultureInfo.InvariantCulture), dice.Perhaps(Ingredients.Amount), dice.Perhaps(Ingredients.Amount));

    internal static RedemptionRequest Request(Dice dice) => new RedemptionRequest(
        dice.Code(),
        dice.Enum<RedemptionType>(),
        dice.Points(),
        dice.Maybe(Ingredients.Id),
        dice.Maybe(Ingredients.Currency),
        dice.ManyBy(Order, l => l.Line),
        dice.Maybe(Ingredients.Code),
        dice.Flag() ? dice.Customer() : default,
        dice.Maybe(Ingredients.Actor),
        dice.Maybe(Ingredients.Actor));

    internal static ImportedLot Imported(Dice dice) => new ImportedLot(dice.Code(), dice.Points(), dice.Text(), dice.Instant(), dice.Instant(), dice.Perhaps(Ingredients.Instant));

    internal static ImportedProgress Progress(Dice dice) => new ImportedProgress(dice.Date(), dice.Number());

    internal static WalletAmount Amount(Dice dice) => new WalletAmount(dice.Code(), dice.Points());

    internal static LotAmount LotAmount(Dice dice) => new LotAmount(Lot(dice), dice.Points());

    private static OrderLine Order(Dice dice) => new OrderLine(dice.Id(), dice.Amount(), dice.Of(0m, 6m, 13m, 9.5m));

    private static Lot Lot(Dice dice) => new Lot(dice.Count(), dice.Code(), dice.Version(), dice.Id(), dice.Maybe(Ingredients.Id), dice.Instant(), dice.Perhaps(Ingredients.Instant), dice.Perhaps(Ingredients.Instant));

    private static PendingPoints Pending(Dice dice) =>
        new PendingPoints(Lot(dice), dice.ManyBy(Ingredients.Code, c => c), dice.Instant(), dice.Of(null, "P7D", "P1M", "PT2H"), dice.Perhaps(Ingredients.Instant));

    private static PurchaseLine Line(Dice dice)
    {
        decimal amount = dice.Amount();
        return new PurchaseLine(dice.Id(), dice.Of(string.Empty, "SKU-1", "货号1"), dice.Of(string.Empty, "food", "食品"), dice.Of(1m, 1m, 2m, 0.5m, 0.0001m), amount, dice.Of(0m, 5m, dice.Amount()), dice.Of(0m, amount, Math.Round(amount / 11, 4)));
    }

    private static PurchaseDraft Draft(Dice dice)
    {
        var draft = new PurchaseDraft
        {
            Document = dice.Id(),
            Organisation = dice.Of(string.Empty, "north", "华北"),
            Channel = dice.Of(string.Empty, "web", "门店"),
            Currency = dice.Currency(),
            OrderedOn = dice.Time(),
            ShippedOn = dice.Perhaps(Ingredients.Time),
            InvoicedOn = dice.Perhaps(Ingredients.Time),
            PaidOn = dice.Perhaps(Ingredients.Time),
            IsCredit = dice.Percent(20),
            Shipping = dice.Of(0, 0, 8m, 0.01m),
        };
        draft.ShippingTax = dice.Of(0, Math.Round(draft.Shipping / 11, 2));
        foreach (PurchaseLine line in dice.ManyBy(Line, l => l.Line, least: 1))
        {
            draft.Lines.Add(line);
        }

        foreach (string tag in dice.ManyBy(Ingredients.Code, c => c))
        {
            draft.Tags.Add(tag);
        }

        decimal total = draft.Lines.Sum(l => l.Amount) + draft.Shipping;
        if (total < 1_000_000_000 && dice.Percent(40))
        {
            draft.PaidWithPoints = dice.Of(0, total, Math.Round(total / 3, 2, MidpointRounding.ToEven), Math.Min(total, 1));
            draft.PaidWithStoredValue = dice.Of(0, total - draft.PaidWithPoints);
        }

        return draft;
    }
}
