using System;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class BooksTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    public void EveryPosting_BecomesItsKindOfMovement()
    {
        var stream = new AccountStream("c1");
        int pending = stream.Earn("o1", 10, to: LedgerAccount.Pending);
        stream.Activate(pending, 10);
        int lot = stream.Earn("o2", 100);
        stream.Hold(lot, 50);
        stream.Release(lot, 20);
        stream.Redeem("r1", lot, 30, from: LedgerAccount.Held);
        stream.Cancel("r1", lot, 5);
        stream.Return("o2", lot, 10, 3);
        stream.EarnAndRepay("o3", 7, 3);
        stream.Expire(pending, 4);
        Lot gift = stream.NewLot("adj", stream.Now, null);
        stream.Add(new PointsAdjusted(stream.Now, "adj", "u1", "sorry", null, [AccountStream.Move(gift.Number, LedgerAccount.Adjusted, LedgerAccount.Available, 8)], [gift]));
        stream.Add(new PointsAdjusted(stream.Now, "adj2", "u1", "too much", null, [AccountStream.Move(gift.Number, LedgerAccount.Available, LedgerAccount.Adjusted, 2)], []));
        stream.Add(new PointsSent(stream.Now, "t1", new CustomerId("c2"), [], [AccountStream.Move(gift.Number, LedgerAccount.Available, LedgerAccount.Transferred, 1)], []));
        Lot come = stream.NewLot("t2", stream.Now, null);
        stream.Add(new PointsReceived(stream.Now, "t2", new CustomerId("c2"), [AccountStream.Move(come.Number, LedgerAccount.Transferred, LedgerAccount.Available, 9)], [come]));
        Lot merged = stream.NewLot("m1", stream.Now, null);
        stream.Add(new AccountReceived(
            stream.Now, "m1", new CustomerId("c3"), [], 0,
            [AccountStream.Move(merged.Number, LedgerAccount.Transferred, LedgerAccount.Available, 6), AccountStream.Move(0, LedgerAccount.Debt, LedgerAccount.Transferred, 2)], [merged], [], []));
        Points debt = stream.Balance(LedgerAccount.Debt);
        stream.Add(new AccountClosed(
            stream.Now, CloseCause.Left, default, null, "u1", "left", null,
            [AccountStream.Move(lot, LedgerAccount.Available, LedgerAccount.Forfeited, 1), AccountStream.Move(0, LedgerAccount.Forfeited, LedgerAccount.Debt, 2)]));

        PointsMovementKind[] kinds = stream.Book().Entries.Select(e => e.Kind).ToArray();
        Assert.Equal(new Points(-2), debt);
        Assert.Equal(
            [
                PointsMovementKind.Earned, PointsMovementKind.Activated, PointsMovementKind.Earned, PointsMovementKind.Held, PointsMovementKind.Released,
                PointsMovementKind.Redeemed, PointsMovementKind.Restored, PointsMovementKind.Reversed, PointsMovementKind.DebtMade, PointsMovementKind.Earned,
                PointsMovementKind.SetAgainstDebt, PointsMovementKind.DebtRepaid, PointsMovementKind.Expired, PointsMovementKind.AdjustedUp, PointsMovementKind.AdjustedDown,
                PointsMovementKind.TransferredOut, PointsMovementKind.TransferredIn, PointsMovementKind.MergedIn, PointsMovementKind.MergedIn,
                PointsMovementKind.Forfeited, PointsMovementKind.DebtForgiven,
            ],
            kinds);
        PointsFigures total = Figures(stream).Total;
        Assert.Equal(stream.Balance(LedgerAccount.Pending, LedgerAccount.Available, LedgerAccount.Held), total.Outstanding);
        Assert.Equal(stream.Balance(LedgerAccount.Debt), total.Debt);
        Assert.Equal(default, total.Debt);
        Assert.Equal(total.Outstanding + total.Debt, total.Granted - total.Redeemed - total.Expired - total.Forfeited);
    }

    [Fact]
    [Requirement("L-7")]
    public void Figures_GiveIssuedRedeemedExpiredOutstandingAndTheRedemptionRate()
    {
        var stream = new AccountStream("c1");
        int lot = stream.Earn("o1", 100);
        stream.Redeem("r1", lot, 40);
        stream.Cancel("r1", lot, 10);
        stream.Expire(lot, 20);
        stream.Return("o1", lot, 10);
        PointsFigures total = Figures(stream).Total;
        Assert.Equal((100m, 30m, 20m, 10m, 40m), (total.Issued.Value, total.Redeemed.Value, total.Expired.Value, total.Reversed.Value, total.Outstanding.Value));
        Assert.Equal((90m, 33.3333m, 22.2222m), (total.Granted.Value, total.RedemptionPercent, total.BreakagePercent));
        Assert.Null(PointsFigures.Empty.RedemptionPercent);
        Assert.Equal("issued 100, redeemed 30, expired 20, reversed 10, outstanding 40, debt 0", total.ToString());
    }

    [Fact]
    [Requirement("L-7")]
    public void Cohorts_AreMonthsOfEarningInTheZone_AndCompletedOnesSuggestTheBreakage()
    {
        var stream = new AccountStream("c1");
        stream.Now = Instant.FromUtc(2026, 1, 31, 17, 0);
        int february = stream.Earn("o1", 100);
        stream.Now = Instant.FromUtc(2026, 3, 10, 0, 0);
        int march = stream.Earn("o2", 50, version: AccountStream.Second);
        stream.Redeem("r1", february, 80);
        stream.Now = Instant.FromUtc(2026, 5, 1, 0, 0);
        stream.Expire(february, 20);
        LoyaltyFigures figures = LoyaltyFigures.Of(stream.Book().Entries, Instant.FromUtc(2026, 5, 10, 0, 0), Shanghai);
        Assert.Equal([new YearMonth(2026, 2), new YearMonth(2026, 3)], figures.Cohorts.Select(c => c.Month));
        Assert.Equal((20m, 20m, 0m), (figures.EstimatedBreakagePercent, figures.Cohorts[0].Figures.BreakagePercent, figures.Cohorts[0].Figures.Outstanding.Value));
        LotAge age = Assert.Single(figures.OutstandingByAge);
        Assert.Equal((2, 50m), (age.Months, age.Outstanding.Value));
        Assert.Equal(1, Assert.Single(LoyaltyFigures.Of(stream.Book().Entries, Instant.FromUtc(2026, 5, 9, 15, 0), Shanghai).OutstandingByAge).Months);
        Assert.Equal(new Points(40), figures.Cohorts[1].Figures.ExpectedToBeRedeemed(20));
        Assert.Equal(new Points(50), figures.Only("A", "points", AccountStream.Second).Total.Outstanding);
        Assert.Equal(new Points(0), figures.Only("A", null, AccountStream.First).Total.Outstanding);
        Assert.Equal(0, figures.Only("B", null, null).Total.Count);

        // As of an earlier instant, later entries don't count, and nothing is completed.
        LoyaltyFigures before = LoyaltyFigures.Of(stream.Book().Entries, Instant.FromUtc(2026, 4, 1, 0, 0), Shanghai);
        Assert.Equal((20m, null), (before.Cohorts[0].Figures.Outstanding.Value, before.EstimatedBreakagePercent));
    }

    [Fact]
    [Requirement("L-7")]
    public void Liability_IsRoundedOnce_AndItsSharesAddUp()
    {
        var stream = new AccountStream("c1");
        foreach (string organisation in new[] { "A", "B", "C" })
        {
            stream.Earn("o" + organisation, 33.5m, organisation);
        }

        PointsLiability liability = Figures(stream).Liability("points", new Money(0.01m, "CNY"), 2);
        Assert.Equal((100.5m, new Money(1.01m, "CNY")), (liability.Outstanding.Value, liability.Total));
        Assert.Equal([0.34m, 0.34m, 0.33m], liability.Shares.Select(s => s.Amount.Amount));
        Assert.Equal(["A", "B", "C"], liability.Shares.Select(s => s.Group.Organisation));
        Assert.Equal(new Money(1.01m, "CNY"), Figures(stream).Total.Liability(new Money(0.01m, "CNY"), 2));
        Assert.Empty(Figures(stream).Liability("miles", new Money(1, "CNY"), 2).Shares);
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures(stream).Total.Liability(new Money(1, "CNY"), 5));
    }

    [Fact]
    public void PointsOfOneOrganisationSpentInAnother_AreOwedToIt()
    {
        var stream = new AccountStream("c1");
        int a = stream.Earn("o1", 100, "A");
        int b = stream.Earn("o2", 100, "B");
        stream.Redeem("r1", a, 60, "b-order");
        stream.Redeem("r2", b, 30, "b-order");
        stream.Redeem("r3", b, 10, "a-order");
        stream.Redeem("r4", b, 10, "unknown");
        stream.Cancel("r1", a, 15);
        PointsBook book = stream.Book(d => d switch { "b-order" => "B", "a-order" => "A", _ => null });
        Intercompany owed = Intercompany.Of(book.Entries);
        Assert.Equal(["A B 45", "B A 10"], owed.Entries.Select(e => e.Debtor + " " + e.Creditor + " " + e.Points));
        Assert.Equal(new Money(0.41m, "CNY"), owed.Entries[0].Amount(new Money(0.009m, "CNY"), 2));
        Assert.Equal(["A B 90", "B A 20"], owed.Merge(owed).Entries.Select(e => e.Debtor + " " + e.Creditor + " " + e.Points));

        // The points leave the books of the organisation that carries them.
        Assert.Equal([55m, 50m], LoyaltyFigures.Of(book.Entries, stream.Now, Shanghai).Groups.Select(g => g.Figures.Outstanding.Value));
    }

    [Fact]
    public void DebtOfOneOrganisationRepaidWithPointsOfAnother_LeavesItsBooks()
    {
        var stream = new AccountStream("c1");
        stream.Return("o1", 0, 0, 30, "A");
        stream.Return("o2", 0, 0, 20, "B");
        stream.EarnAndRepay("o3", 100, 40, "B");
        PointsBook book = stream.Book();
        LoyaltyFigures figures = LoyaltyFigures.Of(book.Entries, stream.Now, Shanghai);
        Assert.Equal((0m, 0m), (figures.Only("A", null, null).Total.Outstanding.Value, figures.Only("A", null, null).Total.Debt.Value));
        Assert.Equal((60m, -10m), (figures.Only("B", null, null).Total.Outstanding.Value, figures.Only("B", null, null).Total.Debt.Value));
        Assert.Equal(["B A 30"], Intercompany.Of(book.Entries).Entries.Select(e => e.Debtor + " " + e.Creditor + " " + e.Points));
    }

    [Fact]
    public void ALot_IsBookedWhereItsAwardSays_ElseItsDocument_ElseAtHome()
    {
        var stream = new AccountStream("c1", "H");
        Lot merged = stream.NewLot("o1", stream.Now, null);
        Award award = new Award(
            "o1", "M", null, false, AccountStream.First, stream.Now, null, new LocalDate(2026, 1, 1), stream.Now, stream.Now, [], [],
            [new AwardGrant(string.Empty, [], [], [], true, [new GrantLot(merged.Number, "points", 0, [0], new Points(5))])], []);
        stream.Add(new AccountReceived(stream.Now, "m1", new CustomerId("c2"), [award], 1, [AccountStream.Move(1, LedgerAccount.Transferred, LedgerAccount.Available, 5)], [merged], [], []));
        foreach (string document in new[] { "known", "unknown" })
        {
            Lot lot = stream.NewLot(document, stream.Now, null);
            stream.Add(new PointsReceived(stream.Now, "t", new CustomerId("c3"), [AccountStream.Move(lot.Number, LedgerAccount.Transferred, LedgerAccount.Available, 5)], [lot]));
        }

        PointsBook book = stream.Book(d => d == "known" ? "K" : null);
        Assert.Equal(["M", "K", "H"], book.Entries.Select(e => e.Organisation));
        Assert.Empty(book.Awards);
    }

    [Fact]
    public void APostingThatPassesThroughTheBalance_IsBothMovements()
    {
        var stream = new AccountStream("c1");
        int lot = stream.Earn("o1", 10);
        stream.Redeem("r1", lot, 10);
        stream.Cancel("r1", lot, 10, LedgerAccount.Expired);
        PointsFigures total = Figures(stream).Total;
        Assert.Equal((10m, 0m, 10m, 0m), (total.Issued.Value, total.Redeemed.Value, total.Expired.Value, total.Outstanding.Value));
    }

    [Fact]
    public void ADraft_RefusesEventsOutOfOrder_AndItsBookStays()
    {
        var stream = new AccountStream("c1");
        stream.Earn("o1", 10);
        var draft = new PointsBookDraft(stream.Account, null);
        stream.Events.ForEach(draft.Add);
        PointsBook book = draft.ToBook();
        stream.Earn("o2", 10);
        draft.Add(stream.Events[^1]);
        Assert.Single(book.Entries);
        Assert.Equal(2, draft.ToBook().Entries.Count);
        Assert.Throws<ArgumentException>(() => draft.Add(stream.Events[0]));
    }

    [Fact]
    [Requirement("L-8")]
    public void Partners_AreSettledForWhatTheyHonoured()
    {
        Instant at = Instant.FromUtc(2026, 1, 10, 0, 0);
        var january = LedgerPeriod.Of(new YearMonth(2026, 1), Shanghai);
        PointsEvent[] events =
        [
            new BenefitUsed(at, "u1", "class", 2, "yoga", 60m, []),
            new BenefitUsed(at, "u2", "class", 1, "yoga", 30m, []),
            new BenefitRestored(at, "u1", "class", 1, "yoga", 30m, []),
            new BenefitUsed(at, "u3", "trial", 1, "early-learning", 99.5m, []),
            new BenefitUsed(january.To, "u4", "class", 1, "yoga", 30m, []),
        ];
        PartnerSettlement settlement = PartnerSettlement.Of(events, january);
        Assert.Equal(["early-learning trial 1 0 99.5", "yoga class 3 1 60"], settlement.Lines.Select(l => FormattableString.Invariant($"{l.Partner} {l.Benefit} {l.Uses} {l.Restored} {l.Amount}")));
        Assert.Equal((60m, 0m), (settlement.AmountOf("yoga"), settlement.AmountOf("gym")));
        Assert.Equal(settlement.Lines, PartnerSettlement.Of(events.Skip(2), january).Merge(PartnerSettlement.Of(events.Take(2), january)).Lines);
        Assert.Throws<ArgumentException>(() => settlement.Merge(PartnerSettlement.Of(events, LedgerPeriod.Of(new YearMonth(2026, 2), Shanghai))));
    }

    private static LoyaltyFigures Figures(AccountStream stream) => LoyaltyFigures.Of(stream.Book().Entries, stream.Now, Shanghai);
}
