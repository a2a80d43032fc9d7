using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a programme budget is made of.</summary>
internal sealed class ProgrammeBudgetSnapshot(string? budget, Points total, Points drawn, IReadOnlyList<BudgetDraw> draws, Instant? lastEventAt) : ISnapshot<ProgrammeBudgetState>
{
    public string? Budget { get; } = budget;

    public Points Total { get; } = total;

    public Points Drawn { get; } = drawn;

    public IReadOnlyList<BudgetDraw> Draws { get; } = draws;

    public Instant? LastEventAt { get; } = lastEventAt;

    public ProgrammeBudgetState ToState() => ProgrammeBudgetState.Of(this);
}

/// <summary>What the stock of a reward is made of.</summary>
internal sealed class RewardStockSnapshot(
    string? reward, long onHand, long reserved, IReadOnlyList<RewardReservation> reservations, IReadOnlyList<RewardIssue> issues, Instant? lastEventAt) : ISnapshot<RewardStockState>
{
    public string? Reward { get; } = reward;

    public long OnHand { get; } = onHand;

    public long Reserved { get; } = reserved;

    public IReadOnlyList<RewardReservation> Reservations { get; } = reservations;

    public IReadOnlyList<RewardIssue> Issues { get; } = issues;

    public Instant? LastEventAt { get; } = lastEventAt;

    public RewardStockState ToState() => RewardStockState.Of(this);
}

/// <summary>What a referral is made of.</summary>
internal sealed class ReferralSnapshot(
    ReferralStatus status, MemberInvited? invitation, ReferralQualified? qualification, ReferralMatured? maturity, ReferralRevoked? revocation, Instant? lastEventAt) : ISnapshot<ReferralState>
{
    public ReferralStatus Status { get; } = status;

    public MemberInvited? Invitation { get; } = invitation;

    public ReferralQualified? Qualification { get; } = qualification;

    public ReferralMatured? Maturity { get; } = maturity;

    public ReferralRevoked? Revocation { get; } = revocation;

    public Instant? LastEventAt { get; } = lastEventAt;

    public ReferralState ToState() => ReferralState.Of(this);
}

/// <summary>What the tokens of a survey are made of.</summary>
internal sealed class SurveyTokenSnapshot(string? survey, IReadOnlyList<string> open, long issued, long redeemed, Instant? lastEventAt) : ISnapshot<SurveyTokenState>
{
    public string? Survey { get; } = survey;

    public IReadOnlyList<string> Open { get; } = open;

    public long Issued { get; } = issued;

    public long Redeemed { get; } = redeemed;

    public Instant? LastEventAt { get; } = lastEventAt;

    public SurveyTokenState ToState() => SurveyTokenState.Of(this);
}
