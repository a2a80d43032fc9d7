using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What happened to a referral.</summary>
public abstract class ReferralEvent : Message, IEvent
{
    private protected ReferralEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Somebody was invited.</summary>
public sealed class MemberInvited : ReferralEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="referralId">The host's id of the invitation, one stream each.</param>
    /// <param name="code">The referral code that was used.</param>
    /// <param name="referrer">Who invited.</param>
    /// <param name="referee">Who was invited.</param>
    /// <param name="validUntil">When the invitation lapses, exclusive; null: never.</param>
    /// <param name="policyVersion">The policy that decided.</param>
    public MemberInvited(Instant at, string referralId, string code, CustomerId referrer, CustomerId referee, Instant? validUntil, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(referralId);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.ReferralId = referralId;
        this.Code = code;
        this.Referrer = referrer;
        this.Referee = referee;
        this.ValidUntil = validUntil;
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.member-invited";

    /// <summary>Gets the host's id of the invitation, one stream each.</summary>
    public string ReferralId { get; }

    /// <summary>Gets the referral code that was used.</summary>
    public string Code { get; }

    /// <summary>Gets who invited.</summary>
    public CustomerId Referrer { get; }

    /// <summary>Gets who was invited.</summary>
    public CustomerId Referee { get; }

    /// <summary>Gets when the invitation lapses, exclusive; null: never.</summary>
    public Instant? ValidUntil { get; }

    /// <summary>Gets the policy that decided.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("referralId", this.ReferralId).Add("code", this.Code).Add("referrer", this.Referrer)
            .Add("referee", this.Referee).Add("validUntil", this.ValidUntil).Add("policyVersion", this.PolicyVersion);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new MemberInvited(this.At, this.ReferralId, this.Code, who.Of(this.Referrer), who.Of(this.Referee), this.ValidUntil, this.PolicyVersion);
}

/// <summary>The invited customer placed an order that counts; the rewards wait until it can no longer be returned.</summary>
public sealed class ReferralQualified : ReferralEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="document">The number of the order.</param>
    /// <param name="orderAmount">Its amount.</param>
    /// <param name="orderAtLeast">The amount that was required.</param>
    /// <param name="waitsUntil">When the rewards are due.</param>
    /// <param name="referrerActivity">The activity that the referrer's account is to record.</param>
    /// <param name="refereeActivity">The activity that the invited member's account is to record; null: none.</param>
    /// <param name="policyVersion">The policy that decided.</param>
    public ReferralQualified(Instant at, string document, decimal orderAmount, decimal orderAtLeast, Instant waitsUntil, string referrerActivity, string? refereeActivity, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(referrerActivity);
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.Document = document;
        this.OrderAmount = orderAmount;
        this.OrderAtLeast = orderAtLeast;
        this.WaitsUntil = waitsUntil;
        this.ReferrerActivity = referrerActivity;
        this.RefereeActivity = refereeActivity;
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.referral-qualified";

    /// <summary>Gets the number of the order.</summary>
    public string Document { get; }

    /// <summary>Gets its amount.</summary>
    public decimal OrderAmount { get; }

    /// <summary>Gets the amount that was required.</summary>
    public decimal OrderAtLeast { get; }

    /// <summary>Gets when the rewards are due.</summary>
    public Instant WaitsUntil { get; }

    /// <summary>Gets the activity that the referrer's account is to record.</summary>
    public string ReferrerActivity { get; }

    /// <summary>Gets the activity that the invited member's account is to record; null: none.</summary>
    public string? RefereeActivity { get; }

    /// <summary>Gets the policy that decided.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("orderAmount", this.OrderAmount).Add("orderAtLeast", this.OrderAtLeast)
            .Add("waitsUntil", this.WaitsUntil).Add("referrerActivity", this.ReferrerActivity).Add("refereeActivity", this.RefereeActivity).Add("policyVersion", this.PolicyVersion);
    }
}

/// <summary>The waiting is over: the rewards are due.</summary>
public sealed class ReferralMatured : ReferralEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="document">The number of the qualifying order.</param>
    /// <param name="referrerActivity">The activity that the referrer's account is to record.</param>
    /// <param name="refereeActivity">The activity that the invited member's account is to record; null: none.</param>
    public ReferralMatured(Instant at, string document, string referrerActivity, string? refereeActivity)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(referrerActivity);
        this.Document = document;
        this.ReferrerActivity = referrerActivity;
        this.RefereeActivity = refereeActivity;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.referral-matured";

    /// <summary>Gets the number of the qualifying order.</summary>
    public string Document { get; }

    /// <summary>Gets the activity that the referrer's account is to record.</summary>
    public string ReferrerActivity { get; }

    /// <summary>Gets the activity that the invited member's account is to record; null: none.</summary>
    public string? RefereeActivity { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("referrerActivity", this.ReferrerActivity).Add("refereeActivity", this.RefereeActivity);
    }
}

/// <summary>The qualifying order no longer counts, and the referral ends.</summary>
public sealed class ReferralRevoked : ReferralEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="document">The number of the qualifying order.</param>
    /// <param name="cause">Why.</param>
    /// <param name="isMatured">Whether the rewards had been due already, so that they are to be taken back.</param>
    public ReferralRevoked(Instant at, string document, ReferralRevocation cause, bool isMatured)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        this.Document = document;
        this.Cause = cause;
        this.IsMatured = isMatured;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.referral-revoked";

    /// <summary>Gets the number of the qualifying order.</summary>
    public string Document { get; }

    /// <summary>Gets why.</summary>
    public ReferralRevocation Cause { get; }

    /// <summary>Gets a value indicating whether the rewards had been due already, so that they are to be taken back.</summary>
    public bool IsMatured { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("cause", this.Cause).Add("isMatured", this.IsMatured);
    }
}

/// <summary>The invitation's validity passed without an order that counts.</summary>
public sealed class ReferralLapsed : ReferralEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    public ReferralLapsed(Instant at)
        : base(at)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.referral-lapsed";

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At);
}
