using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>What a customer's life is made of.</summary>
internal sealed class LifecycleSnapshot(
    PolicyVersion? policyVersion,
    Instant? lastEventAt,
    string? baseStage,
    Instant? baseSince,
    bool isBaseAtRisk,
    string? overlay,
    Instant? overlaySince,
    StageChanged? overlayBegan,
    bool isOverlayAtRisk,
    StageMoved? manual,
    FurthestStage? furthest,
    CustomerId? mergedInto,
    IReadOnlyList<SignalRaised> signals,
    IReadOnlyList<LeftStage> left,
    IReadOnlyList<StageSpell> spells,
    LifecycleFactsSnapshot facts) : ISnapshot<LifecycleState>
{
    public PolicyVersion? PolicyVersion { get; } = policyVersion;

    public Instant? LastEventAt { get; } = lastEventAt;

    public string? BaseStage { get; } = baseStage;

    public Instant? BaseSince { get; } = baseSince;

    public bool IsBaseAtRisk { get; } = isBaseAtRisk;

    public string? Overlay { get; } = overlay;

    public Instant? OverlaySince { get; } = overlaySince;

    public StageChanged? OverlayBegan { get; } = overlayBegan;

    public bool IsOverlayAtRisk { get; } = isOverlayAtRisk;

    public StageMoved? Manual { get; } = manual;

    public FurthestStage? Furthest { get; } = furthest;

    public CustomerId? MergedInto { get; } = mergedInto;

    public IReadOnlyList<SignalRaised> Signals { get; } = signals;

    public IReadOnlyList<LeftStage> Left { get; } = left;

    public IReadOnlyList<StageSpell> Spells { get; } = spells;

    public LifecycleFactsSnapshot Facts { get; } = facts;

    public LifecycleState ToState() => LifecycleState.Of(this);

    internal static StageMoved? Of(ManualStage? manual) =>
        manual is null ? null : new StageMoved(manual.Since, manual.Stage, manual.Actor, manual.Reason, manual.Until, manual.IsAtRisk);

    internal static SignalRaised[] Of(IEnumerable<ActiveSignal> signals) => signals.Select(s => new SignalRaised(s.Since, s.Signal, s.Kind, s.Found, s.Before, s.Bound)).ToArray();
}

/// <summary>When a stage was last left.</summary>
internal sealed class LeftStage(string stage, Instant at)
{
    public string Stage { get; } = stage;

    public Instant At { get; } = at;
}

/// <summary>What is known of a customer.</summary>
internal sealed class LifecycleFactsSnapshot(
    IReadOnlyList<KeptPurchase> purchases,
    IReadOnlyList<KeptPurchase> gone,
    IReadOnlyList<KeptActivities> activities,
    IReadOnlyList<StageReturn> returns,
    IReadOnlyList<NamedText> attributes,
    IReadOnlyList<string> tags,
    IReadOnlyList<NamedNumber> numbers)
{
    public IReadOnlyList<KeptPurchase> Purchases { get; } = purchases;

    public IReadOnlyList<KeptPurchase> Gone { get; } = gone;

    public IReadOnlyList<KeptActivities> Activities { get; } = activities;

    public IReadOnlyList<StageReturn> Returns { get; } = returns;

    public IReadOnlyList<NamedText> Attributes { get; } = attributes;

    public IReadOnlyList<string> Tags { get; } = tags;

    public IReadOnlyList<NamedNumber> Numbers { get; } = numbers;
}

/// <summary>A purchase with what came back of it, in ten-thousandths.</summary>
internal sealed class KeptPurchase(StagePurchase purchase, long returned, bool isCancelled)
{
    public StagePurchase Purchase { get; } = purchase;

    public long Returned { get; } = returned;

    public bool IsCancelled { get; } = isCancelled;

    internal static KeptPurchase Of(PurchaseEntry entry) => new KeptPurchase(entry.Purchase, entry.Returned, entry.IsCancelled);

    internal PurchaseEntry ToEntry(long totalBefore) => new PurchaseEntry(this.Purchase, this.Returned, totalBefore, this.IsCancelled);
}

/// <summary>The activities of one code.</summary>
internal sealed class KeptActivities(string code, IReadOnlyList<KeptActivity> entries)
{
    public string Code { get; } = code;

    public IReadOnlyList<KeptActivity> Entries { get; } = entries;

    internal static KeptActivities Of(ActivityLog log) => new KeptActivities(log.Code, log.Entries.ToArray().Select(KeptActivity.Of).ToArray());

    internal ActivityLog ToLog()
    {
        long total = 0;
        var entries = new ActivityEntry[this.Entries.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = this.Entries[i].ToEntry(total);
            total = entries[i].Total;
        }

        return new ActivityLog(this.Code, SharedLog<ActivityEntry>.Of(entries));
    }
}

/// <summary>An activity, or all those of one day.</summary>
internal sealed class KeptActivity(StageActivity activity, int count, Instant? closedAt, Instant firstAt)
{
    public StageActivity Activity { get; } = activity;

    public int Count { get; } = count;

    public Instant? ClosedAt { get; } = closedAt;

    public Instant FirstAt { get; } = firstAt;

    internal static KeptActivity Of(ActivityEntry entry) => new KeptActivity(entry.Activity, entry.Count, entry.ClosedAt, entry.FirstAt);

    internal ActivityEntry ToEntry(long totalBefore) => new ActivityEntry(this.Activity, this.Count, totalBefore, this.ClosedAt, this.FirstAt);
}

/// <summary>A text under a name.</summary>
internal sealed class NamedText(string name, string value)
{
    public string Name { get; } = name;

    public string Value { get; } = value;
}

/// <summary>A number under a name, in ten-thousandths.</summary>
internal sealed class NamedNumber(string name, long value)
{
    public string Name { get; } = name;

    public long Value { get; } = value;
}
