using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>What holds of every case in itself; null if it does.</summary>
internal static class CaseClockLaws
{
    internal static string? Refusals(CaseSubject process, Trial<CaseCommand> one)
    {
        var all = new CaseRun(process);
        var accepted = new CaseRun(process);
        foreach (CaseCommand command in one.Commands)
        {
            string before = CaseText.Everything(all.State);
            if (all.Do(command).IsAccepted)
            {
                accepted.Do(command);
            }
            else if (CaseText.Same(before, CaseText.Everything(all.State), command + " was refused") is { } wrong)
            {
                return wrong;
            }
        }

        return CaseText.Same(CaseText.Everything(accepted.State), CaseText.Everything(all.State), "without what was refused");
    }

    internal static string? NoticesOnce(CaseSubject process, Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(process).DoAll(one.Commands);
        run.Settle(run.Last + Duration.FromDays(10_000));
        string[] ids = run.Events.Select(NoticeId).OfType<string>().ToArray();
        return ids.GroupBy(i => i, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice ? twice.Key + " was given twice"
            : CaseText.Same(string.Join(" ", ids), string.Join(" ", run.State.NoticesGiven), "the notices kept");
    }

    internal static string? Missed(CaseSubject process, Trial<CaseCommand> one)
    {
        var run = new CaseRun(process);
        foreach (CaseCommand command in one.Commands)
        {
            IReadOnlyList<CaseEvent> settled = process.Settle(run.State, command.At);
            foreach (CaseEvent e in settled)
            {
                if (e is DeadlineMissed missed && missed.At != missed.Due + Duration.Epsilon)
                {
                    return "settled until " + CaseText.Text(command.At) + ": " + e;
                }

                if (e is NoticeRaised raised && raised.At != raised.CrossedAt)
                {
                    return "settled until " + CaseText.Text(command.At) + ": " + e;
                }
            }

            foreach (CaseEvent e in run.Do(command).Events)
            {
                if ((e as NoticeRaised)?.CrossedAt > e.At || (e as DeadlineMissed)?.Due >= e.At)
                {
                    return e + " was told before it came";
                }
            }

            foreach (ClockView view in process.Clocks(run.State, run.Last).GroupBy(c => c.Reading.Clock, StringComparer.Ordinal).Select(g => g.Last()))
            {
                string id = view.Reading.Clock + "/" + view.Reading.Cycle.ToString(System.Globalization.CultureInfo.InvariantCulture) + "/missed";
                if (view.Reading.State == ClockState.Running && view.IsMissed && !run.State.NoticesGiven.Contains(id, StringComparer.Ordinal))
                {
                    return id + " is overdue after " + command;
                }
            }
        }

        return null;
    }

    internal static string? Met(CaseSubject process, Trial<CaseCommand> one) => OnViews(process, one, (_, view) =>
    {
        ClockReading r = view.Reading;
        bool? met = r.State == ClockState.Stopped ? r.Due is null || r.ChangedAt <= r.Due : null;
        bool missed = r.State == ClockState.Stopped ? met == false : r.State != ClockState.Cancelled && view.AsOf > r.Due;
        return met == r.IsMet && missed == view.IsMissed ? null : "met " + r.IsMet + " missed " + view.IsMissed;
    });

    internal static string? Elapsed(CaseSubject process, Trial<CaseCommand> one) => OnViews(process, one, (_, view) =>
    {
        Duration span = Instant.Max(view.AsOf, view.Reading.StartedAt) - view.Reading.StartedAt;
        return view.Elapsed < Duration.Zero || view.Elapsed > view.RealElapsed || view.RealElapsed > span ? "elapsed " + view.Elapsed + " of " + view.RealElapsed + " of " + span
            : view.Elapsed + view.Remaining != view.Reading.Limit ? view.Remaining + " remains"
            : view.AsOf >= view.Reading.ChangedAt && view.Reading.Elapsed > view.Elapsed ? "more had elapsed when it last changed"
            : null;
    });

    internal static string? Timeline(CaseSubject process, Trial<CaseCommand> one) => OnViews(process, one, (state, view) =>
    {
        ClockReading r = view.Reading;
        IReadOnlyList<ClockSegment> segments = process.Timeline(state, r.Clock, r.Cycle, view.AsOf);
        Instant end = r.State is ClockState.Stopped or ClockState.Cancelled && r.ChangedAt < view.AsOf ? r.ChangedAt : view.AsOf;
        Instant at = r.StartedAt;
        Duration counted = Duration.Zero;
        Duration real = Duration.Zero;
        foreach (ClockSegment segment in segments)
        {
            if (segment.Start != at || segment.End <= segment.Start || segment.IsCounted != (segment.Kind == ClockSegmentKind.Working))
            {
                return "segment " + segment + " after " + CaseText.Text(at);
            }

            counted += segment.IsCounted ? segment.Duration : Duration.Zero;
            real += segment.Kind is ClockSegmentKind.Working or ClockSegmentKind.OutsideHours or ClockSegmentKind.Holiday ? segment.Duration : Duration.Zero;
            at = segment.End;
        }

        return at != end ? "ends at " + CaseText.Text(at) + " instead of " + CaseText.Text(end)
            : counted != view.Elapsed || real != view.RealElapsed ? "counts " + counted + " and " + real
            : null;
    });

    internal static string? Kept(CaseSubject process, Trial<CaseCommand> one)
    {
        var run = new CaseRun(process);
        foreach (CaseCommand command in one.Commands)
        {
            run.Do(command);
            IEnumerable<ClockReading> latest = run.State.Entries.Count == 0 ? [] : process.Clocks(run.State, run.Last).GroupBy(c => c.Reading.Clock, StringComparer.Ordinal).Select(g => g.Last().Reading);
            if (CaseText.Same(string.Join("\n", latest), string.Join("\n", run.State.Clocks), "kept after " + command) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    internal static string? Views(CaseSubject process, Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(process).DoAll(one.Commands);
        var dice = new Dice(one.Seed);
        Instant at = run.Last;
        CaseRun often = run.Fork();
        for (int i = 0; i < 5; i++)
        {
            at += dice.Of(Duration.FromMinutes(dice.Next(5_000)), Duration.Epsilon);
            often.Settle(at);
            string? wrong = CaseText.Same(CaseText.Clocks(process, run.State, at), CaseText.Clocks(process, often.State, at), "at " + CaseText.Text(at))
                ?? CaseText.Same(CaseText.Everything(process.View(run.State, at)), CaseText.Everything(often.State), "settled at " + CaseText.Text(at));
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    internal static string? Past(CaseSubject process, Trial<CaseCommand> one)
    {
        var run = new CaseRun(process);
        var dice = new Dice(one.Seed);
        foreach (CaseCommand command in one.Commands)
        {
            CaseState before = run.State;
            run.Do(command);
            if (before.Entries.Count == 0)
            {
                continue;
            }

            // Only what had occurred by then moves a clock, so earlier views change only if something earlier became known.
            Instant at = before.LastEventAt!.Value - Duration.FromMinutes(dice.Of(0, 0, 30, 600));
            bool isLater = !run.State.Entries.Take(before.Entries.Count + 1).Where(e => e.OccurredAt <= at).Skip(before.Entries.Count(e => e.OccurredAt <= at)).Any();
            if (isLater && CaseText.Same(CaseText.Clocks(process, before, at), CaseText.Clocks(process, run.State, at), "seen at " + CaseText.Text(at) + " before and after " + command) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    internal static string? Oracle(CaseSubject process, CaseOracle oracle, Trial<CaseCommand> one)
    {
        CaseRun run = new CaseRun(process).DoAll(one.Commands);
        foreach (Instant at in run.Instants(new Dice(one.Seed)))
        {
            string[] expected = oracle.Clocks(run.State, at);
            string[] actual = process.Clocks(run.State, at).Select(CaseText.Clock).ToArray();
            if (CaseText.Same(string.Join("\n", expected), string.Join("\n", actual), "at " + CaseText.Text(at)) is { } wrong)
            {
                return wrong + "\nfrom\n" + string.Join("\n", run.State.Entries);
            }
        }

        return null;
    }

    internal static string? NoticeId(CaseEvent e) => e switch
    {
        NoticeRaised raised => raised.NoticeId,
        DeadlineMissed missed => missed.NoticeId,
        _ => null,
    };

    private static string? OnViews(CaseSubject process, Trial<CaseCommand> one, Func<CaseState, ClockView, string?> violation)
    {
        CaseRun run = new CaseRun(process).DoAll(one.Commands);
        foreach (Instant at in run.Instants(new Dice(one.Seed)))
        {
            foreach (ClockView view in process.Clocks(run.State, at))
            {
                if (violation(run.State, view) is { } wrong)
                {
                    return "at " + CaseText.Text(at) + ": " + wrong + "\n" + CaseText.Clock(view) + "\n" + view.Reading + "\n" + string.Join("\n", process.Timeline(run.State, view.Reading.Clock, view.Reading.Cycle, at));
                }
            }
        }

        return null;
    }
}
