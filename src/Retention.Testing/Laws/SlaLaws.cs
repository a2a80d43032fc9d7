using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of cases and their clocks, for hosts to run against their own service levels.</summary>
/// <remarks>Thread-safe.</remarks>
public static class SlaLaws
{
    /// <summary>Checks every law on generated histories.</summary>
    /// <param name="options">The options to compile; must succeed.</param>
    /// <param name="later">A later version, in force from 15 March 2026 on, to which cases change now and then; null: none.</param>
    /// <param name="presets">The presets that the options may name; null: none. Laws that read the options themselves are left out for options that name one.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">Makes the process to check from a book of policies, for hosts that decorate <see cref="SlaCase"/>; null: the library's own. It is called once for every book that a law needs.</param>
    /// <returns>One report per law that applies to the service levels.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckAll(
        SlaOptions options,
        SlaOptions? later = null,
        PresetCatalogue<SlaOptions>? presets = null,
        LawSettings? settings = null,
        Func<PolicyBook<SlaPolicy>, IProcess<CaseState, CaseCommand, CaseEvent>>? process = null)
    {
        LawSettings how = LawSettings.Of(settings);
        SlaOptions[] versions = new[] { options ?? throw new ArgumentNullException(nameof(options)), later }.OfType<SlaOptions>().ToArray();
        var setting = new CaseSetting(Book(versions, presets));
        CaseSubject SubjectOf(PolicyBook<SlaPolicy> book) => new CaseSubject(book, process);

        CaseSubject subject = SubjectOf(setting.Book);
        CaseSubject fresh = SubjectOf(Book(versions, presets));
        Arbitrary<CaseCommand[]> histories = CaseCommandGenerators.Histories(setting.Book);
        Arbitrary<Trial<CaseCommand>> trials = Arb.From(from commands in histories.Generator from seed in Dice.Seeds select new Trial<CaseCommand>(commands, seed), Trial<CaseCommand>.Smaller);
        var changes = new CaseChangeLaws(setting, versions, SubjectOf);
        LawReport Of(string law, Func<Trial<CaseCommand>, string?> violation) => Law.Check(law, trials, violation, t => t.ToString(), how);
        var reports = new List<LawReport>(ProcessLaws.CheckAll(subject, histories, CaseText.Everything, how))
        {
            Of("A refused command leaves no trace.", t => CaseClockLaws.Refusals(subject, t)),
            Of("No notice is given twice.", t => CaseClockLaws.NoticesOnce(subject, t)),
            Of("A missed deadline is told one nanosecond after it, or when it becomes known; and nothing is overdue.", t => CaseClockLaws.Missed(subject, t)),
            Of("A stopped cycle has met its deadline iff it stopped at or before it.", t => CaseClockLaws.Met(subject, t)),
            Of("A timeline has no gaps, spans the cycle, and what counts adds up to what has elapsed.", t => CaseClockLaws.Timeline(subject, t)),
            Of("Elapsed is at most real time, and what is left completes it to the time allowed.", t => CaseClockLaws.Elapsed(subject, t)),
            Of("What the state keeps of its clocks is what they are, worked out anew.", t => CaseClockLaws.Kept(subject, t)),
            Of("What is seen at an instant doesn't depend on when one looked before.", t => CaseClockLaws.Views(subject, t)),
            Of("What is seen at an instant doesn't depend on what occurred after it.", t => CaseClockLaws.Past(subject, t)),
            Of("The order of recording doesn't matter to the clocks.", changes.RecordingOrder),
            Of("What is recorded late is what it would have been in time.", changes.LateEntries),
            Of("Two cases don't influence each other.", t => changes.TwoCases(t, fresh)),
        };
        if (versions.All(v => v.Preset is null))
        {
            var oracle = new CaseOracle(versions.Zip(setting.Book.Entries, (o, e) => new KeyValuePair<SlaOptions, SlaPolicy>(o, e.Policy)).ToArray());
            reports.Add(Of("Another pause never makes a deadline earlier.", changes.Pausing));
            reports.Add(Of("A longer time allowed never gives an earlier deadline.", changes.LongerLimit));
            reports.Add(Of("Every cycle of every clock is what walking through time gives.", t => CaseClockLaws.Oracle(subject, oracle, t)));
        }

        return reports;
    }

    /// <summary>A book of the versions.</summary>
    internal static PolicyBook<SlaPolicy> Book(IReadOnlyList<SlaOptions> versions, PresetCatalogue<SlaOptions>? presets) => new PolicyBook<SlaPolicy>(
        versions.Select((v, i) => new PolicyBookEntry<SlaPolicy>(i == 0 ? Instant.MinValue : Instant.FromUtc(2026, 3, 15, 0, 0), SlaPolicy.Compile(v, presets).Policy)));
}
