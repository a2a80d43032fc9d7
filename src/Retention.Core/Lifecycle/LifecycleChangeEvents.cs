using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>What another system knew of the customer was taken over.</summary>
public sealed class HistoryImported : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="purchases">The purchases, with their dates; copied.</param>
    /// <param name="activities">The activities, with their dates; copied.</param>
    /// <param name="furthestStage">The code of the furthest stage that the customer had reached; null: unknown.</param>
    /// <param name="furthestProgress">How far along the way it lies; null: unknown.</param>
    /// <param name="actor">The id of who did it.</param>
    public HistoryImported(Instant at, IReadOnlyList<StagePurchase> purchases, IReadOnlyList<StageActivity> activities, string? furthestStage, int? furthestProgress, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(activities);
        ArgumentNullException.ThrowIfNull(actor);
        this.Purchases = FixedList.Of(purchases);
        this.Activities = FixedList.Of(activities);
        this.FurthestStage = furthestStage;
        this.FurthestProgress = furthestProgress;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.history-imported";

    /// <summary>Gets the purchases, with their dates.</summary>
    public IReadOnlyList<StagePurchase> Purchases { get; }

    /// <summary>Gets the activities, with their dates.</summary>
    public IReadOnlyList<StageActivity> Activities { get; }

    /// <summary>Gets the code of the furthest stage that the customer had reached; null: unknown.</summary>
    public string? FurthestStage { get; }

    /// <summary>Gets how far along the way it lies; null: unknown.</summary>
    public int? FurthestProgress { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).AddAll("purchases", this.Purchases).AddAll("activities", this.Activities).Add("furthestStage", this.FurthestStage)
            .Add("furthestProgress", this.FurthestProgress).Add("actor", this.Actor);
    }
}

/// <summary>The history of another record of the customer was taken over.</summary>
public sealed class LifecycleAbsorbed : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="from">The other record.</param>
    /// <param name="purchases">The purchases that this record didn't know, with their dates; copied.</param>
    /// <param name="returns">The returns that it didn't know; copied.</param>
    /// <param name="cancelled">The documents among these purchases that were cancelled; copied.</param>
    /// <param name="activities">The activities, with their dates; copied.</param>
    /// <param name="furthestStage">The code of the furthest stage that the other record had reached; null for none.</param>
    /// <param name="furthestProgress">How far along the way it lies; null for none.</param>
    /// <param name="actor">The id of who did it.</param>
    public LifecycleAbsorbed(Instant at, CustomerId from, IReadOnlyList<StagePurchase> purchases, IReadOnlyList<StageReturn> returns, IReadOnlyList<string> cancelled, IReadOnlyList<StageActivity> activities, string? furthestStage, int? furthestProgress, string actor)
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
        this.FurthestProgress = furthestProgress;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.lifecycle-absorbed";

    /// <summary>Gets the other record.</summary>
    public CustomerId From { get; }

    /// <summary>Gets the purchases that this record didn't know, with their dates.</summary>
    public IReadOnlyList<StagePurchase> Purchases { get; }

    /// <summary>Gets the returns that it didn't know.</summary>
    public IReadOnlyList<StageReturn> Returns { get; }

    /// <summary>Gets the documents among these purchases that were cancelled.</summary>
    public IReadOnlyList<string> Cancelled { get; }

    /// <summary>Gets the activities, with their dates.</summary>
    public IReadOnlyList<StageActivity> Activities { get; }

    /// <summary>Gets the code of the furthest stage that the other record had reached; null for none.</summary>
    public string? FurthestStage { get; }

    /// <summary>Gets how far along the way it lies; null for none.</summary>
    public int? FurthestProgress { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("from", this.From).AddAll("purchases", this.Purchases).AddAll("returns", this.Returns)
            .AddAll("cancelled", this.Cancelled).AddAll("activities", this.Activities).Add("furthestStage", this.FurthestStage).Add("furthestProgress", this.FurthestProgress)
            .Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new LifecycleAbsorbed(
        this.At, who.Of(this.From), this.Purchases, this.Returns, this.Cancelled, this.Activities, this.FurthestStage,
        this.FurthestProgress, this.Actor);
}

/// <summary>The record was merged into another, and its life ends.</summary>
public sealed class LifecycleMerged : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="into">The record that goes on.</param>
    /// <param name="actor">The id of who did it.</param>
    public LifecycleMerged(Instant at, CustomerId into, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Into = into;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.lifecycle-merged";

    /// <summary>Gets the record that goes on.</summary>
    public CustomerId Into { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("into", this.Into).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new LifecycleMerged(this.At, who.Of(this.Into), this.Actor);
}

/// <summary>The customer stands under a version of the policy.</summary>
public sealed class LifecyclePolicyAdopted : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="policyVersion">The version.</param>
    /// <param name="actor">The id of who did it; null: the first command brought it.</param>
    public LifecyclePolicyAdopted(Instant at, PolicyVersion policyVersion, string? actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.PolicyVersion = policyVersion;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.lifecycle-policy-adopted";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the id of who did it; null: the first command brought it.</summary>
    public string? Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion).Add("actor", this.Actor);
    }
}
