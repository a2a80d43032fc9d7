using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Retention.Core.Tests.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Presets;

/// <summary>The plans' service limits, each number through a case that is opened on Monday, 2 March 2026, 10:00.</summary>
public sealed class SlaPresetTests
{
    private const string Monday = "03-02 10:00";

    public static TheoryData<string> Presets => new TheoryData<string>(SlaPresets.Catalogue.Names);

    [Theory]
    [MemberData(nameof(Presets))]
    public void EveryPreset_Compiles_WithoutAWarning(string preset)
    {
        Compilation<SlaPolicy> compiled = SlaPolicy.Compile(new SlaOptions { Preset = preset }, SlaPresets.Catalogue);
        Assert.Empty(compiled.Problems);
        Assert.Equal(preset, compiled.Policy.Version.Label);
        Assert.All(compiled.Policy.Clocks, c => Assert.False(c.Name == c.Code || c.NameChinese == c.Name));
    }

    [Fact]
    public void AnUnknownPreset_IsNotMade() => Assert.Contains("p1-service, p2-service, p3-service, p4-service", Assert.Throws<ArgumentException>(() => SlaPresets.Options("p5")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("enquiry", "first-response", "03-02 11:00")]
    [InlineData("issue", "first-response", "03-03 10:00")]
    [InlineData("complex-issue", "first-response", "03-03 10:00")]
    [InlineData("complex-issue", "resolution", "03-04 10:00")]
    [InlineData("suggestion", "progress", "03-04 10:00")]
    [InlineData("purchase", "follow-up", "03-06 00:00")]
    [Requirement("S-1")]
    public void P1_AsksWithinItsLimits(string type, string clock, string due) => AssertDue(SlaPresets.P1, Known(type), clock, due);

    [Theory]
    [InlineData("enquiry", "first-response")]
    [InlineData("complex-issue", "first-response, resolution")]
    [InlineData("suggestion", "progress")]
    [InlineData("purchase", "follow-up")]
    [Requirement("S-1")]
    public void P1_AsksNothingElse(string type, string clocks) => Assert.Equal(clocks, Running(SlaPresets.P1, Known(type)));

    [Fact]
    [Requirement("S-1")]
    public void P1_AsksForEachFurtherReportOnASuggestion()
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P1), Monday, Known("suggestion"));
        one.Record(CaseActivities.UpdateGiven, "03-03 12:00");
        Assert.Equal("03-05 12:00", one.Due("03-03 12:00", "progress"));
    }

    [Theory]
    [InlineData("product", "urgent", "first-response", "03-03 10:00")]
    [InlineData("product", "urgent", "resolution", "03-03 10:00")]
    [InlineData("product", "important", "resolution", "03-05 10:00")]
    [InlineData("product", "general", "resolution", "03-09 10:00")]
    [InlineData("complaint", "ordinary", "auto-reply", "03-02 10:01")]
    [InlineData("complaint", "ordinary", "first-response", "03-02 10:05")]
    [InlineData("complaint", "ordinary", "resolution", "03-02 10:30")]
    [InlineData("complaint", "major", "supervisor-call", "03-02 11:00")]
    [Requirement("S-2")]
    public void P2_AsksWithinItsLimits(string type, string priority, string clock, string due) => AssertDue(SlaPresets.P2, Known(type, priority), clock, due);

    [Fact]
    [Requirement("S-2")]
    public void P2_AsksForTheStatedDateOfAComplexProblem_AndThenHoldsIt()
    {
        AssertDue(SlaPresets.P2, Known("product", "important", tags: "complex"), "stated-date", "03-03 10:00");
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P2), Monday, Known("product", "important", tags: "complex"));
        one.Record(CaseActivities.CommitmentGiven, "03-02 15:00", promisedBy: "03-20 12:00");
        Assert.True(one.Clock("03-02 15:00", "stated-date").Reading.IsMet);
        Assert.Equal("03-20 12:00", one.Due("03-02 15:00", "promise"));
        Assert.Equal("first-response, resolution", Running(SlaPresets.P2, Known("product", "important")));
    }

    [Fact]
    [Requirement("S-2")]
    public void P2_TakesAnAnswerFromAPerson_AndFromAMachineOnlyTheAutomaticReply()
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P2), Monday, Known("complaint", "ordinary"));
        one.Record(CaseActivities.AutoMessage, Monday);
        Assert.True(one.Clock(Monday, "auto-reply").Reading.IsMet);
        Assert.Equal(ClockState.Running, one.Clock(Monday, "first-response").Reading.State);
        one.Record(CaseActivities.AgentMessage, "03-02 10:05");
        Assert.True(one.Clock("03-02 10:05", "first-response").Reading.IsMet);
    }

    [Fact]
    [Requirement("S-2")]
    public void P2_LetsASupervisorCallAboutAMajorComplaint()
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P2), Monday, Known("complaint", "major"));
        one.Record("supervisor-called", "03-02 11:00");
        Assert.True(one.Clock("03-02 11:00", "supervisor-call").Reading.IsMet);
        Assert.Equal("auto-reply, first-response, supervisor-call", Running(SlaPresets.P2, Known("complaint", "major")));
    }

    [Theory]
    [InlineData("product", "general", "03-03 12:00")]
    [InlineData("complaint", "ordinary", "03-04 12:00")]
    [InlineData("complaint", "major", "03-04 12:00")]
    [Requirement("S-2")]
    public void P2_CaresAgainAfterTheSolution(string type, string priority, string due)
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P2), Monday, Known(type, priority));
        one.Solve("03-02 12:00");
        Assert.Equal(due, one.Due("03-02 12:00", "call-back"));
        one.Record(CaseActivities.FollowUpDone, due);
        Assert.True(one.Clock(due, "call-back").Reading.IsMet);
    }

    [Theory]
    [InlineData("普通")]
    [InlineData("紧急")]
    [InlineData("特急")]
    [Requirement("S-3")]
    public void P3_AsksWithinItsLimits(string priority)
    {
        AssertDue(SlaPresets.P3, Known("product", priority), "first-response", "03-02 10:10");
        AssertDue(SlaPresets.P3, Known("product", priority), "commitment", "03-02 12:00");
        AssertDue(SlaPresets.P3, Known("product", priority), "progress", "03-03 10:00");
    }

    [Fact]
    [Requirement("S-3")]
    public void P3_WantsProgressEvery24Hours_UntilItIsDone()
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P3), Monday);
        one.Record(CaseActivities.CommitmentGiven, "03-02 12:00", promisedBy: "03-05 10:00");
        Assert.True(one.Clock("03-02 12:00", "commitment").Reading.IsMet);
        Assert.Equal("03-05 10:00", one.Due("03-02 12:00", "promise"));
        one.Record(CaseActivities.UpdateGiven, "03-02 20:00");
        Assert.Equal("03-03 20:00", one.Due("03-02 20:00", "progress"));
        one.Record(CaseActivities.UpdateGiven, "03-03 20:00");
        Assert.Equal("03-04 20:00", one.Due("03-03 20:00", "progress"));
        one.Solve("03-04 12:00");
        Assert.Equal((ClockState.Stopped, ClockState.Stopped), (one.Clock("03-09 10:00", "progress").Reading.State, one.Clock("03-09 10:00", "promise").Reading.State));
    }

    [Fact]
    [Requirement("S-4")]
    public void P4_AsksByTheCustomersTier()
    {
        AssertDue(SlaPresets.P4, Known(tier: "high-value"), "first-response", "03-02 12:00");
        AssertDue(SlaPresets.P4, Known(tags: "at-risk"), "retention", "03-16 10:00");
        Assert.Equal(string.Empty, Running(SlaPresets.P4, Known(tier: "ordinary")));
    }

    [Fact]
    [Requirement("S-4")]
    public void P4_FollowUpOfACustomerAtRisk_BeginsWithTheWork()
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P4), Monday, Known(tags: "at-risk"));
        one.Do(new StartCase(At("03-16 10:00"), At("03-16 10:00"), "a1"));
        Assert.True(one.Clock("03-16 10:00", "retention").Reading.IsMet);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    [Requirement("S-5")]
    public void Loop_ClosesOnlyStepByStep(string preset)
    {
        var one = new TestCase(SlaPresets.Options(preset));
        one.Open(Monday);
        CaseCommand Archive() => new ArchiveCase(At(Monday), At(Monday), "a1");
        AssertMissing(one, Archive(), "processing, solution, confirmation");
        AssertMissing(one, new ConfirmCase(At(Monday), At(Monday), true, "a1", null), "processing, solution");
        one.Do(new StartCase(At(Monday), At(Monday), "a1"));
        AssertMissing(one, Archive(), "solution, confirmation");
        one.Do(new GiveSolution(At(Monday), At(Monday), "a1"));
        AssertMissing(one, Archive(), "confirmation");
        one.Do(new ConfirmCase(At(Monday), At(Monday), true, "a1", null));
        one.Do(Archive());
        Assert.Equal(CaseStage.Archived, one.State.Stage);
    }

    [Fact]
    [Requirement("S-5")]
    public void AReopenedCase_IsTheSameCase_AndItsClocksGoOn()
    {
        TestCase one = Opened(SlaPresets.Options(SlaPresets.P2), Monday, Known("product", "urgent"));
        one.Solve("03-02 20:00");
        one.Archive("03-02 21:00");
        one.Do(new ReopenCase(At("03-05 10:00"), At("03-05 10:00"), "a1", "again"));
        Assert.Equal((CaseStage.Processing, 1, "03-06 00:00"), (one.State.Stage, one.Clock("03-05 10:00", "resolution").Reading.Cycle, one.Due("03-05 10:00", "resolution")));
        Assert.True(one.State.HasReopened);
        Assert.Equal(Given.Customer("C1"), one.State.Customer);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    [Requirement("S-6")]
    public void EveryClock_TellsASupervisor_AsItsLimitNearsAndWhenItPasses(string preset)
    {
        SlaOptions options = SlaPresets.Options(preset);
        Assert.All(options.Clocks.Values, c =>
        {
            Assert.Equal(SlaPresets.Supervisor, c.MissedRole);
            Assert.Equal((80m, SlaPresets.Supervisor), (c.Notices["near"].AtPercent, c.Notices["near"].Role));
        });
    }

    [Theory]
    [InlineData(SlaPresets.P2)]
    [InlineData(SlaPresets.P3)]
    [Requirement("S-7")]
    public void Cases_GoToTheirDepartment_AndCustomersAtRiskToTheirChannel(string preset)
    {
        string? Group(CaseFacts facts) => Opened(SlaPresets.Options(preset), Monday, facts).State.Group;
        Assert.Equal("technical", Group(Known("product")));
        Assert.Equal("after-sales", Group(Known("service")));
        Assert.Equal("retention", Group(Known("product", tags: "at-risk")));
        Assert.Null(Group(Known("complaint")));
    }

    [Theory]
    [InlineData(SlaPresets.P2)]
    [InlineData(SlaPresets.P3)]
    [Requirement("S-7")]
    public void WorkStates_RunFromRecordingToTheConfirmation(string preset)
    {
        TestCase one = Opened(SlaPresets.Options(preset), Monday, Known("product"));
        Assert.Equal((CaseWorkState.Unassigned, null), (one.State.WorkState, one.State.Owner));
        one.Do(new AssignCase(At(Monday), At(Monday), "technical", "u1", "a1"));
        Assert.Equal((CaseWorkState.InProgress, "u1"), (one.State.WorkState, one.State.Owner));
        one.Solve("03-02 11:00");
        Assert.Equal(CaseWorkState.InProgress, one.State.WorkState);
        one.Do(new ConfirmCase(At("03-02 12:00"), At("03-02 12:00"), true, "a1", null));
        Assert.Equal(CaseWorkState.Done, one.State.WorkState);
        one.Do(new ReopenCase(At("03-02 13:00"), At("03-02 13:00"), "a1", null));
        Assert.Equal(CaseWorkState.InProgress, one.State.WorkState);
    }

    /// <summary>The deadline, met at its instant and missed one nanosecond after, told to a supervisor then and at four fifths of the way.</summary>
    private static void AssertDue(string preset, CaseFacts facts, string clock, string due)
    {
        TestCase one = Opened(SlaPresets.Options(preset), Monday, facts);
        Instant at = At(due);
        Assert.Equal(due, one.Due(Monday, clock));
        Assert.DoesNotContain(Told(one, at), e => e is DeadlineMissed missed && missed.Clock == clock);
        DeadlineMissed missed = Told(one, at + Duration.Epsilon).OfType<DeadlineMissed>().Single(m => m.Clock == clock);
        Assert.Equal((at, at + Duration.Epsilon, SlaPresets.Supervisor), (missed.Due, missed.At, missed.Role));
        NoticeRaised near = Told(one, at).OfType<NoticeRaised>().Single(n => n.Clock == clock);
        Assert.Equal((At(Monday) + ((at - At(Monday)) * 4 / 5), SlaPresets.Supervisor), (near.At, near.Role));
    }

    private static IReadOnlyList<CaseEvent> Told(TestCase one, Instant now) => one.Process.Settle(one.State, now);

    private static string Running(string preset, CaseFacts facts) =>
        string.Join(", ", Opened(SlaPresets.Options(preset), Monday, facts).State.Clocks.Select(c => c.Clock));

    private static void AssertMissing(TestCase one, CaseCommand command, string missing)
    {
        Refusal refusal = one.Refused(command);
        Assert.Equal((SlaRefusals.StageMissing, missing), (refusal.Code, refusal.Arguments.Single(a => a.Name == "missing").Value));
    }
}
