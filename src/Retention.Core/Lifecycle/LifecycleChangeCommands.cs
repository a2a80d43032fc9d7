using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>Takes over what is known of a customer from another system. The customer moves to where this leads, which is no win-back.</summary>
public sealed class ImportHistory : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="purchases">Purchases, in any order; copied.</param>
    /// <param name="activities">Activities, in any order; copied.</param>
    /// <param name="furthestStage">The code of the furthest stage that the customer had reached; null: unknown.</param>
    /// <param name="actor">The id of who did it.</param>
    public ImportHistory(Instant at, IReadOnlyList<StagePurchase> purchases, IReadOnlyList<StageActivity> activities, string? furthestStage, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(activities);
        ArgumentNullException.ThrowIfNull(actor);
        this.Purchases = FixedList.Of(purchases);
        this.Activities = FixedList.Of(activities);
        this.FurthestStage = furthestStage;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.import-history";

    /// <summary>Gets purchases, in any order.</summary>
    public IReadOnlyList<StagePurchase> Purchases { get; }

    /// <summary>Gets activities, in any order.</summary>
    public IReadOnlyList<StageActivity> Activities { get; }

    /// <summary>Gets the code of the furthest stage that the customer had reached; null: unknown.</summary>
    public string? FurthestStage { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).AddAll("purchases", this.Purchases).AddAll("activities", this.Activities).Add("furthestStage", this.FurthestStage)
            .Add("actor", this.Actor);
    }
}

/// <summary>Takes over the history of another record of the same customer; pair it with <see cref="MergeLifecycle"/> there. See <see cref="LifecycleTransfers.Merge"/>.</summary>
public sealed class AbsorbLifecycle : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="from">The other record.</param>
    /// <param name="purchases">Its purchases, before what came back, with those that came back in full or were cancelled; copied.</param>
    /// <param name="returns">What came back of them; copied.</param>
    /// <param name="cancelled">The documents of them that were cancelled; copied.</param>
    /// <param name="activities">Activities, in any order; copied.</param>
    /// <param name="furthestStage">The code of the furthest stage that the other record had reached; null for none.</param>
    /// <param name="actor">The id of who did it.</param>
    public AbsorbLifecycle(Instant at, CustomerId from, IReadOnlyList<StagePurchase> purchases, IReadOnlyList<StageReturn> returns, IReadOnlyList<string> cancelled, IReadOnlyList<StageActivity> activities, string? furthestStage, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(cancelled);
        ArgumentNullException.ThrowIfNull(activities);
        ArgumentNullException.ThrowIfNull(actor);
        this.From = from;
        this.Purchases = FixedList.Of(purchases);
        this.Returns = FixedList.Of(returns);
        this.Cancelled = FixedList.Of(cancelled);
        this.Activities = FixedList.Of(activities);
        this.FurthestStage = furthestStage;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.absorb-lifecycle";

    /// <summary>Gets the other record.</summary>
    public CustomerId From { get; }

    /// <summary>Gets its purchases, before what came back, with those that came back in full or were cancelled.</summary>
    public IReadOnlyList<StagePurchase> Purchases { get; }

    /// <summary>Gets what came back of them.</summary>
    public IReadOnlyList<StageReturn> Returns { get; }

    /// <summary>Gets the documents of them that were cancelled.</summary>
    public IReadOnlyList<string> Cancelled { get; }

    /// <summary>Gets activities, in any order.</summary>
    public IReadOnlyList<StageActivity> Activities { get; }

    /// <summary>Gets the code of the furthest stage that the other record had reached; null for none.</summary>
    public string? FurthestStage { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("from", this.From).AddAll("purchases", this.Purchases).AddAll("returns", this.Returns)
            .AddAll("cancelled", this.Cancelled).AddAll("activities", this.Activities).Add("furthestStage", this.FurthestStage).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AbsorbLifecycle(this.At, who.Of(this.From), this.Purchases, this.Returns, this.Cancelled, this.Activities, this.FurthestStage, this.Actor);
}

/// <summary>Ends the life of a record that is merged into another; pair it with <see cref="AbsorbLifecycle"/> there.</summary>
public sealed class MergeLifecycle : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="into">The record that goes on.</param>
    /// <param name="actor">The id of who did it.</param>
    public MergeLifecycle(Instant at, CustomerId into, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Into = into;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.merge-lifecycle";

    /// <summary>Gets the record that goes on.</summary>
    public CustomerId Into { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("into", this.Into).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new MergeLifecycle(this.At, who.Of(this.Into), this.Actor);
}

/// <summary>Sets a customer's stage by hand. The stages of the policy go on changing beneath it.</summary>
public sealed class MoveStage : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="stage">The code of the stage.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; free text that may be personal, so it is never printed.</param>
    /// <param name="until">When it ends, exclusive; null: when it is released.</param>
    public MoveStage(Instant at, string stage, string actor, string reason, Instant? until)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Stage = stage;
        this.Actor = actor;
        this.Reason = reason;
        this.Until = until;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.move-stage";

    /// <summary>Gets the code of the stage.</summary>
    public string Stage { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; free text that may be personal, so it is never printed. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is released.</summary>
    public Instant? Until { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("stage", this.Stage).Add("actor", this.Actor).AddPersonal("reason", this.Reason)
            .Add("until", this.Until);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new MoveStage(this.At, this.Stage, this.Actor, string.Empty, this.Until);
}

/// <summary>Ends a stage set by hand.</summary>
public sealed class ReleaseStage : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; free text that may be personal, so it is never printed.</param>
    public ReleaseStage(Instant at, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.release-stage";

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; free text that may be personal, so it is never printed. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ReleaseStage(this.At, this.Actor, string.Empty);
}

/// <summary>Looks whether anything is due; a host that works through lists sends it instead of waiting for what is due.</summary>
public sealed class ReviewStage : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    public ReviewStage(Instant at)
        : base(at)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.review-stage";

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At);
}

/// <summary>Puts a customer under another version of the policy.</summary>
public sealed class AdoptLifecyclePolicy : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="policyVersion">The version.</param>
    /// <param name="actor">The id of who did it.</param>
    public AdoptLifecyclePolicy(Instant at, PolicyVersion policyVersion, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(actor);
        this.PolicyVersion = policyVersion;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.adopt-lifecycle-policy";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion).Add("actor", this.Actor);
    }
}
