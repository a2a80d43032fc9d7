using System.Linq;
using NodaTime;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>What first hosts and other engines ran into, by name.</summary>
public sealed class KnownSlaBugTests
{
    [Fact]
    public void CaseSolvedWithoutAMessage_AnswersTheCustomer_AndIsNeverMissedInTheArchive()
    {
        TestCase one = Opened(With("first-response", "8h", more: o =>
        {
            o.Clocks["next"] = new ClockOptions { Metric = "next-response" };
            o.Clocks["next"].Targets["all"] = new TargetOptions { Within = "1h", Calendar = "office" };
        }));
        one.Solve("03-02 11:00");
        one.Record(CaseActivities.CustomerMessage, "03-02 11:30");
        one.Archive("03-02 12:00");
        Assert.True(one.Clock("03-02 12:00").Reading.IsMet);
        Assert.Equal(ClockState.Cancelled, one.Clock("03-02 12:00", "next").State);
        Assert.Null(one.Process.NextDue(one.State));
    }

    [Fact]
    public void Rejection_CancelsTheCallBack_AndTheNextSolutionAsksForItAgain()
    {
        TestCase one = Opened(With("follow-up", "8h"));
        one.Solve("03-02 11:00");
        one.Do(new ConfirmCase(At("03-02 12:00"), At("03-02 12:00"), false, "a1", null));
        Assert.Equal(ClockState.Cancelled, one.Clock("03-02 12:00").State);
        one.Solve("03-02 13:00");
        Assert.Equal((2, "03-03 12:00"), (one.Clock("03-02 13:00").Reading.Cycle, one.Due("03-02 13:00")));
    }

    [Fact]
    public void Rejection_MakesItOurTurn_AndAsksForAnotherCommitment_AndNobodyWorksYet()
    {
        TestCase Rejected(string metric)
        {
            TestCase one = Opened(With(metric, "8h"));
            one.Record(CaseActivities.AgentMessage, "03-02 10:30");
            one.Solve("03-02 11:00");
            one.Do(new ConfirmCase(At("03-02 12:00"), At("03-02 12:00"), false, "a1", null));
            return one;
        }

        Assert.Equal(ClockState.Running, Rejected("customer-waiting").Clock("03-02 12:00").State);
        Assert.Equal(ClockState.Paused, Rejected("agent-work").Clock("03-02 12:00").State);
        Assert.Equal((2, "03-03 11:00"), (Rejected("commitment").Clock("03-02 12:00").Reading.Cycle, Rejected("commitment").Due("03-02 12:00")));
        Assert.Equal(ClockState.Stopped, Rejected("first-response").Clock("03-02 12:00").State);
    }

    [Fact]
    public void SolutionThatWasGiven_IsTakenBackByARejectionAlone()
    {
        TestCase one = Opened(With("resolution", "8h"));
        one.Solve("03-02 11:00");
        Assert.Equal("rejection", one.Refused(new StartCase(At("03-02 12:00"), At("03-02 12:00"), "a1"))["missing"]);
    }

    [Fact]
    public void StopThatALateEntryMakesLate_IsTold()
    {
        TestCase one = Opened(With("resolution", "2h"));
        one.Record(CaseActivities.Paused, "03-02 11:00");
        one.Solve("03-02 17:00");
        Assert.True(one.Clock("03-02 17:00").Reading.IsMet);
        one.Record(CaseActivities.Resumed, "03-02 12:00", "03-02 18:00");
        Assert.False(one.Clock("03-02 18:00").Reading.IsMet);
        Assert.Equal((At("03-02 18:00"), At("03-02 13:00")), (one.Events.OfType<DeadlineMissed>().Single().At, one.Events.OfType<DeadlineMissed>().Single().Due));
    }

    [Fact]
    public void TargetThatOnlyMoved_InItsOrder_IsTheSame()
    {
        SlaPolicy one = SlaPolicy.Compile(With("resolution", "4h", c => c.OnChange = "restart")).Policy;
        SlaPolicy other = SlaPolicy.Compile(With("resolution", "4h", c => (c.OnChange, c.Targets["all"].Order) = ("restart", 7))).Policy;
        var test = new TestCase(new PolicyBook<SlaPolicy>([new PolicyBookEntry<SlaPolicy>(At("01-01 00:00"), one), new PolicyBookEntry<SlaPolicy>(At("12-01 00:00"), other)]));
        test.Open("03-02 10:00");
        test.Do(new AdoptSlaPolicy(At("03-02 12:00"), other.Version, "a1"));
        Assert.Equal("03-02 14:00", test.Due("03-02 12:00"));
    }

    [Fact]
    public void MergedCasesActivities_KeepTheirIdsApart()
    {
        SlaOptions options = With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { Merging = "earliest" });
        TestCase first = Opened(options);
        first.Record("call", "03-02 10:30");
        TestCase second = Opened(options, "03-02 11:00");
        second.Do(CaseTransfers.Merge(At("03-02 12:00"), "K1", first.State, "K2", "a1").Absorb);
        Assert.Equal("K1/A1", second.State.Entries.Single(e => e.Activity == "call").ActivityId);
        second.Record("call", "03-02 12:30");
    }

    [Fact]
    public void WhoIsMissing_IsRefused()
    {
        Instant at = At("03-02 10:00");
        var none = new TestCase(With("resolution", "4h"));
        Assert.Equal("customer", none.Refused(new OpenCase(at, at, default, Known(), null, null, null, "a1"))["what"]);
        Assert.Equal("repeatOf", none.Refused(new OpenCase(at, at, Given.Customer("C"), Known(), null, null, " ", "a1"))["what"]);
        Assert.Equal("splitOff", none.Refused(new OpenSplitCase(at, " ", Given.Customer("C"), Known(), null, null, [], "a1"))["what"]);
        TestCase one = Opened(With("resolution", "4h"));
        Assert.Equal("into", one.Refused(new MergeCase(at, " ", "a1"))["what"]);
        Assert.Equal("from", one.Refused(new AbsorbCase(at, " ", [], "a1"))["what"]);
        one.Solve("03-02 11:00");
        one.Archive("03-02 11:00");
        Assert.Equal(SlaRefusals.CaseArchived, one.Refused(new MergeCase(At("03-02 12:00"), "K2", "a1")).Code);
        Assert.Equal(SlaRefusals.CaseArchived, one.Refused(new AbsorbCase(At("03-02 12:00"), "K2", [], "a1")).Code);
    }

    [Fact]
    public void FactsDraft_ChangesOneThingOfWhatIsKnown()
    {
        CaseFacts known = Known(tier: "gold", organisation: "east", tags: ["x"]);
        CaseFacts changed = new CaseFacts(new CaseFactsDraft(known) { Priority = "urgent" });
        Assert.Equal(("urgent", "gold", "east"), (changed.Priority, changed.Tier, changed.Organisation));
        Assert.Equal(known, new CaseFacts(new CaseFactsDraft(changed) { Priority = "normal" }));
    }

    [Fact]
    public void PromiseThatWasOverBeforeItsCycle_AsksNothing()
    {
        TestCase one = Opened(With("promise", "1h", c =>
        {
            c.Reopening = "new-cycle";
            c.Targets["all"] = new TargetOptions { Promised = true };
        }));
        one.Record(CaseActivities.CommitmentGiven, "03-02 10:00", promisedBy: "03-02 12:00");
        one.Solve("03-02 11:00");
        one.Do(new ConfirmCase(At("03-02 15:00"), At("03-02 15:00"), false, "a1", null));
        Assert.Equal((2, "none"), (one.Clock("03-02 15:00").Reading.Cycle, one.Due("03-02 15:00")));
        Assert.Null(one.Process.NextDue(one.State));
    }
}
