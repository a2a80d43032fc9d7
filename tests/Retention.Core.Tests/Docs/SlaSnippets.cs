using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>The code samples of the pages about service levels, compiled, run and compared with the page by <see cref="Snippets"/>.</summary>
public class SlaSnippets
{
    private readonly Snippets.Screen Console = new Snippets.Screen();

    [Fact]
    public void OneCase()
    {
        #region case
        SlaPolicy policy = SlaPolicy.Compile(SlaPresets.Options(SlaPresets.P2)).Policy;
        var process = new SlaCase(new PolicyBook<SlaPolicy>(policy));
        CaseState state = process.Initial;
        Instant now = Instant.FromUtc(2026, 3, 2, 2, 0);
        var facts = new CaseFacts(
            type: "complaint", priority: "ordinary", tier: null, channel: "wechat", organisation: "", customerCalendar: null, tags: new string[0]);

        var commands = new CaseCommand[]
        {
            new OpenCase(now, occurredAt: now, new CustomerId("C001"), facts, group: "after-sales", owner: "u-li", repeatOf: null, actor: "clerk"),
            new RecordCaseActivity(now, now, "M-1", CaseActivities.AutoMessage, promisedBy: null, actor: "bot", reason: null),
        };
        foreach (CaseCommand command in commands)
        {
            Decision<CaseEvent> decision = process.Handle(state, command); // settle, then decide
            state = process.Fold(state, decision.Events);                  // your store appends decision.Events
            foreach (CaseEvent happened in decision.Events)
            {
                Console.WriteLine(happened.Explain(Language.English));
            }
        }

        Instant? due = process.Clock(state, "first-response", now)?.Reading.Due; // 02:05:00, by a person
        Instant? wakeMe = process.NextDue(state);                                // 02:04:00, four fifths of the way
        #endregion
        Assert.Equal(now + Duration.FromMinutes(5), due);
        Assert.Equal(now + Duration.FromMinutes(4), wakeMe);
        Assert.Contains("auto-reply/1 stopped in time", Console.ToString(), StringComparison.Ordinal);

        now += Duration.FromMinutes(10);
        var sent = new List<string>();
        void Send(string role, string text) => sent.Add(role + ": " + text);
        #region wake
        foreach (CaseEvent happened in process.Settle(state, now)) // what time alone has made of it since
        {
            state = process.Evolve(state, happened);               // your store appends it, so it is never given twice
            string? role = (happened as NoticeRaised)?.Role ?? (happened as DeadlineMissed)?.Role;
            Send(role ?? "duty-officer", happened.Explain(Language.Chinese));
        }
        #endregion
        Assert.Equal(2, sent.Count);
        Assert.Empty(process.Settle(state, now));

        #region late-entry
        Instant answered = now - Duration.FromMinutes(7); // in time, but nobody entered it
        var late = new RecordCaseActivity(now, occurredAt: answered, "M-2", CaseActivities.AgentMessage, null, "u-li", null);
        state = process.Fold(state, process.Handle(state, late).Events);
        bool? isMet = process.Clock(state, "first-response", now)?.Reading.IsMet; // true
        bool wasTold = state.NoticesGiven.Contains("first-response/1/missed");    // true: it stays given
        #endregion
        Assert.Equal((true, true), (isMet, wasTold));
    }

    [Fact]
    public void Calendar()
    {
        #region calendar
        var options = new CalendarOptions
        {
            Label = "office-2026",
            Zone = "Asia/Shanghai",
            Week = WeekOptions.MondayToFriday("09:00-12:00, 13:00-18:00"),
            PublicHolidays = "cn", // 法定节假日与调休
            Overrides = { ["2026-12-31"] = new CalendarDayOptions { Name = "Stocktaking", NameChinese = "盘点", Hours = "09:00-12:00" } },
        };
        BusinessCalendar office = BusinessCalendar.Compile(options).Policy;

        Instant start = new LocalDateTime(2026, 9, 30, 17, 0).InZoneStrictly(office.Zone).ToInstant();
        Instant? due = office.Add(start, Duration.FromHours(8));                     // 8 October, 17:00
        Duration worked = office.Elapsed(start, start + Duration.FromDays(9));       // 16 hours until 9 October, 17:00
        Instant? by = office.OnBusinessDay(start, days: 1, new LocalTime(16, 0));    // 8 October, 16:00
        string? why = office.Describe(new LocalDate(2026, 10, 1)).NameChinese;       // 国庆节
        #endregion
        Assert.Equal(new LocalDateTime(2026, 10, 8, 17, 0).InZoneStrictly(office.Zone).ToInstant(), due);
        Assert.Equal(Duration.FromHours(16), worked);
        Assert.Equal(new LocalDateTime(2026, 10, 8, 16, 0).InZoneStrictly(office.Zone).ToInstant(), by);
        Assert.Equal("国庆节", why);
    }

    [Fact]
    public void Policy()
    {
        #region policy
        var options = new SlaOptions { Preset = SlaPresets.P3, Label = "2026-autumn" };
        options.Calendars["office"] = new CalendarOptions { Week = WeekOptions.MondayToFriday("09:00-18:00"), PublicHolidays = "cn" };
        options.Clocks["resolution"] = new ClockOptions
        {
            Metric = "resolution",
            Name = "Solution",
            NameChinese = "解决",
            MissedRole = "manager",
            Targets =
            {
                ["urgent"] = new TargetOptions { Order = 1, When = new ConditionOptions { Attribute = "priority", Is = "urgent" }, Within = "8h", Calendar = "office" },
                ["other"] = new TargetOptions { Order = 2, BusinessDays = 3, By = "16:00", Calendar = "office" },
            },
            Notices =
            {
                ["near"] = new NoticeOptions { AtPercent = 80, Role = "owner" },
                ["one-hour"] = new NoticeOptions { Before = "1h", Role = "supervisor" },
                ["overdue"] = new NoticeOptions { After = "4h", Role = "director" },
            },
        };
        Compilation<SlaPolicy> compiled = SlaPolicy.Compile(options, SlaPresets.Catalogue);
        #endregion
        Assert.Empty(compiled.Problems);
    }

    [Fact]
    public void Transfers()
    {
        SlaPolicy policy = SlaPolicy.Compile(SlaPresets.Options(SlaPresets.P3)).Policy;
        var process = new SlaCase(new PolicyBook<SlaPolicy>(policy));
        Instant now = Instant.FromUtc(2026, 3, 2, 2, 0);
        var facts = new CaseFacts("product", "urgent", null, null, string.Empty, null, []);
        CaseState first = process.Fold(process.Initial, process.Handle(process.Initial, new OpenCase(now, now, new CustomerId("C001"), facts, null, null, null, "clerk")).Events);
        CaseState second = first;
        now += Duration.FromHours(1);
        #region merge
        CaseMergeCommands merge = CaseTransfers.Merge(now, "CASE-1", first, into: "CASE-2", actor: "u-li");
        Decision<CaseEvent> ended = process.Handle(first, merge.End);
        Decision<CaseEvent> absorbed = process.Handle(second, merge.Absorb);
        bool both = ended.IsAccepted && absorbed.IsAccepted; // append both streams together, or neither
        #endregion
        Assert.True(both);

        CaseState state = second;
        #region timeline
        IReadOnlyList<ClockSegment> timeline = process.Timeline(state, "first-response", cycle: 1, asOf: now);
        Console.WriteLine(timeline.Explain(Language.English)); // each span with its reason, and what each reason adds up to
        #endregion
        Assert.Contains("Counted in all: 1h.", Console.ToString(), StringComparison.Ordinal);

        CaseState[] cases = [first, second];
        #region figures
        SlaFigures figures = cases.Select(c => SlaFigures.Of(process, c, now)).Aggregate(SlaFigures.Empty, (a, b) => a.Merge(b));
        foreach (ClockFigures clock in figures.Clocks)
        {
            Console.WriteLine(clock.Clock + " on time: " + clock.OnTime);
        }
        #endregion
        Assert.Contains("first-response on time: ", Console.ToString(), StringComparison.Ordinal);
    }
}
