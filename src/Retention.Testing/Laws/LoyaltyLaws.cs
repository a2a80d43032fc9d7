using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of the points ledger and its tiers, for hosts to run against their own programmes.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LoyaltyLaws
{
    /// <summary>Checks every law on generated histories.</summary>
    /// <param name="options">The options to compile; must succeed.</param>
    /// <param name="presets">The presets that the options may name; null: none.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">Makes the process to check from a book of policies, for hosts that decorate <see cref="PointsAccount"/>; null: the library's own. It is called once for every book that a law needs.</param>
    /// <returns>One report per law that applies to the programme.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckAll(
        LoyaltyOptions options,
        PresetCatalogue<LoyaltyOptions>? presets = null,
        LawSettings? settings = null,
        Func<PolicyBook<LoyaltyPolicy>, IProcess<PointsAccountState, PointsCommand, PointsEvent>>? process = null)
    {
        LawSettings how = LawSettings.Of(settings);
        Func<PolicyBook<LoyaltyPolicy>, IProcess<PointsAccountState, PointsCommand, PointsEvent>> make = process ?? (book => new PointsAccount(book));
        LoyaltyOptions given = options ?? throw new ArgumentNullException(nameof(options));
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(given, presets).Policy;
        LoyaltyOptions? preset = given.Preset is { } name ? presets?.Find(name) : null;
        var book = new PolicyBook<LoyaltyPolicy>(policy);
        IProcess<PointsAccountState, PointsCommand, PointsEvent> subject = make(book);
        IProcess<PointsAccountState, PointsCommand, PointsEvent> fresh = make(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(given, presets).Policy));
        LoyaltySetting setting = new LoyaltySetting(book, Keys(given.Benefits, preset?.Benefits), Keys(given.Coupons, preset?.Coupons)).Under(subject);
        var changes = new LoyaltyChangeLaws(setting, given);
        var oracle = new LoyaltyOracleLaws(subject, policy, given);
        Arbitrary<PointsCommand[]> histories = LoyaltyCommandGenerators.Histories(setting.Book, setting.Benefits, setting.Coupons);
        Arbitrary<Trial<PointsCommand>> cases = Arb.From(from commands in histories.Generator from seed in Dice.Seeds select new Trial<PointsCommand>(commands, seed), Trial<PointsCommand>.Smaller);
        var reports = new List<LawReport>(ProcessLaws.CheckAll(subject, histories, LoyaltyText.Everything, how))
        {
            Law.Check("Every event's postings add up to zero and are what the balances move by.", histories, h => LoyaltyLedgerLaws.Conservation(subject, h), Show, how),
            Law.Check("Lots, pending lots and holds add up to the balances; none is below zero or past its date.", histories, h => LoyaltyLedgerLaws.Lots(subject, h), Show, how),
            Law.Check("Balances and lots are what the entries add up to, now and later.", histories, oracle.Balances, Show, how),
            Law.Check("The lots that pay are the first in the order of the wallet, and nobody spends more than there is.", histories, oracle.Spending, Show, how),
            Law.Check("Awards and returns are what the record says, worked out again.", histories, oracle.Awards, Show, how),
            Law.Check("No period gives more than its cap.", histories, oracle.Caps, Show, how),
            Law.Check("An award draws from a budget what it grants under it, each point once.", histories, oracle.Budgets, Show, how),
            Law.Check("Nobody has points and owes points.", histories, h => LoyaltyLedgerLaws.Debt(subject, h), Show, how),
            Law.Check("Debt is made only where the policy allows it.", histories, h => LoyaltyLedgerLaws.DebtOnlyWhereAllowed(subject, setting.Book, h), Show, how),
            Law.Check("A lot's date moves earlier only by a migration.", histories, h => LoyaltyLedgerLaws.Dates(subject, h), Show, how),
            Law.Check("What is due by the last event has happened.", histories, h => LoyaltyLedgerLaws.NothingOverdue(subject, h), Show, how),
            Law.Check("The state keeps only what is live.", histories, h => LoyaltyLedgerLaws.Bounded(subject, h), Show, how),
            Law.Check("What is seen at an instant doesn't depend on when one looked before.", histories, h => LoyaltyLedgerLaws.Views(subject, h), Show, how),
            Law.Check("At one instant the parts of a return, in any order, leave what the whole leaves.", cases, changes.Returns, c => c.ToString(), how),
            Law.Check("A redemption or hold that is cancelled before a lot lapses leaves no trace.", cases, changes.RedeemAndCancel, c => c.ToString(), how),
            Law.Check("Points sent and accounts merged or parted are neither made nor lost.", cases, changes.Transfers, c => c.ToString(), how),
            Law.Check("What the book's entries add up to is what the member has and owes.", histories, h => LoyaltyBookLaws.Balances(subject, h), Show, how),
            Law.Check("A closed period opens with what the one before closed with, and its movements lead to its closing.", cases, c => LoyaltyBookLaws.Closing(subject, c), c => c.ToString(), how),
            Law.Check("Two members don't influence each other.", cases, c => changes.TwoMembers(c, fresh), c => c.ToString(), how),
        };
        if (policy.Wallets.All(w => w.Clawback == Clawback.IntoDebt) && !Slides(given) && !Slides(preset))
        {
            reports.Add(Law.Check("A purchase returned at once leaves balances, lots, counts and progress as they were.", cases, changes.EarnAndReturn, c => c.ToString(), how));
        }

        if (policy.Tiers.Count > 0)
        {
            reports.Add(Law.Check("A higher qualifying amount never gives a lower tier.", cases, changes.HigherAmount, c => c.ToString(), how));
        }

        LadderOptions? ladder = LadderOf(given, preset);
        if (ladder is not null && (ladder.Downgrade ?? "full") != "never" && (ladder.Period ?? "rolling") != "lifetime")
        {
            reports.Add(Law.Check("Twenty years without progress bring the lowest tier.", histories, h => LoyaltyLedgerLaws.FallsInTheEnd(subject, policy, h), Show, how));
        }

        IProcess<PointsAccountState, PointsCommand, PointsEvent>[] raised = RaisedCaps(given, presets, make);
        reports.Add(Law.Check("Raising a cap never lowers the award of a purchase.", cases, c => changes.RaisedCap(c, raised), c => c.ToString(), how));
        return reports;
    }

    private static LadderOptions? LadderOf(LoyaltyOptions given, LoyaltyOptions? preset) => preset?.Ladder is { } below && given.Ladder is { } above
        ? new LadderOptions { Downgrade = above.Downgrade ?? below.Downgrade, Period = above.Period ?? below.Period }
        : given.Ladder ?? preset?.Ladder;

    /// <summary>The programme once per cap, with that cap raised; the options are as they were afterwards.</summary>
    private static IProcess<PointsAccountState, PointsCommand, PointsEvent>[] RaisedCaps(LoyaltyOptions options, PresetCatalogue<LoyaltyOptions>? presets, Func<PolicyBook<LoyaltyPolicy>, IProcess<PointsAccountState, PointsCommand, PointsEvent>> make)
    {
        var raised = new List<IProcess<PointsAccountState, PointsCommand, PointsEvent>>();
        foreach (CapOptions cap in options.Caps.Values.Where(c => c.AtMost is not null))
        {
            decimal? before = cap.AtMost;
            foreach (decimal more in new[] { 1m, 30m, 100_000m })
            {
                cap.AtMost = before + more;
                raised.Add(make(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options, presets).Policy)));
            }

            cap.AtMost = before;
        }

        return raised.ToArray();
    }

    private static bool Slides(LoyaltyOptions? options) => options?.Wallets.Values.Any(w => w.Expiry?.ExtendedBy is not null) == true;

    private static string[] Keys<T>(Dictionary<string, T> given, Dictionary<string, T>? preset) => given.Keys.Concat(preset?.Keys.AsEnumerable() ?? []).Distinct(StringComparer.Ordinal).OrderBy(k => k, StringComparer.Ordinal).ToArray();

    private static string Show(PointsCommand[] commands) => string.Join("\n", commands.Select(c => c.ToString()));
}
