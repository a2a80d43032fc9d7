using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>A clock of a compiled policy.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClockRule
{
    private readonly Dictionary<string, ClockRoles> roles;

    internal ClockRule(string code, string name, string nameChinese, ClockMetric metric, ClockParts parts)
    {
        this.Code = code;
        this.Name = name;
        this.NameChinese = nameChinese;
        this.Metric = metric;
        this.roles = parts.Roles;
        this.StartsEachTime = parts.StartsEachTime;
        this.Reopening = parts.Reopening;
        this.CountsClosedTime = parts.CountsClosedTime;
        this.OnChange = parts.OnChange;
        this.Targets = parts.Targets;
        this.Notices = parts.Notices;
        this.MissedRole = parts.MissedRole;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets what it measures.</summary>
    public ClockMetric Metric { get; }

    internal bool StartsEachTime { get; }

    internal ClockReopening Reopening { get; }

    internal bool CountsClosedTime { get; }

    internal ClockChange OnChange { get; }

    internal TargetRule[] Targets { get; }

    internal NoticeRule[] Notices { get; }

    internal string? MissedRole { get; }

    internal ClockRoles RolesOf(string activity) => this.roles.TryGetValue(activity, out ClockRoles found) ? found : ClockRoles.None;

    /// <summary>The first target that matches; null if none does. Nobody is owned without a group.</summary>
    internal TargetRule? Match(CaseSituation situation)
    {
        if (this.Metric == ClockMetric.Ownership && situation.Group is null)
        {
            return null;
        }

        foreach (TargetRule target in this.Targets)
        {
            if (target.Matches(situation))
            {
                return target;
            }
        }

        return null;
    }
}

/// <summary>What an activity does to a clock. At one instant they take effect in this order, so what ends a clock comes last.</summary>
[Flags]
internal enum ClockRoles
{
    None = 0,
    Start = 1,
    Reopen = 2,
    Pause = 4,
    Resume = 8,
    Stop = 16,
    Renew = 32,
    Cancel = 64,
}

/// <summary>What reopening a case does to a clock that stopped.</summary>
internal enum ClockReopening
{
    Continue = 0,
    NewCycle = 1,
    None = 2,
}

/// <summary>What another target does to a running cycle.</summary>
internal enum ClockChange
{
    KeepElapsed = 0,
    Restart = 1,
    Retroactive = 2,
    RetroactiveWithoutPauses = 3,
    Freeze = 4,
}

/// <summary>What the compiler has found of a clock.</summary>
internal sealed class ClockParts
{
    internal Dictionary<string, ClockRoles> Roles { get; } = new Dictionary<string, ClockRoles>(StringComparer.Ordinal);

    internal bool StartsEachTime { get; set; }

    internal ClockReopening Reopening { get; set; }

    internal bool CountsClosedTime { get; set; }

    internal ClockChange OnChange { get; set; }

    internal TargetRule[] Targets { get; set; } = [];

    internal NoticeRule[] Notices { get; set; } = [];

    internal string? MissedRole { get; set; }
}

/// <summary>Who is told when: at a share of the time allowed, or at a distance from its end.</summary>
internal sealed class NoticeRule
{
    private const decimal Percent = 100;

    private readonly decimal share;
    private readonly Duration distance;

    internal NoticeRule(string code, string role, decimal share, Duration distance)
    {
        this.Code = code;
        this.Role = role;
        this.share = share;
        this.distance = distance;
    }

    internal string Code { get; }

    internal string Role { get; }

    /// <summary>The time of the clock at which it is crossed; a part of a nanosecond counts as one.</summary>
    internal Duration CrossedAt(Duration limit)
    {
        long part = decimal.ToInt64(Math.Min(long.MaxValue / 2, decimal.Ceiling(limit.ToInt64Nanoseconds() * this.share / Percent)));
        Duration crossed = Duration.FromNanoseconds(part) + this.distance;
        return crossed < Duration.Zero ? Duration.Zero : crossed;
    }
}

/// <summary>What targets and routes turn on, as of one instant.</summary>
internal sealed class CaseSituation : Rules.IConditionFacts
{
    internal CaseSituation(CaseFacts facts, string? group)
    {
        this.Facts = facts;
        this.Group = group;
    }

    internal CaseFacts Facts { get; }

    internal string? Group { get; }

    public long? Number(Rules.ConditionSubject subject, int index) => null;

    public string? Attribute(string name) => name switch
    {
        "priority" => this.Facts.Priority,
        "type" => this.Facts.Type,
        "tier" => this.Facts.Tier,
        "channel" => this.Facts.Channel,
        "organisation" => this.Facts.Organisation,
        "group" => this.Group,
        _ => null,
    };

    public bool HasTag(string tag, bool orProposed)
    {
        foreach (string item in this.Facts.Tags)
        {
            if (string.Equals(item, tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
