using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Sla;

/// <summary>Turns <see cref="SlaOptions"/> into a policy, or into every problem they have.</summary>
internal sealed class SlaCompiler
{
    private const int MaxEntries = 64;

    private static readonly string[] Attributes = ["priority", "type", "tier", "channel", "organisation", "group"];

    private readonly IDateTimeZoneProvider zones;
    private readonly ProblemList problems = new ProblemList();
    private readonly SlaParts parts = new SlaParts();

    internal SlaCompiler(IDateTimeZoneProvider zones) => this.zones = zones;

    internal Compilation<SlaPolicy> Compile(SlaOptions given, PresetCatalogue<SlaOptions>? presets)
    {
        SlaOptions options = PolicyBasics.WithPreset(given, given.Label, given.Preset, presets, this.problems);
        this.parts.Zone = PolicyBasics.Zone(options.Zone, this.zones, this.problems);
        foreach (string code in options.Calendars.Keys.ToArray())
        {
            options.Calendars[code] = CalendarCompiler.Expand(options.Calendars[code], "calendars:" + code + ":", this.problems);
        }

        new CalendarSet(options, this.zones, this.parts, this.problems).Compile();
        this.CompileGroups(options);
        this.CompileLoop(options.Loop ?? new CaseLoopOptions());
        this.CompileClocks(options);
        if (!this.problems.HasErrors)
        {
            SlaLinter.Lint(this.parts, this.problems);
        }

        string label = options.Label ?? options.Preset ?? "unlabelled";
        return this.problems.Finish(() => new SlaPolicy(new PolicyVersion(label, OptionsTree.Of(options).Fingerprint()), this.parts));
    }

    private void CompileGroups(SlaOptions options)
    {
        foreach (KeyValuePair<string, CaseGroupOptions> group in options.Groups)
        {
            this.parts.Groups[group.Key] = this.CalendarOf(group.Value.Calendar, "groups:" + group.Key + ":calendar");
        }

        foreach (KeyValuePair<string, string> organisation in options.OrganisationCalendars)
        {
            this.parts.OrganisationCalendars[organisation.Key] = this.CalendarOf(organisation.Value, "organisationCalendars:" + organisation.Key) ?? SlaPolicy.RoundTheClock;
        }

        ConditionCompiler conditions = this.Conditions();
        this.parts.Routes = options.Routing.OrderBy(r => r.Value.Order ?? 0).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new CaseRoute(this.When(r.Value.When, "routing:" + r.Key, conditions), this.GroupOf(r.Value.Group, "routing:" + r.Key + ":group"))).ToArray();
    }

    private string GroupOf(string? group, string path)
    {
        if (string.IsNullOrWhiteSpace(group))
        {
            this.problems.Error(path, "group-missing", "is not set; name the group that gets the case.");
        }
        else if (this.parts.Groups.Count > 0 && !this.parts.Groups.ContainsKey(group!))
        {
            this.problems.Error(path, "group-unknown", "\"" + group + "\" is not a group; the policy has " + string.Join(", ", this.parts.Groups.Keys.OrderBy(k => k, StringComparer.Ordinal)) + ".");
        }

        return group ?? string.Empty;
    }

    private void CompileLoop(CaseLoopOptions options)
    {
        this.parts.ReopenWithin = Length.Compile(options.ReopenWithin ?? "30d", "loop:reopenWithin", this.problems);
        this.parts.NeedsConfirmation = options.NeedsConfirmation ?? true;
        this.parts.NeedsOwner = options.NeedsOwner ?? false;
        this.parts.MergesFromEarliest = this.problems.Choice("loop:merging", options.Merging, MergingClocks.Own) == MergingClocks.Earliest;
        this.parts.SplitsInherit = this.problems.Choice("loop:splitting", options.Splitting, SplittingClocks.New) == SplittingClocks.Inherited;
    }

    private void CompileClocks(SlaOptions options)
    {
        if (options.Clocks.Count is 0 or > MaxEntries)
        {
            this.problems.Error("clocks", options.Clocks.Count == 0 ? "clocks-missing" : "too-many", options.Clocks.Count == 0 ? "has no clocks; define at least one." : "has " + options.Clocks.Count + " entries; a policy has at most 64.");
        }

        ConditionCompiler conditions = this.Conditions();
        this.parts.Clocks = options.Clocks.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => this.CompileClock(c.Key, c.Value, "clocks:" + c.Key, conditions)).ToArray();
    }

    private ClockRule CompileClock(string code, ClockOptions options, string path, ConditionCompiler conditions)
    {
        if (options.Metric is null)
        {
            this.problems.Error(path + ":metric", "metric-missing", "is not set; say what the clock measures, such as first-response.");
        }

        if (code.IndexOf('/') >= 0)
        {
            this.problems.Error(path, "code-unusable", "has a slash in its code, which parts the ids of notices; leave it out.");
        }

        ClockMetric metric = this.problems.Choice(path + ":metric", options.Metric, ClockMetric.Resolution);
        ClockDefaults defaults = ClockDefaults.Of(metric);
        var clock = new ClockParts();
        void Add(string? given, string usual, ClockRoles role)
        {
            foreach (string activity in TextList.Split(given ?? usual))
            {
                clock.Roles.TryGetValue(activity, out ClockRoles others);
                clock.Roles[activity] = others | role;
            }
        }

        Add(options.Start, defaults.Start, ClockRoles.Start);
        Add(options.Pause, defaults.Pause, ClockRoles.Pause);
        Add(options.Resume, defaults.Resume, ClockRoles.Resume);
        Add(options.Stop, defaults.Stop, ClockRoles.Stop);
        Add(options.Renew, defaults.Renew, ClockRoles.Renew);
        Add(options.Cancel, defaults.Cancel, ClockRoles.Cancel);
        Add(options.Reopen, CaseActivities.Reopened + "," + CaseActivities.Rejected, ClockRoles.Reopen);
        if (!clock.Roles.Values.Any(r => r.HasFlag(ClockRoles.Start)))
        {
            this.problems.Error(path + ":start", "start-missing", "lists no activity, so the clock never starts; name one, such as opened.");
        }

        clock.StartsEachTime = this.problems.Choice(path + ":cycles", options.Cycles, defaults.EachTime ? ClockCycles.EachTime : ClockCycles.Once) == ClockCycles.EachTime;
        clock.Reopening = this.problems.Choice(path + ":reopening", options.Reopening, defaults.Reopening);
        clock.CountsClosedTime = this.problems.Choice(path + ":closedTime", options.ClosedTime, ClosedTimeRule.NotCounted) == ClosedTimeRule.Counted;
        clock.OnChange = this.problems.Choice(path + ":onChange", options.OnChange, ClockChange.KeepElapsed);
        clock.MissedRole = options.MissedRole;
        clock.Targets = this.CompileTargets(options, path, conditions);
        clock.Notices = options.Notices.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => this.CompileNotice(n.Key, n.Value, path + ":notices:" + n.Key)).ToArray();
        return new ClockRule(code, options.Name ?? code, options.NameChinese ?? options.Name ?? code, metric, clock);
    }

    private TargetRule[] CompileTargets(ClockOptions options, string path, ConditionCompiler conditions)
    {
        if (options.Targets.Count is 0 or > MaxEntries)
        {
            this.problems.Error(path + ":targets", options.Targets.Count == 0 ? "targets-missing" : "too-many", options.Targets.Count == 0 ? "has no targets; say within what time the clock must stop." : "has " + options.Targets.Count + " entries; a clock has at most 64.");
        }

        TargetRule[] targets = options.Targets.OrderBy(t => t.Value.Order ?? 0).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new TargetRule(t.Key, t.Value, this.When(t.Value.When, path + ":targets:" + t.Key, conditions), path + ":targets:" + t.Key, this.problems)).ToArray();
        foreach (TargetRule target in targets)
        {
            this.CalendarOf(target.Calendar, path + ":targets:" + target.Code + ":calendar");
        }

        return targets;
    }

    private NoticeRule CompileNotice(string code, NoticeOptions options, string path)
    {
        int ways = (options.AtPercent is null ? 0 : 1) + (options.Before is null ? 0 : 1) + (options.After is null ? 0 : 1);
        if (ways != 1)
        {
            this.problems.Error(path, "notice-kind", (ways == 0 ? "says no time" : "says several times") + "; set one of atPercent, before and after.");
        }

        if (code == SlaNotices.Missed || code.IndexOf('/') >= 0)
        {
            this.problems.Error(path, "code-unusable", "can't have this code: missed is the notice that every clock gives past its deadline, and a slash parts the ids; choose another.");
        }

        if (options.AtPercent is <= 0 or > 1_000_000)
        {
            this.problems.Error(path + ":atPercent", "out-of-range", "is a number above 0 and at most 1,000,000.");
        }

        if (string.IsNullOrWhiteSpace(options.Role))
        {
            this.problems.Error(path + ":role", "role-missing", "is not set; name the role that is told, such as supervisor.");
        }

        Duration before = Length.CompileClock(options.Before, path + ":before", this.problems) ?? Duration.Zero;
        Duration after = Length.CompileClock(options.After, path + ":after", this.problems) ?? Duration.Zero;
        return new NoticeRule(code, options.Role ?? string.Empty, options.AtPercent is > 0 and <= 1_000_000 and { } percent ? percent : 100, after - before);
    }

    private string? CalendarOf(string? code, string path)
    {
        if (code is not null && !this.parts.Calendars.ContainsKey(code))
        {
            this.problems.Error(path, "calendar-unknown", "\"" + code + "\" is not a calendar; the policy has " + string.Join(", ", this.parts.Calendars.Keys.OrderBy(k => k, StringComparer.Ordinal)) + ".");
            return null;
        }

        return code;
    }

    private ConditionCompiler Conditions() => new ConditionCompiler(
        new ConditionNames().Define(ConditionSubject.Measure, []).Define(ConditionSubject.Score, []).Define(ConditionSubject.Composite, []), this.problems);

    private Condition? When(ConditionOptions? options, string path, ConditionCompiler conditions)
    {
        if (options is null || conditions.Compile(options, path + ":when") is not { } condition)
        {
            return null;
        }

        foreach (LeafCondition leaf in condition.Leaves.Where(l => l.Subject == ConditionSubject.Attribute && Array.IndexOf(Attributes, l.Name) < 0))
        {
            this.problems.Error(leaf.Path, "attribute-unknown", "\"" + leaf.Name + "\" is not known of a case; use one of " + string.Join(", ", Attributes) + ".");
        }

        return condition;
    }

    private enum ClockCycles
    {
        Once = 0,
        EachTime = 1,
    }

    private enum ClosedTimeRule
    {
        NotCounted = 0,
        Counted = 1,
    }

    private enum MergingClocks
    {
        Own = 0,
        Earliest = 1,
    }

    private enum SplittingClocks
    {
        New = 0,
        Inherited = 1,
    }
}
