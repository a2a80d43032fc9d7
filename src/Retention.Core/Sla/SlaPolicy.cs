using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Sla;

/// <summary>Compiled service levels: what <see cref="SlaCase"/> decides by.</summary>
/// <remarks>Immutable and thread-safe; compile once and share.</remarks>
public sealed class SlaPolicy : IPolicy
{
    /// <summary>The code of the calendar of real time, which every policy has: <c>round-the-clock</c>.</summary>
    public const string RoundTheClock = "round-the-clock";

    private readonly SlaParts parts;

    internal SlaPolicy(PolicyVersion version, SlaParts parts)
    {
        this.Version = version;
        this.parts = parts;
        this.Zone = parts.Zone!;
        this.Clocks = Sequence.Copy(parts.Clocks);
        this.ClockCodes = parts.Clocks.Select(c => c.Code).ToArray();
        this.Groups = Sequence.Copy(parts.Groups.Keys.OrderBy(g => g, StringComparer.Ordinal));
        this.Calendars = Sequence.Copy(parts.Calendars.Keys.OrderBy(c => c, StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Gets the zone in which days of real time are counted.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the clocks in ordinal order of their codes.</summary>
    public IReadOnlyList<ClockRule> Clocks { get; }

    /// <summary>Gets the codes of the groups in ordinal order; empty if any name is a group.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Gets the codes of the calendars in ordinal order, <see cref="RoundTheClock"/> among them.</summary>
    public IReadOnlyList<string> Calendars { get; }

    internal string[] ClockCodes { get; }

    internal Length ReopenWithin => this.parts.ReopenWithin!;

    internal bool NeedsConfirmation => this.parts.NeedsConfirmation;

    internal bool NeedsOwner => this.parts.NeedsOwner;

    internal bool MergesFromEarliest => this.parts.MergesFromEarliest;

    internal bool SplitsInherit => this.parts.SplitsInherit;

    /// <summary>Compiles options into a policy.</summary>
    /// <param name="options">The options; not kept.</param>
    /// <param name="presets">The presets that <see cref="SlaOptions.Preset"/> may name; null: none.</param>
    /// <param name="zones">The time zones; null: the IANA zones that NodaTime brings.</param>
    /// <returns>The policy, or every problem at once with its path and what to write instead.</returns>
    public static Compilation<SlaPolicy> Compile(SlaOptions options, PresetCatalogue<SlaOptions>? presets = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SlaCompiler(zones ?? DateTimeZoneProviders.Tzdb).Compile(options, presets);
    }

    /// <summary>A calendar of the policy.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The calendar; null if there is none.</returns>
    public BusinessCalendar? Calendar(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return this.parts.Calendars.TryGetValue(code, out BusinessCalendar? found) ? found : null;
    }

    /// <summary>The clock of a code, or null.</summary>
    internal ClockRule? Clock(string code)
    {
        foreach (ClockRule clock in this.parts.Clocks)
        {
            if (string.Equals(clock.Code, code, StringComparison.Ordinal))
            {
                return clock;
            }
        }

        return null;
    }

    /// <summary>The code of the calendar that counts for a target in a situation.</summary>
    internal string CalendarFor(TargetRule target, CaseSituation situation)
    {
        string? found = null;
        if (target.CalendarOf == CalendarOwner.Team && situation.Group is { } group)
        {
            this.parts.Groups.TryGetValue(group, out found);
        }
        else if (target.CalendarOf == CalendarOwner.Organisation)
        {
            this.parts.OrganisationCalendars.TryGetValue(situation.Facts.Organisation, out found);
        }
        else if (target.CalendarOf == CalendarOwner.Customer)
        {
            found = situation.Facts.CustomerCalendar;
        }

        return found is not null && this.parts.Calendars.ContainsKey(found) ? found : target.Calendar;
    }

    /// <summary>The group that a case goes to by its facts; null if no route matches.</summary>
    internal string? Route(CaseFacts facts)
    {
        var situation = new CaseSituation(facts, null);
        return this.parts.Routes.FirstOrDefault(r => r.When is null || r.When.Evaluate(situation) == ConditionOutcome.Met)?.Group;
    }
}

/// <summary>What the compiler has found so far.</summary>
internal sealed class SlaParts
{
    internal DateTimeZone? Zone { get; set; }

    internal Dictionary<string, BusinessCalendar> Calendars { get; } = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal);

    internal Dictionary<string, string> OrganisationCalendars { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the calendar of each group, or null where it has none of its own.</summary>
    internal Dictionary<string, string?> Groups { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    internal CaseRoute[] Routes { get; set; } = [];

    internal ClockRule[] Clocks { get; set; } = [];

    internal Length? ReopenWithin { get; set; }

    internal bool NeedsConfirmation { get; set; }

    internal bool NeedsOwner { get; set; }

    internal bool MergesFromEarliest { get; set; }

    internal bool SplitsInherit { get; set; }
}

/// <summary>Where cases of a kind go.</summary>
internal sealed class CaseRoute
{
    internal CaseRoute(Condition? when, string group)
    {
        this.When = when;
        this.Group = group;
    }

    internal Condition? When { get; }

    internal string Group { get; }
}
