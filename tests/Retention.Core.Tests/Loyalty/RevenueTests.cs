using System;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class RevenueTests
{
    // IFRS 15 IE267–IE270, example 52: 100,000 of sales, 10,000 points at 1 each, 9,500 expected to be redeemed.
    [Fact]
    [Requirement("L-7")]
    public void TheStandardsExample_GivesItsFigures()
    {
        DeferredRevenue sale = DeferredRevenue.Allocate(Yuan(100_000), Yuan(100_000), Yuan(10_000), 5, 0);
        Assert.Equal((Yuan(91_324), Yuan(8_676), Yuan(8_676)), (sale.Goods, sale.Deferred, sale.Remaining));
        DeferredRevenue first = sale.Recognise(new Points(4_500), new Points(9_500)).Value;
        Assert.Equal((Yuan(4_110), Yuan(4_566)), (first.LastStep, first.Remaining));
        DeferredRevenue second = first.Recognise(new Points(8_500), new Points(9_700)).Value;
        Assert.Equal((Yuan(3_493), Yuan(7_603), Yuan(1_073)), (second.LastStep, second.Recognised, second.Remaining));
        DeferredRevenue last = second.Recognise(new Points(9_700), new Points(9_700)).Value;
        Assert.Equal((sale.Deferred, Yuan(0)), (last.Recognised, last.Remaining));
    }

    [Fact]
    public void ARevisedExpectation_MayTakeRevenueBack()
    {
        DeferredRevenue sale = DeferredRevenue.Allocate(Yuan(110), Yuan(100), Yuan(10), 0, 2);
        DeferredRevenue first = sale.Recognise(new Points(5), new Points(5)).Value;
        Assert.Equal(Yuan(10), first.Recognised);
        Assert.Equal(Yuan(-5), first.Recognise(new Points(5), new Points(10)).Value.LastStep);
    }

    [Fact]
    public void TheParts_AddUpToThePrice()
    {
        DeferredRevenue sale = DeferredRevenue.Allocate(Yuan(99.99m), Yuan(99.99m), Yuan(0.37m), 12.5m, 2);
        Assert.Equal(Yuan(99.99m), sale.Goods + sale.Deferred);
        Assert.Equal(Yuan(0.32m), sale.Deferred);
        DeferredRevenue both = sale.Merge(sale);
        Assert.Equal((Yuan(199.98m), Yuan(0.64m)), (both.Goods + both.Deferred, both.Deferred));
        Assert.Equal(both, sale.Merge(sale));
    }

    [Fact]
    public void WrongInput_IsRefusedOrThrown()
    {
        DeferredRevenue sale = DeferredRevenue.Allocate(Yuan(100), Yuan(100), Yuan(10), 0, 2);
        Refusal refusal = sale.Recognise(new Points(6), new Points(5)).Refusal!;
        Assert.Equal((BookRefusals.ExpectedBelowRedeemed, "6", "5"), (refusal.Code, refusal["redeemed"], refusal["expected"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sale.Recognise(new Points(-1), new Points(5)));
        Assert.Throws<CurrencyMismatchException>(() => DeferredRevenue.Allocate(Yuan(1), Yuan(1), new Money(1, "USD"), 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeferredRevenue.Allocate(Yuan(1), Yuan(0), Yuan(1), 100, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeferredRevenue.Allocate(Yuan(1), Yuan(1), Yuan(1), 101, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeferredRevenue.Allocate(Yuan(1.001m), Yuan(1), Yuan(1), 0, 2));
        Assert.Throws<ArgumentException>(() => sale.Merge(DeferredRevenue.Allocate(Yuan(1), Yuan(1), Yuan(1), 0, 0)));
    }

    private static Money Yuan(decimal amount) => new Money(amount, "CNY");
}
