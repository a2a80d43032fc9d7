using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Periods;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

/// <summary>What states share can't be told from what each has alone, and what is remembered from what is worked out.</summary>
public sealed class SharedRoomTests
{
    [Fact]
    public void SharedAmounts_AnyBranchOfHistoriesIsItsOwn()
    {
        var random = new Random(7);
        var branches = new List<(SharedAmounts Amounts, long[] Expected)> { (default, []) };
        for (int step = 0; step < 20_000; step++)
        {
            (SharedAmounts amounts, long[] expected) = branches[random.Next(branches.Count)];
            bool owned = false;
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int count = expected.Length;
                int kind = count == 0 ? 0 : random.Next(4);
                if (kind <= 1)
                {
                    long added = random.Next(3);
                    amounts = amounts.Add(added, count);
                    expected = [.. expected, added];
                }
                else if (kind == 2)
                {
                    int index = random.Next(count);
                    long amount = random.Next(3);
                    amounts = amounts.With(index, amount, ref owned);
                    expected = (long[])expected.Clone();
                    expected[index] = amount;
                }
                else
                {
                    int skipped = random.Next(Math.Min(4, count + 1));
                    amounts = amounts.Skip(skipped, count);
                    expected = expected[skipped..];
                }
            }

            branches.Add((amounts, expected));
            if (branches.Count > 60)
            {
                branches.RemoveAt(random.Next(branches.Count));
            }

            (SharedAmounts other, long[] still) = branches[random.Next(branches.Count)];
            Assert.Equal(still, Enumerable.Range(0, still.Length).Select(i => other[i]));
            Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(i => amounts[i]));
        }
    }

    [Fact]
    public void SharedLog_AnyBranchOfHistoriesIsItsOwn()
    {
        var random = new Random(8);
        var branches = new List<(SharedLog<string> Log, string[] Expected)> { (default, []) };
        for (int step = 0; step < 20_000; step++)
        {
            (SharedLog<string> log, string[] expected) = branches[random.Next(branches.Count)];
            if (expected.Length == 0 || random.Next(3) > 0)
            {
                string item = "i" + random.Next(3);
                log = log.Add(item);
                expected = [.. expected, item];
            }
            else
            {
                int skipped = random.Next(Math.Min(4, expected.Length + 1));
                log = log.Skip(skipped);
                expected = expected[skipped..];
            }

            branches.Add((log, expected));
            if (branches.Count > 60)
            {
                branches.RemoveAt(random.Next(branches.Count));
            }

            (SharedLog<string> other, string[] still) = branches[random.Next(branches.Count)];
            Assert.Equal(still, other.ToArray());
            Assert.Equal(expected, log.ToArray());
            Assert.Equal(expected, Enumerable.Range(0, log.Count).Select(i => log[i]));
        }
    }

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Africa/Casablanca")]
    public void Length_RemembersADayAsItWouldWorkItOut(string zoneId)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];
        var random = new Random(9);
        foreach (string text in new[] { "1d", "30d", "90d", "2w", "6m", "12m", "1y" })
        {
            Length length = Length.TryParse(text)!;
            Period period = length.Period!;
            for (int i = 0; i < 4_000; i++)
            {
                Instant day = Instant.FromUtc(2009, 1, 1, 0, 0) + Duration.FromDays(random.Next(6_000));
                for (int again = 0; again < 4; again++)
                {
                    Instant from = day + Duration.FromMinutes(random.Next(24 * 60));
                    Assert.Equal(LocalDays.Add(from, period, zone), length.After(from, zone));
                }
            }
        }
    }

    [Fact]
    public void FixedPoint_GivesTheDigitsOfADivision()
    {
        var random = new Random(10);
        long[] some = [0, 1, -1, 10, 100, 1_000, 10_000, -10_000, 12_300, 120_000, long.MaxValue, long.MinValue, long.MinValue + 5_808];
        foreach (long number in some.Concat(Enumerable.Range(0, 10_000).Select(i => random.NextInt64() >> random.Next(63))))
        {
            Assert.Equal(decimal.GetBits(new decimal(number) / 10_000), decimal.GetBits(FixedPoint.ToDecimal(number)));
        }
    }
}
