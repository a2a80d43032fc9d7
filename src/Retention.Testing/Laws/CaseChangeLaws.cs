using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>What holds of two cases that differ in one thing; null if it does.</summary>
internal sealed class CaseChangeLaws
{
    private readonly CaseSetting setting;
    private readonly Func<PolicyBook<SlaPolicy>, CaseSubject> subjectOf;
    private readonly SlaOptions[] versions;
    private readonly List<CaseSubject> longer = new List<CaseSubject>();
    private readonly List<CaseOracleClock[]> clocks = new List<CaseOracleClock[]>();

    internal CaseChangeLaws(CaseSetting setting, SlaOptions[] versions, Func<PolicyBook<SlaPolicy>, CaseSubject> subjectOf)
    {
        this.setting = setting;
        this.subjectOf = subjectOf;
        this.Process = subjectOf(setting.Book);
        this.versions = versions;
        if (versions.All(v => v.Preset is null))
        {
            this.Lengthen();
            this.clocks.AddRange(setting.Clocks.Select(code => versions.Zip(setting.Book.Entries, (o, e) => o.Clocks.ContainsKey(code) ? new CaseOracleClock(o, e.Policy, code) : null).OfType<CaseOracleClock>().ToArray()));
        }
    }

    private CaseSubject Process { get; }

    /// <summary>The same entries, shuffled; what is known of one instant by several entries keeps its order, as the last word holds.</summary>
    internal string? RecordingOrder(Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(this.Process).DoAll(one.Commands);
        if (run.Events.OfType<CaseOpened>().FirstOrDefault() is not { } opened)
        {
            return null;
        }

        var dice = new Dice(one.Seed);
        CaseEvent[] moving = run.Events.Where(e => e.Entry is not null && !ReferenceEquals(e, opened)).ToArray();
        CaseEvent[] shuffled = moving.OrderBy(_ => dice.Next(1_000_000)).ToArray();

        // What came from another case speaks at several instants.
        bool isMixed = moving.OfType<CaseAbsorbed>().Any(Speaks);
        Instant Key(CaseEvent e) => isMixed ? Instant.MinValue : e.Entry!.OccurredAt;
        var kept = moving.Where(Speaks).GroupBy(Key).ToDictionary(g => g.Key, g => new Queue<CaseEvent>(g));
        CaseEvent[] order = shuffled.Select(e => Speaks(e) ? kept[Key(e)].Dequeue() : e).ToArray();
        CaseState other = this.Process.Fold(this.Process.Initial, order.Prepend(opened));
        foreach (Instant at in run.Instants(dice))
        {
            if (CaseText.Same(CaseText.Clocks(this.Process, run.State, at), CaseText.Clocks(this.Process, other, at), "recorded as\n" + string.Join("\n", order.Select(e => e.Entry)) + "\nat " + CaseText.Text(at)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>Messages, pauses and changes, recorded as they occur or all at the end in any order.</summary>
    internal string? LateEntries(Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(this.Process).DoAll(one.Commands);
        OpenCase? open = one.Commands.OfType<OpenCase>().FirstOrDefault();
        if (open is null || !new CaseRun(this.Process).Do(open).IsAccepted)
        {
            return null;
        }

        Instant opened = open.At;
        CaseEntry[] entries = run.State.Entries.Where(e => (e.ActivityId is not null || e.Activity == CaseActivities.Changed) && e.OccurredAt >= opened).ToArray();
        Instant end = Instant.Max(opened, run.Last);
        var dice = new Dice(one.Seed);
        var inTime = new CaseRun(this.Process);
        var late = new CaseRun(this.Process);
        inTime.Do(open);
        late.Do(open);

        // Two cases may have used one id before one was merged into the other.
        CaseCommand[] again = entries.Select((e, i) => Again(e, "R" + i.ToString(CultureInfo.InvariantCulture), e.OccurredAt)).ToArray();
        if (again.FirstOrDefault(c => !inTime.Do(c).IsAccepted && c is RecordCaseActivity) is { } refused)
        {
            return refused + " was refused";
        }

        // Of one instant the last word holds, so changes keep their order.
        foreach (int i in entries.Select((e, i) => (Index: i, Rank: Speaks(e) ? i * 10 : dice.Next(entries.Length * 10))).OrderBy(e => e.Rank).Select(e => e.Index))
        {
            late.Do(Again(entries[i], "R" + i.ToString(CultureInfo.InvariantCulture), end));
        }

        inTime.Settle(end);
        late.Settle(end);
        Instant at = end + Duration.FromHours(dice.Next(100));
        return CaseText.Same(CaseText.Clocks(this.Process, inTime.State, at), CaseText.Clocks(this.Process, late.State, at), "late, at " + CaseText.Text(at))
            ?? CaseText.Same(string.Join("\n", inTime.State.Clocks), string.Join("\n", late.State.Clocks), "kept");
    }

    internal string? Pausing(Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(this.Process).DoAll(one.Commands);
        if (run.State.OpenedAt is not { } opened || run.State.Stage is CaseStage.Cancelled or CaseStage.Merged)
        {
            return null;
        }

        var dice = new Dice(one.Seed);
        Instant end = run.Last + Duration.FromHours(dice.Next(60));
        Instant from = opened + ((end - opened) * (dice.Next(1_000) / 1_000.0));
        Instant to = from + ((end - from) * (dice.Next(1_000) / 1_000.0));
        bool isFree = this.clocks.All(versions => IsFree(versions, run.State.Entries, from, to));
        if (!isFree || from == to)
        {
            return null;
        }

        CaseRun paused = run.Fork();
        if (!paused.Do(new RecordCaseActivity(end, from, "EXTRA1", CaseActivities.Paused, null, "a1", null)).IsAccepted || !paused.Do(new RecordCaseActivity(end, to, "EXTRA2", CaseActivities.Resumed, null, "a1", null)).IsAccepted)
        {
            return "the pause was refused";
        }

        return NotEarlier(run.State, this.Process, paused.State, this.Process, end, "paused from " + CaseText.Text(from) + " to " + CaseText.Text(to));
    }

    internal string? TwoCases(Trial<CaseCommand> one, CaseSubject fresh)
    {
        CaseCommand[] others = CaseCommandGenerators.Make(this.setting, one.Seed);
        var alone = new CaseRun(fresh);
        var here = new CaseRun(this.Process);
        var there = new CaseRun(this.Process);
        for (int i = 0; i < Math.Max(one.Commands.Length, others.Length); i++)
        {
            if (i < others.Length)
            {
                there.Do(others[i]);
            }

            if (i < one.Commands.Length)
            {
                here.Do(one.Commands[i]);
            }
        }

        alone.DoAll(one.Commands);
        return CaseText.Same(CaseText.Everything(alone.State), CaseText.Everything(here.State), "beside another");
    }

    internal string? LongerLimit(Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(this.Process).DoAll(one.Commands);
        foreach (CaseSubject more in this.longer)
        {
            var other = new CaseRun(more);
            foreach (CaseCommand command in one.Commands)
            {
                other.Do(command is AdoptSlaPolicy a ? new AdoptSlaPolicy(a.At, this.Translate(a.PolicyVersion, more), a.Actor) : command);
            }

            // Entries of other cases carry no versions, and what is refused doesn't turn on limits, but for what is late.
            if (NotEarlier(run.State, this.Process, other.State, more, Instant.Max(run.Last, other.Last), "with longer limits") is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static bool Speaks(CaseEvent e) => Speaks(e.Entry!) || (e as CaseAbsorbed)?.Taken.Any(Speaks) == true;

    private static bool Speaks(CaseEntry e) => e.Facts is not null || e.Group is not null || e.PolicyVersion is not null || e.PromisedBy is not null;

    private static CaseCommand Again(CaseEntry entry, string id, Instant at) => entry.Facts is { } facts
        ? new ChangeCase(at, entry.OccurredAt, facts, entry.Actor)
        : new RecordCaseActivity(at, entry.OccurredAt, id, entry.Activity, entry.PromisedBy, entry.Actor, entry.Reason);

    /// <summary>Each cycle's deadline in one state isn't earlier than in the other, where both have it.</summary>
    private static string? NotEarlier(CaseState before, CaseSubject process, CaseState after, CaseSubject other, Instant asOf, string what)
    {
        ClockView[] later = other.Clocks(after, asOf).ToArray();
        foreach (ClockView view in process.Clocks(before, asOf))
        {
            ClockView? match = later.FirstOrDefault(c => c.Reading.Clock == view.Reading.Clock && c.Reading.Cycle == view.Reading.Cycle);
            if (match is not { Reading: var after2 } || after2.Due < view.Reading.Due || match.Reading.StartedAt != view.Reading.StartedAt || (view.Reading.Due is null && view.Reading.State == ClockState.Running && match.Reading.Due is not null))
            {
                return what + ":\n" + CaseText.Clock(view) + "\nbecomes\n" + (match is null ? "nothing" : CaseText.Clock(match)) + "\nfrom\n" + string.Join("\n", after.Entries);
            }
        }

        return null;
    }

    /// <summary>Whether a clock isn't paused at an instant, and neither paused nor resumed until another.</summary>
    private static bool IsFree(CaseOracleClock[] versions, IReadOnlyList<CaseEntry> entries, Instant from, Instant to)
    {
        if (!versions.Any(v => v.Does("pause", CaseActivities.Paused) || v.Does("resume", CaseActivities.Resumed)))
        {
            return true;
        }

        bool isPaused = false;
        foreach (CaseEntry entry in entries.Where(e => e.OccurredAt <= to))
        {
            bool pauses = versions.Any(v => v.Does("pause", entry.Activity));
            bool resumes = versions.Any(v => v.Does("resume", entry.Activity));
            if (entry.OccurredAt >= from && (pauses || resumes))
            {
                return false;
            }

            isPaused = pauses || (isPaused && !versions.All(v => v.Does("resume", entry.Activity)));
        }

        return !isPaused;
    }

    private PolicyVersion Translate(PolicyVersion version, CaseSubject more)
    {
        for (int i = 0; i < this.setting.Book.Entries.Count; i++)
        {
            if (this.setting.Book.Entries[i].Policy.Version.Equals(version))
            {
                return more.Book.Entries[i].Policy.Version;
            }
        }

        return version;
    }

    /// <summary>The versions with every amount of time made longer; the options are as they were afterwards.</summary>
    private void Lengthen()
    {
        TargetOptions[] targets = this.versions.SelectMany(v => v.Clocks.Values).SelectMany(c => c.Targets.Values).Where(t => t.Within is not null).ToArray();
        string[] before = targets.Select(t => t.Within!).ToArray();
        foreach (int more in new[] { 1, 7 })
        {
            foreach (TargetOptions target in targets)
            {
                string within = target.Within!;
                int digits = within.TakeWhile(char.IsDigit).Count();
                target.Within = (int.Parse(within.Substring(0, digits), CultureInfo.InvariantCulture) + more).ToString(CultureInfo.InvariantCulture) + within.Substring(digits);
            }

            this.longer.Add(this.subjectOf(SlaLaws.Book(this.versions, null)));
        }

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i].Within = before[i];
        }
    }
}
