using System;
using System.Linq;
using NodaTime;
using Retention.Core.Presets;
using Retention.Core.Scoring;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests;

public class FoundationTests
{
    [Fact]
    public void FixedPoint_HoldsFourDecimalsExactly_OrSaysThatItCannot()
    {
        Assert.Equal((125_000, 12.5m, "12.5"), (new Score(12.5m).TenThousandths, new Score(12.5m).Value, new Score(12.5m).ToString()));
        Assert.Equal("-0.0001", Points.FromTenThousandths(-1).ToString());
        Assert.Equal(long.MaxValue, new Points(922_337_203_685_477.5807m).TenThousandths);
        Assert.Equal(long.MinValue, new Points(-922_337_203_685_477.5808m).TenThousandths);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Points(922_337_203_685_477.5808m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Score(0.00001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Round(decimal.MaxValue));
        Assert.Equal((0.0001m, -0.0001m), (Score.Round(0.00005m).Value, Score.Round(-0.00005m).Value));
        Assert.Throws<OverflowException>(() => Points.FromTenThousandths(long.MaxValue) + Points.FromTenThousandths(1));
        Assert.Throws<OverflowException>(() => Points.FromTenThousandths(long.MinValue) - Points.FromTenThousandths(1));
        Assert.Equal(3m, (new Points(1) + new Points(2)).Value);
        Assert.True(new Score(1) < new Score(2) && new Score(2) >= new Score(2) && new Score(1) != new Score(2));
    }

    [Fact]
    public void Money_OfTwoCurrencies_DoesNotMix()
    {
        Assert.Equal(new Money(12.50m, "CNY"), new Money(10, "CNY") + new Money(2.5m, "CNY"));
        Assert.Equal(new Money(7.5m, "CNY"), new Money(10, "CNY") - new Money(2.5m, "CNY"));
        CurrencyMismatchException mismatch = Assert.Throws<CurrencyMismatchException>(() => new Money(1, "CNY") + new Money(1, "USD"));
        Assert.Equal(("CNY", "USD"), (mismatch.Left, mismatch.Right));
        Assert.Contains("convert one with the document's rate", mismatch.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Money(1, "rmb"));
        Assert.Equal(("", "12.50 CNY"), (default(Money).Currency, new Money(12.50m, "CNY").ToString()));
    }

    [Fact]
    public void PolicyBook_GivesThePolicyInForce_ItsVersionsAndSuccessors()
    {
        TieringPolicy first = Given.Preset(TieringPresets.P2, o => o.Label = "first");
        TieringPolicy second = Given.Preset(TieringPresets.P2, o => o.Label = "second");
        Instant from = Given.At("2026-01-01T00:00:00Z");
        Instant next = Given.At("2026-07-01T00:00:00Z");
        var book = new PolicyBook<TieringPolicy>([new PolicyBookEntry<TieringPolicy>(next, second), new PolicyBookEntry<TieringPolicy>(from, first)]);
        Assert.Equal((first, first, second), (book.At(from), book.At(next - Duration.Epsilon), book.At(next)));
        Assert.Throws<ArgumentOutOfRangeException>(() => book.At(from - Duration.Epsilon));
        Assert.Same(second, book.Get(second.Version));
        Assert.Null(book.Get(new PolicyVersion("x", "y")));
        Assert.Equal(next, book.Successor(first.Version)!.EffectiveFrom);
        Assert.Null(book.Successor(second.Version));
        Assert.Throws<ArgumentException>(() => new PolicyBook<TieringPolicy>([]));
        Assert.Throws<ArgumentException>(() => new PolicyBook<TieringPolicy>([new PolicyBookEntry<TieringPolicy>(from, first), new PolicyBookEntry<TieringPolicy>(from, second)]));
        Assert.Throws<ArgumentException>(() => new PolicyBook<TieringPolicy>([new PolicyBookEntry<TieringPolicy>(from, first), new PolicyBookEntry<TieringPolicy>(next, first)]));
        Assert.Equal("first@" + first.Version.Fingerprint[..8], first.Version.ToString());
    }

    [Fact]
    public void Outcome_AskedForAValueItRefused_SaysWhy()
    {
        Outcome<int> refused = Outcome.Refuse<int>(new Refusal(TieringRefusals.UnknownCustomer, new RefusalArgument("customer", "C9")));
        Assert.False(refused.IsAccepted);
        Assert.Equal("The base has no customer C9.", Assert.Throws<InvalidOperationException>(() => refused.Value).Message);
        Assert.Equal(7, Outcome.Of(7).Value);
        Assert.Equal("unknown-customer (customer=C9)", refused.Refusal!.ToString());
        Assert.Equal(("C9", null), (refused.Refusal["customer"], refused.Refusal["other"]));
        Assert.Equal("never-heard-of (a=1)", new Refusal("never-heard-of", new RefusalArgument("a", "1")).ToText(Language.Chinese));
    }

    [Fact]
    public void Handle_PutsWhatTimeDidBeforeWhatWasDecided_AndARefusalStoresNothing()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2, o => o.Stability = new TierStabilityOptions { MinimumDwell = "10d" });
        var process = new TierAssignment(new PolicyBook<TieringPolicy>(policy));
        Instant day = Given.At("2026-01-01T00:00:00Z");
        TierAssignmentState state = process.Initial;
        foreach ((int after, string tier, decimal score) in new[] { (0, "A", 90m), (1, "D", 10m) })
        {
            Instant at = day + Duration.FromDays(after);
            state = process.Fold(state, process.Handle(state, new AssessTier(at, "r", at, tier, new Score(score), [], policy.Version)).Events);
        }

        Instant late = day + Duration.FromDays(30);
        Decision<TierEvent> decision = process.Handle(state, new OverrideTier(late, "B", "u1", "why", null));
        Assert.Equal(["tiering.tier-assigned", "tiering.tier-overridden"], decision.Events.Select(e => e.TypeName));
        Assert.Equal(day + Duration.FromDays(10), decision.Events[0].At);
        Decision<TierEvent> refused = process.Handle(state, new OverrideTier(late, "Z", "u1", "why", null));
        Assert.Empty(refused.Events);
        Assert.Equal("A", state.Tier);
        Assert.Equal("D", process.View(state, late).Tier);
    }

    [Fact]
    public void Messages_PrintNoPersonalText()
    {
        var command = new OverrideTier(Given.At("2026-01-01T00:00:00Z"), "A", "u1", "the customer is ill", null);
        Assert.DoesNotContain("ill", command.ToString(), StringComparison.Ordinal);
        Assert.Contains("tier=A, actor=u1", command.ToString(), StringComparison.Ordinal);
        Assert.NotEqual<Message>(command, new OverrideTier(command.At, "A", "u1", "another reason", null));
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(-1, 2, -1)]
    [InlineData(1, 3, 0)]
    [InlineData(-2, 3, -1)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    [InlineData(long.MinValue, 1, long.MinValue)]
    [InlineData(long.MaxValue, long.MaxValue, 1)]
    public void WideSum_DividesWithOneRoundingHalfAwayFromZero(long value, long divisor, long expected)
    {
        var sum = default(WideSum);
        sum.Add(value);
        Assert.Equal(expected, sum.DivideRounded(divisor));
    }

    [Fact]
    public void WideSum_BeyondSixtyFourBits_IsExact()
    {
        var sum = default(WideSum);
        sum.AddProduct(long.MaxValue, long.MaxValue);
        sum.AddProduct(long.MaxValue, -2);
        Assert.Equal(long.MaxValue - 2, sum.DivideRounded(long.MaxValue));
        Assert.Equal(long.MaxValue - 2, sum.DivideFloor(long.MaxValue, out long none));
        Assert.Equal(0, none);
        Assert.Throws<OverflowException>(() => sum.ToInt64());
        var negative = default(WideSum);
        negative.Add(-7);
        Assert.Equal((-3, 2), (negative.DivideFloor(3, out long rest), rest));
        Assert.Equal(-2, negative.DivideRounded(3));
    }

    [Fact]
    public void Proportion_SharesExactly_TiesToTheFirst_AndWithoutWeightToTheFirstAlone()
    {
        Assert.Equal([4L, 3L, 3L], Proportion.Share(10, [1, 1, 1]));
        Assert.Equal([4L, 4L, 3L], Proportion.Share(11, [1, 1, 1]));
        Assert.Equal([0L, 1L], Proportion.Share(1, [1, 2]));
        Assert.Equal([-3L, -3L, -4L], Proportion.Share(-10, [1, 1, 1]));
        Assert.Equal([7L, 0L], Proportion.Share(7, [0, 0]));
        Assert.Equal([0L, 0L], Proportion.Share(0, [3, 4]));
    }

    [Theory]
    [InlineData(9_000_000_000_000_000_000, 6)]
    [InlineData(9_000_000_000_000_000_000, 3_000_000_000_000_000_000)]
    [InlineData(2_000_000_000, 3_000_000_000_000_000_000)]
    [InlineData(-9_000_000_000_000_000_000, 3_000_000_000_000_000_000)]
    public void Proportion_OfNumbersBeyondThirtyTwoBits_SharesExactlyToo(long whole, long weight)
    {
        long[] shares = Proportion.Share(whole, [weight / 3, weight / 3, weight / 3]);
        Assert.Equal(whole, shares.Sum());
        Assert.InRange(shares.Max() - shares.Min(), 0, 1);
    }

    [Fact]
    public void LargestRemainder_GivesNoPartMoreThanOne()
    {
        // 3/4 + 1/4 + 1/4 + 1/4 = 1.5, rounded to 2.
        var shares = new long[4];
        var remainder = new LargestRemainder(shares, new long[4], 4);
        for (int i = 0; i < shares.Length; i++)
        {
            remainder.Set(i, i == 0 ? 3 : 1, 1);
        }

        remainder.Share(2);
        Assert.Equal([1L, 1L, 0L, 0L], shares);
    }

    [Fact]
    public void Proportion_OfAPart_RoundsHalfAwayFromZero_AndTheWholeIsTheValue()
    {
        Assert.Equal((3L, 2L, -3L), (Proportion.Of(5, 1, 2), Proportion.Of(5, 1, 3), Proportion.Of(-5, 1, 2)));
        Assert.Equal((5L, 0L), (Proportion.Of(5, 7, 7), Proportion.Of(5, 0, 7)));

        // Of nothing, nothing is missing.
        Assert.Equal(5, Proportion.Of(5, 0, 0));
    }
}
