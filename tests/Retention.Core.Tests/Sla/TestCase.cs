using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Calendars;
using Retention.Core.Sla;
using Xunit;

namespace Retention.Core.Tests.Sla;

/// <summary>A case that tests drive by hand on Shanghai's clock, with everything it went through.</summary>
internal sealed class TestCase
{
    internal static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private int ids;

    internal TestCase(SlaOptions options)
        : this(new PolicyBook<SlaPolicy>(SlaPolicy.Compile(options).Policy))
    {
    }

    internal TestCase(PolicyBook<SlaPolicy> book)
    {
        this.Process = new SlaCase(book);
        this.State = this.Process.Initial;
    }

    internal SlaCase Process { get; }

    internal CaseState State { get; private set; }

    internal List<CaseEvent> Events { get; } = [];

    /// <summary>A policy of one clock on office hours, Monday to Friday 9 to 18, unless changed.</summary>
    internal static SlaOptions With(string metric, string within, Action<ClockOptions>? change = null, Action<SlaOptions>? more = null)
    {
        var options = new SlaOptions { Zone = "Asia/Shanghai" };
        options.Calendars["office"] = new CalendarOptions { Week = WeekOptions.MondayToFriday("09:00-18:00") };
        var clock = new ClockOptions { Metric = metric };
        clock.Targets["all"] = new TargetOptions { Within = within, Calendar = "office" };
        change?.Invoke(clock);
        options.Clocks["clock"] = clock;
        more?.Invoke(options);
        return options;
    }

    /// <summary>An instant by Shanghai's clock: <c>03-02 10:00</c> of 2026, a Monday.</summary>
    internal static Instant At(string local) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd H:mm").Parse("2026-" + local).Value.InZoneStrictly(Shanghai).ToInstant();

    internal static CaseFacts Known(string type = "issue", string priority = "normal", string? tier = null, string organisation = "", string? customerCalendar = null, params string[] tags) =>
        new CaseFacts(type, priority, tier, null, organisation, customerCalendar, tags);

    internal static TestCase Opened(SlaOptions options, string at = "03-02 10:00", CaseFacts? facts = null)
    {
        var one = new TestCase(options);
        one.Open(at, facts);
        return one;
    }

    internal IReadOnlyList<CaseEvent> Open(string at, CaseFacts? facts = null, string? group = null) =>
        this.Do(new OpenCase(At(at), At(at), Given.Customer("C1"), facts ?? Known(), group, null, null, "a1"));

    /// <summary>Something that is recorded when it happens, or later.</summary>
    internal IReadOnlyList<CaseEvent> Record(string activity, string at, string? recordedAt = null, string? promisedBy = null, string? reason = null) =>
        this.Do(new RecordCaseActivity(At(recordedAt ?? at), At(at), "A" + ++this.ids, activity, promisedBy is null ? null : At(promisedBy), "a1", reason));

    internal IReadOnlyList<CaseEvent> Solve(string at)
    {
        if (this.State.Stage == CaseStage.Recorded)
        {
            this.Do(new StartCase(At(at), At(at), "a1"));
        }

        return this.Do(new GiveSolution(At(at), At(at), "a1"));
    }

    internal void Archive(string at)
    {
        this.Do(new ConfirmCase(At(at), At(at), true, "a1", null));
        this.Do(new ArchiveCase(At(at), At(at), "a1"));
    }

    internal IReadOnlyList<CaseEvent> Change(string at, CaseFacts facts, string? recordedAt = null) => this.Do(new ChangeCase(At(recordedAt ?? at), At(at), facts, "a1"));

    internal IReadOnlyList<CaseEvent> Do(CaseCommand command)
    {
        Decision<CaseEvent> decision = this.Process.Handle(this.State, command);
        Assert.True(decision.IsAccepted, command.TypeName + " was refused: " + decision.Refusal);
        this.State = this.Process.Fold(this.State, decision.Events);
        this.Events.AddRange(decision.Events);
        return decision.Events;
    }

    internal Refusal Refused(CaseCommand command)
    {
        Decision<CaseEvent> decision = this.Process.Handle(this.State, command);
        Assert.False(decision.IsAccepted, command.TypeName + " was accepted.");
        return decision.Refusal!;
    }

    internal IReadOnlyList<CaseEvent> SettleAt(string at)
    {
        IReadOnlyList<CaseEvent> events = this.Process.Settle(this.State, At(at));
        this.State = this.Process.Fold(this.State, events);
        this.Events.AddRange(events);
        return events;
    }

    internal ClockView Clock(string asOf, string clock = "clock") => this.Process.Clock(this.State, clock, At(asOf)) ?? throw new InvalidOperationException("The clock hasn't started.");

    internal ClockView Cycle(int cycle, string asOf) => this.Process.Clocks(this.State, At(asOf)).Single(c => c.Reading.Cycle == cycle);

    /// <summary>The deadline by Shanghai's clock.</summary>
    internal string Due(string asOf, string clock = "clock") => Text(this.Clock(asOf, clock).Reading.Due);

    internal static string Text(Instant? at) => at is { } known ? LocalDateTimePattern.CreateWithInvariantCulture("MM-dd HH:mm").Format(known.InZone(Shanghai).LocalDateTime) : "none";

    internal string Timeline(string asOf, int cycle = 1) => string.Join("; ", this.Process.Timeline(this.State, "clock", cycle, At(asOf))
        .Select(s => Text(s.Start) + ".." + Text(s.End) + " " + s.Kind + (s.Day is { } day ? " " + day.Name : string.Empty) + (s.By is { } by ? " " + by.Actor + ": " + by.Reason : string.Empty)));
}
