using System;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Xunit;

namespace Retention.Testing.Tests;

public sealed class ManualClockTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Fact]
    public void Clock_StandsStill_UntilItIsMoved()
    {
        var clock = new ManualClock(Noon);
        Assert.Equal((Noon, Noon), (clock.GetCurrentInstant(), clock.GetCurrentInstant()));
        clock.Advance(Duration.FromNanoseconds(1));
        Assert.Equal(Noon.PlusNanoseconds(1), clock.GetCurrentInstant());
        clock.Set(Noon + Duration.FromDays(1));
        Assert.Equal(Noon + Duration.FromDays(1), clock.GetCurrentInstant());
    }

    [Fact]
    public void Clock_GoesBack_OnPurpose()
    {
        var clock = new ManualClock(Noon);
        clock.Advance(Duration.FromHours(-1));
        Assert.Equal(Noon - Duration.FromHours(1), clock.GetCurrentInstant());
        clock.Set(Instant.MinValue);
        Assert.Equal(Instant.MinValue, clock.GetCurrentInstant());
    }

    [Fact]
    public void Advance_OutOfRange_LeavesTheClock()
    {
        var clock = new ManualClock(Noon);
        Assert.Throws<OverflowException>(() => clock.Advance(Duration.FromDays(4_000_000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(Duration.MaxValue));
        Assert.Equal(Noon, clock.GetCurrentInstant());
    }

    [Fact]
    public async Task Advances_AtOnce_AreAllCounted()
    {
        var clock = new ManualClock(Noon);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                clock.Advance(Duration.FromNanoseconds(1));
            }
        })));
        Assert.Equal(Noon.PlusNanoseconds(40_000), clock.GetCurrentInstant());
    }
}
