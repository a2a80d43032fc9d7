using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>One invitation: invited → qualified by an order → matured when it can no longer be returned; or revoked, or lapsed.</summary>
/// <remarks>
/// The rewards themselves are activities in the two points accounts (<see cref="ReferralRewards"/>): a rule there says how many points, and
/// a multiplier on a segment doubles them for core customers. How many referrals of the referrer count already is a fact that the host
/// brings; two orders that qualify at the same moment may both bring the older one, which a cap on the account's rule stops. Thread-safe.
/// </remarks>
public sealed class Referral : IProcess<ReferralState, ReferralCommand, ReferralEvent>
{
    private readonly ReferralRules rules;

    /// <summary>Makes the process.</summary>
    /// <param name="rules">The rules under which invitations and orders are decided.</param>
    public Referral(ReferralRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
    }

    /// <inheritdoc/>
    public ReferralState Initial { get; } = new ReferralState();

    /// <inheritdoc/>
    public IReadOnlyList<ReferralEvent> Settle(ReferralState state, Instant now)
    {
        if (this.NextDue(state) is not { } due || due > now)
        {
            return [];
        }

        return [state.Status == ReferralStatus.Qualified ? Mature(due, state.Qualification!) : new ReferralLapsed(due)];
    }

    /// <inheritdoc/>
    public Decision<ReferralEvent> Decide(ReferralState state, ReferralCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<ReferralEvent>(early);
        }

        switch (command)
        {
            case InviteMember invite:
                return this.Invite(state, invite);
            case QualifyReferral qualify:
                return this.Qualify(state, qualify);
            case RevokeReferral revoke:
                return Revoke(state, revoke);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a referral's.", nameof(command));
        }
    }

    /// <inheritdoc/>
    public ReferralState Evolve(ReferralState state, ReferralEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(ReferralState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Status switch
        {
            ReferralStatus.Invited => state.Invitation!.ValidUntil,
            ReferralStatus.Qualified => state.Qualification!.WaitsUntil,
            _ => null,
        };
    }

    private static ReferralMatured Mature(Instant at, ReferralQualified qualified) =>
        new ReferralMatured(at, qualified.Document, qualified.ReferrerActivity, qualified.RefereeActivity);

    private static Decision<ReferralEvent> Revoke(ReferralState state, RevokeReferral command)
    {
        if (state.Status == ReferralStatus.Revoked)
        {
            return Refuse(ProgrammeRefusals.ReferralRevokedAlready, new RefusalArgument("document", state.Revocation!.Document));
        }

        if (state.Status is not (ReferralStatus.Qualified or ReferralStatus.Matured))
        {
            return Refuse(ProgrammeRefusals.ReferralNotQualified, Status(state));
        }

        string expected = state.Qualification!.Document;
        return string.Equals(command.Document, expected, StringComparison.Ordinal)
            ? Decision.Accept<ReferralEvent>(new ReferralRevoked(command.At, expected, command.Cause, state.Status == ReferralStatus.Matured))
            : Refuse(ProgrammeRefusals.ReferralOtherDocument, new RefusalArgument("given", command.Document), new RefusalArgument("expected", expected));
    }

    private static Decision<ReferralEvent> Refuse(string code, params RefusalArgument[] arguments) => Decision.Refuse<ReferralEvent>(new Refusal(code, arguments));

    private static RefusalArgument Status(ReferralState state) => new RefusalArgument("status", ProblemList.Kebab(state.Status.ToString()));

    private Decision<ReferralEvent> Invite(ReferralState state, InviteMember command)
    {
        if (state.Invitation is { } known)
        {
            return Refuse(ProgrammeRefusals.ReferralKnown, new RefusalArgument("referral", known.ReferralId));
        }

        Refusal? blank = StreamRules.RefuseBlank("referral", command.ReferralId, "code", command.Code)
            ?? StreamRules.RefuseBlank("referrer", command.Referrer.Value, "referee", command.Referee.Value);
        if (blank is not null)
        {
            return Decision.Refuse<ReferralEvent>(blank);
        }

        if (command.Referrer == command.Referee)
        {
            return Refuse(ProgrammeRefusals.SelfReferral, new RefusalArgument("referee", command.Referee.Value));
        }

        if (command.ReferrerAncestors.Contains(command.Referee))
        {
            return Refuse(ProgrammeRefusals.ReferralCircle, new RefusalArgument("referee", command.Referee.Value), new RefusalArgument("referrer", command.Referrer.Value));
        }

        if (this.RefuseBeyondLimit(command.RewardedThisYear) is { } beyond)
        {
            return Decision.Refuse<ReferralEvent>(beyond);
        }

        Instant? validUntil = this.rules.ValidFor is { } validFor ? LocalDays.Add(command.At, validFor, this.rules.Zone) : null;
        return Decision.Accept<ReferralEvent>(new MemberInvited(command.At, command.ReferralId, command.Code, command.Referrer, command.Referee, validUntil, this.rules.PolicyVersion));
    }

    private Decision<ReferralEvent> Qualify(ReferralState state, QualifyReferral command)
    {
        Refusal? refusal = StreamRules.RefuseBlank("document", command.Document)
            ?? RefuseUnlessInvited(state)
            ?? this.RefuseTooSmall(command.OrderAmount)
            ?? this.RefuseBeyondLimit(command.RewardedThisYear);
        if (refusal is not null)
        {
            return Decision.Refuse<ReferralEvent>(refusal);
        }

        Instant waitsUntil = this.rules.Waiting is { } waiting ? LocalDays.Add(command.At, waiting, this.rules.Zone) : command.At;
        var qualified = new ReferralQualified(command.At, command.Document, command.OrderAmount, this.rules.OrderAtLeast, waitsUntil, this.rules.ReferrerActivity, this.rules.RefereeActivity, this.rules.PolicyVersion);
        return waitsUntil > command.At
            ? Decision.Accept<ReferralEvent>(qualified)
            : Decision.Accept<ReferralEvent>(qualified, Mature(command.At, qualified));
    }

    private static Refusal? RefuseUnlessInvited(ReferralState state) => state.Status switch
    {
        ReferralStatus.Invited => null,
        ReferralStatus.None => new Refusal(ProgrammeRefusals.ReferralUnknown),
        ReferralStatus.Lapsed => new Refusal(ProgrammeRefusals.ReferralLapsed, StreamRules.Argument("until", state.Invitation!.ValidUntil ?? state.LastEventAt!.Value)),
        ReferralStatus.Revoked => new Refusal(ProgrammeRefusals.ReferralRevokedAlready, new RefusalArgument("document", state.Revocation!.Document)),
        _ => new Refusal(ProgrammeRefusals.ReferralQualifiedAlready, new RefusalArgument("document", state.Qualification!.Document)),
    };

    private Refusal? RefuseTooSmall(decimal amount) => amount >= this.rules.OrderAtLeast ? null : new Refusal(
        ProgrammeRefusals.ReferralOrderTooSmall,
        new RefusalArgument("amount", amount.ToString(CultureInfo.InvariantCulture)),
        new RefusalArgument("minimum", FixedPoint.Text(this.rules.OrderAtLeastUnits)));

    private Refusal? RefuseBeyondLimit(int rewarded) => this.rules.LimitPerReferrer is { } limit && rewarded >= limit
        ? new Refusal(
            ProgrammeRefusals.ReferralLimit,
            new RefusalArgument("rewarded", rewarded.ToString(CultureInfo.InvariantCulture)),
            new RefusalArgument("limit", limit.ToString(CultureInfo.InvariantCulture)))
        : null;
}
