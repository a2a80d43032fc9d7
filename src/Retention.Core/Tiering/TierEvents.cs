using System;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>What happened to a customer's tier assignment.</summary>
public abstract class TierEvent : Message, IEvent
{
    private protected TierEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>A published run computed the customer's tier.</summary>
public sealed class TierAssessed : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="runId">The published run.</param>
    /// <param name="asOf">The as-of of the run.</param>
    /// <param name="tier">The code of the computed tier.</param>
    /// <param name="composite">The composite, or null.</param>
    /// <param name="policyVersion">The policy of the run.</param>
    public TierAssessed(Instant at, string runId, Instant asOf, string tier, Score? composite, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.RunId = runId;
        this.AsOf = asOf;
        this.Tier = tier;
        this.Composite = composite;
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.tier-assessed";

    /// <summary>Gets the published run.</summary>
    public string RunId { get; }

    /// <summary>Gets the as-of of the run.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the code of the computed tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the composite, or null.</summary>
    public Score? Composite { get; }

    /// <summary>Gets the policy of the run.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("runId", this.RunId).Add("asOf", this.AsOf)
        .Add("tier", this.Tier).Add("composite", this.Composite).Add("policyVersion", this.PolicyVersion);
}

/// <summary>Why a tier was assigned.</summary>
public enum TierChangeCause
{
    /// <summary>The first assessment of the customer.</summary>
    First = 0,

    /// <summary>A better tier was computed.</summary>
    Upgrade = 1,

    /// <summary>A worse tier was computed, and nothing held the old one.</summary>
    Downgrade = 2,

    /// <summary>A worse tier had been computed before, and the minimum dwell is over now.</summary>
    DwellOver = 3,

    /// <summary>Another tier of the same rank was computed.</summary>
    Sideways = 4,
}

/// <summary>The computed tier became the customer's tier (shown unless an override is in force).</summary>
public sealed class TierAssigned : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="from">The code of the tier before; null for the first.</param>
    /// <param name="to">The code of the tier from now on.</param>
    /// <param name="cause">Why.</param>
    public TierAssigned(Instant at, string? from, string to, TierChangeCause cause)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(to);
        this.From = from;
        this.To = to;
        this.Cause = cause;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.tier-assigned";

    /// <summary>Gets the code of the tier before; null for the first.</summary>
    public string? From { get; }

    /// <summary>Gets the code of the tier from now on.</summary>
    public string To { get; }

    /// <summary>Gets why.</summary>
    public TierChangeCause Cause { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("from", this.From).Add("to", this.To).Add("cause", this.Cause);
}

/// <summary>Why a computed tier didn't become the customer's.</summary>
public enum TierHold
{
    /// <summary>The composite hasn't passed the tier's edge by the margin.</summary>
    Hysteresis = 0,

    /// <summary>The tier hasn't been kept for the minimum dwell yet.</summary>
    Dwell = 1,
}

/// <summary>The customer keeps the tier though another was computed.</summary>
public sealed class TierHeld : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tier">The code of the tier kept.</param>
    /// <param name="pending">The code of the tier that will replace it at <paramref name="until"/>, or that was computed.</param>
    /// <param name="hold">Why.</param>
    /// <param name="until">When the dwell is over; null for hysteresis.</param>
    public TierHeld(Instant at, string tier, string pending, TierHold hold, Instant? until)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(pending);
        this.Tier = tier;
        this.Pending = pending;
        this.Hold = hold;
        this.Until = until;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.tier-held";

    /// <summary>Gets the code of the tier kept.</summary>
    public string Tier { get; }

    /// <summary>Gets the code of the tier that will replace it, or that was computed.</summary>
    public string Pending { get; }

    /// <summary>Gets why.</summary>
    public TierHold Hold { get; }

    /// <summary>Gets when the dwell is over; null for hysteresis.</summary>
    public Instant? Until { get; }

    private protected override void Describe(MessageParts parts) =>
        parts.Add("at", this.At).Add("tier", this.Tier).Add("pending", this.Pending).Add("hold", this.Hold).Add("until", this.Until);
}

/// <summary>The tier was set by hand.</summary>
public sealed class TierOverridden : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tier">The code of the tier.</param>
    /// <param name="actor">The id of who decided.</param>
    /// <param name="reason">Why. Personal.</param>
    /// <param name="until">When it ends, exclusive; null: when it is cleared.</param>
    public TierOverridden(Instant at, string tier, string actor, string reason, Instant? until)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Tier = tier;
        this.Actor = actor;
        this.Reason = reason;
        this.Until = until;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.tier-overridden";

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is cleared.</summary>
    public Instant? Until { get; }

    private protected override void Describe(MessageParts parts) =>
        parts.Add("at", this.At).Add("tier", this.Tier).Add("actor", this.Actor).AddPersonal("reason", this.Reason).Add("until", this.Until);

    private protected override MessageContent Erase(ErasedIdentity who) => new TierOverridden(this.At, this.Tier, this.Actor, string.Empty, this.Until);
}

/// <summary>The override ended, by time or by hand; the assigned tier is shown again.</summary>
public sealed class OverrideEnded : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="actor">The id of who cleared it; null: its time was over.</param>
    /// <param name="reason">Why it was cleared; null: its time was over. Personal.</param>
    public OverrideEnded(Instant at, string? actor, string? reason)
        : base(at)
    {
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.override-ended";

    /// <summary>Gets the id of who cleared it; null: its time was over.</summary>
    public string? Actor { get; }

    /// <summary>Gets why it was cleared. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("actor", this.Actor).AddPersonal("reason", this.Reason);

    private protected override MessageContent Erase(ErasedIdentity who) => new OverrideEnded(this.At, this.Actor, ErasedIdentity.Blank(this.Reason));
}

/// <summary>Where a tag stands.</summary>
public enum TagStatus
{
    /// <summary>Neither proposed nor confirmed.</summary>
    None = 0,

    /// <summary>Proposed by a rule, not reviewed yet.</summary>
    Proposed = 1,

    /// <summary>Confirmed by a reviewer.</summary>
    Confirmed = 2,

    /// <summary>Rejected by a reviewer; not proposed again until its condition has failed once.</summary>
    Rejected = 3,
}

/// <summary>A tag's status changed.</summary>
public sealed class TagChanged : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tag">The code of the tag.</param>
    /// <param name="status">The status from now on.</param>
    /// <param name="actor">The id of the reviewer; null: a rule's condition began or ceased to hold.</param>
    public TagChanged(Instant at, string tag, TagStatus status, string? actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tag);
        this.Tag = tag;
        this.Status = status;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.tag-changed";

    /// <summary>Gets the code of the tag.</summary>
    public string Tag { get; }

    /// <summary>Gets the status from now on.</summary>
    public TagStatus Status { get; }

    /// <summary>Gets the id of the reviewer, or null.</summary>
    public string? Actor { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("tag", this.Tag).Add("status", this.Status).Add("actor", this.Actor);
}

/// <summary>The stream stands under another policy version from now on.</summary>
public sealed class TieringPolicyAdopted : TierEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="policyVersion">The version.</param>
    public TieringPolicyAdopted(Instant at, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.policy-adopted";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion);
}
