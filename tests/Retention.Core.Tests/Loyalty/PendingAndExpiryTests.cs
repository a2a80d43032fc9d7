using System;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class PendingAndExpiryTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    private static LoyaltyOptions Pending(ActivationOptions activation) => Plain(o => o.Rules["base"].Activation = activation);

    [Fact]
    public void Pending_AfterADelay_IsSeenAndNotSpent_AndBecomesSpendableAtItsInstant()
    {
        var account = new TestAccount(Pending(new ActivationOptions { After = "7d" }));
        account.Buy(Start, 100);
        Assert.Equal(100, account.Points.Pending.Value);
        Instant due = Day(2026, 3, 9);
        Assert.Equal(due, account.Process.NextDue(account.State));
        Assert.Equal(0, account.Process.View(account.State, due - Duration.Epsilon).Wallet(Wallet).Available.Value);
        Assert.Equal(100, account.Process.View(account.State, due).Wallet(Wallet).Available.Value);
        account.Redeem(due, 100);
    }

    [Fact]
    public void Pending_UntilADate_OrUntilTheReturnWindowIsOver()
    {
        var dated = new TestAccount(Pending(new ActivationOptions { On = "2026-06-01" }));
        dated.Buy(Start, 100);
        Assert.Equal(Day(2026, 6, 1, 0), dated.Process.NextDue(dated.State));
        var window = new TestAccount(Pending(new ActivationOptions { AfterReturnWindow = true }));
        window.Buy(Start, 100);
        Assert.Equal(Day(2026, 4, 1), window.Process.NextDue(window.State));
    }

    [Fact]
    public void Pending_UntilMilestones_ThenADelay()
    {
        var account = new TestAccount(Pending(new ActivationOptions { Awaits = "delivered, paid", After = "2d" }));
        account.Buy(Start, 100, "A");
        Assert.Null(account.Process.NextDue(account.State) is { } due && due < Day(2027, 1, 1) ? due : null);
        account.Do(new ReportMilestone(Day(2026, 3, 4), "A", "paid"));
        Assert.Equal(100, account.Points.Pending.Value);
        account.Do(new ReportMilestone(Day(2026, 3, 5), "A", "delivered"));
        Assert.Equal(Day(2026, 3, 7), account.Process.NextDue(account.State));
        account.Settle(Day(2026, 3, 7));
        Assert.Equal(100, account.Available);
        Assert.Equal(LoyaltyRefusals.DocumentUnknown, account.Refused(new ReportMilestone(Day(2026, 3, 8), "X", "paid")).Code);
    }

    [Fact]
    public void Pending_WhoseMilestoneNeverComes_IsCancelled_AndALaterReturnTakesNothing()
    {
        var account = new TestAccount(Plain(o => o.Rules["bonus"] = new EarningRuleOptions { Points = 1, Activation = new ActivationOptions { Awaits = "delivered", CancelAfter = "10d" } }));
        account.Buy(Start, 100, "A");
        account.Settle(Day(2026, 3, 12));
        Assert.IsType<PendingCancelled>(account.Events[^1]);
        Assert.Equal(0, account.Points.Pending.Value);
        Assert.Equal(100, account.Available);
        account.ReturnAmount(Day(2026, 3, 13), "A", 40);
        Assert.Equal(60, account.Available);
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void Return_TakesPendingPointsFirst()
    {
        var account = new TestAccount(Pending(new ActivationOptions { After = "7d" }));
        account.Buy(Start, 100, "A");
        account.ReturnAmount(Start, "A", 30);
        Assert.Equal(70, account.Points.Pending.Value);
        account.Settle(Day(2026, 3, 9));
        Assert.Equal(70, account.Available);
    }

    [Theory]
    [InlineData("day", 2027, 3, 2)]
    [InlineData("month", 2027, 4, 1)]
    [InlineData("quarter", 2027, 4, 1)]
    [InlineData("half-year", 2027, 7, 1)]
    [InlineData("year", 2028, 1, 1)]
    [InlineData("february", 2028, 2, 1)]
    [InlineData("april", 2027, 4, 1)]
    public void Expiry_IsRoundedUpToItsBoundary(string boundary, int year, int month, int day)
    {
        var account = new TestAccount(Plain(o => o.Wallets[Wallet].Expiry = new ExpiryOptions { After = "12m", RoundUpTo = boundary }));
        account.Buy(Start, 1);
        Assert.Equal(Day(year, month, day, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
    }

    [Fact]
    public void Expiry_OnFixedDates_IsTheEndOfTheNext()
    {
        var account = new TestAccount(Plain(o => o.Wallets[Wallet].Expiry = new ExpiryOptions { On = "06-30, 12-31" }));
        account.Buy(Start, 1);
        account.Buy(Day(2026, 6, 30, 23), 1);
        account.Buy(Day(2026, 7, 1, 0), 1);
        Assert.Equal([Day(2026, 7, 1, 0), Day(2026, 7, 1, 0), Day(2027, 1, 1, 0)], account.Events.OfType<PointsAwarded>().SelectMany(e => e.Lots).Select(l => l.ExpiresAt!.Value));
    }

    [Fact]
    public void Expiry_MayBeginWithActivation_OrNeverCome()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Wallets[Wallet].Expiry = new ExpiryOptions { After = "1m", Starts = "active" };
            o.Rules["base"].Activation = new ActivationOptions { After = "30d" };
        }));
        account.Buy(Start, 1);
        account.Settle(Day(2026, 4, 1));
        Assert.Equal(Day(2026, 5, 1, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
        var never = new TestAccount(Plain(o => o.Wallets[Wallet].Expiry = null));
        never.Buy(Start, 1);
        Assert.Null(Assert.Single(never.Points.Lots).Lot.ExpiresAt);
        Assert.Null(never.Process.NextDue(never.State));
    }

    [Fact]
    public void Expiry_SlidesOnNamedActivity_AndNeverBack()
    {
        var account = new TestAccount(Plain(o => o.Wallets[Wallet].Expiry = new ExpiryOptions { After = "30d", ExtendedBy = "purchase, redemption" }));
        account.Buy(Start, 10);
        account.Buy(Day(2026, 3, 20), 10);
        Assert.All(account.Points.Lots, l => Assert.Equal(Day(2026, 4, 19, 0), l.Lot.ExpiresAt));
        account.Redeem(Day(2026, 4, 1), 5);
        Assert.All(account.Points.Lots, l => Assert.Equal(Day(2026, 5, 1, 0), l.Lot.ExpiresAt));
        account.Settle(Day(2026, 5, 1, 0));
        Assert.Equal(0, account.Available);
    }

    [Fact]
    public void Expiry_IsTheSameWhoeverSettledWhen()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 10);
        account.Buy(Day(2026, 4, 2), 10);
        PointsAccountState once = account.Process.View(account.State, Day(2028, 1, 1));
        account.Settle(Day(2027, 4, 15));
        Assert.Equal(10, account.Available);
        account.Settle(Day(2028, 1, 1));
        Assert.Equal(Describe(once), Describe(account.State));
    }

    [Fact]
    public void PolicyChange_RedatesNoLot_UnlessAMigrationSaysSo()
    {
        LoyaltyPolicy v1 = LoyaltyPolicy.Compile(Plain(o => o.Label = "v1")).Policy;
        LoyaltyPolicy v2 = LoyaltyPolicy.Compile(Plain(o => { o.Label = "v2"; o.Wallets[Wallet].Expiry = new ExpiryOptions { After = "3m" }; })).Policy;
        var account = new TestAccount(new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, v1), new PolicyBookEntry<LoyaltyPolicy>(Day(2026, 3, 5), v2)]));
        account.Buy(Start, 100);
        account.Do(new AdoptLoyaltyPolicy(Day(2026, 3, 6), v2.Version));
        Assert.Equal(Day(2027, 4, 1, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
        account.Do(new RedateLots(Day(2026, 3, 7), "mig-1", Wallet, "u1", "shorter life"));
        Assert.Equal(Day(2026, 6, 2, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
    }

    [Theory]
    [InlineData("soonest-expiry", "old")]
    [InlineData("oldest", "young")]
    [Requirement("L-1")]
    public void Consumption_IsAsNamed(string consumption, string left)
    {
        var account = new TestAccount(Plain(o => o.Wallets[Wallet].Consumption = consumption));
        account.Do(new ImportBalance(Start, "I", [
            new ImportedLot(Wallet, new Points(10), "young", Day(2025, 6, 1), Day(2025, 6, 1), Day(2026, 6, 1)),
            new ImportedLot(Wallet, new Points(10), "old", Day(2025, 1, 1), Day(2025, 1, 1), Day(2027, 1, 1)),
        ], [], [], null, null, null));
        PointsRedeemed redeemed = account.Redeem(Day(2026, 3, 6), 15).OfType<PointsRedeemed>().Single();
        Assert.Equal([10m, 5m], redeemed.Postings.Select(p => p.Amount.Value));
        Assert.Equal(left, Assert.Single(account.Points.Lots).Lot.Document);
    }

    [Fact]
    public void Consumption_SoonestFirst_AndNeverLapsingLast()
    {
        var account = new TestAccount(Plain());
        account.Do(new ImportBalance(Start, "I", [
            new ImportedLot(Wallet, new Points(10), "never", Day(2025, 1, 1), Day(2025, 1, 1), null),
            new ImportedLot(Wallet, new Points(10), "late", Day(2025, 2, 1), Day(2025, 2, 1), Day(2027, 1, 1)),
            new ImportedLot(Wallet, new Points(10), "soon", Day(2025, 3, 1), Day(2025, 3, 1), Day(2026, 12, 1)),
        ], [], [], null, null, null));
        account.Redeem(Start, 25);
        Assert.Equal("never", Assert.Single(account.Points.Lots).Lot.Document);
        Assert.Equal(5, account.Available);
    }
}
