using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using Retention.Core;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of what members of a programme share: budgets, reward stocks, referrals and survey tokens.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ProgrammeLaws
{
    /// <summary>Checks the laws of all four, with the library's own processes.</summary>
    /// <param name="options">The programme, whose rules referrals follow; must compile.</param>
    /// <param name="presets">The presets that the options may name; null: none.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <returns>One report per law and process.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckAll(LoyaltyOptions options, PresetCatalogue<LoyaltyOptions>? presets = null, LawSettings? settings = null) =>
    [
        .. CheckReferrals(options, presets, settings),
        .. CheckBudgets(settings),
        .. CheckStocks(settings),
        .. CheckTokens(settings),
    ];

    /// <summary>Checks the laws of referrals on generated histories.</summary>
    /// <param name="options">The programme whose rules they follow; must compile.</param>
    /// <param name="presets">The presets that the options may name; null: none.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">Makes the process to check from the rules, for hosts that decorate <see cref="Referral"/>; null: the library's own.</param>
    /// <returns>One report per law.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckReferrals(
        LoyaltyOptions options,
        PresetCatalogue<LoyaltyOptions>? presets = null,
        LawSettings? settings = null,
        Func<ReferralRules, IProcess<ReferralState, ReferralCommand, ReferralEvent>>? process = null)
    {
        ReferralRules rules = LoyaltyPolicy.Compile(options ?? throw new ArgumentNullException(nameof(options)), presets).Policy.Referral;
        return Check(
            "Referrals",
            process?.Invoke(rules) ?? new Referral(rules),
            ProgrammeCommandGenerators.Referrals(rules),
            settings,
            ("Referrals: A referral is rewarded at most once, when its wait is over and unless it was revoked; what lapsed is never rewarded.", ProgrammeOracles.Referral));
    }

    /// <summary>Checks the laws of budgets on generated histories.</summary>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">The process to check, for hosts that decorate <see cref="ProgrammeBudget"/>; null: the library's own.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckBudgets(LawSettings? settings = null, IProcess<ProgrammeBudgetState, BudgetCommand, BudgetEvent>? process = null) => Check(
        "Budgets",
        process ?? new ProgrammeBudget(),
        ProgrammeCommandGenerators.Budgets,
        settings,
        ("Budgets: What is left is the total without what was drawn and not restored, and never below zero.", ProgrammeOracles.Budget),
        ("Budgets: While a document is kept, each of its parts draws once.", ProgrammeOracles.Draws));

    /// <summary>Checks the laws of reward stocks on generated histories.</summary>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">The process to check, for hosts that decorate <see cref="RewardStock"/>; null: the library's own.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckStocks(LawSettings? settings = null, IProcess<RewardStockState, StockCommand, StockEvent>? process = null) => Check(
        "Stocks",
        process ?? new RewardStock(),
        ProgrammeCommandGenerators.Stocks,
        settings,
        ("Stocks: What is on hand came in and didn't go out, what is available isn't reserved, and neither is ever below zero.", ProgrammeOracles.Stock),
        ("Stocks: A reservation ends once: issued or released before its time, or lapsed at it.", ProgrammeOracles.Reservations));

    /// <summary>Checks the laws of survey tokens on generated histories.</summary>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="process">The process to check, for hosts that decorate <see cref="SurveyTokens"/>; null: the library's own.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckTokens(LawSettings? settings = null, IProcess<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent>? process = null) => Check(
        "Tokens",
        process ?? new SurveyTokens(),
        ProgrammeCommandGenerators.Tokens,
        settings,
        ("Tokens: A token is redeemed once each time it was issued, and what is open was issued and not redeemed.", ProgrammeOracles.Tokens));

    private static List<LawReport> Check<TState, TCommand, TEvent>(
        string what,
        IProcess<TState, TCommand, TEvent> process,
        Arbitrary<TCommand[]> histories,
        LawSettings? settings,
        params (string Law, Func<IReadOnlyList<TEvent>, TState, string?> Violation)[] laws)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        LawSettings how = LawSettings.Of(settings);
        var reports = new List<LawReport>(ProcessLaws.Check(what + ": ", process, histories, StateText.Everything, how));
        foreach ((string law, Func<IReadOnlyList<TEvent>, TState, string?> violation) in laws)
        {
            reports.Add(Law.Check(law, histories, h => OnEveryState(process, h, violation), h => string.Join("\n", h), how));
        }

        return reports;
    }

    private static string? OnEveryState<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, TCommand[] commands, Func<IReadOnlyList<TEvent>, TState, string?> violation)
        where TCommand : ICommand
        where TEvent : IEvent
    {
        var run = new StreamRun<TState, TCommand, TEvent>(process, process.Initial);
        return commands.Select(command =>
        {
            run.Do(command);
            return violation(run.Events, run.State);
        }).FirstOrDefault(wrong => wrong is not null);
    }
}
