using System;
using System.Collections.Generic;
using Retention.Core.Rules;
using Retention.Core.Sla;

namespace Retention.Core.Presets;

/// <summary>The plans' service limits as ready options.</summary>
/// <remarks>
/// The plans state their limits in real time, so every target runs round the clock: 3 天 is 72 hours, 消费后 3 天 ends at the local midnight
/// after the third day, 2 周 is 14 days. A host that counts business hours adds a calendar and names it in the targets. Every call makes new options, so a host may change what it gets. Immutable and thread-safe.
/// </remarks>
public static class SlaPresets
{
    /// <summary>S-1: enquiries in 1 h, issues in 24 h, complex issues closed in 48 h, suggestions reported on every 48 h, follow-up 3 days after a purchase: <c>p1-service</c>.</summary>
    public const string P1 = "p1-service";

    /// <summary>S-2: responses in 24 h, solutions by priority (紧急 24 h, 重要 3 days, 一般 7 days), complex problems with a stated date, call-back in 24 h; complaints by steps of minutes: <c>p2-service</c>.</summary>
    public const string P2 = "p2-service";

    /// <summary>S-3: first response in 10 min, a solution or a committed time in 2 h, progress every 24 h until done: <c>p3-service</c>.</summary>
    public const string P3 = "p3-service";

    /// <summary>S-4: high-value customers answered in 2 h, the follow-up of customers at risk begun within 2 weeks: <c>p4-service</c>.</summary>
    public const string P4 = "p4-service";

    /// <summary>The role that the presets tell when a limit nears or has passed: <c>supervisor</c>.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Gets every preset by name, for <see cref="SlaPolicy.Compile"/>.</summary>
    public static PresetCatalogue<SlaOptions> Catalogue { get; } = new PresetCatalogue<SlaOptions>(new Dictionary<string, Func<SlaOptions>>(StringComparer.Ordinal)
    {
        [P1] = MakeP1,
        [P2] = MakeP2,
        [P3] = MakeP3,
        [P4] = MakeP4,
    });

    /// <summary>Makes the options of a preset.</summary>
    /// <param name="name">The name of the preset.</param>
    /// <returns>New options, which a host may change.</returns>
    /// <exception cref="ArgumentException">There is no preset of that name.</exception>
    public static SlaOptions Options(string name) =>
        Catalogue.Find(name) ?? throw new ArgumentException("There is no service-level preset \"" + name + "\"; there are " + string.Join(", ", Catalogue.Names) + ".", nameof(name));

    private static SlaOptions MakeP1()
    {
        SlaOptions options = New(P1);
        options.Clocks["first-response"] = Clock("first-response", "First response", "首次响应", ("enquiry", "1h", Type("enquiry")), ("issue", "24h", Type("issue")), ("complex", "24h", Type("complex-issue")));
        options.Clocks["resolution"] = Clock("resolution", "Solution", "解决", ("complex", "48h", Type("complex-issue")));
        options.Clocks["progress"] = Clock("periodic-update", "Progress report", "进展反馈", ("suggestion", "48h", Type("suggestion")));
        options.Clocks["follow-up"] = Clock("follow-up", "Follow-up after purchase", "购后回访", ("purchase", null, Type("purchase")));
        Begin(options.Clocks["follow-up"]);

        // 消费后 3 天 ends at the local midnight that ends the third day after.
        options.Clocks["follow-up"].Targets["purchase"].BusinessDays = 3;
        return options;
    }

    private static SlaOptions MakeP2()
    {
        SlaOptions options = New(P2);
        ConditionOptions complaint = Type("complaint");
        options.Clocks["first-response"] = Clock("first-response", "First response by a person", "人工响应", ("complaint", "5min", complaint), ("other", "24h", null));
        options.Clocks["auto-reply"] = Clock("first-response", "Automatic reply with a link to the progress", "自动回复（含进度链接）", ("complaint", "1min", complaint));
        options.Clocks["auto-reply"].Stop = CaseActivities.AutoMessage;
        options.Clocks["resolution"] = Clock(
            "resolution", "Solution", "解决", ("ordinary-complaint", "30min", Both(complaint, Not(Priority("major")))), ("urgent", "24h", Both(Not(complaint), Priority("urgent"))), ("important", "72h", Both(Not(complaint), Priority("important"))), ("general", "168h", Both(Not(complaint), Priority("general"))));
        options.Clocks["supervisor-call"] = Clock("follow-up", "Call by a supervisor", "主管致电", ("major-complaint", "1h", Both(complaint, Priority("major"))));
        Begin(options.Clocks["supervisor-call"]);
        options.Clocks["supervisor-call"].Stop = "supervisor-called";
        options.Clocks["stated-date"] = Clock("commitment", "Stated date", "明确解决节点", ("complex", "24h", Tag("complex")));
        options.Clocks["promise"] = Promise();
        options.Clocks["call-back"] = Clock("follow-up", "Care after the solution", "解决后回访", ("complaint", "48h", complaint), ("other", "24h", null));
        AddRouting(options);
        return options;
    }

    private static SlaOptions MakeP3()
    {
        SlaOptions options = New(P3);
        options.Clocks["first-response"] = Clock("first-response", "First response", "首次响应", ("all", "10min", null));
        options.Clocks["commitment"] = Clock("commitment", "Solution or committed time", "解决或承诺时间", ("all", "2h", null));
        options.Clocks["progress"] = Clock("periodic-update", "Progress report", "进展反馈", ("all", "24h", null));
        options.Clocks["promise"] = Promise();
        options.Loop = new CaseLoopOptions { NeedsConfirmation = true };
        AddRouting(options);
        return options;
    }

    private static SlaOptions MakeP4()
    {
        SlaOptions options = New(P4);
        options.Clocks["first-response"] = Clock("first-response", "Answer to high-value customers", "高价值客户响应", ("high-value", "2h", new ConditionOptions { Attribute = "tier", Is = "high-value" }));
        options.Clocks["retention"] = Clock("follow-up", "Follow-up of customers at risk", "流失风险客户跟进", ("at-risk", "14d", Tag("at-risk")));
        Begin(options.Clocks["retention"]);
        options.Clocks["retention"].Stop = CaseActivities.WorkStarted;
        return options;
    }

    private static SlaOptions New(string name) => new SlaOptions { Label = name, Zone = "Asia/Shanghai" };

    /// <summary>A clock that tells a supervisor at 80 percent and past the deadline (S-6).</summary>
    private static ClockOptions Clock(string metric, string name, string nameChinese, params (string Code, string? Within, ConditionOptions? When)[] targets)
    {
        var clock = new ClockOptions { Metric = metric, Name = name, NameChinese = nameChinese, MissedRole = Supervisor };
        for (int i = 0; i < targets.Length; i++)
        {
            clock.Targets[targets[i].Code] = new TargetOptions { Order = i + 1, Within = targets[i].Within, When = targets[i].When };
        }

        clock.Notices["near"] = new NoticeOptions { AtPercent = 80, Role = Supervisor };
        return clock;
    }

    /// <summary>A follow-up that begins with the case, not with its solution.</summary>
    private static void Begin(ClockOptions clock)
    {
        clock.Start = CaseActivities.Opened;
        clock.Cancel = CaseActivities.Cancelled + "," + CaseActivities.Merged;
    }

    private static ClockOptions Promise()
    {
        ClockOptions clock = Clock("promise", "Promised time", "承诺时间");
        clock.Targets["promised"] = new TargetOptions { Promised = true };
        return clock;
    }

    /// <summary>S-7: by type to a department, and customers at risk to the retention channel.</summary>
    private static void AddRouting(SlaOptions options)
    {
        options.Groups["technical"] = new CaseGroupOptions { Name = "Technical department", NameChinese = "技术部" };
        options.Groups["after-sales"] = new CaseGroupOptions { Name = "After-sales department", NameChinese = "售后部" };
        options.Groups["retention"] = new CaseGroupOptions { Name = "Retention channel", NameChinese = "留存专项通道" };
        options.Routing["at-risk"] = new CaseRouteOptions { Order = 1, When = Tag("at-risk"), Group = "retention" };
        options.Routing["product"] = new CaseRouteOptions { Order = 2, When = Type("product"), Group = "technical" };
        options.Routing["service"] = new CaseRouteOptions { Order = 3, When = Type("service"), Group = "after-sales" };
    }

    private static ConditionOptions Type(string type) => new ConditionOptions { Attribute = "type", Is = type };

    private static ConditionOptions Priority(string priority) => new ConditionOptions { Attribute = "priority", Is = priority };

    private static ConditionOptions Tag(string tag) => new ConditionOptions { Tag = tag };

    private static ConditionOptions Not(ConditionOptions inner) => new ConditionOptions { Not = inner };

    private static ConditionOptions Both(ConditionOptions one, ConditionOptions other) =>
        new ConditionOptions { All = new Dictionary<string, ConditionOptions>(StringComparer.Ordinal) { ["a"] = one, ["b"] = other } };
}
