using System;
using System.Linq;
using NodaTime;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

/// <summary>What a change of priority, tier, policy or calendar does to a running clock.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("keep-elapsed", "03-02 12:00", "02:00:00")]
    [InlineData("restart", "03-02 14:00", "00:00:00")]
    [InlineData("retroactive", "03-02 12:00", "02:00:00")]
    [InlineData("retroactive-without-pauses", "03-02 11:00", "03:00:00")]
    [InlineData("freeze", "03-02 17:00", "02:00:00")]
    public void HigherPriority_AfterAnHourOfPause_TakesTheShorterTarget(string onChange, string due, string elapsed)
    {
        TestCase one = Opened(With("resolution", "7h", c => Urgent(c, "2h", onChange)), "03-02 09:00");
        one.Record(CaseActivities.Paused, "03-02 10:00");
        one.Record(CaseActivities.Resumed, "03-02 11:00");
        one.Change("03-02 12:00", Known(priority: "urgent"));

        // Two hours have passed by 12:00 if the pause doesn't count, three if it does.
        Assert.Equal(due, one.Due("03-02 12:00"));
        Assert.Equal(TimeSpan.Parse(elapsed, System.Globalization.CultureInfo.InvariantCulture), one.Clock("03-02 12:00").Elapsed.ToTimeSpan());
    }

    [Fact]
    public void AnotherCalendar_KeepsWhatHasPassedOnTheOld_OrCountsAnewOnTheNew()
    {
        SlaOptions Of(string onChange) => With("resolution", "4h", c => Urgent(c, "4h", onChange, SlaPolicy.RoundTheClock));
        TestCase kept = Opened(Of("keep-elapsed"), "03-02 17:00");
        kept.Change("03-02 20:00", Known(priority: "urgent"));
        Assert.Equal(("03-02 23:00", Duration.FromHours(1)), (kept.Due("03-02 20:00"), kept.Clock("03-02 20:00").Elapsed));

        TestCase back = Opened(Of("retroactive"), "03-02 17:00");
        back.Change("03-02 20:00", Known(priority: "urgent"));
        Assert.Equal(("03-02 21:00", Duration.FromHours(3)), (back.Due("03-02 20:00"), back.Clock("03-02 20:00").Elapsed));
    }

    [Fact]
    public void Change_GivesNoNoticeTwice()
    {
        TestCase one = Opened(With("resolution", "4h", c =>
        {
            Urgent(c, "2h", "restart");
            c.Notices["half"] = new NoticeOptions { AtPercent = 50, Role = "lead" };
        }));
        one.SettleAt("03-02 13:00");
        one.Change("03-02 13:00", Known(priority: "urgent"));
        Assert.Equal(At("03-02 15:00") + Duration.Epsilon, one.Process.NextDue(one.State));
        one.SettleAt("03-03 10:00");
        Assert.Equal(["clock/1/half", "clock/1/missed"], one.State.NoticesGiven);
    }

    [Fact]
    public void LaterPolicy_HoldsFromItsAdoption_AndOnlyAChangeOfTheTargetChangesTheClock()
    {
        SlaPolicy old = SlaPolicy.Compile(With("resolution", "4h")).Policy;
        SlaPolicy same = SlaPolicy.Compile(With("resolution", "4h", c => c.OnChange = "restart", o => o.Label = "same")).Policy;
        SlaPolicy strict = SlaPolicy.Compile(With("resolution", "2h", c => c.OnChange = "restart", o => o.Label = "strict")).Policy;
        SlaPolicy hours = SlaPolicy.Compile(With("resolution", "4h", more: o => (o.Label, o.Calendars["office"].Week!.Monday) = ("hours", "09:00-12:00"))).Policy;
        var book = new PolicyBook<SlaPolicy>(new[] { old, same, strict, hours }.Select((p, i) => new PolicyBookEntry<SlaPolicy>(At("01-01 00:00") + Duration.FromDays(i == 0 ? 0 : 200 + i), p)));
        TestCase Adopting(SlaPolicy policy)
        {
            var one = new TestCase(book);
            one.Open("03-02 10:00");
            one.Do(new AdoptSlaPolicy(At("03-02 11:00"), policy.Version, "a1"));
            return one;
        }

        Assert.Equal("03-02 14:00", Adopting(same).Due("03-02 11:00"));
        Assert.Equal("03-02 13:00", Adopting(strict).Due("03-02 11:00"));
        Assert.Equal("03-03 11:00", Adopting(hours).Due("03-02 11:00"));
        Assert.Equal(strict.Version, Adopting(strict).State.PolicyVersion);
        var other = new PolicyVersion("other", "0");
        Assert.Equal(RefusalCodes.UnknownPolicyVersion, Adopting(same).Refused(new AdoptSlaPolicy(At("03-02 12:00"), other, "a1")).Code);
    }

    [Fact]
    public void CaseThatMatchesATargetOnlyLater_StartsThen_OrRetroactively()
    {
        TestCase Of(string onChange)
        {
            TestCase one = Opened(With("resolution", "4h", c =>
            {
                c.OnChange = onChange;
                c.Targets["all"].When = new ConditionOptions { Attribute = "priority", Is = "urgent" };
            }));
            Assert.Empty(one.State.Clocks);
            one.Change("03-02 12:00", Known(priority: "urgent"));
            return one;
        }

        Assert.Equal("03-02 16:00", Of("keep-elapsed").Due("03-02 12:00"));
        Assert.Equal("03-02 14:00", Of("retroactive").Due("03-02 12:00"));
        TestCase gone = Of("keep-elapsed");
        gone.Change("03-02 13:00", Known());
        Assert.Equal(ClockState.Cancelled, gone.Clock("03-02 13:00").Reading.State);
        Assert.Null(gone.Process.NextDue(gone.State));
    }

    [Fact]
    public void ChangeEnteredLate_CountsFromWhenItOccurred()
    {
        TestCase one = Opened(With("resolution", "7h", c => Urgent(c, "2h", "restart")));
        one.Change("03-02 11:00", Known(priority: "urgent"), "03-02 12:00");
        Assert.Equal("03-02 13:00", one.Due("03-02 12:00"));
    }

    private static void Urgent(ClockOptions clock, string within, string onChange, string calendar = "office")
    {
        clock.OnChange = onChange;
        clock.Targets["all"].Order = 2;
        clock.Targets["urgent"] = new TargetOptions { Order = 1, Within = within, Calendar = calendar, When = new ConditionOptions { Attribute = "priority", Is = "urgent" } };
    }
}
