using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A stage, from when a customer entered it until the next.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StageSpell
{
    internal StageSpell(string? stage, Instant since, StageCause cause, StageOutcome outcome, bool isAtRisk)
    {
        this.Stage = stage;
        this.Since = since;
        this.Cause = cause;
        this.Outcome = outcome;
        this.IsAtRisk = isAtRisk;
    }

    /// <summary>Gets the code of the stage; null for none.</summary>
    public string? Stage { get; }

    /// <summary>Gets when the customer entered it, inclusive.</summary>
    public Instant Since { get; }

    /// <summary>Gets why.</summary>
    public StageCause Cause { get; }

    /// <summary>Gets what entering it means: a win-back or a loss.</summary>
    public StageOutcome Outcome { get; }

    /// <summary>Gets a value indicating whether it is a stage of customers at risk.</summary>
    public bool IsAtRisk { get; }

    /// <summary>Gives the stage and since when.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (this.Stage ?? "none") + " since " + this.Since;
}

/// <summary>A stage set by hand.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ManualStage
{
    internal ManualStage(StageMoved e)
    {
        this.Stage = e.Stage;
        this.Actor = e.Actor;
        this.Reason = e.Reason;
        this.Since = e.At;
        this.Until = e.Until;
        this.IsAtRisk = e.IsAtRisk;
    }

    /// <summary>Gets the code of the stage.</summary>
    public string Stage { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets since when it holds.</summary>
    public Instant Since { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is released.</summary>
    public Instant? Until { get; }

    /// <summary>Gets a value indicating whether it is a stage of customers at risk.</summary>
    public bool IsAtRisk { get; }
}

/// <summary>The furthest stage that a customer has reached, which the current one need not be.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FurthestStage
{
    internal FurthestStage(string stage, int progress, Instant since)
    {
        this.Stage = stage;
        this.Progress = progress;
        this.Since = since;
    }

    /// <summary>Gets the code of the stage.</summary>
    public string Stage { get; }

    /// <summary>Gets how far along the way it lies.</summary>
    public int Progress { get; }

    /// <summary>Gets when it was first reached, or imported.</summary>
    public Instant Since { get; }
}

/// <summary>A signal that is on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ActiveSignal
{
    internal ActiveSignal(SignalRaised e)
    {
        this.Signal = e.Signal;
        this.Kind = e.Kind;
        this.Since = e.At;
        this.Found = e.Found;
        this.Before = e.Before;
        this.Bound = e.Bound;
    }

    /// <summary>Gets the code of the signal.</summary>
    public string Signal { get; }

    /// <summary>Gets what it detects.</summary>
    public SignalKind Kind { get; }

    /// <summary>Gets since when it is on.</summary>
    public Instant Since { get; }

    /// <summary>Gets what was found when it rose; null where there is no number.</summary>
    public decimal? Found { get; }

    /// <summary>Gets what that was compared with; null for none.</summary>
    public decimal? Before { get; }

    /// <summary>Gets the bound that it crossed; null for none.</summary>
    public decimal? Bound { get; }
}
