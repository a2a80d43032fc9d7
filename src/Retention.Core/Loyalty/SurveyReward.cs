using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.Core.Loyalty;

/// <summary>The redemption of a survey token in two streams: the survey's tokens and the member's points.</summary>
/// <remarks>Each command is decided on its own stream; one refusal refuses both. Immutable and thread-safe.</remarks>
public sealed class SurveyRewardCommands
{
    internal SurveyRewardCommands(RedeemToken token, RecordActivity account)
    {
        this.Token = token;
        this.Account = account;
    }

    /// <summary>Gets what the stream of the survey's tokens is to do.</summary>
    public RedeemToken Token { get; }

    /// <summary>Gets what the points account is to do; it carries nothing of the token.</summary>
    public RecordActivity Account { get; }
}

/// <summary>The reward for an anonymous answer.</summary>
/// <remarks>
/// How the token stays unlinkable to the answer is said at <see cref="SurveyTokens"/>. An answer that isn't anonymous needs no token: record
/// the activity with the survey as its reference, which an account takes once.
/// </remarks>
public static class SurveyReward
{
    /// <summary>The activity that the account records: <c>survey</c>.</summary>
    public const string Activity = "survey";

    /// <summary>Redeems a token for the points of a survey.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="survey">The id of the survey.</param>
    /// <param name="tokenHash">The hash of the token (<see cref="SurveyToken.Hash"/>).</param>
    /// <param name="newId">A new random id, made for this redemption from neither token nor answer.</param>
    /// <param name="occurredOn">The business date; the day of the redemption, not of the answer.</param>
    /// <param name="organisation">The organisation that grants the points; empty if there is one only.</param>
    /// <param name="facts">What other domains know of the member.</param>
    /// <param name="budgets">What is left of the budgets that the rules draw on; copied.</param>
    /// <returns>The commands for both streams.</returns>
    public static SurveyRewardCommands Plan(Instant at, string survey, string tokenHash, string newId, BusinessTime occurredOn, string organisation, MemberFacts facts, IReadOnlyList<BudgetRoom> budgets)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(newId);
        return new SurveyRewardCommands(
            new RedeemToken(at, tokenHash),
            new RecordActivity(at, Activity, survey + "/" + newId, 1, occurredOn, organisation, string.Empty, facts, budgets));
    }
}
