using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.Core.Loyalty;

/// <summary>What a referral asks of the points accounts of both sides.</summary>
/// <remarks>
/// Each command is decided on its own account. Rewards go together: one refusal refuses both. What is taken back may go one by one.
/// Immutable and thread-safe.
/// </remarks>
public sealed class ReferralCommands
{
    internal ReferralCommands(CustomerId referrer, PointsCommand? forReferrer, CustomerId referee, PointsCommand? forReferee)
    {
        this.Referrer = referrer;
        this.ForReferrer = forReferrer;
        this.Referee = referee;
        this.ForReferee = forReferee;
    }

    /// <summary>Gets who invited.</summary>
    public CustomerId Referrer { get; }

    /// <summary>Gets what the referrer's account is to do; null: nothing.</summary>
    public PointsCommand? ForReferrer { get; }

    /// <summary>Gets who was invited.</summary>
    public CustomerId Referee { get; }

    /// <summary>Gets what the invited member's account is to do; null: nothing.</summary>
    public PointsCommand? ForReferee { get; }
}

/// <summary>The rewards of a referral, as commands for the points accounts of both sides.</summary>
/// <remarks>
/// A reward is an activity under the referral's id, and its clawback the return of that id, so that the account decides how many points
/// by its rules (doubled by a multiplier on the segment of core customers, say) and takes back what it recorded.
/// </remarks>
public static class ReferralRewards
{
    /// <summary>The rewards that are due.</summary>
    /// <param name="state">The referral, settled.</param>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredOn">The business date of the rewards; give the same to <see cref="OnRevoked"/>.</param>
    /// <param name="organisation">The organisation that grants them; empty if there is one only.</param>
    /// <param name="referrerFacts">What other domains know of the referrer.</param>
    /// <param name="refereeFacts">What other domains know of the invited member.</param>
    /// <param name="budgets">What is left of the budgets that the rules draw on; copied. If both sides draw on one, it must bear both.</param>
    /// <returns>A <see cref="RecordActivity"/> for the referrer and, if the rules say so, for the invited member; or <c>referral-not-matured</c>.</returns>
    public static Outcome<ReferralCommands> OnMatured(ReferralState state, Instant at, BusinessTime occurredOn, string organisation, MemberFacts referrerFacts, MemberFacts refereeFacts, IReadOnlyList<BudgetRoom> budgets)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(referrerFacts);
        ArgumentNullException.ThrowIfNull(refereeFacts);
        if (state.Status != ReferralStatus.Matured || state.Invitation is not { } invitation || state.Maturity is not { } maturity)
        {
            return Refuse(ProgrammeRefusals.ReferralNotMatured, state);
        }

        RecordActivity Reward(string activity, MemberFacts facts) =>
            new RecordActivity(at, activity, invitation.ReferralId, 1, occurredOn, organisation, string.Empty, facts, budgets);
        return Outcome.Of(new ReferralCommands(
            invitation.Referrer,
            Reward(maturity.ReferrerActivity, referrerFacts),
            invitation.Referee,
            maturity.RefereeActivity is { } activity ? Reward(activity, refereeFacts) : null));
    }

    /// <summary>What takes the rewards of a revoked referral back.</summary>
    /// <param name="state">The referral, settled.</param>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredOn">The business date that the rewards were recorded with.</param>
    /// <returns>
    /// A <see cref="RecordReturn"/> for each side that was rewarded, and none if the referral was revoked before it matured; or
    /// <c>referral-not-revoked</c>. An account that never recorded its reward refuses with <c>document-unknown</c>, and has nothing to give back.
    /// </returns>
    public static Outcome<ReferralCommands> OnRevoked(ReferralState state, Instant at, BusinessTime occurredOn)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Status != ReferralStatus.Revoked || state.Invitation is not { } invitation || state.Revocation is not { } revocation)
        {
            return Refuse(ProgrammeRefusals.ReferralNotRevoked, state);
        }

        RecordReturn? Clawback(string? activity) =>
            activity is null ? null : new RecordReturn(at, invitation.ReferralId, occurredOn, revocation.Document, []);
        return Outcome.Of(new ReferralCommands(
            invitation.Referrer,
            Clawback(state.Maturity?.ReferrerActivity),
            invitation.Referee,
            Clawback(state.Maturity?.RefereeActivity)));
    }

    private static Outcome<ReferralCommands> Refuse(string code, ReferralState state) =>
        Outcome.Refuse<ReferralCommands>(new Refusal(code, new RefusalArgument("status", ProblemList.Kebab(state.Status.ToString()))));
}
