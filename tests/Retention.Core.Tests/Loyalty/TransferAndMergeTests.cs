using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class TransferAndMergeTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    private static LoyaltyOptions Transferable(Action<LoyaltyOptions>? more = null) => Plain(o => { o.Wallets[Wallet].Transferable = true; more?.Invoke(o); });

    [Fact]
    public void Transfer_KeepsTotalAndExpiry()
    {
        var sender = new TestAccount(Transferable(), "M1");
        var receiver = new TestAccount(Transferable(), "M2");
        sender.Buy(Start, 100, "A");
        sender.Buy(Day(2026, 4, 2), 50, "B");
        PointsSent sent = sender.Do(new SendPoints(Day(2026, 4, 3), "T1", Wallet, new Points(120), new CustomerId("M2"), null, null)).OfType<PointsSent>().Single();
        receiver.Do(AccountTransfers.Receive(sent, new CustomerId("M1")));
        Assert.Equal(30, sender.Available);
        Assert.Equal(120, receiver.Available);
        Assert.Equal([Day(2027, 4, 1, 0), Day(2027, 5, 1, 0)], receiver.Points.Lots.Select(l => l.Lot.ExpiresAt!.Value));
        Assert.Equal(["A", "B"], receiver.Points.Lots.Select(l => l.Lot.Document));
    }

    [Fact]
    public void Transfer_ToOneself_OrWhereItIsNotAllowed_OrTooLarge_IsRefused()
    {
        var account = new TestAccount(Transferable(o => o.Approvals = new ApprovalOptions { SendAbove = 50 }));
        account.Buy(Start, 100);
        SendPoints To(string member, decimal points, string? approvedBy = null) => new SendPoints(Start, "T", Wallet, new Points(points), new CustomerId(member), "u1", approvedBy);
        Assert.Equal(LoyaltyRefusals.SameAccount, account.Refused(To("M1", 1)).Code);
        Assert.Equal(LoyaltyRefusals.NotEnoughPoints, account.Refused(To("M2", 101)).Code);
        Assert.Equal(RefusalCodes.NeedsApproval, account.Refused(To("M2", 51)).Code);
        account.Do(To("M2", 51, "u2"));
        var plain = new TestAccount(Plain());
        plain.Buy(Start, 10);
        Assert.Equal(LoyaltyRefusals.NotTransferable, plain.Refused(To("M2", 1)).Code);
    }

    [Fact]
    public void Adjustment_NeedsReasonActorAndApproval()
    {
        var account = new TestAccount(Plain(o => o.Approvals = new ApprovalOptions { AdjustAbove = 100 }));
        AdjustPoints Of(decimal change, string actor = "u1", string reason = "goodwill", string? approvedBy = null) => new AdjustPoints(Start, "J", Wallet, new Points(change), null, actor, reason, approvedBy);
        Assert.Equal(RefusalCodes.TextMissing, account.Refused(Of(10, " ")).Code);
        Assert.Equal(RefusalCodes.TextMissing, account.Refused(Of(10, "u1", "")).Code);
        Assert.Equal(RefusalCodes.NeedsApproval, account.Refused(Of(101)).Code);
        account.Do(Of(101, approvedBy: "u2"));
        Assert.Equal(101, account.Available);
        Assert.Equal("101", account.Refused(Of(-102, approvedBy: "u2"))["available"]);
        account.Do(Of(-1));
        Assert.DoesNotContain("goodwill", account.Events[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Adjustment_BackDated_LivesFromItsEffectiveDate()
    {
        var account = new TestAccount(Plain(), openedAt: Day(2025, 1, 1));
        account.Do(new AdjustPoints(Start, "J", Wallet, new Points(10), BusinessTime.On(new LocalDate(2025, 6, 15)), "u1", "late", null));
        Assert.Equal(Day(2026, 7, 1, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
    }

    [Fact]
    public void Freeze_AllowsWhatEachStateAllows()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        account.Do(new HoldPoints(Start, "H", Request(10), Day(2026, 3, 5)));
        account.Do(new SetAccountStatus(Start, AccountStatus.SpendingFrozen, "u1", "fraud check"));
        Assert.Equal(LoyaltyRefusals.AccountStatus, account.Refused(new RedeemPoints(Start, "P", Request(1))).Code);
        Assert.Equal("capture-hold", account.Refused(new CaptureHold(Start, "H", null))["action"]);
        account.Do(new ReleaseHold(Start, "H"));
        account.Buy(Start, 100, "B");
        account.Do(new SetAccountStatus(Start, AccountStatus.Frozen, "u1", "fraud"));
        Assert.Equal("frozen", account.Refused(new RecordPurchase(Start, Sale("C", Start, 1), MemberFacts.None, []))["status"]);
        account.Return(Start, "A");
        Assert.Equal(100, account.Available);
        account.Settle(Day(2027, 4, 1, 0));
        Assert.Equal(0, account.Available);
        account.Do(new SetAccountStatus(Day(2027, 4, 2), AccountStatus.Active, "u1", "cleared"));
        account.Buy(Day(2027, 4, 2), 1);
    }

    [Fact]
    public void Closure_ForfeitsEverything_AndErasureForgetsTheMember()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        account.Do(new HoldPoints(Start, "H", Request(10), null));
        account.Do(new CloseAccount(Start, CloseCause.Erased, "u1", "request"));
        Assert.Equal(100, account.Points.Of(LedgerAccount.Forfeited).Value);
        Assert.Equal(0, account.Available + account.Points.Held.Value);
        Assert.True(account.State.Member.IsEmpty);
        Assert.Empty(account.State.Awards);
        Assert.Equal("closed", account.Refused(new RecordPurchase(Start, Sale("B", Start, 1), MemberFacts.None, []))["status"]);
        Assert.Null(account.Process.NextDue(account.State));
    }

    [Fact]
    public void Merge_MovesLotsAwardsDebtAndProgress_AndUnmergeGivesBackWhatIsLeft()
    {
        LoyaltyOptions options = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        var old = new TestAccount(options, "OLD");
        var kept = new TestAccount(options, "NEW");
        old.Buy(Start, 800, "A");
        old.Buy(Start, 100, "B");
        kept.Buy(Start, 300, "C");
        AccountClosed closed = old.Do(new SendAccount(Start, "X1", new CustomerId("NEW"), "u1", "same person")).OfType<AccountClosed>().Single();
        kept.Do(AccountTransfers.Receive(closed, new CustomerId("OLD")));
        Assert.Equal(1_200, kept.Available);
        Assert.Equal("silver", kept.State.Tier.Tier);
        Assert.Equal(AccountStatus.Closed, old.State.Status);
        Assert.Equal(0, old.Available);

        // A return of what the merged account bought still finds its award.
        kept.Return(Start, "B");
        Assert.Equal(1_100, kept.Available);
        kept.Redeem(Start, 250);
        AccountSplit split = kept.Do(new SplitAccount(Start, "X1", "u1", "two persons after all")).OfType<AccountSplit>().Single();
        old.Do(AccountTransfers.Reopen(split));
        Assert.Equal(850, kept.Available + old.Available);
        Assert.Equal(50, kept.Available);
        Assert.Equal(800, old.Available);
        Assert.Equal("bronze", kept.State.Tier.Tier);
        Assert.Equal(300, kept.State.Progress.Sum(p => p.Change));
        Assert.Equal(800, old.State.Progress.Sum(p => p.Change));
        Assert.Equal([1, 1], [kept.State.Purchases, old.State.Purchases]);
        old.Return(Start, "A");
        Assert.Equal(0, old.Available);
        Assert.Equal(LoyaltyRefusals.MergeUnknown, kept.Refused(new SplitAccount(Start, "X1", "u1", "again")).Code);
    }

    [Fact]
    public void Merge_MeetsDebtsOfBothSides()
    {
        var old = new TestAccount(Plain(), "OLD");
        var kept = new TestAccount(Plain(), "NEW");
        old.Buy(Start, 100, "A");
        old.Redeem(Start, 100);
        old.Return(Start, "A");
        kept.Buy(Start, 70, "B");
        AccountClosed closed = old.Do(new SendAccount(Start, "X1", new CustomerId("NEW"), "u1", "same")).OfType<AccountClosed>().Single();
        kept.Do(AccountTransfers.Receive(closed, new CustomerId("OLD")));
        Assert.Equal(30, kept.Points.Debt.Value);
        Assert.Equal(0, kept.Available);
    }

    [Fact]
    public void Merge_WithHoldsUnderWay_IsRefused()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100);
        account.Do(new HoldPoints(Start, "H", Request(10), null));
        Assert.Equal("1", account.Refused(new SendAccount(Start, "X", new CustomerId("NEW"), "u1", "same"))["count"]);
    }

    [Fact]
    public void OpeningBalance_TakesOverLotsDebtProgressAndTier()
    {
        var account = new TestAccount(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond));
        account.Do(new ImportBalance(Start, "I", [
            new ImportedLot(Wallet, new Points(500), "old-1", Day(2025, 6, 1), Day(2025, 6, 1), Day(2026, 7, 1, 0)),
            new ImportedLot(Wallet, new Points(40), "old-2", Day(2026, 3, 1), Day(2026, 3, 8), null),
        ], [new WalletAmount(Wallet, new Points(100))], [new ImportedProgress(new LocalDate(2025, 9, 1), 1_200m)], "gold", Day(2025, 9, 1), Day(2026, 12, 31)));
        Assert.Equal(400, account.Available);
        Assert.Equal(40, account.Points.Pending.Value);
        Assert.Equal(0, account.Points.Debt.Value);
        Assert.Equal("gold", account.State.Tier.Tier);
        Assert.Equal(Day(2026, 12, 31), account.State.Tier.Falling!.Due);
        account.Settle(Day(2026, 12, 31));
        Assert.Equal("bronze", account.State.Tier.Tier);
        Assert.Equal(LoyaltyRefusals.ImportNotFirst, account.Refused(new ImportBalance(Day(2027, 1, 1), "I2", [], [], [], null, null, null)).Code);
    }

    [Fact]
    public void CommandsBeforeOpening_AndASecondOpening_AreRefused()
    {
        var account = new TestAccount(Plain());
        Assert.Equal(LoyaltyRefusals.AccountOpenAlready, account.Refused(new OpenAccount(Start, new CustomerId("M1"), new LocalDate(2026, 1, 1), string.Empty)).Code);
        Decision<PointsEvent> decision = account.Process.Handle(account.Process.Initial, new RedeemPoints(Start, "P", Request(1)));
        Assert.Equal(LoyaltyRefusals.AccountNotOpen, decision.Refusal!.Code);
    }
}
