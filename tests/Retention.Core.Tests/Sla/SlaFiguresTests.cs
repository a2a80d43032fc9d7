using System.Linq;
using Retention.Core.Figures;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>On-time rate, handling time, causes and repeats over many cases.</summary>
public sealed class SlaFiguresTests
{
    [Fact]
    [Requirement("S-6")]
    public void Figures_CountCyclesThatStoppedOrAreLate_InBusinessTime()
    {
        SlaOptions options = With("next-response", "1h");
        TestCase one = Opened(options);
        Answered(one, "03-02 10:00", "03-02 10:30");
        Answered(one, "03-02 17:30", "03-03 10:30");
        one.Do(new ExplainLateness(At("03-03 11:00"), "clock", 2, "night", "a1"));
        one.Record(CaseActivities.CustomerMessage, "03-03 11:00");
        TestCase two = Opened(options);
        Answered(two, "03-02 10:00", "03-02 10:45");
        two.Record(CaseActivities.CustomerMessage, "03-02 11:00");

        SlaFigures early = SlaFigures.Of(one.Process, one.State, At("03-03 12:00"));
        Assert.Equal(new Rate(1, 2), early.Clocks.Single().OnTime);
        SlaFigures figures = SlaFigures.Of(one.Process, one.State, At("03-03 13:00")).Merge(SlaFigures.Of(two.Process, two.State, At("03-03 13:00")));
        ClockFigures clock = figures.Clocks.Single();
        Assert.Equal(new Rate(2, 5), clock.OnTime);
        Assert.Equal((3, 65m, 45m), (clock.HandlingMinutes.Count, clock.HandlingMinutes.Mean, clock.HandlingMinutes.Median));
        Assert.Equal(["night 1", "unexplained 2"], clock.Causes.Select(c => c.ToString()));
        Assert.Equal(new Rate(0, 2), figures.Repeats);
    }

    [Fact]
    [Requirement("S-6")]
    public void RepeatRate_CountsCasesThatRepeat_OrCameBack_AndLeavesOutWhatWasMergedOrCancelled()
    {
        SlaOptions options = With("resolution", "4h");
        TestCase repeat = new TestCase(options);
        repeat.Do(new OpenCase(At("03-02 10:00"), At("03-02 10:00"), Given.Customer("C1"), Known(), null, null, "K0", "a1"));
        TestCase rejected = Opened(options);
        rejected.Solve("03-02 11:00");
        rejected.Do(new ConfirmCase(At("03-02 12:00"), At("03-02 12:00"), false, "a1", null));
        TestCase plain = Opened(options);
        TestCase cancelled = Opened(options);
        cancelled.Do(new CancelCase(At("03-02 12:00"), At("03-02 12:00"), "a1", null));
        SlaFigures[] parts = new[] { repeat, rejected, plain, cancelled }.Select(c => SlaFigures.Of(c.Process, c.State, At("03-02 12:00"))).ToArray();
        Assert.Equal(new Rate(2, 3), parts.Aggregate(SlaFigures.Empty, (a, b) => a.Merge(b)).Repeats);
        Assert.Equal(new Rate(2, 3), parts.Reverse().Aggregate((a, b) => b.Merge(a)).Repeats);
        Assert.Equal(default, SlaFigures.Of(plain.Process, plain.Process.Initial, At("03-02 12:00")).Repeats);
    }

    private static void Answered(TestCase one, string asked, string answered)
    {
        one.Record(CaseActivities.CustomerMessage, asked);
        one.Record(CaseActivities.AgentMessage, answered);
    }
}
