using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>The account of a member.</summary>
    internal sealed class AccountStream : LoyaltyStream<PointsAccountState, PointsCommand, PointsEvent>
    {
        internal AccountStream(Checks check, PolicyBook<LoyaltyPolicy> book)
            : base(check, new PointsAccount(book))
        {
        }
    }

    /// <summary>A budget of the programme.</summary>
    internal sealed class BudgetStream : LoyaltyStream<ProgrammeBudgetState, BudgetCommand, BudgetEvent>
    {
        internal BudgetStream(Checks check)
            : base(check, new ProgrammeBudget())
        {
        }
    }

    /// <summary>The stock of a reward.</summary>
    internal sealed class StockStream : LoyaltyStream<RewardStockState, StockCommand, StockEvent>
    {
        internal StockStream(Checks check)
            : base(check, new RewardStock())
        {
        }
    }

    /// <summary>One member's invitation of another.</summary>
    internal sealed class ReferralStream : LoyaltyStream<ReferralState, ReferralCommand, ReferralEvent>
    {
        internal ReferralStream(Checks check)
            : base(check, new Referral(LoyaltyProgramme.Policy.Referral))
        {
        }
    }

    /// <summary>The tokens of a survey.</summary>
    internal sealed class TokenStream : LoyaltyStream<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent>
    {
        internal TokenStream(Checks check)
            : base(check, new SurveyTokens())
        {
        }
    }
}
