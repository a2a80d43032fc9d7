using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a host asks of a referral.</summary>
public abstract class ReferralCommand : Message, ICommand
{
    private protected ReferralCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Registers that a member invited somebody.</summary>
public sealed class InviteMember : ReferralCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="referralId">The host's id of the invitation, one stream each.</param>
    /// <param name="code">The referral code that was used.</param>
    /// <param name="referrer">Who invited.</param>
    /// <param name="referee">Who was invited.</param>
    /// <param name="referrerAncestors">Who referred the referrer, who referred that one, and so on up; empty if nobody did; copied.</param>
    /// <param name="rewardedThisYear">How many referrals of the referrer were rewarded, or are waiting to be, in the calendar year, without this one, as the host counts them.</param>
    public InviteMember(Instant at, string referralId, string code, CustomerId referrer, CustomerId referee, IReadOnlyList<CustomerId> referrerAncestors, int rewardedThisYear)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(referralId);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(referrerAncestors);
        this.ReferralId = referralId;
        this.Code = code;
        this.Referrer = referrer;
        this.Referee = referee;
        this.ReferrerAncestors = FixedList.Of(referrerAncestors);
        this.RewardedThisYear = rewardedThisYear;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.invite-member";

    /// <summary>Gets the host's id of the invitation, one stream each.</summary>
    public string ReferralId { get; }

    /// <summary>Gets the referral code that was used.</summary>
    public string Code { get; }

    /// <summary>Gets who invited.</summary>
    public CustomerId Referrer { get; }

    /// <summary>Gets who was invited.</summary>
    public CustomerId Referee { get; }

    /// <summary>Gets who referred the referrer, who referred that one, and so on up; empty if nobody did.</summary>
    public IReadOnlyList<CustomerId> ReferrerAncestors { get; }

    /// <summary>Gets how many referrals of the referrer were rewarded, or are waiting to be, in the calendar year, without this one, as the host counts them.</summary>
    public int RewardedThisYear { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("referralId", this.ReferralId).Add("code", this.Code).Add("referrer", this.Referrer)
            .Add("referee", this.Referee).AddAll("referrerAncestors", this.ReferrerAncestors).Add("rewardedThisYear", this.RewardedThisYear);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new InviteMember(
        this.At, this.ReferralId, this.Code, who.Of(this.Referrer), who.Of(this.Referee), who.OfAll(this.ReferrerAncestors),
        this.RewardedThisYear);
}

/// <summary>Reports an order of the invited customer.</summary>
public sealed class QualifyReferral : ReferralCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The number of the order.</param>
    /// <param name="orderAmount">Its amount, in the programme's currency.</param>
    /// <param name="rewardedThisYear">How many referrals of the referrer were rewarded, or are waiting to be, in the calendar year, without this one, as the host counts them.</param>
    public QualifyReferral(Instant at, string document, decimal orderAmount, int rewardedThisYear)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        this.Document = document;
        this.OrderAmount = orderAmount;
        this.RewardedThisYear = rewardedThisYear;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.qualify-referral";

    /// <summary>Gets the number of the order.</summary>
    public string Document { get; }

    /// <summary>Gets its amount, in the programme's currency.</summary>
    public decimal OrderAmount { get; }

    /// <summary>Gets how many referrals of the referrer were rewarded, or are waiting to be, in the calendar year, without this one, as the host counts them.</summary>
    public int RewardedThisYear { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("orderAmount", this.OrderAmount).Add("rewardedThisYear", this.RewardedThisYear);
    }
}

/// <summary>Why a referral no longer counts.</summary>
public enum ReferralRevocation
{
    /// <summary>The qualifying order came back.</summary>
    OrderReturned = 0,

    /// <summary>The qualifying order was cancelled.</summary>
    OrderCancelled = 1,

    /// <summary>The qualifying order was never paid.</summary>
    NotPaid = 2,

    /// <summary>The referral was found to be abuse.</summary>
    Abuse = 3,
}

/// <summary>Reports that the qualifying order no longer counts.</summary>
public sealed class RevokeReferral : ReferralCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The number of the qualifying order.</param>
    /// <param name="cause">Why.</param>
    public RevokeReferral(Instant at, string document, ReferralRevocation cause)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        this.Document = document;
        this.Cause = cause;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.revoke-referral";

    /// <summary>Gets the number of the qualifying order.</summary>
    public string Document { get; }

    /// <summary>Gets why.</summary>
    public ReferralRevocation Cause { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("cause", this.Cause);
    }
}
