using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Where a referral stands.</summary>
public enum ReferralStatus
{
    /// <summary>Nobody was invited yet.</summary>
    None = 0,

    /// <summary>Invited: no order that counts yet.</summary>
    Invited = 1,

    /// <summary>An order counts; the rewards wait until it can no longer be returned.</summary>
    Qualified = 2,

    /// <summary>The rewards are due.</summary>
    Matured = 3,

    /// <summary>The order no longer counts.</summary>
    Revoked = 4,

    /// <summary>The invitation's validity passed without an order that counts.</summary>
    Lapsed = 5,
}

/// <summary>A referral as it stands.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ReferralState : IStreamState
{
    internal ReferralState()
    {
    }

    private ReferralState(ReferralStatus status, Instant? lastEventAt)
    {
        this.Status = status;
        this.LastEventAt = lastEventAt;
    }

    private ReferralState(ReferralState other, ReferralStatus status, Instant at)
    {
        this.Status = status;
        this.Invitation = other.Invitation;
        this.Qualification = other.Qualification;
        this.Maturity = other.Maturity;
        this.Revocation = other.Revocation;
        this.LastEventAt = at;
    }

    /// <summary>Gets where the referral stands.</summary>
    public ReferralStatus Status { get; }

    /// <summary>Gets who invited whom, and until when that is good; null before the invitation.</summary>
    public MemberInvited? Invitation { get; private set; }

    /// <summary>Gets the order that counts, and until when the rewards wait; null before it.</summary>
    public ReferralQualified? Qualification { get; private set; }

    /// <summary>Gets what became due when the waiting was over; null before it.</summary>
    public ReferralMatured? Maturity { get; private set; }

    /// <summary>Gets why the order no longer counts; null while it does.</summary>
    public ReferralRevoked? Revocation { get; private set; }

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; }

    /// <inheritdoc/>
    PolicyVersion? IStreamState.PolicyVersion => null;

    internal static ReferralState Of(ReferralSnapshot snapshot) => new ReferralState(snapshot.Status, snapshot.LastEventAt)
    {
        Invitation = snapshot.Invitation,
        Qualification = snapshot.Qualification,
        Maturity = snapshot.Maturity,
        Revocation = snapshot.Revocation,
    };

    internal ReferralSnapshot ToSnapshot() => new ReferralSnapshot(this.Status, this.Invitation, this.Qualification, this.Maturity, this.Revocation, this.LastEventAt);

    internal ReferralState After(ReferralEvent e)
    {
        switch (e)
        {
            case MemberInvited invited:
                return new ReferralState(this, ReferralStatus.Invited, e.At) { Invitation = invited };
            case ReferralQualified qualified:
                return new ReferralState(this, ReferralStatus.Qualified, e.At) { Qualification = qualified };
            case ReferralMatured matured:
                return new ReferralState(this, ReferralStatus.Matured, e.At) { Maturity = matured };
            case ReferralRevoked revoked:
                return new ReferralState(this, ReferralStatus.Revoked, e.At) { Revocation = revoked };
            case ReferralLapsed:
                return new ReferralState(this, ReferralStatus.Lapsed, e.At);
            default:
                throw new ArgumentException("The event " + e.TypeName + " is not a referral's.", nameof(e));
        }
    }
}
