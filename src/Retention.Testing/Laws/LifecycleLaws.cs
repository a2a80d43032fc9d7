using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of a customer's life, for hosts to run against their own stages and signals.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LifecycleLaws
{
    /// <summary>Checks every law on generated histories.</summary>
    /// <param name="options">The options to compile; must succeed.</param>
    /// <param name="later">A later version, in force from 1 June 2026 on, to which customers change now and then; null: none.</param>
    /// <param name="presets">The presets that the options may name; null: none. The law that reads the options itself is left out for options that name one.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">Makes the process to check from a book of policies, for hosts that decorate <see cref="CustomerLifecycle"/>; null: the library's own.</param>
    /// <returns>One report per law that applies.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckAll(
        LifecycleOptions options,
        LifecycleOptions? later = null,
        PresetCatalogue<LifecycleOptions>? presets = null,
        LawSettings? settings = null,
        Func<PolicyBook<LifecyclePolicy>, IProcess<LifecycleState, LifecycleCommand, LifecycleEvent>>? process = null)
    {
        LawSettings how = LawSettings.Of(settings);
        LifecycleOptions[] versions = new[] { options ?? throw new ArgumentNullException(nameof(options)), later }.OfType<LifecycleOptions>().ToArray();
        var setting = new LifecycleSetting(Book(versions, presets));
        Arbitrary<LifecycleCommand[]> histories = LifecycleCommandGenerators.Histories(setting.Book);
        Arbitrary<Trial<LifecycleCommand>> trials = Arb.From(from commands in histories.Generator from seed in Dice.Seeds select new Trial<LifecycleCommand>(commands, seed), Trial<LifecycleCommand>.Smaller);
        Dictionary<PolicyVersion, LifecycleOptions> known = versions.Zip(setting.Book.Entries, (o, e) => new KeyValuePair<PolicyVersion, LifecycleOptions>(e.Policy.Version, o)).Where(p => p.Value.Preset is null).ToDictionary(p => p.Key, p => p.Value);
        IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> subject = process?.Invoke(setting.Book) ?? setting.Original;
        var stages = new StageLaws(setting, subject, known);
        var changes = new LifecycleChangeLaws(setting, subject);
        LawReport Of(string law, Func<Trial<LifecycleCommand>, string?> violation) => Law.Check(law, trials, violation, t => t.ToString(), how);
        var reports = new List<LawReport>(ProcessLaws.CheckAll(subject, histories, LifecycleText.Everything, how))
        {
            Of("What is seen at an instant doesn't depend on when one looked before.", stages.Views),
            Of("Looking again at the instant of the last event changes nothing.", stages.Rest),
            Of("Nothing more is due than what NextDue says, to the end of time.", stages.NextDue),
            Of("Transitions leave no stage before its minimum dwell, and enter none within its cool-down, a second time once, or from a terminal one.", stages.Bounds),
            Of("A stage is entered again at one instant only after one that closes behind the customer.", stages.Chains),
            Of("Only facts and time win back or lose a customer.", stages.Outcomes),
            Of("The history's spells follow each other, and the last is the current stage.", stages.Spells),
            Of("The furthest stage is the first of the greatest progress that rules, imports or merges reached.", stages.Furthest),
            Of("A refused command leaves no trace.", changes.Refusals),
            Of("Moves by hand touch neither the stages beneath nor the furthest.", changes.ManualMoves),
            Of("Any event applies to any state, and two that follow one state don't influence each other.", changes.AnyEvent),
            Of("What becomes known late gives the facts that it would have given in order.", changes.LateFacts),
            Of("Two records merged are one record with both facts.", changes.Merges),
        };
        if (versions.All(v => v.Preset is null))
        {
            reports.Add(Of("Stages, signals and history are what looking at every midnight gives.", t => changes.Oracle(t, () => new LifecycleOracle(setting.Book, known))));
        }

        return reports;
    }

    /// <summary>Checks laws of the engine that bring stages of their own.</summary>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckEngine(LawSettings? settings = null)
    {
        LawSettings how = LawSettings.Of(settings);
        return
        [
            Law.Check("Transitions that compile come to rest; those refused for a circle have one.", StageGraph.Graphs, StageGraphLaws.Circles, g => g.ToString(), how),
            Law.Check("A number between the bounds of a signal moves nobody.", StageGraphLaws.Wanderings, StageGraphLaws.Hysteresis, numbers => string.Join<SetCustomerNumber>("\n", numbers), how),
        ];
    }

    /// <summary>A book of the versions.</summary>
    internal static PolicyBook<LifecyclePolicy> Book(IReadOnlyList<LifecycleOptions> versions, PresetCatalogue<LifecycleOptions>? presets) => new PolicyBook<LifecyclePolicy>(
        versions.Select((v, i) => new PolicyBookEntry<LifecyclePolicy>(i == 0 ? Instant.MinValue : Instant.FromUtc(2026, 6, 1, 0, 0), LifecyclePolicy.Compile(v, presets).Policy)));
}
