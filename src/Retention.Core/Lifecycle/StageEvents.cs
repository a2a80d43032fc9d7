using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A signal rose.</summary>
public sealed class SignalRaised : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="signal">The code of the signal.</param>
    /// <param name="kind">What it detects.</param>
    /// <param name="found">What was found: days, purchases, an amount, an answer; null where there is no number.</param>
    /// <param name="before">What it is compared with: the window before, the median, the answer before; null for none.</param>
    /// <param name="bound">The bound that it crossed; null for none.</param>
    public SignalRaised(Instant at, string signal, SignalKind kind, decimal? found, decimal? before, decimal? bound)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(signal);
        this.Signal = signal;
        this.Kind = kind;
        this.Found = found;
        this.Before = before;
        this.Bound = bound;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.signal-raised";

    /// <summary>Gets the code of the signal.</summary>
    public string Signal { get; }

    /// <summary>Gets what it detects.</summary>
    public SignalKind Kind { get; }

    /// <summary>Gets what was found: days, purchases, an amount, an answer; null where there is no number.</summary>
    public decimal? Found { get; }

    /// <summary>Gets what it is compared with: the window before, the median, the answer before; null for none.</summary>
    public decimal? Before { get; }

    /// <summary>Gets the bound that it crossed; null for none.</summary>
    public decimal? Bound { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("signal", this.Signal).Add("kind", this.Kind).Add("found", this.Found)
            .Add("before", this.Before).Add("bound", this.Bound);
    }
}

/// <summary>A signal ended.</summary>
public sealed class SignalCleared : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="signal">The code of the signal.</param>
    /// <param name="found">What was found; null where there is no number, or nothing.</param>
    /// <param name="before">What it is compared with; null for none.</param>
    public SignalCleared(Instant at, string signal, decimal? found, decimal? before)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(signal);
        this.Signal = signal;
        this.Found = found;
        this.Before = before;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.signal-cleared";

    /// <summary>Gets the code of the signal.</summary>
    public string Signal { get; }

    /// <summary>Gets what was found; null where there is no number, or nothing.</summary>
    public decimal? Found { get; }

    /// <summary>Gets what it is compared with; null for none.</summary>
    public decimal? Before { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("signal", this.Signal).Add("found", this.Found).Add("before", this.Before);
    }
}

/// <summary>A transition led to another stage, or an overlay was lifted.</summary>
public sealed class StageChanged : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="layer">Where the stages lie.</param>
    /// <param name="from">The code of the stage before; null for none.</param>
    /// <param name="to">The code of the stage from now on; null for none.</param>
    /// <param name="transition">The code of the transition; null: the overlay was lifted because it was unfounded, or its stage is gone.</param>
    /// <param name="cause">Why.</param>
    /// <param name="outcome">What it means for the recovery of customers.</param>
    /// <param name="progress">How far along the way the stage lies; null: not on the way.</param>
    /// <param name="isAtRisk">whether customers in it are at risk.</param>
    /// <param name="reasons">The tests that decided; copied.</param>
    public StageChanged(Instant at, StageLayer layer, string? from, string? to, string? transition, StageCause cause, StageOutcome outcome, int? progress, bool isAtRisk, IReadOnlyList<StageReason> reasons)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        this.Layer = layer;
        this.From = from;
        this.To = to;
        this.Transition = transition;
        this.Cause = cause;
        this.Outcome = outcome;
        this.Progress = progress;
        this.IsAtRisk = isAtRisk;
        this.Reasons = FixedList.Of(reasons);
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.stage-changed";

    /// <summary>Gets where the stages lie.</summary>
    public StageLayer Layer { get; }

    /// <summary>Gets the code of the stage before; null for none.</summary>
    public string? From { get; }

    /// <summary>Gets the code of the stage from now on; null for none.</summary>
    public string? To { get; }

    /// <summary>Gets the code of the transition; null: the overlay was lifted because it was unfounded, or its stage is gone.</summary>
    public string? Transition { get; }

    /// <summary>Gets why.</summary>
    public StageCause Cause { get; }

    /// <summary>Gets what it means for the recovery of customers.</summary>
    public StageOutcome Outcome { get; }

    /// <summary>Gets how far along the way the stage lies; null: not on the way.</summary>
    public int? Progress { get; }

    /// <summary>Gets a value indicating whether customers in it are at risk.</summary>
    public bool IsAtRisk { get; }

    /// <summary>Gets the tests that decided.</summary>
    public IReadOnlyList<StageReason> Reasons { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("layer", this.Layer).Add("from", this.From).Add("to", this.To)
            .Add("transition", this.Transition).Add("cause", this.Cause).Add("outcome", this.Outcome).Add("progress", this.Progress)
            .Add("isAtRisk", this.IsAtRisk).AddAll("reasons", this.Reasons);
    }
}

/// <summary>Somebody set the stage by hand.</summary>
public sealed class StageMoved : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="stage">The code of the stage.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; free text that may be personal, so it is never printed.</param>
    /// <param name="until">When it ends, exclusive; null: when it is released.</param>
    /// <param name="isAtRisk">whether customers in it are at risk.</param>
    public StageMoved(Instant at, string stage, string actor, string reason, Instant? until, bool isAtRisk)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Stage = stage;
        this.Actor = actor;
        this.Reason = reason;
        this.Until = until;
        this.IsAtRisk = isAtRisk;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.stage-moved";

    /// <summary>Gets the code of the stage.</summary>
    public string Stage { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; free text that may be personal, so it is never printed. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is released.</summary>
    public Instant? Until { get; }

    /// <summary>Gets a value indicating whether customers in it are at risk.</summary>
    public bool IsAtRisk { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("stage", this.Stage).Add("actor", this.Actor).AddPersonal("reason", this.Reason)
            .Add("until", this.Until).Add("isAtRisk", this.IsAtRisk);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new StageMoved(this.At, this.Stage, this.Actor, string.Empty, this.Until, this.IsAtRisk);
}

/// <summary>A stage set by hand ended.</summary>
public sealed class ManualStageEnded : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="actor">The id of who ended it; null: its time was over.</param>
    /// <param name="reason">Why; null: its time was over.</param>
    public ManualStageEnded(Instant at, string? actor, string? reason)
        : base(at)
    {
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.manual-stage-ended";

    /// <summary>Gets the id of who ended it; null: its time was over.</summary>
    public string? Actor { get; }

    /// <summary>Gets why; null: its time was over. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ManualStageEnded(this.At, this.Actor, ErasedIdentity.Blank(this.Reason));
}
