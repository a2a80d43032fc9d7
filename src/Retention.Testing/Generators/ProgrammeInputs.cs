using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>Every command of budgets, reward stocks, referrals and survey tokens.</summary>
internal static class ProgrammeInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(d => new OpenBudget(d.Instant(), d.Id(), d.Points(), d.Actor()))
        .Add(d => new DrawBudget(d.Instant(), d.Id(), d.Id(), d.Points(), d.Instant()))
        .Add(d => new RestoreBudget(d.Instant(), d.Id(), d.Points()))
        .Add(d => new ChangeBudget(d.Instant(), d.Points(), d.Actor(), d.Text()))
        .Add(d => new OpenStock(d.Instant(), d.Id(), d.LongCount(), d.Actor()))
        .Add(d => new Restock(d.Instant(), d.LongCount(), d.Actor()))
        .Add(d => new ReserveReward(d.Instant(), d.Id(), d.LongCount(), d.Instant()))
        .Add(d => new ConfirmReward(d.Instant(), d.Id(), d.Instant()))
        .Add(d => new ReleaseReward(d.Instant(), d.Id()))
        .Add(d => new IssueReward(d.Instant(), d.Id(), d.LongCount(), d.Instant()))
        .Add(d => new ReturnReward(d.Instant(), d.Id(), d.LongCount()))
        .Add(d => new InviteMember(d.Instant(), d.Id(), d.Id(), d.Customer(), d.Customer(), d.ManyBy(Ingredients.Customer, c => c), d.Count()))
        .Add(d => new QualifyReferral(d.Instant(), d.Id(), d.Number(), d.Count()))
        .Add(d => new RevokeReferral(d.Instant(), d.Id(), d.Enum<ReferralRevocation>()))
        .Add(d => new IssueTokens(d.Instant(), d.Id(), d.ManyBy(Hash, h => h)))
        .Add(d => new RedeemToken(d.Instant(), Hash(d)));

    /// <summary>The hash of a token; now and then the token itself, which is refused.</summary>
    private static string Hash(Dice dice) => dice.Percent(10) ? dice.Id() : SurveyToken.Hash(dice.Id());
}
