using System;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class RedemptionTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    private static TestAccount With(decimal points, Action<RedemptionOptions>? change = null, Action<LoyaltyOptions>? more = null)
    {
        var account = new TestAccount(Plain(o =>
        {
            change?.Invoke(o.Wallets[Wallet].Redemption!);
            more?.Invoke(o);
        }));
        account.Buy(Start, points, "A");
        return account;
    }

    [Fact]
    [Requirement("L-1")]
    public void Redeem_ForADiscount_SharesValueAndTaxAmongTheLinesExactly()
    {
        TestAccount account = With(1_000);
        var request = Request(1_000, new OrderLine("1", 33.33m, 13), new OrderLine("2", 33.33m, 13), new OrderLine("3", 33.34m, 6));
        PointsRedeemed redeemed = account.Do(new RedeemPoints(Start, "P", request)).OfType<PointsRedeemed>().Single();
        Assert.Equal(new Money(10, "CNY"), redeemed.Value);
        Assert.Equal([3.33m, 3.33m, 3.34m], redeemed.Lines.Select(l => l.Value));
        Assert.Equal(1_000, redeemed.Lines.Sum(l => l.Points.Value));

        // 3.33 with 13 % within it: 0.38; 3.34 with 6 %: 0.19.
        Assert.Equal([0.38m, 0.38m, 0.19m], redeemed.Lines.Select(l => l.Tax));
        var payment = new RedemptionRequest(Wallet, RedemptionType.Payment, new Points(1), "O", "CNY", request.Lines, null, default, null, null);
        Assert.Equal(LoyaltyRefusals.NotEnoughPoints, account.Refused(new RedeemPoints(Start, "Q", payment)).Code);
    }

    [Theory]
    [InlineData(99, LoyaltyRefusals.BelowMinimum, "minimum", "100")]
    [InlineData(600, LoyaltyRefusals.AboveMaximum, "maximum", "500")]
    [InlineData(130, LoyaltyRefusals.OffStep, "nearest", "100")]
    [InlineData(0, LoyaltyRefusals.NotPositive, "given", "0")]
    [InlineData(-5, LoyaltyRefusals.NotPositive, "given", "-5")]
    public void Redeem_OutsideTheLimits_IsRefusedWithWhatIsAllowed(int points, string code, string argument, string allowed)
    {
        TestAccount account = With(1_000, r => { r.AtLeast = 100; r.AtMost = 500; r.Step = 50; });
        string before = Describe(account.State);
        Refusal refusal = account.Refused(new RedeemPoints(Start, "P", Request(points)));
        Assert.Equal(code, refusal.Code);
        Assert.Equal(allowed, refusal[argument]);
        Assert.Equal(before, Describe(account.State));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(500)]
    public void Redeem_AtTheLimits_IsAccepted(int points)
    {
        TestAccount account = With(1_000, r => { r.AtLeast = 100; r.AtMost = 500; r.Step = 50; });
        account.Redeem(Start, points);
        Assert.Equal(1_000 - points, account.Available);
    }

    [Theory]
    [InlineData(0, 199, 1)]
    [InlineData(1, 199, 1.9)]
    [InlineData(2, 199.9999, 1.99)]
    [InlineData(4, 199.9999, 1.9999)]
    public void Redeem_IsWorthWhatItsPointsAre_RoundedDown(int decimals, double points, double expected)
    {
        TestAccount account = With(1_000, r => r.MoneyDecimals = decimals);
        Assert.Equal((decimal)expected, account.Redeem(Start, (decimal)points).OfType<PointsRedeemed>().Single().Value.Amount);
    }

    [Fact]
    public void Redeem_SaysTheFirstReason_AmountSpenderOrderAvailableLimitsApproval()
    {
        TestAccount account = With(1_000, r => { r.AtMost = 1_100; r.LimitPerPeriod = 600; }, o => o.Approvals = new ApprovalOptions { RedeemAbove = 500 });
        Refusal Of(decimal points, string spender, string currency) => account.Refused(new RedeemPoints(Start, "P", new RedemptionRequest(
            Wallet, RedemptionType.Payment, new Points(points), "O", currency, [new OrderLine("1", 100m, 0m)], null, new CustomerId(spender), null, null)));
        Refusal refusal = Of(1_101, "E1", "USD");
        Assert.Equal((LoyaltyRefusals.AboveMaximum, "1101"), (refusal.Code, refusal["asked"]));
        refusal = Of(1_100, "E1", "USD");
        Assert.Equal((LoyaltyRefusals.NoSpendingRight, "E1"), (refusal.Code, refusal["spender"]));
        refusal = Of(1_100, "M1", "USD");
        Assert.Equal((LoyaltyRefusals.CurrencyMismatch, "USD", "CNY"), (refusal.Code, refusal["given"], refusal["expected"]));
        refusal = Of(1_100, "M1", "CNY");
        Assert.Equal((LoyaltyRefusals.NotEnoughPoints, Wallet, "1100"), (refusal.Code, refusal["wallet"], refusal["asked"]));
        refusal = Of(601, "M1", "CNY");
        Assert.Equal((LoyaltyRefusals.AboveLimit, "601", "600", "2026-03-02T16:00:00Z"), (refusal.Code, refusal["asked"], refusal["left"], refusal["until"]));
        refusal = Of(600, "M1", "CNY");
        Assert.Equal((RefusalCodes.NeedsApproval, "redemption", "approvedBy"), (refusal.Code, refusal["action"], refusal["submit"]));
        account.Redeem(Start, 500);
    }

    [Fact]
    public void Redeem_FromAWalletThatIsUnknown_IsRefused_AndAnyKnownOneMayPay()
    {
        TestAccount account = With(100, null, o => { o.Wallets["a"] = new WalletOptions { Redemption = new RedemptionOptions { PointsPerUnit = 1 } }; o.Wallets["z"] = new WalletOptions { Redemption = new RedemptionOptions { PointsPerUnit = 1 } }; o.Rules["base"].Wallet = Wallet; });
        Refusal refusal = account.Refused(new RedeemPoints(Start, "P", RedemptionRequest.ForReward("miles", RedemptionType.Gift, new Points(1), null)));
        Assert.Equal((LoyaltyRefusals.UnknownWallet, "miles", "a, points, z"), (refusal.Code, refusal["wallet"], refusal["known"]));
        account.Redeem(Start, 40);
        Assert.Equal(60, account.Available);
    }

    [Theory]
    [InlineData("day", null, "redeem:points")]
    [InlineData("transaction", null, null)]
    [InlineData(null, 100, "redeem-ever:points")]
    public void Redeem_CountsUnderEachLimitThatItFallsUnder(string? period, int? ever, string? counter)
    {
        TestAccount account = With(1_000, r => { r.LimitPerPeriod = period is null ? null : 100; r.LimitPeriod = period; r.LifetimeLimit = ever; });
        account.Redeem(Start, 60);
        Assert.Equal(counter is null ? [] : [counter], account.State.Counters.Select(c => c.Name));
        RedeemPoints again = new RedeemPoints(Start, "Q", Request(41));
        Assert.Equal(counter is null, account.Try(again).IsAccepted);
        Assert.Equal(LoyaltyRefusals.AboveLimit, account.Refused(new RedeemPoints(Start, "R", Request(101))).Code);
    }

    [Fact]
    public void Cancel_AfterThePeriod_GivesNothingBackToItsLimit()
    {
        TestAccount account = With(1_000, r => { r.LimitPerPeriod = 100; r.LimitPeriod = "day"; });
        account.Redeem(Start, 60, "P");
        account.Redeem(Start, 40, "Q");
        Assert.Single(account.Do(new CancelRedemption(Day(2026, 3, 3, 0) - Duration.Epsilon, "P", "C", null)).OfType<RedemptionCancelled>().Single().Counters);
        Assert.Empty(account.Do(new CancelRedemption(Day(2026, 3, 3, 0), "Q", "D", null)).OfType<RedemptionCancelled>().Single().Counters);
    }

    [Fact]
    public void Payment_LowersNoTax_AndAmountsFinerThanTheCurrencyAreBorneExactly()
    {
        TestAccount account = With(1_000);
        OrderLine[] lines = [new OrderLine("1", 1.005m, 13), new OrderLine("2", 8.995m, 13)];
        PointsRedeemed payment = account.Do(new RedeemPoints(Start, "P", RedemptionRequest.OnOrder(Wallet, RedemptionType.Payment, new Points(100), "O", "CNY", lines))).OfType<PointsRedeemed>().Single();
        Assert.Equal([(0.1005m, 0m), (0.8995m, 0m)], payment.Lines.Select(l => (l.Value, l.Tax)));
        PointsRedeemed discount = account.Do(new RedeemPoints(Start, "D", RedemptionRequest.OnOrder(Wallet, RedemptionType.Discount, new Points(100), "O", "CNY", lines))).OfType<PointsRedeemed>().Single();
        Assert.Equal([(0.1005m, 0.01m), (0.8995m, 0.1m)], discount.Lines.Select(l => (l.Value, l.Tax)));
    }

    [Fact]
    public void Redeem_MoreThanAvailable_IsRefusedAndNothingChanges()
    {
        TestAccount account = With(100);
        string before = Describe(account.State);
        Refusal refusal = account.Refused(new RedeemPoints(Start, "P", Request(100.0001m)));
        Assert.Equal(LoyaltyRefusals.NotEnoughPoints, refusal.Code);
        Assert.Equal("100", refusal["available"]);
        Assert.Equal(before, Describe(account.State));
    }

    [Fact]
    public void Redeem_MoreThanTheShareOfTheOrder_IsRefused()
    {
        TestAccount account = With(10_000, r => r.ShareOfOrder = 30);
        Refusal refusal = account.Refused(new RedeemPoints(Start, "P", Request(4_000, new OrderLine("1", 100m, 13m))));
        Assert.Equal(LoyaltyRefusals.AboveOrderShare, refusal.Code);
        Assert.Equal(("4000", "3000"), (refusal["asked"], refusal["maximum"]));
        TestAccount inSteps = With(10_000, r => { r.ShareOfOrder = 30; r.Step = 500; });
        Assert.Equal("3000", inSteps.Refused(new RedeemPoints(Start, "P", Request(4_000, new OrderLine("1", 111m, 13m))))["maximum"]);
        account.Do(new RedeemPoints(Start, "P", Request(3_000, new OrderLine("1", 100m, 13m))));

        // Without the lines there would be no share to check.
        Assert.Equal(LoyaltyRefusals.OrderLinesMissing, account.Refused(new RedeemPoints(Start, "Q", Request(1))).Code);
        account.Do(new RedeemPoints(Start, "R", RedemptionRequest.ForReward(Wallet, RedemptionType.Gift, new Points(1), "mug")));
    }

    [Fact]
    public void Redeem_LimitsPerPeriodAndForEver_AreGivenBackByCancellation()
    {
        TestAccount account = With(1_000, r => { r.LimitPerPeriod = 100; r.LimitPeriod = "day"; r.LifetimeLimit = 150; });
        account.Redeem(Start, 80, "P");
        Refusal refusal = account.Refused(new RedeemPoints(Start, "Q", Request(30)));
        Assert.Equal(LoyaltyRefusals.AboveLimit, refusal.Code);
        Assert.Equal("20", refusal["left"]);
        account.Do(new CancelRedemption(Start, "P", "C", new Points(50)));
        account.Redeem(Start, 70, "R");
        Assert.Equal("50", account.Refused(new RedeemPoints(Day(2026, 3, 3), "S", Request(51)))["left"]);
        account.Redeem(Day(2026, 3, 3), 50);
        Assert.Equal("never", account.Refused(new RedeemPoints(Day(2026, 3, 4), "T", Request(1)))["until"]);
    }

    [Fact]
    public void Redeem_OtherTypesThanAllowed_AndOtherCurrencies_AreRefused()
    {
        TestAccount account = With(1_000, r => r.Types = "gift, service");
        Refusal refusal = account.Refused(new RedeemPoints(Start, "P", Request(10)));
        Assert.Equal(LoyaltyRefusals.NotRedeemable, refusal.Code);
        Assert.Equal((Wallet, "discount", "gift, service"), (refusal["wallet"], refusal["type"], refusal["allowed"]));
        account.Do(new RedeemPoints(Start, "G", RedemptionRequest.ForReward(Wallet, RedemptionType.Gift, new Points(10), null)));
        TestAccount other = With(1_000);
        var dollars = new RedemptionRequest(Wallet, RedemptionType.Payment, new Points(10), "O", "USD", [new OrderLine("1", 10m, 0m)], null, default, null, null);
        Assert.Equal(LoyaltyRefusals.CurrencyMismatch, other.Refused(new RedeemPoints(Start, "P", dollars)).Code);
    }

    [Fact]
    public void Hold_ProtectsItsLotsFromExpiring_AndWhatIsReleasedLateLapses()
    {
        TestAccount account = With(100);
        Instant expiry = account.Points.Lots[0].Lot.ExpiresAt!.Value;
        account.Do(new HoldPoints(expiry - Duration.FromHours(1), "H", Request(60), expiry + Duration.FromHours(2)));
        account.Settle(expiry);
        Assert.Equal(60, account.Points.Held.Value);
        Assert.Equal(0, account.Available);
        account.Do(new CaptureHold(expiry + Duration.FromHours(1), "H", new Points(40)));

        // 40 spent, the other 20 released and lapsed at once.
        Assert.Equal(0, account.Points.Held.Value);
        Assert.Equal(0, account.Available);
        Assert.Equal(-100 + 40 + 60, account.Points.Of(LedgerAccount.Issued).Value + account.Points.Of(LedgerAccount.Redeemed).Value + account.Points.Of(LedgerAccount.Expired).Value);
    }

    [Fact]
    public void Hold_TimesOut_AtItsInstant()
    {
        TestAccount account = With(100);
        account.Do(new HoldPoints(Start, "H", Request(60), null));
        Instant due = Start + Duration.FromMinutes(30);
        Assert.Equal(due, account.Process.NextDue(account.State));
        Assert.Equal(LoyaltyRefusals.HoldUnknown, account.Refused(new CaptureHold(due, "H", null)).Code);
        account.Settle(due);
        Assert.Equal(100, account.Available);
        Assert.Equal(HoldEnd.TimedOut, Assert.IsType<HoldReleased>(account.Events[^1]).End);
        Assert.Equal(LoyaltyRefusals.HoldInThePast, account.Refused(new HoldPoints(due, "H2", Request(1), due)).Code);
    }

    [Fact]
    public void Hold_UntilFarBeyondAnyLot_StillEnds()
    {
        TestAccount account = With(100);
        account.Do(new HoldPoints(Start, "H", Request(60), Instant.FromUtc(3000, 1, 1, 0, 0)));
        account.Settle(Instant.FromUtc(3001, 1, 1, 0, 0));
        Assert.Equal(0, account.Available + account.Points.Held.Value);
    }

    [Fact]
    public void Hold_TimesOutAfterItsLotsDate_AndTheyLapseThen()
    {
        TestAccount account = With(100);
        Instant expiry = account.Points.Lots[0].Lot.ExpiresAt!.Value;
        account.Do(new HoldPoints(expiry - Duration.FromMinutes(10), "H", Request(60), null));
        account.Settle(expiry + Duration.FromDays(1));
        Assert.Equal([typeof(PointsExpired), typeof(HoldReleased), typeof(PointsExpired)], account.Events.TakeLast(3).Select(e => e.GetType()));
        Assert.Equal(account.Events[^1].At, account.Events[^2].At);
        Assert.Null(account.Process.NextDue(account.State));
    }

    [Fact]
    public void Cancel_OfARedemption_IsAsIfNothingHadBeen()
    {
        TestAccount account = With(100);
        account.Buy(Start, 50, "B");
        string before = Balances(account.State);
        account.Redeem(Start, 120, "P");
        account.Do(new CancelRedemption(Start, "P", "C", null));
        Assert.Equal(before, Balances(account.State));
        Assert.Equal(LoyaltyRefusals.RedemptionUnknown, account.Refused(new CancelRedemption(Start, "P", "C2", null)).Code);
    }

    [Fact]
    public void Cancel_InParts_GivesBackThePointsAndTheValueExactly()
    {
        TestAccount account = With(1_000);
        account.Redeem(Start, 1_000, "P");
        decimal value = 0;
        foreach (decimal part in new[] { 333m, 333m, 334m })
        {
            value += account.Do(new CancelRedemption(Start, "P", "C" + part, new Points(part))).OfType<RedemptionCancelled>().Single().Value.Amount;
        }

        Assert.Equal(10, value);
        Assert.Equal(1_000, account.Available);
        Assert.Equal(LoyaltyRefusals.RedemptionUnknown, account.Refused(new CancelRedemption(Start, "P", "x", null)).Code);
    }

    [Fact]
    public void Cancel_AfterTheDate_LivesOnForTheStatedGrace()
    {
        TestAccount account = With(100, null, o => o.Wallets[Wallet].Expiry!.CancellationGrace = "7d");
        Instant expiry = account.Points.Lots[0].Lot.ExpiresAt!.Value;
        account.Redeem(expiry - Duration.FromHours(1), 100, "P");
        account.Do(new CancelRedemption(expiry, "P", "C", null));
        Assert.Equal(100, account.Available);
        Assert.Equal(Day(2027, 4, 8, 0), account.Points.Lots[0].Lot.ExpiresAt);
    }

    [Fact]
    public void Cancel_TooLate_IsRefused()
    {
        TestAccount account = With(100, r => r.CancellableFor = "1d");
        account.Redeem(Start, 100, "P");
        Assert.Equal(LoyaltyRefusals.RedemptionUnknown, account.Refused(new CancelRedemption(Day(2026, 3, 3), "P", "C", null)).Code);
        account.Buy(Day(2026, 3, 3), 1);
        Assert.Single(account.State.Redemptions, r => r.ClosesAt <= Day(2026, 3, 3));
        account.Redeem(Day(2026, 3, 4), 1);
        Assert.Single(account.State.Redemptions);
    }

    [Fact]
    public void PooledAccount_HasNamedSpendingRights()
    {
        TestAccount account = With(1_000);
        RedeemPoints By(string spender, decimal points, string id) => new RedeemPoints(Start, id, new RedemptionRequest(Wallet, RedemptionType.Gift, new Points(points), null, null, [], null, new CustomerId(spender), null, null));
        Assert.Equal(LoyaltyRefusals.NoSpendingRight, account.Refused(By("E1", 10, "P")).Code);
        account.Do(new SetSpendingRight(Start, new CustomerId("E1"), true, new Points(100), CapPeriod.Month, "admin"));
        account.Do(By("E1", 80, "P"));
        Assert.Equal(LoyaltyRefusals.AboveLimit, account.Refused(By("E1", 30, "Q")).Code);
        account.Do(By("M1", 500, "R"));
        account.Do(new SetSpendingRight(Start, new CustomerId("E1"), false, null, CapPeriod.Month, "admin"));
        Assert.Equal(LoyaltyRefusals.NoSpendingRight, account.Refused(By("E1", 1, "S")).Code);
    }

    [Fact]
    public void LargeRedemption_NeedsAnotherActorsApproval()
    {
        TestAccount account = With(1_000, null, o => o.Approvals = new ApprovalOptions { RedeemAbove = 500 });
        RedemptionRequest Asked(string? approvedBy) => new RedemptionRequest(Wallet, RedemptionType.Cash, new Points(501), null, null, [], null, default, "u1", approvedBy);
        Assert.Equal(RefusalCodes.NeedsApproval, account.Refused(new RedeemPoints(Start, "P", Asked(null))).Code);
        Assert.Equal(RefusalCodes.NeedsApproval, account.Refused(new RedeemPoints(Start, "P", Asked("u1"))).Code);
        account.Do(new RedeemPoints(Start, "P", Asked("u2")));
    }
}
