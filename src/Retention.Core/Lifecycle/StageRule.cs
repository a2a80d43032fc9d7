using System;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>A compiled stage.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StageRule
{
    internal StageRule(string code, StageOptions options, int index, Length? minimumDwell, Length? coolDown)
    {
        this.Code = code;
        this.Index = index;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Layer = options.Overlay == true ? StageLayer.Overlay : StageLayer.Base;
        this.IsAtRisk = options.AtRisk ?? false;
        this.IsTerminal = options.Terminal ?? false;
        this.IsOnce = options.Once ?? false;
        this.Progress = options.Progress;
        this.MinimumDwell = minimumDwell;
        this.CoolDown = coolDown;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets where the stage lies.</summary>
    public StageLayer Layer { get; }

    /// <summary>Gets a value indicating whether customers in it are at risk.</summary>
    public bool IsAtRisk { get; }

    /// <summary>Gets a value indicating whether nobody leaves it.</summary>
    public bool IsTerminal { get; }

    /// <summary>Gets a value indicating whether it can be entered only once.</summary>
    public bool IsOnce { get; }

    /// <summary>Gets how far along the way it lies; null: not on the way.</summary>
    public int? Progress { get; }

    internal int Index { get; }

    internal Length? MinimumDwell { get; }

    internal Length? CoolDown { get; }
}

/// <summary>A compiled transition.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TransitionRule
{
    private readonly bool[]? from;

    internal TransitionRule(string code, StageLayer layer, bool[]? from, StageRule? to, Condition? when, StageOutcome outcome)
    {
        this.Code = code;
        this.Layer = layer;
        this.from = from;
        this.Target = to;
        this.When = when;
        this.Outcome = outcome;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the layer of the stages that it joins.</summary>
    public StageLayer Layer { get; }

    /// <summary>Gets the code of the stage to which it leads; null for none.</summary>
    public string? To => this.Target?.Code;

    /// <summary>Gets what taking it means.</summary>
    public StageOutcome Outcome { get; }

    /// <summary>Gets the condition in words; null: always.</summary>
    public string? Condition => this.When?.Describe(false);

    internal StageRule? Target { get; }

    internal Condition? When { get; }

    /// <summary>Gets a value indicating whether it leads from every stage of its layer, and from none.</summary>
    internal bool IsFromAny => this.from is null;

    /// <summary>Whether it leads from a stage of its layer; null is none, the last of the list.</summary>
    internal bool IsFrom(StageRule? stage) => this.from is null || (stage is null ? this.from[this.from.Length - 1] : this.from[stage.Index]);
}

/// <summary>A compiled signal.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SignalRule
{
    /// <summary>How grave a signal is about which nothing is said.</summary>
    internal const int DefaultRank = 100;

    private readonly Condition? when;
    private readonly Detector detector;

    internal SignalRule(string code, SignalOptions options, SignalKind kind, Condition? when, Detector detector)
    {
        this.Code = code;
        this.Kind = kind;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Rank = options.Rank ?? DefaultRank;
        this.Window = options.Window ?? SignalCompiler.UsualWindow(kind);
        this.when = when;
        this.detector = detector;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets what it detects.</summary>
    public SignalKind Kind { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets how grave it is: 1 is the gravest.</summary>
    public int Rank { get; }

    /// <summary>Gets the length of time that it looks at, as options write it; null for none.</summary>
    internal string? Window { get; }

    internal SignalReading Read(StageReader reader) => this.when is not null && this.when.Evaluate(reader) != ConditionOutcome.Met ? default : this.detector.Read(reader);

    /// <summary>Whether it waits for activities of a code to be closed.</summary>
    internal bool WaitsFor(string activity) => this.detector is OpenActivityDetector open && open.IsOf(activity);

    internal void AddBreaks(StageReader reader, DayBreaks breaks) => this.detector.AddBreaks(reader, breaks);
}
