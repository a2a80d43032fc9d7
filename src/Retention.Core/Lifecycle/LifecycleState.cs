using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A customer's life so far: what is known, where the customer stands, and every stage before.</summary>
/// <remarks>Immutable and thread-safe. It grows with what happens to the customer; activities without id and number are counted by day.</remarks>
public sealed class LifecycleState : IStreamState
{
    private SharedLog<StageSpell> spells;

    private LifecycleState()
    {
    }

    private LifecycleState(LifecycleState before)
    {
        this.spells = before.spells;
        this.KnownFacts = before.KnownFacts;
        this.PolicyVersion = before.PolicyVersion;
        this.LastEventAt = before.LastEventAt;
        this.BaseStage = before.BaseStage;
        this.BaseSince = before.BaseSince;
        this.Overlay = before.Overlay;
        this.OverlaySince = before.OverlaySince;
        this.OverlayBegan = before.OverlayBegan;
        this.IsBaseAtRisk = before.IsBaseAtRisk;
        this.IsOverlayAtRisk = before.IsOverlayAtRisk;
        this.Manual = before.Manual;
        this.SignalList = before.SignalList;
        this.Furthest = before.Furthest;
        this.Left = before.Left;
        this.MergedInto = before.MergedInto;
    }

    /// <summary>Gets the policy version under which the stream stands; null before the first command.</summary>
    public PolicyVersion? PolicyVersion { get; private set; }

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; private set; }

    /// <summary>Gets the code of the current stage: the one set by hand, else the overlay, else the base stage; null for none.</summary>
    public string? Stage => this.Manual is { } manual ? manual.Stage : this.Overlay ?? this.BaseStage;

    /// <summary>Gets since when the customer has been in it without a break; null while there is none.</summary>
    public Instant? Since => this.Stage is null ? null : this.SinceWhen(s => string.Equals(s.Stage, this.Stage, StringComparison.Ordinal));

    /// <summary>Gets a value indicating whether the current stage is one of customers at risk.</summary>
    public bool IsAtRisk => this.Manual is { } manual ? manual.IsAtRisk : this.Overlay is not null ? this.IsOverlayAtRisk : this.IsBaseAtRisk;

    /// <summary>Gets the code of the stage on the customer's way, whether or not something hides it; null for none.</summary>
    public string? BaseStage { get; private set; }

    /// <summary>Gets since when; null while there is none.</summary>
    public Instant? BaseSince { get; private set; }

    /// <summary>Gets the code of the overlay; null for none.</summary>
    public string? Overlay { get; private set; }

    /// <summary>Gets since when; null while there is none.</summary>
    public Instant? OverlaySince { get; private set; }

    /// <summary>Gets the stage set by hand; null for none.</summary>
    public ManualStage? Manual { get; private set; }

    /// <summary>Gets the furthest stage that the customer has reached by the policy's own rules; null before one on the way was.</summary>
    public FurthestStage? Furthest { get; private set; }

    /// <summary>Gets the signals that are on, in the order in which they rose.</summary>
    public IReadOnlyList<ActiveSignal> Signals => this.SignalList;

    /// <summary>Gets every stage so far in order, the current one last; two of one instant are a chain.</summary>
    public IReadOnlyList<StageSpell> History => Array.AsReadOnly(this.spells.ToArray());

    /// <summary>Gets the purchases that count, in order, each with its date; what came back is taken off.</summary>
    public IReadOnlyList<StagePurchase> Purchases => Array.AsReadOnly(this.KnownFacts.Purchases.ToArray().Select(p => p.Returned == 0 ? p.Purchase : p.AsNet()).ToArray());

    /// <summary>Gets the activities in order, each with its date; those that are only counted as one for each day, at the instant of its last.</summary>
    public IReadOnlyList<StageActivity> Activities => Array.AsReadOnly(this.KnownFacts.Logs.SelectMany(l => l.Entries.ToArray()).OrderBy(a => a.Day).ThenBy(a => a.At).Select(a => a.AsKnown()).ToArray());

    /// <summary>Gets what came back of purchases, in the order in which it was recorded.</summary>
    public IReadOnlyList<StageReturn> Returns => this.KnownFacts.Returns;

    /// <summary>Gets the record into which this one was merged; null for none.</summary>
    public CustomerId? MergedInto { get; private set; }

    internal static LifecycleState None { get; } = new LifecycleState();

    internal LifecycleFacts KnownFacts { get; private set; } = LifecycleFacts.None;

    internal FixedList<ActiveSignal> SignalList { get; private set; } = FixedList<ActiveSignal>.Empty;

    /// <summary>Gets when each stage was last left.</summary>
    internal FixedList<KeyValuePair<string, Instant>> Left { get; private set; } = FixedList<KeyValuePair<string, Instant>>.Empty;

    /// <summary>Gets the change with which the overlay began, whatever overlays followed each other since.</summary>
    internal StageChanged? OverlayBegan { get; private set; }

    internal SharedLog<StageSpell> Spells => this.spells;

    /// <summary>Gets since when the customer has been at risk without a break, whatever stages of risk followed each other; null while not at risk.</summary>
    internal Instant? RiskSince => this.IsAtRisk ? this.SinceWhen(s => s.IsAtRisk) : null;

    private bool IsBaseAtRisk { get; set; }

    private bool IsOverlayAtRisk { get; set; }

    internal static LifecycleState Of(LifecycleSnapshot snapshot) => new LifecycleState
    {
        spells = SharedLog<StageSpell>.Of(snapshot.Spells.ToArray()),
        KnownFacts = LifecycleFacts.Of(snapshot.Facts),
        PolicyVersion = snapshot.PolicyVersion,
        LastEventAt = snapshot.LastEventAt,
        BaseStage = snapshot.BaseStage,
        BaseSince = snapshot.BaseSince,
        Overlay = snapshot.Overlay,
        OverlaySince = snapshot.OverlaySince,
        OverlayBegan = snapshot.OverlayBegan,
        IsBaseAtRisk = snapshot.IsBaseAtRisk,
        IsOverlayAtRisk = snapshot.IsOverlayAtRisk,
        Manual = snapshot.Manual is { } manual ? new ManualStage(manual) : null,
        SignalList = FixedList.Own(snapshot.Signals.Select(s => new ActiveSignal(s)).ToArray()),
        Furthest = snapshot.Furthest,
        Left = FixedList.Own(snapshot.Left.Select(l => new KeyValuePair<string, Instant>(l.Stage, l.At)).ToArray()),
        MergedInto = snapshot.MergedInto,
    };

    internal LifecycleSnapshot ToSnapshot() => new LifecycleSnapshot(
        this.PolicyVersion,
        this.LastEventAt,
        this.BaseStage,
        this.BaseSince,
        this.IsBaseAtRisk,
        this.Overlay,
        this.OverlaySince,
        this.OverlayBegan,
        this.IsOverlayAtRisk,
        LifecycleSnapshot.Of(this.Manual),
        this.Furthest,
        this.MergedInto,
        LifecycleSnapshot.Of(this.SignalList),
        this.Left.Select(l => new LeftStage(l.Key, l.Value)).ToArray(),
        this.spells.ToArray(),
        this.KnownFacts.ToSnapshot());

    internal string? StageIn(StageLayer layer) => layer == StageLayer.Base ? this.BaseStage : this.Overlay;

    internal Instant? SinceIn(StageLayer layer) => layer == StageLayer.Base ? this.BaseSince : this.OverlaySince;

    internal Instant? LeftAt(string stage)
    {
        foreach (KeyValuePair<string, Instant> left in this.Left)
        {
            if (string.Equals(left.Key, stage, StringComparison.Ordinal))
            {
                return left.Value;
            }
        }

        return null;
    }

    internal bool IsOn(string signal)
    {
        for (int i = 0; i < this.SignalList.Count; i++)
        {
            if (string.Equals(this.SignalList[i].Signal, signal, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When the last unbroken row of spells began that all are so; a win-back beneath a stage set by hand opens a spell of the same stage.</summary>
    private Instant SinceWhen(Func<StageSpell, bool> isSo)
    {
        int first = this.spells.Count - 1;
        while (first > 0 && isSo(this.spells[first - 1]))
        {
            first--;
        }

        return this.spells[first].Since;
    }

    /// <summary>The state after an event: total, and by what the event says alone.</summary>
    internal LifecycleState After(LifecycleEvent e)
    {
        var next = new LifecycleState(this) { LastEventAt = e.At };
        switch (e)
        {
            case PurchaseRecorded recorded:
                next.KnownFacts = this.KnownFacts.With(recorded.Purchase);
                break;
            case PurchaseReturned returned:
                next.KnownFacts = this.KnownFacts.With(new StageReturn(returned.ReturnDocument, returned.Document, returned.AmountUnits));
                break;
            case PurchaseCorrected corrected:
                next.KnownFacts = this.KnownFacts.WithCorrection(corrected.Purchase, corrected.IsCancelled);
                break;
            case ActivityRecorded activity:
                next.KnownFacts = this.KnownFacts.With(activity.Activity);
                break;
            case ActivityClosed closed:
                next.KnownFacts = this.KnownFacts.WithClosed(closed.ActivityId, closed.OccurredAt);
                break;
            case ActivityVoided voided:
                next.KnownFacts = this.KnownFacts.Without(voided.ActivityId);
                break;
            case CustomerAttributeSet attribute:
                next.KnownFacts = this.KnownFacts.WithAttribute(attribute.Name, attribute.Value);
                break;
            case CustomerTagSet tag:
                next.KnownFacts = this.KnownFacts.WithTag(tag.Tag, tag.IsPresent);
                break;
            case CustomerNumberSet number:
                next.KnownFacts = this.KnownFacts.WithNumber(number.Name, number.Value);
                break;
            case HistoryImported imported:
                next.Take(imported.Purchases, imported.Activities, imported.FurthestStage, imported.FurthestProgress, e.At);
                break;
            case LifecycleAbsorbed absorbed:
                next.Take(absorbed.Purchases, absorbed.Activities, absorbed.FurthestStage, absorbed.FurthestProgress, e.At);
                next.KnownFacts = absorbed.Returns.Aggregate(next.KnownFacts, (facts, back) => facts.With(back));
                next.KnownFacts = absorbed.Cancelled.Aggregate(next.KnownFacts, (facts, document) => facts.WithCancelled(document));
                break;
            case LifecycleMerged merged:
                next.MergedInto = merged.Into;
                break;
            case LifecyclePolicyAdopted adopted:
                next.PolicyVersion = adopted.PolicyVersion;
                break;
            case SignalRaised raised:
                next.SignalList = FixedList.Own([.. this.SignalList, new ActiveSignal(raised)]);
                break;
            case SignalCleared cleared:
                next.SignalList = FixedList.Own(this.SignalList.Where(s => s.Signal != cleared.Signal).ToArray());
                break;
            case StageChanged changed:
                next.Move(changed);
                next.Note(this, e.At, changed.Cause, changed.Outcome);
                break;
            case StageMoved moved:
                next.Manual = new ManualStage(moved);
                next.Note(this, e.At, StageCause.Manual, StageOutcome.None);
                break;
            case ManualStageEnded:
                next.Manual = null;
                next.Note(this, e.At, StageCause.ManualEnded, StageOutcome.None);
                break;
        }

        return next;
    }

    private void Take(IReadOnlyList<StagePurchase> purchases, IReadOnlyList<StageActivity> activities, string? furthest, int? progress, Instant at)
    {
        foreach (StagePurchase purchase in purchases)
        {
            this.KnownFacts = this.KnownFacts.With(purchase);
        }

        foreach (StageActivity activity in activities)
        {
            this.KnownFacts = this.KnownFacts.With(activity);
        }

        this.Reach(furthest, progress, at);
    }

    private void Reach(string? stage, int? progress, Instant at)
    {
        if (stage is not null && progress is { } far && !(this.Furthest?.Progress >= far))
        {
            this.Furthest = new FurthestStage(stage, far, at);
        }
    }

    private void Move(StageChanged e)
    {
        if (e.From is not null)
        {
            this.Left = FixedList.Own(this.Left.Where(l => l.Key != e.From).Append(new KeyValuePair<string, Instant>(e.From, e.At)).ToArray());
        }

        Instant? since = e.To is null ? null : e.At;
        if (e.Layer == StageLayer.Base)
        {
            this.BaseStage = e.To;
            this.BaseSince = since;
            this.IsBaseAtRisk = e.IsAtRisk;
        }
        else
        {
            this.OverlayBegan = e.To is null ? null : this.Overlay is null ? e : this.OverlayBegan;
            this.Overlay = e.To;
            this.OverlaySince = since;
            this.IsOverlayAtRisk = e.IsAtRisk;
        }

        this.Reach(e.To, e.Progress, e.At);
    }

    /// <summary>Opens the next spell where what is seen has changed.</summary>
    private void Note(LifecycleState before, Instant at, StageCause cause, StageOutcome outcome)
    {
        if (!string.Equals(before.Stage, this.Stage, StringComparison.Ordinal) || outcome != StageOutcome.None)
        {
            this.spells = this.spells.Add(new StageSpell(this.Stage, at, cause, outcome, this.IsAtRisk));
        }
    }
}
