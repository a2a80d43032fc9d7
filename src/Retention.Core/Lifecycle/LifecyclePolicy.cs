using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>A compiled lifecycle: what <see cref="CustomerLifecycle"/> decides by.</summary>
/// <remarks>Immutable and thread-safe; compile once and share.</remarks>
public sealed class LifecyclePolicy : IPolicy
{
    /// <summary>The greatest number of stages, transitions, signals or measures of a policy: 64 each.</summary>
    public const int MaxEntries = 64;

    private readonly TransitionRule[][] ways;

    internal LifecyclePolicy(PolicyVersion version, LifecycleParts parts)
    {
        this.Version = version;
        this.Zone = parts.Zone!;
        this.MeasureList = parts.Measures;
        this.MeasureNames = parts.MeasureNames;
        this.SignalList = parts.Signals;
        this.StageList = parts.Stages;
        this.OrganisationSet = parts.Organisations;
        this.Activation = parts.Activation!;
        this.SkipsDays = LocalDays.SkipsDays(this.Zone);
        this.HasWaits = parts.Stages.Any(s => s.MinimumDwell is not null || s.CoolDown is not null);
        this.Stages = Sequence.Copy(parts.Stages);
        this.Signals = Sequence.Copy(parts.Signals);
        this.Transitions = Sequence.Copy(parts.Transitions);
        this.ways = [.. new[] { StageLayer.Base, StageLayer.Overlay }.Select(l => parts.Transitions.Where(t => t.Layer == l).ToArray())];
    }

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Gets the zone in which days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the stages in their order.</summary>
    public IReadOnlyList<StageRule> Stages { get; }

    /// <summary>Gets the signals by rank, then code.</summary>
    public IReadOnlyList<SignalRule> Signals { get; }

    /// <summary>Gets the transitions in the order in which they are tried.</summary>
    public IReadOnlyList<TransitionRule> Transitions { get; }

    /// <summary>Gets what activates a customer.</summary>
    public ActivationRule Activation { get; }

    internal StageMeasure[] MeasureList { get; }

    /// <summary>Gets the English and the Chinese display name of each measure by key.</summary>
    internal IReadOnlyDictionary<string, string[]> MeasureNames { get; }

    internal SignalRule[] SignalList { get; }

    internal StageRule[] StageList { get; }

    /// <summary>Gets a value indicating whether the zone has a day that nobody lived through.</summary>
    internal bool SkipsDays { get; }

    /// <summary>Gets a value indicating whether a stage has a dwell or a cool-down.</summary>
    internal bool HasWaits { get; }

    /// <summary>Gets the organisations whose purchases count; null: all.</summary>
    internal HashSet<string>? OrganisationSet { get; }

    /// <summary>Compiles options into a policy.</summary>
    /// <param name="options">The options; not kept.</param>
    /// <param name="presets">The presets that <see cref="LifecycleOptions.Preset"/> may name; null: none.</param>
    /// <param name="zones">The time zones; null: the IANA zones that NodaTime brings.</param>
    /// <returns>The policy, or every problem at once with its path and what to write instead.</returns>
    public static Compilation<LifecyclePolicy> Compile(LifecycleOptions options, PresetCatalogue<LifecycleOptions>? presets = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new LifecycleCompiler(zones ?? DateTimeZoneProviders.Tzdb).Compile(options, presets);
    }

    /// <summary>A stage of the policy.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The stage; null if there is none, as for null.</returns>
    public StageRule? Stage(string? code)
    {
        foreach (StageRule stage in this.StageList)
        {
            if (string.Equals(stage.Code, code, StringComparison.Ordinal))
            {
                return stage;
            }
        }

        return null;
    }

    /// <summary>A signal of the policy.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The signal; null if there is none.</returns>
    public SignalRule? Signal(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Array.Find(this.SignalList, s => string.Equals(s.Code, code, StringComparison.Ordinal));
    }

    /// <summary>Whether a signal waits for activities of a code to be closed.</summary>
    internal bool IsClosed(string activity)
    {
        foreach (SignalRule signal in this.SignalList)
        {
            if (signal.WaitsFor(activity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The transitions of a layer in the order in which they are tried.</summary>
    internal TransitionRule[] Ways(StageLayer layer) => this.ways[(int)layer];
}

/// <summary>What the compiler has found so far.</summary>
internal sealed class LifecycleParts
{
    internal DateTimeZone? Zone { get; set; }

    internal StageMeasure[] Measures { get; set; } = [];

    internal Dictionary<string, string[]> MeasureNames { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [StageMeasures.Days] = ["Days in the stage", "本阶段天数"],
        [StageMeasures.Purchases] = ["Purchases in the stage", "本阶段消费次数"],
        [StageMeasures.QuietDays] = ["Days in the stage without a purchase", "本阶段无消费天数"],
    };

    internal SignalRule[] Signals { get; set; } = [];

    internal StageRule[] Stages { get; set; } = [];

    internal TransitionRule[] Transitions { get; set; } = [];

    internal HashSet<string>? Organisations { get; set; }

    internal ActivationRule? Activation { get; set; }
}
