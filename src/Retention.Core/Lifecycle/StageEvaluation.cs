using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Looks at a customer at an instant: which signals rise or end, and where the transitions lead. The one place where anybody moves.</summary>
internal sealed class StageEvaluation
{
    private readonly LifecyclePolicy policy;
    private readonly StageCause cause;
    private readonly StageReader reader;
    private List<LifecycleEvent>? events;
    private LifecycleState state;

    /// <summary>Looks at a state with a reader of its facts, at the instant to which the reader is turned.</summary>
    internal StageEvaluation(LifecycleState state, StageReader reader, StageCause cause)
    {
        this.policy = reader.Policy;
        this.state = state;
        this.cause = cause;
        this.reader = reader;
    }

    /// <summary>Gets the state after what happened.</summary>
    internal LifecycleState State => this.state;

    /// <summary>What happens; null if nothing does, and then it can be asked again at another instant.</summary>
    internal List<LifecycleEvent>? Run()
    {
        this.LookForSignals();
        this.LeaveGone();
        this.LiftUnfounded();
        this.Move(StageLayer.Base);
        this.Move(StageLayer.Overlay);
        return this.events;
    }

    private static decimal? Number(long? tenThousandths) => tenThousandths is { } number ? FixedPoint.ToDecimal(number) : null;

    private void Add(LifecycleEvent e)
    {
        this.events ??= new List<LifecycleEvent>();
        this.events.Add(e);
        this.state = this.state.After(e);
    }

    private void LookForSignals()
    {
        SignalRule[] signals = this.policy.SignalList;
        for (int i = 0; i < signals.Length; i++)
        {
            SignalReading reading = signals[i].Read(this.reader);
            bool isOn = this.state.IsOn(signals[i].Code);
            if (!isOn && reading.Level == SignalLevel.Rise)
            {
                this.Add(new SignalRaised(this.reader.At, signals[i].Code, signals[i].Kind, Number(reading.Found), Number(reading.Before), Number(reading.Bound)));
            }
            else if (isOn && reading.Level == SignalLevel.Clear)
            {
                this.Add(new SignalCleared(this.reader.At, signals[i].Code, Number(reading.Found), Number(reading.Before)));
            }

            this.reader.SetSignal(i, isOn ? reading.Level != SignalLevel.Clear : reading.Level == SignalLevel.Rise);
        }

        // What another policy looked for nobody sees any more.
        foreach (ActiveSignal active in this.state.SignalList)
        {
            if (this.policy.Signal(active.Signal) is null)
            {
                this.Add(new SignalCleared(this.reader.At, active.Signal, null, null));
            }
        }
    }

    /// <summary>A stage that another policy doesn't have, or has elsewhere, is left.</summary>
    private void LeaveGone()
    {
        for (StageLayer layer = StageLayer.Base; this.cause == StageCause.Policy && layer <= StageLayer.Overlay; layer++)
        {
            if (this.state.StageIn(layer) is { } code && this.policy.Stage(code)?.Layer != layer)
            {
                this.Add(new StageChanged(this.reader.At, layer, code, null, null, this.cause, StageOutcome.None, null, false, FixedList<StageReason>.Empty));
            }
        }
    }

    /// <summary>An overlay that would not have begun, had been known what is known now, is lifted: that is no recovery.</summary>
    private void LiftUnfounded()
    {
        if (this.cause is not (StageCause.Correction or StageCause.Import or StageCause.Merge) || this.state.OverlayBegan is not { Transition: { } code } began)
        {
            return;
        }

        foreach (TransitionRule way in this.policy.Ways(StageLayer.Overlay))
        {
            if (string.Equals(way.Code, code, StringComparison.Ordinal) && way.When is { } when && this.WasUnfounded(when, began))
            {
                this.Add(new StageChanged(this.reader.At, StageLayer.Overlay, this.state.Overlay, null, null, this.cause, StageOutcome.None, null, false, FixedList<StageReason>.Empty));
                return;
            }
        }
    }

    private bool WasUnfounded(Condition when, StageChanged began)
    {
        var then = new StageReader(this.policy, this.state.KnownFacts.Until(began.At), began.At);
        for (int i = 0; i < this.policy.SignalList.Length; i++)
        {
            // Between its bounds it may have risen before; only what was surely off lifts an overlay.
            then.SetSignal(i, this.policy.SignalList[i].Read(then).Level != SignalLevel.Clear);
        }

        return when.Evaluate(then) == ConditionOutcome.NotMet;
    }

    /// <summary>
    /// Takes transitions until none leads on. That they end is checked when the policy is compiled; all the same a stage is entered again at
    /// one instant only after one that closes behind the customer.
    /// </summary>
    private void Move(StageLayer layer)
    {
        List<StageRule?>? entered = null;
        while (this.Next(layer) is { } way)
        {
            entered ??= new List<StageRule?>();
            StageRule? target = way.Target;
            if (target is { IsOnce: true } or { CoolDown: not null })
            {
                entered.Clear();
            }
            else if (entered.Contains(target))
            {
                return;
            }

            entered.Add(target);
            StageOutcome outcome = this.cause is StageCause.Fact or StageCause.Time ? way.Outcome : StageOutcome.None;
            this.Add(new StageChanged(this.reader.At, layer, this.state.StageIn(layer), target?.Code, way.Code, this.cause, outcome, target?.Progress, target?.IsAtRisk ?? false, this.Reasons(way)));
        }
    }

    /// <summary>The transition that leads on from where the customer stands; null if the customer stays.</summary>
    private TransitionRule? Next(StageLayer layer)
    {
        string? code = this.state.StageIn(layer);
        Instant? since = this.state.SinceIn(layer);
        StageRule? current = this.policy.Stage(code);
        this.reader.Enter(since);
        if (current is { IsTerminal: true } || (current?.MinimumDwell is { } dwell && dwell.After(since!.Value, this.policy.Zone) > this.reader.At))
        {
            return null;
        }

        foreach (TransitionRule way in this.policy.Ways(layer))
        {
            if (!way.IsFrom(current))
            {
                continue;
            }

            bool stays = ReferenceEquals(way.Target, current) && (current is not null || code is null);
            if ((stays || this.IsOpen(way.Target)) && (way.When is null || way.When.Evaluate(this.reader) == ConditionOutcome.Met))
            {
                return stays ? null : way;
            }
        }

        return null;
    }

    /// <summary>Whether a stage can be entered now: its cool-down is over, and it isn't one to be entered once that was.</summary>
    private bool IsOpen(StageRule? stage)
    {
        if (stage is null || this.state.LeftAt(stage.Code) is not { } left)
        {
            return true;
        }

        return !stage.IsOnce && !(stage.CoolDown is { } cool && cool.After(left, this.policy.Zone) > this.reader.At);
    }

    private FixedList<StageReason> Reasons(TransitionRule way)
    {
        if (way.When is null)
        {
            return FixedList<StageReason>.Empty;
        }

        var reasons = new List<ConditionReason>();
        way.When.Explain(this.reader, reasons);
        return FixedList.Own(reasons.ConvertAll(r => new StageReason(r.Name, r.Requirement, r.Found)).ToArray());
    }
}
