using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>Works the cycles of one clock out from everything that happened in a case, in the order in which it occurred.</summary>
/// <remarks>
/// What occurred at one instant takes effect in the order of <see cref="ClockRoles"/>, whatever was recorded first; only of two changes, groups
/// or promises of one instant does the one recorded last hold. A pause holds until it is resumed, also while no cycle runs: the next then starts paused.
/// </remarks>
internal sealed class ClockRun
{
    private readonly PolicyBook<SlaPolicy> book;
    private readonly string code;
    private readonly List<ClockCycle> cycles = new List<ClockCycle>(1);
    private readonly List<(Instant At, CaseEntry? By)> pauses = new List<(Instant, CaseEntry?)>();
    private SlaPolicy? policy;
    private ClockRule? rule;

    /// <summary>Whether the policy has no such clock any more, and only a frozen cycle goes on by the rule that it had.</summary>
    private bool isLeft;
    private CaseFacts? facts;
    private string? group;
    private CaseEntry? pause;
    private Instant? waitingSince;
    private Instant? waitingPromise;

    private ClockRun(PolicyBook<SlaPolicy> book, string code)
    {
        this.book = book;
        this.code = code;
    }

    private ClockCycle? Last => this.cycles.Count == 0 ? null : this.cycles[this.cycles.Count - 1];

    /// <summary>The cycles in order; empty if the clock never started.</summary>
    internal static IReadOnlyList<ClockCycle> Of(string code, IReadOnlyList<CaseEntry> entries, PolicyBook<SlaPolicy> book)
    {
        var run = new ClockRun(book, code);
        run.Prepare(entries);
        for (int from = 0; from < entries.Count;)
        {
            int to = from + 1;
            while (to < entries.Count && entries[to].OccurredAt == entries[from].OccurredAt)
            {
                to++;
            }

            run.Step(entries, from, to);
            from = to;
        }

        return run.cycles;
    }

    /// <summary>What came over from another case occurred before this one was opened, and stands under what is known of this one.</summary>
    private void Prepare(IReadOnlyList<CaseEntry> entries)
    {
        for (int i = 0; i < entries.Count && (this.facts is null || this.policy is null); i++)
        {
            this.facts ??= entries[i].Facts;
            this.policy ??= entries[i].PolicyVersion is { } version ? this.book.Get(version) : null;
            this.group ??= entries[i].Group;
        }

        this.rule = this.policy?.Clock(this.code);
    }

    private void Step(IReadOnlyList<CaseEntry> entries, int from, int to)
    {
        Instant at = entries[from].OccurredAt;
        bool changes = false;
        bool moves = false;
        for (int i = from; i < to; i++)
        {
            moves |= entries[i].Group is { } next && !string.Equals(next, this.group, StringComparison.Ordinal);
            changes |= this.Learn(entries[i]);
        }

        ClockRoles roles = ClockRoles.None;
        Instant? promised = null;
        CaseEntry? pausing = null;
        CaseEntry? reopening = null;
        for (int i = from; i < to && this.rule is not null; i++)
        {
            ClockRoles own = this.rule.RolesOf(entries[i].Activity == CaseActivities.Assigned && !moves ? CaseActivities.OwnerChanged : entries[i].Activity);
            roles |= own;
            promised = (own & (ClockRoles.Start | ClockRoles.Renew)) != ClockRoles.None && entries[i].PromisedBy is { } p ? p : promised;
            pausing = own.HasFlag(ClockRoles.Pause) ? entries[i] : pausing;
            reopening = own.HasFlag(ClockRoles.Reopen) ? entries[i] : reopening;
        }

        if (changes)
        {
            this.Change(at);
        }

        if (roles == ClockRoles.None)
        {
            return;
        }

        bool begins = (roles & ClockRoles.Start) != ClockRoles.None && this.waitingSince is null && (this.Last is null || (!this.Last.IsActive && this.rule!.StartsEachTime));
        if (begins)
        {
            this.Begin(at, promised);
        }

        if (reopening is not null)
        {
            this.Reopen(at, reopening);
        }

        this.PauseOrResume(at, roles, pausing);
        this.End(at, roles, promised, begins);
    }

    private void PauseOrResume(Instant at, ClockRoles roles, CaseEntry? pausing)
    {
        CaseEntry? before = this.pause;
        if (pausing is not null)
        {
            this.pause ??= pausing;
            this.Last?.Pause(at, this.pause);
        }

        if ((roles & ClockRoles.Resume) != ClockRoles.None)
        {
            this.pause = null;
            this.Last?.Resume(at);
        }

        if (!ReferenceEquals(before, this.pause))
        {
            this.pauses.Add((at, this.pause));
        }
    }

    private void End(Instant at, ClockRoles roles, Instant? promised, bool began)
    {
        if ((roles & ClockRoles.Stop) != ClockRoles.None)
        {
            this.waitingSince = null;
            if (this.Last is { IsActive: true })
            {
                this.Last.End(at, ClockState.Stopped);
            }
        }

        if ((roles & ClockRoles.Renew) != ClockRoles.None && !began && (this.Last is { IsActive: true } || this.waitingSince is not null))
        {
            if (this.Last is { IsActive: true } last && last.StartedAt == at)
            {
                // It only just started, as a target was found: it isn't met by having lasted no time.
                this.cycles.RemoveAt(this.cycles.Count - 1);
            }
            else if (this.Last is { IsActive: true })
            {
                this.Last.End(at, ClockState.Stopped);
            }

            this.Begin(at, promised);
        }

        if ((roles & ClockRoles.Cancel) != ClockRoles.None)
        {
            this.waitingSince = null;
            if (this.Last is { IsActive: true })
            {
                this.Last.End(at, ClockState.Cancelled);
            }
        }
    }

    private bool Learn(CaseEntry entry)
    {
        if (entry.PolicyVersion is { } version && this.book.Get(version) is { } adopted)
        {
            this.policy = adopted;
            this.rule = adopted.Clock(this.code);
            this.isLeft = this.rule is null && this.Last is { IsActive: true, Rule.OnChange: ClockChange.Freeze };
            this.rule = this.isLeft ? this.Last!.Rule : this.rule;
        }

        this.facts = entry.Facts ?? this.facts;
        this.group = entry.Group ?? this.group;
        return entry.PolicyVersion is not null || entry.Facts is not null || entry.Group is not null;
    }

    private void Begin(Instant at, Instant? promised)
    {
        if (this.isLeft)
        {
            return;
        }

        if (this.Match() is { } target)
        {
            this.waitingSince = null;
            this.cycles.Add(new ClockCycle(this.rule!, this.cycles.Count + 1, target, at, promised, this.pause));
        }
        else
        {
            // Nothing is asked of the case yet; a change may ask it later.
            this.waitingSince = at;
            this.waitingPromise = promised;
        }
    }

    private void Reopen(Instant at, CaseEntry by)
    {
        if (this.Last is not { State: ClockState.Stopped } last)
        {
            return;
        }

        if (this.rule!.Reopening == ClockReopening.NewCycle)
        {
            this.Begin(at, last.Promised);
        }
        else if (this.rule.Reopening == ClockReopening.Continue)
        {
            last.Reopen(at, by, this.pause);
            this.Change(at);
        }
    }

    /// <summary>What is known, or the policy, changed: a running cycle takes its target, one that waited for a target starts.</summary>
    private void Change(Instant at)
    {
        ClockTarget? target = this.Match();
        if (this.Last is { IsActive: true } last)
        {
            if (target is { } known)
            {
                last.Change(at, this.rule!, known);
            }
            else if (last.Rule.OnChange != ClockChange.Freeze)
            {
                last.End(at, ClockState.Cancelled);
                this.waitingSince = last.StartedAt;
                this.waitingPromise = last.Promised;
            }
        }
        else if (this.waitingSince is { } since && target is not null)
        {
            this.Start(at, since);
        }
    }

    /// <summary>What waited for a target starts: now, or as if the target had held since then.</summary>
    private void Start(Instant at, Instant since)
    {
        if (this.rule!.OnChange is not (ClockChange.Retroactive or ClockChange.RetroactiveWithoutPauses))
        {
            this.Begin(at, this.waitingPromise);
            return;
        }

        // Past pauses count as such, or only from the change on the one that still holds.
        bool forgives = this.rule.OnChange == ClockChange.RetroactiveWithoutPauses;
        CaseEntry? paused = this.pause;
        this.pause = forgives ? null : this.pauses.FindLast(p => p.At <= since).By;
        this.Begin(since, this.waitingPromise);
        this.pause = paused;
        foreach ((Instant when, CaseEntry? by) in forgives ? [(at, paused)] : this.pauses.Where(p => p.At > since))
        {
            if (by is null)
            {
                this.Last!.Resume(when);
            }
            else
            {
                this.Last!.Pause(when, by);
            }
        }
    }

    private ClockTarget? Match()
    {
        if (this.rule is null || this.facts is null || this.isLeft)
        {
            return null;
        }

        var situation = new CaseSituation(this.facts, this.group);
        if (this.rule.Match(situation) is not { } target)
        {
            return null;
        }

        string calendar = this.policy!.CalendarFor(target, situation);
        return new ClockTarget(target, calendar, this.policy.Calendar(calendar)!);
    }
}
