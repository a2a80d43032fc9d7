using System;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Core.Hosting;

/// <summary>The kinds of streams of the library's own processes, under the categories that its stores' tables know.</summary>
/// <remarks>A programme's name follows the category: <c>points</c>, <c>points/gold</c>. Thread-safe.</remarks>
public static class StreamKinds
{
    /// <summary>Points accounts, keyed by customer: <c>points</c>.</summary>
    public const string PointsCategory = "points";

    /// <summary>Shared budgets, keyed by budget: <c>budgets</c>.</summary>
    public const string BudgetsCategory = "budgets";

    /// <summary>Stocks of rewards, keyed by reward: <c>stocks</c>.</summary>
    public const string StocksCategory = "stocks";

    /// <summary>Referrals, keyed by referral: <c>referrals</c>.</summary>
    public const string ReferralsCategory = "referrals";

    /// <summary>Batches of survey tokens, keyed by batch: <c>survey-tokens</c>.</summary>
    public const string SurveyTokensCategory = "survey-tokens";

    /// <summary>Assigned tiers, keyed by customer: <c>tiers</c>.</summary>
    public const string TiersCategory = "tiers";

    /// <summary>Reviews of tiering runs, keyed by run: <c>tier-runs</c>.</summary>
    public const string TierRunsCategory = "tier-runs";

    /// <summary>Cases with their clocks, keyed by case: <c>cases</c>.</summary>
    public const string CasesCategory = "cases";

    /// <summary>Lifecycles, keyed by customer: <c>lifecycles</c>.</summary>
    public const string LifecyclesCategory = "lifecycles";

    /// <summary>Points accounts.</summary>
    /// <param name="book">The programme's policies.</param>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category, as <see cref="StreamId"/> says.</exception>
    public static StreamKind<PointsAccountState, PointsCommand, PointsEvent> Points(PolicyBook<LoyaltyPolicy> book, string programme = "") =>
        new StreamKind<PointsAccountState, PointsCommand, PointsEvent>(Category(PointsCategory, programme), new PointsAccount(book));

    /// <summary>Shared budgets.</summary>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<ProgrammeBudgetState, BudgetCommand, BudgetEvent> Budgets(string programme = "") =>
        new StreamKind<ProgrammeBudgetState, BudgetCommand, BudgetEvent>(Category(BudgetsCategory, programme), new ProgrammeBudget());

    /// <summary>Stocks of rewards.</summary>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<RewardStockState, StockCommand, StockEvent> Stocks(string programme = "") =>
        new StreamKind<RewardStockState, StockCommand, StockEvent>(Category(StocksCategory, programme), new RewardStock());

    /// <summary>Referrals.</summary>
    /// <param name="rules">What they reward.</param>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<ReferralState, ReferralCommand, ReferralEvent> Referrals(ReferralRules rules, string programme = "") =>
        new StreamKind<ReferralState, ReferralCommand, ReferralEvent>(Category(ReferralsCategory, programme), new Referral(rules));

    /// <summary>Batches of survey tokens.</summary>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent> SurveyTokens(string programme = "") =>
        new StreamKind<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent>(Category(SurveyTokensCategory, programme), new SurveyTokens());

    /// <summary>Assigned tiers.</summary>
    /// <param name="book">The programme's policies.</param>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<TierAssignmentState, TierCommand, TierEvent> Tiers(PolicyBook<TieringPolicy> book, string programme = "") =>
        new StreamKind<TierAssignmentState, TierCommand, TierEvent>(Category(TiersCategory, programme), new TierAssignment(book));

    /// <summary>Reviews of tiering runs.</summary>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<RunReviewState, RunCommand, RunEvent> TierRuns(string programme = "") =>
        new StreamKind<RunReviewState, RunCommand, RunEvent>(Category(TierRunsCategory, programme), new RunReview());

    /// <summary>Cases with their clocks.</summary>
    /// <param name="book">The programme's policies.</param>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<CaseState, CaseCommand, CaseEvent> Cases(PolicyBook<SlaPolicy> book, string programme = "") =>
        new StreamKind<CaseState, CaseCommand, CaseEvent>(Category(CasesCategory, programme), new SlaCase(book));

    /// <summary>Lifecycles.</summary>
    /// <param name="book">The programme's policies.</param>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name can't be in a category.</exception>
    public static StreamKind<LifecycleState, LifecycleCommand, LifecycleEvent> Lifecycles(PolicyBook<LifecyclePolicy> book, string programme = "") =>
        new StreamKind<LifecycleState, LifecycleCommand, LifecycleEvent>(Category(LifecyclesCategory, programme), new CustomerLifecycle(book));

    private static string Category(string category, string programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        return programme.Length == 0 ? category : category + "/" + programme;
    }
}
