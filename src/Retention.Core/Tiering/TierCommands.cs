using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>What a host asks of a customer's tier assignment.</summary>
public abstract class TierCommand : Message, ICommand
{
    private protected TierCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Takes over a customer's tier from a published run; <see cref="PublishedRun.AssessmentOf"/> makes it.</summary>
public sealed class AssessTier : TierCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="runId">The published run.</param>
    /// <param name="asOf">The as-of of the run.</param>
    /// <param name="tier">The code of the tier that the run computed.</param>
    /// <param name="composite">The composite, or null if there is none.</param>
    /// <param name="proposedTags">The codes of the tags that the run proposes; copied.</param>
    /// <param name="policyVersion">The policy of the run.</param>
    public AssessTier(Instant at, string runId, Instant asOf, string tier, Score? composite, IReadOnlyList<string> proposedTags, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(proposedTags);
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.RunId = runId;
        this.AsOf = asOf;
        this.Tier = tier;
        this.Composite = composite;
        this.ProposedTags = Sequence.Copy(proposedTags);
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.assess-tier";

    /// <summary>Gets the published run.</summary>
    public string RunId { get; }

    /// <summary>Gets the as-of of the run.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the code of the tier that the run computed.</summary>
    public string Tier { get; }

    /// <summary>Gets the composite, or null.</summary>
    public Score? Composite { get; }

    /// <summary>Gets the codes of the tags that the run proposes.</summary>
    public IReadOnlyList<string> ProposedTags { get; }

    /// <summary>Gets the policy of the run.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("runId", this.RunId).Add("asOf", this.AsOf).Add("tier", this.Tier)
        .Add("composite", this.Composite).AddAll("proposedTags", this.ProposedTags).Add("policyVersion", this.PolicyVersion);
}

/// <summary>Sets a customer's tier by hand.</summary>
public sealed class OverrideTier : TierCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="tier">The code of the tier.</param>
    /// <param name="actor">The id of who decided.</param>
    /// <param name="reason">Why; free text that may be personal, so it is never printed.</param>
    /// <param name="until">When the override ends, exclusive; null: when it is cleared.</param>
    public OverrideTier(Instant at, string tier, string actor, string reason, Instant? until)
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
    public override string TypeName => "tiering.override-tier";

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets when the override ends, exclusive; null: when it is cleared.</summary>
    public Instant? Until { get; }

    private protected override void Describe(MessageParts parts) =>
        parts.Add("at", this.At).Add("tier", this.Tier).Add("actor", this.Actor).AddPersonal("reason", this.Reason).Add("until", this.Until);

    private protected override MessageContent Erase(ErasedIdentity who) => new OverrideTier(this.At, this.Tier, this.Actor, string.Empty, this.Until);
}

/// <summary>Ends an override before its time.</summary>
public sealed class ClearOverride : TierCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="actor">The id of who decided.</param>
    /// <param name="reason">Why; free text that may be personal, so it is never printed.</param>
    public ClearOverride(Instant at, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.clear-override";

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("actor", this.Actor).AddPersonal("reason", this.Reason);

    private protected override MessageContent Erase(ErasedIdentity who) => new ClearOverride(this.At, this.Actor, string.Empty);
}

/// <summary>What a reviewer says of a tag.</summary>
public enum TagVerdict
{
    /// <summary>The proposed tag is right: it counts from now on.</summary>
    Confirm = 0,

    /// <summary>The proposed tag is wrong: it isn't proposed again until its condition has failed once.</summary>
    Reject = 1,

    /// <summary>The confirmed tag no longer holds.</summary>
    Withdraw = 2,
}

/// <summary>Confirms or rejects a proposed tag, or withdraws a confirmed one (业务团队审核).</summary>
public sealed class ReviewTag : TierCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="tag">The code of the tag.</param>
    /// <param name="verdict">What the reviewer says.</param>
    /// <param name="actor">The id of the reviewer.</param>
    public ReviewTag(Instant at, string tag, TagVerdict verdict, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(actor);
        this.Tag = tag;
        this.Verdict = verdict;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.review-tag";

    /// <summary>Gets the code of the tag.</summary>
    public string Tag { get; }

    /// <summary>Gets what the reviewer says.</summary>
    public TagVerdict Verdict { get; }

    /// <summary>Gets the id of the reviewer.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("tag", this.Tag).Add("verdict", this.Verdict).Add("actor", this.Actor);
}

/// <summary>Puts the stream under another policy version. The tier stays until the next assessment.</summary>
public sealed class AdoptTieringPolicy : TierCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="policyVersion">The version; the policy book must have it.</param>
    public AdoptTieringPolicy(Instant at, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.adopt-policy";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion);
}
