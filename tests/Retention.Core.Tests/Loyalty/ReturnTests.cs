using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class ReturnTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    [Theory]
    [InlineData("into-debt", 0, 60, 0)]
    [InlineData("down-to-zero", 0, 0, 60)]
    [InlineData("only-pending", 40, 0, 100)]
    public void Clawback_IsAsNamed(string clawback, decimal available, decimal debt, decimal writtenOff)
    {
        var account = new TestAccount(Plain(o => o.Wallets[Wallet].Clawback = clawback));
        account.Buy(Start, 100, "A");
        account.Redeem(Start, 60);
        PointsReturned returned = account.Return(Start, "A").OfType<PointsReturned>().Single();
        Assert.Equal(available, account.Available);
        Assert.Equal(debt, account.Points.Debt.Value);
        Assert.Equal(writtenOff, Assert.Single(returned.Taken).WrittenOff.Value);
        Assert.True(returned.EndsPurchase);
    }

    [Fact]
    public void Debt_IsRepaidByLaterEarnings_BeforeAnythingIsSpendable()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        account.Redeem(Start, 100);
        account.Return(Start, "A");
        Assert.Equal(100, account.Points.Debt.Value);
        account.Buy(Start, 70);
        Assert.Equal(30, account.Points.Debt.Value);
        Assert.Equal(0, account.Available);
        account.Buy(Start, 70);
        Assert.Equal(0, account.Points.Debt.Value);
        Assert.Equal(40, account.Available);
    }

    [Fact]
    public void EarnAndFullReturn_LeaveEverythingAsBefore()
    {
        var account = new TestAccount(Plain(o => { o.Ladder = new LadderOptions(); o.Ladder.Tiers["a"] = new LoyaltyTierOptions { AtLeast = 0 }; o.Ladder.Tiers["b"] = new LoyaltyTierOptions { AtLeast = 50 }; o.Caps["c"] = new CapOptions { AtMost = 120, Period = "day" }; }));
        account.Buy(Start, 30, "A");
        string before = Balances(account.State);
        decimal issued = account.Points.Of(LedgerAccount.Issued).Value;
        account.Buy(Start, 200, "B");
        Assert.Equal("b", account.State.Tier.Tier);
        account.Return(Start, "B");
        string Lots(string text) => text[text.IndexOf("lots", StringComparison.Ordinal)..];
        Assert.Equal(Lots(before), Lots(Balances(account.State)));
        Assert.Equal(30, account.Available);
        Assert.Equal(issued - 90, account.Points.Of(LedgerAccount.Issued).Value);
    }

    [Fact]
    public void Lines_ComeBackByLine_FromTheirOwnLots()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"].Scope = "line"));
        account.Buy(Start, Sale("A", Start, 10, 20, 30));
        Assert.Equal(["L1", "L2", "L3"], account.Points.Lots.Select(l => l.Lot.Line));
        account.Return(Start, "A", new LinePart("L2", 1, null), new LinePart("L3", null, 5));
        Assert.Equal([10m, 25m], account.Points.Lots.Select(l => l.Amount.Value));
    }

    [Fact]
    public void Return_SaysWhatCameFromTheAward_FromOthersAndIntoDebt()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"].Scope = "line"));
        account.Buy(Start, Sale("A", Start, 10, 20, 30));
        account.Buy(Start, 25, "B");

        // The lots of L1 and L2 are spent, and 20 of L3's.
        account.Redeem(Start, 50);
        Assert.Equal((60m, 50m, 0m, 10m, 0m, 0m), Taken(new LinePart("L1", 1, null)));
        Assert.Equal((50m, 0m, 0m, 25m, 25m, 0m), Taken());

        (decimal Before, decimal After, decimal FromAward, decimal FromOthers, decimal IntoDebt, decimal WrittenOff) Taken(params LinePart[] parts)
        {
            TakenPoints taken = Assert.Single(account.Return(Start, "A", parts).OfType<PointsReturned>().Single().Taken);
            return (taken.Before.Value, taken.After.Value, taken.FromAward.Value, taken.FromOthers.Value, taken.IntoDebt.Value, taken.WrittenOff.Value);
        }
    }

    [Fact]
    public void Return_OfWhatEarnedNothing_TakesNothing()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, Sale("A", Start, 10, 0.5m));
        PointsReturned returned = account.Return(Start, "A", new LinePart("L2", 1, null)).OfType<PointsReturned>().Single();
        Assert.Empty(returned.Taken);
        Assert.Empty(returned.Postings);
    }

    [Fact]
    public void Return_TakesOtherLotsInTheOrderInWhichTheyPay()
    {
        var account = new TestAccount(Plain());
        account.Do(new ImportBalance(Start, "I", [
            new ImportedLot(Wallet, new Points(60), "late", Day(2025, 1, 1), Day(2025, 1, 1), Day(2029, 1, 1)),
            new ImportedLot(Wallet, new Points(60), "soon", Day(2025, 1, 1), Day(2025, 1, 1), Day(2028, 1, 1)),
        ], [], [], null, null, null));
        account.Buy(Start, 100, "A");
        account.Redeem(Start, 100);
        account.Return(Start, "A");
        Assert.Equal(("late", 20m), Assert.Single(account.Points.Lots.Select(l => (l.Lot.Document, l.Amount.Value))));
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void Return_OfALine_TakesWhatAllItsRulesMade()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Rules["base"].Scope = "line";
            o.Rules["bonus"] = new EarningRuleOptions { Points = 0.5m, Per = 1, Scope = "line", Precision = 1 };
        }));
        account.Buy(Start, Sale("A", Start, 10, 20));
        Assert.Equal([15m, 30m], account.Points.Lots.Select(l => l.Amount.Value));
        account.ReturnAmount(Start, "A", 4);
        Assert.Equal([9m, 30m], account.Points.Lots.Select(l => l.Amount.Value));
    }

    [Fact]
    public void Return_TakesFromEveryWalletItsOwn()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Wallets["growth"] = new WalletOptions();
            o.Rules["base"].Wallet = Wallet;
            o.Rules["growth"] = new EarningRuleOptions { Points = 2, Wallet = "growth" };
            o.Caps["c"] = new CapOptions { AtMost = 80, Wallet = Wallet };
        }));
        account.Buy(Start, 100, "A");
        Assert.Equal((80m, 200m), (account.Available, account.State.Wallet("growth").Available.Value));
        account.ReturnAmount(Start, "A", 30);
        Assert.Equal((70m, 140m), (account.Available, account.State.Wallet("growth").Available.Value));
    }

    [Fact]
    public void Return_AfterACapTookSomethingFromOnePart_LeavesWhatTheRestWouldHaveEarned()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { Accrual = "shipped" };
            o.Rules["base"].Scope = "line";
            o.Caps["c"] = new CapOptions { AtMost = 50 };
        }));
        account.Buy(Start, Sale("A", Start, 30, 40));
        account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L1", 1, null)], []));
        account.Do(new AccruePart(Start, "A", "S2", AccrualStep.Shipped, [new LinePart("L2", 1, null)], []));
        Assert.Equal([true, false], account.State.Awards[0].Grants.TakeLast(2).Select(g => g.IsSeparable));
        Assert.Equal([30m, 20m], account.Points.Lots.Select(l => l.Amount.Value));
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal([30m, 10m], account.Points.Lots.Select(l => l.Amount.Value));
    }

    [Fact]
    public void QuantitiesAndAmounts_ComeBackBesideEachOther()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 100, quantity: 4))));
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(75, account.Available);
        account.ReturnAmount(Start, "A", 10);
        Assert.Equal(65, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(40, account.Available);
    }

    [Fact]
    public void AllowanceByAmount_LeavesTheQuantity_AndTheRestCanStillComeBack()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 100, quantity: 4))));
        account.ReturnAmount(Start, "A", 20);
        Assert.Equal(80, account.Available);
        account.Return(Start, "A", new LinePart("L1", 2, null));
        Assert.Equal(30, account.Available);
        account.Return(Start, "A", new LinePart("L1", 2, null));
        Assert.Equal(0, account.Available);
    }

    [Theory]
    [InlineData("order", false, "40 0 60 0")]
    [InlineData("line", false, "40 0 60 0")]
    [InlineData("order", true, "5 0 5 0")]
    [InlineData("line", true, "5 0 5 0")]
    public void PartPaidAfterAReturnOfAnother_IsTakenBackOnce(string scope, bool isCapped, string available)
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { Accrual = "paid" };
            o.Rules["base"].Scope = scope;
            o.Rules["base"].RoundEach = scope;
            if (isCapped)
            {
                o.Caps["month"] = new CapOptions { AtMost = 5, Period = "month" };
            }
        }));
        account.Buy(Start, Sale("A", Start, 100));
        account.Do(new AccruePart(Start, "A", "P0", AccrualStep.Paid, [new LinePart("L1", null, 40)], []));
        var seen = new List<decimal> { account.Available };
        account.Return(Start, "A");
        seen.Add(account.Available);
        account.Do(new AccruePart(Start, "A", "P1", AccrualStep.Paid, [], []));
        seen.Add(account.Available);
        account.Return(Start, "A");
        seen.Add(account.Available);
        Assert.Equal(available, string.Join(" ", seen));
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void PartsWithAndWithoutAnAmount_LeaveTheSameInAnyOrder()
    {
        var piece = new LinePart("L1", 1, null);
        var priced = new LinePart("L1", 1, 20);
        LinePart[][] orders = [[piece, piece, priced], [piece, priced, piece], [priced, piece, piece], [priced, new LinePart("L1", 2, null)]];
        foreach (LinePart[] order in orders)
        {
            var account = new TestAccount(Plain());
            account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 100, quantity: 3))));
            foreach (LinePart part in order)
            {
                account.Return(Start, "A", part);
            }

            // Two of three pieces of 100.00, and one of which the amount was stated.
            Assert.Equal(86.6667m, account.State.Awards.Single().Lines.Single().ReturnedAmount);
        }
    }

    [Fact]
    public void ReturnOfMoreThanIsLeft_OrOfUnknownLinesAndDocuments_IsRefused()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        RecordReturn Of(string document, params LinePart[] lines) => new RecordReturn(Start, document, BusinessTime.At(Start), "R", lines);
        Assert.Equal("1", account.Refused(Of("A", new LinePart("L1", 2, null)))["left"]);
        Assert.Equal("100", account.Refused(Of("A", new LinePart("L1", null, 101)))["left"]);
        account.Return(Start, "A", new LinePart("L1", 0.25m, null));
        Refusal quantity = account.Refused(Of("A", new LinePart("L1", 1, null)));
        Assert.Equal(("quantity of line L1", "1", "0.75"), (quantity["what"], quantity["asked"], quantity["left"]));
        Refusal amount = account.Refused(Of("A", new LinePart("L1", null, 76)));
        Assert.Equal(("amount of line L1", "76", "75"), (amount["what"], amount["asked"], amount["left"]));
        Assert.Equal(LoyaltyRefusals.LineUnknown, account.Refused(Of("A", new LinePart("L9", 1, null))).Code);
        Assert.Equal(LoyaltyRefusals.NotPositive, account.Refused(Of("A", new LinePart("L1", 0, null))).Code);
        Assert.Equal(LoyaltyRefusals.DocumentUnknown, account.Refused(Of("X")).Code);
    }

    [Fact]
    public void ReturnOfNothing_OrLess_OrFinerThanCounted_SaysWhichNumberIsWrong()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        Assert.Equal(("quantity of line L1", "-1"), Wrong(-1, null));
        Assert.Equal(("amount of line L1", "-5"), Wrong(null, -5));
        Assert.Equal(("quantity of line L1", "-1"), Wrong(-1, 5));
        Assert.Equal(("amount of line L1", "-5"), Wrong(1, -5));
        Assert.Equal(("quantity of line L1", "0"), Wrong(0, null));
        Assert.Equal(("amount of line L1", "0"), Wrong(null, 0));
        Assert.Equal(("amount of line L1", "0"), Wrong(0, 0));
        Assert.Equal("quantity of line L1", Wrong(0.00001m, null).What);
        Assert.Equal("quantity of line L1", Wrong(0.00001m, 5).What);
        Assert.Equal("amount of line L1", Wrong(1, 0.00001m).What);
        Assert.Equal(100, account.Available);

        (string? What, string? Given) Wrong(decimal? quantity, decimal? amount)
        {
            Refusal refusal = account.Refused(new RecordReturn(Start, "A", BusinessTime.At(Start), "R", [new LinePart("L1", quantity, amount)]));
            Assert.Equal(LoyaltyRefusals.NotPositive, refusal.Code);
            return (refusal["what"], refusal["given"]);
        }
    }

    [Fact]
    public void ReturnAfterTheAwardClosed_IsRefused_AndBecomesAnAdjustment()
    {
        var account = new TestAccount(Plain(o => o.Returns = new ReturnOptions { Window = "30d", CloseAfter = "10d" }));
        account.Buy(Start, 100, "A");
        Instant closes = account.State.Awards[0].ClosesAt;
        Assert.Equal(Day(2026, 4, 11), closes);
        account.Return(closes - Duration.Epsilon, "A", new LinePart("L1", null, 1));
        Refusal refusal = account.Refused(new RecordReturn(closes, "A", BusinessTime.At(Start), "R", []));
        Assert.Equal(LoyaltyRefusals.AwardClosed, refusal.Code);
        account.Buy(closes, 1, "B");
        Assert.Equal(["B"], account.State.Awards.Select(a => a.Document));
        Assert.Equal(refusal, account.Refused(new RecordReturn(closes, "A", BusinessTime.At(Start), "R", [])));
        account.Do(new AdjustPoints(closes, "J", Wallet, new Points(-99), null, "u1", "returned late: A", null));
        Assert.Equal(1, account.Available);
    }

    [Theory]
    [InlineData("newest", 100, 100, 55)]
    [InlineData("oldest", 55, 100, 100)]
    [InlineData("proportional", 85, 85, 85)]
    public void CreditNoteWithoutOrigin_IsBorneAsNamed(string allocation, decimal a, decimal b, decimal c)
    {
        var account = new TestAccount(Plain(o => o.Returns = new ReturnOptions { CreditNotes = allocation }));
        account.Buy(Start, 100, "A");
        account.Buy(Day(2026, 3, 3), 100, "B");
        account.Buy(Day(2026, 3, 4), 100, "C");
        account.Do(new RecordCreditNote(Day(2026, 3, 5), "CN", CreditNoteKind.CreditNote, 45, []));
        Assert.Equal([a, b, c], account.Points.Lots.Select(l => l.Amount.Value));
        Assert.Equal("255", account.Refused(new RecordCreditNote(Day(2026, 3, 5), "CN2", CreditNoteKind.Rebate, 256, []))["left"]);
    }

    [Fact]
    public void Rebate_OnNamedDocuments_IsBorneByThoseAlone()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        account.Buy(Start, 300, "B");
        account.Buy(Start, 100, "C");
        account.Do(new RecordCreditNote(Start, "RB", CreditNoteKind.Rebate, 40, ["A", "B"]));
        Assert.Equal([90m, 270m, 100m], account.Points.Lots.Select(l => l.Amount.Value));
    }

    [Fact]
    public void AnyPartitionAndOrder_EndsAtTheSameLots()
    {
        LoyaltyOptions options = Plain(o =>
        {
            o.Rules["base"].Per = 7;
            o.Rules["bonus"] = new EarningRuleOptions { Points = 1.5m, Per = 2, Precision = 1, Scope = "line" };
            o.Caps["c"] = new CapOptions { AtMost = 40 };
        });
        string[] results = new int[][] { [0, 1, 2], [2, 1, 0], [1, 2, 0] }.Select(order =>
        {
            var account = new TestAccount(options);
            account.Buy(Start, 5, "Z");
            account.Buy(Start, Sale("A", Start, 20, 30, 10));
            account.Redeem(Start, 17);
            foreach (int line in order)
            {
                account.ReturnAmounts(Start, "A", line, new[] { 8, 11, 9 }[line]);
            }

            return Balances(account.State);
        }).ToArray();
        Assert.Single(results.Distinct(StringComparer.Ordinal));
    }
}

internal static class ReturnSteps
{
    /// <summary>Returns an amount of a line, one unit at a time.</summary>
    internal static void ReturnAmounts(this TestAccount account, Instant at, string document, int line, int amount)
    {
        for (int i = 0; i < amount; i++)
        {
            account.Return(at, document, new LinePart("L" + (line + 1), null, 1));
        }
    }
}
