using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Turns <see cref="LifecycleOptions"/> into a policy, or into every problem they have.</summary>
internal sealed class LifecycleCompiler
{
    /// <summary>How a list of stages names having none.</summary>
    private const string NoStage = "none";

    private readonly IDateTimeZoneProvider zones;
    private readonly ProblemList problems = new ProblemList();
    private readonly LifecycleParts parts = new LifecycleParts();

    internal LifecycleCompiler(IDateTimeZoneProvider zones) => this.zones = zones;

    internal Compilation<LifecyclePolicy> Compile(LifecycleOptions given, PresetCatalogue<LifecycleOptions>? presets)
    {
        LifecycleOptions options = PolicyBasics.WithPreset(given, given.Label, given.Preset, presets, this.problems);
        this.parts.Zone = PolicyBasics.Zone(options.Zone, this.zones, this.problems);
        string[] organisations = TextList.Split(options.Organisations);
        this.parts.Organisations = organisations.Length == 0 ? null : new HashSet<string>(organisations, StringComparer.Ordinal);
        this.Count("measures", options.Measures.Count, 0);
        this.Count("signals", options.Signals.Count, 0);
        this.Count("stages", options.Stages.Count, 1);
        this.Count("transitions", options.Transitions.Count, 1);
        string[] keys = new StageMeasureCompiler(this.problems).Compile(options.Measures, this.parts);
        this.parts.Activation = this.CompileActivation(options.Activation ?? new ActivationOptions());
        this.parts.Signals = new SignalCompiler(this.parts.Measures, keys, this.problems).Compile(options.Signals);
        this.CompileStages(options);
        this.CompileTransitions(options, keys);
        if (!this.problems.HasErrors)
        {
            LifecycleLinter.Lint(this.parts, this.problems);
        }

        string label = options.Label ?? options.Preset ?? "unlabelled";
        return this.problems.Finish(() => new LifecyclePolicy(new PolicyVersion(label, OptionsTree.Of(options).Fingerprint()), this.parts));
    }

    /// <summary>Lets the measures know the bounds that conditions set for them.</summary>
    internal static Condition? Watch(Condition? condition, StageMeasure[] measures)
    {
        foreach (NumberCondition leaf in condition?.Leaves.OfType<NumberCondition>() ?? [])
        {
            if (leaf.Lowest != long.MinValue)
            {
                measures[leaf.Index].Watch(leaf.Lowest);
            }

            if (leaf.Highest != long.MaxValue)
            {
                measures[leaf.Index].Watch(leaf.Highest + 1);
            }
        }

        // Whether a change or an answer is missing turns with its window.
        foreach (MissingCondition leaf in condition?.Leaves.OfType<MissingCondition>().Where(l => l.Subject == ConditionSubject.Measure) ?? [])
        {
            measures[leaf.Index].Watch(0);
        }

        return condition;
    }

    private void Count(string path, int count, int least)
    {
        if (count < least)
        {
            this.problems.Error(path, path + "-missing", "has no entries; define at least one.");
        }
        else if (count > LifecyclePolicy.MaxEntries)
        {
            this.problems.Error(path, "too-many", "has " + count + " entries; a policy has at most 64.");
        }
    }

    private ActivationRule CompileActivation(ActivationOptions options)
    {
        string[] codes = TextList.Split(options.Activities ?? LifecycleActivities.Purchase);
        if (codes.Length == 0)
        {
            this.problems.Error("activation:activities", "activities-missing", "lists nothing; name what activates a customer, such as purchase, log-in.");
        }

        if (options.GoalPercent is < 0 or > 100)
        {
            this.problems.Error("activation:goalPercent", "percentage-out-of-range", "is a percentage from 0 to 100.");
        }

        Length? within = Length.CompileDays(options.Within ?? "7d", "activation:within", this.problems);
        Length? rate = Length.CompileDays(options.RateWithin ?? "30d", "activation:rateWithin", this.problems);
        return new ActivationRule(codes, within?.Period ?? Period.FromDays(7), rate?.Period ?? Period.FromDays(30), this.problems.Fixed("activation:goalPercent", options.GoalPercent ?? 80));
    }

    private void CompileStages(LifecycleOptions options)
    {
        KeyValuePair<string, StageOptions>[] ordered = options.Stages.OrderBy(s => s.Value.Order ?? 0).ThenBy(s => s.Key, StringComparer.Ordinal).ToArray();
        this.parts.Stages = ordered.Select((s, i) => this.CompileStage(s.Key, s.Value, i)).ToArray();
        if (this.parts.Stages.Length > 0 && this.parts.Stages.All(s => s.Layer == StageLayer.Overlay))
        {
            this.problems.Error("stages", "base-stage-missing", "has overlays only; an overlay needs a stage to lie over, so leave overlay out of one.");
        }
    }

    private StageRule CompileStage(string code, StageOptions options, int index)
    {
        string path = "stages:" + code;
        if (code == NoStage || string.IsNullOrWhiteSpace(code) || code.IndexOf(',') >= 0)
        {
            this.problems.Error(path, "code-unusable", "can't be listed: \"none\" is no stage, and a comma parts codes; name it otherwise.");
        }

        if (options.Progress is < 1)
        {
            this.problems.Error(path + ":progress", "out-of-range", "is a number from 1; leave it out for a stage that isn't on the way.");
        }

        return new StageRule(code, options, index, Length.Compile(options.MinimumDwell, path + ":minimumDwell", this.problems), Length.Compile(options.CoolDown, path + ":coolDown", this.problems));
    }

    private void CompileTransitions(LifecycleOptions options, string[] keys)
    {
        ConditionNames names = new ConditionNames().Define(ConditionSubject.Measure, keys).Define(ConditionSubject.Signal, this.parts.Signals.Select(s => s.Code));
        var conditions = new ConditionCompiler(names, this.problems);
        this.parts.Transitions = options.Transitions.OrderBy(t => t.Value.Order ?? 0).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => this.CompileTransition(t.Key, t.Value, conditions)).OfType<TransitionRule>().ToArray();
    }

    private TransitionRule? CompileTransition(string code, TransitionOptions options, ConditionCompiler conditions)
    {
        string path = "transitions:" + code;
        Condition? when = options.When is { } condition ? Watch(conditions.Compile(condition, path + ":when"), this.parts.Measures) : null;
        StageOutcome outcome = this.problems.Choice(path + ":outcome", options.Outcome, StageOutcome.None);
        string[] from = TextList.Split(options.From);
        StageRule?[] sources = from.Select(f => this.Find(f, path + ":from")).ToArray();
        StageRule? to = this.Find(options.To, path + ":to");
        StageLayer layer = (to ?? sources.FirstOrDefault(s => s is not null))?.Layer ?? StageLayer.Base;
        if (options.To is null)
        {
            this.problems.Error(path + ":to", "stage-missing", "is not set; name the stage to which it leads, or none to lift an overlay.");
        }

        if (to is null && layer == StageLayer.Base && options.To is not null && sources.All(s => s is not null))
        {
            // "None" from base stages, or from nothing that says the layer.
            layer = from.Length == 0 ? StageLayer.Overlay : StageLayer.Base;
        }

        foreach (StageRule stranger in sources.OfType<StageRule>().Where(s => s.Layer != layer))
        {
            this.problems.Error(path + ":from", "layers-mixed", "\"" + stranger.Code + "\" and \"" + (to ?? sources.First(s => s is not null))!.Code + "\" lie in different layers; an overlay begins from none and is lifted to none, and what lies beneath moves by itself.");
        }

        foreach (StageRule terminal in sources.OfType<StageRule>().Where(s => s.IsTerminal))
        {
            this.problems.Error(path + ":from", "stage-terminal", "\"" + terminal.Code + "\" is terminal, so nothing leads from it; remove it here or terminal there.");
        }

        if (options.To is not null && from.Contains(options.To, StringComparer.Ordinal))
        {
            this.problems.Error(path + ":from", "transition-to-itself", "\"" + options.To + "\" leads to itself; remove it from the list.");
        }

        if (this.problems.HasErrors)
        {
            return null;
        }

        bool[]? marks = from.Length == 0 ? null : new bool[this.parts.Stages.Length + 1];
        foreach (StageRule? source in marks is null ? [] : sources)
        {
            marks![source?.Index ?? this.parts.Stages.Length] = true;
        }

        return new TransitionRule(code, layer, marks, to, when, outcome);
    }

    /// <summary>The stage of a code; null for none, and for one that is unknown (which is then reported).</summary>
    private StageRule? Find(string? code, string path)
    {
        if (code is null or NoStage)
        {
            return null;
        }

        StageRule? stage = this.parts.Stages.FirstOrDefault(s => string.Equals(s.Code, code, StringComparison.Ordinal));
        if (stage is null)
        {
            this.problems.Error(path, "stage-unknown", "\"" + code + "\" is not a stage; the policy has " + string.Join(", ", this.parts.Stages.Select(s => s.Code)) + ".");
        }

        return stage;
    }
}
