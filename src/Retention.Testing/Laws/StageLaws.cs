using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>What holds of stages, signals and the history of one customer; null if it does.</summary>
internal sealed class StageLaws
{
    private readonly LifecycleSetting setting;

    private readonly IReadOnlyDictionary<PolicyVersion, LifecycleOptions> known;

    internal StageLaws(LifecycleSetting setting, IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> process, IReadOnlyDictionary<PolicyVersion, LifecycleOptions> known)
    {
        this.setting = setting;
        this.Process = process;
        this.known = known;
    }

    private IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> Process { get; }

    /// <summary>Settled at random instants, or once at the end.</summary>
    internal string? Views(Trial<LifecycleCommand> one)
    {
        var dice = new Dice(one.Seed);
        var often = new LifecycleRun(this.Process);
        var once = new LifecycleRun(this.Process);

        // A refused command is no look that is stored, and the next may lie before it.
        foreach (LifecycleCommand command in one.Commands.Where(c => once.Do(c).IsAccepted))
        {
            while (dice.Percent(60) && often.State.LastEventAt is not null && often.Later(dice, this.setting.Zone) is var at && at <= command.At)
            {
                often.Settle(at);
            }

            often.Do(command);
        }

        Instant end = Instant.Max(often.Last, once.Last) + Duration.FromDays(dice.Next(500));
        for (int i = 0; i < 4; i++)
        {
            often.Settle(Instant.Min(end, often.Later(dice, this.setting.Zone)));
        }

        often.Settle(end);
        once.Settle(end);
        return LifecycleText.Same(LifecycleText.Everything(once.State), LifecycleText.Everything(often.State), "looked at often, until " + LifecycleText.Text(end));
    }

    internal string? Rest(Trial<LifecycleCommand> one)
    {
        var run = new LifecycleRun(this.Process);
        foreach (LifecycleCommand command in one.Commands)
        {
            if (!run.Do(command).IsAccepted || run.State.MergedInto is not null)
            {
                continue;
            }

            Decision<LifecycleEvent> again = run.Fork().Do(new ReviewStage(run.Last));
            if (!again.IsAccepted || again.Events.Count > 0)
            {
                return "after " + command + " another look gives " + again.Refusal + string.Join(" ", again.Events);
            }

            Instant at = Instant.Max(run.Last, command.At);
            if (run.Fork().Do(new ReviewStage(at)).Events.Count > 0)
            {
                return "after " + command + " another look at " + LifecycleText.Text(at) + " changes something";
            }
        }

        return null;
    }

    internal string? NextDue(Trial<LifecycleCommand> one)
    {
        LifecycleRun run = new LifecycleRun(this.Process).DoAll(one.Commands);
        if (run.State.LastEventAt is null)
        {
            return null;
        }

        for (int i = 0; i < 100; i++)
        {
            Instant? due = this.Process.NextDue(run.State);
            if (due is null)
            {
                Instant far = run.Last + Duration.FromDays(73_000);
                return this.Process.Settle(run.State, far).Count == 0 && run.Fork().Do(new ReviewStage(far)) is var review && (review.Events.Count == 0 || run.State.MergedInto is not null)
                    ? null
                    : "nothing is due, but in 200 years something happens";
            }

            if (this.Process.Settle(run.State, due.Value - Duration.Epsilon).Count > 0)
            {
                return "something happens before " + LifecycleText.Text(due);
            }

            Instant last = run.Last;
            Instant between = last + ((due.Value - last) * (new Dice(one.Seed + i).Next(1_000) / 1_000.0));
            if (between > last && between < due && run.Fork().Do(new ReviewStage(between)).Events.Count > 0)
            {
                return "a look at " + LifecycleText.Text(between) + " changes something, but " + LifecycleText.Text(due) + " is due";
            }

            IReadOnlyList<LifecycleEvent> settled = this.Process.Settle(run.State, due.Value);
            if (settled.Count == 0 || settled[0].At != due)
            {
                return "due at " + LifecycleText.Text(due) + ", but happens " + string.Join(" ", settled);
            }

            run.Settle(due.Value);
        }

        return null;
    }

    internal string? Bounds(Trial<LifecycleCommand> one)
    {
        var run = new LifecycleRun(this.Process).DoAll(one.Commands);
        run.Settle(run.Last + Duration.FromDays(400));
        LifecycleState state = this.Process.Initial;
        var left = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (LifecycleEvent e in run.Events)
        {
            if (e is StageChanged { Transition: not null } move && this.Wrong(move, state, left) is { } wrong)
            {
                return wrong + ": " + e;
            }

            if (e is StageChanged { From: { } before })
            {
                left[before] = e.At;
            }

            state = this.Process.Evolve(state, e);
        }

        return null;
    }

    /// <summary>At one instant, without anything else happening in between.</summary>
    internal string? Chains(Trial<LifecycleCommand> one)
    {
        var run = new LifecycleRun(this.Process).DoAll(one.Commands);
        run.Settle(run.Last + Duration.FromDays(400));
        LifecycleState state = this.Process.Initial;
        var entered = new HashSet<string>(StringComparer.Ordinal);
        StageChanged? last = null;
        foreach (LifecycleEvent e in run.Events)
        {
            if (last is null || e is not StageChanged move || move.At != last.At || move.Layer != last.Layer)
            {
                entered.Clear();
            }

            last = e as StageChanged;
            if (last?.To is { } to && this.Closes(state, to))
            {
                entered.Clear();
            }
            else if (last is { Transition: not null } && !entered.Add(last.To ?? "none"))
            {
                return "entered again: " + e;
            }

            state = this.Process.Evolve(state, e);
        }

        return null;
    }

    internal string? Outcomes(Trial<LifecycleCommand> one)
    {
        var run = new LifecycleRun(this.Process);
        foreach (LifecycleCommand command in one.Commands)
        {
            int before = run.Events.Count;
            run.Do(command);
            bool isBusiness = command is not (ImportHistory or CorrectPurchase or VoidActivity or AbsorbLifecycle or MergeLifecycle or AdoptLifecyclePolicy);
            foreach (StageChanged e in run.Events.Skip(before).OfType<StageChanged>())
            {
                if (e.Outcome != StageOutcome.None && (e.Cause is not (StageCause.Fact or StageCause.Time) || (e.At == command.At && !isBusiness && e.Cause != StageCause.Time)))
                {
                    return e + " after " + command;
                }
            }
        }

        return run.State.History.Any(s => s.Outcome != StageOutcome.None && s.Cause is not (StageCause.Fact or StageCause.Time)) ? "the history has an outcome that isn't one" : null;
    }

    internal string? Spells(Trial<LifecycleCommand> one)
    {
        LifecycleRun run = new LifecycleRun(this.Process).DoAll(one.Commands);
        run.Settle(run.Last + Duration.FromDays(one.Seed % 300));
        IReadOnlyList<StageSpell> history = run.State.History;
        for (int i = 0; i < history.Count; i++)
        {
            if (i > 0 && (history[i].Since < history[i - 1].Since || (history[i].Stage == history[i - 1].Stage && history[i].Outcome == StageOutcome.None)))
            {
                return history[i] + " follows " + history[i - 1];
            }
        }

        int first = history.Count - 1;
        while (first > 0 && history[first - 1].Stage == run.State.Stage)
        {
            first--;
        }

        return (history.Count == 0 ? null : history[history.Count - 1].Stage) != run.State.Stage ? "the last spell is not of " + run.State.Stage
            : run.State.Since != (run.State.Stage is null ? null : history[first].Since) ? "in the stage since " + LifecycleText.Text(run.State.Since) + ", not without a break"
            : null;
    }

    internal string? Furthest(Trial<LifecycleCommand> one)
    {
        LifecycleRun run = new LifecycleRun(this.Process).DoAll(one.Commands);
        (string Stage, int Progress, Instant Since)? best = null;
        foreach (LifecycleEvent e in run.Events)
        {
            (string? stage, int? progress) = e switch
            {
                StageChanged c => (c.To, c.Progress),
                HistoryImported c => (c.FurthestStage, c.FurthestProgress),
                LifecycleAbsorbed c => (c.FurthestStage, c.FurthestProgress),
                _ => (null, null),
            };
            if (stage is not null && progress is { } far && !(best?.Progress >= far))
            {
                best = (stage, far, e.At);
            }
        }

        FurthestStage? found = run.State.Furthest;
        return (found is null) == (best is null) && (found is null || (found.Stage, found.Progress, found.Since) == best) ? null : "the furthest is " + found?.Stage + " instead of " + best?.Stage;
    }

    private string? Wrong(StageChanged e, LifecycleState state, Dictionary<string, Instant> left)
    {
        LifecyclePolicy policy = this.setting.Book.Get(state.PolicyVersion!)!;
        TransitionRule way = policy.Transitions.Single(t => t.Code == e.Transition);
        Instant? since = e.Layer == StageLayer.Base ? state.BaseSince : state.OverlaySince;
        return (e.Layer == StageLayer.Base ? state.BaseStage : state.Overlay) != e.From || e.From == e.To || way.To != e.To || way.Layer != e.Layer ? "not from where the customer stands"
            : policy.Stage(e.From)?.IsTerminal == true ? "from a terminal stage"
            : e.To is not null && policy.Stage(e.To)!.IsOnce && left.ContainsKey(e.To) ? "a second time"
            : this.Options(state, e.From)?.MinimumDwell is { } dwell && LifecycleOracle.After(since!.Value, dwell, policy.Zone) > e.At ? "before its minimum dwell"
            : this.Options(state, e.To)?.CoolDown is { } cool && left.TryGetValue(e.To!, out Instant was) && LifecycleOracle.After(was, cool, policy.Zone) > e.At ? "within its cool-down"
            : null;
    }

    private bool Closes(LifecycleState state, string stage) => this.Options(state, stage) is not { Once: not true, CoolDown: null };

    /// <summary>What the options say of a stage; null if they aren't known as they name a preset.</summary>
    private StageOptions? Options(LifecycleState state, string? stage) =>
        stage is not null && state.PolicyVersion is { } version && this.known.TryGetValue(version, out LifecycleOptions? options) && options.Stages.TryGetValue(stage, out StageOptions? found) ? found : null;
}
