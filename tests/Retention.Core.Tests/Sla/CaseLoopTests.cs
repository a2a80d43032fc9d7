using System.Linq;
using NodaTime;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>The closed loop: 记录 → 处理 → 反馈 → 确认 → 归档.</summary>
public sealed class CaseLoopTests
{
    [Fact]
    [Requirement("S-5")]
    public void Loop_SaysAtEachStepWhatIsMissing()
    {
        TestCase one = Opened(With("resolution", "4h"));
        Instant at = At("03-02 11:00");
        Assert.Equal("processing", Missing(one, new GiveSolution(at, at, "a1")));
        Assert.Equal("processing, solution", Missing(one, new ConfirmCase(at, at, true, "a1", null)));
        Assert.Equal("processing, solution, confirmation", Missing(one, new ArchiveCase(at, at, "a1")));
        Assert.Equal("archiving", Missing(one, new ReopenCase(at, at, "a1", null)));
        one.Do(new StartCase(at, at, "a1"));
        Assert.Equal(CaseStage.Processing, one.State.Stage);
        Assert.Equal("solution, confirmation", Missing(one, new ArchiveCase(at, at, "a1")));
        one.Do(new GiveSolution(at, at, "a1"));
        Assert.Equal((CaseStage.FedBack, CaseWorkState.InProgress), (one.State.Stage, one.State.WorkState));
        Assert.Equal("confirmation", Missing(one, new ArchiveCase(at, at, "a1")));
        one.Do(new ConfirmCase(at, at, true, "a1", null));
        Assert.Equal(CaseWorkState.Done, one.State.WorkState);
        Assert.Equal("reopening", Missing(one, new StartCase(at, at, "a1")));
        one.Do(new ArchiveCase(at, at, "a1"));
        Assert.Equal((CaseStage.Archived, at), (one.State.Stage, one.State.ArchivedAt));
        Assert.Equal(SlaRefusals.CaseArchived, one.Refused(new ChangeCase(at, at, Known(), "a1")).Code);
        Assert.Equal(SlaRefusals.CaseArchived, one.Refused(new AssignCase(at, at, "g", null, "a1")).Code);
        Assert.Equal("reopening", Missing(one, new CancelCase(at, at, "a1", null)));
        one.Record(CaseActivities.FollowUpDone, "03-03 11:00");
        Assert.Equal(CaseStage.Archived, one.State.Stage);
    }

    [Fact]
    [Requirement("S-5")]
    public void Rejection_GoesOnWithTheSameClock_AndOnlySatisfactionConfirms()
    {
        TestCase one = Opened(With("resolution", "4h"));
        one.Solve("03-02 12:00");
        one.Do(new ConfirmCase(At("03-02 13:00"), At("03-02 13:00"), false, "a1", "still broken"));
        Assert.Equal((CaseStage.Processing, "03-02 15:00", true), (one.State.Stage, one.Due("03-02 13:00"), one.State.HasReopened));
    }

    [Fact]
    [Requirement("S-5")]
    public void Reopening_WithinTheWindowIsTheSameCase_AndAfterItIsRefused()
    {
        TestCase one = Opened(With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { ReopenWithin = "7d" }));
        one.Solve("03-02 12:00");
        one.Archive("03-02 13:00");
        Instant late = At("03-09 13:00");
        Refusal refused = one.Refused(new ReopenCase(late, late, "a1", null));
        Assert.Equal((SlaRefusals.ReopenWindowOver, "2026-03-09T05:00:00Z"), (refused.Code, refused["until"]));
        Instant inTime = late - Duration.Epsilon;
        one.Do(new ReopenCase(inTime, inTime, "a1", "again"));
        Assert.Equal((CaseStage.Processing, null, true), (one.State.Stage, one.State.ArchivedAt, one.State.HasReopened));
    }

    [Fact]
    public void ArchiveWithoutConfirmation_AndWorkOnlyByAnOwner_WhereThePolicySaysSo()
    {
        TestCase one = Opened(With("resolution", "4h", more: o => o.Loop = new CaseLoopOptions { NeedsConfirmation = false, NeedsOwner = true }));
        Instant at = At("03-02 11:00");
        Assert.Equal("owner", Missing(one, new StartCase(at, at, "a1")));
        one.Do(new AssignCase(at, at, "g", "u1", "a1"));
        one.Solve("03-02 11:00");
        one.Do(new ArchiveCase(at, at, "a1"));
        Assert.Equal(CaseStage.Archived, one.State.Stage);
    }

    [Fact]
    public void CancelledCase_EndsItsClocks_AndTakesNothingMore()
    {
        TestCase one = Opened(With("resolution", "4h"));
        one.Do(new CancelCase(At("03-02 11:00"), At("03-02 11:00"), "a1", "by mistake"));
        Assert.Equal(ClockState.Cancelled, one.Clock("03-02 12:00").Reading.State);
        Assert.Null(one.Process.NextDue(one.State));
        Assert.Equal("cancelled", one.Refused(new StartCase(At("03-02 12:00"), At("03-02 12:00"), "a1"))["stage"]);
    }

    [Fact]
    public void WhatCannotHaveHappened_IsRefused_AndNothingChanges()
    {
        TestCase one = Opened(With("resolution", "4h"));
        Instant at = At("03-02 11:00");
        RecordCaseActivity Of(Instant occurred, string activity = "x", string id = "X", string actor = "a1") => new RecordCaseActivity(at, occurred, id, activity, null, actor, null);
        Assert.Equal(SlaRefusals.OccurredAhead, one.Refused(Of(at + Duration.Epsilon)).Code);
        Assert.Equal(SlaRefusals.OccurredBeforeOpening, one.Refused(Of(At("03-02 09:59"))).Code);
        Assert.Equal(RefusalCodes.TextMissing, one.Refused(Of(at, " ")).Code);
        Assert.Equal(RefusalCodes.TextMissing, one.Refused(Of(at, actor: string.Empty)).Code);
        Assert.Equal(nameof(GiveSolution), one.Refused(Of(at, CaseActivities.SolutionGiven))["command"]);
        Assert.Equal(RefusalCodes.AtBeforeStream, one.Refused(new StartCase(At("03-02 09:00"), At("03-02 09:00"), "a1")).Code);
        Assert.Equal(SlaRefusals.CaseOpenAlready, one.Refused(new OpenCase(at, at, Given.Customer("C"), Known(), null, null, null, "a1")).Code);
        Assert.Equal(SlaRefusals.CaseNotOpen, new TestCase(With("resolution", "4h")).Refused(Of(at)).Code);
        Instant far = Instant.FromUtc(2160, 1, 1, 0, 0);
        Assert.Equal(SlaRefusals.CaseInstantOutOfRange, new TestCase(With("resolution", "4h")).Refused(new OpenCase(far, far, Given.Customer("C"), Known(), null, null, null, "a1")).Code);
        one.Record("x", "03-02 11:00");
        Assert.Equal(SlaRefusals.ActivityKnown, one.Refused(Of(at, id: "A1")).Code);
    }

    [Fact]
    public void Lateness_IsExplainedOnceACycleIsLate_AndTheLastWordCounts()
    {
        TestCase one = Opened(With("resolution", "1h"));
        ExplainLateness Of(string at, string cause, int cycle = 1) => new ExplainLateness(At(at), "clock", cycle, cause, "a1");
        Assert.Equal(SlaRefusals.ClockNotLate, one.Refused(Of("03-02 11:00", "x")).Code);
        Assert.Equal(SlaRefusals.ClockUnknown, one.Refused(Of("03-02 11:00", "x", 2)).Code);
        one.Do(Of("03-02 12:00", "parts-missing"));
        one.Do(Of("03-02 13:00", "strike"));
        Assert.Equal("strike", Assert.Single(one.State.Lateness).Cause);
    }

    private static string? Missing(TestCase one, CaseCommand command)
    {
        Refusal refusal = one.Refused(command);
        Assert.Equal(SlaRefusals.StageMissing, refusal.Code);
        return refusal["missing"];
    }
}
