using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Bands;
using Retention.Core.Periods;

namespace Retention.Core.Tiering;

/// <summary>One customer's tier over time: since when, dwell, hysteresis, override by hand, tags proposed, confirmed and rejected.</summary>
/// <remarks>
/// A better tier takes effect at once; a worse one when the minimum dwell is over, and neither unless the composite passes the tier's edge by
/// the margins. An override hides the assigned tier, which goes on changing beneath it. Thread-safe.
/// </remarks>
public sealed class TierAssignment : IProcess<TierAssignmentState, TierCommand, TierEvent>
{
    private readonly PolicyBook<TieringPolicy> book;

    /// <summary>Makes the process.</summary>
    /// <param name="book">Every version of the policy under which streams stand.</param>
    public TierAssignment(PolicyBook<TieringPolicy> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        this.book = book;
    }

    /// <inheritdoc/>
    public TierAssignmentState Initial { get; } = new TierAssignmentState();

    /// <inheritdoc/>
    public IReadOnlyList<TierEvent> Settle(TierAssignmentState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var events = new List<TierEvent>();
        while (this.NextDue(state) is { } due && due <= now)
        {
            // At one instant the override ends first, so that what becomes visible is the tier as it then stands.
            TierEvent e = state.Override?.Until == due
                ? new OverrideEnded(due, null, null)
                : new TierAssigned(due, state.AssignedTier, state.Pending!.Tier, TierChangeCause.DwellOver);
            events.Add(e);
            state = state.After(e);
        }

        return events;
    }

    /// <inheritdoc/>
    public Decision<TierEvent> Decide(TierAssignmentState state, TierCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<TierEvent>(early);
        }

        switch (command)
        {
            case AssessTier assess:
                return this.Assess(state, assess);
            case OverrideTier set:
                return this.Override(state, set);
            case ClearOverride clear:
                return ClearOverride(state, clear);
            case ReviewTag review:
                return this.Review(state, review);
            case AdoptTieringPolicy adopt:
                return this.Adopt(state, adopt);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a tier assignment's.", nameof(command));
        }
    }

    /// <inheritdoc/>
    public TierAssignmentState Evolve(TierAssignmentState state, TierEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(TierAssignmentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Instant? dwell = state.Pending?.At;
        Instant? expiry = state.Override?.Until;
        return dwell is null || expiry <= dwell ? expiry ?? dwell : dwell;
    }

    private static Decision<TierEvent> ClearOverride(TierAssignmentState state, ClearOverride command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return Decision.Refuse<TierEvent>(blank);
        }

        return state.Override is null
            ? Decision.Refuse<TierEvent>(new Refusal(TieringRefusals.NoOverride))
            : Decision.Accept<TierEvent>(new OverrideEnded(command.At, command.Actor, command.Reason));
    }

    private Decision<TierEvent> Assess(TierAssignmentState state, AssessTier command)
    {
        // The first assessment puts the stream under its policy; later ones must come from the policy that stands.
        if (state.PolicyVersion is { } expected && !expected.Equals(command.PolicyVersion))
        {
            return Decision.Refuse<TierEvent>(new Refusal(
                TieringRefusals.PolicyMismatch,
                new RefusalArgument("given", command.PolicyVersion.ToString()),
                new RefusalArgument("expected", expected.ToString())));
        }

        if (this.book.Get(command.PolicyVersion) is not { } policy)
        {
            return RefuseVersion(command.PolicyVersion);
        }

        if (policy.FindTier(command.Tier) is not { } computed)
        {
            return RefuseTier(policy, command.Tier);
        }

        if (state.Assessment is { } last && command.AsOf < last.AsOf)
        {
            return Decision.Refuse<TierEvent>(new Refusal(TieringRefusals.AssessmentOutdated, StreamRules.Argument("asOf", command.AsOf), StreamRules.Argument("last", last.AsOf)));
        }

        var events = new List<TierEvent> { new TierAssessed(command.At, command.RunId, command.AsOf, command.Tier, command.Composite, command.PolicyVersion) };
        if (Move(state, command, policy, computed) is { } move)
        {
            events.Add(move);
        }

        events.AddRange(Propose(state, command));
        return Decision.Accept<TierEvent>(events);
    }

    /// <summary>What the computed tier does to the assigned one; null if they are the same.</summary>
    private static TierEvent? Move(TierAssignmentState state, AssessTier command, TieringPolicy policy, Tier computed)
    {
        if (state.AssignedTier is not { } assigned)
        {
            return new TierAssigned(command.At, null, computed.Code, TierChangeCause.First);
        }

        Tier target = computed;
        if (policy.Bands is { } bands && command.Composite is { } composite)
        {
            target = policy.FindTier(bands.FindWithHysteresis(composite, assigned, policy.MarginUp, policy.MarginDown)?.Code ?? computed.Code) ?? computed;
        }

        if (string.Equals(target.Code, assigned, StringComparison.Ordinal))
        {
            return ReferenceEquals(target, computed) ? null : new TierHeld(command.At, assigned, computed.Code, TierHold.Hysteresis, null);
        }

        // A tier that the policy no longer has is left at once, as no rank says that the new one is worse.
        int rankBefore = policy.FindTier(assigned)?.Rank ?? int.MaxValue;
        if (target.Rank <= rankBefore)
        {
            return new TierAssigned(command.At, assigned, target.Code, target.Rank < rankBefore ? TierChangeCause.Upgrade : TierChangeCause.Sideways);
        }

        if (policy.MinimumDwell is { } dwell && state.AssignedSince is { } since && LocalDays.Add(since, dwell, policy.Zone) is var until && until > command.At)
        {
            return new TierHeld(command.At, assigned, target.Code, TierHold.Dwell, until);
        }

        return new TierAssigned(command.At, assigned, target.Code, TierChangeCause.Downgrade);
    }

    /// <summary>New proposals, and the end of proposals and rejections whose condition ceased. Confirmed tags stay until withdrawn.</summary>
    private static IEnumerable<TierEvent> Propose(TierAssignmentState state, AssessTier command)
    {
        foreach (string tag in command.ProposedTags.Distinct(StringComparer.Ordinal).OrderBy(t => t, StringComparer.Ordinal))
        {
            if (state.StatusOf(tag) == TagStatus.None)
            {
                yield return new TagChanged(command.At, tag, TagStatus.Proposed, null);
            }
        }

        foreach (KeyValuePair<string, TagStatus> tag in state.Tags)
        {
            if (tag.Value is TagStatus.Proposed or TagStatus.Rejected && !command.ProposedTags.Contains(tag.Key, StringComparer.Ordinal))
            {
                yield return new TagChanged(command.At, tag.Key, TagStatus.None, null);
            }
        }
    }

    private static Decision<TierEvent> RefuseVersion(PolicyVersion version) =>
        Decision.Refuse<TierEvent>(new Refusal(RefusalCodes.UnknownPolicyVersion, new RefusalArgument("version", version.ToString())));

    private static Decision<TierEvent> RefuseTier(TieringPolicy policy, string tier) =>
        Decision.Refuse<TierEvent>(new Refusal(TieringRefusals.UnknownTier, new RefusalArgument("tier", tier), new RefusalArgument("known", string.Join(", ", policy.Tiers.Select(t => t.Code)))));

    private Decision<TierEvent> Override(TierAssignmentState state, OverrideTier command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return Decision.Refuse<TierEvent>(blank);
        }

        TieringPolicy policy = this.PolicyOf(state, command.At);
        if (policy.FindTier(command.Tier) is null)
        {
            return RefuseTier(policy, command.Tier);
        }

        return command.Until <= command.At
            ? Decision.Refuse<TierEvent>(new Refusal(TieringRefusals.OverrideNotAfterNow, StreamRules.Argument("until", command.Until.Value), StreamRules.Argument("at", command.At)))
            : Decision.Accept<TierEvent>(new TierOverridden(command.At, command.Tier, command.Actor, command.Reason, command.Until));
    }

    private Decision<TierEvent> Review(TierAssignmentState state, ReviewTag command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor) is { } blank)
        {
            return Decision.Refuse<TierEvent>(blank);
        }

        TagStatus status = state.StatusOf(command.Tag);
        TieringPolicy policy = this.PolicyOf(state, command.At);
        if (status == TagStatus.None && !policy.Tags.Any(t => string.Equals(t.Code, command.Tag, StringComparison.Ordinal)))
        {
            return Decision.Refuse<TierEvent>(new Refusal(TieringRefusals.UnknownTag, new RefusalArgument("tag", command.Tag), new RefusalArgument("known", string.Join(", ", policy.Tags.Select(t => t.Code)))));
        }

        TagStatus needed = command.Verdict == TagVerdict.Withdraw ? TagStatus.Confirmed : TagStatus.Proposed;
        if (status != needed)
        {
            string code = command.Verdict == TagVerdict.Withdraw ? TieringRefusals.TagNotConfirmed : TieringRefusals.TagNotProposed;
            return Decision.Refuse<TierEvent>(new Refusal(code, new RefusalArgument("tag", command.Tag), new RefusalArgument("status", ProblemList.Kebab(status.ToString()))));
        }

        TagStatus after = command.Verdict switch
        {
            TagVerdict.Confirm => TagStatus.Confirmed,
            TagVerdict.Reject => TagStatus.Rejected,
            _ => TagStatus.None,
        };
        return Decision.Accept<TierEvent>(new TagChanged(command.At, command.Tag, after, command.Actor));
    }

    private Decision<TierEvent> Adopt(TierAssignmentState state, AdoptTieringPolicy command)
    {
        if (this.book.Get(command.PolicyVersion) is null)
        {
            return RefuseVersion(command.PolicyVersion);
        }

        return command.PolicyVersion.Equals(state.PolicyVersion)
            ? Decision.Accept<TierEvent>()
            : Decision.Accept<TierEvent>(new TieringPolicyAdopted(command.At, command.PolicyVersion));
    }

    /// <summary>The policy under which the stream stands; before the first assessment, and for a version no longer in the book, the one in force.</summary>
    private TieringPolicy PolicyOf(TierAssignmentState state, Instant at) =>
        (state.PolicyVersion is { } version ? this.book.Get(version) : null) ?? this.book.AtOrFirst(at);
}
