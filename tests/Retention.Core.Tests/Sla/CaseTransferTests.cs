using System.Linq;
using NodaTime;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>Merging and splitting: which clock survives.</summary>
public sealed class CaseTransferTests
{
    [Theory]
    [InlineData("own", "03-02 16:00")]
    [InlineData("earliest", "03-02 14:00")]
    public void Merge_KeepsTheOwnClock_OrRunsFromTheEarlierStart(string merging, string due)
    {
        SlaOptions options = With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { Merging = merging });
        TestCase first = Opened(options);
        TestCase second = Opened(options, "03-02 12:00");
        CaseMergeCommands merge = CaseTransfers.Merge(At("03-02 13:00"), "K1", first.State, "K2", "a1");
        first.Do(merge.End);
        second.Do(merge.Absorb);
        Assert.Equal((CaseStage.Merged, "K2", ClockState.Cancelled), (first.State.Stage, first.State.MergedInto, first.Clock("03-02 13:00").Reading.State));
        Assert.Equal(due, second.Due("03-02 13:00"));
        Assert.Equal(Known(), second.State.Facts);
        Assert.Equal(SlaRefusals.CaseEnded, first.Refused(merge.End).Code);
    }

    [Fact]
    public void Merge_IntoItself_IsAnError()
    {
        TestCase one = Opened(With("resolution", "4h"));
        Assert.Throws<System.ArgumentException>(() => CaseTransfers.Merge(At("03-02 13:00"), "K1", one.State, "K1", "a1"));
    }

    [Theory]
    [InlineData("new", "03-02 17:00", "opened")]
    [InlineData("inherited", "03-02 15:00", "split-off")]
    public void Split_StartsAnew_OrInheritsTheClock_AndTheOtherCaseGoesOn(string splitting, string due, string activity)
    {
        TestCase first = Opened(With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { Splitting = splitting }));
        first.Record(CaseActivities.Paused, "03-02 11:00");
        first.Record(CaseActivities.Resumed, "03-02 12:00");
        var second = new TestCase(With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { Splitting = splitting }));
        second.Do(CaseTransfers.Split(At("03-02 13:00"), "K1", first.State, Known(type: "other"), "g2", "u2", "a1"));
        Assert.Equal(due, second.Due("03-02 13:00"));
        Assert.Equal(("K1", "other", "g2", "u2"), (second.State.SplitOff, second.State.Facts!.Type, second.State.Group, second.State.Owner));
        Assert.Equal(activity, second.State.Entries[^1].Activity);
        Assert.Equal("03-02 15:00", first.Due("03-02 13:00"));
    }
}
