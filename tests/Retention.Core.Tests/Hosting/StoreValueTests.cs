using System;
using System.Linq;
using NodaTime;
using Retention.Core.Hosting;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>What every store takes and checks in the same way.</summary>
public sealed class StoreValueTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 8, 0);

    [Fact]
    public void Check_AWriteThatIsNull_IsRefusedAsAnArgument()
    {
        StreamAppend write = new StreamAppend(new StreamId("points", "C-1"), 0, null, new StreamDecision(new StreamDecisionDraft()), null, null, null);
        Assert.Throws<ArgumentException>(() => StreamAppends.Check([null!]));
        Assert.Throws<ArgumentException>(() => StreamAppends.Check([write, null!]));
        StreamAppends.Check([write]);
    }

    [Theory]
    [InlineData(999, 999)]
    [InlineData(998, 1000)]
    [InlineData(1000, 1000)]
    public void SetAside_ALongReason_IsCutAndNoSurrogatePairIsParted(int before, int length)
    {
        string reason = new StreamSetAside(Now, new string('x', before) + "😀" + new string('x', 50)).Reason;
        Assert.Equal(length, reason.Length);
        Assert.False(char.IsHighSurrogate(reason.Last()));
    }
}
