using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>The promises of <see cref="IEventStore"/>, for authors of stores to run against their own.</summary>
/// <remarks>
/// Every promise of the port's documentation is a rule with a name, and every store keeps all of them: there is no way to leave one out. Each
/// rule has streams of its own and stands alone. Two rules run generated programs of calls: one after the other, compared with a plain
/// model after each, and several at once. Thread-safe.
/// </remarks>
public static class StoreLaws
{
    internal static IReadOnlyList<StoreRule> Rules { get; } = new[]
    {
        StoreReadRules.Rules,
        StoreAppendRules.Rules,
        StoreKeyRules.Rules,
        StoreDueRules.Rules,
        StoreListRules.Rules,
        StoreSnapshotRules.Rules,
        StoreNameRules.Rules,
        StoreEraseRules.Rules,
        StoreCallRules.Rules,
        StoreConcurrencyRules.Rules,
        StoreProgramRules.Rules,
    }.SelectMany(r => r).ToArray();

    /// <summary>Checks every rule. Blocks until all are checked; calls the store on threads of its own.</summary>
    /// <param name="fixture">Gives the store.</param>
    /// <param name="settings">How hard to check: as many programs as it says cases, and a fifth of them at once; null: the defaults.</param>
    /// <returns>One report per rule, whose <see cref="LawReport.Law"/> begins with the rule's name; a failed one says what was done and what came back.</returns>
    public static IReadOnlyList<LawReport> CheckAll(IStoreFixture fixture, LawSettings? settings = null)
    {
        IStoreFixture given = fixture ?? throw new ArgumentNullException(nameof(fixture));
        LawSettings how = settings ?? new LawSettings();
        string run = NewRun();
        return Rules.Select(rule => Check(rule, given, how, run)).ToArray();
    }

    /// <summary>Checks one rule, for the tests of the kit itself.</summary>
    internal static LawReport Check(string rule, IStoreFixture fixture, LawSettings settings) => Check(Rules.Single(r => r.Name == rule), fixture, settings, NewRun());

    private static LawReport Check(StoreRule rule, IStoreFixture fixture, LawSettings settings, string run) => rule.Check(new StoreTrial(fixture, run, rule.Name, settings.Patience), settings);

    /// <summary>Part of every name that this run gives, so that a database that was used before has none of them.</summary>
    private static string NewRun()
    {
#pragma warning disable RS0030 // Two runs of the kit, in two processes, may share a database.
        return Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture).Substring(0, 12);
#pragma warning restore RS0030
    }
}
