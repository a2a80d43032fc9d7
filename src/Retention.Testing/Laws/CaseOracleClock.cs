using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.TimeZones;
using Retention.Core.Calendars;
using Retention.Core.Rules;
using Retention.Core.Sla;

namespace Retention.Testing.Laws;

/// <summary>A clock as its options say, read anew: what moves it, and which target holds.</summary>
internal sealed class CaseOracleClock
{
    private readonly SlaOptions options;
    private readonly SlaPolicy policy;
    private readonly ClockOptions clock;
    private readonly Dictionary<string, string[]> roles = new Dictionary<string, string[]>(StringComparer.Ordinal);

    internal CaseOracleClock(SlaOptions options, SlaPolicy policy, string code)
    {
        this.options = options;
        this.policy = policy;
        this.clock = options.Clocks[code];
        string metric = this.clock.Metric!;
        bool waits = metric is "resolution" or "periodic-update";
        this.Add("start", this.clock.Start, metric switch
        {
            "next-response" => "customer-message",
            "promise" => "commitment-given",
            "follow-up" => "solution-given",
            "ownership" => "opened,assigned",
            "agent-work" => "work-started",
            _ => "opened",
        });
        this.Add("stop", this.clock.Stop, metric switch
        {
            "first-response" or "next-response" => "agent-message,solution-given",
            "commitment" => "solution-given,commitment-given",
            "follow-up" => "follow-up-done",
            _ => "solution-given",
        });
        this.Add("pause", this.clock.Pause, waits ? "paused" : metric == "customer-waiting" ? "agent-message" : metric == "agent-work" ? "work-stopped,reopened,rejected" : string.Empty);
        this.Add("resume", this.clock.Resume, waits ? "resumed" : metric == "customer-waiting" ? "customer-message,reopened,rejected" : metric == "agent-work" ? "work-started" : string.Empty);
        this.Add("renew", this.clock.Renew, metric == "periodic-update" ? "update-given" : metric == "promise" ? "commitment-given" : metric == "ownership" ? "assigned" : string.Empty);
        this.Add("cancel", this.clock.Cancel, metric == "follow-up" ? "cancelled,merged,reopened,rejected" : "cancelled,merged,archived");
        this.Add("reopen", this.clock.Reopen, "reopened,rejected");
        this.EachTime = (this.clock.Cycles ?? (metric is "next-response" or "periodic-update" or "promise" or "follow-up" or "ownership" ? "each-time" : "once")) == "each-time";
        this.Reopening = this.clock.Reopening ?? (metric is "resolution" or "ownership" or "customer-waiting" or "agent-work" ? "continue" : metric is "periodic-update" or "commitment" ? "new-cycle" : "none");
        this.CountsClosed = this.clock.ClosedTime == "counted";
        this.OnChange = this.clock.OnChange ?? "keep-elapsed";
    }

    internal bool EachTime { get; }

    internal string Reopening { get; }

    internal bool CountsClosed { get; }

    internal string OnChange { get; }

    internal bool GoesBack => this.OnChange is "retroactive" or "retroactive-without-pauses";

    internal bool Does(string role, string activity) => Array.IndexOf(this.roles[role], activity) >= 0;

    internal CaseOracleTarget? Match(CaseFacts facts, string? group)
    {
        if (this.clock.Metric == "ownership" && group is null)
        {
            return null;
        }

        foreach (KeyValuePair<string, TargetOptions> target in this.clock.Targets.OrderBy(t => t.Value.Order ?? 0).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            if (target.Value.When is null || Holds(target.Value.When, facts, group) == true)
            {
                string calendar = this.CalendarOf(target.Value, facts, group);
                return new CaseOracleTarget(target.Key, target.Value, calendar, this.policy.Calendar(calendar)!);
            }
        }

        return null;
    }

    /// <summary>Whether a condition holds; null if that isn't known.</summary>
    private static bool? Holds(ConditionOptions condition, CaseFacts facts, string? group)
    {
        if (condition.Tag is { } tag)
        {
            return facts.Tags.Contains(tag, StringComparer.Ordinal);
        }

        if (condition.Not is { } not)
        {
            return !Holds(not, facts, group);
        }

        if (condition.All.Count > 0)
        {
            bool?[] all = condition.All.Values.Select(c => Holds(c, facts, group)).ToArray();
            return all.Contains(false) ? false : all.Contains(null) ? null : true;
        }

        if (condition.Any.Count > 0)
        {
            bool?[] any = condition.Any.Values.Select(c => Holds(c, facts, group)).ToArray();
            return any.Contains(true) ? true : any.Contains(null) ? null : false;
        }

        string? value = condition.Attribute switch
        {
            "priority" => facts.Priority,
            "type" => facts.Type,
            "tier" => facts.Tier,
            "channel" => facts.Channel,
            "organisation" => facts.Organisation,
            _ => group,
        };
        if (condition.Missing is { } missing)
        {
            return missing == (value is null);
        }

        return value is null ? null : condition.Is is { } text ? value == text : Split(condition.OneOf).Contains(value, StringComparer.Ordinal);
    }

    private static string[] Split(string? codes) => (codes ?? string.Empty).Split(',').Select(c => c.Trim()).Where(c => c.Length > 0).ToArray();

    private void Add(string role, string? given, string usual) => this.roles[role] = Split(given ?? usual);

    private string CalendarOf(TargetOptions target, CaseFacts facts, string? group)
    {
        string? own = null;
        switch (target.CalendarOf)
        {
            case "team" when group is not null && this.options.Groups.TryGetValue(group, out CaseGroupOptions? team):
                own = team.Calendar;
                break;
            case "organisation":
                this.options.OrganisationCalendars.TryGetValue(facts.Organisation, out own);
                break;
            case "customer":
                own = facts.CustomerCalendar;
                break;
        }

        return own is not null && this.policy.Calendar(own) is not null ? own : target.Calendar ?? SlaPolicy.RoundTheClock;
    }
}

/// <summary>A target with its calendar: when it is due by, worked out day by day.</summary>
internal sealed class CaseOracleTarget
{
    private readonly TargetOptions options;

    internal CaseOracleTarget(string code, TargetOptions options, string calendarCode, BusinessCalendar calendar)
    {
        this.Code = code;
        this.options = options;
        this.CalendarCode = calendarCode;
        this.Calendar = calendar;
    }

    internal string Code { get; }

    internal string CalendarCode { get; }

    internal BusinessCalendar Calendar { get; }

    internal bool FallsAtOpening => this.options.Boundary == "at-next-opening";

    internal bool IsSameAs(CaseOracleTarget other) => this.Code == other.Code && this.CalendarCode == other.CalendarCode && this.Calendar.Version.Equals(other.Calendar.Version) && this.Terms() == other.Terms();

    /// <summary>The stated deadline, or the amount of time; neither if it can't be reached.</summary>
    internal (Instant? Stated, Duration? Amount) From(Instant start, Instant? promised)
    {
        if (this.options.Promised == true)
        {
            return (promised < start ? null : promised, null);
        }

        if (this.options.BusinessDays is { } days)
        {
            Instant? due = this.OnDay(start, days);
            return (due < start ? this.OnDay(start, days + 1) : due, null);
        }

        string within = this.options.Within!.Trim();
        int digits = within.TakeWhile(char.IsDigit).Count();
        int count = int.Parse(within.Substring(0, digits), System.Globalization.CultureInfo.InvariantCulture);
        switch (within.Substring(digits))
        {
            case "min":
                return (null, Duration.FromMinutes(count));
            case "h":
                return (null, Duration.FromHours(count));
            case "d":
                return (this.Local(start, l => l.PlusDays(count)), null);
            case "w":
                return (this.Local(start, l => l.PlusWeeks(count)), null);
            case "m":
                return (this.Local(start, l => l.PlusMonths(count)), null);
            default:
                return (this.Local(start, l => l.PlusYears(count)), null);
        }
    }

    private Instant Local(Instant start, Func<LocalDateTime, LocalDateTime> add) =>
        this.Calendar.Zone.ResolveLocal(add(start.InZone(this.Calendar.Zone).LocalDateTime), Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter)).ToInstant();

    private Instant? OnDay(Instant start, int days)
    {
        if (!this.Calendar.HasWorkingTime)
        {
            return null;
        }

        Instant from = start;
        if (this.options.CountFrom == "from-opening")
        {
            while (CaseOracleCycle.Open(this.Calendar, from, from + Duration.FromDays(1)).FirstOrDefault() is var first && first.End == default)
            {
                from += Duration.FromDays(1);
            }

            from = CaseOracleCycle.Open(this.Calendar, from, from + Duration.FromDays(1)).First().Start;
        }

        LocalDate date = from.InZone(this.Calendar.Zone).Date;
        date = days == 0 ? date : date.PlusDays(1);
        for (int left = Math.Max(days, 1); ; date = date.PlusDays(1))
        {
            (Instant Start, Instant End)[] open = CaseOracleCycle.Open(this.Calendar, Midnight(date), Midnight(date.PlusDays(1))).ToArray();
            if (open.Length > 0 && --left == 0)
            {
                return this.options.By is { } by ? this.At(date, by) : open[open.Length - 1].End;
            }
        }

        Instant Midnight(LocalDate day) => day.AtStartOfDayInZone(this.Calendar.Zone).ToInstant();
    }

    private Instant At(LocalDate date, string time)
    {
        string[] parts = time.Split(':');
        int hour = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        int minute = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return this.Calendar.Zone.ResolveLocal(date.At(new LocalTime(hour, minute)), Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter)).ToInstant();
    }

    private string Terms() => string.Join(" ", this.options.Within, this.options.BusinessDays, this.options.By, this.options.CountFrom, this.options.Promised, this.options.Boundary);
}
