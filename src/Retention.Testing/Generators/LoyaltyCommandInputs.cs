using System.Collections.Generic;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>Every command of a points account.</summary>
internal static class LoyaltyCommandInputs
{
    internal static void AddTo(InputTable table)
    {
        AddAccounts(table);
        AddEarning(table);
        AddSpending(table);
        AddExtras(table);
    }

    private static void AddAccounts(InputTable table) => table
        .Add(d => new OpenAccount(d.Instant(), d.Customer(), d.Date(), d.Of(string.Empty, "north", "华北")))
        .Add(d => new SetAccountStatus(d.Instant(), d.Enum<AccountStatus>(), d.Actor(), d.Text()))
        .Add(d => new CloseAccount(d.Instant(), d.Enum<CloseCause>(), d.Actor(), d.Text()))
        .Add(d => new AdoptLoyaltyPolicy(d.Instant(), d.Version()))
        .Add(d => new ImportBalance(
            d.Instant(), d.Id(), d.Many(LoyaltyValueInputs.Imported), d.Many(LoyaltyValueInputs.Amount), d.Many(LoyaltyValueInputs.Progress), d.Maybe(Ingredients.Code), d.Perhaps(Ingredients.Instant), d.Perhaps(Ingredients.Instant)))
        .Add(d => new AdjustPoints(d.Instant(), d.Id(), d.Code(), d.Points(), d.Perhaps(Ingredients.Time), d.Actor(), d.Text(), d.Maybe(Ingredients.Actor)))
        .Add(d => new RedateLots(d.Instant(), d.Id(), d.Code(), d.Actor(), d.Text()))
        .Add(d => new SendAccount(d.Instant(), d.Id(), d.Customer(), d.Actor(), d.Text()))
        .Add(d => new ReceiveAccount(d.Instant(), d.Id(), d.Customer(), LedgerInputs.Contents(d)))
        .Add(d => new SplitAccount(d.Instant(), d.Id(), d.Actor(), d.Text()))
        .Add(d => new ReopenAccount(d.Instant(), d.Id(), LedgerInputs.Contents(d)))
        .Add(d => new OverrideLoyaltyTier(d.Instant(), d.Code(), d.Perhaps(Ingredients.Instant), d.Actor(), d.Text()))
        .Add(d => new ClearLoyaltyTierOverride(d.Instant(), d.Actor(), d.Text()));

    private static void AddEarning(InputTable table) => table
        .Add(d => new RecordPurchase(d.Instant(), LoyaltyValueInputs.Purchase(d), LoyaltyValueInputs.Facts(d), Rooms(d)))
        .Add(d => new RecordActivity(d.Instant(), d.Code(), d.Id(), d.Of(0m, 1m, d.Amount()), d.Time(), d.Id(), d.Code(), LoyaltyValueInputs.Facts(d), Rooms(d)))
        .Add(d => new AccruePart(d.Instant(), d.Id(), d.Id(), d.Enum<AccrualStep>(), Parts(d), Rooms(d)))
        .Add(d => new ReportMilestone(d.Instant(), d.Id(), d.Code()))
        .Add(d => new CancelPending(d.Instant(), d.Id(), d.Enum<PendingEnd>()))
        .Add(d => new RecordReturn(d.Instant(), d.Id(), d.Time(), d.Id(), Parts(d)))
        .Add(d => new RecordExchange(d.Instant(), d.Id(), d.Time(), Parts(d), LoyaltyValueInputs.Purchase(d), LoyaltyValueInputs.Facts(d), Rooms(d)))
        .Add(d => new RecordCreditNote(d.Instant(), d.Id(), d.Enum<CreditNoteKind>(), d.Number(), d.Many(Ingredients.Id)));

    private static void AddSpending(InputTable table) => table
        .Add(d => new RedeemPoints(d.Instant(), d.Id(), LoyaltyValueInputs.Request(d)))
        .Add(d => new HoldPoints(d.Instant(), d.Id(), LoyaltyValueInputs.Request(d), d.Perhaps(Ingredients.Instant)))
        .Add(d => new CaptureHold(d.Instant(), d.Id(), d.Perhaps(Ingredients.Points)))
        .Add(d => new ReleaseHold(d.Instant(), d.Id()))
        .Add(d => new CancelRedemption(d.Instant(), d.Id(), d.Id(), d.Perhaps(Ingredients.Points)))
        .Add(d => new SendPoints(d.Instant(), d.Id(), d.Code(), d.Points(), d.Customer(), d.Maybe(Ingredients.Actor), d.Maybe(Ingredients.Actor)))
        .Add(d => new ReceivePoints(d.Instant(), d.Id(), d.Customer(), d.Many(LoyaltyValueInputs.LotAmount)))
        .Add(d => new SetSpendingRight(d.Instant(), d.Customer(), d.Flag(), d.Perhaps(Ingredients.Points), d.Enum<CapPeriod>(), d.Actor()));

    private static void AddExtras(InputTable table) => table
        .Add(d => new UseBenefit(d.Instant(), d.Id(), d.Code(), d.Count(), d.Of(string.Empty, "上海虹桥", d.Text())))
        .Add(d => new RestoreBenefit(d.Instant(), d.Id()))
        .Add(d => new IssueCoupon(d.Instant(), d.Id(), d.Code(), d.Perhaps(Ingredients.Amount), d.Text()))
        .Add(d => new UseCoupon(d.Instant(), d.Id(), d.Id(), d.Amount()))
        .Add(d => new RestoreCoupon(d.Instant(), d.Id()))
        .Add(d => new VoidCoupon(d.Instant(), d.Id(), d.Actor(), d.Text()));

    private static LinePart[] Parts(Dice dice) => dice.Many(LoyaltyValueInputs.Part);

    private static IReadOnlyList<BudgetRoom> Rooms(Dice dice) => dice.ManyBy(LoyaltyValueInputs.Room, r => r.Budget);
}
