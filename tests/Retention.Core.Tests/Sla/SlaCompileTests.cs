using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Calendars;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Xunit;
using static Retention.Core.Tests.Sla.TestCase;

namespace Retention.Core.Tests.Sla;

public sealed class SlaCompileTests
{
    private static readonly Dictionary<string, Action<ClockOptions>> Mistakes = new Dictionary<string, Action<ClockOptions>>(StringComparer.Ordinal)
    {
        ["clocks:clock:metric metric-missing"] = c => c.Metric = null,
        ["clocks:clock:metric unknown-name"] = c => c.Metric = "speed",
        ["clocks:clock:start start-missing"] = c => c.Start = string.Empty,
        ["clocks:clock:targets targets-missing"] = c => c.Targets.Clear(),
        ["clocks:clock:onChange unknown-name"] = c => c.OnChange = "forget",
        ["clocks:clock:targets:all target-kind"] = c => c.Targets["all"].Within = null,
        ["clocks:clock:targets:two target-kind"] = c => c.Targets["two"] = new TargetOptions { Within = "1h", BusinessDays = 1 },
        ["clocks:clock:targets:three target-kind"] = c => c.Targets["three"] = new TargetOptions { Within = "1h", Promised = true },
        ["clocks:clock:targets:four target-kind"] = c => c.Targets["four"] = new TargetOptions { BusinessDays = 1, Promised = true },
        ["clocks:clock:targets:five target-kind"] = c => c.Targets["five"] = new TargetOptions { Promised = false },
        ["clocks:clock:targets:all:within length-unreadable"] = c => c.Targets["all"].Within = "soon",
        ["clocks:clock:targets:all:businessDays out-of-range"] = c => c.Targets["all"] = new TargetOptions { BusinessDays = -1 },
        ["clocks:clock:targets:far:businessDays out-of-range"] = c => c.Targets["far"] = new TargetOptions { BusinessDays = 3_651 },
        ["clocks:clock:targets:all:by option-not-taken"] = c => c.Targets["all"].By = "16:00",
        ["clocks:clock:targets:all:countFrom option-not-taken"] = c => c.Targets["all"].CountFrom = "from-date",
        ["clocks:clock:targets:day:countFrom unknown-name"] = c => c.Targets["day"] = new TargetOptions { BusinessDays = 1, CountFrom = "tomorrow" },
        ["clocks:clock:targets:day:by time-unreadable"] = c => c.Targets["day"] = new TargetOptions { BusinessDays = 1, By = "four" },
        ["clocks:clock:targets:day:boundary option-not-taken"] = c => c.Targets["day"] = new TargetOptions { BusinessDays = 1, Boundary = "at-closing" },
        ["clocks:clock:targets:month:boundary option-not-taken"] = c => c.Targets["month"] = new TargetOptions { Within = "1m", Boundary = "at-closing" },
        ["clocks:clock:targets:all:boundary unknown-name"] = c => c.Targets["all"].Boundary = "at-lunch",
        ["clocks:clock:targets:all:calendar calendar-unknown"] = c => c.Targets["all"].Calendar = "moon",
        ["clocks:clock:targets:all:calendarOf unknown-name"] = c => c.Targets["all"].CalendarOf = "nobody",
        ["clocks:clock:targets:all:when attribute-unknown"] = c => c.Targets["all"].When = new ConditionOptions { Attribute = "colour", Is = "red" },
        ["clocks:clock:notices:n notice-kind"] = c => c.Notices["n"] = new NoticeOptions { Role = "lead" },
        ["clocks:clock:notices:missed code-unusable"] = c => c.Notices["missed"] = new NoticeOptions { AtPercent = 50, Role = "lead" },
        ["clocks:clock:notices:n:atPercent out-of-range"] = c => c.Notices["n"] = new NoticeOptions { AtPercent = 0, Role = "lead" },
        ["clocks:clock:notices:n:role role-missing"] = c => c.Notices["n"] = new NoticeOptions { AtPercent = 50 },
        ["clocks:clock:notices:n:before length-of-days"] = c => c.Notices["n"] = new NoticeOptions { Before = "1d", Role = "lead" },
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistake_IsReportedWithPathAndCode_AndNothingElseIs(string mistake)
    {
        Compilation<SlaPolicy> compilation = SlaPolicy.Compile(With("resolution", "4h", Mistakes[mistake]));
        Assert.False(compilation.Succeeded);
        Assert.Equal([mistake], compilation.Errors.Select(e => e.Path + " " + e.Code));
        Assert.All(compilation.Errors, e => Assert.EndsWith(".", e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_650)]
    public void BusinessDays_MayBeUpToTenYears(int days) => Assert.True(SlaPolicy.Compile(With("resolution", "4h", c => c.Targets["all"] = new TargetOptions { BusinessDays = days, By = " 9:30 " })).Succeeded);

    [Fact]
    public void TargetWithoutATime_IsToldFromOneWithSeveral()
    {
        static string Message(TargetOptions target) => SlaPolicy.Compile(With("resolution", "4h", c => c.Targets["all"] = target)).Errors.Single().Message;
        Assert.StartsWith("says no time;", Message(new TargetOptions()), StringComparison.Ordinal);
        Assert.StartsWith("says several times;", Message(new TargetOptions { Within = "1h", Promised = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void ExtraShiftsOfACombination_AreNotPassedOverInSilence()
    {
        Compilation<SlaPolicy> compilation = SlaPolicy.Compile(With("resolution", "4h", more: o =>
        {
            o.Calendars["both"] = new CalendarOptions { AnyOf = "office" };
            o.Calendars["both"].ExtraShifts["2026-03-07"] = new CalendarDayOptions { Hours = "10:00-12:00" };
        }));
        Assert.Equal("calendars:both combination-unclear", Assert.Single(compilation.Errors.Select(e => e.Path + " " + e.Code)));
    }
}
